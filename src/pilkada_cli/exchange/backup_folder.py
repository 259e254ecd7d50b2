"""A folder of backups: each a folder that appears whole, made and removed under a lock.

::

    pilkada-HST-2024-11-22T103000+0800/   register.db, register.db.files/
    pilkada-HST-2024-11-22T103001+0800.age  the same for the holder of a recovery key
    replaced-HST-2024-11-23T080000+0800/  what a restore put aside; never rotated
    erased.json                           what was erased, for copies that were not here then

A process that is killed leaves a hidden folder, which the next holder of the lock removes.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pilkada_cli.domain.operation import MAX_INTEGER, Json, OpId, is_origin
from pilkada_cli.errors import Exit, PilkadaError, Unwritable, system_reason
from pilkada_cli.exchange import locks
from pilkada_cli.exchange.files import whole_file
from pilkada_cli.exchange.publishing import disk
from pilkada_cli.exchange.publishing.listing import stamp
from pilkada_cli.i18n import N_, Sentence

BACKUP, REPLACED = "pilkada", "replaced"
ERASED = "erased.json"
_LOCK = ".lock"
_DRAFT = ".draft-"
_SCHEMA = "pilkada.erased/2"


def beside(register: Path) -> Path:
    """Where backups go that nobody named a folder for: beside the register."""
    real = Path(os.path.realpath(register))
    return real.with_name(f"{real.name}.backups")


class FolderBusy(PilkadaError):
    """Another process makes or removes backups in the folder; nothing was written."""

    exit_code = Exit.BUSY


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder of backups, made where only its last part is missing; drafts are removed.

    Raises `FolderBusy` at once where another process holds it, `Unwritable`.
    """
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        with locks.held(folder / _LOCK):
            for left in folder.glob(f"{_DRAFT}*"):
                with suppress(OSError):
                    disk.remove(left)
            yield
    except locks.DestinationBusy:
        raise FolderBusy(
            Sentence(N_("a backup is being made or put back in {folder}"), folder=folder),
            Sentence(N_("wait until it has ended, then try again")),
        ) from None


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """A hidden folder, readable by its owner only, that goes unless it was given a name."""
    try:
        path = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=folder))
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def publish(path: Path, into: Path, kind: str, code: str, now: datetime) -> Path:
    """Give a draft its name; one that is taken is not written over. Raises `Unwritable`.

    A file keeps what its name ends in.
    """
    name = f"{kind}-{code}-{stamp(now)}"
    final, number = into / f"{name}{path.suffix}", 2
    while os.path.lexists(final):
        final, number = into / f"{name}-{number}{path.suffix}", number + 1
    try:
        disk.flush(path)
        disk.rename(path, final)
        disk.flush(into)
    except OSError as error:
        raise _unwritable(into, error) from None
    return final


def copies(folder: Path, *kinds: str) -> list[Path]:
    """The folders that are called like copies of these kinds, by name."""
    try:
        found = [each for each in folder.iterdir() if each.is_dir() and not each.is_symlink()]
    except OSError:
        return []
    return sorted(each for each in found if each.name.partition("-")[0] in kinds)


def newest(folders: Iterable[Path], suffix: str) -> list[Path]:
    """What is called like a backup in these folders, encrypted files with `suffix` too, newest first."""
    names = f"{BACKUP}-*-*T*"
    found = (each for folder in folders if folder.is_dir() for each in folder.glob(names))
    whole = {each for each in found if each.is_dir() or each.suffix == suffix}
    return sorted(whole, key=lambda each: (each.name.split("-", 2)[2], str(each)), reverse=True)


def holds_only(copied: Path, register: str) -> bool:
    """Whether a copy holds nothing that somebody else put there."""
    usual = {register, f"{register}.files", f"{register}-wal", f"{register}-shm"}
    return {each.name for each in copied.iterdir()} <= usual


def remove(copied: Path) -> OSError | None:
    """Remove a copy, its name first. Returns what kept it from being removed, or None."""
    hidden = copied.with_name(f"{_DRAFT}{copied.name}")
    try:
        disk.rename(copied, hidden)
        disk.remove(hidden)
    except OSError as error:
        return error
    return None


Place = tuple[int, str]
"""Where an erasure is ordered: its clock and its origin, which the first lists do not name."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says was erased: the place of the last erasure by subject.

    `unread` are rows that say nothing of the kind; a file that is no list is not `readable`.
    """

    places: dict[OpId, Place]
    unread: tuple[Json, ...] = ()
    readable: bool = True


def read_erased(folder: Path) -> Listed:
    """What was erased; nothing without a list."""
    try:
        rows = json.loads((folder / ERASED).read_text(encoding="utf-8"))["erased"]
        found = [(row, _place(row)) for row in rows]
    except FileNotFoundError:
        return Listed({})
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return Listed({}, readable=False)
    return Listed(
        dict(placed for _, placed in found if placed is not None),
        tuple(row for row, placed in found if placed is None),
    )


def _place(row: Json) -> tuple[OpId, Place] | None:
    """The subject that a row of the list names, and where its erasure is ordered; None without."""
    match row:
        case {"subject": str(subject), "clock": clock} if type(clock) is int:
            origin = row.get("origin", "")
            with suppress(ValueError):
                if 0 < clock <= MAX_INTEGER and (origin == "" or is_origin(origin)):
                    return OpId.parse(subject), (clock, origin)
    return None


def write_erased(folder: Path, erased: dict[OpId, Place]) -> None:
    """Add to the list of what was erased; rows that cannot be read stay. Raises `Unwritable`."""
    listed = read_erased(folder)
    before = listed.places
    after = before | {s: max(place, before.get(s, place)) for s, place in erased.items()}
    if after == before and (folder / ERASED).exists():
        return
    rows = [
        {"subject": str(subject), "clock": clock} | ({"origin": origin} if origin else {})
        for subject, (clock, origin) in sorted(after.items())
    ]
    content = {"schema": _SCHEMA, "erased": [*rows, *listed.unread]}
    with whole_file(folder / ERASED) as file:
        file.write(json.dumps(content, indent=1).encode() + b"\n")


def is_known(folder: Path) -> bool:
    """Whether backups were made in a folder that is here: a disk that is away has no list."""
    return (folder / ERASED).is_file()


def _unwritable(folder: Path, error: OSError) -> Unwritable:
    return Unwritable(
        Sentence(
            N_("{path} cannot be written: {reason}"), path=folder, reason=system_reason(error)
        ),
        Sentence(N_("make room, or name another folder; earlier backups are as they were")),
    )
