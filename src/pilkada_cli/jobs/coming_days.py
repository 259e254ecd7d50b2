"""Days to come, as people say them: by when something is to be done, until when it is watched."""

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import read_day
from pilkada_cli.errors import UsageError
from pilkada_cli.exchange.sheets.months import month_of
from pilkada_cli.exchange.spoken_words import is_weekday
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.typed import WRITE_DAY, day_of, today_of
from pilkada_cli.jobs.typed_times import WRITE, counted_to_vote

JUST = 90
"""Days for which a date without its year may have just been: then it is asked about."""

_NO_YEAR = re.compile(r"(?P<day>[0-9]{1,2})(?:[/.-](?P<month>[0-9]{1,2})| +(?P<name>[A-Za-z]{3,}))")
_BARE = re.compile(r"(?:tanggal|tgl)\.? *(?P<day>[0-9]{1,2})", re.IGNORECASE)


def coming_day(
    flag: str, text: str | None, now: datetime, reference: Reference, region: str | None = None
) -> date | None:
    """The day that an option names: a weekday or a date without its year is the next one.

    ``H-1`` counts from the region's voting day. Raises `UsageError` for what is no day.
    """
    if text is None:
        return None
    today = today_of(reference, now)
    text = _with_year(counted_to_vote(text, now, reference, region).strip(), today)
    try:
        day = day_of(flag, text, now, reference)
    except UsageError as error:
        hint = error.hint
        if hint is None or hint.template in (WRITE, WRITE_DAY):
            hint = Sentence(N_("write besok, senin, H-1 or 25/11/2024"))
        raise UsageError(error.sentence, hint) from None
    if day is not None and day < today and is_weekday(text):
        day += timedelta(days=7)
    return day


def _with_year(text: str, today: date) -> str:
    """A date with the year in which it comes next; as it was where it has just been.

    A day without its month (``tgl 27``) is the next of that number.
    """
    if (bare := _BARE.fullmatch(text)) is not None:
        coming = (today + timedelta(days=ahead) for ahead in range(JUST))
        return next((day.isoformat() for day in coming if day.day == int(bare["day"])), text)
    found = _NO_YEAR.fullmatch(text)
    month = found and (found["month"] or month_of(found["name"]))
    if not found or not month:
        return text
    with suppress(ValueError):
        for year in (today.year, today.year + 1):
            day = read_day(f"{found['day']}/{month}/{year}")
            if today <= day < today + timedelta(days=365 - JUST):
                return day.isoformat()
    return text
