"""Rows and documents as JSON: what the register holds, under the names of the columns."""

import json
from typing import BinaryIO

from pilkada_cli.exchange.writers.table import Rows, Table, batches

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def write_json(file: BinaryIO, table: Table, rows: Rows) -> int:
    """Write rows as one array, a row a line, and return how many there were."""
    names = table.names
    file.write(b"[")
    written = 0
    for batch in batches(rows):
        lines = ",\n ".join(_encoded(dict(zip(names, row, strict=True))) for row in batch)
        file.write(((",\n " if written else "\n ") + lines).encode())
        written += len(batch)
    file.write(b"\n]\n" if written else b"]\n")
    return written


def write_jsonl(file: BinaryIO, table: Table, rows: Rows) -> int:
    """Write rows as one object a line, and return how many there were."""
    names = table.names
    written = 0
    for batch in batches(rows):
        lines = "".join(f"{_encoded(dict(zip(names, row, strict=True)))}\n" for row in batch)
        file.write(lines.encode())
        written += len(batch)
    return written


def write_document(file: BinaryIO, document: object) -> int:
    """Write one document, indented; counts as one row."""
    file.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
    return 1
