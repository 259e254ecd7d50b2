"""Which reports still say something that may not be kept for ever."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pilkada_cli.domain.fields import REPORT_FIELDS
from pilkada_cli.domain.operation import OpId

_SAYING = " OR ".join(f"nullif({f.name}, '') IS NOT NULL" for f in REPORT_FIELDS if f.personal)


class Saying(NamedTuple):
    """What has personal fields: its id, its title, its day if it has one, and its last entry."""

    id: str
    title: str | None
    occurred_on: str | None
    updated_at: str


def saying_something(connection: sqlite3.Connection) -> Iterator[Saying]:
    """The reports that were not erased, or in which something was said after that; oldest first."""
    sql = f"""SELECT id, title, occurred_on, updated_at FROM report
        WHERE NOT erased OR {_SAYING} ORDER BY updated_at, clock, subject"""
    return map(Saying._make, connection.execute(sql))


def saying_actions(connection: sqlite3.Connection) -> Iterator[tuple[OpId, str | None]]:
    """The actions on no report of which words were not erased, and what is to be done."""
    sql = """SELECT id, what FROM action WHERE id = subject
        AND coalesce(what, evidence) IS NOT NULL ORDER BY decided_at, id"""
    return ((OpId.parse(subject), what) for subject, what in connection.execute(sql))
