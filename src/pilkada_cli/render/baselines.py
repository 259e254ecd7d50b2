"""What others published, as a list and beside our own ranking, on screen and as Markdown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from rich.console import RenderableType
from rich.text import Text

from pilkada_cli.domain.baseline_table import Beside, Comparison
from pilkada_cli.domain.baselines import Baseline
from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render import pages
from pilkada_cli.render.local import DASH, decimal, long_date, short_date, whole
from pilkada_cli.render.reports import level_name
from pilkada_cli.render.tables import Column, Fitted, level_text, table


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from."""

    comparison: Comparison
    reference: Reference


def listed(baselines: Sequence[Baseline]) -> RenderableType:
    """The publications, one a row."""
    columns = [
        Column(_("key"), least=16),
        Column(_("title"), least=24),
        Column(_("published by"), least=14),
        Column(_("on"), wrap=False, drop=1),
        Column(_("regions"), number=True, drop=2),
    ]
    return table(
        columns,
        [
            [
                each.key,
                each.title.in_language(language()),
                each.publisher,
                short_date(each.published_on),
                whole(len(each.regions)),
            ]
            for each in baselines
        ],
    )


def page(content: Page) -> RenderableType:
    """The whole page: title, table, source, and that none of it counts in our ranking."""
    return pages.page(_title(content), _parts(content))


def document(content: Page) -> Callable[[BinaryIO], int]:
    """What writes the same as Markdown and returns the number of rows."""
    return pages.document(_title(content), _parts(content))


def _title(content: Page) -> Text:
    baseline = content.comparison.baseline
    published = baseline.publisher
    if baseline.published_on is not None:
        published += f" · {long_date(baseline.published_on)}"
    return pages.title(baseline.title.in_language(language()), published)


def _parts(content: Page) -> Iterator[Fitted | Sentence | str]:
    comparison = content.comparison
    yield _table(content)
    yield Sentence(
        N_("Ours and theirs stand side by side. What was published enters no score, rank or level of this register.")
    )  # fmt: skip
    if comparison.as_of is None:
        yield Sentence(N_("There is no register here, so only what was published is shown."))
    elif not comparison.may_rank:
        yield Sentence(
            N_("This register holds too little of what others reported to rank regencies and cities.")
        )  # fmt: skip
    if missing := sum(row.value is None and row.published_class is None for row in comparison.rows):
        yield Sentence(
            N_("{dash} stands for not found in {n} region, not for low."),
            N_("{dash} stands for not found in {n} regions, not for low."),
            dash=DASH,
            n=missing,
        )
    if comparison.baseline.note is not None:
        yield comparison.baseline.note.in_language(language())
    yield Sentence(N_("Source: {source}"), source=comparison.baseline.source)


def _table(content: Page) -> Fitted:
    indicators = content.comparison.baseline.indicators
    several = len(indicators) > 1
    columns = [
        Column(_("region"), least=16),
        *([Column(_("indicator"), least=20)] if several else []),
        Column(_("published"), number=True),
        Column(_("class"), wrap=False),
        Column(_("our rank"), number=True),
        Column(_("our open score"), number=True),
        Column(_("our worst level"), wrap=False, drop=1),
    ]
    rows: list[list[str | Text]] = [
        [
            row.name,
            *([indicators[row.indicator].in_language(language())] if several else []),
            _number(row),
            _class(content, row),
            whole(row.rank if content.comparison.may_rank else None),
            decimal(row.open_index),
            _level(content, row),
        ]
        for row in content.comparison.rows
    ]
    heading = "" if several else next(iter(indicators.values())).in_language(language())
    return table(columns, rows, heading)


def _number(row: Beside) -> str:
    if isinstance(row.value, float):
        return decimal(row.value, 2)
    return whole(row.value)


def _class(content: Page, row: Beside) -> str:
    if row.published_class is None:
        return DASH
    classes = content.comparison.baseline.classes
    return classes[row.published_class].in_language(language())


def _level(content: Page, row: Beside) -> Text:
    if row.worst_level is None:
        return Text(DASH)
    return level_text(row.worst_level, level_name(content.reference, row.worst_level))
