"""The history of a report: which operation changed which field from what to what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pilkada_cli.domain import fields
from pilkada_cli.domain.fold import fold_subject, in_order
from pilkada_cli.domain.operation import Json, Operation, OpId


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
    changed nothing that still holds.
    """

    id: OpId
    kind: str
    at: str
    known_at: str
    actor: int
    words: str | None
    undone: bool
    changes: tuple[Change, ...]


def history(operations: Iterable[Operation], undone: Collection[OpId]) -> list[Step]:
    """Every operation on one report in fold order, with what each changed."""
    ordered = in_order(operations)
    steps = []
    before: dict[str, Json] = {}
    for count, op in enumerate(ordered, 1):
        state = fold_subject(ordered[:count], undone)
        after: dict[str, Json] = dict(state.values) if state else {}
        if state is not None:
            after |= {"verification": state.verification.value, "handling": state.handling.value}
        steps.append(_step(op, undone, before if count > 1 else {}, after))
        before = after
    return steps


def _step(
    op: Operation, undone: Collection[OpId], before: dict[str, Json], after: dict[str, Json]
) -> Step:
    sealed = op.sealed or {}
    words = sealed.get("text") or sealed.get("reason")
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
        words if isinstance(words, str) else None,
        op.header.batch in undone,
        tuple(changed),
    )
