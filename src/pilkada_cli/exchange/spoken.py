"""Dates and times as people say them, in Indonesian and English: ``kemarin sore jam 4``.

What can mean several times is not guessed at but refused with what it can mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import NoReturn

from pilkada_cli.domain.entry import EARLIEST, LATEST_AHEAD
from pilkada_cli.domain.times import read_when
from pilkada_cli.exchange.spoken_clock import NIGHT, NIGHT_ENDS, PARTS, PRAYERS, Reading, readings
from pilkada_cli.exchange.spoken_days import (
    WITH_WEEKDAY,
    Unclear,
    agreeing,
    days,
    elapsed,
    in_figures,
    is_weekday,
)
from pilkada_cli.exchange.spoken_words import (
    NIGHTLY,
    WEEKDAY,
    WEEKDAYS,
    Said,
    rewritten,
    take_apart,
)

__all__ = ["Unclear", "When", "is_of_any_day", "part_named", "read"]

_DAY = timedelta(days=1)
_EARLY = 6
"""The last of the hours that few would mean by ``jam 2`` or ``jam 6`` alone,"""
_JUST_NOW = timedelta(hours=3)
"""unless it is over no longer than this."""
_ZONES = {"wib": 7, "wita": 8, "wit": 9}
"""The hours that Indonesia's time zones are ahead of UTC (Keppres 41/1987)."""

# "Malam Jumat" is the evening that Friday begins with, by older reckoning: Thursday's.
_EVE = re.compile(rf"(?P<clock>[0-9] )?malam (?:hari )?{WEEKDAY}(?!\S)")
_WITH_YEAR = re.compile(r"\b20[0-9]{2}\b")
_NAMED_EVE = re.compile(f"(?:hari )?(?P<day>{WEEKDAY}) (?P<eve>{WEEKDAY})(?: (?P<date>.+))?")
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{2}")


@dataclass(frozen=True, slots=True)
class When:
    """A local day, with a time of day ``HH:MM`` or None."""

    day: date
    clock: str | None = None

    @property
    def text(self) -> str:
        """As it is typed in figures: ``2024-11-22`` or ``2024-11-22 14:30``."""
        return f"{self.day.isoformat()} {self.clock}" if self.clock else self.day.isoformat()


def read(text: str, now: datetime) -> When:
    """What `text` means at `now`, a moment with the local time zone.

    A part of the day (``tadi malam``) gives a day and no time. What may have
    happened or may be yet to come is taken to have happened. Raises `Unclear`
    for what can mean several times, ValueError for what means none between 2000
    and a year from now.
    """
    last = now.date() + LATEST_AHEAD
    every = {*_all(text, now)}
    near = [when for when in every if EARLIEST <= when.day <= last]
    if not near:
        raise ValueError(text)
    if len(every) > 1:
        raise Unclear(sorted(when.text for when in near))
    return near[0]


def part_named(text: str) -> bool:
    """Whether a text names a part of the day but no time, as ``kemarin sore``."""
    try:
        said = take_apart(rewritten(text))
    except ValueError:
        return False
    return said.clock is None and bool(said.part or said.tense in NIGHTLY)


def is_of_any_day(text: str) -> bool:
    """Whether a text names a time and neither a day nor a tense, as ``jam 2 siang``."""
    try:
        said = take_apart(rewritten(text))
    except ValueError:
        return False
    return said.clock is not None and not (said.day or said.tense)


def is_of_any_week(text: str) -> bool:
    """Whether a text names a weekday and not of which week, as ``kamis sore``."""
    try:
        return is_weekday(take_apart(rewritten(text)).day)
    except ValueError:
        return False


def is_later(text: str) -> bool:
    """Whether a text names what is yet to come of this day, as ``nanti malam``."""
    try:
        return take_apart(rewritten(text)).tense == "nanti"
    except ValueError:
        return False


