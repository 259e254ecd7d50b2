"""What a register gives cause to be alarmed about, at a moment."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from pilkada_cli.analysis.surge import BASELINE, Finding, Series, Tested, judge
from pilkada_cli.domain.alerts import Alert, Kind, Rule, Rules, Watch
from pilkada_cli.domain.guesses import PHASE
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, moment
from pilkada_cli.domain.weeks import WEEK, last_day, monday, week_name
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import queries, watching
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter


def watch(reader: Reader, as_of: AsOf, now: datetime, rules: Rules) -> Watch:
    """Every alert, surges first."""
    reference = reader.reference
    at = as_of.instant or instant(now)
    week = last_closed(at, reference)
    looked = _Week(reader, week)
    tested = judge(looked.series(), looked.votes(), rules.false_alarms)
    alerts = chain(
        (looked.alert(test) for test in tested.surges),
        _events(reader, rules.rules, at),
        _overdue(reader, rules.overdue_after_days, as_of.day),
    )
    return _watch(as_of, looked, tested, rules, tuple(alerts))


def surges(reader: Reader, at: str, rules: Rules) -> list[Alert]:
    """The surges of the last week that is over at an instant."""
    looked = _Week(reader, last_closed(at, reader.reference))
    tested = judge(looked.series(), looked.votes(), rules.false_alarms)
    return [looked.alert(test) for test in tested.surges]


def _watch(
    as_of: AsOf, looked: "_Week", tested: Tested, rules: Rules, alerts: tuple[Alert, ...]
) -> Watch:
    regencies = [region.code for region in looked.reader.reference.regencies]
    untested = {*regencies} - {test.series.regency for test in tested.tests}
    alone = {code for code in untested if code in looked.votes()}
    groups = len(looked.reader.reference.groups)
    return Watch(
        as_of=as_of.typed,
        week=week_name(looked.start),
        week_start=looked.start.isoformat(),
        week_end=last_day(looked.start).isoformat(),
        false_alarms_per_quarter=rules.false_alarms,
        threshold=_three_digits(tested.threshold),
        dispersion=round(tested.dispersion, 3),
        series=len(regencies) * groups,
        tested=len(tested.tests),
        too_few_weeks=tuple(sorted(untested - alone)),
        votes_alone=tuple(sorted(alone)),
        alerts=alerts,
    )


def last_closed(at: str, reference: Reference) -> date:
    """The Monday of the last week that is over at an instant; its last millisecond counts as over."""
    after = instant(moment(at) + timedelta(milliseconds=1))
    return monday(local_day(after, reference.election.time_zone)) - WEEK


@dataclass(frozen=True)
class _Week:
    """The week that begins on `start`, with those before that it is compared with."""

    reader: Reader
    start: date

    def votes(self) -> dict[str, float]:
        """The exposure of each regency that votes in the week."""
        reference = self.reader.reference
        days = [
            vote.region for vote in reference.election.voting_days if monday(vote.on) == self.start
        ]
        return {
            region.code: region.polling_stations / 100
            for region in reference.regencies
            if None in days or region.code in days
        }

    def series(self) -> list[Series]:
        """Every regency and group. Weeks in which a regency votes are nothing to compare with."""
        reference = self.reader.reference
        counts = self._counts()
        found = []
        for region in reference.regencies:
            before = self._before(region.code)
            for group in reference.groups:
                of = (region.code, group.key)
                past = [counts[*of, week] for week in before]
                found.append(Series(*of, counts[*of, self.start], past))
        return found

    def _counts(self) -> Counter[tuple[str, str, date]]:
        counts: Counter[tuple[str, str, date]] = Counter()
        since, until = self.start - BASELINE * WEEK, last_day(self.start)
        rows = watching.counts_by_day(self.reader.tables, since.isoformat(), until.isoformat())
        for regency, category, day, n in rows:
            counts[regency, category.partition("/")[0], monday(date.fromisoformat(day))] += n
        return counts

    def _before(self, regency: str) -> list[date]:
        """The weeks before that are whole and lie behind the regency's first report."""
        first = watching.first_heard(self.reader.tables, regency)
        if first is None:
            return []
        votes = {
            monday(vote.on)
            for vote in self.reader.reference.election.voting_days
            if vote.region in (None, regency)
        }
        back = (self.start - ago * WEEK for ago in range(BASELINE, 0, -1))
        return [week for week in back if week >= date.fromisoformat(first) and week not in votes]

    def alert(self, test: Finding) -> Alert:
        """What a surge says, with the reports it rests on."""
        reference = self.reader.reference
        regency, group = test.series.regency, test.series.group
        categories = frozenset(
            key for key in reference.category_by_key if key.startswith(f"{group}/")
        )
        wanted = Filter(
            categories=categories,
            since=self.start.isoformat(),
            until=last_day(self.start).isoformat(),
        )
        events = queries.placed_events(self.reader.tables, wanted)
        key = f"surge {week_name(self.start)} {regency} {group}"
        return Alert(
            key=key,
            keys=(key,),
            kind=Kind.SURGE,
            region=regency,
            regency_name=reference.region_by_code[regency].name,
            group=group,
            week=week_name(self.start),
            count=test.series.events,
            expected=round(test.expected, 3),
            chance=_three_digits(test.chance),
            weeks=test.weeks,
            reports=tuple(event[1] for event in events if event[0] == regency),
        )


