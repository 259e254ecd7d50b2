"""Files that only their owner may read, and what has to be on the disk."""

import os
from contextlib import suppress
from pathlib import Path


def private(path: str, flags: int) -> int:
    """Opens a file, for `open`, that only its owner may read."""
    return os.open(path, flags, 0o600)


def flush(path: Path) -> None:
    """Have a file or the names of a folder reach the disk, as far as the system can be asked."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
