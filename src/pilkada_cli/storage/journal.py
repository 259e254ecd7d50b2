"""Reading the journal."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Malformed, Row
from pilkada_cli.domain.numbering import code_in
from pilkada_cli.domain.operation import Header, Kind, Operation, OpId
from pilkada_cli.domain.times import judge_instant
from pilkada_cli.domain.undos import undo_target, undone_batches
from pilkada_cli.i18n import N_, Sentence

_SELECT = """
SELECT origin, seq, clock, at, known_at, actor, batch, kind, subject, body, sealed, arrived
FROM journal
"""
_SUBJECT, _BODY, _SEALED = 8, 9, 10
_HEADER = 250
"""What an operation counts for in a stretch, beside the bytes of its content."""
ROW_COLUMNS = "header, body, sealed, salt, body_digest, sealed_digest, hash"


def head_of(connection: sqlite3.Connection, origin: str) -> int:
    """The last sequence number stored of an origin, 0 for none."""
    row = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM journal WHERE origin = ?", (origin,)
    ).fetchone()
    return int(row[0])


def newest_of(connection: sqlite3.Connection, origin: str, after: int) -> int:
    """The last sequence number of an origin that was stored behind a position, 0 for none."""
    sql = "SELECT seq FROM journal WHERE origin = ? AND position > ? ORDER BY seq DESC LIMIT 1"
    row = connection.execute(sql, (origin, after)).fetchone()
    return 0 if row is None else int(row[0])


def batches_of(connection: sqlite3.Connection, origin: str) -> Iterator[OpId]:
    """The batches of an origin, newest first."""
    before = head_of(connection, origin) + 1
    while row := connection.execute(
        "SELECT batch FROM journal WHERE origin = ? AND seq < ? ORDER BY seq DESC LIMIT 1",
        (origin, before),
    ).fetchone():
        batch = OpId.parse(row[0])
        yield batch
        before = batch.seq


def hash_at(connection: sqlite3.Connection, origin: str, seq: int) -> bytes | None:
    """The hash of an operation; None where it is not stored."""
    row = connection.execute(
        "SELECT hash FROM journal WHERE origin = ? AND seq = ?", (origin, seq)
    ).fetchone()
    return None if row is None else bytes(row[0])


def last_position(connection: sqlite3.Connection) -> int:
    """Where the newest row stands that is stored here, 0 in an empty journal."""
    return int(connection.execute("SELECT coalesce(max(position), 0) FROM journal").fetchone()[0])


def heads(connection: sqlite3.Connection) -> dict[str, dict[str, object]]:
    """The end of every origin's chain: its sequence number and hash."""
    rows = connection.execute(
        "SELECT origin, max(seq), hash FROM journal GROUP BY origin ORDER BY origin"
    )
    return {origin: {"seq": seq, "hash": digest.hex()} for origin, seq, digest in rows}


def largest_clock(connection: sqlite3.Connection) -> int:
    """The largest Lamport clock folded here, 0 in an empty journal."""
    row = connection.execute(
        "SELECT clock FROM journal WHERE arrived IS NOT NULL ORDER BY clock DESC LIMIT 1"
    ).fetchone()
    return int(row[0]) if row else 0


def _operation(row: tuple[Any, ...]) -> Operation:
    """The operation in a row. Raises `Malformed` for one that was altered so that it cannot be read."""
    origin, seq, clock, at, known_at, actor, batch, kind, subject, body, sealed, arrived = row
    try:
        judge_instant(at)
        judge_instant(known_at)
        about = None if subject is None else _op_id(subject)
        header = Header(origin, seq, clock, at, known_at, actor, _op_id(batch), kind, about)
        return Operation(header, chain.decode_stored(body), chain.decode_stored(sealed), arrived)
    except Malformed as error:
        reason = error.sentence
    except ValueError:
        reason = Sentence(N_("its columns differ from its header"))
    raise Malformed(N_("operation {id} was altered: {reason}"), id=f"{origin}/{seq}", reason=reason)


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


Stretch = dict[OpId, list[Operation]]
"""Some subjects, with every stored operation on each."""

STRETCH = 2 << 20
"""Bytes of content that are held at once, of any number of subjects, or of one that has more."""


def every_subject(connection: sqlite3.Connection, most: int = STRETCH) -> Iterator[Stretch]:
    """All subjects, a stretch at a time."""
    rows = connection.execute(f"{_SELECT} WHERE subject IS NOT NULL ORDER BY subject, position")
    grouped = ((key, [*group]) for key, group in groupby(rows, key=itemgetter(_SUBJECT)))
    return _stretches(grouped, most)


def of_subjects(
    connection: sqlite3.Connection, subjects: Iterable[OpId], most: int = STRETCH
) -> Iterator[Stretch]:
    """The subjects that are named, a stretch at a time, read when they are asked for."""
    sql = f"{_SELECT} WHERE subject = ? ORDER BY position"
    keys = map(str, subjects)
    found = ((key, connection.execute(sql, (key,)).fetchall()) for key in keys)
    return _stretches(found, most)


