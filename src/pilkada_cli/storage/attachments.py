"""The files of attachments: a private folder beside the register, each file named by its hash.

What is recorded is there: a file comes in before the commit of the operation
that names it, and goes after that of the erasure, both under the write lock.
"""

import hashlib
import os
import re
import sqlite3
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pilkada_cli.domain.attachments import Attachment, read
from pilkada_cli.domain.operation import Json, OpId
from pilkada_cli.errors import PilkadaError
from pilkada_cli.storage import journal, opening

DRAFT = ".part"
"""What the name of a file ends in that is not complete."""

_MAKING = "_making" + DRAFT
_OURS = rf"[0-9a-f]{{64}}\.[a-z]+|\.\w+\{DRAFT}"


_OF_SYSTEMS = {"Thumbs.db", "desktop.ini", ".DS_Store"}
"""What systems put into folders of pictures."""


def folder_of(register: Path) -> Path:
    """Where the files of a register lie: beside the file that a link to it leads to."""
    real = Path(os.path.realpath(register))
    return real.with_name(f"{real.name}.files")


def path_of(register: Path, attachment: Attachment) -> Path:
    """Where the file of an attachment lies, if it is here."""
    return folder_of(register) / attachment.file_name


def making(name: str) -> str:
    """The name of what stands beside a file until the operation that names it is stored."""
    return f".{name.partition('.')[0]}{_MAKING}"


Standing = tuple[Attachment, Path | None, bool]
"""An attachment, where its file lies, None if it is not here, and whether it was altered."""


def standing(register: Path, stored: Json) -> list[Standing]:
    """The attachments of a stored list, as they stand."""
    paths = ((each, path_of(register, each)) for each in read(stored))
    return [
        (each, path, _is_altered(path, each)) if path.is_file() else (each, None, False)
        for each, path in paths
    ]


def _is_altered(path: Path, attachment: Attachment) -> bool:
    """Whether a file is another than was attached; not of one that cannot be read."""
    try:
        return path.stat().st_size != attachment.size or digest_of(path) != attachment.sha256
    except OSError:
        return False


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file; None where there is none."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def named(
    connection: sqlite3.Connection, wanted: Collection[str] | None = None
) -> dict[str, set[OpId]]:
    """The names of the files that the record still names, and the reports they were attached to.

    Also those that were detached or whose attaching was undone: either can be taken back.
    With `wanted` only of these names.
    """
    found: dict[str, set[OpId]] = {}
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'journal'").fetchone():
        return found
    for op in journal.operations(connection, "WHERE kind = 'attach' AND sealed IS NOT NULL"):
        for each in read((op.sealed or {}).get("attachments")):
            if wanted is None or each.file_name in wanted:
                found.setdefault(each.file_name, set()).add(op.header.subject or op.header.id)
    return found


def strays(connection: sqlite3.Connection, register: Path) -> list[str]:
    """The names of files in the folder that the record does not name."""
    try:
        found = {entry.name for entry in folder_of(register).iterdir()}
    except OSError:
        return []
    return _unnamed(connection, found)


def foreign(register: Path) -> list[str]:
    """The names of what lies in the folder and was never put there by a command."""
    try:
        found = {entry.name for entry in folder_of(register).iterdir()}
    except OSError:
        return []
    return sorted(each for each in found - _OF_SYSTEMS if not re.fullmatch(_OURS, each))


def _unnamed(connection: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """Those of our names that the record does not name."""
    ours = {name for name in names if re.fullmatch(_OURS, name)}
    return sorted(ours - named(connection).keys()) if ours else []


def delete_unnamed(
    connection: sqlite3.Connection, register: Path, names: Iterable[str]
) -> OSError | None:
    """Delete those of the files that the record does not name; the caller holds the lock.

    Names that are not of the folder's form are passed over. Returns why one of
    the files could not be deleted, with its path as `filename`.
    """
    folder, failed = folder_of(register), None
    for name in _unnamed(connection, names):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            failed = error
    with suppress(OSError):
        folder.rmdir()
    return failed


@contextmanager
def discarded_on_failure(register: Path) -> Iterator[set[str]]:
    """The names of files that a command makes; they go again if what is done here fails."""
    made: set[str] = set()
    try:
        yield made
    except BaseException:
        if made:
            discard(register, made | set(map(making, made)))
        raise
    for name in made:
        with suppress(OSError):
            (folder_of(register) / making(name)).unlink(missing_ok=True)


def discard(register: Path, made: Collection[str]) -> None:
    """Delete files whose operations were not stored; what cannot be is left to ``check --fix``."""
    with (
        suppress(PilkadaError),
        closing(opening.connect_writer(register)) as connection,
        opening.write_transaction(connection, register),
    ):
        delete_unnamed(connection, register, made)
