"""Rows as a table in Markdown: local days and times, and no text that acts as markup."""

import re
from collections.abc import Iterable
from typing import BinaryIO

from pilkada_cli.domain.text import visible
from pilkada_cli.exchange.writers import local_cells
from pilkada_cli.exchange.writers.table import Kind, Rows, Table, batches

_NUMBERS = (Kind.WHOLE, Kind.DECIMAL, Kind.LEVEL)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>", "\t": " "})
# What CommonMark 0.31, GitHub or pandoc reads as markup within a cell, and what would
# make a link of a bare address.
_LIVE = re.compile(r"[\\`*_{}\[\]#|~^$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


# Codes as official papers write them, with points: no spreadsheet reads this.
_OFFICIAL: dict[Kind, local_cells.Cell] = {
    Kind.CODE: local_cells.same,
    Kind.CODES: local_cells.joined,
}


def write_markdown(file: BinaryIO, table: Table, rows: Rows) -> int:
    """Write rows as a table as GitHub reads it, and return how many there were."""
    cells = [
        _OFFICIAL.get(column.kind, cell)
        for column, cell in zip(table.columns, local_cells.cells(table), strict=True)
    ]
    rulers = ("--:" if column.kind in _NUMBERS else ":--" for column in table.columns)
    file.write(f"{_line(map(escaped, table.names))}{_line(rulers)}".encode())
    written = 0
    for batch in batches(rows):
        lines = "".join(
            _line(
                "" if value is None else escaped(str(cell(value)))
                for cell, value in zip(cells, row, strict=True)
            )
            for row in batch
        )
        file.write(lines.encode())
        written += len(batch)
    return written


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def escaped(text: str) -> str:
    """`text` as one cell that Markdown shows as it is, line breaks as ``<br>``."""
    return _LIVE.sub(r"\\\g<0>", visible(text, lines=True)).translate(_ENTITIES)
