"""New reports in any number: written and folded as they come, a stretch at a time.

A report that is new and bears no other's reference stands in no group, so nothing is
asked of the tables.
"""

import sqlite3
from typing import Unpack

from pilkada_cli.domain.operation import JsonObject, Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage.appending import About, Batch, Stored, insert
from pilkada_cli.storage.loading import Loader

WAITING = 1000
"""Reports that wait to be written together."""


class Additions:
    """The new reports of a batch. They stand in the tables after `flush`.

    Whoever appends to the batch by another way flushes first, so that rows are
    stored in the order of the chain.
    """

    def __init__(self, connection: sqlite3.Connection, batch: Batch, reference: Reference) -> None:
        self._connection = connection
        self._batch = batch
        self._loader = Loader(connection, reference)
        self._pending: dict[OpId, list[Operation]] = {}
        self._rows: list[Stored] = []

    def __contains__(self, subject: OpId) -> bool:
        """Whether a report waits to be written."""
        return subject in self._pending

    @property
    def is_full(self) -> bool:
        """Whether enough reports wait to be written together."""
        return len(self._pending) >= WAITING

    def append(
        self,
        kind: Kind,
        body: JsonObject,
        sealed: JsonObject | None = None,
        **about: Unpack[About],
    ) -> OpId:
        """Take an operation on a report that is new or waits; the arguments are those of `Batch.seal`."""
        op, row = self._batch.seal(kind, body, sealed, **about)
        self._rows.append(row)
        subject = op.header.subject
        assert subject is not None, "only operations on reports are added"
        self._pending.setdefault(subject, []).append(op)
        return op.header.id

    def flush(self) -> None:
        """Write and fold what waits."""
        if not self._pending:
            return
        insert(self._connection, self._rows)
        self._loader.store(self._pending.values())
        self._pending.clear()
        self._rows.clear()

    def close(self) -> None:
        """Write what waits, and count what was added."""
        self.flush()
        self._loader.close()
