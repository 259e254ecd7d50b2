"""The register replayed week by week: what it said then, and what happened after."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pilkada_cli.analysis.replay import Step, evaluate
from pilkada_cli.domain.alerts import Kind, Rules
from pilkada_cli.domain.evaluation import Evaluation
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import end_of_day, instant
from pilkada_cli.domain.weeks import WEEK, last_day, monday, week_name, weeks
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.alerting import last_closed, watch
from pilkada_cli.jobs.outlook import View, look
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.typed import day_of
from pilkada_cli.jobs.workplace import AsOf, Workplace
from pilkada_cli.storage import watching
from pilkada_cli.storage.register import Reader

MOST = 53
"""Weeks: each one is a register folded as it was then."""


def replay(workplace: Workplace, since: str | None, until: str | None, rules: Rules) -> Evaluation:
    """Judge the ranking that ``pilkada summary`` shows, and the surges, at the end of each week.

    Raises `UsageError` for more than `MOST` weeks.
    """
    with workplace.read() as reader:
        starts = _weeks(reader, workplace, since, until)
        happened = _disturbances(reader, starts)
    steps = [_step(workplace, start, happened, rules) for start in starts]
    named = [week_name(start) for start in starts] or [""]
    regencies = workplace.reference().regencies
    exposures = {region.code: region.polling_stations / 100 for region in regencies}
    return evaluate(steps, exposures, named[0], named[-1])


def _weeks(
    reader: Reader, workplace: Workplace, since: str | None, until: str | None
) -> list[date]:
    """The weeks from the first event on that are over, as is the week after."""
    now, reference = workplace.now(), reader.reference
    days = watching.first_and_last_event(reader.tables)
    if days is None:
        return []
    first = day_of("--since", since, now, reference) or date.fromisoformat(days[0])
    last = day_of("--until", until, now, reference) or date.fromisoformat(days[1]) - WEEK
    last = min(last, last_closed(instant(now), reference) - WEEK)
    starts = list(weeks(first, last))
    if len(starts) > MOST:
        raise UsageError(
            Sentence(N_("there are {n} weeks to replay; at most {most} are"), n=len(starts), most=MOST),
            Sentence(N_("say --since and --until")),
        )  # fmt: skip
    return starts


Disturbances = Counter[tuple[str, date]]


def _disturbances(reader: Reader, starts: list[date]) -> Disturbances:
    """Actual disturbances by regency and week, as the register knows them in the end."""
    found: Disturbances = Counter()
    if starts:
        until = last_day(starts[-1] + WEEK)
        rows = watching.disturbances_by_day(reader.tables, starts[0].isoformat(), until.isoformat())
        for regency, day, n in rows:
            found[regency, monday(date.fromisoformat(day))] += n
    return found


def _step(workplace: Workplace, start: date, happened: Disturbances, rules: Rules) -> Step:
    sunday = last_day(start)
    reference = workplace.reference()
    at = end_of_day(sunday, reference.election.time_zone)
    point = AsOf(sunday, at, sunday.isoformat())
    with workplace.read(at) as reader:
        summary = look(reader, Asked(workplace.now()), point, View(by=("regency",))).summary
        watched = watch(reader, point, workplace.now(), rules)
        rows = watching.disturbances_by_day(reader.tables, start.isoformat(), sunday.isoformat())
    known: Counter[str] = Counter()
    for regency, _day, n in rows:
        known[regency] += n
    return Step(
        ranked={row.code: 1 / row.rank if row.rank and row.events else 0.0 for row in summary.regencies},
        last_week={row.code: float(known[row.code]) for row in summary.regencies},
        alarmed=frozenset(a.region for a in watched.alerts if a.kind == Kind.SURGE),
        happened=dict(_after(happened, start + WEEK, reference)),
    )  # fmt: skip


def _after(happened: Disturbances, start: date, reference: Reference) -> Iterator[tuple[str, int]]:
    for region in reference.regencies:
        if n := happened[region.code, start]:
            yield region.code, n
