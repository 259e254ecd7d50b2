"""What reports count for in one set of derived tables and in another."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence, Set
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

ARRIVED = ("id", "title", "value", "occurred_on", "region", "affects", "stage")
"""What is told of an event that was not there before."""

TOGETHER = 1000
"""Reports that are asked for at once."""

AMONG = "subject IN (SELECT value FROM json_each(?))"


class Side(NamedTuple):
    """A report in one set of tables: rows of `WEIGHED`, and one of `KNOWN` where it is there."""

    weighed: Sequence[Row]
    known: Row | None


class Touched(NamedTuple):
    """The subjects that may count otherwise: reports that were there before, and what was not."""

    old: Sequence[str]
    new: Collection[str]


def touched(before: Reader, after: Reader) -> Touched:
    """What may count otherwise; all, where either side was folded anew."""
    subjects = _touched(before, after)
    old: set[str] = set()
    for part in _parts(sorted(subjects - before.unknown)):
        old.update(_known(before.tables, part, ()))
    return Touched(sorted(old), subjects - old)


def arrived(after: Reader, subjects: Collection[str], wanted: Filter) -> Iterator[Row]:
    """The events among subjects under a filter, as rows of `ARRIVED`; the gravest first."""
    where, values = cell_where(wanted)
    sql = f"""SELECT {", ".join(ARRIVED)} FROM report
        WHERE {AMONG} AND outcome = 'event' AND {where} ORDER BY value DESC, occurred_on, id"""
    return after.tables.execute(sql, (json.dumps([*subjects]), *values))


def changed(
    before: Reader, after: Reader, subjects: Sequence[str], wanted: Filter
) -> Iterator[tuple[Side, Side]]:
    """Those of the subjects that count otherwise under a filter, as they are in both."""
    for part in _parts(subjects):
        was, stands = (_weighed(side.tables, part, wanted) for side in (before, after))
        moved = [each for each in part if was.get(each) != stands.get(each)]
        old, new = (_known(side.tables, moved, KNOWN) for side in (before, after))
        for each in moved:
            yield (
                Side(was.get(each, ()), old.get(each)),
                Side(stands.get(each, ()), new.get(each)),
            )


def _parts(subjects: Sequence[str]) -> Iterator[list[str]]:
    every = iter(subjects)
    while part := list(islice(every, TOGETHER)):
        yield part


def _weighed(
    tables: sqlite3.Connection, subjects: Sequence[str], wanted: Filter
) -> dict[str, list[Row]]:
    where, values = cell_where(wanted)
    sql = f"SELECT subject, {', '.join(WEIGHED)} FROM placement WHERE {AMONG} AND {where} ORDER BY regency"
    found: dict[str, list[Row]] = {}
    for row in tables.execute(sql, (json.dumps(subjects), *values)):
        found.setdefault(row[0], []).append(row[1:])
    return found


def _known(
    tables: sqlite3.Connection, subjects: Sequence[str], names: Sequence[str]
) -> dict[str, Row]:
    sql = f"SELECT {', '.join(('subject', *names))} FROM report WHERE {AMONG}"
    return {row[0]: row[1:] for row in tables.execute(sql, (json.dumps(subjects),))}


def _touched(before: Reader, after: Reader) -> Set[str]:
    if before.touched is None or after.touched is None:
        sides = (before.tables, after.tables)
        return {row[0] for side in sides for row in side.execute("SELECT subject FROM report")}
    return before.touched | after.touched