def is_to_come(text: str, now: datetime) -> bool:
    """Whether a text names what lies ahead of `now`, whatever it means: ``besok``, ``malam ini``."""
    try:
        said, whens = take_apart(rewritten(text)), _all(text, now)
    except ValueError:
        return is_later(text)
    part = PARTS.get(said.part)
    to_begin = part is not None and now.hour not in part.hours and now.hour < part.begins
    today, time = now.date(), f"{now:%H:%M}"
    return bool(whens) and all(
        when.day > today or (when.day == today and (when.clock > time if when.clock else to_begin))
        for when in whens
    )


def _all(text: str, now: datetime) -> list[When]:
    """Everything that a text can mean: figures, a span of hours, or what is told in parts."""
    try:
        return [When(*read_when(text))]
    except ValueError:
        phrase = rewritten(text)
    moment = elapsed(phrase, now.replace(tzinfo=None))
    return [_when(moment)] if moment else _meant(take_apart(phrase), now)


def _when(moment: datetime) -> When:
    return When(moment.date(), f"{moment:%H:%M}")


def _meant(said: Said, now: datetime) -> list[When]:
    """Every time that the parts of a phrase can mean together."""
    here = now.replace(tzinfo=None)
    found = _days(said, here)
    if said.clock is None:
        if not found:
            _not_yet(said, now)
        return [When(day) for day in found]
    moments = [moment for day in found for moment in _moments(said, day, now)]
    if said.tense == "tadi" and not moments:
        _not_yet(said, now)
    if not (said.day or said.tense):
        moments += _of_yesterday(said, moments, now)
    times = [_when(moment) for moment in moments]
    if _DOTTED.fullmatch(said.text):
        times += _as_a_day(said.text, here)
    return times


def _as_a_day(text: str, here: datetime) -> list[When]:
    """The days of ``9.05``, which is a day as well as a time."""
    try:
        return [When(day) for day in days(text, here)]
    except ValueError:
        return []


def _days(said: Said, here: datetime) -> list[date]:
    """The days that were said, or follow from ``tadi``, ``nanti``, a time or a prayer alone."""
    today, yesterday = here.date(), here.date() - _DAY
    if said.day:
        if said.tense:
            raise ValueError(said.text)
        return _eves(said, here) or days(said.day, here)
    if said.tense == "tadi":
        return _earlier(said.part, here)
    if said.tense == "semalam":
        return [yesterday]
    if said.tense == "malamini":
        return [yesterday, today] if here.hour < NIGHT_ENDS else [today]
    if said.part in PRAYERS and not (said.tense or said.clock):
        return _of_prayer(said.part, here)
    over = bool(said.part) and max(PARTS[said.part].hours) < here.hour
    if not (said.tense or said.clock) or (said.tense and over):
        raise ValueError(said.text)
    return [today]


def _of_prayer(part: str, here: datetime) -> list[date]:
    """The day of a prayer: today's if it has come, after midnight that of the evening, else either."""
    today, yesterday = here.date(), here.date() - _DAY
    if PARTS[part].begins <= here.hour:
        return [today]
    last_evening = here.hour < NIGHT_ENDS and PARTS[part].begins >= NIGHT.begins
    return [yesterday] if last_evening else [yesterday, today]


def _eves(said: Said, here: datetime) -> list[date]:
    """The days before a weekday whose evening ``malam`` names; both after a clock."""
    if (eve := _EVE.search(said.text)) is None:
        return []
    if named := _NAMED_EVE.fullmatch(said.day):
        return _evenings(named["day"], named["eve"], named["date"], here)
    if dated := WITH_WEEKDAY.fullmatch(said.day):
        return _dated_eve(days(dated["date"], here), WEEKDAYS[dated["name"]])
    before = {day - _DAY for day in days(said.day, here + _DAY)}
    return sorted(before | set(days(said.day, here)) if eve["clock"] else before)


