"""The words of a message with where they stand, so that what was found can be shown as written."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from pilkada_cli.domain.abbreviations import SHORTENED
from pilkada_cli.domain.form_labels import Label, labels
from pilkada_cli.domain.spelling import words

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_HEADED = frozenset(["dalam", "dari", "dengan", "oleh", "pada", "para", "saat", "untuk", "yang"])
"""Words that stay small in a heading."""

_FEW = 3
"""Words of a line up to which capitals are names."""


class Token(NamedTuple):
    """A folded word, ``text[start:end]`` as it is written.

    `raised` says that it begins with a capital letter, `capital` that it does so
    where this tells names from other words, `acronym` that it is written in capitals
    where others are not. `line` counts lines.
    """

    word: str
    start: int
    end: int
    line: int
    raised: bool
    capital: bool
    acronym: bool


def tokens(text: str) -> list[Token]:
    """The words of a text in their order."""
    found: list[Token] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        matches = list(_WORD.finditer(line))
        telling = _capitals_tell([match[0] for match in matches])
        for match in matches:
            raised, shouted = match[0][0].isupper(), len(match[0]) > 1 and match[0].isupper()
            place = at + match.start(), at + match.end(), number
            signs = raised, telling and raised, telling and shouted
            found += [Token(word, *place, *signs) for word in words(match[0])]
        at += len(line) + 1
    return found


def place_lines(text: str) -> set[int]:
    """The numbers of the lines that a form labels as the place."""
    return {n for n, label in enumerate(labels(text.split("\n"))) if label == Label.PLACE}


def as_names(said: Sequence[Token], lines: Collection[int]) -> list[Token]:
    """The words, those of `lines` as in a place that is filled in: a capital letter begins a name."""
    return [
        token._replace(capital=token.raised) if token.line in lines else token for token in said
    ]


def _capitals_tell(written: Sequence[str]) -> bool:
    """Whether only names begin with a capital letter, as in a sentence.

    In a Heading With Capitals, in SHOUTING and in what is typed without any they say nothing.
    """
    letters = [word for word in written if word[0].isalpha() and len(word) > 2]
    small = [word for word in letters if word[0].islower() and word not in _HEADED]
    raised = len(letters) > len(small)
    if len(letters) <= _FEW and not all(word.isupper() for word in letters):
        return raised
    return raised and any(len(word) > _FEW for word in small)


def as_written(text: str, found: Sequence[Token]) -> str:
    """What stands in the text from the first of these words to the last, on one line."""
    return " ".join(text[found[0].start : found[-1].end].split())


_SENTENCE_END = re.compile(
    "".join(rf"(?<!\b{word})" for word in sorted(SHORTENED)) + r"(?<!\ba\.n)[.!?]+\s|\n",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"(?<=[^\n]{50})\n(?=[a-z])")
"""Where a program broke a long line within a sentence."""


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text, blanks made one."""
    return [" ".join(each.split()) for each in _SENTENCE_END.split(_WRAPPED.sub(" ", text))]


def sentence_ends(text: str) -> list[int]:
    """Where the sentences and lines of a text end."""
    return [end.start() for end in _SENTENCE_END.finditer(text)]


class Guess(NamedTuple):
    """What a text seems to say: a value as an option takes it, and the words that say it."""

    value: str
    words: tuple[str, ...]
