"""Cells as `domain.entry.read` takes them: how each kind of field is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from pilkada_cli.domain.fields import FIELD_BY_NAME, Type
from pilkada_cli.exchange.sheets import dates, numbers
from pilkada_cli.exchange.sheets.dates import Unreadable, When
from pilkada_cli.exchange.sheets.months import Period
from pilkada_cli.exchange.sheets.rows import EPOCH_1900, Cell, shown
from pilkada_cli.exchange.writers.guard import unguard

Value = TypeVar("Value")

Reader = Callable[[Cell], object]
"""From a cell to its value, the empty text for none. Raises `Unreadable`."""

MOST_KEPT = 1 << 16
"""Cells of a column whose reading is remembered: dates, places and categories come again."""

_DASHES = frozenset("-–—")
_KEPT_TYPES = frozenset(Type) - {Type.TITLE, Type.TEXT, Type.LINE}
_DISTRICT = re.compile(r"(?:kecamatan|kec)\b\.?\s*", re.IGNORECASE)
_PHRASES = {
    "phase": {"potensi gangguan": "pg", "ambang gangguan": "ag", "gangguan nyata": "gn"},
    "verification": {
        "belum diverifikasi": "unverified",
        "terverifikasi": "verified",
        "tidak terbukti": "refuted",
    },
    "handling": {"baru": "new", "ditindaklanjuti": "handled", "selesai": "closed"},
    "classification": {"biasa": "B", "terbatas": "T", "rahasia": "R", "sangat rahasia": "SR"},
}


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the writer of a sheet writes.

    `zone` is the election's time zone, `source_zone` that of the sheet's times
    where they name none; `zone_name` is what the election calls its own; `decimal` the
    mark before decimals; `epoch` what day numbers count from; `guarded` whether guards of
    formulas are taken off; `period` what stands above the table for days that leave it out.
    """

    zone: str
    source_zone: str | None = None
    decimal: str = ","
    epoch: date = EPOCH_1900
    guarded: bool = True
    period: Period | None = None
    zone_name: str = ""


def reader_of(field: str, conventions: Conventions) -> Reader:
    """How the cells of a field's column are read, days and times apart (`when_reader`)."""
    known = FIELD_BY_NAME.get(field)
    kind = known.type if known else Type.LINE
    if kind in (Type.COUNT, Type.MONEY, Type.RATING, Type.GRADE, Type.VALUE):
        return remembered(lambda cell: numbers.whole(cell, conventions.decimal))
    if kind in (Type.REGION, Type.REGIONS):
        return remembered(numbers.code)
    if kind is Type.DISTRICT:
        return remembered(lambda cell: _DISTRICT.sub("", numbers.code(cell), count=1))
    if field in _PHRASES:
        phrases = _PHRASES[field]
        return remembered(lambda cell: _phrase(phrases, cell))
    text = _guarded_text if conventions.guarded else _text
    return remembered(text) if kind in _KEPT_TYPES else text


def phrase(field: str, cell: Cell) -> str:
    """What a cell of a field that has few values means, in its codes; any other text as it is."""
    return _phrase(_PHRASES.get(field, {}), cell)


def when_reader(conventions: Conventions) -> Callable[[Cell], When]:
    """How cells that hold a day, a time or both are read."""
    read = partial(dates.read, epoch=conventions.epoch, period=conventions.period)
    name, elsewhere = conventions.zone_name, conventions.source_zone
    if (
        not name
        or name.casefold() in dates.HOURS_AHEAD
        or elsewhere not in (None, conventions.zone)
    ):
        return remembered(read)
    own = re.compile(rf"(?<=[0-9])\s*{re.escape(name)}\.?\s*", re.IGNORECASE)
    return remembered(lambda cell: read(own.sub("", cell) if isinstance(cell, str) else cell))


def remembered(read: Callable[[Cell], Value]) -> Callable[[Cell], Value]:
    """`read` with what it said of a cell kept, objections too."""
    kept: dict[tuple[type, Cell], Value | Unreadable] = {}

    def look_up(cell: Cell) -> Value:
        key = (cell.__class__, cell)
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            try:
                found = read(cell)
            except Unreadable as error:
                found = error
            kept[key] = found
        if isinstance(found, Unreadable):
            raise found
        return found

    return look_up


def _phrase(phrases: dict[str, str], cell: Cell) -> str:
    text = shown(cell).strip()
    return phrases.get(" ".join(text.casefold().split()), "" if text in _DASHES else text)


def _text(cell: Cell) -> str:
    text = cell if isinstance(cell, str) else shown(cell)
    return "" if len(text) == 1 and text in _DASHES else text


def _guarded_text(cell: Cell) -> str:
    return unguard(_text(cell))
