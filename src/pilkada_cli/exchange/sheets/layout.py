"""Where the table of a sheet begins, and what its columns are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pilkada_cli.exchange.sheets import groups, headers
from pilkada_cli.exchange.sheets.columns import TELLING, Column, Matcher, assigned, without_telling
from pilkada_cli.exchange.sheets.rows import Cell, Merged, Row, is_blank, shown
from pilkada_cli.i18n import N_, Sentence

LOOKED_AT = 50
"""Rows among which the names of the columns are looked for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found in the first rows of a sheet.

    `first` and `last` are the row numbers of the header. `letterhead` are the
    texts above it, row by row. `header` are its rows as they stand, folded. The
    last `added` columns stand in no row: headings between the rows fill them.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    letterhead: tuple[tuple[str, ...], ...]
    header: frozenset[tuple[str, ...]]
    problems: tuple[Sentence, ...] = ()
    added: int = 0

    @property
    def guessed(self) -> tuple[Column, ...]:
        """The columns whose field is a guess."""
        return tuple(column for column in self.columns if column.field and not column.sure)

    @property
    def unread(self) -> tuple[Column, ...]:
        """The columns with a header that means no field."""
        return tuple(column for column in self.columns if column.header and not column.field)

    def of(self, field: str) -> Column | None:
        """The first column of a field."""
        return next((column for column in self.columns if column.field == field), None)

    def header_of(self, field: str) -> str | None:
        """The header of a field's first column; ``LB + LR`` of columns that are added up."""
        named = [column.header for column in self.columns if column.field == field]
        added = [header for header in named if headers.part(header, field) is not None]
        return " + ".join(added) or next(iter(named), None)


class _Found(NamedTuple):
    score: int
    at: int
    rows: int
    names: list[str]


def find(
    rows: Sequence[Row],
    merged: Sequence[Merged] = (),
    *,
    match: Matcher = headers.match,
    header_row: int | None = None,
    telling: Sequence[str] = TELLING,
    least: int = 2,
) -> Layout:
    """The header among the first rows of a sheet, one or two rows high, and its columns.

    `match` says what a name means; `header_row` where the header is, if that is
    known; one of the fields `telling`, if there are any, must have a column; a
    row with other texts must name `least` fields. What is wrong stands in
    the `problems` of the layout; it is of no use where there are any.
    """
    filled = [(number, _filled(number, cells, merged)) for number, cells in rows[:LOOKED_AT]]
    if header_row is not None:
        filled = [row for row in filled if row[0] == header_row]
    found = max(_candidates(filled, match, least), key=lambda each: each.score, default=None)
    if found is None:
        return _nothing(rows, header_row)
    columns, problems = assigned(found.names, match)
    if telling and not any(column.field in (*telling, *headers.PHASES) for column in columns):
        problems.append(without_telling(columns, telling))
    header = filled[found.at : found.at + found.rows]
    first = header[0][0]
    letterhead = (texts(cells) for number, cells in rows if number < first)
    below = (texts(cells) for number, cells in rows if number > header[-1][0])
    added = groups.without_column(columns, below, match)
    return Layout(
        first,
        header[-1][0],
        (*columns, *added),
        tuple(row for row in letterhead if row),
        frozenset(as_header(cells) for _, cells in header)
        | {as_header(cells) for number, cells in rows if first <= number <= header[-1][0]},
        tuple(problems),
        len(added),
    )


def texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    """What stands in a row, blank cells left out."""
    return tuple(" ".join(shown(cell).split()) for cell in cells if not is_blank(cell))


def as_header(cells: Sequence[Cell]) -> tuple[str, ...]:
    """A row as it is compared with the header."""
    return tuple(text.casefold() for text in texts(cells))


def _filled(number: int, cells: Sequence[Cell], merged: Sequence[Merged]) -> list[Cell]:
    """A row with the text of a merged area in each of its columns; only its own row has it."""
    filled = list(cells)
    for area in merged:
        if area.top == number and area.left < len(cells):
            last = min(area.right, len(cells) - 1)
            filled[area.left : last + 1] = [cells[area.left]] * (last - area.left + 1)
    return filled


def _candidates(rows: Sequence[tuple[int, list[Cell]]], match: Matcher, least: int) -> list[_Found]:
    """Rows and pairs of rows that name fields; where two are as good, one row before two."""
    found = []
    for at, (_, cells) in enumerate(rows):
        below = rows[at + 1][1] if at + 1 < len(rows) else []
        for names, height in ((_names(cells), 1), (_joined(cells, below, match), 2)):
            if score := _score(names, match, least):
                found.append(_Found(score, at, height, names))
    return sorted(found, key=lambda each: (each.rows, each.at))


def _names(cells: Sequence[Cell]) -> list[str]:
    return [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in cells]


def _joined(above: Sequence[Cell], below: Sequence[Cell], match: Matcher) -> list[str]:
    """The names of a header of two rows: ``Korban`` over ``MD`` and ``LB``; none for other pairs.

    A text stands for the cells to its right that are blank in its own row and
    filled below: in a text file nothing else tells a merged area.
    """
    if len(set(texts(above))) < 2 or not texts(below):
        return []
    width = max(len(above), len(below))
    lower = _names([*below, *([""] * (width - len(below)))])
    parents: list[str] = []
    for upper, name in zip(_names([*above, *([""] * (width - len(above)))]), lower, strict=True):
        parents.append(upper if upper or not name or not parents else parents[-1])
    if not _is_second_row(below, parents, lower):
        return []
    pairs = zip(parents, lower, strict=True)
    return [_name_of(parent, name, match) if name else parent for parent, name in pairs]


def _is_second_row(below: Sequence[Cell], parents: list[str], lower: list[str]) -> bool:
    """Whether a row divides the names above it, and is no row of data.

    A row of data stands below names of single columns; what is below in a header
    stands below a name that spans several.
    """
    if any(not isinstance(cell, str) or cell.strip()[:1].isdigit() for cell in below):
        return False
    spans = Counter(parent for parent, name in zip(parents, lower, strict=True) if name)
    return all(
        not name or name == parent or spans[parent] > 1
        for parent, name in zip(parents, lower, strict=True)
    )


def _name_of(upper: str, lower: str, match: Matcher) -> str:
    """Which of the two names, or both together, mean a field."""
    both = f"{upper} {lower}".strip() if upper != lower else lower
    found = {name: match(name) for name in (both, lower)}
    return next((name for name, meant in found.items() if meant and meant.sure), both)


def _score(names: list[str], match: Matcher, least: int) -> int:
    """Two for each field that is named surely, one for each that is guessed; 0 for no header."""
    sure: dict[str, bool] = {}
    for meant in map(match, filter(None, names)):
        if meant is not None:
            sure[meant.field] = sure.get(meant.field, False) or meant.sure
    fields = [name for name in sure if name not in (headers.ORDINAL, headers.WEEKDAY)]
    named = sum(1 for name in names if name)
    if not fields or (len(sure) < least and named > 1):
        return 0
    if not any(sure.values()):
        return 0
    return sum(2 if certain else 1 for certain in sure.values())


def _nothing(rows: Sequence[Row], header_row: int | None) -> Layout:
    if not any(texts(cells) for _, cells in rows):
        problem = Sentence(N_("the sheet is empty"))
    elif header_row is not None:
        problem = Sentence(N_("row {row} does not name the columns"), row=header_row)
    else:
        problem = Sentence(
            N_(
                "none of the first {n} rows names the columns; give them names such as tanggal, kabupaten/kota, uraian, kategori"
            ),
            n=LOOKED_AT,
        )
    return Layout(0, 0, (), (), frozenset(), (problem,))
