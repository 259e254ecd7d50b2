"""What a register knows about itself and its office; local, neither derived nor merged."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.storage import journal


class Export(NamedTuple):
    """What left the register: when, who took it, what, where to, how many rows, SHA-256."""

    at: str
    actor: str
    what: str
    destination: str
    rows: int
    sha256: str


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """A setting, or None."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Set a setting."""
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))


def get_lines(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    """A setting of several lines; empty where there is none."""
    return tuple(json.loads(get(connection, key) or "[]"))


def put_lines(connection: sqlite3.Connection, key: str, lines: Sequence[str]) -> None:
    """Set a setting of several lines."""
    put(connection, key, json.dumps(lines, ensure_ascii=False))


def settle(connection: sqlite3.Connection, origin: str, what: str = "settings") -> None:
    """Remember after which operation of an origin was changed last what no undo takes back.

    `what` is a key of `domain.undoing.SETTLED`.
    """
    put(connection, "settled", f"{OpId(origin, journal.head_of(connection, origin))} {what}")


def settled_last(connection: sqlite3.Connection, origin: str | None) -> str:
    """What was settled since an origin wrote last; empty where nothing was."""
    if origin is None:
        return ""
    head = journal.head_of(connection, origin)
    settled, _, what = (get(connection, "settled") or "").partition(" ")
    if settled == str(OpId(origin, head)):
        return what or "settings"
    handed = connection.execute(
        """SELECT 1 FROM export_log WHERE what LIKE 'bundle/%' AND at > coalesce(
            (SELECT at FROM journal WHERE origin = ? AND seq = ?), '') LIMIT 1""",
        (origin, head),
    ).fetchone()
    return "bundles" if handed else ""


def writer(connection: sqlite3.Connection, user: str) -> str | None:
    """The name or post under which a user of the system writes here, if one was given."""
    return get(connection, f"writer {user}")


def name_writer(connection: sqlite3.Connection, user: str, name: str) -> None:
    """Let a user of the system write under a name or post; others keep theirs."""
    put(connection, f"writer {user}", name)


def origins(connection: sqlite3.Connection) -> list[str]:
    """This office's origins, former ones first; the last is the one written as."""
    return list(json.loads(get(connection, "origins") or "[]"))


def add_origin(connection: sqlite3.Connection, origin: str) -> None:
    """Write as `origin` from here on."""
    put(connection, "origins", json.dumps([*origins(connection), origin]))


def add_former_origin(connection: sqlite3.Connection, origin: str) -> None:
    """Know an origin as this office's own that was written on another computer."""
    put(connection, "origins", json.dumps([origin, *origins(connection)]))


def given(connection: sqlite3.Connection) -> dict[str, int]:
    """The largest numbers that were given before restores, by what is numbered and the code."""
    return dict(json.loads(get(connection, "given") or "{}"))


def keep_given(connection: sqlite3.Connection, numbers: Mapping[str, int]) -> None:
    """Remember numbers that were given, where they are larger than those remembered."""
    known = given(connection)
    larger = {what: max(number, known.get(what, 0)) for what, number in numbers.items()}
    put(connection, "given", json.dumps(known | larger))


def reference_files(connection: sqlite3.Connection) -> dict[str, bytes]:
    """The reference files the register was made with; empty where it uses the shipped ones."""
    return dict(connection.execute("SELECT name, content FROM reference").fetchall())


def keep_reference(connection: sqlite3.Connection, files: dict[str, bytes]) -> None:
    """Keep the reference files in the register, so that it opens anywhere."""
    connection.execute("DELETE FROM reference")
    connection.executemany("INSERT INTO reference VALUES (?, ?)", sorted(files.items()))


def actor(connection: sqlite3.Connection, origin: str) -> int:
    """The number that whoever writes as `origin` has: the last that was named."""
    row = connection.execute(
        "SELECT coalesce(max(actor), 1) FROM journal WHERE kind = 'person' AND origin = ?",
        (origin,),
    ).fetchone()
    return int(row[0])


def has_written(connection: sqlite3.Connection, origin: str, number: int) -> bool:
    """Whether an actor wrote anything but who writes."""
    sql = "SELECT 1 FROM journal WHERE origin = ? AND actor = ? AND kind <> 'person' LIMIT 1"
    return connection.execute(sql, (origin, number)).fetchone() is not None


def actors(connection: sqlite3.Connection) -> dict[tuple[str, int], str]:
    """The name or post of each actor, by origin and number: the last one given that holds.

    Where that one was erased, the actor has no name.
    """
    undone = journal.undone(connection)
    named = (
        op for op in journal.of_kinds(connection, Kind.PERSON) if op.header.batch not in undone
    )
    people: dict[tuple[str, int], object] = {}
    for op in sorted(named, key=lambda op: op.header.seq):
        people[op.header.origin, op.header.actor] = (op.sealed or {}).get("name")
    return {who: name for who, name in people.items() if isinstance(name, str)}


def note_export(connection: sqlite3.Connection, row: tuple[str, str, str, str, int, str]) -> None:
    """Remember who took what out of the register, and where to."""
    connection.execute("INSERT INTO export_log VALUES (?, ?, ?, ?, ?, ?)", row)


def exports(connection: sqlite3.Connection) -> Iterator[Export]:
    """What left the register, newest first."""
    sql = "SELECT at, actor, what, destination, rows, sha256 FROM export_log ORDER BY rowid DESC"
    return (Export(*row) for row in connection.execute(sql))
