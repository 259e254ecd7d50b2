"""Instants, local days and how they are written in the journal."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeGuard
from zoneinfo import ZoneInfo


def instant(moment: datetime) -> str:
    """`moment` (with a time zone) as ``YYYY-MM-DDThh:mm:ss.mmmZ``, cut to milliseconds."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='milliseconds')}Z"


def moment(text: str) -> datetime:
    """The UTC datetime of an instant as `instant` writes it."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"
)


def is_instant(text: str) -> bool:
    """Whether a text is a real instant as `instant` writes it."""
    return _INSTANT.fullmatch(text) is not None and is_day(text[:10])


def judge_instant(text: str) -> None:
    """Raise ValueError for a stored instant that cannot be read; quick, for what was checked once."""
    if (text[10:11], text[19:20], text[23:]) != ("T", ".", "Z"):
        raise ValueError(text)
    datetime.fromisoformat(text[:-1])


@lru_cache(maxsize=4)
def zone(name: str) -> ZoneInfo:
    """The time zone called `name`."""
    return ZoneInfo(name)


@lru_cache(maxsize=4096)
def _hour_offset(hour: str, zone_name: str) -> timedelta:
    start = datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)
    return start.astimezone(zone(zone_name)).utcoffset() or timedelta()


def local_day(text: str, zone_name: str) -> date:
    """The local day of an instant."""
    return local(text, zone_name).date()


def local(text: str, zone_name: str) -> datetime:
    """The local date and time of an instant, without a time zone.

    In the first and last hours that a calendar has, UTC is as near as it gets.
    """
    utc = datetime.fromisoformat(text[:-1])
    try:
        return utc + _hour_offset(text[:13], zone_name)
    except OverflowError:
        return utc


def end_of_day(day: date, zone_name: str) -> str:
    """The last millisecond of a local day, as an instant."""
    next_day = datetime.combine(day + timedelta(days=1), time(), zone(zone_name))
    return instant(next_day - timedelta(milliseconds=1))


_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?")


def is_day(value: object) -> TypeGuard[str]:
    """Whether a value is a real day as the journal writes it, ``2024-11-22``."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def read_day(text: str) -> date:
    """``2024-11-22`` or day first, ``22/11/2024``. ValueError if it is no real day."""
    text = text.strip()
    if _ISO_DAY.fullmatch(text):
        return date.fromisoformat(text)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    raise ValueError(text)


def read_clock(text: str) -> str:
    """``14:30`` or ``14.30`` as ``14:30``, without seconds. ValueError if it is no time of day."""
    return _clock(text).strftime("%H:%M")


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    return time(int(match[1]), int(match[2]), int(match[3] or 0))


def read_when(text: str) -> tuple[date, str | None]:
    """A local day with or without a time of day, ``22/11/2024 14.30``.

    An ISO instant with an offset is left to `read_moment`. ValueError if it is
    neither.
    """
    day, clock = _parted(text)
    return read_day(day), read_clock(clock) if clock else None


def _parted(text: str) -> tuple[str, str]:
    day, _, clock = text.strip().replace("T", " ", 1).partition(" ")
    return day, clock.strip()


def read_moment(text: str, zone_name: str) -> tuple[str, bool]:
    """An instant from a day, a local time or an ISO instant with an offset.

    The flag says that only a day was given; its end is meant then. ValueError
    for what is none of these, or lies outside the years that are counted.
    """
    try:
        return _read_moment(text.strip(), zone_name)
    except OverflowError:
        raise ValueError(text) from None


def _read_moment(text: str, zone_name: str) -> tuple[str, bool]:
    if re.search(r"(?:Z|[+-]\d{2}:?\d{2})$", text) and "T" in text:
        return instant(datetime.fromisoformat(text)), False
    day, clock = _parted(text)
    if not clock:
        return end_of_day(read_day(day), zone_name), True
    return instant(datetime.combine(read_day(day), _clock(clock), zone(zone_name))), False
