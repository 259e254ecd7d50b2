"""Erasures that a copy of a register has not heard of, and applying them to it.

A copy is older than the register, so the operations between it and the erasure are
not there, and the erasure itself would wait for them. The copy is therefore given an
erasure of its own, by an origin of its own and at the clock of the one it stands for:
the same words go, and no others.
"""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage import derived, identity, journal, receiving, settings
from pilkada_cli.storage.rebuilding import rebuild
from pilkada_cli.storage.refold import refold
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects


class Erasure(NamedTuple):
    """The last erasure of a subject: its clock, and the reason where it is known."""

    clock: int
    reason: str | None = None


Erasures = Mapping[OpId, Erasure]


def recorded(connection: sqlite3.Connection) -> dict[OpId, Erasure]:
    """The last erasure of every subject that was erased, as the record has it."""
    last: dict[OpId, Erasure] = {}
    for op in journal.of_kinds(connection, Kind.ERASE):
        subject = op.header.subject
        if subject is not None and op.header.clock >= last.get(subject, Erasure(0)).clock:
            last[subject] = Erasure(op.header.clock, _reason(connection, subject, op.header.batch))
    return last


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
            if erasure.clock >= last.get(subject, Erasure(0)).clock:
                last[subject] = erasure
    return last


def unheard(connection: sqlite3.Connection, known: Erasures) -> dict[OpId, Erasure]:
    """Those of the known erasures that are about something here and were not applied here."""
    here = recorded(connection)
    return {
        subject: erasure
        for subject, erasure in known.items()
        if here.get(subject, Erasure(0)).clock < erasure.clock
        and journal.of_subject(connection, subject)
    }


def apply(
    connection: sqlite3.Connection, reference: Reference, erasures: Erasures, at: str
) -> None:
    """Erase what other erasures erased, inside the caller's transaction.

    That the disk is to be cleared of it is noted.
    """
    # Sorted behind every origin that wrote at the clock of the erasure: what it covers, this does.
    origin = "f" * 8 + identity.new_origin()[8:]
    settings.add_origin(connection, origin)
    first = journal.begin_batch(connection, origin, 1, at)
    first.append(Kind.PERSON, {"actor": 1}, {"name": identity.user_name()})
    for subject, erasure in sorted(erasures.items(), key=lambda each: (each[1].clock, each[0])):
        batch = journal.begin_batch(connection, origin, 1, at)
        batch.clock = erasure.clock
        batch.append(Kind.ERASE, {}, subject=subject)
        if erasure.reason is not None:
            batch.append(Kind.NOTE, {}, {"text": erasure.reason}, subject=subject)
    receiving.apply_erasures(connection, erasures)
    if settings.get(connection, "derived") == derived.fingerprint(reference):
        touched = Subjects(connection, "touched")
        touched.update(erasures)
        refold(connection, touched, reference)
    else:
        rebuild(connection, Source.of(connection), reference)
        settings.put(connection, "derived", derived.fingerprint(reference))
