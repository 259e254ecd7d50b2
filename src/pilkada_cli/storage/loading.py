"""Storing reports as if each stood alone: its rows follow from its own operations."""

import sqlite3
from collections.abc import Collection, Iterable

from pilkada_cli.domain.actions import ActionRecord
from pilkada_cli.domain.events import count_group, label_ids
from pilkada_cli.domain.fold import State, fold_actions, fold_subject
from pilkada_cli.domain.operation import Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report, complete
from pilkada_cli.domain.search import Searchable
from pilkada_cli.storage import search
from pilkada_cli.storage.derived import (
    ALONE,
    delete_apart,
    delete_placements,
    delete_reports,
    insert_actions,
    insert_alone,
    insert_placements,
    insert_reports,
    placed,
)
from pilkada_cli.storage.journal import Stretch
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
        reports = self._store(subjects, undone)
        search.add(self._connection, [(r.subject, self._words.of(r)) for r in reports])

    def replace(self, stretch: Stretch, undone: Collection[OpId]) -> None:
        """Store what the operations on each subject fold to in the place of what it was."""
        for subject in stretch:
            self._adding.take(str(subject))
        for delete in (delete_reports, delete_placements, delete_apart):
            delete(self._connection, stretch)
        reports = self._store(stretch.values(), undone)
        words: dict[OpId, str | None] = dict.fromkeys(stretch)
        words |= {report.subject: self._words.of(report) for report in reports}
        search.replace(self._connection, words)

    def _store(
        self, subjects: Iterable[Collection[Operation]], undone: Collection[OpId]
    ) -> list[Report]:
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
        self._adding.add(places)
        if self._adding.is_full:
            self._adding.close()
        return reports

    def close(self) -> None:
        """Count what was stored."""
        self._adding.close()
