"""The sorts of personal data, where each stands in a text, and a text without it."""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from pilkada_cli.i18n import N_


class Kind(StrEnum):
    """What sort of personal data it is. The number of a family card (KK) looks like a NIK.

    Addresses and names are none that a text gives away by itself: `domain/redaction.py`.
    """

    PHONE = "phone"
    NIK = "nik"
    NIP = "nip"
    EMAIL = "email"
    NPWP = "npwp"
    LICENCE = "licence"
    IDENTITY = "identity"
    BIRTH = "birth"
    PLATE = "plate"
    ACCOUNT = "account"
    ADDRESS = "address"
    NAME = "name"


NAMES: Mapping[str, str] = {
    Kind.PHONE: N_("phone number"),
    Kind.NIK: N_("NIK or KK number"),
    Kind.NIP: N_("NIP"),
    Kind.EMAIL: N_("e-mail address"),
    Kind.NPWP: N_("NPWP number"),
    Kind.LICENCE: N_("driving licence number"),
    Kind.IDENTITY: N_("identity number"),
    Kind.BIRTH: N_("date of birth"),
    Kind.PLATE: N_("licence plate"),
    Kind.ACCOUNT: N_("account number"),
    Kind.ADDRESS: N_("address"),
    Kind.NAME: N_("name"),
}

Span = tuple[int, int, Kind]
"""Where something stands, and what it is."""


_DOUBTFUL = re.compile(r"[0-9@(\[{]|[^\x00-\x7f]")


def may_hold_numbers(text: str) -> bool:
    """Whether `privacy.personal_data` could find anything in a text.

    Where it could not, its patterns need not be compiled: most titles are entered without.
    """
    return _DOUBTFUL.search(text) is not None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in their order, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end, kind in sorted(spans):
        if joined and start <= joined[-1][1]:
            first, last, before = joined.pop()
            start, end, kind = first, max(end, last), before
        joined.append((start, end, kind))
    return joined


def taken_out(text: str, spans: Iterable[Span], mark: Callable[[Kind], str]) -> str:
    """`text` with what `mark` says of its kind in place of each span."""
    parts, at = [], 0
    for start, end, kind in merged(spans):
        parts += [text[at:start], mark(kind)]
        at = end
    return "".join((*parts, text[at:]))
