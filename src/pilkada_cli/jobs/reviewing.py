"""Reports that somebody only watches, and those that nobody wrote about for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pilkada_cli.domain.fields import MAX_LINE
from pilkada_cli.domain.operation import Json, Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, moment
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.action_entry import line_of
from pilkada_cli.jobs.coming_days import coming_day
from pilkada_cli.jobs.ids import labels, resolve
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.record import Written
from pilkada_cli.jobs.typed import known_instant, personal_remarks, today_of, understood
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.render.local import full_date
from pilkada_cli.storage import reviewing
from pilkada_cli.storage.register import Reader, Writer
from pilkada_cli.storage.reviewing import Stale

UNSET = (30, 14, 7, 3, 1)
"""Days for the levels 1 to 5 where the reference data name none."""


def watch(
    writer: Writer,
    ids: Sequence[str],
    until: str | None,
    reason: str | None,
    known: str | None,
    now: datetime,
) -> Written:
    """Say that reports are only watched until a day, and why; without a day, no longer."""
    reference = writer.reference
    known_at = known_instant(known, reference, now)
    told = moment(known_at) if known else now
    day = coming_day("--until", until, told, reference)
    if day is not None and day < today_of(reference, told):
        raise UsageError(
            Sentence(N_("--until '{value}' is over"), value=until),
            Sentence(N_("name a day to come, for example --until besok")),
        )
    words = line_of("--reason", reason, MAX_LINE)
    if day is not None and words is None:
        raise UsageError(
            Sentence(N_("words are needed")),
            Sentence(N_('say it with {flag} "…"'), flag="--reason"),
        )
    subjects = resolve(writer, ids)
    sealed: dict[str, Json] = {"reason": words} if words else {}
    body: dict[str, Json] = {"until": day and day.isoformat()}
    for subject in subjects:
        writer.batch.append(Kind.WATCH, body, sealed, subject=subject, known_at=known_at)
    if day is None:
        said = Sentence(N_("no longer only watched"))
    else:
        words_until = N_("watched until {day}; after it pilkada review lists it again")
        said = Sentence(words_until, day=full_date(day))
    heard = [*understood(reference, now, known), *personal_remarks(words or "")]
    return Written(labels(writer, subjects), [said, *heard])


@dataclass(frozen=True, slots=True)
class Review:
    """What is due for review, what is watched, and after how many days each level is due."""

    due: list[Stale]
    watched: list[Stale]
    days: Sequence[int]
    today: date

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints."""
        return {
            "schema": "pilkada.review/1",
            "days_by_level": list(self.days),
            "due": [each._asdict() for each in self.due],
            "watched": [each._asdict() for each in self.watched],
        }


def look(reader: Reader, typed: str | None, as_of: AsOf, now: datetime) -> Review:
    """What is due for review at a moment; `typed` names a place, None stands for all."""
    reference = reader.reference
    wanted = resolve_filters(reference, Asked(now=now, region=typed)).stored
    at = as_of.instant or instant(now)
    today = local_day(at, reference.election.time_zone)
    days = reference.scale.review_days or UNSET
    before = [instant(moment(at) - timedelta(days=n)) for n in days]
    found = reviewing.stale(reader.tables, wanted, before, today.isoformat())
    return Review(
        due=[each for each in found if _is_due(each, before, reference)],
        watched=reviewing.watched(reader.tables, wanted, today.isoformat()),
        days=days,
        today=today,
    )


def _is_due(event: Stale, before: Sequence[str], reference: Reference) -> bool:
    """Whether nobody wrote about it since the day until which it was watched, or for long."""
    if event.watched_until is None or event.heard_at < before[event.residual_level - 1]:
        return True
    heard = local_day(event.heard_at, reference.election.time_zone)
    return heard.isoformat() <= event.watched_until
