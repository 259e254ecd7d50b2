"""Taking what was erased off the disk as well: files of attachments, freed pages, the log.

None of it can be part of the transaction that erases. That transaction notes
that it is owed; it is done after the commit, and by the next writer where it
could not be finished.
"""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

from pilkada_cli.errors import PilkadaError, system_reason
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import attachments, opening, settings
from pilkada_cli.storage.refusals import translated

_KEY = "owed"
PATIENCE = 2_000
"""Milliseconds to wait for readers that still look at what was erased."""

_READ = Sentence(N_("another program is reading the register"))


def owe(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Note, in the transaction that erases, that the disk is to be cleared of it and these files."""
    standing = settings.get_lines(connection, _KEY)
    settings.put_lines(connection, _KEY, sorted({*standing, *files}))


def is_owed(connection: sqlite3.Connection) -> bool:
    """Whether something was erased that the disk may still hold."""
    return settings.get(connection, _KEY) is not None


def owed_files(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the files that the disk is still to be cleared of."""
    return settings.get_lines(connection, _KEY)


def deletable(connection: sqlite3.Connection, strays: Collection[str]) -> list[str]:
    """Those of the strays that nobody can want: left by a killed command, or owed to an erasure.

    All others may be named by another register, which stood here before.
    """
    owed = owed_files(connection)
    return [
        name
        for name in strays
        if name in owed or name.endswith(attachments.DRAFT) or attachments.making(name) in strays
    ]


def settle(register: Path, *, copy: bool = False) -> Sentence | None:
    """Do what is owed by a register or a backup. Returns why it could not be finished, or None."""
    try:
        with (
            closing(opening.connect_writer(register, copy=copy)) as connection,
            translated(register),
        ):
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            return _settle(connection, register)
    except PilkadaError as error:
        return error.sentence


def _settle(connection: sqlite3.Connection, register: Path) -> Sentence | None:
    with opening.write_transaction(connection, register):
        owed = settings.get_lines(connection, _KEY)
        failed = attachments.delete_unnamed(connection, register, owed)
    if failed is not None:
        return Sentence(
            N_("{path} cannot be deleted: {reason}"),
            path=failed.filename,
            reason=system_reason(failed),
        )
    # A look before the work: the log can be emptied only while nobody reads from it.
    if not _empty_log(connection):
        return _READ
    connection.execute("VACUUM")
    if not _empty_log(connection):
        return _READ
    with opening.write_transaction(connection, register):
        if settings.get_lines(connection, _KEY) == owed:
            connection.execute("DELETE FROM setting WHERE key = ?", (_KEY,))
    return None


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Bring the write-ahead log into the file and cut it to nothing; False where a reader is in it."""
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
