"""Content that nobody withholds: whoever handed the operations over does not have it either.

Such an operation is a stub that has an `arrived`. What it is about is shown without it, and
where its content comes after all it is filled in like any other.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable

from pilkada_cli.domain.operation import OpId
from pilkada_cli.storage import journal
from pilkada_cli.storage.subjects import Subjects

_OF_ORIGINS = "origin IN (SELECT value FROM json_each(:which))"
_NAMED = """(origin, seq) IN (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:which))"""
_UNMARKED = """
body IS NULL AND arrived IS NULL AND subject <> origin || '/' || seq
AND seq < coalesce((SELECT value FROM json_each(:waits) WHERE key = origin), seq + 1)
"""
"""The stubs but for those behind a gap, and those that make what they are about: nothing shows that."""


def note_of(
    connection: sqlite3.Connection,
    origins: Iterable[str],
    now: str,
    own: Collection[str],
    touched: Subjects,
) -> int:
    """Mark every stub in some origins, and tell how many; `own` are this office's origins.

    What is to be folded again is put into `touched`.
    """
    return _note(connection, _OF_ORIGINS, sorted(origins), now, own, touched)


def note(
    connection: sqlite3.Connection,
    named: Iterable[OpId],
    now: str,
    own: Collection[str],
    touched: Subjects,
) -> int:
    """Mark the stubs among these operations, as `note_of` does."""
    return _note(connection, _NAMED, sorted(named), now, own, touched)


def _note(
    connection: sqlite3.Connection,
    among: str,
    which: Collection[object],
    now: str,
    own: Collection[str],
    touched: Subjects,
) -> int:
    if not which:
        return 0
    values = {
        "which": json.dumps(which),
        "waits": json.dumps(journal.waits(connection)),
        "now": now,
        "own": json.dumps([*own]),
    }
    touched.select(f"SELECT subject FROM journal WHERE {among} AND {_UNMARKED}", values)
    return connection.execute(
        f"""UPDATE journal SET arrived = CASE
            WHEN origin IN (SELECT value FROM json_each(:own)) THEN known_at ELSE :now END
        WHERE {among} AND {_UNMARKED}""",
        values,
    ).rowcount
