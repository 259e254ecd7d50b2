"""A layer over the derived tables: what is written to it hides what the file holds and changes nothing there.

It lies in the temporary tables of one connection. Views stand under the names of the
derived tables, and triggers take what is written to them, so that neither the fold nor a
query knows of it. The sums are so few that they are copied.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pilkada_cli.storage import search
from pilkada_cli.storage.derived import INDEX_DDL, TABLE_DDL
from pilkada_cli.storage.schema import statements

GONE = "temp.gone"
"""Names the subjects of which the file's rows are not there, whatever is written."""

_KEYS = {
    "report": "subject",
    "placement": "subject",
    "action": "id",
    "nil": "subject",
    "readiness": "subject",
    "sought": "subject",
    "link": "one, other",
}
_CACHE_KIB = 32 * 1024
"""How much of the layer stays in memory before it goes to a file that has no name."""

_NEXT_ROW = """(SELECT 1 + max(coalesce((SELECT max(rowid) FROM main.sought), 0),
    coalesce((SELECT max(rowid) FROM own_sought), 0)))"""
"""No row of the layer may have the number of one that the index in the file knows."""


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a connection write, though to its temporary tables only: the file is open for reading."""
    connection.execute("PRAGMA query_only = OFF")
    connection.execute(f"PRAGMA temp.cache_size = -{_CACHE_KIB}")
    connection.execute("CREATE TEMP TABLE gone (subject TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    yield
    connection.execute("PRAGMA query_only = ON")


def lay(connection: sqlite3.Connection) -> None:
    """Lay an empty layer over the derived tables, through which all is seen but what is `GONE`."""
    for name in _KEYS:
        columns = TABLE_DDL.get(name, search.DDL)
        connection.execute(f"CREATE TEMP TABLE own_{name} {columns}")
    for name, columns in INDEX_DDL.items():
        connection.execute(f"CREATE INDEX temp.own_{name} ON own_{columns}")
    for name, key in _KEYS.items():
        _cover(connection, name, key)
    connection.execute(f"CREATE TEMP TABLE sums {TABLE_DDL['sums']}")
    connection.execute("INSERT INTO temp.sums SELECT * FROM main.sums")
    if search.is_available():
        _cover_index(connection)


def _cover(connection: sqlite3.Connection, name: str, key: str) -> None:
    """Put a view in the place of a table, and take what is written to it."""
    columns = [
        row[0] for row in connection.execute(f"SELECT * FROM main.{name} LIMIT 0").description
    ]
    gone = "" if name == "link" else f" AND subject NOT IN (SELECT subject FROM {GONE})"
    old, new = (", ".join(f"{row}.{each}" for each in key.split(", ")) for row in ("old", "new"))
    values = ", ".join(_NEXT_ROW if each == "rowid" else f"new.{each}" for each in columns)
    _run(
        connection,
        f"""
        CREATE TEMP TABLE past_{name} ({key}, PRIMARY KEY ({key})) WITHOUT ROWID;
        CREATE TEMP VIEW {name} AS
            SELECT * FROM main.{name}
            WHERE ({key}) NOT IN (SELECT {key} FROM past_{name}){gone}
            UNION ALL SELECT * FROM own_{name};
        CREATE TEMP TRIGGER {name}_out INSTEAD OF DELETE ON {name} BEGIN
            INSERT OR IGNORE INTO past_{name} VALUES ({old});
            DELETE FROM own_{name} WHERE ({key}) = ({old});
        END;
        CREATE TEMP TRIGGER {name}_in INSTEAD OF INSERT ON {name} BEGIN
            INSERT OR IGNORE INTO past_{name} VALUES ({new});
            INSERT OR REPLACE INTO own_{name} VALUES ({values});
        END;
        CREATE TEMP TRIGGER {name}_over INSTEAD OF UPDATE ON {name} BEGIN
            INSERT OR IGNORE INTO past_{name} VALUES ({old});
            INSERT OR REPLACE INTO own_{name} VALUES ({values});
        END;
    """,
    )


def _cover_index(connection: sqlite3.Connection) -> None:
    """Have both indexes of words asked. What the file's knows of hidden rows is never found."""
    using = search.INDEX_DDL.format(content="own_sought")
    _run(
        connection,
        f"""
        CREATE VIRTUAL TABLE temp.own_search USING {using};
        CREATE TEMP VIEW search AS
            SELECT rowid AS rowid, words, search FROM main.search
            UNION ALL SELECT rowid, words, own_search FROM own_search;
        CREATE TEMP TRIGGER search_in INSTEAD OF INSERT ON search WHEN new.search IS NULL BEGIN
            INSERT INTO own_search (rowid, words) VALUES (new.rowid, new.words);
        END;
    """,
    )


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements within the snapshot, which ``executescript`` would end."""
    for statement in statements(script):
        connection.execute(statement)
