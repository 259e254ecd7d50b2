"""The fields of a report: one table from which validation, sealing and documents follow.

The order and the names are a promise to scripts. `Field.personal` fields and
free text stand in the sealed part of an operation (UU 27/2022); the others in
its body.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pilkada_cli.domain.operation import Json
from pilkada_cli.domain.times import is_day
from pilkada_cli.i18n import N_


class Phase(StrEnum):
    """Potential, imminent or actual disturbance (PG, AG, GN)."""

    PG = "pg"
    AG = "ag"
    GN = "gn"


class Verification(StrEnum):
    """Whether a report was checked, and what came of it."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REFUTED = "refuted"


class Handling(StrEnum):
    """What was done about a report."""

    NEW = "new"
    HANDLED = "handled"
    CLOSED = "closed"


ATHG = ("ancaman", "tantangan", "hambatan", "gangguan")
CLASSIFICATIONS = ("B", "T", "R", "SR")
SECRET = CLASSIFICATIONS[2:]
"""Marks of what no message tells: rahasia, sangat rahasia."""

GRADE_SOURCES = ("A", "B", "C", "D", "E", "F")

MAX_TITLE = 200
MAX_TEXT = 20_000
MAX_LINE = 500
MAX_COUNT = 10**9
MAX_RUPIAH = 10**15

LIST_SEPARATOR = ";"
"""Stands between the values of a field with several of them, where a cell is one text."""


