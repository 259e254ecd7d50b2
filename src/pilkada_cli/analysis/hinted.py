"""Where the words of a hint stand in a text, in any of their forms, and are not denied."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pilkada_cli.analysis.roots import is_form_of, keys, tells_action, tells_state
from pilkada_cli.analysis.wording import Token
from pilkada_cli.domain.affixes import roots
from pilkada_cli.domain.spelling import words

_SPREAD, _SPREADING = 5, 3
"""So many other words may stand between what was done and to what, in a hint of so many words."""

_IN_A_CLAUSE = 10
"""And so many where neither a comma nor another deed stands between: ``baliho di simpang empat desa Kundan dirusak``."""

_BETWEEN = frozenset(
    words(
        "yang yg sudah sdh telah masih mengalami ada banyak ini itu tersebut para dan juga sangat"
        " mulai sempat akibat paslon pasangan calon milik antar antara kelompok massa tapal soal"
    )
)
_NO_DEED = frozenset(
    words(
        "kecamatan kelurahan keadaan tersebut ditemukan didapati kedapatan terlihat diketahui"
        " dinyatakan dilaporkan mengalami"
    )
)
"""What looks like a deed, and is none that takes away from a thing the state behind it."""

_FIRST_OTHERWISE = frozenset({("salah", "satu"), ("kurang", "lebih"), ("kurang", "baik")})
_LAST_OTHERWISE = frozenset(
    [("rumah", "sakit"), ("kurang", "lebih")]
    + [(of, "paslon") for of in ("saksi", "tim", "timses", "sukses", "relawan", "pendukung")]
)
"""Pairs of which a word says another thing than alone: nobody is ill because of a ``rumah sakit``."""

_NOT = frozenset(words("tidak tdk tak bukan belum blm tanpa nihil jangan"))
_OF_STRANGERS = frozenset(words("dikenal dikenali diketahui"))
"""After a word that denies these tell who did it (``orang tidak dikenal``), not that it was not done."""

_DENIES = 3
"""A word that denies reaches so many words on."""

# A point after a short word belongs to an abbreviation: Kec., Kel., Jl.
_SENTENCE = re.compile(r"(?<=[^\W_]{4})\.|[;!?\n]")
_CLAUSE = re.compile(rf"[,:()]|{_SENTENCE.pattern}")
_AGED = re.compile(r"\((\d\d? ?(?:th|thn|tahun)?)\)", re.IGNORECASE)
"""An age behind a name, which divides no clause: ``Sdr. Misal (47 th) anggota KPPS``."""


class Page(NamedTuple):
    """The words of a text, where each stands, and in which clause and sentence.

    `forms` are the words by the roots that they may be forms of.
    """

    said: Sequence[Token]
    places: Mapping[str, Sequence[int]]
    forms: Mapping[str, Sequence[str]]
    clauses: Sequence[int]
    sentences: Sequence[int]


def page_of(text: str, said: Sequence[Token]) -> Page:
    """The words of a text with where each stands."""
    places: dict[str, list[int]] = {}
    told = ["", *(token.word for token in said), ""]
    for n, token in enumerate(said):
        before, word, after = told[n : n + 3]
        if (word, after) not in _FIRST_OTHERWISE and (before, word) not in _LAST_OTHERWISE:
            places.setdefault(token.word, []).append(n)
    forms: dict[str, list[str]] = {}
    for word in places:
        for key in keys(word):
            forms.setdefault(key, []).append(word)
    clauses = _counted(_AGED.sub(r" \1 ", text), said, _CLAUSE)
    return Page(said, places, forms, clauses, _counted(text, said, _SENTENCE))


def _counted(text: str, said: Sequence[Token], mark: re.Pattern[str]) -> list[int]:
    """The number of the clause or sentence in which each word stands."""
    numbers = [0]
    for before, after in pairwise(said):
        apart = mark.search(text, before.end, after.start) is not None
        numbers.append(numbers[-1] + apart)
    return numbers


def where(page: Page, hint: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """The words that make up a hint, wherever it stands and is not denied."""
    forms: list[set[int]] = []
    for word in hint:
        forms.append(_standing(page, word, alone=len(hint) == 1))
        if not forms[-1]:
            return
    acted = any(map(tells_action, hint))
    spread = len(hint) <= _SPREADING and (acted or any(map(tells_state, hint)))
    apart = _SPREAD if acted else 0
    for first in sorted(set().union(*forms)):
        at = _in_order(page, forms, first) or (_around(page, forms, first, apart) if spread else ())
        if at and not _is_denied(page, at):
            yield at


def _standing(page: Page, known: str, *, alone: bool) -> set[int]:
    """Where the forms of a word of a hint stand; what was done may be told in any form."""
    sharing = {word for root in roots(known) for word in page.forms.get(root, ())}
    any_form = not alone and tells_action(known)
    return {
        n
        for word in sharing
        if (not roots(word).isdisjoint(roots(known)) if any_form else is_form_of(word, known))
        for n in page.places[word]
    }


def _in_order(page: Page, forms: Sequence[set[int]], first: int) -> tuple[int, ...]:
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


def _around(page: Page, forms: Sequence[set[int]], first: int, apart: int) -> tuple[int, ...]:
    """The words of a hint in any order from a word on; more others than `apart` only in one clause."""
    missing = list(forms)
    at: list[int] = []
    for n in range(first, min(first + len(forms) + _IN_A_CLAUSE, len(page.said))):
        same = next((form for form in missing if n in form), None)
        is_far = n >= first + len(forms) + apart and not _is_one_clause(page, first, n, at)
        if is_far or page.sentences[n] != page.sentences[first]:
            break
        if same is not None:
            missing.remove(same)
            at.append(n)
        if not missing:
            return tuple(at)
    return ()


def _is_one_clause(page: Page, first: int, last: int, known: Sequence[int]) -> bool:
    """Whether nothing else is told from a word to another; `known` are words of the hint."""
    between = (page.said[n].word for n in range(first, last) if n not in known)
    deeds = (word for word in between if tells_action(word) and word not in _NO_DEED)
    return page.clauses[first] == page.clauses[last] and not any(deeds)


def _is_denied(page: Page, at: Sequence[int]) -> bool:
    first = min(at)
    before = range(max(0, first - _DENIES), first)
    return any(
        page.said[n].word in _NOT
        and page.said[n + 1].word not in _OF_STRANGERS
        and page.clauses[n] == page.clauses[first]
        for n in before
    )
