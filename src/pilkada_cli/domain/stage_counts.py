"""How many events each regency has in each stage."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StageCounts:
    """A regency and its events, in the order of `StageTable.stages`."""

    code: str
    name: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StageTable:
    """Regencies by code and stages, by key, that have an event, in the order of the calendar.

    The last key may be `pilkada_cli.domain.stages.OUTSIDE`.
    """

    as_of: str
    stages: tuple[str, ...]
    rows: tuple[StageCounts, ...]
