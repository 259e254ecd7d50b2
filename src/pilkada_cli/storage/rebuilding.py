"""Building the derived tables from the journal alone, in memory that does not grow with it."""

import sqlite3

from pilkada_cli.domain.links import fold_links
from pilkada_cli.domain.reference import Reference
from pilkada_cli.storage import derived
from pilkada_cli.storage.loading import Loader
from pilkada_cli.storage.settling import Scope, Unsettled, settle
from pilkada_cli.storage.source import Source


def rebuild(connection: sqlite3.Connection, source: Source, reference: Reference) -> None:
    """Build the derived tables of `connection` anew.

    Every report is stored as if it stood alone; then it is settled what they are to each other.
    """
    derived.create(connection)
    loader = Loader(connection, reference)
    for stretch in source.every_subject():
        loader.store(stretch.values(), source.undone)
    loader.close()
    derived.insert_links(connection, fold_links(source.links(), source.undone))
    unsettled = Unsettled(connection)
    unsettled.note_every()
    settle(Scope(connection, source, reference), unsettled)
