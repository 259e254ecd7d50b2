"""The derived tables as they were known then: a copy, in which only what was touched since is folded again.

Whatever nobody wrote about since an instant is known now as it was then.
"""

import json
import sqlite3
from collections.abc import Collection

from pilkada_cli.domain.fold import link_pair
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage import journal
from pilkada_cli.storage.refold import Scope, refold_subjects, remove
from pilkada_cli.storage.source import Source

_UNKNOWN = "(arrived > :then OR (at > :then AND batch IN (SELECT value FROM json_each(:undone))))"
"""What `domain.fold.was_known` denies."""

_TOUCHED = f"""
SELECT subject, max({_UNKNOWN} AND subject = origin || '/' || seq) FROM journal
WHERE subject IS NOT NULL AND ({_UNKNOWN} OR batch IN (SELECT value FROM json_each(:changed)))
GROUP BY subject
"""
"""The subjects of which something is known now that was not, and whether they were made since."""

_ALONE = """
SELECT asked.value FROM json_each(?) AS asked LEFT JOIN report ON subject = asked.value
WHERE subject IS NULL OR (group_id IS NULL AND report.id = code || '-' || number)
"""
"""Those of some subjects that share neither a group nor a number with a report."""


def rewind(tables: sqlite3.Connection, source: Source, reference: Reference) -> None:
    """Bring a copy of a register to what `source` knew."""
    made = _touched(source)
    ends = _unlink(tables, source, made)
    new = [subject for subject, is_new in made.items() if is_new and subject not in ends]
    alone = {OpId.parse(row[0]) for row in tables.execute(_ALONE, (_names(new),))}
    remove(tables, alone)
    refold_subjects(Scope(tables, source, reference), (made.keys() | ends) - alone)


def _touched(source: Source) -> dict[OpId, bool]:
    """The subjects that are not known as they were, and whether they are new since."""
    values = {
        "then": source.as_of,
        "undone": _names(source.undone_today),
        "changed": _names(source.undone ^ source.undone_today),
    }
    rows = source.connection.execute(_TOUCHED, values)
    return {OpId.parse(subject): bool(is_new) for subject, is_new in rows}


def _unlink(
    tables: sqlite3.Connection, source: Source, touched: Collection[OpId]
) -> set[OpId]:
    """Take out the links that touched subjects name; they are folded anew. Their ends are returned.

    Either end may stand in a group that nothing else holds together.
    """
    named = journal.of_kinds(source.connection, Kind.LINK, Kind.UNLINK)
    pairs = {link_pair(op) for op in named if op.header.subject in touched} - {None}
    rows = [(str(one), str(other)) for one, other in filter(None, pairs)]
    tables.executemany("DELETE FROM link WHERE one = ? AND other = ?", rows)
    return {end for pair in pairs if pair for end in pair}


def _names(ids: Collection[OpId]) -> str:
    """Ids as SQL takes any number of them."""
    return json.dumps([str(each) for each in ids])
