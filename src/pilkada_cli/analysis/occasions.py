"""Whether a message tells of one event: it may plainly tell of several, or that there was none."""

import re

from pilkada_cli.analysis.guessing import Clues, clues
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.form_labels import labelled
from pilkada_cli.domain.reference import Reference

_EVENTS = r"(?:kejadian|peristiwa|insiden|laporan)\b"
_SEVERAL = r"(?:[2-9]|1\d|dua|tiga|empat|lima|enam|tujuh|delapan|beberapa)\b(?: ?\([a-z]+\))?"
_ANNOUNCED = re.compile(
    r"^\W*(?:(?:selamat|pagi|siang|sore|malam|mohon|i[zj]in|me?lapor(?:kan|an)?|lapor(?:an|kan)?"
    r"|menyampaikan|info(?:rmasi)?|rekap|telah|terjadi|ada|adanya|terdapat|berikut)\b[\s,.:]*)*"
    rf"{_SEVERAL} {_EVENTS}(?: menonjol| penting| hari ini| berikut| yaitu| yakni)*(?P<ends>\W*$|\s*[:,.])?",
    re.IGNORECASE | re.MULTILINE,
)
"""How somebody begins who tells several: ``Lapor 2 kejadian:``."""

_POINT = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=\D)", re.MULTILINE)
_OF_ONE = re.compile(
    r"\b(?:langkah|tindakan|upaya|tindak lanjut|kronologis?|saran|rekomendasi|h?imbauan|catatan"
    r"|penanganan|agenda|jadwal|rencana|antisipasi|potensi|kerawanan)\b",
    re.IGNORECASE,
)
"""What a list may be of that belongs to one event, or to none yet."""


def tells_several(text: str, reference: Reference) -> bool:
    """Whether a text announces several events, or lists matters of several kinds at several places."""
    points = _points(text)
    announced = _ANNOUNCED.search(text)
    if announced is not None:
        return len(points) > 1 or announced["ends"] is not None
    if len(points) < 2 or _OF_ONE.search(text):
        return False
    found = [clues(point, reference) for point in points if not labelled(point)]
    matters = {
        (each.guesses["category"].value, place)
        for each in found
        if "category" in each.guesses and (place := _place(each)) is not None
    }
    kinds, places = ({matter[n] for matter in matters} for n in (0, 1))
    return len(kinds) > 1 and len(places) > 1


def _points(text: str) -> list[str]:
    """The points of a list that counts from one, each as it is written."""
    marks: list[re.Match[str]] = []
    for mark in _POINT.finditer(text):
        if int(mark[1]) == len(marks) + 1:
            marks.append(mark)
    ends = [*(mark.start() for mark in marks), len(text)][1:]
    return [text[mark.end() : end] for mark, end in zip(marks, ends, strict=False)]


def _place(found: Clues) -> str | None:
    told = (found.guesses.get(name) for name in ("village", "district", "region"))
    return next((guess.value for guess in told if guess is not None), None)


_NOTHING = re.compile(
    rf"\bnihil\W+(?:{_EVENTS}|gangguan|hal|menonjol|yang menonjol)"
    rf"|(?:{_EVENTS}|gangguan|menonjol|situasi|lap(?:or|har|sit)?)\s*[:=,]?\s*nihil\b"
    rf"|\b(?:tidak|tdk|tak|belum|blm) (?:ada|terdapat|terjadi|ditemukan) (?:{_EVENTS}|gangguan|hal(?:-hal)?\b|hal2)"
    r"|^\W*nihil\W*$"
    r"|\A(?:[^\n.;]|(?<=\bkec)\.|(?<=\bkab)\.|(?<=\bkel)\.){0,80}(?<!korban )(?<!kerugian )(?<!jiwa )(?<!materi )(?<!materil )(?<!material )"
    r"\bnihil\W*\Z",
    re.IGNORECASE | re.MULTILINE,
)
"""That nobody was hurt and nothing lost is said of what happened."""
_YET = re.compile(
    r"\b(?:selain|kecuali|namun|tetapi|tapi|hanya|cuma|akan|rencana|potensi|rawan|isu|dugaan|diduga|waspada)\b",
    re.IGNORECASE,
)
"""What says that there is something all the same, or may yet be."""


def tells_none(text: str, found: Clues) -> bool:
    """Whether a text says that nothing happened, and nothing in it, of which `found` are the clues, tells of a matter."""
    phase = found.guesses.get("phase")
    return (
        _NOTHING.search(text) is not None
        and _YET.search(text) is None
        and not found.categories
        and (phase is None or phase.value != Phase.GN)
    )
