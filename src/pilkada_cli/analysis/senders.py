"""Who a message says that it comes from: an office or a post, never a person by name."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pilkada_cli.analysis.places import VERB, Mention, mentions
from pilkada_cli.analysis.stations import COUNTED, polling_station
from pilkada_cli.analysis.villages import village
from pilkada_cli.analysis.wording import Guess, Token, as_written, tokens
from pilkada_cli.domain.names import initials
from pilkada_cli.domain.posts import (
    FIRST_PERSON,
    POSTS,
    SHORT_REPORTS,
    WITHIN,
    begins_post,
    led_lines,
    signature,
    signature_behind_sentence,
)
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.spelling import words

_NEIGHBOURS = frozenset(("rt", "rw"))
_LONGEST = 10
"""Words of a post and its place."""
_WORDS_OF_NAME = 3
_LOOKED_BACK = 80
"""Characters before a post in which it is told that it tells something."""

_FROM = re.compile(
    r"\b(?:info(?:rmasi)?|kabar|laporan|berita|keterangan|lap)(?: awal| sementara| lapangan)?"
    r"[ ]+(?:dari|dr)[ :]+$"
    r"|\b(?:dilaporkan|diinformasikan|disampaikan)(?: oleh| dari| dr)?[ ]+$"
    r"|\b(?:menurut|sumber(?: info(?:rmasi)?)?|pelapor|pengirim)[ ]*(?::[ ]*|[ ]+)$"
    r"|^(?:dari|dr)[ ]*:[ ]*$",
    re.IGNORECASE,
)
_SELF = re.compile(rf"\b(?:{'|'.join(FIRST_PERSON)})(?: dari| dr|,)?[ ]+$", re.IGNORECASE)
"""Before what somebody says of himself; one word alone is half of it: ``kami dari tim pemenangan``."""
_TELLS = re.compile(
    r"[ ]*,?[ ]*(?:(?:mau|mohon|mhn|handak|i[zj]in)[ ]+){0,2}"
    r"(?:me(?:lapor(?:kan)?|nginfo(?:rmasi)?kan|nyampaikan|ngabarkan|mberitahukan)"
    r"|menulis|lapor)\b",
    re.IGNORECASE,
)
_NOTED = re.compile(r"\bket(?:erangan)?\.?[ ]*:?[ ]*$", re.IGNORECASE)
_ENDS = re.compile(r"[ .)]{0,3}$", re.MULTILINE)
"""Around whoever is noted behind what he tells: ``Ket. Panwascam Limpasu``."""

_REPORT_OF = re.compile(
    rf"\b(?:laporan|lap|{SHORT_REPORTS})(?: harian| situasi| awal| sementara)?[ ]+$",
    re.IGNORECASE,
)
_STAMPED = re.compile(
    r"[ ]*(?::|\(?\b(?:pukul|pkl?|jam|tanggal|tgl|per)\b|\(?\d{1,2}[./:]\d\d)", re.IGNORECASE
)
"""Behind whoever made a report: ``Laporan BPBD pukul 06.45``; ``Laporan PPK mundur`` tells of it."""


def source(
    text: str, said: Sequence[Token], found: Sequence[Mention], reference: Reference
) -> Guess | None:
    """The one office or post that tells it, with its place as the text names it, else the one that signs.

    None where several tell it, or where only a person is named.
    """
    ends, led = _places(text, said, found, reference), led_lines(text)
    told: dict[str, Guess] = {}
    at = 0
    while at < len(said):
        last = _post(text, said, at, ends)
        if last > at and (said[at].line in led or _tells(text, said[at].start, said[last - 1].end)):
            name = as_written(text, said[at:last])
            told.setdefault(name.casefold(), Guess(name, (name,)))
        at = max(last, at + 1)
    if not told:
        return _signed(text, said, ends)
    return told.popitem()[1] if len(told) == 1 else None


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a post that stands there is said to tell what stands around it."""
    before = text[max(0, start - _LOOKED_BACK) : start].rpartition("\n")[2]
    made = _REPORT_OF.search(before) and _STAMPED.match(text, end)
    noted = _NOTED.search(before) and _ENDS.match(text, end)
    myself = _SELF.search(before) and " " in text[start:end]
    return bool(made or noted or myself or _FROM.search(before) or _TELLS.match(text, end))


