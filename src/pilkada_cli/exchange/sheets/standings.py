"""Sheets that tell how ready regencies are: a row for each item, or a column for each item."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from pilkada_cli.domain.readiness import Item
from pilkada_cli.exchange.sheets import dates, furniture, headers, layout
from pilkada_cli.exchange.sheets.columns import Column
from pilkada_cli.exchange.sheets.groups import Groups
from pilkada_cli.exchange.sheets.layout import Layout, texts
from pilkada_cli.exchange.sheets.rows import Cell, Merged, Row, Table, is_blank, shown
from pilkada_cli.exchange.sheets.standing_names import (
    ITEM,
    ON,
    REALISED,
    REGION,
    TARGET,
    bare,
    is_share,
    keys,
    matcher,
)
from pilkada_cli.i18n import N_, Sentence


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
    """A sheet that tells of readiness.

    `is_wide` says that each item has a column of its own; `keys` are those of the items
    by their names.
    """

    table: Table
    layout: Layout
    keys: Mapping[str, str]
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

    def day_above(self) -> date | None:
        """The day that stands above the table, where it is one: ``Keadaan per 20 November 2024``."""
        epoch = self.table.epoch
        days = {day for row in self.layout.letterhead for text in row for day in _days(text, epoch)}
        return days.pop() if len(days) == 1 else None

    @property
    def remarks(self) -> list[Sentence]:
        """Which columns are not read, but for percentages: these follow from the others."""
        unread = [f"'{c.header}'" for c in self.layout.unread if not is_share(c.header)]
        if not unread:
            return []
        return [
            Sentence(
                N_("{n} column is not read, its name is not known: {headers}"),
                N_("{n} columns are not read, their names are not known: {headers}"),
                n=len(unread),
                headers=", ".join(unread),
            )
        ]

    def heading(self, field: str) -> str | None:
        """The name of the column of a field, where a sheet has one that all rows share."""
        column = self.layout.of(field)
        return column.header if column else None

    def cell(self, cells: Sequence[Cell], field: str) -> Cell:
        """What a row has in the column of a field; blank for a dash and where there is no column."""
        column = self.layout.of(field)
        cell = "" if column is None else cells[column.index]
        return "" if furniture.is_empty(cell) else cell


def find(table: Table, items: Sequence[Item]) -> Sheet | Sentence | None:
    """How a sheet is read, or why it cannot be; None for an empty one."""
    first = list(islice(table.rows(), layout.LOOKED_AT))
    if not any(texts(cells) for _, cells in first):
        return None
    found = layout.find(first, table.merged, match=matcher(items), telling=())
    fields = Counter(column.field for column in found.columns if column.field)
    there = {item.key for item in items} & fields.keys()
    if twice := [field for field, n in fields.items() if n > 1 and field != headers.ORDINAL]:
        same = [f"'{c.header}'" for c in found.columns if c.field == twice[0]]
        return Sentence(
            N_("the columns {headers} all mean {field}; delete or rename all but one"),
            headers=", ".join(same),
            field=twice[0],
        )
    if there or (ITEM in fields and REALISED in fields):
        return Sheet(table, found, keys(items), is_wide=bool(there))
    return Sentence(
        N_(
            "no columns tell of readiness; a row for each item needs columns such as kabupaten/kota, item, target, realisasi, tanggal, a row for each regency a column for each item"
        )
    )


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
    signing = False
    for number, cells in _shared(table, found):
        filled = texts(cells)
        if number <= found.last or not filled or furniture.numbers_columns(filled):
            continue
        if groups.know(filled):
            groups.take(filled)
            continue
        signing = signing or furniture.begins_signature(filled)
        if not signing and not _is_sum(filled, found.columns):
            yield number, _padded(groups.hand(cells), found)


def _is_sum(filled: tuple[str, ...], columns: Sequence[Column]) -> bool:
    """Whether a row adds up the others, perhaps behind a number of its own."""
    numbered = columns[0].field == headers.ORDINAL and len(filled) > 1
    return furniture.is_sum(filled) or (numbered and furniture.is_sum(filled[1:]))


def _shared(table: Table, found: Layout) -> Iterator[Row]:
    """The rows with what merged areas of places, days and items share in each of theirs."""
    shared = {c.index for c in found.columns if c.field in (REGION, ON, ITEM)}
    tops: dict[int, list[Merged]] = {}
    for area in table.merged:
        if area.left == area.right and area.left in shared and area.top > found.last:
            tops.setdefault(area.top, []).append(area)
    held: list[tuple[Merged, Cell]] = []
    for number, cells in table.rows():
        held = [(area, value) for area, value in held if area.bottom >= number]
        if held:
            cells = [*cells, *[""] * (len(found.columns) - len(cells))]
            for area, value in held:
                cells[area.left] = value if is_blank(cells[area.left]) else cells[area.left]
        held += [(a, cells[a.left]) for a in tops.get(number, ()) if a.left < len(cells)]
        yield number, cells


def _padded(cells: Sequence[Cell], found: Layout) -> Sequence[Cell]:
    return [*cells, *[""] * (len(found.columns) - len(cells))]


def _long(sheet: Sheet, number: int, cells: Sequence[Cell]) -> Iterator[Said]:
    """What a row tells of the item that it names."""
    item, region, on, target, realised = (
        sheet.cell(cells, field) for field in (ITEM, REGION, ON, TARGET, REALISED)
    )
    column = sheet.layout.of(REALISED)
    if item != "" and realised != "" and column is not None:
        item = sheet.keys.get(bare(shown(item)), item)
        yield Said(
            number, column.header, item, region, on, target, realised, cells, sheet.table.epoch
        )


def _wide(sheet: Sheet, number: int, cells: Sequence[Cell]) -> Iterator[Said]:
    """What a row tells of the items that have columns."""
    region, on = (sheet.cell(cells, field) for field in (REGION, ON))
    others = {REGION, ON, ITEM, TARGET, REALISED, headers.ORDINAL}
    for column in sheet.layout.columns:
        key = column.field
        if key is None or key in others or key.endswith(f" {TARGET}"):
            continue
        target, realised = sheet.cell(cells, f"{key} {TARGET}"), sheet.cell(cells, key)
        if realised != "":
            yield Said(
                number, column.header, key, region, on, target, realised, cells, sheet.table.epoch
            )
