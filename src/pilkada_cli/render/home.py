"""The first screen: where the election stands, what is open, what is owed, what to do next."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.duties import Due, end_of, last_owed
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import Standing
from pilkada_cli.domain.times import local_day
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import countdown, exported, local_time, long_date, whole
from pilkada_cli.render.silence import owed_no_more
from pilkada_cli.render.summary_words import stage_words
from pilkada_cli.render.tables import Column, brief, level_text, pairs, safe, table
from pilkada_cli.render.titles import title_of

NAMED = 5
"""Actions that are named."""

_LEAST_PURPOSE = 16
"""Columns that a purpose needs beside its command."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command to go on with, without ``pilkada``, and what it is for."""

    command: str
    purpose: Sentence


@dataclass(frozen=True, slots=True)
class Home:
    """What the screen is made from.

    `worst` are the worst of the `open` reports the office entered, `linked` the ids of others
    about the same event, by theirs; `longest` ids of the `untouched`, on which nobody acted
    since before the instant `cutoff`. `late` are the actions past their day, in the office's
    region. `handed_over` is when, what and where to; `region` may be the province.
    """

    reference: Reference
    standing: Standing
    office: str | None
    region: str | None
    open: int
    worst: Sequence[Mapping[str, object]]
    linked: Mapping[str, Sequence[str]]
    untouched: int
    longest: Sequence[str]
    cutoff: str
    due: Due | None
    late: Sequence[Action]
    handed_over: tuple[str, str, str] | None
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole screen; `spoken` says how a command is typed in the user's language.

    Where it would not fit, fewer of the open reports are shown, at last one with its title
    cut: what comes next is to be seen.
    """

    home: Home
    spoken: Callable[[str], str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """With as many of the worst reports as there is room for."""
        pages = (self._with(n) for n in range(len(self.home.worst), 0, -1))
        fitting = (p for p in pages if len(console.render_lines(p, options)) < console.height)
        yield next(fitting, None) or self._with(1, cut=True)

    def _with(self, most: int, *, cut: bool = False) -> Group:
        home = self.home
        parts: list[RenderableType] = [_title(home), Text(), _open(home, most, cut=cut), Text()]
        parts += [safe(str(sentence)) for sentence in _sentences(home)]
        return Group(*parts, Text(), _next(home, self.spoken))


def greeting(spoken: Callable[[str], str]) -> RenderableType:
    """How to begin where there is no register yet."""
    return pairs(
        (
            ("pilkada init", _("make the register of your office")),
            (f"pilkada {spoken('report add')}", _("enter a first report")),
            ("pilkada --help", _("see every command")),
        )
    )


def _title(home: Home) -> Text:
    standing, election = home.standing, home.reference.election
    when = [long_date(standing.day), countdown(standing.days_to_vote), stage_words(standing)]
    text = Text(election.name.in_language(language()), style="bold")
    text.append("\n" + " · ".join(filter(None, when)), style="not bold")
    if whose := " · ".join(filter(None, (home.office, _region(home)))):
        text.append("\n").append_text(safe(whose, lines=False))
    return text


def _region(home: Home) -> str:
    region = home.reference.region_by_code.get(home.region or "")
    return region.full_name if region else ""


def _open(home: Home, most: int, *, cut: bool) -> RenderableType:
    shown = home.worst[:most]
    if not shown:
        return safe(_("No report of this office is open."))
    if len(shown) < home.open:
        heading = Sentence(
            N_("{n} open report; all: pilkada report list --mine --open"),
            N_("{n} open reports, worst first; all: pilkada report list --mine --open"),
            n=home.open,
        )
    else:
        heading = Sentence(
            N_("{n} open report of this office"),
            N_("{n} open reports of this office, worst first"),
            n=home.open,
        )
    columns = [
        Column("id", wrap=False),
        Column(_("level"), wrap=False),
        Column(_("days"), number=True),
        Column(_("title"), least=12, cut=cut),
    ]
    return table(columns, [_row(home, row) for row in shown], str(heading))


def _row(home: Home, row: Mapping[str, object]) -> list[str | Text]:
    level = home.reference.scale.levels[int(str(row["residual_level"])) - 1]
    known = local_day(str(row["known_at"]), home.reference.election.time_zone)
    title = brief(title_of(row["title"]))
    if others := home.linked.get(str(row["id"])):
        also = Sentence(N_("also {ids}"), ids=", ".join(others))
        title.append(f" ({also})")
    return [
        str(row["id"]),
        level_text(level.number, level.label.in_language(language())),
        whole(_days(known, home.standing.day)),
        title,
    ]


def _days(since: date, today: date) -> int:
    return max(0, (today - since).days)


def _sentences(home: Home) -> Iterator[Sentence]:
    if home.untouched:
        more = ", …" if home.untouched > len(home.longest) else ""
        yield Sentence(
            N_("Overdue: nobody has acted on {n} report since before {time} ({ids})."),
            N_("Overdue: nobody has acted on {n} reports since before {time} ({ids})."),
            n=home.untouched,
            time=_time(home, home.cutoff),
            ids=", ".join(home.longest) + more,
        )
    if home.late:
        yield _late(home)
    if home.due is not None:
        yield _owed(home, home.due)
    elif home.region is not None:
        until = {home.region: last_owed(home.reference, home.region)}
        yield from owed_no_more(until, home.standing.day, home.reference)
    if home.handed_over is None:
        yield Sentence(N_("The reports were not handed on yet."))
    else:
        at, what, destination = home.handed_over
        yield Sentence(
            N_("Last handed on: {what}, {time}, to {path}."),
            what=exported(what),
            time=_time(home, at),
            path="/".join(re.split(r"[/\\]", destination)[-2:]),
        )


def _late(home: Home) -> Sentence:
    named = ", ".join(action.id for action in home.late[:NAMED])
    return Sentence(
        N_("{n} action is past its day ({ids})."),
        N_("{n} actions are past their day ({ids})."),
        n=len(home.late),
        ids=named + (", …" if len(home.late) > NAMED else ""),
    )


def _owed(home: Home, due: Due) -> Sentence:
    until = _time(home, end_of(due.last, home.reference.election))
    if not due.missing:
        return Sentence(N_("Reporting duty: done until {time}."), time=until)
    return Sentence(
        N_("Reporting duty: {n} report or nil report is owed by {time}."),
        N_("Reporting duty: {n} reports or nil reports are owed by {time}."),
        n=due.missing,
        time=until,
    )


def _time(home: Home, instant: str) -> str:
    election = home.reference.election
    return local_time(instant, election.time_zone, election.time_zone_label)


@dataclass(frozen=True, slots=True)
class Steps:
    """Commands, each with what it is for: beside it, or below it where the screen is narrow."""

    heading: str
    purpose: str
    rows: Sequence[tuple[str, str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As a table where every purpose has room."""
        wide = max((len(command) for command, _why in self.rows), default=0) + 2 + _LEAST_PURPOSE
        if wide <= options.max_width:
            columns = [Column(self.heading, wrap=False), Column(self.purpose, least=_LEAST_PURPOSE)]
            yield table(columns, self.rows)
            return
        yield Text(self.heading, style="bold")
        for command, why in self.rows:
            yield safe(command)
            yield Padding(safe(why), (0, 0, 0, 4))


def _next(home: Home, spoken: Callable[[str], str]) -> RenderableType:
    rows = [(f"pilkada {spoken(step.command)}", str(step.purpose)) for step in home.steps]
    return Steps(_("what next"), _("why"), rows)
