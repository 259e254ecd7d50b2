"""What reports of any kind add up to, number by number."""

from collections.abc import Callable
from functools import cache
from operator import add
from typing import NamedTuple

from pilkada_cli.domain.events import Kind, Outcome
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import Scale


class Sums(NamedTuple):
    """Counts and scores that add up, whatever the order.

    `score` and `open_score` are in tenths, whole where nothing ages; `squares` and
    `open_squares` add the squares of the same weights, in hundredths. `level_3` counts
    the events of level 3, `open_level_3` the open ones by what is left of them.
    """

    reports: int = 0
    events: int = 0
    duplicates: int = 0
    refuted: int = 0
    withdrawn: int = 0
    pg: int = 0
    ag: int = 0
    gn: int = 0
    open: int = 0
    verified: int = 0
    score: float = 0
    open_score: float = 0
    squares: float = 0
    open_squares: float = 0
    level_5: int = 0
    level_4: int = 0
    level_3: int = 0
    level_2: int = 0
    level_1: int = 0
    open_level_5: int = 0
    open_level_4: int = 0
    open_level_3: int = 0
    open_level_2: int = 0
    open_level_1: int = 0

    @property
    def levels(self) -> tuple[int, ...]:
        """Events by level, the highest first."""
        return self[14:19]

    @property
    def open_levels(self) -> tuple[int, ...]:
        """Open events by what is left of their level, the highest first."""
        return self[19:24]

    @property
    def worst_level(self) -> int | None:
        """The highest level that an event has."""
        return next((5 - i for i, n in enumerate(self.levels) if n), None)

    @property
    def open_level(self) -> int | None:
        """The highest level that is left of an open event."""
        return next((5 - i for i, n in enumerate(self.open_levels) if n), None)

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums._make(map(add, self, other))

    def times(self, n: int) -> "Sums":
        """`n` times the same."""
        return Sums._make(each * n for each in self)

    def aged(self, fresh: float) -> "Sums":
        """The same with weights that count as far as `fresh` says: 1 in full."""
        return self._replace(
            score=self.score * fresh,
            open_score=self.open_score * fresh,
            squares=self.squares * fresh**2,
            open_squares=self.open_squares * fresh**2,
        )


NOTHING = Sums()

SumsOf = Callable[[Kind], Sums]
"""What one report of a kind adds."""


def weight(scale: Scale, level: int, credence: int) -> int:
    """The weight of one event in tenths: ``W(level) · c``, with c in tenths."""
    return scale.levels[level - 1].weight * scale.credence[credence]


def sums_of(scale: Scale) -> SumsOf:
    """What one report adds, by its kind."""

    @cache
    def of(kind: Kind) -> Sums:
        match kind.outcome:
            case Outcome.DUPLICATE:
                return Sums(reports=1, duplicates=1)
            case Outcome.REFUTED:
                return Sums(reports=1, refuted=1)
            case Outcome.WITHDRAWN:
                return Sums(reports=1, withdrawn=1)
            case _:
                return _of_event(kind, scale)

    return of


def _of_event(kind: Kind, scale: Scale) -> Sums:
    score = weight(scale, kind.level, kind.credence)
    sums = Sums(
        reports=1,
        events=1,
        pg=int(kind.phase == Phase.PG),
        ag=int(kind.phase == Phase.AG),
        gn=int(kind.phase == Phase.GN),
        verified=int(kind.credence == 0),
        score=score,
        squares=score**2,
    )._replace(**{f"level_{kind.level}": 1})
    if not kind.open:
        return sums
    left = weight(scale, kind.residual_level, kind.credence)
    return sums._replace(
        open=1,
        open_score=left,
        open_squares=left**2,
        **{f"open_level_{kind.residual_level}": 1},
    )
