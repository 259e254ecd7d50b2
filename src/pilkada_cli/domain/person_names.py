"""The names of people in the fields that are known to hold them: reporter, parties, source.

A name cannot be told from other words by itself, so what such a field says is
taken for names unless it is known to be none: an office, a rank, a place, a day.
A word too many is removed rather than one too few.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile
from typing import Any

from pilkada_cli.domain.abbreviations import ends_sentence
from pilkada_cli.domain.fates import FATES
from pilkada_cli.domain.involved_names import involved_names
from pilkada_cli.domain.ordinary_words import BEHIND_ROLES, NOBODY, ORDINARY
from pilkada_cli.domain.posted_names import posted_names
from pilkada_cli.domain.privacy import INVISIBLE, made_plain
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.signed_names import signed_names
from pilkada_cli.domain.small_names import LABELS, small_names

NAMING_FIELDS = ("reporter", "parties", "source")
"""The fields of a report that name people."""

LONGEST_PHRASE = 5
"""Words of the longest name that is looked for as a whole."""

_ADDRESS_OF_WEB = re.compile(
    r"\b[a-z]{2,10}://\S+|[\w.+-]{1,64}@\S+"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|co|id|net|org|go|tv|news)\b"
)
_BETWEEN = re.compile(
    r"(?i)[,;:/|()\[\]\"“”\n\t•]|\d+|\s[-–]\s"
    r"|\b(?:dan|dengan|serta|bersama|vs|versus|atau|dari|oleh|kepada|bernama|alias|yaitu|yakni)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
_SHORTEST_ALONE = 3
_SHORTEST_AGAIN = 4

Names = frozenset[tuple[str, ...]]
"""Each as its words, folded; what is looked for is their row, whatever stands between them."""


def folded(text: str) -> str:
    """`text` without capitals, in the same number of characters."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def names_of(values: Mapping[str, Any], ordinary: Collection[str] = ()) -> Names:
    """The names in the known fields of a report, of which `values` are the fields.

    `ordinary` are folded words that name no person besides those of the trade.
    """
    known = frozenset(ordinary)
    found: set[tuple[str, ...]] = set()
    for field in NAMING_FIELDS:
        if text := values.get(field):
            found |= _names_in(field, text, known)
    return frozenset(found)


def place_words(reference: Reference) -> frozenset[str]:
    """The words of the names of the election's places."""
    names = [reference.province.name, *reference.province.aliases]
    for region in reference.regencies:
        names += [region.name, region.seat, *region.aliases]
        names += [district.name for district in region.districts]
    return frozenset(word for name in names for word in _WORD.findall(folded(name)))


