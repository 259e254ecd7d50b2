"""Which category a message is about, by the words that the taxonomy gives as hints."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log
from typing import NamedTuple

from pilkada_cli.analysis.hearsay import tellers
from pilkada_cli.analysis.hinted import Page, page_of, where
from pilkada_cli.analysis.wording import Guess, Token, as_written
from pilkada_cli.domain.affixes import roots
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

CLEAR = 1.5
"""So many times the score of the next the best category has at least, to be a guess."""

MOST = 5
"""How many categories are named at most."""

_BESIDE = 0.4
"""The part of the best score from which a category is named beside it."""

_IN_TITLE = 2.0
_IN_PASSING = 0.25
"""How much a hint counts in the first line, and one that only says who was there, or where."""

_FALSE = frozenset(words("hoaks disinformasi bohong"))
_OF_FALSE = 4.0
"""How much it counts that a thing is told to be false: what it is about did not happen then."""

_SHOWN = 3
"""Pieces of evidence that are shown."""

_THERE = frozenset(
    words(
        "prajurit babinsa koramil bhabinkamtibmas propam kapolsek kades lurah pambakal komisioner"
        " petahana pps pantarlih panwascam panwaslu kecamatan pkd ptps pengawas linmas satlinmas"
        " hansip penjabat plh plt pasien kepala desa anggota tni polri kpu ketua rt perangkat"
        " aparat kantor bawaslu lokasi tps gedung pemda sekretariat ppk internet"
    )
)
_SIDING = frozenset(
    words(
        "netral netralitas dukung kampanye ajak menang coblos deklarasi mundur undur rekrut honor mutasi"
        " lantik memihak berpihak keberpihakan mengarahkan diarahkan etik"
    )
)
"""What makes it matter who was there."""


class Topic(NamedTuple):
    """What a message is about: a category where one is clear, and those it may be, best first."""

    category: Guess | None
    categories: tuple[str, ...]


class _Hit(NamedTuple):
    """A hint of a category at these words of a text."""

    category: str
    hint: tuple[str, ...]
    at: tuple[int, ...]
    weight: float
    in_passing: bool


def topic(text: str, said: Sequence[Token], reference: Reference) -> Topic:
    """The categories whose hints stand in a text. `said` are its words but for names of places.

    A hint counts the more the more words it has, and the fewer categories share
    them. One that is denied, a part of a longer one, or only says who tells it, does not count.
    """
    page, telling = page_of(text, said), tellers(text, said)
    found = [hit for hit in _hits(page, reference) if telling.isdisjoint(hit.at)]
    longer: dict[int, set[tuple[int, ...]]] = {}
    for hit in found:
        for n in hit.at:
            longer.setdefault(n, set()).add(hit.at)
    whole = [hit for hit in found if not any(set(hit.at) < set(at) for at in longer[hit.at[0]])]
    best: dict[tuple[object, ...], _Hit] = {}
    for hit in sorted(whole, key=lambda hit: (-hit.weight, max(hit.at) - min(hit.at))):
        best.setdefault((hit.category, hit.hint), hit)
    return _judged(text, said, list(best.values()))


def _hits(page: Page, reference: Reference) -> Iterator[_Hit]:
    categories = reference.category_by_key.values()
    rarity = _rarities(tuple(category.hints for category in categories))
    for category in categories:
        for hint in _worded(category.hints):
            worth = sum(rarity[word] for word in hint)
            for at in where(page, hint):
                passing = _THERE.issuperset(hint) and not _sides(page, at[0])
                weight = worth * (_IN_PASSING if passing else 1.0)
                weight *= _IN_TITLE if page.said[at[0]].line == 0 else 1.0
                weight *= 1.0 if _FALSE.isdisjoint(hint) else _OF_FALSE
                yield _Hit(category.key, hint, at, weight, passing)


@lru_cache(maxsize=1 << 10)
def _worded(hints: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of each hint of a category, each hint once."""
    return tuple(dict.fromkeys(tuple(words(hint)) for hint in hints))


@lru_cache(maxsize=4)
def _rarities(known: tuple[tuple[str, ...], ...]) -> Mapping[str, float]:
    """How much a word of a hint tells, by the hints of all categories.

    The logarithm of one in so many categories that have it.
    """
    having = Counter(word for hints in known for word in set(chain(*_worded(hints))))
    return {word: log(1 + len(known) / count) for word, count in having.items()}


def _sides(page: Page, at: int) -> bool:
    """Whether the sentence tells that somebody took sides, or left his post; who supports is no such word."""
    return any(
        page.sentences[n] == page.sentences[at]
        and token.word != "pendukung"
        and not roots(token.word).isdisjoint(_SIDING)
        for n, token in enumerate(page.said)
    )


def _judged(text: str, said: Sequence[Token], hits: Iterable[_Hit]) -> Topic:
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.category] = scores.get(hit.category, 0.0) + hit.weight
    about = {hit.category for hit in hits if not hit.in_passing}
    ranked = sorted(about, key=lambda key: (-scores[key], key))
    if not ranked:
        return Topic(None, ())
    best = ranked[0]
    near = tuple(key for key in ranked[:MOST] if scores[key] >= _BESIDE * scores[best])
    own = sorted((hit for hit in hits if hit.category == best), key=lambda hit: -hit.weight)
    if len(ranked) > 1 and scores[best] < CLEAR * scores[ranked[1]]:
        return Topic(None, near)
    spans = (said[min(hit.at) : max(hit.at) + 1] for hit in own)
    evidence = {w.casefold(): w for span in spans for w in (as_written(text, span),)}
    return Topic(Guess(best, tuple(evidence.values())[:_SHOWN]), near)
