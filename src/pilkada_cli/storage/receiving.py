"""Taking in operations made elsewhere: in any order, whole, each at most once."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pilkada_cli.domain import attachments, chain
from pilkada_cli.domain.chain import Malformed, Row
from pilkada_cli.domain.operation import IN_FULL, MAX_INTEGER, Header, Kind, OpId
from pilkada_cli.domain.times import instant, moment
from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.storage import arrivals, clearing
from pilkada_cli.storage.appending import insert, stored
from pilkada_cli.storage.journal import (
    ROW_COLUMNS,
    first_missing,
    largest_clock,
    last_position,
)
from pilkada_cli.storage.subjects import Subjects

MAX_CLOCK_LEAD = 10**6
MAX_WALL_LEAD = timedelta(hours=26)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Received:
    """What taking in rows changed: how many were new, and which subjects they touch.

    `withheld` counts those of the new that came without content, `kinds` the others,
    `ahead` those of a clock that is ahead of ours. `gaps` tells of each origin of which
    something changed where its chain had its first gap before, and `filled_from` where
    the first content came that had been withheld. Those that stood here before, withheld
    or behind a gap, and can be folded from now on, are noted in `arrivals`.
    """

    touched: Subjects
    new: int = 0
    withheld: int = 0
    filled: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    gaps: dict[str, int] = field(default_factory=dict)
    filled_from: dict[str, int] = field(default_factory=dict)
    ahead: int = 0


def clock_in_reach(connection: sqlite3.Connection, now: str) -> int:
    """The largest clock that an office can have come to.

    It ticks once a command: less often than there were milliseconds since 1970, and less than
    a million times since what is known here. Who says more than he wrote keeps nobody out:
    whoever took that in stays behind the milliseconds, which go on faster than commands.
    """
    by_now = (moment(now) + MAX_WALL_LEAD - _EPOCH) // timedelta(milliseconds=1)
    return max(largest_clock(connection) + MAX_CLOCK_LEAD, by_now)


def receive(
    connection: sqlite3.Connection,
    rows: Iterable[Row],
    now: str,
    own: frozenset[str],
    touched: Subjects,
    largest: int = MAX_INTEGER,
) -> Received:
    """Take in rows made elsewhere, in any order; known ones change nothing.

    `own` are this office's own and former origins, `largest` is the largest clock that is
    taken. What is to be folded again is put into `touched`. Raises `InvalidData` for
    rows that are malformed, altered, of a larger clock, or a fork of a chain known here;
    the caller's transaction then takes everything back.
    """
    received = Received(touched)
    before = last_position(connection)
    latest = instant(moment(now) + MAX_WALL_LEAD)
    arrivals.begin(connection)
    for row in rows:
        header = _read(row)
        if header.clock > largest:
            raise _refused(header.id, Sentence(N_("its clock is too far ahead")), _AHEAD)
        if header.at > latest:
            received.ahead += 1
        _take(connection, header, row, received)
    for origin, gap in received.gaps.items():
        reached = _settle(connection, origin, gap, touched)
        first = min(gap, received.filled_from.get(origin, gap))
        arrived = range(first, reached)
        arrivals.note_late(connection, origin, arrived, before)
        _arrive(connection, origin, arrived, None if origin in own else now)
    apply_erasures(connection, _erased(connection, touched, before))
    return received


def _erased(connection: sqlite3.Connection, touched: Subjects, before: int) -> Subjects:
    """What was erased, then or now, of all that these operations are about or name."""
    found = Subjects(connection, "erased")
    erasures = "SELECT subject FROM journal WHERE kind = 'erase' AND subject IN"
    found.select(f"{erasures} (SELECT subject FROM {touched.table})")
    found.select(
        f"{erasures} (SELECT coalesce(subject, origin || '/' || seq) FROM journal WHERE position > ?)",
        (before,),
    )
    return found


def _read(row: Row) -> Header:
    """The header of a row whose content matches its digests."""
    try:
        header = chain.decode_header(row.header)
    except Malformed as error:
        raise _refused("?", error.sentence) from None
    try:
        _judge_form(header.kind, row)
        if row.body is not None:
            chain.decode_object(row.body)
            if chain.body_digest(row.body) != row.body_digest:
                raise Malformed(N_("the body was altered"))
        if row.sealed is not None:
            chain.decode_object(row.sealed)
            if chain.sealed_digest(row.salt, row.sealed) != row.sealed_digest:
                raise Malformed(N_("the sealed part was altered"))
    except Malformed as error:
        raise _refused(header.id, error.sentence) from None
    return header


def _judge_form(kind: str, row: Row) -> None:
    """Raise `Malformed` for parts that do not go together, whatever they say."""
    if {len(row.body_digest), len(row.sealed_digest), len(row.hash)} != {len(chain.ZERO)}:
        raise Malformed(N_("a digest does not have 32 bytes"))
    if row.body is None and (row.sealed is not None or kind in IN_FULL):
        raise Malformed(N_("its body is missing"))
    if len(row.body or b"") > chain.MAX_BODY or len(row.sealed or b"") > chain.MAX_SEALED:
        raise Malformed(N_("it is longer than anything that can be entered"))
    salt_bytes = None if row.salt is None else len(row.salt)
    if salt_bytes != (None if row.sealed is None else chain.SALT_BYTES):
        raise Malformed(N_("the sealed part does not have a salt of 16 bytes"))


_AFRESH = N_("nothing was taken in; ask the sender for a fresh file")
_AHEAD = N_(
    "nothing was taken in; see whether this computer's date is right, then ask the sender what happened there"
)


def _refused(op_id: OpId | str, reason: Sentence, hint: str = _AFRESH) -> InvalidData:
    words = Sentence(N_("operation {id} is refused: {reason}"), id=op_id, reason=reason)
    return InvalidData(words, Sentence(hint))


def _take(connection: sqlite3.Connection, header: Header, row: Row, received: Received) -> None:
    known = connection.execute(
        "SELECT hash, body IS NULL, header, body_digest, sealed_digest"
        " FROM journal WHERE origin = ? AND seq = ?",
        header.id,
    ).fetchone()
    if known is None:
        _change(connection, header.origin, received)
        insert(connection, [stored(header, row, arrived=None)])
        received.new += 1
        if row.body is None:
            received.withheld += 1
        else:
            received.kinds[header.kind] += 1
    elif known[0] != row.hash:
        raise _fork(header, known[0], row.hash)
    elif known[2:] != (row.header, row.body_digest, row.sealed_digest):
        raise _refused(header.id, Sentence(N_("its chain does not fit together")))
    elif known[1] and row.body is not None:
        connection.execute(
            "UPDATE journal SET body = ?, sealed = ?, salt = ? WHERE origin = ? AND seq = ?",
            (row.body, row.sealed, row.salt, *header.id),
        )
        _change(connection, header.origin, received)
        received.filled += 1
        first = received.filled_from.setdefault(header.origin, header.seq)
        received.filled_from[header.origin] = min(first, header.seq)
        arrivals.note_filled(connection, header.id)
        _touch(received.touched, header.kind, header.subject, header.id, row)


def _change(connection: sqlite3.Connection, origin: str, received: Received) -> None:
    """Note where an origin's chain has its first gap, before something of it changes."""
    if origin not in received.gaps:
        received.gaps[origin] = first_missing(connection, origin)


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
            N_(
                "one of the two is a copied register; that office takes its reports from the province into a new register and enters again what is missing (docs/bundles.md)"
            )
        ),
    )


