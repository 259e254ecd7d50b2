"""How much came of what each regency owed."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from pilkada_cli.analysis.coverage import Heard, calendar, days_between, share
from pilkada_cli.domain.coverage import Bundle, Covered, CoveredDay, Period, Share
from pilkada_cli.domain.duties import (
    day_of_nil,
    duties_on,
    end_of,
    first_day,
    last_owed,
    reporting_day,
    silent_days,
)
from pilkada_cli.domain.reference import Duty, Election, Reference
from pilkada_cli.domain.times import instant, local_day
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import offices, queries, workload
from pilkada_cli.storage.register import Reader, Writer

USUAL = 14
"""Reporting days that are looked at unless others are asked for."""


_YEAR = timedelta(days=365)


class Window(NamedTuple):
    """Reporting days from `first` to `last`; `running` is the one that is not over."""

    first: date
    last: date
    running: date

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        return days_between(self.first, self.last)

    @property
    def period(self) -> Period:
        """Its ends, as they are printed."""
        return Period(self.first.isoformat(), self.last.isoformat())


def window(
    reference: Reference, as_of: AsOf, now: datetime, since: str | None, until: str | None
) -> Window | None:
    """The reporting days that are looked at, two weeks unless said; None where none has begun."""
    running = reporting_day(as_of.instant or instant(now), reference.election)
    last = min(running, date.fromisoformat(until)) if until else running
    usual = max(last, date.min + _YEAR) - timedelta(days=USUAL - 1)
    first = max(date.fromisoformat(since), min(usual, _earliest(reference))) if since else usual
    return Window(first, last, running) if first <= last else None


def _earliest(reference: Reference) -> date:
    """The day before which there is no duty to look for: a year before the first stage."""
    starts = [stage.start for stage in reference.stages if stage.start]
    starts += [vote.on for vote in reference.election.voting_days]
    return max(min(starts, default=date.min), date.min + 2 * _YEAR) - _YEAR


def covered(reader: Reader, seen: Window, last: Mapping[str, str | None], as_of: AsOf) -> Covered:
    """How much came of what each regency owed in a window; no more is counted than is owed.

    `last` says when each was last heard.
    """
    shares = {
        code: _share(reader, code, seen, _days(reader, code, seen, enough=True), heard, as_of.day)
        for code, heard in last.items()
    }
    until = {code: last_owed(reader.reference, code) for code in last}
    return Covered(seen.period, shares, until, bundles(reader, as_of))


def bundles(reader: Reader, as_of: AsOf) -> dict[str, Bundle]:
    """The last bundle of each regency's office, as far as it was made by the time looked at."""
    found = {}
    for region, told in offices.bundles(reader.connection).items():
        last = {code: _last_bundle(reader, code, made, as_of) for code, made in told.items()}
        code, at = max(last.items(), key=lambda pair: pair[1] or "")
        if at is not None:
            on = local_day(at, reader.reference.election.time_zone)
            found[region] = Bundle(code, on.isoformat(), max(0, (as_of.day - on).days))
        elif not any(told.values()):
            found[region] = Bundle(code, None, None)
    return found


def _last_bundle(reader: Reader, code: str, made: tuple[str, ...], as_of: AsOf) -> str | None:
    """When an office made its last bundle; where its clock is ahead, when that came here."""
    zone = reader.reference.election.time_zone
    known = [
        at
        for at in made
        if (as_of.instant is None or at <= as_of.instant) and local_day(at, zone) <= as_of.day
    ]
    if made and not known and as_of.instant is None:
        return offices.last_arrival(reader.connection, code)
    return max(known, default=None)


def _share(
    reader: Reader,
    code: str,
    seen: Window,
    days: tuple[CoveredDay, ...],
    heard: str | None,
    today: date,
) -> Share:
    until = last_owed(reader.reference, code)
    ended = until is not None and seen.last > until
    return share(days, seen.running, silent_days(heard, today, until), ended=ended)


class Judged(NamedTuple):
    """The days of a regency's window, the last on which it was heard, and what they come to."""

    days: tuple[CoveredDay, ...]
    last: str | None
    owed_until: date | None
    share: Share


def judged(reader: Reader, code: str, seen: Window, today: date) -> Judged:
    """What a regency owed and sent in a window."""
    days = _days(reader, code, seen)
    last = queries.last_heard(reader.tables, code, today.isoformat())
    return Judged(
        days,
        last,
        last_owed(reader.reference, code),
        _share(reader, code, seen, days, last, today),
    )


def _days(
    reader: Reader, code: str, seen: Window, *, enough: bool = False
) -> tuple[CoveredDay, ...]:
    """The days of a regency's window, with `enough` those that owe something; it is as for `heard_of`."""
    duties = duties_on(reader.reference, seen.days, code)
    if enough:
        duties = {day: duty for day, duty in duties.items() if duty}
    return calendar(duties, heard_of(reader, code, duties, enough=enough), seen.running)


def heard_of(
    reader: Reader | Writer, code: str, duties: dict[date, Duty | None], *, enough: bool = False
) -> Heard:
    """What was heard of a regency in these days and those that their duties look back at.

    With `enough` no more reports of a day are counted than any duty asks for.
    """
    if not duties:
        return Heard()
    first = min(first_day(duty, day) if duty else day for day, duty in duties.items())
    days = days_between(first, max(duties))
    most = max((duty.reports for duty in duties.values() if duty), default=1)
    election = reader.reference.election
    nil = workload.nil_reports(reader.tables, code, first.isoformat())
    return Heard(
        _capped(reader, code, days, most) if enough else _counted(reader, code, days),
        Counter(day_of_nil(date.fromisoformat(on), at, election) for on, at in nil),
    )


def _counted(reader: Reader | Writer, code: str, days: list[date]) -> dict[date, int]:
    """How many reports about a regency came, by reporting day."""
    after = days[-1] + timedelta(days=1)
    found: Counter[date] = Counter()
    known = workload.reports_known(reader.tables, code, days[0].isoformat(), after.isoformat())
    for at, n in known:
        found[reporting_day(at, reader.reference.election)] += n
    return found


def _capped(reader: Reader | Writer, code: str, days: list[date], most: int) -> dict[date, int]:
    """The same, counted as far as `most`."""
    found = {
        day: workload.reports_within(
            reader.tables, code, span(reader.reference.election, day), most
        )
        for day in days
    }
    return {day: n for day, n in found.items() if n}


@lru_cache(maxsize=1024)
def span(election: Election, day: date) -> workload.Span:
    """A reporting day as instants, and the local days it reaches into."""
    before = day - timedelta(days=1)
    return workload.Span(
        day.isoformat(),
        (day + timedelta(days=1)).isoformat(),
        end_of(before, election),
        end_of(day, election),
    )