class Type(StrEnum):
    """How a field is read and stored."""

    ID = "id"
    DATE = "date"
    TIME = "time"
    INSTANT = "instant"
    REGION = "region"
    REGIONS = "regions"
    DISTRICT = "district"
    CATEGORY = "category"
    STAGE = "stage"
    CONTEST = "contest"
    CHOICE = "choice"
    RATING = "rating"
    VALUE = "value"
    GRADE = "grade"
    COUNT = "count"
    MONEY = "money"
    TITLE = "title"
    LINE = "line"
    TEXT = "text"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `written` says that an operation may set it; the others are derived."""

    name: str
    type: Type
    meaning: str
    personal: bool = False
    written: bool = True
    choices: tuple[str, ...] = ()


REPORT_FIELDS = (
    Field("id", Type.ID, N_("the report's id, for example HST-42"), written=False),
    Field("occurred_on", Type.DATE, N_("local day of the matter; the day it was known if nothing else is said")),
    Field("occurred_time", Type.TIME, N_("local time of day, HH:MM")),
    Field("region", Type.REGION, N_("code of the regency, city or province")),
    Field("regency_name", Type.LINE, N_("name of the region"), written=False),
    Field("district", Type.DISTRICT, N_("code of the district")),
    Field("village", Type.LINE, N_("village or urban village")),
    Field("polling_station", Type.LINE, N_("polling station (TPS)")),
    Field("affects", Type.REGIONS, N_("codes of further regencies that the matter touches")),
    Field("category", Type.CATEGORY, N_("leaf of the taxonomy, group/leaf")),
    Field("athg", Type.CHOICE, N_("the analyst's label; the category's own unless given"), choices=ATHG),
    Field("phase", Type.CHOICE, N_("pg potential, ag imminent, gn actual disturbance"), choices=tuple(Phase)),
    Field("stage", Type.STAGE, N_("stage of the election, given or found by region, category and date")),
    Field("contest", Type.CONTEST, N_("the office that is voted for, if one is concerned")),
    Field("likelihood", Type.RATING, N_("likelihood 1 to 5; 5 for gn; the category's typical one unless given")),
    Field("impact", Type.RATING, N_("impact 1 to 5; the category's typical one unless given")),
    Field("value", Type.VALUE, N_("cell of the risk matrix, 1 to 25"), written=False),
    Field("level", Type.VALUE, N_("band of the value, 1 to 5"), written=False),
    Field("residual_likelihood", Type.RATING, N_("likelihood after measures; as before them unless given")),
    Field("residual_impact", Type.RATING, N_("impact after measures; as before them unless given")),
    Field("residual_value", Type.VALUE, N_("cell of the risk matrix after measures"), written=False),
    Field("residual_level", Type.VALUE, N_("band after measures, 1 to 5"), written=False),
    Field("grade_source", Type.CHOICE, N_("reliability of the source, A to F; F when nobody graded it"), choices=GRADE_SOURCES),
    Field("grade_content", Type.GRADE, N_("credibility of the content, 1 to 6; 6 when nobody graded it")),
    Field("verification", Type.CHOICE, N_("unverified, verified or refuted"), written=False, choices=tuple(Verification)),
    Field("handling", Type.CHOICE, N_("new, handled or closed"), written=False, choices=tuple(Handling)),
    Field("classification", Type.CHOICE, N_("mark of the document: B, T, R or SR; T unless given"), choices=CLASSIFICATIONS),
    Field("dead", Type.COUNT, N_("people dead")),
    Field("injured", Type.COUNT, N_("people injured")),
    Field("displaced", Type.COUNT, N_("people displaced")),
    Field("crowd", Type.COUNT, N_("people in the crowd")),
    Field("loss_idr", Type.MONEY, N_("material loss in rupiah")),
    Field("title", Type.TITLE, N_("one line that says what it is"), personal=True),
    Field("detail", Type.TEXT, N_("what is known"), personal=True),
    Field("source", Type.TEXT, N_("where it comes from"), personal=True),
    Field("parties", Type.TEXT, N_("who is involved"), personal=True),
    Field("measures_taken", Type.TEXT, N_("what was done so far"), personal=True),
    Field("coordinated_with", Type.LINE, N_("offices that were informed"), personal=True),
    Field("reporter", Type.LINE, N_("who reported it"), personal=True),
    Field("source_system", Type.LINE, N_("system that an imported report came from")),
    Field("source_ref", Type.LINE, N_("its reference in that system")),
    Field("group", Type.ID, N_("id of the earliest report about the same event, where there are several"), written=False),
    Field("attachments", Type.FILES, N_("photos and PDFs, each as SHA-256, bytes and name"), personal=True, written=False),
    Field("known_at", Type.INSTANT, N_("when the office knew it, UTC"), written=False),
    Field("recorded_at", Type.INSTANT, N_("when it was entered, UTC"), written=False),
    Field("updated_at", Type.INSTANT, N_("when it was last changed, UTC"), written=False),
)  # fmt: skip

FIELD_BY_NAME = {field.name: field for field in REPORT_FIELDS}
FIELD_NAMES = tuple(FIELD_BY_NAME)
WRITTEN = {field.name: field for field in REPORT_FIELDS if field.written}
PERSONAL = frozenset(field.name for field in REPORT_FIELDS if field.personal)


Shape = Callable[[Json], bool]
"""Whether a value that is not None may be stored."""


def _is_text(value: Json) -> bool:
    return isinstance(value, str)


def _is_number(least: int, most: int) -> Shape:
    return lambda value: type(value) is int and least <= value <= most


def _are_texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_SHAPES: dict[Type, Shape] = {
    Type.REGIONS: _are_texts,
    Type.RATING: _is_number(1, 5),
    Type.GRADE: _is_number(1, 6),
    Type.COUNT: _is_number(0, MAX_RUPIAH),
    Type.MONEY: _is_number(0, MAX_RUPIAH),
    Type.DATE: is_day,
}


def _shape(field: Field) -> Shape:
    if field.type == Type.CHOICE:
        return lambda value: value in field.choices
    return _SHAPES.get(field.type, _is_text)


SHAPES = {
    personal: {f.name: _shape(f) for f in WRITTEN.values() if f.personal == personal}
    for personal in (False, True)
}
"""The shape of each written field, by whether it is personal.

Shape only: whether a region or category exists is the reference data's
affair, and a register must open without the data it was written with.
"""
