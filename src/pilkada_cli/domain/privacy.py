"""What in a text points at a private person: telephone, NIK, NIP, e-mail, plate, account, papers.

Amounts, counts, dates, times, coordinates and numbers of decisions are none of
these. Where a number could be either, it is taken for personal: a count that is
hidden can be asked for, a number that got out cannot be called back.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pilkada_cli.domain.labelled_numbers import labelled_numbers
from pilkada_cli.domain.paper_numbers import paper_numbers
from pilkada_cli.domain.personal_numbers import (
    NIK_DIGITS,
    Group,
    is_amount,
    is_built_as_nik,
    is_nik,
    is_nip,
    is_phone,
)
from pilkada_cli.domain.personal_spans import Kind, Span, merged
from pilkada_cli.domain.plates import LABELLED_PLATE, PLATE


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data, ``text[start:end]`` of the text it was found in."""

    kind: Kind
    start: int
    end: int
    text: str


def personal_data(text: str) -> list[Found]:
    """Every number and e-mail address, in the order of the text; none overlaps another."""
    plain = _LETTER_O.sub("0", made_plain(text))
    identities = list(_odd_identities(plain))
    found: list[Span] = []
    for search in (_emails, paper_numbers, _labelled, _plates, _accounts, _numbers, _odd_mobiles):
        spans = merged(search(plain))
        plain = _without(plain, spans)
        found += spans
    # In an identity number that is cut apart lies what could be another number.
    found = merged([*found, *identities]) if identities else found
    return [Found(kind, start, end, text[start:end]) for start, end, kind in sorted(found)]


def masked(text: str, names: Mapping[str, str]) -> str:
    """`text` with each find replaced by its name in brackets; of a kind without a name it stays."""
    parts, at = [], 0
    for found in personal_data(text):
        if found.kind not in names:
            continue
        before = text[at : found.start]
        if found.kind in (Kind.NIK, Kind.PHONE, Kind.NIP, Kind.NPWP):
            before = _LABEL.sub("", before)
        parts += [before, f"[{names[found.kind]}]"]
        at = found.end
    return "".join((*parts, text[at:]))


_LABEL = re.compile(
    r"(?<!\w)(?:(?:no|nomor|nmr)\b\.?\s*)?(?:nik|nip|npwp|kk|ktp|hp|wa|telp|tlp|telepon|no|nomor)\b[ \t.:]{0,3}$",
    re.IGNORECASE,
)
"""What says of the number behind it of which kind it is, as its mask does."""

_LETTER_O = re.compile(r"(?<![^\W_])[Oo](?=8[1-35789](?:[ .-]{0,3}\d){7})")
"""The letter for the nought of a mobile number."""

_BREAK = "\0"
INVISIBLE = "\x01"
"""What stands for a sign that nobody sees, in a text made plain."""
LINE_END = "\n\r\x02"
"""Line ends in a class of characters; the last is one that a file wrote as an escape."""
ODD_JOINT = rf"[ \t./_()+\-{INVISIBLE}{LINE_END}]"
"""What may stand between the digits of an identity number."""


def _without(plain: str, spans: Iterable[Span]) -> str:
    """The text with `_BREAK` for each sign of the spans, which are in order and apart."""
    parts, at = [], 0
    for start, end, _kind in spans:
        parts += [plain[at:start], _BREAK * (end - start)]
        at = end
    return "".join((*parts, plain[at:]))


def made_plain(text: str) -> str:
    """`text` in the same number of characters, with ASCII digits, letters, dashes and blanks.

    A sign that nobody sees becomes `INVISIBLE`.
    """
    if text.isascii():
        return text
    others = set(_NOT_ASCII.findall(text))
    if len(others) > _FEW:
        return "".join(map(_plain_character, text))
    for other in others:
        text = text.replace(other, _plain_character(other))
    return text


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FEW = 40


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    match unicodedata.category(character):
        case "Zs":
            return " "
        case "Pd":
            return "-"
        case "Cf" | "Mn" | "Me":
            return INVISIBLE
    simple = unicodedata.normalize("NFKC", character)
    return simple if len(simple) == 1 else character


