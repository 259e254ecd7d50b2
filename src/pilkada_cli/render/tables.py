"""Tables on the screen. User text goes in as `Text`: never markup, never terminal control."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from pilkada_cli.domain.text import visible

LEVEL_STYLES = {1: "blue", 2: "green", 3: "yellow", 4: "bold yellow", 5: "bold red"}


LEAST = 8
"""The width in characters that a column which may wrap keeps unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `least` is the width in characters that a column which may wrap keeps. With
    `cut` its text ends in ``…`` instead of going on in the next line. Where
    the screen is too narrow for all, columns with the highest `drop` go first,
    whole: half a number would be a wrong one. Columns with 0 always stay.
    """

    heading: str
    number: bool = False
    least: int = LEAST
    wrap: bool = True
    cut: bool = False
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table that closes its gaps, then leaves columns out, until it fits the screen."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Text]]
    title: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The widest form that fits."""
        kept = list(range(len(self.columns)))
        for gap in (2, 1):
            if self._width(kept, gap) <= options.max_width:
                break
        while self._width(kept, gap) > options.max_width:
            worst = max(self.columns[i].drop for i in kept)
            if worst == 0:
                break
            kept = [i for i in kept if self.columns[i].drop < worst]
        yield self._grid(self._widths(kept, gap, options.max_width), gap)

    def _width(self, kept: Sequence[int], gap: int) -> int:
        return sum(self._least(i) for i in kept) + gap * (len(kept) - 1)

    def _least(self, i: int) -> int:
        column, widest = self.columns[i], self._widest(i)
        return min(column.least, widest) if column.wrap and not column.number else widest

    def _widest(self, i: int) -> int:
        texts = [self.columns[i].heading, *(row[i].plain for row in self.rows)]
        return max(cell_len(line) for text in texts for line in text.split("\n"))

    def _widths(self, kept: Sequence[int], gap: int, most: int) -> dict[int, int]:
        """The width of each column; where they are too wide together, the widest gives way.

        Left to itself rich narrows a column below its least width, widens it
        again, and crops the words that then stand beyond the screen.
        """
        widths = {i: self._widest(i) for i in kept}
        over = sum(widths.values()) + gap * (len(kept) - 1) - most
        while over > 0 and (yielding := [i for i in kept if widths[i] > self._least(i)]):
            widths[max(yielding, key=widths.__getitem__)] -= 1
            over -= 1
        return widths

    def _grid(self, widths: Mapping[int, int], gap: int) -> Table:
        grid = Table(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, gap - 1, 0, 0),
            title=Text(self.title) if self.title else None,
            title_justify="left",
            title_style="bold",
        )
        for i, width in widths.items():
            column = self.columns[i]
            grid.add_column(
                Text(column.heading),
                justify="right" if column.number else "left",
                width=width,
                no_wrap=column.number or not column.wrap,
                overflow="fold",
            )
        for row in self.rows:
            grid.add_row(*(_cut(row[i]) if self.columns[i].cut else row[i] for i in widths))
        return grid


def _cut(text: Text) -> Text:
    text.no_wrap, text.overflow = True, "ellipsis"
    return text


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[str | Text]], title: str = ""
) -> Fitted:
    """A table without frame, numbers to the right."""
    return Fitted(columns, [[safe(cell) for cell in row] for row in rows], title)


def as_markdown(shown: Fitted) -> str:
    """A table with all its columns as Markdown, its title a heading."""
    from pilkada_cli.render.document import escaped

    head = [escaped(column.heading) for column in shown.columns]
    rulers = ["--:" if column.number else ":--" for column in shown.columns]
    cells = [[escaped(cell.plain) for cell in row] for row in shown.rows]
    lines = [f"| {' | '.join(line)} |" for line in (head, rulers, *cells)]
    return "\n".join((f"## {escaped(shown.title)}", "", *lines))


def pairs(rows: Iterable[tuple[str, str | Text]]) -> Table:
    """Names and values, one a line."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(safe(name), safe(value))
    return grid


def safe(value: str | Text, *, lines: bool = True) -> Text:
    """A text that can do nothing to a terminal."""
    return value if isinstance(value, Text) else Text(visible(value, lines=lines))


def level_text(number: int | None, label: str) -> Text:
    """A level in words; the colour repeats what the words say."""
    return Text(label, style=LEVEL_STYLES.get(number or 0, ""))
