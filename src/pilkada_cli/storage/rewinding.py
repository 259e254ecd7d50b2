"""The derived tables as they were known then: a copy, in which only what was touched since is folded again.

Whatever nobody wrote about since an instant is known now as it was then.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping

from pilkada_cli.domain.fold import link_pair
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage import journal
from pilkada_cli.storage.refold import Scope, refold_subjects, remove
from pilkada_cli.storage.source import Source

_UNKNOWN = "(arrived > :then OR (at > :then AND batch IN (SELECT value FROM json_each(:undone))))"
"""What `domain.fold.was_known` denies."""

_CHANGED = f"""
SELECT subject, max({_UNKNOWN} AND subject = origin || '/' || seq) FROM journal
WHERE subject IS NOT NULL AND ({_UNKNOWN} OR batch IN (SELECT value FROM json_each(:changed)))
GROUP BY subject
"""
"""The subjects of which something is known now that was not, and whether they were made since."""

_KNOWN = """SELECT (SELECT count(*) FROM report) + (SELECT count(*) FROM nil)
    + (SELECT count(*) FROM action WHERE subject = id)"""

_ALONE = """
SELECT asked.value FROM json_each(?) AS asked LEFT JOIN report ON subject = asked.value
WHERE subject IS NULL OR (group_id IS NULL AND report.id = code || '-' || number)
"""
"""Those of some subjects that share neither a group nor a number with a report."""


MOST = 2 / 3
"""The part of what a register is about beyond which it is sooner folded from its beginning."""


def changed_since(source: Source, most: float = MOST) -> dict[OpId, bool] | None:
    """The subjects that are not known as they were then, and whether they are new since.

    None where they are so many, more than `most` of all, that a rebuild is sooner done.
    """
    values = {
        "then": source.as_of,
        "undone": _names(source.undone_today),
        "changed": _names(source.undone ^ source.undone_today),
    }
    rows = source.connection.execute(_CHANGED, values).fetchall()
    known = source.connection.execute(_KNOWN).fetchone()[0]
    if len(rows) > most * known:
        return None
    return {OpId.parse(subject): bool(is_new) for subject, is_new in rows}


def rewind(
    tables: sqlite3.Connection, source: Source, reference: Reference, changed: Mapping[OpId, bool]
) -> None:
    """Bring a copy of the register, `tables`, to what `source` knew of what `changed` since."""
    ends = _unlink(tables, source, changed)
    new = [subject for subject, is_new in changed.items() if is_new and subject not in ends]
    alone = {OpId.parse(row[0]) for row in tables.execute(_ALONE, (_names(new),))}
    scope = Scope(tables, source, reference)
    remove(scope, alone)
    refold_subjects(scope, sorted((changed.keys() | ends) - alone))


def _unlink(tables: sqlite3.Connection, source: Source, touched: Collection[OpId]) -> set[OpId]:
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
