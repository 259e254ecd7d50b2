"""A workbook to be filled in: headed columns with lists to choose from, and pages to read beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

LISTS = "_lists"
"""The hidden sheet that holds what can be chosen."""

ROWS = 1000
"""Rows that have their lists; more can be written below without them."""

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LONGEST_NOTE = 255
"""Characters that Excel shows beside a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in characters, what may be chosen, and what it means."""

    header: str
    width: int
    choices: Sequence[str] = ()
    note: str = ""
    number_format: str = "@"


@dataclass(frozen=True, slots=True)
class Form:
    """Sheets to be filled in by their name, and pages of lines that are only read.

    `heading` stands above the columns of each sheet, if there is one.
    """

    sheets: Mapping[str, Sequence[Column]]
    pages: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    heading: str = ""


def write_form(file: BinaryIO, form: Form) -> int:
    """Write the workbook, and return the number of sheets to be filled in.

    The lists to choose from stand on a hidden sheet, since a cell can hold few of them.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    with TemporaryDirectory(prefix="pilkada-") as folder:
        path = Path(folder, "form.xlsx")
        book = Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": _CREATED})
        lists = _Lists(book)
        head = book.add_format({"bold": True, "bg_color": "#D9D9D9", "bottom": 1})
        for name, columns in form.sheets.items():
            sheet = book.add_worksheet(name)
            if form.heading:
                sheet.write_string(0, 0, form.heading, book.add_format({"bold": True}))
            _write_columns(book, sheet, columns, head, lists, int(bool(form.heading)))
        for name, lines in form.pages.items():
            _write_page(book, book.add_worksheet(name), lines)
        lists.finish()
        book.close()
        file.write(path.read_bytes())
    return len(form.sheets)


class _Lists:
    """The hidden sheet: one column for each list, added after the sheets that people see."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._lists: list[Sequence[str]] = []

    def source(self, choices: Sequence[str]) -> str:
        """The range that a list will stand in."""
        self._lists.append(choices)
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

        column = xl_col_to_name(len(self._lists) - 1)
        return f"={LISTS}!${column}$1:${column}${len(choices)}"

    def finish(self) -> None:
        """Write the sheet."""
        sheet = self._book.add_worksheet(LISTS)
        for at, choices in enumerate(self._lists):
            sheet.write_column(0, at, choices)
        sheet.hide()


def _write_columns(
    book: Any, sheet: Any, columns: Sequence[Column], head: Any, lists: _Lists, top: int
) -> None:
    """The header in row `top`, and what may stand below it."""
    sheet.freeze_panes(top + 1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(
            at, at, column.width, book.add_format({"num_format": column.number_format})
        )
        sheet.write_string(top, at, column.header, head)
        if column.note:
            sheet.write_comment(top, at, column.note)
        if not column.choices:
            continue
        sheet.data_validation(
            top + 1, at, top + ROWS, at,
            {
                "validate": "list", "source": lists.source(column.choices),
                "input_title": column.header[:32], "input_message": column.note[:_LONGEST_NOTE],
                "error_type": "warning",
            },
        )  # fmt: skip


def _write_page(book: Any, sheet: Any, lines: Sequence[Sequence[str]]) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 30, wrapped)
    sheet.set_column(1, 1, 90, wrapped)
    for row, cells in enumerate(lines):
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell)
