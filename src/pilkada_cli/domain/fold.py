"""How operations become the state of a report.

The state of a subject is the fold of its operations in the order of clock,
origin and sequence; later values replace earlier ones, field by field. The
order in which operations arrived changes nothing.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pilkada_cli.domain import actions, attachments, fields, guesses
from pilkada_cli.domain.actions import ActionRecord
from pilkada_cli.domain.fields import Handling, Phase, Verification
from pilkada_cli.domain.numbering import code_in, number_in
from pilkada_cli.domain.operation import (
    KINDS,
    Json,
    JsonObject,
    Kind,
    Operation,
    OpId,
    Order,
)
from pilkada_cli.domain.times import is_day

_VERIFICATION = {
    Kind.VERIFY: Verification.VERIFIED,
    Kind.REFUTE: Verification.REFUTED,
    Kind.UNVERIFY: Verification.UNVERIFIED,
}
_HANDLING = {
    Kind.HANDLE: Handling.HANDLED,
    Kind.CLOSE: Handling.CLOSED,
    Kind.REOPEN: Handling.NEW,
}
GIVES_STATE: dict[str, tuple[str, Verification | Handling]] = {
    **{kind: ("verification", state) for kind, state in _VERIFICATION.items()},
    **{kind: ("handling", state) for kind, state in _HANDLING.items()},
}
"""The kinds of operations that give a report a state: of what, and which."""

_ACTS = frozenset((Kind.HANDLE, Kind.CLOSE))
"""The kinds of operations by which somebody acts on a risk, whatever they say."""

_BEGUN = (actions.ActionState.RUNNING, actions.ActionState.DONE)

SETS_FIELDS = frozenset((Kind.ADD, Kind.AMEND, Kind.ESCALATE, Kind.VERIFY, Kind.REFUTE))
"""The kinds of operations whose content sets fields of a report."""


@dataclass(slots=True)
class State:
    """What the operations on one report add up to, before reference data is applied.

    `values` holds the written fields that are set; `place` is where the
    creating operation stands in the fold. `import_key` recognises an imported
    row that had no reference of its own. `said` are the notes and reasons,
    `guessed` the fields that nobody said or confirmed. `began_as` is the phase
    before any escalation; `heard_at` is when the last word on it was known,
    `acted_at` when somebody first acted, `closed_at` when it was closed, if it
    is. Until the local day `watched_until` it is only watched.
    """

    subject: OpId
    place: Order
    known_at: str
    recorded_at: str
    updated_at: str
    code: str = ""
    number: int = 0
    import_key: str | None = None
    values: dict[str, Json] = field(default_factory=dict)
    verification: Verification = Verification.UNVERIFIED
    handling: Handling = Handling.NEW
    said: list[str] = field(default_factory=list)
    guessed: tuple[str, ...] = ()
    actions: dict[OpId, ActionRecord] = field(default_factory=dict)
    began_as: str = Phase.PG
    heard_at: str = ""
    acted_at: str | None = None
    closed_at: str | None = None
    watched_until: str | None = None
    erased: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Nil:
    """A nil report: in `region` nothing happened on the local day `on`."""

    subject: OpId
    region: str
    on: str
    known_at: str


def in_order(operations: Iterable[Operation]) -> list[Operation]:
    """The operations in fold order."""
    return sorted(operations, key=lambda op: op.header.order)


def withholds(op: Operation) -> bool:
    """Whether a stub keeps its subject from being shown.

    It does where it may say what that is, or whom it concerns. Nobody withholds what whoever
    hands it over does not have either: such a stub is marked as arrived.
    """
    if op.body is not None:
        return False
    return _makes(op) or (op.arrived is None and op.header.kind in SETS_FIELDS)


def with_content(operations: Iterable[Operation]) -> list[Operation]:
    """Those of the operations on one subject that have content; none where it is withheld."""
    every = list(operations)
    return [] if any(map(withholds, every)) else [op for op in every if op.body is not None]


def fold_subject(
    operations: Iterable[Operation], undone: Collection[OpId] = frozenset()
) -> State | None:
    """Fold the operations on one report; None while its creation is unknown.

    `undone` names the batches that an undo took back. A report whose creation
    was undone is withdrawn: it keeps its fields, so that what others hung on it
    can still be shown, but is not counted. Nothing is told of one that a stub
    `withholds`.
    """
    last = deque(states(in_order(operations), undone), maxlen=1)
    return last[0] if last else None


def states(
    ordered: Sequence[Operation], undone: Collection[OpId] = frozenset()
) -> Iterator[State | None]:
    """What the operations on one report add up to after each of them, in fold order.

    It is one state, which the next operation changes.
    """
    if any(map(withholds, ordered)):
        yield from (None for _ in ordered)
        return
    state: State | None = None
    for count, op in enumerate(ordered, 1):
        if state is not None:
            _apply_later(state, op, undone)
        elif _creates(op, Kind.ADD):
            state = _create(op, undone)
            for before in ordered[: count - 1]:
                _apply_later(state, before, undone)
            _apply(state, op)
        yield state


def _apply_later(state: State, op: Operation, undone: Collection[OpId]) -> None:
    if op.body is not None and op.header.kind != Kind.ADD and op.header.batch not in undone:
        _apply(state, op)


def fold_actions(
    operations: Collection[Operation], undone: Collection[OpId] = frozenset()
) -> list[ActionRecord]:
    """The actions that operations on one subject add up to, on a report or without one."""
    if all(op.header.kind != Kind.ACTION for op in operations):
        return []
    state = fold_subject(operations, undone)
    return (
        list(state.actions.values())
        if state
        else actions.fold_alone(with_content(operations), undone)
    )


def _creates(op: Operation, kind: Kind) -> bool:
    """Whether an operation makes what it is about; what merely says so is not folded."""
    return op.header.kind == kind and _makes(op)


def _makes(op: Operation) -> bool:
    return op.header.subject == op.header.id


def _create(op: Operation, undone: Collection[OpId]) -> State:
    header, body = op.header, op.body or {}
    return State(
        subject=header.id,
        place=header.order,
        known_at=header.known_at,
        recorded_at=header.at,
        updated_at=header.at,
        code=code_in(body),
        number=number_in(body),
        withdrawn=header.batch in undone,
    )


def _apply(state: State, op: Operation) -> None:
    kind = op.header.kind
    if kind not in KINDS:
        return
    _touch(state, op)
    if kind in SETS_FIELDS:
        _set_content(state, op)
    if kind in _VERIFICATION:
        state.verification = _VERIFICATION[Kind(kind)]
    elif kind in _HANDLING:
        _handle(state, op)
    elif kind in (Kind.ATTACH, Kind.DETACH):
        attachments.change(state.values, op.sealed or {}, attach=kind == Kind.ATTACH)
    elif kind in (Kind.ACTION, Kind.STEP):
        actions.fold(state.actions, op)
    elif kind == Kind.WATCH:
        until = (op.body or {}).get("until")
        state.watched_until = until if is_day(until) else None
    elif kind == Kind.ERASE:
        _erase(state)
    if (said := words_of(op)) is not None:
        state.said.append(said)


def _touch(state: State, op: Operation) -> None:
    header = op.header
    state.updated_at = max(state.updated_at, header.at)
    state.heard_at = max(state.heard_at, header.known_at)
    if _acts(op):
        state.acted_at = min(state.acted_at or header.known_at, header.known_at)


def _acts(op: Operation) -> bool:
    """Whether somebody acts: to decide on an action is not yet to begin it."""
    kind = op.header.kind
    if kind in (Kind.ACTION, Kind.STEP):
        return actions.state_in(op.body or {}) in _BEGUN
    return kind in _ACTS


def _set_content(state: State, op: Operation) -> None:
    body, sealed = op.body or {}, op.sealed or {}
    added = op.header.kind == Kind.ADD
    state.guessed = (
        guesses.guessed_in(body, sealed)
        if added
        else guesses.unsettled(state.guessed, body, sealed)
    )
    _set_fields(state, body, personal=False)
    _set_fields(state, sealed, personal=True)
    if added:
        key = sealed.get("import_key")
        state.import_key = key if isinstance(key, str) else None
    if "phase" in body and op.header.kind in (Kind.ADD, Kind.AMEND):
        state.began_as = state.values.get("phase") or Phase.PG


def _handle(state: State, op: Operation) -> None:
    state.handling = _HANDLING[Kind(op.header.kind)]
    closed = state.handling == Handling.CLOSED
    state.closed_at = op.header.known_at if closed else None


def words_of(op: Operation) -> str | None:
    """The note or the reason that an operation gives; None where there is none, or it was erased."""
    sealed = op.sealed or {}
    named = (sealed.get(name) for name in ("text", "reason", "what", "evidence"))
    words = next(filter(None, named), None)
    return words if isinstance(words, str) else None


def set_by(op: Operation) -> dict[str, Json]:
    """What an operation sets of a report: written fields, `verification` and `handling`."""
    found: dict[str, Json] = {}
    kind = op.header.kind
    if kind in SETS_FIELDS:
        for content, personal in ((op.body or {}, False), (op.sealed or {}, True)):
            found |= dict(_fields_in(content, personal=personal))
    if (given := GIVES_STATE.get(kind)) is not None:
        found[given[0]] = given[1].value
    return found


def _fields_in(content: JsonObject, *, personal: bool) -> Iterator[tuple[str, Json]]:
    """The written fields that a body or a sealed part may set, with admissible values."""
    shapes = fields.SHAPES[personal]
    for name, value in content.items():
        if (fits := shapes.get(name)) is not None and (value is None or fits(value)):
            yield name, value


def _set_fields(state: State, content: JsonObject, *, personal: bool) -> None:
    for name, value in _fields_in(content, personal=personal):
        if value is None:
            state.values.pop(name, None)
        else:
            state.values[name] = value


def _erase(state: State) -> None:
    """Everything personal that is ordered before the erasure is gone for good."""
    for name in fields.PERSONAL:
        state.values.pop(name, None)
    state.import_key = None
    state.said = []
    actions.forget(state.actions)
    state.erased = True


def fold_nil(op: Operation, undone: Collection[OpId] = frozenset()) -> Nil | None:
    """The nil report an operation makes; None if it is undone, withheld or malformed."""
    body = op.body
    if body is None or op.header.batch in undone or not _creates(op, Kind.NIL):
        return None
    region, on = body.get("region"), body.get("on")
    if not isinstance(region, str) or not is_day(on):
        return None
    return Nil(op.header.id, region, on, op.header.known_at)
