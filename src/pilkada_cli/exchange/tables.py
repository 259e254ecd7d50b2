"""Rows as CSV and JSON for machines: RFC 4180, UTF-8, ISO dates, a point in decimals."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

LIST_SEPARATOR = ";"

Rows = Iterable[Mapping[str, object]]


def write_csv(file: BinaryIO, columns: Sequence[str], rows: Rows) -> int:
    """Write rows with a header line, one by one, and return how many there were.

    None is an empty cell, a list is joined with ``;``, a truth is true or false.
    """
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    n = 0
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
        n += 1
    text.flush()
    text.detach()
    return n


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        return LIST_SEPARATOR.join(str(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def write_json_rows(file: BinaryIO, columns: Sequence[str], rows: Rows) -> int:
    """Write rows as one JSON array, a row a line, and return how many there were."""
    file.write(b"[")
    n = 0
    for row in rows:
        line = json.dumps({name: row[name] for name in columns}, ensure_ascii=False)
        file.write((",\n " if n else "\n ").encode() + line.encode())
        n += 1
    file.write(b"\n]\n" if n else b"]\n")
    return n


def write_json(file: BinaryIO, document: object) -> int:
    """Write one JSON document, indented; counts as one row."""
    file.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
    return 1
