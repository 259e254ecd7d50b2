"""How many people a text says were killed, hurt or driven out, where it says so in plain numbers.

A number and a fate belong together only where they stand side by side: ``2 orang luka
ringan``, ``MD: 1``. Where no number is told, one person who is named or described and died
is one: ``Ketua KPPS TPS 3 meninggal``. What may mean another number, or is denied, is not told.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pilkada_cli.analysis.one_dead import one_dead
from pilkada_cli.analysis.rolls import of_rolls
from pilkada_cli.analysis.untrue import is_untrue
from pilkada_cli.analysis.wording import Guess, sentence_ends

FATES = ("dead", "injured", "displaced")
"""The fields that are told."""

_WRITTEN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
            "sepuluh", "sebelas")  # fmt: skip
_IN_ENGLISH = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ONE = ("seorang", "seseorang", "saurang", "saikung")
_MONTHS = "jan|feb|mar|apr|mei|jun|jul|agu|agt|sep|okt|nov|nop|des"
_PEOPLE = """orang|org|urang|ikung|warga|jiwa|korban|petugas|anggota|kpps|pps|ppk|ptps|panwaslu|panwascam|linmas
    |satlinmas|polisi|personel|prajurit|pemilih|pendukung|simpatisan|relawan|mahasiswa|pengendara
    |anak|pria|wanita|perempuan|laki-laki|lainnya|tersebut|di\\ antaranya|yang|dilaporkan|mengalami
    |menderita|harus|terpaksa|kehilangan\\ (?:tempat\\ tinggal|rumah)\\ dan
    |(?:people|persons?|residents?|villagers?|voters?|officers?)(?:\\ (?:were|was|have\\ been|has\\ been))?"""
_NUMBER = rf"""
    (?<![\w.,:/-]) (?! (?<=\() \d+ \) ) (?<!pukul\ ) (?<!jam\ ) (?<!tps\ ) (?<!rt\ ) (?<!rw\ )
    (?<!no\ ) (?<!nomor\ ) (?<!urut\ ) (?<!paslon\ ) (?<!pasangan\ ) (?<!calon\ ) (?<!tanggal\ )
    (?<!tgl\ ) (?<!km\ ) (?<!tahun\ ) (?<!station\ )
    (?P<number> \d{{1,3}}(?:\.\d{{3}})* | {"|".join((*_WRITTEN[1:], *_ONE, *_IN_ENGLISH[1:]))})
    (?![\w:/-]|[.,]\d)
    (?!\ ?(?:{_MONTHS}|tahun|thn|th|hari|jam|menit|kali|kk|kepala|rumah|unit|buah
      |days?|hours?|minutes?|weeks?|months?|years?|times|houses?|%))
    (?:\ \([a-z]+\))? (?P<people>(?:\ (?:{_PEOPLE}))*)"""
_PARTS_OF_BODY = (
    "kepala|wajah|muka|dahi|kening|pelipis|mata|hidung|mulut|bibir|pipi|leher|bahu|dada|perut|punggung"
    "|pinggang|tangan|lengan|jari|paha|kaki|lutut|betis"
)
_NONE_BEHIND = rf"(?![ ]?[:=]?[ ]?(?:\d|(?:{'|'.join(_IN_ENGLISH[1:])})\b))"
"""In English a number behind a fate counts other things: ``evacuated 3 boxes``."""
_FATE = rf"""
    (?: (?P<dead> \b(?:meninggal(?:\ dunia)?|tewas|gugur|wafat|korban\ jiwa|md)\b
      |\b(?:died|killed)\b{_NONE_BEHIND})
    | (?P<injured> \b(?:terluka|cedera|(?:luka-luka|luka2|luka)(?:\ (?:ringan|berat|parah|bakar
      |tusuk|bacok|robek)|\ (?:di\ )?(?:bagian\ )?(?:{_PARTS_OF_BODY}))?|l[br])(?!\w)
      |\b(?:injured|wounded|hurt)\b{_NONE_BEHIND})
    | (?P<displaced> \b(?:mengungsi|diungsikan|dievakuasi)\b
      |\b(?:evacuated|displaced)\b{_NONE_BEHIND}
      | (?<!\d\ )(?<!orang\ )(?<!warga\ )(?<!jiwa\ )(?<!posko\ )(?<!tempat\ )(?<!tenda\ )(?<!lokasi\ )
      (?<!untuk\ )(?<!para\ )\bpengungsi(?=\ ?[:=]?\ ?(?:sebanyak\ |sejumlah\ )?\d)) )"""
"""Who is driven out is counted behind ``pengungsi`` alone: ``2 orang pengungsi sakit`` are a part of them."""
_TOKEN = re.compile(rf"{_NUMBER}|{_FATE}", re.IGNORECASE | re.VERBOSE)
_THEN = re.compile(
    r" ?[:=]? ?(?:sebanyak |sejumlah )?(?:\d{1,3}(?:\.\d{3})? (?:kk|kepala keluarga) ?[(/,]? ?)?",
    re.IGNORECASE,
)
"""What may stand between a fate and its number; between a number and its fate only a blank, or a bracket."""

_DENIED = re.compile(
    r"\b(?:tidak|tdk|tak|kada|tanpa|nihil|belum|bukan|nyaris|hampir"
    r"|no(?! ?[.:\d])|nobody|not|never|nearly|almost|if|could|may|might|would|fears?)\b[^.,;\n]*$",
    re.IGNORECASE,
)
_FAR = 200
"""So many characters on a denial reaches."""
_LAST_YEAR = re.compile(r"\b(?:tahun lalu|last year)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<![.\n] )(?<!\A)\b(?!Korban|Total|Ada)[A-Z][a-z]+ $")
"""A number right behind a name may be an age."""


class _Token(NamedTuple):
    """A number, or a fate with its field and degree; and where it stands."""

    number: int | None
    field: str
    degree: str
    people: bool
    start: int
    end: int


def casualties(text: str) -> dict[str, Guess]:
    """The numbers by field name; of two numbers for one fate, and where turns are unclear, none."""
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    tokens = [*_tokens(lines)]
    if _LAST_YEAR.search(lines) or is_untrue(lines, tokens[0].end if tokens else 0):
        return {}
    pairs = [*_pairs(tokens, lines)]
    if any(fate is None for _, fate in pairs):
        return {}
    told = _of_the_matter(pairs, lines)
    guesses = {
        name: _count([(n, fate) for n, fate in told if fate and fate.field == name], lines)
        for name in FATES
    }
    if not any(fate and fate.field == "dead" for _, fate in pairs):
        guesses["dead"] = one_dead(text)
    return {name: guess for name, guess in guesses.items() if guess is not None}


def _of_the_matter(
    pairs: Sequence[tuple[_Token, _Token | None]], text: str
) -> list[tuple[_Token, _Token | None]]:
    """Without those who died before and stand on a roll of voters."""
    if not any(fate and fate.field == "dead" for _, fate in pairs):
        return [*pairs]
    ends = sentence_ends(text)
    on_roll = of_rolls([text[start:end] for start, end in pairwise((0, *ends, len(text)))])
    return [
        (number, fate)
        for number, fate in pairs
        if not (fate and fate.field == "dead" and on_roll[bisect_left(ends, fate.start)])
    ]


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        if found["number"]:
            number = _value(found["number"].casefold())
            yield _Token(number, "", "", bool(found["people"]), *found.span())
        else:
            degree = _degree(found[0].casefold())
            yield _Token(None, found.lastgroup or "", degree, False, *found.span())


def _pairs(tokens: Sequence[_Token], text: str) -> Iterator[tuple[_Token, _Token | None]]:
    """Each number with the fate beside it, from left to right; with None where it may have another."""
    at = 0
    while at + 1 < len(tokens):
        one, other = tokens[at], tokens[at + 1]
        number, fate = (one, other) if other.number is None else (other, one)
        if not _belong(one, other, text):
            at += 1
            continue
        at += 2
        if number is other and at < len(tokens) and _is_torn(tokens[at - 1 : at + 2], text):
            yield number, None
        elif not _DENIED.search(text[max(0, one.start - _FAR) : one.start]):
            yield number, fate


def _belong(one: _Token, other: _Token, text: str) -> bool:
    """Whether two neighbours are a number and its fate."""
    between = text[one.end : other.start]
    if one.number is not None and other.number is None:
        told = one.people or not _NAMED.search(text[: one.start])
        return told and (between in ("", " ") or (one.people and between == ") "))
    return one.number is None and other.number is not None and bool(_THEN.fullmatch(between))


def _is_torn(tokens: Sequence[_Token], text: str) -> bool:
    """Whether a number behind a fate also stands before one that has no other."""
    number, fate, *after = tokens
    if fate.number is not None or text[number.end : fate.start] not in ("", " "):
        return False
    return not after or not _belong(fate, after[0], text)


def _count(pairs: Sequence[tuple[_Token, _Token]], text: str) -> Guess | None:
    """Those hurt lightly and badly are added up, unless all of them are counted too."""
    told = {(fate.degree, n.number): (n, fate) for n, fate in pairs if n.number}
    by_degree = dict(told.keys())
    parts = sum(number or 0 for degree, number in by_degree.items() if degree)
    number = by_degree.get("", parts)
    if len(told) > len(by_degree) or (parts and number != parts) or not number:
        return None
    words = tuple(
        text[min(one.start, other.start) : max(one.end, other.end)] for one, other in told.values()
    )
    return Guess(str(number), words)


def _degree(fate: str) -> str:
    """``ringan``, ``berat``, the part of the body, or empty for any."""
    signs = {"ringan": ("ringan", "lr"), "berat": ("berat", "parah", "lb")}
    signs |= {part: (f" {part}",) for part in _PARTS_OF_BODY.split("|")}
    return next((degree for degree, words in signs.items() if fate.endswith(words)), "")


def _value(written: str) -> int:
    if written in _ONE:
        return 1
    words = next((each for each in (_WRITTEN, _IN_ENGLISH) if written in each), None)
    return words.index(written) if words else int(written.replace(".", ""))
