"""The smallest places that a message names: its village and its polling station."""

import re
from collections.abc import Collection, Sequence

from pilkada_cli.analysis.places import Mention, word_before
from pilkada_cli.analysis.wording import Guess, Token, as_written
from pilkada_cli.domain.spelling import words

_VILLAGE = frozenset(words("desa ds kelurahan kel kampung kp"))
_NO_VILLAGE = frozenset(words("dana kantor balai"))
_ENDS = frozenset(
    words(
        "kec kecamatan kab kabupaten kota prov provinsi desa ds kel kelurahan dusun rt rw tps jl"
        " jalan tahun senin selasa rabu kamis jumat sabtu minggu hari tanggal tgl pukul jam tadi"
        " kemarin pada di dan yang telah sudah ada oleh akan mohon saat karena ketua anggota saksi"
        " petugas warga pemilih terjadi belum tidak dengan untuk dari ke"
    )
)
_MOST = 4
_ROMAN = re.compile("[IVX]+")

_STATION = re.compile(
    r"\bTPS\W{0,3}(?:no(?:mor)?\b\W{0,2})?(?P<number>\d{1,3})\b"
    r"(?!\s*(?:orang|warga|pemilih|surat|lembar|petugas|kpps|kotak|bilik|unit|suara|persen|tps)\b"
    r"|\s*%|[.,:]\d)"
    r"(?P<more>\s*(?:,|&|/|-|–|dan\b|s\.?/?d\b\.?|sampai\b)\s*(?:TPS\W{0,3})?\d)?",
    re.IGNORECASE,
)


def polling_station(text: str) -> Guess | None:
    """The one polling station that a text names by its number."""
    found = list(_STATION.finditer(text))
    numbers = {int(each["number"]) for each in found}
    if len(numbers) != 1 or any(each["more"] for each in found):
        return None
    name = f"TPS {found[0]['number']}"
    return Guess(name, (text[found[0].start() : found[0].end("number")],))


def village(text: str, said: Sequence[Token], found: Sequence[Mention]) -> Guess | None:
    """The one village or urban village that a text names as one, or after a polling station."""
    starts = {mention.first for mention in found}
    stations = {each.end("number") for each in _STATION.finditer(text)}
    names: dict[str, Guess] = {}
    for at, token in enumerate(said):
        after_station = token.end in stations
        marked = token.word in _VILLAGE and word_before(text, said, at) not in _NO_VILLAGE
        if marked or after_station:
            name = _name(text, said, at + 1, starts)
            if len(name) > after_station:
                written = as_written(text, name)
                told = written if name[0].capital else _with_capitals(written)
                evidence = written if after_station else as_written(text, [token, *name])
                names.setdefault(told.casefold(), Guess(told, (evidence,)))
    return names.popitem()[1] if len(names) == 1 else None


def _name(text: str, said: Sequence[Token], first: int, starts: Collection[int]) -> Sequence[Token]:
    """The words of a name that begins at ``first``, as far as it can be told where it ends.

    Capital letters say it; where they say nothing, a mark or a word that is part of no name.
    """
    last = first
    while last < len(said) and last - first < _MOST and _follows(text, said, last, starts):
        token = said[last]
        if said[first].capital and not token.capital:
            break
        if token.acronym and not _ROMAN.fullmatch(text[token.start : token.end]):
            break
        last += 1
    told = last == first or said[first].capital or _is_bounded(text, said, (first, last), starts)
    return said[first:last] if told else ()


def _is_bounded(
    text: str, said: Sequence[Token], name: tuple[int, int], starts: Collection[int]
) -> bool:
    """Whether it can be told where a name ends that no capital letters tell from other words."""
    first, last = name
    if last < len(said) and said[last].line == said[first].line:
        apart = text[said[last - 1].end : said[last].start].strip(" ") != ""
        return apart or said[last].word in _ENDS or last in starts
    whole = sum(token.line == said[first].line for token in said)
    return last - first == 1 or (last - first == 2 and whole <= _MOST)


def _follows(text: str, said: Sequence[Token], at: int, starts: Collection[int]) -> bool:
    """Whether a word belongs to what stands before it, and begins nothing new."""
    before, token = said[at - 1], said[at]
    if (
        token.word in _ENDS
        or token.word.isdigit()
        or (at in starts and before.word not in _VILLAGE)
    ):
        return False
    between = text[before.end : token.start]
    return (
        token.line == before.line
        and between.strip(" .:" if before.word in _VILLAGE else " -") == ""
    )


def _with_capitals(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())
