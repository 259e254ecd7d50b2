"""The copies of a register that stand somewhere, as the register remembers them."""

import os
import re
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import PilkadaError, RegisterBusy
from pilkada_cli.storage import clearing, erasures, opening, queries, settings
from pilkada_cli.storage.erasures import Erasures
from pilkada_cli.storage.refusals import translated

BACKUP = "backup"
"""What the log of exports calls a copy of the register."""

_KEY = "backups"


def remembered(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The folders of the copies that were made and not removed by this program."""
    return settings.get_lines(connection, _KEY)


class Stood(NamedTuple):
    """A copy that has its name: where it is, its number of reports, its SHA-256."""

    folder: Path
    reports: int
    digest: str


def note(
    register: Path, stand: Callable[[], Stood], copied: Path, row: tuple[str, str]
) -> Stood | Erasures:
    """Let a copy stand and remember it, unless something was erased that it still holds.

    Under the lock: what is erased from here on finds the copy. `stand` gives the copy its
    name; `row` is the time and the actor. Returns the erasures that keep it from standing.
    """
    with (
        closing(opening.connect_writer(register)) as connection,
        opening.write_transaction(connection, register),
    ):
        if unheard := missing(copied, erasures.recorded(connection)):
            return unheard
        stood = stand()
        add(connection, stood.folder)
        exported = (str(stood.folder), stood.reports, stood.digest)
        settings.note_export(connection, (*row, BACKUP, *exported))
        return stood


def older_than_erasures(connection: sqlite3.Connection) -> list[str]:
    """The remembered copies that left the register before something was erased in it."""
    stand = remembered(connection)
    # By the clock of this computer, as the log: that of another office may be years behind.
    rows = connection.execute(
        "SELECT destination FROM export_log WHERE what = ?"
        " AND at < (SELECT max(arrived) FROM journal WHERE kind = 'erase')",
        (BACKUP,),
    )
    return [each for (each,) in rows if each in stand]


def add(connection: sqlite3.Connection, *folders: Path | str) -> None:
    """Remember copies among those that stand."""
    stand = {*remembered(connection), *map(str, folders)}
    settings.put_lines(connection, _KEY, sorted(stand))


def forget(register: Path, folders: Collection[str]) -> None:
    """Remember these copies no longer: they were removed."""
    if not folders:
        return
    with (
        closing(opening.connect_writer(register)) as connection,
        opening.write_transaction(connection, register),
    ):
        left = [each for each in remembered(connection) if each not in folders]
        settings.put_lines(connection, _KEY, left)


def missing(copied: Path, known: Erasures) -> Erasures:
    """The erasures that a copy has not heard of and that are about something in it."""
    if not known:
        return {}
    with closing(opening.connect_reader(copied)) as connection, translated(copied):
        return erasures.unheard(connection, known)


def is_behind(copied: Path, known: Erasures) -> bool:
    """Whether a copy holds what was erased since, or its disk is still to be cleared of it."""
    with closing(opening.connect_reader(copied)) as connection, translated(copied):
        return clearing.is_owed(connection) or bool(erasures.unheard(connection, known))


def has(copied: Path, code: str, number: int) -> bool:
    """Whether a copy that can be read has a report of this code and number."""
    with (
        suppress(PilkadaError),
        closing(opening.connect_reader(copied)) as connection,
        translated(copied),
    ):
        return bool(queries.subjects_numbered(connection, code, number))
    return False


def erase_in(copied: Path, reference: Reference, known: Erasures, at: str) -> None:
    """Apply to a copy what was erased since; its disk is cleared of it too.

    Raises `PilkadaError` where the copy cannot be read or written, or its disk cannot be
    cleared yet.
    """
    with (
        closing(opening.connect_writer(copied, copy=True)) as connection,
        opening.write_transaction(connection, copied),
    ):
        unheard = erasures.unheard(connection, known)
        if unheard:
            erasures.apply(connection, reference, unheard, at)
        owed = clearing.is_owed(connection)
    if owed and (why := clearing.settle(copied, copy=True)) is not None:
        raise RegisterBusy(why)


def put_aside(register: Path) -> list[Path]:
    """The files beside a register that were it before a migration or a restore."""
    real = Path(os.path.realpath(register))
    pattern = re.compile(re.escape(real.name) + r"\.(v\d+|damaged)-[^-]+(-\d+)*")
    return sorted(each for each in real.parent.iterdir() if pattern.fullmatch(each.name))
