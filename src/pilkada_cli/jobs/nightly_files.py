"""What stands in the folder of a nightly export: its tables and pages, for each profile."""

import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.analysis.suppression import publishable
from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.calendar import CoverageCell
from pilkada_cli.domain.events import Outcome
from pilkada_cli.domain.person_names import names_of, place_words
from pilkada_cli.domain.profiles import Profile
from pilkada_cli.domain.readiness_table import Ready
from pilkada_cli.domain.redaction import Finding, redacted_text, scan
from pilkada_cli.domain.summary import ROW_TYPES, Summary
from pilkada_cli.exchange.publishing.datapackage import (
    ForeignKey,
    column,
    record_table,
    report_table,
)
from pilkada_cli.exchange.publishing.datapackage import Table as Schema
from pilkada_cli.exchange.writers import writer
from pilkada_cli.exchange.writers.table import Column, Kind, Row, of_record
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.jobs import calendar, tabulating
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.listing import Order, report_rows
from pilkada_cli.jobs.readiness import everything
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.tabulating import Shape, Write, columns_of
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import queries
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter

READINESS = "readiness.csv"
"""A table of keys, codes and numbers: nothing in it is about people, and rupiah look like telephones."""

COVERAGE = "coverage.csv"

RANKED = ("regency", "stage", "category")
MOST_IN_WORKBOOK = 200_000
"""Reports above which the workbook is left out: Excel opens no larger one with patience."""

