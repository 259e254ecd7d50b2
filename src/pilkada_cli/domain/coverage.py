"""What a reporting day holds, and how much came of what was owed."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

LEAST = 0.6
"""The part of what is owed below which coverage is low."""


class State(StrEnum):
    """What a reporting day holds.

    ``report`` and ``nil`` pay what is owed; of ``partly`` something is still missing.
    ``owed`` can still be paid, as the day is not over; ``missing`` cannot. On a day
    that is ``free`` nothing came, and nothing was owed that had not come before.
    """

    REPORT = "report"
    NIL = "nil"
    PARTLY = "partly"
    MISSING = "missing"
    OWED = "owed"
    FREE = "free"


class CoveredDay(NamedTuple):
    """A reporting day: what came, and what still lacks of `owed` reports in `per_days` days."""

    day: str
    state: State
    reports: int
    nil: int
    owed: int
    per_days: int
    missing: int


class Share(NamedTuple):
    """How much came of what was owed: `coverage` is 0 to 1, null where nothing was owed.

    `low` says that too little came, or that the silence is too long; never once nothing is
    owed any more.
    """

    coverage: float | None
    low: bool


class Period(NamedTuple):
    """Reporting days, ISO, both included."""

    since: str
    until: str


class Bundle(NamedTuple):
    """The last bundle of a regency's office that was taken in, by the day it was made; None for none."""

    office: str
    made_on: str | None
    days: int | None


class Covered(NamedTuple):
    """How much came of what each regency, by code, owed in a period, and until when it owes.

    `bundles` are those of the regencies whose offices hand over to this register.
    """

    period: Period
    shares: Mapping[str, Share]
    owed_until: Mapping[str, date | None]
    bundles: Mapping[str, Bundle]
