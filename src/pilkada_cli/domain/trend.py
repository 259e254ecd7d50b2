"""Weekly counts and scores of regencies or stages; the field names are a promise to scripts."""

from dataclasses import asdict, dataclass

SCHEMA = "pilkada.trend/1"


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A regency or stage: events of each week, and their score in the record."""

    key: str
    name: str
    events: tuple[int, ...]
    index: tuple[float, ...]
    total_events: int
    total_index: float


@dataclass(frozen=True, slots=True)
class Trend:
    """All rows over the same `weeks`, oldest first; `complete` says that the last one is over."""

    as_of: str
    by: str
    regency: str | None
    weeks: tuple[str, ...]
    week_starts: tuple[str, ...]
    complete: bool
    rows: tuple[TrendRow, ...]

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints."""
        return {"schema": SCHEMA, **asdict(self)}
