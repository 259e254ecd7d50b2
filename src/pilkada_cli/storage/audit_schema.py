"""Whether the tables, indexes and triggers of a file are those that this program makes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from typing import NamedTuple

from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import derived, schema, search

_KEPT_BY_OTHERS = "_sqlite_migrations"
"""A table, with its index, that sqlite-utils makes: each version of it in its own way."""


class _Part(NamedTuple):
    """A table, index, trigger or view: what it is, on which table, and the SQL that made it."""

    kind: str
    table: str
    sql: str | None


_Parts = dict[str, _Part]


def missing_guards(connection: sqlite3.Connection) -> Iterator[Sentence]:
    """Triggers that keep the journal append-only and were taken away or replaced."""
    for name in _altered(connection, "trigger"):
        yield Sentence(N_("the guard '{name}' of the record is missing"), name=name)


def altered_record(connection: sqlite3.Connection) -> Iterator[Sentence]:
    """Tables of the record, or local ones, that are gone or of another form."""
    for name in _altered(connection, "table"):
        if name not in derived_tables():
            yield Sentence(N_("the table '{name}' is not as this program makes it"), name=name)


def altered_derived(connection: sqlite3.Connection) -> set[str]:
    """The names of derived tables, and of those of the index of words, that are of another form."""
    return derived_tables() & {*_altered(connection, "table")}


def altered_indexes(connection: sqlite3.Connection) -> dict[str, str]:
    """Indexes that are gone or of another form, each with the SQL that makes it."""
    return {name: str(part.sql) for name, part in _altered(connection, "index").items()}


def active(connection: sqlite3.Connection) -> Iterator[Sentence]:
    """Triggers and views that this program did not make: they change what it writes or reads."""
    for name, part in _foreign(connection):
        if part.kind == "trigger":
            yield Sentence(N_("the trigger '{name}' was not made by this program"), name=name)
        elif part.kind == "view":
            yield Sentence(N_("the view '{name}' was not made by this program"), name=name)


def idle(connection: sqlite3.Connection) -> Iterator[Sentence]:
    """Tables and indexes that this program did not make: they only lie there.

    None where another version made the derived tables, for it may have made these too.
    """
    if not derived.are_of_this_version(connection):
        return
    for name, part in _foreign(connection):
        if part.kind == "table":
            yield Sentence(
                N_("the table '{name}' was not made by this program, and goes along into backups; find out who put it there"),
                name=name,
            )  # fmt: skip
        elif part.kind == "index":
            yield Sentence(
                N_("the index '{name}' was not made by this program; find out who put it there"),
                name=name,
            )


def derived_tables() -> set[str]:
    """The names of the derived tables, and of those in which the index of words is kept."""
    return {*derived.TABLES, *search.TABLES}


def _altered(connection: sqlite3.Connection, kind: str) -> _Parts:
    """What is gone or of another form, as it should be."""
    present = _parts(connection)
    wanted = _wanted(connection)
    return {
        name: part
        for name, part in wanted.items()
        if part.kind == kind and present.get(name) != part
    }


def _foreign(connection: sqlite3.Connection) -> Iterator[tuple[str, _Part]]:
    known = _wanted(connection).keys() | derived_tables()
    for name, part in _parts(connection).items():
        if name not in known and (part.kind, part.table) != ("index", _KEPT_BY_OTHERS):
            yield name, part


def _wanted(connection: sqlite3.Connection) -> _Parts:
    """What a fresh file of the same version holds; nothing derived where another version made that."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return _made(version, with_derived=derived.are_of_this_version(connection))


@cache
def _made(version: int, *, with_derived: bool) -> _Parts:
    with closing(derived.scratch()) as fresh:
        schema.make(fresh, version)
        if with_derived:
            derived.create(fresh)
        return _parts(fresh)


def _parts(connection: sqlite3.Connection) -> _Parts:
    """By name all but what SQLite keeps for itself."""
    rows = connection.execute(
        "SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {name: _Part(*part) for name, *part in rows if name != _KEPT_BY_OTHERS}
