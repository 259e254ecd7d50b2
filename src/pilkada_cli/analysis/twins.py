"""Which reports are likely about the same event as another.

A report retells at most one of the events that were reported before it, and one
report in `RETOLD` retells any. Before anything is compared, every candidate has
its part in that chance by day and regency (`resemblance.prior`), so that each
has the less the more there are; then its evidence multiplies its odds.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pilkada_cli.analysis.particulars import Matter
from pilkada_cli.analysis.resemblance import DAYS, common, evidence, prior, surprise

SPAN = len(DAYS) - 1
"""Days before and after within which reports are compared."""

MOST = 3
"""How many twins are named at most."""

RETOLD = 20
"""One report in so many tells of an event that was reported before."""

LEAST = 0.4
"""The chance from which a candidate is offered: to miss a retelling costs more than to look at a report."""

FEWEST = 2
"""How many words, stations, villages, districts and figures two reports share at least, one word among them.

Where one of them says one word only, that word will do on the same day in the same region.
"""


class Place(StrEnum):
    """Where one report lies, seen from another."""

    SAME = "same"
    NEIGHBOURING = "neighbouring"


@dataclass(frozen=True, slots=True)
class Twin:
    """A report that is likely about the same event, and why.

    `chance` is the probability of it by this measure, `shared` the folded words
    that both have, the most telling first, `days` how far apart they happened.
    """

    subject: str
    chance: float
    shared: tuple[str, ...]
    days: int
    place: Place


def likely(report: Matter, others: Iterable[Matter], around: Collection[str]) -> list[Twin]:
    """The likely twins of a report among others, the likeliest first, at most `MOST`.

    `around` holds the regions that border on the report's own. What lies beyond
    these or more than `SPAN` days away is no candidate, nor is the report itself
    or a member of its group. Of another group, which is one event already, the
    likeliest member is named.
    """
    candidates = [other for other in others if _is_candidate(report, other, around)]
    distinct = list({(c.words, c.places, c.mentioned, c.day): c for c in candidates}.values())
    telling = surprise(report.words, distinct)
    found: list[Twin] = []
    events: set[str] = set()
    for chance, other in _by_chance(report, candidates, distinct, telling):
        event = other.group or other.subject
        if chance < LEAST or len(found) == MOST:
            break
        if event not in events:
            events.add(event)
            found.append(_twin(report, other, chance, telling))
    return found


def _is_candidate(report: Matter, other: Matter, around: Collection[str]) -> bool:
    return (
        abs(report.day - other.day) <= SPAN
        and not (report.places | set(around)).isdisjoint(other.places)
        and other.subject != report.subject
        and (other.group is None or other.group != report.group)
    )


def _by_chance(
    report: Matter,
    candidates: Sequence[Matter],
    distinct: Sequence[Matter],
    telling: Mapping[str, float],
) -> list[tuple[float, Matter]]:
    """The candidates that share enough, with the chance that the report retells just them.

    A message that came in many times word for word is one rival, not many:
    `distinct` holds it once.
    """
    against = (RETOLD - 1) * sum(2 ** prior(report, other) for other in distinct)
    ranked = []
    for other in candidates:
        if _share_enough(report, other):
            bits = prior(report, other) + evidence(report, other, telling)
            ranked.append((1 / (1 + against / 2**bits), other))
    return sorted(ranked, key=lambda one: (-one[0], one[1].subject))


def _share_enough(report: Matter, other: Matter) -> bool:
    """Whether two reports share `FEWEST`."""
    if report.words.isdisjoint(other.words):
        return False
    says_little = min(len(report.words), len(other.words)) == 1
    is_there = report.day == other.day and not report.places.isdisjoint(other.places)
    return common(report, other) >= FEWEST or (says_little and is_there)


def _twin(report: Matter, other: Matter, chance: float, telling: Mapping[str, float]) -> Twin:
    shared = report.words & other.words
    return Twin(
        subject=other.subject,
        chance=chance,
        shared=tuple(sorted(shared, key=lambda word: (-telling[word], word))),
        days=abs(report.day - other.day),
        place=Place.SAME if report.places & other.places else Place.NEIGHBOURING,
    )
