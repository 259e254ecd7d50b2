"""Reports and rankings as tables to be written, in any format and dialect."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import astuple
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import ROW_TYPES, Summary
from pilkada_cli.exchange.writers import writer
from pilkada_cli.exchange.writers.json_rows import write_document
from pilkada_cli.exchange.writers.table import (
    Column,
    Kind,
    Table,
    of_fields,
    of_record,
    places_of,
)
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render import headings
from pilkada_cli.render.matter import MARKS
from pilkada_cli.storage.register import Reader

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from pilkada_cli.domain.baseline_table import Comparison
    from pilkada_cli.domain.calendar import Coverage
    from pilkada_cli.domain.matrix import Matrix
    from pilkada_cli.domain.readiness_table import Readiness
    from pilkada_cli.domain.search import Term
    from pilkada_cli.domain.tile_map import TileMap
    from pilkada_cli.jobs.listing import Order
    from pilkada_cli.jobs.reading import Asked

Write = Callable[[BinaryIO], int]
"""Writes a document and returns its number of rows."""


class Shape(NamedTuple):
    """How a table is written: its format, the dialect of a CSV, and its columns; none for all."""

    format: str
    dialect: str = "machine"
    columns: Sequence[str] = FIELD_NAMES

    @property
    def for_people(self) -> bool:
        """Whether it is opened with a spreadsheet, so that headings and codes are words."""
        return self.format == "xlsx" or self.dialect != "machine"


def _unsaid(_remark: Sentence) -> None:
    pass


def reports(
    reader: Reader,
    asked: "Asked",
    shape: Shape,
    order: "Order | None" = None,
    *,
    withdrawn: bool = False,
    sought: "Sequence[Term]" = (),
    say: Callable[[Sentence], None] = _unsaid,
) -> Write:
    """What writes the reports under the filters, with `sought` those that hold it all, while `reader` is open."""
    from pilkada_cli.jobs.listing import Order, mark, report_rows

    # CSV for machines is what SQLite gives, as fast as it gives it.
    joined = (shape.format, shape.dialect) == ("csv", "machine")
    columns = columns_of(shape)
    if joined:
        columns = tuple(_as_text(column) for column in columns)
    marked = mark(reader, asked, sought) if shape.format == "xlsx" else None
    shaped = table(reader.reference, _(N_("reports")), columns, say, mark=marked)
    rows = report_rows(
        reader,
        asked,
        shape.columns,
        order or Order(),
        withdrawn=withdrawn,
        sought=sought,
        joined=joined,
    )

    def write(file: BinaryIO) -> int:
        # Closed before the register is, also where nobody reads on.
        with closing(rows):
            return writer(shape.format, shape.dialect)(file, shaped, rows)

    return write


def columns_of(shape: Shape) -> tuple[Column, ...]:
    """The columns of a table of reports, for people with their headings and words."""
    columns = of_fields(shape.columns)
    if not shape.for_people:
        return columns
    return tuple(
        column._replace(
            heading=headings.of_sheet(column.name),
            words=headings.words_of(column.name),
        )
        for column in columns
    )


def _as_text(column: Column) -> Column:
    return Column(column.name, Kind.TEXT) if column.kind in (Kind.CODES, Kind.LINES) else column


def ranking(
    summary: Summary,
    by: str,
    reference: Reference,
    shape: Shape,
    say: Callable[[Sentence], None] = _unsaid,
) -> Write:
    """What writes one ranking of a summary; as ``json`` all of them."""
    if shape.format == "json":
        return lambda file: write_document(file, summary.document())
    columns = of_record(ROW_TYPES[by])
    if shape.for_people:
        columns = tuple(each._replace(heading=headings.of_ranking(each.name)) for each in columns)
    shaped = table(reference, _(TITLES[by]), columns, say)
    rows = map(astuple, summary.rows(by))
    return lambda file: writer(shape.format, shape.dialect)(file, shaped, rows)


def coverage(found: "Coverage", reference: Reference, shape: Shape) -> Write:
    """What writes a coverage, a row for each place and day; as ``json`` all of it."""
    from pilkada_cli.domain.calendar import CoverageCell

    if shape.format == "json":
        return lambda file: write_document(file, found.document())
    return _records(CoverageCell, found.cells(), reference, shape)


def matrix(found: "Matrix", reference: Reference, shape: Shape) -> Write:
    """What writes a risk matrix, a row for each cell; as ``json`` all of it."""
    from pilkada_cli.domain.matrix import MatrixCell

    if shape.format == "json":
        return lambda file: write_document(file, found.document())
    return _records(MatrixCell, found.cells, reference, shape)


def tile_map(found: "TileMap", reference: Reference, shape: Shape) -> Write:
    """What writes a map, a row for each regency; as ``json`` all of it."""
    from pilkada_cli.domain.tile_map import Tile

    if shape.format == "json":
        return lambda file: write_document(file, found.document())
    return _records(Tile, found.tiles, reference, shape)


def _records(
    record: "type[DataclassInstance]",
    rows: "Iterable[DataclassInstance]",
    reference: Reference,
    shape: Shape,
) -> Write:
    shaped = table(reference, "", of_record(record))
    return lambda file: writer(shape.format, shape.dialect)(file, shaped, map(astuple, rows))


def readiness(found: "Readiness", reference: Reference, shape: Shape) -> Write:
    """What writes how ready the regencies are, a row for each item and regency; ``json`` all of it."""
    from pilkada_cli.domain.readiness_table import Ready

    if shape.format == "json":
        return lambda file: write_document(file, found.document())
    columns = of_record(Ready)
    if shape.for_people:
        columns = tuple(each._replace(heading=headings.of_readiness(each.name)) for each in columns)
    shaped = table(reference, _(N_("readiness")), columns)
    return lambda file: writer(shape.format, shape.dialect)(file, shaped, map(astuple, found.rows))


def comparison(found: "Comparison", reference: Reference) -> Write:
    """What writes a publication beside our ranking as CSV for programs."""
    from pilkada_cli.domain.baseline_table import Beside

    shaped = table(reference, found.baseline.key, of_record(Beside))
    return lambda file: writer("csv")(file, shaped, map(astuple, found.rows))


TITLES = {
    "regency": N_("regencies"),
    "stage": N_("stages"),
    "category": N_("categories"),
    "athg": "ATHG",
    "district": N_("districts"),
}
"""What the rankings are called, by their ``--by``."""


def table(
    reference: Reference,
    title: str,
    columns: Sequence[Column],
    say: Callable[[Sentence], None] = _unsaid,
    at: datetime = datetime(2000, 1, 1, tzinfo=UTC),
    mark: str | None = None,
) -> Table:
    """Columns under a title, with what the formats need of the election; `mark` is a classification."""
    return Table(
        title=title,
        columns=columns,
        zone=reference.election.time_zone,
        places=places_of(reference),
        colours={level.number: level.colour for level in reference.scale.levels},
        at=at,
        mark=_(MARKS[mark]) if mark else "",
        say=say,
    )
