"""New reports in any number: written and folded as they come, a stretch at a time.

A report that is new and bears no other's reference stands in no group, so its rows
follow from its own operations alone, and nothing is asked of the tables. That is the
same fold as `refold`, without looking for what cannot be there.
"""

import sqlite3
from collections import Counter
from typing import Any

from pilkada_cli.domain.events import Cell, count_group, label_ids
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.operation import Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import complete
from pilkada_cli.domain.search import Searchable
from pilkada_cli.storage import journal, search
from pilkada_cli.storage.derived import (
    add_tallies,
    insert_placements,
    insert_reports,
    tally_of,
)

STRETCH = 1000
"""Reports that are held before their rows are written."""


class Additions:
    """The new reports of a batch. They stand in the tables after `flush`.

    Whoever appends to the batch by another way flushes first, so that rows are
    stored in the order of the chain.
    """

    def __init__(
        self, connection: sqlite3.Connection, batch: journal.Batch, reference: Reference
    ) -> None:
        self._connection = connection
        self._batch = batch
        self._reference = reference
        self._searchable = Searchable(reference)
        self._pending: dict[OpId, list[Operation]] = {}
        self._rows: list[journal.Stored] = []
        self._tallies: Counter[Cell] = Counter()

    def __contains__(self, subject: OpId) -> bool:
        """Whether a report waits to be written."""
        return subject in self._pending

    @property
    def is_full(self) -> bool:
        """Whether enough reports wait to be written together."""
        return len(self._pending) >= STRETCH

    def append(self, *content: Any, **about: Any) -> OpId:
        """Take an operation on a report that is new or waits; the arguments are those of `Batch.seal`."""
        op, row = self._batch.seal(*content, **about)
        self._rows.append(row)
        subject = op.header.subject
        assert subject is not None, "only operations on reports are added"
        self._pending.setdefault(subject, []).append(op)
        return op.header.id

    def flush(self) -> None:
        """Write and fold what waits."""
        if not self._pending:
            return
        journal.insert(self._connection, self._rows)
        states = [state for ops in self._pending.values() if (state := fold_subject(ops))]
        reports = [complete(state, self._reference) for state in states]
        label_ids(reports)
        for report in reports:
            count_group([report])
        insert_reports(self._connection, reports)
        insert_placements(self._connection, reports, self._reference)
        search.add(self._connection, [(r.subject, self._searchable.of(r)) for r in reports])
        self._tallies.update(tally_of(reports, self._reference))
        self._pending.clear()
        self._rows.clear()

    def close(self) -> None:
        """Write what waits, and count what was added."""
        self.flush()
        add_tallies(self._connection, self._tallies)
        self._tallies.clear()
