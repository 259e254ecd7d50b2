"""The table of what the placements add up to, kept up to date by every write.

A summary reads it instead of the placements, so that its time does not grow with the
number of reports. A row adds up one key of a dimension on one `day`; a blank day is
that of all days together. By stage, category and label a row is of one `regency`, or,
where that is blank, of all reports once. Categories of one regency are kept for all
days together only: by day they would be as many as the reports.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import add

from pilkada_cli.domain.events import Cell, Kind
from pilkada_cli.domain.reference import Reference, Scale
from pilkada_cli.domain.report import Report
from pilkada_cli.domain.sums import NOTHING, Sums, sums_of
from pilkada_cli.storage.selection import Filter

_KEY = ("dimension", "regency", "day", "key")
_KEYS = ", ".join(_KEY)
_COLUMNS = ", ".join(Sums._fields)

DDL = f"""CREATE TABLE sums (
    {", ".join(f"{name} TEXT NOT NULL" for name in _KEY)},
    {", ".join(f"{name} INTEGER NOT NULL" for name in Sums._fields)},
    PRIMARY KEY ({_KEYS})
) STRICT, WITHOUT ROWID"""

_ADD = f"""INSERT INTO sums VALUES ({", ".join("?" for _ in (*_KEY, *Sums._fields))})
ON CONFLICT ({_KEYS}) DO UPDATE SET
    {", ".join(f"{name} = {name} + excluded.{name}" for name in Sums._fields)}"""
_CLEAR = f"DELETE FROM sums WHERE ({_KEYS}) = (?, ?, ?, ?) AND reports = 0"

_PLACED = f"SELECT {', '.join(Cell._fields)}, occurred_on FROM placement WHERE subject = ?"

Key = tuple[str, str, str, str]


def answers(wanted: Filter, dimension: str, *, by_day: bool) -> bool:
    """Whether the table can tell what a filter leaves, or only the placements can."""
    if any(each is not None for each in (wanted.stages, wanted.categories, wanted.district)):
        return False
    has_days = by_day or wanted.since is not None or wanted.until is not None
    return not (dimension == "category" and wanted.region is not None and has_days)


def read(
    connection: sqlite3.Connection, wanted: Filter, dimension: str, *, by_day: bool = False
) -> Iterator[tuple[str, str, Sums]]:
    """The rows of a dimension under a filter that the table `answers`: key, day, sums.

    By regency all regencies are there, whichever the filter names. Unless `by_day`, days
    are added up where the filter names some, and blank where it names none.
    """
    where, values = "dimension = ? AND regency = ?", [dimension, ""]
    if dimension != "regency" and wanted.region is not None:
        values[1] = wanted.region
    if by_day or wanted.since or wanted.until:
        where += " AND day BETWEEN ? AND ?"
        values += [wanted.since or "0", wanted.until or "9999-12-31"]
    else:
        where += " AND day = ''"
    sql = f"SELECT key, day, {_COLUMNS} FROM sums WHERE {where} ORDER BY key, day"
    if not by_day:
        added = ", ".join(f"sum({name})" for name in Sums._fields)
        sql = f"SELECT key, '', {added} FROM sums WHERE {where} GROUP BY key"
    for key, day, *numbers in connection.execute(sql, values):
        yield key, day, Sums._make(numbers)


class Adding:
    """Adds placements up, and takes them away; the table has it after `close`."""

    def __init__(self, connection: sqlite3.Connection, reference: Reference) -> None:
        self._connection = connection
        self._terms = _terms_of(reference.scale)
        self._rows: defaultdict[Key, list[float]] = defaultdict(lambda: [*NOTHING])

    def add(self, reports: Iterable[tuple[Report, Iterable[Cell]]]) -> None:
        """Count reports, each in its cells."""
        for report, places in reports:
            for cell in places:
                self._count(cell, report.occurred_on, 1)

    def take(self, subject: str) -> None:
        """Count a report no more that still stands in the placements."""
        for *placed, day in self._connection.execute(_PLACED, (subject,)):
            self._count(Cell._make(placed), day, -1)

    def _count(self, cell: Cell, day: str, sign: int) -> None:
        regency = cell.regency
        keys = [
            ("regency", "", day, regency),
            ("stage", regency, day, cell.stage),
            ("athg", regency, day, cell.athg),
            ("category", regency, "", cell.category),
        ]
        if not cell.further:
            keys += [
                ("stage", "", day, cell.stage),
                ("athg", "", day, cell.athg),
                ("category", "", day, cell.category),
            ]
        terms = self._terms(cell.kind)
        for row in [self._rows[key] for key in keys]:
            for at, term in terms:
                row[at] += sign * term

    def close(self) -> None:
        """Write what was counted."""
        for (dimension, regency, day, key), row in list(self._rows.items()):
            if day:
                of_all = self._rows[dimension, regency, "", key]
                of_all[:] = map(add, of_all, row)
        self._connection.executemany(
            _ADD, ((*key, *row) for key, row in self._rows.items() if any(row))
        )
        self._connection.executemany(_CLEAR, self._rows)
        self._rows.clear()


def _terms_of(scale: Scale) -> Callable[[Kind], tuple[tuple[int, float], ...]]:
    """What one report of a kind adds: few of the sums, so only these, by their place."""
    one = sums_of(scale)
    return cache(lambda kind: tuple((at, term) for at, term in enumerate(one(kind)) if term))
