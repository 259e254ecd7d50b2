"""What an explanation of a ranking is made of: the events of a regency with their weights."""

from typing import NamedTuple

from pilkada_cli.domain.summary import RegencyRow


class Placed(NamedTuple):
    """An event in the row of a regency."""

    regency: str
    id: str
    occurred_on: str
    title: str | None
    level: int
    residual_level: int
    credence: int
    open: int


class Term(NamedTuple):
    """An event and its part of the score; `w` is None where the measure leaves it out."""

    id: str
    occurred_on: str
    title: str | None
    level: int
    weight: int
    credence: float
    fresh: float
    w: float | None


class Explanation(NamedTuple):
    """A regency that has events, and what its score is made of."""

    row: RegencyRow
    terms: tuple[Term, ...]
    score: float
