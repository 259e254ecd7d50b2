"""A copy made ready to stand where a register stands: what that would lose, what it takes over.

The record of the register is replaced; what is local to it and newer is not: what left
it, the offices it trusts and those it trusts no more, where its copies stand.
"""

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pilkada_cli.domain.operation import OpId
from pilkada_cli.errors import RegisterUnreadable
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import (
    attachments,
    audit,
    clearing,
    copies,
    derived,
    erasures,
    offices,
    opening,
    schema,
    settings,
    standing,
)
from pilkada_cli.storage.attachments import named
from pilkada_cli.storage.erasures import Erasures
from pilkada_cli.storage.peek import read_only_uri
from pilkada_cli.storage.refusals import translated
from pilkada_cli.storage.register import CLOSED, ReferenceOf, prepare


@dataclass(frozen=True, slots=True)
class Difference:
    """What one register has and another has not: operations, and the subjects they are about."""

    operations: int = 0
    subjects: tuple[OpId, ...] = ()


_ONLY = """
FROM {one}.journal AS one WHERE NOT EXISTS (
    SELECT 1 FROM {other}.journal AS other
    WHERE other.origin = one.origin AND other.seq = one.seq AND other.hash = one.hash
) AND kind <> 'person' AND batch NOT IN (SELECT batch FROM {one}.journal WHERE kind = 'erase')"""
"""What one has alone; an erasure is applied to the other whoever wrote it there."""


def is_newer(path: Path) -> bool:
    """Whether the head of a file says that a newer version of this program wrote it."""
    with path.open("rb") as file:
        head = file.read(72)
    version, application = head[60:64], head[68:72]
    ours = int.from_bytes(application) == schema.APPLICATION_ID
    return ours and int.from_bytes(version) > schema.SCHEMA_VERSION


def difference(copied: Path, register: Path) -> tuple[Difference, Difference]:
    """What would be lost with the register, and what the copy has that the register has not."""
    with _beside(copied, register) as connection:
        return _only(connection, "now", "main"), _only(connection, "main", "now")


def _only(connection: sqlite3.Connection, one: str, other: str) -> Difference:
    where = _ONLY.format(one=one, other=other)
    total = connection.execute(f"SELECT count(*) {where}").fetchone()[0]
    rows = connection.execute(
        f"SELECT DISTINCT subject {where} AND subject IS NOT NULL ORDER BY position"
    )
    return Difference(total, tuple(OpId.parse(row[0]) for row in rows))


@contextmanager
def _beside(copied: Path, register: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy, with the register attached as ``now``, for reading only."""
    with (
        translated(register),
        closing(sqlite3.connect(read_only_uri(copied), uri=True, isolation_level=None)) as both,
    ):
        both.execute("ATTACH ? AS now", (read_only_uri(register.resolve()),))
        yield both


def make_ready(
    copied: Path, reference_of: ReferenceOf, known: Erasures, now: datetime, at: str
) -> Erasures:
    """Bring a sound copy up to this program's schema, and erase in it what was erased since.

    Whoever writes in it next starts an origin of their own. Returns what was erased.
    """
    with (
        closing(opening.connect_writer(copied)) as connection,
        opening.write_transaction(connection, copied),
    ):
        prepare(connection, copied, now)
        reference = reference_of(settings.reference_files(connection))
        if unheard := erasures.unheard(connection, known):
            erasures.apply(connection, reference, unheard, at)
        audit.mend_fold(connection, reference)
        settings.put(connection, "derived", derived.fingerprint(reference))
        settings.put_lines(connection, CLOSED, settings.origins(connection))
        clearing.owe(connection, ())
    return unheard


def take_over(copied: Path, register: Path, given: Mapping[str, int]) -> None:
    """Keep in a copy what is local to the register and newer than the copy.

    `given` are the largest numbers that were given in the register. Files of attachments
    that only the register names are noted to be deleted after it was replaced.
    """
    with closing(opening.connect_reader(register)) as now:
        if opening.version_of(now, register) != schema.SCHEMA_VERSION:
            return
        origins = settings.origins(now)
        stand, behind = standing.remembered(now), standing.older_than_erasures(now)
        heard = erasures.places(now).items()
        log = now.execute("SELECT * FROM export_log ORDER BY rowid").fetchall()
        trusted, removed = offices.every(now), offices.removed(now)
        files = named(now)
    with (
        closing(opening.connect_writer(copied)) as connection,
        opening.write_transaction(connection, copied),
    ):
        known = set(connection.execute("SELECT * FROM export_log"))
        for row in log:
            if row not in known:
                settings.note_export(connection, row)
        for office in trusted:
            offices.put(connection, office)
        offices.remove_keys(connection, removed)
        for origin in origins:
            if origin not in settings.origins(connection):
                settings.add_origin(connection, origin)
        closed = {*settings.get_lines(connection, CLOSED), *origins}
        settings.put_lines(connection, CLOSED, sorted(closed))
        settings.keep_given(connection, given)
        # What only the copy, or a list beside it, knew to be erased no other copy has heard of.
        is_known = erasures.places(connection).items() <= heard
        standing.add(connection, *stand, behind=behind if is_known else stand)
        clearing.owe(connection, files.keys() - named(connection).keys())


class Watch:
    """Whether a register was written since it began to be watched; locks nobody out."""

    def __init__(self, register: Path) -> None:
        uri = read_only_uri(Path(os.path.realpath(register)))
        with translated(register):
            self._connection = sqlite3.connect(uri, uri=True, isolation_level=None)
            self._before = self._version()

    def has_changed(self) -> bool:
        """Whether somebody wrote."""
        return self._version() != self._before

    def close(self) -> None:
        """Watch no longer."""
        self._connection.close()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def refuse_broken(register: Path) -> None:
    """Raise `RegisterUnreadable` where the file is damaged, so that no copy of it can be made."""
    with closing(opening.connect_reader(register)) as connection, translated(register):
        if audit.damage(connection)[0]:
            raise RegisterUnreadable(Sentence(N_("the file is damaged")))


def files_of(copied: Path) -> list[str]:
    """The names of the files that a register's record names."""
    with closing(opening.connect_reader(copied)) as connection, translated(copied):
        return sorted(named(connection))


def drop_files(register: Path, made: Collection[str]) -> None:
    """Delete the files that were brought for a copy that does not stand after all."""
    if made:
        attachments.discard(register, made)


def remember(register: Path, kept: Path) -> None:
    """Remember a copy among those that stand."""
    with (
        closing(opening.connect_writer(register)) as connection,
        opening.write_transaction(connection, register),
    ):
        standing.add(connection, kept)


def replace_damaged(copied: Path, register: Path, now: datetime) -> Path:
    """Put a copy in the place of a file that SQLite cannot read. Returns where that is kept.

    Its companions are kept with it, byte for byte; all of it is on the disk before
    anything is replaced.
    """
    real = Path(os.path.realpath(register))
    kept = real.with_name(f"{real.name}.damaged-{now:%Y%m%dT%H%M%S}")
    while kept.exists():
        kept = kept.with_name(f"{kept.name}-2")
    copies.copy_files(copied, real, files_of(copied))
    companions = [each for each in ("-wal", "-shm") if Path(f"{real}{each}").exists()]
    try:
        for end in ("", *companions):
            copies.keep_bytes(Path(f"{real}{end}"), Path(f"{kept}{end}"))
        with closing(sqlite3.connect(copied, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
        for end in companions:
            Path(f"{real}{end}").unlink()
        copied.replace(real)
    except OSError as error:
        raise copies.unwritable(real, error) from None
    return kept
