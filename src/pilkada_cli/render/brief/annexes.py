"""The annexes: the reports by id, the ids behind every number, rankings, matrices, the method."""

from collections.abc import Callable, Iterator, Sequence

from pilkada_cli.domain.brief import BriefKind
from pilkada_cli.domain.brief_lines import Listed, Matrix, Number, RegencyLine
from pilkada_cli.domain.coverage import LEAST
from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.summary import CategoryRow, StageRow
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.blocks import Block, Cell, Column, Figure, Grid, Section, Text
from pilkada_cli.render.brief.first_page import numbers
from pilkada_cli.render.brief.words import Page, day, named, phase, told
from pilkada_cli.render.local import DASH, decimal, percent, short_date, whole, word
from pilkada_cli.render.summary_words import rule

MOST_ROWS = 10

MOST_RUNS = 120
"""Runs of ids behind a number; a page is no list."""

Ranked = CategoryRow | StageRow


def annexes(page: Page) -> tuple[Section, ...]:
    """All of them, lettered."""
    whole = page.brief.kind != BriefKind.ATTENTION
    of_all = (_rankings, _regencies, _matrices) if whole else ()
    made = [part(page) for part in (_listed, _behind, *of_all, _method)]
    return tuple(
        Section(key, f"{letter}. {title}", blocks, page=letter == "A")
        for letter, (key, title, blocks) in zip("ABCDEF", made, strict=False)
    )


Part = tuple[str, str, tuple[Block, ...]]


def _listed(page: Page) -> Part:
    columns = (
        Column("id", 4), Column(_("date"), 4), Column(_("regency or city"), 5),
        Column(_("title"), 12), Column(_("phase"), 2), Column(_("level"), 4), Column(_("status"), 6),
    )  # fmt: skip
    rows = tuple(_report(page, each) for each in page.brief.listed)
    table = Grid(
        _("Reports of the period, those told of, and open ones of high level"),
        columns,
        rows,
        tuple(f"r-{each.id}" for each in page.brief.listed),
    )
    blocks: list[Block] = [table] if rows else [Text(page.nothing)]
    if page.brief.more:
        blocks.append(
            Text(
                str(
                    Sentence(
                        N_("{n} more report; -f json has all ids."),
                        N_("{n} more reports; -f json has all ids."),
                        n=page.brief.more,
                    )
                )
            )
        )
    return "listed", _("Reports by id"), tuple(blocks)


def _report(page: Page, row: Listed) -> tuple[Cell, ...]:
    return (
        Cell(row.id),
        Cell(day(row)),
        Cell(page.name(row.region)),
        Cell(told(row)),
        Cell(phase(row)),
        Cell(DASH)
        if row.verification == Verification.REFUTED
        else page.levels(row.level, row.residual_level),
        Cell(f"{word(row.verification)}, {word(row.handling)}"),
    )


def _behind(page: Page) -> Part:
    columns = (Column(_("what"), 6), Column(_("count"), 3, number=True), Column(_("ids"), 14))
    tables = (
        Grid(
            block.caption,
            columns,
            tuple((Cell(each.label), Cell(each.value), Cell(_all_ids(page, each))) for each in block.figures),
            tuple(f"n-{each.key}" for each in block.figures),
        )
        for block in numbers(page)
    )  # fmt: skip
    return "behind", _("The ids behind the numbers"), tuple(tables)


def _all_ids(page: Page, figure: Figure) -> str:
    number: Number = getattr(page.brief.numbers, figure.key)
    return named(number.ids, MOST_RUNS) or DASH


