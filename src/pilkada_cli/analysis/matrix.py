"""Where events lie in the risk matrix, before and after measures."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pilkada_cli.domain.matrix import MatrixCell
from pilkada_cli.domain.reference import Scale
from pilkada_cli.domain.report import level_of, value_of


class Rated(NamedTuple):
    """Events that are rated alike: likelihood and impact, 1 to 5, before and after measures."""

    likelihood: int
    impact: int
    residual_likelihood: int
    residual_impact: int
    events: int


def cells(rated: Iterable[Rated], scale: Scale) -> tuple[MatrixCell, ...]:
    """Every cell of the scale's matrix with the events in it."""
    before, after = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for each in rated:
        before[each.likelihood, each.impact] += each.events
        after[each.residual_likelihood, each.residual_impact] += each.events
    return tuple(
        MatrixCell(*place, value, level_of(scale, value), before=before[place], after=after[place])
        for likelihood, row in enumerate(scale.matrix, 1)
        for impact, value in enumerate(row, 1)
        for place in ((likelihood, impact),)
    )


def lowered(rated: Iterable[Rated], scale: Scale) -> int:
    """How many events have a lower level after measures."""

    def level(likelihood: int, impact: int) -> int:
        return level_of(scale, value_of(scale, likelihood, impact))

    return sum(
        each.events
        for each in rated
        if level(each.residual_likelihood, each.residual_impact)
        < level(each.likelihood, each.impact)
    )
