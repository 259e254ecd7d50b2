"""The rows of one sheet, judged: reports to come, and objections with their row and column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from pilkada_cli.analysis.guessing import clues
from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.contradictions import contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, read_moment
from pilkada_cli.exchange.sheets import records
from pilkada_cli.exchange.sheets.layout import Layout
from pilkada_cli.exchange.sheets.rows import Cell, Table
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.sheet_plan import Rejected, Ways
from pilkada_cli.jobs.sheet_state import Columns
from pilkada_cli.jobs.typed import NEEDED

_REMEMBERED = 1 << 12

_ROW = "row"
"""Stands for a row as a whole where an objection names no field."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with how it is read; `region` is what its name or letterhead says."""

    name: str
    table: Table
    layout: Layout
    plan: records.Plan
    region: str | None


class Rows:
    """Judges the rows of one sheet."""

    def __init__(self, sheet: Sheet, ways: Ways, reference: Reference, now: datetime) -> None:
        self._sheet = sheet
        self._ways = ways
        self._reference = reference
        self._today = local_day(instant(now), reference.election.time_zone)
        self._records = records.Records(sheet.plan)
        self._columns = Columns.of(sheet.layout)
        self._judge = entries.Judge(reference, self._today)
        self._known = lru_cache(_REMEMBERED)(lambda said: _known(said, reference, now))

    def read(self, number: int, cells: Sequence[Cell]) -> tuple[Item | Rejected, dict[str, str]]:
        """A row as the report to come, or with what is wrong with it; and what it says of its state."""
        raw, unread = self._records.read(cells)
        said = self._columns.read(cells)
        label = said.get("id")
        if label and not raw.get("source_ref"):
            raw["source_ref"] = label
        guessed = _complete(raw, self._sheet, self._ways, self._reference)
        known_at, known, late = self._known(raw.pop("known_at", None))
        entry = self._judge.read(raw)
        problems = {**unread, **entry.problems, **late}
        wrong = tuple(_objections(self._sheet, number, entry, problems, self._today))
        if wrong:
            header = tuple(column.header for column in self._sheet.layout.columns)
            return Rejected(self._sheet.name, header, tuple(cells), wrong), said
        updated_at = _instant(said.get("updated_at"), self._reference) if said else None
        return (
            Item(
                self._sheet.name,
                number,
                Kind.ADD,
                known_at,
                known,
                entry,
                guessed=guessed,
                label=label,
                updated_at=updated_at,
                in_sheet=True,
            ),
            said,
        )


def _complete(
    raw: dict[str, object], sheet: Sheet, ways: Ways, reference: Reference
) -> tuple[str, ...]:
    """Give a row what its sheet says for all rows; the fields of it that are a guess."""
    if not raw.get("region"):
        raw["region"] = sheet.region or ways.own_region or raw.get("district")
    if ways.source and not raw.get("source_system"):
        raw["source_system"] = ways.source
    if raw.get("category"):
        return ()
    told = "\n".join(str(raw[name]) for name in ("title", "detail") if raw.get(name))
    likely = clues(told, reference).categories
    raw["category"] = likely[0] if likely else _last_category(reference)
    return ("category",)


def _last_category(reference: Reference) -> str:
    """What is left when nothing else fits stands last in a taxonomy."""
    return reference.groups[-1].categories[-1].key


def _instant(said: str | None, reference: Reference) -> str | None:
    """An instant as an export tells it, in either dialect; None where it is none."""
    try:
        return read_moment(said or "", reference.election.time_zone)[0]
    except ValueError:
        return None


def _known(
    said: object, reference: Reference, now: datetime
) -> tuple[str, str, dict[str, Sentence]]:
    """When a row was known, as it was written, and what is wrong with that; now where nobody said."""
    at = instant(now)
    if not said:
        return at, "", {}
    text = str(said)
    try:
        known, is_day = read_moment(text, reference.election.time_zone)
    except ValueError:
        return at, text, {"known_at": Sentence(N_("'{value}' is no day and no time"), value=text)}
    today = local_day(at, reference.election.time_zone)
    day = local_day(known, reference.election.time_zone)
    if known > at and not (is_day and day == today):
        return at, text, {"known_at": Sentence(N_("'{value}' has not come yet"), value=text)}
    return min(known, at), day.isoformat() if is_day else known, {}


def _objections(
    sheet: Sheet,
    number: int,
    entry: Entry,
    problems: Mapping[str, Sentence],
    today: date,
) -> Iterator[Sentence]:
    """Everything that is wrong with a row, under the headers as they stand."""
    wrong, values = dict(problems), entry.values
    for name in NEEDED:
        if not values.get(name) and name not in wrong:
            wrong[name] = Sentence(N_("it is missing"))
    if not wrong and (first := next(contradictions(Kind.ADD, entry, None, today), None)):
        wrong[_ROW] = first
    for name, problem in wrong.items():
        if name == _ROW:
            words = N_("{sheet}, row {row}: {problem}")
            yield Sentence(words, sheet=sheet.name, row=number, problem=problem)
            continue
        column = sheet.layout.of(name)
        yield Sentence(
            N_("{sheet}, row {row}, {column}: {problem}"),
            sheet=sheet.name,
            row=number,
            column=column.header if column else name,
            problem=problem,
        )
