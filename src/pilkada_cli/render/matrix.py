"""The risk matrix before and after measures, readable without colour, on screen and as Markdown."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import BinaryIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from pilkada_cli.domain.matrix import Matrix
from pilkada_cli.domain.reference import Criterion, Reference
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render import pages
from pilkada_cli.render.filter_words import only
from pilkada_cli.render.level_marks import legend, marks
from pilkada_cli.render.local import long_date, whole
from pilkada_cli.render.matrix_words import heading, lowered
from pilkada_cli.render.tables import LEVEL_STYLES, Column, safe, table

NONE = "·"
"""A cell without an event."""

GAP = "   "
"""Between the two matrices."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from; `day` is the day looked at."""

    matrix: Matrix
    reference: Reference
    place: str
    day: date

    def sides(self) -> Iterator[tuple[str, list[list[Text]]]]:
        """Both matrices: a title, and the cells with the highest likelihood first."""
        levels = marks(self.reference.scale)
        for title, field in ((_("before measures"), "before"), (_("after measures"), "after")):
            rows: dict[int, list[Text]] = {}
            for cell in self.matrix.cells:
                n = getattr(cell, field)
                style = LEVEL_STYLES[cell.level] if n else "dim"
                shown = Text(f"{whole(n) if n else NONE} {levels[cell.level]}", style)
                rows.setdefault(cell.likelihood, []).append(shown)
            yield title, [rows[number] for number in sorted(rows, reverse=True)]


def page(content: Page) -> RenderableType:
    """The matrices beside each other where they fit, and what their signs mean."""
    return pages.page(_title(content), [Grids(content), *_sentences(content)])


def document(content: Page) -> Callable[[BinaryIO], int]:
    """What writes the same as Markdown and returns the number of rows."""
    steps = [*reversed(content.reference.scale.likelihood)]
    columns = [
        Column(_("likelihood")),
        *(Column(str(i.number)) for i in content.reference.scale.impact),
    ]
    tables = [
        table(columns, [[_named(step), *row] for step, row in zip(steps, rows, strict=True)], title)
        for title, rows in content.sides()
    ]
    return pages.document(_title(content), [*tables, *_sentences(content)])


def _title(content: Page) -> Text:
    name = content.reference.election.name.in_language(language())
    when = Sentence(N_("as of {day}"), day=long_date(content.day))
    return pages.title(f"{name} · {content.place}", f"{heading(content.matrix)}, {when}")


def _sentences(content: Page) -> Iterator[Sentence | str]:
    yield lowered(content.matrix)
    yield from only(content.matrix.filters)
    yield Sentence(N_("Level: {levels}."), levels=legend(content.reference.scale))
    impact = ", ".join(map(_named, content.reference.scale.impact))
    yield Sentence(N_("Impact, to the right: {steps}."), steps=impact)


def _named(step: Criterion) -> str:
    return f"{step.number} {step.label}"


@dataclass(frozen=True, slots=True)
class Grids:
    """The two matrices with the steps of likelihood to their left, in words where there is room."""

    content: Page

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Beside each other, or below each other where the screen is narrower."""
        steps = [_named(step) for step in reversed(self.content.reference.scale.likelihood)]
        margin = 2 + max(map(cell_len, steps))
        room = options.max_width - margin
        wide, close = self._blocks(2), self._blocks(1)
        if fits := [each for each in (wide, close) if len(GAP) + 2 * _broad(each) <= room]:
            yield from _lines(["", *steps, ""], fits[0])
            return
        named = _broad(wide) <= room
        heads = steps if named else [step.split()[0] for step in steps]
        for number, block in enumerate(wide if named else close):
            if number:
                yield Text()
            yield from _lines(["", *heads, ""], [block])
        if not named:
            words = Sentence(N_("Likelihood, upwards: {steps}."), steps=", ".join(reversed(steps)))
            yield safe(str(words))

    def _blocks(self, gap: int) -> list[list[Text]]:
        """Each matrix line by line: its title, its rows, and the steps of impact."""
        last = [Text(str(step.number)) for step in self.content.reference.scale.impact]
        return [
            [Text(title, "bold"), *(_padded(row, width) for row in [*rows, last])]
            for title, rows in self.content.sides()
            for width in (gap + max(cell.cell_len for cell in chain(*rows)),)
        ]


def _broad(blocks: Sequence[Sequence[Text]]) -> int:
    return max(line.cell_len for line in chain(*blocks))


def _padded(cells: Sequence[Text], width: int) -> Text:
    line = Text()
    for cell in cells:
        line.append_text(cell).append(" " * (width - cell.cell_len))
    return line


def _lines(heads: Sequence[str], blocks: Sequence[Sequence[Text]]) -> Iterator[Text]:
    """The lines of matrices that stand beside each other, behind the steps of likelihood."""
    margin = 2 + max(map(cell_len, heads))
    for head, *parts in zip(heads, *blocks, strict=True):
        line = _padded([safe(head)], margin)
        line.append_text(_padded(parts, _broad(blocks) + len(GAP)))
        line.rstrip()
        yield line
