"""What a sheet that this program exported says besides the fields: ids, states, groups.

An ``id`` is the report of that id where the sheet came from this register; anywhere
else it is the reference by which the row is known again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import Handling, Verification
from pilkada_cli.domain.operation import Kind
from pilkada_cli.exchange.sheets.layout import Layout
from pilkada_cli.exchange.sheets.rows import Cell
from pilkada_cli.exchange.sheets.values import phrase
from pilkada_cli.i18n import _
from pilkada_cli.jobs.import_item import Item

READ = ("id", "group", "verification", "handling", "updated_at")
"""The columns of an export that are read here; a sheet of another origin has no ``id``."""

_KINDS: Mapping[str, Kind] = {
    Verification.VERIFIED: Kind.VERIFY,
    Verification.REFUTED: Kind.REFUTE,
    Handling.HANDLED: Kind.HANDLE,
    Handling.CLOSED: Kind.CLOSE,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of an export stand; none in a sheet that is no export."""

    at: Mapping[str, int]

    @classmethod
    def of(cls, layout: Layout) -> "Columns":
        """The columns by the names that an export gives them, if it is one."""
        found = {c.field: c.index for c in layout.columns if c.sure and c.field in READ}
        found |= {column.header.casefold(): column.index for column in layout.columns}
        return cls({n: found[n] for n in READ if n in found} if "id" in found else {})

    def read(self, cells: Sequence[Cell]) -> dict[str, str]:
        """What the columns say of a row; nothing where they are blank."""
        said = {n: phrase(n, cells[i]) for n, i in self.at.items() if i < len(cells)}
        return {name: text for name, text in said.items() if text}


def states(added: Item, said: Mapping[str, str]) -> Iterator[Item]:
    """The operations that give a new report the state that its row says."""
    for value in (said.get("verification", ""), said.get("handling", "")):
        kind = _KINDS.get(value.casefold())
        if kind is not None:
            sealed = {"reason": _("imported as refuted")} if kind == Kind.REFUTE else {}
            yield _follow(added, kind, Entry(sealed=dict(sealed)))


class Groups:
    """The rows of one group, as an export names it by the id of its first member."""

    def __init__(self) -> None:
        self._rows: list[tuple[Item, str]] = []
        self._by_id: dict[str, Item] = {}

    def add(self, item: Item, said: Mapping[str, str]) -> None:
        """Note the row of a new report, if it lies in a group."""
        if "group" in said:
            self._rows.append((item, said["group"]))
            self._by_id[said.get("id", "")] = item

    def links(self) -> Iterator[Item]:
        """Each row linked with the first of its group; a group whose first is not here has none."""
        for item, group in self._rows:
            first = self._by_id.get(group)
            if first is not None and first is not item:
                yield _follow(item, Kind.LINK, Entry(), other=_reference(first))


def _follow(
    added: Item, kind: Kind, entry: Entry, other: tuple[str | None, str] | None = None
) -> Item:
    known = (added.place, added.line, kind, added.known_at, added.known, entry)
    return Item(*known, target=_reference(added), other=other, follows=True, in_sheet=True)


def _reference(item: Item) -> tuple[str | None, str]:
    values = item.entry.values
    return (str(values.get("source_system") or ""), str(values["source_ref"]))
