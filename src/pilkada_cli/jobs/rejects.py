"""The rows that an import did not take, as a sheet that can be mended and imported again."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path

from pilkada_cli.exchange.files import whole_file
from pilkada_cli.exchange.sheets.rows import Cell, shown
from pilkada_cli.exchange.writers.guard import guard
from pilkada_cli.i18n import N_, _, figures, language
from pilkada_cli.jobs.sheet_plan import Rejected

_NUMBER = re.compile(r"[-+–—]?[\d.,\s]*")

REASON = N_("why it was not taken")
"""The column behind those of the sheet."""

Name = tuple[str, int]
"""What a column is for, its field or header, and which of several for it in a sheet it is."""


def write_rejected(path: Path, rejected: Sequence[Rejected]) -> None:
    """Write rows with the reasons, as a spreadsheet of the language opens them.

    Columns of several sheets that are for the same stand together.
    """
    headers: dict[Name, str] = {}
    for row in rejected:
        for name, header in zip(_names(row), row.header, strict=True):
            headers.setdefault(name, header)
    with whole_file(path) as file:
        file.write(codecs.BOM_UTF8)
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.writer(text, delimiter=";" if language() == "id" else ",")
        writer.writerow([*headers.values(), _(REASON)])
        for row in rejected:
            said = dict(zip(_names(row), row.cells, strict=False))
            reasons = "; ".join(map(str, row.problems))
            writer.writerow([_text(said.get(name, "")) for name in headers] + [guard(reasons)])
        # The file is the caller's: it must not be closed with the wrapper.
        text.detach()


def _names(row: Rejected) -> Iterator[Name]:
    seen: Counter[str] = Counter()
    for header, field in zip_longest(row.header, row.fields):
        seen[field or header] += 1
        yield field or header, seen[field or header]


def _text(cell: Cell) -> str:
    """A cell as it is typed: a day without a time that nobody set, never a formula."""
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    if isinstance(cell, date):
        return figures(cell)
    text = shown(cell)
    return text if _NUMBER.fullmatch(text) else guard(text)
