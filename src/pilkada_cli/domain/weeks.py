"""ISO weeks: from Monday to Sunday, named by year and number."""

from collections.abc import Iterator
from datetime import date, timedelta

WEEK = timedelta(days=7)


def monday(day: date) -> date:
    """The first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


def last_day(start: date) -> date:
    """The Sunday of the week that begins on `start`; the last day of the calendar if it ends before."""
    return start + min(timedelta(days=6), date.max - start)


def week_name(day: date) -> str:
    """``2024-W47``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def weeks(first: date, last: date) -> Iterator[date]:
    """The Mondays of the weeks from that of `first` to that of `last`."""
    start = monday(first)
    for n in range((last - start) // WEEK + 1):
        yield start + n * WEEK
