"""What a writer is told about the rows it writes: names and kinds of columns, places, the zone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pilkada_cli.domain.fields import FIELD_BY_NAME, Type
from pilkada_cli.i18n import Sentence

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from pilkada_cli.domain.reference import District, Reference, Region

Row = Sequence[object]
"""The values of one row, in the order of the columns; None where nothing is known."""

Rows = Iterable[Row]

_BATCH = 500


class Kind(StrEnum):
    """What the cells of a column hold, as the register stores it.

    ``instant`` is UTC as `pilkada_cli.domain.times.instant` writes it, ``codes``
    and ``lines`` are sequences of strings; ``any`` is told by each value.
    """

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    LEVEL = "level"
    TRUTH = "truth"
    DAY = "day"
    CLOCK = "clock"
    INSTANT = "instant"
    CODE = "code"
    CODES = "codes"
    LINES = "lines"
    ANY = "any"


class Column(NamedTuple):
    """A column: its name, which is the name of its field, and what its cells hold.

    A sheet for people has a `heading` instead, where there is one, and says the
    values that are codes in `words`.
    """

    name: str
    kind: Kind
    heading: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def head(self) -> str:
        """What stands above it in a sheet for people."""
        return self.heading or self.name


class Place(NamedTuple):
    """The name of a region or district, and where it lies in degrees if that is known."""

    name: str
    latitude: float | None
    longitude: float | None


def _unsaid(_remark: Sentence) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Table:
    """Columns under a title, with what some formats need beside the rows.

    `zone` is the election's time zone, `places` its regions and districts by code,
    `colours` the colour of each level by its name in the reference data. `at` is
    the moment that a workbook says it was made, `mark` its classification in words, if
    it has one. `say` hears what a format could not hold.
    """

    title: str
    columns: Sequence[Column]
    zone: str = "UTC"
    places: Mapping[str, Place] = field(default_factory=dict)
    colours: Mapping[int, str] = field(default_factory=dict)
    at: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    mark: str = ""
    say: Callable[[Sentence], None] = _unsaid

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


_KINDS = {
    Type.DATE: Kind.DAY,
    Type.TIME: Kind.CLOCK,
    Type.INSTANT: Kind.INSTANT,
    Type.REGION: Kind.CODE,
    Type.DISTRICT: Kind.CODE,
    Type.REGIONS: Kind.CODES,
    Type.FILES: Kind.LINES,
    Type.RATING: Kind.WHOLE,
    Type.VALUE: Kind.WHOLE,
    Type.COUNT: Kind.WHOLE,
    Type.MONEY: Kind.WHOLE,
}
_NAMED = {
    "level": Kind.LEVEL,
    "residual_level": Kind.LEVEL,
    "worst_level": Kind.LEVEL,
    "open_level": Kind.LEVEL,
    "code": Kind.CODE,
    "day": Kind.DAY,
    "start": Kind.DAY,
    "end": Kind.DAY,
    "last_report_on": Kind.DAY,
    "region": Kind.CODE,
    "due": Kind.DAY,
    "decided_on": Kind.DAY,
    "done_on": Kind.DAY,
}
_ANNOTATED = {"int": Kind.WHOLE, "float": Kind.DECIMAL, "bool": Kind.TRUTH, "str": Kind.TEXT}


def of_fields(names: Iterable[str]) -> tuple[Column, ...]:
    """The columns for fields of a report."""
    return tuple(Column(name, _kind_of_field(name)) for name in names)


def _kind_of_field(name: str) -> Kind:
    kind = _KINDS.get(FIELD_BY_NAME[name].type, Kind.TEXT)
    return _NAMED.get(name, kind)


def of_record(record: "type[DataclassInstance]") -> tuple[Column, ...]:
    """The columns for the rows of a summary, from the annotations of their class."""
    return tuple(
        Column(each.name, _kind_annotated(each.name, each.type)) for each in fields(record)
    )


def _kind_annotated(name: str, annotation: object) -> Kind:
    word = annotation.__name__ if isinstance(annotation, type) else str(annotation).split(" ")[0]
    return _NAMED.get(name, _ANNOTATED.get(word, Kind.ANY))


def of_names(names: Iterable[str]) -> tuple[Column, ...]:
    """Columns of which only the names are known."""
    return tuple(Column(name, Kind.ANY) for name in names)


def tuples(names: Sequence[str], records: Iterable[Mapping[str, object]]) -> Iterator[Row]:
    """Mappings as rows of these names."""
    if len(names) == 1:
        return ((record[names[0]],) for record in records)
    return map(itemgetter(*names), records)


def places_of(reference: "Reference") -> dict[str, Place]:
    """The province, the regencies and the districts of an election, by code."""
    every: list[Region | District] = [
        *reference.region_by_code.values(),
        *reference.district_by_code.values(),
    ]
    return {each.code: Place(each.name, *(each.centroid or (None, None))) for each in every}


def batches(rows: Rows) -> Iterator[list[Row]]:
    """Rows by the hundreds, so that what is done to each batch costs a row little."""
    rest = iter(rows)
    while batch := list(islice(rest, _BATCH)):
        yield batch
