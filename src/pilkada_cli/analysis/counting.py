"""Adding up: counted cells in, running counts of each row out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from pilkada_cli.domain.events import Cell, Kind, Outcome
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.reference import Scale

Counted = tuple[Cell, int, float]
"""A kind of report, how many there are, and how far their age lets them count: 1 in full."""


@dataclass(slots=True)
class Count:
    """Running counts of one row. `index` and `open_index` are in tenths, whole where nothing ages.

    `squares` and `open_squares` add the squares of the same weights. `levels` and
    `open_levels` count events from the highest level to the lowest.
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
    worst_level: int | None = None
    index: float = 0
    open_index: float = 0
    squares: float = 0
    open_squares: float = 0
    levels: list[int] = field(default_factory=lambda: [0] * 5)
    open_levels: list[int] = field(default_factory=lambda: [0] * 5)

    def add(self, kind: Kind, n: int, scale: Scale, fresh: float = 1) -> None:
        """Count `n` reports of one kind and age."""
        self.reports += n
        match kind.outcome:
            case Outcome.DUPLICATE:
                self.duplicates += n
            case Outcome.REFUTED:
                self.refuted += n
            case Outcome.WITHDRAWN:
                self.withdrawn += n
            case Outcome.EVENT:
                self._add_event(kind, n, scale, fresh)

    def _add_event(self, kind: Kind, n: int, scale: Scale, fresh: float) -> None:
        self.events += n
        match kind.phase:
            case Phase.PG:
                self.pg += n
            case Phase.AG:
                self.ag += n
            case Phase.GN:
                self.gn += n
        self.verified += n if kind.credence == 0 else 0
        self.worst_level = max(self.worst_level or 0, kind.level)
        each = weight(scale, kind.level, kind.credence) * fresh
        self.index += n * each
        self.squares += n * each**2
        self.levels[-kind.level] += n
        if kind.open:
            left = weight(scale, kind.residual_level, kind.credence) * fresh
            self.open += n
            self.open_index += n * left
            self.open_squares += n * left**2
            self.open_levels[-kind.residual_level] += n

    def take(self, other: "Count") -> None:
        """Add what another row counted."""
        for name in _SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.worst_level = max(self.worst_level or 0, other.worst_level or 0) or None


_SUMMED = tuple(
    f.name for f in fields(Count) if f.name not in ("worst_level", "levels", "open_levels")
)


def weight(scale: Scale, level: int, credence: int) -> int:
    """The weight of one event in tenths: ``W(level) · c``, with c in tenths."""
    return scale.levels[level - 1].weight * scale.credence[credence]


def in_full(cells: Iterable[tuple[Cell, int]]) -> list[Counted]:
    """Cells that nothing ages."""
    return [(cell, n, 1) for cell, n in cells]


_OUTCOME = Cell._fields.index("outcome")

_WEIGHED = Cell._fields.index("phase")


def count_by(
    cells: Iterable[Counted], scale: Scale, column: str, keys: Iterable[str] = ()
) -> dict[str, Count]:
    """Count the cells by one of their columns.

    There may be as many cells as reports, so equal kinds under one key are added
    up before they are weighed.
    """
    by = Cell._fields.index(column)
    merged: dict[tuple[Any, ...], int] = {}
    for cell, n, fresh in cells:
        place = (cell[by], fresh, cell[_OUTCOME], cell[_WEIGHED:])
        merged[place] = merged.get(place, 0) + n
    counts = {key: Count() for key in keys}
    for (key, fresh, outcome, weighed), n in sorted(merged.items()):
        if key not in counts:
            counts[key] = Count()
        counts[key].add(Kind(outcome, *weighed), n, scale, fresh)
    return counts


def counts_of(count: Count, row: type[Any]) -> dict[str, Any]:
    """The counts and scores that a row type has too; scores leave their tenths here."""
    names = {f.name for f in fields(row)}
    values: dict[str, Any] = {f.name: getattr(count, f.name) for f in fields(Count)}
    values |= {name: round(values[name] / 10, 6) for name in ("index", "open_index")}
    return {name: value for name, value in values.items() if name in names}