def _three_digits(number: float) -> float:
    """What an error of the last binary digits cannot reach."""
    return float(f"{number:.3g}")


def _events(reader: Reader, rules: Iterable[Rule], at: str) -> Iterator[Alert]:
    """An alert for each event that a rule is about, by the first of them."""
    fired: dict[tuple[str, ...], Alert] = {}
    for alert in chain.from_iterable(_fired(reader, rule, at) for rule in rules):
        fired.setdefault((*alert.reports,), alert)
    yield from fired.values()


def _fired(reader: Reader, rule: Rule, at: str) -> Iterator[Alert]:
    """An alert for each event that a rule is about."""
    now = moment(at)
    condition = watching.Condition(
        phases=rule.phases,
        level=rule.level,
        handling=rule.handling,
        verification=rule.verification,
        categories=_leaves(rule.categories, reader.reference),
        known_since=_ago(now, days=rule.within_days),
        known_until=_ago(now, hours=rule.after_hours),
    )
    for found in watching.events_where(reader.tables, condition):
        group = watching.subjects_of(reader.tables, found.group_id) if found.group_id else ()
        yield Alert(
            key=f"{rule.key} {found.subject}",
            keys=tuple(f"{rule.key} {subject}" for subject in group or (found.subject,)),
            kind=Kind.RULE,
            region=found.region,
            regency_name=reader.reference.region_by_code[found.region].name,
            affects=tuple(found.affects.split()),
            rule=rule.key,
            label=rule.label,
            category=found.category,
            phase=found.phase,
            phase_guessed=PHASE in (found.guessed or "").split(),
            level=found.level,
            handling=found.handling,
            since=found.known_at,
            title=found.title,
            reports=(found.id,),
        )


def _overdue(reader: Reader, after: int | None, today: date) -> Iterator[Alert]:
    """An alert for each action whose day is over for longer than that."""
    if after is None:
        return
    last = today - timedelta(days=after)
    wanted = Wanted(overdue_on=last)
    for action in actions(reader.tables, wanted, reader.reference, today):
        yield Alert(
            key=f"action {action.id} {action.due}",
            keys=(f"action {action.id} {action.due}",),
            kind=Kind.ACTION,
            region=action.region,
            regency_name=action.regency_name,
            category=action.category,
            title=action.what,
            action=action.id,
            owner=action.owner,
            due=action.due,
            reports=(action.report,) if action.report else (),
        )


def _ago(now: datetime, *, days: int | None = None, hours: int | None = None) -> str | None:
    if days is None and hours is None:
        return None
    return instant(now - timedelta(days=days or 0, hours=hours or 0))


def _leaves(names: tuple[str, ...] | None, reference: Reference) -> frozenset[str] | None:
    """The categories that keys and groups stand for."""
    if names is None:
        return None
    return frozenset(
        key
        for key, category in reference.category_by_key.items()
        if key in names or category.group in names
    )
