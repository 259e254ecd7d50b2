"""The risk matrix with its events, before and after measures; the field names are a promise to scripts."""

from dataclasses import asdict, dataclass

from pilkada_cli.domain.events import COUNTING_RULE
from pilkada_cli.domain.summary import Filters, Measure

SCHEMA = "pilkada.matrix/1"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell: its value 1 to 25, its level 1 to 5, and the events in it before and after measures."""

    likelihood: int
    impact: int
    value: int
    level: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cells, by likelihood and impact. `lowered` counts the events whose level fell."""

    election: str
    as_of: str
    measure: Measure
    scale: str
    filters: Filters
    events: int
    lowered: int
    cells: tuple[MatrixCell, ...]

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints."""
        return {"schema": SCHEMA, "counting_rule": COUNTING_RULE, **asdict(self)}
