"""The derived tables: what the journal folds to, kept inside the write transaction.

They can be dropped and rebuilt to the same rows at any time, and they can be
built in memory, which is how ``--as-of`` and a register with other reference
data are read. `FOLD_VERSION` changes whenever the same journal would fold to
other rows.
"""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import fields as dataclass_fields
from functools import cache
from operator import attrgetter

from pilkada_cli.domain.actions import ActionRecord
from pilkada_cli.domain.events import Cell, cells
from pilkada_cli.domain.fields import REPORT_FIELDS, Type
from pilkada_cli.domain.fold import fold_nil
from pilkada_cli.domain.operation import Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report
from pilkada_cli.domain.times import local_day
from pilkada_cli.storage import readiness, search, settings, sums

FOLD_VERSION = 16

_WITHOUT_SEARCH = " without search"

ALONE = ("nil", "readiness")
"""Kinds of operations that stand alone, each with a table of its name: they create their own
subject and are no reports."""

SCRATCH_KIB = 32 * 1024
"""How much of a temporary database stays in memory."""

_INTEGER = {Type.RATING, Type.VALUE, Type.GRADE, Type.COUNT, Type.MONEY}
_HIDDEN = {
    "subject": "TEXT PRIMARY KEY",
    "clock": "INTEGER",
    "code": "TEXT",
    "number": "INTEGER",
    "import_key": "TEXT",
    "guessed": "TEXT",
    "erased": "INTEGER",
    "withdrawn": "INTEGER",
    "began_as": "TEXT",
    "heard_at": "TEXT",
    "acted_at": "TEXT",
    "closed_at": "TEXT",
    "watched_until": "TEXT",
    "outcome": "TEXT",
}
REPORT_COLUMNS = (
    *(("group_id" if f.name == "group" else f.name) for f in REPORT_FIELDS),
    *_HIDDEN,
)
_CELL_COLUMNS = Cell._fields


def _report_columns() -> str:
    columns = [
        f"{name} {'INTEGER' if field.type in _INTEGER else 'TEXT'}"
        for name, field in zip(REPORT_COLUMNS, REPORT_FIELDS, strict=False)
    ]
    return ", ".join(columns + [f"{name} {kind}" for name, kind in _HIDDEN.items()])


_CELL_DDL = ", ".join(
    f"{name} {'INTEGER' if isinstance(Cell._field_defaults.get(name), int) or name == 'further' else 'TEXT'} NOT NULL"
    for name in _CELL_COLUMNS
)

TABLE_DDL = {
    "report": f"({_report_columns()}) STRICT",
    "placement": f"""(
        subject TEXT NOT NULL, {_CELL_DDL},
        occurred_on TEXT NOT NULL, heard_on TEXT NOT NULL, district TEXT,
        PRIMARY KEY (subject, regency)
    ) STRICT, WITHOUT ROWID""",
    "sums": sums.DDL,
    "action": """(
        id TEXT PRIMARY KEY, subject TEXT NOT NULL, decided_at TEXT NOT NULL, code TEXT NOT NULL,
        number INTEGER NOT NULL, region TEXT, category TEXT, owner TEXT, state TEXT NOT NULL,
        due TEXT, lowers_likelihood INTEGER NOT NULL, lowers_impact INTEGER NOT NULL,
        disposition INTEGER NOT NULL, what TEXT, evidence TEXT, done_at TEXT
    ) STRICT, WITHOUT ROWID""",
    "nil": "(subject TEXT PRIMARY KEY, region TEXT NOT NULL, on_day TEXT NOT NULL,"
    " known_at TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "readiness": readiness.DDL,
    "link": "(one TEXT NOT NULL, other TEXT NOT NULL, linked INTEGER NOT NULL,"
    " PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID",
}
INDEX_DDL = {
    "report_number": "report (code, number)",
    "report_source": "report (source_ref, source_system, subject) WHERE source_ref IS NOT NULL",
    "report_left_out": "report (outcome, clock, subject) WHERE outcome <> 'event'",
    "report_group": "report (group_id) WHERE group_id IS NOT NULL",
    "report_import": "report (import_key) WHERE import_key IS NOT NULL",
    "report_day": "report (occurred_on)",
    "placement_heard": "placement (regency, heard_on)",
    "placement_day": "placement (occurred_on)",
    "action_subject": "action (subject)",
    "action_number": "action (code, number)",
    "nil_region": "nil (region, on_day)",
    "readiness_region": "readiness (region, item, on_day)",
    "link_other": "link (other)",
}
TABLES = (*TABLE_DDL, "sought")


def fingerprint(reference: Reference) -> str:
    """What the tables depend on besides the journal."""
    version = f"{FOLD_VERSION}{'' if search.is_available() else _WITHOUT_SEARCH}"
    return f"{version}:{reference.fingerprint}"


def are_of_this_version(connection: sqlite3.Connection) -> bool:
    """Whether the stored tables were made by a program that folds as this one, with any data."""
    made_with = settings.get(connection, "derived") or ""
    version = made_with.partition(":")[0].removesuffix(_WITHOUT_SEARCH)
    return version == str(FOLD_VERSION) and are_there(connection)


