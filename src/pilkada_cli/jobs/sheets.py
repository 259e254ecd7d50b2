"""Sheets of offices as reports to come: every row understood, every objection with its row and column."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.sheets import headers, layout, mapped, mapping, opened, records
from pilkada_cli.exchange.sheets.body import Body
from pilkada_cli.exchange.sheets.headers import Match
from pilkada_cli.exchange.sheets.layout import Layout
from pilkada_cli.exchange.sheets.months import period_above
from pilkada_cli.exchange.sheets.rows import Row, Table
from pilkada_cli.exchange.sheets.source import Kind as FileKind
from pilkada_cli.exchange.sheets.values import Conventions
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs import sheet_nil
from pilkada_cli.jobs.import_spool import Spool
from pilkada_cli.jobs.sheet_letterhead import named_place
from pilkada_cli.jobs.sheet_plan import Rejected, Understood, Ways
from pilkada_cli.jobs.sheet_rows import Rows, Sheet

Tick = Callable[[float | None], object]
"""Hears of a row, and what part of all was read by then; None where nobody knows."""

_HELP_SHEETS = ("petunjuk", "how to")
"""Names of the sheet of our form that is only read by people."""


def understand(
    path: Path,
    kind: FileKind,
    ways: Ways,
    reference: Reference,
    now: datetime,
    folder: Path,
    tick: Tick = lambda _share: None,
) -> Understood:
    """Read every sheet of a file without touching the register.

    What is understood waits in `folder`; `tick` hears after every row how much of the file
    was read. Raises `InvalidData` where no sheet has a table of reports.
    """
    rules = mapping.read(ways.mapping) if ways.mapping else None
    tables, remarks = opened.tables(path, kind, ways.sheet or (rules.sheet if rules else None))
    done = Understood(Spool(folder), remarks=list(remarks))
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
        sheet = Sheet(
            name,
            table,
            found,
            _plan(table, found, rules, reference),
            named_place(table, [row for row in first if row[0] < found.first], reference),
        )
        done.guessed |= {column.header: str(column.field) for column in found.guessed}
        _read(done, sheet, Rows(sheet, ways, reference, now), tick)
    if refused and not len(done.items) and not done.rejected:
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
        period_above((table.name, *chain.from_iterable(found.letterhead))),
        reference.election.time_zone_label,
    )
    if rules is not None:
        return mapped.plan(rules, found.columns, ways)
    return records.plan(found.columns, ways)


def _read(done: Understood, sheet: Sheet, rows: Rows, tick: Tick) -> None:
    body = Body(sheet.layout, sheet.table)
    for number, cells in body:
        understood = rows.read(number, cells)
        tick(sheet.table.share)
        if isinstance(understood, Rejected):
            done.rejected.append(understood)
        else:
            done.items.append(understood)
    done.remarks += [
        Sentence("{sheet}: {remark}", sheet=sheet.name, remark=remark)
        for remark in (*body.remarks, *sheet.plan.remarks, *rows.remarks)
    ]
    done.regions += rows.regions
