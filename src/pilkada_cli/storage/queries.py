"""What is asked of the derived tables, of a register or in memory alike."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pilkada_cli.domain.events import Cell
from pilkada_cli.domain.fields import REPORT_FIELDS
from pilkada_cli.domain.operation import OpId
from pilkada_cli.storage import search

_CELL = ", ".join(Cell._fields)
_PUBLIC = ", ".join("group_id" if f.name == "group" else f.name for f in REPORT_FIELDS)
_NEWEST = (
    "occurred_on DESC",
    "coalesce(occurred_time, '24:00') DESC",
    "clock DESC",
    "subject DESC",
)
SORTS = {
    "date": _NEWEST,
    "level": ("level DESC", "value DESC", *_NEWEST),
    "updated": ("updated_at DESC", "clock DESC", "subject DESC"),
    "id": ("code", "number", "subject"),
}
"""Total orders of reports: what people look for first stands first."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reports are meant; None stands for all. Days are local ISO dates, both included.

    `open` means not closed, `origins` who entered them, `found` an expression of
    `storage.search`.
    """

    region: str | None = None
    district: str | None = None
    stages: Collection[str] | None = None
    categories: Collection[str] | None = None
    since: str | None = None
    until: str | None = None
    phase: str | None = None
    verification: str | None = None
    handling: str | None = None
    level: int | None = None
    open: bool = False
    origins: Collection[str] | None = None
    found: str | None = None

    @property
    def by_day_or_district(self) -> bool:
        """Whether tallies, which know neither days nor districts, cannot answer."""
        return any(value is not None for value in (self.since, self.until, self.district))


def tally(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[Cell, int]]:
    """How many reports of each kind there are, under the filter's place, time, stage and category.

    Placed by regency: filter by region through the cells. Read from the tallies
    where these can answer, else counted from the placements.
    """
    where, values = _cell_where(wanted)
    if wanted.by_day_or_district:
        sql = f"SELECT {_CELL}, count(*) FROM placement WHERE {where} GROUP BY {_CELL}"
    else:
        sql = f"SELECT {_CELL}, n FROM tally WHERE {where}"
    return [(Cell._make(row[:-1]), row[-1]) for row in connection.execute(sql, values)]


def _cell_where(wanted: Filter) -> tuple[str, list[object]]:
    clauses: list[str] = ["true"]
    values: list[object] = []
    _among(clauses, values, "stage", wanted.stages)
    _among(clauses, values, "category", wanted.categories)
    for clause, value in (
        ("district = ?", wanted.district),
        ("occurred_on >= ?", wanted.since),
        ("occurred_on <= ?", wanted.until),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    return " AND ".join(clauses), values


def _among(
    clauses: list[str], values: list[object], column: str, keys: Collection[str] | None
) -> None:
    if keys is not None:
        clauses.append(f"{column} IN ({', '.join('?' for _ in keys)})")
        values.extend(sorted(keys))


def _report_where(wanted: Filter) -> tuple[str, list[object]]:
    where, values = _cell_where(wanted)
    clauses = [where]
    if wanted.region is not None:
        clauses.append("subject IN (SELECT subject FROM placement WHERE regency = ?)")
        values.append(wanted.region)
    for column in ("phase", "verification", "handling", "level"):
        if (value := getattr(wanted, column)) is not None:
            clauses.append(f"{column} = ?")
            values.append(value)
    if wanted.open:
        clauses.append("handling <> 'closed'")
    _among(clauses, values, "substr(subject, 1, 32)", wanted.origins)
    if wanted.found is not None:
        clauses.append(search.FOUND)
        values.append(wanted.found)
    return " AND ".join(clauses), values


def reports(
    connection: sqlite3.Connection,
    wanted: Filter,
    *,
    withdrawn: bool = False,
    sort: str = "date",
    reverse: bool = False,
    most: int | None = None,
) -> Iterator[dict[str, object]]:
    """Reports as rows of their public fields, in one of `SORTS`. Withdrawn ones only if asked for."""
    where, values = _report_where(wanted)
    hide = "" if withdrawn else " AND NOT withdrawn"
    order = ", ".join(_turned(SORTS[sort]) if reverse else SORTS[sort])
    sql = f"SELECT {_PUBLIC} FROM report WHERE {where}{hide} ORDER BY {order} LIMIT ?"
    with search.intact():
        yield from _rows(connection.execute(sql, [*values, -1 if most is None else most]))


def _turned(order: tuple[str, ...]) -> Iterator[str]:
    for key in order:
        yield key.removesuffix(" DESC") if key.endswith(" DESC") else f"{key} DESC"


def worst_open(
    connection: sqlite3.Connection, wanted: Filter, most: int
) -> list[dict[str, object]]:
    """The open events with the highest residual value, at most `most`."""
    where, values = _report_where(wanted)
    sql = f"""SELECT {_PUBLIC} FROM report WHERE {where} AND outcome = 'event'
        AND handling <> 'closed'
        ORDER BY residual_value DESC, value DESC, occurred_on DESC, subject LIMIT ?"""
    return list(_rows(connection.execute(sql, [*values, most])))


def left_out(connection: sqlite3.Connection, wanted: Filter, most: int) -> dict[str, list[str]]:
    """The ids of reports that are not counted, by outcome, at most `most` of each."""
    where, values = _report_where(wanted)
    found = {}
    for outcome in ("duplicate", "refuted", "withdrawn"):
        sql = f"SELECT id FROM report WHERE {where} AND outcome <> 'event' AND outcome = '{outcome}' ORDER BY clock, subject LIMIT ?"
        found[outcome] = [row[0] for row in connection.execute(sql, [*values, most])]
    return found


def _rows(cursor: sqlite3.Cursor) -> Iterator[dict[str, object]]:
    names = [{"group_id": "group"}.get(column[0], column[0]) for column in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        row["affects"] = tuple(str(row["affects"]).split())
        row["attachments"] = tuple(filter(None, str(row["attachments"]).split("\n")))
        yield row


def report(connection: sqlite3.Connection, subject: OpId) -> dict[str, object] | None:
    """One report's public fields with `outcome`, `erased` and `withdrawn`."""
    sql = f"SELECT {_PUBLIC}, outcome, erased, withdrawn FROM report WHERE subject = ?"
    return next(_rows(connection.execute(sql, (str(subject),))), None)


