"""The posterior of a gamma-Poisson model on a grid of its two hyperparameters.

::

    y_r ~ Poisson(λ_r · E_r)               y_r events, E_r exposure
    λ_r ~ Gamma(shape n = 1/κ², rate a = n/μ)
    κ   ~ half-Normal(scale 1.5),  log μ flat

    p(κ, μ | y) ∝ p(κ) Π_r Γ(n + y_r)/Γ(n) · a^n / (a + E_r)^(n + y_r)
    E[λ_r | y]  = Σ_grid p(κ, μ | y) · (n + y_r) / (a + E_r)

For given κ and μ an area is negative binomial, so that λ drops out in closed form
(Clayton and Kaldor, Biometrics 43, 1987; the half-normal: Gelman, Bayesian Analysis
1 (3), 2006); `y` need not be whole.

The grid is part of the method. Its points lie close where κ is small and μ near its crude
value, since there much is known and the posterior narrow, and wide apart beyond: both
follow ``sinh`` of equal steps, and weigh as much as they stand for, ``cosh``.

Areas are taken in the order of their figures, never of their names or places: the
same figures give the same digits whatever the areas are called. Everything is
written with ``n/E + μ``, which is ``(a + E) μ/E``.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from math import asinh, cosh, exp, fsum, lgamma, log, log2, sinh
from operator import mul, truediv
from typing import NamedTuple

SCALE = 1.5
"""Of the half-normal prior of κ."""


class Node(NamedTuple):
    """A value of the grid, and the width that it stands for."""

    value: float
    width: float

    @property
    def halved(self) -> "Node":
        """The same at an end, beyond which it stands for nothing."""
        return self._replace(width=self.width / 2)


def _nodes(close: float, reach: float, steps: int, at: Iterable[float]) -> tuple[Node, ...]:
    """Values of ``close · sinh`` at some of the equal steps of which so many reach to `reach`."""
    step = asinh(reach / close) / steps
    return tuple(Node(close * sinh(step * i), cosh(step * i)) for i in at)


KAPPAS = _nodes(0.5, 4.8, 48, (i + 0.5 for i in range(48)))
_FIRST, *_BETWEEN, _LAST = _nodes(0.3, 4.0, 48, range(-48, 49))
STEPS = (_FIRST.halved, *_BETWEEN, _LAST.halved)
"""Of log μ around its crude value ``log((Σy + ½) / ΣE)``; the two ends weigh half."""

NEGLIGIBLE = 20
"""How far below the largest log weight a point may lie. Those left out move no mean by 1e-8 of it."""

STRIDE = 16
"""Every which μ is looked at first."""

TOGETHER = 8
"""How many factors are multiplied before a logarithm is taken: no product leaves the floats."""

LOG_2 = log(2)


class Area(NamedTuple):
    """What is known of an area: how many events, and its exposure, which is above 0."""

    y: float
    exposure: float


class Slice(NamedTuple):
    """The posterior at one κ: the shape n, and the values of μ that matter with their weights."""

    n: float
    mus: Sequence[float]
    weights: Sequence[float]


class Posterior(NamedTuple):
    """The grid as it is weighed, and the mean of λ in each area. The weights add up to 1."""

    slices: Sequence[Slice]
    means: Sequence[float]


class _Mus(NamedTuple):
    """Values of μ, and how much of log μ each stands for."""

    values: Sequence[float]
    widths: Sequence[float]

    def part(self, first: int, last: int) -> "_Mus":
        return _Mus(self.values[first:last], self.widths[first:last])


class _Row(NamedTuple):
    """One κ: weights relative to ``exp(top)``, and each area's sum."""

    n: float
    mus: Sequence[float]
    top: float
    weights: Sequence[float]
    sums: Sequence[float]


