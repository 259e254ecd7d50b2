"""Tables on the screen. User text goes in as `Text`: never markup, never terminal control."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from pilkada_cli.domain.text import visible
from pilkada_cli.i18n import N_, Sentence, _

LEVEL_STYLES = {1: "blue", 2: "green", 3: "yellow", 4: "bold yellow", 5: "bold red"}


_MOST_NAMED = 10
"""Columns without room that are named."""

LEAST = 8
"""The width in characters that a column which may wrap keeps unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `least` is the width in characters that a column which may wrap keeps where it can, and no
    word of it is broken, unless it is of long names that are `parted`: these go on in the next
    line behind a hyphen. With `cut` its text ends in ``…`` instead of going on in the next
    line. Where the screen is too narrow for all, columns with the highest `drop` go first,
    whole: half a number would be a wrong one. Columns with 0 always stay. `named` is what one
    that went is called, its heading unless said.
    """

    heading: str
    number: bool = False
    least: int = LEAST
    wrap: bool = True
    cut: bool = False
    parted: bool = False
    drop: int = 0
    named: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table that closes its gaps, then leaves columns out, until it fits the screen.

    What is left out is named below it. Where even the columns that stay do not fit, the
    rows stand below one another, a column a line.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Text]]
    title: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The widest form that fits."""
        kept = list(range(len(self.columns)))
        for narrow in (False, True):
            least = {i: self._least(i, narrow=narrow) for i in kept}
            gap = self._gap(least, options.max_width)
            while _width(least, kept, gap) > options.max_width:
                worst = max(self.columns[i].drop for i in kept)
                if worst == 0:
                    break
                kept = [i for i in kept if self.columns[i].drop < worst]
            else:
                if self.title:
                    yield Text(self.title, style="bold")
                yield self._grid(self._widths(least, kept, gap, options.max_width), gap)
                yield from self._left_out(kept)
                return
        yield from self._records(kept, options)
        yield from self._left_out(kept)

    def _left_out(self, kept: Sequence[int]) -> Iterator[Text]:
        """The headings of the columns that have no room, in their order."""
        headings = (
            c.heading.replace("\n", " ") for i, c in enumerate(self.columns) if i not in kept
        )
        names = [*filter(None, headings)]
        if (more := len(names) - _MOST_NAMED) > 0:
            names[_MOST_NAMED:] = [_("{n} more").format(n=more)]
        if names:
            sentence = Sentence(
                N_("No room for {names}: a wider screen shows it."), names=", ".join(names)
            )
            yield Text(str(sentence), style="dim")

    def _gap(self, least: Mapping[int, int], most: int) -> int:
        """Two characters between columns, one where that lets every text, or else every column, fit."""
        widest = {i: self._widest(i) for i in least}
        for widths in (widest, least):
            for gap in (2, 1):
                if _width(widths, [*widths], gap) <= most:
                    return gap
        return 1

    def _least(self, i: int, *, narrow: bool) -> int:
        """How narrow a column can be that breaks no word; `narrow` says that this alone counts."""
        column, widest = self.columns[i], self._widest(i)
        if column.number or not column.wrap:
            return widest
        wanted = min(column.least, widest)
        if column.cut:
            return wanted
        parts = _PIECE if column.parted else _WORD
        words = (word for text in self._texts(i) for word in parts.findall(text))
        return max(0 if narrow else wanted, 0, *map(cell_len, words))

    def _texts(self, i: int) -> list[str]:
        return [self.columns[i].heading, *(row[i].plain for row in self.rows)]

    def _widest(self, i: int) -> int:
        return max(cell_len(line) for text in self._texts(i) for line in text.split("\n"))

    def _widths(
        self, least: Mapping[int, int], kept: Sequence[int], gap: int, most: int
    ) -> dict[int, int]:
        """The width of each column; where they are too wide together, the widest gives way.

        Left to itself rich narrows a column below its least width, widens it
        again, and crops the words that then stand beyond the screen.
        """
        widths = {i: self._widest(i) for i in kept}
        over = sum(widths.values()) + gap * (len(kept) - 1) - most
        while over > 0 and (yielding := [i for i in kept if widths[i] > least[i]]):
            widths[max(yielding, key=widths.__getitem__)] -= 1
            over -= 1
        return widths

    def _grid(self, widths: Mapping[int, int], gap: int) -> Table:
        grid = Table(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, gap - 1, 0, 0),
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
            grid.add_row(*(_within(row[i], self.columns[i], width) for i, width in widths.items()))
        return grid

    def _records(self, kept: Sequence[int], options: ConsoleOptions) -> Iterator[RenderableType]:
        """Each row as lines of a heading and its value, under a rule; what is empty is left out."""
        if self.title:
            yield Text(self.title, style="bold")
        for row in self.rows:
            yield Text(("-" if options.ascii_only else "─") * options.max_width)
            lines = [line for i in kept for line in _lines(self.columns[i].heading, row[i])]
            yield Pairs([(Text(name), value) for name, value in lines if value.plain])


