"""``datapackage.json``: what the columns of a run's tables mean, for any program that knows the standard.

Data Package v2 (https://datapackage.org): Table Schemas with types, constraints and
keys; for every table its bytes and its hash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_type_hints

from pilkada_cli.domain.fields import FIELD_BY_NAME, LIST_SEPARATOR, MAX_RUPIAH, Field, Type
from pilkada_cli.domain.report import Report
from pilkada_cli.exchange.publishing.runs import Written

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Descriptor = dict[str, Any]
"""A JSON object of the standard."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_DIALECT = {
    "header": True,
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminator": "\r\n",
}
_TYPES: Mapping[Type, Descriptor] = {
    Type.DATE: {"type": "date"},
    Type.TIME: {"type": "time", "format": "%H:%M"},
    Type.INSTANT: {"type": "datetime"},
    Type.RATING: {"type": "integer", "constraints": {"minimum": 1, "maximum": 5}},
    Type.VALUE: {"type": "integer", "constraints": {"minimum": 1, "maximum": 25}},
    Type.GRADE: {"type": "integer", "constraints": {"minimum": 1, "maximum": 6}},
    Type.COUNT: {"type": "integer", "constraints": {"minimum": 0, "maximum": MAX_RUPIAH}},
    Type.MONEY: {"type": "integer", "constraints": {"minimum": 0, "maximum": MAX_RUPIAH}},
    Type.REGIONS: {"type": "list", "delimiter": LIST_SEPARATOR, "itemType": "string"},
    Type.FILES: {"type": "list", "delimiter": LIST_SEPARATOR, "itemType": "string"},
}
_BANDS = ("level", "residual_level", "worst_level", "open_level")
_DAYS = (
    "start", "end", "last_report_on", "on", "due_on", "due", "decided_on", "done_on", "day",
)  # fmt: skip
_MAY_BE_UNKNOWN = ("category", "athg")
"""Empty where the reference data do not know what was written."""


class ForeignKey(NamedTuple):
    """A column whose values stand in the column `target` of the table `resource`."""

    column: str
    resource: str
    target: str


class Table(NamedTuple):
    """The columns of a CSV file, as Table Schema describes them, and its keys."""

    columns: tuple[Descriptor, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()


# Not `group`: it may be the id of a report that was withdrawn and stands in no list.
_REPORT_KEYS = (
    ForeignKey("stage", "summary_stage", "key"),
    ForeignKey("category", "summary_category", "key"),
)


def column(name: str, type: str = "string", *, required: bool = False, **limits: object) -> Descriptor:  # fmt: skip
    """A column; `limits` are constraints of the standard, such as ``minimum``."""
    constraints = ({"required": True} if required else {}) | limits
    return {"name": name, "type": type} | ({"constraints": constraints} if constraints else {})


def report_table(names: Iterable[str]) -> Table:
    """The table of reports with the fields of these names, which are those of `REPORT_FIELDS`."""
    hints = get_type_hints(Report)
    columns = tuple(_report_column(FIELD_BY_NAME[name], hints[name]) for name in names)
    here = {each["name"] for each in columns}
    keys = tuple(key for key in _REPORT_KEYS if key.column in here)
    return Table(columns, ("id",) if "id" in here else (), keys)


def _report_column(field: Field, hint: object) -> Descriptor:
    told = _TYPES.get(field.type, {"type": "string"})
    limits: Descriptor = dict(told.get("constraints", {}))
    if field.name in _BANDS:
        limits["maximum"] = 5
    if field.choices and field.name not in _MAY_BE_UNKNOWN:
        limits["enum"] = list(map(str, field.choices))
    needed = type(None) not in get_args(hint) and told["type"] != "list"
    if needed and field.name not in _MAY_BE_UNKNOWN:
        limits = {"required": True} | limits
    descriptor: Descriptor = {"name": field.name, "description": field.meaning} | told
    return descriptor | {"constraints": limits} if limits else descriptor


def record_table(record: "type[DataclassInstance]", *keys: str) -> Table:
    """A table of records, from the class of its rows."""
    hints = get_type_hints(record)
    columns = (_record_column(each.name, hints[each.name]) for each in fields(record))
    return Table(tuple(columns), keys or ("key",))


def _record_column(name: str, hint: object) -> Descriptor:
    kinds = get_args(hint) or (hint,)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return column(name, required=True, enum=list(map(str, hint)))
    needed = type(None) not in kinds and name not in _MAY_BE_UNKNOWN
    if name in _DAYS:
        return column(name, "date", required=needed)
    if name in _BANDS:
        return column(name, "integer", required=needed, minimum=1, maximum=5)
    if bool in kinds:
        return column(name, "boolean", required=needed)
    if int in kinds:
        return column(name, "integer", required=needed, minimum=0)
    if float in kinds:
        return column(name, "number", required=needed, minimum=0)
    return column(name, required=needed)


def package(election: str, tables: Mapping[str, Table], files: Iterable[Written]) -> Descriptor:
    """The descriptor of those files that are tables; `tables` gives their columns by file name.

    A page and a workbook are for people and stand in the manifest only: a program
    that is not told their columns would take the letterhead for some.
    """
    return {
        "$schema": PROFILE,
        "name": f"pilkada-{election}",
        "resources": [_resource(each, tables) for each in files if each.name in tables],
    }


def _resource(file: Written, tables: Mapping[str, Table]) -> Descriptor:
    return {
        "name": _resource_name(file.name),
        "type": "table",
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": _DIALECT,
        "schema": _schema(tables[file.name], {*map(_resource_name, tables)}),
    }


def _resource_name(file: str) -> str:
    return file.removesuffix(".csv")


def _schema(table: Table, resources: set[str]) -> Descriptor:
    schema: Descriptor = {"fields": list(table.columns), "missingValues": [""]}
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    keys = [
        {
            "fields": [key.column],
            "reference": {"resource": key.resource, "fields": [key.target]},
        }
        for key in table.foreign_keys
        if key.resource in resources
    ]
    return schema | {"foreignKeys": keys} if keys else schema
