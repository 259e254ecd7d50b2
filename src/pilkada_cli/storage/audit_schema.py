"""Whether the tables, indexes and triggers of a file are those that this program makes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
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


def _wanted(connection: sqlite3.Connection) -> _Parts:
    """What a fresh file of the same version holds; nothing derived where another version made that."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    with closing(derived.scratch()) as fresh:
        schema.make(fresh, version)
        if derived.are_of_this_version(connection):
            derived.create(fresh)
        return _parts(fresh)


def _parts(connection: sqlite3.Connection) -> _Parts:
    """By name all but what SQLite keeps for itself."""
    rows = connection.execute(
        "SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {name: _Part(*part) for name, *part in rows if name != _KEPT_BY_OTHERS}
