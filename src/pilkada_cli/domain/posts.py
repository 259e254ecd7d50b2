"""Offices and posts that report, and lines that say of a matter only which of them tells it."""

import re
from collections.abc import Sequence

from pilkada_cli.domain.abbreviations import SHORTENED
from pilkada_cli.domain.ordinary_words import BEHIND_ROLES, ORDINARY
from pilkada_cli.domain.small_names import is_done
from pilkada_cli.domain.spelling import words

POSTS = frozenset(
    words(
        "ppk pps kpps kpu kpud bawaslu panwascam panwaslu panwaslucam pkd ptps pengawas kesbangpol"
        " bakesbangpol camat lurah kades pambakal sekcam kelurahan desa kecamatan babinsa koramil"
        " danramil kodim dandim bhabinkamtibmas polsek kapolsek polres kapolres linmas satlinmas"
        " satpol pp bpbd damkar dinas diskominfo disdukcapil puskesmas pln rt rw petugas piket"
        " operator staf kasi trantib ketua anggota sekretaris sekretariat saksi warga masyarakat tokoh pemilih"
        " intel intelkam satintelkam kejari kejaksaan tim media wartawan relawan"
    )
)
WITHIN = frozenset(
    words("kec kecamatan kab kabupaten kota desa ds kel kelurahan tps kewaspadaan dini")
)
"""What calls the place of a post what it is, and what goes on in the name of an office."""

FIRST_PERSON = ("ulun", "saya", "sy", "aku", "kami")
"""How whoever tells a matter names himself before his post: ``ulun Babinsa Limpasu``."""

SHORT_REPORTS = r"lap(?:sit|info|har|sus)"
"""The kinds of reports that are headed by whose they are: ``Lapsit Polsek BAS``."""

_HEAD = "kepala"
_HEADED = frozenset(words("desa dusun dinas kesbangpol bpbd pelaksana"))
"""Of what somebody is the head; alone the word is a part of the body."""

_WORD = re.compile(r"[^\W_]+")
_SIDES = frozenset(words("utara selatan barat timur tengah"))
_LEAST = 3
"""Letters of a name that is written small: ``dari Camat ke Bupati`` names no place."""
_MOST_NAMES, _MOST_SMALL = 4, 2
"""Words of the place of a post beside its side; where they are written small they may be others."""

_FROM = re.compile(
    r"\W{0,9}(?:"
    r"(?:(?:info(?:rmasi)?|kabar|berita|laporan|lap|ket(?:erangan)?)\.? {1,3})?(?P<of>dari|dr)\b"
    r"|dilaporkan {1,3}(?:oleh|dari|dr)\b"
    r"|ket(?:erangan)?\b(?!\s*:)"
    rf"|{SHORT_REPORTS}\b(?: {{1,3}}(?:dari|dr)\b)?"
    r"|(?:laporan|lap)\b(?=[^:]{1,80}:\W{0,9}$)"
    r"|(?P<heading>(?:laporan|lap)\.? {1,3}(?:situasi|harian|kejadian|khusus|perkembangan))\b"
    rf"|(?:{'|'.join(FIRST_PERSON)})\b"
    r")",
    re.IGNORECASE,
)


def begins_post(folded: Sequence[str]) -> bool:
    """Whether folded words begin with a post or an office; a head is that of one of them."""
    if folded[:1] == [_HEAD]:
        return folded[1:2] != [] and folded[1] in _HEADED
    return folded[:1] != [] and folded[0] in POSTS - WITHIN


def names_post(text: str, *, small: bool = False) -> bool:
    """Whether words are those of an office or a post with its place, and no others: ``Camat Batang Alai Timur``.

    A place of two words may be written `small`: ``camat labuan amas utara``.
    """
    written = _WORD.findall(text)
    folded = ["".join(words(word)) for word in written]
    if not begins_post(folded):
        return False
    known = POSTS | WITHIN | _SIDES | {_HEAD}
    named = [word for word, low in zip(written, folded, strict=True) if low not in known]
    if any(word[0].islower() for word in named):
        return small and len(named) <= _MOST_SMALL and min(map(len, named)) >= _LEAST
    return len(named) <= _MOST_NAMES


def says_from_whom(line: str) -> bool:
    """Whether a line says only which office or post tells what stands in others: ``dari Camat Haruyan``."""
    begun = _FROM.match(line)
    if begun is None:
        return False
    whom = line[begun.end() :]
    if begun["heading"] and any(map(_tells, _WORD.findall(whom.lower()))):
        return False
    return names_post(whom, small=begun["of"] is not None)


def _tells(word: str) -> bool:
    """Whether a word in small letters tells what became of somebody, which a heading in capitals may."""
    return word not in WITHIN and (is_done(word) or word in BEHIND_ROLES - ORDINARY)


def led_lines(text: str) -> frozenset[int]:
    """The numbers of the lines that say only from whom a text comes."""
    return frozenset(n for n, line in enumerate(text.split("\n")) if says_from_whom(line))


_AFTER_A_SIGNATURE = 3
"""Lines with a name, its grade and its number that stand behind a post."""

_LOOKED_AT = 20
"""Characters at the end of a line that tell whether it goes on."""

_OF_A_NAME = ("bin", "binti", "ttd")
"""What stands beside a name in small letters."""

_GOES_ON = re.compile(
    r"(?:[,:;&/(-]|\b(?:di|ke|dari|oleh|dan|serta|atau|pada|kepada|untuk|dengan|bersama|terhadap|antara|atas"
    r"|depan|rumah|kantor|milik|hubungi|adalah|yaitu|bernama))\W{0,3}$",
    re.IGNORECASE,
)
"""How a line ends that goes on in the next."""


def signature(text: str) -> int | None:
    """The number of the line at the end that names only the post of whoever wrote what stands above."""
    lines = text.split("\n")
    told = [n for n, line in enumerate(lines) if _WORD.search(line)]
    for at in range(len(told) - 1, max(0, len(told) - 2 - _AFTER_A_SIGNATURE), -1):
        line, above = lines[told[at]], lines[told[at - 1]]
        if ":" not in line and names_post(line, small=True) and len(_WORD.findall(line)) > 1:
            goes_on = _GOES_ON.search(above[-_LOOKED_AT:]) is not None
            return None if goes_on or names_post(above) else told[at]
        if not _names_somebody(line) or text.isupper():
            return None
    return None


_BEHIND_A_SENTENCE = re.compile(
    r"(?P<word>[^\W_]{1,60})[.!?][^\w\n.]{1,12}(?P<post>[^\W_][^\n.!?:;,()]{2,80})[.)\s]{0,3}\Z"
)
"""What stands behind the last sentence of a text: ``Air surut. - Sekretaris PPK Jorong``."""
_LOOKED_BACK = 200


def signature_behind_sentence(text: str) -> int | None:
    """Where in the last line a post stands behind a sentence and names whoever wrote it."""
    end = text.rstrip()
    found = _BEHIND_A_SENTENCE.search(end, max(end.rfind("\n") + 1, len(end) - _LOOKED_BACK))
    if found is None or found["word"].lower() in SHORTENED:
        return None
    post = found["post"]
    is_post = names_post(post, small=True) and len(_WORD.findall(post)) > 1
    return found.start("post") if is_post else None


def _names_somebody(line: str) -> bool:
    """Whether a line may be a name with what belongs to it: ``Fulan Contoh, S.Sos``, ``NIP. 1970``."""
    written = _WORD.findall(line)
    small = [word for word in written if word[0].islower() and word not in _OF_A_NAME]
    return len(written) <= _MOST_NAMES + 2 and not small
