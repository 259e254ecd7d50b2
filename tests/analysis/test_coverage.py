"""Coverage: which part came of what was owed, and when a silence is too long."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.analysis.coverage import Heard, calendar, days_between, share, within
from pilkada_cli.domain.coverage import CoveredDay, State
from pilkada_cli.domain.reference import Duty

FIRST = date(2024, 11, 4)
DAILY, WEEKLY, TWICE = (Duty(None, None, None, n, d) for n, d in ((1, 1), (1, 7), (2, 1)))


def days(
    duty: Duty | None, heard: Heard, n: int, over: int | None = None
) -> tuple[CoveredDay, ...]:
    """The first `n` days; of these `over` are over, all unless said."""
    every = days_between(FIRST, FIRST + timedelta(days=n - 1))
    running = FIRST + timedelta(days=n if over is None else over)
    return calendar(dict.fromkeys(every, duty), heard, running)


def on(*numbers: int) -> dict[date, int]:
    """One on each of these days, which count from 0."""
    return {FIRST + timedelta(days=n): 1 for n in numbers}


def states(found: tuple[CoveredDay, ...]) -> str:
    return " ".join(day.state.value for day in found)


def coverage(found: tuple[CoveredDay, ...], running: int) -> float | None:
    return share(found, FIRST + timedelta(days=running), None).coverage


def test_a_report_and_a_nil_report_pay_and_a_day_without_either_is_missing() -> None:
    found = days(DAILY, Heard(on(0), on(1)), 3)
    assert states(found) == "report nil missing"
    assert coverage(found, 3) == 0.667


def test_a_report_stands_before_the_nil_report_of_the_same_day() -> None:
    assert states(days(DAILY, Heard(on(0), on(0)), 1)) == "report"


def test_the_day_that_is_not_over_is_owed_and_lowers_nothing() -> None:
    found = days(DAILY, Heard(on(0)), 2, over=1)
    assert states(found) == "report owed"
    assert coverage(found, 1) == 1


def test_one_of_two_reports_pays_half_and_is_not_enough() -> None:
    found = days(TWICE, Heard(on(0)), 1)
    assert (states(found), found[0].missing) == ("partly", 1)
    assert coverage(found, 1) == 0.5


def test_two_reports_in_a_day_do_not_pay_for_the_day_after() -> None:
    assert states(days(DAILY, Heard({FIRST: 5}), 2)) == "report missing"


def test_a_report_in_a_week_is_enough_until_the_week_after_it_is_over() -> None:
    found = days(WEEKLY, Heard(on(0)), 9)
    assert states(found) == "report " + "free " * 6 + "missing missing"
    assert coverage(found, 9) == 0.778


def test_a_weekly_duty_looks_back_beyond_the_days_that_are_looked_at() -> None:
    assert states(days(WEEKLY, Heard(on(-3)), 1)) == "free"


def test_where_nothing_is_owed_nothing_is_missing_and_there_is_no_share() -> None:
    found = days(None, Heard(on(0)), 2)
    assert states(found) == "report free"
    assert share(found, FIRST + timedelta(days=2), 400) == share((), FIRST, None)
    assert coverage(found, 2) is None


@pytest.mark.parametrize(
    ("duty", "silent", "low"), [(DAILY, 2, False), (DAILY, 3, True), (WEEKLY, 20, False), (WEEKLY, 21, True)]
)  # fmt: skip
def test_three_times_as_long_as_the_duty_lets_it_be_a_silence_is_too_long(
    duty: Duty, silent: int, low: bool
) -> None:
    found = days(duty, Heard(on(*range(30))), 30)
    assert share(found, FIRST + timedelta(days=30), silent).low is low


@pytest.mark.parametrize(("paid", "low"), [(5, True), (6, False)])
def test_below_sixty_of_a_hundred_coverage_is_low(paid: int, low: bool) -> None:
    found = days(DAILY, Heard(on(*range(paid))), 10)
    assert share(found, FIRST + timedelta(days=10), 0).low is low


def test_a_report_that_names_a_district_is_no_report_of_another_but_a_nil_report_is_of_all() -> (
    None
):
    regency = days(DAILY, Heard(on(0, 1), on(2)), 4)
    assert states(within(regency, Heard(on(1)))) == "free report nil missing"


counts = st.dictionaries(
    st.integers(-7, 20).map(lambda n: FIRST + timedelta(days=n)), st.integers(0, 3)
)


@given(
    counts, counts, st.sampled_from((DAILY, WEEKLY, TWICE)), st.integers(1, 20), st.integers(0, 20)
)
def test_coverage_is_a_part_of_one_and_one_more_report_never_lowers_it(
    reports: dict[date, int], nil: dict[date, int], duty: Duty, n: int, running: int
) -> None:
    before = coverage(days(duty, Heard(reports, nil), n, running), running)
    more = {**reports, FIRST: reports.get(FIRST, 0) + 1}
    after = coverage(days(duty, Heard(more, nil), n, running), running)
    assert before is None or 0 <= before <= 1
    assert (before or 0) <= (after or 0)


@given(
    counts, counts, st.sampled_from((DAILY, WEEKLY, TWICE)), st.integers(1, 20), st.integers(0, 20)
)
def test_a_day_says_missing_or_owed_or_too_few_exactly_where_something_lacks(
    reports: dict[date, int], nil: dict[date, int], duty: Duty, n: int, running: int
) -> None:
    lacking = (State.MISSING, State.OWED, State.PARTLY)
    for day in days(duty, Heard(reports, nil), n, running):
        assert (day.missing > 0) == (day.state in lacking)
