"""The words people use for times, brought into one spelling and taken apart.

Indonesian and English, official and hurried (``yg``, ``kmrn``, ``jam2``), are
rewritten by one table into words that `spoken_days` and `spoken_clock` know.
"""

import re
from dataclasses import dataclass

from pilkada_cli.exchange.spoken_clock import CLOCK, PARTS, PRAYERS, Clock, clock_of

LONGEST = 100
"""More characters than this are no time but a text."""

WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "senin sanayan sen monday mon",
            "selasa salasa sel tuesday tues tue",
            "rabu arba rab wednesday wed",
            "kamis kam thursday thurs thur thu",
            "jumat jumahat jum friday fri",
            "sabtu sab saturday sat",
            "minggu ahad sunday sun",
        )
    )
    for word in words.split()
}
"""The number of a weekday by its names, Monday 0. ``minggu`` is a week as well."""

WEEKDAY = f"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"


def is_weekday(text: str) -> bool:
    """Whether a text is the name of a weekday and no more."""
    return text.strip().casefold().removeprefix("hari ") in WEEKDAYS


NIGHTLY = ("semalam", "malamini")
"""The tenses that name a night."""

_MARKS = (
    ("['’]", ""),
    (",", " "),
    ("(?<=kira)-?2(?![0-9])", ""),
    ("@", " jam "),
    ("(?<=[0-9])-?an(?!\\S)", ""),
    (r"[.:](?![0-9])|(?<![0-9])\.", " "),
    ("(?<=[a-z])[-/](?=[a-z0-9])|(?<=[0-9])[-/](?=[a-z])", " "),
    ("(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", " "),
)

_NUMBERS = (
    "satu|one dua|two tiga|three empat|four lima|five enam|six tujuh|seven delapan|eight"
    " sembilan|nine sepuluh|ten sebelas|eleven duabelas|twelve"
)

_HASTY = (
    ("pg", "pagi"),
    ("sg", "siang"),
    ("sr", "sore"),
    ("jm", "jam"),
    ("bsk|bsok|esok", "besok"),
    ("nnti|nnt|nti|ntar", "nanti"),
    ("tdi|td", "tadi"),
    ("mlm|mlam", "malam"),
    ("semlm|smalam|smlm", "semalam"),
    ("pkl?", "pukul"),
)
"""What is left of a word that is typed in haste."""

_SAID = "pagi|siang|sore|petang|morning|afternoon|evening"

_PRAYERS = "|".join(PRAYERS)
_MONTH = "(?:jan|[fp]eb|mar|apr|mei|jun|jul|ag|sep|okt|no[vp]|des)[a-z]*"
_BARE_DAY = (
    rf"[0-9]{{1,2}}(?= (?:jam|pukul|pkl|at|dini|malam|mlm|{_SAID}|kemarin|lalu|bulan (?:ini|lalu)"
    rf"|{_PRAYERS})|$)"
)

_WORDS = (
    *_HASTY,
    ("maghrib|magrip", "magrib"),
    ("isyak|isha", "isya"),
    ("dzuhur|dhuhur|zhuhur|dzuhr|lohor", "zuhur"),
    ("ashar|asr", "asar"),
    (
        rf"(?:habis|sehabis|bada|ba da|setelah|selepas|sesudah|usai|waktu|saat)"
        rf"(?: s[ah]?[ao]lat| shalat)? ({_PRAYERS})",
        r"\1",
    ),
    ("isya ((?:tadi|td|tdi|kemarin|kmrn) )?(?:malam|mlm)", r"\1isya"),
    ("isya (semalam|malam ini)", r"\1"),
    (
        "yang|yg|pada|sekira|skira|sekitar|sakitar|skitar|sktr|skj|kira(?: kira)?|around|about|on|the|of"
        "|parak(?= (?:jam|pukul) )|o ?clock",
        "",
    ),
    ("kemaren|kamarin|kamaren|kamari|kmrn|kmren", "kemarin"),
    ("tgl", "tanggal"),
    ("bln", "bulan"),
    (rf"(?<=[0-9] )bulan(?= {_MONTH})", ""),
    (rf"kemarin tanggal ({_BARE_DAY})", r"tanggal \1 kemarin"),
    (f"tanggal(?! {_BARE_DAY})", ""),
    ("(?<=[0-9] )(?:st|nd|rd|th)", ""),
    ("at", "jam"),
    ("ags|agust", "agustus"),
    ("febuari", "februari"),
    ("dua belas", "duabelas"),
    *((names, str(number)) for number, names in enumerate(_NUMBERS.split(), start=1)),
    ("(?:jam )?half past ([0-9]{1,2})", r"jam \1:30"),
    ("setengah jam", "30 menit"),
    ("half an hour", "30 minutes"),
    ("an? (hour|day|week|month|year)", r"1 \1"),
    ("se(menit|jam|hari|minggu|pekan|bulan|tahun)", r"1 \1"),
    ("barusan|baru saja|just now", "sekarang"),
    ("dini hari", "dinihari"),
    ("tengah malam", "midnight"),
    ("tengah hari", "noon"),
    ("last night", "semalam"),
    ("tonight|malam ini", "malamini"),
    (f"({_SAID}|malam) hari(?! ini)", r"\1"),
    (f"({_SAID}) ini|this ({_SAID})", r"hari ini \1\2"),
    (f"in ({_SAID})", r"\1"),
    ("kemarin (?:lusa|dulu)", "2 hari lalu"),
    ("besok lusa|lusa", "dalam 2 hari"),
    ("silam", "lalu"),
    ("([0-9]+ [a-z]+) (?:lagi|ke ?depan|mendatang)", r"dalam \1"),
    ("(?<=[0-9] )pekan", "minggu"),
    (f"(last|next|this) ({WEEKDAY})", r"\2 \1"),
    ("(last|next|this) week", r"pekan \1"),
    ("last", "lalu"),
    ("next|mendatang", "depan"),
    ("this", "ini"),
)
"""Whole words and what they become, in this order."""

