"""What a register knows about itself and its office; local, neither derived nor merged."""

import json
import sqlite3

from pilkada_cli.domain.operation import Kind
from pilkada_cli.storage import journal

DEFAULT_CODE = "LAP"


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """A setting, or None."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set a setting."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))


def origins(connection: sqlite3.Connection) -> list[str]:
    """This office's origins, former ones first; the last is the one written as."""
    return list(json.loads(get(connection, "origins") or "[]"))


def add_origin(connection: sqlite3.Connection, origin: str) -> None:
    """Write as `origin` from here on."""
    put(connection, "origins", json.dumps([*origins(connection), origin]))


def reference_files(connection: sqlite3.Connection) -> dict[str, bytes]:
    """The reference files the register was made with; empty where it uses the shipped ones."""
    return dict(connection.execute("SELECT name, content FROM reference").fetchall())


def keep_reference(connection: sqlite3.Connection, files: dict[str, bytes]) -> None:
    """Keep the reference files in the register, so that it opens anywhere."""
    connection.execute("DELETE FROM reference")
    connection.executemany("INSERT INTO reference VALUES (?, ?)", sorted(files.items()))


def actors(connection: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """The name or post of each actor, by origin and number; erased names are left out."""
    people = {}
    for op in journal.of_kinds(connection, Kind.PERSON):
        name = (op.sealed or {}).get("name")
        if isinstance(name, str):
            people[op.header.origin, op.header.actor] = name
    return people


def note_export(connection: sqlite3.Connection, row: tuple[str, str, str, str, int, str]) -> None:
    """Remember who took what out of the register, and where to."""
    connection.execute("INSERT INTO export_log VALUES (?, ?, ?, ?, ?, ?)", row)
