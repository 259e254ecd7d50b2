"""What stands at the head of a bundle, signed by the sender."""

import json
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from pilkada_cli.domain.attachments import EXTENSIONS
from pilkada_cli.domain.chain import without_duplicates
from pilkada_cli.domain.operation import MAX_INTEGER, OpId
from pilkada_cli.domain.times import is_instant
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.bundles.cards import Card, is_card
from pilkada_cli.exchange.bundles.keys import head_content
from pilkada_cli.i18n import N_, Sentence

_Hex32 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Signature = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
Origin = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
_Seq = Annotated[int, Field(ge=1, le=MAX_INTEGER)]
_Size = Annotated[int, Field(ge=0, le=2**50)]


MOST = 5_000
"""Origins in a bundle, and offices: more than all offices of a province may hand in of their own.

Also operations that the sender lacks the content of.
"""

_FEW = Field(max_length=MOST)


def _is_operation(text: str) -> str:
    return str(OpId.parse(text))


_Operation = Annotated[str, AfterValidator(_is_operation)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Head(_Part):
    """The newest operation of an origin that is inside, signed by the office that writes it."""

    origin: Origin
    seq: _Seq
    hash: _Hex32
    key: _Hex32
    signature: _Signature

    @property
    def content(self) -> bytes:
        """The bytes that are signed."""
        return head_content(self.origin, self.seq, self.hash)


class File(_Part):
    """An attachment: its SHA-256, its bytes, what its name ends in."""

    sha256: _Hex32
    size: Annotated[int, Field(ge=1, le=2**30)]
    extension: str

    @property
    def name(self) -> str:
        """What the file is called beside a register."""
        return self.sha256 + self.extension


class Manifest(_Part):
    """What a bundle holds and for whom.

    `recipients` are the keys of the offices it is for; `yours` the origins that the
    sender knows to be theirs. `holds` tells how far the sender knows each origin. `lacks` are
    operations whose content the sender does not have itself. Without any it is not written:
    older programs refuse a manifest that has it.
    `size` and `sha256` are those of the compressed operations.
    """

    format: Literal["pilkada.bundle/1"]
    made_at: str
    sender: tuple[str, str, str, str, str]
    recipients: list[_Hex32]
    yours: Annotated[list[Origin], _FEW]
    holds: Annotated[dict[Origin, _Seq], _FEW]
    heads: Annotated[list[Head], _FEW]
    cards: Annotated[list[tuple[str, str, str, str, str]], _FEW]
    operations: _Size
    size: _Size
    sha256: _Hex32
    files: list[File]
    lacks: Annotated[list[_Operation], _FEW] = []

    @property
    def from_card(self) -> Card:
        """The sender."""
        return Card(*self.sender)

    @property
    def other_cards(self) -> list[Card]:
        """The offices whose operations the sender hands on."""
        return [Card(*each) for each in self.cards]

    @property
    def lacking(self) -> list[OpId]:
        """What of the operations inside the sender does not have either."""
        return [OpId.parse(each) for each in self.lacks]


def read_manifest(data: bytes) -> Manifest:
    """The manifest of these bytes. Raises `InvalidData` where they are none."""
    try:
        # For the keys alone: two readers could take different ones of equal keys.
        json.loads(data, object_pairs_hook=without_duplicates)
        manifest = Manifest.model_validate_json(data)
    except (ValidationError, ValueError, RecursionError):
        raise damaged() from None
    cards = (manifest.from_card, *manifest.other_cards)
    is_whole = all(map(is_card, cards)) and is_instant(manifest.made_at)
    once = len({head.origin for head in manifest.heads}) == len(manifest.heads)
    if not (is_whole and once) or any(f.extension not in EXTENSIONS for f in manifest.files):
        raise damaged()
    return manifest


def damaged() -> InvalidData:
    """Why a bundle is not taken in whose bytes are not what was sent."""
    return InvalidData(
        Sentence(N_("the bundle is damaged, cut short, or no bundle of this program")),
        Sentence(N_("nothing was taken in; have it sent again, as a file and not as a picture")),
    )