_AT = r"(?:@|[(\[{](?i:at)[)\]}])"
_DOT = r"(?:\.|[ ]?[(\[{](?i:dot|titik)[)\]}][ ]?)"
_LABELS = rf"(?:[\w{INVISIBLE}-]{{1,63}}{_DOT})+"
_TAIL = rf"[\w{INVISIBLE}-]{{2,63}}"
_ENDINGS = r"(?i:id|com|net|org|info|edu|gov|biz|io|me|co)(?![\w-])(?!\.\w)"
_DOMAIN = re.compile(
    rf"(?:[ {INVISIBLE}]{{1,3}}{_AT}(?= )|{_AT})[ \n{INVISIBLE}]{{0,3}}{_LABELS}{_TAIL}"
    rf"|(?P<apart>[ {INVISIBLE}]{{1,3}}{_AT}){_LABELS}{_ENDINGS}"
    rf"|(?P<spaced> ?@ ?)(?:[\w-]{{1,63}} ?\. ?){{0,3}}[\w-]{{1,63}} \. ?{_ENDINGS}"
)
"""With a blank before the sign alone only to a known ending: so begins the name of an account too."""
_INTRODUCING = re.compile(
    r"(?i:akun|admin|menurut|oleh|dari|di|ke|via|dan|ig|instagram|twitter|x|fb|facebook|tiktok|youtube"
    r"|media|kepada|dengan|cc|foto|video|sumber)"
)
"""Words after which ``@name.id`` is an account."""
_LOCAL = re.compile(rf"[\w.+%'{INVISIBLE}-]+\Z")
_SPACED_LOCAL = re.compile(r"[\w+%'-]+(?: ?\. ?[\w+%'-]+){0,3}\Z")
_LONGEST_LOCAL = 64


def _emails(plain: str) -> Iterator[Span]:
    end = 0
    for domain in _DOMAIN.finditer(plain):
        before = plain[max(end, domain.start() - _LONGEST_LOCAL) : domain.start()]
        local = (_SPACED_LOCAL if domain["spaced"] else _LOCAL).search(before)
        if local and not (
            (domain["apart"] or domain["spaced"]) and _INTRODUCING.fullmatch(local[0])
        ):
            end = domain.end()
            yield domain.start() - len(local[0]), end, Kind.EMAIL


def _plates(plain: str) -> Iterator[Span]:
    yield from ((*match.span(), Kind.PLATE) for match in PLATE.finditer(plain))
    yield from ((*match.span("plate"), Kind.PLATE) for match in LABELLED_PLATE.finditer(plain))


# Banks write their numbers in any grouping; only the word before them tells them apart.
_ACCOUNT = re.compile(
    r"(?i)\b(?:no)?rek(?:ening)?\b[^\d\n\0]{0,30}(\d(?:[ .-]{0,2}\d){7,19})(?!\d)"
)


def _accounts(plain: str) -> Iterator[Span]:
    return ((match.start(1), match.end(1), Kind.ACCOUNT) for match in _ACCOUNT.finditer(plain))


_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_DAY = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])(?P<mark>[./-])(?:0?[1-9]|1[0-2])(?P=mark)(?:19[4-9]|20[0-4])\d"
    r"|(?:19[4-9]|20[0-4])\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
)
_IMPERSONAL = re.compile(
    rf"(?<!\d)(?<!\d[./:-])(?:{_DAY}(?:[ ,]{{1,2}}{_CLOCK})?|{_CLOCK}(?:(?: ?- ?|,? ){_CLOCK})+|0\.\d+)"
    r"(?!\d|[./:-]\d)|\b[Rr][Pp]\.? ?[1-9][\d.]*"
)
"""A day, with or without its time; several times in a row; a fraction; an amount in rupiah."""


def _personal_at_most(plain: str) -> str:
    """The text with `_BREAK` for each sign of a number that is surely none of a person."""
    return _IMPERSONAL.sub(lambda match: _BREAK * len(match[0]), plain)


def _labelled(plain: str) -> Iterator[Span]:
    return labelled_numbers(_personal_at_most(plain))


_JOINT = rf"[ .()+\-{INVISIBLE}]{{1,4}}"
_CHAIN = re.compile(rf"(?:\+{INVISIBLE}*)?\d+(?:{_JOINT}\d+)*")
_SHORTEST, _LONGEST = 9, 18
"""Digits of the shortest telephone number and of a NIP."""


def _numbers(plain: str) -> Iterator[Span]:
    """NIP, NIK and telephone numbers among groups of digits, from left to right."""
    for chain in _CHAIN.finditer(_personal_at_most(plain)):
        groups = _groups(chain[0], chain.start())
        at = 0
        while at < len(groups):
            kind, size = _number_at(groups, at)
            if kind is not None:
                start, end = _extent(plain, groups[at].start, groups[at + size - 1].end)
                yield start, _end_of_further(plain, end) if kind is Kind.PHONE else end, kind
            at += size


