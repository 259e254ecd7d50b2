"""Which days a phrase can mean: figures, weekdays, months by name, ``2 hari lalu``.

Relative expressions and the names of months are read by dateparser. What it
would guess at is decided here: a year left out, a weekday, last or next week.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from pilkada_cli.domain.times import read_day
from pilkada_cli.exchange.spoken_words import WEEKDAY, WEEKDAYS

WEEK = timedelta(days=7)
RECENT = timedelta(days=90)
"""How long ago a day may have been that is told without its year."""
_EVERY = 9
"""Years of which at least one has every day of the calendar, 29 February too."""

_UNIT = (
    "(?:hari|hr|minggu|mgg|bulan|bln|tahun|thn|jam|menit|mnt|days?|weeks?|months?|years?"
    "|hours?|hrs?|minutes?|mins?)"
)
_LONG = f"[0-9]{{1,3}} {_UNIT}(?: [0-9]{{1,3}} {_UNIT})?"
_SPAN = re.compile(f"(?:dalam|in) {_LONG}|{_LONG} (?:lalu|ago|from now)")
_NAME = re.compile(
    "kemarin|besok|hari ini|yesterday|tomorrow|today|day (?:before yesterday|after tomorrow)"
)
_FIGURES = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_NAMED_MONTH = re.compile(
    "(?P<day>[0-9]{1,2}) (?P<month>[a-z]{3,})(?: (?P<year>[0-9]{4}|[0-9]{2}))?"
    "|(?P<month_>[a-z]{3,}) (?P<day_>[0-9]{1,2})(?: (?P<year_>[0-9]{4}))?"
)
_OF_MONTH = re.compile("tanggal (?P<day>[0-9]{1,2})(?: kemarin| lalu| bulan (?P<which>ini|lalu))?")
_WEEKDAY = re.compile(
    f"(?P<day>hari )?(?P<name>{WEEKDAY})"
    "(?: (?P<which>lalu|kemarin|depan|ini|(?:minggu|pekan) (?:lalu|kemarin|depan|ini)))?"
)
WITH_WEEKDAY = re.compile(
    f"(?:hari )?(?P<name>{WEEKDAY})(?: (?P<which>lalu|kemarin|ini|depan))? (?P<date>.+)"
)
_SHIFTS = {"lalu": -1, "kemarin": -1, "ini": 0, "depan": 1}


class Unclear(ValueError):
    """A time that can mean several, or can only be meant otherwise.

    `readings` are what it can mean, as they are typed in figures.
    """

    def __init__(self, readings: list[str]) -> None:
        super().__init__(", ".join(readings))
        self.readings = tuple(readings)


def in_figures(phrase: str) -> bool:
    """Whether a day is written in figures alone."""
    return not re.search("[a-z]", phrase)


def days(phrase: str, now: datetime) -> list[date]:
    """The days that a phrase can mean, earliest first; `now` is local, without a time zone.

    Raises ValueError where it means none, `Unclear` where it cannot be meant so.
    """
    today = now.date()
    if in_figures(phrase):
        return _figures(phrase, today)
    if found := _WEEKDAY.fullmatch(phrase):
        return sorted(_weekday(found, today))
    if found := WITH_WEEKDAY.fullmatch(phrase):
        return _dated(found, now)
    if found := _OF_MONTH.fullmatch(phrase):
        return _some(_of_number(int(found["day"]), found["which"], today))
    if found := _NAMED_MONTH.fullmatch(phrase):
        return _named_month(found, now)
    if not (_SPAN.fullmatch(phrase) or _NAME.fullmatch(phrase)):
        raise ValueError(phrase)
    moment, period = _library(phrase, now, "relative-time")
    if moment is None or period == "time":
        raise ValueError(phrase)
    return [moment.date()]


def _dated(found: re.Match[str], now: datetime) -> list[date]:
    """The days of a date that fall on the weekday beside it, before or after today where it says so."""
    dated, weekday, today = days(found["date"], now), WEEKDAYS[found["name"]], now.date()
    coming = {day for day in _coming(found["date"], today) if day.weekday() == weekday}
    fitting = agreeing(sorted({*dated, *coming}), weekday)
    match _SHIFTS.get(found["which"]):
        case -1:
            return [day for day in fitting if day < today] or _refuse(fitting)
        case 1:
            return [day for day in fitting if day > today] or _refuse(fitting)
    return fitting


def is_weekday(phrase: str) -> bool:
    """Whether a phrase is a weekday alone, which says of no week that it is meant: ``hari kamis``."""
    found = _WEEKDAY.fullmatch(phrase)
    return found is not None and not found["which"]


def elapsed(phrase: str, now: datetime) -> datetime | None:
    """The moment that a span of hours or minutes leads to, or ``sekarang``; None for others."""
    if not (_SPAN.fullmatch(phrase) or phrase in ("sekarang", "now")):
        return None
    moment, period = _library(phrase, now, "relative-time")
    return moment if period == "time" else None


def _figures(phrase: str, today: date) -> list[date]:
    """Day first. Raises `Unclear` where only month first is a day."""
    try:
        return [read_day(phrase)]
    except ValueError:
        if (found := _FIGURES.fullmatch(phrase)) is None:
            raise
    day, month = int(found[1]), int(found[3])
    if month > 12 >= day and (swapped := _of_year(found[4], _day_maker(month, day), today)):
        raise Unclear([reading.isoformat() for reading in swapped])
    return _some(_of_year(found[4], _day_maker(day, month), today))


def _some(found: list[date]) -> list[date]:
    if not found:
        raise ValueError
    return found


def _day_maker(day: int, month: int) -> Callable[[int], date | None]:
    def make(year: int) -> date | None:
        try:
            return date(year, month, day)
        except ValueError:
            return None

    return make


def _of_year(year: str | None, make: Callable[[int], date | None], today: date) -> list[date]:
    """The day of a year; where none is said the last one, if that was of late.

    Else the last and the next: a day that is long past or yet to come is told with its year.
    """
    if year is not None:
        found = make(int(year) + (2000 if len(year) == 2 else 0))
        return [found] if found else []
    before = (day for back in range(_EVERY) if (day := make(today.year - back)) is not None)
    last = next((day for day in before if day <= today), None)
    if last is not None and today - last <= RECENT:
        return [last]
    ahead = (day for on in range(_EVERY) if (day := make(today.year + on)) is not None)
    coming = next((day for day in ahead if day > today), None)
    return [day for day in (last, coming) if day is not None]


def agreeing(found: list[date], weekday: int) -> list[date]:
    """Those that fall on a weekday. Raises `Unclear` with the days where none does."""
    return [day for day in found if day.weekday() == weekday] or _refuse(found)


def _refuse(found: list[date]) -> list[date]:
    raise Unclear([day.isoformat() for day in found])


def _of_number(number: int, which: str | None, today: date) -> list[date]:
    """The day of that number in this month or the last; where none is said the last that has come.

    That and the next where this is a few days ahead, the other weeks ago.
    """
    if which:
        month = today if which == "ini" else today.replace(day=1) - timedelta(days=1)
        return [day] if (day := _day_maker(number, month.month)(month.year)) else []
    recent = (today - timedelta(back) for back in range(RECENT.days))
    last = [day for day in recent if day.day == number][:1]
    soon = [day for day in (today + timedelta(n) for n in range(1, 7)) if day.day == number]
    return last + soon


def _coming(phrase: str, today: date) -> list[date]:
    """The next day of a number alone (``tanggal 30``), which the weekday beside it may tell of."""
    found = _OF_MONTH.fullmatch(phrase)
    if found is None or phrase != f"tanggal {found['day']}":
        return []
    ahead = (today + timedelta(n) for n in range(1, RECENT.days))
    return [day for day in ahead if day.day == int(found["day"])][:1]


def _weekday(found: re.Match[str], today: date) -> set[date]:
    """The days of a weekday; of ``minggu lalu`` also the day a week ago, for it says both."""
    number, which = WEEKDAYS[found["name"]], found["which"] or ""
    days = _days_called(number, which, today)
    if found["name"] != "minggu" or found["day"] or which not in _SHIFTS:
        return days
    if which == "ini":
        raise ValueError(found[0])
    return days | {today + _SHIFTS[which] * WEEK}


def _days_called(number: int, which: str, today: date) -> set[date]:
    """A weekday: alone the last one, and today where it is today's; ``which`` as it was said."""
    last = today - timedelta((today.weekday() - number - 1) % 7 + 1)
    match which.split():
        case []:
            return {last, today} if number == today.weekday() else {last}
        case [_, week]:
            return _in_week(number, _SHIFTS[week], today)
        case ["ini"]:
            this = _in_week(number, 0, today)
            return this | {day + WEEK for day in this if day < today}
        case ["depan"]:
            coming = last + WEEK if last + WEEK > today else last + 2 * WEEK
            return {coming} | _in_week(number, 1, today)
    # Yesterday is called yesterday, so that its name with "last" may mean the one before.
    yesterday = which == "lalu" and last == today - timedelta(days=1)
    return {last, last - WEEK} if yesterday else {last}


