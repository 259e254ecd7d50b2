"""Words that may be somebody's name because of how or where they are written, and nothing says what they are."""

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from pilkada_cli.analysis.wording import Token, as_written, tokens
from pilkada_cli.domain.ordinary_words import BEHIND_ROLES
from pilkada_cli.domain.person_names import is_ordinary
from pilkada_cli.domain.small_names import may_name

_BEFORE_ONE = re.compile(
    r"(?<![\w/.-])(?:(?i:korban|pelaku|saksi|terlapor|tersangka|terduga|terdakwa|pelapor|almarhum(?:ah)?)"
    r" (?=[^\W\d_]{3})|(?i:istri|suami|anak|ayah|adik|kakak|ketua|sekretaris|anggota|petugas|pps|pkd|bpd"
    r"|panwascam|kades|lurah|camat|dprd|tim|panggilan|inisial|oknum) (?=[A-Z][a-z]{2}))(?P<word>[^\W\d_]+)"
)
"""What stands before a single word that may be a name: behind some of it a capital letter too."""
_ACCOUNT = re.compile(r"(?<![\w.@])@\w[\w.-]{1,40}\w")


def perhaps_names(text: str, ordinary: Collection[str] = ()) -> Iterator[str]:
    """Rows of two unknown words and more with capital letters, as ``Fulan Contoh``; one behind a role or post.

    Accounts too: whether a person or an office writes there, a text does not say. `ordinary` are
    folded words that name nobody. A name that stands alone, in small letters or in a heading that
    is all in capitals is not among them; an institution or a village may be.
    """
    known = frozenset(ordinary)
    yield from _ACCOUNT.findall(text)
    for found in _BEFORE_ONE.finditer(text):
        word = found["word"]
        if word.lower() not in BEHIND_ROLES and may_name(word, known):
            yield word
    rows: list[list[Token]] = []
    for is_strange, said in groupby(tokens(text), lambda token: _is_strange(text, token, known)):
        if is_strange:
            rows += _unbroken(text, said)
    yield from (as_written(text, row) for row in rows if len(row) > 1)


def _is_strange(text: str, token: Token, known: frozenset[str]) -> bool:
    word = text[token.start : token.end]
    return token.capital and not token.acronym and not is_ordinary(word, known)


def _unbroken(text: str, said: Iterator[Token]) -> Iterator[list[Token]]:
    """The words in rows that nothing but a blank divides."""
    row: list[Token] = []
    for token in said:
        if row and text[row[-1].end : token.start] != " ":
            yield row
            row = []
        row = [*row, token]
    yield row
