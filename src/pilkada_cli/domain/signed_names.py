"""Names with which somebody signs or says who he is: ``Salam, Fulan``, ``saya fulan ketua PPK``."""

import re
from collections.abc import Iterator
from itertools import takewhile

from pilkada_cli.domain.ordinary_words import BEHIND_ROLES
from pilkada_cli.domain.small_names import words_from

_SIGNED = re.compile(
    r"(?<![\w/-])(?:(?i:(?:was)?salam(?: (?:hormat|sehat|takzim))?|(?:best |kind |warm )?regards|sincerely"
    r"|hormat (?:kami|saya))(?: ?[,.:]+[ \n]{1,3}| ?\n{1,2})|(?i:ttd)\b ?[.,:]?[ \n]{1,3})"
    r"\(?(?=[^\W\d_a-z])"
)
"""What stands before the name of whoever wrote it."""
_ENDS = re.compile(r"\s*(?:[,.()\n]|\Z)")
"""What stands behind it, where it is no sentence that a greeting begins."""

_POST = (
    r"(?:ketua|anggota|sekretaris|kades|kepala desa|pambakal|camat|lurah|sekcam|babinsa|bhabinkamtibmas"
    r"|petugas|pengawas|panwascam|pkd|ptps|pps|ppk|kpps|linmas|warga)\b"
)
_SELF = re.compile(
    r"\b(?i:saya|ulun|kami|sy|aku) (?P<name>(?!(?i:dari|dr)\b)[^\W\d_]{2,30}(?: [^\W\d_]{2,30}){0,2}?)"
    rf" (?=(?i:{_POST}))(?P<post>(?i:{_POST})(?: [\w.]+){{0,6}}?(?= ?[,;]| (?i:mau|mohon|mhn|i[zj]in|handak"
    r"|(?:me)?lapor(?:kan)?|menyampaikan)\b))?"
)
"""How somebody says who he is; in small letters only where he goes on to say that he reports."""
_MOST = 3
"""Words of a name."""


def signed_names(text: str, ordinary: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where such names stand; the folded `ordinary` words name nobody."""
    others = ordinary | BEHIND_ROLES
    for found in _SIGNED.finditer(text):
        said = words_from(text, found.end(), others, _MOST)
        row = list(takewhile(lambda word: word[0][0].isupper(), said))
        if row and _ENDS.match(text, row[-1].end()):
            yield row[0].start(), row[-1].end()
    for found in _SELF.finditer(text):
        row = list(words_from(text, found.start("name"), others, _MOST))
        reports = found["post"] is not None or found["name"].istitle()
        if reports and row and row[-1].end() == found.end("name"):
            yield found.span("name")
