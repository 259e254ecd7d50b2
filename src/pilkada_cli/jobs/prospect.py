"""What taking one command back would change, told in ids."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pilkada_cli.domain.actions import MARK
from pilkada_cli.domain.history import action_of
from pilkada_cli.domain.links import fold_links, link_pair
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.undoing import (
    Acted,
    Content,
    Deed,
    Effect,
    Prospect,
    changes_of,
    effect,
    on_actions,
)
from pilkada_cli.storage import actions, batches, journal, queries, settings
from pilkada_cli.storage.register import Reader, Writer

NAMED_OPERATIONS = 50
"""Of a command with more operations only numbers are told."""


@dataclass(frozen=True, slots=True)
class Fold:
    """The batches that are taken back, as it stands and as it would be afterwards."""

    undone: Collection[OpId]
    after: Collection[OpId]


def look_ahead(
    opened: Reader | Writer, fold: Fold, batch: OpId, names: OpId, content: Content
) -> Prospect:
    """What would happen if an undo of `names` was written, to take `batch` back or bring it back."""
    connection = opened.connection
    few = sum(content.kinds.values()) <= NAMED_OPERATIONS
    operations = batches.operations(connection, batch) if few else []
    links = journal.of_kinds(connection, Kind.LINK, Kind.UNLINK) if few else []
    again = batch != names
    return Prospect(
        batch=batch,
        names=names,
        again=again,
        content=content,
        deeds=[_deed(opened, op) for op in operations],
        effects=_effects(opened, operations, fold),
        links=_links(opened, operations, links, fold),
        since=() if again else _since(opened, batch, operations, links, fold.undone),
        actions=_acted(opened, operations, fold),
        by=settings.actors(connection).get((batch.origin, content.actor), ""),
    )


def _deed(opened: Reader | Writer, op: Operation) -> Deed:
    subject = op.header.subject
    other = next((end for end in link_pair(op) or () if end != subject), None)
    ids = queries.ids_of(opened.tables, [end for end in (subject, other) if end is not None])
    return Deed(
        kind=op.header.kind,
        report=ids.get(subject) if subject else None,
        other=ids.get(other) if other else None,
        said={**(op.body or {}), **(op.sealed or {})},
    )


def _effects(
    opened: Reader | Writer, operations: Sequence[Operation], fold: Fold
) -> dict[Effect, list[str]]:
    """What becomes of the reports; those of which the same becomes stand together."""
    found: dict[Effect, list[str]] = {}
    subjects = dict.fromkeys(op.header.subject for op in operations if op.header.subject)
    for subject, label in queries.ids_of(opened.tables, subjects.keys()).items():
        about = [op for op in journal.of_subject(opened.connection, subject) if op.arrived]
        batch = operations[0].header.batch
        become = effect(about, batch, fold.undone, fold.after, opened.reference)
        if become is not None:
            found.setdefault(become, []).append(label)
    return found


def _acted(opened: Reader | Writer, operations: Sequence[Operation], fold: Fold) -> list[Acted]:
    """What becomes of the actions that the command was about."""
    found = []
    subjects = dict.fromkeys(op.header.subject for op in operations if action_of(op) is not None)
    for subject in filter(None, subjects):
        about = [op for op in journal.of_subject(opened.connection, subject) if op.arrived]
        batch = operations[0].header.batch
        pairs = on_actions(about, batch, fold.undone, fold.after)
        called = actions.labels(opened.tables, pairs)
        for made, (before, after) in pairs.items():
            if (record := before or after) is None:
                continue
            stands = None if before and after else after is not None
            label = called.get(made, f"{record.code}-{MARK}{record.number}")
            found.append(Acted(label, record.what, stands, changes_of(before, after)))
    return found


def _links(
    opened: Reader | Writer,
    operations: Sequence[Operation],
    links: Sequence[Operation],
    fold: Fold,
) -> list[tuple[str, str, bool]]:
    """The pairs that the command was about, and whether they are linked then, where that changes."""
    pairs = dict.fromkeys(pair for op in operations if (pair := link_pair(op)) is not None)
    concerned = [op for op in links if link_pair(op) in pairs]
    now, then = (fold_links(concerned, undone) for undone in (fold.undone, fold.after))
    changed = []
    for pair in pairs:
        one, other = (queries.report(opened.tables, end) or {} for end in pair)
        by_source = one.get("source_ref") is not None and _source(one) == _source(other)
        linked = then.get(pair, by_source)
        if one and other and linked != now.get(pair, by_source):
            changed.append((str(one["id"]), str(other["id"]), linked))
    return changed


def _source(row: dict[str, object]) -> tuple[object, object]:
    return row.get("source_system"), row.get("source_ref")


def _since(
    opened: Reader | Writer,
    batch: OpId,
    operations: Sequence[Operation],
    links: Sequence[Operation],
    undone: Collection[OpId],
) -> list[str]:
    """What kinds of things other standing commands did to the reports that this one made."""
    made = {op.header.subject for op in operations if op.header.kind == Kind.ADD}
    later = batches.built_on(opened.connection, batch)
    later += [
        (op.header.batch, op.header.kind)
        for op in links
        if op.header.batch != batch and made & {*(link_pair(op) or ())}
    ]
    return sorted({kind for other, kind in later if other not in undone})
