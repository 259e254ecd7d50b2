"""Building the derived tables from the journal alone, in memory that does not grow with it."""

import sqlite3

from pilkada_cli.domain.links import fold_links
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage import derived
from pilkada_cli.storage.loading import Loader
from pilkada_cli.storage.refold import Scope, refold_subjects
from pilkada_cli.storage.source import Source
from pilkada_cli.storage.subjects import Subjects

_GROUPED = """
SELECT one FROM link WHERE linked UNION SELECT other FROM link WHERE linked
UNION SELECT subject FROM report JOIN (
    SELECT source_ref AS ref, source_system AS system FROM report
    WHERE source_ref IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1
) ON source_ref = ref AND source_system IS system
UNION SELECT subject FROM report JOIN (
    SELECT code AS word, number AS n FROM report GROUP BY 1, 2 HAVING count(*) > 1
) ON code = word AND number = n
"""
"""The subjects that may stand in a group, or share the number of another."""


def rebuild(connection: sqlite3.Connection, source: Source, reference: Reference) -> None:
    """Build the derived tables of `connection` anew.

    Every report is stored as if it stood alone; then those that do not are folded again.
    """
    derived.create(connection)
    loader = Loader(connection, reference)
    for stretch in source.every_subject():
        loader.store(stretch.values(), source.undone)
    loader.close()
    derived.insert_links(connection, fold_links(source.links(), source.undone))
    grouped = Subjects(connection, "grouped")
    grouped.select(_GROUPED)
    refold_subjects(Scope(connection, source, reference), grouped)