def _lines(heading: str, cell: Text) -> list[tuple[str, Text]]:
    """A heading with its value; where both have as many lines, line by line."""
    names, values = heading.split("\n"), list(cell.split("\n"))
    if len(names) == len(values):
        return list(zip(names, values, strict=True))
    return [(" ".join(names), cell)]


_WORD = re.compile(r"\S+")
_PIECE = re.compile(r"[^\s/-]*[/-]+|[^\s/-]+")
"""Part of a name, up to where it may go on in the next line."""


def _width(least: Mapping[int, int], kept: Sequence[int], gap: int) -> int:
    return sum(least[i] for i in kept) + gap * (len(kept) - 1)


def _within(text: Text, column: Column, width: int) -> Text:
    if column.cut:
        return _cut(text)
    return _parted(text, width) if column.parted else text


def _parted(text: Text, width: int) -> Text:
    """A text whose words that are too long for a line go on behind a hyphen or a stroke."""
    cuts = []
    for word in _WORD.finditer(text.plain):
        if cell_len(word[0]) <= width:
            continue
        begun = word.start()
        for piece in _PIECE.finditer(text.plain, word.start(), word.end()):
            if begun < piece.start() and cell_len(text.plain[begun : piece.end()]) > width:
                begun = piece.start()
                cuts.append(begun)
    return Text("\n").join(text.divide(cuts)) if cuts else text


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
    from pilkada_cli.render.commonmark import escaped

    head = [escaped(column.heading) for column in shown.columns]
    rulers = ["--:" if column.number else ":--" for column in shown.columns]
    cells = [[escaped(cell.plain) for cell in row] for row in shown.rows]
    lines = [f"| {' | '.join(line)} |" for line in (head, rulers, *cells)]
    return "\n".join((f"## {escaped(shown.title)}", "", *lines))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, one a line; values go on beside one another."""

    rows: Sequence[tuple[Text, Text]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As two columns."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        names = max((cell_len(name.plain) for name, _ in self.rows), default=0)
        for name, value in self.rows:
            grid.add_row(name, _parted(value, max(options.max_width - names - 2, 1)))
        yield grid


def pairs(rows: Iterable[tuple[str, str | Text]]) -> Pairs:
    """Names and values, one a line."""
    return Pairs([(safe(name), safe(value)) for name, value in rows])


def safe(value: str | Text, *, lines: bool = True) -> Text:
    """A text that can do nothing to a terminal."""
    return value if isinstance(value, Text) else Text(visible(value, lines=lines))


MOST_IN_LIST = 100
"""Characters of a title that a list shows; the report's own page has all of it."""


def brief(title: str) -> Text:
    """A title for a list: one that is longer than `MOST_IN_LIST` ends in ``…`` after a word."""
    line = safe(title, lines=False)
    if len(line.plain) > MOST_IN_LIST:
        kept = line.plain[:MOST_IN_LIST]
        words, _blank, _begun = kept.rpartition(" ")
        line = Text(f"{(words or kept).rstrip(' ,;:')}…")
    return line


def level_text(number: int | None, label: str) -> Text:
    """A level in words; the colour repeats what the words say."""
    return Text(label, style=LEVEL_STYLES.get(number or 0, ""))
