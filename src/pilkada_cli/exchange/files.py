"""Files that are whole or absent."""

import glob
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.errors import Unwritable, UsageError, system_reason
from pilkada_cli.i18n import N_, Sentence

_REPLACE_TRIES = 20
_REPLACE_PAUSE = 0.1
_ATTACHMENT = re.compile(r"[0-9a-f]{64}\.")
_BINDINGS, _BINDING = "origins", re.compile(r"[0-9a-f]{32}")
_DATABASE = b"SQLite format 3\x00"

KEYS = "office-key.json"
"""What holds the office's private keys, in the user's state folder."""


def private(path: str, flags: int) -> int:
    """Opens a file, for `open`, that only its owner may read."""
    return os.open(path, flags, 0o600)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears complete, or leave what was there as it was.

    It is built beside `path` under a hidden name, flushed to disk and renamed; what killed
    writers of `path` left there goes first. Raises `Unwritable` where the folder, the disk
    or another program refuses.
    """
    path = Path(os.path.realpath(path))
    # Known before it is made: a signal may come at any moment after.
    draft = path.parent / f".{path.name}.{os.urandom(4).hex()}.part"
    try:
        _refuse_others(path)
        _remove_stale(path)
        with _held(draft) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            _give_usual_rights(draft)
            if os.name == "posix":
                draft.replace(path)
        if os.name != "posix":
            _replace(draft, path)
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        with suppress(OSError):
            draft.unlink()
    _flush_folder(path.parent)


def _refuse_others(path: Path) -> None:
    """No document takes the place of a register, of what lies beside one, or of an office's keys."""
    if path.exists() and not path.is_file():
        raise Unwritable(
            Sentence(N_("{path} is not a file"), path=path),
            Sentence(N_("name a file with -o")),
        )
    if path.parent.name.endswith(".files") and _ATTACHMENT.match(path.name):
        raise UsageError(
            Sentence(
                N_("{path} is an attachment of a register; it is not written over"), path=path
            ),
            Sentence(N_("name another file with -o")),
        )
    if _is_of_state(path):
        raise UsageError(
            Sentence(
                N_("{path} lies where the program keeps this office's keys; no other file goes there"),
                path=path,
            ),
            Sentence(N_("name another file with -o")),
        )  # fmt: skip
    beside = path.name.endswith(("-wal", "-shm", "-journal"))
    if path.exists() and (beside or _starts(path) == _DATABASE):
        raise UsageError(
            Sentence(N_("{path} is a register; it is not written over"), path=path),
            Sentence(N_("name another file with -o")),
        )


def _is_of_state(path: Path) -> bool:
    """Whether a file lies in a state folder: beside an office's keys, or among what binds origins."""
    folder = path.parent
    if folder.name == _BINDINGS:
        return _BINDING.match(path.name) is not None or (folder.parent / KEYS).exists()
    return path.name == KEYS or (folder / KEYS).exists()


def _starts(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_DATABASE))


def _give_usual_rights(path: Path) -> None:
    """What a plainly made file would have: temporary files are private to their maker."""
    if os.name == "posix":
        umask = os.umask(0)
        os.umask(umask)
        path.chmod(0o666 & ~umask)


def _replace(draft: Path, path: Path) -> None:
    """Rename over `path` on Windows; a spreadsheet that holds it open has two seconds to let go."""
    for attempt in range(_REPLACE_TRIES):
        try:
            draft.replace(path)
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_PAUSE)
        else:
            return


def _remove_stale(path: Path) -> None:
    """Remove the drafts of `path` that nobody writes any more."""
    drafts = f".{glob.escape(path.name)}.{'[0-9a-f]' * 8}.part"
    with suppress(OSError):
        for each in path.parent.glob(drafts):
            with suppress(OSError):
                _remove_unheld(each)


if sys.platform == "win32":
    _SETTLED = 60
    """Seconds after which a closed draft is not about to be renamed."""

    def _held(draft: Path) -> BinaryIO:
        return draft.open("xb")

    def _remove_unheld(draft: Path) -> None:
        """Remove a draft; Windows refuses where it is open."""
        if time.time() - draft.stat().st_mtime > _SETTLED:
            draft.unlink()
else:
    import fcntl

    def _held(draft: Path) -> BinaryIO:
        """The new draft, locked until it is closed; the system lets go of it with the process.

        Between being made and being locked it may be taken for stale: it is made anew then.
        """
        while True:
            file = open(draft, "xb", opener=private)  # noqa: SIM115 - closed by who calls
            # Where a file system knows no locks, nobody removes a draft either.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
            if draft.exists():
                return file
            file.close()

    def _remove_unheld(draft: Path) -> None:
        """Remove a draft. Raises OSError where another process holds it."""
        handle = os.open(draft, os.O_RDWR)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            draft.unlink()
        finally:
            os.close(handle)


def _flush_folder(folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refused(path: Path, error: OSError) -> Unwritable:
    return Unwritable(
        Sentence(N_("{path} cannot be written: {reason}"), path=path, reason=system_reason(error)),
        Sentence(N_("name another place with -o; what was there is as it was")),
    )
