"""What is done against a risk: measures with an agency, a day by which, and an effect.

An action on a report is an operation on that report, so that it is withheld, erased and
folded with it. An action on a region and a category creates its own subject, as a report
does. A disposition to an agency is an action.
"""

from collections.abc import Collection, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pilkada_cli.domain.numbering import code_in, number_in
from pilkada_cli.domain.operation import Json, JsonObject, Kind, Operation, OpId
from pilkada_cli.domain.times import is_day

MARK = "T"
"""Stands before the number in the id of an action (*tindakan*)."""

MOST_LOWERED = 4
"""A likelihood or an impact of 5 is lowered by so much at most."""


class ActionState(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


LIVE = (ActionState.PLANNED, ActionState.RUNNING)


@dataclass(slots=True)
class ActionRecord:
    """What the operations on one action add up to.

    `subject` is the report it is on, else `id`; `region` and `category` are filled
    where it is on no report. `lowers_*` are steps of the scale, which count once it is
    done. `what` and `evidence` are None once erased. Times are UTC instants.
    """

    id: OpId
    subject: OpId
    decided_at: str
    code: str = ""
    number: int = 0
    region: str | None = None
    category: str | None = None
    owner: str | None = None
    state: ActionState = ActionState.PLANNED
    due: str | None = None
    lowers_likelihood: int = 0
    lowers_impact: int = 0
    disposition: bool = False
    what: str | None = None
    evidence: str | None = None
    done_at: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action as people and scripts see it; field names are a promise.

    `id` is ``HST-T7``. `report` is the id of the report it is on, else None. `due`,
    `decided_on` and `done_on` are local days; `overdue` is as of the day of asking.
    """

    id: str
    report: str | None
    region: str
    regency_name: str
    category: str | None
    what: str | None
    owner: str | None
    state: ActionState
    due: str | None
    overdue: bool
    lowers_likelihood: int
    lowers_impact: int
    evidence: str | None
    disposition: bool
    decided_on: str
    done_on: str | None


def is_overdue(state: str, due: str | None, today: date) -> bool:
    """Whether an action that is not done should have been by now; its last day is in time."""
    return state in LIVE and due is not None and due < today.isoformat()


def fold_alone(
    operations: Iterable[Operation], undone: Collection[OpId] = frozenset()
) -> list[ActionRecord]:
    """The action that operations on a subject of its own add up to; none if undone."""
    records: dict[OpId, ActionRecord] = {}
    for op in sorted(operations, key=lambda op: op.header.order):
        if op.header.batch not in undone and (records or op.header.subject == op.header.id):
            fold(records, op)
    return list(records.values())


def fold(records: MutableMapping[OpId, ActionRecord], op: Operation) -> None:
    """Apply one operation to the actions on its subject; what is malformed is passed over."""
    record = None
    if op.header.kind == Kind.ACTION:
        record = records[op.header.id] = _made(op)
    elif op.header.kind == Kind.STEP:
        record = _named(records, op)
    if record is not None:
        _set(record, op)


def state_in(content: JsonObject) -> ActionState | None:
    """How far an operation says that an action is; None where it says nothing that can be."""
    state: Json = content.get("state")
    return ActionState(state) if state in tuple(ActionState) else None


def _made(op: Operation) -> ActionRecord:
    content = op.body or {}
    record = ActionRecord(
        id=op.header.id,
        subject=op.header.subject or op.header.id,
        decided_at=op.header.known_at,
        code=code_in(content),
        number=number_in(content),
        disposition=content.get("disposition") is True,
    )
    if record.subject == record.id:
        record.region, record.category = _text(content, "region"), _text(content, "category")
    return record


def forget(records: Mapping[OpId, ActionRecord]) -> None:
    """Take the words of actions away, as an erasure does."""
    for record in records.values():
        record.what = record.evidence = None


def lowered(records: Iterable[ActionRecord]) -> tuple[int, int]:
    """By how much the actions that are done lower likelihood and impact, together."""
    done = [record for record in records if record.state == ActionState.DONE]
    return sum(r.lowers_likelihood for r in done), sum(r.lowers_impact for r in done)


def _named(records: Mapping[OpId, ActionRecord], op: Operation) -> ActionRecord | None:
    """The action that a step is about."""
    try:
        return records.get(OpId.parse(str((op.body or {}).get("action"))))
    except ValueError:
        return None


def _set(record: ActionRecord, op: Operation) -> None:
    body, sealed = op.body or {}, op.sealed or {}
    if (state := state_in(body)) is not None:
        record.state = state
        record.done_at = op.header.known_at if state == ActionState.DONE else None
    if "owner" in body:
        record.owner = _text(body, "owner")
    if "due" in body and (body["due"] is None or is_day(body["due"])):
        record.due = body["due"]
    for name in ("lowers_likelihood", "lowers_impact"):
        if type(steps := body.get(name)) is int and 0 <= steps <= MOST_LOWERED:
            setattr(record, name, steps)
    for name in ("what", "evidence"):
        if name in sealed:
            setattr(record, name, _text(sealed, name))


def _text(content: JsonObject, name: str) -> str | None:
    value: Json = content.get(name)
    return value if isinstance(value, str) else None
