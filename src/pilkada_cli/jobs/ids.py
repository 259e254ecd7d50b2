"""Which reports and actions the ids that people type mean."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pilkada_cli.domain.actions import MARK
from pilkada_cli.domain.numbering import NO_CODE
from pilkada_cli.domain.operation import OpId
from pilkada_cli.errors import AmbiguousName, UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import actions, queries, settings, withheld
from pilkada_cli.storage.register import Reader, Writer

_OFFICE = r"(?:([A-Z][A-Z0-9]{0,11})(?:\.([0-9a-f]{3,32}))?-)?"
# Without a code `14.30` is a time of day.
_OPERATION = r"(?(1)(?:\.([1-9]\d{0,15}))?)"
_ID = re.compile(rf"{_OFFICE}(\d{{1,9}}){_OPERATION}", re.IGNORECASE)

_LOOSE_ID = re.compile(r"([A-Za-z]{1,12})\s?(\d{1,9})")
"""An id as it is said: ``HST3``, ``hst 3``. The code is letters only: its end would not be seen."""


def is_report_id(typed: str) -> bool:
    """Whether a text looks like the id of a report, with its code or without."""
    return _ID.fullmatch(typed.strip()) is not None


def resolve(opened: Reader | Writer, ids: Sequence[str]) -> list[OpId]:
    """The reports meant by ids, each once, in the order named.

    Raises `UsageError` for what is no id or unknown, `AmbiguousName` for a
    short form that several share.
    """
    return list(dict.fromkeys(resolve_one(opened, typed) for typed in ids))


def resolve_one(opened: Reader | Writer, typed: str) -> OpId:
    """The report meant by ``HST-42``, ``HST42``, ``HST.7f3-42`` or, in this register's own code, ``42``."""
    found = find(opened, typed)
    if found.shown:
        return only(typed, found.shown)
    way = Sentence(N_("see pilkada report list"))
    if found.withheld:
        words = N_(
            "it is withheld here: it concerns other offices now; pilkada report erase {id} erases it there too"
        )
        own = {*settings.origins(opened.connection)}
        if any(made_by.origin in own for made_by, _ in found.withheld):
            # Another office may have withheld it, that does not know whom it concerns.
            words = N_(
                "it is withheld here; first take in the province's next bundle (pilkada bundle in), made after all offices handed over: if it stays so, it concerns other offices now, and pilkada report erase {id} erases it there too"
            )
        way = Sentence(words, id=typed)
    raise found.unknown(way)


class Found(NamedTuple):
    """The reports that bear a code and number, with their ids: shown here, or withheld here since.

    Of the latter only where none is shown.
    """

    code: str
    number: int
    shown: Sequence[tuple[OpId, str]]
    withheld: Sequence[tuple[OpId, str]]

    def unknown(self, way: Sentence) -> UsageError:
        """The error that there is none, and the way out."""
        typed = f"{self.code}-{self.number}"
        return UsageError(Sentence(N_("there is no report {typed}"), typed=typed), way)


def find(opened: Reader | Writer, typed: str) -> Found:
    """The reports that an id as `resolve_one` reads it may mean. Raises `UsageError` for what is no id."""
    match = _ID.fullmatch(_hyphened(typed))
    if match is None:
        raise UsageError(
            Sentence(N_("'{typed}' is no report id"), typed=typed),
            Sentence(N_("an id looks like HST-42; see pilkada report list")),
        )
    code, number = match[1] or settings.get(opened.connection, "code") or NO_CODE, int(match[3])
    shown = queries.subjects_numbered(opened.tables, code, number)
    shown = [each for each in shown if _is_meant(match, each[0])]
    kept = [] if shown else withheld.numbered(opened.connection, code, number)
    return Found(
        code, number, shown, [(w.subject, w.label) for w in kept if _is_meant(match, w.subject)]
    )


def only(typed: str, found: Sequence[tuple[OpId, str]]) -> OpId:
    """The one report that an id means. Raises `AmbiguousName` where it means several."""
    if len(found) > 1:
        raise AmbiguousName(
            Sentence(N_("the id {typed} was used more than once"), typed=typed),
            Sentence(N_("say which: {choices}"), choices=", ".join(label for _, label in found)),
        )
    return found[0][0]


def _hyphened(typed: str) -> str:
    loose = _LOOSE_ID.fullmatch(typed.strip())
    return f"{loose[1]}-{loose[2]}" if loose else typed.strip()


def named_by(reader: Reader, words: Sequence[str]) -> str | None:
    """The id of the one report that words are the id of, with its code; None for other words."""
    typed = _hyphened(" ".join(words))
    if "-" not in typed or not is_report_id(typed):
        return None
    try:
        return next(
            iter(queries.ids_of(reader.tables, [resolve_one(reader, typed)]).values()), None
        )
    except UsageError:
        return None


def _is_meant(match: re.Match[str], made_by: OpId) -> bool:
    """Whether what an id tells of the operation that made it, if anything, is true of one."""
    _, origin, _, seq = match.groups("")
    return made_by.origin.startswith(origin.lower()) and seq in ("", str(made_by.seq))


def labels(writer: Writer, subjects: Sequence[OpId]) -> list[str]:
    """The ids of reports, in the order given."""
    known = queries.ids_of(writer.tables, subjects)
    return [known[subject] for subject in subjects]


_ACTION = re.compile(rf"{_OFFICE}{MARK}(\d{{1,9}}){_OPERATION}", re.IGNORECASE)


def is_action_id(typed: str) -> bool:
    """Whether a text looks like the id of an action, and not of a report."""
    return _ACTION.fullmatch(typed.strip()) is not None


def resolve_actions(opened: Reader | Writer, ids: Sequence[str]) -> list[tuple[OpId, OpId]]:
    """The actions meant by ids, each once, with their subjects.

    Raises `UsageError` for what is no id of an action or unknown, `AmbiguousName` for a
    short form that several share.
    """
    return list(dict.fromkeys(_resolve_action(opened, typed) for typed in ids))


def _resolve_action(opened: Reader | Writer, typed: str) -> tuple[OpId, OpId]:
    match = _ACTION.fullmatch(typed.strip())
    if match is None:
        raise UsageError(
            Sentence(N_("'{typed}' is no id of an action"), typed=typed),
            Sentence(N_("an id looks like HST-T7; see pilkada action list")),
        )
    code = match[1] or settings.get(opened.connection, "code") or NO_CODE
    found = actions.numbered(opened.tables, code, int(match[3]))
    found = [each for each in found if _is_meant(match, each[0])]
    if not found:
        raise UsageError(
            Sentence(N_("there is no action {typed}"), typed=f"{code}-{MARK}{match[3]}"),
            Sentence(N_("see pilkada action list")),
        )
    if len(found) > 1:
        labels = actions.labels(opened.tables, [action for action, _ in found])
        raise AmbiguousName(
            Sentence(N_("the id {typed} was used more than once"), typed=typed),
            Sentence(N_("say which: {choices}"), choices=", ".join(labels.values())),
        )
    return found[0]


def action_labels(writer: Writer, made: Sequence[OpId]) -> list[str]:
    """The ids of actions, in the order given."""
    known = actions.labels(writer.tables, made)
    return [known[each] for each in made]
