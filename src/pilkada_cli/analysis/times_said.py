"""Where a message tells days and times; what they mean is for the reader of dates to say."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from pilkada_cli.domain.form_labels import Label, labels

_MONTH = (
    "(?:jan(?:uar[iy])?|[fp]eb(?:ruar[iy])?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ei]?|jul[iy]?"
    "|agu(?:stus|st)?|ags|agt|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?"
    "|de[sc](?:ember)?)"
)
_WEEKDAY = (
    "(?:senin|sanayan|selasa|salasa|rabu|arba(?!['’])|kamis|jum['’]?a(?:ha)?t|sabtu|ahad"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_PART = (
    "(?:dini ?hari|subuh|pagi|siang|sore|petang|malam|mlm|mlam|(?-i:[Pp]g|[Ss][gr])"
    "|morning|afternoon|evening|night)"
)
_YESTERDAY = "(?:kemarin|kemaren|kamarin|kamaren|kamari|kmrn|kmren|yesterday)"
_TOMORROW = "(?:besok|esok|bsk|bsok|tomorrow)"
_LATER = "(?:nanti|nnti|nnt|nti|ntar)"
_HOUR = r"(?:pukul|pkl|jam|jm|pk(?=[ .:]{1,3}\d{1,2}[.:]\d\d(?!\d)))"
_NUMERAL = "(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|duabelas)"
_IN_WORDS = rf"{_NUMERAL}\b(?: belas\b| puluh\b(?: {_NUMERAL}\b)?)?"
_JOIN = r" ?(?:[-–—/&]|s\.? ?/? ?d\b\.?|sampai(?: dengan)?|hingga|dan) ?(?:(?:tanggal|tgl\.?) ?)?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_NAMED_MONTH = (
    rf"{_ORDINAL}[ -](?:of |(?:bulan|bln)\.? )?{_MONTH}\b\.?(?:,?[ -]20\d\d\b)?"
    rf"|{_MONTH} {_ORDINAL},? 20\d\d\b"
)
_DATED = (
    r"20\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:20)?\d\d|\d{1,2}-\d{1,2}-(?:20)?\d\d"
    rf"|\d{{1,2}}\.(?:0?[1-9]|1[0-2])\.(?:20)?\d\d|{_NAMED_MONTH}"
)
_FIGURES = rf"\d{{1,2}}[/-]\d{{1,2}}(?! ?{_MONTH}\b)"
_NUMBER = (
    rf"(?:tanggal|tgl\.?) ?\d{{1,2}}(?![./-]?\d| ?{_MONTH}\b|{_JOIN}\d| ?(?:bulan|bln)\.? {_MONTH})"
)
_LONE = r"\d{1,2}/(?:0[1-9]|1[0-2])|(?:(?<=\()|(?<=, ))\d{1,2}/\d{1,2}(?=[),.;:]|\s*$)"
"""Two figures that are a day and a month, though no word says so."""
_ABOUT = "(?:sekitar|sakitar|skitar|sktr|sekira|skira|skj|kira[- ]kira|kira2|kurang lebih|parak|about|around|±)"
_GAP = r"[ \t,(/]{1,3}"
_FIGURES_BEHIND = rf"{_GAP}(?:(?:tanggal|tgl\.?) ?)?(?:{_DATED}|{_FIGURES})|{_GAP}{_NUMBER}"

_SOME = "(?:[0-9]{1,2} ?|se|(?:satu|dua|tiga|empat|lima|enam|tujuh) )"
_FROM_NOW = (
    rf"hari ini|today|{_YESTERDAY}[ ,(]{{1,3}}{_NUMBER}|{_YESTERDAY}(?: lusa| dulu| {_PART})?"
    rf"|(?:tadi|td|tdi|{_LATER}) {_PART}|{_PART} (?:tadi|td|tdi|ini|{_LATER}|{_YESTERDAY})"
    rf"|{_LATER}(?=(?: (?:{_ABOUT}|pada))? {_HOUR}\b)"
    "|(?<!hari )(?:semalam|semlm|smalam|smlm)|last night|tonight|this (?:morning|afternoon|evening)"
    rf"|(?:{_TOMORROW} )?lusa|{_TOMORROW}(?: {_PART})?"
    rf"|{_SOME}(?:hari|minggu|pekan) (?:(?:yang|yg) )?lalu|{_SOME}jam (?:(?:yang|yg) )?lalu|{_SOME}hari lagi"
    "|(?:minggu|pekan) (?:lalu|kemarin|depan)"
)
_ON_WEEKDAY = (
    rf"(?:(?:(?:hari )?(?:{_WEEKDAY}|minggu) )?(?:malam|mlm|mlam) (?:hari )?(?:{_WEEKDAY}|minggu))"
    rf"|(?:(?:(?:hari|last) )?{_WEEKDAY}|hari minggu|(?-i:Minggu)(?=[ ,(]+(?:{_PART}|tanggal|tgl|\d)))"
    rf"(?: (?:lalu|kemarin|ini|depan|{_PART}))?"
)
_DAY = (
    rf"(?:{_ON_WEEKDAY})(?:{_FIGURES_BEHIND})?"
    rf"|(?:tanggal|tgl\.?) ?(?:{_DATED}|{_FIGURES})"
    rf"|{_NUMBER}(?: (?:{_YESTERDAY}|(?:(?:yang|yg) )?lalu|(?:bulan|bln) (?:ini|lalu)))?(?: {_PART})?"
    rf"|(?:{_DATED})(?: {_PART})?"
)
_UNTIL = (
    r"(?:,? ?(?:[-–—]|s\.? ?/? ?d\b\.?|sampai(?: dengan)?\b|hingga\b) ?(?:(?:pukul|jam|pkl?\.?) ?)?"
    rf"(?:\d{{1,2}}(?:[.:]\d\d)?\b(?![/-]| ?{_MONTH}\b)|selesai\b))?"
)
_CLOCK = (
    rf"(?>(?:{_HOUR}[ .:]{{0,3}}(?:setengah )?(?:\d{{1,2}}(?:[.:]\d\d|-?an\b)?|{_IN_WORDS})"
    r"|at \d{1,2}(?:[.:]\d\d| ?[ap]m\b)(?: [ap]m\b)?|\d{1,2}(?:[.:]\d\d ?)?[ap]m\b"
    rf"|\d{{1,2}}[.:]\d\d(?={_UNTIL} ?wit?[ab]?\b))"
    rf"(?: ?(?:wita|wib|wit)\b)?{_UNTIL}"
    rf"(?: {_PART}(?! (?:tadi|td|tdi|ini|{_LATER})\b))?(?: ?(?:wita|wib|wit)\b)?)"
    r"(?! ?(?:[-–—]|s\.?/?d\.?|sampai|hingga) ?(?:(?:pukul|jam) )?\d)"
)
_CLOCK_BEHIND = (
    rf"{_CLOCK}|\d{{1,2}} [ap]m\b|\d{{1,2}}[.:]\d\d(?![.:]?\d|[/-])"
    r"(?! ?(?:juta|jt|ribu|rb|miliar|persen|%|[ck]?m\b|meter|kg|ton|ha\b|liter))"
)
"""Behind a day figures alone are a time as well: ``24/11/2024 21.30``."""
_BETWEEN = rf"[ \t,)]{{1,3}}(?:(?:{_ABOUT}|pada) ?)?"

_SAID = re.compile(
    r"(?<![\w/.:-])(?:"
    rf"(?:(?P<from_now>{_FROM_NOW})(?P<figures>{_FIGURES_BEHIND})?|(?P<day>{_DAY}"
    rf"|{_FIGURES}(?={_BETWEEN}(?:{_HOUR}|\d{{1,2}}[.:]\d\d)))|(?P<lone>{_LONE}))"
    rf"(?:{_BETWEEN}(?P<clock>{_CLOCK_BEHIND}))?"
    rf"|(?P<clock_first>{_CLOCK})(?: (?P<then>{_FROM_NOW}|{_LATER}))?"
    r")(?![\w/-])",
    re.IGNORECASE | re.MULTILINE,
)
_WITH_MONTH = re.compile(f"{_DATED}|{_FIGURES}", re.IGNORECASE)
_VAGUE = (
    rf"(?:(?:{_NUMERAL}|beberapa) )?(?:jam|hari|hr|malam|mlm|minggu|mgg|pekan|bulan|bln|tahun|thn|waktu)"
    rf" (?:(?:(?:yang|yg) )?(?:lalu|silam)|tadi|{_YESTERDAY})"
    rf"|(?:awal|pertengahan|akhir) (?:bulan|bln|{_MONTH})|(?:bulan|bln) {_MONTH}|{_MONTH} (?:lalu|{_YESTERDAY})"
    "|(?:hari|malam) ini|tempo hari|kamarian(?: tadi)?|samalam|isuk(?:an)?"
    "|(?:(?<=pada )|(?<=saat ))hari[ -]?h"
)
"""What tells of another day and not for sure of which; ``samalam`` is yesterday in Banjar, or last night."""
_LOOKS_LIKE_A_DAY = re.compile(
    rf"(?<![\w/.:-])(?:(?:(?:tanggal|tgl\.?) ?)?\d{{1,2}}(?:{_JOIN}\d{{1,2}}){{0,4}}[ -](?:(?:bulan|bln)\.? )?{_MONTH}\b"
    rf"|(?:tanggal|tgl\.?) ?\d[\d/.-]*(?:{_JOIN}\d[\d/.-]*)?|{_VAGUE}|h ?[-+] ?\d{{1,2}}(?! (?:harus|wajib|sudah|sdh)\b)|on {_MONTH} {_ORDINAL})(?!\w)",
    re.IGNORECASE,
)

_DOCUMENT = (
    r"(?:pkpu|perbawaslu|uu|undang-undang|perp\w+|keppres|inpres|perda|perbup|pergub|permen\w+|kepmen\w+"
    r"|peraturan|keputusan|putusan|instruksi|edaran|surat(?! ?suara)|sk|sprin|radiogram|nota dinas"
    r"|berita acara|laporan polisi)\b(?: (?-i:[A-Z])\w+){0,4}[ .:]*(?:no(?:mor)?\b|tahun|thn|\d)"
    r"(?:[ ./:-]*(?:tahun|thn|tentang|(?-i:[A-Z])\w*|\w*\d\w*)){0,10}"
)
"""What bears a date that is its own: ``PKPU No 13 Tahun 2024 tgl 20 September``."""
# What is told of another day than that of the matter.
_OF_ANOTHER = re.compile(
    rf"\b(?:{_DOCUMENT}|[bt]ertanggal|dated|pemungutan suara|pencoblosan|pilkada|pemilihan|pilgub"
    r"|(?<!pada )(?<!saat )hari[ -]?h|surat|nomor|no|keputusan|putusan|undangan|jadwal\w*|menjelang|jelang|sebelum|sampai|hingga|s\.?/?d|paling lambat"
    r"|paling lama|batas\w*|target(?: \w+)?|until|before|every|setiap|tiap|s[ah]?[ao]lat|shalat|ibadah)\b[\W_]*"
    r"(?:(?:ulang|serentak|dengan|pada|hari|tanggal|tgl)\b\W*)*$"
    r"|\d ?(?:dan|&|,) ?$",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    r"\b(?:rt|rw|tps|km|paslon|pasangan|calon|kandidat|urut|lawan|vs|desa|ds|blok|pasal|skor|ukuran"
    r"|jl|jalan)[ .:]*$",
    re.IGNORECASE,
)
"""What a number follows that is no day, nor counts any: ``paslon 2 minggu lalu``."""
_MARKET = re.compile(r"\bpasar $", re.IGNORECASE)
_OF_MARKET = re.compile(f"(?:{_WEEKDAY}|minggu|malam|mlm)", re.IGNORECASE)
"""What names a market and no day: ``Pasar Kamis``, ``Pasar Malam``."""
_NUMBER_FIRST = re.compile(rf"\d|{_NUMERAL}\b", re.IGNORECASE)
_THESE = re.compile(rf"(?:hari|malam) ini|{_YESTERDAY}", re.IGNORECASE)
_NOT_OF_ONE_DAY = re.compile(
    rf"(?:\b(?:sudah|sdh|udah|telah|tlh|selama|dalam) {_SOME}|\bbeberapa |^{_SOME}"
    rf"|\b(?:(?:{_SOME}|beberapa )hari|bulan|bln|tahun|thn|{_MONTH}) )$",
    re.IGNORECASE,
)
"""What makes ``hari ini`` and ``kemarin`` no one day: ``sudah 2 hari ini``, ``bulan kemarin``."""
# What is told of the time when the matter was over.
_OF_THE_END = re.compile(
    r"\b(?:selesai|berakhir|bubar|membubarkan diri|dibubarkan|padam|dipadamkan|surut|kondusif)\b[\W_]*"
    r"(?:(?:pada|sekitar|sekira|sktr|kembali|oleh|petugas|hari|tanggal|tgl)\b\W*)*$",
    re.IGNORECASE,
)
# What is told of the time when it was reported or dealt with, unless what it was follows.
_OF_THE_REPORT = re.compile(
    r"\b(?:(?:(?:sudah|sdh|telah|tlh) (?:me)?|di ?)lapor(?:kan)?|melapor ke|per|diketahui|ketahuan|diterima|diinformasikan|diserahkan|dilimpahkan|reported"
    r"|dikoordinasikan|diganti|ditangani|diatasi|diperbaiki|dipulihkan"
    r"|(?:laporan|info(?:rmasi)?|kabar) (?:itu |ini |tersebut )?masuk)\b[\W_]*"
    r"(?:(?:pada|sekitar|sekira|sktr|kembali|oleh|ke|dgn|dengan|petugas|piket|hari|tanggal|tgl|at"
    r"|(?-i:[A-Z])\w+)\b\W*)*$",
    re.IGNORECASE,
)
_WHAT_IT_WAS = re.compile(
    r"[ ,]*(?:(?:bahwa|telah|tlh|sudah|sdh) )*(?:terjadi|tjd|ada|adanya)\b", re.IGNORECASE
)
# What is told of the time since when a thing stood that the matter befell.
_SINCE = re.compile(
    r"\b(?:dipasang|terpasang|terpampang|didirikan|berdiri)\b(?:[^.;]*\bsejak\b)?"
    r"\W*(?:(?:pada|hari|tanggal|tgl)\b\W*)*$",
    re.IGNORECASE,
)
_IN_FULL = re.compile(rf"(?:{_ON_WEEKDAY}){_FIGURES_BEHIND}", re.IGNORECASE)
_LOOKED_BACK = 60


class TimeSaid(NamedTuple):
    """A day, a time of day or both, each as the reader of dates takes it, empty for none.

    `words` are those of the text. `from_now` says that it depends on the day on
    which it was said, `afterwards` that it is when the matter was over or was reported,
    `reported` the latter, `labelled` that a form gives it as the time of the matter.
    """

    day: str
    clock: str
    words: str
    from_now: bool
    afterwards: bool = False
    reported: bool = False
    labelled: bool = False


def times(text: str) -> Iterator[TimeSaid]:
    """The days and times that a text tells of the matter, in its order.

    Those of deadlines, of voting and of documents are left out, and behind one in full,
    with weekday and hour, those since when a thing stood.
    """
    kinds, in_full = list(labels(text.split("\n"))), False
    for found in _of_the_matter(text):
        line = _before(text, found)
        if in_full and _SINCE.search(line):
            continue
        in_full |= bool(found["clock"] and _IN_FULL.match(found["day"] or ""))
        it_follows = _WHAT_IT_WAS.match(text, found.end()) is not None
        reported = _OF_THE_REPORT.search(line) is not None and not it_follows
        after = reported or _OF_THE_END.search(line) is not None
        labelled = kinds[text.count("\n", 0, found.end())] == Label.TIME
        for each in _told(found):
            yield each._replace(afterwards=after, reported=reported, labelled=labelled)


def days_unread(text: str) -> Iterator[str]:
    """What looks like a day of the matter and is not among its `times`: ``21 s/d 23 Nop``, ``H-3``."""
    read = [found.span() for found in _of_the_matter(text)]
    for found in _LOOKS_LIKE_A_DAY.finditer(text):
        at = bisect_right(read, found.start(), key=itemgetter(1))
        is_read = at < len(read) and read[at][0] < found.end()
        if not is_read and not _OF_ANOTHER.search(_before(text, found)):
            yield " ".join(found[0].split())


def _of_the_matter(text: str) -> Iterator[re.Match[str]]:
    for found in _SAID.finditer(text):
        line = _before(text, found)
        if not (_OF_ANOTHER.search(line) or _is_of_other_things(found, line)):
            yield found


def _is_of_other_things(found: re.Match[str], line: str) -> bool:
    """Whether what stands before a match in its `line` makes its number or its day another thing."""
    if found["from_now"] and _THESE.match(found[0]):
        return _NOT_OF_ONE_DAY.search(line) is not None
    if found["day"] and _OF_MARKET.match(found["day"]) and _MARKET.search(line):
        return True
    numbered = found["lone"] or (found["from_now"] and _NUMBER_FIRST.match(found[0]))
    return bool(numbered) and _NO_DAY.search(line) is not None


def _before(text: str, found: re.Match[str]) -> str:
    """What stands before a match in its line."""
    return text[max(0, found.start() - _LOOKED_BACK) : found.start()].rpartition("\n")[2]


def _told(found: re.Match[str]) -> Iterator[TimeSaid]:
    """A match, in two where it says the same day twice: ``kemarin (21/11)``."""
    day = found["from_now"] or found["day"] or found["lone"] or found["then"] or ""
    clock, words = found["clock"] or found["clock_first"] or "", " ".join(found[0].split())
    if words.count("(") > words.count(")"):
        words += ")"
    yield TimeSaid(_plain(day), _plain(clock), words, from_now=_WITH_MONTH.search(day) is None)
    if figures := _plain((found["figures"] or "").lstrip(" \t,(/")):
        yield TimeSaid(figures, "", words, from_now=_WITH_MONTH.search(figures) is None)


def _plain(said: str) -> str:
    """Without the brackets that stand between weekday and date."""
    return " ".join(said.replace("(", " ").replace(")", " ").split())
