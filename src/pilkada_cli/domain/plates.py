"""Licence plates of Indonesia, as people write them: ``DA 1234 XY``, ``KH-567-A``, ``B1234XYZ``."""

import re

# In a message written in capitals "DA1-KWK" is a form and "KT 500 KG" a weight.
_NO_TAIL = "KWK|KPU|TPS|DPT|PPK|PPS|RI|RT|RW|KK|KG|KM|HA|M|ORG"
# In small letters "da" is also how "ada" is typed, and words follow.
_NO_SMALL_TAIL = _NO_TAIL + "|OR|GR|MG|ML|LBR|PCS|DAN|DI|KE|YG|YA|ADA|DRI|UTK|DGN|JT|RB|WIB|TH|THN"
_HERE = "DA|KH|KT|KU|KB"
"""The provinces of Kalimantan."""
_ELSEWHERE = (
    "AA|AB|AD|AE|AG|BA|BB|BD|BE|BG|BH|BK|BL|BM|BN|BP|DB|DC|DD|DE|DG|DH|DK|DL|DM|DN|DR|DS|DT|DW|"
    "EA|EB|ED|PA|PB|[ABDEFGHKLMNPRSTWZ]"
)

_GAP = r"(?:[ \t\x01]{0,3}[.-]?[ \t\x01]{0,3})"
"""What people put between the parts; ``\\x01`` stands for a sign that nobody sees."""

_WRAP = r"[ \t\x01]{0,3}(?:\r?\n|\x02)[ \t\x01]{0,3}"
"""A line end between the parts; ``\\x02`` stands for one that a file wrote as an escape."""


def _letters(least: int, end: str) -> str:
    """The letters of a plate; in another line at least two."""
    free = rf"(?!(?:{_NO_TAIL}){end})"
    return rf"(?:{_GAP}{free}[A-Z]{{{least},3}}|{_WRAP}{free}[A-Z]{{2,3}}){end}"


_SHORT = _letters(1, r"(?![^\W\d_])")
_LONG = _letters(2, r"(?!\w)")

PLATE = re.compile(
    rf"(?<![^\W\d_])(?:{_HERE})(?:{_GAP}|{_WRAP})[1-9]\d{{2,3}}{_SHORT}"
    rf"|(?<!\w)(?:{_ELSEWHERE})(?:{_GAP}|{_WRAP})[1-9]\d{{3}}{_LONG}"
    rf"|(?<!\w)(?i:da|kh|kt){_GAP}[1-9]\d{{3}}{_GAP}"
    rf"(?!(?i:{_NO_SMALL_TAIL})(?!\w))(?:[A-Z]?[a-z]{{2,3}})(?!\w)"
)
"""A plate: region, number, letters. Those of other islands only with four figures."""
