"""Copies of a register: made whole while others write, and put back in its place whole.

A copy is made by ``VACUUM INTO``: it reads one snapshot, keeps no writer waiting, and
writes only what the tables hold, so that nothing of a free page goes along. It is put
back by SQLite's own backup into the file that stands, in one transaction: whoever waits
to write goes on in what was put there, and a kill leaves what was.
"""

import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.errors import RegisterBusy, Unwritable, system_reason
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import attachments, journal, opening, settings
from pilkada_cli.storage.disk import flush, private
from pilkada_cli.storage.refusals import translated
from pilkada_cli.storage.register import CLOSED

FILE = "register.db"
"""What the register is called in the folder of a copy."""

_CHUNK = 1 << 20


class Facts(NamedTuple):
    """What a copy says of itself: when it was made, and the origins of its office."""

    made: str
    origins: frozenset[str]


def copy(source: Path, folder: Path, made: str | None) -> list[str]:
    """Copy a register and the files of its attachments into a folder, through to the disk.

    With the instant `made` the copy says that it is one. Returns the names of files
    that are missing or altered here and so are no part of the copy. Raises
    `PilkadaError` as `connect_reader` does, `Unwritable` where the disk refuses.
    """
    target = folder / FILE
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise unwritable(target, error) from None
    with closing(opening.connect_reader(source)) as connection, translated(source):
        connection.execute("COMMIT")
        connection.execute("PRAGMA query_only = OFF")
        _vacuum_into(connection, source, target)
    with translated(target), closing(sqlite3.connect(target, isolation_level=None)) as connection:
        if made is None:
            connection.execute("DELETE FROM setting WHERE key = ?", (opening.MADE,))
        else:
            settings.put(connection, opening.MADE, made)
        names = attachments.named(connection)
    _, failed = copy_files(source, target, names)
    flush(target)
    return failed


def _vacuum_into(connection: sqlite3.Connection, source: Path, target: Path) -> None:
    """An error that the register does not answer for is the target's."""
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.DatabaseError as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        with translated(target if full else source):
            raise


def copy_files(source: Path, target: Path, names: Collection[str]) -> tuple[set[str], list[str]]:
    """Copy those files of one register's attachments that another has not.

    Returns the names of those that were made, and of those that are missing or altered.
    """
    made: set[str] = set()
    failed: list[str] = []
    ours, theirs = attachments.folder_of(source), attachments.folder_of(target)
    for name in sorted(names):
        if (theirs / name).exists():
            continue
        try:
            content = _whole(ours / name)
        except FileNotFoundError:
            content = None
        except OSError as error:
            raise unwritable(ours / name, error) from None
        if content is None:
            failed.append(name)
            continue
        _write(theirs / name, content)
        made.add(name)
    if made:
        flush(theirs)
    return made, failed


def _whole(path: Path) -> bytes | None:
    """The bytes of a file that is named by its hash; None where they are others."""
    content = path.read_bytes()
    same = hashlib.sha256(content).hexdigest() == path.name.partition(".")[0]
    return content if same else None


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name.partition('.')[0]}{attachments.DRAFT}")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with open(draft, "wb", opener=private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise unwritable(path.parent, error) from None


def keep_bytes(source: Path, target: Path) -> None:
    """Copy a file byte for byte, through to the disk, readable by its owner. Raises OSError."""
    with source.open("rb") as original, open(target, "xb", opener=private) as file:
        shutil.copyfileobj(original, file, _CHUNK)
        file.flush()
        os.fsync(file.fileno())


def facts(register: Path) -> Facts | None:
    """What a copy says of itself; None for what `copy` did not make.

    Raises `PilkadaError` for what stands there and cannot be read.
    """
    if not opening.is_there(register):
        return None
    with closing(opening.connect_reader(register)) as connection, translated(register):
        made = settings.get(connection, opening.MADE)
        return None if made is None else Facts(made, frozenset(settings.origins(connection)))


def holds_more(copied: Path, register: Path) -> bool:
    """Whether a copy holds what its office wrote and its register lacks.

    So it is where an older copy was put back by hand; what a restore took away is not meant.
    """
    with (
        closing(opening.connect_reader(copied)) as then,
        closing(opening.connect_reader(register)) as now,
        translated(copied),
    ):
        closed = settings.get_lines(now, CLOSED)
        own = (origin for origin in settings.origins(then) if origin not in closed)
        return any(_says_more(then, origin, journal.head_of(now, origin)) for origin in own)


def _says_more(connection: sqlite3.Connection, origin: str, seq: int) -> bool:
    """Whether an origin wrote beyond a number, but for erasures: one that reached a copy is its own."""
    sql = """SELECT EXISTS (SELECT 1 FROM journal
        WHERE origin = :origin AND seq > :seq AND kind <> 'person' AND batch NOT IN (
            SELECT batch FROM journal WHERE origin = :origin AND +kind = 'erase'))"""
    return bool(connection.execute(sql, {"origin": origin, "seq": seq}).fetchone()[0])


def put_back(copied: Path, register: Path, judge: Callable[[], None]) -> None:
    """Put a copy in the place of what a register holds, in one transaction.

    `judge` is called when nobody else can write any more; what it raises leaves the
    register as it was. Raises `RegisterBusy` as a writer does.
    """
    deadline = time.monotonic() + opening.WRITER_WAIT
    judged = False

    def step(status: int, _remaining: int, _total: int) -> None:
        nonlocal judged
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() > deadline:
                raise RegisterBusy(
                    Sentence(N_("{path} is in use by another program"), path=register),
                    Sentence(N_("nothing was written; try again in a moment")),
                )
        elif not judged:
            judged = True
            judge()

    with (
        translated(register),
        closing(opening.connect_writer(register)) as target,
        closing(sqlite3.connect(copied, isolation_level=None)) as source,
    ):
        # The first page takes the lock; the last one commits.
        source.backup(target, pages=1, progress=step, sleep=0.02)


def unwritable(path: Path, error: OSError) -> Unwritable:
    """The error of a copy that the system refuses."""
    return Unwritable(
        Sentence(N_("{path} cannot be written: {reason}"), path=path, reason=system_reason(error)),
        Sentence(N_("make room, or name another folder; earlier backups are as they were")),
    )
