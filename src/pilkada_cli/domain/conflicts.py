"""Where two offices set the same field of a report to different values."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pilkada_cli.domain.fields import Handling, Phase, Verification
from pilkada_cli.domain.fold import GIVES_STATE, in_order, set_by
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId

_AT_FIRST = {
    "verification": Verification.UNVERIFIED,
    "handling": Handling.NEW,
    "phase": Phase.PG,
    "likelihood": None,
    "impact": None,
}
"""The state of a report, field by field, as long as nobody gives it another."""

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
    before: Iterable[Operation], after: Iterable[Operation], own: Collection[str]
) -> Iterator[Operation]:
    """The operations of others that gave a report a state which it had not before; arguments as above.

    A state that an origin of `own` had given was `replaced`.
    """
    stood, stands = _setting(before), _setting(after)
    found: dict[OpId, Operation] = {}
    for name, first in _AT_FIRST.items():
        op, was = stands.get(name), stood.get(name)
        by_us = was is not None and was.header.origin in own
        if op is None or by_us or op.header.origin in own or op.header.kind not in _TURNS:
            continue
        if set_by(op)[name] != (set_by(was)[name] if was is not None else first):
            found[op.header.id] = op
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
