"""The burden of each regency for its exposure, and how sure its place is.

::

    u    = Σw² / Σw                  the size of a typical event, over all that count
    y_r  = burden_r / u              the burden in typical events
    rate = u · E[λ_r | y]            by the model of `analysis.posterior`

The mean is exact. Draws serve the intervals, the places and their chances only.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import floor, fsum, log10
from operator import gt
from typing import NamedTuple

from pilkada_cli.analysis.draws import Uniform, rates, runs
from pilkada_cli.analysis.posterior import Area, posterior
from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence

DRAWS = 4000
LOW, HIGH = 0.05, 0.95
UNSURE = 0.2
"""Neighbours that exchange places in more than this part of the draws cannot be told apart."""

DIGITS = 6
"""Decimals of a rate: what an error of the last binary digit cannot reach."""

SIGNIFICANT = 5
"""Digits that the highest rate keeps at least, however small old events have become."""

LIGHTEST = 1e-290
"""Squares below this are no more told from nothing: what they belong to weighs nothing."""

Streams = Callable[[str], Uniform]
"""A stream of numbers for a name: the same for the same name, whatever else was drawn."""


class Burden(NamedTuple):
    """What a regency bears: its score, whether it has an event, its exposure."""

    score: float
    has_events: bool
    exposure: float


class Rate(NamedTuple):
    """A rate with its 90 % interval, the 90 % interval of the place, the chance to be among three."""

    rate: float
    rate_low: float
    rate_high: float
    rank_low: int
    rank_high: int
    p_top3: float


class Rates(NamedTuple):
    """Rates in the order of their places, and the neighbours that cannot be told apart."""

    by_code: Mapping[str, Rate]
    unsure: tuple[tuple[str, str], ...]


def typical(weights: float, squares: float) -> float | None:
    """The size u of a typical event from ``Σw`` and ``Σw²``; None where nothing weighs."""
    return squares / weights if squares > LIGHTEST else None


def estimate(burdens: Mapping[str, Burden], unit: float, streams: Streams) -> Rates:
    """Rates by code, best known first: by rate, ties by code, those without an event last.

    `unit` is the size of a typical event. Raises `InvalidData` for an exposure that is
    not above 0.
    """
    codes = sorted(burdens)
    areas = [_area(code, burdens[code], unit) for code in codes]
    found = posterior(areas)
    points = runs(found.slices, DRAWS, streams("grid"))
    drawn = [rates(area, points, streams(code)) for code, area in zip(codes, areas, strict=True)]
    digits = _digits(unit * max(found.means))
    means = {c: round(unit * m, digits) for c, m in zip(codes, found.means, strict=True)}
    places = _places(drawn)
    order = sorted(codes, key=lambda c: (not burdens[c].has_events, -means[c], c))
    at = {code: i for i, code in enumerate(codes)}
    return Rates(
        {c: _rate(means[c], unit, drawn[at[c]], places[at[c]], digits) for c in order},
        tuple(
            (one, other)
            for one, other in pairwise(order)
            if burdens[other].has_events
            and sum(map(gt, drawn[at[other]], drawn[at[one]])) > UNSURE * DRAWS
        ),
    )


def exposed(code: str, exposure: float) -> float:
    """The exposure of a regency. Raises `InvalidData` where it is not above 0."""
    if not exposure > 0:
        raise InvalidData(
            Sentence(N_("region {code} has no polling stations, so it has no rate"), code=code),
            Sentence(N_("give its polling_stations in regions.yaml")),
        )
    return exposure


def _area(code: str, burden: Burden, unit: float) -> Area:
    return Area(burden.score / unit, exposed(code, burden.exposure))


def _places(drawn: Sequence[Sequence[float]]) -> list[Counter[int]]:
    """How often each area takes each place, from 0; ties go by the order of the areas."""
    areas = range(len(drawn))
    orders = [sorted(areas, key=row.__getitem__, reverse=True) for row in zip(*drawn, strict=True)]
    places: list[Counter[int]] = [Counter() for _ in areas]
    for place, taken in enumerate(zip(*orders, strict=True)):
        for area, times in Counter(taken).items():
            places[area][place] = times
    return places


def _digits(highest: float) -> int:
    """How many decimals tell rates apart of which this is the highest."""
    return max(DIGITS, SIGNIFICANT - 1 - floor(log10(highest)))


def _rate(
    mean: float, unit: float, drawn: Sequence[float], places: Counter[int], digits: int
) -> Rate:
    ordered = sorted(drawn)
    return Rate(
        rate=mean,
        rate_low=round(unit * ordered[int(LOW * DRAWS) - 1], digits),
        rate_high=round(unit * ordered[int(HIGH * DRAWS)], digits),
        rank_low=1 + _quantile(places, LOW),
        rank_high=1 + _quantile(places, HIGH),
        p_top3=round(fsum(places[i] for i in range(3)) / DRAWS, 3),
    )


def _quantile(places: Counter[int], part: float) -> int:
    """The first place that this part of the draws does not go beyond."""
    reached, place = 0, -1
    while reached < part * DRAWS:
        place += 1
        reached += places[place]
    return place
