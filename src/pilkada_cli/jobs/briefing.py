"""A brief made from a register: what was known at the end of a period, and what moved in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, NamedTuple

from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.alerts import Rules
from pilkada_cli.domain.brief import MOST_EVENTS, MOST_TITLES, NEXT_DAYS, Brief, BriefKind
from pilkada_cli.domain.brief_lines import ActionLine, Coverage, Decision, Event, Listed, Surge
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.readiness_table import ItemReady, late
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import local_day
from pilkada_cli.jobs import brief_actions, brief_places, brief_readiness, brief_weeks
from pilkada_cli.jobs.brief_actions import Decided
from pilkada_cli.jobs.brief_agenda import agenda
from pilkada_cli.jobs.brief_counts import Counted
from pilkada_cli.jobs.brief_decisions import Matters
from pilkada_cli.jobs.brief_events import Telling
from pilkada_cli.jobs.brief_letter import letter
from pilkada_cli.jobs.brief_period import Cut, Wanted, cut, period, place
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.outlook import Outlook, View, look
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import briefs, queries
from pilkada_cli.storage.briefs import Known
from pilkada_cli.storage.register import Reader

MOST_LISTED = 60
MOST_ATTENDED = 10


class Made(NamedTuple):
    """A brief, the reference data it was made by, and whether the stored tables were not used.

    `charts` are specifications by name, none where they were not asked for. `later` is how
    many reports became known after the period, where the latest one was asked for, `later_nil`
    how many nil reports.
    """

    brief: Brief
    reference: Reference
    recomputed: bool
    charts: Mapping[str, dict[str, Any]]
    later: int
    later_nil: int


def make(
    workplace: Workplace, wanted: Wanted, rules: Callable[[], Rules], *, charts: bool = False
) -> Made:
    """The brief that is asked for, with its charts or without.

    `rules` are asked for where surges are looked for. Raises `UsageError` for what cannot be meant.
    """
    when = cut(workplace, wanted)
    # The later one first: what is written in between is then known to have changed.
    with (
        workplace.read(when.known) as after,
        workplace.read(when.known_before) as before,
    ):
        region = place(after, wanted.region)
        making = _Making(wanted, when, after, before, region, rules)
        brief = making.brief()
        drawn = making.charts() if charts else {}
    later, nil = 0, 0
    if wanted.on is None and when.known is not None:
        with workplace.read() as present:
            later = briefs.since(present, when.until, region)
            nil = briefs.nil_since(present, when.until, region)
    return Made(brief, making.after.reference, making.after.recomputed, drawn, later, nil)


def _reports_of(events: Iterable[Event]) -> set[str]:
    """The ids of all reports of events."""
    return {name for each in events for name in (each.id, *each.same)}


@dataclass(frozen=True)
class _Making:
    """A brief in the making, from a register as it was known `after` a period and `before` it."""

    wanted: Wanted
    cut: Cut
    after: Reader
    before: Reader
    region: str | None
    rules: Callable[[], Rules]

    def brief(self) -> Brief:
        """The whole of it."""
        reference, counted, kind = self.after.reference, self.counted, self.wanted.kind
        events = self.telling.events(row.subject for row in self._told)
        outlook = self.outlook
        actions = self._actions(events)
        states = brief_places.last_states(self.after, self.cut, self.region)
        coverage = brief_places.coverage(self.after, self.cut, self.region, states)
        listed = [*self._listed()]
        readiness = brief_readiness.items(self.after, self.cut, self.region)
        planned = self.telling.events(row.subject for row in self._planned())
        before = brief_places.open_scores(self.before)
        overdue = brief_actions.overdue(self._decided.actions)
        behind = late(readiness or (), self.cut.day.isoformat())
        told: tuple[Event | Known, ...] = (*events, *planned, *listed)
        return Brief(
            kind=kind,
            election=reference.election.key,
            region=self.region,
            letter=letter(self.after, self.wanted.number, [each.classification for each in told]),
            period=period(reference, self.cut, self.region, kind),
            situation=counted.situation(
                enough=coverage.enough, settled=not (coverage.owing or overdue.n or behind)
            ),
            numbers=counted.numbers()._replace(overdue=overdue),
            coverage=coverage,
            decisions=self._decisions(coverage, actions or (), behind),
            regencies=brief_places.regencies(states, outlook, before, counted),
            province=None if self.region else brief_places.whole_province(self.after, before, counted),
            fell_back=outlook.summary.fell_back,
            unsure=outlook.summary.unsure if self.region is None else (),
            aspects=counted.aspects,
            events=events,
            groups=counted.groups(self.cut.day),
            surges=self._surges(),
            across=tuple(row.id for row in counted.open if len(row.regions) > 1),
            agenda=agenda(
                reference, self.cut.day, self.region, ready=readiness is not None
            ),
            planned=planned,
            recommendations=counted.recommendations(self._told, self._decided.stands),
            stages=outlook.summary.stages,
            categories=outlook.summary.categories,
            weeks=tuple(brief_weeks.weeks(self.after, self.cut, self._asked)),
            matrix=counted.matrix(after=False),
            matrix_after=counted.matrix(after=True),
            listed=tuple(map(self._line, listed[:MOST_LISTED])),
            more=len(listed[MOST_LISTED:]),
            actions=actions,
            followed=brief_actions.followed(self._concerning(events), self._since),
            readiness=readiness,
        )  # fmt: skip

    def _actions(self, events: Iterable[Event]) -> tuple[ActionLine, ...] | None:
        """The actions; in an attention report those on its events."""
        about = _reports_of(events)
        return brief_actions.lines(
            self._concerning(events), self._since, about, self.telling.action
        )

    def _concerning(self, events: Iterable[Event]) -> Sequence[Action]:
        """All that was decided; in an attention report what was on its events."""
        decided = self._decided.actions
        if self.wanted.kind != BriefKind.ATTENTION:
            return decided
        about = _reports_of(events)
        return [each for each in decided if each.report in about]

    @property
    def _since(self) -> date:
        return local_day(self.cut.since, self.after.reference.election.time_zone)

    @cached_property
    def _decided(self) -> Decided:
        """All actions, by the events they are about."""
        found = brief_actions.decided(self.after, self.cut, self.region)
        return Decided(found, cache(self._stands_for))

    def _stands_for(self, report: str) -> str:
        """The id of the event that a report tells of."""
        subject = self.telling.subjects.get(report)
        row = self.counted.after.get(subject or "")
        if subject is None or (row is not None and row.is_event):
            return report
        return self._event_of(OpId.parse(subject)).id

    def _decisions(
        self,
        coverage: Coverage,
        actions: Sequence[ActionLine],
        behind: Sequence[ItemReady],
    ) -> tuple[Decision, ...]:
        """What asks for a decision; an attention report is about events alone."""
        alone = self.wanted.kind == BriefKind.ATTENTION
        return Matters(
            self.after.reference,
            self.cut,
            self._told if self.wanted.id is not None else self.counted.grave,
            () if alone else coverage.owing,
            actions,
            self._decided,
            () if alone else behind,
        ).decisions()

    def charts(self) -> dict[str, dict[str, Any]]:
        """The specifications of the charts by name."""
        from pilkada_cli.jobs.brief_charts import specifications

        found = specifications(self.after, self.cut, self._asked, self.outlook, self.wanted.kind)
        return dict(found)

    @cached_property
    def counted(self) -> Counted:
        """What was known at both ends of the period."""
        before = briefs.known_before(self.before, self.after, self._known, self.region)
        new = self._known.keys() - before.keys()
        return Counted(
            before,
            self._known,
            self.after.reference,
            briefs.escalated(self.after, new, self.cut.known),
        )

    @cached_property
    def _known(self) -> dict[str, Known]:
        """The reports of the brief's region at the end of the period."""
        return briefs.known(self.after, self.region)

    @cached_property
    def _everywhere(self) -> dict[str, Known]:
        """Those of all regions: an event may have its gravest report in another one."""
        return self._known if self.region is None else briefs.known(self.after)

    @cached_property
    def telling(self) -> Telling:
        """Tells the events."""
        counted = self.counted
        subjects = {row.id: subject for subject, row in counted.after.items()}
        return Telling(self.after, self.cut.known, counted.new, counted.raised, subjects)

    @cached_property
    def outlook(self) -> Outlook:
        """The summary at the end of the period."""
        view = View(by=("regency", "stage", "category"))
        return look(self.after, self._asked, self.cut.as_of, view)

    @property
    def _asked(self) -> Asked:
        return Asked(self.cut.now, region=self.region)

    @cached_property
    def _told(self) -> list[Known]:
        """The events that are told at length."""
        if self.wanted.id is not None:
            return [self._event_of(resolve_one(self.after, self.wanted.id))]
        if self.wanted.kind == BriefKind.ATTENTION:
            return self.counted.grave[:MOST_ATTENDED]
        return self.counted.prominent(MOST_EVENTS)

    def _event_of(self, subject: OpId) -> Known:
        """The report that stands for the event of another."""
        known = self._everywhere
        row = queries.report(self.after.tables, subject)
        assert row is not None, "the id was resolved"
        group = queries.group_members(self.after.tables, str(row["group"])) if row["group"] else ()
        standing = {each["id"] for each in group if each["outcome"] == "event"}
        return next((each for each in known.values() if each.id in standing), known[str(subject)])

    def _planned(self) -> Iterator[Known]:
        """The open events that lie ahead; what happened already does not."""
        first, last = (
            self.cut.day.isoformat(),
            (self.cut.day + timedelta(days=NEXT_DAYS)).isoformat(),
        )
        ahead = (row for row in self.counted.open if row.phase != Phase.GN)
        return (row for row in ahead if first <= row.occurred_on <= last)

    def _listed(self) -> Iterator[Known]:
        """The reports of the annex: what moved in the period, what is told, what is grave, and what has an action past its day.

        In an attention report only what is told.
        """
        counted = self.counted
        if self.wanted.kind == BriefKind.ATTENTION:
            told = {row.subject for row in self._told}
            return (row for subject, row in counted.after.items() if subject in told)
        wanted = {row.subject for row in (*counted.moved, *self._told, *counted.grave)}
        named = {each.report for each in self._decided.actions if each.overdue} | {
            each
            for line in counted.aspects
            for each in [*dict.fromkeys((*line.new, *line.open))][:MOST_TITLES]
        }
        return (
            row for subject, row in counted.after.items() if subject in wanted or row.id in named
        )

    def _line(self, row: Known) -> Listed:
        return Listed(
            row.id, row.occurred_on, row.region, row.category, row.phase, row.level,
            row.residual_level, row.verification, row.handling, row.classification, *self.telling.title(row.subject),
        )  # fmt: skip

    def _surges(self) -> tuple[Surge, ...]:
        if self.wanted.kind == BriefKind.ATTENTION:
            return ()
        return tuple(brief_weeks.surges(self.after, self.cut, self.region, self.rules()))
