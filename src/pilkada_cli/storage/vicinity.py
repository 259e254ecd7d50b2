"""The reports about some regencies around a day, whatever became of them."""

import sqlite3
from collections.abc import Collection
from datetime import date, timedelta
from itertools import product

_FIELDS = (
    "subject", "id", "occurred_on", "occurred_time", "region", "regency_name", "affects", "district",
    "village", "polling_station", "category", "title", "detail", "verification", "handling", "outcome",
)  # fmt: skip
_COLUMNS = ", ".join(f"report.{name}" for name in _FIELDS)


def around(
    connection: sqlite3.Connection,
    own: Collection[str],
    further: Collection[str],
    day: date,
    span: int,
    most: int,
) -> list[dict[str, object]]:
    """Rows of the reports that touch one of these regions within `span` days of `day`.

    With ``group``; refuted and closed ones are among them, withdrawn ones are
    not. At most `most`: those about `own` regions before those about `further`
    ones, and of these the nearer days before the farther. However large the
    register is, a day is read no further than it takes.
    """
    found: dict[object, dict[str, object]] = {}
    days = sorted((day + timedelta(n) for n in range(-span, span + 1)), key=lambda d: abs(d - day))
    for regions, each in product((own, further), days):
        if len(found) < most:
            found |= {row["subject"]: row for row in _on(connection, regions, each, most)}
    return list(found.values())[:most]


def _on(
    connection: sqlite3.Connection, regions: Collection[str], day: date, most: int
) -> list[dict[str, object]]:
    # CROSS JOIN keeps the order: the index of days is read first, and only as far as `most`.
    sql = f"""
        SELECT {_COLUMNS}, report.group_id AS "group"
        FROM placement INDEXED BY placement_day CROSS JOIN report USING (subject)
        WHERE placement.occurred_on = ? AND placement.regency IN ({", ".join("?" for _ in regions)})
        AND NOT report.withdrawn
        ORDER BY placement.subject LIMIT ?
    """
    cursor = connection.execute(sql, [day.isoformat(), *sorted(regions), most])
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    return [{**row, "affects": tuple(str(row["affects"]).split())} for row in rows]
