"""Whether a message tells of one event: it may plainly tell of several, or that there was none."""

import re

from pilkada_cli.analysis.guessing import Clues, clues
from pilkada_cli.analysis.senders import signs
from pilkada_cli.analysis.wording import Guess, sentences
from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.form_labels import labelled
from pilkada_cli.domain.ordinary_words import ORDINARY
from pilkada_cli.domain.posted_names import posted_names
from pilkada_cli.domain.posts import signature
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_EVENTS = r"(?:kejadian|peristiwa|insiden|laporan)\b"
_SEVERAL = r"(?:[2-9]|1\d|dua|tiga|empat|lima|enam|tujuh|delapan|beberapa)\b(?: ?\([a-z]+\))?"
_ANNOUNCED = re.compile(
    r"^\W*(?:(?:selamat|pagi|siang|sore|malam|mohon|i[zj]in|me?lapor(?:kan|an)?|lapor(?:an|kan)?"
    r"|menyampaikan|info(?:rmasi)?|rekap|telah|terjadi|ada|adanya|terdapat|berikut)\b[\s,.:]*)*"
    rf"{_SEVERAL} {_EVENTS}(?: menonjol| penting| hari ini| berikut| yaitu| yakni)*(?P<ends>\W*$|\s*[:,.])?",
    re.IGNORECASE | re.MULTILINE,
)
"""How somebody begins who tells several: ``Lapor 2 kejadian:``."""

_BULLET = re.compile(r"^[ \t]*[-–•▪*][ \t]+(?=\w)", re.MULTILINE)
_PLACE_LED = re.compile(
    r"^\W*(?=(?:desa|ds|kel|kelurahan|kec|kecamatan)\b\.?[ ]+(?P<place>[^\n:]{2,40}?)[ ]*:[ ]*\S)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that tells what was at a place: ``Desa Juhu : jalan putus``."""
_DAY_LED = re.compile(
    r"(?:^|(?<=[.;] ))[ \t*•]{0,3}\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    r"(?: (?:dini hari|subuh|pagi|siang|sore|malam))?(?:,? (?:jam|pukul|pkl?)\.? ?[\d.:]{1,5})? ?: ?(?=\S)",
    re.IGNORECASE | re.MULTILINE,
)
"""What begins with its day: ``24/11 malam: baliho hilang``."""
_POINT = re.compile(r"(?:^|(?<=\s))(\d{1,2})[.)]\s+(?=\D)", re.MULTILINE)
_MOST = 20
"""Points of a list that are looked at: what is of several events shows in the first."""
_OF_ONE = re.compile(
    r"\b(?:langkah|tindakan|upaya|tindak lanjut|kronologis?|saran|rekomendasi|h?imbauan|catatan"
    r"|penanganan|agenda|jadwal|rencana|antisipasi|potensi|kerawanan)\b",
    re.IGNORECASE,
)
"""What a list may be of that belongs to one event, or to none yet."""
_OF_A_DAY = re.compile(
    r"\W*(?:(?:laporan|lap\.?) (?:harian|mingguan)|laphar|lapsit|rekap(?:an|itulasi)? (?:kejadian|laporan))\b",
    re.IGNORECASE,
)
"""How a report begins that gathers what was in a day."""


def tells_several(text: str, reference: Reference) -> bool:
    """Whether a text announces several events, or lists matters that are plainly of several.

    They are where they gather a day, where each stands behind its own place and nothing over them
    tells of one matter, or where they are of several kinds at several places.
    """
    announced = _ANNOUNCED.search(text)
    if announced is not None:
        return len(_points(text)) > 1 or announced["ends"] is not None
    points = _matters(text, reference)
    if len(points) < 2:
        return False
    if _OF_A_DAY.match(text):
        return True
    if all(map(_PLACE_LED.match, points)):
        return not _is_headed(text, points, reference)
    matters = {
        (each.guesses["category"].value, place)
        for each in (clues(point, reference) for point in points)
        if "category" in each.guesses and (place := _place(each)) is not None
    }
    kinds, places = ({matter[n] for matter in matters} for n in (0, 1))
    return len(kinds) > 1 and len(places) > 1


def may_tell_several(text: str, reference: Reference) -> bool:
    """Whether a text lists several matters, which may be several events: ``1. Baliho dirusak 2. …``."""
    points = _matters(text, reference)
    found = (clues(point, reference) for point in points if len(points) > 1)
    return sum(each.guesses.get("phase", _NO_PHASE).value == Phase.GN for each in found) > 1


def is_one_matter(text: str, reference: Reference) -> bool:
    """Whether what stands over the list of a text tells of one matter: ``Banjir di Hantakan: - …``."""
    points = _matters(text, reference)
    return bool(points) and _is_headed(text, points, reference)


def _is_headed(text: str, points: list[str], reference: Reference) -> bool:
    return bool(clues(text.partition(points[0])[0], reference).categories)


_NO_PHASE = Guess("", ())


def _matters(text: str, reference: Reference) -> list[str]:
    """The points of a list that tell of what was somewhere; none of measures, plans and labels."""
    if _OF_ONE.search(text):
        return []
    points = _points(text)
    return [each for each in points if not (labelled(each) or _says_nothing(each, reference))]


def _points(text: str) -> list[str]:
    """The points of a list that counts from one, else those with a bullet, else what a place or a day leads."""
    counted: list[re.Match[str]] = []
    for mark in _POINT.finditer(text):
        if int(mark[1]) == len(counted) + 1:
            counted.append(mark)
    led = (list(each.finditer(text)) for each in (_BULLET, _PLACE_LED, _DAY_LED))
    every = (counted, *led)
    marks = next((each for each in every if len(each) > 1), counted)[:_MOST]
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
    r"\b(?:selain|kecuali|namun|tetapi|tapi|hanya|cuma|akan|rencana|potensi|rawan|isu|dugaan|diduga|waspada"
    r"|but|except|only|however)\b",
    re.IGNORECASE,
)
"""What says that there is something all the same, or may yet be."""


