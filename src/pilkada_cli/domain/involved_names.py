"""Names behind what somebody is in a matter: ``korban Fulan``, ``saksi (Fulan)``, ``almarhum Fulan``.

Far more often something else stands there, so words name somebody only where they begin with a
capital letter and are known as nothing else. Short ones in capitals are abbreviations (``Korban
KDRT``), unless the word before them is in capitals too, for there all are.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import count

from pilkada_cli.domain.abbreviations import ends_sentence
from pilkada_cli.domain.ordinary_words import BEHIND_ROLES
from pilkada_cli.domain.small_names import is_done

_ROLE = re.compile(
    r"(?<![\w.])(?P<role>(?i:korban|pelaku|saksi|terlapor|tersangka|terduga|terdakwa|pelapor"
    r"|almarhum(?:ah)?|alm|mendiang)(?i:nya)?(?![^\W\d_])\.?"
    r"(?: (?i:luka|tewas|meninggal|dunia|ringan|berat|md|lb|lr|kakek|nenek|ayah|kakak|adik|mata|mandat|diduga"
    r"|paslon(?: (?:nomor|no\.?))?(?: urut)? ?\d{1,2}|(?:\d{1,3}|dua|tiga|empat) orang)(?![^\W_])){0,3}"
    r"(?: (?i:adalah|yaitu|yakni|ialah|bernama)(?![^\W\d_]))?|(?<![\d/-])(?:(?<!\d )|(?<=\d{5} )|(?<=-\d{4} )|(?<=-\d\d )|(?<=-\d ))(?:an|AN)(?= )"
    r"|(?<![^\W_])[Oo]knum(?: (?:anggota|staf|pegawai|perangkat|aparat))?"
    r" (?i:asn|pns|pppk|p3k|tni|polri|polisi|guru|dosen|honorer|wartawan|lsm|ormas)(?![^\W_])"
    r"|(?i:nama(?:-nama| lengkap)?|identitas|atas nama|a[./]?n\.?)(?= ?:? ?\n?1[.)]))"
    r" ?[,:=(]? ?\n?[-–•\"“]? ?(?P<listed>1[.)] ?)?(?=[^\W\d_a-z])"
)
_NEXT_LISTED = re.compile(r"[^\n]{0,100}?\n?(?<![\w.,:/-])(?P<number>\d{1,2})[.)] ?(?=[^\W\d_a-z])")
"""The next number of a list, over what is said of whom stands before it: ``1. Fulan, ST 2. Polan``."""
_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:['’`-][^\W\d_]+)*")
_MOST = 4
"""Words of a name."""

_ROW = re.compile(r"[A-Z]{4,} [A-Z]{4,}(?![^\W_])")
"""Two longer words in capitals, which are more than an abbreviation."""
_SHORT, _SHORTEST = 4, 2
"""Letters up to which capitals are an abbreviation, among small letters and among capitals."""


def involved_names(text: str, ordinary: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where such names stand; the folded `ordinary` words name nobody."""
    for role in _ROLE.finditer(text):
        least = _SHORTEST if role[0].isupper() or _ROW.match(text, role.end()) else _SHORT
        names = partial(_names, role[0], least, ordinary)
        end = _end(text, role.end(), names)
        if end > role.end():
            yield role.end(), end
        if role["listed"]:
            yield from _listed(text, end, names)


def _listed(text: str, at: int, names: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """The names behind the numbers from two on, which follow one another."""
    for due in count(2):
        number = _NEXT_LISTED.match(text, at)
        if number is None or int(number["number"]) != due:
            return
        at = _end(text, number.end(), names)
        if at > number.end():
            yield number.end(), at


def _end(text: str, start: int, names: Callable[[str], bool]) -> int:
    """Where the name that begins at a place ends; the place itself where none does."""
    at = end = start
    for _ in range(_MOST):
        word = _WORD.match(text, at)
        if word is None or not (len(word[0]) == 1 or names(word[0])):
            break
        if len(word[0]) > 1:
            end = word.end()
        is_short = text[word.end() :][:1] == "." and not ends_sentence(word[0].lower())
        at = word.end() + is_short
        if text[at : at + 1] != " ":
            break
        at += 1
    return end


def _names(before: str, least: int, ordinary: Collection[str], word: str) -> bool:
    """Whether a word with a capital letter names whoever has the role that stands before it.

    What is done has one in headings and lists (``Korban Dirawat``), not right behind small letters.
    """
    low = word.lower()
    if (word.isupper() and len(word) <= least) or low in BEHIND_ROLES or low in ordinary:
        return False
    is_amid_small = before.islower() and before.replace(" ", "").isalpha()
    return is_amid_small or not is_done(low)
