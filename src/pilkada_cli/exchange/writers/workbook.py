"""Rows as an Excel workbook: typed cells, and no text that Excel would run, link or reckon with."""

import shutil
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from pilkada_cli.exchange.writers import local_cells, workbook_cells
from pilkada_cli.exchange.writers.table import Kind, Row, Rows, Table
from pilkada_cli.i18n import N_, Sentence

MAX_TEXT = 32_767
"""UTF-16 units that a cell holds."""

MAX_ROWS = 1_048_575
"""Rows that a sheet holds under its header."""

_OPTIONS: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_zip64": True,
}
_HEAD = {"bold": True, "bg_color": "#D9D9D9", "bottom": 1}
_FILLS = {
    "blue": "#BDD7EE",
    "green": "#C6EFCE",
    "yellow": "#FFEB9C",
    "orange": "#F8CBAD",
    "red": "#FF9999",
}


def write_workbook(
    file: BinaryIO, table: Table, rows: Rows, *, rows_per_sheet: int = MAX_ROWS
) -> int:
    """Write rows and return how many there were.

    What does not fit a sheet goes on another, called as the first with a number.
    A text that is too long for a cell is cut. Both are said.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

    # Half-made sheets lie in here, and go whatever happens. The whole workbook does too,
    # so that it is the same for a destination that can go back and one that cannot.
    with TemporaryDirectory(prefix="pilkada-") as folder:
        path = Path(folder, "workbook.xlsx")
        book = Workbook(path, {**_OPTIONS, "tmpdir": folder})
        made = table.at.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": table.title, "category": table.mark, "created": made})
        try:
            sheets = _Sheets(book, table, rows_per_sheet)
            for row in rows:
                sheets.write(row)
            sheets.finish()
            book.close()
        except FileCreateError as error:
            cause = error.args[0]
            raise (cause if isinstance(cause, OSError) else OSError(str(cause))) from error
        finally:
            # XlsxWriter closes these only after a success; Windows keeps what is open.
            for sheet in book.worksheets():
                sheet._opt_close()
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, file)
    return sheets.written


class _Sheets:
    """The sheets of a workbook, filled one after the other."""

    def __init__(self, book: Any, table: Table, most: int) -> None:
        columns = local_cells.with_district_names(table, workbook_cells.cells(table))
        self._book, self._table, self._most = book, table, most
        self._columns = [column for column, _, _ in columns]
        self._cells = [(place, number, cell) for place, (_, number, cell) in enumerate(columns)]
        self._head = book.add_format(_HEAD)
        self._run = book.add_format({})
        self._formats = {
            kind: book.add_format({"num_format": workbook_cells.format_of(kind)}) for kind in Kind
        }
        self._fills = {
            level: book.add_format({"bg_color": _FILLS[colour]})
            for level, colour in table.colours.items()
        }
        self.written = 0
        self._number = 0
        self._begin()

    def write(self, row: Row) -> None:
        """Add a row, on a further sheet where this one is full."""
        if self._filled == self._most:
            self._end()
            self._begin()
        self._filled += 1
        self.written += 1
        for place, number, cell in self._cells:
            if (value := row[number]) is not None:
                self._put(place, cell(value))

    def finish(self) -> None:
        """Close the last sheet, and say that there are several."""
        self._end()
        if self._number > 1:
            self._table.say(
                Sentence(
                    N_("a sheet holds {most} rows, so the workbook has {n} sheets"),
                    most=self._most,
                    n=self._number,
                )
            )

    def _begin(self) -> None:
        self._number += 1
        self._filled = 0
        title = self._table.title
        self._sheet = self._book.add_worksheet(
            f"{title} {self._number}" if self._number > 1 else title
        )
        if self._table.mark:
            self._sheet.set_header(f'&C&"-,Bold"{self._table.mark}')
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            width = max(workbook_cells.WIDTHS.get(column.kind, 0), len(column.head) + 4)
            self._sheet.set_column(place, place, width, self._formats[column.kind])
            self._sheet.write_string(0, place, column.head, self._head)

    def _end(self) -> None:
        """What stands about the rows of a sheet, whose number is now known."""
        last = len(self._columns) - 1
        self._sheet.autofilter(0, 0, self._filled, last)
        if not self._filled:
            return
        self._sheet.ignore_errors({"number_stored_as_text": _range(1, 0, self._filled, last)})
        for place, column in enumerate(self._columns):
            if column.kind is Kind.LEVEL:
                for level, fill in self._fills.items():
                    rule = {"type": "cell", "criteria": "==", "value": level, "format": fill}
                    self._sheet.conditional_format(1, place, self._filled, place, rule)

    def _put(self, place: int, made: object) -> None:
        """One cell; its format is that of its column."""
        if isinstance(made, str):
            self._put_text(place, made)
        elif isinstance(made, bool):
            self._sheet.write_boolean(self._filled, place, made)
        elif isinstance(made, int | float):
            self._sheet.write_number(self._filled, place, made)
        elif made is not None:
            self._put_text(place, str(made))

    def _put_text(self, place: int, text: str) -> None:
        # A character is at most two units, so most texts need no measuring.
        if len(text) > MAX_TEXT // 2:
            text = self._cut(place, text)
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a text for XML of its own and writes it unescaped.
            self._sheet.write_rich_string(
                self._filled, place, text[:1], self._run, text[1:], self._formats[Kind.TEXT]
            )
        elif text:
            self._sheet.write_string(self._filled, place, text)

    def _cut(self, place: int, text: str) -> str:
        units = text.encode("utf-16-le")
        if len(units) <= 2 * MAX_TEXT:
            return text
        self._table.say(
            Sentence(
                N_("sheet {sheet}, cell {cell}: only {most} of {length} characters fit"),
                sheet=self._sheet.get_name(),
                cell=_cell(self._filled, place),
                most=MAX_TEXT,
                length=len(units) // 2,
            )
        )
        # Half of a character that takes two units is left out.
        return units[: 2 * MAX_TEXT].decode("utf-16-le", errors="ignore")


def _cell(row: int, place: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

    return str(xl_rowcol_to_cell(row, place))


def _range(*corners: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(*corners))
