"""A table against its Table Schema: header, rows, types, limits, keys.

Sentences name row and column, never what stands there: it may be about people.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from pilkada_cli.errors import system_reason
from pilkada_cli.exchange.publishing.rows import read, read_named
from pilkada_cli.i18n import N_, Sentence

MOST = 20
"""Faults of one table that are said."""

_Descriptor = Mapping[str, Any]
_Fits = Callable[[str], bool]


def faults(
    folder: Path, resource: _Descriptor, resources: Sequence[_Descriptor], rows: object
) -> Iterator[Sentence]:
    """What is wrong with the table that `resource` describes and that has so many `rows`.

    `resources` are all of the package, for the keys that lead to other tables.
    """
    try:
        found = _faults(folder, resource, resources, rows)
        yield from islice(found, MOST)
        if next(found, None) is not None:
            yield Sentence(N_("{file}: and more of this kind"), file=resource["path"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield unreadable(resource["path"], error)


def unreadable(file: str, error: Exception) -> Sentence:
    """That a file cannot be read, or not as what it should be."""
    reason = Sentence(N_("it is not as this program writes it"))
    if isinstance(error, OSError):
        reason = system_reason(error)
    return Sentence(N_("{file} cannot be read: {reason}"), file=file, reason=reason)


def _faults(
    folder: Path, resource: _Descriptor, resources: Sequence[_Descriptor], rows: object
) -> Iterator[Sentence]:
    file, schema = resource["path"], resource["schema"]
    with closing(read(folder / file)) as every:
        names = [each["name"] for each in schema["fields"]]
        if next(every, None) != names:
            yield Sentence(N_("{file}: its columns are not those described"), file=file)
            return
        count = yield from _row_faults(file, schema, every, _targets(folder, schema, resources))
    if count != rows:
        yield Sentence(
            N_("{file} has {now} rows, {before} were written"), file=file, now=count, before=rows
        )


def _row_faults(
    file: str,
    schema: _Descriptor,
    every: Iterator[list[str]],
    targets: Mapping[int, set[str]],
) -> Generator[Sentence, None, int]:
    """The faults of every row; returns how many rows there were."""
    columns = schema["fields"]
    checks = [_check(each) for each in columns]
    names = [each["name"] for each in columns]
    key = [names.index(name) for name in schema.get("primaryKey", ())]
    seen: set[tuple[str, ...]] = set()
    number = 0
    for number, row in enumerate(every, 1):
        if len(row) != len(names):
            yield Sentence(N_("{file}, row {row}: it has another number of columns"), file=file, row=number)  # fmt: skip
            continue
        for name, fits, cell in zip(names, checks, row, strict=True):
            if not fits(cell):
                yield _wrong(file, number, name, N_("{file}, row {row}: {column} holds what it may not"))  # fmt: skip
        for at, known in targets.items():
            if row[at] and row[at] not in known:
                yield _wrong(file, number, names[at], N_("{file}, row {row}: {column} leads to nothing"))  # fmt: skip
        if key:
            mine = tuple(row[at] for at in key)
            if mine in seen:
                yield _wrong(file, number, names[key[0]], N_("{file}, row {row}: {column} stands there twice"))  # fmt: skip
            seen.add(mine)
    return number


def _wrong(file: str, row: int, column: str, template: str) -> Sentence:
    return Sentence(template, file=file, row=row, column=column)


def _targets(
    folder: Path, schema: _Descriptor, resources: Sequence[_Descriptor]
) -> dict[int, set[str]]:
    """By the number of a column, what its foreign key may lead to."""
    names = [each["name"] for each in schema["fields"]]
    paths = {each["name"]: each["path"] for each in resources}
    found = {}
    for key in schema.get("foreignKeys", ()):
        target = key["reference"]
        rows = read_named(folder / Path(paths[target["resource"]]).name)
        found[names.index(key["fields"][0])] = {row[target["fields"][0]] for row in rows}
    return found


def _check(column: _Descriptor) -> _Fits:
    """Whether a cell may stand in a column."""
    limits = column.get("constraints", {})
    required, choices = limits.get("required", False), limits.get("enum")
    low, high = limits.get("minimum"), limits.get("maximum")
    of_type = _TYPES[column["type"]](column.get("format", "default"))

    def fits(cell: str) -> bool:
        if not cell:
            return not required
        if choices is not None and cell not in choices:
            return False
        try:
            value = of_type(cell)
        except ValueError:
            return False
        return (low is None or value >= low) and (high is None or value <= high)

    return fits


def _time(format: str) -> Callable[[str], Any]:
    if format == "%H:%M":
        # Ten times as fast as strptime, and a million rows have one each.
        return lambda cell: time.fromisoformat(cell if len(cell) == 5 else "")
    return lambda cell: datetime.strptime(cell, format).time()  # noqa: DTZ007 - a time of day


_TYPES: Mapping[str, Callable[[str], Callable[[str], Any]]] = {
    "string": lambda _: str,
    "list": lambda _: str,
    "integer": lambda _: int,
    "number": lambda _: float,
    "boolean": lambda _: ("false", "true").index,
    "date": lambda _: date.fromisoformat,
    "datetime": lambda _: datetime.fromisoformat,
    "time": _time,
}
