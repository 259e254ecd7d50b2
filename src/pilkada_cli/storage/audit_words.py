"""Words and content that are not here: erased, withheld, or gone for a reason that nobody here knows.

Who hands over what was erased may know of an erasure that did not come along.
"""

import sqlite3
from collections.abc import Collection, Mapping

from pilkada_cli.domain import chain
from pilkada_cli.domain.operation import Header, Kind, OpId, Order
from pilkada_cli.storage import erasures, journal, offices, settings

Erased = Mapping[OpId, Order]
"""For each erased subject: the fold order of its last erasure, waiting ones among them."""


def erased(connection: sqlite3.Connection) -> Erased:
    """What was erased."""
    last = erasures.last_of(journal.operations(connection, "WHERE kind = 'erase'"))
    return {subject: each.order for subject, each in last.items()}


def is_explained(header: Header, known: Erased, brought: Collection[str]) -> bool:
    """Whether an operation may be without its words: by an erasure, or because it came so.

    Origins that were `brought` by bundles may have lost their words before.
    """
    about = header.id if header.kind == Kind.PERSON else header.subject
    covering = None if about is None else known.get(about)
    return header.origin in brought or (covering is not None and header.order < covering)


def unexplained(connection: sqlite3.Connection) -> dict[str, list[OpId]]:
    """By office what its operations are about that came without words, one for each.

    Those that an erasure explains are left out.
    """
    heads, known = offices.heads(connection), erased(connection)
    where = "WHERE body IS NOT NULL AND sealed IS NULL AND sealed_digest <> ?"
    found: dict[str, list[OpId]] = {}
    for op in journal.operations(connection, where, (chain.ZERO,)):
        header = op.header
        if header.origin in heads and not is_explained(header, known, ()):
            found.setdefault(heads[header.origin].code, []).append(header.subject or header.id)
    return found


def without_content(connection: sqlite3.Connection, *, marked: bool) -> dict[str, list[OpId]]:
    """By the office that signed them what operations without their content are about, one for each.

    Those that `storage.lacking` marked, or the others. Own ones are left out.
    """
    signed, own = offices.heads(connection), settings.origins(connection)
    found: dict[str, list[OpId]] = {}
    where = f"WHERE body IS NULL AND arrived IS {'NOT ' if marked else ''}NULL"
    for op in journal.operations(connection, where):
        if (head := signed.get(op.header.origin)) is not None and head.origin not in own:
            found.setdefault(head.code, []).append(op.header.subject or op.header.id)
    return found
