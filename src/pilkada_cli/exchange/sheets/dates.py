"""Days and times of day as sheets hold them: figures, Indonesian words, day numbers of Excel."""

import re
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from pilkada_cli.exchange.sheets.months import MONTHS, Period
from pilkada_cli.exchange.sheets.rows import Cell, shown
from pilkada_cli.exchange.spoken_words import WEEKDAYS
from pilkada_cli.i18n import N_, Sentence

HOURS_AHEAD = {"wib": 7, "wita": 8, "wit": 9, "utc": 0, "gmt": 0, "z": 0}
"""The hours that time zones are ahead of UTC (Keppres 41/1987 for Indonesia's)."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

_ISO = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[t ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?"
    r"(?:\s?(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?"
)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEEKDAY = (
    rf"(?:(?:hari\s+)?(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b[\s,./-]*)?"
)
_DAY = (
    r"(?:(?:tanggal|tgl)\b[\s.:]*)?"
    r"(?:(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<d1>[0-9]{1,2})(?P<sep>[/.-])(?P<m1>[0-9]{1,2})(?:(?P=sep)(?P<y1>[0-9]{4}|[0-9]{2}))?"
    rf"|(?P<d2>[0-9]{{1,2}})[\s.-]*(?P<m2>{_MONTH})(?![a-z])\.?(?:[\s,.-]*(?P<y2>[0-9]{{4}}|[0-9]{{2}}(?![0-9.:])))?"
    rf"|(?P<m3>{_MONTH})(?![a-z])\.?\s*(?P<d3>[0-9]{{1,2}})(?:\s*,\s*(?P<y3>[0-9]{{4}}))?)"
)
_ZONE = r"(?:\s*(?P<zone>wib|wita|wit)\b)?"
_END = (
    r"(?:\s*(?:s\s*[./]?\s*d\b\.?|sampai(?:\s+dengan)?|hingga|[-–—])\s*"
    r"(?:selesai|[0-9]{1,2}[:.][0-9]{2}(?:\s*(?:wib|wita|wit))?)\.?)?"
)
_CLOCK = (
    r"(?:(?:sekitar|sekira|±)\s*)?(?:(?:pukul|pkl|pk|jam)\b[\s.:]*)?(?:(?:sekitar|sekira|±)\s*)?"
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<half>am|pm)?"
    + _ZONE
    + _END
)
_DAY_ALONE = re.compile(rf"{_WEEKDAY}(?:(?:tanggal|tgl)\b[\s.:]*)?(?P<day>[0-9]{{1,2}})")
_CLOCK_ONLY = re.compile(_CLOCK)
_WHEN = re.compile(rf"{_WEEKDAY}{_DAY}(?:[\s,;/t]+{_CLOCK})?")
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
"""1 January 2000 and 31 December 2099 as day numbers that count from 1900."""

_DAY_LONG = 24 * 60 * 60
"""Seconds of a day."""

_LONGEST_MONTH = 31
_LONGEST = 100


class Unreadable(ValueError):
    """Why a cell cannot be taken, as a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class When(NamedTuple):
    """A day, a time of day, and the hours of its time zone ahead of UTC, where they were said."""

    day: date | None = None
    clock: time | None = None
    ahead: float | None = None


def no_day(cell: Cell) -> Unreadable:
    """The objection to what is no day."""
    return Unreadable(
        Sentence(
            N_("'{value}' is no day; write 2024-11-22 or 22/11/2024, with a time 22/11/2024 14.30"),
            value=shown(cell),
        )
    )


def no_clock(cell: Cell) -> Unreadable:
    """The objection to what is no time of day."""
    return Unreadable(
        Sentence(N_("'{value}' is no time of day; write 14:30 or 14.30"), value=shown(cell))
    )


def read(cell: Cell, epoch: date, period: Period | None = None) -> When:
    """What a cell says of day and time; `epoch` is what day numbers count from.

    Days stand before months; what they leave out is that of `period`. Raises `Unreadable`
    for what is neither a day nor a time, a day without its year, and a weekday that is
    another day's.
    """
    if isinstance(cell, str):
        return _of_text(cell, epoch, period)
    if isinstance(cell, datetime):
        return When(cell.date(), cell.time() if cell.time() != time() else None)
    if isinstance(cell, date):
        return When(cell)
    if isinstance(cell, time):
        return When(clock=cell)
    if isinstance(cell, timedelta):
        return _of_duration(cell)
    if isinstance(cell, bool):
        raise no_day(cell)
    if period is not None and 1 <= cell <= _LONGEST_MONTH and cell == int(cell):
        return When(_alone(int(cell), cell, period))
    return _of_number(cell, cell, epoch)


