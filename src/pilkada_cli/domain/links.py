"""Which reports are said to be about the same event."""

from collections.abc import Collection, Iterable

from pilkada_cli.domain.operation import Kind, Operation, OpId

LINKING = frozenset((Kind.LINK, Kind.UNLINK))
"""The kinds of operations that say of two reports whether they are about one event."""


def link_pair(op: Operation) -> tuple[OpId, OpId] | None:
    """The unordered pair of reports that a link or unlink is about, smaller id first."""
    try:
        other = OpId.parse(str((op.body or {}).get("with")))
    except ValueError:
        return None
    subject = op.header.subject
    if subject is None or subject == other:
        return None
    return (subject, other) if subject < other else (other, subject)


def fold_links(
    operations: Iterable[Operation], undone: Collection[OpId] = frozenset()
) -> dict[tuple[OpId, OpId], bool]:
    """For each pair that was ever linked or unlinked: whether it is linked now."""
    last = last_links(operations, undone)
    return {pair: op.header.kind == Kind.LINK for pair, op in last.items()}


def last_links(
    operations: Iterable[Operation], undone: Collection[OpId] = frozenset()
) -> dict[tuple[OpId, OpId], Operation]:
    """For each pair that was ever linked or unlinked: the operation that says how it is now."""
    last: dict[tuple[OpId, OpId], Operation] = {}
    for op in operations:
        if op.header.batch in undone or (pair := link_pair(op)) is None:
            continue
        if pair not in last or last[pair].header.order < op.header.order:
            last[pair] = op
    return last
