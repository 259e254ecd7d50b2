"""The ranked summaries as a page that can be read aloud in a meeting, on screen and as Markdown."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from rich.console import RenderableType
from rich.text import Text

from pilkada_cli.domain.summary import RankBy, StageRow
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render import pages
from pilkada_cli.render.actions import action_list
from pilkada_cli.render.local import (
    DASH,
    countdown,
    decimal,
    long_date,
    short_date,
    whole,
    word,
)
from pilkada_cli.render.regencies import (
    count_columns,
    counts,
    level_of,
    place_of,
    regencies,
    two_lines,
    worst_column,
    worst_of,
)
from pilkada_cli.render.report_list import day, levels, phase
from pilkada_cli.render.summary_words import Page, place, sentences, stage_words
from pilkada_cli.render.tables import Column, Fitted, table
from pilkada_cli.render.titles import title_of


def page(content: Page) -> RenderableType:
    """The whole page: title, tables, and in sentences what the tables leave out."""
    return pages.page(title(content), _parts(content))


def document(content: Page) -> Callable[[BinaryIO], int]:
    """What writes the same as Markdown and returns the number of rows."""
    return pages.document(title(content), _parts(content))


def _parts(content: Page) -> Iterator[Fitted | Sentence | str]:
    summary = content.summary
    makers = {
        "regency": lambda: regencies(content),
        "stage": lambda: _stages(content),
        "category": lambda: _categories(content),
        "athg": lambda: _athg(content),
        "district": lambda: _districts(content),
    }
    if summary.filters.regency is not None:
        yield from place(content)
        yield ""
    for by in content.by:
        if summary.rows(by):
            yield makers[by]()
    if content.explained:
        from pilkada_cli.render.explaining import explained

        yield from explained(content)
    if content.worst_open:
        yield _worst(content)
    if content.overdue and content.summary.filters.regency is not None:
        yield action_list(content.overdue, _("Actions past their day"))
    yield from sentences(content)


def title(content: Page) -> Text:
    """Election, place, as-of, distance from voting, stage and its day."""
    standing, reference = content.standing, content.reference
    first = f"{reference.election.name.in_language(language())} · {content.place}"
    parts = [str(Sentence(N_("as of {day}"), day=long_date(standing.day)))]
    if standing.days_to_vote is not None:
        parts.append(countdown(standing.days_to_vote))
    parts.append(stage_words(standing))
    return pages.title(first, " · ".join(parts))


def _stages(content: Page) -> Fitted:
    headings = {
        RankBy.COUNT: _("Stages, ranked by number of events"),
        RankBy.LEVEL: _("Stages, ranked by the worst levels"),
    }
    heading = headings.get(content.summary.rank_by, _("Stages, ranked by record score"))
    columns = [
        Column("#", number=True),
        Column(_("stage"), least=16, parted=True),
        Column(_("dates"), least=11, drop=4),
        Column(_("days"), number=True, drop=8),
        *count_columns(with_open=False),
        Column(two_lines(_("worst level")), wrap=False, drop=5),
        Column(two_lines(_("record score")), number=True),
        Column(two_lines(_("per day")), number=True, drop=6),
    ]
    rows = [_stage_row(content, row) for row in content.summary.stages]
    return table(columns, rows, heading)


def _stage_row(content: Page, row: StageRow) -> list[str | Text]:
    return [
        place_of(row.rank, row.events),
        row.key,
        _span(row.start, row.end),
        whole(row.days),
        *counts(row, with_open=False),
        level_of(content, row.worst_level),
        decimal(row.index),
        decimal(row.index_per_day, 2),
    ]


def _span(start: str | None, end: str | None) -> str:
    """``3–26 Nov 2024``: what both ends share is said once."""
    if start is None or end is None:
        if start is None and end is None:
            return DASH
        return f"{short_date(start) if start else '…'} {DASH} {short_date(end) if end else '…'}"
    if start == end:
        return short_date(end)
    words = short_date(start).split()
    if start[:7] == end[:7]:
        return f"{words[0]}{DASH}{short_date(end)}"
    shown = " ".join(words[:2]) if start[:4] == end[:4] else short_date(start)
    return f"{shown} {DASH} {short_date(end)}"


def _categories(content: Page) -> Fitted:
    columns = [
        Column("#", number=True),
        Column(_("category"), least=24),
        *count_columns(),
        worst_column(content, drop=5),
        Column(two_lines(_("open score")), number=True),
        Column(two_lines(_("record score")), number=True),
    ]
    rows: list[list[str | Text]] = [
        [
            place_of(row.rank, row.events),
            row.key,
            *counts(row),
            worst_of(content, row),
            decimal(row.open_index),
            decimal(row.index),
        ]
        for row in content.summary.categories
    ]
    return table(columns, rows, _("Categories, ranked"))


def _athg(content: Page) -> Fitted:
    columns = [
        Column("#", number=True),
        Column(_("ATHG label"), least=16),
        *count_columns(),
        worst_column(content, drop=5),
        Column(two_lines(_("open score")), number=True),
        Column(two_lines(_("record score")), number=True),
    ]
    rows: list[list[str | Text]] = [
        [
            place_of(row.rank, row.events),
            word(row.key),
            *counts(row),
            worst_of(content, row),
            decimal(row.open_index),
            decimal(row.index),
        ]
        for row in content.summary.athg
    ]
    return table(columns, rows, _("ATHG labels, ranked"))


def _districts(content: Page) -> Fitted:
    columns = [
        Column("#", number=True),
        Column(_("district"), least=16),
        Column(_("regency or city"), least=14, drop=8),
        *count_columns(),
        worst_column(content, drop=5),
        Column(two_lines(_("open score")), number=True),
        Column(two_lines(_("record score")), number=True),
    ]
    regions = content.reference.region_by_code
    rows: list[list[str | Text]] = [
        [
            place_of(row.rank, row.events),
            row.name,
            regions[row.regency].name if row.regency in regions else row.regency,
            *counts(row),
            worst_of(content, row),
            decimal(row.open_index),
            decimal(row.index),
        ]
        for row in content.summary.districts
    ]
    return table(columns, rows, _("Districts, ranked"))


def _worst(content: Page) -> Fitted:
    columns = [
        Column("id", wrap=False),
        Column(_("date"), wrap=False),
        Column(_("phase")),
        Column(_("level"), wrap=False),
        Column(_("verification"), least=9, drop=7),
        Column(_("handling"), least=9, drop=6),
        Column(_("title"), least=20),
    ]
    rows: list[list[str | Text]] = [
        [
            str(row["id"]),
            day(row),
            phase(row),
            levels(row, content.reference),
            word(row["verification"]),
            word(row["handling"]),
            title_of(row["title"]),
        ]
        for row in content.worst_open
    ]
    return table(columns, rows, _("Worst open events"))