_CAPITAL = r"[^\W\d_a-z][\w'’.-]*"
_NEXT = (
    r"(?!(?i:nik|kk|hp|wa|telp|tlp|no|umur|usia|alamat|ttl|tempat|pekerjaan|jabatan|agama|status"
    r"|ket|keterangan|lk|pr|rt|rw|desa|ds|dusun|kel|kelurahan|kec|kecamatan|kab|kabupaten)\b)"
    rf"{_CAPITAL}"
)
_AND_ON = r"(?<![^\W\d_][^\W\d_][^\W\d_][^\W\d_]\.) "
"""A blank that does not follow the end of a sentence."""
_WRITTEN = r"[^\W\d_a-z][^\W\d_A-Z]+(?: [^\W\d_a-z][^\W\d_A-Z]+){1,3}"
"""Two words to four, each a capital and small letters."""
_ADDRESS = r"(?:[Ss]dri?|[Ss]audar[ai]|[Bb]pk|[Pp]ak|[Bb]u|[Bb]apak|[Ii]bu|KH|Hj?|[Uu]st(?:a[dz]z?)?|[Hh]abib)\b"
_CALLED = re.compile(
    rf"\b(?i:a[./]n\.?|an\.|atas nama|bernama|alias)[ :]{{1,3}}(?P<named>{_CAPITAL}(?: {_NEXT}){{0,4}})|"
    rf"\b(?i:{LABELS}|a\.?n|atas nama)"
    rf"\b\.? ?: ?(?!(?i:{'|'.join(NOBODY)})\b)(?P<labelled>{_CAPITAL}(?: {_NEXT}){{0,4}})"
    rf"|\b{_ADDRESS}\.? (?!(?i:kades|kepala desa|pambakal|lurah|kanit|kasat)\b)(?P<addressed>{_CAPITAL}(?: {_NEXT}){{0,3}})"
    rf"|\b(?i:bin|binti) (?P<descended>{_CAPITAL}(?: {_CAPITAL}){{0,2}})"
    rf"|\b(?P<aged>(?!(?i:lk|pr|a\.n)\b){_CAPITAL}(?:{_AND_ON}{_CAPITAL}){{0,3}})"
    r"(?= ?[(,/]? ?(?:\(?(?i:lk|pr|l|p)[,/. ]{1,2})?(?:(?i:umur|usia) )?\d{2} ?(?:th|thn|tahun)\b)"
    rf"|\b(?P<counting>{_WRITTEN})(?= ?\((?:1[7-9]|[2-9]\d)\))"
)
_ANOTHER = re.compile(
    rf"(?: ?\([^()\n]{{1,120}}\))?(?: ?, ?(?i:dan |serta )?| (?i:dan|serta) | ?& ?)"
    rf"(?:(?i:a\.n\.?|an\.|sdri?|saudar[ai]|pak|bapak|bpk|bu|ibu)\.? )?"
    rf"(?P<named>{_NEXT}(?: {_NEXT}){{0,3}})"
)
"""A further name behind one: ``Ahmad (hp 0812…) dan Rudi``, ``Ahmad, Rudi``."""


_STREET = re.compile(
    r"\bJ(?i:ln?|alan)\b[. ]{1,2}(?i:(?:(?:jend(?:eral|ral)?|let(?:jen|kol)|may(?:jen|or)|brigjen|kol(?:onel)?"
    r"|kapten|kapt|lettu|letda|serma|pangeran|sultan|gubernur|prof|dr|ir|kh|hj?|tgh?)\b[. ]{1,2}){0,4})\Z"
)
"""What stands before the name of a street that a person gave it."""
_BEFALLS = re.compile(
    rf" ?(?:\(?\d{{2}}(?: ?(?:th|thn|tahun))?\)?,? )?(?:(?:yang|yg|telah|sudah|tadi|baru|sempat) )?\b(?:{FATES})\b",
    re.IGNORECASE,
)
"""What follows a name that is somebody's and no street's, or ends one that is in capitals."""
_LONGEST_OF_STREET = 60


def called(text: str, ordinary: Collection[str] = ()) -> Iterator[tuple[int, int]]:
    """Where a text calls somebody by name: after ``Pelapor:``, ``an.`` and their like, after a form of address, a rank or an office, before an age."""
    for start, end in _called(text, frozenset(ordinary)):
        is_street = _STREET.search(text, max(0, start - _LONGEST_OF_STREET), start) is not None
        if not is_street or _BEFALLS.search(text, start, end) or _BEFALLS.match(text, end):
            yield start, end


