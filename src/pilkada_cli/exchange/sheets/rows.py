"""What every kind of sheet is read as: numbered rows of cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What stands in a cell; the empty text where nothing does."""

Row = tuple[int, Sequence[Cell]]
"""The number of a row, as a spreadsheet shows it, and its cells. A plain pair: a file has a million."""

EPOCH_1900 = date(1899, 12, 30)
"""Day 0 of Excel's day numbers, as they stand for days from 1 March 1900 on (ECMA-376 part 1, 18.17.4)."""

EPOCH_1904 = date(1904, 1, 1)
"""Day 0 where a workbook counts from 1904, as Excel for Mac did."""


class Merged(NamedTuple):
    """A merged area: rows by their number, columns from 0, first and last included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Reached:
    """How far a file is read: `done` of its `size`, in bytes."""

    size: int
    done: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `rows` starts from its first row each time it is called.

    `name` is empty for a text file. `epoch` is what day numbers count from;
    `guarded` says that a spreadsheet's guard may stand before formulas
    (`writers.guard`); `reached` how far the rows are read, where they are a stream.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    merged: tuple[Merged, ...] = ()
    epoch: date = EPOCH_1900
    guarded: bool = False
    reached: Reached | None = None

    @property
    def share(self) -> float | None:
        """The part of the rows that was read, from 0 to 1; None where nobody knows."""
        return None if self.reached is None else self.reached.done / self.reached.size


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return isinstance(cell, str) and not cell.strip()


def shown(cell: Cell) -> str:
    """A cell as text, whole numbers without decimals, dates as ISO dates."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return str(cell)
