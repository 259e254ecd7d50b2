"""Keeping the derived tables up to date: only what an operation touches is folded again."""

import sqlite3
from collections.abc import Iterable

from pilkada_cli.domain.links import LINKING, fold_links, link_pair
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.undos import undo_target
from pilkada_cli.storage import batches, journal, search
from pilkada_cli.storage.derived import insert_links
from pilkada_cli.storage.journal import STRETCH, Stretch
from pilkada_cli.storage.loading import Loader
from pilkada_cli.storage.settling import Scope, Unsettled, settle
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects

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


def refold_subjects(scope: Scope, subjects: Iterable[OpId], most: int = STRETCH) -> None:
    """Fold these subjects again, `most` bytes of operations at a time, and count their groups."""
    loader, unsettled = Loader(scope.connection, scope.reference), Unsettled(scope.connection)
    erased = False
    for stretch in scope.source.of_subjects(subjects, most):
        unsettled.note(stretch)
        loader.replace(stretch, scope.source.undone)
        _refold_links(scope, stretch, unsettled)
        unsettled.note(stretch)
        erased |= any(op.header.kind == Kind.ERASE for ops in stretch.values() for op in ops)
    loader.close()
    settle(scope, unsettled)
    if erased:
        search.purge(scope.connection)


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


def _refold_links(scope: Scope, operations: Stretch, unsettled: Unsettled) -> None:
    """Fold every link operation on the pairs that these operations name, from either side."""
    named = [op for ops in operations.values() for op in ops if op.header.kind in LINKING]
    wanted = {pair for op in named if (pair := link_pair(op)) is not None}
    ends = {end for pair in wanted for end in pair}
    # A report that is withheld may be all that holds a group together, and has no row to tell.
    unsettled.note(ends)
    every = (op for end in ends for op in scope.source.links(end) if link_pair(op) in wanted)
    pairs = fold_links(every, scope.source.undone)
    scope.connection.executemany(
        "DELETE FROM link WHERE one = ? AND other = ?",
        (tuple(map(str, pair)) for pair in wanted - pairs.keys()),
    )
    insert_links(scope.connection, pairs)
