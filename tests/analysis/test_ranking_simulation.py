"""The simulation behind the tables of the method: that it measures what it says."""

from random import Random

import pytest
from benchmarks.ranking import Season, case, exposures, first_three, moments, poisson, season


def test_a_season_has_as_many_events_as_are_expected_of_it() -> None:
    seasons = [season(Random(n), 130, 0.6, exposures()) for n in range(40)]
    mean = sum(sum(each.counts.values()) for each in seasons) / len(seasons)
    assert mean == pytest.approx(130, rel=0.15)


def test_without_spread_all_true_rates_are_equal() -> None:
    assert len(set(season(Random(1), 40, 0, exposures()).rates.values())) == 1


@pytest.mark.parametrize("mean", [0.2, 3.0, 80.0])
def test_poisson_numbers_have_their_mean(mean: float) -> None:
    chance = Random(5)
    drawn = [poisson(chance, mean) for _ in range(2000)]
    assert sum(drawn) / len(drawn) == pytest.approx(mean, rel=0.1)


def test_the_moment_estimator_gives_the_mean_to_all_where_nothing_varies() -> None:
    found = Season({}, {"a": 2.0, "b": 4.0}, {"a": 2, "b": 4}, 6.0, 6.0)
    assert moments(found, {"a": 1.0, "b": 2.0}) == {"a": 2.0, "b": 2.0}


def test_the_first_three_are_the_highest_and_ties_go_by_code() -> None:
    assert first_three({"d": 1, "c": 2, "b": 1, "a": 1}) == ["c", "a", "b"]


def test_ours_errs_less_than_the_raw_rate_and_the_same_on_every_run() -> None:
    row = case(13, 0.6, 8)
    assert row == case(13, 0.6, 8)
    assert float(row[4]) < float(row[2])
