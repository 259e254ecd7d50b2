"""The polling stations that a message names, and whether their people are named behind them."""

import re
from collections.abc import Collection
from itertools import pairwise

from pilkada_cli.analysis.wording import Guess

COUNTED = (
    r"\s*(?:(?:orang|org|warga|pemilih|surat|lembar|lbr|petugas|anggota|kpps|kotak|bilik|unit|buah|bh"
    r"|rumah|kk|jiwa|suara|persen|tps)\b|%)"
)
"""What a number counts that is none of a polling station, nor of neighbours."""
_STATION = re.compile(
    rf"\bTPS\W{{0,3}}(?:no(?:mor)?\b\W{{0,2}})?(?P<number>\d{{1,3}})\b(?!{COUNTED}|[.,:]\d)"
    r"(?P<more>\s*(?:,|&|/|-|–|dan\b|s\.?/?d\b\.?|sampai\b)\s*(?:TPS\W{0,3})?"
    rf"\d{{1,3}}\b(?!{COUNTED}))?",
    re.IGNORECASE,
)


_WHOSE = re.compile(
    r"\b(?:milik|kepunyaan|rumah|kediaman|mobil|motor|kendaraan|warung|toko|kios|kebun|istri|suami|anak"
    r"|orang tua|keluarga)\b[^.;\n]{0,40}\b(?:ketua|anggota|petugas|kpps)\W{1,3}\Z",
    re.IGNORECASE,
)
"""Before a polling station that tells whose a thing is, not where: ``rumah milik Ketua KPPS TPS 04``."""
_BEFORE = 80

_OF_PERSON = re.compile(
    r"\b(?:ketua|anggota|petugas|saksi|pengawas|ptps|pps|kpps|linmas|satlinmas|pantarlih)\W{1,3}\Z",
    re.IGNORECASE,
)
"""Before a polling station behind which its people are named: ``Ketua KPPS TPS 3 Fulan``."""

_AND_THAT = re.compile(r"(?:\b(?:dan|serta)|&)(?:\s+di)?\s*\Z", re.IGNORECASE)
"""Before a polling station that is another one, though it bears the same number."""


def polling_station(text: str, named: Collection[Guess] = ()) -> Guess | None:
    """The one polling station that a text names by its number as a place.

    None where it is told again and may be that of another of the villages `named`.
    """
    found = [
        each
        for each in _STATION.finditer(text)
        if not _WHOSE.search(text[max(0, each.start() - _BEFORE) : each.start()])
    ]
    numbers = {int(each["number"]) for each in found}
    if len(numbers) != 1 or any(each["more"] for each in found):
        return None
    between = [text[one.end() : other.start()] for one, other in pairwise(found)]
    if between and (len(named) > 1 or any(map(_AND_THAT.search, between))):
        return None
    name = f"TPS {found[0]['number']}"
    return Guess(name, (text[found[0].start() : found[0].end("number")],))


def stations(text: str) -> dict[int, bool]:
    """Where the number of each polling station ends, and whether that is told of its people: ``Ketua KPPS TPS 3``."""
    return {
        each.end("number"): bool(
            _OF_PERSON.search(text[max(0, each.start() - _BEFORE) : each.start()])
        )
        for each in _STATION.finditer(text)
    }
