"""Whether a text says that what it tells is false."""

import re

_ADDRESS = re.compile(r"(?<!\S)\S{1,20}://\S+|\bwww\.\S+")
_FALSE = re.compile(
    r"\b(?:hoaks?|hoax|kabar bohong|(?:tidak|tdk|tak|kada|bukan) (?:benar|banar))\b", re.IGNORECASE
)
_LOOKED_BACK = 40
_DENIED = re.compile(
    r"\b(?:bukan|tidak|tdk|tak|kada|anti|tolak|lawan|cegah|not|no)\W{1,3}\Z", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:\b(?:dan|serta|lalu|and)|[,;])\s*\b(?:beredar|tersebar|menyebar|muncul|ada|circulated)\s+\Z"
    r"|\b(?:dan|serta|lalu|and)\s+\Z",
    re.IGNORECASE,
)
"""What begins another matter, once one was told: ``baliho dirusak dan hoaks beredar``."""


def is_untrue(text: str, told_until: int) -> bool:
    """Whether a hoax, or what is not true, is what a text tells, of which the first matter ends at a place."""
    plain = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    for false in _FALSE.finditer(plain):
        before = plain[max(0, false.start() - _LOOKED_BACK) : false.start()]
        is_beside = false.start() >= told_until and _BESIDE.search(before) is not None
        if not (is_beside or _DENIED.search(before)):
            return True
    return False
