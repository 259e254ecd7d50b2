"""Whether a week's count goes beyond what its regency and category group lead to expect.

::

    g = (ΣS + 1) / Σm               events of a series in a week, over all series
    b = ½ / g                       the rate of a series ~ Gamma(shape ½, rate b), mean g
    μ = (S + ½) / (m + b)           S events in the m weeks before that count, at most 8
    y ~ negative binomial           mean μ, variance φ · μ · (1 + 1/(m + b))
    chance = P(Y ≥ y)               at φ = 1 the predictive law of Poisson counts
    threshold = budget / (13 · number of series)

φ is the dispersion of all series together, drawn towards `PRIOR` where little is known
of it, and at least 1. The week of the vote is compared with the other regencies that
vote: S their events, m their exposure for that of the regency, b = 0, φ from their
scatter if that is more. The thresholds of all series and the 13 weeks of a quarter add
up to the budget: where no chance is too small, there are on average at most so many
false alarms.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, fsum, lgamma, log
from typing import NamedTuple

from pilkada_cli.analysis.rate import exposed

BASELINE = 8
"""Weeks before that a week is compared with, at most."""

FEWEST = 4
"""With fewer weeks there is no test."""

SHAPE = 0.5
"""How widely the rates of series differ: a gamma distribution of this shape."""

FEWEST_PEERS = 3
WEEKS_OF_QUARTER = 13
PRIOR = 2.0
"""The dispersion of counts of which nothing is known: two reports for each matter that has any."""

PRIOR_WEIGHT = 60.0
"""How many degrees of freedom that assumption weighs."""

_ENOUGH = 1e-16


class Series(NamedTuple):
    """The events of a regency and category group: in the week, and in each of the weeks before."""

    regency: str
    group: str
    events: int
    before: Sequence[int]


class Finding(NamedTuple):
    """What a series came to. `weeks` is 0 where the other regencies were compared with."""

    series: Series
    expected: float
    chance: float
    weeks: int


class Tested(NamedTuple):
    """All tests in the order of the series, and what they rest on; some series have none."""

    tests: Sequence[Finding]
    dispersion: float
    threshold: float

    @property
    def surges(self) -> list[Finding]:
        """The series whose count is less likely than the threshold."""
        return [test for test in self.tests if test.chance < self.threshold]


def threshold(budget: float, series: int) -> float:
    """The chance below which a series alarms; `budget` counts false alarms in a quarter over all."""
    return budget / (WEEKS_OF_QUARTER * series) if series else 0.0


def judge(series: Sequence[Series], votes: Mapping[str, float], budget: float) -> Tested:
    """Finding every series that can be tested.

    `votes` has the exposure of each regency that votes in the week. Raises
    `InvalidData` for an exposure that is not above 0.
    """
    phi = dispersion(one.before for one in series)
    peers, usual = _peers(series, votes), _usual(series)
    tests = [
        _of_peers(one, peers, votes, phi) if one.regency in votes else _of_past(one, usual, phi)
        for one in series
    ]
    return Tested([t for t in tests if t is not None], phi, threshold(budget, len(series)))


def dispersion(baselines: Iterable[Sequence[int]]) -> float:
    """Variance over mean of weekly counts, at least 1.

    Pearson's ``χ² = Σ (x − x̄)² / x̄`` of a series has mean m − 1 under Poisson whatever S
    is, and a variance of ``2 (m − 1)(1 − 1/S)``: a single event says nothing, so a series
    weighs 1 − 1/S.
    """
    return _pooled([(before, [1.0] * len(before)) for before in baselines], PRIOR)


def chance(count: int, mean: float, spread: float) -> float:
    """P(Y ≥ count) for a negative binomial Y of this mean and variance ``spread · mean``.

    `spread` is above 1. A count that is not above the mean is no surge: 1 stands for it.
    """
    if count <= mean:
        return 1.0
    shape, q = mean / (spread - 1), (spread - 1) / spread
    term = exp(
        lgamma(count + shape) - lgamma(shape) - lgamma(count + 1)
        + count * log(q) - shape * log(spread)
    )  # fmt: skip
    terms, k = [term], count
    while term > _ENOUGH * terms[0]:
        term *= (k + shape) / (k + 1) * q
        k += 1
        terms.append(term)
    return min(1.0, fsum(terms))


def _pooled(rows: Iterable[tuple[Sequence[int], Sequence[float]]], prior: float) -> float:
    """The dispersion of counts around what their exposures share out, drawn towards `prior`."""
    scatter, freedom = [PRIOR_WEIGHT * prior], [PRIOR_WEIGHT]
    for counts, sizes in rows:
        total = sum(counts)
        if total < 2 or len(counts) < 2:
            continue
        each = total / fsum(sizes)
        weight = 1 - 1 / total
        pearson = fsum((x - each * e) ** 2 / (each * e) for x, e in zip(counts, sizes, strict=True))
        scatter.append(weight * pearson)
        freedom.append(weight * (len(counts) - 1))
    return max(1.0, fsum(scatter) / fsum(freedom))


def _usual(series: Sequence[Series]) -> float:
    """The events of a series in a week, over all; above 0 where any has weeks behind it."""
    weeks = sum(len(one.before) for one in series)
    return (sum(sum(one.before) for one in series) + 1) / weeks if weeks else 0.0


def _of_past(one: Series, usual: float, phi: float) -> Finding | None:
    weeks = len(one.before)
    if weeks < FEWEST:
        return None
    known = weeks + SHAPE / usual
    mean = (sum(one.before) + SHAPE) / known
    return Finding(one, mean, chance(one.events, mean, phi * (1 + 1 / known)), weeks)


def _peers(series: Sequence[Series], votes: Mapping[str, float]) -> dict[str, dict[str, int]]:
    """The week's counts of the regencies that vote, by group."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for one in series:
        if one.regency in votes:
            found[one.group][one.regency] = one.events
            exposed(one.regency, votes[one.regency])
    return found


def _of_peers(
    one: Series, peers: Mapping[str, Mapping[str, int]], votes: Mapping[str, float], phi: float
) -> Finding | None:
    """The vote is compared with the vote elsewhere: by number of polling stations."""
    others = {code: n for code, n in peers[one.group].items() if code != one.regency}
    if len(others) < FEWEST_PEERS:
        return None
    shares = fsum(votes[code] for code in others) / votes[one.regency]
    mean = (sum(others.values()) + SHAPE) / shares
    rows = [
        ([n for code, n in each.items() if code != one.regency],
         [votes[code] for code in each if code != one.regency])
        for each in peers.values()
    ]  # fmt: skip
    spread = max(phi, _pooled(rows, phi)) * (1 + 1 / shares)
    return Finding(one, mean, chance(one.events, mean, spread), 0)
