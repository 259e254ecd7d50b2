"""The tables of a register that are its record, and their history.

The journal is append-only: triggers refuse every deletion, and every change but
erasing a sealed part, filling a stub and noting an arrival. Derived tables are
in `pilkada_cli.storage.derived`. A migration is never edited after release.
"""

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x504B4431
"""``PKD1`` in the file's header: this file is a register."""

SCHEMA_VERSION = 2
"""``PRAGMA user_version`` of a register that has every migration."""

_JOURNAL = """
CREATE TABLE journal (
    position INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    seq INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    at TEXT NOT NULL,
    known_at TEXT NOT NULL,
    actor INTEGER NOT NULL,
    batch TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT,
    header BLOB NOT NULL,
    body BLOB,
    sealed BLOB,
    salt BLOB,
    body_digest BLOB NOT NULL,
    sealed_digest BLOB NOT NULL,
    hash BLOB NOT NULL,
    arrived TEXT,
    UNIQUE (origin, seq)
) STRICT;
CREATE INDEX journal_subject ON journal (subject) WHERE subject IS NOT NULL;
CREATE INDEX journal_clock ON journal (clock);
CREATE INDEX journal_rare ON journal (kind)
    WHERE kind IN ('undo', 'erase', 'link', 'unlink', 'person', 'nil');
CREATE INDEX journal_waiting ON journal (origin, seq) WHERE arrived IS NULL;

CREATE TRIGGER journal_adds BEFORE INSERT ON journal
WHEN EXISTS (
    SELECT 1 FROM journal
    WHERE (origin = NEW.origin AND seq = NEW.seq) OR position = NEW.position
)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_keeps BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_stands BEFORE UPDATE ON journal
WHEN NOT (
    NEW.position = OLD.position AND NEW.header = OLD.header
    AND NEW.origin = OLD.origin AND NEW.seq = OLD.seq AND NEW.clock = OLD.clock
    AND NEW.at = OLD.at AND NEW.known_at = OLD.known_at AND NEW.actor = OLD.actor
    AND NEW.batch = OLD.batch AND NEW.kind = OLD.kind AND NEW.subject IS OLD.subject
    AND NEW.body_digest = OLD.body_digest AND NEW.sealed_digest = OLD.sealed_digest
    AND NEW.hash = OLD.hash
    AND (NEW.arrived IS OLD.arrived OR OLD.arrived IS NULL)
    AND (
        (NEW.body IS OLD.body AND NEW.sealed IS OLD.sealed AND NEW.salt IS OLD.salt)
        OR (NEW.body IS OLD.body AND NEW.sealed IS NULL AND NEW.salt IS NULL)
        OR (OLD.body IS NULL AND NEW.body IS NOT NULL)
    )
)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

_LOCAL = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE reference (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
CREATE TABLE export_log (
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    what TEXT NOT NULL,
    destination TEXT NOT NULL,
    rows INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
"""

_OFFICES = """
CREATE TABLE office (
    key TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    region TEXT NOT NULL,
    recipient TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('trusted', 'vouched', 'retired')),
    shares TEXT NOT NULL
) STRICT;
CREATE TABLE head (
    origin TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    key TEXT NOT NULL,
    signature TEXT NOT NULL
) STRICT;
"""


def guards() -> dict[str, str]:
    """The triggers that keep the journal append-only, by name, as SQLite stores them."""
    made = ((sql, sql.split()) for sql in statements(_JOURNAL))
    return {words[2]: sql.removesuffix(";") for sql, words in made if words[1] == "TRIGGER"}


STEPS = {
    "0001-journal": f"{_JOURNAL}{_LOCAL}PRAGMA application_id = {APPLICATION_ID};",
    "0002-offices": _OFFICES,
}
"""The scripts of the migrations, oldest first; each makes the next version."""


def migrations() -> "Migrations":
    """Every migration, oldest first."""
    from sqlite_utils.migrations import Migrations

    steps = Migrations("pilkada")
    for version, name in enumerate(STEPS, 1):
        steps(name=name)(_step(version))
    return steps


def _step(version: int) -> "Callable[[Database], None]":
    def step(db: "Database") -> None:
        _run(db, version)

    return step


def make(connection: sqlite3.Connection, version: int) -> None:
    """Make in an empty file what the migrations up to a version make, but no note of them."""
    for each in range(1, version + 1):
        _run(connection, each)


def _run(db: "Database | sqlite3.Connection", version: int) -> None:
    for statement in statements([*STEPS.values()][version - 1]):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {version}")


def statements(script: str) -> list[str]:
    """The single statements of an SQL script; ``executescript`` would commit first."""
    found, pending = [], ""
    for part in script.split(";"):
        pending += part + ";"
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return [statement for statement in found if statement != ";"]