def subjects_numbered(
    connection: sqlite3.Connection, code: str, number: int
) -> list[tuple[OpId, str]]:
    """The reports with a code (any case) and number, and their ids."""
    rows = connection.execute(
        "SELECT subject, id FROM report WHERE code = ? AND number = ? ORDER BY id",
        (code.upper(), number),
    )
    return [(OpId.parse(subject), label) for subject, label in rows]


def largest_number(connection: sqlite3.Connection, code: str) -> int:
    """The largest report number in use under `code`."""
    row = connection.execute(
        "SELECT coalesce(max(number), 0) FROM report WHERE code = ?", (code,)
    ).fetchone()
    return int(row[0])


def ids_of(connection: sqlite3.Connection, subjects: Collection[OpId]) -> dict[OpId, str]:
    """The ids of reports by subject; unknown ones are left out."""
    found = {}
    for subject in subjects:
        row = connection.execute(
            "SELECT id FROM report WHERE subject = ?", (str(subject),)
        ).fetchone()
        if row is not None:
            found[subject] = str(row[0])
    return found


def group_members(connection: sqlite3.Connection, group: str) -> list[dict[str, object]]:
    """The reports of a group with their `outcome`, earliest first."""
    sql = f"""SELECT {_PUBLIC}, outcome FROM report WHERE group_id = ?
        ORDER BY occurred_on, coalesce(occurred_time, '24:00'), clock, subject"""
    return list(_rows(connection.execute(sql, (group,))))


def ever_linked(connection: sqlite3.Connection, subject: OpId) -> list[OpId]:
    """The reports that were linked with or unlinked from one, whichever holds now."""
    rows = connection.execute(
        "SELECT other FROM link WHERE one = :s UNION SELECT one FROM link WHERE other = :s",
        {"s": str(subject)},
    )
    return [OpId.parse(row[0]) for row in rows]


def live_by_source(connection: sqlite3.Connection, system: str, ref: str) -> list[OpId]:
    """The reports that came from (`system`, `ref`) and were not withdrawn, in fold order."""
    rows = connection.execute(
        "SELECT subject FROM report WHERE source_ref = ? AND source_system IS ?"
        " AND NOT withdrawn ORDER BY clock, subject",
        (ref, system or None),
    )
    return [OpId.parse(row[0]) for row in rows]


def live_by_import_key(connection: sqlite3.Connection, key: str) -> list[OpId]:
    """The reports imported under a content key and not withdrawn."""
    rows = connection.execute(
        "SELECT subject FROM report WHERE import_key = ? AND NOT withdrawn ORDER BY clock, subject",
        (key,),
    )
    return [OpId.parse(row[0]) for row in rows]


def last_heard(connection: sqlite3.Connection, regency: str) -> str | None:
    """The last local day on which a report, not withdrawn, or nil report about a regency was known."""
    row = connection.execute(
        """SELECT max(day) FROM (
            SELECT max(heard_on) AS day FROM placement
            WHERE regency = :r AND outcome <> 'withdrawn'
            UNION ALL SELECT max(on_day) FROM nil WHERE region = :r)""",
        {"r": regency},
    ).fetchone()
    return None if row is None else row[0]


def heard_on(connection: sqlite3.Connection, regency: str, day: str) -> int:
    """How many reports about a regency became known on a local day, withdrawn ones aside."""
    row = connection.execute(
        "SELECT count(*) FROM placement WHERE regency = ? AND heard_on = ?"
        " AND outcome <> 'withdrawn'",
        (regency, day),
    ).fetchone()
    return int(row[0])


def withheld(connection: sqlite3.Connection) -> int:
    """How many subjects arrived without their content."""
    row = connection.execute(
        "SELECT count(DISTINCT subject) FROM journal INDEXED BY journal_waiting"
        " WHERE body IS NULL AND arrived IS NULL AND subject IS NOT NULL"
    ).fetchone()
    return int(row[0])
