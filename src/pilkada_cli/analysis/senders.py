"""Who a message says that it comes from: an office or a post, never a person by name."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pilkada_cli.analysis.places import Mention
from pilkada_cli.analysis.villages import polling_station, village
from pilkada_cli.analysis.wording import Guess, Token, as_written, tokens
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_POSTS = frozenset(
    words(
        "ppk pps kpps kpu kpud bawaslu panwascam panwaslu panwaslucam pkd ptps pengawas kesbangpol"
        " bakesbangpol camat lurah kades pambakal sekcam kelurahan desa kecamatan babinsa koramil"
        " danramil kodim dandim bhabinkamtibmas polsek kapolsek polres kapolres linmas satlinmas"
        " satpol pp bpbd damkar dinas diskominfo disdukcapil puskesmas pln rt rw petugas piket"
        " operator staf kasi trantib ketua anggota sekretaris sekretariat saksi warga masyarakat tokoh pemilih"
        " intel intelkam satintelkam kejari kejaksaan tim media wartawan relawan"
    )
)
_WITHIN = frozenset(
    words("kec kecamatan kab kabupaten kota desa ds kel kelurahan tps kewaspadaan dini")
)
_LONGEST = 10
"""Words of a post and its place."""
_LOOKED_BACK = 80
"""Characters before a post in which it is told that it tells something."""

_FROM = re.compile(
    r"\b(?:info(?:rmasi)?|kabar|laporan|berita|keterangan|lap)(?: awal| sementara| lapangan)?"
    r"[ ]+(?:dari|dr)[ :]+$"
    r"|\b(?:dilaporkan|diinformasikan|disampaikan)(?: oleh)?[ ]+$"
    r"|\b(?:menurut|sumber(?: info(?:rmasi)?)?|pelapor|pengirim)[ ]*(?::[ ]*|[ ]+)$"
    r"|^(?:dari|dr)[ ]*:[ ]*$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"[ ]*,?[ ]*(?:me(?:lapor(?:kan)?|nginfo(?:rmasi)?kan|nyampaikan|ngabarkan|mberitahukan)"
    r"|menulis|lapor)\b",
    re.IGNORECASE,
)
_LEADS, _LED = (
    re.compile(r"^(?:dari|dr)[ ]+$", re.IGNORECASE),
    re.compile(r"[ ]*:[ ]*$", re.MULTILINE),
)
"""Around whoever stands alone in the line before what he tells: ``Dari Ketua PPK Hantakan:``."""

_REPORT_OF = re.compile(
    r"\b(?:laporan|lap)(?: harian| situasi| awal| sementara)?[ ]+$", re.IGNORECASE
)
_STAMPED = re.compile(
    r"[ ]*(?::|\(?\b(?:pukul|pkl|jam|tanggal|tgl|per)\b|\(?\d{1,2}[./:]\d\d)", re.IGNORECASE
)
"""Behind whoever made a report: ``Laporan BPBD pukul 06.45``; ``Laporan PPK mundur`` tells of it."""


def source(
    text: str, said: Sequence[Token], found: Sequence[Mention], reference: Reference
) -> Guess | None:
    """The one office or post that tells it, with its place as the text names it.

    None where several do, or where only a person is named.
    """
    ends = _places(text, said, found, reference)
    told: dict[str, Guess] = {}
    at = 0
    while at < len(said):
        last = _post(text, said, at, ends)
        if last > at:
            start, end = said[at].start, said[last - 1].end
            before = text[max(0, start - _LOOKED_BACK) : start].rpartition("\n")[2]
            made = _REPORT_OF.search(before) and _STAMPED.match(text, end)
            led = _LEADS.search(before) and _LED.match(text, end)
            if made or led or _FROM.search(before) or _TELLS.match(text, end):
                name = as_written(text, said[at:last])
                told.setdefault(name.casefold(), Guess(name, (name,)))
        at = max(last, at + 1)
    return told.popitem()[1] if len(told) == 1 else None


def office(sender: str, reference: Reference) -> Guess | None:
    """The office or post that a sender is called, with a place that is known; None for a person."""
    said = tokens(sender)
    last = _post(sender, said, 0, _places(sender, said, (), reference)) if said else 0
    name = as_written(sender, said[:last]) if last else ""
    return Guess(name, (name,)) if name else None


def _places(
    text: str, said: Sequence[Token], found: Sequence[Mention], reference: Reference
) -> dict[int, int]:
    """Where a place that is named begins and ends among the words."""
    ends = {mention.first: mention.last for mention in found}
    guesses = filter(None, (village(text, said, found), polling_station(text)))
    told = [guess.value for guess in guesses]
    told += [region.name for region in reference.regencies]
    told += [district.name for district in reference.district_by_code.values()]
    names = set(map(_words, told))
    longest = max(map(len, names), default=0)
    for first in range(len(said)):
        for last in range(min(first + longest, len(said)), first, -1):
            if tuple(token.word for token in said[first:last]) in names:
                ends.setdefault(first, last)
                break
    return ends


@lru_cache(maxsize=1 << 10)
def _words(name: str) -> tuple[str, ...]:
    return tuple(words(name))


def _post(text: str, said: Sequence[Token], first: int, ends: dict[int, int]) -> int:
    """Behind the last word of a post that begins at a word; `first` where none does."""
    if said[first].word not in _POSTS:
        return first
    at = first
    while at < len(said) and at - first < _LONGEST and _joined(text, said, first, at):
        if at in ends:
            at = ends[at]
        elif said[at].word in _POSTS | _WITHIN:
            at += 1
        else:
            break
    return at


def _joined(text: str, said: Sequence[Token], first: int, at: int) -> bool:
    """Whether a word stands in the same line and breath as the one before it."""
    if at == first:
        return True
    between = text[said[at - 1].end : said[at].start]
    return said[at].line == said[first].line and between.strip(" .-") == ""
