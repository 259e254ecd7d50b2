"""Which reports the tables join into groups, and what each of a group counts as.

Of a group no more is read than its rule asks for: a report of it may be long, and it may
hold many.
"""

import sqlite3
from collections.abc import Collection, Mapping

from pilkada_cli.domain import events
from pilkada_cli.domain.events import Member
from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.operation import OpId, Order
from pilkada_cli.domain.report import Report

_LINKS = """
SELECT other, linked FROM link WHERE one = :subject
UNION ALL SELECT one, linked FROM link WHERE other = :subject
"""
_REFERENCE = """
SELECT source_system, source_ref FROM report WHERE subject = ? AND source_ref IS NOT NULL
"""
_SHARING = "SELECT subject FROM report WHERE source_system IS ? AND source_ref = ?"
_MEMBER = """
SELECT id, occurred_on, occurred_time, clock, withdrawn, verification, outcome, group_id
FROM report WHERE subject = ?
"""


def of(connection: sqlite3.Connection, subjects: Collection[OpId]) -> list[frozenset[OpId]]:
    """The groups that these subjects lie in by the tables as they stand, whole, each once."""
    return events.components(subjects, _Neighbours(connection))


class _Neighbours:
    """Who is joined to whom: by a link, or by an equal reference unless that very pair is unlinked.

    For one walk over the groups: whoever was reached by a reference is not told of again,
    or a reference that many share would be looked up by each of them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._left: dict[tuple[str | None, str], set[str]] = {}

    def __call__(self, subject: OpId) -> set[OpId]:
        key = str(subject)
        pairs = self._connection.execute(_LINKS, {"subject": key}).fetchall()
        joined = {other for other, linked in pairs if linked}
        reference = self._connection.execute(_REFERENCE, (key,)).fetchone()
        if reference is not None:
            left = self._not_reached(reference)
            left.discard(key)
            sharing = left.difference(other for other, linked in pairs if not linked)
            joined |= sharing
            left -= sharing
        return set(map(OpId.parse, joined))

    def _not_reached(self, reference: tuple[str | None, str]) -> set[str]:
        if reference not in self._left:
            rows = self._connection.execute(_SHARING, reference)
            self._left[reference] = {subject for (subject,) in rows}
        return self._left[reference]


def count(
    connection: sqlite3.Connection, subjects: Collection[OpId], fresh: Mapping[OpId, Report]
) -> dict[OpId, str]:
    """Count the groups that these subjects lie in, and store what each report counts as.

    `fresh` are those of them whose rows were just made; their ids are stored too. Returns
    of the others those that count as something else than before, and as what.
    """
    turned: dict[OpId, str] = {}
    for group in of(connection, subjects):
        stored = {s: _stored(connection, s) for s in group - fresh.keys()}
        others = {s: member for s, member in stored.items() if member is not None}
        before = {s: (member.outcome, member.group) for s, member in others.items()}
        own = [fresh[subject] for subject in group & fresh.keys()]
        events.count_group([*own, *others.values()])
        changed = {s: m for s, m in others.items() if before[s] != (m.outcome, m.group)}
        connection.executemany(
            "UPDATE report SET outcome = ?, group_id = ? WHERE subject = ?",
            ((m.outcome, m.group, str(s)) for s, m in changed.items()),
        )
        connection.executemany(
            "UPDATE report SET id = ?, outcome = ?, group_id = ? WHERE subject = ?",
            ((r.id, r.outcome, r.group, str(r.subject)) for r in own),
        )
        turned |= {s: m.outcome for s, m in changed.items() if before[s][0] != m.outcome}
    return turned


def _stored(connection: sqlite3.Connection, subject: OpId) -> Member | None:
    row = connection.execute(_MEMBER, (str(subject),)).fetchone()
    if row is None:
        return None
    label, on, time, clock, withdrawn, verification, outcome, group = row
    place = Order(clock, *subject)
    state = Verification(verification)
    return Member(label, on, time, place, bool(withdrawn), state, outcome, group)
