"""Draws of all rates together, from their posterior: for intervals and places.

A point of the grid is drawn, then ``λ_r ~ Gamma(n + y_r, rate n/μ + E_r)`` for each
area. The points come from one stream, the gammas of an area from a stream of its own,
so that a draw does not depend on the order in which areas are handed in. Points are
drawn one from each of as many equal parts of the whole weight.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from math import cos, log, log1p, sin, sqrt, tau
from typing import NamedTuple

from pilkada_cli.analysis.posterior import Area, Slice

Uniform = Callable[[], float]
"""The next number of a stream, from 0 up to but not including 1."""


class Run(NamedTuple):
    """Draws that share a κ: the shape n, and ``n/μ`` of each."""

    n: float
    rates: Sequence[float]


def runs(slices: Sequence[Slice], draws: int, uniform: Uniform) -> list[Run]:
    """As many points of the grid as `draws`, in its order."""
    ends = [*accumulate(chain.from_iterable(each.weights for each in slices))]
    mus = [*chain.from_iterable(each.mus for each in slices)]
    wanted = [(k + uniform()) / draws * ends[-1] for k in range(draws)]
    found, drawn, last = [], 0, 0
    for each in slices:
        last += len(each.mus)
        until = bisect_right(wanted, ends[last - 1], drawn) if last < len(ends) else draws
        at = (min(bisect_right(ends, x), last - 1) for x in wanted[drawn:until])
        found.append(Run(each.n, [each.n / mus[i] for i in at]))
        drawn = until
    return [run for run in found if run.rates]


def rates(area: Area, points: Sequence[Run], uniform: Uniform) -> list[float]:
    """A draw of λ at each point."""
    found: list[float] = []
    for n, each in points:
        drawn = gammas(n + area.y, len(each), uniform)
        found += [g / (rate + area.exposure) for g, rate in zip(drawn, each, strict=True)]
    return found


def gammas(shape: float, count: int, uniform: Uniform) -> list[float]:
    """Numbers with a gamma distribution of rate 1; 0 where a float can hold none so small.

    Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (3), 2000, from
    normals by Box and Muller, 1958; a shape below 1 by their
    ``Gamma(shape + 1) · U^(1/shape)``.
    """
    d = (shape if shape >= 1 else shape + 1) - 1 / 3
    c = 1 / sqrt(9 * d)
    found: list[float] = []
    while len(found) < count:
        radius, angle = sqrt(-2 * log1p(-uniform())), tau * uniform()
        for x in (radius * cos(angle), radius * sin(angle)):
            v, square, u = 1 + c * x, x * x, 1 - uniform()
            if v > 0:
                cube = v * v * v
                if u < 1 - 0.0331 * square * square or (
                    log(u) < square / 2 + d - d * cube + d * log(cube)
                ):
                    found.append(d * cube)
    del found[count:]
    if shape < 1:
        power = 1 / shape
        return [g * uniform() ** power for g in found]
    return found
