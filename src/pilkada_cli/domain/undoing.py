"""What taking a command back changes, worked out before anything is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pilkada_cli.domain import fields
from pilkada_cli.domain.actions import ActionRecord
from pilkada_cli.domain.fold import GIVES_STATE, fold_actions, fold_subject
from pilkada_cli.domain.history import Change, action_of
from pilkada_cli.domain.operation import Header, Json, JsonObject, Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report, complete
from pilkada_cli.domain.undos import undone_batches
from pilkada_cli.i18n import N_

_AXES: dict[str, str] = {
    **{kind: axis for kind, (axis, _state) in GIVES_STATE.items()},
    **dict.fromkeys((Kind.ATTACH, Kind.DETACH), "attachments"),
}


SETTLED: Mapping[str, str] = {
    "settings": N_("settings are changed by pilkada init again, not taken back"),
    "columns": N_(
        "the columns of lists are changed by pilkada report list --save-columns again, not taken back"
    ),
    "offices": N_("which offices are trusted is changed again (pilkada office), not taken back"),
    "bundles": N_("what was handed over or taken in is not taken back"),
}
"""What a command changes that writes nothing to be undone, and what takes the place of an undo."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One operation of a command: on which report, with which other one, saying what."""

    kind: str
    report: str | None
    other: str | None
    said: JsonObject


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of one report.

    `withdrawn` is what it is afterwards, where that changes, else None. `changes`
    are the fields that the command set; where before and after are equal, the
    value stays, for example because a later command set it again.
    """

    withdrawn: bool | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Acted:
    """What becomes of one action: its id, what is to be done (None once erased), and what changes.

    `stands` is whether it does afterwards, where that changes, else None.
    """

    id: str
    what: str | None
    stands: bool | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a batch holds: when it was entered and by which actor, how many operations of each kind, on how many reports."""

    at: str
    actor: int
    kinds: Mapping[str, int]
    reports: int


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would happen if a command was taken back or, with `again`, brought back.

    `names` is the batch that the undo has to name. Reports are named by their
    ids, and not at all where there are too many: `deeds`, `effects` and `links`
    are empty then. `links` are pairs that are linked (or not) afterwards, where
    that changes. `since` are the kinds of what other commands did to the reports
    that this one made. `by` is who entered it, empty where that is not known.
    `settled` is what was changed after it, and last, that nothing takes back: a key of `SETTLED`.
    `actions` are those that the command decided on or carried on.
    """

    batch: OpId
    names: OpId
    again: bool
    content: Content
    deeds: Sequence[Deed]
    effects: Mapping[Effect, Sequence[str]]
    links: Sequence[tuple[str, str, bool]]
    since: Sequence[str]
    by: str = ""
    settled: str = ""
    actions: Sequence[Acted] = ()


def undone_after(
    batch: OpId, undos: Iterable[Operation], erasing: Collection[OpId]
) -> frozenset[OpId]:
    """The batches that are taken back once the newest of all undos names `batch`."""
    every = list(undos)
    seq = max([batch.seq, *(op.header.seq for op in every)]) + 1
    clock = max([0, *(op.header.clock for op in every)]) + 1
    newest = OpId(batch.origin, seq)
    header = Header(batch.origin, seq, clock, "", "", 0, newest, Kind.UNDO, None)
    return undone_batches([*every, Operation(header, {"batch": str(batch)}, None)], erasing)


def effect(
    operations: Sequence[Operation],
    batch: OpId,
    undone: Collection[OpId],
    after: Collection[OpId],
    reference: Reference,
) -> Effect | None:
    """What becomes of the report that `operations` are about when `after` takes the place of `undone`.

    None where nothing does, or where the report is withheld.
    """
    now, then = (fold_subject(operations, taken) for taken in (undone, after))
    if now is None or then is None:
        return None
    if now.withdrawn != then.withdrawn:
        return Effect(then.withdrawn, ())
    own = [op for op in operations if op.header.batch == batch]
    before, afterwards = complete(now, reference), complete(then, reference)
    names = set_by(own)
    if before.residual_value != afterwards.residual_value and any(map(action_of, own)):
        names.append("residual_value")
    changes = tuple(Change(name, _value(before, name), _value(afterwards, name)) for name in names)
    return Effect(None, changes) if changes else None


def on_actions(
    operations: Sequence[Operation],
    batch: OpId,
    undone: Collection[OpId],
    after: Collection[OpId],
) -> dict[OpId, tuple[ActionRecord | None, ActionRecord | None]]:
    """The actions that `batch` is about, by what made them: as they are, and once `after` is taken back.

    `operations` are all those on one subject; where an action does not stand it is None.
    """
    now, then = (
        {each.id: each for each in fold_actions(operations, taken)} for taken in (undone, after)
    )
    named = (action_of(op) for op in operations if op.header.batch == batch)
    pairs = {each: (now.get(each), then.get(each)) for each in named if each is not None}
    return {each: pair for each, pair in pairs.items() if any(pair)}


def changes_of(before: ActionRecord | None, after: ActionRecord | None) -> tuple[Change, ...]:
    """What of an action differs; nothing where it stands only before or only after."""
    if before is None or after is None:
        return ()
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _OF_ACTIONS)
    return tuple(Change(*each) for each in pairs if each[1] != each[2])


_OF_ACTIONS = (
    "state", "what", "owner", "due", "lowers_likelihood", "lowers_impact", "evidence",
)  # fmt: skip


def set_by(operations: Iterable[Operation]) -> list[str]:
    """The fields of a report that operations set, in the order of the fields."""
    names: set[str] = set()
    for op in operations:
        names |= {*(op.body or {}), *(op.sealed or {})} & fields.WRITTEN.keys()
        if (axis := _AXES.get(op.header.kind)) is not None:
            names.add(axis)
    return [name for name in fields.FIELD_NAMES if name in names]


def _value(report: Report, name: str) -> Json:
    return getattr(report, name)
