"""What reports count for in one set of derived tables and in another."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter, cell_where

Row = tuple[Any, ...]

WEIGHED = (
    "regency", "further", "outcome", "stage", "level", "residual_level", "credence", "open",
    "occurred_on",
)  # fmt: skip
"""Where a report counts, and for what."""

KNOWN = (
    "id", "title", "value", "withdrawn", "verification", "phase", "handling", "group_id",
    "outcome", "grade_content", "level", "residual_level", "region", "affects", "district",
    "occurred_on", "stage", "category",
)  # fmt: skip
"""What is known of a report that may make it count otherwise."""

TOGETHER = 1000
"""Reports that are asked for at once."""

AMONG = "subject IN (SELECT value FROM json_each(?))"


class Side(NamedTuple):
    """A report in one set of tables: rows of `WEIGHED`, and one of `KNOWN` where it is there."""

    weighed: Sequence[Row]
    known: Row | None


def changed(before: Reader, after: Reader, wanted: Filter) -> Iterator[tuple[Side, Side]]:
    """The reports that count otherwise under a filter, as they are in both."""
    subjects = iter(sorted(_touched(before, after)))
    while part := list(islice(subjects, TOGETHER)):
        was, stands = (_weighed(side.tables, part, wanted) for side in (before, after))
        moved = [each for each in part if was.get(each) != stands.get(each)]
        old, new = (_known(side.tables, moved) for side in (before, after))
        for each in moved:
            yield (
                Side(was.get(each, ()), old.get(each)),
                Side(stands.get(each, ()), new.get(each)),
            )


def _weighed(
    tables: sqlite3.Connection, subjects: Sequence[str], wanted: Filter
) -> dict[str, list[Row]]:
    where, values = cell_where(wanted)
    sql = f"SELECT subject, {', '.join(WEIGHED)} FROM placement WHERE {AMONG} AND {where} ORDER BY regency"
    found: dict[str, list[Row]] = {}
    for row in tables.execute(sql, (json.dumps(subjects), *values)):
        found.setdefault(row[0], []).append(row[1:])
    return found


def _known(tables: sqlite3.Connection, subjects: Sequence[str]) -> dict[str, Row]:
    sql = f"SELECT subject, {', '.join(KNOWN)} FROM report WHERE {AMONG}"
    return {row[0]: row[1:] for row in tables.execute(sql, (json.dumps(subjects),))}


def _touched(before: Reader, after: Reader) -> Collection[str]:
    """The reports that may count otherwise; all, where either side was folded anew."""
    if before.touched is None or after.touched is None:
        sides = (before.tables, after.tables)
        return {row[0] for side in sides for row in side.execute("SELECT subject FROM report")}
    return before.touched | after.touched
