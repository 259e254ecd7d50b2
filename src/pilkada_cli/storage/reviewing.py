"""Which open reports nobody wrote about for long, which are watched, and how threats went."""

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from pilkada_cli.storage.selection import Filter, report_where


class Stale(NamedTuple):
    """An open event that is due for review; `heard_at` is the instant of the last word on it."""

    id: str
    region: str
    occurred_on: str
    phase: str
    residual_level: int
    handling: str
    heard_at: str
    watched_until: str | None
    title: str | None


_OPEN = "outcome = 'event' AND handling <> 'closed'"


def stale(
    connection: sqlite3.Connection, wanted: Filter, before: Sequence[str], today: str
) -> list[Stale]:
    """Open events without a word for long, and those that were watched until a day before `today`.

    Of each level 1 to 5 those without a word since the instant `before[level - 1]`. The
    gravest stand first, then the longest untouched.
    """
    where, values = report_where(wanted)
    due = " OR ".join("(residual_level = ? AND heard_at < ?)" for _ in before)
    levels: list[object] = [x for level, at in enumerate(before, 1) for x in (level, at)]
    sql = f"""SELECT {", ".join(Stale._fields)} FROM report
        WHERE {where} AND {_OPEN}
        AND (watched_until < ? OR (watched_until IS NULL AND ({due})))
        ORDER BY residual_level DESC, residual_value DESC, heard_at, subject"""
    return [Stale._make(row) for row in connection.execute(sql, [*values, today, *levels])]


def watched(connection: sqlite3.Connection, wanted: Filter, today: str) -> list[Stale]:
    """Open events that are only watched until `today` or a later day, the first day first."""
    where, values = report_where(wanted)
    sql = f"""SELECT {", ".join(Stale._fields)} FROM report
        WHERE {where} AND {_OPEN} AND watched_until >= ? ORDER BY watched_until, subject"""
    return [Stale._make(row) for row in connection.execute(sql, [*values, today])]


def courses(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[Any, ...]]:
    """How the events went that began as PG or AG, those that went alike together.

    Category, phase, handling, days from known to the first action and to closing in
    tenths of a day, and how many.
    """
    where, values = report_where(wanted)
    days = "round(max(0, julianday({}) - julianday(known_at)), 1)"
    sql = f"""SELECT category, phase, handling, {days.format("acted_at")},
            {days.format("closed_at")}, count(*)
        FROM report WHERE {where} AND outcome = 'event' AND began_as <> 'gn'
        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""
    return connection.execute(sql, values).fetchall()