def _called(text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    told = 0
    yield from small_names(text, known)
    yield from posted_names(text, known)
    yield from signed_names(text, known)
    for start, end in involved_names(text, known):
        yield start, end
        yield from _further(text, end, known | BEHIND_ROLES)
    for match in _CALLED.finditer(text):
        group = str(match.lastgroup)
        if match.start(group) < told:
            continue
        if group == "counting":
            if (row := _row_of_strangers(match, known)) is not None:
                yield row
            continue
        if _holds_stranger(match[group], known):
            whole = match.start(group), _end_of_shouted(text, *match.span(group), known)
            for start, told in (whole, *_further(text, whole[1], known | BEHIND_ROLES)):
                yield from _by_sentence(text, start, told, known)


_STOP = re.compile(r"(?P<word>[^\W\d_]+)(?P<points>\.+)(?: |\Z)")


def _by_sentence(
    text: str, start: int, end: int, known: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """What names somebody in the sentences of a match, each without its full stop."""
    for stop in _STOP.finditer(text, start, end):
        if stop.end() == end or ends_sentence(folded(stop["word"])):
            if _holds_stranger(text[start : stop.start("points")], known):
                yield start, stop.start("points")
            start = _behind_known(text, stop.end(), end, known)
    if _holds_stranger(text[start:end], known):
        yield start, end


def _end_of_shouted(text: str, start: int, end: int, known: frozenset[str]) -> int:
    """Where a name in capitals ends of which the next words tell what becomes of somebody."""
    last = start
    for word in _WORD.finditer(text, start, end if text[start:end].isupper() else start):
        is_known = is_ordinary(word[0], known | BEHIND_ROLES)
        if is_known and last > start:
            return last
        last = last if is_known else word.end()
    return end


def _behind_known(text: str, start: int, end: int, known: frozenset[str]) -> int:
    """Where the known words that a sentence begins with end: ``Tersangka Fulan``."""
    for word in _WORD.finditer(text, start, end):
        if not is_ordinary(word[0], known):
            return word.start()
    return end


def _holds_stranger(text: str, known: frozenset[str]) -> bool:
    """Whether a word of more than one letter is unknown."""
    words = _WORD.findall(text)
    return any(len(word) > 1 and not is_ordinary(word, known) for word in words)


def _row_of_strangers(match: re.Match[str], known: frozenset[str]) -> tuple[int, int] | None:
    """Where the last words before an age in brackets are unknown, two at least."""
    words = list(_WORD.finditer(match["counting"]))
    row = list(takewhile(lambda word: not is_ordinary(word[0], known), words[::-1]))
    if len(row) < 2:
        return None
    at = match.start("counting")
    return at + row[-1].start(), at + row[0].end()


def names_called(texts: Iterable[str], ordinary: Collection[str] = ()) -> Names:
    """The names by which texts call somebody, and each longer word of them, to be found wherever they stand."""
    known = frozenset(ordinary)
    named = [
        _WORD.findall(text[start:end]) for text in texts for start, end in called(text, ordinary)
    ]
    strange = [words for words in named if not any(is_ordinary(word, known) for word in words)]
    whole = {tuple(map(folded, words)) for words in strange if len(words) > 1}
    alone = {(folded(word),) for words in strange for word in words if len(word) >= _SHORTEST_AGAIN}
    return frozenset(whole | alone)


def _further(text: str, at: int, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The names that are told in one breath with the one that ends at a place, up to a known word."""
    while (found := _ANOTHER.match(text, at)) is not None:
        start = end = found.start("named")
        for word in _WORD.finditer(found["named"]):
            if is_ordinary(word[0], known) or len(word[0]) == 1:
                break
            end = start + word.end()
        if end == start:
            return
        yield start, end
        at = end


@lru_cache(maxsize=4096)
def _names_in(field: str, text: str, ordinary: frozenset[str]) -> Names:
    found: set[tuple[str, ...]] = set()
    plain = made_plain(text).replace(INVISIBLE, "")
    for piece in _BETWEEN.split(_ADDRESS_OF_WEB.sub("\n", plain)):
        words = _WORD.findall(piece)
        found.update(_names_of_piece(field, words, ordinary))
    return frozenset(found)


def _names_of_piece(
    field: str, words: list[str], ordinary: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """The names in the words between two commas: rows of unknown words, and each by itself.

    The rows begin with known words too, for "Hari Wibowo" is a name and "hari" none. A word
    in small letters names somebody by itself where nothing but names is expected.
    """
    strangers = [not is_ordinary(word, ordinary) for word in words]
    if not any(strangers):
        return
    if len(words) <= LONGEST_PHRASE:
        whole = tuple(map(folded, words))
        starts = min(strangers.index(True) + 1, len(words) - 1)
        yield from (whole[start:] for start in range(starts))
    small = field == "reporter" or (field == "parties" and len(words) <= 2)
    for word, strange in zip(words, strangers, strict=True):
        if strange and len(word) >= _SHORTEST_ALONE and (small or word[0].isupper()):
            yield (folded(word),)


def is_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    """Whether a word is one of the trade, or one of the folded `ordinary` ones, and so no name."""
    low = folded(word)
    return low in ORDINARY or low in ordinary
