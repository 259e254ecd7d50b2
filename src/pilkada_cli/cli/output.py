"""All of stdout: data for people as tables, for programs as CSV and JSON.

Into a file data goes whole or not at all. On a terminal nothing in it is live,
whatever the format.
"""

import io
import os
import stat
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pilkada_cli.domain.text import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PAGE_WIDTH = 100

Write = Callable[[BinaryIO], int]


def send(write: Write, path: Path | None) -> None:
    """Write bytes to a file, or to stdout."""
    if path is not None:
        from pilkada_cli.exchange.files import whole_file

        with whole_file(path) as file:
            write(file)
        return
    if sys.stdout.isatty():
        buffer = io.BytesIO()
        write(buffer)
        text = buffer.getvalue().decode("utf-8").replace("\r\n", "\n")
        _print(visible(text, lines=True))
        return
    sys.stdout.flush()
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()


def send_rows(
    chosen: str, rows: list[dict[str, object]], path: Path | None, columns: Sequence[str] = ()
) -> None:
    """Write rows as csv or json; the columns are those of the first row unless named."""
    from pilkada_cli.exchange.writers import writer
    from pilkada_cli.exchange.writers.table import Table, of_names, tuples

    names = columns or (list(rows[0]) if rows else [])
    table = Table("", of_names(names))
    send(lambda file: writer(chosen)(file, table, tuples(names, rows)), path)


def send_document(document: object, path: Path | None) -> None:
    """Write one JSON document."""
    from pilkada_cli.exchange.writers.json_rows import write_document

    send(lambda file: write_document(file, document), path)


def line(text: str) -> None:
    """One line of data."""
    _print(visible(text, lines=True) + "\n")


def page(text: str) -> None:
    """A page of plain text; through the user's pager where it is longer than the terminal."""
    from shutil import get_terminal_size

    from pilkada_cli.cli import paging

    shown = visible(text, lines=True) + "\n"
    rows = get_terminal_size().lines
    pager = paging.command() if paging.has_screen() and shown.count("\n") >= rows else []
    if not (pager and paging.show(shown, pager)):
        _print(shown)


def show(renderable: "RenderableType", path: Path | None, *, colour: bool) -> None:
    """Draw a table or a page, as wide as the terminal, also through a pipe, or 100 columns elsewhere.

    On a terminal a page that is longer than the screen goes through the user's pager.
    """
    from rich.console import Console

    if path is None and sys.stdout.isatty():
        _tolerate_narrow_encodings()
        console = Console(no_color=not colour, **_PLAIN)
        if not _paged(console, renderable):
            console.print(renderable)
        return
    encoding = "utf-8" if path is not None else sys.stdout.encoding
    kept = path is not None or _goes_into_file()
    text = _drawn(renderable, encoding, _width(None if kept else screen_width()))
    if path is None:
        _print(text)
        return
    from pilkada_cli.exchange.files import whole_file

    with whole_file(path) as file:
        file.write(text.encode())


def can_show(characters: str, path: Path | None) -> bool:
    """Whether these characters can be written where a page goes."""
    try:
        characters.encode("utf-8" if path is not None else sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _paged(console: "Console", renderable: "RenderableType") -> bool:
    """Whether a pager has shown the page."""
    from pilkada_cli.cli import paging

    pager = paging.command() if paging.has_screen() else []
    if not pager:
        return False
    with console.capture() as captured:
        console.print(renderable)
    text = captured.get()
    return text.count("\n") >= console.height and paging.show(text, pager)


def _drawn(renderable: "RenderableType", encoding: str | None, width: int) -> str:
    """The page as text, in characters that `encoding` has: rich draws ASCII lines where it must."""
    from rich.console import Console

    data = io.BytesIO()
    name = encoding or "utf-8"
    paper = io.TextIOWrapper(data, encoding=name, errors="backslashreplace", newline="")
    Console(file=paper, width=width, color_system=None, **_PLAIN).print(renderable)
    paper.flush()
    lines = data.getvalue().decode(name).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


_PLAIN: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False}


LEAST_WIDTH = 40


def _width(screen: int | None) -> int:
    """COLUMNS, else the width of the screen that the page is read on, else that of a page."""
    with suppress(ValueError, KeyError):
        return max(LEAST_WIDTH, int(os.environ["COLUMNS"]))
    return screen or PAGE_WIDTH


def _goes_into_file() -> bool:
    """Whether stdout is a file; what goes into a pipe is read by ``more`` on the same screen."""
    with suppress(OSError):
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    return False


def screen_width() -> int | None:
    """The columns of the terminal that the user sits at; None where there is none."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            if stream.isatty() and (found := os.get_terminal_size(stream.fileno()).columns):
                return max(LEAST_WIDTH, found)
    return None


def _tolerate_narrow_encodings() -> None:
    """A console in cp1252 shows an escape where it lacks a character, and does not fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _print(text: str) -> None:
    _tolerate_narrow_encodings()
    sys.stdout.write(text)
    sys.stdout.flush()
