"""What reports count for in one set of derived tables and in another."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter, cell_where

Placed = list[tuple[Any, ...]]
"""Where a report counts, and for what: rows of `WEIGHED`."""

WEIGHED = (
    "regency", "further", "outcome", "stage", "level", "residual_level", "credence", "open",
    "occurred_on",
)  # fmt: skip


def changed(before: Reader, after: Reader, wanted: Filter) -> Iterator[tuple[str, Placed, Placed]]:
    """The subjects that count otherwise under a filter, with what they counted for and count for."""
    where, values = cell_where(wanted)
    sql = (
        f"SELECT {', '.join(WEIGHED)} FROM placement WHERE subject = ? AND {where} ORDER BY regency"
    )
    for subject in sorted(_touched(before, after)):
        was, stands = (
            side.tables.execute(sql, (subject, *values)).fetchall() for side in (before, after)
        )
        if was != stands:
            yield subject, was, stands


def _touched(before: Reader, after: Reader) -> set[str]:
    """The reports that may count otherwise: those of which something else is known, and their groups.

    All, where either side was folded anew.
    """
    sides = (before.tables, after.tables)
    if before.changed is None or after.changed is None:
        return {row[0] for side in sides for row in side.execute("SELECT subject FROM report")}
    named = {str(subject) for subject in before.changed | after.changed}
    return named.union(*(_with_groups(side, named) for side in sides))


def _with_groups(tables: sqlite3.Connection, subjects: Iterable[str]) -> set[str]:
    """The members of the groups that these reports stand in."""
    sql = """SELECT member.subject FROM report JOIN report AS member
        ON member.group_id = report.group_id WHERE report.subject = ?"""
    return {row[0] for subject in subjects for row in tables.execute(sql, (subject,))}
