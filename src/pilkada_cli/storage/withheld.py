"""What lies here of reports that are withheld here: they were shown, and concern other offices since.

Their words stay until they are erased, so whoever erases must be able to name them.
"""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pilkada_cli.domain.fold import SETS_FIELDS
from pilkada_cli.domain.numbering import code_in, number_in
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.storage import journal

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(SETS_FIELDS))
_STUBS = f"""
WHERE body IS NULL AND arrived IS NULL AND subject IS NOT NULL AND kind IN ({_KINDS})
"""
"""What `domain.fold.withholds` says of operations on reports."""

_MADE = f"""
WHERE kind = 'add' AND subject = origin || '/' || seq AND body IS NOT NULL
AND subject IN (SELECT subject FROM journal {_STUBS})
"""


class Withheld(NamedTuple):
    """A report of which some operations are here with their content and some without."""

    subject: OpId
    code: str
    number: int

    @property
    def label(self) -> str:
        """An id that means it even where a report that is shown bears the number too."""
        return f"{self.code}.{self.subject.origin[:8]}-{self.number}"


def every(connection: sqlite3.Connection) -> Iterator[Withheld]:
    """The reports that are withheld here and were not when they came."""
    for op in journal.operations(connection, _MADE):
        body = op.body or {}
        yield Withheld(op.header.id, code_in(body), number_in(body))


def count(connection: sqlite3.Connection) -> int:
    """How many reports arrived without their content, or without that of a change."""
    row = connection.execute(
        f"""SELECT count(*) FROM (
            SELECT DISTINCT subject FROM journal INDEXED BY journal_waiting {_STUBS}) AS waiting
        WHERE EXISTS (SELECT 1 FROM journal AS made INDEXED BY journal_subject
            WHERE made.subject = waiting.subject AND made.kind = 'add')"""
    ).fetchone()
    return int(row[0])


def numbered(connection: sqlite3.Connection, code: str, number: int) -> list[Withheld]:
    """Those with a code (any case) and number."""
    meant = code.upper(), number
    return [each for each in every(connection) if (each.code, each.number) == meant]


def saying_something(connection: sqlite3.Connection) -> Iterator[tuple[Withheld, str]]:
    """Those of which words are here still, and when the last was entered."""
    for report in every(connection):
        told = journal.of_subject(connection, report.subject)
        erasing = {op.header.batch for op in told if op.header.kind == Kind.ERASE}
        # The reason of an erasure stays.
        if any(op.sealed is not None and op.header.batch not in erasing for op in told):
            yield report, max(op.header.at for op in told)
