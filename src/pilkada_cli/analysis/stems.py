"""One spelling for the forms and short forms of a word, so that two tellers' words meet.

A stem is no word and is never shown. No dictionary decides where an affix ends, so what an
affix may have changed is left out too: the first letter that a nasal takes the place of
(pilih, memilih), and a k before -an and -kan (rusak, perusakan).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

SHORTEST = 4
"""Letters that are left of a word at least."""

_PREFIXES = (
    "[mp]eny(?=[aiueo])", "[mp]eng(?=[aiueoghr])", "[mp]em(?=[aiueobp])", "[mp]en(?=[aiueocdjt])",
    "(?:te|be|pe)(?=r[aiueo])", "ter|ber|per", "di|me|pe|ke|se",
)  # fmt: skip
_ENDINGS = ("nya|lah|kah", "kan", "an|i")
_BEFORE = [re.compile(rf"(?:{prefix})(?P<left>.{{{SHORTEST},}})") for prefix in _PREFIXES]
_BEHIND = [re.compile(rf"(?P<left>.{{{SHORTEST},}}?)(?:{ending})") for ending in _ENDINGS]
_TAKEN = re.compile("^[ptks](?=[aiueo])")

_SHORT = {
    "kades": ("kepala desa", "pambakal"),
    "asn": ("aparatur sipil negara", "pegawai negeri sipil", "pegawai negeri", "pns"),
    "apk": ("alat peraga kampanye",),
    "disdik": ("dinas pendidikan",),
    "dinkes": ("dinas kesehatan",),
    "kadis": ("kepala dinas",),
    "kepsek": ("kepala sekolah",),
    "medsos": ("media sosial",),
    "otk": ("orang tak dikenal", "orang tidak dikenal"),
    "timses": ("tim sukses", "tim pemenangan"),
}
_LONG = {long: short for short, every in _SHORT.items() for long in every}
_WRITTEN_OUT = re.compile(rf"\b(?:{'|'.join(sorted(_LONG, key=len, reverse=True))})\b")


def shortened(text: str) -> str:
    """A folded text with the usual short form in place of what is written out."""
    return _WRITTEN_OUT.sub(lambda found: _LONG[found[0]], text)


def written_out(text: str) -> list[tuple[str, str]]:
    """The short forms that `shortened` puts into a folded text, each with what stands there."""
    return [(_LONG[long], long) for long in _WRITTEN_OUT.findall(text)]


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """What the forms of a folded word have in common."""
    bare = _first(_BEFORE, _first(_BEHIND[:1], word))
    bare = _first(_BEHIND[1:], bare)
    if len(bare) > SHORTEST:
        bare = _TAKEN.sub("", bare)
    return bare.removesuffix("k") if len(bare) > SHORTEST else bare


def _first(affixes: Sequence[re.Pattern[str]], word: str) -> str:
    """A word without the first of these affixes that leaves enough of it."""
    found = filter(None, (affix.fullmatch(word) for affix in affixes))
    return next((match["left"] for match in found), word)
