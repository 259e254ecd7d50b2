"""The history of a report: which operation changed which field from what to what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pilkada_cli.domain import fields
from pilkada_cli.domain.fold import in_order, states, words_of
from pilkada_cli.domain.links import link_pair
from pilkada_cli.domain.operation import Json, Kind, Operation, OpId


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an operation set: its value before and after; None is unset."""

    field: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class Step:
    """One operation on a report, as its history tells it.

    `words` is the reason or the note; None where there was none or it was
    erased. `undone` says that an undo took the operation back, so that it
    changed nothing that still holds. `other` is the other report of a link, `state`
    what an action became.
    """

    id: OpId
    kind: str
    at: str
    known_at: str
    actor: int
    words: str | None
    undone: bool
    other: OpId | None
    changes: tuple[Change, ...]
    state: str | None = None


def history(subject: OpId, operations: Iterable[Operation], undone: Collection[OpId]) -> list[Step]:
    """Every operation on one report in fold order, with what each changed.

    `operations` hold links that another report made with this one, too.
    """
    ordered = in_order(operations)
    steps = []
    before: dict[str, Json] = {}
    for op, state in zip(ordered, states(ordered, undone), strict=True):
        after: dict[str, Json] = dict(state.values) if state else {}
        if state is not None:
            after |= {"verification": state.verification.value, "handling": state.handling.value}
        steps.append(_step(subject, op, undone, before, after))
        before = after
    return steps


def _step(
    subject: OpId,
    op: Operation,
    undone: Collection[OpId],
    before: dict[str, Json],
    after: dict[str, Json],
) -> Step:
    changed = [
        Change(name, before.get(name), after.get(name))
        for name in fields.FIELD_NAMES
        if before.get(name) != after.get(name)
    ]
    return Step(
        op.header.id,
        op.header.kind,
        op.header.at,
        op.header.known_at,
        op.header.actor,
        words_of(op),
        op.header.batch in undone,
        _other(subject, op),
        tuple(changed),
        state_of(op),
    )


def action_of(op: Operation) -> OpId | None:
    """The action that an operation made or carried on; None for others."""
    if op.header.kind == Kind.ACTION:
        return op.header.id
    try:
        named = str((op.body or {}).get("action"))
        return OpId.parse(named) if op.header.kind == Kind.STEP else None
    except ValueError:
        return None


def state_of(op: Operation) -> str | None:
    """What an action became by an operation; None where that is not said."""
    state = (op.body or {}).get("state") if op.header.kind == Kind.STEP else None
    return state if isinstance(state, str) else None


def _other(subject: OpId, op: Operation) -> OpId | None:
    if op.header.kind not in (Kind.LINK, Kind.UNLINK) or (pair := link_pair(op)) is None:
        return None
    return pair[1] if pair[0] == subject else pair[0]
