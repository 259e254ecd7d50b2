"""The counts of a brief, each with the ids behind it, and what follows from them by rule."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pilkada_cli.domain.brief import HIGH, HIGHEST, Numbers, Situation
from pilkada_cli.domain.brief_lines import AspectLine, GroupLine, Matrix, Number, Recommendation
from pilkada_cli.domain.fields import Handling, Phase, Verification
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage.briefs import Known

ASPECTS = ("ideologi", "politik", "ekonomi", "sosial-budaya", "pertahanan-keamanan", "bencana")
MOST_RECOMMENDED = 3
_PHASES = tuple(Phase)

Condition = Callable[[Known], bool]


@dataclass(frozen=True)
class Counted:
    """What was known at the end of a period, and at its beginning; both by subject in order of ids."""

    before: Mapping[str, Known]
    after: Mapping[str, Known]
    reference: Reference

    def number(self, condition: Condition) -> Number:
        """How many reports at the end fulfil a condition."""
        ids = tuple(each.id for each in self.after.values() if condition(each))
        return Number(len(ids), ids)

    def numbers(self) -> Numbers:
        """Every count of the brief."""
        return Numbers(
            received=self.number(self.is_new),
            raised=self.number(self.is_raised),
            verified=self.number(lambda row: self._became(row, "verification", Verification.VERIFIED)),
            refuted=self.number(lambda row: self._became(row, "verification", Verification.REFUTED)),
            closed=self.number(
                lambda row: row.is_event and self._became(row, "handling", Handling.CLOSED)
            ),
            reports=self.number(lambda _row: True),
            events=self.number(lambda row: row.is_event),
            pg=self.number(lambda row: row.is_event and row.phase == Phase.PG),
            ag=self.number(lambda row: row.is_event and row.phase == Phase.AG),
            gn=self.number(lambda row: row.is_event and row.phase == Phase.GN),
            open=self.number(lambda row: row.is_open),
            grave=self.number(is_grave),
        )  # fmt: skip

    def is_new(self, row: Known) -> bool:
        """Whether the period learnt of a report."""
        return row.subject not in self.before

    def is_raised(self, row: Known) -> bool:
        """Whether the phase or the level of an event rose in the period."""
        was = self.before.get(row.subject)
        if was is None or not row.is_event:
            return False
        phases = [_PHASES.index(Phase(side.phase)) for side in (was, row)]
        return phases[0] < phases[1] or was.level < row.level

    def _became(self, row: Known, field: str, value: str) -> bool:
        was = self.before.get(row.subject)
        return getattr(row, field) == value and (was is None or getattr(was, field) != value)

    @cached_property
    def grave(self) -> list[Known]:
        """The open events of high level, those that nobody handles first, then the gravest."""
        found = [row for row in self.after.values() if is_grave(row)]
        return sorted(found, key=lambda row: (row.handling != Handling.NEW, *_gravest(row)))

    def prominent(self, most: int) -> list[Known]:
        """The gravest of the open events of high level and of the events that moved in the period."""
        found = (
            row
            for row in self.after.values()
            if row.is_event and (self.is_new(row) or self.is_raised(row) or is_grave(row))
        )
        return sorted(found, key=_gravest)[:most]

    def situation(self) -> Situation:
        """How the place stands, by rule."""
        if any(row.residual_level >= HIGHEST and row.phase == Phase.GN for row in self.grave):
            return Situation.ATTENTION
        return Situation.NOTES if self.grave else Situation.SAFE

    def aspects(self) -> tuple[AspectLine, ...]:
        """The events of each field of society."""
        return tuple(map(self._aspect, ASPECTS))

    def _aspect(self, aspect: str) -> AspectLine:
        known = self.reference.category_by_key
        own = {key for key, category in known.items() if aspect in category.aspects}
        rows = [row for row in self.after.values() if row.is_event and row.category in own]
        return AspectLine(
            aspect,
            new=tuple(row.id for row in rows if self.is_new(row)),
            open=tuple(row.id for row in rows if row.is_open),
        )

    def groups(self, day: date) -> tuple[GroupLine, ...]:
        """The events of each group in the seven days up to the one before `day`, and in those before."""
        middle, first = (day - timedelta(days=n) for n in (7, 14))
        return tuple(
            GroupLine(group.key, self._within(group.key, middle, day), self._within(group.key, first, middle))
            for group in self.reference.groups
        )  # fmt: skip

    def _within(self, group: str, first: date, end: date) -> Number:
        since, until = first.isoformat(), end.isoformat()
        return self.number(
            lambda row: (
                row.is_event
                and row.category.partition("/")[0] == group
                and since <= row.occurred_on < until
            )
        )

    def matrix(self, *, after: bool) -> Matrix:
        """The open events by likelihood and impact, before or after measures."""
        cells = [[0] * 5 for _ in range(5)]
        for row in self.after.values():
            if row.is_open:
                likelihood = row.residual_likelihood if after else row.likelihood
                impact = row.residual_impact if after else row.impact
                cells[likelihood - 1][impact - 1] += 1
        return tuple(map(tuple, cells))

    def recommendations(self, rows: Iterable[Known]) -> tuple[Recommendation, ...]:
        """What is usual for the categories of these events, in their order."""
        ids: dict[str, list[str]] = {}
        for row in rows:
            if row.is_open:
                ids.setdefault(row.category, []).append(row.id)
        known = self.reference.category_by_key
        return tuple(
            Recommendation(key, known[key].owners, known[key].measures, tuple(ids[key]))
            for key in [key for key in ids if key in known][:MOST_RECOMMENDED]
        )

    def of_region(self, code: str) -> tuple[str, ...]:
        """The ids of the open events of a regency."""
        return self.number(lambda row: row.is_open and code in row.regions).ids


def is_grave(row: Known) -> bool:
    """Whether an event is open and what is left of its risk is high."""
    return row.is_open and row.residual_level >= HIGH


def _gravest(row: Known) -> tuple[int | str, ...]:
    """Sorts the gravest event first, the newest among equals."""
    newest = -date.fromisoformat(row.occurred_on).toordinal()
    return (-row.residual_level, -row.residual_value, -row.value, newest, row.id)
