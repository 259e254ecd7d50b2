"""What user text may be, and how it is made harmless for a terminal."""

import re
import unicodedata

from pilkada_cli.i18n import N_, Sentence

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = "\n\t"
# Bidirectional overrides and isolates reorder what follows them on the screen;
# line and paragraph separators break a line where none is meant.
_LIVE = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff"
)


def normalise(text: str) -> str:
    """`text` in NFC with ``\\n`` line ends."""
    if text.isascii() and "\r" not in text:
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def objection(text: str, longest: int) -> Sentence | None:
    """Why `text` cannot be stored, or None. `longest` counts characters."""
    if "\0" in text:
        return Sentence(N_("it holds a NUL character"))
    if not text.isascii() and _SURROGATE.search(text):
        return Sentence(N_("it holds bytes that are no text"))
    if len(text) > longest:
        return Sentence(
            N_("it has {length} characters; at most {longest} are kept"),
            length=len(text),
            longest=longest,
        )
    return None


def visible(text: str, *, lines: bool = False) -> str:
    """`text` with every control and reordering character shown as ``\\u{…}``.

    With `lines`, line breaks and tabs stay what they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character, lines) for character in text)


def _shown(character: str, lines: bool) -> str:
    if character in _LINE_BREAKS:
        return character if lines else " "
    if character in _LIVE or unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"}:
        return f"\\u{{{ord(character):x}}}"
    return character


def is_visible(text: str) -> bool:
    """Whether anything of `text` can be seen."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)
