"""What an import is made of: operations to come, each from a line or a row of a file."""

from dataclasses import dataclass, field

from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.operation import Json, Kind
from pilkada_cli.i18n import N_, Sentence


@dataclass(frozen=True, slots=True)
class Item:
    """A line that was understood: one operation to come.

    `place` is the file, with the sheet where it has several, and `line` the number
    of the row there, or of the line where it is no sheet (`in_sheet`).
    `target` is (system, reference) or (None, id) of the report it is about.
    `known` is `known_at` as it was written, a bare day or an instant, or empty;
    `guessed` are fields that the row does not say. `label` is the id that a row had where
    it was exported, `updated_at` the instant of its last change there, cut off where it
    told no more, `group` what it calls the event that it is about with others of the file,
    `stated` its verification and handling.
    """

    place: str
    line: int
    kind: Kind
    known_at: str
    known: str
    entry: Entry
    target: tuple[str | None, str] | None = None
    other: tuple[str | None, str] | None = None
    guessed: tuple[str, ...] = ()
    label: str | None = None
    updated_at: str | None = None
    group: str | None = None
    stated: dict[str, str] = field(default_factory=dict)
    in_sheet: bool = False

    @property
    def said(self) -> dict[str, Json]:
        """What it says of its report: fields and states."""
        return self.entry.values | self.stated

    @property
    def where(self) -> Sentence:
        """Where it stands, in words."""
        words = N_("{place}, row {n}") if self.in_sheet else N_("{place}, line {n}")
        return Sentence(words, place=self.place, n=self.line)
