"""Districts that a message names as such and that none is: misspelt, shortened, or put in another regency."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import NamedTuple

from pilkada_cli.analysis.places import CALLED, KINDS, SIDES, VERB, Mention, word_before
from pilkada_cli.analysis.wording import Token, as_written
from pilkada_cli.domain.abbreviations import ends_sentence
from pilkada_cli.domain.names import squeeze
from pilkada_cli.domain.ordinary_words import ORDINARY
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_LONGEST = 3

_ORGANS = frozenset(
    words("panwaslu panwas pengawas panitia ppk tingkat tk rapat pleno kantor se pegawai staf")
)
"""What is of a district and does not name it: ``pleno kecamatan``."""

_NEAR = 0.8
"""How alike two names are, by difflib, to be one misspelt."""


class Unread(NamedTuple):
    """A district as it is `written`, with the names of those that may be meant; its words begin at `first`."""

    written: str
    near: tuple[str, ...]
    first: int


def districts_unread(
    text: str,
    said: Sequence[Token],
    found: Sequence[Mention],
    reference: Reference,
    within: str | None = None,
) -> list[Unread]:
    """What is called a district beside those that were `found`, and of these what is none. `within` is a regency that is known."""
    starts = {mention.first for mention in found}
    called = [
        at
        for at in range(1, len(said))
        if at not in starts and word_before(text, said, at) in CALLED
    ]
    regions = [r for r in reference.regencies if called and within in (None, r.code)]
    names = {squeeze(district.name): district.name for r in regions for district in r.districts}
    unknown = (each for at in called for each in _called(text, said, at, names))
    return [*_misplaced(text, said, found, reference), *unknown]


def _called(text: str, said: Sequence[Token], at: int, names: dict[str, str]) -> Iterator[Unread]:
    """The name that begins behind the word for a district, if one does."""
    rows = [said[at : at + 1]]
    for token in said[at + 1 : at + _LONGEST]:
        if not _goes_on(text, rows[-1][-1], token) or _is_other(text, token):
            break
        rows.append([*rows[-1], token])
    for row in reversed(rows):
        key = squeeze(as_written(text, row))
        if near := get_close_matches(key, names, 2, _NEAR):
            yield Unread(as_written(text, [said[at - 1], *row]), tuple(names[n] for n in near), at)
            return
    named = [row for row in rows if all(token.capital for token in row)]
    is_told = named and said[at - 1].word == "kec"
    if (is_told or _is_named(said, at, bool(named))) and not _is_other(text, said[at]):
        yield Unread(as_written(text, [said[at - 1], *(named or rows[:1])[-1]]), (), at)


def _goes_on(text: str, before: Token, token: Token) -> bool:
    """Whether a name goes on with a word, behind the point of one that is shortened too: ``Btg. Alai``."""
    between = text[before.end : token.start]
    return between.strip(" -") == "" or (
        between.strip(" ") == "." and not ends_sentence(before.word)
    )


def _is_named(said: Sequence[Token], at: int, is_raised: bool) -> bool:
    """Whether what follows the word for a district may be its name: of ``Panwaslu Kecamatan`` it is none."""
    word = said[at - 1].word
    of_organ = at > 1 and said[at - 2].word in _ORGANS
    return not VERB.match(said[at].word) and (word == "kec" or (is_raised and not of_organ))


def _is_other(text: str, token: Token) -> bool:
    """Whether a word is known to be no name."""
    word = text[token.start : token.end].casefold()
    return (word in ORDINARY and word not in SIDES) or not word.isalpha()


def _misplaced(
    text: str, said: Sequence[Token], found: Sequence[Mention], reference: Reference
) -> list[Unread]:
    """The districts that are put in a regency where they are not: ``Haruyan kabupaten HSS``."""
    districts = reference.district_by_code
    wrong = []
    for one, other in pairwise(found):
        regencies = {districts[code].regency for code in one.codes if code in districts}
        between = {token.word for token in said[one.last : other.first]}
        joined = said[one.first].line == said[other.first].line and between <= KINDS.keys()
        if between and joined and regencies and regencies.isdisjoint(other.codes):
            wrong.append(Unread(as_written(text, said[one.first : other.last]), (), one.first))
    return wrong
