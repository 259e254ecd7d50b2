"""A register: one SQLite file, opened for reading or for writing.

`Reader` holds one snapshot; `Writer` holds the write lock and leaves either
everything or nothing of what it did.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pilkada_cli.domain.attachments import Attachment
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant
from pilkada_cli.errors import Unwritable, system_reason
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import (
    attachments,
    clearing,
    derived,
    identity,
    journal,
    limits,
    location,
    opening,
    rewinding,
    schema,
    settings,
)
from pilkada_cli.storage.additions import Additions
from pilkada_cli.storage.appending import Batch, begin_batch
from pilkada_cli.storage.rebuilding import rebuild
from pilkada_cli.storage.receiving import apply_erasures
from pilkada_cli.storage.refold import TOGETHER, refold
from pilkada_cli.storage.refusals import translated
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects

CLOSED = "closed"
"""The setting that lists origins nobody continues: a restore may have taken their end away."""

ReferenceOf = Callable[[dict[str, bytes]], Reference]
"""Makes the reference data from the files a register keeps; none means the shipped ones."""


@dataclass
class Reader:
    """A snapshot of a register.

    `tables` is where the derived tables are: the register itself, also under a layer
    that shows it as it was known once, or memory where they were folded afresh.
    `recomputed` says the latter was needed because the stored ones do not fit the
    reference data or this program. `touched` are the subjects that the register may know
    otherwise than these tables; None where all was folded anew and nobody looked. `unknown`
    are some of them that these tables do not know.
    """

    path: Path
    connection: sqlite3.Connection
    reference: Reference
    tables: sqlite3.Connection
    recomputed: bool = False
    touched: frozenset[str] | None = frozenset()
    unknown: frozenset[str] = frozenset()


@contextmanager
def reading(path: Path, reference_of: ReferenceOf, as_of: str | None = None) -> Iterator[Reader]:
    """Open a register for reading; with `as_of`, as it was known at that instant."""
    with closing(opening.connect_reader(path)) as connection, translated(path):
        reference = reference_of(settings.reference_files(connection))
        stale = _is_stale(connection, reference)
        if not stale and as_of is None:
            yield Reader(path, connection, reference, connection)
            return
        source = Source.of(connection, as_of)
        back = None if stale else rewinding.rewind(connection, source, reference)
        if back is not None:
            yield Reader(path, connection, reference, connection, False, *back)
            return
        with closing(derived.scratch()) as tables:
            tables.execute("BEGIN")
            rebuild(tables, source, reference)
            tables.execute("COMMIT")
            yield Reader(path, connection, reference, tables, stale and as_of is None, None)


def reference_in(path: Path, reference_of: ReferenceOf) -> Reference:
    """The reference data of a register, without folding anything."""
    with closing(opening.connect_reader(path)) as connection, translated(path):
        return reference_of(settings.reference_files(connection))


@dataclass
class Writer:
    """A register under the write lock, with the batch of the command that writes.

    `made` says that the register is new, `behind` that its end is missing, so that the command
    writes as a new origin: an older copy was put back by hand. `lost` is how many operations
    were written on this computer and are not here, by origin. `taken` are the names of files that
    were taken in and go again if nothing is stored. `touched` are the subjects to be
    folded again beside those of the batch. `unfinished` says, once the
    register is closed, why the disk may still hold what was erased.
    """

    path: Path
    connection: sqlite3.Connection
    reference: Reference
    batch: Batch
    made: bool = False
    behind: bool = False
    lost: dict[str, int] = field(default_factory=dict)
    added: Additions | None = None
    taken: set[str] = field(default_factory=set)
    unfinished: Sentence | None = None
    touched: Subjects = field(init=False)

    def __post_init__(self) -> None:
        self.touched = Subjects(self.connection, "touched")

    @property
    def tables(self) -> sqlite3.Connection:
        """Where the derived tables are."""
        return self.connection

    def take_in(self, source: Path) -> Attachment:
        """Copy a photo or PDF beside the register; it stays if the transaction does."""
        from pilkada_cli.storage import intake

        return intake.take_in(source, self.path, self.taken)

    def additions(self) -> Additions | None:
        """Where many new reports are added; None where they would wait for a gap to close."""
        if self.added is None and self.batch.origin not in journal.waits(self.connection):
            self.added = Additions(self.connection, self.batch, self.reference)
        return self.added

    def fold(self) -> None:
        """Bring the derived tables up to date with what was written so far."""
        if self.added is not None:
            self.added.close()
        appended = [op.header for op in self.batch.appended]
        limits.judge_own(self.connection, appended)
        erased = {h.subject for h in appended if h.kind == Kind.ERASE and h.subject is not None}
        apply_erasures(self.connection, erased)
        self.touched.update(h.id if h.kind == Kind.UNDO else h.subject or h.id for h in appended)
        self.batch.appended.clear()
        touched = len(self.touched)
        if touched > TOGETHER and 2 * touched > derived.size(self.connection):
            rebuild(self.connection, Source.of(self.connection), self.reference)
        elif touched:
            refold(self.connection, self.touched, self.reference)
        self.touched.clear()

    def refresh(self) -> None:
        """Build the derived tables anew if they were made with other reference data."""
        _rebuild_if_stale(self.connection, self.reference)


@contextmanager
def writing(path: Path, reference_of: ReferenceOf, now: datetime, state: Path) -> Iterator[Writer]:
    """Open a register for writing, making it where there is none, and commit at the end.

    `state` is the user's folder in which origins are bound to files. A register
    of an older version is copied beside itself and migrated first. What was
    erased is cleared from the disk after the commit.
    """
    location.refuse_unsafe(path)
    _make_folder(path)
    with (
        attachments.discarded_on_failure(path) as taken,
        closing(opening.connect_writer(path)) as connection,
        opening.write_transaction(connection, path),
    ):
        made = opening.version_of(connection, path) == 0
        prepare(connection, path, now)
        reference = reference_of(settings.reference_files(connection))
        _rebuild_if_stale(connection, reference)
        at = instant(now)
        origin, head = _own_origin(connection, path, state, at)
        actor = settings.actor(connection, origin)
        batch = begin_batch(connection, origin, actor, at)
        lost = lost_of(connection, identity.reached(state))
        closed = settings.get_lines(connection, CLOSED)
        behind = not head and not lost.keys() <= {*closed}
        writer = Writer(path, connection, reference, batch, made, behind, lost, taken=taken)
        yield writer
        writer.fold()
        reached = batch.seq - 1
        identity.announce(state, origin, path, head, reached)
        erased = clearing.is_owed(connection)
    identity.confirm(state, origin, path, head, reached)
    if erased:
        writer.unfinished = clearing.settle(path)


@contextmanager
def trying(path: Path, reference_of: ReferenceOf, now: datetime) -> Iterator[Writer]:
    """A new register as `writing` would make it at `path`, of which nothing stays.

    SQLite keeps it in memory while it is small, then in a file that has no name.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as connection, translated(path):
        prepare(connection, path, now)
        reference = reference_of({})
        _rebuild_if_stale(connection, reference)
        at, origin = instant(now), identity.new_origin()
        _introduce(connection, origin, at)
        connection.execute("BEGIN")
        batch = begin_batch(connection, origin, 1, at)
        yield Writer(path, connection, reference, batch, made=True)


