"""The log of a register: which commands wrote, and how they are named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pilkada_cli.domain.history import action_of, state_of
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.undos import undo_target
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.ids import is_action_id, resolve_actions, resolve_one
from pilkada_cli.storage import actions, batches, journal, offices, queries, settings
from pilkada_cli.storage.register import CLOSED, Reader, own_origin


@dataclass(frozen=True, slots=True)
class Logged:
    """One command in the log: field names are the JSON keys.

    `about` are the ids of actions, and the region and day of nil reports; `states` what
    actions became. `undoes` is the batch that an undo names. `number` names the command for
    ``undo`` and ``redo``; None for what this user did not write to this file. `office` is the
    code of the office that signed it, None for this one.
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
    about: tuple[str, ...]
    states: tuple[str, ...]
    office: str | None


_MOST_LOOKED_INTO = 100
"""Operations of a command whose actions and nil reports are named; a larger one is an import."""

_EVERY = 100_000
"""Commands that are looked through for those about one action."""

_ABOUT = {Kind.ACTION, Kind.STEP, Kind.NIL}


def log(reader: Reader, state: Path, typed: str | None, most: int) -> Iterator[Logged]:
    """The commands that wrote, newest first; with an id those about one report or action.

    `state` is the folder in which origins are bound to files.
    """
    connection = reader.connection
    subject, action = None, None
    if typed is not None and is_action_id(typed):
        action, subject = resolve_actions(reader, [typed])[0]
    elif typed is not None:
        subject = resolve_one(reader, typed)
    undone = journal.undone(connection)
    undoes = {op.header.batch: undo_target(op) for op in journal.of_kinds(connection, Kind.UNDO)}
    people, signers = settings.actors(connection), offices.others(connection)
    own = own_origin(connection, reader.path, state)
    for found in batches.logged(connection, subject, most if action is None else _EVERY):
        told = _looked_into(reader, found)
        if action is not None and action not in map(action_of, told):
            continue
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
            about=tuple(dict.fromkeys(_about(reader, told))),
            states=tuple(dict.fromkeys(filter(None, map(state_of, told)))),
            office=signers.get(found.batch.origin),
        )


def unnumbered(reader: Reader, rows: Iterable[Logged]) -> Sentence | None:
    """Why commands of this office have no number since a restore; None where none is such."""
    restored = settings.get_lines(reader.connection, CLOSED)
    if all(OpId.parse(row.batch).origin not in restored for row in rows):
        return None
    return Sentence(
        N_(
            "without a number: written before the register was restored from a backup; not taken back by number"
        )
    )


def _looked_into(reader: Reader, found: batches.Logged) -> list[Operation]:
    """The operations of a command on actions and nil reports."""
    if not _ABOUT & {*found.kinds} or found.operations > _MOST_LOOKED_INTO:
        return []
    every = batches.operations(reader.connection, found.batch)
    return [op for op in every if op.header.kind in _ABOUT]


def _about(reader: Reader, told: list[Operation]) -> Iterator[str]:
    """What they are called."""
    made = [action for op in told if (action := action_of(op)) is not None]
    yield from actions.labels(reader.tables, made).values()
    for op in told:
        if op.header.kind == Kind.NIL and op.body:
            yield f"{_name(reader.reference, op.body.get('region'))} {op.body.get('on')}"


def _name(reference: Reference, code: object) -> str:
    region = reference.region_by_code.get(str(code))
    return region.name if region else str(code)
