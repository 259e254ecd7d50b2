"""Sheets of readiness as they are understood: every number judged, every objection with its row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from pilkada_cli.domain.item_names import resolve_item
from pilkada_cli.domain.readiness import Item
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import InvalidData, PilkadaError
from pilkada_cli.exchange.sheets import dates, numbers, opened, standings
from pilkada_cli.exchange.sheets.rows import Cell, shown
from pilkada_cli.exchange.sheets.source import kind_of
from pilkada_cli.exchange.sheets.standing_names import ITEM, ON, REALISED, REGION, TARGET
from pilkada_cli.exchange.sheets.standings import Said, Sheet
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.readiness import counted, of_regencies, region_of, wrong_day
from pilkada_cli.jobs.sheet_letterhead import named_place
from pilkada_cli.jobs.sheet_plan import Rejected
from pilkada_cli.jobs.typed import day_of, known_instant, today_of
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.render.local import long_date
from pilkada_cli.storage import readiness as stored

Problems = dict[str, Sentence]
"""What is wrong, by the field of the column that it stands in; an empty one is the number's own."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How sheets are read: only one sheet, the day of all rows that name none, where the office is."""

    sheet: str | None = None
    on: str | None = None
    known: str | None = None
    own_region: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What a sheet says of one item in one regency; `target` None where the sheet has none."""

    item: Item
    region: str
    on: date
    target: int | None
    realised: int

    @property
    def about(self) -> tuple[str, str, date]:
        """What may be said once in an import."""
        return self.item.key, self.region, self.on


@dataclass(slots=True)
class Plan:
    """What an import would take in, as it was understood, and when that was known."""

    known_at: str
    lines: dict[tuple[str, str, date], Line] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    remarks: list[Sentence] = field(default_factory=list)

    @property
    def problems(self) -> list[Sentence]:
        """Everything that is wrong with the rows."""
        return [problem for row in self.rejected for problem in row.problems]


def read(workplace: Workplace, paths: Iterable[Path], ways: Ways) -> Plan:
    """Understand files without touching the register.

    Raises `InvalidData` for a file that tells of no readiness, `UsageError` for options
    that cannot be meant.
    """
    reference, now = workplace.reference(), workplace.now()
    if not reference.item_by_key:
        resolve_item(reference, "")
    plan = Plan(known_instant(ways.known, reference, now))
    on = day_of("--on", ways.on, now, reference)
    judge = _Judge(reference, today_of(reference, now), on, ways.own_region, _known(workplace))
    for path in paths:
        _read_file(plan, path, ways.sheet, judge)
    return plan


def _known(workplace: Workplace) -> frozenset[tuple[str, str]]:
    """The items and regions of which a target was said before."""
    if not workplace.has_register():
        return frozenset()
    with workplace.read() as reader:
        return frozenset((each.item, each.region) for each in stored.said(reader.tables))


def _read_file(plan: Plan, path: Path, only: str | None, judge: "_Judge") -> None:
    kind = kind_of(path)
    if kind == "jsonl":
        raise InvalidData(
            Sentence(N_("{file} is JSON Lines; readiness is read from sheets"), file=path),
            Sentence(N_("name the sheet itself (.xlsx, .xls, .csv)")),
        )
    tables, remarks = opened.tables(path, kind, only)
    plan.remarks += remarks
    refused: list[Sentence] = []
    before = len(plan.lines) + len(plan.rejected)
    for table in tables:
        name = f"{path}, {table.name}" if table.name else str(path)
        found = standings.find(table, [*judge.reference.item_by_key.values()])
        if isinstance(found, Sentence):
            refused.append(Sentence("{sheet}: {problem}", sheet=name, problem=found))
        elif found is not None:
            _read_sheet(plan, name, found, judge)
    if len(plan.lines) + len(plan.rejected) == before:
        nothing = Sentence(N_("{file} says nothing of readiness"), file=path)
        raise InvalidData(
            Sentence.joined(refused or [nothing], "\n"),
            Sentence(N_("the items and their names: pilkada readiness show")),
        )
    plan.remarks += refused


def _read_sheet(plan: Plan, name: str, sheet: Sheet, judge: "_Judge") -> None:
    """Take the rows of a sheet, each with all its numbers or not at all."""
    place = named_place(sheet.table, sheet.above, judge.reference)
    region = place.region if place else None
    day, told = judge.day_of_sheet(sheet)
    remarks = []
    for _row, group in groupby(sheet.said(), attrgetter("row")):
        lines: dict[tuple[str, str, date], Line] = {}
        wrong: dict[str, Sentence] = {}
        said = [*group]
        for each in said:
            line, problems = judge.line(each, region, day)
            if line is not None:
                if plan.lines.get(line.about, line) != line:
                    problems = {"": Sentence(N_("it was said differently further up"))}
                lines[line.about] = line
            for of, problem in problems.items():
                wrong[str(problem)] = _objection(name, each, sheet.heading(of), problem)
        if wrong:
            cells = tuple(said[0].cells)
            plan.rejected.append(Rejected(name, sheet.header, cells, (*wrong.values(),)))
        else:
            plan.lines |= lines
        if any(each.on == "" for each in said):
            remarks = [told]
    plan.remarks += [
        Sentence("{sheet}: {remark}", sheet=name, remark=remark)
        for remark in (*remarks, *sheet.remarks)
    ]


def _objection(name: str, said: Said, column: str | None, problem: Sentence) -> Sentence:
    return Sentence(
        N_("{sheet}, row {row}, {column}: {problem}"),
        sheet=name,
        row=said.row,
        column=column or said.column,
        problem=problem,
    )


@dataclass(frozen=True)
class _Judge:
    """Turns what cells hold into a line, or says everything that is wrong with it.

    `on` is the day of rows that name none, `own` where the office is; None where not said.
    `known` are the items and regions of which a target was said before.
    """

    reference: Reference
    today: date
    on: date | None
    own: str | None
    known: frozenset[tuple[str, str]]

    def day_of_sheet(self, sheet: Sheet) -> tuple[date, Sentence]:
        """The day of rows that name none, and where it is from."""
        if self.on is not None:
            return self.on, Sentence(N_("the day is {day}, as said"), day=long_date(self.on))
        if (day := sheet.day_above()) is not None:
            words = N_("the day is {day}, as it stands above the table")
            return day, Sentence(words, day=long_date(day))
        words = N_("no row names a day, so today is taken; another goes with --on")
        return self.today, Sentence(words)

    def line(self, said: Said, region: str | None, day: date) -> tuple[Line | None, Problems]:
        """The line that a number makes, or what is wrong with it."""
        problems: Problems = {}
        item = self._item(said, problems)
        code = self._region(said, region, item, problems)
        on = self._on(said, day, problems)
        realised = _number(said.realised, 0, REALISED, problems)
        target = None if said.target == "" else _number(said.target, 1, TARGET, problems)
        if item and code and target is None and TARGET not in problems:
            self._expect_target(item, code, problems)
        if problems or item is None or code is None or on is None or realised is None:
            return None, problems
        return Line(item, code, on, target, realised), {}

    def _expect_target(self, item: Item, code: str, problems: Problems) -> None:
        region = self.reference.region_by_code[code]
        if item.target_in(region) is None and (item.key, code) not in self.known:
            words = N_("the target of {item} is not known yet")
            problems[TARGET] = Sentence(words, item=item.label)

    def _item(self, said: Said, problems: Problems) -> Item | None:
        try:
            return resolve_item(self.reference, shown(said.item))
        except PilkadaError as error:
            problems[ITEM] = error.sentence
            return None

    def _region(
        self, said: Said, of_sheet: str | None, item: Item | None, problems: Problems
    ) -> str | None:
        typed = numbers.code(said.region) or of_sheet or self.own
        if not typed:
            problems[REGION] = Sentence(N_("no regency is named"))
            return None
        try:
            region = region_of(self.reference, typed, item)
        except PilkadaError as error:
            problems[REGION] = error.sentence
            return None
        if region is None and item is not None:
            problems[REGION] = of_regencies(item)
        return region.code if region else None

    def _on(self, said: Said, day: date, problems: Problems) -> date | None:
        found: date | None = day
        if said.on != "":
            try:
                found = dates.read(said.on, said.epoch).day
            except dates.Unreadable as error:
                problems[ON] = error.sentence
                return None
        wrong = Sentence(N_("no day is named")) if found is None else wrong_day(found, self.today)
        if wrong is not None:
            problems[ON] = wrong
        return found


def _number(cell: Cell, least: int, field: str, problems: Problems) -> int | None:
    number = counted(cell)
    if number is None or number < least:
        words = N_("'{value}' is no whole number from {least} on")
        problems[field] = Sentence(words, value=shown(cell), least=least)
        return None
    return number
