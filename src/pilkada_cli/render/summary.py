"""The ranked summaries as a page that can be read aloud in a meeting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from pilkada_cli.analysis.summary import Measure, RankBy, RegencyRow, StageRow, Summary
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import Standing
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
from pilkada_cli.render.tables import Column, level_text, safe, table

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from. `left_out` maps an outcome to the ids it took out."""

    summary: Summary
    reference: Reference
    standing: Standing
    place: str
    left_out: Mapping[str, Sequence[str]]
    worst_open: Sequence[Mapping[str, object]]
    of_all: int
    withheld: int
    by: Sequence[str]


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
        parts += [safe(str(line)) for line in _place(content)] + [Text()]
    for by in content.by:
        if summary.rows(by):
            parts.append(makers[by]())
    if content.worst_open:
        parts.append(_worst(content))
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


def stage_words(standing: Standing) -> str:
    """``kampanye, day 59 of 60``, or that the day lies outside every stage."""
    stage = standing.stage
    if stage is None:
        return _("outside every stage")
    return str(
        Sentence(
            N_("{stage}, day {day} of {days}"),
            stage=stage.key,
            day=standing.day_of_stage,
            days=stage.days,
        )
    )


def _level(content: Page, number: int | None) -> Text:
    levels = {level.number: level for level in content.reference.scale.levels}
    if number is None:
        return Text(DASH)
    return level_text(number, levels[number].label.in_language(language()))


def _counts(row: object) -> list[str]:
    return [whole(getattr(row, name)) for name in ("events", "pg", "ag", "gn", "open")]


def _count_columns() -> list[Column]:
    headings = (_("events"), "PG", "AG", "GN", _("open"))
    return [Column(heading, number=True) for heading in headings]


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
        Column(two_lines(_("worst level")), wrap=False),
        Column(two_lines(_("open score")), number=True),
        Column(two_lines(_("record score")), number=True),
        Column(two_lines(_("last report")), wrap=False),
        Column(_("silent"), number=True),
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
        Column(_("stage"), least=16),
        Column(_("dates")),
        Column(_("days"), number=True),
        *_count_columns(),
        Column(two_lines(_("worst level")), wrap=False),
        Column(two_lines(_("record score")), number=True),
        Column(two_lines(_("per day")), number=True),
    ]
    rows = [_stage_row(content, row) for row in content.summary.stages]
    return table(columns, rows, heading)


def _stage_row(content: Page, row: StageRow) -> list[str | Text]:
    return [
        _rank(row.rank, row.events),
        row.key,
        _span(row.start, row.end),
        whole(row.days),
        *_counts(row),
        _level(content, row.worst_level),
        decimal(row.index),
        decimal(row.index_per_day, 2),
    ]


def _span(start: str | None, end: str | None) -> str:
    if start is None and end is None:
        return DASH
    if start == end:
        return short_date(start)
    return f"{short_date(start) if start else '…'} {DASH} {short_date(end) if end else '…'}"


def _categories(content: Page) -> RenderableType:
    columns = [
        Column("#", number=True),
        Column(_("category"), least=24),
        *_count_columns(),
        Column(two_lines(_("worst level")), wrap=False),
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
        Column(two_lines(_("worst level")), wrap=False),
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
        Column(_("verification"), wrap=False),
        Column(_("handling"), wrap=False),
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


def _place(content: Page) -> Iterator[Sentence]:
    """Where one regency stands among all."""
    if not content.summary.regencies:
        return
    row = content.summary.regencies[0]
    if row.rank is None:
        if content.summary.totals.events:
            yield Sentence(N_("A single district is not ranked among whole regencies."))
    elif not row.events:
        yield Sentence(
            N_("{name} has no event under this filter and is not ranked."), name=row.name
        )
    else:
        yield Sentence(
            N_("{name} ranks {rank} of {n} regencies and cities."),
            name=row.name,
            rank=row.rank,
            n=content.of_all,
        )


def sentences(content: Page) -> Iterator[Sentence]:
    """What is counted, what is not and why, and how the score comes about."""
    summary, totals = content.summary, content.summary.totals
    yield Sentence(
        N_("{n} report received, {events} counted as events ({open} open)."),
        N_("{n} reports received, {events} counted as events ({open} open)."),
        n=totals.reports,
        events=totals.events,
        open=totals.open,
    )
    yield from _left_out(content)
    if totals.province_wide:
        yield Sentence(
            N_(
                "{n} event is province-wide: counted in the total, the stages and the categories, in no regency."
            ),
            N_(
                "{n} events are province-wide: counted in the total, the stages and the categories, in no regency."
            ),
            n=totals.province_wide,
        )
    if content.withheld:
        yield Sentence(N_("{n} report withheld."), N_("{n} reports withheld."), n=content.withheld)
    if summary.fell_back:
        yield Sentence(N_("Nothing is open, so the ranking follows the record of what happened."))
    if not totals.events:
        yield Sentence(N_("There is no event to rank."))
        return
    yield from _silent(content)
    yield from rule(content.reference)


_REASONS = {
    "duplicate": (
        N_("Not counted: {n} report of an event told before ({ids})."),
        N_("Not counted: {n} reports of events told before ({ids})."),
    ),
    "refuted": (
        N_("Not counted: {n} refuted report ({ids})."),
        N_("Not counted: {n} refuted reports ({ids})."),
    ),
    "withdrawn": (
        N_("Not counted: {n} withdrawn report ({ids})."),
        N_("Not counted: {n} withdrawn reports ({ids})."),
    ),
}


def _left_out(content: Page) -> Iterator[Sentence]:
    totals = content.summary.totals
    for outcome, n in (
        ("duplicate", totals.duplicates),
        ("refuted", totals.refuted),
        ("withdrawn", totals.withdrawn),
    ):
        if n:
            named = content.left_out.get(outcome, ())
            ids = ", ".join(named[:MOST_NAMED]) + (", …" if n > MOST_NAMED else "")
            yield Sentence(*_REASONS[outcome], n=n, ids=ids)


def _silent(content: Page) -> Iterator[Sentence]:
    quiet = [row.name for row in content.summary.regencies if row.last_report_on is None]
    if quiet:
        yield Sentence(
            N_("No report has come from {names}: silence is not safety."), names=", ".join(quiet)
        )


def rule(reference: Reference) -> Iterator[Sentence]:
    """The counting rule and the score in words; printed with every result."""
    scale = reference.scale
    weights = ", ".join(str(level.weight) for level in scale.levels)
    yield Sentence(
        N_(
            "Counted: linked reports are one event, with the values of the earliest that is neither refuted nor withdrawn."
        )
    )
    yield Sentence(
        N_(
            "Score: weights {weights} from lowest to highest level, times how far the report is believed; scale {scale}, weights {weights_key}, credence {credence_key}."
        ),
        weights=weights,
        scale=scale.key,
        weights_key=scale.weights_key,
        credence_key=scale.credence_key,
    )
