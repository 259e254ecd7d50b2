"""The word that nothing happened, and what speaks against saying it."""

from dataclasses import dataclass
from datetime import date, datetime

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.duties import day_of_nil
from pilkada_cli.domain.names import resolve_place
from pilkada_cli.domain.operation import Json, Kind
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.home import owed
from pilkada_cli.jobs.record import Written, of_register
from pilkada_cli.jobs.typed import day_of, known_instant, today_of, understood
from pilkada_cli.render.local import full_date, local_time
from pilkada_cli.storage import queries, settings, workload
from pilkada_cli.storage.register import Reader, Writer

NAMED = 5
"""Reports that are named of those that speak against it."""


@dataclass(frozen=True, slots=True)
class Nil:
    """What is to be said: nothing happened in a region on a day; `place` names the region."""

    region: str
    place: str
    day: date
    known_at: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against a nil report.

    `before` tells since when it was said already, `reports` which reports about the region
    came in that day or tell of it. `enough` says that it was said and no further one is owed.
    """

    before: Sentence | None
    reports: tuple[Sentence, ...]
    enough: bool

    @property
    def said(self) -> tuple[Sentence, ...]:
        """All of it."""
        return (*filter(None, [self.before]), *self.reports)

    def refuse(self) -> None:
        """Raise `UsageError` where reports speak against it and nobody is there to be asked."""
        if self.reports:
            raise UsageError(
                Sentence.joined(self.reports, "; "),
                Sentence(N_("if nothing happened all the same, agree with --yes")),
            )


def nil(
    writer: Writer, region: str | None, on: str | None, known: str | None, now: datetime
) -> Written:
    """Store that nothing happened in a region on a day (today)."""
    meant = read(writer, region, on, known, now)
    against = doubts(writer, meant)
    body: dict[str, Json] = {"region": meant.region, "on": meant.day.isoformat()}
    writer.batch.append(Kind.NIL, body, known_at=meant.known_at, creates=True)
    said = Sentence(
        N_("nil report of {region} for {day}"), region=meant.place, day=full_date(meant.day)
    )
    remarks = [*of_register(writer), said, *against.said]
    if against.said:
        remarks.append(Sentence(N_("if that is wrong, take it back with pilkada undo")))
    heard = understood(writer.reference, now, known)
    label = f"{meant.region} {meant.day.isoformat()}"
    return Written([label], [*remarks, *heard])


def read(
    opened: Reader | Writer, region: str | None, on: str | None, known: str | None, now: datetime
) -> Nil:
    """What was typed; without a region the office's own is meant.

    Raises `UsageError` for what cannot be meant, and for a day that has not come.
    """
    reference = opened.reference
    known_at = known_instant(known, reference, now)
    typed = region or settings.get(opened.connection, "region")
    if not typed:
        raise UsageError(
            Sentence(N_("missing: {flags}"), flags="-r"),
            Sentence(N_("pilkada report nil -r REGION")),
        )
    place = resolve_place(reference, typed)
    code, name = place.region, reference.region_by_code[place.region].name
    if place.district is not None:
        words = N_("'{typed}' is a district, and a nil report is about a whole regency")
        way_out = N_("if all of {region} was quiet: pilkada report nil -r {code}")
        raise UsageError(Sentence(words, typed=typed), Sentence(way_out, region=name, code=code))
    today = today_of(reference, now)
    day = day_of("--on", on, now, reference) or today
    if day < entries.EARLIEST:
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is too long ago; at the earliest {first}"),
                flag="--on",
                value=on,
                first=entries.EARLIEST,
            )
        )
    if day > today:
        raise UsageError(Sentence(N_("--on '{value}' has not come yet"), value=on))
    return Nil(code, name, day, known_at)


def doubts(opened: Reader | Writer, meant: Nil) -> Doubts:
    """What the register knows against a nil report that is not written yet."""
    day = meant.day.isoformat()
    election = opened.reference.election
    known = workload.nil_reports(opened.tables, meant.region, day)
    before = max((at for on, at in known if on == day), default=None)
    due = owed(opened, meant.region, day_of_nil(meant.day, meant.known_at, election))
    missing = due.missing if due is not None else 0
    reports = [
        _came(meant, queries.heard_on(opened.tables, meant.region, day)),
        _tell(meant, queries.happened_on(opened.tables, meant.region, day)),
    ]
    return Doubts(
        before=_said(opened, before, missing) if before else None,
        reports=tuple(filter(None, reports)),
        enough=before is not None and not missing,
    )


def _said(opened: Reader | Writer, before: str, missing: int) -> Sentence:
    election = opened.reference.election
    when = local_time(before, election.time_zone, election.time_zone_label)
    if missing:
        return Sentence(
            N_("it was reported already ({when}); {n} more report is owed for that day"),
            N_("it was reported already ({when}); {n} more reports are owed for that day"),
            when=when,
            n=missing,
        )
    return Sentence(N_("it was reported already ({when})"), when=when)


def _came(meant: Nil, ids: list[str]) -> Sentence | None:
    if not ids:
        return None
    return Sentence(
        N_("{n} report about {region} came in that day: {ids}"),
        N_("{n} reports about {region} came in that day: {ids}"),
        n=len(ids),
        region=meant.place,
        ids=_first(ids),
    )


def _tell(meant: Nil, ids: list[str]) -> Sentence | None:
    if not ids:
        return None
    return Sentence(
        N_("{n} report tells of that day in {region}: {ids}"),
        N_("{n} reports tell of that day in {region}: {ids}"),
        n=len(ids),
        region=meant.place,
        ids=_first(ids),
    )


def _first(ids: list[str]) -> str:
    return ", ".join([*ids[:NAMED], *(["…"] if len(ids) > NAMED else [])])
