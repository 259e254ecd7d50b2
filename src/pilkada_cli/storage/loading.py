"""Storing what stands in no group: its rows follow from its own operations alone."""

import sqlite3
from collections.abc import Collection, Iterable

from pilkada_cli.domain.actions import ActionRecord
from pilkada_cli.domain.events import count_group, label_ids
from pilkada_cli.domain.fold import State, fold_actions, fold_subject
from pilkada_cli.domain.operation import Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import complete
from pilkada_cli.domain.search import Searchable
from pilkada_cli.storage import search
from pilkada_cli.storage.derived import (
    ALONE,
    insert_actions,
    insert_alone,
    insert_placements,
    insert_reports,
    placed,
)
from pilkada_cli.storage.sums import Adding


class Loader:
    """Fills the derived tables with any number of reports, a stretch at a time."""

    def __init__(self, connection: sqlite3.Connection, reference: Reference) -> None:
        self._connection = connection
        self._reference = reference
        self._words = Searchable(reference)
        self._adding = Adding(connection, reference)

    def store(
        self, subjects: Iterable[Collection[Operation]], undone: Collection[OpId] = frozenset()
    ) -> None:
        """Fold the operations on each subject and store what is a report, or stands beside them."""
        states: list[State] = []
        actions: list[ActionRecord] = []
        for ops in subjects:
            if (state := fold_subject(ops, undone)) is not None:
                states.append(state)
            else:
                for op in ops:
                    if op.header.kind in ALONE:
                        insert_alone(self._connection, op, undone)
            actions += fold_actions(ops, undone)
        reports = [complete(state, self._reference) for state in states]
        label_ids(reports)
        for report in reports:
            count_group([report])
        insert_reports(self._connection, reports)
        insert_actions(self._connection, actions)
        places = placed(reports, self._reference)
        insert_placements(self._connection, places, self._reference)
        search.add(self._connection, [(r.subject, self._words.of(r)) for r in reports])
        self._adding.add(places)
        if self._adding.is_full:
            self._adding.close()

    def close(self) -> None:
        """Count what was stored."""
        self._adding.close()
