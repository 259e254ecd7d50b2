"""The forms that Indonesian prefixes make of a word: rusak, dirusak, merusak, perusakan.

Sneddon and others, Indonesian Reference Grammar (2010), 1.5 and 1.34: the nasal
of me- and pe- follows the first letter, and takes the place of p, t, k and s.
"""

SHORTEST = 4
"""Letters of a word to which prefixes are put; shorter ones occur in everything."""

_PLAIN = ("di", "ter", "ber", "ke", "se", "per", "diper", "memper")
_NASALS = {
    "p": ("m", ""), "b": ("m", "b"), "t": ("n", ""), "d": ("n", "d"), "c": ("n", "c"),
    "j": ("n", "j"), "k": ("ng", ""), "g": ("ng", "g"), "h": ("ng", "h"), "s": ("ny", ""),
    "a": ("ng", "a"), "e": ("ng", "e"), "i": ("ng", "i"), "o": ("ng", "o"), "u": ("ng", "u"),
}  # fmt: skip
_KEPT = {"p": "m", "t": "n", "k": "ng", "s": "n"}
"""Loan words keep the letter: memproses, mentransfer, mensosialisasikan."""


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
