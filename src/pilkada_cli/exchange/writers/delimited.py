"""Rows as CSV, for machines and for a spreadsheet in Indonesian settings."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable
from typing import BinaryIO

from pilkada_cli.domain.fields import LIST_SEPARATOR
from pilkada_cli.exchange.writers import local_cells
from pilkada_cli.exchange.writers.guard import guard
from pilkada_cli.exchange.writers.table import Kind, Row, Rows, Table, batches


def write_machine(file: BinaryIO, table: Table, rows: Rows) -> int:
    """Write rows after RFC 4180 in UTF-8, and return how many there were.

    Texts, days and instants are as the register holds them. None is an empty
    cell, a list is joined with ``;``, a truth is true or false.
    """
    changed = [
        (number, _MACHINE[column.kind])
        for number, column in enumerate(table.columns)
        if column.kind in _MACHINE
    ]

    def prepared(row: Row) -> Row:
        cells = list(row)
        for number, cell in changed:
            cells[number] = cell(cells[number])
        return cells

    return _write(file, ",", table.names, rows, prepared if changed else None)


def _joined(value: object) -> object:
    """A text is a list that was joined before."""
    return LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else value


def _any(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _joined(value)


# What `csv` does not write as it is meant; everything else goes by untouched.
_MACHINE: dict[Kind, Callable[[object], object]] = {
    Kind.CODES: _joined,
    Kind.LINES: _joined,
    Kind.TRUTH: _any,
    Kind.ANY: _any,
}


def write_excel_id(file: BinaryIO, table: Table, rows: Rows) -> int:
    """Write rows for a spreadsheet in Indonesian settings, and return how many there were.

    UTF-8 with a mark, ``;`` between cells, decimal commas, local days and times,
    codes without points. What a spreadsheet would run stands behind an apostrophe.
    """
    columns = local_cells.with_district_names(table, local_cells.cells(table))
    file.write(codecs.BOM_UTF8)
    return _write(
        file,
        ";",
        [column.head for column, _, _ in columns],
        rows,
        lambda row: [_safe(row[number], cell) for _, number, cell in columns],
    )


def _safe(value: object, cell: local_cells.Cell) -> object:
    """A number stays one, minus sign and all; every other value is a text to be guarded."""
    if value is None:
        return None
    made = cell(value)
    return guard(made) if isinstance(made, str) and not isinstance(value, int | float) else made


def _write(
    file: BinaryIO,
    delimiter: str,
    names: Iterable[str],
    rows: Rows,
    prepared: Callable[[Row], Row] | None,
) -> int:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(names)
    written = 0
    try:
        for batch in batches(rows):
            writer.writerows(map(prepared, batch) if prepared else batch)
            written += len(batch)
    finally:
        # The file is the caller's: it must not be closed with the wrapper.
        text.detach()
    return written
