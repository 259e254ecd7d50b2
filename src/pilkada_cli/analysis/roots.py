"""The roots that an Indonesian word may have, so that merusak, dirusak and perusakan agree.

No dictionary decides: a word has every root that its affixes allow. That is enough to
compare it with a word that is known, and too much for anything else.
"""

import re
from functools import lru_cache

SHORTEST = 4
"""Letters of a root; a word that is no longer than this has no affix."""

_PREFIXES = (
    (re.compile("[mp]eng"), ("", "k")),
    (re.compile("[mp]eny"), ("s",)),
    (re.compile("[mp]em"), ("", "p")),
    (re.compile("[mp]en"), ("", "t")),
    *(
        (re.compile(prefix), ("",))
        for prefix in ["me", "pe", "di", "ke", "se", "ter", "ber", "per"]
    ),
)
_SUFFIXES = ("nya", "lah", "kah", "kan", "an", "i")
_ACTION = re.compile("(?:di|ter|me)[a-z]{4,}|(?:pe|ke)[a-z]{3,}an")
_ENDING = re.compile("(?:nya|lah|kah)$")


@lru_cache(maxsize=1 << 14)
def roots(word: str) -> frozenset[str]:
    """The folded `word` and all that may be left of it without its affixes."""
    found = {word}
    for _ in range(2):
        found |= {root for each in found for root in _stripped(each)}
    return frozenset(found)


def _stripped(word: str) -> set[str]:
    bare = {f"{begin}{word[match.end() :]}" for match, begin in _beginnings(word)}
    bare |= {each.removesuffix(suffix) for each in (*bare, word) for suffix in _SUFFIXES}
    return {root for root in bare if len(root) >= SHORTEST}


def _beginnings(word: str) -> list[tuple[re.Match[str], str]]:
    if len(word) <= SHORTEST:
        return []
    return [
        (match, begin)
        for prefix, begins in _PREFIXES
        if (match := prefix.match(word))
        for begin in begins
    ]


def keys(word: str) -> frozenset[str]:
    """Under what a word has to be looked for: a known word of which it is a form has one of these as a root."""
    return roots(word) | {_ENDING.sub("", word)}


def tells_action(word: str) -> bool:
    """Whether a word tells what was done or became, as dirusak, pencurian, terlambat."""
    return _ACTION.fullmatch(word) is not None


def is_form_of(word: str, known: str) -> bool:
    """Whether a word is a form of a known one that means the same when it stands alone.

    A state (``kebakaran``, ``terendam``) is only itself: its root says other things too.
    """
    if _ENDING.sub("", word) == known:
        return True
    same = roots(known)
    if same == {known}:
        return known in roots(word)
    # A bare root is another word: pukul is an hour, dipukul is beaten.
    return known.startswith("di") and word not in same and not roots(word).isdisjoint(same)
