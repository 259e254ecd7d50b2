"""How the rows of a sheet are read by a mapping file."""

from collections.abc import Callable, Sequence

from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.sheets import formats, headers, layout
from pilkada_cli.exchange.sheets.columns import STATED, TAKEN, TELLING, Column
from pilkada_cli.exchange.sheets.dates import Unreadable, When
from pilkada_cli.exchange.sheets.layout import Layout
from pilkada_cli.exchange.sheets.mapping import MappedField, Mapping, plain
from pilkada_cli.exchange.sheets.moments import Take
from pilkada_cli.exchange.sheets.records import Plan
from pilkada_cli.exchange.sheets.rows import Cell, Merged, Row, is_blank, shown
from pilkada_cli.exchange.sheets.values import (
    Conventions,
    Reader,
    reader_of,
    remembered,
    when_reader,
)
from pilkada_cli.i18n import N_, Sentence

_SHOWN = 12
"""Entries of a table of values that are named in an objection."""


def find(mapping: Mapping, rows: Sequence[Row], merged: Sequence[Merged] = ()) -> Layout:
    """Where the columns that a mapping names are, as `layout.find` says of others."""
    return layout.find(
        rows, merged, match=mapping.match, header_row=mapping.header_row, telling=(), least=1
    )


def plan(mapping: Mapping, columns: Sequence[Column], conventions: Conventions) -> Plan:
    """How rows with these columns are read by a mapping.

    Raises `InvalidData` where the sheet lacks a column that the mapping names, or
    the mapping says of nothing what happened.
    """
    by_name = {headers.folded(column.header): column for column in columns if column.header}
    wanted = {field: by_name.get(headers.folded(m.column)) for field, m in mapping.fields.items()}
    missing = [f"'{mapping.fields[field].column}'" for field, c in wanted.items() if c is None]
    if missing:
        raise InvalidData(
            Sentence(
                N_("the mapping names columns that are not there: {headers}"),
                headers=", ".join(missing),
            ),
            Sentence(
                N_("the columns are {names}"),
                names=", ".join(f"'{column.header}'" for column in columns if column.header),
            ),
        )
    if not any(field in mapping.fields or field in mapping.constants for field in TELLING):
        raise InvalidData(
            Sentence(N_("the mapping has neither a title nor a detail")),
            Sentence(N_("name the column that says what happened: fields: title: THEIR COLUMN")),
        )
    takes = [
        Take(
            field,
            column,
            _reader(field, mapping.fields[field], conventions),
            _when_reader(mapping.fields[field], conventions),
        )
        for field, column in wanted.items()
        if column is not None and field in TAKEN
    ]
    stated = {f: _reader(f, m, conventions) for f, m in mapping.fields.items() if f in STATED}
    return Plan(takes, len(columns), conventions, dict(mapping.constants), stated=stated)


def _reader(field: str, mapped: MappedField, conventions: Conventions) -> Reader:
    usual = reader_of(field, conventions)
    table = mapped.values
    if table is None:
        return usual
    return remembered(lambda cell: _by_table(table, mapped, cell))


def _by_table(table: dict[str, str | int], mapped: MappedField, cell: Cell) -> object:
    found = table.get(plain(shown(cell)), mapped.otherwise)
    if found is None and not is_blank(cell):
        raise Unreadable(
            Sentence(
                N_(
                    "'{value}' is not in the table of the mapping ({known}); add it, or say otherwise:"
                ),
                value=shown(cell),
                known=", ".join(list(table)[:_SHOWN]),
            )
        )
    return "" if found is None else found


def _when_reader(mapped: MappedField, conventions: Conventions) -> Callable[[Cell], When]:
    pattern = mapped.pattern
    if pattern is None:
        return when_reader(conventions)
    return remembered(lambda cell: formats.read(cell, pattern, conventions.epoch))
