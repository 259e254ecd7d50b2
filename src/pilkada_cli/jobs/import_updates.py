"""What a known row changes: only what its sheet says otherwise than when it was last imported.

What officers changed since stands: it is compared with the sheet before, not with
the report as it is now.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict

from pilkada_cli.domain.contradictions import Standing, contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId
from pilkada_cli.domain.report import complete
from pilkada_cli.domain.times import local_day
from pilkada_cli.errors import InvalidData
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.own_rows import MINUTE, plain
from pilkada_cli.storage import journal
from pilkada_cli.storage.register import Writer

IMPORTED = "imported"
"""Marks an ``amend`` that an import wrote, so that the next one knows what the sheet said."""


def update(
    writer: Writer, item: Item, subject: OpId, undone: Collection[OpId], *, own: bool
) -> bool:
    """Amend a report by what its row says otherwise; False where that is nothing.

    `undone` are the batches that were taken back, `own` says that the row was exported
    from this register. Raises `InvalidData`
    for what contradicts the report.
    """
    every = journal.of_subject(writer.connection, subject)
    state = fold_subject(every, undone)
    if state is None:
        return False
    report = complete(state, writer.reference)
    now = asdict(report)
    before = _exported(writer, item, every, undone) if own else last_imported(every, undone)
    said = {n: v for n, v in item.entry.values.items() if n not in _unsaid(item)}
    changed = {n: v for n, v in said.items() if plain(v) != plain(before.get(n))}
    entry = Entry()
    for name, value in changed.items():
        if plain(value) != plain(now.get(name)):
            entry.put(name, value)
    if not entry.values:
        return False
    today = local_day(writer.batch.at, writer.reference.election.time_zone)
    found = contradictions(Kind.AMEND, entry, Standing.of(report), today)
    if (first := next(found, None)) is not None:
        raise InvalidData(first)
    writer.batch.append(
        Kind.AMEND, {**entry.body, IMPORTED: True}, entry.sealed or None, subject=subject
    )
    return True


def _unsaid(item: Item) -> frozenset[str]:
    """What a row does not say itself: guesses, and the id that stands for a reference."""
    own = {"source_ref"} if item.entry.values.get("source_ref") == item.label else set()
    return frozenset((*item.guessed, *own))


def last_imported(every: Iterable[Operation], undone: Collection[OpId]) -> dict[str, Json]:
    """The fields as the sheet gave them so far, out of the operations on a report."""
    values: dict[str, Json] = {}
    for op in every:
        body = op.body or {}
        by_import = op.header.kind == Kind.ADD or (
            op.header.kind == Kind.AMEND and body.get(IMPORTED) is True
        )
        if by_import and op.header.batch not in undone:
            values |= {**body, **(op.sealed or {})}
    return values


def _exported(
    writer: Writer, item: Item, every: Iterable[Operation], undone: Collection[OpId]
) -> dict[str, Json]:
    """The report as it was when it was exported; spreadsheets tell that to the minute."""
    last = (item.updated_at or "")[:MINUTE]
    ops = [op for op in every if op.header.kind == Kind.ADD or op.header.at[:MINUTE] <= last]
    state = fold_subject(ops, undone)
    return asdict(complete(state, writer.reference)) if state is not None else {}
