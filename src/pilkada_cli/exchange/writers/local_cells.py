"""Values as Indonesian papers write them: ``22/11/2024``, ``14.30``, ``6307``, ``2,5``."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from pilkada_cli.domain.times import local
from pilkada_cli.exchange.writers.table import Column, Kind, Table
from pilkada_cli.i18n import N_, _

LIST_SEPARATOR = "; "
"""A comma would stand for a decimal mark, and two codes for one number."""

DISTRICT_NAME = "district_name"
"""The column that says a district in words; a region has its own among the fields."""

Cell = Callable[[object], object]
"""What a value that is not None becomes; None leaves the cell empty."""

Made = tuple[Column, int, Cell]
"""A column as it is written, the column of the row that it is made from, and how."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_CLOCK = re.compile(r"\d\d:\d\d")
_CODE = re.compile(r"[\d.]+")


def with_district_names(table: Table, cells: Sequence[Cell]) -> list[Made]:
    """The columns with their cells, and the name of the district after its code."""
    found: list[Made] = []
    for number, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        found.append((column, number, cell))
        if (column.name, column.kind) == (
            "district",
            Kind.CODE,
        ) and DISTRICT_NAME not in table.names:
            heading = _(N_("district")) if column.heading else ""
            found.append((Column(DISTRICT_NAME, Kind.TEXT, heading), number, _named(table)))
    return found


def _named(table: Table) -> Cell:
    names = {code: place.name for code, place in table.places.items()}
    return lambda code: names.get(str(code))


def cells(table: Table) -> list[Cell]:
    """What makes the cells of each column; what a value cannot be read as stays as it is."""
    made = {**_CELLS, Kind.INSTANT: lambda value: moment(local(str(value), table.zone))}
    return [in_words(column) or made[column.kind] for column in table.columns]


def in_words(column: Column) -> Cell | None:
    """What says the codes of a column in its words; None for a column without any."""
    words = dict(column.words)
    return (lambda value: words.get(str(value), value)) if words else None


def day(value: object) -> str:
    """``22/11/2024`` from an ISO day."""
    found = _DAY.fullmatch(str(value))
    return f"{found[3]}/{found[2]}/{found[1]}" if found else str(value)


def clock(value: object) -> str:
    """``14.30`` from ``14:30``."""
    text = str(value)
    return text.replace(":", ".") if _CLOCK.fullmatch(text) else text


def moment(when: datetime) -> str:
    """``22/11/2024 14.30.05`` from a local date and time."""
    return f"{day(when.date())} {when.hour:02}.{when.minute:02}.{when.second:02}"


def code(value: object) -> str:
    """``6307`` from ``63.07``: with its point a spreadsheet takes it for a time of day."""
    text = str(value)
    return text.replace(".", "") if _CODE.fullmatch(text) else text


def codes(value: object) -> str:
    """Several codes without their points."""
    return LIST_SEPARATOR.join(map(code, _items(value)))


def joined(value: object) -> str:
    """The items of a list."""
    return LIST_SEPARATOR.join(map(str, _items(value)))


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def decimal(value: object) -> str:
    """A number with a decimal comma."""
    return str(value).replace(".", ",")


def truth(value: object) -> str:
    """``ya`` or ``tidak``."""
    return "ya" if value else "tidak"


def _any(value: object) -> object:
    if isinstance(value, bool):
        return truth(value)
    if isinstance(value, list | tuple):
        return joined(value)
    return decimal(value) if isinstance(value, float) else value


def same(value: object) -> object:
    """A value as it is."""
    return value


_CELLS: dict[Kind, Cell] = {
    Kind.TEXT: same,
    Kind.WHOLE: same,
    Kind.LEVEL: same,
    Kind.DECIMAL: decimal,
    Kind.TRUTH: truth,
    Kind.DAY: day,
    Kind.CLOCK: clock,
    Kind.CODE: code,
    Kind.CODES: codes,
    Kind.LINES: joined,
    Kind.ANY: _any,
}
