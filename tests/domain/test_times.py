"""Instants, local days, and the ways people write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain import times

WITA = "Asia/Makassar"
aware = st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 2 <= moment.year <= 9998)


def test_an_instant_is_utc_cut_to_milliseconds() -> None:
    wita = timezone(timedelta(hours=8))
    assert times.instant(datetime(2024, 11, 22, 10, 30, 5, 999_999, wita)) == (
        "2024-11-22T02:30:05.999Z"
    )


def test_an_early_year_keeps_its_four_digits() -> None:
    assert times.instant(datetime(33, 4, 3, tzinfo=UTC)) == "0033-04-03T00:00:00.000Z"


@given(aware)
def test_an_instant_reads_back_to_the_millisecond(moment: datetime) -> None:
    assert timedelta() <= moment - times.moment(times.instant(moment)) < timedelta(milliseconds=1)


@given(aware, aware)
def test_instants_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    if times.instant(one) < times.instant(other):
        assert one < other


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2024-11-22T15:59:59.999Z", date(2024, 11, 22)),
        ("2024-11-22T16:00:00.000Z", date(2024, 11, 23)),
        ("2024-11-21T16:00:00.000Z", date(2024, 11, 22)),
    ],
)
def test_a_local_day_begins_at_midnight_in_wita(instant: str, day: date) -> None:
    assert times.local_day(instant, WITA) == day


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("9999-12-31T23:59:59.999Z", WITA, date(9999, 12, 31)),
        ("0001-01-01T00:00:00.000Z", "America/New_York", date(1, 1, 1)),
    ],
)
def test_the_first_and_last_hours_of_the_calendar_have_a_local_day(
    instant: str, zone: str, day: date
) -> None:
    assert times.local_day(instant, zone) == day


@given(aware)
def test_local_time_is_what_the_zone_database_says(moment: datetime) -> None:
    wanted = moment.replace(microsecond=0)
    told = times.local(times.instant(wanted), WITA)
    if moment.year > 1932:  # before, Makassar kept its own minutes; offsets are looked up by hour
        assert told == wanted.astimezone(times.zone(WITA)).replace(tzinfo=None)


def test_a_day_ends_one_millisecond_before_the_next() -> None:
    assert times.end_of_day(date(2024, 11, 22), WITA) == "2024-11-22T15:59:59.999Z"


@given(st.dates(date(2, 1, 1), date(9998, 12, 30)))
def test_the_end_of_a_day_lies_in_that_day(day: date) -> None:
    end = times.end_of_day(day, WITA)
    assert times.local_day(end, WITA) == day
    after = times.instant(times.moment(end) + timedelta(milliseconds=1))
    assert times.local_day(after, WITA) == day + timedelta(days=1)


@pytest.mark.parametrize(
    "text", ["2024-11-22", "22/11/2024", "22-11-2024", "22.11.2024", " 22/11/2024 "]
)
def test_a_day_is_iso_or_day_first(text: str) -> None:
    assert times.read_day(text) == date(2024, 11, 22)


def test_a_day_of_one_digit_is_read() -> None:
    assert times.read_day("1/2/2024") == date(2024, 2, 1)


@pytest.mark.parametrize(
    "text",
    ["", "11/22/2024", "2024/11/22", "22/11/24", "2024-11-31", "20241122", "2024-W47-5",
     "2024-11-22T00:00", "31/02/2024", "0/1/2024", "22 Nov 2024", "0000-01-01"],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        times.read_day(text)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("14:30", "14:30"), ("14.30", "14:30"), ("9.05", "09:05"), ("00:00", "00:00"),
     ("23:59:59", "23:59"), ("14.30.15", "14:30"), (" 14:30 ", "14:30")],
)  # fmt: skip
def test_a_time_of_day_has_a_colon_or_a_dot(text: str, clock: str) -> None:
    assert times.read_clock(text) == clock


@pytest.mark.parametrize("text", ["", "14", "24:00", "14:60", "1430", "2:30 pm", "-1:00", "14:3"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        times.read_clock(text)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("22/11/2024", (date(2024, 11, 22), None)),
        ("22/11/2024 14.30", (date(2024, 11, 22), "14:30")),
        ("2024-11-22T14:30", (date(2024, 11, 22), "14:30")),
        ("2024-11-22  14:30", (date(2024, 11, 22), "14:30")),
    ],
)
def test_a_local_time_is_a_day_and_perhaps_a_time(text: str, when: tuple[date, str | None]) -> None:
    assert times.read_when(text) == when


@pytest.mark.parametrize(
    ("text", "instant", "is_day"),
    [
        ("2024-11-22", "2024-11-22T15:59:59.999Z", True),
        ("22/11/2024", "2024-11-22T15:59:59.999Z", True),
        ("22/11/2024 14.30", "2024-11-22T06:30:00.000Z", False),
        ("22/11/2024 14.30.05", "2024-11-22T06:30:05.000Z", False),
        ("2024-11-22T14:30", "2024-11-22T06:30:00.000Z", False),
        ("2024-11-22T14:30:00Z", "2024-11-22T14:30:00.000Z", False),
        ("2024-11-22T14:30:00.123Z", "2024-11-22T14:30:00.123Z", False),
        ("2024-11-22T14:30:00+08:00", "2024-11-22T06:30:00.000Z", False),
        ("2024-11-22T14:30:00+0700", "2024-11-22T07:30:00.000Z", False),
    ],
)
def test_a_moment_is_a_day_a_local_time_or_an_instant_with_an_offset(
    text: str, instant: str, is_day: bool
) -> None:
    assert times.read_moment(text, WITA) == (instant, is_day)


@pytest.mark.parametrize(
    "text",
    ["", "besok", "2024-11-31", "2024-11-22T25:00Z", "2024-11-22T10:00+99:00", "9999-12-31",
     "0001-01-01T00:00+08:00", "0001-01-01 00:00", "9999-12-31T23:59-01:00"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        times.read_moment(text, WITA)


@given(st.text(max_size=30) | st.from_regex(r"[0-9:./TZ+ -]{1,30}", fullmatch=True))
def test_any_text_is_a_moment_in_the_journals_form_or_refused(text: str) -> None:
    try:
        instant, _ = times.read_moment(text, WITA)
    except ValueError:
        return
    assert times.instant(times.moment(instant)) == instant
