"""How many people a text says were killed, hurt or driven out, where it says so in one plain number."""

import re
from collections.abc import Iterator

from pilkada_cli.analysis.phases import phase
from pilkada_cli.analysis.wording import Guess
from pilkada_cli.domain.fields import Phase

_WRITTEN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
            "sepuluh", "sebelas")  # fmt: skip
_ONE = ("seorang", "seseorang")
_NUMBER = rf"(?P<number>\d{{1,3}}(?:\.\d{{3}})*|{'|'.join((*_WRITTEN[1:], *_ONE))})"
_ALONE = (
    r"(?<![\d.,:/-])(?<!pukul )(?<!jam )(?<!tps )(?<!rt )(?<!rw )(?<!no )(?<!nomor )(?<!tanggal )"
    r"(?<!tgl )(?<!km )\b"
)
"""A number of people is no time, day, station or house."""

_PEOPLE = (
    r"(?:orang|org|warga|jiwa|korban|petugas|anggota|kpps|pps|ppk|ptps|panwaslu|panwascam|linmas"
    r"|satlinmas|polisi|personel|prajurit|pemilih|pendukung|simpatisan|relawan|mahasiswa|pengendara"
    r"|anak|pria|wanita|perempuan|laki-laki|lainnya|tersebut|di antaranya|yang|dilaporkan|mengalami"
    r"|menderita|harus|terpaksa|luka-luka)"
)
FATES = {
    "dead": r"meninggal(?: dunia)?|tewas|gugur|wafat",
    "injured": r"terluka|cedera|(?:luka-luka|luka2|luka)(?: (?:ringan|berat|parah|bakar|tusuk|bacok|robek))?",
    "displaced": r"mengungsi|diungsikan|dievakuasi",
}
_SHORT = {"dead": "md", "injured": "l[br]"}
"""How police messages write it: MD 1, LB 0, LR 2."""


def casualties(text: str) -> dict[str, Guess]:
    """The numbers by field name. Of what may yet come, and of two numbers for one fate, none is told."""
    happened = phase(text)
    if happened is None or happened.value != Phase.GN:
        return {}
    return {name: guess for name in FATES if (guess := _count(name, text)) is not None}


def _count(name: str, text: str) -> Guess | None:
    """Those hurt lightly and badly are added up, unless all of them are counted too."""
    told = {words: (_degree(fate), number) for words, fate, number in _told(name, text) if number}
    numbers = dict(told.values())
    parts = sum(number for degree, number in numbers.items() if degree)
    number = numbers.get("", parts)
    if len({*told.values()}) > len(numbers) or (parts and number != parts) or not number:
        return None
    return Guess(str(number), tuple(told))


def _degree(fate: str) -> str:
    """``ringan``, ``berat``, or empty for any."""
    signs = {"ringan": ("ringan", "lr"), "berat": ("berat", "parah", "lb")}
    return next((degree for degree, words in signs.items() if fate.endswith(words)), "")


def _told(name: str, text: str) -> Iterator[tuple[str, str, int]]:
    """What is written, the fate in it, and of how many people."""
    fate = rf"(?P<fate>{FATES[name]})"
    patterns = [
        rf"{_ALONE}{_NUMBER}(?: {_PEOPLE}){{0,4}} {fate}\b",
        rf"\b{fate}(?: sebanyak| sejumlah| ?[:=])? {_NUMBER} (?:orang|org|jiwa|warga|korban)\b",
    ]
    if name in _SHORT:
        patterns.append(rf"\b(?P<fate>{_SHORT[name]}) ?[:=]? ?(?P<number>\d{{1,3}})\b(?![.,:/])")
    for pattern in patterns:
        for found in re.finditer(pattern, " ".join(text.split()), re.IGNORECASE):
            yield found[0], found["fate"].casefold(), _value(found["number"].casefold())


def _value(written: str) -> int:
    if written in _ONE:
        return 1
    return _WRITTEN.index(written) if written in _WRITTEN else int(written.replace(".", ""))
