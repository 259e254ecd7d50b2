"""Files out: reports and summaries, whole or not at all, each noted in the register."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.domain.times import instant
from pilkada_cli.errors import PilkadaError
from pilkada_cli.exchange.files import whole_file
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import identity, settings
from pilkada_cli.storage.register import Reader, note_export

LOG_KEYS = settings.Export._fields
"""The columns of the log of exports."""

Write = Callable[[BinaryIO], int]
"""Writes a document and returns its number of rows."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that stands: its path, rows and SHA-256; `noted` says the register knows of it."""

    path: Path
    rows: int
    sha256: str
    noted: bool


def export(workplace: Workplace, what: str, path: Path, write: Write) -> Exported:
    """Write a file whole, then note who exported what in the register.

    A register that cannot be written (a share, a read-only copy) is exported all
    the same. Raises `Unwritable` where the file cannot be made.
    """
    with whole_file(path) as file:
        rows = write(file)
    digest = sha256_of(path)
    return Exported(path, rows, digest, note(workplace, what, path, rows, digest))


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_as_written(workplace: Workplace, path: Path) -> bool:
    """Whether a file is as an export left it there, so that nobody changed it since."""
    with workplace.read() as reader:
        noted = {
            each.sha256
            for each in settings.exports(reader.connection)
            if each.destination == str(path.absolute())
        }
    return sha256_of(path) in noted


def note(workplace: Workplace, what: str, path: Path, rows: int, digest: str) -> bool:
    """Note in the register who exported what; False where it cannot be written."""
    at, actor = instant(workplace.now()), identity.user_name()
    try:
        note_export(workplace.register, (at, actor, what, str(path.absolute()), rows, digest))
    except PilkadaError:
        return False
    return True


def left(reader: Reader) -> list[dict[str, object]]:
    """What left the register, newest first; the keys are those of the log of exports."""
    return [each._asdict() for each in settings.exports(reader.connection)]
