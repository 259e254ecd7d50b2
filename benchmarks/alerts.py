"""How often surges alarm falsely, and how often truly: ``python -m benchmarks.alerts [QUARTERS]``.

Each quarter has the 13 regencies and 8 category groups, at rates that differ from
regency to regency and group to group, and 21 weeks of counts, the last 13 of them
watched. Counts are Poisson, or clusters: matters are Poisson and each is told as a
geometric number of events of mean 2. Weekly, a week is looked at once, when all is
known. Daily, every day of the week after it, while events still come in late; the same
week alarms once. Same numbers on every run.
"""

import sys
from collections.abc import Sequence
from math import fsum, log
from random import Random
from typing import NamedTuple

from benchmarks.ranking import exposures, poisson
from pilkada_cli.analysis.surge import BASELINE, WEEKS_OF_QUARTER, Series, judge
from pilkada_cli.exchange.alert_rules import shipped

GROUPS = tuple("abcdefgh")
QUARTERS = 60
RATES = (0.3, 1, 3, 10, 40, 150)
"""Events a week in the whole province."""

CLUSTER = 2.0
SPREAD = 0.6
"""How much rates differ among regencies and groups, as the standard deviation of a mean of 1."""

EXTRA = (3, 5, 8)
"""Events more than usual in one week, in a series whose rate is the median."""

LATE = 0.5
"""The part of events that is not known on the next day, and of these on each day after it."""


class Event(NamedTuple):
    """The week an event lies in, and how many days after its end it is known."""

    week: int
    delay: int


Told = dict[tuple[str, str], list[Event]]


def quarter(
    chance: Random, weekly: float, *, clustered: bool
) -> tuple[Told, dict[tuple[str, str], float]]:
    """The events of a quarter and of the weeks before it, and the rate of each series."""
    size = exposures()
    each = weekly / fsum(size.values()) / len(GROUPS)
    shape = 1 / SPREAD**2
    groups = {g: chance.gammavariate(shape, 1 / shape) for g in GROUPS}
    told: Told = {}
    rates = {}
    for code, exposure in size.items():
        own = chance.gammavariate(shape, 1 / shape)
        for group, share in groups.items():
            rate = rates[code, group] = each * exposure * own * share
            told[code, group] = [
                Event(week, _delay(chance))
                for week in range(BASELINE + WEEKS_OF_QUARTER)
                for _ in range(count(chance, rate, clustered=clustered))
            ]
    return told, rates


def count(chance: Random, mean: float, *, clustered: bool) -> int:
    """A number of events of this mean."""
    if not clustered:
        return poisson(chance, mean)
    return sum(_geometric(chance, 1 / CLUSTER) for _ in range(poisson(chance, mean / CLUSTER)))


def _geometric(chance: Random, p: float) -> int:
    return 1 + int(log(1 - chance.random()) / log(1 - p))


def _delay(chance: Random) -> int:
    return _geometric(chance, LATE) - 1


def alarms(told: Told, *, daily: bool, only: int | None = None) -> set[tuple[str, str, int]]:
    """The series and weeks that alarm in a quarter; counts as they are known on each day of looking."""
    budget = shipped().false_alarms
    found = set()
    for week in range(BASELINE, BASELINE + WEEKS_OF_QUARTER) if only is None else (only,):
        before: list[Series] = []
        for day in range(7) if daily else (6,):
            series = [_series(key, events, week, day, daily=daily) for key, events in told.items()]
            if series != before:
                surges = judge(series, {}, budget).surges
                found |= {(t.series.regency, t.series.group, week) for t in surges}
            before = series
    return found


def _series(
    key: tuple[str, str], events: Sequence[Event], week: int, day: int, *, daily: bool
) -> Series:
    counts = [0] * (BASELINE + 1)
    for event in events:
        ago = week - event.week
        if 0 <= ago <= BASELINE and (not daily or event.delay <= day + 7 * ago):
            counts[BASELINE - ago] += 1
    return Series(*key, counts[-1], counts[:-1])


def false_alarms(weekly: float, quarters: int, *, clustered: bool, daily: bool) -> list[int]:
    """How many alarms each quarter has in which nothing changes."""
    chance = Random(f"alerts {weekly} {clustered}")
    return [
        len(alarms(quarter(chance, weekly, clustered=clustered)[0], daily=daily))
        for _ in range(quarters)
    ]


def vote_alarms(weekly: float, quarters: int, *, clustered: bool) -> float:
    """How many alarms there are in a week in which all regencies vote and nothing is unusual."""
    chance = Random(f"vote {weekly} {clustered}")
    found = 0
    for _ in range(quarters):
        told, _rates = quarter(chance, weekly, clustered=clustered)
        series = [_series(*each, BASELINE, 6, daily=False) for each in told.items()]
        found += len(judge(series, exposures(), shipped().false_alarms).surges)
    return found / quarters


def power(weekly: float, quarters: int, extra: int, *, clustered: bool, daily: bool) -> float:
    """How often so many events more than usual, in one week of one series, are found."""
    chance = Random(f"power {weekly} {clustered} {extra}")
    hits = 0
    for _ in range(quarters):
        told, rates = quarter(chance, weekly, clustered=clustered)
        key = sorted(rates, key=lambda k: (rates[k], k))[len(rates) // 2]
        week = BASELINE + chance.randrange(WEEKS_OF_QUARTER)
        told[key] += [Event(week, _delay(chance)) for _ in range(extra)]
        hits += (*key, week) in alarms(told, daily=daily, only=week)
    return hits / quarters


def case(weekly: float, quarters: int, *, clustered: bool) -> list[str]:
    """The row of a table for one number of events and one kind of count."""
    kind = {"clustered": clustered}
    weeks = false_alarms(weekly, quarters, daily=False, **kind)
    days = false_alarms(weekly, quarters, daily=True, **kind)
    return [
        f"{weekly:g}",
        "clusters" if clustered else "Poisson",
        *(f"{fsum(each) / quarters:.2f}" for each in (weeks, days)),
        str(max(days)),
        f"{vote_alarms(weekly, quarters, **kind):.2f}",
        *(f"{power(weekly, quarters, extra, daily=True, **kind):.0%}" for extra in EXTRA),
    ]


HEAD = (
    "events a week", "counts", "false alarms, weekly", "false alarms, daily", "most in a quarter", "in a week of voting",
    *(f"finds {extra} more" for extra in EXTRA),
)  # fmt: skip


def main(quarters: int) -> None:
    """Print the table, and whether the budget holds in every case."""
    budget = shipped().false_alarms
    print(f"{quarters} quarters for each case, budget {budget:g} false alarms in a quarter.\n")
    print(f"| {' | '.join(HEAD)} |")
    print(f"|{'---|' * len(HEAD)}")
    rows = []
    for weekly in RATES:
        for clustered in (False, True):
            rows.append(case(weekly, quarters, clustered=clustered))
            print(f"| {' | '.join(rows[-1])} |", flush=True)
    worst = max(float(cell) for row in rows for cell in row[2:4])
    print(
        f"\nUnder one a quarter in every case: {'yes' if worst < 1 else 'no'} (at most {worst:.2f})."
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else QUARTERS)
