"""The keys of an office: Ed25519 to sign with, age to encrypt to it.

Both libraries are imported where a bundle or a card is made or read, and nowhere else.
"""

import json
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pilkada_cli.errors import InvalidData, Unwritable, system_reason
from pilkada_cli.exchange.bundles.cards import Card, is_card
from pilkada_cli.exchange.files import KEYS, private
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage import x25519

_AGE = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class Keys:
    """An office's own keys: the Ed25519 seed in hex and the age identity."""

    seed: str
    identity: str

    @property
    def public(self) -> str:
        """The key that others verify with, in hex."""
        return self._signer().public_key().public_bytes_raw().hex()

    @property
    def recipient(self) -> str:
        """What others encrypt to."""
        from pyrage import x25519

        return str(x25519.Identity.from_str(self.identity).to_public())

    def sign(self, content: bytes) -> bytes:
        """64 bytes that only this office can make."""
        return self._signer().sign(content)

    def _signer(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.seed))


def own_keys(state: Path) -> Keys:
    """The keys kept in the user's state folder, made there by the first command that needs them.

    Raises `Unwritable` where they cannot be kept, `InvalidData` for a damaged file.
    """
    from pyrage import x25519

    path = state / KEYS
    if not path.exists():
        _keep(path, Keys(secrets.token_hex(32), str(x25519.Identity.generate())))
    return _read(path)


def _read(path: Path) -> Keys:
    from pyrage import IdentityError

    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        keys = Keys(kept["seed"], kept["identity"])
        _ = keys.public, keys.recipient
    except OSError as error:
        raise _unusable(path, system_reason(error)) from None
    except (ValueError, KeyError, TypeError, IdentityError):
        raise _unusable(path, Sentence(N_("it is damaged"))) from None
    return keys


def _keep(path: Path, keys: Keys) -> None:
    """Write the keys for the owner's eyes; of two commands that make some, the first wins."""
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(draft, "x", encoding="ascii", opener=private) as file:
            json.dump({"seed": keys.seed, "identity": keys.identity}, file)
            file.flush()
            os.fsync(file.fileno())
        try:
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Unwritable(
            Sentence(
                N_("{path} cannot be written: {reason}"), path=path, reason=system_reason(error)
            ),
            Sentence(N_("the office's keys are kept there; make the folder writable")),
        ) from None


def _unusable(path: Path, reason: Sentence) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("the office's keys in {path} cannot be used: {reason}"), path=path, reason=reason
        ),
        Sentence(N_("put back a copy of the file; or delete it and give everybody your new card")),
    )


def head_content(origin: str, seq: int, digest: str) -> bytes:
    """What an office signs of an origin: how far it goes and the hash it ends in."""
    return f"pilkada.head/1 {origin} {seq} {digest}".encode()


def is_signed(key: str, signature: bytes, content: bytes) -> bool:
    """Whether the holder of a public key signed these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, content)
    except (ValueError, InvalidSignature):
        return False
    return True


def is_signed_head(key: str, signature: str, content: bytes) -> bool:
    """Whether a head that was kept as text, `content` among it, is still what was signed."""
    try:
        made = bytes.fromhex(signature)
        in_one_form = (bytes.fromhex(key).hex(), made.hex()) == (key, signature)
    except ValueError:
        return False
    return in_one_form and is_signed(key, made, content)


def is_encrypted(file: BinaryIO) -> bool:
    """Whether a file is an age file. The file stands where it stood."""
    start = file.read(len(_AGE))
    file.seek(0)
    return start == _AGE


def is_usable(card: Card) -> bool:
    """Whether a card that was kept is still of its form, and something can be encrypted to it."""
    from pyrage import RecipientError, x25519

    try:
        x25519.Recipient.from_str(card.recipient)
    except RecipientError:
        return False
    return is_card(card)


def encrypt(source: BinaryIO, target: BinaryIO, cards: list[Card]) -> None:
    """Write what `source` holds so that only these offices can read it."""
    from pyrage import x25519

    encrypt_to(source, target, [x25519.Recipient.from_str(each.recipient) for each in cards])


def encrypt_to(
    source: BinaryIO, target: BinaryIO, recipients: Sequence["x25519.Recipient"]
) -> None:
    """Write what `source` holds as an age file. Raises `OSError` where `target` refuses it."""
    from pyrage import EncryptError, encrypt_io

    watched = _Watched(target)
    try:
        encrypt_io(source, watched, recipients)
    except EncryptError:
        if watched.refused is None:
            raise
    # What is refused of the head is told as an error of no system, of the end not at all.
    if watched.refused is not None:
        raise watched.refused


class _Watched:
    """A file to be written, and what the system refused of it last."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.refused: OSError | None = None

    def write(self, content: bytes) -> int:
        try:
            return self._file.write(content)
        except OSError as error:
            self.refused = error
            raise

    def flush(self) -> None:
        self._file.flush()


def decrypt(source: BinaryIO, target: BinaryIO, keys: Keys) -> None:
    """Write what was encrypted to us. Raises `InvalidData` where it was not, or was damaged."""
    from pyrage import DecryptError, decrypt_io, x25519

    try:
        decrypt_io(source, target, [x25519.Identity.from_str(keys.identity)])
    except DecryptError:
        raise _unreadable() from None
    except OSError as error:
        # What was altered behind the head is told as an error of no system.
        if error.errno is not None:
            raise
        raise _unreadable() from None


def _unreadable() -> InvalidData:
    return InvalidData(
        Sentence(N_("it is not addressed to this office, or it was damaged on its way")),
        Sentence(N_("send the sender your card (pilkada office card), and have it sent again")),
    )
