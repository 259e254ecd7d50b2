"""The regencies as tiles where they lie; the field names are a promise to scripts."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from pilkada_cli.domain.coverage import Period
from pilkada_cli.domain.events import COUNTING_RULE
from pilkada_cli.domain.summary import Filters, Measure

SCHEMA = "pilkada.map/1"


class By(StrEnum):
    """What the tiles show."""

    LEVEL = "level"
    SCORE = "score"
    COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class Tile:
    """A regency or city; `row` and `column` from 0, null where the reference data give it no place.

    `events` are those of the measure, `level` is the worst of them: of open events what is
    left after measures. The rates are null without an event.
    """

    code: str
    name: str
    row: int | None
    column: int | None
    events: int
    level: int | None
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    coverage: float | None
    low: bool
    silent_days: int | None


@dataclass(frozen=True, slots=True)
class TileMap:
    """All regencies in the order of their codes.

    `fell_back` says that nothing is open, so that the record is shown; `province_wide`
    counts the events of the measure that stand in no tile.
    """

    election: str
    as_of: str
    by: By
    measure: Measure
    fell_back: bool
    scale: str
    filters: Filters
    coverage_period: Period | None
    province_wide: int
    tiles: tuple[Tile, ...]

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints."""
        return {
            "schema": SCHEMA,
            "counting_rule": COUNTING_RULE,
            **asdict(self),
            "coverage_period": self.coverage_period._asdict() if self.coverage_period else None,
        }


ABREAST = 4
"""Tiles in a row of those that have no place."""


def placed(tiles: Sequence[Tile]) -> list[tuple[Tile, int, int]]:
    """Every tile with its row and column; those without a place in rows below the others."""
    known = [(t, t.row, t.column) for t in tiles if t.row is not None and t.column is not None]
    below = 1 + max((row for _, row, _ in known), default=-1)
    rest = [tile for tile in tiles if tile.row is None or tile.column is None]
    return known + [(t, below + i // ABREAST, i % ABREAST) for i, t in enumerate(rest)]
