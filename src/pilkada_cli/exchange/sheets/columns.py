"""The columns of a sheet: which field each is for, and where two of them contend."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pilkada_cli.domain.fields import FIELD_BY_NAME, WRITTEN, Type
from pilkada_cli.domain.spelling import words
from pilkada_cli.exchange.sheets import headers
from pilkada_cli.exchange.sheets.headers import Match
from pilkada_cli.i18n import N_, Sentence

TELLING = ("title", "detail")
"""The fields of which one must have a column: without them nobody knows what happened."""

TELLS = (*TELLING, *headers.PHASES)
"""The same, and columns of one phase each, which may hold the text."""

TAKEN = frozenset(WRITTEN) | {"at", "grade", "known_at", headers.PLACE}
"""Fields that a row may set; what else an export has follows from them."""

STATED = frozenset(("id", "group", "verification", "handling", "updated_at"))
"""Columns that say what became of a report; who imports reads them."""

MAPPED = TAKEN | STATED - {"id", "updated_at"}
"""Fields and states that a mapping may name a column of."""

Matcher = Callable[[str], Match | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column from 0 on, its header, and the field it is for, None where it is not read."""

    index: int
    header: str
    field: str | None = None
    sure: bool = True

    @property
    def zone(self) -> str:
        """The time zone that the header names, or empty."""
        return headers.zone_in(self.header)


def assigned(names: list[str], match: Matcher) -> tuple[list[Column], list[Sentence]]:
    """The columns with their fields, and objections to headers that stand twice."""
    meant = [match(name) if name else None for name in names]
    columns = [
        Column(index, name, found.field if found else None, found.sure if found else True)
        for index, (name, found) in enumerate(zip(names, meant, strict=True))
    ]
    columns = _with_text(_with_day(_without_names_of_codes(_without_weaker(columns))))
    return columns, _twice(columns)


def _without_weaker(columns: list[Column]) -> list[Column]:
    """A guess gives way to a column that surely is of the field; texts are put together instead."""
    certain = {column.field for column in columns if column.sure}
    return [
        replace(column, field=None, sure=True)
        if not column.sure and column.field in certain and not is_text(column.field)
        else column
        for column in columns
    ]


NAMED: Mapping[str, str] = {"regency_name": "region", "district_name": "district"}
"""Columns of names beside those of codes, with the field that they say in words."""

_NAME_OF = {field: name for name, field in NAMED.items()}
_CODE = frozenset(("kode", "code"))


def _without_names_of_codes(columns: list[Column]) -> list[Column]:
    """Where a place has a column of its code, one of its name is read where that is blank."""
    coded = {
        column.field
        for column in columns
        if column.sure and column.field in _NAME_OF and _CODE & {*words(column.header)}
    }
    return [
        replace(column, field=_NAME_OF[column.field])
        if column.field and column.field in coded and not _CODE & {*words(column.header)}
        else column
        for column in columns
    ]


def _with_day(columns: list[Column]) -> list[Column]:
    """Where there is ``Waktu`` and no ``Tanggal``, it is the day and the time."""
    fields = {column.field for column in columns}
    if "occurred_on" in fields or "known_at" in fields:
        return columns
    return [
        replace(column, field="occurred_on") if column.field == "occurred_time" else column
        for column in columns
    ]


def _with_text(columns: list[Column]) -> list[Column]:
    """Where nothing tells what happened, a column that says where may do so."""
    if any(column.field in TELLS for column in columns):
        return columns
    return [
        replace(column, field="detail", sure=False) if column.field == headers.PLACE else column
        for column in columns
    ]


def is_text(field: str | None) -> bool:
    """Whether a field may be put together from several columns."""
    if field == headers.PLACE:
        return True
    known = FIELD_BY_NAME.get(field or "")
    return known is not None and known.type == Type.TEXT


def _twice(columns: list[Column]) -> list[Sentence]:
    problems = []
    read = [column for column in columns if column.field in TAKEN]
    same = Counter(headers.folded(column.header) for column in read)
    for name, number in same.items():
        if number > 1:
            header = next(c.header for c in read if headers.folded(c.header) == name)
            problems.append(
                Sentence(N_("the column '{header}' stands {n} times"), header=header, n=number)
            )
    by_field: dict[str, list[Column]] = {}
    for column in read:
        if column.field and not is_text(column.field) and same[headers.folded(column.header)] == 1:
            by_field.setdefault(column.field, []).append(column)
    return problems + [
        Sentence(
            N_("the columns {headers} all mean {field}; delete or rename all but one"),
            headers=", ".join(f"'{column.header}'" for column in contending),
            field=field,
        )
        for field, contending in by_field.items()
        if len(contending) > 1 and not _are_parts(field, contending)
    ]


def _are_parts(field: str, columns: Sequence[Column]) -> bool:
    """Whether columns of one field count different parts of it, which are added up."""
    parts = [headers.part(column.header, field) for column in columns]
    return None not in parts and len(set(parts)) == len(parts)


def without_telling(columns: list[Column], telling: Sequence[str]) -> Sentence:
    """The objection to a sheet that has no column for any of the fields `telling`."""
    named = ", ".join(f"'{column.header}'" for column in columns if column.header)
    return Sentence(
        N_("no column says what happened ({fields}); the columns are {headers}"),
        fields=", ".join(telling),
        headers=named,
    )
