"""When the matter of a message was, and when the message was sent."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from pilkada_cli.analysis.guessing import Guess, TimeSaid
from pilkada_cli.analysis.phases import phase
from pilkada_cli.analysis.times_said import times
from pilkada_cli.analysis.wording import sentences
from pilkada_cli.domain.fields import Phase
from pilkada_cli.exchange import spoken
from pilkada_cli.i18n import N_, Sentence


def sent_at(stamps: Sequence[str], now: datetime) -> list[tuple[datetime, str]]:
    """The local moments at which the parts of a message were sent, each with the stamp that says it.

    In their order, as far as they can be read. `now` has the local time zone.
    """
    moments = []
    for stamp in stamps:
        try:
            when = spoken.read(stamp, now)
        except ValueError:
            continue
        if when.clock is not None:
            text = f"{when.day.isoformat()}T{when.clock}"
            moments.append((datetime.fromisoformat(text).replace(tzinfo=now.tzinfo), stamp))
    return sorted(each for each in moments if each[0] <= now)


def obtained(words: str, now: datetime) -> dict[str, Guess]:
    """When an information was obtained by these words, under ``known``; nothing where that is not clear."""
    when, _ = occurred([*times(words)], (), [now], follows=True)
    if when is None or when.value > f"{now:%Y-%m-%d %H:%M}":
        return {}
    return {"known": when}


def ahead(said: Iterable[TimeSaid], moment: datetime) -> list[str]:
    """The words that tell from a moment, which has the local time zone, of a day or hour to come."""
    once = {(each.day, each.clock): each.words for each in said if each.day and each.from_now}
    return [
        words
        for (day, clock), words in once.items()
        if spoken.is_to_come(f"{day} {clock}".strip(), moment)
    ]


def of_what_was_done(text: str, times: Sequence[TimeSaid], known: datetime) -> Sequence[TimeSaid]:
    """The times of a text without those that were to come of a matter that it tells as done before."""
    coming = ahead(times, known)
    told = phase(text, ahead=coming) if coming else None
    if told is None or told.value != Phase.GN:
        return times
    return [each for each in times if each.words not in coming]


_PLAN = re.compile(r"\b(?:rencana(?:nya)?|berencana|direncanakan|akan|bakal)\b", re.IGNORECASE)


def is_of_a_plan(text: str, times: Sequence[TimeSaid], known: datetime) -> bool:
    """Whether every day of a text is to come in a plan, told behind a sentence with an hour that was over."""
    told = sentences(text)
    first = next((n for n, each in enumerate(told) if _PLAN.search(each)), len(told))
    before, plan = "\n".join(told[:first]), "\n".join(told[first:])
    coming = ahead(times, known)
    days = [each.words for each in times if each.day]
    over = (
        each.words in before and not spoken.is_to_come(each.clock, known)
        for each in times
        if not (each.day or each.reported)
    )
    return bool(days) and all(each in coming and each in plan for each in days) and any(over)


def occurred(
    said: Sequence[TimeSaid],
    unread: Sequence[str],
    moments: Sequence[datetime],
    *,
    follows: bool,
) -> tuple[Guess | None, Sentence | None]:
    """The day, with a time where one is told, and a remark where either stays open.

    What is told from the day of sending is read for each of the `moments` at which it
    may have been, and only where it `follows` from them: not in a message that was passed on. Where a
    form gives the day or the time under its label, no other counts. Of a date that may be of
    several years it is the one nearby. Nothing follows from the report's, or from a time alone, beside words for a day that are `unread`.
    """
    said = _of_the_form(said)
    once = {(each.day, each.clock): each for each in said}.values()
    certain = [each for each in once if follows or not each.from_now]
    readings = [(each, _readings(each.day, each.clock, moments)) for each in certain]
    told = [(each, found) for each, found in readings if found is not None]
    by_day = _of_the_day(told)
    days = (
        set.intersection(*({day for day, _ in found} for _, found in by_day)) if by_day else set()
    )
    if len(days) > 1 and not any(each.from_now for each, _ in by_day):
        days = _nearby(days, max(moments).date())
    dated = any(each.day and not each.reported for each, _ in told)
    if len(days) != 1 or (unread and not dated):
        return None, day_open([*(each.words for each in said), *unread])
    (day,) = days
    if not any(each.day or _hours(day, each, "", moments) for each, _ in told):
        return None, day_open([each.words for each in said])
    return _on(day, told, by_day, moments)


_NEAR, _FAR = timedelta(days=60), timedelta(days=200)


def _nearby(days: set[date], sent: date) -> set[date]:
    """The one of some days that is weeks away where all others are most of a year; else all of them."""
    near = {day for day in days if abs(day - sent) <= _NEAR}
    return near if len(near) == 1 and all(abs(d - sent) >= _FAR for d in days - near) else days


_Told = tuple[TimeSaid, "_Readings"]


def _on(
    day: date, told: Sequence[_Told], by_day: Sequence[_Told], moments: Sequence[datetime]
) -> tuple[Guess, Sentence | None]:
    """A day with the time that is told of it and the words that say so, and a remark where none is certain."""
    parts = {each.day for each, _ in by_day if spoken.part_named(each.day)}
    named = parts.pop() if len(parts) == 1 else ""
    hours = [(hour, each) for each, _ in told for hour in _hours(day, each, named, moments)]
    clock = _hour(hours)
    timed = [each for hour, each in hours if hour == clock]
    other = [each for hour, each in hours if hour != clock]
    words = [
        each.words
        for each, found in told
        if each in timed or (each not in other and day in {on for on, _ in found})
    ]
    vague = [each.clock for _, each in hours] or [each.clock for each, _ in told if each.clock]
    if clock is None and vague:
        words = [each.day or each.words for each, _ in by_day]
    guess = Guess(spoken.When(day, clock).text, tuple(dict.fromkeys(words)))
    return guess, _no_hour(vague) if not clock and vague else None


def _of_the_day(told: Sequence[_Told]) -> list[_Told]:
    """Those that tell the day: of the matter, else of its report; a time alone only of the matter."""
    dated = [one for one in told if one[0].day]
    own = [one for one in dated or told if not one[0].reported]
    return own or dated


def _of_the_form(said: Sequence[TimeSaid]) -> list[TimeSaid]:
    """Without the days where others have the label of one, and without the times likewise."""
    day = any(each.day for each in said if each.labelled)
    clock = any(each.clock for each in said if each.labelled)
    kept = (
        each
        if each.labelled
        else each._replace(day="" if day else each.day, clock="" if clock else each.clock)
        for each in said
    )
    return [each for each in kept if each.day or each.clock]


def _hours(day: date, said: TimeSaid, named: str, moments: Sequence[datetime]) -> list[str]:
    """The times of `day` that words can mean, none of an hour alone that was yet to come when it was sent.

    Of an hour alone, those of the day as it is `named` by a part of it: ``malam nanti … jam 8``.
    """
    found = _clocks(day, said, named or day.isoformat(), moments)
    sent = max(moments)
    is_planned = bool(said.day) or spoken.is_to_come(named, sent)
    have_come = any(day != sent.date() or hour <= f"{sent:%H:%M}" for hour in found)
    return found if is_planned or have_come else []


def _hour(hours: Sequence[tuple[str, TimeSaid]]) -> str | None:
    """The time of the matter, where only times of its end or of the report follow it; never the latter."""
    every = {hour for hour, _ in hours}
    of_matter = [(hour, each) for hour, each in hours if not each.reported]
    begun = {hour for hour, each in of_matter if len(every) == 1 or not each.afterwards}
    return min(begun) if len(begun) == 1 and begun <= {min(every)} else None


def _no_hour(clocks: Sequence[str]) -> Sentence:
    return Sentence(
        N_("the text leaves the time open ({words}); only the day is taken"),
        words=", ".join(dict.fromkeys(clocks)),
    )


def day_open(words: Sequence[str]) -> Sentence | None:
    """That these words leave the day open; None where there are none."""
    if not words:
        return None
    return Sentence(
        N_("the text leaves the day open ({words})"),
        words=", ".join(dict.fromkeys(words)),
    )


_Readings = set[tuple[date, str | None]]
_OF_ANY_MONTH = re.compile(
    r"((?:tanggal|tgl\.?) ?\d{1,2})(?=$| (?:dini|subuh|pagi|siang|sore|petang|malam|mlm))",
    re.IGNORECASE,
)
"""A day of which only the number is told: it may be yet to come in this month."""


def _readings(day: str, clock: str, moments: Sequence[datetime]) -> _Readings | None:
    """Every day and time that words can mean; None where they mean none."""
    named = [day, _OF_ANY_MONTH.sub(r"\1 bulan ini", day)]
    found = [_read(f"{each} {clock}".strip(), moment) for each in named for moment in moments]
    if clock and day and not any(found):
        found = [_read(each, moment) for each in named for moment in moments]
    told = [each for each in found if each is not None]
    return set().union(*told) if told else None


def _read(text: str, moment: datetime) -> _Readings | None:
    """What words can mean at a moment; nothing where they contradict one another."""
    try:
        when = spoken.read(text, moment)
    except spoken.Unclear as error:
        several = error.readings if len(error.readings) > 1 else ()
        return {(date.fromisoformat(text[:10]), text[11:] or None) for text in several}
    except ValueError:
        return None
    return {(when.day, when.clock)}


def _clocks(day: date, said: TimeSaid, named: str, moments: Sequence[datetime]) -> list[str]:
    found = _readings(said.day or named, said.clock, moments) if said.clock else None
    return [clock for on, clock in found or () if clock and on == day]
