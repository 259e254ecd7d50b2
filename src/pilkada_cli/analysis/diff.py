"""What moved between two summaries of the same register, and which reports moved it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from pilkada_cli.domain.diff import Diff, Mover, RegencyMove, StageMove, Why
from pilkada_cli.domain.events import Outcome
from pilkada_cli.domain.fields import Handling, Phase, Verification
from pilkada_cli.domain.summary import RegencyRow, StageRow, Summary


class Known(NamedTuple):
    """What was known of a report that may make it count otherwise."""

    id: str
    title: str | None
    value: int
    withdrawn: int
    verification: str
    phase: str
    handling: str
    group: str | None
    outcome: str
    grade_content: int | None
    level: int
    residual_level: int
    region: str
    affects: str
    district: str | None
    occurred_on: str
    stage: str
    category: str


class Weighed(NamedTuple):
    """What a report weighs in a place; `further` as in `domain.events.Cell`."""

    regency: str
    further: int
    outcome: str
    stage: str
    level: int
    residual_level: int
    credence: int
    open: int
    occurred_on: str


class Moved(NamedTuple):
    """A report that weighs otherwise than it did, and the regencies and stages where it does.

    The lower its `order`, the further in front: the gravest first, then by day and id.
    """

    order: tuple[int, str, str]
    mover: Mover
    regencies: Collection[str]
    stages: Collection[str]


_EVENT = Outcome.EVENT.value

Row = tuple[Any, ...]
"""The fields of `Weighed`."""


def where(
    before: Iterable[Row], after: Iterable[Row], only: str | None, *, aging: bool
) -> tuple[set[str], set[str]]:
    """The regencies and stages in which a report weighs otherwise; with `aging` its day counts too.

    A stage takes a report once, or where the regency `only` has it.
    """
    old, new = (_weights(rows, only, aging=aging) for rows in (before, after))
    return {place[0] for place in old[0] ^ new[0]}, {stage[0] for stage in old[1] ^ new[1]}


def _weights(rows: Iterable[Row], only: str | None, *, aging: bool) -> tuple[set[Row], set[Row]]:
    """What an event weighs by regency and by stage."""
    by_regency, by_stage = set(), set()
    for regency, further, outcome, stage, *about, day in rows:
        if outcome != _EVENT:
            continue
        weight = (*about, day) if aging else (*about,)
        by_regency.add((regency, weight))
        if regency == only if only else not further:
            by_stage.add((stage, weight))
    return by_regency, by_stage


def changed(
    before: Known, after: Known | None, regencies: Collection[str], stages: Collection[str]
) -> Moved:
    """A report that was there and weighs otherwise in these places; `after` is None where it is gone."""
    known = after or before
    order = (-max(before.value, known.value), known.occurred_on, known.id)
    return Moved(order, Mover(known.id, known.title, tuple(_why(before, after))), regencies, stages)


def arrived(row: Row, only: str | None) -> Moved:
    """An event that was not there, with its id, title, value, day, region, `affects` and stage.

    `only` as in `where`.
    """
    label, title, value, day, region, affects, stage = row
    regencies = (region, *affects.split())
    stages = (stage,) if only is None or only in regencies else ()
    return Moved((-value, day, label), Mover(label, title, _ARRIVED), regencies, stages)


_ARRIVED = (Why.ARRIVED,)


def diff(before: Summary, after: Summary, moved: Iterable[Moved]) -> Diff:
    """Every regency and stage that stands otherwise in `after`, in its order; gravest reports first."""
    by_regency: defaultdict[str, list[Mover]] = defaultdict(list)
    by_stage: defaultdict[str, list[Mover]] = defaultdict(list)
    for _order, mover, regencies, stages in sorted(moved, key=itemgetter(0)):
        for code in regencies:
            by_regency[code].append(mover)
        for key in stages:
            by_stage[key].append(mover)
    aged = {Why.DECAYED} if after.half_life is not None and before.as_of != after.as_of else set()
    other = {Why.REMEASURED} if before.measure != after.measure else set()
    ranked = _Moves("code", ("rank", "index", "open_index", "rate"), by_regency, aged | other)
    staged = _Moves("key", ("rank", "index", "open_index"), by_stage, aged)
    return Diff(
        election=after.election,
        since=before.as_of,
        as_of=after.as_of,
        measure_before=before.measure,
        measure=after.measure,
        rank_by=after.rank_by,
        half_life=after.half_life,
        scale=after.scale,
        filters=after.filters,
        regencies=tuple(ranked.between(RegencyMove, before.regencies, after.regencies)),
        stages=tuple(staged.between(StageMove, before.stages, after.stages)),
    )


Move = TypeVar("Move", RegencyMove, StageMove)


class _Moves(NamedTuple):
    """How the rows of one ranking are compared: their key, and the values in which they may move.

    `always` are reasons of every row that moved.
    """

    key: str
    values: Sequence[str]
    movers: Mapping[str, Sequence[Mover]]
    always: Collection[Why]

    def between(
        self,
        kind: type[Move],
        before: Iterable[RegencyRow | StageRow],
        after: Iterable[RegencyRow | StageRow],
    ) -> Iterator[Move]:
        """The rows that moved; those that are there no more come last."""
        old: dict[str, RegencyRow | StageRow] = {getattr(row, self.key): row for row in before}
        new: dict[str, RegencyRow | StageRow] = {getattr(row, self.key): row for row in after}
        for key in dict.fromkeys((*new, *old)):
            was, stands = self._standing(old.get(key)), self._standing(new.get(key))
            if was != stands:
                earlier = {f"{name}_before": value for name, value in was.items()}
                named = {self.key: key, "name": (new.get(key) or old[key]).name}
                values: dict[str, Any] = named | earlier | stands | self._cause(key)
                yield kind(**values)

    def _standing(self, row: RegencyRow | StageRow | None) -> dict[str, Any]:
        """The values of a row; without an event it has no rank and no rate."""
        if row is None or not row.events:
            return {name: None if name in ("rank", "rate") else 0.0 for name in self.values}
        return {name: getattr(row, name) for name in self.values}

    def _cause(self, key: str) -> dict[str, Any]:
        reports = tuple(self.movers.get(key, ()))
        # What arrived shares one tuple, and may be nearly all.
        each = {id(report.why): report.why for report in reports}.values()
        found = {*chain.from_iterable(each), *self.always}
        return {"reports": reports, "why": tuple(w for w in Why if w in found) or (Why.OTHERS,)}


def _why(before: Known, after: Known | None) -> Iterator[Why]:
    """Why a report that was there counts otherwise than before."""
    if after is None or after.withdrawn > before.withdrawn:
        yield Why.WITHDRAWN
    elif after.withdrawn < before.withdrawn:
        yield Why.RESTORED
    else:
        yield from _judged(before, after)
        yield from _grouped(before, after)
        yield from _rated(before, after)
        yield from _placed(before, after)


_JUDGED = {
    Verification.VERIFIED: Why.VERIFIED,
    Verification.REFUTED: Why.REFUTED,
    Verification.UNVERIFIED: Why.UNVERIFIED,
}
_PHASES = (Phase.PG, Phase.AG, Phase.GN)


def _judged(before: Known, after: Known) -> Iterator[Why]:
    if before.verification != after.verification:
        yield _JUDGED[Verification(after.verification)]
    risen = _PHASES.index(after.phase) - _PHASES.index(before.phase)
    if risen:
        yield Why.ESCALATED if risen > 0 else Why.DEESCALATED
    closed = [side.handling == Handling.CLOSED for side in (before, after)]
    if closed[0] != closed[1]:
        yield Why.CLOSED if closed[1] else Why.REOPENED


def _grouped(before: Known, after: Known) -> Iterator[Why]:
    if before.group != after.group:
        yield Why.LINKED if after.group else Why.UNLINKED
    elif (before.outcome, after.outcome) == (Outcome.EVENT, Outcome.DUPLICATE):
        yield Why.UNCOUNTED
    elif (before.outcome, after.outcome) == (Outcome.DUPLICATE, Outcome.EVENT):
        yield Why.COUNTED


def _rated(before: Known, after: Known) -> Iterator[Why]:
    if before.grade_content != after.grade_content:
        yield Why.REGRADED
    if before.level != after.level:
        if before.phase == after.phase:
            yield Why.RERATED
    elif before.residual_level != after.residual_level:
        yield Why.MEASURED


def _placed(before: Known, after: Known) -> Iterator[Why]:
    def differ(*names: str) -> bool:
        return any(getattr(before, name) != getattr(after, name) for name in names)

    if differ("region", "affects", "district"):
        yield Why.MOVED
    if differ("occurred_on"):
        yield Why.REDATED
    elif differ("stage") and not differ("region"):
        yield Why.RESTAGED
    if differ("category"):
        yield Why.RECATEGORISED
