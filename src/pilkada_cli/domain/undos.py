"""Which batches are taken back, and what was known before they were."""

from collections.abc import Collection, Iterable

from pilkada_cli.domain.fold import in_order
from pilkada_cli.domain.operation import Kind, Operation, OpId


def undone_batches(
    operations: Iterable[Operation], erasing: Collection[OpId] = frozenset()
) -> frozenset[OpId]:
    """The batches that are taken back, given all undo operations.

    From the newest to the oldest, an undo holds unless a later holding undo
    names its batch. An undo reaches only an earlier batch of its own origin,
    and none that holds an erasure (`erasing`).
    """
    undos = [op for op in in_order(operations) if op.header.kind == Kind.UNDO]
    undone: set[OpId] = set()
    for op in reversed(undos):
        target = undo_target(op)
        if target is None or op.header.batch in undone or target in erasing:
            continue
        undone.add(target)
    return frozenset(undone)


def undo_target(op: Operation) -> OpId | None:
    """The batch an undo names; None where it may not reach it."""
    name = (op.body or {}).get("batch")
    try:
        target = OpId.parse(str(name))
    except ValueError:
        return None
    reachable = target.origin == op.header.origin and target.seq < op.header.batch.seq
    return target if reachable else None


def was_known(op: Operation, as_of: str, undone_today: Collection[OpId]) -> bool:
    """Whether an operation was known at the instant `as_of`.

    It had arrived by then, and was not entered after it and taken back by an undo
    that holds today (`undone_today`): a slip that was corrected since was never
    knowledge. Stubs stay, as they withhold their report at any time.
    """
    if op.body is None:
        return True
    if op.arrived is None or op.arrived > as_of:
        return False
    return not (op.header.at > as_of and op.header.batch in undone_today)
