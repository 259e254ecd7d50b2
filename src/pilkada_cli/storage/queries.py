"""What is asked of the derived tables, of a register or in memory alike."""

import json
import sqlite3
from collections.abc import Collection, Generator, Iterator, Sequence
from typing import Any

from pilkada_cli.domain.events import Cell
from pilkada_cli.domain.fields import FIELD_NAMES, LIST_SEPARATOR, REPORT_FIELDS
from pilkada_cli.domain.operation import OpId
from pilkada_cli.storage import search
from pilkada_cli.storage.selection import Filter, cell_where, order_by, report_where

_CELL = ", ".join(Cell._fields)
_PUBLIC = ", ".join("group_id" if f.name == "group" else f.name for f in REPORT_FIELDS)
_LISTS = {"affects": " ", "attachments": "\n"}
"""Fields that hold several values, and what stands between them in the table."""


def tally(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[Cell, int]]:
    """How many reports of each kind there are, under the filter's place, time, stage and category.

    Placed by regency: filter by region through the cells. Counted from the placements;
    `storage.sums` answers sooner where it can.
    """
    where, values = cell_where(wanted)
    sql = f"SELECT {_CELL}, count(*) FROM placement WHERE {where} GROUP BY {_CELL}"
    return [(Cell._make(row[:-1]), row[-1]) for row in connection.execute(sql, values)]


def aged_tally(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[Cell, int, str]]:
    """What `tally` gives, by the day of the event too."""
    where, values = cell_where(wanted)
    sql = f"""SELECT {_CELL}, count(*), occurred_on FROM placement WHERE {where}
        GROUP BY {_CELL}, occurred_on"""
    return [(Cell._make(row[:-2]), row[-2], row[-1]) for row in connection.execute(sql, values)]


def district_tally(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[Cell, int, str]]:
    """What `aged_tally` gives for districts, whose codes stand in the place of the regency.

    What names no district is left out.
    """
    where, values = cell_where(wanted)
    placed = _CELL.replace("regency", "district AS regency", 1)
    sql = f"""SELECT {placed}, count(*), occurred_on FROM placement
        WHERE {where} AND NOT further AND district IS NOT NULL
        GROUP BY {_CELL.replace("regency", "district", 1)}, occurred_on"""
    return [(Cell._make(row[:-2]), row[-2], row[-1]) for row in connection.execute(sql, values)]


def placed_events(connection: sqlite3.Connection, wanted: Filter) -> list[tuple[Any, ...]]:
    """Every event in the row of each regency it counts in, by day.

    The columns are the regency, id, day, title, level, residual level, credence, and
    whether it is open.
    """
    where, values = cell_where(wanted)
    sql = f"""SELECT p.regency, r.id, p.occurred_on, r.title, p.level, p.residual_level,
            p.credence, p.open
        FROM (SELECT * FROM placement WHERE {where} AND outcome = 'event') AS p
        JOIN report AS r ON r.subject = p.subject
        ORDER BY p.occurred_on, r.code, r.number, r.subject"""
    return connection.execute(sql, values).fetchall()


def reports(
    connection: sqlite3.Connection, wanted: Filter, **options: Any
) -> Iterator[dict[str, object]]:
    """Reports as rows of their public fields; `options` are those of `report_rows`."""
    for row in report_rows(connection, wanted, FIELD_NAMES, **options):
        yield dict(zip(FIELD_NAMES, row, strict=True))


def report_rows(
    connection: sqlite3.Connection,
    wanted: Filter,
    names: Sequence[str],
    *,
    joined: bool = False,
    withdrawn: bool = False,
    sort: str = "date",
    reverse: bool = False,
    most: int | None = None,
) -> Generator[tuple[object, ...], None, None]:
    """Reports as tuples of the named fields, in one of `SORTS`. Withdrawn ones only if asked for.

    Of a field with several values the cell is a tuple, or with `joined` one text
    with `fields.LIST_SEPARATOR` between them, as SQLite makes it.
    """
    where, values = report_where(wanted)
    hide = "" if withdrawn else " AND NOT withdrawn"
    columns = ", ".join(_column(name, joined=joined) for name in names)
    order = order_by(sort, reverse=reverse)
    sql = f"SELECT {columns} FROM report WHERE {where}{hide} ORDER BY {order} LIMIT ?"
    with search.intact():
        found = connection.execute(sql, [*values, -1 if most is None else most])
        lists = [] if joined else [(names.index(n), n) for n in _LISTS if n in names]
        yield from (_listed(row, lists) for row in found) if lists else found