def are_there(connection: sqlite3.Connection) -> bool:
    """Whether every derived table stands in the file; they may be dropped at any time."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    wanted = {*TABLES, search.INDEX} if search.is_available() else {*TABLES}
    return wanted <= {row[0] for row in rows}


def scratch() -> sqlite3.Connection:
    """A temporary database: in memory while it is small, then in a file that has no name."""
    tables = sqlite3.connect("", isolation_level=None)
    # It goes with its connection, so nothing in it needs to be brought back.
    tables.executescript(f"PRAGMA journal_mode = OFF; PRAGMA cache_size = -{SCRATCH_KIB};")
    return tables


def create(connection: sqlite3.Connection) -> None:
    """Drop the derived tables and make empty ones."""
    search.drop(connection)
    for name in TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for name, columns in TABLE_DDL.items():
        connection.execute(f"CREATE TABLE {name} {columns}")
    for name, columns in INDEX_DDL.items():
        connection.execute(f"CREATE INDEX {name} ON {columns}")
    search.create(connection)


def size(connection: sqlite3.Connection) -> int:
    """How many reports there are."""
    return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])


def insert_reports(connection: sqlite3.Connection, reports: Iterable[Report]) -> None:
    """Store reports as rows."""
    marks = ", ".join("?" for _ in REPORT_COLUMNS)
    connection.executemany(
        f"INSERT INTO report VALUES ({marks})", (report_row(report) for report in reports)
    )


Placed = tuple[Report, list[Cell]]
"""A report, and where it counts."""


def placed(reports: Iterable[Report], reference: Reference) -> list[Placed]:
    """Where each report counts."""
    return [(report, cells(report, reference.province.code)) for report in reports]


def insert_placements(
    connection: sqlite3.Connection, reports: Iterable[Placed], reference: Reference
) -> None:
    """Store where reports count."""
    marks = ", ".join("?" for _ in range(len(_CELL_COLUMNS) + 4))
    zone = reference.election.time_zone
    heard_on = cache(lambda known_at: local_day(known_at, zone).isoformat())
    connection.executemany(
        f"INSERT INTO placement VALUES ({marks})",
        (
            (str(r.subject), *cell, r.occurred_on, heard_on(r.known_at), r.district)
            for r, places in reports
            for cell in places
        ),
    )


_PUBLIC = tuple(f.name for f in dataclass_fields(Report))[: len(REPORT_FIELDS)]
_public_of = attrgetter(*_PUBLIC)
_AFFECTS, _ATTACHMENTS = _PUBLIC.index("affects"), _PUBLIC.index("attachments")


def report_row(report: Report) -> tuple[object, ...]:
    """The values of `REPORT_COLUMNS`."""
    values = list(_public_of(report))
    values[_AFFECTS] = " ".join(report.affects)
    values[_ATTACHMENTS] = "\n".join(report.attachments)
    return (
        *values,
        str(report.subject),
        report.place.clock,
        report.code,
        report.number,
        report.import_key,
        " ".join(report.guessed) or None,
        int(report.erased),
        int(report.withdrawn),
        report.began_as,
        report.heard_at,
        report.acted_at,
        report.closed_at,
        report.watched_until,
        report.outcome,
    )


def delete_reports(connection: sqlite3.Connection, subjects: Iterable[OpId]) -> None:
    """Take the rows of these reports out."""
    _delete(connection, "report", subjects)


def delete_placements(connection: sqlite3.Connection, subjects: Iterable[OpId]) -> None:
    """Take out where these reports count."""
    _delete(connection, "placement", subjects)


def _delete(connection: sqlite3.Connection, table: str, subjects: Iterable[OpId]) -> None:
    keys = ((str(subject),) for subject in subjects)
    connection.executemany(f"DELETE FROM {table} WHERE subject = ?", keys)


def insert_links(connection: sqlite3.Connection, pairs: dict[tuple[OpId, OpId], bool]) -> None:
    """Store pairs and whether they are linked."""
    connection.executemany(
        "INSERT OR REPLACE INTO link VALUES (?, ?, ?)",
        [(str(one), str(other), int(linked)) for (one, other), linked in pairs.items()],
    )


_ACTION_COLUMNS = tuple(f.name for f in dataclass_fields(ActionRecord))
_action_of = attrgetter(*_ACTION_COLUMNS)


def insert_actions(connection: sqlite3.Connection, records: Iterable[ActionRecord]) -> None:
    """Store actions as rows."""
    marks = ", ".join("?" for _ in _ACTION_COLUMNS)
    connection.executemany(
        f"INSERT INTO action VALUES ({marks})",
        ((str(r.id), str(r.subject), *_action_of(r)[2:]) for r in records),
    )


def insert_alone(connection: sqlite3.Connection, op: Operation, undone: Collection[OpId]) -> None:
    """Store the nil report, or what is said of readiness, that an operation makes, if it makes one."""
    if (nil := fold_nil(op, undone)) is not None:
        connection.execute(
            "INSERT OR REPLACE INTO nil VALUES (?, ?, ?, ?)",
            (str(nil.subject), nil.region, nil.on, nil.known_at),
        )
    readiness.insert(connection, op, undone)


def delete_apart(connection: sqlite3.Connection, subjects: Collection[OpId]) -> None:
    """Take what stands beside reports of these subjects out of the tables: actions, and `ALONE`."""
    for table in ("action", *ALONE):
        _delete(connection, table, subjects)
