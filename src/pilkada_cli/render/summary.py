"""The ranked summaries as a page that can be read aloud in a meeting."""

from rich.console import Group, RenderableType
from rich.text import Text

from pilkada_cli.domain.summary import Measure, RankBy, RegencyRow, StageRow
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import (
    DASH,
    countdown,
    decimal,
    long_date,
    short_date,
    whole,
    word,
)
from pilkada_cli.render.summary_words import Page, place, sentences, stage_words
from pilkada_cli.render.tables import Column, level_text, safe, table


def page(content: Page) -> RenderableType:
    """The whole page: title, tables, and in sentences what the tables leave out."""
    parts: list[RenderableType] = [title(content), Text()]
    summary = content.summary
    makers = {
        "regency": lambda: _regencies(content),
        "stage": lambda: _stages(content),
        "category": lambda: _categories(content),
        "athg": lambda: _athg(content),
    }
    if summary.filters.regency is not None:
        parts += [safe(str(line)) for line in place(content)] + [Text()]
    for by in content.by:
        if summary.rows(by):
            parts += [makers[by](), Text()]
    if content.worst_open:
        parts += [_worst(content), Text()]
    parts += [safe(str(line)) for line in sentences(content)]
    return Group(*parts)


def title(content: Page) -> Text:
    """Election, place, as-of, distance from voting, stage and its day."""
    standing, reference = content.standing, content.reference
    first = f"{reference.election.name.in_language(language())} · {content.place}"
    parts = [str(Sentence(N_("as of {day}"), day=long_date(standing.day)))]
    if standing.days_to_vote is not None:
        parts.append(countdown(standing.days_to_vote))
    parts.append(stage_words(standing))
    text = Text(first, style="bold")
    text.append("\n" + " · ".join(parts), style="not bold")
    return text


def _level(content: Page, number: int | None) -> Text:
    levels = {level.number: level for level in content.reference.scale.levels}
    if number is None:
        return Text(DASH)
    return level_text(number, levels[number].label.in_language(language()))


def _counts(row: object, *, with_open: bool = True) -> list[str]:
    names = ("events", "pg", "ag", "gn", "open") if with_open else ("events", "pg", "ag", "gn")
    return [whole(getattr(row, name)) for name in names]


def _count_columns(*, with_open: bool = True) -> list[Column]:
    phases = [Column(heading, number=True, drop=7) for heading in ("PG", "AG", "GN")]
    still_open = [Column(_("open"), number=True, drop=3)] if with_open else []
    return [Column(_("events"), number=True), *phases, *still_open]


def two_lines(heading: str) -> str:
    """A heading of two words as narrow as its longer word."""
    return heading.replace(" ", "\n", 1)


def _rank(rank: int | None, events: int) -> str:
    return DASH if rank is None or not events else str(rank)


def _regencies(content: Page) -> RenderableType:
    rows = [_regency_row(content, row) for row in content.summary.regencies]
    columns = [
        Column("#", number=True),
        Column(_("regency or city"), least=19),
        *_count_columns(),
        Column(two_lines(_("worst level")), wrap=False, drop=5),
        Column(two_lines(_("open score")), number=True),
        Column(two_lines(_("record score")), number=True, drop=8),
        Column(two_lines(_("last report")), wrap=False, drop=9),
        Column(_("silent"), number=True, drop=6),
    ]
    return table(columns, rows, _ranked_by(content))


def _regency_row(content: Page, row: RegencyRow) -> list[str | Text]:
    return [
        _rank(row.rank, row.events),
        row.name,
        *_counts(row),
        _level(content, row.worst_level),
        decimal(row.open_index),
        decimal(row.index),
        short_date(row.last_report_on),
        DASH if row.silent_days is None else str(Sentence(N_("{n} d"), n=row.silent_days)),
    ]


def _ranked_by(content: Page) -> str:
    summary = content.summary
    names = {
        (RankBy.INDEX, Measure.OPEN): _("Regencies, ranked by what is open (open score)"),
        (RankBy.INDEX, Measure.RECORD): _("Regencies, ranked by what happened (record score)"),
        (RankBy.COUNT, Measure.OPEN): _("Regencies, ranked by number of open events"),
        (RankBy.COUNT, Measure.RECORD): _("Regencies, ranked by number of events"),
    }
    return names[summary.rank_by, summary.measure]


def _stages(content: Page) -> RenderableType:
    by_count = content.summary.rank_by == RankBy.COUNT
    heading = (
        _("Stages, ranked by number of events") if by_count else _("Stages, ranked by record score")
    )
    columns = [
        Column("#", number=True),
        Column(_("stage"), least=16, parted=True),
        Column(_("dates"), least=11, drop=4),
        Column(_("days"), number=True, drop=8),
        *_count_columns(with_open=False),
        Column(two_lines(_("worst level")), wrap=False, drop=5),
        Column(two_lines(_("record score")), number=True),
        Column(two_lines(_("per day")), number=True, drop=6),
    ]
    rows = [_stage_row(content, row) for row in content.summary.stages]
    return table(columns, rows, heading)


def _stage_row(content: Page, row: StageRow) -> list[str | Text]:
    return [
        _rank(row.rank, row.events),
        row.key,
        _span(row.start, row.end),
        whole(row.days),
        *_counts(row, with_open=False),
        _level(content, row.worst_level),
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


def _categories(content: Page) -> RenderableType:
    columns = [
        Column("#", number=True),
        Column(_("category"), least=24),
        *_count_columns(),
        Column(two_lines(_("worst level")), wrap=False, drop=5),
        Column(two_lines(_("open score")), number=True),
        Column(two_lines(_("record score")), number=True),
    ]
    rows: list[list[str | Text]] = [
        [
            _rank(row.rank, row.events),
            row.key,
            *_counts(row),
            _level(content, row.worst_level),
            decimal(row.open_index),
            decimal(row.index),
        ]
        for row in content.summary.categories
    ]
    return table(columns, rows, _("Categories, ranked"))


def _athg(content: Page) -> RenderableType:
    columns = [
        Column("#", number=True),
        Column(_("ATHG label"), least=16),
        *_count_columns(),
        Column(two_lines(_("worst level")), wrap=False, drop=5),
        Column(two_lines(_("open score")), number=True),
        Column(two_lines(_("record score")), number=True),
    ]
    rows: list[list[str | Text]] = [
        [
            _rank(row.rank, row.events),
            word(row.key),
            *_counts(row),
            _level(content, row.worst_level),
            decimal(row.open_index),
            decimal(row.index),
        ]
        for row in content.summary.athg
    ]
    return table(columns, rows, _("ATHG labels, ranked"))


def _worst(content: Page) -> RenderableType:
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
            short_date(str(row["occurred_on"])),
            word(row["phase"]),
            _level(content, int(str(row["residual_level"]))),
            word(row["verification"]),
            word(row["handling"]),
            str(row["title"] or _("(erased)")),
        ]
        for row in content.worst_open
    ]
    return table(columns, rows, _("Worst open events"))
