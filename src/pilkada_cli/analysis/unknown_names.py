"""Words that may be somebody's name because they are written like one and nothing says what they are."""

from collections.abc import Collection, Iterator
from itertools import groupby

from pilkada_cli.analysis.wording import Token, as_written, tokens
from pilkada_cli.domain.person_names import is_ordinary


def perhaps_names(text: str, ordinary: Collection[str] = ()) -> Iterator[str]:
    """Rows of two unknown words and more with capital letters, as ``Fulan Contoh``.

    `ordinary` are folded words that name nobody. A name of one word, in small letters or in
    a heading that is all in capitals is not among them; an institution or a village may be.
    """
    known = frozenset(ordinary)
    rows: list[list[Token]] = []
    for is_strange, said in groupby(tokens(text), lambda token: _is_strange(text, token, known)):
        if is_strange:
            rows += _unbroken(text, said)
    return (as_written(text, row) for row in rows if len(row) > 1)


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
