"""What comes before what: the values that rank, and the rates of regencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from pilkada_cli.analysis.rate import Burden, Rates, Streams, estimate, typical
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import Measure, RankBy
from pilkada_cli.domain.sums import Sums


@dataclass(frozen=True, slots=True)
class Ranking:
    """By which measure, and by what of it: any but the rate."""

    measure: Measure
    by: RankBy

    def value(self, count: Sums) -> tuple[float, ...]:
        """What ranks, the larger the further in front.

        By level the number of events of the highest level, then of the next.
        """
        is_open = self.measure == Measure.OPEN
        match self.by:
            case RankBy.COUNT:
                return (count.open if is_open else count.events,)
            case RankBy.LEVEL:
                return count.open_levels if is_open else count.levels
            case _:
                return (count.open_score if is_open else count.score,)

    def order(self, counts: Mapping[str, Sums]) -> dict[str, int | None]:
        """Rank by value, ties by key; what has no event comes after all that have one."""
        if not any(count.events for count in counts.values()):
            return dict.fromkeys(sorted(counts))
        keys = sorted(
            counts,
            key=lambda k: (not counts[k].events, [-v for v in self.value(counts[k])], k),
        )
        return {key: rank for rank, key in enumerate(keys, 1)}


def rates(
    counts: Mapping[str, Sums], reference: Reference, measure: Measure, streams: Streams
) -> tuple[float | None, Rates | None]:
    """The size of a typical event and the rates of all regencies; None where nothing weighs.

    An event that touches several regencies is a term in the row of each.
    """
    own = {region.code: counts[region.code] for region in reference.regencies}
    scores = {code: _scores(count, measure) for code, count in own.items()}
    unit = typical(fsum(s for s, _ in scores.values()), fsum(q for _, q in scores.values()))
    if unit is None:
        return None, None
    burdens = {
        region.code: Burden(
            scores[region.code][0], bool(own[region.code].events), region.polling_stations / 100
        )
        for region in reference.regencies
    }
    return unit, estimate(burdens, unit, streams)


def _scores(count: Sums, measure: Measure) -> tuple[float, float]:
    """``Σw`` and ``Σw²`` of a row, out of their tenths."""
    if measure == Measure.OPEN:
        return count.open_score / 10, count.open_squares / 100
    return count.score / 10, count.squares / 100
