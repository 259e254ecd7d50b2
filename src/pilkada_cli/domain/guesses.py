"""Which fields of a report were guessed from a message, and were not settled by anyone since.

The operation that creates a report names them under ``guessed`` in its body. Whoever
sets such a field afterwards, to the same value or another, settles it.
"""

from collections.abc import Collection, Iterable

from pilkada_cli.domain import fields
from pilkada_cli.domain.fold import SETS_FIELDS, in_order
from pilkada_cli.domain.operation import Kind, Operation, OpId

KEY = "guessed"
"""Where the names stand in the body."""


def still_guessed(
    operations: Iterable[Operation], undone: Collection[OpId] = frozenset()
) -> tuple[str, ...]:
    """The names of the guessed fields of one report, in the order of the fields.

    `undone` names the batches that an undo took back. What is malformed counts as
    not guessed.
    """
    guessed: set[str] = set()
    for op in in_order(operations):
        body = op.body or {}
        if op.header.kind == Kind.ADD:
            if op.header.subject == op.header.id:
                guessed = _named(body.get(KEY)) & body.keys()
        elif op.header.kind in SETS_FIELDS and op.header.batch not in undone:
            guessed -= body.keys()
    return tuple(name for name in fields.FIELD_NAMES if name in guessed)


def _named(value: object) -> set[str]:
    return {n for n in value if isinstance(n, str)} if isinstance(value, list) else set()
