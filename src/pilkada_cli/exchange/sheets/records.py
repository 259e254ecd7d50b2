"""From the cells of a row to the raw values of a report, by field, and what cannot be taken."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pilkada_cli.domain.fields import MAX_TITLE
from pilkada_cli.exchange.sheets.columns import NAMED, STATED, TAKEN, Column, is_text
from pilkada_cli.exchange.sheets.dates import Unreadable
from pilkada_cli.exchange.sheets.headers import ORDINAL, PHASES, REASON, WEEKDAY, match
from pilkada_cli.exchange.sheets.moments import WHEN_FIELDS, Moments, Take
from pilkada_cli.exchange.sheets.rows import Cell, is_blank, shown
from pilkada_cli.exchange.sheets.titles import give_title
from pilkada_cli.exchange.sheets.values import Conventions, Reader, reader_of, when_reader
from pilkada_cli.i18n import N_, Sentence

_MARK = re.compile(r"[vVxX*✓✔√●•1]{1,2}")
"""What is put into a cell to say that it holds."""

_ATTACHED = "attachments"

_ELSEWHERE = frozenset((ORDINAL, REASON, WEEKDAY, _ATTACHED, *PHASES))
"""Columns that are no fields of a report, or of which is said apart that they are not read."""


class Record(NamedTuple):
    """A row: raw values as `domain.entry.read` takes them, and objections by field."""

    raw: dict[str, object]
    problems: dict[str, Sentence]


@dataclass(slots=True)
class Plan:
    """How the rows of a sheet are read: which columns for which fields, and what is constant.

    `named` are columns that say in words what another column says in codes; `phases` are
    the columns of one phase each; `stated` says how columns of `STATED` are read that a
    mapping names; `attached` is the header of the column that names attachments.
    """

    takes: Sequence[Take]
    width: int
    conventions: Conventions
    constants: Mapping[str, object] = field(default_factory=dict)
    weekday: int | None = None
    derived: tuple[str, ...] = ()
    named: Sequence[Take] = ()
    phases: Sequence[tuple[int, str]] = ()
    stated: Mapping[str, Reader] = field(default_factory=dict)
    attached: str = ""

    @property
    def remarks(self) -> Iterator[Sentence]:
        """What of a sheet's own fields is not read, and what is read by what stands above them."""
        if self.derived:
            yield Sentence(
                N_("{n} column is not read, it follows from the others: {headers}"),
                N_("{n} columns are not read, they follow from the others: {headers}"),
                n=len(self.derived),
                headers=", ".join(f"'{header}'" for header in self.derived),
            )
        if self.attached:
            yield Sentence(
                N_("'{header}' is not read: attachments do not travel with sheets"),
                header=self.attached,
            )
        if (period := self.conventions.period) is not None and period.used:
            words = N_("days without a year are of {period}, which stands above the table")
            yield Sentence(words, period=period)


def plan(columns: Iterable[Column], conventions: Conventions) -> Plan:
    """How rows with these columns are read, where the columns say all that is needed."""
    columns = tuple(columns)
    when = when_reader(conventions)
    # A bare number under ``Jam`` is an hour, and no day of the period above.
    of_hours = when_reader(replace(conventions, period=None))
    takes = [
        Take(
            column.field,
            column,
            reader_of(column.field, conventions),
            of_hours if _names_hours(column) else when,
        )
        for column in columns
        if column.field in TAKEN and column.field is not None
    ]
    derived = tuple(
        column.header
        for column in columns
        if column.field and column.field not in TAKEN | STATED | _ELSEWHERE
    )
    weekday = next((column.index for column in columns if column.field == WEEKDAY), None)
    named = [
        Take(field, column, reader_of(field, conventions), when)
        for column in columns
        if (field := NAMED.get(column.field or "")) is not None
    ]
    phases = [(c.index, PHASES[c.field]) for c in columns if c.field in PHASES]
    attached = next((column.header for column in columns if column.field == _ATTACHED), "")
    return Plan(
        takes, len(columns), conventions,
        weekday=weekday, derived=derived, named=named, phases=phases, attached=attached,
    )  # fmt: skip


def _names_hours(column: Column) -> bool:
    meant = match(column.header)
    return meant is not None and meant.field == "occurred_time"


