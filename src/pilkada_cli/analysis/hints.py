"""Which category a message is about, by the words that the taxonomy gives as hints."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from pilkada_cli.analysis.roots import is_form_of, roots, tells_action
from pilkada_cli.analysis.wording import Guess, Token, as_written
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

_SPREAD, _SPREADING = 5, 3
"""So many other words may stand between what was done and to what, in a hint of so many words."""

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
        "netral netralitas dukung kampanye ajak menang coblos deklarasi mundur rekrut honor mutasi"
        " lantik memihak berpihak keberpihakan mengarahkan diarahkan etik"
    )
)
"""What makes it matter who was there."""

_BETWEEN = frozenset(
    words(
        "yang yg sudah sdh telah masih mengalami ada banyak ini itu tersebut para dan juga sangat"
        " mulai sempat akibat paslon pasangan calon milik"
    )
)
_NOT = frozenset(words("tidak tdk tak bukan belum blm tanpa nihil jangan"))
_OF_STRANGERS = frozenset(words("dikenal dikenali diketahui"))
"""After a word that denies these tell who did it (``orang tidak dikenal``), not that it was not done."""

_DENIES = 3
"""A word that denies reaches so many words on."""

# A point after a short word belongs to an abbreviation: Kec., Kel., Jl.
_SENTENCE = re.compile(r"(?<=[^\W_]{4})\.|[;!?\n]")
_CLAUSE = re.compile(rf"[,:()]|{_SENTENCE.pattern}")


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


class _Page(NamedTuple):
    """The words of a text, where each stands, and in which clause and sentence."""

    said: Sequence[Token]
    places: Mapping[str, Sequence[int]]
    clauses: Sequence[int]
    sentences: Sequence[int]


def topic(text: str, said: Sequence[Token], reference: Reference) -> Topic:
    """The categories whose hints stand in a text. `said` are its words but for names of places.

    A hint counts the more the more words it has, and the fewer categories share
    them. One that is denied, or a part of a longer one, does not count.
    """
    page = _page(text, said)
    found = list(_hits(page, reference))
    parts = {hit.at for hit in found}
    whole = [hit for hit in found if not any(set(hit.at) < set(at) for at in parts)]
    best: dict[tuple[object, ...], _Hit] = {}
    for hit in sorted(whole, key=lambda hit: (-hit.weight, max(hit.at) - min(hit.at))):
        best.setdefault((hit.category, hit.hint), hit)
    return _judged(text, said, list(best.values()))


def _page(text: str, said: Sequence[Token]) -> _Page:
    places: dict[str, list[int]] = {}
    for n, token in enumerate(said):
        if [each.word for each in said[n : n + 2]] != ["salah", "satu"]:
            places.setdefault(token.word, []).append(n)
    return _Page(said, places, _counted(text, said, _CLAUSE), _counted(text, said, _SENTENCE))


def _counted(text: str, said: Sequence[Token], mark: re.Pattern[str]) -> list[int]:
    """The number of the clause or sentence in which each word stands."""
    numbers = [0]
    for before, after in pairwise(said):
        apart = mark.search(text, before.end, after.start) is not None
        numbers.append(numbers[-1] + apart)
    return numbers


def _hits(page: _Page, reference: Reference) -> Iterator[_Hit]:
    rarity = _rarities(reference)
    for category in reference.category_by_key.values():
        for hint in dict.fromkeys(tuple(words(hint)) for hint in category.hints):
            worth = sum(rarity[word] for word in hint)
            for at in _where(page, hint):
                passing = _THERE.issuperset(hint) and not _sides(page, at[0])
                weight = worth * (_IN_PASSING if passing else 1.0)
                weight *= _IN_TITLE if page.said[at[0]].line == 0 else 1.0
                weight *= 1.0 if _FALSE.isdisjoint(hint) else _OF_FALSE
                yield _Hit(category.key, hint, at, weight, passing)


def _rarities(reference: Reference) -> dict[str, float]:
    """How much a word of a hint tells: the logarithm of one in so many categories that have it."""
    known = reference.category_by_key.values()
    having = Counter(word for c in known for word in {w for hint in c.hints for w in words(hint)})
    return {word: log(1 + len(known) / count) for word, count in having.items()}


def _where(page: _Page, hint: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The words that make up a hint, wherever it stands and is not denied."""
    forms = [_standing(page, word, alone=len(hint) == 1) for word in hint]
    if not all(forms):
        return
    spread = len(hint) <= _SPREADING and any(map(tells_action, hint))
    for first in sorted(set().union(*forms)):
        at = _in_order(page, forms, first) or (_around(page, forms, first) if spread else ())
        if at and not _is_denied(page, at):
            yield at


def _standing(page: _Page, known: str, *, alone: bool) -> set[int]:
    """Where the forms of a word of a hint stand; what was done may be told in any form."""
    found: set[int] = set()
    for word, at in page.places.items():
        if alone or not tells_action(known):
            same = is_form_of(word, known)
        else:
            same = not roots(word).isdisjoint(roots(known))
        found.update(at if same else ())
    return found


def _in_order(page: _Page, forms: Sequence[set[int]], first: int) -> tuple[int, ...]:
    """The words of a hint in its order from a word on, with none but small ones between."""
    at: list[int] = []
    for n in range(first, len(page.said)):
        if page.sentences[n] != page.sentences[first]:
            break
        if n in forms[len(at)]:
            at.append(n)
            if len(at) == len(forms):
                return tuple(at)
        elif not at or page.said[n].word not in _BETWEEN:
            break
    return ()


def _around(page: _Page, forms: Sequence[set[int]], first: int) -> tuple[int, ...]:
    """The words of a hint in any order from a word on, others between."""
    missing, at = list(forms), []
    for n in range(first, min(first + len(forms) + _SPREAD, len(page.said))):
        same = next((form for form in missing if n in form), None)
        if page.sentences[n] != page.sentences[first]:
            break
        if same is not None:
            missing.remove(same)
            at.append(n)
        if not missing:
            return tuple(at)
    return ()


def _is_denied(page: _Page, at: Sequence[int]) -> bool:
    first = min(at)
    before = range(max(0, first - _DENIES), first)
    return any(
        page.said[n].word in _NOT
        and page.said[n + 1].word not in _OF_STRANGERS
        and page.clauses[n] == page.clauses[first]
        for n in before
    )


def _sides(page: _Page, at: int) -> bool:
    """Whether the sentence tells that somebody took sides, or left his post."""
    return any(
        page.sentences[n] == page.sentences[at] and not roots(token.word).isdisjoint(_SIDING)
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