def _stretches(subjects: Iterable[tuple[str, list[Any]]], most: int) -> Iterator[Stretch]:
    stretch: Stretch = {}
    held = 0
    for key, rows in subjects:
        told = [_operation(row) for row in rows]
        stretch[_op_id(key)] = told
        held += _HEADER + sum(
            _HEADER + len(row[_BODY] or b"") + len(row[_SEALED] or b"") for row in rows
        )
        if held >= most:
            yield stretch
            stretch, held = {}, 0
    if stretch:
        yield stretch


def waits(connection: sqlite3.Connection) -> dict[str, int]:
    """For each origin with a gap: the sequence number from which its operations wait."""
    waiting = connection.execute("SELECT 1 FROM journal WHERE arrived IS NULL LIMIT 1").fetchone()
    return first_gaps(connection) if waiting else {}


def first_gaps(connection: sqlite3.Connection) -> dict[str, int]:
    """For each origin with a gap: the first missing sequence number."""
    rows = connection.execute(
        "SELECT origin, max(seq), count(*) FROM journal GROUP BY origin HAVING max(seq) > count(*)"
    ).fetchall()
    return {origin: first_missing(connection, origin) for origin, _, _ in rows}


def first_missing(connection: sqlite3.Connection, origin: str) -> int:
    """The first sequence number that is not stored of an origin."""
    last, stored = connection.execute(
        "SELECT coalesce(max(seq), 0), count(*) FROM journal WHERE origin = ?", (origin,)
    ).fetchone()
    if last == stored:
        return int(last) + 1
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


def codes(connection: sqlite3.Connection, origin: str) -> set[str]:
    """The codes under which reports and actions were entered in an origin, as far as it is told."""
    where = "WHERE origin = ? AND kind IN ('add', 'action') AND body IS NOT NULL"
    return {code_in(op.body or {}) for op in operations(connection, where, (origin,))}


def links(connection: sqlite3.Connection, subject: OpId | None = None) -> Iterator[Operation]:
    """The stored links and unlinks, of one report where it is named."""
    # By one index each: SQLite reads by kind what it could read by subject.
    where = (
        "kind IN ('link', 'unlink')"
        if subject is None
        else "subject = ? AND +kind IN ('link', 'unlink')"
    )
    return operations(connection, f"WHERE {where}", [] if subject is None else [str(subject)])


def of_kinds(connection: sqlite3.Connection, *kinds: Kind) -> list[Operation]:
    """Every foldable operation of the given rare kinds."""
    marks = ", ".join("?" for _ in kinds)
    rare = "'undo', 'erase', 'link', 'unlink', 'person', 'nil'"
    where = f"WHERE kind IN ({marks}) AND kind IN ({rare}) AND arrived IS NOT NULL"
    return list(operations(connection, where, kinds))


def erased(connection: sqlite3.Connection, after: int, most: int) -> tuple[int, dict[OpId, str]]:
    """What erasures behind a position are about, folded yet or not: how much it is, and who erased it.

    Of the first `most` the origin of the last erasure is told.
    """
    sql = """FROM journal WHERE kind = 'erase' AND position > ? AND subject IS NOT NULL"""
    (n,) = connection.execute(f"SELECT count(DISTINCT subject) {sql}", (after,)).fetchone()
    rows = connection.execute(
        f"SELECT subject, origin, max(position) {sql} GROUP BY subject ORDER BY min(position) LIMIT ?",
        (after, most),
    )
    return int(n), {OpId.parse(subject): str(origin) for subject, origin, _ in rows}


def undone(connection: sqlite3.Connection) -> frozenset[OpId]:
    """The batches that an undo takes back."""
    undos = of_kinds(connection, Kind.UNDO)
    return undone_batches(undos, erasing(connection, undos))


def erasing(connection: sqlite3.Connection, undos: Iterable[Operation]) -> frozenset[OpId]:
    """The batches that these undos name and that hold an erasure, so that they cannot be undone."""
    named = {str(target) for op in undos if (target := undo_target(op)) is not None}
    if not named:
        return frozenset()
    rows = connection.execute(
        "SELECT DISTINCT batch FROM journal WHERE kind = 'erase' AND arrived IS NOT NULL"
        " AND batch IN (SELECT value FROM json_each(?))",
        (json.dumps([*named]),),
    )
    return frozenset(_op_id(batch) for (batch,) in rows)


def rows_of(connection: sqlite3.Connection) -> Iterator[tuple[int, Row]]:
    """Every row as bytes with its position, in the order stored."""
    for position, *row in connection.execute(
        f"SELECT position, {ROW_COLUMNS} FROM journal ORDER BY position"
    ):
        yield position, Row(*row)
