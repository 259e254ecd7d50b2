"""Who reported and who is silent, as a calendar by weeks, on screen and as Markdown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO

from rich.console import RenderableType
from rich.text import Text

from pilkada_cli.domain.calendar import Coverage, DistrictCoverage, RegencyCoverage
from pilkada_cli.domain.coverage import Bundle, CoveredDay, State
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render import pages
from pilkada_cli.render.local import DASH, WEEKDAYS, long_date, percent, short_date
from pilkada_cli.render.silence import Silent, bundle_age, owed_no_more, silent_names
from pilkada_cli.render.tables import Column, Fitted, table

SIGNS = {
    State.REPORT: "+",
    State.NIL: "0",
    State.PARTLY: "~",
    State.MISSING: "x",
    State.OWED: "?",
    State.FREE: "·",
}
BEYOND = "-"
"""A day of a week that is not looked at."""

MOST = 53
"""Weeks that a page shows at most: a year."""

STYLES = {State.PARTLY: "yellow", State.MISSING: "bold red", State.OWED: "bold"}


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from; `day` is the day looked at."""

    coverage: Coverage
    reference: Reference
    day: date


def page(content: Page) -> RenderableType:
    """The whole page: title, calendar, and in sentences what its signs mean and who is silent.

    Raises `UsageError` for more than `MOST` weeks.
    """
    _refuse_many(content)
    return pages.page(_title(content), _parts(content))


def document(content: Page) -> Callable[[BinaryIO], int]:
    """What writes the same as Markdown and returns the number of rows; raises the same."""
    _refuse_many(content)
    return pages.document(_title(content), _parts(content))


def _refuse_many(content: Page) -> None:
    period = content.coverage.period
    first, last = (_monday(date.fromisoformat(day)) for day in (period.since, period.until))
    weeks = (last - first).days // 7 + 1
    if weeks > MOST:
        raise UsageError(
            Sentence(N_("a calendar shows {most} weeks at most, not {weeks}"), most=MOST, weeks=weeks),
            Sentence(N_("give a later --since or an earlier --until, or -f csv for every day")),
        )  # fmt: skip


def _title(content: Page) -> Text:
    name = content.reference.election.name.in_language(language())
    period = content.coverage.period
    when = Sentence(
        N_("reporting days {first} to {last}, as of {day}"),
        first=short_date(period.since),
        last=short_date(period.until),
        day=long_date(content.day),
    )
    return pages.title(" · ".join((name, _("coverage"))), str(when))


def _parts(content: Page) -> Iterator[Fitted | Sentence]:
    found = content.coverage
    yield _calendar(found.regencies, _("regency or city"), _("Who reported"))
    if found.districts:
        yield _calendar(found.districts, _("district"), _("Its districts"))
    yield Sentence(
        N_(
            "+ report, 0 nil report, ~ too few, x missing, ? still owed, · nothing owed, - not looked at."
        )
    )
    yield from _silent(content)
    if any(row.office for row in found.regencies):
        yield Sentence(
            N_("Bundle: how old the last one of its office is; a silence may be a bundle that never came.")
        )  # fmt: skip
    if found.districts:
        yield Sentence(
            N_("What a regency owes stands in the rows of its districts too, until a report names them.")
        )  # fmt: skip


def _calendar(
    rows: Sequence[RegencyCoverage] | Sequence[DistrictCoverage], place: str, title: str
) -> Fitted:
    days = [date.fromisoformat(day.day) for day in rows[0].days]
    weeks = sorted({_monday(day) for day in days})
    shown = isinstance(rows[0], RegencyCoverage)
    handed = any(_bundle(row) for row in rows)
    columns = [
        Column(place, least=14),
        *(_week_column(week, days, drop=1 + len(weeks) - n) for n, week in enumerate(weeks)),
        *([Column(_("came"), number=True)] if shown else []),
        Column(_("silent"), number=True, drop=1),
        *([Column(_("bundle"), number=True, drop=1)] if handed else []),
    ]
    cells: list[list[str | Text]] = [
        [
            row.name,
            *_signs(row.days, weeks),
            *([percent(row.coverage)] if isinstance(row, RegencyCoverage) else []),
            _silence(row),
            *([bundle_age(_bundle(row))] if handed else []),
        ]
        for row in rows
    ]
    return table(columns, cells, title)


def _bundle(row: RegencyCoverage | DistrictCoverage) -> Bundle | None:
    if not isinstance(row, RegencyCoverage) or row.office is None:
        return None
    return Bundle(row.office, row.last_bundle_on, row.bundle_days)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week_column(week: date, days: Sequence[date], drop: int) -> Column:
    """Headed by the first day that is looked at, over the initials of the days.

    On a narrow screen the oldest weeks give way.
    """
    first = max(week, days[0])
    initials = "".join(_(name)[0] for name in WEEKDAYS)
    day = short_date(first).rsplit(" ", 1)[0]
    return Column(f"{day}\n{initials}", wrap=False, drop=drop, named=day)


def _signs(days: Sequence[CoveredDay], weeks: Sequence[date]) -> Iterator[Text]:
    """The signs of each week, Monday first."""
    by_day = {date.fromisoformat(day.day): day for day in days}
    for week in weeks:
        text = Text()
        for n in range(7):
            day = by_day.get(week + timedelta(days=n))
            text.append(SIGNS[day.state] if day else BEYOND, STYLES.get(day.state) if day else None)
        yield text


def _silence(row: RegencyCoverage | DistrictCoverage) -> str:
    days = DASH if row.silent_days is None else str(Sentence(N_("{n} d"), n=row.silent_days))
    return f"{days} !" if isinstance(row, RegencyCoverage) and row.low else days


def _silent(content: Page) -> Iterator[Sentence]:
    low = [row for row in content.coverage.regencies if row.low]
    if low:
        yield Sentence(
            N_("! Silence is not safety: too little of what was owed came, or too long ago, from {names}."),
            names=silent_names(
                [Silent(row.name, row.coverage, _bundle(row)) for row in low],
                len(content.coverage.regencies),
            ),
        )  # fmt: skip
    until = {
        row.code: date.fromisoformat(row.owed_until) if row.owed_until else None
        for row in content.coverage.regencies
    }
    over = [*owed_no_more(until, content.day, content.reference)]
    yield from over
    if not low and not over:
        yield Sentence(N_("No regency is silent for longer than it may be."))
