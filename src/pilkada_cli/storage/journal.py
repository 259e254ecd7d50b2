"""The journal: appending to it, reading it, and taking in rows made elsewhere."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Malformed, Row
from pilkada_cli.domain.operation import Header, JsonObject, Kind, Operation, OpId
from pilkada_cli.domain.times import moment
from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence

MAX_CLOCK_LEAD = 10**9
MAX_WALL_LEAD = timedelta(hours=26)

_INSERT = """
INSERT INTO journal (
    origin, seq, clock, at, known_at, actor, batch, kind, subject,
    header, body, sealed, salt, body_digest, sealed_digest, hash, arrived
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SELECT = """
SELECT origin, seq, clock, at, known_at, actor, batch, kind, subject, body, sealed, arrived
FROM journal
"""
_SELECT_ROW = "SELECT header, body, sealed, salt, body_digest, sealed_digest, hash FROM journal"


@dataclass
class Batch:
    """One command's operations while they are appended: one clock tick, one chain."""

    connection: sqlite3.Connection
    origin: str
    actor: int
    at: str
    clock: int
    seq: int
    head: bytes
    first: OpId
    appended: list[Operation] = field(default_factory=list)

    def append(
        self,
        kind: Kind,
        body: JsonObject,
        sealed: JsonObject | None = None,
        *,
        subject: OpId | None = None,
        known_at: str | None = None,
        creates: bool = False,
    ) -> OpId:
        """Write one operation and return its id.

        `creates` makes the operation its own subject. `known_at` is never later
        than the batch's own time.
        """
        op_id = OpId(self.origin, self.seq)
        header = Header(
            origin=self.origin,
            seq=self.seq,
            clock=self.clock,
            at=self.at,
            known_at=min(known_at or self.at, self.at),
            actor=self.actor,
            batch=self.first,
            kind=kind,
            subject=op_id if creates else subject,
        )
        row = chain.seal_row(self.head, header, body, sealed, secrets.token_bytes(chain.SALT_BYTES))
        insert(self.connection, header, row, arrived=header.known_at)
        self.head = row.hash
        self.seq += 1
        self.appended.append(Operation(header, body, sealed or None, header.known_at))
        return op_id


def begin_batch(connection: sqlite3.Connection, origin: str, actor: int, at: str) -> Batch:
    """Start a command's batch at the head of `origin`'s chain."""
    head = connection.execute(
        "SELECT seq, hash FROM journal WHERE origin = ? ORDER BY seq DESC LIMIT 1", (origin,)
    ).fetchone()
    seq, previous = (head[0] + 1, head[1]) if head else (1, chain.ZERO)
    clock = largest_clock(connection) + 1
    return Batch(connection, origin, actor, at, clock, seq, previous, OpId(origin, seq))


def largest_clock(connection: sqlite3.Connection) -> int:
    """The largest Lamport clock known here, 0 in an empty journal."""
    row = connection.execute("SELECT coalesce(max(clock), 0) FROM journal").fetchone()
    return int(row[0])


def insert(connection: sqlite3.Connection, header: Header, row: Row, arrived: str | None) -> None:
    """Store one row as it is."""
    connection.execute(
        _INSERT,
        (
            header.origin,
            header.seq,
            header.clock,
            header.at,
            header.known_at,
            header.actor,
            str(header.batch),
            header.kind,
            None if header.subject is None else str(header.subject),
            row.header,
            row.body,
            row.sealed,
            row.salt,
            row.body_digest,
            row.sealed_digest,
            row.hash,
            arrived,
        ),
    )


def _operation(row: tuple[Any, ...]) -> Operation:
    origin, seq, clock, at, known_at, actor, batch, kind, subject, body, sealed, arrived = row
    header = Header(
        origin,
        seq,
        clock,
        at,
        known_at,
        actor,
        _op_id(batch),
        kind,
        None if subject is None else _op_id(subject),
    )
    return Operation(
        header,
        chain.decode_stored(body),
        chain.decode_stored(sealed),
        arrived,
    )


def _op_id(text: object) -> OpId:
    origin, _, seq = str(text).partition("/")
    return OpId(origin, int(seq))


def operations(
    connection: sqlite3.Connection, where: str = "", parameters: Iterable[object] = ()
) -> Iterator[Operation]:
    """Operations in the order they were stored here. `where` is ours, never user text."""
    sql = f"{_SELECT} {where} ORDER BY position"
    for row in connection.execute(sql, tuple(parameters)):
        yield _operation(row)


def foldable(connection: sqlite3.Connection) -> Iterator[Operation]:
    """The operations whose chain has no gap before them, stubs among them."""
    waits = first_gaps(connection)
    for op in operations(connection):
        if op.header.seq < waits.get(op.header.origin, op.header.seq + 1):
            yield op


def first_gaps(connection: sqlite3.Connection) -> dict[str, int]:
    """For each origin with a gap: the first missing sequence number."""
    rows = connection.execute(
        "SELECT origin, max(seq), count(*) FROM journal GROUP BY origin HAVING max(seq) > count(*)"
    ).fetchall()
    return {origin: _first_missing(connection, origin) for origin, _, _ in rows}


def _first_missing(connection: sqlite3.Connection, origin: str) -> int:
    expected = 1
    for (seq,) in connection.execute(
        "SELECT seq FROM journal WHERE origin = ? ORDER BY seq", (origin,)
    ):
        if seq != expected:
            break
        expected += 1
    return expected


def of_subject(connection: sqlite3.Connection, subject: OpId) -> list[Operation]:
    """Every stored operation on one subject."""
    return list(operations(connection, "WHERE subject = ?", (str(subject),)))


def of_kinds(connection: sqlite3.Connection, *kinds: Kind) -> list[Operation]:
    """Every foldable operation of the given rare kinds."""
    marks = ", ".join("?" for _ in kinds)
    rare = "'undo', 'erase', 'link', 'unlink', 'person', 'nil'"
    where = f"WHERE kind IN ({marks}) AND kind IN ({rare}) AND arrived IS NOT NULL"
    return list(operations(connection, where, kinds))


@dataclass(frozen=True, slots=True)
class Logged:
    """One batch: what a single command wrote."""

    batch: OpId
    at: str
    known_at: str
    actor: int
    kinds: tuple[str, ...]
    subjects: tuple[OpId, ...]
    operations: int


NAMED_SUBJECTS = 20


def batches(connection: sqlite3.Connection, subject: OpId | None, most: int) -> Iterator[Logged]:
    """The newest batches first; with `subject` only those that touch it.

    At most `NAMED_SUBJECTS` subjects of a batch are named.
    """
    where = "" if subject is None else "WHERE subject = :subject"
    rows = connection.execute(
        f"""SELECT batch, min(at), max(known_at), min(actor), max(position), max(clock)
        FROM journal {where} GROUP BY batch ORDER BY 6 DESC, 5 DESC LIMIT :most""",
        {"subject": str(subject), "most": most},
    ).fetchall()
    for batch, at, known_at, actor, _, _ in rows:
        origin, _, first = batch.partition("/")
        content = connection.execute(
            "SELECT kind, subject FROM journal WHERE origin = ? AND seq >= ? AND batch = ?"
            " ORDER BY seq",
            (origin, int(first), batch),
        ).fetchall()
        subjects = dict.fromkeys(_op_id(s) for _, s in content if s is not None)
        kinds = dict.fromkeys(kind for kind, _ in content)
        yield Logged(
            _op_id(batch),
            at,
            known_at,
            actor,
            tuple(kinds),
            tuple(subjects)[:NAMED_SUBJECTS],
            len(content),
        )


def rows_of(connection: sqlite3.Connection) -> Iterator[tuple[int, Row]]:
    """Every row as bytes with its position, in the order stored."""
    for position, *row in connection.execute(
        f"SELECT position, {_SELECT_ROW[7:]} ORDER BY position"
    ):
        yield position, Row(*row)


@dataclass
class Received:
    """What taking in rows changed: how many were new, and which subjects they touch."""

    new: int = 0
    filled: int = 0
    touched: set[OpId] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    ahead: list[OpId] = field(default_factory=list)


def receive(
    connection: sqlite3.Connection, rows: Iterable[Row], now: str, own: frozenset[str]
) -> Received:
    """Take in rows made elsewhere, in any order; known ones change nothing.

    `own` are this office's own and former origins. Raises `InvalidData` for
    rows that are malformed, altered, or a fork of a chain known here; the
    caller's transaction then takes everything back.
    """
    received = Received()
    clock = largest_clock(connection)
    for row in rows:
        header = _read(row)
        if header.clock > max(clock, 0) + MAX_CLOCK_LEAD:
            raise _refused(header, N_("its clock is too far ahead"))
        if moment(header.at) > moment(now) + MAX_WALL_LEAD:
            received.ahead.append(header.id)
        _take(connection, header, row, received)
    for origin in received.origins:
        _settle(connection, origin, now, own, received)
    apply_erasures(connection, received.touched)
    return received


def _read(row: Row) -> Header:
    """The header of a row whose content matches its digests."""
    header = chain.decode_header(row.header)
    try:
        if row.body is not None:
            chain.decode_object(row.body)
            if chain.body_digest(row.body) != row.body_digest:
                raise Malformed("the body was altered")
        if row.sealed is not None:
            chain.decode_object(row.sealed)
            if chain.sealed_digest(row.salt, row.sealed) != row.sealed_digest:
                raise Malformed("the sealed part was altered")
    except Malformed as error:
        raise _refused(header, str(error)) from None
    return header


def _refused(header: Header, reason: str) -> InvalidData:
    return InvalidData(
        Sentence(N_("operation {id} is refused: {reason}"), id=header.id, reason=Sentence(reason)),
        Sentence(N_("nothing was taken in; ask the sender for a fresh file")),
    )


def _take(connection: sqlite3.Connection, header: Header, row: Row, received: Received) -> None:
    known = connection.execute(
        "SELECT hash, body IS NULL FROM journal WHERE origin = ? AND seq = ?", header.id
    ).fetchone()
    if known is None:
        insert(connection, header, row, arrived=None)
        received.new += 1
    elif known[0] != row.hash:
        raise _fork(header, known[0], row.hash)
    elif known[1] and row.body is not None:
        connection.execute(
            "UPDATE journal SET body = ?, sealed = ?, salt = ? WHERE origin = ? AND seq = ?",
            (row.body, row.sealed, row.salt, *header.id),
        )
        received.filled += 1
    else:
        return
    received.origins.add(header.origin)


def _fork(header: Header, ours: bytes, theirs: bytes) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("origin {origin} was continued twice at {seq}: {ours} here, {theirs} there"),
            origin=header.origin,
            seq=header.seq,
            ours=ours.hex()[:12],
            theirs=theirs.hex()[:12],
        ),
        Sentence(
            N_("one of the two is a copied register; have that office write under a new origin")
        ),
    )


