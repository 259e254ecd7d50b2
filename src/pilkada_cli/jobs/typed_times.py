"""A day or a time as it was typed, in figures or in words, and what is said of one that is unclear."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import voting_day
from pilkada_cli.domain.times import instant, local_day, read_moment, read_when, zone
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

WRITE = N_("write 2024-11-22, 22/11/2024 14.30, or kemarin, 2 hari lalu, senin lalu")
"""How a time is written that is over."""

_IN_A_MONTH = re.compile(
    r"(?P<day>[0-9]{1,2})(?: +(?P<name>[A-Za-z]{3,})\b|[/.-](?P<number>[0-9]{1,2})(?![0-9]))"
    r"(?:[ /.-]+(?P<year>[0-9]{4}))?"
)


_TO_VOTE = re.compile("h *(?P<days>[-+] *[0-9]{1,3})?(?!\\S)", re.IGNORECASE)


def counted_to_vote(text: str, now: datetime, reference: Reference, region: str | None) -> str:
    """`text` with the day in figures where it begins with one from a region's voting day: ``H-1``."""
    found = _TO_VOTE.match(text.strip())
    today = local_day(instant(now), reference.election.time_zone)
    vote = voting_day(reference.election, today, region) if found else None
    if found is None or vote is None:
        return text
    day = vote + timedelta(days=int((found["days"] or "0").replace(" ", "")))
    return f"{day.isoformat()}{text.strip()[found.end() :]}"


def when_of(
    text: str, now: datetime, reference: Reference, region: str | None = None
) -> tuple[str, Sentence | None]:
    """A local day, perhaps with a time, as ``2024-11-22 14:30``; and what was understood.

    The sentence says it in full where `text` is not in figures; ``H-1`` counts from
    the voting day of `region`. Raises `UsageError` for what is no time, or can mean several.
    """
    try:
        day, clock = read_when(text)
    except ValueError:
        return in_words(text, now, reference, region)
    return (f"{day.isoformat()} {clock}" if clock else day.isoformat()), None


def in_words(
    text: str, now: datetime, reference: Reference, region: str | None = None
) -> tuple[str, Sentence]:
    """The same of a time that is told in words."""
    from pilkada_cli.exchange import spoken
    from pilkada_cli.render import local

    try:
        counted = counted_to_vote(text, now, reference, region)
        when = spoken.read(counted, now.astimezone(zone(reference.election.time_zone)))
    except spoken.Unclear as error:
        raise unclear(text, error.readings) from None
    except ValueError:
        raise UsageError(_no_time(text, now), Sentence(WRITE)) from None
    full = local.full_date(when.day)
    if when.clock is not None:
        full = f"{full}, {local.clock(when.clock)} {reference.election.time_zone_label}"
    words = N_("'{value}' is {when}")
    if when.clock is None and spoken.part_named(text):
        words = N_("'{value}' is {when}; it tells no time, so only the day is kept")
    return when.text, Sentence(words, value=text.strip(), when=full)


def _no_time(text: str, now: datetime) -> Sentence:
    """That a text is no time; of a day after the last of its month, how long that is."""
    from pilkada_cli.exchange.sheets.months import month_of
    from pilkada_cli.render.local import MONTHS

    if (found := _IN_A_MONTH.search(text)) is not None:
        month = (month_of(found["name"]) if found["name"] else int(found["number"])) or 0
        year = int(found["year"] or now.year)
        if 1 <= month <= len(MONTHS) and 0 < year < 10_000:
            last = monthrange(year, month)[1]
            if last < int(found["day"]) <= 31:
                words = N_("'{value}' is no day: {month} {year} has {n} days")
                named = Sentence(MONTHS[month - 1])
                return Sentence(words, value=text, month=named, year=year, n=last)
    return Sentence(N_("'{value}' is no day and no time"), value=text)


def problem_of(error: UsageError) -> Sentence:
    """An error as the problem of a value: what is wrong, and the way out behind it."""
    return Sentence(N_("{problem} ({hint})"), problem=error.sentence, hint=error.hint)


def unclear(text: str, readings: Sequence[str]) -> UsageError:
    """That a text can mean several times, with each as it can be typed."""
    named = [_reading(each) for each in readings]
    if len(named) == 1:
        return UsageError(
            Sentence(N_("'{value}' is no day and no time"), value=text),
            Sentence(N_("did you mean {names}?"), names=named[0]),
        )
    *others, last = named
    same_but_year = len({each[len("2024") :] for each in readings}) == 1
    return UsageError(
        Sentence(_several(readings, same_but_year=same_but_year), value=text),
        Sentence(
            N_("write the year: {choices}") if same_but_year else N_("say which: {choices}"),
            choices=Sentence(N_("{others} or {last}"), others=", ".join(others), last=last),
        ),
    )


def later(typed: object) -> Sentence | None:
    """Why nothing can have happened at a time that is said to be yet to come (``nanti malam``)."""
    if not isinstance(typed, str):
        return None
    from pilkada_cli.exchange import spoken

    if not spoken.is_later(typed):
        return None
    words = N_(
        "'{value}' is still to come, so nothing can have happened then (phase gn): say when it happened, or --phase pg of what may happen"
    )
    return Sentence(words, value=typed)


def _several(readings: Sequence[str], *, same_but_year: bool) -> str:
    """That several times can be meant, by what tells them apart."""
    if same_but_year:
        return N_("'{value}' does not say which year")
    clocks = {reading[len("2024-11-22") :] for reading in readings}
    if len(clocks) > 1 and all(clocks):
        return N_("'{value}' can be several times of day")
    return N_("'{value}' can be several days")


def _reading(text: str) -> str:
    """A reading as it can be typed, and which day of the week that is."""
    from pilkada_cli.render.local import full_date, in_figures

    return f"{in_figures(text)} ({full_date(date.fromisoformat(text[:10]))})"


def is_in_figures(text: str, reference: Reference) -> bool:
    """Whether a time is written in figures."""
    try:
        read_moment(text, reference.election.time_zone)
    except ValueError:
        return False
    return True
