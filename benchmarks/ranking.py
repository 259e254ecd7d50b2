"""How well rankings do in simulated seasons: ``python -m benchmarks.ranking [SEASONS]``.

In each season the true rate of a regency is drawn from a gamma distribution of mean 1
and spread κ, the number of its events from a Poisson distribution by rate and
exposure, and each event's weight from those of the levels and credences. Errors are
relative to the mean rate. Same numbers on every run.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from math import exp, fsum
from random import Random
from typing import NamedTuple

from pilkada_cli.analysis.rate import Burden, Rates, estimate, typical
from pilkada_cli.exchange.reference import build, read_folder, shipped_folder

EVENTS = (13, 40, 130)
SPREADS = (0.0, 0.3, 0.6, 1.0, 1.5)
SEASONS = 100
LEVELS = (1, 2, 4, 4, 8, 8, 16)
CREDENCES = (1.0, 1.0, 0.9, 0.7, 0.5, 0.5, 0.4, 0.1)
MEAN_WEIGHT = fsum(LEVELS) / len(LEVELS) * fsum(CREDENCES) / len(CREDENCES)


class Season(NamedTuple):
    """What is true and what is seen: rates in score for each exposure, scores, Σw and Σw²."""

    rates: Mapping[str, float]
    scores: Mapping[str, float]
    counts: Mapping[str, int]
    weights: float
    squares: float


class Score(NamedTuple):
    """What one season says of each method; the last four of ours alone."""

    raw: float
    moments: float
    ours: float
    covered: float
    brier: float
    base: float
    hits: tuple[float, float, float]


def exposures() -> dict[str, float]:
    """Hundreds of polling stations of the 13 regencies."""
    regions = build(read_folder(shipped_folder())).regencies
    return {region.code: region.polling_stations / 100 for region in regions}


def season(chance: Random, expected: int, spread: float, size: Mapping[str, float]) -> Season:
    """One season with so many events to be expected."""
    each = expected / fsum(size.values())
    rates, scores, counts, told = {}, {}, {}, []
    for code, exposure in size.items():
        rate = chance.gammavariate(1 / spread**2, spread**2) if spread else 1.0
        counts[code] = poisson(chance, rate * each * exposure)
        own = [chance.choice(LEVELS) * chance.choice(CREDENCES) for _ in range(counts[code])]
        rates[code], scores[code] = rate * each * MEAN_WEIGHT, fsum(own)
        told += own
    return Season(rates, scores, counts, fsum(told), fsum(w * w for w in told))


def poisson(chance: Random, mean: float) -> int:
    """Knuth's product of uniforms, in parts for large means."""
    if mean > 30:
        return poisson(chance, mean / 2) + poisson(chance, mean / 2)
    product, n = chance.random(), 0
    while product > exp(-mean):
        product *= chance.random()
        n += 1
    return n


def moments(found: Season, size: Mapping[str, float]) -> dict[str, float]:
    """Marshall's global estimator (Applied Statistics 40, 1991) on scores, its variance not below 0."""
    unit = found.squares / found.weights
    ys = {code: score / unit for code, score in found.scores.items()}
    total = fsum(size.values())
    mean = fsum(ys.values()) / total
    scatter = fsum(e * (ys[c] / e - mean) ** 2 for c, e in size.items()) / total
    variance = max(0.0, scatter - mean / (total / len(size)))
    pull = {c: variance / (variance + mean / e) if mean else 0.0 for c, e in size.items()}
    return {c: unit * (mean + pull[c] * (ys[c] / e - mean)) for c, e in size.items()}


def judge(found: Season, size: Mapping[str, float], mean: float) -> Score:
    """How far each method is from the truth of a season that has events."""
    unit = typical(found.weights, found.squares)
    assert unit is not None
    burdens = {c: Burden(found.scores[c], found.counts[c] > 0, e) for c, e in size.items()}
    ours = estimate(burdens, unit, lambda name: Random(name).random)
    raw = {c: found.scores[c] / e for c, e in size.items()}
    small = moments(found, size)
    shown = {c: each.rate for c, each in ours.by_code.items()}
    top = set(first_three(found.rates))
    return Score(
        *(_error(method, found.rates, mean) for method in (raw, small, shown)),
        covered=_covered(ours, found.rates),
        brier=fsum((ours.by_code[c].p_top3 - (c in top)) ** 2 for c in size) / len(size),
        base=fsum((3 / len(size) - (c in top)) ** 2 for c in size) / len(size),
        hits=(_hits(raw, top), _hits(small, top), len(top & {*list(ours.by_code)[:3]}) / 3),
    )


def first_three(rates: Mapping[str, float]) -> list[str]:
    """The codes of the three highest, ties by code."""
    return sorted(rates, key=lambda code: (-rates[code], code))[:3]


def _error(estimates: Mapping[str, float], truth: Mapping[str, float], mean: float) -> float:
    return fsum(((estimates[c] - truth[c]) / mean) ** 2 for c in truth) / len(truth)


def _covered(found: Rates, truth: Mapping[str, float]) -> float:
    inside = (each.rate_low <= truth[c] <= each.rate_high for c, each in found.by_code.items())
    return fsum(inside) / len(truth)


def _hits(estimates: Mapping[str, float], top: set[str]) -> float:
    return len(top.intersection(first_three(estimates))) / 3


def case(expected: int, spread: float, seasons: int) -> list[str]:
    """The row of a table for one number of events and one spread."""
    chance = Random(f"ranking {expected} {spread}")
    size = exposures()
    scores = []
    while len(scores) < seasons:
        found = season(chance, expected, spread, size)
        if found.weights:
            mean = expected / fsum(size.values()) * MEAN_WEIGHT
            scores.append(judge(found, size, mean))
    cells = _cells(scores)
    if not spread:
        # All rates are equal: nobody is among the first three.
        cells[-5:] = ["–"] * 5
    return [str(expected), f"{spread:g}", *cells]


def _cells(scores: Sequence[Score]) -> list[str]:
    def mean(of: Callable[[Score], float]) -> float:
        return fsum(map(of, scores)) / len(scores)

    return [
        f"{mean(lambda s: s.raw):.2f}",
        f"{mean(lambda s: s.moments):.2f}",
        f"{mean(lambda s: s.ours):.2f}",
        f"{mean(lambda s: s.covered):.0%}",
        f"{mean(lambda s: s.brier):.3f}",
        f"{mean(lambda s: s.base):.3f}",
        *(f"{mean(lambda s, i=i: s.hits[i]):.0%}" for i in range(3)),  # type: ignore[misc]
    ]


HEAD = (
    "events", "κ", "MSE raw", "MSE moments", "MSE ours", "covered",
    "Brier", "Brier base", "top 3 raw", "top 3 moments", "top 3 ours",
)  # fmt: skip


def main(seasons: int) -> None:
    """Print the table."""
    print(f"{seasons} seasons for each case, 13 regencies with their polling stations.\n")
    print(f"| {' | '.join(HEAD)} |")
    print(f"|{'---|' * len(HEAD)}")
    for expected in EVENTS:
        for spread in SPREADS:
            print(f"| {' | '.join(case(expected, spread, seasons))} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SEASONS)
