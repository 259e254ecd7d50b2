"""A lock that the operating system holds, so that it goes with the process that took it."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pilkada_cli.errors import Exit, PilkadaError, Unwritable, system_reason
from pilkada_cli.i18n import N_, Sentence

_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class DestinationBusy(PilkadaError):
    """Another process writes into the folder; nothing was written."""

    exit_code = Exit.BUSY


@contextmanager
def held(path: Path, busy: PilkadaError | None = None) -> Iterator[None]:
    """Hold the lock file at `path`, which stays when the lock goes.

    Raises `busy`, or else `DestinationBusy`, at once where another process holds it,
    `Unwritable` where the file cannot be made or its file system knows no locks.
    """
    # Windows lets nobody remove a file that is open, and elsewhere whoever removed
    # it would leave two processes with a lock each: the file is never removed.
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise Unwritable(
            Sentence(
                N_("{path} cannot be written: {reason}"),
                path=path if path.is_dir() else path.parent,
                reason=system_reason(error),
            ),
            Sentence(N_("name a folder that you can write with --out")),
        ) from None
    try:
        _take_or_refuse(handle, path.parent, busy)
        yield
    finally:
        # Closing gives the lock back, as the end of the process does.
        os.close(handle)


def _take_or_refuse(handle: int, folder: Path, busy: PilkadaError | None) -> None:
    try:
        _take(handle)
    except OSError as error:
        if error.errno in _HELD:
            raise busy or DestinationBusy(
                Sentence(N_("another export is being written into {folder}"), folder=folder),
                Sentence(N_("wait until it has ended; its run counts for tonight")),
            ) from None
        raise Unwritable(
            Sentence(N_("{folder} cannot be locked: {reason}"), folder=folder, reason=system_reason(error)),
            Sentence(N_("name a folder on another disk or share with --out")),
        ) from None  # fmt: skip


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        # flock, not lockf: that one is lost as soon as any handle on the file is closed.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
