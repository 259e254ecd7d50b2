"""The rows of one sheet, judged: reports to come, and objections with their row and column."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.contradictions import contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.names import Place
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, read_moment
from pilkada_cli.exchange.sheets import records
from pilkada_cli.exchange.sheets.headers import PHASES, PLACE, is_remark
from pilkada_cli.exchange.sheets.layout import Layout
from pilkada_cli.exchange.sheets.rows import Cell, Table
from pilkada_cli.exchange.sheets.skipped import Stretches
from pilkada_cli.exchange.writers.guard import unguard
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.own_rows import MINUTE, SECOND
from pilkada_cli.jobs.sheet_guesses import Categories, guess_phase
from pilkada_cli.jobs.sheet_places import OWN, SHEET, Places, Standing, Taken
from pilkada_cli.jobs.sheet_plan import Rejected, Ways
from pilkada_cli.jobs.sheet_state import Columns
from pilkada_cli.jobs.typed import NEEDED
from pilkada_cli.render.labels import LABELS

_REMEMBERED = 1 << 12

_INSTEAD = {"title": "detail", "region": PLACE}
"""Fields that come out of the column of another where they have none."""

_TO_THE_SECOND = re.compile(r"\d[:.]\d\d[:.]\d\d")

_ROW = "row"
"""Stands for a row as a whole where an objection names no field."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with how it is read; `place` is what its name or letterhead says."""

    name: str
    table: Table
    layout: Layout
    plan: records.Plan
    place: Place | None


class Rows:
    """Judges the rows of one sheet."""

    def __init__(self, sheet: Sheet, ways: Ways, reference: Reference, now: datetime) -> None:
        self._sheet = sheet
        self._ways = ways
        self._reference = reference
        self._today = local_day(instant(now), reference.election.time_zone)
        self._records = records.Records(sheet.plan)
        self._columns = Columns.of(sheet.layout, sheet.plan.stated)
        self._judge = entries.Judge(reference, self._today)
        standing = Standing(ways.own_region, None, OWN)
        if sheet.place:
            standing = Standing(sheet.place.region, sheet.place.district, SHEET)
        of_places = sheet.layout.of(PLACE)
        self.places = Places(standing, of_places.header if of_places else "", reference)
        self.regions: Taken = Counter()
        self._categories = Categories(reference)
        self._day = sheet.layout.of("occurred_on") or sheet.layout.of("at")
        self._undated = Stretches()
        self._known = lru_cache(_REMEMBERED)(lambda said: _known(said, reference, now))

    def read(self, number: int, cells: Sequence[Cell]) -> Item | Rejected:
        """A row as the report to come, or with what is wrong with it."""
        raw, unread = self._records.read(cells)
        said = self._columns.read(cells)
        label = said.get("id")
        if label and not raw.get("source_ref"):
            raw["source_ref"] = label
        if self._ways.source and not raw.get("source_system"):
            raw["source_system"] = self._ways.source
        is_guess, unclear = self._categories.settle(raw)
        guessed, region = self.places.settle(raw, number)
        known_at, known, late = self._known(raw.pop("known_at", None))
        entry = self._judge.read(raw)
        guessed += ("category",) * is_guess + ("phase",) * guess_phase(raw, entry, self._today)
        is_undated = "occurred_on" not in (entry.values | unread) and (self._day or not known)
        problems = {**unread, **entry.problems, **late}
        if unclear is not None:
            problems["category"] = unclear
        wrong = tuple(_objections(self._sheet, number, entry, problems, self._today))
        if wrong:
            by_sheet = region is not None and region[0] == SHEET
            return self._rejected(cells, wrong, by_sheet=by_sheet)
        if is_undated:
            day = local_day(known_at, self._reference.election.time_zone)
            entry.put("occurred_on", day.isoformat())
            guessed += ("occurred_on",)
            self._undated.add(number)
        if region is not None:
            self.regions[region[0], str(entry.body["region"]), region[1]] += 1
        return Item(
            self._sheet.name,
            number,
            Kind.ADD,
            known_at,
            known,
            entry,
            guessed=guessed,
            label=label,
            updated_at=_instant(said.get("updated_at"), self._reference) if said else None,
            group=said.get("group"),
            stated=self._columns.stated(said, number) if said else {},
            in_sheet=True,
        )

    @property
    def remarks(self) -> Iterator[Sentence]:
        """What the rows leave open."""
        yield from _told_by_remarks(self._sheet.layout)
        yield from self.places.remarks
        yield from self._columns.remarks
        if self._undated.n and self._day is None:
            yield Sentence(
                N_(
                    "{n} row has no day, nor has the sheet a column of days; it is dated today, as a guess"
                ),
                N_(
                    "{n} rows have no day, nor has the sheet a column of days; they are dated today, as a guess"
                ),
                n=self._undated.n,
            )
        elif self._undated.n:
            yield Sentence(
                N_("{n} row has no day in '{header}' and is dated by when it was known: {rows}"),
                N_("{n} rows have no day in '{header}' and are dated by when they were known: {rows}"),
                n=self._undated.n,
                header=self._day.header if self._day else "",
                rows=str(self._undated),
            )  # fmt: skip

    def _rejected(
        self, cells: Sequence[Cell], wrong: tuple[Sentence, ...], *, by_sheet: bool
    ) -> Rejected:
        """A row as it stands, with the region that only its sheet says."""
        sheet = self._sheet
        header = [column.header for column in sheet.layout.columns]
        fields = [column.field for column in sheet.layout.columns]
        plain = [unguard(c) if sheet.table.guarded and isinstance(c, str) else c for c in cells]
        if by_sheet and sheet.place and sheet.layout.of("region") is None:
            plain = [*plain[: len(header)], *[""] * (len(header) - len(plain))]
            header.append(_(LABELS["region"]))
            fields.append("region")
            plain.append(self._reference.region_by_code[sheet.place.region].name)
        return Rejected(sheet.name, tuple(header), tuple(plain), wrong, tuple(fields))


def _told_by_remarks(layout: Layout) -> Iterator[Sentence]:
    """That a column of remarks is all that tells what happened."""
    text = layout.of("detail")
    told = any(layout.of(field) for field in ("title", *PHASES))
    if text is not None and not told and is_remark(text.header):
        yield Sentence(
            N_("no column but '{header}' tells what happened; its beginning becomes the title"),
            header=text.header,
        )


def _instant(said: str | None, reference: Reference) -> str | None:
    """An instant as far as an export tells it, to the second or the minute; None where it is none."""
    text = said or ""
    try:
        known = read_moment(text, reference.election.time_zone)[0]
    except ValueError:
        return None
    return known[: SECOND if _TO_THE_SECOND.search(text) else MINUTE]


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
            missing = N_("it is missing")
            if name == "region" and sheet.layout.of(PLACE):
                missing = N_("it names no regency")
            wrong[name] = Sentence(missing)
    if not wrong and (first := next(contradictions(Kind.ADD, entry, None, today), None)):
        wrong[_ROW] = first
    for name, problem in wrong.items():
        if name == _ROW:
            words = N_("{sheet}, row {row}: {problem}")
            yield Sentence(words, sheet=sheet.name, row=number, problem=problem)
            continue
        header = sheet.layout.header_of(name)
        if header is None and name in _INSTEAD:
            header = sheet.layout.header_of(_INSTEAD[name])
        yield Sentence(
            N_("{sheet}, row {row}, {column}: {problem}"),
            sheet=sheet.name,
            row=number,
            column=header or Sentence(LABELS.get(name, name)),
            problem=problem,
        )
