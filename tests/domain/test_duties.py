"""The reporting duty: what an office owes at each stage, and what pays it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.duties import (
    day_of_nil,
    due,
    duty_on,
    end_of,
    first_day,
    last_owed,
    reporting_day,
    silent_days,
)
from pilkada_cli.domain.reference import Duty, Reference
from pilkada_cli.domain.times import instant

HST, BANJARBARU = "63.07", "63.72"
CAMPAIGN = date(2024, 11, 20)
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))


def at(text: str) -> str:
    """The instant of a local time in Kalimantan Selatan."""
    return instant(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Makassar")))


@pytest.mark.parametrize(
    ("on", "region", "reports", "per_days"),
    [
        ("2024-08-01", HST, 1, 7),
        ("2024-09-24", HST, 1, 7),
        ("2024-09-25", HST, 1, 1),
        ("2024-11-23", HST, 1, 1),
        ("2024-11-24", HST, 2, 1),
        ("2024-11-27", HST, 2, 1),
        ("2024-11-30", HST, 2, 1),
        ("2024-12-01", HST, 1, 1),
        ("2024-12-17", HST, 1, 7),
        ("2025-04-16", BANJARBARU, 2, 1),
        ("2025-02-20", HST, 1, 7),
        ("2025-05-28", BANJARBARU, 1, 7),
    ],
)
def test_the_strictest_duty_of_the_stage_and_of_the_days_around_the_vote_holds(
    reference: Reference, on: str, region: str, reports: int, per_days: int
) -> None:
    duty = duty_on(reference, date.fromisoformat(on), region)
    assert duty is not None
    assert (duty.reports, duty.per_days) == (reports, per_days)


def test_nothing_is_owed_once_the_last_stage_of_a_regency_is_over(reference: Reference) -> None:
    for region, last in ((HST, "2025-02-20"), (BANJARBARU, "2025-05-28")):
        day = date.fromisoformat(last)
        assert last_owed(reference, region) == day
        assert duty_on(reference, day + timedelta(days=1), region) is None
    assert silent_days("2025-02-10", date(2026, 7, 1), date(2025, 2, 20)) == 10
    assert silent_days("2025-03-01", date(2026, 7, 1), date(2025, 2, 20)) == 0


def test_a_stage_that_one_regency_has_to_itself_binds_only_that_one(reference: Reference) -> None:
    own = next(s for s in reference.stages if s.region == BANJARBARU and s.start and s.end)
    assert own.start is not None
    election = reference.election._replace(duties=(Duty(own.key, None, None, 1, 1),))
    data = replace(reference, election=election)
    assert duty_on(data, own.start, BANJARBARU) is not None
    assert duty_on(data, own.start, HST) is None


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2024-11-22T06:00", "2024-11-22"),
        ("2024-11-22T23:59", "2024-11-22"),
        ("2024-11-23T05:59", "2024-11-22"),
        ("2024-11-23T06:00", "2024-11-23"),
    ],
)
def test_a_reporting_day_runs_from_cut_off_to_cut_off(
    reference: Reference, local: str, day: str
) -> None:
    assert reporting_day(at(local), reference.election).isoformat() == day


@given(DAYS)
def test_the_end_of_a_reporting_day_begins_the_next(reference: Reference, day: date) -> None:
    end = end_of(day, reference.election)
    assert reporting_day(end, reference.election) == day + timedelta(days=1)
    assert end == at(f"{day + timedelta(days=1)}T06:00")


DAILY, WEEKLY, TWICE = (Duty(None, None, None, *n) for n in ((1, 1), (1, 7), (2, 1)))


def test_one_report_a_day_is_owed_until_it_came_and_yesterdays_does_not_pay() -> None:
    found = due(DAILY, CAMPAIGN, [CAMPAIGN - timedelta(days=1)])
    assert (found.first, found.last, found.given, found.missing) == (CAMPAIGN, CAMPAIGN, 0, 1)
    assert due(DAILY, CAMPAIGN, [CAMPAIGN]).missing == 0


@pytest.mark.parametrize(("back", "missing"), [(0, 0), (6, 0), (7, 1)])
def test_a_weekly_duty_is_paid_by_any_of_the_last_seven_days(back: int, missing: int) -> None:
    assert due(WEEKLY, CAMPAIGN, [CAMPAIGN - timedelta(days=back)]).missing == missing


def test_around_the_vote_one_report_pays_half() -> None:
    found = due(TWICE, CAMPAIGN, [CAMPAIGN])
    assert (found.given, found.missing) == (1, 1)


@pytest.mark.parametrize(
    ("on", "known", "pays"),
    [
        ("2024-11-22", "2024-11-22T17:00", "2024-11-22"),
        ("2024-11-23", "2024-11-23T05:00", "2024-11-22"),
        ("2024-11-22", "2024-11-23T07:00", "2024-11-22"),
        ("2024-11-22", "2024-11-23T05:00", "2024-11-22"),
        ("2024-11-23", "2024-11-23T07:00", "2024-11-23"),
    ],
)
def test_a_nil_report_pays_for_the_day_it_names_and_never_for_one_that_has_not_begun(
    reference: Reference, on: str, known: str, pays: str
) -> None:
    named = date.fromisoformat(on)
    assert day_of_nil(named, at(known), reference.election).isoformat() == pays


@given(st.integers(1, 5), st.integers(1, 10), DAYS, st.lists(DAYS, max_size=20))
def test_more_reports_never_leave_more_owed_and_the_window_is_as_long_as_the_duty_says(
    reports: int, per_days: int, day: date, days: list[date]
) -> None:
    duty = Duty(None, None, None, reports, per_days)
    none, some = due(duty, day, []), due(duty, day, days)
    assert 0 <= some.missing <= none.missing == reports
    assert (some.last - some.first).days + 1 == per_days
    assert some.first == first_day(duty, day)
