"""What is asked of the derived tables by whoever watches over weeks and single events."""

import sqlite3
from collections.abc import Collection
from typing import Any, NamedTuple


class Condition(NamedTuple):
    """Which events a rule is about; None stands for any. `known_*` are instants, both included."""

    phases: Collection[str] | None = None
    level: int | None = None
    handling: Collection[str] | None = None
    verification: Collection[str] | None = None
    categories: Collection[str] | None = None
    known_since: str | None = None
    known_until: str | None = None


class Found(NamedTuple):
    """An event that a rule is about; `region` may be the province.

    `affects` are the codes of further regions, apart by spaces; `title` is None once erased;
    `guessed` names the fields that nobody confirmed, apart by spaces, None for none.
    """

    subject: str
    id: str
    region: str
    category: str
    phase: str
    level: int
    handling: str
    known_at: str
    title: str | None
    affects: str
    group_id: str | None
    guessed: str | None


def first_heard(connection: sqlite3.Connection, regency: str) -> str | None:
    """The first local day on which a report, not withdrawn, or nil report about a regency was known."""
    row = connection.execute(
        """SELECT min(day) FROM (
            SELECT * FROM (SELECT heard_on AS day FROM placement
                WHERE regency = :r AND outcome <> 'withdrawn' ORDER BY heard_on LIMIT 1)
            UNION ALL SELECT min(on_day) FROM nil WHERE region = :r)""",
        {"r": regency},
    ).fetchone()
    return None if row is None else row[0]


def counts_by_day(
    connection: sqlite3.Connection, since: str, until: str
) -> list[tuple[str, str, str, int]]:
    """How many events there are of each regency, category and day."""
    sql = """SELECT regency, category, occurred_on, count(*) FROM placement
        WHERE outcome = 'event' AND occurred_on BETWEEN ? AND ?
        GROUP BY regency, category, occurred_on"""
    return connection.execute(sql, (since, until)).fetchall()


def disturbances_by_day(
    connection: sqlite3.Connection, since: str, until: str
) -> list[tuple[str, str, int]]:
    """How many actual disturbances there are of each regency and day."""
    sql = """SELECT regency, occurred_on, count(*) FROM placement
        WHERE outcome = 'event' AND phase = 'gn' AND occurred_on BETWEEN ? AND ?
        GROUP BY regency, occurred_on"""
    return connection.execute(sql, (since, until)).fetchall()


def first_and_last_event(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """The first and the last day that has an event; None where there is none."""
    sql = "SELECT min(occurred_on), max(occurred_on) FROM placement WHERE outcome = 'event'"
    first, last = connection.execute(sql).fetchone()
    return (first, last) if first else None


def subjects_of(connection: sqlite3.Connection, group: str) -> list[str]:
    """The subjects of every report of a group, refuted and withdrawn ones too."""
    sql = "SELECT subject FROM report WHERE group_id = ? ORDER BY subject"
    return [row[0] for row in connection.execute(sql, (group,))]


_BEGUN = """SELECT 1 FROM action JOIN report AS told ON told.subject = action.subject
    WHERE action.state IN ('running', 'done')
    AND (told.subject = report.subject OR told.group_id = report.group_id)"""
"""An action that runs or is done, on a report of the event: then somebody acts, whatever the report says."""


def events_where(connection: sqlite3.Connection, wanted: Condition) -> list[Found]:
    """The events a rule is about, the one that is known longest first."""
    clauses, values = ["outcome = 'event'"], list[Any]()
    for column, among in (
        ("phase", wanted.phases),
        ("handling", wanted.handling),
        ("verification", wanted.verification),
        ("category", wanted.categories),
    ):
        if among is not None:
            clauses.append(f"{column} IN ({', '.join('?' for _ in among)})")
            values += sorted(among)
    for clause, value in (
        ("level >= ?", wanted.level),
        ("known_at >= ?", wanted.known_since),
        ("known_at <= ?", wanted.known_until),
    ):
        if value is not None:
            clauses.append(clause)
            values.append(value)
    if wanted.handling is not None and {*wanted.handling} == {"new"}:
        clauses.append(f"NOT EXISTS ({_BEGUN})")
    sql = f"""SELECT {", ".join(Found._fields)} FROM report WHERE {" AND ".join(clauses)}
        ORDER BY known_at, clock, subject"""
    return [Found._make(row) for row in connection.execute(sql, values)]
