"""The simulation behind the table of alerts: that it measures what it says."""

from random import Random

import pytest
from benchmarks.alerts import GROUPS, Event, alarms, case, count, false_alarms, quarter

from pilkada_cli.analysis.surge import BASELINE, WEEKS_OF_QUARTER


@pytest.mark.parametrize("clustered", [False, True])
def test_both_kinds_of_counts_have_the_same_mean(clustered: bool) -> None:
    chance = Random(3)
    drawn = [count(chance, 1.5, clustered=clustered) for _ in range(4000)]
    mean = sum(drawn) / len(drawn)
    variance = sum((n - mean) ** 2 for n in drawn) / len(drawn)
    assert mean == pytest.approx(1.5, rel=0.1)
    assert variance / mean == pytest.approx(3 if clustered else 1, rel=0.15)


def test_a_quarter_has_as_many_events_as_are_expected_of_it() -> None:
    weeks = BASELINE + WEEKS_OF_QUARTER
    told = [quarter(Random(n), 40, clustered=False)[0] for n in range(30)]
    assert len(told[0]) == 13 * len(GROUPS)
    mean = sum(len(events) for each in told for events in each.values()) / len(told) / weeks
    assert mean == pytest.approx(40, rel=0.25)


def test_a_surge_alarms_once_however_often_it_is_looked_at() -> None:
    quiet: dict[tuple[str, str], list[Event]] = {("63.01", "a"): [Event(12, 0)] * 30}
    assert alarms(quiet, daily=True) == alarms(quiet, daily=False) == {("63.01", "a", 12)}


def test_what_comes_late_alarms_on_the_day_it_comes_and_not_before() -> None:
    late: dict[tuple[str, str], list[Event]] = {("63.01", "a"): [Event(12, 20)] * 30}
    assert alarms(late, daily=True) == set()
    assert alarms(late, daily=False) == {("63.01", "a", 12)}


def test_the_same_row_comes_on_every_run_and_the_budget_holds_in_it() -> None:
    row = case(40, 5, clustered=True)
    assert row == case(40, 5, clustered=True)
    assert sum(false_alarms(40, 20, clustered=True, daily=False)) / 20 < 1