_ODD_MOBILE = re.compile(
    r"(?<!\d)(?:\+?62|0)8[1-35789](?:\d{0,2}(?:(?:[^\w\0]|_){1,3}\d{2,8}){1,5}|\d{11,})(?!\d)"
)
"""A mobile number whose groups stand apart by other signs or in other lines, or with too many digits."""


def _odd_mobiles(plain: str) -> Iterator[Span]:
    for match in _ODD_MOBILE.finditer(_personal_at_most(plain)):
        if sum(map(str.isdigit, match[0])) >= _SHORTEST:
            yield match.start(), match.end(), Kind.PHONE


_ODD_CHAIN = re.compile(rf"(?<!\d)\d+(?:{ODD_JOINT}{{1,6}}\d+)+")


def _odd_identities(plain: str) -> Iterator[Span]:
    """Identity numbers whose digits stand apart in any grouping, by signs or in other lines."""
    for chain in _ODD_CHAIN.finditer(_personal_at_most(plain)):
        groups = [(match.start(), match[0]) for match in re.finditer(r"\d+", chain[0])]
        at = 0
        while at < len(groups):
            size = _identity_at([digits for _start, digits in groups[at : at + NIK_DIGITS]])
            if size:
                start, digits = groups[at + size - 1]
                yield chain.start() + groups[at][0], chain.start() + start + len(digits), Kind.NIK
            at += size or 1


def _identity_at(groups: Sequence[str]) -> int:
    """How many groups make the identity number that begins with the first; 0 for none."""
    digits = ""
    for size, group in enumerate(groups, 1):
        digits += group
        if len(digits) >= NIK_DIGITS:
            return size if is_built_as_nik(digits) else 0
    return 0


def _groups(chain: str, offset: int) -> list[Group]:
    groups: list[Group] = []
    end = 0
    for match in re.finditer(r"\d+", chain):
        joint = chain[end : match.start()]
        plus = joint.rstrip(INVISIBLE).endswith("+")
        start = end + joint.rindex("+") if plus else match.start()
        groups.append(Group(offset + start, offset + match.end(), match[0], joint, plus))
        end = match.end()
    return groups


def _extent(plain: str, start: int, end: int) -> tuple[int, int]:
    """A number with the bracket that opens before it and the invisible signs that follow."""
    if plain[start - 1 : start] == "(" and ")" in plain[start:end]:
        start -= 1
    while plain[end : end + 1] == INVISIBLE:
        end += 1
    return start, end


_FURTHER = re.compile(
    r" ?/ ?\d{2,4}(?![\d/]|[.:-]\d)"
    r"|(?: ?[,&] ?| (?:dan|atau) )(?!08|62)\d{4}(?!\d|[./:-]\d)"
    r"(?! ?(?i:orang|org|jiwa|kk|lembar|lbr|suara|surat|pemilih|massa|warga|rumah|unit|buah|paket|tps|wita|wib"
    r"|ribu|rb|juta|jt|m|persen|ton|kg|liter|hektar|ha)(?![^\W_])| ?%)"
)
"""The last digits of a number that begins as the one before: ``0812-5123-4567/4568``; no whole number."""


def _end_of_further(plain: str, end: int) -> int:
    """Where the numbers end that are told by their last digits behind one that ends at a place."""
    while (further := _FURTHER.match(plain, end)) is not None:
        end = further.end()
    return end


def _number_at(groups: Sequence[Group], at: int) -> tuple[Kind | None, int]:
    """What begins with the group `at`, and how many groups it takes; nothing takes one.

    A number that is complete goes on only across the same joint: in
    ``0812-3456-789 12 orang`` the 12 is a count.
    """
    best: Kind | None = None
    size, digits = 1, ""
    if len(groups[at].digits) == 1 and not (groups[at].plus or groups[at].digits == "0"):
        return None, 1
    for count, group in enumerate(groups[at : at + _LONGEST], 1):
        digits += group.digits
        if len(digits) > _LONGEST or (count > 1 and group.plus):
            break
        if best and (size == 1 or group.joint != groups[at + size - 1].joint):
            break
        if len(digits) >= _SHORTEST and (kind := _kind(digits, groups[at : at + count])):
            best, size = kind, count
    return best, size


def _kind(digits: str, groups: Sequence[Group]) -> Kind | None:
    if is_amount(groups):
        return None
    if is_nip(digits):
        return Kind.NIP
    if is_nik(digits, groups):
        return Kind.NIK
    return Kind.PHONE if is_phone(digits, groups) else None
