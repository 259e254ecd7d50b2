"""``changes.jsonl``: which reports came, went and changed between two runs, never what they say."""

import json
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pilkada_cli.exchange.publishing.rows import read

KEY = "id"


class Change(NamedTuple):
    """What became of a report: ``added``, ``removed`` or ``changed``, then with the names of fields."""

    id: str
    change: str
    fields: tuple[str, ...] = ()


def changes(before: Path, now: Path) -> Iterator[Change]:
    """Compare two files of reports by id; columns that only one of them has are passed over.

    Both are read once, a row of each in turn, and a report is forgotten when its
    other half was read. What waits is as much as the order of one file is ahead of
    the other's, and of that only the id and 8 bytes a column are kept. Raises
    OSError, and ValueError for a file that is no such table.
    """
    with closing(read(before)) as old, closing(read(now)) as new:
        old_names, new_names = next(old, []), next(new, [])
        shared = [name for name in new_names if name in old_names]
        if KEY not in shared:
            raise ValueError(KEY)
        yield from _compared(
            (_prints(row, old_names, shared) for row in old),
            (_prints(row, new_names, shared) for row in new),
            shared,
        )


_Row = tuple[str, "array[int]"]


def _compared(old: Iterator[_Row], new: Iterator[_Row], names: Sequence[str]) -> Iterator[Change]:
    left: dict[str, array[int]] = {}
    come: dict[str, array[int]] = {}
    for was, comes in zip_longest(old, new):
        if comes is not None:
            come[comes[0]] = comes[1]
        if was is not None:
            left[was[0]] = was[1]
        for each in (was, comes):
            if each is not None and each[0] in left and each[0] in come:
                earlier, later = left.pop(each[0]), come.pop(each[0])
                if earlier != later:
                    yield Change(each[0], "changed", _differing(names, earlier, later))
    yield from (Change(each, "removed") for each in left)
    yield from (Change(each, "added") for each in come)


def _differing(names: Sequence[str], was: "array[int]", now: "array[int]") -> tuple[str, ...]:
    return tuple(name for name, one, other in zip(names, was, now, strict=True) if one != other)


def _prints(row: Sequence[str], names: Sequence[str], shared: Sequence[str]) -> _Row:
    """The id of a row, and a fingerprint of each shared cell that is right in this process only."""
    if len(row) != len(names):
        raise ValueError(len(row))
    if names != shared:
        cells = dict(zip(names, row, strict=True))
        row = [cells[name] for name in shared]
    return row[shared.index(KEY)], array("q", map(hash, row))


def write_changes(file: BinaryIO, found: Iterator[Change]) -> dict[str, int]:
    """Write a line for each change; how many there were of each kind."""
    numbers = {"added": 0, "removed": 0, "changed": 0}
    for each in found:
        line = {"id": each.id, "change": each.change}
        fields = {"fields": each.fields} if each.fields else {}
        file.write(json.dumps(line | fields, ensure_ascii=False).encode() + b"\n")
        numbers[each.change] += 1
    return numbers
