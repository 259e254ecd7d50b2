"""Sheets that tell how ready regencies are: a row for each item, or a column for each item."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from pilkada_cli.domain.readiness import Item
from pilkada_cli.domain.spelling import words
from pilkada_cli.exchange.sheets import dates, furniture, headers, layout
from pilkada_cli.exchange.sheets.columns import Column, Matcher
from pilkada_cli.exchange.sheets.groups import Groups
from pilkada_cli.exchange.sheets.headers import Match
from pilkada_cli.exchange.sheets.layout import Layout, texts
from pilkada_cli.exchange.sheets.rows import Cell, Row, Table, is_blank
from pilkada_cli.i18n import N_, Sentence

ITEM, TARGET, REALISED, REGION, ON = "item", "target", "realised", "region", "occurred_on"
"""The fields of a row that tells of one item."""

_NAMES = {
    ITEM: (
        "item|butir|indikator|komponen|kesiapan|jenis kesiapan|uraian|uraian kesiapan|aspek"
        "|aspek kesiapan|perihal|jenis"
    ),
    TARGET: "target|kebutuhan|sasaran|rencana|jumlah kebutuhan|jumlah target|needed",
    REALISED: (
        "realisasi|realised|realized|tersedia|terpenuhi|terealisasi|jumlah realisasi|capaian"
        "|jumlah|sudah ada|siap|kondisi saat ini"
    ),
}
_KNOWN = {
    " ".join(words(name)): field for field, each in _NAMES.items() for name in each.split("|")
}
_OF_TARGET = {*words("target kebutuhan sasaran rencana seharusnya needed")}
_OF_REALISED = {*words("realisasi realised realized terealisasi terpenuhi tersedia")}
_SMALL = {*words("jumlah jml total orang unit buah dan of the number")}
_SHARES = {*words("persen persentase prosentase percent share pct")}


class Said(NamedTuple):
    """One number of a sheet with what goes with it, as the cells hold it.

    `column` is the header over it; `region` and `on` are blank where the row says nothing.
    `epoch` is what day numbers count from.
    """

    row: int
    column: str
    item: Cell
    region: Cell
    on: Cell
    target: Cell
    realised: Cell
    cells: Sequence[Cell]
    epoch: date


class Sheet(NamedTuple):
    """A sheet that tells of readiness. `is_wide` says that each item has a column of its own."""

    table: Table
    layout: Layout
    is_wide: bool

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.header for column in self.layout.columns)

    def said(self) -> Iterator[Said]:
        """What its rows say; sums, signatures and blank numbers are passed over."""
        read = _wide if self.is_wide else _long
        for number, cells in _rows(self.table, self.layout):
            yield from read(self, number, cells)

    @property
    def above(self) -> list[Row]:
        """The rows above the names of the columns."""
        return list(islice(self.table.rows(), self.layout.first))

    def _days(text: str, epoch: date) -> Iterator[date]:
    parts = text.split()
    for length in (3, 1):
        for at in range(len(parts) - length + 1):
            said = " ".join(parts[at : at + length]).strip("(),:;.")
            if length == 1 and not any(mark in said for mark in "/-."):
                continue
            try:
                when = dates.read(said, epoch)
            except dates.Unreadable:
                continue
            if when.day is not None:
                yield when.day


def _rows(table: Table, found: Layout) -> Iterator[Row]:
    """The rows below the header that may say something, with what headings say of them."""
    groups = Groups(found.columns, found.added, found.letterhead)
    shared = _shared(table, found)
    signing = False
    for number, cells in table.rows():
        filled = texts(cells)
        if number <= found.last or not filled or furniture.numbers_columns(filled):
            continue
        if groups.know(filled):
            groups.take(filled)
            continue
        signing = signing or furniture.begins_signature(filled)
        if not signing and not _is_sum(filled, found.columns):
            yield number, _padded(groups.hand(_with(cells, shared.get(number, {}))), found)


def _is_sum(filled: tuple[str, ...], columns: Sequence[Column]) -> bool:
    """Whether a row adds up the others, perhaps behind a number of its own."""
    numbered = columns and columns[0].field == headers.ORDINAL and len(filled) > 1
    return furniture.is_sum(filled) or bool(numbered and furniture.is_sum(filled[1:]))


def _shared(table: Table, found: Layout) -> Mapping[int, Mapping[int, Cell]]:
    """By row and column what a merged area above it holds, for the columns whose value rows share."""
    shared = {c.index for c in found.columns if c.field in (REGION, ON, ITEM)}
    areas = [a for a in table.merged if a.left == a.right and a.left in shared]
    tops = {(area.top, area.left): area for area in areas if area.top > found.last}
    values: dict[int, dict[int, Cell]] = {}
    for number, cells in table.rows() if tops else ():
        for (top, left), area in tops.items():
            if top == number and left < len(cells):
                for below in range(top + 1, area.bottom + 1):
                    values.setdefault(below, {})[left] = cells[left]
    return values


def _with(cells: Sequence[Cell], shared: Mapping[int, Cell]) -> Sequence[Cell]:
    if not shared:
        return cells
    filled = [*cells, *[""] * (max(shared) + 1 - len(cells))]
    return [shared.get(i, cell) if is_blank(cell) else cell for i, cell in enumerate(filled)]


def _padded(cells: Sequence[Cell], found: Layout) -> Sequence[Cell]:
    return [*cells, *[""] * (len(found.columns) - len(cells))]


def _long(sheet: Sheet, number: int, cells: Sequence[Cell]) -> Iterator[Said]:
    """What a row tells of the item that it names."""
    item, region, on, target, realised = (
        sheet.cell(cells, field) for field in (ITEM, REGION, ON, TARGET, REALISED)
    )
    column = sheet.layout.of(REALISED)
    if item != "" and realised != "" and column is not None:
        yield Said(
            number, column.header, item, region, on, target, realised, cells, sheet.table.epoch
        )


def _wide(sheet: Sheet, number: int, cells: Sequence[Cell]) -> Iterator[Said]:
    """What a row tells of the items that have columns."""
    region, on = (sheet.cell(cells, field) for field in (REGION, ON))
    others = {REGION, ON, headers.ORDINAL, *_NAMES}
    for column in sheet.layout.columns:
        key = column.field
        if key is None or key in others or key.endswith(f" {TARGET}"):
            continue
        target, realised = sheet.cell(cells, f"{key} {TARGET}"), sheet.cell(cells, key)
        if realised != "":
            yield Said(
                number, column.header, key, region, on, target, realised, cells, sheet.table.epoch
            )
