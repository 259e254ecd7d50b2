"""What a sheet says of a report besides its fields: its id, its group, its state.

An ``id`` is the report of that id where the sheet came from this register; anywhere
else it is the reference by which the row is known again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pilkada_cli.domain.fields import FIELD_BY_NAME, Handling, Verification
from pilkada_cli.exchange.sheets.columns import STATED
from pilkada_cli.exchange.sheets.dates import Unreadable
from pilkada_cli.exchange.sheets.layout import Layout
from pilkada_cli.exchange.sheets.rows import Cell, shown
from pilkada_cli.exchange.sheets.values import Reader, phrase
from pilkada_cli.i18n import N_, Sentence

FIRST: Mapping[str, str] = {"verification": Verification.UNVERIFIED, "handling": Handling.NEW}
"""The states of a report that nobody judged and nobody handled."""

_SHOWN, _LONGEST = 4, 40
"""Texts that are named of those that are no state, and characters of each."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where these columns stand, under which headers, and how they are read by a mapping.

    `unknown` are texts in columns of states that are none, with the rows that had them first.
    """

    at: Mapping[str, int]
    headers: Mapping[str, str]
    readers: Mapping[str, Reader]
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, layout: Layout, readers: Mapping[str, Reader]) -> "Columns":
        """The columns by the names that an export gives them, or an office; `readers` of a mapping."""
        found = {c.field: c for c in layout.columns if c.sure and c.field in STATED}
        found |= {c.header.casefold(): c for c in layout.columns if c.header.casefold() in STATED}
        at, headers = ({n: getattr(c, of) for n, c in found.items()} for of in ("index", "header"))
        return cls(at, headers, readers)

    def read(self, cells: Sequence[Cell]) -> dict[str, str]:
        """What the columns say of a row; nothing where they are blank."""
        said = {n: self._text(n, cells[i]) for n, i in self.at.items() if i < len(cells)}
        return {name: text for name, text in said.items() if text}

    def _text(self, name: str, cell: Cell) -> str:
        """What a cell says, in codes; as it stands where the table of a mapping does not know it."""
        read = self.readers.get(name)
        try:
            return str(read(cell)) if read else phrase(name, cell)
        except Unreadable:
            return shown(cell)

    def stated(self, said: Mapping[str, str], number: int) -> dict[str, str]:
        """The states that a row says, in their codes; words that are none are kept for `remarks`."""
        found = {}
        for name in FIRST:
            text = said.get(name)
            if text is None:
                continue
            if (code := text.casefold()) in FIELD_BY_NAME[name].choices:
                found[name] = code
            else:
                self.unknown.setdefault(name, {}).setdefault(text, number)
        return found

    @property
    def remarks(self) -> Iterator[Sentence]:
        """What stands in columns of states and is none."""
        for name, texts in self.unknown.items():
            each = [
                Sentence(N_("'{text}' (row {row})"), text=text[:_LONGEST], row=row)
                for text, row in [*texts.items()][:_SHOWN]
            ]
            more = Sentence(" …" if len(texts) > _SHOWN else "")
            yield Sentence(
                N_("'{header}' is not read where it says none of {choices}: {texts}"),
                header=self.headers[name],
                choices=", ".join(FIELD_BY_NAME[name].choices),
                texts=Sentence.joined([Sentence.joined(each), more], ""),
            )
