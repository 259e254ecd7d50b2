"""The one thing that is read before the program is built: the register's language.

Help and usage errors wait for it, so nothing else is imported here.
"""

import sqlite3
from pathlib import Path, PurePath


def peek_language(path: Path) -> str | None:
    """The language a register asks for; None where there is no register that says."""
    try:
        if not path.is_file():
            return None
    except OSError:
        return None
    uri = read_only_uri(path.absolute())
    for attempt in (uri, f"{uri}&immutable=1"):
        try:
            connection = sqlite3.connect(attempt, uri=True, timeout=0.2)
            try:
                row = connection.execute("SELECT value FROM setting WHERE key = 'lang'").fetchone()
                return None if row is None else str(row[0])
            finally:
                connection.close()
        except (sqlite3.Error, UnicodeDecodeError):
            continue
    return None


def read_only_uri(path: PurePath) -> str:
    """SQLite's address of an absolute path for reading.

    A Windows share needs four slashes: what `pathlib` writes is to SQLite the
    name of another machine.
    """
    from urllib.parse import quote

    text = path.as_posix()
    return f"file://{quote(text if text.startswith('/') else '/' + text, safe='/:')}?mode=ro"
