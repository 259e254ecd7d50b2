"""When this office entered what stands, by the clocks that it was entered with."""

import json
import sqlite3

from pilkada_cli.domain.chain import Malformed
from pilkada_cli.domain.operation import OpId
from pilkada_cli.domain.times import is_instant
from pilkada_cli.i18n import N_
from pilkada_cli.storage import journal, settings

_ENTERED = (
    "kind NOT IN ('person', 'undo', 'erase') AND batch NOT IN (SELECT value FROM json_each(?))"
)
"""What can be taken back and was not."""

_NEWEST = 10_000
"""So many operations are looked through for the latest."""


def last_entered(connection: sqlite3.Connection, until: str) -> str | None:
    """The latest instant up to `until` at which this office entered what stands, among the newest.

    Told by the clock it was entered with. Raises `Malformed`.
    """
    (last,) = connection.execute(
        f"""SELECT max(at) FROM (SELECT * FROM journal ORDER BY position DESC LIMIT {_NEWEST})
        WHERE origin IN (SELECT value FROM json_each(?)) AND at <= ? AND {_ENTERED}""",
        (json.dumps(settings.origins(connection)), until, _undone(connection)),
    ).fetchone()
    if last is None:
        return None
    if not is_instant(last):
        raise Malformed(N_("{name} is not an instant"), name="at") from None
    return str(last)


def entered_before(
    connection: sqlite3.Connection, origin: str, instant: str
) -> list[tuple[OpId, str]]:
    """The batches of an origin that stand and were entered by an earlier clock, and when."""
    rows = connection.execute(
        f"""SELECT batch, min(at) FROM journal WHERE origin = ? AND at < ? AND {_ENTERED}
        GROUP BY batch ORDER BY min(seq)""",
        (origin, instant, _undone(connection)),
    )
    return [(OpId.parse(batch), str(at)) for batch, at in rows]


def _undone(connection: sqlite3.Connection) -> str:
    return json.dumps([*map(str, journal.undone(connection))])
