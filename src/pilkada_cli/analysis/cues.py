"""Whether a title may say more than what happened: when, where, to how many, or that nothing did.

The patterns that read it take a tenth of a second to compile, for which the shortest entry
does not wait.
"""

import re

from pilkada_cli.domain.reference import Reference

_CUE = re.compile(
    r"[0-9\n;]|\b(?:kem[ae]r|kam[ae]r|kmr|malam|semalam|samalam|nanti|januar|februar|maret|april|agust|septem|oktob|octob"
    r"|nopem|novem|desem|decem|kelurahan|kecamatan|kabupaten|kampung|terkendali|rencana)"
    r"|\b(?:hari|tadi|td|tdi|ini|semlm|smalam|smlm|mlm|mlam|pagi|pg|siang|sg|sore|sr|petang|subuh|dini|be?sok|bsk|esok"
    r"|isuk|lusa|nn?ti|nnt|ntar|minggu|pekan|lalu|lagi|bulan|bln|tahun|jan|feb|mar|apr|mei|may|jun[ei]?|jul[iy]?|agu|aug|sept?"
    r"|okt|oct|nop|nov|des|dec|senin|sanayan|selasa|salasa|rabu|arba|kamis|jum.?a(?:ha)?t|sabtu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|tanggal|tgl|pukul|pkl|jam|jm|last|this|today|tonight|tomorrow|yesterday|morning|afternoon|evening|night|akan|sejak"
    r"|di|ds|desa|kel|kec|kab|kota|dusun|tps|rt|jl|jln|jalan|pps|ppk|dari|at|on|in|near|village|district"
    r"|nihil|aman|kondusif|nothing|no|all|quiet|tidak|tdk|tak|kada|belum|blm)\b",
    re.IGNORECASE,
)
"""Words of time, of places and of nothing."""
_WORDS = re.compile(r"\w+")


_COUNTING = frozenset(
    ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
     "seorang", "seseorang", "saurang", "saikung", "meninggal", "tewas", "gugur", "wafat",
     "died", "killed", "injured", "wounded", "hurt", "evacuated", "displaced")
)  # fmt: skip
"""Numbers in words, and what tells of one death without any, or in English of what became of some."""


def may_count(text: str) -> bool:
    """Whether a text has a number, or tells of a death: without either it counts nobody and nothing."""
    return any(map(str.isdigit, text)) or not _COUNTING.isdisjoint(_WORDS.findall(text.casefold()))


def may_say_more(title: str, reference: Reference) -> bool:
    """Whether a title has a word of time, place or quiet, or of the name of a region or district."""
    if _CUE.search(title):
        return True
    regions = (reference.province, *reference.regencies)
    names = [name for each in regions for name in (each.name, each.seat, *each.aliases)]
    names += [each.name for each in reference.district_by_code.values()]
    said = {*_WORDS.findall(title.casefold())}
    return any(not said.isdisjoint(_WORDS.findall(name.casefold())) for name in names)
