"""The reporting duty: how many reports an office owes, in which days, and whether they came.

A reporting day runs from one daily cut-off to the next and is named after the
day on which it begins: with a cut-off at 06.00, what comes at 03.00 on the 23rd
belongs to the 22nd. A duty of n reports in d days is looked at over the d
reporting days that end with the one in question. A nil report pays like a
report. Nothing is owed once the last stage of a regency is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pilkada_cli.domain.reference import Duty, Election, Reference, Stage
from pilkada_cli.domain.stages import contains, with_sub_stages
from pilkada_cli.domain.times import instant, local, zone


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed in the reporting days from `first` to `last`, and how many reports came."""

    duty: Duty
    first: date
    last: date
    given: int

    @property
    def missing(self) -> int:
        """How many reports are still owed."""
        return max(0, self.duty.reports - self.given)


def due(duty: Duty, day: date, given: Iterable[date]) -> Due:
    """What a duty asks for in the window that ends with reporting day `day`.

    `given` names the reporting day of each report and nil report, in any order;
    those outside the window pay nothing.
    """
    first = first_day(duty, day)
    return Due(duty, first, day, sum(first <= paid <= day for paid in given))


def duty_on(reference: Reference, day: date, region: str) -> Duty | None:
    """The strictest duty that holds for a regency on a day, the first among equals."""
    return duties_on(reference, (day,), region)[day]


def duties_on(reference: Reference, days: Iterable[date], region: str) -> dict[date, Duty | None]:
    """`duty_on` each of these days, in their order."""
    election = reference.election
    strictest = sorted(election.duties, key=lambda duty: -duty.reports / duty.per_days)
    stages = [_stages(reference, duty, region) for duty in strictest]
    votes = _votes(election, region)
    last = last_owed(reference, region)

    def held(day: date) -> Duty | None:
        pairs = zip(strictest, stages, strict=True)
        return next((duty for duty, own in pairs if _holds(duty, day, own, votes)), None)

    return {day: held(day) if last is None or day <= last else None for day in days}


def last_owed(reference: Reference, region: str) -> date | None:
    """The last day on which a regency owes reports; None where no stage and no vote says so.

    Its last stage ends on it, or the days around its last vote do.
    """
    election = reference.election
    after = timedelta(days=max((duty.to_h or 0 for duty in election.duties), default=0))
    ends = [s.end for s in reference.stages if s.end is not None and s.region in (None, region)]
    return max(ends + [on + after for on in _votes(election, region)], default=None)


def silent_days(heard: str | None, day: date, until: date | None) -> int | None:
    """How long nothing was heard by `day`, as long as reports are owed; None where nothing ever was."""
    if heard is None:
        return None
    return max(0, (min(day, until or day) - date.fromisoformat(heard)).days)


def _votes(election: Election, region: str) -> list[date]:
    return [vote.on for vote in election.voting_days if vote.region in (None, region)]


def first_day(duty: Duty, last: date) -> date:
    """The first reporting day of the window that ends with `last`."""
    return last - timedelta(days=duty.per_days - 1)


def _stages(reference: Reference, duty: Duty, region: str) -> list[Stage]:
    """The stages in which a duty holds for a regency."""
    keys = with_sub_stages(reference, duty.stage) if duty.stage is not None else ()
    return [s for s in reference.stages if s.key in keys and s.region in (None, region)]


def _holds(duty: Duty, day: date, stages: Iterable[Stage], votes: Iterable[date]) -> bool:
    if duty.stage is not None:
        return any(contains(stage, day) for stage in stages)
    if duty.from_h is None or duty.to_h is None:
        return True
    return any(duty.from_h <= (day - on).days <= duty.to_h for on in votes)


def reporting_day(at: str, election: Election) -> date:
    """The reporting day to which an instant belongs."""
    cutoff = time.fromisoformat(election.daily_cutoff)
    since_midnight = timedelta(hours=cutoff.hour, minutes=cutoff.minute)
    return (local(at, election.time_zone) - since_midnight).date()


def end_of(day: date, election: Election) -> str:
    """The cut-off that ends a reporting day and begins the next, as an instant."""
    cutoff = time.fromisoformat(election.daily_cutoff)
    following = day + timedelta(days=1)
    return instant(datetime.combine(following, cutoff, zone(election.time_zone)))


def day_of_nil(on: date, known_at: str, election: Election) -> date:
    """The reporting day that a nil report pays for.

    The day it names; but where it was known in an earlier reporting day, that
    one: between midnight and the cut-off the calendar is a day ahead.
    """
    return min(on, reporting_day(known_at, election))