def _of_text(cell: str, epoch: date, period: Period | None) -> When:
    text = " ".join(_APOSTROPHES.sub("", cell).casefold().split())
    if len(text) > _LONGEST:
        raise no_day(cell[:_LONGEST])
    try:
        if _ISO_DAY.fullmatch(text):
            return When(date.fromisoformat(text))
        if found := _ISO.fullmatch(text):
            return When(date.fromisoformat(found["day"]), _clock(found), _ahead(found["zone"]))
        if found := _CLOCK_ONLY.fullmatch(text):
            return When(None, _clock(found), _ahead(found["zone"]))
        if found := _WHEN.fullmatch(text):
            day = _day(found, cell, period)
            _expect_weekday(found["weekday"], day, cell)
            return When(day, _clock(found), _ahead(found["zone"]))
        if period is not None and (found := _DAY_ALONE.fullmatch(text)):
            day = _alone(int(found["day"]), cell, period)
            _expect_weekday(found["weekday"], day, cell)
            return When(day)
        if re.fullmatch(r"[0-9]{5}(?:[.,][0-9]+)?", text):
            return _of_number(float(text.replace(",", ".")), cell, epoch)
    except Unreadable:
        raise
    except ValueError:
        raise no_day(cell) from None
    raise no_day(cell)


def _alone(number: int, cell: Cell, period: Period) -> date:
    """The day of a number that names neither month nor year."""
    with suppress(ValueError):
        if (day := period.completed(number)) is not None:
            return day
    raise no_day(cell)


def _day(found: re.Match[str], cell: str, period: Period | None) -> date:
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    day = int(found["d1"] or found["d2"] or found["d3"])
    named = found["m2"] or found["m3"]
    month = MONTHS[named] if named else int(found["m1"])
    year = found["y1"] or found["y2"] or found["y3"]
    if not named and month > 12 >= day:
        raise Unreadable(
            Sentence(
                N_("'{value}' has the month first; write the day first, 22/11/2024"), value=cell
            )
        )
    if year is None:
        # Without the month above it ``1-2`` may be two days.
        is_span = found["sep"] == "-" and period is not None and period.month is None
        completed = period.completed(day, month) if period and not is_span else None
        if completed is None:
            words = N_("'{value}' does not say the year; write it, as in 22/11/2024")
            raise Unreadable(Sentence(words, value=cell))
        return completed
    return date(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _expect_weekday(name: str | None, day: date, cell: str) -> None:
    if name is not None and WEEKDAYS[name] != day.weekday():
        raise contradicted(name, day, cell)


def weekday_in(cell: Cell) -> int | None:
    """The number of the weekday that a cell names, Monday 0; None where it names none."""
    if not isinstance(cell, str):
        return None
    return WEEKDAYS.get(_APOSTROPHES.sub("", cell).casefold().strip(" .,"))


def contradicted(name: str, day: date, cell: Cell) -> Unreadable:
    """The objection to a day that is another weekday's."""
    return Unreadable(
        Sentence(
            N_("'{value}' contradicts itself: {day} is no {weekday}"),
            value=shown(cell),
            day=day.isoformat(),
            weekday=name,
        )
    )


def _clock(found: re.Match[str]) -> time | None:
    if found["hour"] is None:
        return None
    hour, half = int(found["hour"]), found.groupdict().get("half")
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(found[0])
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found["minute"]), int(found["second"] or 0))


def _ahead(name: str | None) -> float | None:
    if name is None:
        return None
    if name in HOURS_AHEAD:
        return HOURS_AHEAD[name]
    sign = -1 if name[0] == "-" else 1
    return sign * (int(name[1:3]) + int(name[-2:]) / 60)


def _of_number(number: float, cell: Cell, epoch: date) -> When:
    """A day number, its fraction the time; a fraction alone; or ``14.3``, which is 14.30."""
    shift = (epoch - date(1899, 12, 30)).days
    if _FIRST_SERIAL <= number + shift <= _LAST_SERIAL:
        seconds = round(number % 1 * _DAY_LONG)
        moment = datetime.combine(epoch, time()) + timedelta(int(number), seconds)
        return When(moment.date(), moment.time() if seconds else None)
    if 0 < number < 1 and round(number, 2) != number:
        return _of_duration(timedelta(seconds=round(number * _DAY_LONG)))
    if 1 <= number < 24 and int(number) != number and round(number, 2) == number:
        minute = round(number % 1 * 100)
        if minute < 60:
            return When(clock=time(int(number), minute))
    raise no_day(cell)


def _of_duration(length: timedelta) -> When:
    if not timedelta() <= length < timedelta(days=1):
        raise no_clock(str(length))
    return When(clock=(datetime.combine(date.min, time()) + length).time().replace(microsecond=0))
