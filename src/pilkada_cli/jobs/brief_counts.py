"""The counts of a brief, each with the ids behind it, and what follows from them by rule."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from heapq import nsmallest
from itertools import islice

from pilkada_cli.domain.brief import HIGH, HIGHEST, Numbers, Situation
from pilkada_cli.domain.brief_lines import AspectLine, GroupLine, Matrix, Number, Recommendation
from pilkada_cli.domain.fields import Handling, Phase, Verification
from pilkada_cli.domain.reference import Label, Reference
from pilkada_cli.storage.briefs import Known, Values

ASPECTS = ("ideologi", "politik", "ekonomi", "sosial-budaya", "pertahanan-keamanan", "bencana")
MOST_RECOMMENDED = 3
_PHASES = [phase.value for phase in Phase]

Condition = Callable[[Known], bool]

Stands = Callable[[str, Label], bool]
"""Whether a measure stands already as an action on the event with an id."""


@dataclass(frozen=True)
class Counted:
    """What was known at the end of a period, and at its beginning; both by subject in order of ids.

    `escalated` are those of the subjects that are new in it of which the phase was raised.
    """

    before: Mapping[str, Values]
    after: Mapping[str, Known]
    reference: Reference
    escalated: Collection[str] = ()

    def number(self, condition: Condition) -> Number:
        """How many events at the end fulfil a condition."""
        return _number([row.id for row in self.events if condition(row)])

    @cached_property
    def events(self) -> list[Known]:
        """The reports that stand for an event."""
        return [row for row in self.after.values() if row.is_event]

    @cached_property
    def open(self) -> list[Known]:
        """The events that are on the table."""
        return [row for row in self.events if row.is_open]

    @cached_property
    def moved(self) -> list[Known]:
        """The reports that the period learnt of, or that stand otherwise since it began."""
        before = self.before
        return [row for subject, row in self.after.items() if before.get(subject) != row]

    @cached_property
    def new(self) -> frozenset[str]:
        """The subjects of which the period learnt."""
        return frozenset(row.subject for row in self.moved if self.is_new(row))

    @cached_property
    def raised(self) -> frozenset[str]:
        """The subjects of events whose phase or level rose in the period."""
        return frozenset(row.subject for row in self.moved if self.is_raised(row))

    def numbers(self) -> Numbers:
        """Every count of the brief."""
        return Numbers(
            received=self._of_moved(self.is_new),
            raised=self._of_moved(self.is_raised),
            verified=self._of_moved(lambda row: self._became(row, "verification", Verification.VERIFIED)),
            refuted=self._of_moved(lambda row: self._became(row, "verification", Verification.REFUTED)),
            closed=self._of_moved(
                lambda row: row.is_event and self._became(row, "handling", Handling.CLOSED)
            ),
            reports=_number([row.id for row in self.after.values()]),
            events=_number([row.id for row in self.events]),
            pg=self.number(lambda row: row.phase == Phase.PG),
            ag=self.number(lambda row: row.phase == Phase.AG),
            gn=self.number(lambda row: row.phase == Phase.GN),
            uncounted=_number([row.id for row in self.after.values() if not row.is_event]),
            open=_number([row.id for row in self.open]),
            acute=_number([row.id for row in self.open if row.phase != Phase.PG]),
            grave=self.number(is_grave),
        )  # fmt: skip

    def _of_moved(self, condition: Condition) -> Number:
        return _number([row.id for row in self.moved if condition(row)])

    def is_new(self, row: Known) -> bool:
        """Whether the period learnt of a report."""
        return row.subject not in self.before

    def is_raised(self, row: Known) -> bool:
        """Whether the phase or the level of an event rose in the period, in which it may be new."""
        was = self.before.get(row.subject)
        if not row.is_event:
            return False
        if was is None:
            return row.subject in self.escalated and row.phase != Phase.PG
        earlier = Known._make(was)
        risen = _PHASES.index(row.phase) > _PHASES.index(earlier.phase)
        return risen or row.level > earlier.level

    def _became(self, row: Known, field: str, value: str) -> bool:
        was = self.before.get(row.subject)
        return getattr(row, field) == value and (
            was is None or getattr(Known._make(was), field) != value
        )

    @cached_property
    def grave(self) -> list[Known]:
        """The open events of high level, those that nobody handles first, then the gravest."""
        found = [row for row in self.open if is_grave(row)]
        return sorted(found, key=lambda row: (row.handling != Handling.NEW, *_gravest(row)))

    def prominent(self, most: int) -> list[Known]:
        """The gravest of the open events of high level and of the events that moved in the period."""
        moved = self.new | self.raised
        found = (row for row in self.events if row.subject in moved or is_grave(row))
        return nsmallest(most, found, key=_gravest)

    def situation(self, *, enough: bool, settled: bool) -> Situation:
        """How the place stands, by rule.

        `enough` says that so many reported that it can be judged, `settled` that no report
        is owed and nothing is past its day.
        """
        if any(row.residual_level >= HIGHEST and row.phase != Phase.PG for row in self.grave):
            return Situation.ATTENTION
        if not enough:
            return Situation.UNKNOWN
        calm = all(row.phase == Phase.PG and not is_grave(row) for row in self.open)
        return Situation.SAFE if settled and calm else Situation.NOTES

    @cached_property
    def aspects(self) -> tuple[AspectLine, ...]:
        """The events of each field of society."""
        return tuple(map(self._aspect, ASPECTS))

    def _aspect(self, aspect: str) -> AspectLine:
        known = self.reference.category_by_key
        own = {key for key, category in known.items() if aspect in category.aspects}
        rows = [row for row in self.events if row.category in own]
        return AspectLine(
            aspect,
            new=tuple(row.id for row in rows if row.subject in self.new),
            open=tuple(row.id for row in rows if row.is_open),
        )

    def groups(self, day: date) -> tuple[GroupLine, ...]:
        """The events of each group in the seven days up to the one before `day`, and in those before."""
        middle, first = ((day - timedelta(days=n)).isoformat() for n in (7, 14))
        weeks: dict[tuple[str, bool], list[str]] = {}
        for row in self.after.values():
            if row.is_event and first <= row.occurred_on < day.isoformat():
                group = row.category.partition("/")[0]
                weeks.setdefault((group, row.occurred_on >= middle), []).append(row.id)
        return tuple(
            GroupLine(
                group.key, *(_number(weeks.get((group.key, last), ())) for last in (True, False))
            )
            for group in self.reference.groups
        )

    def matrix(self, *, after: bool) -> Matrix:
        """The open events by likelihood and impact, before or after measures."""
        cells = [[0] * 5 for _ in range(5)]
        for row in self.open:
            likelihood = row.residual_likelihood if after else row.likelihood
            impact = row.residual_impact if after else row.impact
            cells[likelihood - 1][impact - 1] += 1
        return tuple(map(tuple, cells))

    def recommendations(self, rows: Iterable[Known], stands: Stands) -> tuple[Recommendation, ...]:
        """What is usual for the categories of these events, in their order, and not decided yet."""
        ids: dict[str, list[str]] = {}
        for row in rows:
            if row.is_open and row.category in self.reference.category_by_key:
                ids.setdefault(row.category, []).append(row.id)
        found = (self._recommended(key, ids[key], stands) for key in ids)
        return tuple(islice((each for each in found if each.measures), MOST_RECOMMENDED))

    def _recommended(self, key: str, ids: Sequence[str], stands: Stands) -> Recommendation:
        category = self.reference.category_by_key[key]
        lacking = {
            measure: [each for each in ids if not stands(each, measure)]
            for measure in category.measures
        }
        measures = tuple(measure for measure, of in lacking.items() if of)
        of = tuple(each for each in ids if any(each in lacking[measure] for measure in measures))
        return Recommendation(key, category.owners, measures, of)

    @cached_property
    def worst(self) -> dict[str, int]:
        """The highest level, after measures, of the open events that touch each region."""
        found: dict[str, int] = {}
        for row in self.open:
            for code in row.regions:
                found[code] = max(row.residual_level, found.get(code, 0))
        return found

    @cached_property
    def by_region(self) -> dict[str, list[str]]:
        """The ids of the open events that touch each region."""
        found: dict[str, list[str]] = {}
        for row in self.open:
            for code in row.regions:
                found.setdefault(code, []).append(row.id)
        return found


def _number(ids: Sequence[str]) -> Number:
    return Number(len(ids), tuple(ids))


def is_grave(row: Known) -> bool:
    """Whether an event is open and what is left of its risk is high."""
    return row.is_open and row.residual_level >= HIGH


def _gravest(row: Known) -> tuple[int | str, ...]:
    """Sorts the gravest event first, the newest among equals."""
    newest = -date.fromisoformat(row.occurred_on).toordinal()
    return (-row.residual_level, -row.residual_value, -row.value, newest, row.id)
