"""What a diff answers: which places and scores moved between two points in time, and why.

Field names are a promise to scripts.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum

from pilkada_cli.domain.summary import Filters, Measure, RankBy

SCHEMA = "pilkada.diff/1"


class Why(StrEnum):
    """Why a report counts otherwise than before, or a row stands otherwise.

    The first are about reports. ``counted`` and ``uncounted`` say that another report
    of the same event counts no more, or counts now. ``remeasured``,
    ``decayed`` and ``others`` are about rows: the record ranks in place of what is open, or
    the other way round; events aged; or only what happened elsewhere moved the row.
    """

    ARRIVED = "arrived"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    VERIFIED = "verified"
    REFUTED = "refuted"
    UNVERIFIED = "unverified"
    ESCALATED = "escalated"
    DEESCALATED = "deescalated"
    LINKED = "linked"
    UNLINKED = "unlinked"
    COUNTED = "counted"
    UNCOUNTED = "uncounted"
    CLOSED = "closed"
    REOPENED = "reopened"
    REGRADED = "regraded"
    RERATED = "rerated"
    MEASURED = "measured"
    MOVED = "moved"
    RESTAGED = "restaged"
    RECATEGORISED = "recategorised"
    REDATED = "redated"
    REMEASURED = "remeasured"
    DECAYED = "decayed"
    OTHERS = "others"


@dataclass(slots=True)
class Mover:
    """A report that counts otherwise than before; there may be very many."""

    id: str
    title: str | None
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class RegencyMove:
    """A regency or city that stands otherwise; without an event it has neither rank nor rate."""

    code: str
    name: str
    rank_before: int | None
    rank: int | None
    index_before: float
    index: float
    open_index_before: float
    open_index: float
    rate_before: float | None
    rate: float | None
    why: tuple[Why, ...]
    reports: tuple[Mover, ...]


@dataclass(frozen=True, slots=True)
class StageMove:
    """A stage that stands otherwise; without an event it has no rank."""

    key: str
    name: str
    rank_before: int | None
    rank: int | None
    index_before: float
    index: float
    open_index_before: float
    open_index: float
    why: tuple[Why, ...]
    reports: tuple[Mover, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """The whole answer; `since` and `as_of` are the two points, as asked for."""

    election: str
    since: str
    as_of: str
    measure_before: Measure
    measure: Measure
    rank_by: RankBy
    half_life: float | None
    scale: str
    filters: Filters
    regencies: tuple[RegencyMove, ...]
    stages: tuple[StageMove, ...]

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints; its keys are a promise."""
        filters = asdict(self.filters)
        return {
            "schema": SCHEMA,
            "election": self.election,
            "since": self.since,
            "as_of": self.as_of,
            "measure_before": self.measure_before.value,
            "measure": self.measure.value,
            "rank_by": self.rank_by.value,
            "half_life": self.half_life,
            "scale": self.scale,
            "filters": {name: filters[name] for name in ("regency", "stage", "category")},
            "regencies": [asdict(row) for row in self.regencies],
            "stages": [asdict(row) for row in self.stages],
        }
