"""Surges: the law they follow by other ways of computing it, what always holds, extremes."""

import subprocess
import sys
from collections.abc import Sequence
from math import comb, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.analysis.surge import FEWEST, Series, chance, dispersion, judge, threshold
from pilkada_cli.errors import InvalidData

CODES = tuple(f"63.{i:02}" for i in range(1, 14))
GROUPS = ("logistik", "kamtibmas")
BUDGET = 0.5

baselines = st.lists(st.integers(0, 6), min_size=0, max_size=8)
rows = st.lists(st.tuples(st.integers(0, 40), baselines), min_size=26, max_size=26)


def all_series(found: Sequence[tuple[int, list[int]]]) -> list[Series]:
    keys = [(code, group) for code in CODES for group in GROUPS]
    return [Series(*key, n, before) for key, (n, before) in zip(keys, found, strict=True)]


def fired(series: Sequence[Series], votes: dict[str, float] | None = None) -> set[tuple[str, str]]:
    return {(t.series.regency, t.series.group) for t in judge(series, votes or {}, BUDGET).surges}


@pytest.mark.parametrize(("shape", "spread", "count"), [(1, 2.0, 3), (2, 1.5, 4), (5, 3.0, 20)])
def test_the_chance_is_the_tail_of_the_negative_binomial(
    shape: int, spread: float, count: int
) -> None:
    p = 1 / spread
    below = sum(comb(k + shape - 1, k) * p**shape * (1 - p) ** k for k in range(count))
    assert chance(count, shape * (spread - 1), spread) == pytest.approx(1 - below, rel=1e-9)


def test_pearsons_dispersion_of_counts_that_say_little_stays_near_what_is_assumed() -> None:
    assert dispersion([]) == dispersion([[0] * 8, [1, *[0] * 7]]) == 2
    assert dispersion([[3] * 8] * 104) == 1
    assert dispersion([[12, *[0] * 7]] * 104) > 8


@given(st.integers(0, 12))
def test_a_register_without_events_never_surges(weeks: int) -> None:
    assert fired(all_series([(0, [0] * min(weeks, 8))] * 26)) == set()
    assert judge([], {}, BUDGET).surges == []


@given(rows, st.integers(0, 25))
def test_one_more_event_in_the_week_never_quiets_what_fires(
    found: list[tuple[int, list[int]]], which: int
) -> None:
    series = all_series(found)
    more = list(series)
    more[which] = series[which]._replace(events=series[which].events + 1)
    assert fired(series) <= fired(more)


@given(rows, st.permutations(CODES))
def test_when_regencies_change_places_so_do_their_surges(
    found: list[tuple[int, list[int]]], order: list[str]
) -> None:
    as_now = dict(zip(CODES, order, strict=True))
    series = all_series(found)
    moved = [one._replace(regency=as_now[one.regency]) for one in reversed(series)]
    assert fired(moved) == {(as_now[code], group) for code, group in fired(series)}


@given(rows)
def test_every_number_is_finite_and_every_chance_is_one(
    found: list[tuple[int, list[int]]],
) -> None:
    tested = judge(all_series(found), dict.fromkeys(CODES[:7], 5.0), BUDGET)
    for each in tested.tests:
        assert isfinite(each.expected)
        assert 0 <= each.chance <= 1
    assert 1 <= tested.dispersion < float("inf")


@pytest.mark.parametrize("count", [1, 50, 10**6, 10**9])
def test_a_huge_count_has_a_chance_and_no_error(count: int) -> None:
    series = all_series([(0, [0] * 8)] * 26)
    huge = series[0]._replace(events=count)
    assert len(judge([huge, *series[1:]], {}, BUDGET).surges) == (count > 1)
    assert judge([huge._replace(before=[count] * 8), *series[1:]], {}, BUDGET).surges == []


def test_with_fewer_weeks_than_four_there_is_no_test() -> None:
    series = [Series(CODES[0], "logistik", 30, [0] * weeks) for weeks in range(9)]
    assert [len(t.series.before) for t in judge(series, {}, BUDGET).tests] == [*range(FEWEST, 9)]


def test_the_vote_is_compared_with_the_vote_elsewhere_and_not_with_the_past() -> None:
    votes = dict.fromkeys(CODES, 5.0)
    busy = [Series(code, "logistik", 6, [0] * 8) for code in CODES]
    assert len(fired(busy)) == 13
    assert fired(busy, votes) == set()
    one = [busy[0]._replace(events=60), *busy[1:]]
    assert fired(one, votes) == {(CODES[0], "logistik")}
    assert {t.weeks for t in judge(one, votes, BUDGET).tests} == {0}


def test_who_votes_without_enough_others_is_not_tested() -> None:
    busy = [Series(code, "logistik", 60, [0] * 8) for code in CODES]
    assert CODES[0] not in {t.series.regency for t in judge(busy, {CODES[0]: 5.0}, BUDGET).tests}


@pytest.mark.parametrize("exposure", [0.0, -1.0, float("nan")])
def test_an_exposure_that_is_none_is_named(exposure: float) -> None:
    series = [Series(code, "logistik", 2, [0] * 8) for code in CODES]
    with pytest.raises(InvalidData, match=CODES[3]):
        judge(series, dict.fromkeys(CODES, 5.0) | {CODES[3]: exposure}, BUDGET)


def test_the_thresholds_of_a_quarter_add_up_to_the_budget() -> None:
    assert threshold(0.5, 104) * 104 * 13 == pytest.approx(0.5)
    assert threshold(0.5, 0) == 0


def test_nothing_imports_numpy() -> None:
    modules = "analysis.surge, jobs.alerting, jobs.evaluating, jobs.trending, render.trend"
    code = "import sys\n" + "".join(
        f"import pilkada_cli.{name.strip()}\n" for name in modules.split(",")
    )
    subprocess.run([sys.executable, "-c", f"{code}assert 'numpy' not in sys.modules"], check=True)
