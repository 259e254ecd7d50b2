"""Erasures that a copy of a register has not heard of, and applying them to it.

A copy is older than the register, so the operations between it and the erasure are
not there, and the erasure itself would wait for them. The copy is therefore given an
erasure of its own, at the clock of the one it stands for and by an origin that is sorted
right before that one's: the same words go, and no others. Where that one arrives after
all, it takes along the reason that was repeated.
"""

import secrets
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pilkada_cli.domain.operation import Header, Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage import derived, identity, journal, receiving, settings
from pilkada_cli.storage.appending import begin_batch
from pilkada_cli.storage.rebuilding import rebuild
from pilkada_cli.storage.refold import refold
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects

_SHARED = 16
"""So many digits an origin has in common with one that stands in for it."""

_NEAR = 1 << 48
"""How far the two are apart at most, as numbers: enough that none is made twice."""


class Erasure(NamedTuple):
    """The last erasure of a subject: its clock and origin, and the reason where it is known.

    A list of an older version names no origin; then it reaches all that has its clock.
    """

    clock: int
    origin: str = ""
    reason: str | None = None

    @property
    def place(self) -> tuple[int, str]:
        """Where it is ordered; one that stands in for it has the same place."""
        return self.clock, self.origin[:_SHARED]


_NONE = Erasure(0)
Erasures = Mapping[OpId, Erasure]


def recorded(connection: sqlite3.Connection) -> dict[OpId, Erasure]:
    """The last erasure of every subject that was erased, as the record has it."""
    last = last_of(journal.of_kinds(connection, Kind.ERASE))
    return {
        subject: Erasure(each.clock, each.origin, _reason(connection, subject, each.batch))
        for subject, each in last.items()
    }


def places(connection: sqlite3.Connection) -> dict[OpId, tuple[int, str]]:
    """Where the last erasure of every subject is ordered that was erased here."""
    return {subject: each.place for subject, each in recorded(connection).items()}


def last_of(every: Iterable[Operation]) -> dict[OpId, Header]:
    """The last of these erasures of every subject."""
    headers = sorted((op.header for op in every), key=lambda each: each.order)
    return {each.subject: each for each in headers if each.subject is not None}


def _reason(connection: sqlite3.Connection, subject: OpId, batch: OpId) -> str | None:
    for op in journal.of_subject(connection, subject):
        if op.header.batch == batch and op.header.kind == Kind.NOTE and op.sealed:
            return str(op.sealed.get("text"))
    return None


def merged(*many: Erasures) -> dict[OpId, Erasure]:
    """The last erasure of every subject in any of them."""
    last: dict[OpId, Erasure] = {}
    for erasures in many:
        for subject, erasure in erasures.items():
            if erasure.place >= last.get(subject, _NONE).place:
                last[subject] = erasure
    return last


def unheard(connection: sqlite3.Connection, known: Erasures) -> dict[OpId, Erasure]:
    """Those of the known erasures that are about something here and were not applied here."""
    here = recorded(connection)
    return {
        subject: erasure
        for subject, erasure in known.items()
        if here.get(subject, _NONE).place < erasure.place
        and journal.of_subject(connection, subject)
    }


def apply(
    connection: sqlite3.Connection, reference: Reference, erasures: Erasures, at: str
) -> None:
    """Erase what other erasures erased, inside the caller's transaction.

    That the disk is to be cleared of it is noted.
    """
    for origin in sorted({each.origin for each in erasures.values()}):
        theirs = {s: each for s, each in erasures.items() if each.origin == origin}
        _stand_in(connection, origin, theirs, at)
    receiving.apply_erasures(connection, erasures)
    if settings.get(connection, "derived") == derived.fingerprint(reference):
        touched = Subjects(connection, "touched")
        touched.update(erasures)
        refold(connection, touched, reference)
    else:
        rebuild(connection, Source.of(connection), reference)
        settings.put(connection, "derived", derived.fingerprint(reference))


def _stand_in(connection: sqlite3.Connection, origin: str, erasures: Erasures, at: str) -> None:
    """Write what stands in for the erasures of one origin."""
    instead = _beside(origin)
    settings.add_origin(connection, instead)
    first = begin_batch(connection, instead, 1, at)
    first.append(Kind.PERSON, {"actor": 1}, {"name": identity.user_name()})
    for subject, erasure in sorted(erasures.items(), key=lambda each: (each[1].clock, each[0])):
        batch = begin_batch(connection, instead, 1, at)
        batch.clock = erasure.clock
        batch.append(Kind.ERASE, {}, subject=subject)
        if erasure.reason is not None:
            batch.append(Kind.NOTE, {}, {"text": erasure.reason}, subject=subject)


def _beside(origin: str) -> str:
    """A new origin that is sorted right before one; behind all where that is not known.

    What the one wrote itself in the same command and before the erasure is not about the
    same subject. Where there is no room before it, the new one is sorted right behind.
    """
    if not origin:
        return "f" * 8 + identity.new_origin()[8:]
    tail, step = int(origin[_SHARED:], 16), 1 + secrets.randbelow(_NEAR)
    return f"{origin[:_SHARED]}{tail - step if tail >= _NEAR else tail + step:016x}"
