"""What Excel holds for a value: days and times as the numbers it reckons with, the rest as texts."""

from datetime import date, datetime
from functools import lru_cache

from pilkada_cli.domain.times import local
from pilkada_cli.exchange.writers import local_cells
from pilkada_cli.exchange.writers.local_cells import Cell
from pilkada_cli.exchange.writers.table import Kind, Table

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel's days have no time zone
_EARLIEST = 61
"""1 March 1900: Excel counts a 29 February before it that never was."""

# 421 is Indonesian; the signs behind a backslash stand as they are in every language.
_FORMATS = {
    Kind.DAY: r"[$-421]dd\/mm\/yyyy",
    Kind.CLOCK: r"[$-421]hh\.mm",
    Kind.INSTANT: r"[$-421]dd\/mm\/yyyy hh\.mm\.ss",
    Kind.WHOLE: "#,##0",
    Kind.LEVEL: "0",
    Kind.DECIMAL: "General",
    Kind.TRUTH: "General",
    Kind.ANY: "General",
}
WIDTHS = {
    Kind.TEXT: 32,
    Kind.LINES: 32,
    Kind.CODES: 16,
    Kind.DAY: 12,
    Kind.INSTANT: 20,
}
"""In characters, where the name of a column needs less."""


def format_of(kind: Kind) -> str:
    """How Excel shows the cells of a column: as numbers, days or times, the rest as text."""
    return _FORMATS.get(kind, "@")


def cells(table: Table) -> list[Cell]:
    """What makes the cells of each column; what is no day and no time stays a text."""
    made = {**_CELLS, Kind.INSTANT: lambda value: _moment(str(value), table.zone)}
    return [
        local_cells.in_words(column) or made.get(column.kind, local_cells.same)
        for column in table.columns
    ]


@lru_cache(maxsize=4096)
def _day(value: str) -> object:
    try:
        number = (date.fromisoformat(value) - _DAY_ZERO.date()).days
    except ValueError:
        return value
    return number if number >= _EARLIEST else local_cells.day(value)


@lru_cache(maxsize=2048)
def _clock(value: str) -> object:
    try:
        when = datetime.strptime(value, "%H:%M")  # noqa: DTZ007 - a time of day
    except ValueError:
        return value
    return (when.hour * 60 + when.minute) / 1440


def _moment(value: str, zone: str) -> object:
    """To the second, for Excel would round what it shows.

    Midnight stays a text: as a number it is a day without a time.
    """
    when = local(value, zone).replace(microsecond=0)
    passed = when - _DAY_ZERO
    if passed.days < _EARLIEST or not passed.seconds:
        return local_cells.moment(when)
    return passed.days + passed.seconds / 86_400


def _any(value: object) -> object:
    return local_cells.joined(value) if isinstance(value, list | tuple) else value


_CELLS: dict[Kind, Cell] = {
    Kind.DAY: lambda value: _day(str(value)),
    Kind.CLOCK: lambda value: _clock(str(value)),
    Kind.CODE: local_cells.code,
    Kind.CODES: local_cells.codes,
    Kind.LINES: local_cells.joined,
    Kind.ANY: _any,
}