def _evenings(day: str, eve: str, dated: str | None, here: datetime) -> list[date]:
    """The evenings of ``Minggu malam Senin``, which names the day and the one that its night begins.

    Those of its date where one stands behind it.
    """
    if (WEEKDAYS[day] + 1) % 7 != WEEKDAYS[eve]:
        raise ValueError(day)
    return agreeing(days(dated, here), WEEKDAYS[day]) if dated else days(f"hari {day}", here)


def _dated_eve(found: list[date], weekday: int) -> list[date]:
    """The evenings of ``malam Minggu 24/11``: a Saturday's date says which one, a Sunday's neither."""
    own = [day for day in found if (day + _DAY).weekday() == weekday]
    return own or [each for day in agreeing(found, weekday) for each in (day - _DAY, day)]


def _not_yet(said: Said, now: datetime) -> NoReturn:
    """Refuse ``tadi`` of what is to come today, with yesterday's if it can be meant."""
    yesterday = now.date() - _DAY
    if said.clock is None:
        raise Unclear([yesterday.isoformat()])
    if moments := sorted({_when(each).text for each in _moments(said, yesterday, now)}):
        raise Unclear(moments)
    raise ValueError(said.text)


def _earlier(part: str, here: datetime) -> list[date]:
    """The days of ``tadi``: today, or at night yesterday; none for what is to come."""
    today, yesterday = here.date(), here.date() - _DAY
    if part and PARTS[part] is NIGHT:
        return [yesterday, today] if here.hour >= NIGHT.begins else [yesterday]
    begun = not part or PARTS[part].begins <= here.hour
    if here.hour < NIGHT_ENDS:
        return [yesterday, today] if not part else [today] if begun else [yesterday]
    return [today] if begun else []


def _of_yesterday(said: Said, of_today: list[datetime], now: datetime) -> list[datetime]:
    """What a time alone can mean of yesterday: where it leaves open which, or is yet to come at night."""
    here = now.replace(tzinfo=None)
    to_come = here.hour < NIGHT_ENDS and min(of_today, default=here) > here
    if not to_come and len(of_today) == 1:
        return []
    return [each for each in _moments(said, here.date() - _DAY, now) if each > here - _DAY]


def _moments(said: Said, day: date, now: datetime) -> Iterator[datetime]:
    """The local moments that the clock can mean on a day, as far as the tense allows."""
    here = now.replace(tzinfo=None)
    found = [_moment(reading, said, day, now) for reading in _clock_readings(said)]
    past = [moment for moment in found if moment <= here]
    if said.tense in ("tadi", "semalam"):
        yield from past
    elif said.tense == "nanti":
        yield from (moment for moment in found if moment > here)
    elif not said.part and _are_early(past, here):
        yield from found
    else:
        yield from past or found


def _are_early(past: list[datetime], here: datetime) -> bool:
    """Whether only the small hours are over, and not just now: ``jam 2`` at 10.00 may be 14.00."""
    return all(each.hour <= _EARLY and here - each > _JUST_NOW for each in past)


def _clock_readings(said: Said) -> list[Reading]:
    assert said.clock is not None, "there is a time to read"
    dated = in_figures(said.day) and not said.clock.word
    formal = bool(said.zone) or dated or _WITH_YEAR.search(said.day) is not None
    found = readings(said.clock, said.part, formal=formal)
    by_evening = said.tense or _EVE.search(said.text)
    # A night that is named by its evening goes on after midnight.
    later = {reading.time for reading in found if reading.days_later and by_evening}
    return [reading for reading in found if reading.days_later or reading.time not in later]


def _moment(reading: Reading, said: Said, day: date, now: datetime) -> datetime:
    """The local time of a reading, from the time zone that was said."""
    moment = datetime.combine(day + reading.days_later * _DAY, reading.time)
    if not said.zone:
        return moment
    there = timezone(timedelta(hours=_ZONES[said.zone]))
    return moment.replace(tzinfo=there).astimezone(now.tzinfo).replace(tzinfo=None)
