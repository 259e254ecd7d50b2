"""The villages that a message names."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import takewhile
from operator import attrgetter

from pilkada_cli.analysis.places import BEGINNINGS, CALLED, VERB, Mention, word_before
from pilkada_cli.analysis.stations import stations
from pilkada_cli.analysis.wording import Guess, Token, as_written
from pilkada_cli.domain.fates import FATES
from pilkada_cli.domain.ordinary_words import BEHIND_ROLES
from pilkada_cli.domain.spelling import words

_VILLAGE = frozenset(words("desa ds kelurahan kel kampung kp"))
_NO_VILLAGE = frozenset(words("dana kantor balai"))
_ALL_OF = frozenset(words("se sekec sekecamatan sekab sekabupaten sekota"))
"""Behind ``desa`` of all villages of a place: ``aparat desa se kecamatan``."""
_ENDS = (
    frozenset(
        words(
            "kec kecamatan kab kabupaten kota prov provinsi desa ds kel kelurahan dusun rt rw tps jl"
            " jalan tahun senin sanayan selasa salasa rabu arba kamis jumat jumahat sabtu minggu hari tanggal tgl pukul jam tadi"
            " kemarin pada di dan yang telah sudah ada oleh akan mohon saat karena ketua anggota saksi"
            " petugas warga pemilih terjadi belum tidak dengan untuk dari ke antara meninggal tewas luka sakit pingsan"
            " mundur jatuh ikut hadir terlibat diduga setempat bersama sampai hingga mulai sejak setelah sebelum"
            " ketika sehingga setinggi sekitar sekitarnya sekira masih sekarang dekat parak"
        )
    )
    | _ALL_OF
)
_NAMELY = frozenset(words("yaitu yakni meliputi"))
_SEVERAL = frozenset(
    words("dua tiga empat lima enam tujuh delapan sembilan sepuluh beberapa sejumlah")
)
_NUMBERED = frozenset(words("tps rt rw no nomor urut paslon jam pukul pkl tgl tanggal km"))
"""Before a number that counts no villages: ``TPS 3 Desa Juhu``."""
_JOINED = re.compile(
    r" {0,3}(?:(?P<joins>[&/]|(?:, {0,3})?\b(?:dan|serta)\b)|,) {0,3}(?=[^\W_])", re.IGNORECASE
)
"""What stands between the villages of a list."""
_MOST = 4
_SHORT = 3
"""Letters up to which capitals are an abbreviation, also behind a name that is all in capitals."""
_ROMAN = re.compile("[IVX]+")

_ADDRESSES = frozenset(words("pak bapak bpk bu ibu sdr sdri saudara h hj haji ust ustadz guru an"))
_BEFALLS = re.compile(FATES)
_OF_PLACES = BEGINNINGS | frozenset(
    words(
        "timur barat utara selatan tengah hulu hilir dalam luar seberang lama kecil kanan kiri ilir pasar"
    )
)
"""What a name of a place has and none of a person."""


def village(text: str, said: Sequence[Token], found: Sequence[Mention]) -> Guess | None:
    """The one village or urban village that a text names; None where it names several."""
    names = villages(text, said, found)
    return names[0] if len(names) == 1 else None


def villages(
    text: str,
    said: Sequence[Token],
    found: Sequence[Mention],
    told_from: Collection[int] = (),
    filled: Collection[int] = (),
) -> list[Guess]:
    """The villages that a text names as such, or after a polling station.

    None where the name of one goes on nobody knows how far. The words `told_from`
    name where the teller comes from; of a form those in its `filled` lines count first.
    """
    starts = {mention.first for mention in found}
    at_stations = stations(text)
    names: dict[str, Guess] = {}
    of_form: set[str] = set()
    for at, token in enumerate(said):
        name: Sequence[Token] = ()
        if at + 1 in told_from:
            continue
        if token.word in _VILLAGE and word_before(text, said, at) not in _NO_VILLAGE:
            first = at + 1 + (at + 1 < len(said) and said[at + 1].word in _NAMELY)
            name = _name(text, said, first, starts)
            if name and not _is_told(text, said, first, name, starts):
                return []
            _keep(names, text, name, as_written(text, [token, *name]))
            for other in _listed(text, said, name, starts, is_counted=_is_counted(said, at)):
                _keep(names, text, other, as_written(text, other))
        elif token.end in at_stations:
            name = _name(text, said, at + 1, starts)
            if _names_person(said, at + 1, name, of_role=at_stations[token.end]):
                continue
            if len(name) > 1 and _is_told(text, said, at + 1, name, starts):
                _keep(names, text, name, as_written(text, name))
        if name and token.line in filled:
            of_form.add(as_written(text, name).casefold())
    return [guess for key, guess in names.items() if key in of_form or not of_form & names.keys()]


def _names_person(
    said: Sequence[Token], first: int, name: Sequence[Token], *, of_role: bool
) -> bool:
    """Whether what stands behind a polling station may be somebody: of its people, called so, or by their fate."""
    if not _OF_PLACES.isdisjoint(token.word for token in name):
        return False
    after = said[first + len(name)].word if first + len(name) < len(said) else ""
    is_called = bool(name) and name[0].word in _ADDRESSES
    return of_role or is_called or _BEFALLS.fullmatch(after) is not None


def _keep(names: dict[str, Guess], text: str, name: Sequence[Token], evidence: str) -> None:
    if name:
        written = as_written(text, name)
        told = written if name[0].capital and not written.isupper() else _with_capitals(written)
        names.setdefault(told.casefold(), Guess(told, (evidence,)))


def _name(text: str, said: Sequence[Token], first: int, starts: Collection[int]) -> Sequence[Token]:
    """The words of a name that begins at ``first``, behind what it follows."""
    if first >= len(said) or not _follows(text, said, first, starts):
        return ()
    is_deed = not said[first].capital and VERB.match(said[first].word) is not None
    return () if is_deed else _row(text, said, first, starts)


def _row(text: str, said: Sequence[Token], first: int, starts: Collection[int]) -> Sequence[Token]:
    """The words of a name from ``first`` on; capital letters say how many where they tell."""
    last = first
    while last < len(said) and last - first < _MOST:
        token = said[last]
        if last > first and not _follows(text, said, last, starts):
            break
        if said[first].capital and not token.capital:
            break
        shouted = said[first].acronym and len(token.word) > _SHORT
        if token.acronym and not shouted and not _ROMAN.fullmatch(text[token.start : token.end]):
            break
        last += 1
    return said[first:last]


def _is_told(
    text: str, said: Sequence[Token], first: int, name: Sequence[Token], starts: Collection[int]
) -> bool:
    """Whether it can be told where a name ends: by its capitals, or by what stands after it."""
    last = first + len(name)
    if name[0].capital:
        return True
    if last < len(said) and said[last].line == name[0].line:
        apart = text[name[-1].end : said[last].start].strip(" ") != ""
        return apart or said[last].word in _ENDS or last in starts
    line = [token for token in said if token.line == name[0].line]
    raised = all(token.raised and not VERB.match(token.word) for token in name)
    is_heading = all(token.raised for token in line)
    return len(name) == 1 or (
        len(name) == 2 and (len(line) <= _MOST or (raised and not is_heading))
    )


def _follows(text: str, said: Sequence[Token], at: int, starts: Collection[int]) -> bool:
    """Whether a word belongs to what stands before it, and begins nothing new."""
    before, token = said[at - 1], said[at]
    if (
        (token.word in _ENDS and not _is_before_district(said, at))
        or token.word.isdigit()
        or (at in starts and before.word not in _VILLAGE)
    ):
        return False
    between = text[before.end : token.start]
    is_led = before.word in _VILLAGE | _NAMELY
    return token.line == before.line and between.strip(" .:" if is_led else " -") == ""


def _is_counted(said: Sequence[Token], at: int) -> bool:
    """Whether the word for a village is told of several: ``4 desa``."""
    count, *before = [token.word for token in reversed(said[max(0, at - 2) : at])] or [""]
    is_number = count.isdecimal() and int(count) > 1 and len(count) < _SHORT
    return count in _SEVERAL or (
        is_number and not any(word in _NUMBERED or word.isdigit() for word in before)
    )


def _listed(
    text: str,
    said: Sequence[Token],
    name: Sequence[Token],
    starts: Collection[int],
    *,
    is_counted: bool,
) -> list[Sequence[Token]]:
    """The villages that follow the `name` of one in a list: ``4 desa: Juhu, Kundan``, ``Desa Juhu dan Kundan``.

    Where nothing counts them, a comma alone says so only between three with capital letters.
    """
    rows: list[Sequence[Token]] = []
    joined, row = False, name
    while row and (found := _JOINED.match(text, row[-1].end)):
        if joined and not found["joins"]:
            break
        row = _item(text, said, found.end(), starts, is_counted=is_counted)
        if row:
            rows.append(row)
            joined |= found["joins"] is not None
    if is_counted:
        return rows
    every = [token for each in (name, *rows) for token in each]
    small = bool(name) and not name[0].capital and all(len(each) == 1 for each in rows)
    are_names = small or all(token.capital for token in every)
    is_list = joined or (len(rows) > 1 and all(token.raised for token in every))
    return rows if are_names and is_list else []


def _item(
    text: str,
    said: Sequence[Token],
    start: int,
    starts: Collection[int],
    *,
    is_counted: bool,
) -> Sequence[Token]:
    """The village of a list whose name begins at a place in the text; empty where something else does."""
    first = bisect_left(said, start, key=attrgetter("start"))
    if first == len(said) or first in starts:
        return ()
    token = said[first]
    if token.word in _ENDS | _VILLAGE or token.word.isdigit():
        return ()
    row = _row(text, said, first, starts)
    if token.capital:
        return row if is_counted or token.word not in BEHIND_ROLES else ()
    return [
        *takewhile(lambda each: each.word not in BEHIND_ROLES and not VERB.match(each.word), row)
    ]


def _is_before_district(said: Sequence[Token], at: int) -> bool:
    """Whether a word stands alone between those for a village and for a district: ``Desa Jatuh Kec.``."""
    return (
        said[at].raised
        and said[at - 1].word in _VILLAGE
        and at + 1 < len(said)
        and said[at + 1].word in CALLED
        and said[at].word not in CALLED | _ALL_OF
    )


def _with_capitals(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())
