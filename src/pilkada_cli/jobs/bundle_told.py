"""What a bundle does to the values and reports that stood here before, so that it can be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pilkada_cli.domain.conflicts import Conflict, conflicts, replaced
from pilkada_cli.domain.operation import Json, OpId
from pilkada_cli.storage import journal, offices, queries, settings
from pilkada_cli.storage.arrivals import Arrivals
from pilkada_cli.storage.register import Writer
from pilkada_cli.storage.source import Source

NAMED = 20
"""Conflicts and replaced values that are named, of each so many."""

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
class Erasure:
    """A report that was erased, and the code of the office that erased it."""

    id: str
    by: str


@dataclass(slots=True)
class Differences:
    """How often an office set another value than stood here: not knowing of it, or perhaps so."""

    conflicts: int = 0
    clashes: list[Conflict] = field(default_factory=list)
    replaced: int = 0
    replacements: list[Conflict] = field(default_factory=list)


def differences(writer: Writer, arrivals: Arrivals, seen: Mapping[str, int]) -> Differences:
    """How what counts of the reports differs from what counted before these arrivals.

    `seen` tells how far their sender knew each origin.
    """
    found, own = Differences(), settings.origins(writer.connection)
    source, undone_before = Source.of(writer.connection), arrivals.undone_before()
    for subject, new in arrivals.subjects(undone_before ^ source.undone):
        ops = source.of_subject(subject)
        if any(op.body is None for op in ops):
            # All of it is withheld, so nothing of it counts here.
            continue
        after = [op for op in ops if op.header.batch not in source.undone]
        before = [
            op for op in ops if op.header.id not in new and op.header.batch not in undone_before
        ]
        clashes = [*conflicts(after, new, seen)]
        told = {(each.field, each.by, each.other_by) for each in clashes}
        others = [
            each
            for each in replaced(before, after, own)
            if (each.field, each.by, each.other_by) not in told
        ]
        found.conflicts += len(clashes)
        found.clashes += clashes[: NAMED - len(found.clashes)]
        found.replaced += len(others)
        found.replacements += others[: NAMED - len(found.replacements)]
    return found


def erasures(writer: Writer, after: int, codes: dict[str, str]) -> tuple[int, tuple[Erasure, ...]]:
    """How much erasures behind a position are about, and what, as people call it.

    At most `ERASURES_NAMED` are named; `codes` as for `as_clash`.
    """
    n, found = journal.erased(writer.connection, after, ERASURES_NAMED)
    labels = queries.ids_of(writer.tables, found)
    return n, tuple(
        Erasure(labels.get(subject, str(subject)), _office_of(writer, origin, codes))
        for subject, origin in found.items()
    )


def as_clash(writer: Writer, conflict: Conflict, codes: dict[str, str]) -> Clash:
    """A conflict as people call it; `codes` names the offices of origins."""
    labels = queries.ids_of(writer.tables, [conflict.subject])
    return Clash(
        id=labels.get(conflict.subject, str(conflict.subject)),
        field=conflict.field,
        counts=_text(conflict.counts),
        by=_office_of(writer, conflict.by.origin, codes),
        other=_text(conflict.other),
        other_by=_office_of(writer, conflict.other_by.origin, codes),
    )


def _text(value: Json) -> str:
    """A value in one line; of a field that was emptied there is none."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _office_of(writer: Writer, origin: str, codes: dict[str, str]) -> str:
    if origin in settings.origins(writer.connection):
        return str(settings.get(writer.connection, "code"))
    return codes.get(origin) or offices.heads(writer.connection)[origin].code


def gone(writer: Writer, before: dict[OpId, str]) -> tuple[str, ...]:
    """The ids of those reports that are shown no longer."""
    still = queries.ids_of(writer.tables, before)
    return tuple(label for subject, label in before.items() if subject not in still)
