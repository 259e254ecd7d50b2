"""What reports are to each other, settled once each is stored as if it stood alone.

It follows from the tables: what they are called who bear the same code and number, which
groups they are joined into, and what each of a group counts as.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pilkada_cli.domain.events import Group, Member, Naming
from pilkada_cli.domain.fields import Verification
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.operation import OpId, Order
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import complete
from pilkada_cli.storage.derived import delete_placements, insert_placements, placed
from pilkada_cli.storage.groups import Walk
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects
from pilkada_cli.storage.sums import Adding

_MEMBER = """
SELECT id, occurred_on, occurred_time, clock, withdrawn, verification, outcome, group_id
FROM report WHERE subject = ?
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """The tables of `connection`, and what they are folded from."""

    connection: sqlite3.Connection
    source: Source
    reference: Reference


class Unsettled:
    """Of whom it has to be found out anew what they are to others.

    Told before reports change and after it, it knows who shared a number or a group with
    them, and who does.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.subjects = Subjects(connection, "unsettled")
        for table, columns in (("numbers", "code, number"), ("groups", "group_id")):
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS temp.noted_{table}"
                f" ({columns}, PRIMARY KEY ({columns})) WITHOUT ROWID"
            )
            connection.execute(f"DELETE FROM temp.noted_{table}")

    def note(self, subjects: Iterable[OpId]) -> None:
        """Take in these, and whom they share a number or a group with by the tables as they stand."""
        keys = []
        for subject in subjects:
            self.subjects.add(subject)
            keys.append((str(subject),))
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.noted_numbers SELECT code, number FROM report WHERE subject = ?",
            keys,
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.noted_groups SELECT group_id FROM report"
            " WHERE subject = ? AND group_id IS NOT NULL",
            keys,
        )

    def note_every(self) -> None:
        """Take in all that share a number, a reference or a link."""
        self._connection.execute("""
            INSERT OR IGNORE INTO temp.noted_numbers
            SELECT code, number FROM report GROUP BY 1, 2 HAVING count(*) > 1""")
        self.subjects.select("""
            SELECT one FROM link WHERE linked UNION SELECT other FROM link WHERE linked
            UNION SELECT subject FROM report JOIN (
                SELECT source_ref AS ref, source_system AS system FROM report
                WHERE source_ref IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1
            ) ON source_ref = ref AND source_system IS system""")

    def numbers(self) -> Iterator[tuple[str, int]]:
        """The codes and numbers of those that were noted."""
        return iter(self._connection.execute("SELECT code, number FROM temp.noted_numbers"))

    def join_groups(self) -> None:
        """Take in whoever stands in a group that was noted."""
        for group in self._connection.execute("SELECT group_id FROM temp.noted_groups"):
            self.subjects.select("SELECT subject FROM report WHERE group_id = ?", group)


def settle(scope: Scope, unsettled: Unsettled) -> None:
    """Name and count anew whoever is unsettled, and whoever is joined to them."""
    unsettled.join_groups()
    for code, number in unsettled.numbers():
        _name(scope.connection, code, number, unsettled.subjects)
    turned = Subjects(scope.connection, "turned")
    turned.update(_count(scope.connection, unsettled.subjects))
    _place_again(scope, turned)


def _name(connection: sqlite3.Connection, code: str, number: int, renamed: Subjects) -> None:
    """Give every report its id whose code and number these are, and tell which were renamed."""
    bearing = "FROM report WHERE code = ? AND number = ?"
    made = connection.execute(
        f"SELECT substr(subject, 1, 32), count(*) {bearing} GROUP BY 1", (code, number)
    )
    naming = Naming(code, number, dict(made.fetchall()))
    # Whoever was renamed may be met again, with the right name.
    for key, called in connection.execute(f"SELECT subject, id {bearing}", (code, number)):
        subject = OpId.parse(key)
        if called != (name := naming.of(subject)):
            connection.execute("UPDATE report SET id = ? WHERE subject = ?", (name, key))
            renamed.add(subject)


def _count(connection: sqlite3.Connection, subjects: Subjects) -> Iterator[OpId]:
    """Count the groups that these lie in, and tell whose outcome turned."""
    walk, counted = Walk(connection), Subjects(connection, "counted")
    for subject in subjects:
        if subject in counted:
            continue
        if walk.group(subject) > 1:
            counted.update(walk.members())
        group = Group(each.member for each in _standing(connection, walk.members()))
        for each in _standing(connection, walk.members()):
            outcome = group.outcome(each.member)
            if (outcome, group.name) != (each.outcome, each.group):
                connection.execute(
                    "UPDATE report SET outcome = ?, group_id = ? WHERE subject = ?",
                    (outcome, group.name, str(each.subject)),
                )
            if outcome != each.outcome:
                yield each.subject


class _Standing(NamedTuple):
    """A report as its group asks for it, and what it counts as by the tables."""

    subject: OpId
    member: Member
    outcome: str
    group: str | None


def _standing(connection: sqlite3.Connection, subjects: Iterable[OpId]) -> Iterator[_Standing]:
    for subject in subjects:
        row = connection.execute(_MEMBER, (str(subject),)).fetchone()
        if row is not None:
            name, on, time, clock, withdrawn, verification, outcome, group = row
            place, state = Order(clock, *subject), Verification(verification)
            member = Member(name, on, time, place, bool(withdrawn), state)
            yield _Standing(subject, member, outcome, group)


def _place_again(scope: Scope, turned: Subjects) -> None:
    """Count reports in their places as what they count as now."""
    connection, reference = scope.connection, scope.reference
    adding = Adding(connection, reference)
    for stretch in scope.source.of_subjects(turned):
        reports = [
            complete(state, reference)
            for ops in stretch.values()
            if (state := fold_subject(ops, scope.source.undone)) is not None
        ]
        for report in reports:
            sql = "SELECT outcome FROM report WHERE subject = ?"
            [report.outcome] = connection.execute(sql, (str(report.subject),)).fetchone()
            adding.take(str(report.subject))
        delete_placements(connection, stretch)
        places = placed(reports, reference)
        insert_placements(connection, places, reference)
        adding.add(places)
        if adding.is_full:
            adding.close()
    adding.close()
