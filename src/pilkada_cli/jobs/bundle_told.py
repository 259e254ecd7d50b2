"""What a bundle does to the values and reports that stood here before, so that it can be told."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pilkada_cli.domain.conflicts import Cause, Conflict, cause_of, conflicts, replaced, turned
from pilkada_cli.domain.fold import with_content
from pilkada_cli.domain.links import LINKING, last_links
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId
from pilkada_cli.storage import journal, offices, queries, settings
from pilkada_cli.storage.arrivals import Arrivals
from pilkada_cli.storage.register import Writer
from pilkada_cli.storage.source import Source

NAMED = 20
"""Conflicts, replaced values and changes of state that are named, of each so many."""

ERASURES_NAMED = 1000


@dataclass(frozen=True, slots=True)
class Clash:
    """A field of a report that two offices set: which value counts, and which does not."""

    id: str
    field: str
    counts: str
    by: str
    other: str
    other_by: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A report of this office to whose state another office did something: of which kind, and who.

    `other` is the report that it was linked with, or unlinked from; `undone` the kind of what an
    undo took back.
    """

    id: str
    kind: str
    by: str
    other: str | None
    undone: str | None


@dataclass(frozen=True, slots=True)
class Erasure:
    """A report that was erased, and the code of the office that erased it."""

    id: str
    by: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What another office did to the state of the report `on`, or to a link of it with an `other`."""

    on: OpId
    cause: Cause
    other: OpId | None = None


@dataclass(slots=True)
class Differences:
    """How often an office set another value than stood here: not knowing of it, or perhaps so.

    And how often one changed the state of a report of this office.
    """

    conflicts: int = 0
    clashes: list[Conflict] = field(default_factory=list)
    replaced: int = 0
    replacements: list[Conflict] = field(default_factory=list)
    turned: int = 0
    deeds: list[Deed] = field(default_factory=list)

    def clash(self, found: list[Conflict]) -> None:
        """Count conflicts, and keep some."""
        self.conflicts += len(found)
        self.clashes += found[: NAMED - len(self.clashes)]

    def replace(self, found: list[Conflict]) -> None:
        """Count replaced values, and keep some."""
        self.replaced += len(found)
        self.replacements += found[: NAMED - len(self.replacements)]

    def turn(self, found: list[Deed]) -> None:
        """Count changes of state, and keep some."""
        self.turned += len(found)
        self.deeds += found[: NAMED - len(self.deeds)]


def differences(writer: Writer, arrivals: Arrivals, seen: Mapping[str, int]) -> Differences:
    """How what counts of the reports differs from what counted before these arrivals.

    `seen` tells how far their sender knew each origin.
    """
    found, own = Differences(), settings.origins(writer.connection)
    source, undone_before = Source.of(writer.connection), arrivals.undone_before()
    for subject, new in arrivals.subjects(undone_before ^ source.undone):
        # Nothing counts here of what is withheld.
        ops = with_content(source.of_subject(subject))
        after = [op for op in ops if op.header.batch not in source.undone]
        before = [
            op for op in ops if op.header.id not in new and op.header.batch not in undone_before
        ]
        clashes = [*conflicts(after, new, seen)]
        found.clash(clashes)
        told = {(each.field, each.by, each.other_by) for each in clashes}
        others = [*replaced(before, after, own)]
        found.replace([e for e in others if (e.field, e.by, e.other_by) not in told])
        if subject.origin in own:
            said = {each.by for each in (*clashes, *others)}
            causes = turned(before, after, own, writer.reference)
            found.turn([Deed(subject, e) for e in causes if e.op.header.id not in said])
    found.turn([*_links(source, arrivals, undone_before, own)])
    return found


def _links(
    source: Source, arrivals: Arrivals, undone_before: Collection[OpId], own: Collection[str]
) -> Iterator[Deed]:
    """How others joined a report of this office to another, or parted the two."""
    new = arrivals.of_kinds(*LINKING)
    every = [*source.links()] if new or undone_before != source.undone else []
    stood = last_links((op for op in every if op.header.id not in new), undone_before)
    stands = last_links(every, source.undone)
    for pair in stood | stands:
        was, now = stood.get(pair), stands.get(pair)
        cause = cause_of(was, now)
        if cause is None or cause.op.header.origin in own or _joins(was) == _joins(now):
            continue
        if ends := [end for end in pair if end.origin in own and arrivals.stood(end)]:
            [other] = {*pair} - {ends[0]}
            yield Deed(ends[0], cause, other)


def _joins(last: Operation | None) -> bool:
    return last is not None and last.header.kind == Kind.LINK


def erasures(writer: Writer, after: int) -> tuple[int, tuple[Erasure, ...]]:
    """How much erasures behind a position are about, and what, as people call it.

    At most `ERASURES_NAMED` are named.
    """
    n, found = journal.erased(writer.connection, after, ERASURES_NAMED)
    labels = queries.ids_of(writer.tables, found)
    return n, tuple(
        Erasure(labels.get(subject, str(subject)), offices.code_of(writer.connection, origin))
        for subject, origin in found.items()
    )


def as_clash(writer: Writer, conflict: Conflict) -> Clash:
    """A conflict as people call it."""
    labels = queries.ids_of(writer.tables, [conflict.subject])
    return Clash(
        id=labels.get(conflict.subject, str(conflict.subject)),
        field=conflict.field,
        counts=_text(conflict.counts),
        by=offices.code_of(writer.connection, conflict.by.origin),
        other=_text(conflict.other),
        other_by=offices.code_of(writer.connection, conflict.other_by.origin),
    )


def as_turn(writer: Writer, deed: Deed) -> Turn:
    """What another office did to a report, as people call it."""
    labels = queries.ids_of(writer.tables, [deed.on, *filter(None, [deed.other])])
    did, taken_back = deed.cause.op.header, deed.cause.taken_back
    return Turn(
        id=labels.get(deed.on, str(deed.on)),
        kind=Kind.UNDO if taken_back else did.kind,
        by=offices.code_of(writer.connection, did.origin),
        other=None if deed.other is None else labels.get(deed.other),
        undone=did.kind if taken_back else None,
    )


def _text(value: Json) -> str:
    """A value in one line; of a field that was emptied there is none."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def gone(writer: Writer, before: dict[OpId, str]) -> tuple[str, ...]:
    """The ids of those reports that are shown no longer."""
    still = queries.ids_of(writer.tables, before)
    return tuple(label for subject, label in before.items() if subject not in still)
