"""The card of an office: what others need to check what it signs and to encrypt to it.

A card is one line of text that survives WhatsApp and e-mail. It is signed with the
key that it names, so that a mistyped one is no card.
"""

import base64
import binascii
import hashlib
import json
import re
from dataclasses import astuple, dataclass

from pilkada_cli.domain.numbering import is_code
from pilkada_cli.domain.text import objection
from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence

_BEGINS = "pilkada-kartu1:"
_KEY = re.compile(r"[0-9a-f]{64}")
_RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_REGION = re.compile(r"[0-9]{2}(\.[0-9]{2})?")
_LONGEST = 4096
"""Characters of a card; a name has at most 200."""


@dataclass(frozen=True, slots=True)
class Card:
    """An office's name, the code of its ids, its region, and its public keys.

    `key` is the Ed25519 key that it signs with in hex, `recipient` the age recipient.
    """

    name: str
    code: str
    region: str
    key: str
    recipient: str

    @property
    def fingerprint(self) -> str:
        """What two people compare by telephone: 80 bits of SHA-256 over the card."""
        digits = hashlib.sha256(self.content).hexdigest()[:20]
        return "-".join(digits[i : i + 4] for i in range(0, 20, 4))

    @property
    def content(self) -> bytes:
        """The bytes that are signed."""
        return json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":")).encode()

    def text(self, signature: bytes) -> str:
        """The card as a line of text."""
        return _BEGINS + base64.urlsafe_b64encode(signature + self.content).decode()


def read_card(text: str) -> tuple[Card, bytes]:
    """A card out of any text that holds one, and its signature, which is not verified here.

    Raises `InvalidData` where there is none, or a damaged one.
    """
    found = re.search(rf"{_BEGINS}([A-Za-z0-9_=-]+)", text)
    if found is None or len(found[1]) > _LONGEST:
        raise _no_card()
    try:
        raw = base64.urlsafe_b64decode(found[1])
        card = Card(*json.loads(raw[64:]))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise _no_card() from None
    if not is_card(card) or card.content != raw[64:]:
        raise _no_card()
    return card, raw[:64]


def is_card(card: Card) -> bool:
    """Whether every part of a card is of its form, so that it can be shown and used."""
    return (
        all(isinstance(part, str) for part in astuple(card))
        and objection(card.name, 200) is None
        and is_code(card.code)
        and _REGION.fullmatch(card.region) is not None
        and _KEY.fullmatch(card.key) is not None
        and _RECIPIENT.fullmatch(card.recipient) is not None
    )


def _no_card() -> InvalidData:
    return InvalidData(
        Sentence(N_("this is no card of an office, or it was damaged on its way")),
        Sentence(
            N_("a card is one line that begins with {start}; have it sent again"), start=_BEGINS
        ),
    )
