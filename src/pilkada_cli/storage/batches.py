"""What single commands wrote: the batches of the journal, by origin."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from pilkada_cli.domain.chain import Malformed
from pilkada_cli.domain.operation import Operation, OpId
from pilkada_cli.domain.times import is_instant
from pilkada_cli.domain.undoing import Content
from pilkada_cli.i18n import N_
from pilkada_cli.storage import journal
from pilkada_cli.storage.subjects import Subjects

_HELD = "origin = :origin AND seq BETWEEN :first AND :last"


def content(connection: sqlite3.Connection, batch: OpId) -> Content | None:
    """What a batch holds; None where there is no such batch."""
    place = _place(connection, batch)
    kinds = dict(
        connection.execute(
            f"SELECT kind, count(*) FROM journal WHERE {_HELD} GROUP BY kind", place
        ).fetchall()
    )
    if not kinds:
        return None
    at, actor, reports = connection.execute(
        "SELECT min(at), min(actor), count(DISTINCT CASE WHEN kind NOT IN ('nil', 'readiness') THEN subject END)"
        f" FROM journal WHERE {_HELD}",
        place,
    ).fetchone()
    return Content(at, actor, kinds, reports)


def operations(connection: sqlite3.Connection, batch: OpId) -> list[Operation]:
    """Everything that a command wrote, in the order in which it did."""
    place = _place(connection, batch)
    where = "WHERE origin = ? AND seq BETWEEN ? AND ?"
    return list(journal.operations(connection, where, place.values()))


def put_subjects(connection: sqlite3.Connection, batch: OpId, found: Subjects) -> None:
    """Put what a batch is about into `found`."""
    found.select(
        f"SELECT subject FROM journal WHERE {_HELD} AND subject IS NOT NULL",
        _place(connection, batch),
    )


def built_on(connection: sqlite3.Connection, batch: OpId) -> list[tuple[OpId, str]]:
    """Which other batches did something to reports that one made, and what kinds of things."""
    rows = connection.execute(
        f"""SELECT DISTINCT batch, kind FROM journal WHERE subject IN (
            SELECT subject FROM journal WHERE {_HELD} AND kind = 'add'
        ) AND NOT ({_HELD}) AND arrived IS NOT NULL ORDER BY batch, kind""",
        _place(connection, batch),
    )
    return [(OpId.parse(other), kind) for other, kind in rows]


def _place(connection: sqlite3.Connection, batch: OpId) -> dict[str, object]:
    """Where a batch stands in its origin's chain, without a gap; `last` is before `first` for none."""
    first = connection.execute(
        "SELECT seq FROM journal WHERE origin = ? AND seq = ? AND batch = ?",
        (*batch, str(batch)),
    ).fetchone()
    after = connection.execute(
        "SELECT seq FROM journal WHERE origin = ? AND seq > ? AND batch <> ? ORDER BY seq LIMIT 1",
        (*batch, str(batch)),
    ).fetchone()
    last = after[0] - 1 if after else journal.head_of(connection, batch.origin)
    return {"origin": batch.origin, "first": batch.seq, "last": last if first else 0}


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


def logged(connection: sqlite3.Connection, subject: OpId | None, most: int) -> Iterator[Logged]:
    """The newest batches first; with `subject` only those that touch it.

    At most `NAMED_SUBJECTS` subjects of a batch are named. Raises `Malformed` for a time that
    cannot be read.
    """
    where = "" if subject is None else "WHERE subject = :subject"
    rows = connection.execute(
        f"""SELECT batch, min(at), max(known_at), min(actor), max(position), max(clock)
        FROM journal {where} GROUP BY batch ORDER BY 6 DESC, 5 DESC LIMIT :most""",
        {"subject": str(subject), "most": most},
    ).fetchall()
    for batch, at, known_at, actor, _, _ in rows:
        for name, moment in (("at", at), ("known_at", known_at)):
            if not is_instant(moment):
                raise Malformed(N_("{name} is not an instant"), name=name)
        origin, _, first = batch.partition("/")
        content = connection.execute(
            "SELECT kind, subject FROM journal WHERE origin = ? AND seq >= ? AND batch = ?"
            " ORDER BY seq",
            (origin, int(first), batch),
        ).fetchall()
        subjects = dict.fromkeys(OpId.parse(s) for _, s in content if s is not None)
        kinds = dict.fromkeys(kind for kind, _ in content)
        yield Logged(
            OpId.parse(batch),
            at,
            known_at,
            actor,
            tuple(kinds),
            tuple(subjects)[:NAMED_SUBJECTS],
            len(content),
        )
