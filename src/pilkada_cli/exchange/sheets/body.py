"""The rows of a sheet that are reports; what stands between and below them is counted.

Nothing is passed over but what is known to be no report: a row that is merely
odd comes out, and is refused with its reason where its values are judged.
"""

from collections.abc import Iterable, Iterator, Sequence

from pilkada_cli.domain.fields import FIELD_BY_NAME, Type
from pilkada_cli.exchange.sheets import furniture, headers
from pilkada_cli.exchange.sheets.columns import TELLS
from pilkada_cli.exchange.sheets.groups import Groups
from pilkada_cli.exchange.sheets.layout import Layout, as_header, texts
from pilkada_cli.exchange.sheets.rows import Cell, Merged, Row, Table, is_blank
from pilkada_cli.exchange.sheets.skipped import Reason, Skipped
from pilkada_cli.i18n import N_, Sentence

_DAYS = ("occurred_on", "at", "known_at")

_MOST_ODD = 60
"""Rows that a signature block may have."""

_LEAST_SERIAL = 1000
"""A number below is no day but a count or the number of a column."""


class Body:
    """The reports of a sheet, once: iterate, then look at `skipped` and `remarks`."""

    def __init__(self, layout: Layout, table: Table) -> None:
        self.skipped = Skipped()
        self._layout = layout
        self._rows = table.rows()
        self._width = len(layout.columns) - layout.added
        self._telling = [c.index for c in layout.columns if c.field in TELLS]
        self._told = [c.index for c in layout.columns if c.field in (*TELLS, headers.PLACE)]
        self._day = next((c.index for c in layout.columns if c.field in _DAYS), None)
        self._ordinal = next((c.index for c in layout.columns if c.field == headers.ORDINAL), None)
        own = layout.columns[: self._width]
        self._others = [c.index for c in own if c.field and c.index not in self._told]
        self._nameless = [c.index for c in layout.columns if not c.header]
        self._filled_nameless = 0
        self._merged = sorted(area for area in table.merged if self._is_shared(area))
        self._letterhead = set(layout.letterhead)
        self._groups = Groups(layout.columns, layout.added, layout.letterhead)

    def __iter__(self) -> Iterator[Row]:
        """The rows of reports, in their order, with what headings say of them in blank cells."""
        hand = self._groups.hand
        for number, cells in self._reports():
            yield number, hand(cells)

    def _reports(self) -> Iterator[Row]:
        odd = _Odd(self.skipped)
        for number, cells in self._shared(self._below_header()):
            if not self._is_surely_report(cells):
                reason = self._reason(cells, signing=odd.signing)
                if reason in (Reason.HEADER, Reason.HEADING):
                    yield from odd.without_signature()
                if reason is Reason.HEADING:
                    self._groups.take(texts(cells))
                if reason is not None:
                    self.skipped.add(reason, number)
                    continue
                if not self._is_likely_report(cells, signing=odd.signing):
                    yield from odd.with_another((number, cells))
                    continue
            if odd.rows:
                yield from odd.all()
            if self._nameless:
                self._look_at_nameless(cells)
            yield number, cells
        yield from odd.without_signature()

    def _look_at_nameless(self, cells: Sequence[Cell]) -> None:
        if not all(is_blank(cells[i]) for i in self._nameless if i < len(cells)):
            self._filled_nameless += 1

    @property
    def remarks(self) -> list[Sentence]:
        """What was not read, and why."""
        remarks = self.skipped.sentences()
        if self._filled_nameless:
            remarks.append(
                Sentence(
                    N_("{n} row holds something in a column without a name, which is not read"),
                    N_("{n} rows hold something in a column without a name, which is not read"),
                    n=self._filled_nameless,
                )
            )
        if unread := [f"'{column.header}'" for column in self._layout.unread]:
            remarks.append(
                Sentence(
                    N_("{n} column is not read, its name is not known: {headers}"),
                    N_("{n} columns are not read, their names are not known: {headers}"),
                    n=len(unread),
                    headers=", ".join(unread),
                )
            )
        return remarks

    def _below_header(self) -> Iterator[Row]:
        for number, cells in self._rows:
            if number >= self._layout.last:
                break
            if number < self._layout.first and texts(cells):
                self.skipped.add(Reason.LETTERHEAD, number)
        yield from self._rows

    def _is_shared(self, area: Merged) -> bool:
        """Whether the rows of an area share its value: a day or a place, never a text."""
        if area.left != area.right or area.bottom <= self._layout.last:
            return False
        column = next((c for c in self._layout.columns if c.index == area.left), None)
        if column is not None and column.field == headers.PLACE:
            return True
        known = FIELD_BY_NAME.get(column.field or "") if column else None
        return known is not None and known.type not in (Type.TITLE, Type.TEXT)

    def _shared(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows with what merged areas share written into each of theirs."""
        if not self._merged:
            return rows
        return self._fill(rows)

    def _fill(self, rows: Iterator[Row]) -> Iterator[Row]:
        waiting = self._merged[::-1]
        open_areas: list[tuple[Merged, Cell]] = []
        for number, cells in rows:
            open_areas = [pair for pair in open_areas if pair[0].bottom >= number]
            while waiting and waiting[-1].top <= number:
                area = waiting.pop()
                if area.top == number and area.left < len(cells):
                    open_areas.append((area, cells[area.left]))
            if open_areas:
                cells = list(cells)
                for area, value in open_areas:
                    if is_blank(cells[area.left]):
                        cells[area.left] = value
            yield number, cells

    def _is_surely_report(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has a day and a text: what nearly every row of a file is."""
        if self._day is None or len(cells) < self._width:
            return False
        day = cells[self._day]
        if isinstance(day, str):
            if len(day) <= 3 or not day[0].isdigit():
                return False
        elif isinstance(day, int | float) and day < _LEAST_SERIAL:
            return False
        return any(cells[i] for i in self._told) and not self._says_nothing(cells)

    def _says_nothing(self, cells: Sequence[Cell]) -> bool:
        """Whether the texts of a row, or all that it has beside its number, say that nothing was."""
        said = _filled(cells, self._telling) or _filled(
            cells, (i for i in range(len(cells)) if i != self._ordinal)
        )
        return bool(said) and all(furniture.says_nothing(cell) for cell in said)

    def _reason(self, cells: Sequence[Cell], *, signing: bool) -> Reason | None:
        """Why a row is no report, None where it may be one."""
        filled = texts(cells)
        if not filled:
            return Reason.BLANK
        if len(filled) == 1 and self._is_numbered(cells):
            return Reason.NUMBER
        if as_header(cells) in self._layout.header:
            return Reason.HEADER
        if not signing and self._groups.know(filled):
            return Reason.HEADING
        if furniture.numbers_columns(filled):
            return Reason.NUMBERS
        if filled in self._letterhead:
            return Reason.LETTERHEAD
        if furniture.is_sum(filled) or (self._is_numbered(cells) and furniture.is_sum(filled[1:])):
            return Reason.SUM
        return Reason.NOTHING if self._says_nothing(cells) else None

    def _is_numbered(self, cells: Sequence[Cell]) -> bool:
        if self._ordinal is None or self._ordinal >= len(cells):
            return False
        number = str(cells[self._ordinal]).strip().rstrip(".").removesuffix(".0")
        return number.isdigit()

    def _is_likely_report(self, cells: Sequence[Cell], *, signing: bool) -> bool:
        """Whether a row tells something and says when, where or what about; or has a number.

        Below the first line of a signature only a number makes a row a report.
        """
        told = any(not is_blank(cells[i]) for i in self._told if i < len(cells))
        if told and self._is_numbered(cells):
            return True
        if signing or furniture.begins_signature(texts(cells)):
            return False
        return told and any(not is_blank(cells[i]) for i in self._others if i < len(cells))


def _filled(cells: Sequence[Cell], columns: Iterable[int]) -> list[Cell]:
    return [c for i in columns if i < len(cells) and not furniture.is_empty(c := cells[i])]


class _Odd:
    """Rows that may be reports and may begin a signature: what follows them decides."""

    def __init__(self, skipped: Skipped) -> None:
        self.rows: list[Row] = []
        self.signing = False
        self._skipped = skipped

    def with_another(self, row: Row) -> list[Row]:
        """Keep a row; nothing, or all of them where they are more than a signature has."""
        self.rows.append(row)
        self.signing = self.signing or furniture.begins_signature(texts(row[1]))
        return self.all() if len(self.rows) > _MOST_ODD else []

    def all(self) -> list[Row]:
        """All of them, for a report follows."""
        rows, self.rows, self.signing = self.rows, [], False
        return rows

    def without_signature(self) -> Iterator[Row]:
        """Those above a signature, for the table ends; the others are counted as its rows."""
        signed = False
        for number, cells in self.all():
            signed = signed or furniture.begins_signature(texts(cells))
            if signed:
                self._skipped.add(Reason.SIGNATURE, number)
            else:
                yield number, cells
