"""Tables on the screen. User text goes in as `Text`: never markup, never terminal control."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.table import Table
from rich.text import Text

from pilkada_cli.domain.text import visible

LEVEL_STYLES = {1: "blue", 2: "green", 3: "yellow", 4: "bold yellow", 5: "bold red"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it is a number, the least width it keeps."""

    heading: str
    number: bool = False
    least: int | None = None
    wrap: bool = True


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[str | Text]], title: str = ""
) -> Table:
    """A table without frame, numbers to the right."""
    grid = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        expand=False,
        title=Text(title) if title else None,
        title_justify="left",
        title_style="bold",
    )
    for column in columns:
        grid.add_column(
            Text(column.heading),
            justify="right" if column.number else "left",
            min_width=column.least,
            no_wrap=column.number or not column.wrap,
            overflow="fold",
        )
    for row in rows:
        grid.add_row(*(safe(cell) for cell in row))
    return grid


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
