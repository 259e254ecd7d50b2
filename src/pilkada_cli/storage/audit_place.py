"""Whether the place of a register is one where it is safe: who may read it, and who copies it."""

import os
from collections.abc import Iterator
from pathlib import Path

from pilkada_cli.errors import RegisterUnreadable
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import attachments, location, standing

_OTHERS = 0o077


def unsafe(register: Path) -> Iterator[Sentence]:
    """That the register lies on a share or in a synchronised folder."""
    try:
        location.refuse_unsafe(register)
    except RegisterUnreadable as error:
        yield error.sentence


def readable_by_others(register: Path, *folders: Path) -> list[Path]:
    """What belongs to a register and others on this computer may read or write.

    Windows has no such rights on a file; there the folder of the user keeps others out.
    """
    if os.name != "posix":
        return []
    real = Path(os.path.realpath(register))
    sqlite = [Path(f"{real}-wal"), Path(f"{real}-shm")]
    ours = [real, *sqlite, *standing.put_aside(register), attachments.folder_of(register), *folders]
    return [each for one in ours if _is_open(one) for each in (one, *_below(one))]


def key_told(key: Path) -> Iterator[Sentence]:
    """That others may read the private key of the office, which nobody shares."""
    if os.name == "posix" and _is_open(key):
        yield Sentence(
            N_(
                "others on this computer may read {path}, the private key of this office, and sign with it: chmod go-rwx"
            ),
            path=key,
        )


def _below(folder: Path) -> list[Path]:
    """What lies in a folder that others may enter; one that is closed keeps them from all of it."""
    if not folder.is_dir() or folder.is_symlink():
        return []
    return sorted(each for each in folder.rglob("*") if _is_open(each))


def _is_open(path: Path) -> bool:
    try:
        return not path.is_symlink() and bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False


def told(paths: list[Path]) -> Iterator[Sentence]:
    """One line about what others may read; several people may share a register on purpose."""
    if paths:
        yield Sentence(
            N_("others on this computer may read {path}; if nobody shares it: chmod go-rwx"),
            N_(
                "others on this computer may read {path} and more, {n} in all; if nobody shares them: chmod go-rwx"
            ),
            path=paths[0],
            n=len(paths),
        )
