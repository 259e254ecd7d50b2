"""Rows to bytes, in every format that a table can be exported in.

Each writer takes an open file, a `Table` and rows as tuples, writes them as they
come and returns how many there were. The same rows give the same bytes.
"""

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, cast

from pilkada_cli.exchange.writers.table import Rows, Table

Writer = Callable[[BinaryIO, Table, Rows], int]

FORMATS = ("csv", "json", "jsonl", "md", "xlsx", "geojson", "parquet")
DIALECTS = ("machine", "excel-id")
"""Of CSV; the other formats have one each."""

_WRITERS = {
    "csv": ("delimited", "write_machine"),
    "json": ("json_rows", "write_json"),
    "jsonl": ("json_rows", "write_jsonl"),
    "md": ("markdown", "write_markdown"),
    "xlsx": ("workbook", "write_workbook"),
    "geojson": ("geojson", "write_geojson"),
    "parquet": ("parquet", "write_parquet"),
}


def writer(format: str, dialect: str = "machine") -> Writer:
    """What writes one of `FORMATS`; for ``csv`` in one of `DIALECTS`.

    A format that needs a library imports it when its writer runs.
    """
    module, name = _WRITERS[format]
    if (format, dialect) == ("csv", "excel-id"):
        name = "write_excel_id"
    found = getattr(import_module(f"{__name__}.{module}"), name)
    return cast(Writer, found)
