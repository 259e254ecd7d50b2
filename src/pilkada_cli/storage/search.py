"""The index of words: FTS5 over `sought`, the folded words of every report.

The index holds no text of its own (external content): it is told the old words
when they go and the new ones when they come, by the fold and never by triggers.
An SQLite without FTS5 keeps `sought` alone; then nothing can be searched, and
the fingerprint of the derived tables says that they were made without it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache

from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.search import Term, phrases
from pilkada_cli.errors import RegisterUnreadable
from pilkada_cli.i18n import N_, Sentence

INDEX = "search"

# What is folded holds letters, figures and blanks. This tokenizer parts at
# blanks and takes every letter beyond ASCII as it is, whatever Unicode it knows.
INDEX_DDL = """fts5(
    words, content = '{content}', columnsize = 0, tokenize = 'ascii'
)"""
DDL = """(
    rowid INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE, words TEXT NOT NULL
) STRICT"""
_SHADOWS = ("search_data", "search_idx", "search_config")
TABLES = (INDEX, *_SHADOWS)
"""The index, and the tables in which FTS5 keeps it."""
_INDEXED = ("sought", *_SHADOWS)

FOUND = """subject IN (
    SELECT subject FROM sought WHERE rowid IN (SELECT rowid FROM search WHERE search MATCH ?)
)"""
"""What is true of a report that an `expression` finds."""


@cache
def is_available() -> bool:
    """Whether this SQLite can search text."""
    with closing(sqlite3.connect(":memory:")) as connection:
        sql = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"
        return connection.execute(sql).fetchone() is not None


def drop(connection: sqlite3.Connection) -> None:
    """Drop the index; one that another SQLite made is emptied where this one cannot drop it."""
    if is_available():
        try:
            connection.execute("DROP TABLE IF EXISTS search")
        except sqlite3.DatabaseError as error:
            if not _is_unusable(error):
                raise
            _take_apart(connection)
        return
    sql = "SELECT 1 FROM sqlite_schema WHERE name = 'search_data'"
    if connection.execute(sql).fetchone() is not None:
        # The rows up to 10 hold no words, and FTS5 wants them to drop the table.
        connection.execute("DELETE FROM search_data WHERE id > 10")
        connection.execute("DELETE FROM search_idx")


def _take_apart(connection: sqlite3.Connection) -> None:
    """Drop an index that SQLite does not drop, for it cannot open it."""
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_schema WHERE name = ?", (INDEX,))
    connection.execute("PRAGMA writable_schema = RESET")
    for table in _SHADOWS:
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def create(connection: sqlite3.Connection) -> None:
    """Make an empty table of words and an empty index."""
    connection.execute(f"CREATE TABLE sought {DDL}")
    if is_available():
        using = INDEX_DDL.format(content="sought")
        connection.execute(f"CREATE VIRTUAL TABLE {INDEX} USING {using}")


def add(connection: sqlite3.Connection, words: Iterable[tuple[OpId, str]]) -> None:
    """Have reports found by their words that could not be found before."""
    found = [(str(subject), text) for subject, text in words]
    connection.executemany("INSERT INTO sought (subject, words) VALUES (?, ?)", found)
    if is_available():
        # By values: before an INSERT … SELECT the index writes out all that it holds in memory.
        rows = [_words(connection, subject) for subject, _text in found]
        with intact():
            connection.executemany("INSERT INTO search (rowid, words) VALUES (?, ?)", rows)


def replace(connection: sqlite3.Connection, words: Mapping[OpId, str | None]) -> None:
    """Have reports found by other words than before; None for a report that is none any more."""
    found = []
    for subject, new in words.items():
        row, old = _words(connection, str(subject))
        if new == old:
            continue
        if old is not None:
            _forget(connection, row, old)
        if new is not None:
            found.append((subject, new))
    add(connection, found)


def _words(connection: sqlite3.Connection, subject: str) -> tuple[int, str | None]:
    sql = "SELECT rowid, words FROM sought WHERE subject = ?"
    return connection.execute(sql, (subject,)).fetchone() or (0, None)


def _forget(connection: sqlite3.Connection, row: int, words: str) -> None:
    if is_available():
        sql = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)"
        with intact():
            connection.execute(sql, (row, words))
    connection.execute("DELETE FROM sought WHERE rowid = ?", (row,))


def purge(connection: sqlite3.Connection) -> None:
    """Take out of the file what the index only marks as gone."""
    with intact():
        _tell(connection, "optimize")


def _tell(connection: sqlite3.Connection, command: str) -> None:
    if is_available():
        connection.execute("INSERT INTO search (search) VALUES (?)", (command,))


def expression(terms: Sequence[Term], *, as_typed: bool = False) -> str:
    """What finds the reports that hold every term, in any form or only `as_typed`.

    Folded words hold no sign that FTS5 could take for its own. Raises
    `RegisterUnreadable` where this SQLite cannot search.
    """
    if not is_available():
        raise RegisterUnreadable(
            Sentence(N_("the SQLite of this Python cannot search text: it has no FTS5")),
            Sentence(N_("use a Python from python.org; everything else works with this one")),
        )
    return " AND ".join(f"({_any_of(term, as_typed=as_typed)})" for term in terms)


def _any_of(term: Term, *, as_typed: bool) -> str:
    return " OR ".join(
        f'"{" ".join(run)}"{" *" if goes_on else ""}'
        for run, goes_on in phrases(term, as_typed=as_typed)
    )


def unknown(connection: sqlite3.Connection, terms: Iterable[Term]) -> list[Term]:
    """The terms that no report holds."""
    sql = (
        "SELECT 1 FROM search WHERE search MATCH ? AND rowid IN (SELECT rowid FROM sought) LIMIT 1"
    )
    with intact():
        return [
            term
            for term in terms
            if connection.execute(sql, (expression([term]),)).fetchone() is None
        ]


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the index is that of the words in `sought`, by SQLite's own check.

    The check wants to write, so it is made on a copy, which may lie on disk.
    """
    if not is_available():
        return True
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        try:
            create(copy)
            copy.execute("BEGIN")
            for table in _INDEXED:
                _copy(connection, copy, table)
            copy.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            return False
    return True


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> None:
    rows = source.execute(f"SELECT * FROM {table}")
    marks = ", ".join("?" for _ in rows.description)
    target.execute(f"DELETE FROM {table}")
    target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


@contextmanager
def intact() -> Iterator[None]:
    """Name the way out where the index is damaged: it is derived, and can be made anew."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not _is_unusable(error):
            raise
        raise RegisterUnreadable(
            Sentence(N_("the index of words is damaged: {reason}"), reason=error),
            Sentence(N_("pilkada check --fix builds it anew; the record is whole")),
        ) from None


def _is_unusable(error: sqlite3.DatabaseError) -> bool:
    """Whether FTS5 could not even open the index, or found it damaged.

    What is said to it is always the same, so an error of SQL is in how the index was declared.
    """
    return _is_damage(error) or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether FTS5 found its own tables other than it left them."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB
