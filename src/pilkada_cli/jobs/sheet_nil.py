"""The sheet on which an office says that nothing happened: days, and perhaps where."""

from collections.abc import Sequence
from datetime import date, datetime

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant, local_day, read_moment
from pilkada_cli.exchange.sheets import layout, records
from pilkada_cli.exchange.sheets.rows import Cell, Table
from pilkada_cli.exchange.sheets.values import Conventions
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.jobs.sheet_letterhead import named_place
from pilkada_cli.jobs.sheet_plan import Rejected, Understood, Ways

SHEETS = ("nihil", "nil")
"""What such a sheet is called."""


def read(
    done: Understood, name: str, table: Table, ways: Ways, reference: Reference, now: datetime
) -> None:
    """Take the days of the sheet; rows that are wrong are rejected with their reasons."""
    rows = [(number, cells) for number, cells in table.rows() if not _is_blank(cells)]
    if len(rows) < _HEADER_AND_DAY:
        return
    found = layout.find(rows[: layout.LOOKED_AT], table.merged, telling=(), least=1)
    if found.problems:
        done.remarks += [
            Sentence("{sheet}: {problem}", sheet=name, problem=p) for p in found.problems
        ]
        return
    place = named_place(table, [row for row in rows if row[0] < found.first], reference)
    standing = place.region if place else ways.own_region
    zone = reference.election.time_zone
    reader = records.Records(records.plan(found.columns, Conventions(zone, epoch=table.epoch)))
    header = tuple(column.header for column in found.columns)
    fields = tuple(column.field for column in found.columns)
    for number, cells in rows:
        if number <= found.last:
            continue
        record = reader.read(cells)
        entry, wrong = _judged(record, standing, reference, now)
        if wrong:
            said = tuple(_objection(name, number, key, problem) for key, problem in wrong.items())
            done.rejected.append(Rejected(name, header, tuple(cells), said, fields))
        else:
            done.items.append(_item(name, number, entry, zone, now))


_HEADER_AND_DAY = 2


def _is_blank(cells: Sequence[Cell]) -> bool:
    return not any(str(cell).strip() for cell in cells)


def _judged(
    record: records.Record, standing: str | None, reference: Reference, now: datetime
) -> tuple[Entry, dict[str, Sentence]]:
    """The region and the day of a row, and everything that is wrong with them."""
    raw = {name: record.raw.get(name) for name in ("occurred_on", "region")}
    raw["region"] = raw["region"] or standing
    today = local_day(instant(now), reference.election.time_zone)
    entry = entries.read(reference, raw, today)
    wrong = {**record.problems, **entry.problems}
    wrong |= {n: Sentence(N_("it is missing")) for n in raw if not raw[n] and n not in wrong}
    on = entry.body.get("occurred_on")
    if isinstance(on, str) and on > today.isoformat():
        wrong["occurred_on"] = Sentence(
            N_("'{value}' has not come yet"), value=date.fromisoformat(on)
        )
    return entry, {name: wrong[name] for name in raw if name in wrong}


def _objection(sheet: str, row: int, column: str, problem: Sentence) -> Sentence:
    return Sentence(
        N_("{sheet}, row {row}, {column}: {problem}"),
        sheet=sheet,
        row=row,
        column=column,
        problem=problem,
    )


def _item(name: str, number: int, entry: Entry, zone: str, now: datetime) -> Item:
    """The nil report of a row; it was known at the end of its day, so that it is known again."""
    body = {"region": entry.body["region"], "on": entry.body["occurred_on"]}
    known_at = min(read_moment(str(body["on"]), zone)[0], instant(now))
    known = local_day(known_at, zone).isoformat()
    return Item(name, number, Kind.NIL, known_at, known, Entry(body=body), in_sheet=True)
