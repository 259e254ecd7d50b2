"""Connections to a register: which ones may read, which may write, and what can be wrong.

Readers change no content and never fail because somebody writes. Writers lock
at once, wait a bounded time and are on disk when they return.
"""

import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pilkada_cli.errors import (
    RegisterUnreadable,
    Unwritable,
    UsageError,
    system_reason,
)
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import location
from pilkada_cli.storage.peek import read_only_uri
from pilkada_cli.storage.refusals import primary_code, translated
from pilkada_cli.storage.schema import APPLICATION_ID, SCHEMA_VERSION

READER_WAIT = 5.0
WRITER_WAIT = 30.0
_WRITER_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    # 64 MiB at the most: the indexes of a large import are written in any order.
    "cache_size = -65536",
)
MADE = "backup"
"""The setting of a backup that says when it was made."""

_MAGIC = b"SQLite format 3\x00"


def connect_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection that holds one snapshot until it is closed.

    Raises `UsageError` without a register, `RegisterUnreadable` for a file that
    cannot be read as one, `RegisterBusy` after five seconds.
    """
    if not is_there(path):
        raise no_register(path)
    with translated(path):
        try:
            return _begin_reading(path)
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0)
            if code != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
        _roll_back(path)
        return _begin_reading(path)


def _begin_reading(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        _reader_uri(path), uri=True, isolation_level=None, timeout=READER_WAIT
    )
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        if _version(connection, path) == 0:
            raise no_register(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _roll_back(path: Path) -> None:
    """Have SQLite take back what a writer left half done that was killed while it made the file.

    From then on a register is in WAL mode and readers need no such help.
    """
    location.refuse_unsafe(path)
    with closing(sqlite3.connect(path, timeout=READER_WAIT)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def is_there(path: Path) -> bool:
    """Whether something that may be a register stands at `path`; an empty file is none yet.

    Raises `RegisterUnreadable` for anything else that stands there, and where
    the system does not let us look.
    """
    try:
        if not path.exists():
            return False
        if not path.is_file():
            raise _not_a_register(path)
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise RegisterUnreadable(
            Sentence(N_("{path} cannot be read: {reason}"), path=path, reason=system_reason(error))
        ) from None
    if start and start != _MAGIC:
        raise _not_a_register(path)
    return bool(start)


def holds_register(path: Path) -> bool:
    """Whether a register stands at `path`; a file that nothing was committed to is none yet.

    Raises `RegisterUnreadable` for anything else that stands there.
    """
    try:
        connect_reader(path).close()
    except UsageError:
        return False
    return True


def no_register(path: Path) -> UsageError:
    """The error of a reading command that finds no register."""
    return UsageError(
        Sentence(N_("there is no register at {path}"), path=path),
        Sentence(N_("or name another with --register")),
    )


def _reader_uri(path: Path) -> str:
    """Choose how to read next to what a writer may have left behind.

    In a folder that cannot be written SQLite cannot make its shared-memory
    file. ``immutable`` then reads the file alone, which is right only where no
    write-ahead log holds newer rows. SQLite keeps these files beside the file
    that a symbolic link leads to.
    """
    path = Path(os.path.realpath(path))
    uri = read_only_uri(path)
    if os.access(path.parent, os.W_OK):
        return uri
    wal, shm = Path(f"{path}-wal"), Path(f"{path}-shm")
    if not wal.exists() or wal.stat().st_size == 0:
        return uri if shm.exists() and wal.exists() else uri + "&immutable=1"
    if not shm.exists():
        raise RegisterUnreadable(
            Sentence(
                N_("{path} has newest rows in {wal} that cannot be read in a read-only folder"),
                path=path,
                wal=wal.name,
            ),
            Sentence(N_("copy both files into a folder you can write and read the copy")),
        )
    return uri


def connect_writer(path: Path, *, copy: bool = False) -> sqlite3.Connection:
    """A connection for writing, in WAL mode; makes the file where there is none.

    With `copy` it is for a backup, which stays one file and takes in nothing new.
    Raises `RegisterUnreadable` for files and places that may not be written,
    `Unwritable` where the disk refuses.
    """
    refuse_unwritable(path)
    create_private(path)
    with translated(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=0)
        try:
            _patiently(lambda: _refuse_copy(connection, path, copy=copy))
            mode = "DELETE" if copy else "WAL"
            _patiently(lambda: connection.execute(f"PRAGMA journal_mode = {mode}"))
            for pragma in _WRITER_PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
    return connection


def _refuse_copy(connection: sqlite3.Connection, path: Path, *, copy: bool) -> None:
    """Raise `RegisterUnreadable` for what is no register, and for a backup that is not meant."""
    if not _version(connection, path) or copy:
        return
    if connection.execute("SELECT 1 FROM setting WHERE key = ?", (MADE,)).fetchone():
        raise RegisterUnreadable(
            Sentence(N_("{path} is a backup, and stays as it was made"), path=path),
            Sentence(N_("go back to it with: pilkada restore {path}"), path=path.parent),
        )


def refuse_unwritable(path: Path) -> None:
    """Raise `RegisterUnreadable` for a file or a place that may not be written; nothing is made."""
    is_there(path)
    location.refuse_unsafe(path)
    _refuse_read_only(path)


def create_private(path: Path) -> None:
    """A new register may be read by its owner only; SQLite gives its companions the same rights."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise Unwritable(
            Sentence(
                N_("{path} cannot be written: {reason}"), path=path, reason=system_reason(error)
            ),
            Sentence(N_("name another place with --register")),
        ) from None


