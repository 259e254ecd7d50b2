"""Names that only what stands beside them tells of, as in messages without capitals.

``pak fulan melapor``, ``fulan bin polan``. Behind ``saksi``, ``korban`` and ``pelaku``
far more often something else stands, so these tell of a name only with a colon.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from pilkada_cli.domain.ordinary_words import SPOKEN

_MOST = 3
"""Words of a name that are taken out."""

LABELS = (
    "pelapor|saksi|korban|terlapor|pelaku|narasumber|informan|nama|kontak|korlap|koordinator(?: (?:lapangan|aksi))?"
    "|penanggung ?jawab|cp|contact person|narahubung"
)
"""What stands before a colon behind which somebody is named."""

_CALLS = re.compile(
    r"(?<![\w/-])(?:(?:[Pp]ak|[Bb]apak|[Bb]pk|[Bb]u|[Ii]bu|[Ss]dri?|[Ss]audar[ai]|[Aa]tas nama"
    r"|[Bb]ernama|[Aa]lias)\b\.?|[Aa]\.n\b\.?|[Aa]n\.|[Aa]/n\b"
    rf"|(?i:{LABELS}) ?:) ?(?=[a-z])"
)
_SON_OF = re.compile(r" (?:bin|binti) ", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’`-][^\W\d_]+)*")
_DONE = re.compile(
    r"(?:di|ber|ter)[a-z]{4,}|me[mn][a-z]{3,}|(?:pe|ke)[a-z]{3,}an|[a-z]{3,}(?:nya|kan)"
)
"""What is done or became is no name; Melati and Diana are."""


def small_names(text: str, ordinary: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where such names stand; the folded `ordinary` words name nobody, besides those of the trade."""
    for found in _CALLS.finditer(text):
        yield from _span(words_from(text, found.end(), ordinary))
    for found in _SON_OF.finditer(text):
        before = list(_words_before(text, found.start(), ordinary))
        after = list(words_from(text, found.end(), ordinary))
        if before and after:
            yield from _span([*before, *after])


def _span(words: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    if spans := [word.span() for word in words]:
        yield min(spans)[0], max(spans)[1]


def words_from(
    text: str, at: int, ordinary: frozenset[str], most: int = _MOST
) -> Iterator[re.Match[str]]:
    """The words from a place on that may be a name, at most so many, with a blank between two."""
    for _ in range(most):
        word = _WORD.match(text, at)
        if word is None or not may_name(word[0], ordinary):
            return
        yield word
        at = word.end() + 1 if text[word.end() :][:1] == " " else len(text)


def _words_before(text: str, end: int, ordinary: frozenset[str]) -> Iterator[re.Match[str]]:
    """The same before a place, the last one first."""
    for _ in range(_MOST):
        start = max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
        word = _WORD.fullmatch(text, start, end)
        if word is None or not may_name(word[0], ordinary):
            return
        yield word
        end = start - 1 if text[start - 1 : start] == " " else start


def may_name(word: str, ordinary: Collection[str]) -> bool:
    """Whether a word is none of the trade, none of the folded `ordinary` ones and nothing that is done."""
    low = word.lower()
    return low not in SPOKEN and low not in ordinary and not is_done(low)


def is_done(word: str) -> bool:
    """Whether a folded word tells by its form what is done or became."""
    return _DONE.fullmatch(word) is not None
