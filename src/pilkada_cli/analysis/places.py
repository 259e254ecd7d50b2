"""Which regencies, cities and districts a message names.

Names count as they stand in the reference data. Of names that begin alike, or
are other words as well, no more is taken than what stands around them says.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pilkada_cli.analysis.towns import is_where, towns
from pilkada_cli.analysis.wording import Token
from pilkada_cli.domain.names import initials
from pilkada_cli.domain.ordinary_words import BEHIND_ROLES, ORDINARY
from pilkada_cli.domain.reference import Reference, Region
from pilkada_cli.domain.spelling import words

LONGEST = 5
"""Words of the longest name."""
_LONGEST_OF_VILLAGE = 4
"""Words of the name of a village with the word that calls it one."""
_UNMISTAKABLE = 3
"""Words of a name from which on it is one without capital letters too: ``labuan amas utara``."""

KINDS = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota"}
_OFFICES = frozenset(
    words(
        "bawaslu bpbd bupati dprd kejari kesbangpol kodim kpu kpud pemkab polres satpol pp wabup"
        " walikota pemko polresta"
    )
)
"""What is named after a regency or city."""

CALLED = frozenset(("kec", "kecamatan"))
"""What calls a place a district."""

_OF_DISTRICT = CALLED | frozenset(
    words("camat danramil kapolsek koramil muspika panwascam polsek ppk")
)
"""What is named after a district."""

_VILLAGES = frozenset(words("desa ds dusun kel kelurahan kampung kp pambakal kades lurah"))
SMALLER = _VILLAGES | frozenset(("rt", "rw"))
OF_VILLAGE = frozenset(words("pps"))
"""What is named after a village, whatever district is called so too: its polling committee."""

_ROADS = frozenset(words("jalan jl jln gang gg komplek perumahan jembatan simpang suku bahasa"))
"""What bears the name of another place, or of a people."""

_INTO = frozenset(
    words(
        "di ke dari daerah rawa kota pasar sekitar wilayah babinsa bhabinkamtibmas panwaslu panwaslucam"
        " sekcam kua puskesmas"
    )
)
"""What stands before a name that is typed without a capital letter."""

SIDES = frozenset(
    words("utara selatan barat timur tengah hulu hilir dalam luar besar kecil lama baru kota darat")
)
"""What makes the name of a district that of a village."""

BEGINNINGS = frozenset(
    words(
        "sungai sei banua gunung tanjung pulau muara teluk pantai padang rantau paya handil lok tatah"
    )
)
"""How the name of a village begins that is no name alone: ``Handil Babirik``."""

_QUARTERS = frozenset(words("utara selatan barat timur tengah"))
"""What makes the name of a regency or town that of a district, without a capital letter too."""

_NOT_OF_A_NAME = frozenset(
    words(
        "di ke dari dan yang pada oleh untuk akan telah sudah ada dengan karena pkl pk tadi kemarin semalam besok"
        " senin sanayan selasa salasa rabu arba kamis jumat jumahat sabtu minggu ahad pukul jam hari tanggal tgl pagi siang sore"
        " malam pelaku petugas warga situasi mohon saat sekitar diduga terjadi"
    )
)

_OF_DAY = {("tengah", "malam"), ("tengah", "hari")}
"""What is a time and not the end of a name: ``di banjarmasin tengah malam``."""

VERB = re.compile("(?:di|me|ber|ter)[a-z]{4}")
"""How a word begins that tells what is done, and is no name."""


class Mention(NamedTuple):
    """A place that is named by the words ``first`` to ``last``, the latter not included.

    `codes` are those of a regency, or of every district of that name; of regencies too
    where a name is one `of_town`, which is no district.
    """

    codes: tuple[str, ...]
    first: int
    last: int
    of_town: bool = False


@dataclass(frozen=True)
class _Page:
    """The words of a message beside the names of the reference data."""

    text: str
    said: Sequence[Token]
    reference: Reference
    regions: Mapping[str, tuple[str, ...]]
    districts: Mapping[str, tuple[str, ...]]
    shortened: Mapping[str, tuple[str, ...]]
    towns: Mapping[str, tuple[str, ...]]
    own: Collection[str]


def mentions(
    text: str, said: Sequence[Token], reference: Reference, within: str | None = None
) -> list[Mention]:
    """Every regency, city and district that a text names, in its order; none overlaps another.

    `within` is a regency that is known.
    """
    names = (
        _region_names(reference),
        _district_names(reference),
        _shortened_names(reference),
        towns(reference),
    )
    own = initials(reference.region_by_code[within].districts) if within else ()
    page = _Page(text, said, reference, *names, {_key(short) for short in own} - ORDINARY)
    found: list[Mention] = []
    for at in range(len(said)):
        if not found or at >= found[-1].last:
            found += _mention_at(page, at)
    return found


def _region_names(reference: Reference) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for region in reference.regencies:
        for name in dict.fromkeys(map(_key, (region.name, *region.aliases))):
            names[name] = (*names.get(name, ()), region.code)
    return names


def _district_names(reference: Reference) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for district in reference.district_by_code.values():
        key = _key(district.name)
        names[key] = (*names.get(key, ()), district.code)
    return names


def _shortened_names(reference: Reference) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for region in reference.regencies:
        for short, code in initials(region.districts).items():
            names[_key(short)] = (*names.get(_key(short), ()), code)
    return names


@lru_cache(maxsize=1 << 10)
def _key(name: str) -> str:
    """A name without its blanks, which officials set as they like: Batulicin, Batu Licin."""
    return "".join(words(name))


def _mention_at(page: _Page, at: int) -> list[Mention]:
    """The longest name that begins at a word, unless it ends that of a village."""
    if _ends_village(page, at):
        return []
    for last in range(min(at + LONGEST, len(page.said)), at, -1):
        window = page.said[at:last]
        if not _is_name(page.text, window):
            continue
        key = "".join(token.word for token in window)
        codes = _region(page, at, last, key) or _district(page, at, last, key)
        if codes:
            return [Mention(codes, at, last)]
        if codes := _town(page, at, last, key):
            return [Mention(codes, at, last, of_town=True)]
    return []


def _ends_village(page: _Page, at: int) -> bool:
    """Whether a word goes on what begins the name of a village: ``Desa Handil Babirik``."""
    begun = word_before(page.text, page.said, at) in BEGINNINGS
    return begun and word_before(page.text, page.said, at - 1) in _VILLAGES


def _is_name(text: str, window: Sequence[Token]) -> bool:
    """Whether nothing but blanks and hyphens stands between the words."""
    return all(
        text[a.end : b.start].strip(" -") == "" and a.line == b.line for a, b in pairwise(window)
    )


def _region(page: _Page, at: int, last: int, key: str) -> tuple[str, ...]:
    codes, before = page.regions.get(key, ()), word_before(page.text, page.said, at)
    if before in _ROADS | SMALLER:
        return ()
    regions = [page.reference.region_by_code[code] for code in codes]
    kind = KINDS.get(before)
    fitting = [region for region in regions if region.kind == kind]
    taken = [
        region.code
        for region in fitting or regions
        if not _is_two_words(page, at, last, region, mistaken=bool(kind) and not fitting)
        and (fitting or before in _OFFICES or not _begins_another(page.reference, region, key))
    ]
    return tuple(taken)


def _is_two_words(page: _Page, at: int, last: int, region: Region, *, mistaken: bool) -> bool:
    """Whether a name of one word is made of two that may be others: ``Banjar baru saja``."""
    if last - at == 1 or len(words(region.name)) > 1:
        return False
    return mistaken or not all(token.capital for token in page.said[at:last])


def _begins_another(reference: Reference, region: Region, key: str) -> bool:
    """Whether another name begins with this one, so that it may be a part of that."""
    return any(_key(other.name).startswith(key) for other in reference.regencies if other != region)


def _district(page: _Page, at: int, last: int, key: str) -> tuple[str, ...]:
    codes, before = page.districts.get(key, ()), word_before(page.text, page.said, at)
    window = page.said[at:last]
    is_behind_name = _is_behind_village(page, at) or _is_own_behind_name(page, at)
    is_told = before in CALLED or is_behind_name
    if is_told or (before in _OF_DISTRICT and window[0].acronym):
        codes = codes or page.shortened.get(key, ())
    if not codes or before in _ROADS | SMALLER | OF_VILLAGE:
        return ()
    if before in _OF_DISTRICT or is_behind_name:
        return codes
    raised = len(window) > 1 and all(token.raised for token in window)
    if not (raised or all(token.capital for token in window)):
        told = before in _INTO or (len(window) > 1 and window[-1].word in _QUARTERS)
        is_whole = len(window) >= _UNMISTAKABLE or (told and _ends(page, last))
        plain = len(codes) == 1 and is_whole
        return codes if plain else ()
    return () if _goes_on(page, last, len(window)) else codes


def _town(page: _Page, at: int, last: int, key: str) -> tuple[str, ...]:
    """The regencies of a town, where the matter is told to have been there."""
    codes = page.towns.get(key, ())
    if not codes or not is_where(page.text, page.said, at):
        return ()
    window = page.said[at:last]
    if all(token.capital for token in window):
        return () if _goes_on(page, last, len(window)) else codes
    return codes if _ends(page, last) else ()


def _is_behind_village(page: _Page, at: int) -> bool:
    """Whether a word in capitals follows the name of a village that is not: ``Desa Kasarangan LAU``."""
    name = page.said[max(0, at - _LONGEST_OF_VILLAGE) : at + 1]
    written = [page.text[token.start : token.end] for token in name]
    called = any(token.word in SMALLER and token.line == name[-1].line for token in name[:-2])
    return called and written[-1].isupper() and not written[-2].isupper()


def _is_own_behind_name(page: _Page, at: int) -> bool:
    """Whether the initials of a district of the known regency follow a name: ``Sungai Rangas LAS``."""
    if at == 0:
        return False
    before, token = page.said[at - 1 : at + 1]
    name, short = (page.text[each.start : each.end] for each in (before, token))
    is_name = before.raised and not name.isupper() and before.word not in BEHIND_ROLES
    return (
        token.word in page.own
        and short.isupper()
        and is_name
        and not VERB.match(before.word)
        and _is_name(page.text, (before, token))
    )


def _next(page: _Page, last: int) -> Token | None:
    """The word that follows a name with nothing but a blank between."""
    if last < len(page.said) and _is_name(page.text, page.said[last - 1 : last + 1]):
        return page.said[last]
    return None


def _goes_on(page: _Page, last: int, length: int) -> bool:
    """Whether a name is the beginning of a longer one that is no district's."""
    token = _next(page, last)
    if token is None or token.word in SIDES:
        return token is not None
    return length == 1 and token.capital and not token.acronym and not _is_apart(page, token)


