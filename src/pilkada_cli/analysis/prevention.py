"""What became of the threats: how many were averted, and after how many days somebody acted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pilkada_cli.domain.fields import Handling, Phase
from pilkada_cli.domain.prevention import Prevention, PreventionRow


class Course(NamedTuple):
    """How `n` events of a category went: their phase and handling, and days until somebody acted and closed."""

    category: str
    phase: str
    handling: str
    to_action: float | None
    to_close: float | None
    n: int


def prevention(courses: Iterable[Course], as_of: str) -> Prevention:
    """Rows by the number of threats, then by category. `courses` began as PG or AG."""
    by_category: dict[str, list[Course]] = defaultdict(list)
    for course in courses:
        by_category[course.category].append(course)
    rows = [_row(category, each) for category, each in by_category.items()]
    rows.sort(key=lambda row: (-row.threats, row.category or ""))
    every = [course for each in by_category.values() for course in each]
    return Prevention(as_of, tuple(rows), _row(None, every))


def _row(category: str | None, courses: Sequence[Course]) -> PreventionRow:
    happened = sum(c.n for c in courses if c.phase == Phase.GN)
    calm = [c for c in courses if c.phase != Phase.GN]
    averted = sum(c.n for c in calm if c.handling == Handling.CLOSED)
    return PreventionRow(
        category=category,
        threats=sum(c.n for c in courses),
        averted=averted,
        happened=happened,
        open=sum(c.n for c in calm) - averted,
        median_days_to_action=_median([(c.to_action, c.n) for c in courses]),
        median_days_to_close=_median([(c.to_close, c.n) for c in courses]),
    )


def _median(days: Iterable[tuple[float | None, int]]) -> float | None:
    """The median of numbers that stand for so many each; those that are None do not count."""
    known = sorted((d, n) for d, n in days if d is not None)
    total = sum(n for _, n in known)
    if not total:
        return None
    middle = [_at(known, (total - 1) // 2), _at(known, total // 2)]
    return sum(middle) / 2


def _at(ordered: Iterable[tuple[float, int]], place: int) -> float:
    for value, n in ordered:
        place -= n
        if place < 0:
            return value
    raise IndexError(place)
