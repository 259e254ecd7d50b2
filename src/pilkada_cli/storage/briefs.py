"""What is asked of the derived tables by whoever writes a brief: every report, in few columns."""

import sqlite3
from typing import Any, NamedTuple

from pilkada_cli.storage.selection import Filter, report_where

Values = tuple[Any, ...]


class Known(NamedTuple):
    """A report as it is known; `affects` are codes, apart by spaces, `title` None once erased."""

    subject: str
    id: str
    region: str
    affects: str
    category: str
    phase: str
    likelihood: int
    impact: int
    value: int
    level: int
    residual_likelihood: int
    residual_impact: int
    residual_value: int
    residual_level: int
    verification: str
    handling: str
    outcome: str
    occurred_on: str
    classification: str

    @property
    def is_event(self) -> bool:
        """Whether it stands for an event that counts."""
        return self.outcome == "event"

    @property
    def is_open(self) -> bool:
        """Whether it stands for an event that is on the table."""
        return self.is_event and self.handling != "closed"

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes of all regions that it touches."""
        return (self.region, *self.affects.split())


def known(connection: sqlite3.Connection, region: str | None = None) -> dict[str, Known]:
    """Every report that is not withdrawn, of a region if one is named, by subject in order of ids."""
    return {row[0]: Known._make(row) for row in _rows(connection, region)}


def known_before(connection: sqlite3.Connection, region: str | None = None) -> dict[str, Values]:
    """The same, each the values of a `Known`: of most nothing is asked but whether they changed."""
    return {row[0]: row for row in _rows(connection, region)}


def _rows(connection: sqlite3.Connection, region: str | None) -> sqlite3.Cursor:
    where, values = report_where(Filter(region=region))
    sql = f"""SELECT {", ".join(Known._fields)} FROM report
        WHERE {where} AND NOT withdrawn ORDER BY code, number, subject"""
    return connection.execute(sql, values)
