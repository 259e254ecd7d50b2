"""How often what threatened was kept from happening, and how quickly."""

from dataclasses import dataclass

SCHEMA = "pilkada.prevention/1"


@dataclass(frozen=True, slots=True)
class PreventionRow:
    """What became of the threats of a category, or of all where `category` is None.

    `threats` are the events that were reported as PG or AG. Of these `averted` are closed
    and never became GN, `happened` became GN, `open` are still open. The medians are days
    from when the report was known to the first action and to closing, over the events that
    have one; None where none has.
    """

    category: str | None
    threats: int
    averted: int
    happened: int
    open: int
    median_days_to_action: float | None
    median_days_to_close: float | None


@dataclass(frozen=True, slots=True)
class Prevention:
    """A row for each category that has a threat, and one for all together."""

    as_of: str
    rows: tuple[PreventionRow, ...]
    total: PreventionRow
