"""The calendar of who reported: regencies and districts by reporting day.

Field names are a promise to scripts.
"""

from dataclasses import asdict, dataclass

from pilkada_cli.domain.coverage import CoveredDay, Period, State

SCHEMA = "pilkada.coverage/1"


@dataclass(frozen=True, slots=True)
class RegencyCoverage:
    """A regency or city by day, the last day on which it owes reports, and the last bundle of its office.

    `office` is null where no office of it hands over to this register.
    """

    code: str
    name: str
    coverage: float | None
    low: bool
    last_report_on: str | None
    silent_days: int | None
    owed_until: str | None
    office: str | None
    last_bundle_on: str | None
    bundle_days: int | None
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
            "filters": {"regency": self.regency, **self.period._asdict()},
            "regencies": [_object(row) for row in self.regencies],
            "districts": [_object(row) for row in self.districts],
        }

    def cells(self) -> list["CoverageCell"]:
        """A row for each place and day: what ``-f csv`` prints."""
        rows: list[RegencyCoverage | DistrictCoverage] = [*self.regencies, *self.districts]
        return [CoverageCell(row.code, row.name, *day) for row in rows for day in row.days]


def _object(row: RegencyCoverage | DistrictCoverage) -> dict[str, object]:
    return {**asdict(row), "days": [day._asdict() for day in row.days]}


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A place on a reporting day; see `CoveredDay`."""

    code: str
    name: str
    day: str
    state: State
    reports: int
    nil: int
    owed: int
    per_days: int
    missing: int
