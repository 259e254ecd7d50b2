"""Files that are whole or absent."""

import os
import re
import tempfile
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
_DATABASE = b"SQLite format 3\x00"


def private(path: str, flags: int) -> int:
    """Opens a file, for `open`, that only its owner may read."""
    return os.open(path, flags, 0o600)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears complete, or leave what was there as it was.

    It is built beside `path` under a hidden name, flushed to disk and renamed.
    Raises `Unwritable` where the folder, the disk or another program refuses.
    """
    path = Path(os.path.realpath(path))
    try:
        _refuse_others(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
    except OSError as error:
        raise _refused(path, error) from None
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_usual_rights(draft)
        _replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise _refused(path, error) from None
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _flush_folder(path.absolute().parent)


def _refuse_others(path: Path) -> None:
    """A register, or what SQLite keeps beside one, is never replaced by a document."""
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
    beside = path.name.endswith(("-wal", "-shm", "-journal"))
    if path.exists() and (beside or _starts(path) == _DATABASE):
        raise UsageError(
            Sentence(N_("{path} is a register; it is not written over"), path=path),
            Sentence(N_("name another file with -o")),
        )


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
    """Rename over `path`; a spreadsheet that holds it open is given two seconds to let go."""
    for attempt in range(_REPLACE_TRIES):
        try:
            draft.replace(path)
        except PermissionError:
            if os.name == "posix" or attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_PAUSE)
        else:
            return


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
