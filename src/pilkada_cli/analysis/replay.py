"""How well the first three of each week held the disturbances of the week after.

A forecast is, for each regency, the chance to be among the three it names: 1 or 0, and
a share of the places left where several are alike. Its hits are the disturbances that
fell into these places: ``Σ forecast(r) · happened(r) · E / E_r``, so that a forecast that
names nobody has what chance has, ``3/n`` of them. ``E / E_r``, the mean exposure over that
of the regency, makes up for its size, as the ranking by rate does.
"""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import NamedTuple

from pilkada_cli.analysis.rate import exposed
from pilkada_cli.domain.evaluation import Evaluation

PLACES = 3
FEWEST_DISTURBANCES = 20
FEWEST_WEEKS = 8
"""With less to judge by, nothing is said of who is better."""


class Step(NamedTuple):
    """A week: what the ranking and the week itself said then, who alarmed, what happened after.

    The mappings are by regency; a higher number stands before a lower one, 0 says nothing.
    """

    ranked: Mapping[str, float]
    last_week: Mapping[str, float]
    alarmed: frozenset[str]
    happened: Mapping[str, int]


def first_three(scores: Mapping[str, float]) -> dict[str, float]:
    """The chance of each to be among the first three; those alike at the end share what is left."""
    left, found = float(min(PLACES, len(scores))), dict.fromkeys(scores, 0.0)
    for score in sorted({*scores.values()}, reverse=True):
        alike = [code for code, each in scores.items() if each == score]
        share = min(1.0, left / len(alike))
        found |= dict.fromkeys(alike, share)
        left -= share * len(alike)
        if left <= 0:
            break
    return found


def evaluate(
    steps: Sequence[Step], exposures: Mapping[str, float], first: str, last: str
) -> Evaluation:
    """What a replay from one week to another comes to.

    Raises `InvalidData` for an exposure that is not above 0.
    """
    mean = fsum(exposures.values()) / max(1, len(exposures))
    weights = {code: mean / exposed(code, each) for code, each in exposures.items()}
    nobody = dict.fromkeys(exposures, 0.0)
    happened = [_weighed(step.happened, weights) for step in steps]
    ours = [_hits(s.ranked, each) for s, each in zip(steps, happened, strict=True)]
    last_weeks = [_weighed(step.last_week, weights) for step in steps]
    naive = [_hits(known, each) for known, each in zip(last_weeks, happened, strict=True)]
    chance = [_hits(nobody, each) for each in happened]
    disturbances = sum(sum(step.happened.values()) for step in steps)
    disturbed = sum(any(step.happened.values()) for step in steps)
    rows = [(code, step) for step in steps for code in step.ranked]
    alarms = [bool(step.happened.get(code)) for code, step in rows if code in step.alarmed]
    base = sum(bool(step.happened.get(code)) for code, step in rows)
    return Evaluation(
        first_week=first,
        last_week=last,
        weeks=len(steps),
        blind_weeks=sum(not any(step.ranked.values()) for step in steps),
        disturbed_weeks=disturbed,
        disturbances=disturbances,
        weighed=round(fsum(fsum(each.values()) for each in happened), 3),
        hits=round(fsum(ours), 3),
        hits_last_week=round(fsum(naive), 3),
        hits_chance=round(fsum(chance), 3),
        weeks_better=sum(a > b for a, b in zip(ours, naive, strict=True)),
        weeks_worse=sum(a < b for a, b in zip(ours, naive, strict=True)),
        surges=len(alarms),
        surges_followed=sum(alarms),
        base_rate=round(base / len(rows), 4) if rows else None,
        enough=disturbances >= FEWEST_DISTURBANCES and disturbed >= FEWEST_WEEKS,
    )


def _weighed(counts: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    return {code: counts.get(code, 0) * weight for code, weight in weights.items()}


def _hits(scores: Mapping[str, float], happened: Mapping[str, float]) -> float:
    places = first_three(scores)
    return fsum(places[code] * happened.get(code, 0) for code in scores)
