"""The table of what the placements add up to, kept up to date by every write.

A summary reads it instead of the placements, so that its time does not grow with the
number of reports. A row adds up one key of a dimension on one `day`; a blank day is
that of all days together. By stage, category and label a row is of one `regency`, or,
where that is blank, of all reports once. Categories of one regency are kept for all
days together only: by day they would be as many as the reports.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from struct import Struct
from typing import Any

from pilkada_cli.domain.events import Cell, Kind
from pilkada_cli.domain.reference import Reference, Scale
from pilkada_cli.domain.report import Report
from pilkada_cli.domain.sums import Sums, sums_of
from pilkada_cli.storage.selection import Filter

_KEY = ("dimension", "regency", "day", "key")
_KEYS = ", ".join(_KEY)
_COLUMNS = ", ".join(Sums._fields)

DDL = f"""(
    {", ".join(f"{name} TEXT NOT NULL" for name in _KEY)},
    {", ".join(f"{name} INTEGER NOT NULL" for name in Sums._fields)},
    PRIMARY KEY ({_KEYS})
) STRICT, WITHOUT ROWID"""

_ADD = f"""INSERT INTO sums VALUES ({", ".join("?" for _ in (*_KEY, *Sums._fields))})
ON CONFLICT ({_KEYS}) DO UPDATE SET
    {", ".join(f"{name} = {name} + excluded.{name}" for name in Sums._fields)}"""
_CLEAR = f"DELETE FROM sums WHERE ({_KEYS}) = (?, ?, ?, ?) AND reports = 0"

_PLACED = (
    f"SELECT regency, further, stage, category, athg, occurred_on, {', '.join(Kind._fields)} FROM"
)

Key = tuple[str, str, str, str]

Placed = tuple[str, int, str, str, str, str]
"""Regency, further, stage, category, label and day of a placement."""


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
    """Adds placements up, and takes them away; the table has it after `close`.

    The sums of a key are one large number, in which each has 64 bits: so they are added at once.
    They are kept by the finest keys that the table's rows follow from.
    """

    def __init__(self, connection: sqlite3.Connection, reference: Reference) -> None:
        self._connection = connection
        self._terms = _Terms(reference.scale)
        self._by_day: defaultdict[tuple[str, int, str, str, str], int] = defaultdict(int)
        self._of_regency: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._of_category: defaultdict[tuple[str, str], int] = defaultdict(int)

    def add(self, reports: Iterable[tuple[Report, Iterable[Cell]]]) -> None:
        """Count reports, each in its cells."""
        self._count(
            (
                self._terms[cell[2], *cell[6:]],
                (*cell[:2], *cell[3:6], report.occurred_on),
            )
            for report, places in reports
            for cell in places
        )

    def take(self, subject: str) -> None:
        """Count a report no more that still stands in the placements."""
        self.count("placement WHERE subject = ?", -1, (subject,))

    def count(self, placements: str, sign: int, values: Sequence[object] = ()) -> None:
        """Add placements, named by a table and a condition of SQL, or with -1 take them away."""
        rows = self._connection.execute(f"{_PLACED} {placements}", values)
        self._count((sign * self._terms[row[6:]], row[:6]) for row in rows)

    def _count(self, terms: Iterable[tuple[int, Placed]]) -> None:
        by_day, of_regency, of_category = self._by_day, self._of_regency, self._of_category
        for term, (regency, further, stage, category, athg, day) in terms:
            by_day[regency, further, day, stage, athg] += term
            of_regency[regency, category] += term
            if not further:
                of_category[day, category] += term

    @property
    def is_full(self) -> bool:
        """Whether so many keys wait that they are better written."""
        return len(self._by_day) + len(self._of_regency) + len(self._of_category) > _WAITING

    def close(self) -> None:
        """Write what was counted; more may be counted after it."""
        rows = self._rows()
        self._connection.executemany(
            _ADD, ((*key, *_unpacked(row)) for key, row in rows.items() if row)
        )
        self._connection.executemany(_CLEAR, rows)
        for counted in (self._by_day, self._of_regency, self._of_category):
            counted.clear()

    def _rows(self) -> dict[Key, int]:
        """What the rows of the table change by."""
        rows: defaultdict[Key, int] = defaultdict(int)
        for (regency, further, day, stage, athg), term in self._by_day.items():
            rows["regency", "", day, regency] += term
            rows["stage", regency, day, stage] += term
            rows["athg", regency, day, athg] += term
            if not further:
                rows["stage", "", day, stage] += term
                rows["athg", "", day, athg] += term
        for (day, category), term in self._of_category.items():
            rows["category", "", day, category] += term
        for (dimension, regency, _day, key), term in [*rows.items()]:
            rows[dimension, regency, "", key] += term
        for (regency, category), term in self._of_regency.items():
            rows["category", regency, "", category] += term
        return rows


_WAITING = 50_000
_WIDTH = 64
_HALF = 1 << (_WIDTH - 1)
_SHIFT = sum(_HALF << _WIDTH * at for at in range(len(Sums._fields)))
"""Added to sums below zero, so that each keeps to its own bits."""
_UNPACK = Struct(f"<{len(Sums._fields)}Q").unpack


class _Terms(dict[tuple[Any, ...], int]):
    """What one report of a `Kind` adds, as one number."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._sums = sums_of(scale)

    def __missing__(self, kind: tuple[Any, ...]) -> int:
        terms = self._sums(Kind._make(kind))
        packed = self[kind] = sum(int(term) << _WIDTH * at for at, term in enumerate(terms))
        return packed


def _unpacked(packed: int) -> list[int]:
    size = _WIDTH // 8 * len(Sums._fields)
    return [each - _HALF for each in _UNPACK((packed + _SHIFT).to_bytes(size, "little"))]
