"""Rows as Parquet with typed columns, made by DuckDB, which is an extra."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from pilkada_cli.errors import UsageError
from pilkada_cli.exchange.writers.json_rows import write_jsonl
from pilkada_cli.exchange.writers.table import Kind, Rows, Table
from pilkada_cli.i18n import N_, Sentence

_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.WHOLE: "BIGINT",
    Kind.DECIMAL: "DOUBLE",
    Kind.LEVEL: "INTEGER",
    Kind.TRUTH: "BOOLEAN",
    Kind.DAY: "DATE",
    Kind.CLOCK: "VARCHAR",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.CODE: "VARCHAR",
    Kind.CODES: "VARCHAR[]",
    Kind.LINES: "VARCHAR[]",
    Kind.ANY: "VARCHAR",
}
"""A time of day stays a text: a register may hold one that no clock shows."""

# One thread and the order of the rows give the same bytes for the same rows, and
# small row groups keep memory flat.
_SETTINGS: dict[str, str | int | float | list[str]] = {
    "threads": 1,
    "preserve_insertion_order": True,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_ROW_GROUP = 20_480


def write_parquet(file: BinaryIO, table: Table, rows: Rows) -> int:
    """Write rows and return how many there were.

    They pass through JSON Lines in a private temporary folder, in which null, an
    empty text and an empty list are three things. Raises `UsageError` where DuckDB
    is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise _missing() from None
    with TemporaryDirectory(prefix="pilkada-") as folder:
        lines, made = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        with lines.open("wb") as draft:
            written = write_jsonl(draft, table, rows)
        try:
            with duckdb.connect(config={**_SETTINGS, "temp_directory": folder}) as connection:
                connection.execute(_copy(table, lines, made))
        except duckdb.IOException as error:
            raise OSError(str(error)) from error
        with made.open("rb") as whole:
            shutil.copyfileobj(whole, file)
    return written


def _missing() -> UsageError:
    return UsageError(
        Sentence(N_("Parquet is written with DuckDB, which is not installed here")),
        Sentence(N_("install it with: {command}"), command='pip install "pilkada-cli[parquet]"'),
    )


def _copy(table: Table, lines: Path, made: Path) -> str:
    """Names of columns are our own; paths may hold an apostrophe."""
    types = ", ".join(f"\"{column.name}\": '{_TYPES[column.kind]}'" for column in table.columns)
    return f"""COPY (SELECT * FROM read_json({_quoted(lines)}, format = 'newline_delimited',
        columns = {{{types}}})) TO {_quoted(made)}
        (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP})"""


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
