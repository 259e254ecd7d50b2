"""Actions in JSON Lines: what was decided about a report, and how far it is."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from pilkada_cli.domain.actions import MOST_LOWERED, ActionState
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import MAX_LINE, MAX_TITLE
from pilkada_cli.domain.operation import Json, Kind, OpId
from pilkada_cli.domain.text import normalise, objection
from pilkada_cli.domain.times import read_day
from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import journal
from pilkada_cli.storage.register import Writer

_CHANGES = frozenset(("owner", "state", "due", "lowers_likelihood", "lowers_impact"))
KEYS = {
    Kind.ACTION: _CHANGES | {"what", "disposition"},
    Kind.STEP: _CHANGES | {"action", "evidence"},
}
"""The keys of each kind besides those that name its report. A step names its action by its words."""


def understand(kind: Kind, value: Mapping[str, object], entry: Entry) -> Iterator[Sentence]:
    """Read an action or a step into `entry`; what is wrong with it is yielded."""
    needed = "what" if kind == Kind.ACTION else "action"
    if not value.get(needed):
        yield Sentence(N_("missing: {flags}"), flags=needed)
    for name in (name for name in value if name in KEYS[kind]):
        try:
            read = _READ[name](value[name])
        except ValueError:
            yield Sentence(N_("{name}: '{value}' cannot be that"), name=name, value=value[name])
            continue
        part = entry.sealed if name in ("what", "evidence") else entry.body
        part[name] = read


def _text(most: int, value: object) -> str:
    if not isinstance(value, str) or not (text := " ".join(normalise(value).split())):
        raise ValueError(value)
    if objection(text, most) is not None:
        raise ValueError(value)
    return text


def _steps(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST_LOWERED:
        raise ValueError(value)
    return value


def _day(value: object) -> str | None:
    if value is None:
        return None
    day: date = read_day(str(value))
    return day.isoformat()


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


_READ: Mapping[str, Callable[[object], Json]] = {
    "what": partial(_text, MAX_TITLE),
    "action": partial(_text, MAX_TITLE),
    "owner": partial(_text, MAX_LINE),
    "evidence": partial(_text, MAX_LINE),
    "state": lambda value: ActionState(str(value)).value,
    "due": _day,
    "lowers_likelihood": _steps,
    "lowers_impact": _steps,
    "disposition": _truth,
}


def action_named(writer: Writer, subject: OpId, words: str) -> OpId:
    """The last action on a report that has these words. Raises `InvalidData` where there is none."""
    for op in reversed(journal.of_subject(writer.connection, subject)):
        if op.header.kind == Kind.ACTION and (op.sealed or {}).get("what") == words:
            return op.header.id
    raise InvalidData(Sentence(N_("the report has no action '{what}'"), what=words))
