"""Which times of day a clock can mean: ``jam 2`` is 02.00 or 14.00, ``jam 2 siang`` is 14.00."""

import re
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: the hours told by its name, and the one from which it may be looked back at."""

    hours: frozenset[int]
    begins: int


NIGHT_ENDS = 5
"""The hours before belong to a night that began the day before."""

NIGHT = Part(frozenset((*range(18, 24), *range(NIGHT_ENDS))), 18)

PARTS = {
    "dinihari": Part(frozenset(range(6)), 0),
    "subuh": Part(frozenset(range(3, 7)), 3),
    "pagi": Part(frozenset(range(1, 12)), 4),
    "siang": Part(frozenset(range(10, 16)), 12),
    "sore": Part(frozenset(range(14, 19)), 14),
    "petang": Part(frozenset(range(15, 20)), 15),
    "malam": NIGHT,
    "zuhur": Part(frozenset(range(11, 16)), 12),
    "asar": Part(frozenset(range(14, 19)), 15),
    "magrib": Part(frozenset(range(17, 20)), 18),
    "isya": NIGHT,
    "morning": Part(frozenset(range(12)), 4),
    "afternoon": Part(frozenset(range(12, 19)), 12),
    "evening": Part(frozenset(range(16, 24)), 16),
    "night": NIGHT,
}
"""By name, or by the prayer of it. Neighbours overlap, as in speech: 15.00 is siang and sore."""

PRAYERS = ("subuh", "zuhur", "asar", "magrib", "isya")
"""Parts of the day that are told alone too: ``habis magrib``."""

_HALVES = {"am": frozenset(range(12)), "pm": frozenset(range(12, 24))}

CLOCK = re.compile(
    r"(?<!\S)(?:(?:jam )?(?P<named>noon|midnight)"
    r"|(?:(?P<word>jam|pukul) )?(?P<half>setengah )?(?P<hour>[0-9]{1,2})"
    r"(?:[.:](?P<minute>[0-5][0-9])(?::[0-5][0-9])?)?"
    rf"(?: (?P<part>am|pm|{'|'.join(PARTS)}))?)(?!\S)"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was told; `minute` is None where none was.

    `of_24` says that the hour can only be one of the day's twenty-four, as in
    ``02.30`` and ``pukul 2.30``; `word` is ``jam``, ``pukul`` or empty, `part`
    the part of the day that was told with it, `half` is ``am``, ``pm`` or empty.
    """

    hour: int
    minute: int | None
    of_24: bool = True
    word: str = ""
    part: str = ""
    half: str = ""


def clock_of(found: re.Match[str]) -> Clock | None:
    """The clock that a match of `CLOCK` tells; None for a number that tells no time."""
    if found["named"]:
        return Clock(12, 0) if found["named"] == "noon" else Clock(0, 0, part="malam")
    hour, minute = int(found["hour"]), found["minute"]
    word, part, half = found["word"] or "", found["part"] or "", ""
    if part in _HALVES:
        part, half = "", part
    if hour > 23 or not (word or found["half"] or minute or half):
        return None
    if found["half"]:
        # "jam setengah 3" is half an hour before three.
        valid = 1 <= hour <= 12 and not minute
        return Clock((hour - 1) or 12, 30, False, word, part, half) if valid else None
    of_24 = hour > 12 or found["hour"].startswith("0") or bool(minute and word == "pukul")
    return Clock(hour, int(minute) if minute else None, of_24, word, part, half)


@dataclass(frozen=True, slots=True)
class Reading:
    """A time of day, on the day that was said or so many days later."""

    time: time
    days_later: int = 0


def readings(clock: Clock, part: str, *, formal: bool) -> list[Reading]:
    """What a clock can mean in a part of the day, empty for none; nothing if they contradict.

    `formal` says that the words around it tell times by twenty-four hours. The
    small hours of a night are those of its day, or those that follow its evening.
    """
    as_it_stands = clock.of_24 or (formal and clock.minute is not None)
    hours = {clock.hour}
    if 1 <= clock.hour <= 12 and (part or clock.half or not as_it_stands):
        hours = {clock.hour % 12, clock.hour % 12 + 12}
    if part:
        hours &= PARTS[part].hours
    if clock.half:
        hours &= _HALVES[clock.half]
    at_night = bool(part) and PARTS[part] is NIGHT
    return [
        Reading(time(hour, clock.minute or 0), days_later)
        for hour in sorted(hours)
        for days_later in ((0, 1) if at_night and hour < NIGHT_ENDS else (0,))
    ]
