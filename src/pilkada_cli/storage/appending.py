"""Appending to the journal: the operations of one command, and rows as they are stored."""

import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypedDict, Unpack

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import IN_FULL, Header, JsonObject, Kind, Operation, OpId
from pilkada_cli.storage import journal

_INSERT = """
INSERT INTO journal (
    origin, seq, clock, at, known_at, actor, batch, kind, subject,
    header, body, sealed, salt, body_digest, sealed_digest, hash, arrived
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

Stored = tuple[object, ...]
"""The columns of a row, from `origin` to `arrived`."""


class About(TypedDict, total=False):
    """What an operation is about; `creates` makes it its own subject."""

    subject: OpId | None
    known_at: str | None
    creates: bool


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
        self, kind: Kind, body: JsonObject, sealed: JsonObject | None = None, **about: Unpack[About]
    ) -> OpId:
        """Write one operation and return its id; the arguments are those of `seal`."""
        op, row = self.seal(kind, body, sealed, **about)
        insert(self.connection, [row])
        self.appended.append(op)
        return op.header.id

    def seal(
        self, kind: Kind, body: JsonObject, sealed: JsonObject | None = None, **about: Unpack[About]
    ) -> tuple[Operation, Stored]:
        """The next operation of the chain with its row, which the caller inserts.

        Without `creates` and `subject` it is about nothing. `known_at` is never later
        than the batch's own time.
        """
        creates = about.get("creates", False)
        header = Header(
            origin=self.origin,
            seq=self.seq,
            clock=self.clock,
            at=self.at,
            known_at=min(about.get("known_at") or self.at, self.at),
            actor=self.actor,
            batch=self.first,
            kind=kind,
            subject=OpId(self.origin, self.seq) if creates else about.get("subject"),
        )
        salt, nonce = secrets.token_bytes(chain.SALT_BYTES), secrets.token_hex(chain.SALT_BYTES)
        may_be_withheld = header.subject is not None and kind not in IN_FULL
        kept = {**body, chain.NONCE: nonce} if may_be_withheld else body
        row = chain.seal_row(self.head, header, kept, sealed, salt)
        self.head = row.hash
        self.seq += 1
        op = Operation(header, body, sealed or None, header.known_at)
        return op, stored(header, row, header.known_at)


def begin_batch(connection: sqlite3.Connection, origin: str, actor: int, at: str) -> Batch:
    """Start a command's batch at the head of `origin`'s chain."""
    head = connection.execute(
        "SELECT seq, hash FROM journal WHERE origin = ? ORDER BY seq DESC LIMIT 1", (origin,)
    ).fetchone()
    seq, previous = (head[0] + 1, head[1]) if head else (1, chain.ZERO)
    clock = journal.largest_clock(connection) + 1
    return Batch(connection, origin, actor, at, clock, seq, previous, OpId(origin, seq))


def columns_of(header: Header) -> tuple[object, ...]:
    """The columns that repeat a header, from `origin` to `subject`."""
    batch, subject = str(header.batch), header.subject
    parts = (header.origin, header.seq, header.clock, header.at, header.known_at, header.actor)
    return (*parts, batch, header.kind, None if subject is None else str(subject))


def stored(header: Header, row: Row, arrived: str | None) -> Stored:
    """What stands in the table for a row, in the order of its columns."""
    return (
        *columns_of(header),
        row.header,
        row.body,
        row.sealed,
        row.salt,
        row.body_digest,
        row.sealed_digest,
        row.hash,
        arrived,
    )


def insert(connection: sqlite3.Connection, rows: Iterable[Stored]) -> None:
    """Store rows as they are."""
    connection.executemany(_INSERT, rows)
