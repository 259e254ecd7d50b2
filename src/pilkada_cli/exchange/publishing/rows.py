"""The rows of a run's CSV files, read one by one as this program writes them."""

import csv
from collections.abc import Generator
from pathlib import Path

_LONGEST_CELL = 2**31 - 1


def read(path: Path) -> Generator[list[str], None, None]:
    """Every row, the header first. Raises OSError, and ValueError for what is no such file."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8", newline="") as file:
        try:
            yield from csv.reader(file, strict=True)
        except csv.Error as error:
            raise ValueError(str(error)) from None


def read_named(path: Path) -> Generator[dict[str, str], None, None]:
    """Every row but the header, as its cells by name. Raises as `read`, also for a row of another length."""
    every = read(path)
    names = next(every, [])
    for row in every:
        yield dict(zip(names, row, strict=True))
