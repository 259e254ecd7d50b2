"""What a summary answers: its rows and totals, whose field names are a promise to scripts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from pilkada_cli.domain.coverage import Period
from pilkada_cli.domain.events import COUNTING_RULE

SCHEMA = "pilkada.summary/1"


class Measure(StrEnum):
    """Which burden ranks: what is on the table, or what happened and threatened."""

    OPEN = "open"
    RECORD = "record"


class RankBy(StrEnum):
    """What the rank follows."""

    RATE = "rate"
    INDEX = "index"
    COUNT = "count"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the summary is about: codes, keys and ISO days, None for all."""

    regency: str | None = None
    stage: str | None = None
    category: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What was received and what is counted, each report and event once."""

    reports: int
    events: int
    refuted: int
    duplicates: int
    withdrawn: int
    province_wide: int
    pg: int
    ag: int
    gn: int
    open: int


@dataclass(frozen=True, slots=True)
class RegencyRow:
    """A regency or city. `exposure` is in hundreds of polling stations.

    What is said of rates is null unless regencies are ranked by them. `coverage` is the
    part, 0 to 1, that came of the reports it owed; null where it owed none.
    """

    rank: int | None
    rank_low: int | None
    rank_high: int | None
    code: str
    name: str
    reports: int
    events: int
    pg: int
    ag: int
    gn: int
    open: int
    verified: int
    worst_level: int | None
    index: float
    open_index: float
    exposure: float
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    p_top3: float | None
    last_report_on: str | None
    silent_days: int | None
    coverage: float | None
    open_level: int | None


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage, by its official name. `days` and `index_per_day` are of the part inside the window."""

    rank: int | None
    key: str
    name: str
    start: str | None
    end: str | None
    days: int | None
    reports: int
    events: int
    pg: int
    ag: int
    gn: int
    open: int
    worst_level: int | None
    index: float
    open_index: float
    index_per_day: float | None
    open_level: int | None


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A leaf of the taxonomy."""

    rank: int | None
    key: str
    name: str
    athg: str
    reports: int
    events: int
    pg: int
    ag: int
    gn: int
    open: int
    worst_level: int | None
    index: float
    open_index: float
    open_level: int | None


@dataclass(frozen=True, slots=True)
class AthgRow:
    """One of the four ATHG labels."""

    rank: int | None
    key: str
    athg: str
    reports: int
    events: int
    pg: int
    ag: int
    gn: int
    open: int
    worst_level: int | None
    index: float
    open_index: float
    open_level: int | None


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district. What names no district, and what only affects it, counts in none."""

    rank: int | None
    code: str
    name: str
    regency: str
    reports: int
    events: int
    pg: int
    ag: int
    gn: int
    open: int
    worst_level: int | None
    index: float
    open_index: float
    open_level: int | None


Row = RegencyRow | StageRow | CategoryRow | AthgRow | DistrictRow


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole answer. `fell_back` says that nothing is open, so the record ranks.

    `half_life` is in days. `unsure` are neighbours, by code, whose places the rates
    do not tell apart; `unit` is the size of a typical event. Both are empty where
    there are no rates. `districts` are counted only when they are asked for.
    `coverage_period` are the reporting days that `coverage` is about; None where it was
    not looked at.
    """

    election: str
    as_of: str
    measure: Measure
    rank_by: RankBy
    scale: str
    filters: Filters
    totals: Totals
    regencies: tuple[RegencyRow, ...]
    stages: tuple[StageRow, ...]
    categories: tuple[CategoryRow, ...]
    athg: tuple[AthgRow, ...]
    districts: tuple[DistrictRow, ...]
    fell_back: bool
    half_life: float | None = None
    unsure: tuple[tuple[str, str], ...] = ()
    unit: float | None = None
    coverage_period: Period | None = None

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints; its keys are a promise."""
        return {
            "schema": SCHEMA,
            "election": self.election,
            "as_of": self.as_of,
            "measure": self.measure.value,
            "rank_by": self.rank_by.value,
            "half_life": self.half_life,
            "scale": self.scale,
            "filters": asdict(self.filters),
            "coverage_period": self.coverage_period._asdict() if self.coverage_period else None,
            "counting_rule": COUNTING_RULE,
            "totals": asdict(self.totals),
            "regencies": [asdict(row) for row in self.regencies],
            "stages": [asdict(row) for row in self.stages],
            "categories": [asdict(row) for row in self.categories],
            "athg": [asdict(row) for row in self.athg],
            "districts": [asdict(row) for row in self.districts],
        }

    def rows(self, by: str) -> tuple[Row, ...]:
        """The rows of one ``--by``."""
        tables: dict[str, tuple[Row, ...]] = {
            "regency": self.regencies,
            "stage": self.stages,
            "category": self.categories,
            "athg": self.athg,
            "district": self.districts,
        }
        return tables[by]


ROW_TYPES: Mapping[str, type[Row]] = {
    "regency": RegencyRow,
    "stage": StageRow,
    "category": CategoryRow,
    "athg": AthgRow,
    "district": DistrictRow,
}
