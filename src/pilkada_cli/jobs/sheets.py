"""Sheets of offices as reports to come: every row understood, every objection with its row and column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from pilkada_cli.analysis.guessing import clues
from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.contradictions import contradictions
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.names import resolve_place
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, read_moment
from pilkada_cli.errors import InvalidData, PilkadaError
from pilkada_cli.exchange.sheets import headers, layout, mapped, mapping, opened, records
from pilkada_cli.exchange.sheets.body import Body
from pilkada_cli.exchange.sheets.headers import Match
from pilkada_cli.exchange.sheets.layout import Layout
from pilkada_cli.exchange.sheets.rows import Row, Table
from pilkada_cli.exchange.sheets.source import Kind as FileKind
from pilkada_cli.exchange.sheets.values import Conventions
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import sheet_nil
from pilkada_cli.jobs.import_plan import Item
from pilkada_cli.jobs.sheet_plan import Rejected, Understood, Ways
from pilkada_cli.jobs.sheet_state import Columns, links, states
from pilkada_cli.jobs.typed import NEEDED

_HELP_SHEETS = ("petunjuk", "how to")
"""Names of the sheet of our form that is only read by people."""

_ROW = "row"
"""Stands for a row as a whole where an objection names no field."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table with how it is read; `region` is what its name or letterhead says."""

    name: str
    table: Table
    layout: Layout
    plan: records.Plan
    region: str | None


def understand(
    path: Path, kind: FileKind, ways: Ways, reference: Reference, now: datetime
) -> Understood:
    """Read every sheet of a file without touching the register.

    Raises `InvalidData` where no sheet has a table of reports.
    """
    rules = mapping.read(ways.mapping) if ways.mapping else None
    tables, remarks = opened.tables(path, kind, ways.sheet or (rules.sheet if rules else None))
    done = Understood(remarks=list(remarks))
    refused: list[Sentence] = []
    for table in tables:
        name = f"{path}, {table.name}" if table.name else str(path)
        if table.name.casefold() in _HELP_SHEETS:
            continue
        if table.name.casefold() in sheet_nil.SHEETS:
            sheet_nil.read(done, name, table, ways, reference, now)
            continue
        found, first = _layout(table, rules, ways)
        if found is None:
            done.remarks.append(Sentence(N_("{sheet} is empty"), sheet=name))
            continue
        if found.problems:
            refused += [
                Sentence("{sheet}: {problem}", sheet=name, problem=p) for p in found.problems
            ]
            continue
        sheet = _Sheet(
            name,
            table,
            found,
            _plan(table, found, rules, reference),
            _region(table, first, reference),
        )
        done.guessed |= {column.header: str(column.field) for column in found.guessed}
        _read(done, sheet, ways, reference, now)
    if refused and not done.items and not done.rejected:
        raise InvalidData(
            Sentence.joined(refused, "\n"),
            Sentence(N_("name the columns with --mapping, see docs/mappings")),
        )
    done.remarks += refused
    return done


def _layout(
    table: Table, rules: mapping.Mapping | None, ways: Ways
) -> tuple[Layout | None, Sequence[Row]]:
    first = list(islice(table.rows(), layout.LOOKED_AT))
    if not any(any(str(cell).strip() for cell in cells) for _, cells in first):
        return None, first
    if rules is not None:
        return mapped.find(rules, first, table.merged), first

    def match(header: str) -> Match | None:
        learned = ways.learned.get(headers.folded(header))
        return Match(learned, True) if learned else headers.match(header)

    return layout.find(first, table.merged, match=match), first


def _plan(
    table: Table, found: Layout, rules: mapping.Mapping | None, reference: Reference
) -> records.Plan:
    ways = Conventions(
        reference.election.time_zone,
        rules.time_zone if rules else None,
        rules.decimal if rules else ",",
        table.epoch,
        table.guarded,
    )
    if rules is not None:
        return mapped.plan(rules, found.columns, ways)
    return records.plan(found.columns, ways)


def _region(table: Table, first: Sequence[Row], reference: Reference) -> str | None:
    """The regency that the name of a sheet or its letterhead names, if it is one."""
    try:
        return resolve_place(reference, table.name).region
    except PilkadaError:
        pass
    head = "\n".join(str(cell) for _, cells in first[:10] for cell in cells[:3] if cell != "")
    named = clues(head, reference).regions
    return named[0] if len(named) == 1 else None


def _read(done: Understood, sheet: _Sheet, ways: Ways, reference: Reference, now: datetime) -> None:
    body, reader = Body(sheet.layout, sheet.table), records.Records(sheet.plan)
    today = local_day(instant(now), reference.election.time_zone)
    columns, rows = Columns.of(sheet.layout), list[tuple[Item, dict[str, str]]]()
    for number, cells in body:
        record = reader.read(cells)
        raw, said = dict(record.raw), columns.read(cells)
        label = None if raw.get("source_ref") else said.get("id")
        if label:
            raw["source_ref"] = label
        guessed = _complete(raw, sheet, ways, reference)
        known_at, known, late = _known(raw.pop("known_at", None), reference, now)
        entry = entries.read(reference, raw, today)
        problems = {**record.problems, **entry.problems, **late}
        if wrong := list(_objections(sheet, number, entry, problems, today)):
            header = tuple(column.header for column in sheet.layout.columns)
            done.rejected.append(Rejected(sheet.name, header, tuple(cells), tuple(wrong)))
        else:
            added = Item(
                number,
                Kind.ADD,
                known_at,
                known,
                entry,
                guessed=guessed,
                label=said.get("id"),
                updated_at=_instant(said.get("updated_at"), reference),
            )
            rows.append((added, said))
    for added, said in rows:
        done.items += [added, *(states(added, said) if said else ())]
    done.items += links(rows)
    done.remarks += [
        Sentence("{sheet}: {remark}", sheet=sheet.name, remark=remark)
        for remark in (*body.remarks, *sheet.plan.remarks)
    ]


def _complete(
    raw: dict[str, object], sheet: _Sheet, ways: Ways, reference: Reference
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
    sheet: _Sheet,
    number: int,
    entry: Entry,
    problems: Mapping[str, Sentence],
    today: date,
) -> Iterator[Sentence]:
    """Everything that is wrong with a row, under the headers as they stand."""
    wrong = dict(problems)
    for name in NEEDED:
        if not entry.values.get(name) and name not in wrong:
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
