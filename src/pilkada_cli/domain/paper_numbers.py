"""Numbers of a person's papers that only their form or the word before them tells of: NPWP, SIM, day of birth."""

import re
from collections.abc import Iterator

from pilkada_cli.domain.personal_spans import Kind, Span

GAP = r"[ .\x01-]{0,2}"
"""What people put between the digits; ``\\x01`` stands for a sign that nobody sees."""
LABELLED = r"(?![^\W\d_])[ .:/\x01-]{0,3}(?:(?i:no|nomor)[ .:]{0,3})?"
"""What may stand between the word and its number."""
_NPWP = re.compile(
    r"(?<![\d.])(?P<formed>\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3})(?!\.?\d)"
    rf"|(?<![^\W_])(?i:npwp){LABELLED}(?P<labelled>\d(?:{GAP}\d){{14,15}})(?!\d)"
)
_LICENCE = re.compile(
    r"(?<![^\W_])(?i:sim(?: ?(?:[abc](?:1|2|ii?)?(?: umum)?|d))?)"
    rf"{LABELLED}(?P<labelled>(?!0|628)\d(?:{GAP}\d){{11,13}})(?!\d)"
)
_PLACE = r"(?:(?:di )?[A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{2,20})?[ ,]{1,2}|[a-z]{3,20}, ?)?"
_BIRTH = re.compile(
    r"(?<![^\W_])(?<![Hh]ari )(?<!HARI )(?:(?:[Kk]e)?[Ll]ahir(?:an)?|(?:KE)?LAHIR(?:AN)?|[Ll]hr|LHR|[Tt][Tt][Ll])(?![^\W\d_])"
    rf"[ .:/]{{0,3}}{_PLACE}(?:pada )?(?:(?i:tgl|tanggal)[ .:]{{1,3}})?"
    r"(?P<labelled>\d{1,2}[ ./-]{1,3}(?:\d{1,2}|[A-Za-z]{3,9})[ ./-]{1,3}(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
)
_BESIDE_NAME = re.compile(
    r"(?:[^\W\d_]|\])[.,]? ?\([A-Za-z][A-Za-z .]{2,30}[ ,/]{1,3}"
    r"(?P<labelled>\d{1,2}[ ./-]{1,3}(?:\d{1,2}|[A-Za-z]{3,9})[ ./-]{1,3}(?:19[3-9]\d|200[0-7]))(?!\d)"
)
"""A place and a day in brackets behind a name or its mask, of a year in which the youngest voters of 2024 were born, or before."""


def paper_numbers(plain: str) -> Iterator[Span]:
    """Where such numbers stand in a text made plain, without the word before them."""
    for match in _NPWP.finditer(plain):
        yield *match.span(str(match.lastgroup)), Kind.NPWP
    for match in _LICENCE.finditer(plain):
        yield *match.span("labelled"), Kind.LICENCE
    for pattern in (_BIRTH, _BESIDE_NAME):
        for match in pattern.finditer(plain):
            yield *match.span("labelled"), Kind.BIRTH
