"""Words with the spellings of one word folded into one.

Indonesian is written with variants that no reader tells apart: izin and ijin,
provinsi and propinsi, November and Nopember, Soeharto and Suharto. What is
searched, compared or recognised is folded first; what is shown never is.
"""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’ʼ`´]")
_WORD = re.compile(r"[^\W_]+")
_VARIANTS = (
    # The spelling before 1972, still alive in names.
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    # A certificate, which has no z for many; before z and j are one.
    ("ijasah", "ijazah"),
    # Arabic loans: Achmad, Akhmad and Ahmad; syarat and sarat; dzikir and zikir.
    ("khotb", "khutb"),
    ("kh", "h"),
    ("ch", "h"),
    ("sy", "s"),
    ("dz", "z"),
    # One sound, several letters: izin, aktif, November, hoax.
    ("z", "j"),
    ("v", "p"),
    ("f", "p"),
    ("x", "ks"),
    ("q", "k"),
    # A word of every campaign, written both ways.
    ("baleho", "baliho"),
    # Loans that are written as they sound, or as they were before they were settled.
    ("resiko", "risiko"),
    ("jadual", "jadwal"),
    ("sistim", "sistem"),
    ("analisa", "analisis"),
    ("praktek", "praktik"),
    ("milyar", "miliar"),
    ("byek", "bjek"),
    ("nasehat", "nasihat"),
    ("kwitansi", "kuitansi"),
    ("detil", "detail"),
    # The policeman of a village, whose long name few write as it is.
    ("bhabin", "babin"),
)
_DOUBLED = re.compile(r"([^\W\ds])\1")
_SHORT = 4
"""Up to this length doubled letters stay: PPS and PS are two offices."""


def words(text: str) -> list[str]:
    """The words of `text`, folded, in their order. Punctuation and signs are dropped."""
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", text).casefold())
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [_fold(word) for word in _WORD.findall(plain)]


def folded(text: str) -> str:
    """The words of `text` joined by single blanks."""
    return " ".join(words(text))


@lru_cache(maxsize=1 << 14)
def _fold(word: str) -> str:
    # Sjahrani and Syahrani; within a word, as in masjid, these are two sounds.
    if word.startswith("sj"):
        word = f"sy{word[2:]}"
    for written, meant in _VARIANTS:
        word = word.replace(written, meant)
    # Massa (a crowd) and masa (a time) are two words, so ss stays.
    return word if len(word) <= _SHORT else _DOUBLED.sub(r"\1", word)
