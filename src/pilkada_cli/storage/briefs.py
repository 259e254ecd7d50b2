"""What is asked of the derived tables by whoever writes a brief: every report, in few columns."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from pilkada_cli.domain.fold import with_content
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.storage.changes import AMONG
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter, report_where
from pilkada_cli.storage.source import Source

Values = tuple[Any, ...]


class Known(NamedTuple):
    """A report as it is known; `affects` are codes, apart by spaces, `title` None once erased."""

    subject: str
    id: str
    region: str
    affects: str
    category: str
    phase: str
    likelihood: int
    impact: int
    value: int
    level: int
    residual_likelihood: int
    residual_impact: int
    residual_value: int
    residual_level: int
    verification: str
    handling: str
    outcome: str
    occurred_on: str
    classification: str
    watched_until: str | None

    @property
    def is_event(self) -> bool:
        """Whether it stands for an event that counts."""
        return self.outcome == "event"

    @property
    def is_open(self) -> bool:
        """Whether it stands for an event that is on the table."""
        return self.is_event and self.handling != "closed"

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes of all regions that it touches."""
        return (self.region, *self.affects.split())


def known(reader: Reader, region: str | None = None) -> dict[str, Known]:
    """Every report that is not withdrawn, of a region if one is named, by subject in order of ids."""
    rows = _rows(reader, region, "ORDER BY code, number, subject")
    return {row[0]: Known._make(row) for row in rows}


def known_before(
    before: Reader, after: Reader, now: Mapping[str, Known], region: str | None = None
) -> Mapping[str, Values]:
    """What was `known` to one reader where it is `now` to another, in any order.

    Only what may be otherwise is read, unless either side was folded anew.
    """
    if before.touched is None or after.touched is None:
        return {row[0]: row for row in _rows(before, region)}
    moved = before.touched | after.touched
    was = _rows(before, region, f"AND {AMONG}", json.dumps([*moved]))
    return {subject: row for subject, row in now.items() if subject not in moved} | {
        row[0]: row for row in was
    }


def since(reader: Reader, instant: str, region: str | None = None) -> int:
    """How many reports that are not withdrawn became known at an instant or after it."""
    where, values = report_where(Filter(region=region))
    sql = f"SELECT count(*) FROM report WHERE {where} AND NOT withdrawn AND known_at >= ?"
    return int(reader.tables.execute(sql, (*values, instant)).fetchone()[0])


def nil_since(reader: Reader, instant: str, region: str | None = None) -> int:
    """How many nil reports of a region, or of all, became known at an instant or after it."""
    sql = "SELECT count(*) FROM nil WHERE known_at >= ? AND region = coalesce(?, region)"
    return int(reader.tables.execute(sql, (instant, region)).fetchone()[0])


def escalated(reader: Reader, subjects: Collection[str], as_of: str | None) -> frozenset[str]:
    """Those of which the phase was raised by an instant, or by now, and it was not taken back."""
    sql = f"SELECT DISTINCT subject FROM journal WHERE kind = 'escalate' AND {AMONG}"
    rows = reader.connection.execute(sql, (json.dumps([*subjects]),)).fetchall()
    source = Source.of(reader.connection, as_of) if rows else None
    return frozenset(row[0] for row in rows if source and _is_escalated(source, row[0]))


def _is_escalated(source: Source, subject: str) -> bool:
    operations = with_content(source.of_subject(OpId.parse(subject)))
    return any(
        op.header.kind == Kind.ESCALATE and op.header.batch not in source.undone
        for op in operations
    )


def _rows(reader: Reader, region: str | None, more: str = "", *further: str) -> sqlite3.Cursor:
    where, values = report_where(Filter(region=region))
    sql = f"""SELECT {", ".join(Known._fields)} FROM report
        WHERE {where} AND NOT withdrawn {more}"""
    return reader.tables.execute(sql, (*values, *further))
