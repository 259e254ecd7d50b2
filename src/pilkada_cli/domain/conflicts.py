"""Where two offices set the same field of a report to different values."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pilkada_cli.domain.fold import GIVES_STATE, fold_subject, in_order, set_by
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import complete

_STATE = ("verification", "handling", "phase", "likelihood", "impact")
"""The fields of a report that are its state."""

_TURNS = frozenset((*GIVES_STATE, Kind.ESCALATE))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values of a field: the one that counts, because its operation is the later, and the other."""

    subject: OpId
    field: str
    counts: Json
    by: OpId
    other: Json
    other_by: OpId


class Cause(NamedTuple):
    """Why something is another than it was: an operation came, or one was `taken_back`."""

    op: Operation
    taken_back: bool


def cause_of(stood: Operation | None, stands: Operation | None) -> Cause | None:
    """Why the last operation on something is another than it was; None where it is the same.

    Where the one that `stands` is the later, it came; else the one that `stood` was taken back.
    """
    if stands is not None and (stood is None or stood.header.order < stands.header.order):
        return Cause(stands, taken_back=False)
    if stood is not None and (stands is None or stands.header.order < stood.header.order):
        return Cause(stood, taken_back=True)
    return None


def conflicts(
    operations: Iterable[Operation], new: Collection[OpId], seen: Mapping[str, int]
) -> Iterator[Conflict]:
    """The conflicts that the `new` of the operations on one report make with the others.

    `seen` tells how far their sender knew each origin. An operation that was written
    after another was folded has the larger clock, so one whose clock is not larger was
    written without knowing it. That one which is larger was written knowing it cannot be
    shown: `replaced` tells of it. Of several values that an origin gave the last counts.
    """
    last: dict[tuple[str, str, bool], Operation] = {}
    for op in in_order(operations):
        for name in set_by(op) if op.header.kind != Kind.ADD else ():
            last[name, op.header.origin, op.header.id in new] = op
    for (name, origin, came), op in last.items():
        for (other_name, other_origin, other_came), before in last.items():
            if not came or other_came or other_name != name or other_origin == origin:
                continue
            if _knew(op, before, seen) or set_by(op)[name] == set_by(before)[name]:
                continue
            winner, loser = in_order((before, op))[::-1]
            yield _conflict(name, winner, loser)


def replaced(
    before: Iterable[Operation], after: Iterable[Operation], own: Collection[str]
) -> Iterator[Conflict]:
    """The values of a report that origins of `own` gave, counted before and do not any more.

    `before` and `after` are the operations on it that counted then and count now. Told are
    values that a later operation of another origin takes the place of. Whether who wrote it
    knew the value is not said.
    """
    stood, stands = _setting(before), _setting(after)
    for name, op in stands.items():
        was = stood.get(name)
        if was is None or was.header.origin not in own or op.header.origin in own:
            continue
        if op.header.order > was.header.order and set_by(op)[name] != set_by(was)[name]:
            yield _conflict(name, op, was)


def turned(
    before: Collection[Operation],
    after: Collection[Operation],
    own: Collection[str],
    reference: Reference,
) -> Iterator[Cause]:
    """What others did that gives a report a state which it had not before; arguments as above.

    Where it takes the place of a value that an origin of `own` gave, that was `replaced` too.
    """
    was, now = fold_subject(before), fold_subject(after)
    if was is None or now is None:
        return
    old, new = complete(was, reference), complete(now, reference)
    stood, stands = _setting(before), _setting(after)
    found: dict[OpId, Cause] = {}
    for name in _STATE:
        cause = cause_of(stood.get(name), stands.get(name))
        # None where the field follows from another, as the likelihood does from the phase.
        if cause is None or getattr(old, name) == getattr(new, name):
            continue
        if cause.op.header.kind in _TURNS and cause.op.header.origin not in own:
            found[cause.op.header.id] = cause
    yield from found.values()


def _setting(operations: Iterable[Operation]) -> dict[str, Operation]:
    """The operation that gives each field its value."""
    last: dict[str, Operation] = {}
    for op in in_order(operations):
        last |= dict.fromkeys(set_by(op), op)
    return last


def _conflict(name: str, winner: Operation, loser: Operation) -> Conflict:
    return Conflict(
        subject=winner.header.subject or winner.header.id,
        field=name,
        counts=set_by(winner)[name],
        by=winner.header.id,
        other=set_by(loser)[name],
        other_by=loser.header.id,
    )


def _knew(op: Operation, before: Operation, seen: Mapping[str, int]) -> bool:
    had_it = seen.get(before.header.origin, 0) >= before.header.seq
    return had_it and op.header.clock > before.header.clock
