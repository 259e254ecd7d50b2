"""Headings between the rows of a sheet, ``A. KECAMATAN BARABAI``: where the rows below lie."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pilkada_cli.exchange.sheets.columns import Column, Matcher
from pilkada_cli.exchange.sheets.headers import PLACE
from pilkada_cli.exchange.sheets.rows import Cell, is_blank, shown

_ORDINAL = r"(?:[A-Z]|[IVX]{1,5}|[0-9]{1,3})"
_ALONE = re.compile(rf"\(?{_ORDINAL}[.)]?", re.IGNORECASE)
_HEADING = re.compile(
    rf"(?:\(?{_ORDINAL}[.)]\s*)?"
    r"(?P<place>(?:(?P<region>kabupaten\s*/\s*kota|kab\.?\s*/\s*kota|kabupaten|kab|kota)"
    r"|(?P<district>kecamatan|kec))(?:\s*[.:]\s*|\s+)(?P<name>[a-z][a-z '’.-]{1,40}?))"
    r"\s*(?:\([^()]{1,40}\))?\s*:?",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"\bkec(?:amatan)?\b\.? ?[A-Z]", re.IGNORECASE)
"""A row that names its own district in words keeps it."""

_EITHER = re.compile(r"kab\w*\.?\s*/", re.IGNORECASE)
"""``Kabupaten/Kota: Tapin`` says neither of the two; the name alone does."""

_COLUMNS = {"region": "kabupaten/kota", "district": "kecamatan"}
"""The fields that headings give, and what their columns are called where a sheet has none."""


class Heading(NamedTuple):
    """The field that the rows below get, and its value."""

    field: str
    value: str


def heading(filled: tuple[str, ...]) -> Heading | None:
    """What a row says of those below, where that is all that stands in it, or its number besides."""
    if len(filled) == 2 and _ALONE.fullmatch(filled[0]):
        filled = filled[1:]
    found = _HEADING.fullmatch(filled[0]) if len(filled) == 1 else None
    if found is None:
        return None
    field = "region" if found["region"] else "district"
    return Heading(field, found["name"] if _EITHER.match(found["place"]) else found["place"])


def without_column(
    columns: Sequence[Column], below: Iterable[tuple[str, ...]], match: Matcher
) -> list[Column]:
    """A column for each field that rows below the header say in headings and no column has."""
    said = {found.field for row in below if (found := heading(row)) is not None}
    added: list[Column] = []
    for field in sorted(said - {column.field for column in columns}):
        meant = match(_COLUMNS[field])
        if meant is not None and meant.field == field:
            added.append(Column(len(columns) + len(added), _COLUMNS[field], field))
    return added


class Groups:
    """The headings of one sheet as they come: `take` each, `hand` what they say to a report.

    `columns` are all those of the sheet; the last `added` stand in no row of it.
    """

    def __init__(
        self, columns: Sequence[Column], added: int, letterhead: Iterable[tuple[str, ...]]
    ) -> None:
        self._width = len(columns) - added
        self._added = added
        self._at = {c.field: c.index for c in reversed(columns) if c.field in _COLUMNS}
        self._places = [c.index for c in columns if c.field == PLACE]
        self._said: dict[str, str] = {}
        above = [found for row in letterhead if (found := heading(row)) is not None]
        if len(above) == 1:
            self._said[above[0].field] = above[0].value

    def know(self, filled: tuple[str, ...]) -> bool:
        """Whether a row is a heading that can be handed on."""
        found = heading(filled)
        return found is not None and found.field in self._at

    def take(self, filled: tuple[str, ...]) -> None:
        """Let a heading hold for the rows below; another regency ends the district before."""
        found = heading(filled)
        if found is None:
            return
        if found.field == "region" and self._said.get("region") != found.value:
            self._said.clear()
        self._said[found.field] = found.value

    def hand(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """A row with what the headings say in the cells of it that are blank."""
        if not self._said and not self._added:
            return cells
        blank = [""] * max(self._width - len(cells), 0)
        filled = [*cells[: self._width], *blank, *[""] * self._added, *cells[self._width :]]
        own = any(_DISTRICT.search(shown(filled[at])) for at in self._places)
        for field, value in self._said.items():
            if field == "district" and own:
                continue
            if field in self._at and is_blank(filled[self._at[field]]):
                filled[self._at[field]] = value
        return filled
