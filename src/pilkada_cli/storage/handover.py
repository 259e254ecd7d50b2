"""Which operations an office is handed, and which of them in full.

Need to know: an office gets in full what concerns its regions and what is
province-wide, and what it wrote itself. All else it gets without content, which keeps
the chains verifiable. Content is withheld by report, all or nothing. What an office says of
another's report never makes it concern itself: its subject stands in every stub.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pilkada_cli.domain import chain
from pilkada_cli.domain.attachments import Attachment, read
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.fold import SETS_FIELDS, State, fold_subject, set_by
from pilkada_cli.domain.operation import IN_FULL, Kind, Operation, OpId
from pilkada_cli.storage import journal, settings
from pilkada_cli.storage.journal import ROW_COLUMNS
from pilkada_cli.storage.receiving import as_stub


@dataclass(frozen=True, slots=True)
class Due:
    """What an office is due.

    Of the origins in `up_to` the operations up to a number, in full those on reports
    that count in one of `regions`, by another word than that of `theirs`, which it wrote
    as, and all of the origins in `whole`.
    """

    up_to: dict[str, int]
    whole: Collection[str]
    theirs: Collection[str]
    regions: Sequence[str]


_PLACES = frozenset(("region", "affects"))
"""The fields that say whom a report concerns."""


def rows_due(
    connection: sqlite3.Connection, due: Due, lacks: list[OpId] | None = None
) -> Iterator[Row]:
    """The rows of an office's bundle, those of each origin in the order of its chain.

    What of it is due in full and marked as lacking here (`storage.lacking`) is put into `lacks`,
    as far as it would withhold a report there.
    """
    marks = ", ".join("?" for _ in due.regions)
    sql = f"""SELECT seq, kind, body IS NULL AND arrived IS NOT NULL, subject IN (
                SELECT subject FROM placement WHERE regency IN ({marks})
                UNION ALL SELECT subject FROM action WHERE region IN ({marks}))
                AND subject NOT IN (SELECT value FROM json_each(?)),
            {ROW_COLUMNS}
        FROM journal WHERE origin = ? AND seq <= ? ORDER BY seq"""
    claimed = json.dumps([*_claimed(connection, due)])
    for origin, last in sorted(due.up_to.items()):
        for seq, kind, is_lacking, concerns, *content in connection.execute(
            sql, (*due.regions, *due.regions, claimed, origin, last)
        ):
            row = Row(*content)
            if origin in due.whole or kind in IN_FULL or concerns or _tells_of(kind, row, due):
                if lacks is not None and is_lacking and kind in SETS_FIELDS:
                    lacks.append(OpId(origin, seq))
                yield row
            else:
                yield as_stub(row)


def _claimed(connection: sqlite3.Connection, due: Due) -> Iterator[str]:
    """Reports of others that the office due changed, and that concern it by nobody else's word.

    Where a report counts by the last word of this office is no claim.
    """
    undone = journal.undone(connection)
    rows = connection.execute(
        """SELECT DISTINCT subject FROM journal
        WHERE origin IN (SELECT value FROM json_each(:theirs))
        AND kind IN (SELECT value FROM json_each(:kinds))
        AND substr(subject, 1, 32) NOT IN (SELECT value FROM json_each(:theirs))""",
        {"theirs": json.dumps([*due.theirs]), "kinds": json.dumps([*SETS_FIELDS])},
    )
    for (subject,) in rows.fetchall():
        told = [*journal.operations(connection, "WHERE subject = ?", (subject,))]
        if not _is_agreed(connection, told, undone):
            told = [op for op in told if op.header.origin not in due.theirs]
        state = fold_subject(told, undone)
        if state is None or not _concerns(state, due):
            yield subject


def _is_agreed(
    connection: sqlite3.Connection, stored: Sequence[Operation], undone: Collection[OpId]
) -> bool:
    """Whether this office was the last to say where a report counts, knowing what others said.

    `stored` are the operations in the order in which they came here: clocks do not tell
    who knew of whom.
    """
    placing = [
        op for op in stored if op.header.batch not in undone and not _PLACES.isdisjoint(set_by(op))
    ]
    return bool(placing) and placing[-1].header.origin in settings.origins(connection)


def _concerns(state: State, due: Due) -> bool:
    region, further = state.values.get("region"), state.values.get("affects") or ()
    return region is None or not {region, *further}.isdisjoint(due.regions)


def _tells_of(kind: str, row: Row, due: Due) -> bool:
    """Whether an operation is a nil report, or tells of the readiness, of one of the regions."""
    if kind not in (Kind.NIL, Kind.READINESS):
        return False
    return (chain.decode_stored(row.body) or {}).get("region") in due.regions


def attachments_in(rows: Iterator[Row], found: dict[str, Attachment]) -> Iterator[Row]:
    """The rows as they are; what they attach in full is put into `found` by file name."""
    for row in rows:
        if row.sealed is not None and b'"attachments"' in row.sealed:
            stored = chain.decode_stored(row.sealed) or {}
            found |= {each.file_name: each for each in read(stored.get("attachments"))}
        yield row