def _settle(
    connection: sqlite3.Connection, origin: str, now: str, own: frozenset[str], received: Received
) -> None:
    """Verify the chain as far as it has no gap, and note what can be folded from here on."""
    first = connection.execute(
        "SELECT min(seq) FROM journal WHERE origin = ? AND arrived IS NULL", (origin,)
    ).fetchone()[0]
    if first is None:
        return
    previous = chain.ZERO
    if first > 1:
        before = connection.execute(
            "SELECT hash FROM journal WHERE origin = ? AND seq = ?", (origin, first - 1)
        ).fetchone()
        if before is None or _first_missing(connection, origin) < first:
            return
        previous = before[0]
    rows = connection.execute(
        f"SELECT seq, kind, subject, known_at, arrived, {_SELECT_ROW[7:]}"
        " WHERE origin = ? AND seq >= ? ORDER BY seq",
        (origin, first),
    ).fetchall()
    for expected, (seq, kind, subject, known_at, arrived, *content) in enumerate(rows, first):
        if seq != expected:
            break
        row = Row(*content)
        if chain.link_hash(previous, row.header, row.body_digest, row.sealed_digest) != row.hash:
            raise _refused(chain.decode_header(row.header), N_("its chain does not fit together"))
        previous = row.hash
        if arrived is None and row.body is not None:
            connection.execute(
                "UPDATE journal SET arrived = ? WHERE origin = ? AND seq = ?",
                (known_at if origin in own else now, origin, seq),
            )
        _touch(received, kind, subject, OpId(origin, seq), row)


def _touch(received: Received, kind: str, subject: str | None, op_id: OpId, row: Row) -> None:
    if subject is not None:
        received.touched.add(_op_id(subject))
    if kind == Kind.UNDO and row.body is not None:
        received.touched.add(op_id)


def apply_erasures(connection: sqlite3.Connection, subjects: Iterable[OpId]) -> None:
    """Delete the sealed part of every operation that an erasure of its subject covers."""
    for subject in subjects:
        ops = of_subject(connection, subject)
        last = max(
            (op.header.order for op in ops if op.header.kind == Kind.ERASE and op.arrived),
            default=None,
        )
        for op in ops:
            if last is not None and op.header.order < last and op.sealed is not None:
                connection.execute(
                    "UPDATE journal SET sealed = NULL, salt = NULL WHERE origin = ? AND seq = ?",
                    op.header.id,
                )


def as_stub(row: Row) -> Row:
    """The row without its content; the chain over it still verifies."""
    return replace(row, body=None, sealed=None, salt=None)
