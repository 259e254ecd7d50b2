"""SQLite's errors as ours, each with its exit code."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pilkada_cli.domain.chain import Malformed
from pilkada_cli.errors import (
    PilkadaError,
    RegisterBusy,
    RegisterUnreadable,
    Unwritable,
)
from pilkada_cli.i18n import N_, Sentence

WAY_BACK = Sentence(
    N_(
        "keep a copy of the file, and go back to a backup: pilkada restore; without one, get the reports back from the province (docs/bundles.md)"
    )
)
"""What to do about a register that is damaged."""


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code of an error, 0 where it has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and what is stored and cannot be read, into ours with their exit codes."""
    try:
        yield
    except Malformed as error:
        raise damaged(path, error.sentence) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise damaged(path, error) from None
    except sqlite3.DatabaseError as error:
        ours = _translate(error, path)
        if ours is None:
            raise
        raise ours from None


def damaged(path: Path, reason: Exception | Sentence) -> RegisterUnreadable:
    """The error of a register that is not what it was."""
    return RegisterUnreadable(
        Sentence(N_("{path} is damaged: {reason}"), path=path, reason=reason),
        WAY_BACK,
    )


def is_undecodable(error: sqlite3.DatabaseError) -> bool:
    """Whether Python could not read a stored text; SQLite itself has no code for that."""
    return not hasattr(error, "sqlite_errorcode") and "decode" in str(error)


def _translate(error: sqlite3.DatabaseError, path: Path) -> PilkadaError | None:
    if is_undecodable(error):
        return damaged(path, error)
    match primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return RegisterBusy(
                Sentence(N_("{path} is in use by another program"), path=path),
                Sentence(N_("nothing was written; try again in a moment")),
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_ERROR:
            return damaged(path, error)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return RegisterUnreadable(
                Sentence(N_("{path} may be read but not written"), path=path),
                Sentence(
                    N_(
                        "give yourself the right to write the file and its folder, or name another register with --register"
                    )
                ),
            )
        case sqlite3.SQLITE_CANTOPEN:
            return Unwritable(
                Sentence(N_("{path} cannot be opened: {reason}"), path=path, reason=error)
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR as code:
            room = N_("nothing was written; make room and try again")
            other = N_(
                "make room, or go on from another disk; pilkada log tells whether it was stored"
            )
            return Unwritable(
                Sentence(N_("the disk refuses to write {path}: {reason}"), path=path, reason=error),
                Sentence(room if code == sqlite3.SQLITE_FULL else other),
            )
    return None