def _signed(text: str, said: Sequence[Token], ends: dict[int, int]) -> Guess | None:
    """The post in the signature of a text, where nothing stands behind it and its place."""
    line, start = signature(text), signature_behind_sentence(text)
    first = next(
        (n for n, token in enumerate(said) if token.line == line or token.start == start), None
    )
    if first is None:
        return None
    last = _post(text, said, first, ends)
    if not _ENDS.match(text, said[last - 1].end):
        return None
    name = as_written(text, said[first:last])
    return Guess(name, (name,))


def office(sender: str, reference: Reference) -> Guess | None:
    """The office or post that a sender is called, with a place that is known; None for a person.

    A name before it is left out where its place ends the words: ``Fulan PPK Haruyan``;
    ``Fulan RT 3`` is one of the neighbours.
    """
    said = tokens(sender)
    ends = _places(sender, said, (), reference)
    for first in range(min(len(said), 1 + _WORDS_OF_NAME)):
        last = _post(sender, said, first, ends)
        is_behind_name = (
            last == len(said) > first + 1 and said[first].word not in WITHIN | _NEIGHBOURS
        )
        if last > first and (first == 0 or is_behind_name):
            name = as_written(sender, said[first:last])
            return Guess(name, (name,))
    return None


_SIGNED = re.compile(
    r"\W*(?:(?:demikian|hormat kami|ttd|a\.?n|mengetahui|dari|dr|pelapor|pengirim)\b\W*)*",
    re.IGNORECASE,
)
"""What stands before whoever signs."""
_NUMBER = re.compile(r"\b\d+(?:[-/.]\d+)*/?")
"""By which an office is called beside its place: ``Danramil 1002-01``."""


def signs(text: str, reference: Reference, within: str | None = None) -> bool:
    """Whether a text names an office or a post with its place and says no more: ``Kapolsek Haruyan``.

    `within` is a regency that is known, whose districts are named by their initials too.
    """
    name = _NUMBER.sub(" ", _SIGNED.sub("", text, count=1))
    said = tokens(name)
    if not said or said[0].word not in POSTS or any(VERB.match(token.word) for token in said):
        return False
    ends = _places(name, said, mentions(name, said, reference, within), reference)
    short = initials(reference.region_by_code[within].districts) if within else ()
    for at, token in enumerate(said):
        if token.word in short and name[token.start : token.end].isupper():
            ends.setdefault(at, at + 1)
    return _post(name, said, 0, ends) == len(said)


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
    is_head = said[first].word not in POSTS
    if is_head and not begins_post([token.word for token in said[first : first + 2]]):
        return first
    at = first + is_head
    while at < len(said) and at - first < _LONGEST and _joined(text, said, first, at):
        if at in ends:
            at = ends[at]
        elif said[at].word in POSTS | WITHIN or _numbers(text, said, at):
            at += 1
        else:
            break
    return at


_COUNTS = re.compile(COUNTED, re.IGNORECASE)


def _numbers(text: str, said: Sequence[Token], at: int) -> bool:
    """Whether a word is the number of the neighbours before it: ``warga RT 3``."""
    is_number = said[at].word.isdecimal() and said[at - 1].word in _NEIGHBOURS
    return is_number and _COUNTS.match(text, said[at].end) is None


def _joined(text: str, said: Sequence[Token], first: int, at: int) -> bool:
    """Whether a word stands in the same line and breath as the one before it."""
    if at == first:
        return True
    between = text[said[at - 1].end : said[at].start]
    return said[at].line == said[first].line and between.strip(" .-") == ""
