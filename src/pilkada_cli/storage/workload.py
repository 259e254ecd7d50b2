"""What an office has to do: its open reports, what was heard of its region, what went out."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """From an instant to before another, and the local days in which they lie."""

    first_day: str
    last_day: str
    begins: str
    ends: str


# No join: of two views that lie over tables SQLite would read one whole.
_KNOWN = "(SELECT known_at FROM report WHERE report.subject = placement.subject AND NOT withdrawn)"
_HEARD = f"""FROM (SELECT district, {_KNOWN} AS known_at FROM placement
    WHERE regency = ? AND heard_on BETWEEN ? AND ? AND further = 0)"""
_WITHIN = f"{_HEARD} WHERE known_at >= ? AND known_at < ?"


class Workload(NamedTuple):
    """How many open reports an office entered, linked ones once; how many nobody acted on or verified."""

    open: int
    untouched: int
    unverified: int


def workload(connection: sqlite3.Connection, origins: Sequence[str], before: str) -> Workload:
    """The open reports of the office that wrote as `origins`; untouched since before an instant."""
    row = connection.execute(
        f"""SELECT count(DISTINCT coalesce(group_id, subject)), coalesce(sum(handling = 'new' AND outcome = 'event' AND known_at < ?), 0),
        coalesce(sum(verification = 'unverified'), 0) FROM report WHERE {_ours(origins)}""",
        (before, *origins),
    ).fetchone()
    return Workload(*row)


def longest_untouched(
    connection: sqlite3.Connection, origins: Sequence[str], before: str, most: int
) -> list[str]:
    """The ids of the office's open reports on which nobody has acted, longest known first."""
    rows = connection.execute(
        f"""SELECT id FROM report WHERE {_ours(origins)} AND handling = 'new' AND outcome = 'event' AND known_at < ?
        ORDER BY known_at, clock, subject LIMIT ?""",
        (*origins, before, most),
    )
    return [str(row[0]) for row in rows]


def nil_reports(connection: sqlite3.Connection, region: str, since: str) -> list[tuple[str, str]]:
    """The day and the instant of knowing of each nil report about a region, from a day on."""
    sql = "SELECT on_day, known_at FROM nil WHERE region = ? AND on_day >= ?"
    return connection.execute(sql, (region, since)).fetchall()


def reports_known(
    connection: sqlite3.Connection, region: str, first: str, last: str
) -> list[tuple[str, int]]:
    """How many reports about a region, not withdrawn, were known in each minute of some local days."""
    sql = f"""SELECT min(known_at), count(*) {_HEARD}
        WHERE known_at IS NOT NULL GROUP BY substr(known_at, 1, 16)"""
    return connection.execute(sql, (region, first, last)).fetchall()


def reports_within(connection: sqlite3.Connection, region: str, span: Span, most: int) -> int:
    """The same in a span, counted as far as `most`: quick, however many there are."""
    sql = f"SELECT count(*) FROM (SELECT 1 {_WITHIN} LIMIT ?)"
    return int(connection.execute(sql, (region, *span, most)).fetchone()[0])


def districts_within(connection: sqlite3.Connection, region: str, span: Span) -> dict[str, int]:
    """How many of these reports name each district that they name."""
    sql = f"SELECT district, count(*) {_WITHIN} AND district IS NOT NULL GROUP BY 1"
    return dict(connection.execute(sql, (region, *span)))


def districts_heard(connection: sqlite3.Connection, region: str) -> dict[str, str]:
    """The last local day on which a report that names a district, not withdrawn, was known."""
    sql = """SELECT district, max(heard_on) FROM placement
        WHERE regency = ? AND further = 0 AND outcome <> 'withdrawn' AND district IS NOT NULL
        GROUP BY district"""
    return dict(connection.execute(sql, (region,)))


class HandOver(NamedTuple):
    """Reports that went out: when, as what, where to."""

    at: str
    what: str
    destination: str


def last_hand_over(connection: sqlite3.Connection) -> HandOver | None:
    """The newest, None where there was none; a backup is none, nor a document about some of them."""
    row = connection.execute(
        "SELECT at, what, destination FROM export_log"
        " WHERE what = 'reports' OR what LIKE 'bundle/%' OR what LIKE 'nightly/%'"
        " ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    return None if row is None else HandOver(*row)


def _ours(origins: Sequence[str]) -> str:
    """The condition for open reports that were entered as one of so many origins."""
    marks = ", ".join("?" for _ in origins)
    open_ = "NOT withdrawn AND handling <> 'closed' AND verification <> 'refuted'"
    return f"{open_} AND substr(subject, 1, 32) IN ({marks})"
