"""What is asked of a sheet, and what is understood of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pilkada_cli.exchange.sheets.rows import Cell
from pilkada_cli.i18n import Sentence
from pilkada_cli.jobs.import_spool import Spool
from pilkada_cli.jobs.sheet_places import Taken


@dataclass(frozen=True, slots=True)
class Ways:
    """How the sheets of an office are read.

    `learned` are the fields of headers that this office confirmed before, by the
    folded header; `own_region` is where a report lies that names no region.
    """

    mapping: Path | None = None
    sheet: str | None = None
    source: str | None = None
    own_region: str | None = None
    learned: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be taken: where it stands, its cells under their headers, and why.

    `fields` are those of the headers, None for a column that is not read; none at all
    where the headers say enough.
    """

    place: str
    header: tuple[str, ...]
    cells: tuple[Cell, ...]
    problems: tuple[Sentence, ...]
    fields: tuple[str | None, ...] = ()


@dataclass(slots=True)
class Understood:
    """A file as it was read.

    `guessed` are the fields of headers that are not sure, as they stand; `regions` say
    where the regions of rows that name none come from.
    """

    items: Spool
    rejected: list[Rejected] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)
    guessed: dict[str, str] = field(default_factory=dict)
    regions: Taken = field(default_factory=Counter)
