"""The log of a register: which commands wrote, and how they are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pilkada_cli.domain.fold import undo_target
from pilkada_cli.domain.operation import Kind
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.storage import batches, journal, queries, settings
from pilkada_cli.storage.register import Reader, own_origin


@dataclass(frozen=True, slots=True)
class Logged:
    """One command in the log: field names are the JSON keys.

    `undoes` is the batch that an undo names. `number` names the command for
    ``undo`` and ``redo``; None for what this user did not write to this file.
    """

    batch: str
    at: str
    known_at: str
    actor: str
    kinds: tuple[str, ...]
    reports: tuple[str, ...]
    operations: int
    undone: bool
    undoes: str | None
    number: int | None


def log(reader: Reader, state: Path, typed: str | None, most: int) -> Iterator[Logged]:
    """The commands that wrote, newest first; with an id those about one report.

    `state` is the folder in which origins are bound to files.
    """
    connection = reader.connection
    subject = resolve_one(reader, typed) if typed is not None else None
    undone = journal.undone(connection)
    undoes = {op.header.batch: undo_target(op) for op in journal.of_kinds(connection, Kind.UNDO)}
    people = settings.actors(connection)
    own = own_origin(connection, reader.path, state)
    for found in batches.logged(connection, subject, most):
        labels = queries.ids_of(reader.tables, found.subjects)
        target = undoes.get(found.batch)
        yield Logged(
            batch=str(found.batch),
            at=found.at,
            known_at=found.known_at,
            actor=people.get((found.batch.origin, found.actor), ""),
            kinds=found.kinds,
            reports=tuple(labels[s] for s in found.subjects if s in labels),
            operations=found.operations,
            undone=found.batch in undone,
            undoes=None if target is None else str(target),
            number=found.batch.seq if found.batch.origin == own else None,
        )
