"""What can be folded only since a merge, as against what could be folded before it."""

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.undos import undone_batches
from pilkada_cli.storage import batches, journal
from pilkada_cli.storage.subjects import Subjects

Changed = tuple[OpId, frozenset[OpId]]
"""A subject, and which of its operations can be folded only now."""


def begin(connection: sqlite3.Connection) -> None:
    """Nothing came late so far. What does is noted for this connection alone."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS late (position INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.late")


def note_late(connection: sqlite3.Connection, origin: str, seqs: range, before: int) -> None:
    """Note those up to a position of operations that are about to arrive."""
    connection.execute(
        """INSERT INTO temp.late SELECT position FROM journal
        WHERE origin = ? AND seq >= ? AND seq < ?
        AND arrived IS NULL AND body IS NOT NULL AND position <= ?""",
        (origin, seqs.start, seqs.stop, before),
    )


def note_filled(connection: sqlite3.Connection, op_id: OpId) -> None:
    """Note one whose content came if it had arrived before, without any."""
    connection.execute(
        """INSERT INTO temp.late SELECT position FROM journal
        WHERE origin = ? AND seq = ? AND arrived IS NOT NULL""",
        op_id,
    )


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in behind the position `after` of the journal, and what was noted as late.

    That stood there before, withheld or behind a gap, until now.
    """

    connection: sqlite3.Connection
    after: int

    def undone_before(self) -> frozenset[OpId]:
        """The batches that were taken back before anything of it came."""
        came = self.of_kinds(Kind.UNDO)
        every = journal.of_kinds(self.connection, Kind.UNDO)
        undos = [op for op in every if op.header.id not in came]
        return undone_batches(undos, journal.erasing(self.connection, undos))

    def of_kinds(self, *kinds: Kind) -> frozenset[OpId]:
        """Those of it of some kinds."""
        named = ", ".join(f"'{kind}'" for kind in kinds)
        return self._ids(f"kind IN ({named})")

    def stood(self, subject: OpId) -> bool:
        """Whether what made a subject was here before."""
        sql = "SELECT 1 FROM journal WHERE origin = ? AND seq = ? AND position <= ?"
        return self.connection.execute(sql, (*subject, self.after)).fetchone() is not None

    def subjects(self, turned: Collection[OpId]) -> Iterator[Changed]:
        """The subjects that it is about and others wrote about before, and those of `turned` batches.

        `turned` are those taken back since, or no longer.
        """
        reached = Subjects(self.connection, "reached")
        for batch in turned:
            batches.put_subjects(self.connection, batch, reached)
        yield from ((subject, self._ids("subject = ?", str(subject))) for subject in reached)
        yield from (changed for changed in self._elsewhere() if changed[0] not in reached)

    def _ids(self, where: str, *values: str) -> frozenset[OpId]:
        """Those of it under a condition, which is ours and never user text."""
        sql = f"""SELECT origin, seq FROM journal WHERE {where}
            AND (position > ? OR position IN temp.late)"""
        rows = self.connection.execute(sql, (*values, self.after))
        return frozenset(OpId(*row) for row in rows)

    def _elsewhere(self) -> Iterator[Changed]:
        rows = self.connection.execute(
            """SELECT new.subject, group_concat(new.origin || '/' || new.seq, ' ')
            FROM journal AS new
            WHERE (new.position > :after OR new.position IN temp.late)
            AND new.kind <> 'add' AND EXISTS (SELECT 1 FROM journal AS old
                WHERE old.subject = new.subject
                AND old.position <= :after AND old.origin <> new.origin)
            GROUP BY new.subject""",
            {"after": self.after},
        )
        for subject, new in rows:
            yield OpId.parse(subject), frozenset(map(OpId.parse, new.split()))
