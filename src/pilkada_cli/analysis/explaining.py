"""Why a regency stands where it stands: every event with what it weighs.

::

    w = W · c · d        weight of the level, how far it is believed, how far it is fresh
    score = Σ w          over the open events at their residual level, or over all events
"""

from collections.abc import Callable, Iterable

from pilkada_cli.domain.explanation import Explanation, Placed, Term
from pilkada_cli.domain.reference import Scale
from pilkada_cli.domain.summary import Measure, RegencyRow, Summary
from pilkada_cli.domain.sums import weight


def explain(
    summary: Summary, events: Iterable[Placed], scale: Scale, fresh: Callable[[str], float]
) -> tuple[Explanation, ...]:
    """The regencies of a summary that have events, in its order; `fresh` is d of a day."""
    by_regency: dict[str, list[Term]] = {}
    for event in events:
        term = _term(event, scale, summary.measure, fresh(event.occurred_on))
        by_regency.setdefault(event.regency, []).append(term)
    return tuple(
        Explanation(row, tuple(by_regency[row.code]), score(row, summary.measure))
        for row in summary.regencies
        if row.code in by_regency
    )


def _term(event: Placed, scale: Scale, measure: Measure, fresh: float) -> Term:
    is_open = measure == Measure.OPEN
    level = event.residual_level if is_open else event.level
    counts = event.open or not is_open
    return Term(
        event.id,
        event.occurred_on,
        event.title,
        level,
        scale.levels[level - 1].weight,
        scale.credence[event.credence] / 10,
        fresh,
        weight(scale, level, event.credence) / 10 * fresh if counts else None,
    )


def score(row: RegencyRow, measure: Measure) -> float:
    """The score by which a measure ranks."""
    return row.open_index if measure == Measure.OPEN else row.index