def _rankings(page: Page) -> Part:
    heads = (Column("PG", 3, number=True), Column("AG", 3, number=True), Column("GN", 3, number=True),
             Column(_("open"), 4, number=True), Column(_("worst level"), 6), Column(_("record score"), 5, number=True))  # fmt: skip
    tables = []
    ranked: tuple[tuple[str, str, Sequence[Ranked], Callable[[str], str]], ...] = (
        (_("Categories, by record score"), _("category"), page.brief.categories, page.category),
        (_("Stages, by record score"), _("stage"), page.brief.stages, page.stage),
    )
    for title, head, rows, name in ranked:
        first = sorted(rows, key=lambda row: (-row.index, row.key))[:MOST_ROWS]
        cells = tuple(
            (
                Cell(name(row.key)),
                *(Cell(whole(n)) for n in (row.pg, row.ag, row.gn, row.open)),
                page.level(row.worst_level),
                Cell(decimal(row.index)),
            )
            for row in first
        )
        if cells:
            tables.append(Grid(title, (Column(head, 14), *heads), cells))
    drawn = page.picture("stages") if tables else ()
    return "rankings", _("Categories and stages"), (*tables, *drawn) or (Text(_("Nil.")),)


def _regencies(page: Page) -> Part:
    columns = (
        Column(_("regency or city"), 6), Column(_("score per 100"), 3, number=True),
        Column("90 %", 4, number=True), Column(_("places"), 3, number=True),
        Column(_("coverage"), 3, number=True), Column(_("last report"), 4), Column(_("open"), 6),
    )  # fmt: skip
    rows = tuple(
        _regency(row, shown=bool(row.open) or page.brief.fell_back) for row in page.brief.regencies
    )
    return "intervals", _("How sure the scores are"), (
        *page.picture("intervals"), Grid(_("Scores with the range in which they lie with 90 % certainty"), columns, rows),
    )  # fmt: skip


def _regency(row: RegencyLine, *, shown: bool) -> tuple[Cell, ...]:
    """The scores of a regency; not `shown` where nothing is open in it, and something elsewhere."""
    between, places = DASH, DASH
    if shown and row.rate_low is not None:
        between = f"{decimal(row.rate_low)}–{decimal(row.rate_high)}"
    if shown and row.rank_low is not None:
        places = f"{row.rank_low}–{row.rank_high}"
    return (
        Cell(row.name), Cell(decimal(row.rate if shown else None, 2)), Cell(between), Cell(places),
        Cell(percent(row.coverage)), Cell(short_date(row.last_report_on)), Cell(named(row.ids, 4) or DASH),
    )  # fmt: skip


def _matrices(page: Page) -> Part:
    brief = page.brief
    tables: tuple[Block, ...] = (_matrix(_("Open events before measures"), brief.matrix),)
    if brief.matrix_after != brief.matrix:
        tables = (*tables, _matrix(_("Open events after measures"), brief.matrix_after))
    else:
        tables = (
            *tables,
            Text(_("After measures the same: of no open event one is done that lowers its risk.")),
        )
    return "matrix", _("Risk matrix"), (*page.picture("matrix"), *tables)


def _matrix(title: str, matrix: Matrix) -> Grid:
    columns = (
        Column(_("likelihood"), 4),
        *(Column(str(Sentence(N_("impact {n}"), n=n)), 3, number=True) for n in range(1, 6)),
    )
    rows = tuple(
        (Cell(str(likelihood)), *(Cell(whole(n) if n else DASH) for n in matrix[likelihood - 1]))
        for likelihood in range(5, 0, -1)
    )
    return Grid(title, columns, rows)


def _method(page: Page) -> Part:
    return (
        "method",
        _("How it was counted"),
        tuple(Text(str(each), "note") for each in _methods(page)),
    )


def _methods(page: Page) -> Iterator[Sentence | str]:
    yield from rule(page.reference)
    yield Sentence(
        N_("The sentence on the situation follows a rule: safe without an open event that is more than potential or of level {level} or higher after measures, without a report that is owed and without anything recorded that is past its day; needs attention where one that is more than potential is open at the highest level; not assessed where less than {least} of the regencies and cities that owe reports sent any."),
        level=page.level(4).text,
        least=percent(LEAST),
    )  # fmt: skip
    yield _(
        "What needs a decision is chosen by rule, each event once: first one of each kind (grave events that nobody handles, actions past their day, reports that are owed, other grave events, items that had to be ready), then the others in this order."
    )
    yield Sentence(
        N_(
            "No report and no action in it was known later than {when}; reference data, such as the numbers of polling stations, are those of this program."
        ),
        when=page.short_moment(page.brief.period.until),
    )
