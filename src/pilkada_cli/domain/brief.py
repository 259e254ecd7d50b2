"""What a brief says: a day, a week, or what needs attention, as the register knew it then.

Every number carries the ids behind it. Texts of reports stand here without what
points at a person. Field names are a promise to scripts.
"""

from dataclasses import asdict, is_dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from pilkada_cli.domain.brief_lines import (
    NOTHING,
    ActionLine,
    AgendaItem,
    AspectLine,
    Coverage,
    Decision,
    Event,
    FollowUp,
    GroupLine,
    Listed,
    Matrix,
    Number,
    Recommendation,
    RegencyLine,
    Surge,
    WeekLine,
    WideLine,
)
from pilkada_cli.domain.readiness_table import ItemReady, late
from pilkada_cli.domain.summary import CategoryRow, StageRow

SCHEMA = "pilkada.brief/1"

HIGH, HIGHEST = 4, 5
"""The levels from which an event is grave, and gravest."""

MOST_EVENTS = 5
MOST_DECISIONS = 3

MOST_TITLES = 3
"""Events named in the line of a field."""

NEXT_DAYS = 3
"""Days of the forecast."""


class BriefKind(StrEnum):
    """What a brief is about: 24 hours, seven days, or single events."""

    DAILY = "daily"
    WEEKLY = "weekly"
    ATTENTION = "attention"


class Situation(StrEnum):
    """How the place stands, by what is left of the risk of its open events.

    ``safe``: none is high or more than potential, no report is owed, nothing is past its day.
    ``notes``: not all of that. ``attention``: one that is more than potential is very high.
    ``unknown``: neither is to be said, as too few reported.
    """

    UNKNOWN = "unknown"
    SAFE = "safe"
    NOTES = "notes"
    ATTENTION = "attention"


class Numbers(NamedTuple):
    """The counts of a brief; the period's are those that the period before did not know.

    `received` to `closed` are of the period, the others of all that is known: `reports`
    without withdrawn ones, and events by phase. `uncounted` are linked to others or refuted;
    `acute` are open and more than potential.
    """

    received: Number
    raised: Number
    verified: Number
    refuted: Number
    closed: Number
    reports: Number
    events: Number
    uncounted: Number
    pg: Number
    ag: Number
    gn: Number
    open: Number
    acute: Number
    grave: Number
    overdue: Number = NOTHING


class Letter(NamedTuple):
    """What an official letter has around its text; `number` is None where it is left blank.

    `office` is the name of the office, None where nobody said it.
    """

    classification: str
    letterhead: tuple[str, ...]
    office: str | None
    recipients: tuple[str, ...]
    number: str | None
    seat: str | None

    @property
    def signing(self) -> str | None:
        """The office that signs: by its name, else as a letterhead has it, below the government's."""
        return self.office or next(iter(self.letterhead[:2][::-1]), None)

    @property
    def foremost(self) -> int | None:
        """Which line of the letterhead names the office; None where none does."""
        lines = [line.casefold() for line in self.letterhead]
        own = (self.signing or "").casefold()
        return lines.index(own) if own in lines else None


class Period(NamedTuple):
    """What is looked at: `since` None for all that is known; `until` ends it, both instants.

    `ended` is false where `until` is still to come. `day` is the local day of `until`.
    `days_to_vote` is negative after the last vote.
    """

    since: str | None
    until: str
    ended: bool
    day: str
    days_to_vote: int | None
    stage: str | None
    day_of_stage: int | None
    days_of_stage: int | None


class Brief(NamedTuple):
    """The whole brief. `region` is None for the province.

    `more` counts the reports that the annex leaves out. `province` is what no regency has
    alone, None where there is nothing. `fell_back` says that nothing is open, so that rates
    follow the record. `actions` are those that are not over, were done in the period or are on
    `events`; they, `followed` and `readiness` are None where the register records none.
    """

    kind: BriefKind
    election: str
    region: str | None
    letter: Letter
    period: Period
    situation: Situation
    numbers: Numbers
    coverage: Coverage
    decisions: tuple[Decision, ...]
    regencies: tuple[RegencyLine, ...]
    province: WideLine | None
    fell_back: bool
    unsure: tuple[tuple[str, str], ...]
    aspects: tuple[AspectLine, ...]
    events: tuple[Event, ...]
    groups: tuple[GroupLine, ...]
    surges: tuple[Surge, ...]
    across: tuple[str, ...]
    agenda: tuple[AgendaItem, ...]
    planned: tuple[Event, ...]
    recommendations: tuple[Recommendation, ...]
    stages: tuple[StageRow, ...]
    categories: tuple[CategoryRow, ...]
    weeks: tuple[WeekLine, ...]
    matrix: Matrix
    matrix_after: Matrix
    listed: tuple[Listed, ...]
    more: int
    actions: tuple[ActionLine, ...] | None = None
    followed: FollowUp | None = None
    readiness: tuple[ItemReady, ...] | None = None

    @property
    def late(self) -> tuple[ItemReady, ...]:
        """The items past their day and below their target, least ready first."""
        return late(self.readiness or (), self.period.day)

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints; its keys are a promise."""
        return {"schema": SCHEMA, **_as_object(self)}

    def event(self, id: str) -> Event | None:
        """The event told at length that has an id."""
        return next((each for each in (*self.events, *self.planned) if each.id == id), None)


def _as_object(value: Any) -> Any:
    """Records as objects by the names of their fields, all else as it is."""
    if hasattr(value, "_asdict"):
        return {name: _as_object(each) for name, each in value._asdict().items()}
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_as_object(each) for each in value] if isinstance(value, tuple) else value
