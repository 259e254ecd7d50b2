"""The ranking of the regencies as a table, and the columns it shares with the other rankings."""

from rich.text import Text

from pilkada_cli.domain.summary import (
    AthgRow,
    CategoryRow,
    DistrictRow,
    Measure,
    RankBy,
    RegencyRow,
)
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import DASH, decimal, percent, short_date, whole
from pilkada_cli.render.summary_words import Page, is_low
from pilkada_cli.render.tables import Column, Fitted, level_text, table


def regencies(content: Page) -> Fitted:
    """The regencies; the rate, its interval and that of the place where they are ranked by it."""
    summary = content.summary
    rated = summary.rank_by == RankBy.RATE and summary.unit is not None
    ranking, other = (2 if rated else 0), 8
    by_open = summary.measure == Measure.OPEN
    rows = [_row(content, row, rated=rated) for row in summary.regencies]
    columns = [
        Column("#", number=True),
        Column(_("regency or city"), least=19),
        *count_columns(),
        worst_column(content, drop=6),
        *(_rate_columns() if rated else []),
        Column(two_lines(_("open score")), number=True, drop=ranking if by_open else other),
        Column(two_lines(_("record score")), number=True, drop=other if by_open else ranking),
        Column(two_lines(_("last report")), wrap=False, drop=9),
        Column(_("silent"), number=True, drop=5),
        *(
            [Column(two_lines(_("least ready")), least=10)]
            if content.least_ready is not None
            else []
        ),
    ]
    return table(columns, rows, _ranked_by(content))


def _rate_columns() -> list[Column]:
    return [
        Column(_("rate"), number=True),
        Column("90 %", number=True, drop=4),
        Column(_("places"), number=True, drop=1),
    ]


def _row(content: Page, row: RegencyRow, *, rated: bool) -> list[str | Text]:
    return [
        place_of(row.rank if content.alone is None else None, row.events),
        row.name,
        *counts(row),
        worst_of(content, row),
        *(_rate(row, placed=content.alone is None) if rated else []),
        decimal(row.open_index),
        decimal(row.index),
        short_date(row.last_report_on),
        _silence(content, row),
        *(_least_ready(content, row)),
    ]


def _least_ready(content: Page, row: RegencyRow) -> list[str]:
    """The item of a regency that is furthest from its target; nothing where nobody asked for it."""
    if content.least_ready is None:
        return []
    worst = content.least_ready.get(row.code)
    return [f"{worst.item} {percent(worst.share)}" if worst else DASH]


def _silence(content: Page, row: RegencyRow) -> str:
    """How long nothing was heard, marked where a low place says nothing for it."""
    days = DASH if row.silent_days is None else str(Sentence(N_("{n} d"), n=row.silent_days))
    return f"{days} !" if is_low(content, row.code) else days


def _rate(row: RegencyRow, *, placed: bool) -> list[str | Text]:
    """What is not known of a regency without an event is not shown as if it were."""
    if not row.events:
        return [DASH] * 3
    return [
        decimal(row.rate, 2),
        f"{decimal(row.rate_low, 1)}{DASH}{decimal(row.rate_high, 1)}",
        f"{row.rank_low}{DASH}{row.rank_high}" if placed else DASH,
    ]


def _ranked_by(content: Page) -> str:
    summary = content.summary
    if content.alone is not None:
        return _("Regencies and cities")
    names = {
        (RankBy.RATE, Measure.OPEN): _(
            "Regencies, ranked by what is open (open score for each 100 polling stations)"
        ),
        (RankBy.RATE, Measure.RECORD): _(
            "Regencies, ranked by what happened (record score for each 100 polling stations)"
        ),
        (RankBy.INDEX, Measure.OPEN): _("Regencies, ranked by what is open (open score)"),
        (RankBy.INDEX, Measure.RECORD): _("Regencies, ranked by what happened (record score)"),
        (RankBy.COUNT, Measure.OPEN): _("Regencies, ranked by number of open events"),
        (RankBy.COUNT, Measure.RECORD): _("Regencies, ranked by number of events"),
        (RankBy.LEVEL, Measure.OPEN): _("Regencies, ranked by the worst levels of what is open"),
        (RankBy.LEVEL, Measure.RECORD): _("Regencies, ranked by the worst levels"),
    }
    return names[summary.rank_by, summary.measure]


def worst_column(content: Page, drop: int) -> Column:
    """The column of the highest level of what ranks: of open events what is left of it."""
    is_open = content.summary.measure == Measure.OPEN
    heading = _("worst open") if is_open else _("worst level")
    return Column(two_lines(heading), wrap=False, drop=drop)


def worst_of(content: Page, row: RegencyRow | CategoryRow | AthgRow | DistrictRow) -> Text:
    """The cell of it."""
    is_open = content.summary.measure == Measure.OPEN
    return level_of(content, row.open_level if is_open else row.worst_level)


def level_of(content: Page, number: int | None) -> Text:
    """A level in words, or a dash."""
    levels = {level.number: level for level in content.reference.scale.levels}
    if number is None:
        return Text(DASH)
    return level_text(number, levels[number].label.in_language(language()))


def counts(row: object, *, with_open: bool = True) -> list[str]:
    """The cells of `count_columns`."""
    names = ("events", "pg", "ag", "gn", "open") if with_open else ("events", "pg", "ag", "gn")
    return [whole(getattr(row, name)) for name in names]


def count_columns(*, with_open: bool = True) -> list[Column]:
    """How many events there are, by phase, and how many are open."""
    phases = [Column(heading, number=True, drop=7) for heading in ("PG", "AG", "GN")]
    still_open = [Column(_("open"), number=True, drop=3)] if with_open else []
    return [Column(_("events"), number=True), *phases, *still_open]


def two_lines(heading: str) -> str:
    """A heading of two words as narrow as its longer word."""
    return heading.replace(" ", "\n", 1)


def place_of(rank: int | None, events: int) -> str:
    """A place; a dash for what has no event."""
    return DASH if rank is None or not events else str(rank)