_QUIET = re.compile(
    r"\b(?:aman|kondusif|terkendali|nothing (?:to report|happened)|no incidents?|all (?:quiet|clear))"
    r"(?!\S{0,3}\w)",
    re.IGNORECASE,
)
"""What is said where it was quiet, and not a part of another name: ``aman.exe``."""
_UNQUIET = re.compile(
    r"\b(?:tidak|tdk|tak|kada|belum|blm|kurang|bukan|not|agar|supaya|demi|menjaga|jaga|rasa|jaminan"
    r"|h?imbau\w*|meng?h?imbau|minta|meminta|mohon|mhn|ajak|mengajak)\b",
    re.IGNORECASE,
)
"""What says of quiet that there is none, or that it is asked for."""
_BY_THE_WAY = re.compile(
    r"(?:\W|\d|\b(?:ndan|komandan|pak|bu|bapak|ibu|siap|monitor|laporan|demikian|dilaporkan|terima kasih|ttd)\b)*",
    re.IGNORECASE,
)


def _says_nothing(text: str, reference: Reference, within: str | None = None) -> bool:
    """Whether a text says that it was quiet, in every clause but signatures, and asks for no quiet."""
    clauses = [each for sentence in sentences(text) for each in re.split("[,;]", sentence)]
    told = [each for each in clauses if not _BY_THE_WAY.fullmatch(each)]
    quiet = [each for each in told if _QUIET.search(each) or _NOTHING.search(each)]
    return (
        bool(quiet)
        and all(each in quiet or signs(each, reference, within) for each in told)
        and _UNQUIET.search(_NOTHING.sub("", text)) is None
    )


def tells_none(text: str, found: Clues, reference: Reference, within: str | None = None) -> bool:
    """Whether a text says that nothing happened, and nothing in it, of which `found` are the clues, tells of a matter.

    What was told before and is over by now is none. `within` is a regency that is known.
    """
    if _is_none(text, found, reference, within):
        return True
    rest = _without_what_is_over(text)
    return rest != text and _is_none(rest, clues(rest, reference, within), reference, within)


_OVER_BY_NOW = re.compile(
    r"\b(?:(?:sudah|sdh|telah|mulai) surut|(?:yang|yg) kemarin\b.*\b(?:sudah|sdh|telah))\b",
    re.IGNORECASE,
)
"""What a clause says of a matter that is over: ``Banjir yg kemarin sdh surut``."""


def _without_what_is_over(text: str) -> str:
    clauses = re.split("([.,;\n])", text)
    return "".join("" if _OVER_BY_NOW.search(clause) else clause for clause in clauses)


def _is_none(text: str, found: Clues, reference: Reference, within: str | None) -> bool:
    phase = found.guesses.get("phase")
    told = _above_signature(text, reference, within)
    return (
        (_NOTHING.search(told) is not None or _says_nothing(told, reference, within))
        and _YET.search(text) is None
        and not found.categories
        and (phase is None or phase.value != Phase.GN)
    )


_NUMBERED = re.compile(r"\W*(?:nip|nrp)\b", re.IGNORECASE)
"""How the number of an official begins."""


def _above_signature(text: str, reference: Reference, within: str | None) -> str:
    """A text without the post that signs it and, below that, a name with its rank or its number."""
    line, lines = signature(text), text.split("\n")
    if line is None or not signs(lines[line], reference, within):
        return text
    below = [each for each in lines[line + 1 :] if words(each)]
    is_named = all(_NUMBERED.match(each) or any(posted_names(each, ORDINARY)) for each in below)
    return "\n".join(lines[:line]) if is_named else text
