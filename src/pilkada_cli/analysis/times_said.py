"""Where a message tells days and times; what they mean is for the reader of dates to say."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pilkada_cli.domain.form_labels import Label, labels

_MONTH = (
    "(?:jan(?:uari)?|[fp]eb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|agu(?:stus|st)?|ags|agt"
    "|sept?(?:ember)?|okt(?:ober)?|no[vp](?:ember)?|des(?:ember)?)"
)
_WEEKDAY = "(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|ahad)"
_PART = "(?:dini ?hari|subuh|pagi|siang|sore|petang|malam|mlm|mlam)"
_NAMED_MONTH = rf"\d{{1,2}}[ -]{_MONTH}\b\.?(?:[ -]20\d\d\b)?"
_DATED = (
    r"20\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:20)?\d\d|\d{1,2}-\d{1,2}-(?:20)?\d\d"
    rf"|\d{{1,2}}\.\d{{1,2}}\.20\d\d|{_NAMED_MONTH}"
)
_FIGURES = r"\d{1,2}[/-]\d{1,2}"
_GAP = r"[ \t,(/]{1,3}(?:(?:tanggal|tgl\.?) ?)?"

_SOME = "(?:[0-9]{1,2} ?|se|(?:satu|dua|tiga|empat|lima|enam|tujuh) )"
_FROM_NOW = (
    rf"hari ini|(?:kemarin|kemaren|kamarin|kmrn|kmren)(?: lusa| dulu| {_PART})?|(?:tadi|td|tdi) {_PART}"
    rf"|{_PART} (?:tadi|ini)|(?<!hari )(?:semalam|semlm|smalam|smlm)|(?:besok|esok)(?: {_PART})?|lusa"
    rf"|{_SOME}(?:hari|minggu|pekan) (?:(?:yang|yg) )?lalu|{_SOME}hari lagi"
    "|(?:minggu|pekan) (?:lalu|kemarin|depan)"
)
_ON_WEEKDAY = (
    rf"malam (?:hari )?(?:{_WEEKDAY}|minggu)"
    rf"|(?:(?:hari )?{_WEEKDAY}|hari minggu|(?-i:Minggu)(?=[ ,(]+(?:{_PART}|tanggal|tgl|\d)))"
    rf"(?: (?:lalu|kemarin|ini|depan|{_PART}))?"
)
_DAY = (
    rf"(?:{_ON_WEEKDAY})(?:{_GAP}(?:{_DATED}|{_FIGURES}))?"
    rf"|(?:tanggal|tgl\.?) ?(?:{_DATED}|{_FIGURES})"
    rf"|(?:{_DATED})(?: {_PART})?"
)
_UNTIL = (
    r"(?:,? ?(?:[-–—]|s\.? ?/? ?d\b\.?|sampai(?: dengan)?\b|hingga\b) ?(?:(?:pukul|jam|pkl\.?) ?)?"
    rf"(?:\d{{1,2}}(?:[.:]\d\d)?\b(?![/-]| ?{_MONTH}\b)|selesai\b))?"
)
_CLOCK = (
    r"(?>(?:(?:pukul|pkl|jam)[ .:]{0,3}(?:setengah )?\d{1,2}(?:[.:]\d\d)?"
    rf"|\d{{1,2}}[.:]\d\d(?={_UNTIL} ?wit?[ab]?\b))"
    rf"(?: ?(?:wita|wib|wit)\b)?{_UNTIL}"
    rf"(?: {_PART})?(?: ?(?:wita|wib|wit)\b)?)"
    r"(?! ?(?:[-–—]|s\.?/?d\.?|sampai|hingga) ?(?:(?:pukul|jam) )?\d)"
)
_BETWEEN = r"[ \t,)]{1,3}(?:(?:sekitar|sekira|sktr|kira-kira|kurang lebih|pada|±) ?)?"

_SAID = re.compile(
    r"(?<![\w/.:-])(?:"
    rf"(?:(?P<from_now>{_FROM_NOW})(?:{_GAP}(?P<figures>{_DATED}|{_FIGURES}))?|(?P<day>{_DAY}"
    rf"|{_FIGURES}(?={_BETWEEN}(?:pukul|pkl|jam|\d{{1,2}}[.:]\d\d))))"
    rf"(?:{_BETWEEN}(?P<clock>{_CLOCK}))?"
    rf"|(?P<clock_first>{_CLOCK})(?: (?P<then>{_FROM_NOW}))?"
    r")(?![\w/-])",
    re.IGNORECASE,
)

# What is told of another day than that of the matter.
_OF_ANOTHER = re.compile(
    r"\b(?:pemungutan suara|pencoblosan|pilkada|pemilihan|pilgub|hari-?h|surat|nomor|no|keputusan"
    r"|putusan|undangan|jadwal\w*|menjelang|jelang|sebelum|sampai|hingga|s\.?/?d|paling lambat"
    r"|paling lama|batas\w*|setiap|tiap|s[ah]?[ao]lat|shalat|ibadah|pasar)\b[\W_]*"
    r"(?:(?:ulang|serentak|dengan|pada|hari|tanggal|tgl)\b\W*)*$"
    r"|\d ?(?:dan|&|,) ?$",
    re.IGNORECASE,
)
# What is told of the time when the matter was over, or when it was reported.
_OF_AFTERWARDS = re.compile(
    r"\b(?:dilaporkan|diterima|diinformasikan"
    r"|(?:laporan|info(?:rmasi)?|kabar) (?:itu |ini |tersebut )?masuk"
    r"|selesai|berakhir|bubar|membubarkan diri|dibubarkan|padam|dipadamkan|surut|kondusif)\b[\W_]*"
    r"(?:(?:pada|sekitar|sekira|sktr|kembali|oleh|ke|petugas|piket|hari|tanggal|tgl)\b\W*)*$",
    re.IGNORECASE,
)
_LOOKED_BACK = 60


class TimeSaid(NamedTuple):
    """A day, a time of day or both, each as the reader of dates takes it, empty for none.

    `words` are those of the text. `from_now` says that it depends on the day on
    which it was said, `afterwards` that it is when the matter was over or was reported,
    `labelled` that a form gives it as the time of the matter.
    """

    day: str
    clock: str
    words: str
    from_now: bool
    afterwards: bool = False
    labelled: bool = False


def times(text: str) -> Iterator[TimeSaid]:
    """The days and times that a text tells of the matter, in its order.

    Those of deadlines, of voting and of documents are left out.
    """
    kinds = list(labels(text.split("\n")))
    for found in _SAID.finditer(text):
        before = text[max(0, found.start() - _LOOKED_BACK) : found.start()]
        line = before.rpartition("\n")[2]
        if not _OF_ANOTHER.search(line):
            afterwards = _OF_AFTERWARDS.search(line) is not None
            labelled = kinds[text.count("\n", 0, found.end())] == Label.TIME
            for each in _told(found):
                yield each._replace(afterwards=afterwards, labelled=labelled)


def _told(found: re.Match[str]) -> Iterator[TimeSaid]:
    """A match, in two where it says the same day twice: ``kemarin (21/11)``."""
    day = found["from_now"] or found["day"] or found["then"] or ""
    clock, words = found["clock"] or found["clock_first"] or "", " ".join(found[0].split())
    if words.count("(") > words.count(")"):
        words += ")"
    dated = re.search(f"{_DATED}|{_FIGURES}", day, re.IGNORECASE)
    yield TimeSaid(_plain(day), _plain(clock), words, from_now=dated is None)
    if found["figures"]:
        yield TimeSaid(_plain(found["figures"]), "", words, from_now=False)


def _plain(said: str) -> str:
    """Without the brackets that stand between weekday and date."""
    return " ".join(said.replace("(", " ").replace(")", " ").split())
