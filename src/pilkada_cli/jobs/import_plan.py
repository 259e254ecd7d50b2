"""Understanding our own JSON Lines without touching the register: lines to operations to come."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain import fields
from pilkada_cli.domain.contradictions import contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.text import normalise, objection
from pilkada_cli.domain.times import instant, local_day, read_moment
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.jsonl import Line
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import import_actions, import_regions
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.import_spool import Spool
from pilkada_cli.jobs.typed import NEEDED

SHOWN_PROBLEMS = 20


_ALWAYS = frozenset(("kind", "known_at"))


_TARGET = frozenset(("source_system", "source_ref", "id"))


_SETS = frozenset(fields.WRITTEN) | {"at", "grade"}


_REASON = {Kind.NOTE: "text"}


_KEYS: dict[str, frozenset[str]] = {
    Kind.ADD: _SETS,
    Kind.AMEND: _SETS | _TARGET,
    Kind.NOTE: _TARGET | {"text"},
    Kind.VERIFY: _TARGET | {"reason", "grade", "grade_source", "grade_content"},
    Kind.REFUTE: _TARGET | {"reason", "grade", "grade_source", "grade_content"},
    Kind.UNVERIFY: _TARGET | {"reason"},
    Kind.ESCALATE: _TARGET | {"reason", "phase", "likelihood", "impact"},
    Kind.HANDLE: _TARGET | {"reason"},
    Kind.CLOSE: _TARGET | {"reason"},
    Kind.REOPEN: _TARGET | {"reason"},
    Kind.LINK: _TARGET | {"with"},
    Kind.UNLINK: _TARGET | {"with"},
    **import_regions.KEYS,
    Kind.ACTION: _TARGET | import_actions.KEYS[Kind.ACTION],
    Kind.STEP: _TARGET | import_actions.KEYS[Kind.STEP],
}


_ONLY_COMMANDS = (Kind.ATTACH, Kind.DETACH)
"""Kinds that need files at hand."""


def plan(
    lines: Iterable[Line], name: str, reference: Reference, now: datetime, folder: Path
) -> Spool:
    """Understand every line of a file without touching the register.

    What is understood waits in `folder`. Raises `InvalidData` that names the lines
    and what is wrong with them, or that the file holds nothing.
    """
    items, problems = Spool(folder), Problems()
    for line in lines:
        found = [line.problem] if line.problem else []
        if not found:
            item, found = _understand(line, name, reference, now)
            items.append(item)
        for problem in found:
            words = N_("{file}, line {line}: {problem}")
            problems.add(Sentence(words, file=name, line=line.number, problem=problem))
    if problems.count:
        raise problems.refused()
    if not len(items):
        raise InvalidData(Sentence(N_("{file} holds no reports"), file=name))
    return items


MEND = N_("nothing was written; mend the file and import it again")


class Problems:
    """What is wrong with a file: the first ones are kept, the others counted."""

    def __init__(self, problems: Iterable[Sentence] = ()) -> None:
        self.count = 0
        self._shown: list[Sentence] = []
        for problem in problems:
            self.add(problem)

    def add(self, problem: Sentence) -> None:
        """Take one more."""
        self.count += 1
        if len(self._shown) < SHOWN_PROBLEMS:
            self._shown.append(problem)

    def refused(self, way: str = MEND) -> InvalidData:
        """The error that names them; `way` is the way out."""
        text: object = "\n".join(map(str, self._shown))
        if (more := self.count - len(self._shown)) > 0:
            text = Sentence(
                N_("{text}\nand {n} more problem"),
                N_("{text}\nand {n} more problems"),
                text=text,
                n=more,
            )
        return InvalidData(Sentence("{text}", text=text), Sentence(way))


def _understand(
    line: Line, name: str, reference: Reference, now: datetime
) -> tuple[Item, list[Sentence]]:
    value = line.value
    kind, problems = _kind(value)
    zone = reference.election.time_zone
    today = local_day(instant(now), zone)
    known_at, known = _known_at(value, zone, now, today, problems)
    allowed = _KEYS[kind] | _ALWAYS
    problems += [
        Sentence(N_("unknown key '{key}'"), key=key) for key in value if key not in allowed
    ]
    apart = import_actions.KEYS | import_regions.KEYS
    raw = {} if kind in apart else {k: value[k] for k in value if k in _SETS}
    if kind not in (Kind.ADD, Kind.AMEND):
        raw = {k: v for k, v in raw.items() if k not in _TARGET}
    if kind == Kind.AMEND:
        raw = {k: "" if v is None else v for k, v in raw.items() if k not in _TARGET}
    entry = entries.read(reference, raw, today)
    problems += _objections(kind, value, entry, today)
    target, other = _about(kind, value, problems)
    if kind in import_regions.KEYS:
        problems += import_regions.understand(kind, value, reference, today, entry)
    elif kind in import_actions.KEYS:
        problems += import_actions.understand(kind, value, entry)
    return Item(name, line.number, kind, known_at, known, entry, target, other), problems


def _kind(value: Mapping[str, object]) -> tuple[Kind, list[Sentence]]:
    name = value.get("kind", Kind.ADD.value)
    if isinstance(name, str) and name in _KEYS:
        return Kind(name), []
    if name in _ONLY_COMMANDS:
        only = Sentence(N_("'{kind}' cannot be imported; use pilkada report {kind}"), kind=name)
        return Kind.ADD, [only]
    return Kind.ADD, [Sentence(N_("unknown kind '{kind}'"), kind=name)]


def _known_at(
    value: Mapping[str, object], zone: str, now: datetime, today: date, problems: list[Sentence]
) -> tuple[str, str]:
    """The instant a line was known, and what to know the line by: a bare day stays one."""
    at = instant(now)
    text = value.get("known_at")
    if not isinstance(text, str):
        problems.append(Sentence(N_("missing: {flags}"), flags="known_at"))
        return at, at
    try:
        known, is_day = read_moment(text, zone)
    except ValueError:
        problems.append(Sentence(N_("known_at: '{value}' is no day and no time"), value=text))
        return at, at
    day = local_day(known, zone)
    if known > at and not (is_day and day == today):
        problems.append(Sentence(N_("known_at: '{value}' has not come yet"), value=text))
    if known < entries.EARLIEST.isoformat():
        problems.append(
            Sentence(
                N_("{flag} '{value}' is too long ago; at the earliest {first}"),
                flag="known_at",
                value=text,
                first=entries.EARLIEST,
            )
        )
    return min(known, at), day.isoformat() if is_day else known


def _objections(
    kind: Kind, value: Mapping[str, object], entry: Entry, today: date
) -> Iterator[Sentence]:
    for name, problem in entry.problems.items():
        yield Sentence("{name}: {problem}", name=name, problem=problem)
    if kind == Kind.ADD:
        missing = [name for name in NEEDED if not value.get(name) and name not in entry.problems]
        if missing:
            yield Sentence(N_("missing: {flags}"), flags=", ".join(missing))
    if kind == Kind.ADD:
        yield from contradictions(kind, entry, None, today)
    if kind in (Kind.AMEND, Kind.ESCALATE) and not entry.values and not entry.problems:
        yield Sentence(N_("nothing to change was named"))
    word = _REASON.get(kind, "reason")
    if word not in _KEYS[kind]:
        return
    text = value.get(word)
    if text is None and kind not in (Kind.NOTE, Kind.REFUTE):
        return
    if not isinstance(text, str) or not text.strip():
        yield Sentence(N_("missing: {flags}"), flags=word)
    elif (why := objection(text, fields.MAX_TEXT)) is not None:
        yield Sentence("{name}: {problem}", name=word, problem=why)
    else:
        entry.sealed[word] = normalise(text).strip()


def _about(
    kind: Kind, value: Mapping[str, object], problems: list[Sentence]
) -> tuple[tuple[str | None, str] | None, tuple[str | None, str] | None]:
    """The report a line is about and, for links, the other one."""
    if kind == Kind.ADD or kind in import_regions.KEYS:
        return None, None
    system = _line(value.get("source_system") or "")
    ref, label, other = _line(value.get("source_ref")), value.get("id"), _line(value.get("with"))
    by_ref = isinstance(ref, str) and isinstance(system, str) and bool(ref)
    target: tuple[str | None, str] | None = None
    if by_ref:
        target = (str(system), str(ref))
    elif isinstance(label, str):
        target = (None, label)
    else:
        problems.append(Sentence(N_("missing: {flags}"), flags="source_ref"))
    if kind not in (Kind.LINK, Kind.UNLINK):
        return target, None
    if not isinstance(other, str) or not other:
        problems.append(Sentence(N_("missing: {flags}"), flags="with"))
        return target, None
    return target, ((str(system) if by_ref else None), other)


def _line(value: object) -> object:
    """A reference as a report keeps it: NFC, blanks as one."""
    return " ".join(normalise(value).split()) if isinstance(value, str) else value
