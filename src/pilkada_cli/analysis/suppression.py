"""Small counts are withheld, and as many others as it takes that none can be worked out.

A table of counts is published with the totals of its rows and columns and its
grand total. A count under `SMALLEST` is withheld, 0 too: a reader cannot tell
none from few. Where sums would give it away, further counts are withheld, until
each small one could be anything from 0 to ``SMALLEST - 1`` for all that is
published. Secondary cell suppression; see Willenborg and de Waal, "Elements of
Statistical Disclosure Control" (2001), chapter 4. In a table of two dimensions
the changes that keep all sums are circulations of a network, so a search for
paths decides exactly, without an optimiser.

Known limit: two publications of a register that grew in between are two tables;
each is safe alone.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import TypeAlias

SMALLEST = 5
"""The smallest count that is published."""

Table: TypeAlias = list[list[int]]
"""Counts by row and column; the last row and the last column are the totals."""

Place: TypeAlias = tuple[int, int]
"""Row and column."""


def with_totals(counts: Sequence[Sequence[int]]) -> Table:
    """The counts with the totals of their rows, of their columns, and of all."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def publishable(
    counts: Sequence[Sequence[int]], smallest: int = SMALLEST
) -> list[list[int | None]]:
    """The table with its totals, None where a count is withheld.

    `counts` are whole, none negative, and there is at least one row and one
    column; all rows have one length. Which of the withheld are small is not said.
    """
    table = with_totals(counts)
    hidden = withheld(table, smallest)
    return [
        [None if (i, j) in hidden else count for j, count in enumerate(row)]
        for i, row in enumerate(table)
    ]


def withheld(table: Table, smallest: int = SMALLEST) -> frozenset[Place]:
    """Which counts are withheld: the small ones, and no further one that could be shown."""
    small = [place for place in _places(table) if _at(table, place) < smallest]
    hidden = set(small)
    for place in small:
        for goal in (0, smallest - 1):
            _reach(table, hidden, place, goal, may_hide=True)
    for place in sorted(hidden.difference(small), key=lambda place: -_cost(table, place)):
        fewer = hidden - {place}
        if all(_is_open(table, fewer, other, smallest) for other in small):
            hidden = fewer
    return frozenset(hidden)


def _is_open(table: Table, hidden: set[Place], place: Place, smallest: int) -> bool:
    return all(
        _reach(table, hidden, place, goal, may_hide=False) is not None for goal in (0, smallest - 1)
    )


def _reach(
    table: Table, hidden: set[Place], place: Place, goal: int, *, may_hide: bool
) -> Table | None:
    """A table with `goal` at `place`, made by changing hidden counts only, one at a time.

    With `may_hide` the places it needs besides are added to `hidden`.
    """
    other = [list(row) for row in table]
    while (now := _at(other, place)) != goal:
        circle = _circle(other, hidden, place, 1 if goal > now else -1, may_hide=may_hide)
        if circle is None:
            return None
        for (row, column), change in circle:
            hidden.add((row, column))
            other[row][column] += change
    return other


def _circle(
    table: Table, hidden: set[Place], place: Place, change: int, *, may_hide: bool
) -> list[tuple[Place, int]] | None:
    """The changes by one that go with `change` at `place`: every sum stays true, none goes below 0.

    They form a circle through rows and columns in turn. Found is the one that hides
    the least, by `_cost` (Dijkstra). Steps are numbered: rows first, columns after.
    """
    height = len(table)
    start, end = place[0], height + place[1]
    flow = change * _side(table, place)
    best: dict[int, tuple[int, int]] = {start: (0, start)}
    waiting = [(0, start)]
    while waiting:
        cost, step = heappop(waiting)
        if step == end:
            return [(place, change), *_changes(table, best, end, flow)]
        if cost > best[step][0]:
            continue
        for at, following in _next(table, step):
            moved = (-flow if step < height else flow) * _side(table, at)
            passable = at != place and (moved > 0 or _at(table, at) > 0)
            if not passable or not (may_hide or at in hidden):
                continue
            total = cost + (0 if at in hidden else _cost(table, at))
            if following not in best or total < best[following][0]:
                best[following] = (total, step)
                heappush(waiting, (total, following))
    return None


def _next(table: Table, step: int) -> Iterator[tuple[Place, int]]:
    """The counts in the row or column that `step` stands for, with the column or row each leads to."""
    height = len(table)
    if step < height:
        return (((step, column), height + column) for column in range(len(table[0])))
    return (((row, step - height), row) for row in range(height))


def _changes(
    table: Table, best: dict[int, tuple[int, int]], end: int, flow: int
) -> Iterator[tuple[Place, int]]:
    height, step = len(table), end
    while best[step][1] != step:
        before = best[step][1]
        from_row = before < height
        at = (before, step - height) if from_row else (step, before - height)
        yield at, (-flow if from_row else flow) * _side(table, at)
        step = before


def _side(table: Table, place: Place) -> int:
    """1 for a count, -1 for the sum of a row or column: counts less their sum are zero. 1 for the sum of sums."""
    in_totals = (place[0] == len(table) - 1) + (place[1] == len(table[0]) - 1)
    return -1 if in_totals == 1 else 1


def _cost(table: Table, place: Place) -> int:
    """What withholding it costs: its count, more for a total."""
    totals = (place[0] == len(table) - 1) + (place[1] == len(table[0]) - 1)
    return (1 + _at(table, place)) * (1, 2, 8)[totals]


def _at(table: Table, place: Place) -> int:
    return table[place[0]][place[1]]


def _places(table: Table) -> Iterator[Place]:
    return ((row, column) for row in range(len(table)) for column in range(len(table[0])))
