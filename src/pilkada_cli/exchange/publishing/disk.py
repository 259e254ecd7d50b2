"""What a file system must do for us: keep what it was told, rename, remove."""

import errno
import os
import shutil
import time
from pathlib import Path

_TRIES = 20
_PAUSE = 0.1
_NO_FLUSH_HERE = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)


def flush(folder: Path) -> None:
    """Have a folder's names reach the disk, where the system can be asked to; some shares cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSH_HERE:
            raise
    finally:
        os.close(handle)


def rename(source: Path, target: Path) -> None:
    """Rename within one file system; on Windows whoever holds it open is given two seconds."""
    for attempt in range(_TRIES):
        try:
            source.rename(target)
        except PermissionError:
            if os.name == "posix" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all that is in it. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
