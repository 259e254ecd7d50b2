"""What a known row changes: only what its sheet says otherwise than before.

Before is when it was last imported, or exported from this register. What officers changed
since stands: a row is compared with the sheet before, not with the report as it is now.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict

from pilkada_cli.domain.contradictions import Standing, contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.fold import GIVES_STATE, fold_subject
from pilkada_cli.domain.history import Change
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId
from pilkada_cli.domain.report import complete
from pilkada_cli.domain.times import local_day
from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import _
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.own_rows import plain
from pilkada_cli.jobs.sheet_state import FIRST
from pilkada_cli.storage import journal
from pilkada_cli.storage.register import Writer

IMPORTED = "imported"
"""Marks an operation that an import wrote, so that the next one knows what the sheet said."""

FROM_THE_FIRST = (Kind.UNVERIFY, Kind.REOPEN)
"""What a new report need not be told."""

_KINDS = {str(state): Kind(kind) for kind, (_of, state) in GIVES_STATE.items()}
"""The operation that gives a report a state."""


def changes(
    writer: Writer, item: Item, subject: OpId, undone: Collection[OpId], *, own: bool
) -> tuple[Change, ...]:
    """What a row says otherwise than before, and than is recorded, of fields and states.

    `undone` are the batches that were taken back, `own` says that the row was exported
    from this register. Nothing is said of a report whose words were erased.
    """
    every = journal.of_subject(writer.connection, subject)
    if any(op.header.kind == Kind.ADD and op.sealed is None for op in every):
        return ()
    before = _exported(writer, item, every, undone) if own else last_imported(every, undone)
    unsaid = _unsaid(item)
    said = {
        n: v for n, v in item.said.items() if n not in unsaid and plain(v) != plain(before.get(n))
    }
    state = fold_subject(every, undone) if said else None
    if state is None:
        return ()
    now = asdict(complete(state, writer.reference))
    return tuple(Change(n, now[n], v) for n, v in said.items() if plain(v) != plain(now[n]))


def apply(writer: Writer, subject: OpId, found: Sequence[Change], undone: Collection[OpId]) -> int:
    """Write what a row changes of a report; the number of operations.

    Raises `InvalidData` for what contradicts the report.
    """
    entry, stated, written = Entry(), {}, 0
    for change in found:
        if change.field in FIRST:
            stated[change.field] = str(change.after)
        else:
            entry.put(change.field, change.after)
    if entry.values:
        _refuse_contradictions(writer, subject, entry, undone)
        body = {**entry.body, IMPORTED: True}
        writer.batch.append(Kind.AMEND, body, entry.sealed or None, subject=subject)
        written += 1
    for kind, sealed in given(stated):
        writer.batch.append(kind, {IMPORTED: True}, sealed, subject=subject)
        written += 1
    return written


def given(stated: Mapping[str, str]) -> Iterator[tuple[Kind, dict[str, Json] | None]]:
    """The operations that give a report its states, with the reason that one of them needs."""
    for state in stated.values():
        reason = {"reason": _("imported as refuted")} if state == Verification.REFUTED else None
        yield _KINDS[state], reason


def _refuse_contradictions(
    writer: Writer, subject: OpId, entry: Entry, undone: Collection[OpId]
) -> None:
    state = fold_subject(journal.of_subject(writer.connection, subject), undone)
    if state is None:
        return
    standing = Standing.of(complete(state, writer.reference))
    today = local_day(writer.batch.at, writer.reference.election.time_zone)
    if (first := next(contradictions(Kind.AMEND, entry, standing, today), None)) is not None:
        raise InvalidData(first)


def _unsaid(item: Item) -> frozenset[str]:
    """What a row does not say itself: guesses, and the id that stands for a reference."""
    own = {"source_ref"} if item.entry.values.get("source_ref") == item.label else set()
    return frozenset((*item.guessed, *own))


def last_imported(every: Sequence[Operation], undone: Collection[OpId]) -> dict[str, Json]:
    """The fields and states as the sheet gave them so far, out of the operations on a report."""
    values: dict[str, Json] = dict(FIRST)
    for op in every:
        kind, body = op.header.kind, op.body or {}
        by_import = kind == Kind.ADD or body.get(IMPORTED) is True
        if by_import and op.header.batch not in undone:
            values |= {**body, **(op.sealed or {})}
            if (state := GIVES_STATE.get(kind)) is not None:
                values |= [state]
    return values


def _exported(
    writer: Writer, item: Item, every: Sequence[Operation], undone: Collection[OpId]
) -> dict[str, Json]:
    """The report as it was when it was exported, as far as the sheet tells when that was."""
    last = item.updated_at
    ops = [
        op
        for op in every
        if op.header.kind == Kind.ADD or (last is not None and op.header.at[: len(last)] <= last)
    ]
    state = fold_subject(ops, undone)
    return asdict(complete(state, writer.reference)) if state is not None else {}
