"""A set of subjects that may be a million: what is many waits in a temporary table."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pilkada_cli.domain.operation import OpId

HELD = 2000
"""Subjects that are held in memory before they are written to the table."""


class Subjects:
    """Subjects, each once, in a temporary table of the connection; iterated over in key order.

    A connection has one set of each name; making another empties it.
    """

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = f"temp.{name}"
        self._held: set[str] = set()
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS {self._name} (subject TEXT PRIMARY KEY) WITHOUT ROWID"
        )
        self.clear()

    def add(self, subject: OpId) -> None:
        """Put one in."""
        self._held.add(str(subject))
        if len(self._held) >= HELD:
            self._write()

    def update(self, subjects: Iterable[OpId]) -> None:
        """Put many in."""
        for subject in subjects:
            self.add(subject)

    def select(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> None:
        """Put in what a query of one column finds, which is ours and never user text."""
        self._connection.execute(f"INSERT OR IGNORE INTO {self._name} {sql}", parameters)

    def clear(self) -> None:
        """Take all out."""
        self._held.clear()
        self._connection.execute(f"DELETE FROM {self._name}")

    @property
    def table(self) -> str:
        """The table with all of them in its column `subject`, until another is put in."""
        self._write()
        return self._name

    def __contains__(self, subject: OpId) -> bool:
        sql = f"SELECT 1 FROM {self._name} WHERE subject = ?"
        key = str(subject)
        return key in self._held or self._connection.execute(sql, (key,)).fetchone() is not None

    def __len__(self) -> int:
        self._write()
        return int(self._connection.execute(f"SELECT count(*) FROM {self._name}").fetchone()[0])

    def __iter__(self) -> Iterator[OpId]:
        """Every subject. Others may be put in meanwhile."""
        self._write()
        sql = f"SELECT subject FROM {self._name} WHERE subject > ? ORDER BY subject LIMIT {HELD}"
        last = ""
        while found := self._connection.execute(sql, (last,)).fetchall():
            for (last,) in found:
                yield OpId.parse(last)

    def _write(self) -> None:
        sql = f"INSERT OR IGNORE INTO {self._name} VALUES (?)"
        self._connection.executemany(sql, ((key,) for key in sorted(self._held)))
        self._held.clear()