def _make_folder(path: Path) -> None:
    try:
        path.absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(
            Sentence(
                N_("{path} cannot be written: {reason}"),
                path=path.absolute().parent,
                reason=system_reason(error),
            ),
            Sentence(N_("name another place with --register")),
        ) from None


def prepare(connection: sqlite3.Connection, path: Path, now: datetime) -> None:
    """Bring the schema up to date inside the caller's transaction, after a copy was made."""
    version = opening.version_of(connection, path)
    if version == schema.SCHEMA_VERSION:
        return
    if version > 0:
        copy_aside(path, version, now)
    from sqlite_utils import Database

    schema.migrations().apply(Database(connection))


def copy_aside(path: Path, version: int, now: datetime) -> Path:
    """Copy a register of an older version to a file beside it, and return the copy's path.

    Raises `Unwritable` where there is no room for it, and leaves no half copy.
    """
    copy = path.with_name(f"{path.name}.v{version}-{now:%Y%m%dT%H%M%S}")
    while copy.exists():
        copy = copy.with_name(f"{copy.name}-2")
    try:
        opening.create_private(copy)
        with (
            translated(copy),
            closing(sqlite3.connect(path)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _is_stale(connection: sqlite3.Connection, reference: Reference) -> bool:
    made_with = settings.get(connection, "derived")
    return made_with != derived.fingerprint(reference) or not derived.are_there(connection)


def _rebuild_if_stale(connection: sqlite3.Connection, reference: Reference) -> None:
    if _is_stale(connection, reference):
        rebuild(connection, Source.of(connection), reference)
        settings.put(connection, "derived", derived.fingerprint(reference))


def own_origin(connection: sqlite3.Connection, path: Path, state: Path) -> str | None:
    """The origin that this user writes to this file as; None where none is bound to it here."""
    closed = settings.get_lines(connection, CLOSED)
    for known in reversed(settings.origins(connection)):
        if known not in closed and identity.is_bound(
            state, known, path, journal.head_of(connection, known)
        ):
            return known
    return None


def acknowledge(reader: Reader, state: Path) -> None:
    """Be certain of what the register holds before any of it leaves.

    A writer that was killed right after its commit leaves that open; an older copy that is put
    back then would go on with a chain that others have already.
    """
    for origin in settings.origins(reader.connection):
        head = journal.head_of(reader.connection, origin)
        identity.acknowledge(state, origin, reader.path, head)


def _own_origin(
    connection: sqlite3.Connection, path: Path, state: Path, at: str
) -> tuple[str, int]:
    """The origin to write as and the head the file has of it.

    A new one, with head 0, where none is bound to this file here.
    """
    if (known := own_origin(connection, path, state)) is not None:
        return known, journal.head_of(connection, known)
    origin = identity.new_origin()
    _introduce(connection, origin, at)
    return origin, 0


def lost_of(connection: sqlite3.Connection, reached: Mapping[str, int]) -> dict[str, int]:
    """How many operations of own origins the register lacks, by how far they were `reached`.

    They are in a file that an older copy replaced, or from which this one was copied.
    """
    missing = {
        origin: reached.get(origin, 0) - journal.head_of(connection, origin)
        for origin in settings.origins(connection)
    }
    return {origin: n for origin, n in missing.items() if n > 0}


def _introduce(connection: sqlite3.Connection, origin: str, at: str) -> None:
    """Note a new origin, and the person who writes as it."""
    settings.add_origin(connection, origin)
    person = begin_batch(connection, origin, 1, at)
    user = identity.user_name()
    person.append(Kind.PERSON, {"actor": 1}, {"name": settings.writer(connection, user) or user})


def note_export(path: Path, row: tuple[str, str, str, str, int, str]) -> None:
    """Remember an export in a register of this version; nothing else is changed.

    `row` is the time, the actor, what was exported, where to, the number of rows
    and the SHA-256.
    """
    with (
        closing(opening.connect_writer(path)) as connection,
        opening.write_transaction(connection, path),
    ):
        if opening.version_of(connection, path) == schema.SCHEMA_VERSION:
            settings.note_export(connection, row)
