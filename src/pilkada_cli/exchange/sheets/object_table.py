"""The rows of an export as JSON, an object a row, as the table that they were."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pilkada_cli.domain.fields import LIST_SEPARATOR
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange import jsonl
from pilkada_cli.exchange.sheets.rows import Cell, Reached, Row, Table
from pilkada_cli.exchange.sheets.steady import State, expect_unchanged, state_of
from pilkada_cli.i18n import N_, Sentence

MOST_KEYS = 1000
"""Names of columns that a table may have; every row is as wide as all of them."""


def is_row(value: Mapping[str, object]) -> bool:
    """Whether an object is a row of an export: it has an id, and is no operation."""
    return "id" in value and "kind" not in value


def is_export(path: Path) -> bool:
    """Whether a file of JSON holds the rows of an export, by its first object or by having none."""
    with path.open("rb") as file:
        first = next(jsonl.read_objects(file), None)
    return first is None or (first.problem is None and is_row(first.value))


def read(path: Path) -> tuple[Table, Sentence]:
    """The objects of a file as a table, and how it is read.

    Row 0 are the keys, in the order in which they are first seen; the other rows are
    numbered by their objects. Raises `InvalidData` that names the row, as the rows do, for
    what is no JSON and for an operation; and where the file was written to since.
    """
    state, keys = state_of(path), dict[str, None]()
    reached = Reached(state[0])
    for line in _lines(path, state, reached):
        keys |= dict.fromkeys(line.value)
        if len(keys) > MOST_KEYS:
            problem = Sentence(N_("there are more than {most} different keys"), most=MOST_KEYS)
            raise _refused(path, line.number, problem)
    remark = Sentence(N_("{file} is read as the rows of an export in JSON"), file=path)

    def rows() -> Iterator[Row]:
        yield 0, (*keys,)
        for line in _lines(path, state, reached):
            yield line.number, [_cell(line.value.get(key)) for key in keys]

    return Table("", rows, reached=reached), remark


def _lines(path: Path, state: State, reached: Reached) -> Iterator[jsonl.Line]:
    reached.done = 0
    with path.open("rb") as file:

        def after_block() -> None:
            expect_unchanged(path, state)
            reached.done = file.tell()

        for line in jsonl.read_objects(file, after_block):
            problem = line.problem
            if "kind" in line.value:
                problem = Sentence(N_("an operation stands among the rows of an export"))
            if problem is not None:
                raise _refused(path, line.number, problem)
            yield line


def _refused(path: Path, row: int, problem: Sentence) -> InvalidData:
    return InvalidData(
        Sentence(N_("{sheet}, row {row}: {problem}"), sheet=path, row=row, problem=problem),
        Sentence(N_("export the reports anew, or import rows and operations from a file each")),
    )


def _cell(value: object) -> Cell:
    """A value as a CSV for programs holds it: nothing for null, the items of a list as one text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(map(str, value))
    return value if isinstance(value, str | int | float) else str(value)
