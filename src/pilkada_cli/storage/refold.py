"""Keeping the derived tables up to date: only what an operation touches is folded again."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from pilkada_cli.domain.events import components, count_group, ids
from pilkada_cli.domain.fold import fold_actions, fold_subject
from pilkada_cli.domain.links import fold_links, link_pair
from pilkada_cli.domain.operation import Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report, complete
from pilkada_cli.domain.search import Searchable
from pilkada_cli.domain.undos import undo_target
from pilkada_cli.storage import journal, search
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
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects
from pilkada_cli.storage.sums import Adding

TOGETHER = 2000
"""Subjects that are folded again at once: what a command touched may be a million."""


def refold(
    connection: sqlite3.Connection,
    touched: Subjects,
    reference: Reference,
    together: int = TOGETHER,
) -> None:
    """Bring the tables up to date after operations on `touched` were stored.

    Only the touched reports and the groups they lie in, before and after, are
    folded again. An undo touches every subject of the batches it names; these are put in.
    """
    _reach_of_undos(connection, touched)
    refold_subjects(Scope(connection, Source.of(connection), reference), touched, together)


@dataclass(frozen=True, slots=True)
class Scope:
    """The tables of `connection`, and what they are folded from."""

    connection: sqlite3.Connection
    source: Source
    reference: Reference

    def reports(self, operations: Mapping[OpId, list[Operation]]) -> dict[OpId, Report]:
        """What the operations on each subject fold to, where it is a report."""
        states = {s: fold_subject(ops, self.source.undone) for s, ops in operations.items()}
        return {s: complete(state, self.reference) for s, state in states.items() if state}


def refold_subjects(scope: Scope, subjects: Iterable[OpId], together: int = TOGETHER) -> None:
    """Fold these subjects and their groups again.

    Each is folded from its operations as they stand, so parts may follow one another.
    """
    every, erased = iter(subjects), False
    while part := set(islice(every, together)):
        erased |= _refold(scope, part)
    if erased:
        search.purge(scope.connection)


def _refold(scope: Scope, every: set[OpId]) -> bool:
    """Fold these subjects and their groups again; True where one was erased."""
    connection, reference = scope.connection, scope.reference
    groups_before = _closure(connection, every)
    vacated = _numbers(connection, every)
    operations = {subject: scope.source.of_subject(subject) for subject in every}
    flat = [op for ops in operations.values() for op in ops]
    _delete_reports(connection, every)
    reports = scope.reports(operations)
    insert_reports(connection, reports.values())
    _refold_links(scope, flat)

    affected = _closure(connection, groups_before)
    reports |= scope.reports({s: scope.source.of_subject(s) for s in affected - every})
    _relabel(connection, reports, vacated)
    for group in components(reports, lambda subject: _neighbours(connection, subject)):
        count_group(reports[subject] for subject in group if subject in reports)
    _count_again(scope, affected, reports.values())
    _delete_reports(connection, affected)
    insert_reports(connection, reports.values())
    _fold_apart(scope, operations)
    words = Searchable(reference)
    search.replace(connection, {s: words.of(reports[s]) if s in reports else None for s in every})
    return any(op.header.kind == Kind.ERASE for op in flat)


def _fold_apart(scope: Scope, operations: Mapping[OpId, list[Operation]]) -> None:
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
    undos = [(op, undo_target(op)) for op in journal.of_kinds(connection, Kind.UNDO)]
    named = [
        target
        for op, target in undos
        if target is not None and (op.header.id in touched or op.header.batch in touched)
    ]
    while named:
        batch = named.pop()
        touched.select(
            "SELECT subject FROM journal WHERE origin = ? AND seq >= ? AND batch = ?"
            " AND subject IS NOT NULL",
            (*batch, str(batch)),
        )
        named += [t for op, t in undos if t is not None and op.header.batch == batch]


def _neighbours(connection: sqlite3.Connection, subject: OpId) -> set[OpId]:
    """Who is joined to `subject` by the tables as they stand."""
    key = str(subject)
    joined = connection.execute(
        """
        SELECT other FROM link WHERE one = :s AND linked
        UNION SELECT one FROM link WHERE other = :s AND linked
        UNION SELECT twin.subject FROM report me JOIN report twin
            ON twin.source_ref = me.source_ref
            AND twin.source_system IS me.source_system
        WHERE me.subject = :s AND me.source_ref IS NOT NULL AND twin.subject <> :s
            AND NOT EXISTS (
                SELECT 1 FROM link WHERE NOT linked
                AND one = min(:s, twin.subject) AND other = max(:s, twin.subject)
            )
        """,
        {"s": key},
    )
    return {OpId.parse(row[0]) for row in joined}


def _closure(connection: sqlite3.Connection, subjects: Collection[OpId]) -> set[OpId]:
    groups = components(subjects, lambda subject: _neighbours(connection, subject))
    return {subject for group in groups for subject in group}


def _refold_links(scope: Scope, operations: Collection[Operation]) -> None:
    """Fold every link operation on the pairs that these operations name, from either side."""
    named = [op for op in operations if op.header.kind in (Kind.LINK, Kind.UNLINK)]
    ends = {OpId.parse(str((op.body or {}).get("with"))) for op in named if _names_other(op)}
    from_other_side = [
        op
        for end in ends
        for op in scope.source.of_subject(end)
        if op.header.kind in (Kind.LINK, Kind.UNLINK)
    ]
    wanted = {link_pair(op) for op in named}
    every = {
        op.header.id: op for op in (*named, *from_other_side) if link_pair(op) in wanted
    }.values()
    pairs = fold_links(every, scope.source.undone)
    for pair in fold_links(every).keys() - pairs.keys():
        scope.connection.execute(
            "DELETE FROM link WHERE one = ? AND other = ?", tuple(map(str, pair))
        )
    insert_links(scope.connection, pairs)


def _names_other(op: Operation) -> bool:
    try:
        OpId.parse(str((op.body or {}).get("with")))
    except ValueError:
        return False
    return True


def _relabel(
    connection: sqlite3.Connection,
    reports: dict[OpId, Report],
    vacated: Collection[tuple[str, int]],
) -> None:
    """Give every report its id whose code and number these reports have, or had (`vacated`)."""
    for code, number in {(r.code, r.number) for r in reports.values()} | set(vacated):
        sharing = connection.execute(
            "SELECT subject FROM report WHERE code = ? AND number = ?", (code, number)
        ).fetchall()
        subjects = {OpId.parse(row[0]) for row in sharing}
        for subject, label in ids(code, number, subjects).items():
            if subject in reports:
                reports[subject].id = label
            else:
                _rename(connection, subject, label)


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


def _rename(connection: sqlite3.Connection, subject: OpId, label: str) -> None:
    old = connection.execute("SELECT id FROM report WHERE subject = ?", (str(subject),)).fetchone()
    connection.execute("UPDATE report SET id = ? WHERE subject = ?", (label, str(subject)))
    connection.execute("UPDATE report SET group_id = ? WHERE group_id = ?", (label, old[0]))


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
