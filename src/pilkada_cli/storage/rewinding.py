"""The derived tables as they were known then: a layer in which only what was touched since is folded again.

Whatever nobody wrote about since an instant is known now as it was then.
"""

import json
import sqlite3
from collections.abc import Collection
from itertools import chain
from typing import NamedTuple

from pilkada_cli.domain.links import link_pair
from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage import journal, overlay
from pilkada_cli.storage.derived import ALONE
from pilkada_cli.storage.loading import Loader
from pilkada_cli.storage.refold import refold_subjects
from pilkada_cli.storage.settling import Scope
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.sums import Adding

_UNKNOWN = "(arrived > :then OR (at > :then AND batch IN (SELECT value FROM json_each(:undone))))"
"""What `domain.undos.was_known` denies."""

_TOUCHED = "CREATE TEMP TABLE touched (subject TEXT PRIMARY KEY, is_new INTEGER) WITHOUT ROWID"
_TOUCH = f"""
INSERT INTO touched
SELECT subject, {_UNKNOWN} AND subject = origin || '/' || seq FROM journal
WHERE +subject IS NOT NULL AND ({_UNKNOWN} OR batch IN (SELECT value FROM json_each(:changed)))
ON CONFLICT DO UPDATE SET is_new = max(is_new, excluded.is_new)
"""
"""The subjects of which something is known now that was not, and whether they were made since.

The journal is read in its own order, which is sooner done than by subject.
"""

_ALONE = f"""
INSERT INTO {overlay.GONE}
SELECT subject FROM touched
WHERE subject NOT IN (SELECT value FROM json_each(?))
AND subject NOT IN (SELECT subject FROM report WHERE group_id IS NOT NULL)
AND subject NOT IN (SELECT subject FROM report JOIN (
    SELECT code AS word, number AS n FROM report GROUP BY 1, 2 HAVING count(*) > 1
) ON code = word AND number = n)
"""
"""Those that share neither a group nor a number, nor stood in a link that was touched."""

_OF_OLD = f"SELECT subject FROM touched WHERE NOT is_new AND subject IN {overlay.GONE} ORDER BY 1"
"""Those of them that were there then, otherwise than now."""

_MADE_SINCE = f"SELECT subject FROM touched WHERE is_new AND subject IN {overlay.GONE}"
"""Those of them that were not there."""

_STANDS = " OR ".join(
    f"EXISTS (SELECT 1 FROM {name} WHERE {name}.subject = touched.subject)"
    for name in ("report", "action", *ALONE)
)
"""Whether there is something of a touched subject now."""

_JOINED = f"""
SELECT subject FROM touched WHERE subject NOT IN {overlay.GONE}
UNION SELECT own.subject FROM own_report AS own JOIN main.report AS now USING (subject)
WHERE (own.source_system, own.source_ref) IS NOT (now.source_system, now.source_ref)
"""
"""Those that may stand in a group, now or then: also by a reference that was another."""

_FOLDED_AGAIN = "SELECT subject FROM past_report"
"""Besides those that were touched, the others of their groups, and of their numbers."""

MOST = 2 / 3
"""The part of what was known beyond which that is sooner folded from its beginning."""


class Back(NamedTuple):
    """The subjects that are known otherwise since, and those of them that stand alone and were not there."""

    touched: frozenset[str]
    unknown: frozenset[str]


def rewind(
    tables: sqlite3.Connection, source: Source, reference: Reference, most: float = MOST
) -> Back | None:
    """Lay over a register what `source` knew of it then; what is otherwise there.

    `tables` is a connection for reading, over which nothing was laid yet. None, and nothing
    is laid, where of what was known then so much is known otherwise now that a rebuild is
    sooner done.
    """
    with overlay.writing(tables):
        touched = _touched(tables, source)
        if not touched:
            return Back(touched, touched)
        pairs = _pairs(source, touched)
        ends = {end for pair in pairs for end in pair}
        tables.execute(_ALONE, (json.dumps([*ends]),))
        if _again(tables) > most * _known(tables):
            return None
        overlay.lay(tables)
        _discount(tables, reference)
        _load(tables, source, reference)
        tables.executemany("DELETE FROM link WHERE one = ? AND other = ?", pairs)
        joined = {OpId.parse(row[0]) for row in tables.execute(_JOINED)}
        refold_subjects(Scope(tables, source, reference), sorted(joined | {*map(OpId.parse, ends)}))
    return Back(
        touched.union(chain.from_iterable(tables.execute(_FOLDED_AGAIN))),
        frozenset(chain.from_iterable(tables.execute(_MADE_SINCE))),
    )


def _touched(tables: sqlite3.Connection, source: Source) -> frozenset[str]:
    values = {
        "then": source.as_of,
        "undone": json.dumps([str(batch) for batch in source.undone_today]),
        "changed": json.dumps([str(batch) for batch in source.undone ^ source.undone_today]),
    }
    tables.execute(_TOUCHED)
    tables.execute(_TOUCH, values)
    return frozenset(chain.from_iterable(tables.execute("SELECT subject FROM touched")))


def _again(tables: sqlite3.Connection) -> int:
    """How many subjects have to be folded again."""
    sql = f"SELECT count(*) FROM touched WHERE NOT is_new OR subject NOT IN {overlay.GONE}"
    return int(tables.execute(sql).fetchone()[0])


def _known(tables: sqlite3.Connection) -> int:
    """How many reports, and what stands beside them, there were then, or a few more.

    What was withheld or taken back then and is now counts too.
    """
    every = " + ".join(f"(SELECT count(*) FROM {name})" for name in ("report", *ALONE))
    sql = f"""SELECT {every} + (SELECT count(*) FROM action WHERE id = subject)
        - (SELECT count(*) FROM ({_MADE_SINCE} AND ({_STANDS})))
        + (SELECT count(*) FROM touched WHERE NOT is_new AND NOT ({_STANDS}))"""
    return int(tables.execute(sql).fetchone()[0])


def _discount(tables: sqlite3.Connection, reference: Reference) -> None:
    """Count what is gone no more; where less stays than goes, count what stays."""
    adding = Adding(tables, reference)
    gone = tables.execute(f"SELECT count(*) FROM {overlay.GONE}").fetchone()[0]
    if 2 * gone > tables.execute("SELECT count(*) FROM main.report").fetchone()[0]:
        tables.execute("DELETE FROM sums")
        adding.count("placement", 1)
    else:
        adding.count(f"main.placement WHERE subject IN {overlay.GONE}", -1)
    adding.close()


def _load(tables: sqlite3.Connection, source: Source, reference: Reference) -> None:
    """Fold again, as if it stood alone, what is gone and was there then."""
    loader = Loader(tables, reference)
    subjects = [OpId.parse(row[0]) for row in tables.execute(_OF_OLD)]
    for stretch in source.of_subjects(subjects):
        loader.store(stretch.values(), source.undone)
    loader.close()


def _pairs(source: Source, touched: Collection[str]) -> set[tuple[str, str]]:
    """The links that touched subjects name, by their ends. They are folded anew.

    Either end may stand in a group that nothing else holds together.
    """
    named = journal.links(source.connection)
    found = {link_pair(op) for op in named if str(op.header.subject) in touched}
    return {(str(one), str(other)) for one, other in filter(None, found)}
