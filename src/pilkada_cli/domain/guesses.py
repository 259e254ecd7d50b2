"""Which fields of a report were guessed, and were not settled by anyone since.

The operation that creates a report names them under ``guessed`` in its body. Whoever
sets such a field afterwards, to the same value or another, settles it.
"""

from collections.abc import Collection

from pilkada_cli.domain import fields
from pilkada_cli.domain.operation import JsonObject

KEY = "guessed"
"""Where the names stand in the body."""

DAY, PHASE = "occurred_on", "phase"
UNSAID = frozenset((DAY, PHASE))
"""Of fields that nobody set those that may be named.

For the day that stands on which it became known, for the phase that it is potential.
"""


def guessed_in(body: JsonObject, sealed: JsonObject) -> tuple[str, ...]:
    """The fields that the body of a creating operation names, of `UNSAID` and those that it or its sealed part sets.

    In the order of the fields. What is malformed counts as not guessed.
    """
    value = body.get(KEY)
    named = {n for n in value if isinstance(n, str)} if isinstance(value, list) else set()
    named &= body.keys() | sealed.keys() | UNSAID
    return tuple(name for name in fields.FIELD_NAMES if name in named) if named else ()


def unsettled(guessed: Collection[str], body: JsonObject, sealed: JsonObject) -> tuple[str, ...]:
    """What of it is still a guess after an operation that sets fields."""
    return tuple(name for name in guessed if name not in body and name not in sealed)


def is_day_guessed(guessed: Collection[str]) -> bool:
    """Whether nobody said or confirmed the day or the time, of these fields that are guessed."""
    return not {DAY, "occurred_time"}.isdisjoint(guessed)