def _settle(connection: sqlite3.Connection, origin: str, gap: int, touched: Subjects) -> int:
    """Verify a chain from where its first gap was up to where it is now, which is returned.

    What stands before was verified when it came. What can be folded from now on is put
    into `touched`.
    """
    previous, current = chain.ZERO, ""
    if gap > 1:
        previous, current = connection.execute(
            "SELECT hash, batch FROM journal WHERE origin = ? AND seq = ?", (origin, gap - 1)
        ).fetchone()
    expected = gap
    sql = f"""SELECT seq, kind, subject, batch, {ROW_COLUMNS} FROM journal
        WHERE origin = ? AND seq >= ? ORDER BY seq"""
    for seq, kind, subject, batch, *content in connection.execute(sql, (origin, gap)):
        if seq != expected:
            break
        row, op_id = Row(*content), OpId(origin, seq)
        linked = chain.link_hash(previous, row.header, row.body_digest, row.sealed_digest)
        if linked != row.hash or batch not in (current, str(op_id)):
            raise _refused(op_id, Sentence(N_("its chain does not fit together")))
        previous, current = row.hash, batch
        _touch(touched, kind, None if subject is None else OpId.parse(subject), op_id, row)
        expected += 1
    return expected


def _arrive(connection: sqlite3.Connection, origin: str, seqs: range, now: str | None) -> None:
    """Note when operations came that can be folded; without `now` it is when they were known."""
    connection.execute(
        """UPDATE journal SET arrived = coalesce(?, known_at) WHERE origin = ?
        AND seq >= ? AND seq < ? AND arrived IS NULL AND body IS NOT NULL""",
        (now, origin, seqs.start, seqs.stop),
    )


def _touch(touched: Subjects, kind: str, subject: OpId | None, op_id: OpId, row: Row) -> None:
    if subject is not None:
        touched.add(subject)
    if kind == Kind.UNDO and row.body is not None:
        touched.add(op_id)


_LAST_ERASURE = """
SELECT clock, origin, seq FROM journal
WHERE subject = :subject AND +kind = 'erase' AND arrived IS NOT NULL
ORDER BY clock DESC, origin DESC, seq DESC LIMIT 1
"""
_COVERED = """
(subject = :subject OR (origin = :of AND seq = :at AND kind = 'person'))
AND sealed IS NOT NULL AND (clock, origin, seq) < (:clock, :origin, :seq)
"""
"""What an erasure covers: also the name of a person, whose own operation it is about."""


def apply_erasures(connection: sqlite3.Connection, subjects: Iterable[OpId]) -> None:
    """Delete the sealed part of every operation that an erasure of its subject covers.

    That the disk is to be cleared of it, of attached files too, is noted.
    """
    for subject in subjects:
        about = {"subject": str(subject), "of": subject.origin, "at": subject.seq}
        last = connection.execute(_LAST_ERASURE, about).fetchone()
        if last is None:
            continue
        covered = about | dict(zip(("clock", "origin", "seq"), last, strict=True))
        files = set(_files_in(connection, covered))
        sql = f"UPDATE journal SET sealed = NULL, salt = NULL WHERE {_COVERED}"
        if connection.execute(sql, covered).rowcount:
            clearing.owe(connection, files)


def _files_in(connection: sqlite3.Connection, covered: dict[str, object]) -> Iterator[str]:
    """The names of the files that covered operations attached."""
    rows = connection.execute(f"SELECT sealed FROM journal WHERE {_COVERED}", covered)
    for (sealed,) in rows:
        stored = chain.decode_stored(sealed) or {}
        yield from (each.file_name for each in attachments.read(stored.get("attachments")))


def as_stub(row: Row) -> Row:
    """The row without its content; the chain over it still verifies."""
    return replace(row, body=None, sealed=None, salt=None)
