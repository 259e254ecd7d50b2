"""A brief on a screen: its Markdown as a page, whose tables leave columns out where it is narrow."""

from textwrap import fill
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, TableDataElement, TableElement
from rich.text import Text

from pilkada_cli.render.tables import LEAST, Column, Fitted

_STAYING = 5
"""Columns of a table that always stay; of those behind them the last goes first."""


class _Table(TableElement):
    """A table that fits the screen; rich would end words in ``…``."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table as every other on a screen."""
        head = self.header.row.cells if self.header and self.header.row else []
        body = self.body.rows if self.body else []
        rows = [[_unjustified(cell) for cell in row.cells] for row in body]
        yield Fitted([_column(i, each, rows) for i, each in enumerate(head)], rows)


def _unjustified(cell: TableDataElement) -> Text:
    """The text of a cell, which its column alone puts to the right."""
    text = cell.content.copy()
    text.justify = None
    return text


def _column(i: int, head: TableDataElement, rows: list[list[Text]]) -> Column:
    """A column; the heading of one of numbers is hardly wider than they are."""
    heading, number = head.content.plain, head.justify == "right"
    if number:
        widest = max([LEAST, *(row[i].cell_len for row in rows)])
        heading = fill(heading, widest, break_long_words=False)
    return Column(heading, number=number, drop=max(0, i + 1 - _STAYING))


class Page(Markdown):
    """Markdown on a screen, where nobody reads its signs."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "table_open": _Table,
    }
