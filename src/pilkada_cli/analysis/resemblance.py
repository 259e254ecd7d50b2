"""How strongly what two reports say speaks for one event, in bits.

Record linkage after Fellegi and Sunter (*A theory for record linkage*, Journal
of the American Statistical Association 64, 1969): what agrees or differs counts
the logarithm to base 2 of how many times as often that is seen between a report
and its retelling as between two unrelated reports.

The bits are rounded and declared, not estimated: nobody has counted retellings.
``python -m benchmarks.twins`` shows what they find and what they find wrongly in
made-up reports, half of them in wording that they were not fitted to.
"""

from collections.abc import Mapping, Sequence, Set
from math import log2

from pilkada_cli.analysis.particulars import Matter

DAYS = (0.0, -3.0, -5.0, -6.0)
"""By distance in days: three retellings in four are dated the same day."""

NEIGHBOURING = -5.0
"""Another regency: one retelling in thirty names a neighbouring one."""

CATEGORY, GROUP, OTHER = 3.0, 1.0, -1.0
"""The same category, another of the same group, one of another group."""

NAMED, NAMED_OTHERWISE = 3.0, -5.0
"""A station, village or district that both name, and different ones; so are different offices, sides and numbers of candidates."""

FIGURE, OTHER_FIGURE = 3.0, -1.0
"""A number that both tell, and different ones."""

HOUR, OTHER_HOUR = 1.0, -2.0
"""Times of day at most an hour apart, and further apart."""

RETAINED = 0.35
"""How often a word of a report stands in its retelling."""

WORD, WORDS = 0.4, 5.0
"""What a shared word counts of its surprise, for words come in company; most of all words."""

COPIED, LONG = 0.9, 4
"""Almost the same words: this share of them all is common, and at least so many.

Fewer than so many are the same words where all are, and a village or station is the same.
"""

COPY, COPY_ELSEWHERE = 20.0, 10.0
"""Almost the same words, and the same where a district or village that differs speaks against it.

The former outweigh day, border and as many unrelated reports as one is compared with.
"""

UNSEEN, WEIGHT = 0.04, 20
"""How common a word is before any report is seen, and how many reports that is worth."""


def prior(one: Matter, other: Matter) -> float:
    """What day and regency alone speak for. The days are at most three apart.

    Who names the other's regency tells of what was there.
    """
    is_there = one.places & (other.places | other.mentioned) or one.mentioned & other.places
    return DAYS[abs(one.day - other.day)] + (0 if is_there else NEIGHBOURING)


def surprise(words: Set[str], candidates: Sequence[Matter]) -> dict[str, float]:
    """For each word how much it speaks for a retelling that a candidate has it too.

    The rarer it is among the candidates, the more; the one that has it is not
    counted, or a word that stands in one report only would seem common in a
    short list.
    """
    rest = WEIGHT + max(len(candidates) - 1, 0)
    found = {}
    for word in words:
        having = max(sum(word in other.words for other in candidates) - 1, 0)
        found[word] = max(log2(RETAINED * rest / (having + WEIGHT * UNSEEN)), 0.0)
    return found


def common(one: Matter, other: Matter) -> int:
    """How many words, stations, villages, districts and figures both have."""
    return (
        len(one.words & other.words)
        + len(one.stations & other.stations)
        + len(one.villages & other.villages)
        + len(one.districts & other.districts)
        + len(one.figures & other.figures)
    )


def evidence(one: Matter, other: Matter, surprising: Mapping[str, float]) -> float:
    """What everything but day and regency speaks for; the same from either side."""
    return (
        _category(one.category, other.category)
        + _places(one, other)
        + _named(one.figures, other.figures, FIGURE, OTHER_FIGURE)
        + _clock(one.minute, other.minute)
        + max(
            _words(one.title, other.title, surprising), _words(one.words, other.words, surprising)
        )
        + _copy(one, other)
    )


def _category(one: str, other: str) -> float:
    if one == other:
        return CATEGORY
    return GROUP if one.partition("/")[0] == other.partition("/")[0] else OTHER


def _places(one: Matter, other: Matter) -> float:
    """What is named; that two stations, or east and west, lie in one village speaks for nothing."""
    exact = _exact(one, other)
    around = _named(one.districts, other.districts, NAMED, NAMED_OTHERWISE)
    around += _villages(one.villages, other.villages)
    return exact + (min(around, 0.0) if exact < 0 else around)


def _exact(one: Matter, other: Matter) -> float:
    """What can be of one event only: its station, and which of several it names."""
    stations = _named(one.stations, other.stations, NAMED, NAMED_OTHERWISE)
    return stations + _which(one.named, other.named)


def _which(one: Set[tuple[str, str]], other: Set[tuple[str, str]]) -> float:
    """Whether some kind of which both name one is told apart by it."""
    apart = any(
        {which for kind, which in one if kind == each}.isdisjoint(
            which for kind, which in other if kind == each
        )
        for each in {kind for kind, _ in one} & {kind for kind, _ in other}
    )
    return NAMED_OTHERWISE if apart else 0.0


def _named(one: Set[object], other: Set[object], common: float, different: float) -> float:
    """Nothing is said where one of them names none."""
    if not one or not other:
        return 0.0
    return common if one & other else different


def _villages(one: Set[frozenset[str]], other: Set[frozenset[str]]) -> float:
    """A name and the longer name that begins with it may be the same village."""
    if not one or not other:
        return 0.0
    common = any(name <= named or named <= name for name in one for named in other)
    return NAMED if common else NAMED_OTHERWISE


def _clock(one: int | None, other: int | None) -> float:
    if one is None or other is None:
        return 0.0
    return HOUR if abs(one - other) <= 60 else OTHER_HOUR


def _words(one: Set[str], other: Set[str], surprising: Mapping[str, float]) -> float:
    """The surprise of the shared words, by how much of the shorter text they are."""
    shared = one & other
    if not shared:
        return 0.0
    share = len(shared) / min(len(one), len(other))
    return min(WORD * share * sum(surprising[word] for word in sorted(shared)), WORDS)


def _copy(one: Matter, other: Matter) -> float:
    """The same words about another station, office or side are of another event."""
    if _exact(one, other) < 0 or not (_is_copied(one, other) or _is_short_copy(one, other)):
        return 0.0
    return COPY if _places(one, other) >= 0 else COPY_ELSEWHERE


def _is_copied(one: Matter, other: Matter) -> bool:
    """Whether almost the same is said; of whoever adds nothing to the title, by the titles."""
    texts = [(one.words, other.words)]
    if one.words == one.title or other.words == other.title:
        texts.append((one.title, other.title))
    return any(len(a & b) >= max(LONG, COPIED * len(a | b)) for a, b in texts)


def _is_short_copy(one: Matter, other: Matter) -> bool:
    stations = _named(one.stations, other.stations, NAMED, NAMED_OTHERWISE)
    villages = _villages(one.villages, other.villages)
    return one.words == other.words and stations + villages >= NAMED
