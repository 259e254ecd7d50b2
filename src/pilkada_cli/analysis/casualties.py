"""How many people a text says were killed, hurt or driven out, where it says so in plain numbers.

Numbers and fates are read in turns: ``1 MD, 2 LB`` or ``MD 1, LB 2``. Where they do not
take turns nothing is told.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pilkada_cli.analysis.phases import phase
from pilkada_cli.analysis.wording import Guess
from pilkada_cli.domain.fields import Phase

FATES = ("dead", "injured", "displaced")
"""The fields that are told."""

_WRITTEN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
            "sepuluh", "sebelas")  # fmt: skip
_ONE = ("seorang", "seseorang")
_MONTHS = "jan|feb|mar|apr|mei|jun|jul|agu|agt|sep|okt|nov|nop|des"
_NUMBER = rf"""
    (?<![\w.,:/-]) (?! (?<=\() \d+ \) ) (?<!pukul\ ) (?<!jam\ ) (?<!tps\ ) (?<!rt\ ) (?<!rw\ ) (?<!no\ )
    (?<!nomor\ ) (?<!urut\ ) (?<!paslon\ ) (?<!pasangan\ ) (?<!calon\ ) (?<!tanggal\ )
    (?<!tgl\ ) (?<!km\ ) (?<!tahun\ )
    (?P<number> \d{{1,3}}(?:\.\d{{3}})* | {"|".join((*_WRITTEN[1:], *_ONE))})
    (?![\w:/-]|[.,]\d)
    (?!\ ?(?:{_MONTHS}|tahun|thn|th|hari|jam|menit|kali|kk|kepala|rumah|unit|buah|%))
    (?:\ \([a-z]+\))? (?:\ (?:orang|org|warga|jiwa|korban|petugas|anggota|kpps|pps|ppk|ptps|panwaslu
    |panwascam|linmas|satlinmas|polisi|personel|prajurit|pemilih|pendukung|simpatisan|relawan
    |mahasiswa|pengendara|anak|pria|wanita|perempuan|laki-laki|lainnya|tersebut|di\ antaranya
    |yang|dilaporkan|mengalami|menderita|harus|terpaksa))*"""
_FATE = r"""
    (?: (?P<dead> \b(?:meninggal(?:\ dunia)?|tewas|gugur|wafat|korban\ jiwa|md)\b)
    | (?P<injured> \b(?:terluka|cedera|(?:luka-luka|luka2|luka)(?:\ (?:ringan|berat|parah|bakar
      |tusuk|bacok|robek))?|l[br])(?!\w))
    | (?P<displaced> \b(?:mengungsi|diungsikan|dievakuasi)\b) )"""
_TOKEN = re.compile(rf"{_NUMBER}|{_FATE}", re.IGNORECASE | re.VERBOSE)
_BETWEEN = re.compile(r"(?:[\s,.;:=()/-]|\bdan\b|\bserta\b|\bsebanyak\b|\bsejumlah\b)*")


class _Told(NamedTuple):
    """A number, or a fate with its field and degree; and where it stands."""

    number: int | None
    field: str
    degree: str
    start: int
    end: int


def casualties(text: str) -> dict[str, Guess]:
    """The numbers by field name. Of what may yet come, and of two numbers for one fate, none is told."""
    happened = phase(text)
    if happened is None or happened.value != Phase.GN:
        return {}
    plain = " ".join(text.split())
    pairs = [pair for turn in _turns(_tokens(plain), plain) for pair in _pairs(turn)]
    found = {name: [each for each in pairs if each[1].field == name] for name in FATES}
    guesses = {name: _count(of, plain) for name, of in found.items()}
    return {name: guess for name, guess in guesses.items() if guess is not None}


def _tokens(text: str) -> Iterator[_Told]:
    for found in _TOKEN.finditer(text):
        number, field = found["number"], found.lastgroup or ""
        if number:
            yield _Told(_value(number.casefold()), "", "", *found.span())
        else:
            yield _Told(None, field, _degree(found[0].casefold()), *found.span())


def _turns(tokens: Iterable[_Told], text: str) -> Iterator[list[_Told]]:
    """Numbers and fates that take turns, with nothing but commas and their like between them."""
    turn: list[_Told] = []
    for token in tokens:
        last = turn[-1] if turn else None
        if last and not (
            _BETWEEN.fullmatch(text, last.end, token.start)
            and (last.number is None) != (token.number is None)
        ):
            yield turn
            turn = []
        turn.append(token)
    yield turn


def _pairs(turn: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Each number with its fate, whichever comes first; none where a fate is left over."""
    if turn and turn[0].number is None and len(turn) % 2:
        return
    for one, other in [*pairwise(turn)][::2]:
        yield (other, one) if one.number is None else (one, other)


def _count(pairs: list[tuple[_Told, _Told]], text: str) -> Guess | None:
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
    """``ringan``, ``berat``, or empty for any."""
    signs = {"ringan": ("ringan", "lr"), "berat": ("berat", "parah", "lb")}
    return next((degree for degree, words in signs.items() if fate.endswith(words)), "")


def _value(written: str) -> int:
    if written in _ONE:
        return 1
    return _WRITTEN.index(written) if written in _WRITTEN else int(written.replace(".", ""))
