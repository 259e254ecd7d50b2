"""That one person died, where a text names or describes that one and gives no number.

What may be several people, a fear, or a voter on a roll is not told.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pilkada_cli.analysis.rolls import ROLL
from pilkada_cli.analysis.wording import Guess, sentences

_ADDRESSED = (
    r"(?:an\.|a[./]n\.?|atas nama|bernama|bapak|bpk|pak|ibu|bu|saudar[ai]|sdri?|almarhum(?:ah)?|alm)\b"
    r"\.? ?(?:hj?\. ?)?(?P<name>\w+)"
)
_DESCRIBED = (
    r"(?P<one>seorang|seseorang)\b|(?:anggota|ketua|petugas) (?:kpps|pps|ppk|pantarlih|linmas|satlinmas"
    r"|ptps|pkd|panwascam)\b|(?:kades|pambakal|lurah|camat)\b"
)
_GREETED = (
    r"(?<!izin )(?<!ijin )(?<!lapor )(?<!melaporkan )(?<!kepada )(?<!yth )(?<!pagi )(?<!siang )(?<!sore )"
    r"(?<!malam )"
)
"""Behind these stands to whom it is told."""
_PERSON = re.compile(rf"(?<!\w){_GREETED}(?:{_ADDRESSED}|{_DESCRIBED})", re.IGNORECASE)
_DIED = re.compile(r"\b(?:meninggal(?: dunia)?|tewas|gugur|wafat)\b", re.IGNORECASE)
_TOLD_FIRST = re.compile(r"\W*(?:(?:telah|tlh|sudah|sdh)\s)?\w+(?: dunia)?\W{1,3}\Z", re.IGNORECASE)
_CAUSE = re.compile(r"\b(?:karena|krn|akibat|sebab|disebabkan)\b", re.IGNORECASE)
_STATION = re.compile(r"\btps\W{0,3}(\d+)", re.IGNORECASE)

_OTHERWISE = re.compile(
    r"\b(?:tidak|tdk|tak|belum|bukan|tanpa|nihil|nyaris|hampir|jika|bila|apabila|kalau|kalo|bagi|untuk"
    r"|santunan|asuransi|ahli waris|karena|krn|sebab|serta|dan(?! \Z)|keluarga|para|beberapa"
    r"|sejumlah|sebagian|\w+an orang|pengganti\w*|diganti\w*"
    r"|me(?!ngalami|nderita|ndadak|ngendarai)[a-z]{4,}"
    r"|(?:\d+|dua|tiga|empat|lima) (?:orang|org|warga|anggota|petugas|ketua))\b"
    r"|\b(?:korban|warga|orang|pengendara|penumpang) (?:yang )?\Z",
    re.IGNORECASE,
)
"""What between a person and a death makes it another's, several people's, or none."""


class _Death(NamedTuple):
    """Who died: the names, how often somebody unnamed, and the polling stations; and the words."""

    names: frozenset[str]
    unnamed: int
    stations: frozenset[str]
    words: str


def one_dead(text: str) -> Guess | None:
    """One, with the words that tell of it; None where it may be none or several."""
    if ROLL.search(text):
        return None
    deaths = list(_deaths(text))
    names = frozenset[str]().union(*(each.names for each in deaths))
    stations = frozenset[str]().union(*(each.stations for each in deaths))
    if not deaths or len(names) > 1 or len(stations) > 1 or sum(d.unnamed for d in deaths) > 1:
        return None
    return Guess("1", tuple(dict.fromkeys(each.words for each in deaths)))


def _deaths(text: str) -> Iterator[_Death]:
    for sentence in sentences(text):
        died = _DIED.search(sentence)
        if died is None:
            continue
        told = sentence[: died.start()]
        persons = list(_PERSON.finditer(told))
        if not persons and (first := _PERSON.search(sentence, died.end())):
            if not _TOLD_FIRST.fullmatch(sentence, 0, first.start()):
                continue
            told = _CAUSE.split(sentence[first.start() :])[0]
            persons = list(_PERSON.finditer(sentence, first.start(), first.start() + len(told)))
        if not persons or _OTHERWISE.search(told):
            continue
        yield _Death(
            frozenset(each["name"].casefold() for each in persons if each["name"]),
            sum(bool(each["one"]) for each in persons),
            frozenset(number.lstrip("0") for number in _STATION.findall(told)),
            sentence[min(persons[0].start(), died.start()) : max(persons[0].end(), died.end())],
        )
