"""Which reports the tables join into groups.

A group may hold a million reports, so those that were reached wait in a temporary table.
"""

import json
import sqlite3
from collections.abc import Iterator

from pilkada_cli.domain.operation import OpId

_LINKS = """
SELECT other, linked FROM link WHERE one = :subject
UNION ALL SELECT one, linked FROM link WHERE other = :subject
"""
_REFERENCE = """
SELECT source_system, source_ref FROM report WHERE subject = ? AND source_ref IS NOT NULL
"""
_SHARING = """
INSERT OR IGNORE INTO temp.walked (subject)
SELECT subject FROM report WHERE source_system IS ? AND source_ref = ?
AND subject NOT IN (SELECT value FROM json_each(?))
"""
_REACHED = "SELECT n, subject FROM temp.walked WHERE n > ? ORDER BY n LIMIT 1000"

SourceReference = tuple[str | None, str]
"""The system that a report came from, or none, and what it is called there."""


class Walk:
    """Walks from report to report: by a link, or by an equal reference unless that very pair is unlinked.

    It holds one group at a time. All who share a reference are reached by the first of
    them but for those unlinked from it, and only these are asked for again by the next.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._left: dict[SourceReference, set[str]] = {}
        connection.execute(
            "CREATE TABLE IF NOT EXISTS temp.walked"
            " (n INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE) STRICT"
        )

    def group(self, start: OpId) -> int:
        """Reach the whole group of a report; how many it holds, also those without content."""
        self._left.clear()
        self._connection.execute("DELETE FROM temp.walked")
        self._reach({str(start)})
        for _n, subject in self._rows():
            self._step(subject)
        row = self._connection.execute("SELECT count(*) FROM temp.walked").fetchone()
        return int(row[0])

    def members(self) -> Iterator[OpId]:
        """Who was reached last."""
        return (OpId.parse(subject) for _n, subject in self._rows())

    def _rows(self) -> Iterator[tuple[int, str]]:
        """Who was reached, in that order, also who is reached meanwhile."""
        n = 0
        while rows := self._connection.execute(_REACHED, (n,)).fetchall():
            yield from rows
            n = rows[-1][0]

    def _step(self, subject: str) -> None:
        pairs = self._connection.execute(_LINKS, {"subject": subject}).fetchall()
        self._reach({other for other, linked in pairs if linked})
        reference = self._reference(subject)
        if reference is not None:
            apart = {other for other, linked in pairs if not linked}
            self._share(reference, apart)

    def _share(self, reference: SourceReference, apart: set[str]) -> None:
        """Reach who shares a reference but those `apart`."""
        if reference in self._left:
            self._reach(self._left[reference] - apart)
            self._left[reference] &= apart
            return
        apart = {each for each in apart if self._reference(each) == reference}
        self._left[reference] = apart
        self._connection.execute(_SHARING, (*reference, json.dumps([*apart])))

    def _reference(self, subject: str) -> SourceReference | None:
        row: SourceReference | None = self._connection.execute(_REFERENCE, (subject,)).fetchone()
        return row

    def _reach(self, subjects: set[str]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.walked (subject) VALUES (?)",
            ((subject,) for subject in subjects),
        )
