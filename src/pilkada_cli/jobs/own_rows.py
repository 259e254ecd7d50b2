"""Rows of an export that come back to the register they were exported from."""

from collections.abc import Iterator

from pilkada_cli.domain.operation import OpId
from pilkada_cli.jobs.import_item import Item
from pilkada_cli.storage import queries
from pilkada_cli.storage.register import Writer

_DIGITS = 15
MINUTE, SECOND = len("2024-11-22T14:30"), len("2024-11-22T14:30:05")
"""Sheets tell an instant to the second, or to the minute."""


def own_report(writer: Writer, item: Item) -> OpId | None:
    """The report of this register that a row was exported from: it has the id, and was known then."""
    for subject in bearing(writer, item.label or ""):
        row = queries.report(writer.tables, subject) or {}
        if str(row["known_at"])[:MINUTE] == item.known_at[:MINUTE]:
            return subject
    return None


def bearing(writer: Writer, label: str) -> Iterator[OpId]:
    """The reports of this register that bear an id."""
    code, _dash, number = label.rpartition("-")
    if not number.isascii() or not number.isdigit() or len(number) > _DIGITS:
        return
    for subject, borne in queries.subjects_numbered(writer.tables, code, int(number)):
        if borne == label:
            yield subject


def says_otherwise(writer: Writer, item: Item, subject: OpId) -> bool:
    """Whether a row says something else than its report says now."""
    row = queries.report(writer.tables, subject) or {}
    own = {n: v for n, v in item.said.items() if n != "source_ref" or v != item.label}
    return any(plain(row[name]) != plain(value) for name, value in own.items())


def plain(value: object) -> object:
    """A value as it is compared: what says nothing is None, several values are a list."""
    return list(value) if isinstance(value, tuple) else value or None
