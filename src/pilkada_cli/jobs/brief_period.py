"""The period and the place that a brief is about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pilkada_cli.domain.brief import BriefKind, Period
from pilkada_cli.domain.duties import end_of, reporting_day
from pilkada_cli.domain.names import resolve_place
from pilkada_cli.domain.reference import Election, Reference
from pilkada_cli.domain.stages import standing
from pilkada_cli.domain.times import instant, moment
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.typed import day_of
from pilkada_cli.jobs.workplace import AsOf, Workplace
from pilkada_cli.storage import settings
from pilkada_cli.storage.register import Reader

DAYS = {BriefKind.DAILY: 1, BriefKind.WEEKLY: 7, BriefKind.ATTENTION: 1}
"""How long a period is."""

_MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What brief is asked for: `on` and `region` as typed, `id` the one event it is about."""

    kind: BriefKind
    on: str | None = None
    region: str | None = None
    number: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """The period of a brief: it begins and ends at these instants, the end excluded.

    `known` is the last instant of which anything is told, None for all that is known.
    `now` is when the brief is made.
    """

    since: str
    until: str
    day: date
    known: str | None
    now: datetime

    @property
    def as_of(self) -> AsOf:
        """Its end, as the point that is looked at."""
        return AsOf(self.day, self.until, self.until)

    @property
    def running(self) -> date:
        """The reporting day that is not over at its end, or now."""
        return self.day if self.known is not None else self.day - timedelta(days=1)

    def reporting_days(self, election: Election) -> tuple[date, date]:
        """The first and the last reporting day of it."""
        return reporting_day(self.since, election), reporting_day(_before(self.until), election)

    @property
    def known_before(self) -> str:
        """The last instant before the period."""
        return _before(self.since)


def _before(at: str) -> str:
    return instant(moment(at) - _MOMENT)


def cut(workplace: Workplace, wanted: Wanted) -> Cut:
    """The period that ends at the cut-off of the day that was typed, or else at the last one.

    A laporan atensi without a day is about the present. Raises `UsageError` for a day
    whose cut-off is more than one away.
    """
    reference, now = workplace.reference(), workplace.now()
    election = reference.election
    running = reporting_day(instant(now), election)
    day = day_of("--on", wanted.on, now, reference) or running
    if day > running + timedelta(days=1):
        raise UsageError(
            Sentence(N_("{flag} '{value}' has not come yet"), flag="--on", value=wanted.on)
        )
    until = _cutoff(day, election)
    since = _cutoff(day - timedelta(days=DAYS[wanted.kind]), election)
    if wanted.kind == BriefKind.ATTENTION and wanted.on is None:
        return Cut(since, instant(now), workplace.today(reference), None, now)
    known = _before(until) if until <= instant(now) else None
    return Cut(since, until, day, known, now)


def _cutoff(day: date, election: Election) -> str:
    """The instant at which the daily report of `day` ends."""
    return end_of(day - timedelta(days=1), election)


def place(reader: Reader, typed: str | None) -> str | None:
    """The regency a brief is about, None for the province: the one named, else the office's own.

    Raises `UsageError` for unknown names and for a district.
    """
    reference = reader.reference
    named = typed or settings.get(reader.connection, "region") or reference.province.code
    found = resolve_place(reference, named)
    if found.district is not None:
        raise UsageError(Sentence(N_("a district has no brief")), Sentence(N_("name its regency")))
    return reference.regency_or_all(found.region)


def period(reference: Reference, cut: Cut, region: str | None, kind: BriefKind) -> Period:
    """The period with where its last day stands in the election."""
    stands = standing(reference, cut.day, region)
    return Period(
        since=None if kind == BriefKind.ATTENTION else cut.since,
        until=cut.until,
        ended=cut.until <= instant(cut.now),
        day=cut.day.isoformat(),
        days_to_vote=stands.days_to_vote,
        stage=stands.stage.key if stands.stage else None,
        day_of_stage=stands.day_of_stage,
        days_of_stage=stands.stage.days if stands.stage else None,
    )
