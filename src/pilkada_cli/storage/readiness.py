"""How ready the regencies are, as the derived tables hold it."""

import sqlite3
from collections.abc import Collection

from pilkada_cli.domain.operation import Operation, OpId
from pilkada_cli.domain.readiness import Standing, fold_standing

DDL = """(subject TEXT PRIMARY KEY, region TEXT NOT NULL, item TEXT NOT NULL,
    on_day TEXT NOT NULL, target INTEGER NOT NULL, realised INTEGER NOT NULL,
    clock INTEGER NOT NULL) STRICT, WITHOUT ROWID"""

_LATEST = """
SELECT item, region, on_day, target, realised FROM (
    SELECT *, row_number() OVER (
        PARTITION BY region, item ORDER BY on_day DESC, clock DESC,
            substr(subject, 1, 32) DESC, CAST(substr(subject, 34) AS INTEGER) DESC
    ) AS place
    FROM readiness WHERE :on IS NULL OR on_day <= :on
) WHERE place = 1 ORDER BY item, region
"""


def insert(
    connection: sqlite3.Connection, op: Operation, undone: Collection[OpId] = frozenset()
) -> None:
    """Store what an operation says of readiness, if it says anything."""
    if (said := fold_standing(op, undone)) is not None:
        connection.execute(
            "INSERT OR REPLACE INTO readiness VALUES (?, ?, ?, ?, ?, ?, ?)",
            (str(op.header.id), said.region, said.item, said.on, said.target, said.realised,
             op.header.clock),
        )  # fmt: skip


def standings(tables: sqlite3.Connection, on: str | None = None) -> list[Standing]:
    """The latest of each item and region that is not after the day `on`.

    Of several on one day the one that was written last counts, in the order of the fold.
    """
    return [Standing(*row) for row in tables.execute(_LATEST, {"on": on})]


def said(tables: sqlite3.Connection) -> set[Standing]:
    """Everything that was ever said and not taken back."""
    sql = "SELECT item, region, on_day, target, realised FROM readiness"
    return {Standing(*row) for row in tables.execute(sql)}
