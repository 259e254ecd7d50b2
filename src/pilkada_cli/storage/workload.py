"""What an office has to do: its open reports, what was heard of its region, what went out."""

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Workload(NamedTuple):
    """How many open reports an office entered, linked ones once; how many nobody acted on or verified."""

    open: int
    untouched: int
    unverified: int


def workload(connection: sqlite3.Connection, origins: Sequence[str], before: str) -> Workload:
    """The open reports of the office that wrote as `origins`; untouched since before an instant."""
    row = connection.execute(
        f"""SELECT count(DISTINCT coalesce(group_id, subject)), coalesce(sum(handling = 'new' AND known_at < ?), 0),
        coalesce(sum(verification = 'unverified'), 0) FROM report WHERE {_ours(origins)}""",
        (before, *origins),
    ).fetchone()
    return Workload(*row)


def longest_untouched(
    connection: sqlite3.Connection, origins: Sequence[str], before: str, most: int
) -> list[str]:
    """The ids of the office's open reports on which nobody has acted, longest known first."""
    rows = connection.execute(
        f"""SELECT id FROM report WHERE {_ours(origins)} AND handling = 'new' AND known_at < ?
        ORDER BY known_at, clock, subject LIMIT ?""",
        (*origins, before, most),
    )
    return [str(row[0]) for row in rows]


def reports_known(connection: sqlite3.Connection, region: str, since: str) -> list[str]:
    """When each report about a region, not withdrawn, was known, from a local day on."""
    rows = connection.execute(
        """SELECT known_at FROM placement JOIN report USING (subject)
        WHERE regency = ? AND heard_on >= ? AND further = 0 AND NOT withdrawn""",
        (region, since),
    )
    return [str(row[0]) for row in rows]


def nil_reports(connection: sqlite3.Connection, region: str, since: str) -> list[tuple[str, str]]:
    """The day and the instant of knowing of each nil report about a region, from a day on."""
    sql = "SELECT on_day, known_at FROM nil WHERE region = ? AND on_day >= ?"
    return connection.execute(sql, (region, since)).fetchall()


class Export(NamedTuple):
    """What was taken out of the register last: when, what, where to."""

    at: str
    what: str
    destination: str


def last_export(connection: sqlite3.Connection) -> Export | None:
    """The newest export, None where there was none; a backup is none."""
    row = connection.execute(
        "SELECT at, what, destination FROM export_log WHERE what <> 'backup'"
        " ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    return None if row is None else Export(*row)


def _ours(origins: Sequence[str]) -> str:
    """The condition for open reports that were entered as one of so many origins."""
    marks = ", ".join("?" for _ in origins)
    open_ = "NOT withdrawn AND handling <> 'closed' AND verification <> 'refuted'"
    return f"{open_} AND substr(subject, 1, 32) IN ({marks})"
