"""What a file was understood to say, kept aside until all of it is judged.

Rows may be more than fit into memory. They hold what is sealed, so they wait beside the
register, in a file that nobody else can open and that ends with the process.
"""

import marshal
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any
from weakref import finalize

from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.operation import Kind
from pilkada_cli.errors import Unwritable, system_reason
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.import_item import Item

_IN_MEMORY = 16 << 20
"""Bytes that are kept before a file is begun."""

_TOGETHER = 500
"""Items that are written at once."""

_SIZE = 8
"""Bytes that tell the length of what is written at once."""


class Spool:
    """Items in their order: append them all, then iterate, one loop at a time.

    Few are held in memory, more in a file without a name in `folder`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = SpooledTemporaryFile(_IN_MEMORY, dir=str(folder))  # noqa: SIM115  closed with the spool
        finalize(self, self._file.close)
        self._waiting: list[tuple[object, ...]] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, item: Item) -> None:
        """Put an item at the end."""
        self._waiting.append(_plain(item))
        self._length += 1
        if len(self._waiting) >= _TOGETHER:
            self._write()

    def extend(self, items: Iterable[Item]) -> None:
        """Put items at the end."""
        for item in items:
            self.append(item)

    def __iter__(self) -> Iterator[Item]:
        self._write()
        self._file.seek(0)
        while size := self._file.read(_SIZE):
            for each in marshal.loads(self._file.read(int.from_bytes(size))):  # noqa: S302  written by this process
                yield _item(each)

    def _write(self) -> None:
        if not self._waiting:
            return
        packed = marshal.dumps(self._waiting)
        try:
            self._file.seek(0, 2)
            self._file.write(len(packed).to_bytes(_SIZE) + packed)
            self._file.flush()
        except OSError as error:
            raise _no_room(self._folder, error) from None
        self._waiting.clear()


def _no_room(folder: Path, error: OSError) -> Unwritable:
    return Unwritable(
        Sentence(
            N_("what is read cannot be kept in {folder} meanwhile: {reason}"),
            folder=folder,
            reason=system_reason(error),
        ),
        Sentence(N_("make room there; nothing was written to the register")),
    )


def _plain(item: Item) -> tuple[object, ...]:
    """An item as `marshal` writes it: nothing but plain values."""
    entry = item.entry
    first = (
        item.place,
        item.line,
        item.kind.value,
        item.known_at,
        item.known,
        entry.body,
        entry.sealed,
    )
    about = (
        item.target,
        item.other,
        item.guessed,
        item.label,
        item.updated_at,
        item.group,
        item.stated,
        item.in_sheet,
    )
    return (*first, *about)


def _item(plain: tuple[Any, ...]) -> Item:
    place, line, kind, known_at, known, body, sealed, *about = plain
    return Item(place, line, Kind(kind), known_at, known, Entry(body, sealed), *about)