def _ends(page: _Page, last: int) -> bool:
    """Whether a name that is typed without capital letters does not go on."""
    token = _next(page, last)
    if token is None:
        return True
    if token.word in SIDES or (page.said[last - 1].word, token.word) in _OF_DAY:
        return False
    return token.word in BEHIND_ROLES or _is_apart(page, token) or bool(VERB.match(token.word))


def _is_apart(page: _Page, token: Token) -> bool:
    """Whether a word is no part of the name before it."""
    known = _NOT_OF_A_NAME | KINDS.keys() | _OF_DISTRICT | SMALLER | _OFFICES
    return token.word in known or any(name.startswith(token.word) for name in page.regions)


def is_of_office(text: str, said: Sequence[Token], mention: Mention) -> bool:
    """Whether a mention is the name of an office: ``Polsek Haruyan`` works elsewhere too."""
    before = word_before(text, said, mention.first)
    return before in _OFFICES or before in _OF_DISTRICT - CALLED


def word_before(text: str, said: Sequence[Token], at: int) -> str:
    """The folded word that a name stands right after, over a point or a colon."""
    if at == 0 or said[at - 1].line != said[at].line:
        return ""
    between = text[said[at - 1].end : said[at].start]
    return said[at - 1].word if between.strip(" .:") == "" else ""
