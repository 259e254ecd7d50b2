"""Whether a text says that what it tells is false."""

import re

_ADDRESS = re.compile(r"(?<!\S)\S+://\S+|\bwww\.\S+")
_FALSE = re.compile(r"\b(?:hoaks?|hoax|tidak benar|kabar bohong)\b", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w+)\W{1,3}\Z")
_NOT = frozenset(("bukan", "tidak", "tdk", "tak", "anti", "tolak", "lawan", "cegah", "not", "no"))
_BESIDE = frozenset(
    ("dan", "serta", "lalu", "beredar", "tersebar", "menyebar", "muncul", "and", "circulated")
)
"""What begins another matter, once one was told: ``baliho dirusak dan hoaks beredar``."""


def is_untrue(text: str, told_until: int) -> bool:
    """Whether a hoax, or what is not true, is what a text tells, of which the first matter ends at a place."""
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    for false in _FALSE.finditer(plain):
        before = _WORD_BEFORE.search(plain[: false.start()])
        word = before[1].casefold() if before else ""
        if word not in _NOT and (word not in _BESIDE or false.start() < told_until):
            return True
    return False
