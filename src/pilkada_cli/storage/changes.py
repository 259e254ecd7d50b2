"""What reports count for in one set of derived tables and in another."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from pilkada_cli.domain.operation import OpId
from pilkada_cli.storage.selection import Filter, cell_where

Placed = list[tuple[Any, ...]]
"""Where a report counts, and for what: the columns of `WEIGHED`."""

WEIGHED = (
    "regency", "further", "outcome", "stage", "level", "residual_level", "credence", "open",
    "occurred_on",
)  # fmt: skip


def changed(
    before: sqlite3.Connection, after: sqlite3.Connection, wanted: Filter
) -> Iterator[tuple[OpId, Placed, Placed]]:
    """The reports that count otherwise under a filter, with what they counted for and count for.

    Both tables are read once, in the order of their key, so that memory does not grow with them.
    """
    old, new = _by_subject(before, wanted), _by_subject(after, wanted)
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        first = min(side[0] for side in (one, other) if side is not None)
        was = one[1] if one is not None and one[0] == first else []
        stands = other[1] if other is not None and other[0] == first else []
        if was != stands:
            yield OpId.parse(first), was, stands
        one = next(old, None) if was else one
        other = next(new, None) if stands else other


def _by_subject(connection: sqlite3.Connection, wanted: Filter) -> Iterator[tuple[str, Placed]]:
    where, values = cell_where(wanted)
    sql = f"""SELECT subject, {", ".join(WEIGHED)} FROM placement WHERE {where}
        ORDER BY subject, regency"""
    for subject, rows in groupby(connection.execute(sql, values), key=itemgetter(0)):
        yield subject, [row[1:] for row in rows]