class Records:
    """Reads the rows of one sheet by its plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._values = [take for take in plan.takes if take.field not in WHEN_FIELDS]
        self._moments = Moments(plan.takes, plan.weekday, plan.conventions)
        self._plain = [
            (take.column.index, take.field, take.read)
            for take in self._values
            if self._number_of(take.field) == 1
        ]
        self._joined = [take for take in self._values if self._number_of(take.field) > 1]

    def _number_of(self, name: str) -> int:
        return sum(take.field == name for take in self._values)

    def read(self, cells: Sequence[Cell]) -> Record:
        """A row as raw values and objections; blank cells say nothing."""
        plan = self._plan
        record = Record(dict(plan.constants), {})
        if len(cells) != plan.width:
            cells = self._fitted(cells, record)
        raw = record.raw
        for index, name, read in self._plain:
            cell = cells[index]
            if cell == "":
                continue
            try:
                value = read(cell)
            except Unreadable as error:
                record.problems[name] = error.sentence
                continue
            if value != "":
                raw[name] = value
        self._name(cells, raw)
        for take in self._joined:
            put = self._join if is_text(take.field) else _add
            put(take, cells[take.column.index], raw)
        if self._moments.takes:
            values, problems = self._moments.read(cells)
            raw.update(values)
            record.problems.update(problems)
        self._phase(cells, record)
        if len(str(raw.get("title", ""))) > MAX_TITLE or "title" not in raw:
            give_title(raw)
        if "occurred_time" in record.problems:
            self._keep_hour(cells, record)
        return record

    def _phase(self, cells: Sequence[Cell], record: Record) -> None:
        """The phase of the column that a row fills, and what stands there unless it is a mark."""
        filled = [(phase, shown(cells[index]).strip()) for index, phase in self._plan.phases]
        held = [(phase, text) for phase, text in filled if text.strip("-–")]
        if len(held) > 1:
            named = ", ".join(phase.upper() for phase, _ in held)
            words = N_("the row stands under several phases: {phases}")
            record.problems["phase"] = Sentence(words, phases=named)
        for phase, text in held[:1]:
            record.raw.setdefault("phase", phase)
            if not _MARK.fullmatch(text):
                name = "detail" if record.raw.get("title") else "title"
                said = record.raw.get(name)
                record.raw[name] = f"{said}\n{text}" if said else text

    def _keep_hour(self, cells: Sequence[Cell], record: Record) -> None:
        """A time of day in words, ``malam``, is no time that can be stored, but the detail can say it."""
        column = next(t.column for t in self._moments.takes if t.field == "occurred_time")
        text = shown(cells[column.index]).strip()
        if any(map(str.isdigit, text)) or not record.raw.get("title"):
            return
        del record.problems["occurred_time"]
        said = f"{column.header}: {text}"
        detail = record.raw.get("detail")
        record.raw["detail"] = f"{detail}\n{said}" if detail else said

    def _name(self, cells: Sequence[Cell], raw: dict[str, object]) -> None:
        """Read in words what no code was said of."""
        for take in self._plan.named:
            cell = cells[take.column.index]
            if take.field not in raw and not is_blank(cell):
                raw[take.field] = take.read(cell)

    def _fitted(self, cells: Sequence[Cell], record: Record) -> Sequence[Cell]:
        """A row as wide as the header. More cells come of a delimiter within a text."""
        width = self._plan.width
        if any(not is_blank(cell) for cell in cells[width:]):
            record.problems["row"] = Sentence(
                N_(
                    "the row has {n} cells, the header {width}; a text that holds the delimiter must stand in quotes"
                ),
                n=len(cells),
                width=width,
            )
        return [*cells[:width], *([""] * (width - len(cells)))]

    def _join(self, take: Take, cell: Cell, raw: dict[str, object]) -> None:
        """Put a further text to its field: the first as it is, others with their header."""
        text = str(take.read(cell)).strip() if not is_blank(cell) else ""
        if not text:
            return
        first = next(each for each in self._joined if each.field == take.field)
        if take is not first:
            text = f"{take.column.header}: {text}"
        raw[take.field] = f"{raw[take.field]}\n{text}" if take.field in raw else text


def _add(take: Take, cell: Cell, raw: dict[str, object]) -> None:
    """Add a part to the count of its field; what is no number stays, to be refused by name."""
    value, so_far = take.read(cell), raw.get(take.field, 0)
    if value == "" or not str(so_far).isdecimal():
        return
    is_number = str(value).isdecimal()
    raw[take.field] = int(str(so_far)) + int(str(value)) if is_number else value