def _column(name: str, *, joined: bool) -> str:
    if joined and name in _LISTS:
        between = {" ": "' '", "\n": "char(10)"}[_LISTS[name]]
        return f"replace({name}, {between}, '{LIST_SEPARATOR}')"
    return "group_id" if name == "group" else name


def _listed(row: tuple[Any, ...], lists: list[tuple[int, str]]) -> tuple[object, ...]:
    cells = list(row)
    for at, name in lists:
        cells[at] = tuple(filter(None, cells[at].split(_LISTS[name])))
    return tuple(cells)


def classifications(connection: sqlite3.Connection, wanted: Filter) -> list[str]:
    """The marks that reports bear which are not withdrawn, each once."""
    where, values = report_where(wanted)
    sql = f"SELECT DISTINCT classification FROM report WHERE {where} AND NOT withdrawn"
    with search.intact():
        return [str(row[0]) for row in connection.execute(sql, values)]


def worst_open(
    connection: sqlite3.Connection, wanted: Filter, most: int
) -> list[dict[str, object]]:
    """The open events with the highest residual value, at most `most`, each with its `guessed`."""
    where, values = report_where(wanted)
    sql = f"""SELECT {_PUBLIC}, guessed FROM report WHERE {where} AND outcome = 'event'
        AND handling <> 'closed'
        ORDER BY residual_value DESC, value DESC, occurred_on DESC, subject LIMIT ?"""
    return list(_rows(connection.execute(sql, [*values, most])))


def left_out(connection: sqlite3.Connection, wanted: Filter, most: int) -> dict[str, list[str]]:
    """The ids of reports that are not counted, by outcome, at most `most` of each."""
    where, values = report_where(wanted)
    found = {}
    for outcome in ("duplicate", "refuted", "withdrawn"):
        # SQLite looks under a layer by an index only where what it sorts by is asked for too.
        sql = f"SELECT id, clock, subject FROM report WHERE {where} AND outcome <> 'event' AND outcome = '{outcome}' ORDER BY clock, subject LIMIT ?"
        found[outcome] = [row[0] for row in connection.execute(sql, [*values, most])]
    return found


def _rows(cursor: sqlite3.Cursor) -> Iterator[dict[str, object]]:
    names = [{"group_id": "group"}.get(column[0], column[0]) for column in cursor.description]
    for values in cursor:
        row: dict[str, Any] = dict(zip(names, values, strict=True))
        yield row | {name: tuple(filter(None, row[name].split(_LISTS[name]))) for name in _LISTS}


def report(connection: sqlite3.Connection, subject: OpId) -> dict[str, object] | None:
    """One report's public fields with `outcome`, `erased`, `withdrawn`, `watched_until` and `guessed`."""
    sql = f"""SELECT {_PUBLIC}, outcome, erased, withdrawn, watched_until, guessed
        FROM report WHERE subject = ?"""
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


NUMBERED = {"report": "subject", "action": "id"}
"""The tables of what is numbered, and the column that names the operation that made it."""


def largest_number(
    connection: sqlite3.Connection, table: str, code: str, origins: Collection[str] | None
) -> int:
    """The largest number in a `NUMBERED` table that `origins` gave under a code, None for all; 0 without any."""
    made_by = f"substr({NUMBERED[table]}, 1, 32)"
    by = "" if origins is None else f"AND {made_by} IN (SELECT value FROM json_each(?))"
    sql = f"SELECT number FROM {table} WHERE code = ? {by} ORDER BY number DESC LIMIT 1"
    values = () if origins is None else (json.dumps([*origins]),)
    row = connection.execute(sql, (code, *values)).fetchone()
    return 0 if row is None else int(row[0])


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


def shown_of_withheld(connection: sqlite3.Connection, after: int) -> dict[OpId, str]:
    """The ids of reports on which operations without content were stored after a position."""
    rows = connection.execute(
        """SELECT subject, id FROM report WHERE subject IN (
            SELECT subject FROM journal WHERE position > ? AND body IS NULL)""",
        (after,),
    )
    return {OpId.parse(subject): label for subject, label in rows}


def group_members(connection: sqlite3.Connection, group: str) -> list[dict[str, object]]:
    """The reports of a group with their `outcome`, earliest first."""
    sql = f"""SELECT {_PUBLIC}, outcome FROM report WHERE group_id = ?
        ORDER BY occurred_on, coalesce(occurred_time, '24:00'), clock, subject"""
    return list(_rows(connection.execute(sql, (group,))))


