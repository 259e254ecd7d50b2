"""Licence plates of Indonesia, as people write them: ``DA 1234 XY``, ``KH-567-A``, ``B 1 RI``."""

import re

# In a message written in capitals "DA1-KWK" is a form and "KT 500 KG" a weight.
_UNITS = "KWK|KPU|TPS|DPT|PPK|PPS|RT|RW|KK|KG|KM|HA|M|ORG"
_NO_TAIL = _UNITS + "|RI"
_WORDS = "OR|GR|MG|ML|LBR|PCS|DAN|DI|KE|YG|YA|ADA|DRI|UTK|DGN|JT|RB|WIB|TH|THN"
# In small letters "da" is also how "ada" is typed, and words follow.
_NO_SMALL_TAIL = f"{_NO_TAIL}|{_WORDS}"
# Words follow few digits in capitals too, but the plates of presidents end in RI.
_NO_TAIL_OF_FEW = f"{_UNITS}|{_WORDS}|PG|AG|GN|HP|BH|LT|BLN|HR|JAM|CM|MM|SSK|SST|SSY"
_HERE = "DA|KH|KT|KU|KB"
"""The provinces of Kalimantan."""
_TWO = (
    "AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DR|DS|DT|DW|"
    "EA|EB|ED|PA|PB"
)
_ONE = "[ABDEFGHKLMNPRSTWZ]"
_ELSEWHERE = f"{_TWO}|{_ONE}"

_GAP = r"(?:[ \t\x01]{0,3}[.-]?[ \t\x01]{0,3})"
"""What people put between the parts; ``\\x01`` stands for a sign that nobody sees."""

_WRAP = r"[ \t\x01]{0,3}(?:\r?\n|\x02)[ \t\x01]{0,3}"
"""A line end between the parts; ``\\x02`` stands for one that a file wrote as an escape."""


def _letters(least: int, end: str) -> str:
    """The letters of a plate; in another line at least two."""
    free = rf"(?!(?:{_NO_TAIL}){end})"
    return rf"(?:{_GAP}{free}[A-Z]{{{least},3}}|{_WRAP}{free}[A-Z]{{2,3}}){end}"


_BLANK = r"[ \t\x01]"
_YEAR = r"(?:19|20)\d\d(?!\d)"


def _of_few(least: int) -> str:
    """The letters of a plate with few digits."""
    return rf"(?!(?:{_NO_TAIL_OF_FEW})(?!\w))[A-Z]{{{least},3}}(?!\w)"


# An army's unit, a school's number, contract workers (P3K) and the coup of 1965 (G30S) are no plates.
_NOT_BEHIND = "".join(
    f"(?<!{word} )" for word in ["TNI", "SD", "MI", "SMP", "MTS", "MTs", "SMA", "SMK"]
)
_NO_PLATE = rf"(?!P{_BLANK}?3{_BLANK}?K(?!\w)|G{_BLANK}?30{_BLANK}?S(?!\w))"
_FEW = (
    rf"(?<![^\W\d_])(?:{_HERE}){_GAP}[1-9]\d?{_GAP}{_of_few(1)}"
    rf"|(?<!\w){_NOT_BEHIND}{_NO_PLATE}(?:"
    rf"(?:{_TWO}){_BLANK}{{0,3}}(?!{_YEAR})[1-9]\d{{0,3}}{_BLANK}{{0,3}}{_of_few(1)}"
    # S1 and D3 are degrees, R2 a motorcycle: what follows apart is no part of a plate.
    rf"|{_ONE}{_BLANK}{{1,3}}(?!{_YEAR})[1-9]\d{{0,3}}{_BLANK}{{1,3}}{_of_few(1)}"
    rf"|{_ONE}{_BLANK}{{0,3}}[1-9]\d{{0,2}}{_of_few(2)}"
    rf"|{_ONE}{_GAP}[1-9]\d\d{_GAP}{_of_few(2)})"
)
_SHORT = _letters(1, r"(?![^\W\d_])")
_LONG = _letters(2, r"(?!\w)")

PLATE = re.compile(
    rf"(?<![^\W\d_])(?:{_HERE})(?:{_GAP}|{_WRAP})[1-9]\d{{2,3}}{_SHORT}"
    rf"|(?<!\w)(?:{_ELSEWHERE})(?:{_GAP}|{_WRAP})[1-9]\d{{3}}{_LONG}"
    rf"|(?<!\w)(?i:da|kh|kt){_GAP}[1-9]\d{{3}}{_GAP}"
    rf"(?!(?i:{_NO_SMALL_TAIL})(?!\w))(?:[A-Z]?[a-z]{{2,3}})(?!\w)"
    rf"|{_FEW}"
)
"""A plate: region, number, letters. With less than three digits, and on other islands than four,
only in capitals and in one line."""

LABELLED_PLATE = re.compile(
    r"(?<![^\W_])(?i:pe?lat(?: no(?:mor)?\.?)?|nopol|no(?:mor)?[. ]{1,2}pol(?:isi)?|tnkb)[ .:]{1,3}"
    rf"(?P<plate>(?i:{_HERE}|{_ELSEWHERE}){_GAP}[1-9]\d{{0,3}}(?:{_GAP}(?!(?i:{_NO_SMALL_TAIL})(?!\w))[A-Za-z]{{1,3}}(?![^\W_]))?)(?![\w/])"
)
"""A plate that is called one: without its letters too."""