def _in_week(number: int, weeks: int, today: date) -> set[date]:
    """A weekday of this week, or so many weeks on: one begins on Monday, the other on Sunday."""
    monday = today - timedelta(today.weekday())
    sunday = today - timedelta((today.weekday() + 1) % 7)
    return {
        monday + weeks * WEEK + timedelta(number),
        sunday + weeks * WEEK + timedelta((number + 1) % 7),
    }


def _named_month(found: re.Match[str], now: datetime) -> list[date]:
    day = int(found["day"] or found["day_"])
    month = found["month"] or found["month_"]
    year = found["year"] or found["year_"]

    def make(number: int) -> date | None:
        moment, _ = _library(f"{day} {month} {number:04}", now, "absolute-time")
        return moment and moment.date()

    return _some(_of_year(year, make, now.date()))


def _library(phrase: str, now: datetime, parser: str) -> tuple[datetime | None, str]:
    """What dateparser takes a phrase for, and how exactly: to a time, a day, a week …

    Nothing depends on the locale or the time zone of the process.
    """
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    settings: dict[str, Any] = {
        "PARSERS": [parser],
        "RELATIVE_BASE": now,
        "TIMEZONE": "UTC",
        "RETURN_TIME_AS_PERIOD": True,
        "DATE_ORDER": "DMY",
        "REQUIRE_PARTS": ["day", "month", "year"] if parser == "absolute-time" else [],
    }
    found = DateDataParser(languages=["id", "en"], settings=settings).get_date_data(phrase)
    return found.date_obj, str(found.period)
