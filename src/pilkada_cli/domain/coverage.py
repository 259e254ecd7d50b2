"""What is known of silence: which days a regency reported, and what it owed.

Field names are a promise to scripts.
"""

from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from enum import StrEnum

SCHEMA = "pilkada.coverage/1"


class State(StrEnum):
    """What a reporting day holds.

    ``report`` and ``nil`` pay what is owed; of ``partly`` something is still missing.
    ``owed`` can still be paid, as the day is not over; ``missing`` cannot. On a day
    that is ``free`` nothing came, and nothing was owed that had not come before.
    """

    REPORT = "report"
    NIL = "nil"
    PARTLY = "partly"
    MISSING = "missing"
    OWED = "owed"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class CoveredDay:
    """A reporting day: what came, and what still lacks of `owed` reports in `per_days` days."""

    day: str
    state: State
    reports: int
    nil: int
    owed: int
    per_days: int
    missing: int


@dataclass(frozen=True, slots=True)
class Share:
    """How much came of what was owed: `coverage` is 0 to 1, null where nothing was owed.

    `low` says that too little came, or that the silence is too long.
    """

    coverage: float | None
    low: bool


@dataclass(frozen=True, slots=True)
class RegencyCoverage:
    """A regency or city by day."""

    code: str
    name: str
    coverage: float | None
    low: bool
    last_report_on: str | None
    silent_days: int | None
    days: tuple[CoveredDay, ...]


@dataclass(frozen=True, slots=True)
class DistrictCoverage:
    """A district by day. It owes nothing of its own, so there is no share."""

    code: str
    name: str
    regency: str
    last_report_on: str | None
    silent_days: int | None
    days: tuple[CoveredDay, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Reporting days, ISO, both included."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Covered:
    """How much came of what each regency, by code, owed in a period."""

    period: Period
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole answer; `regency` is the code of the regency or district asked for."""

    election: str
    as_of: str
    regency: str | None
    period: Period
    regencies: tuple[RegencyCoverage, ...]
    districts: tuple[DistrictCoverage, ...]

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints; its keys are a promise."""
        return {
            "schema": SCHEMA,
            "election": self.election,
            "as_of": self.as_of,
            "filters": {"regency": self.regency, **asdict(self.period)},
            "regencies": [asdict(row) for row in self.regencies],
            "districts": [asdict(row) for row in self.districts],
        }

    def cells(self) -> list["CoverageCell"]:
        """A row for each place and day: what ``-f csv`` prints."""
        rows: list[RegencyCoverage | DistrictCoverage] = [*self.regencies, *self.districts]
        return [CoverageCell(row.code, row.name, *astuple(day)) for row in rows for day in row.days]


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A place on a reporting day; see `CoveredDay`."""

    code: str
    name: str
    day: str
    state: str
    reports: int
    nil: int
    owed: int
    per_days: int
    missing: int
