"""Coverage: which part came of what was owed, day by day.

::

    coverage = Σ paid / Σ owed        over the reporting days that are looked at
    owed     = n / d                  for a duty of n reports in d days
    paid     = min(given, n) / d      given: what came in the d days that end with the day

The day that is not over counts as far as it is paid, so that it lowers nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import fsum
from types import MappingProxyType
from typing import NamedTuple

from pilkada_cli.domain.coverage import LEAST, CoveredDay, Share, State
from pilkada_cli.domain.duties import Due, due, first_day
from pilkada_cli.domain.reference import Duty

LONGEST = 3
"""How many times as long as the duty lets it be a silence is too long."""


NONE: Mapping[date, int] = MappingProxyType({})


class Heard(NamedTuple):
    """How many reports and nil reports of a place came, by reporting day."""

    reports: Mapping[date, int] = NONE
    nil: Mapping[date, int] = NONE

    def given(self, first: date, last: date) -> list[date]:
        """The reporting day of each from one day to another."""
        return [
            day
            for day in days_between(first, last)
            for _ in range(self.reports.get(day, 0) + self.nil.get(day, 0))
        ]

    def due(self, duty: Duty, day: date) -> Due:
        """What a duty asks for on a day, in the light of what came."""
        return due(duty, day, self.given(first_day(duty, day), day))


def days_between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def calendar(
    duties: Mapping[date, Duty | None], heard: Heard, running: date
) -> tuple[CoveredDay, ...]:
    """The days of `duties`; `running` is the reporting day that is not over."""
    return tuple(
        _day(day, heard.due(duty, day) if duty else None, heard, over=day < running)
        for day, duty in duties.items()
    )


def _day(day: date, owed: Due | None, heard: Heard, *, over: bool) -> CoveredDay:
    reports, nil = heard.reports.get(day, 0), heard.nil.get(day, 0)
    missing = owed.missing if owed else 0
    if reports or nil:
        came = State.REPORT if reports else State.NIL
        state = State.PARTLY if missing else came
    else:
        lacking = State.MISSING if over else State.OWED
        state = lacking if missing else State.FREE
    return CoveredDay(
        day.isoformat(),
        state,
        reports,
        nil,
        owed.duty.reports if owed else 0,
        owed.duty.per_days if owed else 0,
        missing,
    )


def share(
    days: Sequence[CoveredDay], running: date, silent_days: int | None, *, ended: bool = False
) -> Share:
    """How much came of what was owed in these days, and whether that is too little.

    `ended` says that nothing is owed any more after them.
    """
    bound = [day for day in days if day.owed]
    paid = fsum((day.owed - day.missing) / day.per_days for day in bound)
    lacking = fsum(day.missing / day.per_days for day in bound if day.day < running.isoformat())
    coverage = round(paid / (paid + lacking), 3) if paid + lacking else None
    little = coverage is not None and coverage < LEAST
    return Share(coverage, not ended and (little or _is_long(bound, silent_days)))


def _is_long(bound: Sequence[CoveredDay], silent_days: int | None) -> bool:
    """Whether the silence is too long by the last duty there is."""
    if silent_days is None or not bound:
        return False
    return silent_days >= LONGEST * bound[-1].per_days / bound[-1].owed


def within(regency: Sequence[CoveredDay], heard: Heard) -> tuple[CoveredDay, ...]:
    """The days of a district: those of its regency, where only reports that name it count as its own.

    A nil report is about the whole regency, and what the regency owes it owes for the district too.
    """
    return tuple(
        _of_district(day, heard.reports.get(date.fromisoformat(day.day), 0)) for day in regency
    )


def _of_district(day: CoveredDay, reports: int) -> CoveredDay:
    if reports:
        state = State.REPORT
    elif day.nil:
        state = State.NIL
    else:
        state = day.state if day.state in (State.MISSING, State.OWED) else State.FREE
    return CoveredDay(day.day, state, reports, day.nil, day.owed, day.per_days, day.missing)
