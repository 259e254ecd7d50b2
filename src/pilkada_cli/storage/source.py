"""The operations that derived tables are folded from: all of a register, or what it knew once."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.undos import erasing_batches, undone_batches, was_known
from pilkada_cli.storage import journal


@dataclass(frozen=True, slots=True)
class Source:
    """The foldable operations of a register.

    `undone` are the batches that were taken back. `waits` is where the gap of an
    origin begins, after which its operations are not folded yet. With `as_of` only what
    was known at that instant is folded; `undone_today` is what is taken back now.
    """

    connection: sqlite3.Connection
    undone: frozenset[OpId]
    waits: Mapping[str, int]
    as_of: str | None = None
    undone_today: frozenset[OpId] = frozenset()

    @classmethod
    def of(cls, connection: sqlite3.Connection, as_of: str | None = None) -> "Source":
        """What a register holds, or what it knew at an instant."""
        today, waits = journal.undone(connection), journal.waits(connection)
        if as_of is None:
            return cls(connection, today, waits)
        rare = journal.of_kinds(connection, Kind.UNDO, Kind.ERASE)
        known = [op for op in rare if was_known(op, as_of, today)]
        undos = [op for op in known if op.header.kind == Kind.UNDO]
        erasing = erasing_batches(op for op in known if op.header.kind == Kind.ERASE)
        return cls(connection, undone_batches(undos, erasing), waits, as_of, today)

    def of_subject(self, subject: OpId) -> list[Operation]:
        """The operations on one subject; stubs stay in, as they withhold it."""
        return list(self._folded(journal.of_subject(self.connection, subject)))

    def subjects(self) -> Iterator[tuple[OpId, list[Operation]]]:
        """Every subject with the operations on it."""
        known = self._folded(journal.by_subject(self.connection))
        for subject, operations in groupby(known, key=lambda op: op.header.subject):
            if subject is not None:
                yield subject, list(operations)

    def _folded(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        for op in operations:
            if op.header.seq >= self.waits.get(op.header.origin, op.header.seq + 1):
                continue
            if self.as_of is None or was_known(op, self.as_of, self.undone_today):
                yield op