def is_linked(connection: sqlite3.Connection, one: OpId, other: OpId) -> bool | None:
    """Whether two reports are linked or unlinked; None where nobody said either."""
    row = connection.execute(
        "SELECT linked FROM link WHERE (one, other) IN (VALUES (:a, :b), (:b, :a))",
        {"a": str(one), "b": str(other)},
    ).fetchone()
    return None if row is None else bool(row[0])


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


def has_withdrawn(connection: sqlite3.Connection) -> bool:
    """Whether any report was withdrawn."""
    sql = "SELECT 1 FROM report WHERE outcome <> 'event' AND outcome = 'withdrawn' LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def is_source_used(connection: sqlite3.Connection, system: str, ref: str) -> bool:
    """Whether any report came from (`system`, `ref`), withdrawn or not."""
    sql = "SELECT 1 FROM report WHERE source_ref = ? AND source_system IS ? LIMIT 1"
    return connection.execute(sql, (ref, system or None)).fetchone() is not None


def live_by_import_key(connection: sqlite3.Connection, key: str) -> list[OpId]:
    """The reports imported under a content key and not withdrawn."""
    rows = connection.execute(
        "SELECT subject FROM report WHERE import_key = ? AND NOT withdrawn ORDER BY clock, subject",
        (key,),
    )
    return [OpId.parse(row[0]) for row in rows]


def entered_anew(
    connection: sqlite3.Connection, made: OpId, last: int, *, by_reference: bool
) -> tuple[int, OpId | None]:
    """How many withdrawn reports, made by operations of an origin from `made` to `last`, stand anew.

    That is, were imported again from the same content, or with the same reference where this
    tells; and the newest report that stands, None where none does.
    """
    # What is no event has an index of its own.
    sql = """SELECT count(DISTINCT own.subject), other.subject, max(other.clock)
        FROM report own JOIN report other ON NOT other.withdrawn AND (
            other.import_key = own.import_key
            OR (other.source_ref = own.source_ref AND other.source_system IS own.source_system
                AND :by_reference))
        WHERE own.outcome <> 'event' AND own.outcome = 'withdrawn'
        AND own.subject LIKE :origin || '/%'
        AND CAST(substr(own.subject, length(:origin) + 2) AS INTEGER) BETWEEN :first AND :last"""
    place = {"origin": made.origin, "first": made.seq, "last": last, "by_reference": by_reference}
    n, newest, _clock = connection.execute(sql, place).fetchone()
    return int(n), OpId.parse(newest) if newest else None


def last_heard(connection: sqlite3.Connection, regency: str, until: str) -> str | None:
    """The last local day, up to `until`, on which a report, not withdrawn, or nil report was known.

    About a regency. Under a layer all that is later is gone, and is not looked through.
    """
    row = connection.execute(
        """SELECT max(day) FROM (
            SELECT * FROM (SELECT heard_on AS day FROM placement
                WHERE regency = :regency AND outcome <> 'withdrawn' AND heard_on <= :until
                ORDER BY heard_on DESC LIMIT 1)
            UNION ALL SELECT max(on_day) FROM nil WHERE region = :regency AND on_day <= :until)""",
        {"regency": regency, "until": until},
    ).fetchone()
    return None if row is None else row[0]


def heard_on(connection: sqlite3.Connection, regency: str, day: str) -> list[str]:
    """The ids of reports about a regency that became known on a local day, withdrawn ones aside."""
    return _ids_placed(
        connection, "heard_on = :day AND placement.outcome <> 'withdrawn'", regency, day
    )


def happened_on(connection: sqlite3.Connection, regency: str, day: str) -> list[str]:
    """The ids of reports about a regency that tell of a local day and became known on another.

    Withdrawn and refuted ones are left out.
    """
    where = (
        "placement.occurred_on = :day AND heard_on <> :day"
        " AND placement.outcome NOT IN ('withdrawn', 'refuted')"
    )
    return _ids_placed(connection, where, regency, day)


def _ids_placed(connection: sqlite3.Connection, where: str, regency: str, day: str) -> list[str]:
    rows = connection.execute(
        "SELECT report.id FROM placement JOIN report USING (subject)"
        f" WHERE placement.regency = :regency AND {where} ORDER BY code, number, subject",
        {"regency": regency, "day": day},
    )
    return [str(row[0]) for row in rows]
