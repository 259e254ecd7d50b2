"""Keeping the derived tables up to date: only what an operation touches is folded again."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pilkada_cli.domain.events import ids
from pilkada_cli.domain.fold import fold_actions, fold_subject
from pilkada_cli.domain.links import LINKING, fold_links, link_pair
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report, complete
from pilkada_cli.domain.search import Searchable
from pilkada_cli.domain.undos import undo_target
from pilkada_cli.storage import batches, groups, journal, search
from pilkada_cli.storage.derived import (
    ALONE,
    delete_apart,
    insert_actions,
    insert_alone,
    insert_links,
    insert_placements,
    insert_reports,
    placed,
)
from pilkada_cli.storage.journal import STRETCH, Stretch
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects
from pilkada_cli.storage.sums import Adding

TOGETHER = 2000
"""Subjects that a command may touch before it is asked whether to fold all anew is less."""


def refold(
    connection: sqlite3.Connection,
    touched: Subjects,
    reference: Reference,
    most: int = STRETCH,
) -> None:
    """Bring the tables up to date after operations on `touched` were stored.

    Only the touched reports and the groups they lie in, before and after, are
    counted again. An undo touches every subject of the batches it names; these are put in.
    """
    _reach_of_undos(connection, touched)
    refold_subjects(Scope(connection, Source.of(connection), reference), touched, most)


@dataclass(frozen=True, slots=True)
class Scope:
    """The tables of `connection`, and what they are folded from."""

    connection: sqlite3.Connection
    source: Source
    reference: Reference

    def reports(self, operations: Stretch) -> dict[OpId, Report]:
        """What the operations on each subject fold to, where it is a report."""
        states = {s: fold_subject(ops, self.source.undone) for s, ops in operations.items()}
        return {s: complete(state, self.reference) for s, state in states.items() if state}


def refold_subjects(scope: Scope, subjects: Iterable[OpId], most: int = STRETCH) -> None:
    """Fold these subjects again and count their groups, `most` bytes of operations at a time.

    Each is folded from its operations as they stand, so parts may follow one another.
    """
    erased = False
    for stretch in scope.source.of_subjects(subjects, most):
        _refold(scope, stretch)
        erased |= any(op.header.kind == Kind.ERASE for ops in stretch.values() for op in ops)
    if erased:
        search.purge(scope.connection)


def _refold(scope: Scope, operations: Stretch) -> None:
    """Fold these subjects and count their groups again."""
    connection, every = scope.connection, operations.keys()
    members_before = [each for group in groups.of(connection, every) for each in group]
    vacated = _numbers(connection, every)
    _delete_reports(connection, every)
    reports = scope.reports(operations)
    insert_reports(connection, reports.values())
    _refold_links(scope, operations)

    _relabel(connection, reports, vacated)
    turned = groups.count(connection, members_before, reports)
    _count_again(scope, every, reports.values())
    for stretch in scope.source.of_subjects(turned):
        others = scope.reports(stretch)
        for subject, report in others.items():
            report.outcome = turned[subject]
        _count_again(scope, others, others.values())
    _fold_apart(scope, operations)
    words = Searchable(scope.reference)
    search.replace(connection, {s: words.of(reports[s]) if s in reports else None for s in every})


def _fold_apart(scope: Scope, operations: Stretch) -> None:
    """Fold again what stands beside reports: actions, nil reports and what is said of readiness."""
    connection, undone = scope.connection, scope.source.undone
    delete_apart(connection, operations)
    for ops in operations.values():
        insert_actions(connection, fold_actions(ops, undone))
        for op in ops:
            if op.header.kind in ALONE:
                insert_alone(connection, op, undone)


def _reach_of_undos(connection: sqlite3.Connection, touched: Subjects) -> None:
    """Put in the subjects of every batch that an undo that is in reaches, through undos of undos."""
    targets: dict[OpId, set[OpId]] = {}
    named: set[OpId] = set()
    for op in journal.of_kinds(connection, Kind.UNDO):
        if (target := undo_target(op)) is not None:
            targets.setdefault(op.header.batch, set()).add(target)
            if op.header.id in touched or op.header.batch in touched:
                named.add(target)
    reached: set[OpId] = set()
    while named:
        batch = named.pop()
        reached.add(batch)
        batches.put_subjects(connection, batch, touched)
        named |= targets.get(batch, set()) - reached


def _refold_links(scope: Scope, operations: Stretch) -> None:
    """Fold every link operation on the pairs that these operations name, from either side."""
    named = [op for ops in operations.values() for op in ops if op.header.kind in LINKING]
    wanted = {pair for op in named if (pair := link_pair(op)) is not None}
    ends = {end for pair in wanted for end in pair}
    every = (op for end in ends for op in scope.source.links(end) if link_pair(op) in wanted)
    pairs = fold_links(every, scope.source.undone)
    scope.connection.executemany(
        "DELETE FROM link WHERE one = ? AND other = ?",
        (tuple(map(str, pair)) for pair in wanted - pairs.keys()),
    )
    insert_links(scope.connection, pairs)


def _relabel(
    connection: sqlite3.Connection,
    reports: dict[OpId, Report],
    vacated: Collection[tuple[str, int]],
) -> None:
    """Give every report its id whose code and number these reports have, or had (`vacated`)."""
    for code, number in {(r.code, r.number) for r in reports.values()} | set(vacated):
        sharing = connection.execute(
            "SELECT subject, id FROM report WHERE code = ? AND number = ?", (code, number)
        ).fetchall()
        before = {OpId.parse(subject): label for subject, label in sharing}
        for subject, label in ids(code, number, before.keys()).items():
            if subject in reports:
                reports[subject].id = label
            elif before[subject] != label:
                _rename(connection, subject, before[subject], label)


def _numbers(connection: sqlite3.Connection, subjects: Collection[OpId]) -> set[tuple[str, int]]:
    """The codes and numbers that reports have by the tables as they stand."""
    found: set[tuple[str, int]] = set()
    for subject in subjects:
        found.update(
            connection.execute(
                "SELECT code, number FROM report WHERE subject = ?", (str(subject),)
            ).fetchall()
        )
    return found


def _rename(connection: sqlite3.Connection, subject: OpId, before: str, label: str) -> None:
    connection.execute("UPDATE report SET id = ? WHERE subject = ?", (label, str(subject)))
    connection.execute("UPDATE report SET group_id = ? WHERE group_id = ?", (label, before))


def _delete_reports(connection: sqlite3.Connection, subjects: Collection[OpId]) -> None:
    keys = [(str(subject),) for subject in subjects]
    connection.executemany("DELETE FROM report WHERE subject = ?", keys)


def _count_again(scope: Scope, subjects: Collection[OpId], reports: Iterable[Report]) -> None:
    """Count what these subjects are now in the place of what they were."""
    adding = Adding(scope.connection, scope.reference)
    keys = [(str(subject),) for subject in subjects]
    for (key,) in keys:
        adding.take(key)
    scope.connection.executemany("DELETE FROM placement WHERE subject = ?", keys)
    places = placed(reports, scope.reference)
    insert_placements(scope.connection, places, scope.reference)
    adding.add(places)
    adding.close()