def posterior(areas: Sequence[Area]) -> Posterior:
    """What is known of all λ together; there is at least one area."""
    ordered = sorted(areas)
    crude = (fsum(a.y for a in areas) + 0.5) / fsum(a.exposure for a in areas)
    mus = _Mus([crude * exp(node.value) for node in STEPS], [node.width for node in STEPS])
    rows = [_row(ordered, n, prior, part) for n, prior, part in _matter(ordered, mus)]
    highest = max(row.top for row in rows)
    scales = [exp(row.top - highest) for row in rows]
    mass = fsum(scale * fsum(row.weights) for scale, row in zip(scales, rows, strict=True))
    shares = [scale / mass for scale in scales]
    sums = zip(*(row.sums for row in rows), strict=True)
    found = {a: fsum(map(mul, shares, each)) for a, each in zip(ordered, sums, strict=True)}
    return Posterior(
        [
            Slice(row.n, row.mus, [share * w for w in row.weights])
            for share, row in zip(shares, rows, strict=True)
        ],
        [found[area] for area in areas],
    )


def _matter(areas: Sequence[Area], mus: _Mus) -> Iterator[tuple[float, float, _Mus]]:
    """For each κ that matters n, the log of its prior and width, and the part of μ that matters.

    In log μ the log weights are concave, so what lies beyond a point that does not
    matter does not matter either: a coarse look finds the ends.
    """
    few = mus.values[::STRIDE]
    looks = []
    for kappa, width in KAPPAS:
        n, prior = 1 / kappa**2, log(width) - kappa**2 / (2 * SCALE**2)
        looks.append((n, prior, _log_weights(areas, n, prior, few, _spans(areas, n, few))))
    least = max(max(logs) for _, _, logs in looks) - NEGLIGIBLE
    for n, prior, logs in looks:
        near = [i for i, value in enumerate(logs) if value >= least]
        if near:
            yield n, prior, mus.part(max(near[0] - 1, 0) * STRIDE, (near[-1] + 1) * STRIDE + 1)


def _row(areas: Sequence[Area], n: float, prior: float, mus: _Mus) -> _Row:
    """The terms of a sum along μ are positive: added up as they come they lose 1e-14 of it at most."""
    spans = _spans(areas, n, mus.values)
    logs = _log_weights(areas, n, prior, mus.values, spans)
    top = max(logs)
    weights = [width * exp(value - top) for value, width in zip(logs, mus.widths, strict=True)]
    products = [*map(mul, weights, mus.values)]
    return _Row(n, mus.values, top, weights, [
        (n + y) / exposure * sum(map(truediv, products, span))
        for (y, exposure), span in zip(areas, spans, strict=True)
    ])  # fmt: skip


def _spans(areas: Sequence[Area], n: float, mus: Sequence[float]) -> list[list[float]]:
    """``n/E + μ`` of each area along μ."""
    ratios = [n / area.exposure for area in areas]
    return [[ratio + mu for mu in mus] for ratio in ratios]


def _log_weights(
    areas: Sequence[Area],
    n: float,
    prior: float,
    mus: Sequence[float],
    spans: Sequence[Sequence[float]],
) -> Sequence[float]:
    """``prior + Σ_r [log Γ(n + y)/Γ(n) + n log n/E + y log μ − (n + y) log(n/E + μ)]``.

    Areas with equal y share a logarithm.
    """
    constant = prior + fsum(lgamma(n + y) - lgamma(n) + n * log(n / e) for y, e in areas)
    powers, products = [-fsum(area.y for area in areas) * LOG_2], [mus]
    for y, equal in groupby(zip(areas, spans, strict=True), lambda pair: pair[0].y):
        alike = [span for _, span in equal]
        for i in range(0, len(alike), TOGETHER):
            powers.append((n + y) * LOG_2)
            products.append(reduce(_times, alike[i : i + TOGETHER]))
    logs: Sequence[float] = [constant] * len(mus)
    for i in range(0, len(powers), 3):
        logs = _less(logs, powers[i : i + 3], products[i : i + 3])
    return logs


def _times(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [*map(mul, one, other)]


def _less(
    values: Sequence[float], powers: Sequence[float], columns: Sequence[Sequence[float]]
) -> Sequence[float]:
    """The values less each power times the binary logarithm of its column; three at once are quicker."""
    if len(powers) < 3:
        for power, column in zip(powers, columns, strict=True):
            values = [v - power * a for v, a in zip(values, map(log2, column), strict=True)]
        return values
    p, q, r = powers
    logs = (map(log2, column) for column in columns)
    return [v - p * a - q * b - r * c for v, a, b, c in zip(values, *logs, strict=True)]
