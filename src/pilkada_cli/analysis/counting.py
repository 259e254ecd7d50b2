"""Adding up: counted cells in, the sums of each row out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from pilkada_cli.domain.events import Cell, Kind
from pilkada_cli.domain.reference import Scale
from pilkada_cli.domain.sums import NOTHING, Sums, sums_of

Counted = tuple[Cell, int, float]
"""A kind of report, how many there are, and how far their age lets them count: 1 in full."""

SumsBy = Callable[[str], Mapping[str, Sums]]
"""The sums by ``regency``, ``stage``, ``category`` or ``athg``.

By regency an event stands in the row of each that it touches. By the other three it
stands once, or in the row of the one regency that is looked at.
"""

_OUTCOME = Cell._fields.index("outcome")
_WEIGHED = Cell._fields.index("phase")


def in_full(cells: Iterable[tuple[Cell, int]]) -> list[Counted]:
    """Cells that nothing ages."""
    return [(cell, n, 1) for cell, n in cells]


def sums_by(cells: Iterable[Counted], scale: Scale, only: str | None) -> SumsBy:
    """The sums of cells by any dimension; `only` is the one regency that is looked at."""
    every = list(cells)
    here = [c for c in every if (c[0].regency == only if only else not c[0].further)]
    return lambda dimension: count_by(every if dimension == "regency" else here, scale, dimension)


def count_by(cells: Iterable[Counted], scale: Scale, column: str) -> dict[str, Sums]:
    """Count the cells by one of their columns.

    There may be as many cells as reports, so equal kinds under one key are added
    up before they are weighed.
    """
    by = Cell._fields.index(column)
    merged: dict[tuple[Any, ...], int] = {}
    for cell, n, fresh in cells:
        place = (cell[by], fresh, cell[_OUTCOME], cell[_WEIGHED:])
        merged[place] = merged.get(place, 0) + n
    sums: dict[str, Sums] = {}
    one = sums_of(scale)
    for (key, fresh, outcome, weighed), n in sorted(merged.items()):
        added = one(Kind(outcome, *weighed)).times(n)
        sums[key] = sums.get(key, NOTHING).plus(added if fresh == 1 else added.aged(fresh))
    return sums


def counts_of(sums: Sums, row: type[Any]) -> dict[str, Any]:
    """The counts and scores that a row type has too; scores leave their tenths here."""
    names = {f.name for f in fields(row)}
    values: dict[str, Any] = {**sums._asdict(), "worst_level": sums.worst_level}
    values["open_level"] = sums.open_level
    values |= {"index": _points(sums.score), "open_index": _points(sums.open_score)}
    return {name: value for name, value in values.items() if name in names}


def _points(tenths: float) -> float:
    return round(tenths / 10, 6)