LEFT_OUT = "workbook-left-out"
"""The warning that says so in the manifest."""


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a run: files in their order, the columns of its tables, warnings by key."""

    files: Mapping[str, Write]
    tables: Mapping[str, Schema]
    warnings: tuple[str, ...] = ()


def content(
    reader: Reader, profile: Profile, summary: Summary, asked: Asked, point: AsOf, mark: str
) -> Content:
    """The files of a run for a profile, while `reader` is open."""
    if not profile.fields:
        return _public(reader, profile, summary, mark)
    files: dict[str, Write] = {"reports.csv": _reports(reader, profile, asked, "csv", mark)}
    tables = {"reports.csv": report_table(profile.fields)}
    files["actions.csv"] = _actions(reader, profile, point.day)
    tables["actions.csv"] = record_table(Action, "id")
    for by in RANKED:
        name = f"summary_{by}.csv"
        files[name] = tabulating.ranking(summary, by, reader.reference, Shape("csv"))
        tables[name] = record_table(ROW_TYPES[by], "code" if by == "regency" else "key")
    if reader.reference.readiness:
        found = everything(reader, point)
        files[READINESS] = tabulating.readiness(found, reader.reference, Shape("csv"))
        tables[READINESS] = record_table(Ready, "item", "region")
    files[COVERAGE] = _coverage(reader, asked, point)
    tables[COVERAGE] = record_table(CoverageCell, "code", "day")._replace(
        foreign_keys=(ForeignKey("code", "summary_regency", "code"),)
    )
    files["summary.md"] = _page(reader, summary, mark)
    if summary.totals.reports > MOST_IN_WORKBOOK:
        return Content(files, tables, (LEFT_OUT,))
    files["reports.xlsx"] = _reports(reader, profile, asked, "xlsx", mark)
    return Content(files, tables)


def _reports(reader: Reader, profile: Profile, asked: Asked, format: str, mark: str) -> Write:
    """The reports, in an order that does not change when others come."""
    order = Order("id")
    if not profile.redacts:
        return tabulating.reports(reader, asked, Shape(format), order)
    table = tabulating.table(
        reader.reference, _("reports"), columns_of(Shape(format, columns=profile.fields)), mark=mark
    )
    return lambda file: writer(format)(file, table, _redacted(reader, profile, asked, order))


def _redacted(reader: Reader, profile: Profile, asked: Asked, order: Order) -> Iterator[Row]:
    from pilkada_cli.domain.fields import FIELD_NAMES

    ordinary = place_words(reader.reference)
    for row in report_rows(reader, asked, FIELD_NAMES, order):
        values = dict(zip(FIELD_NAMES, row, strict=True))
        yield tuple(profile.leaving(values, ordinary).values())


def _actions(reader: Reader, profile: Profile, today: date) -> Write:
    """Every action, as it stands on a day, by its id."""
    reference = reader.reference
    every = sorted(actions(reader.tables, Wanted(), reference, today), key=lambda each: each.id)
    if profile.redacts:
        ordinary = place_words(reference)
        every = [_without_persons(reader, each, ordinary) for each in every]
    table = tabulating.table(reference, _(N_("actions")), of_record(Action))
    return lambda file: writer("csv")(file, table, map(astuple, every))


def _without_persons(reader: Reader, action: Action, ordinary: Collection[str]) -> Action:
    """An action whose words point at no person, nor at one whom its report names."""
    row: Mapping[str, object] = {}
    if action.report is not None:
        row = queries.report(reader.tables, resolve_one(reader, action.report)) or {}
    names = names_of(row, ordinary)
    what, evidence = (
        text and redacted_text(text, names) for text in (action.what, action.evidence)
    )
    return replace(action, what=what, evidence=evidence)


def _coverage(reader: Reader, asked: Asked, point: AsOf) -> Write:
    """Every regency by day, at the office of one too: the rankings list them all."""
    every = replace(asked, region=reader.reference.province.code)
    return tabulating.coverage(calendar.look(reader, every, point), reader.reference, Shape("csv"))


def _page(reader: Reader, summary: Summary, mark: str) -> Write:
    """The rankings as a page, under the classification mark."""
    head = _head(reader, summary, mark)

    def write(file: BinaryIO) -> int:
        file.write(head)
        rows = 0
        for by in RANKED:
            file.write(f"\n## {_(tabulating.TITLES[by])}\n\n".encode())
            rows += tabulating.ranking(summary, by, reader.reference, Shape("md"))(file)
        return rows

    return write


def _head(reader: Reader, summary: Summary, mark: str) -> bytes:
    name = reader.reference.election.name.in_language(language())
    told = Sentence(
        N_("As of {day}. Reports: {reports}, events: {events}."),
        day=summary.as_of,
        reports=summary.totals.reports,
        events=summary.totals.events,
    )
    return f"**{mark}**\n\n# {name}\n\n{told}\n".encode()


def _public(reader: Reader, profile: Profile, summary: Summary, mark: str) -> Content:
    """Counts of verified events by group of categories and level, the small ones withheld."""
    levels = [level.number for level in reader.reference.scale.levels]
    rows = _public_rows(reader, profile, levels)
    names = ["group", *(f"level_{number}" for number in levels), "total"]
    kinds = [Kind.TEXT, *[Kind.WHOLE] * (len(names) - 1)]
    table = tabulating.table(
        reader.reference, _("events"), [Column(*each) for each in zip(names, kinds, strict=True)]
    )
    schema = Schema(
        (column("group", required=True), *(column(n, "integer", minimum=0) for n in names[1:])),
        ("group",),
    )
    name = reader.reference.election.name.in_language(language())
    told = Sentence(
        N_("As of {day}. Verified events by group of categories and level; counts under {least} and what would give them away are withheld."),
        day=summary.as_of,
        least=profile.smallest,
    )  # fmt: skip
    head = f"**{mark}**\n\n# {name}\n\n{told}\n\n".encode()
    return Content(
        {
            "summary_public.csv": lambda file: writer("csv")(file, table, rows),
            "summary.md": lambda file: file.write(head) and writer("md")(file, table, rows),
        },
        {"summary_public.csv": schema},
    )


def _public_rows(reader: Reader, profile: Profile, levels: Sequence[int]) -> list[Row]:
    groups = [group.key for group in reader.reference.groups]
    counts = {group: dict.fromkeys(levels, 0) for group in groups}
    for cell, n in queries.tally(reader.tables, Filter()):
        group = cell.category.partition("/")[0]
        verified = cell.outcome == Outcome.EVENT and not cell.further and cell.credence == 0
        if verified and group in counts:
            counts[group][cell.level] += n
    table = [list(counts[group].values()) for group in groups]
    shown = publishable(table, profile.smallest)
    return [(name, *row) for name, row in zip((*groups, "total"), shown, strict=True)]


def findings(folder: Path, names: Iterable[str]) -> Iterator[tuple[str, Finding]]:
    """The personal data in written files but `READINESS`, by the name of the file."""
    for name in (name for name in names if name != READINESS):
        for part, stream in _parts(folder / name):
            with stream() as file:
                yield from ((part, found) for found in scan(file))


def _parts(path: Path) -> Iterator[tuple[str, Callable[[], BinaryIO]]]:
    """A file, or the files in a workbook, each with what opens it."""
    if path.suffix != ".xlsx":
        yield path.name, lambda: path.open("rb")
        return
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if member.endswith(".xml"):
                yield f"{path.name}/{member}", lambda member=member: archive.open(member)  # type: ignore[misc]
