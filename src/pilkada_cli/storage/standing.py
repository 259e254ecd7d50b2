"""The copies of a register that stand somewhere, as the register remembers them."""

import json
import os
import re
import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import PilkadaError, RegisterBusy
from pilkada_cli.storage import clearing, erasures, journal, opening, queries, settings
from pilkada_cli.storage.erasures import Erasures
from pilkada_cli.storage.refusals import translated

BACKUP = "backup"
"""What the log of exports calls a copy of the register."""

_KEY = "backups"


def remembered(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The folders of the copies that were made and not removed by this program."""
    return tuple(_positions(connection))


def _positions(connection: sqlite3.Connection) -> dict[str, int]:
    """By folder where the journal ended when the copy was noted; 0 where an older version noted it."""
    stand = json.loads(settings.get(connection, _KEY) or "{}")
    return stand if isinstance(stand, dict) else dict.fromkeys(stand, 0)


def _put(connection: sqlite3.Connection, stand: Mapping[str, int]) -> None:
    settings.put(connection, _KEY, json.dumps(stand, ensure_ascii=False, sort_keys=True))


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
    """The remembered copies that left the register before something was erased in it.

    By the order in which things came to the register: no clock, here or elsewhere, tells it.
    """
    sql = "SELECT coalesce(max(position), 0) FROM journal WHERE kind = 'erase'"
    erased = connection.execute(sql).fetchone()[0]
    return [folder for folder, position in _positions(connection).items() if position < erased]


def add(connection: sqlite3.Connection, *folders: Path | str, behind: Collection[str] = ()) -> None:
    """Remember copies among those that stand.

    All but those `behind` have heard of everything that was erased so far.
    """
    last = journal.last_position(connection)
    added = {str(each): 0 if each in behind else last for each in folders}
    _put(connection, _positions(connection) | added)


def forget(register: Path, folders: Collection[str]) -> None:
    """Remember these copies no longer: they were removed."""
    if not folders:
        return
    with (
        closing(opening.connect_writer(register)) as connection,
        opening.write_transaction(connection, register),
    ):
        stand = _positions(connection).items()
        _put(connection, {each: position for each, position in stand if each not in folders})


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
