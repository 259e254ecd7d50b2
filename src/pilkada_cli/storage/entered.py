"""When this office entered what stands, by the clocks that it was entered with."""

import sqlite3
from itertools import islice

from pilkada_cli.domain.chain import Malformed
from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.times import is_instant
from pilkada_cli.i18n import N_
from pilkada_cli.storage import journal, settings

_ENTERED = "kind NOT IN ('person', 'undo', 'erase')"
"""What can be taken back."""

_NEWEST = 50
"""So many commands of an origin are looked through for the latest."""


def last_entered(connection: sqlite3.Connection, until: str) -> str | None:
    """The latest instant up to `until` at which this office entered what stands, among the newest.

    Told by the clock it was entered with. Raises `Malformed`.
    """
    sql = f"SELECT at FROM journal WHERE origin = ? AND seq >= ? AND seq < ? AND {_ENTERED} LIMIT 1"
    undone, found = journal.undone(connection), list[str]()
    for origin in settings.origins(connection):
        end = journal.head_of(connection, origin) + 1
        for batch in islice(journal.batches_of(connection, origin), _NEWEST):
            if batch not in undone:
                rows = connection.execute(sql, (origin, batch.seq, end))
                found += [str(at) for (at,) in rows if at <= until]
            end = batch.seq
    if not all(map(is_instant, found)):
        raise Malformed(N_("{name} is not an instant"), name="at")
    return max(found, default=None)


def entered_before(
    connection: sqlite3.Connection, origin: str, instant: str
) -> list[tuple[OpId, str]]:
    """The batches of an origin that stand and were entered by an earlier clock, and when."""
    rows = connection.execute(
        f"""SELECT batch, min(at) FROM journal WHERE origin = ? AND at < ? AND {_ENTERED}
        GROUP BY batch ORDER BY min(seq)""",
        (origin, instant),
    )
    undone = journal.undone(connection)
    found = [(OpId.parse(batch), str(at)) for batch, at in rows]
    return [(batch, at) for batch, at in found if batch not in undone]
