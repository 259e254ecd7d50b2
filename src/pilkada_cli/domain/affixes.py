"""The forms of an Indonesian word: rusak, dirusak, merusak, perusakan, kerusakan.

Sneddon and others, Indonesian Reference Grammar (2010), 1.5 and 1.34: the nasal
of me- and pe- follows the first letter, and takes the place of p, t, k and s.
No dictionary decides: a word has every root that its affixes allow.
"""

import re
from functools import lru_cache

from pilkada_cli.domain.spelling import folded

SHORTEST = 4
"""Letters of a word to which affixes are put, and of a root; shorter ones occur in everything."""

_PLAIN = ("di", "ter", "ber", "ke", "se", "per", "diper", "memper")
_NASALS = {
    "p": ("m", ""), "b": ("m", "b"), "t": ("n", ""), "d": ("n", "d"), "c": ("n", "c"),
    "j": ("n", "j"), "k": ("ng", ""), "g": ("ng", "g"), "h": ("ng", "h"), "s": ("ny", ""),
    "a": ("ng", "a"), "e": ("ng", "e"), "i": ("ng", "i"), "o": ("ng", "o"), "u": ("ng", "u"),
}  # fmt: skip
_KEPT = {"p": "m", "t": "n", "k": "ng", "s": "n", "r": "ng", "l": "ng"}
"""Loan words keep the letter: memproses, mentransfer. Many write pengrusakan; penglihatan is usual."""
_ENDINGS = ("", "an", "kan", "i", "nya", "annya", "kannya", "inya", "lah")

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
_SUFFIXES = ("nya", "lah", "kah", "kan", "an", "i", "2")
"""The last is how a doubled word is written in haste: bagi2."""


def prefixed(word: str) -> tuple[str, ...]:
    """The folded `word` and, if it is long enough, what prefixes make of it."""
    if len(word) < SHORTEST or not word.isalpha():
        return (word,)
    nasal, first = _NASALS.get(word[0], ("", word[0]))
    ends = {nasal + first + word[1:]}
    if word[0] in _KEPT:
        ends.add(_KEPT[word[0]] + word)
    nasals = [f"{begin}{end}" for begin in ("me", "pe") for end in sorted(ends)]
    return (word, *(f"{prefix}{word}" for prefix in _PLAIN), *nasals)


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


@lru_cache(maxsize=64)
def other_forms(word: str) -> frozenset[str]:
    """The words that affixes make of what is left of a folded `word` without its own; none of a bare root.

    What folding leaves of two letters counts: pemeriksaan (folded pemeriksan) has periksa too.
    """
    found = roots(word)
    found |= {root for each in found if each.endswith("an") for root in roots(each[:-1])}
    if word.startswith("se") or (word.startswith("ke") and not word.endswith("an")):
        # Sebelum, setelah, kepada are no forms of what is left of them.
        found = frozenset(root for root in found if not word[2:].startswith(root))
    return frozenset(
        form
        for root in found - {word}
        for begun in prefixed(root)
        if begun != f"se{root}"
        for ending in _ENDINGS
        # Bukaan, which is rare, would find every bukan.
        if begun != root or not (root.endswith("a") and ending.startswith("a"))
        for form in [folded(f"{begun}{ending}")]
    )
