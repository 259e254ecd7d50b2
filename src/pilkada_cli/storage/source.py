"""The operations that derived tables are folded from: all of a register, or what it knew once."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.undos import undone_batches, was_known
from pilkada_cli.storage import journal
from pilkada_cli.storage.journal import STRETCH, Stretch


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
        every = journal.of_kinds(connection, Kind.UNDO)
        undos = [op for op in every if was_known(op, as_of, today)]
        undone = undone_batches(undos, journal.erasing(connection, undos))
        return cls(connection, undone, waits, as_of, today)

    def of_subject(self, subject: OpId) -> list[Operation]:
        """The operations on one subject; stubs stay in, as they may withhold it."""
        return list(self._folded(journal.of_subject(self.connection, subject)))

    def of_subjects(self, subjects: Iterable[OpId], most: int = STRETCH) -> Iterator[Stretch]:
        """The operations on these subjects, a stretch of `most` bytes at a time."""
        return map(self._known, journal.of_subjects(self.connection, subjects, most))

    def every_subject(self) -> Iterator[Stretch]:
        """The operations on every subject, a stretch at a time."""
        return map(self._known, journal.every_subject(self.connection))

    def links(self, subject: OpId | None = None) -> Iterator[Operation]:
        """The links and unlinks, of one report where it is named."""
        return self._folded(journal.links(self.connection, subject))

    def _known(self, stretch: Stretch) -> Stretch:
        return {subject: list(self._folded(ops)) for subject, ops in stretch.items()}

    def _folded(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        for op in operations:
            if op.header.seq >= self.waits.get(op.header.origin, op.header.seq + 1):
                continue
            if self.as_of is None or was_known(op, self.as_of, self.undone_today):
                yield op
