"""What the first screen asks of a register, and which commands it proposes to go on with."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.duties import Due, duty_on, end_of, reporting_day
from pilkada_cli.domain.fields import Handling, Verification
from pilkada_cli.domain.stages import standing
from pilkada_cli.domain.times import instant, local_day
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.jobs.covering import heard_of
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.render.home import Home, Step
from pilkada_cli.storage import queries, settings, workload
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader, Writer
from pilkada_cli.storage.selection import Filter

SHOWN = 5
"""How many reports, ids and next commands the screen has room for."""


def look(workplace: Workplace) -> Home | None:
    """Where an office stands; None where there is no register yet. Nothing is made."""
    if not workplace.has_register():
        return None
    with workplace.read() as reader:
        home = _home(reader, workplace.now())
    steps = {step.command: step for step in _steps(home)}
    return replace(home, steps=[*steps.values()][:SHOWN])


def _home(reader: Reader, now: datetime) -> Home:
    reference, election = reader.reference, reader.reference.election
    at = instant(now)
    region = settings.get(reader.connection, "region")
    own = reference.regency_or_all(region)
    reporting = reporting_day(at, election)
    cutoff = end_of(reporting - timedelta(days=1), election)
    ours = settings.origins(reader.connection)
    mine = Filter(origins=ours, open=True, once=True)
    worst = list(queries.reports(reader.tables, mine, sort="level", most=SHOWN))
    load = workload.workload(reader.tables, ours, cutoff)
    return Home(
        reference=reference,
        standing=standing(reference, local_day(at, election.time_zone), own),
        office=settings.get(reader.connection, "office"),
        region=region,
        open=load.open,
        worst=worst,
        linked={str(row["id"]): _linked(reader, row) for row in worst if row["group"]},
        untouched=load.untouched,
        longest=workload.longest_untouched(reader.tables, ours, cutoff, SHOWN),
        cutoff=cutoff,
        due=owed(reader, own, reporting) if own else None,
        late=_late(reader, own, local_day(at, election.time_zone)),
        handed_over=workload.last_hand_over(reader.connection),
        steps=(),
    )


def _late(reader: Reader, region: str | None, today: date) -> list[Action]:
    """The actions that are past their day, in a region or anywhere."""
    wanted = Wanted(regions=None if region is None else (region,), overdue_on=today)
    return actions(reader.tables, wanted, reader.reference, today)


def _linked(reader: Reader, row: Mapping[str, object]) -> list[str]:
    """The other open reports about the event of a report."""
    members = queries.group_members(reader.tables, str(row["group"]))
    return [
        str(each["id"])
        for each in members
        if each["id"] != row["id"]
        and each["handling"] != Handling.CLOSED
        and each["verification"] != Verification.REFUTED
    ]


def owed(reader: Reader | Writer, region: str, day: date) -> Due | None:
    """What the office of a regency owes on a reporting day, in the light of what came; None for nothing."""
    duty = duty_on(reader.reference, day, region)
    if duty is None:
        return None
    return heard_of(reader, region, {day: duty}).due(duty, day)


def _steps(home: Home) -> Iterator[Step]:
    """What to do next, most pressing first; a command may come twice."""
    words = _("WORDS")
    if home.region is None:
        yield Step("init", Sentence(N_("say whose register this is")))
    if home.due is not None and home.due.missing:
        yield Step("report add", Sentence(N_("report what happened")))
        yield Step("report nil", Sentence(N_("or that nothing did")))
    if home.longest:
        yield Step(f"report handle {home.longest[0]}", Sentence(N_("say what was done about it")))
    if home.late:
        yield Step("action list --overdue", Sentence(N_("see what should have been done")))
    if unverified := _first(home, "verification", Verification.UNVERIFIED, in_words=True):
        yield Step(f"report verify {unverified}", Sentence(N_("confirm it, or refute it")))
    if handled := _first(home, "handling", Handling.HANDLED):
        yield Step(f"report close {handled}", Sentence(N_("once it is over")))
    if home.open and (home.handed_over is None or home.handed_over[0] < home.cutoff):
        yield Step("export reports -o laporan.xlsx", Sentence(N_("hand the reports on")))
    yield Step("report add", Sentence(N_("report what happened")))
    yield Step("report list --mine --open", Sentence(N_("see what is open")))
    yield Step("summary", Sentence(N_("see where the burden lies")))
    yield Step(f"report search {words}", Sentence(N_("find a report by its words")))
    yield Step("log", Sentence(N_("see what was written")))


def _first(home: Home, name: str, value: str, *, in_words: bool = False) -> str | None:
    """The id of the first of the worst reports with a value; `in_words` of those that were not erased."""
    rows = (row for row in home.worst if row[name] == value and (row["title"] or not in_words))
    return next((str(row["id"]) for row in rows), None)
