"""To whom a message speaks: ``Izin melaporkan Bapak Kaban Kesbangpol,`` tells nothing of the matter."""

import re
from collections.abc import Collection

from pilkada_cli.domain.ordinary_words import BEHIND_OFFICES
from pilkada_cli.domain.spelling import words

_HONOURS = frozenset(
    words("dear pak bapak bpk bu ibu yth terhormat kepada kpd komandan ndan pimpinan dan serta")
)
_POSTS = frozenset(
    words(
        "kaban kabid kadis kasi kasubbid kasubid kasubbag kasubag kabag kasat kasatpol sekda sekdis"
        " sekban sekretaris gubernur wagub bupati wabup walikota wawali camat sekcam lurah kades"
        " pambakal kapolda kapolres kapolresta kapolsek wakapolres wakapolsek kasatintelkam"
        " kabagops kanit dandim danramil danrem danyon pasi kajari kajati ketua kepala wakil plt"
        " plh pj pjs"
    )
)
_OFFICES = frozenset(
    words(
        "badan dinas bidang kesbangpol bakesbangpol kewaspadaan nasional politik dalam negeri"
        " kesatuan bangsa satpol pp kpu bawaslu polres polsek kodim koramil kab kabupaten kota kec"
        " kecamatan prov provinsi daerah intel intelkam"
    )
)
_MOST_NAMES = 3
"""Words of a name or a place behind a post."""

_SPOKEN = re.compile(r"[^\W_]+(?:['’ʼ`´.][^\W_]+)*")
_OF_HIM = r"(?:di(?!lapor|sampai|info|berita)|ter)[a-z]{4}|(?:meninggal|tewas|wafat|hilang|sakit|pingsan)\b"
_TOLD_OF = re.compile(rf"\W*(?:{_OF_HIM})")
"""What follows on a person that is not spoken to but of."""

_HONOUR = r"(?:(?:kepada|kpd|yth|pak|bapak|bpk|bu|ibu)\b[\s.:]*)"
_POST = "|".join(sorted(_POSTS | _OFFICES, key=len, reverse=True))
SPOKEN_TO = (
    rf"(?:{_HONOUR}+(?:(?:{_POST})\b[\s./]*)+"
    rf"(?:(?<=\s)(?!{_OF_HIM})(?=(?-i:[a-z]))|[,:!]+\s*(?!{_OF_HIM})"
    rf"|(?<=\.\s)(?<!\bkab\.\s)(?<!\bkec\.\s)(?<!\bprov\.\s)(?!{_OF_HIM})))"
)
"""A post with its honours, before a comma or before what goes on in small letters."""


def addresses(line: str, greetings: Collection[str], *, alone: bool) -> bool:
    """Whether a line says only to whom it speaks; `greetings` are folded words that may stand in it.

    Of what is not `alone` in its line a name behind an honour is nobody spoken to:
    ``Pak Fulan, ketua KPPS, sakit``.
    """
    written = _SPOKEN.findall(line)
    folded = ["".join(words(word)) for word in written]
    known = [n for n, word in enumerate(folded) if word in greetings or word in _HONOURS]
    if not known or known[0] != 0:
        return False
    at = 0
    while at < len(folded) and (
        folded[at] in greetings or folded[at] in _HONOURS | _POSTS | _OFFICES
    ):
        at += 1
    spoken = set(folded[:at])
    if spoken.isdisjoint(_HONOURS):
        return False
    return at == len(folded) or _are_names(
        line, written[at:], posted=bool(spoken & _POSTS), alone=alone, after=folded[at - 1]
    )


def _are_names(line: str, rest: list[str], *, posted: bool, alone: bool, after: str) -> bool:
    """Whether the words behind honours and posts are those of a name or a place."""
    if after not in _HONOURS | _POSTS | _OFFICES or len(rest) > _MOST_NAMES:
        return False
    if not (posted or alone) or any(_TOLD_OF.match(word.casefold()) for word in rest):
        return False
    if line.rstrip(" *_").endswith(","):
        return all(word[0].isupper() or word[0].isdigit() for word in rest)
    short = all(word.isupper() and len(word) <= 5 for word in rest)
    return posted and short and not line.isupper()


def names_whom(text: str, *, begun: bool) -> bool:
    """Whether words of a letter say only whom it goes to: ``Kepala Badan Kesbangpol HST di Barabai``.

    Where they follow ``Yth.`` or its like, it has `begun`, and needs no post.
    """
    written = _SPOKEN.findall(text)
    folded = ["".join(words(word)) for word in written]
    known = _HONOURS | _POSTS | _OFFICES
    at = next((n for n, word in enumerate(folded) if word not in known), len(folded))
    rest = written[at:]
    where = next((n for n, word in enumerate(rest) if word.casefold() == "di"), len(rest))
    parts = [
        [w for w in part if w.casefold() not in known] for part in (rest[:where], rest[where + 1 :])
    ]
    named = [word for part in parts for word in part]
    small = any(word[0].islower() for word in named)
    if not (at or begun) or max(map(len, parts)) > (1 if small else _MOST_NAMES):
        return False
    if any(map(_tells, named)):
        return False
    return not small or (begun and not _HONOURS.issuperset(folded[:at]))


def _tells(word: str) -> bool:
    """Whether a word tells of a person or an office what became of them."""
    return _TOLD_OF.match(word.casefold()) is not None or word.casefold() in BEHIND_OFFICES


def speaks_of(text: str) -> bool:
    """Whether a text goes on about a person who was named before it: ``dipukul warga``."""
    return _TOLD_OF.match(text) is not None