_TABLE = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        *_MARKS,
        *((rf"(?<!\S)(?:{pattern})(?!\S)", replacement) for pattern, replacement in _WORDS),
    )
)


_TIME = r"(?:(?:jam|pukul|pkl?)[ .:]{0,2})"
_RANGE = re.compile(
    rf"(?<![0-9/.:-])(?P<begin>{_TIME}[0-9]{{1,2}}(?:[.:][0-9]{{2}})?|[0-9]{{1,2}}[.:][0-9]{{2}})"
    r" ?(?:wita?|wib)?[ ,]*(?:[-–—]|s\.? ?/? ?d\b\.?|sampai(?: dengan)?\b|hingga\b|until\b|to\b) ?"
    rf"{_TIME}?(?:[0-9]{{1,2}}(?:[.:][0-9]{{2}})?(?![0-9/:-]|\.[0-9])|selesai\b)"
)
"""A span of hours, of which the beginning is meant: ``14.00 s.d. 16.00``, ``pukul 08.00-selesai``."""


def rewritten(text: str) -> str:
    """`text` in one spelling. ValueError for what is too long or holds other signs."""
    if len(text) > LONGEST:
        raise ValueError(text[:LONGEST])
    text = _RANGE.sub(r"\g<begin>", re.sub(" +", " ", text.strip().casefold()))
    if not re.fullmatch("[a-z0-9 .,:/@'’-]+", text):
        raise ValueError(text)
    for pattern, replacement in _TABLE:
        text = " ".join(pattern.sub(replacement, text).split())
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, each part empty or None where it is not said.

    `tense` is ``tadi`` (earlier), ``nanti`` (later), ``semalam`` (last night) or
    ``malamini`` (tonight); `day` are the words that remain for the day.
    """

    text: str
    tense: str
    part: str
    clock: Clock | None
    zone: str
    day: str


def take_apart(text: str) -> Said:
    """What a `rewritten` text says. ValueError where its parts contradict one another."""
    rest, zone = _take("wib|wita|wit", text)
    clock, rest = _take_clock(rest)
    if rest not in text or (zone and not clock):
        raise ValueError(text)
    rest, tense = _take("tadi|nanti|semalam|malamini", rest)
    rest, part = _take("|".join(PARTS), rest)
    parts = {part, clock.part if clock else "", "malam" if tense in NIGHTLY else ""} - {""}
    if len(parts) > 1:
        raise ValueError(text)
    return Said(text, tense, min(parts, default=""), clock, zone, rest)


def _take(words: str, text: str) -> tuple[str, str]:
    """`text` without the first of `words` that stands in it, and that word."""
    if (found := re.search(rf"(?<!\S)(?:{words})(?!\S)", text)) is None:
        return text, ""
    return _without(found, text), found[0]


def _take_clock(text: str) -> tuple[Clock | None, str]:
    """The last that is a clock: what stands before it may be a day, ``22.11 14.30``."""
    for found in reversed(list(CLOCK.finditer(text))):
        if (clock := clock_of(found)) is not None:
            return clock, _without(found, text)
    return None, text


def _without(found: re.Match[str], text: str) -> str:
    return " ".join((text[: found.start()] + text[found.end() :]).split())