@contextmanager
def write_transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Lock the register, and commit what was written or leave it as it was.

    Raises `RegisterBusy` when the lock cannot be had within thirty seconds.
    """
    with translated(path):
        _patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
        try:
            yield
            with _unstoppable():
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


_STOPS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def _unstoppable() -> Iterator[None]:
    """From here on Ctrl-C is too late: what is committed will also be acknowledged.

    Without this a report could be stored whose writer was told that it is not.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = [(name, signal.signal(name, signal.SIG_IGN)) for name in _STOPS]
    try:
        yield
    except BaseException:
        for name, action in before:
            signal.signal(name, action)
        raise


def _patiently(action: Callable[[], object]) -> None:
    """Do what may find the register locked, with jitter between tries."""
    deadline = time.monotonic() + WRITER_WAIT
    while True:
        try:
            action()
        except sqlite3.OperationalError as error:
            if primary_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            if time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(0.002, 0.04))  # noqa: S311 - jitter, not a secret
        else:
            return


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version; 0 for a file nothing was committed to yet.

    Raises `RegisterUnreadable` if the file belongs to another program or to a
    newer version of this one.
    """
    with translated(path):
        return _version(connection, path)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    # Asked first: whoever makes the register meanwhile makes its tables and its mark at once.
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if application == APPLICATION_ID:
        if version > SCHEMA_VERSION:
            raise RegisterUnreadable(
                Sentence(N_("{path} was written by a newer version of this program"), path=path),
                Sentence(N_("update this program; the register is as it was")),
            )
        return version
    if application or tables:
        raise _not_a_register(path)
    return 0


def _refuse_read_only(path: Path) -> None:
    folder = Path(os.path.realpath(path)).parent
    if path.exists() and not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        raise RegisterUnreadable(
            Sentence(N_("{path} may be read but not written"), path=path),
            Sentence(
                N_(
                    "give yourself the right to write the file and its folder, or name another register with --register"
                )
            ),
        )


def _not_a_register(path: Path) -> RegisterUnreadable:
    return RegisterUnreadable(
        Sentence(N_("{path} is not a register"), path=path),
        Sentence(N_("name the right file with --register or PILKADA_REGISTER")),
    )
