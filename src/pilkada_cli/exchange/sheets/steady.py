"""A file that must not change while it is read: it is read more than once."""

from pathlib import Path

from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence

State = tuple[int, int]
"""What tells that a file was written to: its size and when it last was."""


def state_of(path: Path) -> State:
    """How a file stands."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def expect_unchanged(path: Path, state: State) -> None:
    """Nothing, where a file is as it was. Raises `InvalidData`."""
    try:
        same = state_of(path) == state
    except OSError:
        same = False
    if not same:
        raise InvalidData(
            Sentence(N_("{file} changed while it was read"), file=path),
            Sentence(N_("let who writes it finish, or import a copy of it")),
        )
