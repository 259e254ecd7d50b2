"""Which reports are said to be about the same event."""

from collections.abc import Collection, Iterable

from pilkada_cli.domain.fold import in_order
from pilkada_cli.domain.operation import Kind, Operation, OpId


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
    pairs: dict[tuple[OpId, OpId], bool] = {}
    for op in in_order(operations):
        if op.header.batch in undone:
            continue
        if (pair := link_pair(op)) is not None:
            pairs[pair] = op.header.kind == Kind.LINK
    return pairs
