"""The bytes of an operation and the hash chain over them, exactly as stored.

``docs/journal.md`` specifies this format for other programs. Nothing here is
ever re-serialised: what was hashed is what is stored.
"""

import hashlib
import json
import math
import re
import unicodedata
from dataclasses import dataclass

from pilkada_cli.domain.operation import MAX_INTEGER, Header, Json, JsonObject, OpId, is_origin
from pilkada_cli.domain.times import is_instant
from pilkada_cli.i18n import N_, Sentence

FORMAT = "pilkada.op/1"
ZERO = bytes(32)
SALT_BYTES = 16

MAX_BODY = 64 << 10
"""Bytes of a body. What people enter takes at most two thirds of it."""

MAX_SEALED = 1 << 20
"""Bytes of a sealed part. What people enter takes at most a third of it."""

NONCE = "nonce"
"""Of a body that may be withheld: random digits, so that its digest cannot be guessed back."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_KIND = re.compile(r"[a-z][a-z0-9-]{0,31}")
# A finite cap keeps hostile nesting from exhausting the parser's stack.
_MAX_DEPTH = 32


class Malformed(ValueError):
    """Bytes that are not of the journal's format; says which rule they break."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence = Sentence(template, None, **values)
        super().__init__(self.sentence)


@dataclass(frozen=True, slots=True)
class Row:
    """One journal row as bytes. `body`, `sealed` and `salt` are None in a stub."""

    header: bytes
    body: bytes | None
    sealed: bytes | None
    salt: bytes | None
    body_digest: bytes
    sealed_digest: bytes
    hash: bytes


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(value: Json) -> bytes:
    """JSON without spaces, non-ASCII unescaped, in UTF-8."""
    return _encoded(value).encode("utf-8")


def encode_header(header: Header) -> bytes:
    """The header's bytes."""
    return encode(
        [
            FORMAT,
            header.origin,
            header.seq,
            header.clock,
            header.at,
            header.known_at,
            header.actor,
            str(header.batch),
            header.kind,
            None if header.subject is None else str(header.subject),
        ]
    )


def decode_header(data: bytes) -> Header:
    """Read a header's bytes.

    Raises `Malformed` unless they are exactly what `encode_header` writes.
    """
    parts = _loads(data)
    if not isinstance(parts, list) or len(parts) != 10 or parts[0] != FORMAT:
        raise Malformed(N_("it is not a header of format {format}"), format=FORMAT)
    _, origin, seq, clock, at, known_at, actor, batch, kind, subject = parts
    _check_numbers(seq, clock, actor)
    _check_words(origin, at, known_at, kind)
    try:
        subject_id = None if subject is None else OpId.parse(str(subject))
        batch_id = OpId.parse(str(batch))
    except ValueError:
        raise Malformed(N_("batch or subject is not the id of an operation")) from None
    if batch_id.origin != origin or batch_id.seq > seq:
        raise Malformed(N_("batch is not an operation of the same origin, up to this one"))
    header = Header(origin, seq, clock, at, known_at, actor, batch_id, kind, subject_id)
    if encode_header(header) != data:
        raise Malformed(N_("header is not in its one canonical form"))
    return header


def _check_numbers(seq: Json, clock: Json, actor: Json) -> None:
    for name, number, least in (("seq", seq, 1), ("clock", clock, 1), ("actor", actor, 0)):
        if type(number) is not int or not least <= number <= MAX_INTEGER:
            raise Malformed(
                N_("{name} is not a number from {least} to 2^53"), name=name, least=least
            )


def _check_words(origin: Json, at: Json, known_at: Json, kind: Json) -> None:
    if not is_origin(origin):
        raise Malformed(N_("origin is not 32 lower-case hex digits"))
    for name, instant in (("at", at), ("known_at", known_at)):
        if not isinstance(instant, str) or not is_instant(instant):
            raise Malformed(N_("{name} is not an instant"), name=name)
    if known_at > at:
        raise Malformed(N_("known_at is later than at"))
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise Malformed(N_("kind is not a word"))


def decode_object(data: bytes) -> dict[str, Json]:
    """Read a body or a sealed part.

    Raises `Malformed` on anything two readers could understand differently:
    duplicate keys, NUL, lone surrogates, integers beyond 2^53, NaN, text that
    is not NFC.
    """
    value = _loads(data)
    if not isinstance(value, dict):
        raise Malformed(N_("not a JSON object"))
    _check(value, 0)
    return value


def decode_stored(data: bytes | None) -> dict[str, Json] | None:
    """Read an object that `decode_object` let in before, without its `NONCE`.

    Raises `Malformed` where it is none any more.
    """
    if data is None:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        raise Malformed(N_("it is not JSON")) from None
    if not isinstance(value, dict):
        raise Malformed(N_("not a JSON object"))
    value.pop(NONCE, None)
    return value


def _loads(data: bytes) -> Json:
    try:
        value: Json = json.loads(
            data.decode("utf-8"), object_pairs_hook=without_duplicates, parse_constant=_no_constant
        )
    except Malformed:
        raise
    except (ValueError, RecursionError):
        raise Malformed(N_("it is not JSON")) from None
    return value


def without_duplicates(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """An object of JSON. Raises `Malformed` where a key stands twice."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Malformed(N_("a key stands twice"))
    return value


def _no_constant(name: str) -> Json:
    raise Malformed(N_("{name} is not a number"), name=name)


def _check(value: Json, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise Malformed(N_("nested too deeply"))
    match value:
        case str():
            check_text(value)
        case int() | float():
            _check_number(value)
        case list():
            for item in value:
                _check(item, depth + 1)
        case dict():
            for key, item in value.items():
                check_text(key)
                _check(item, depth + 1)


def _check_number(value: int | float) -> None:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise Malformed(N_("a number beyond all bounds"))
    elif not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise Malformed(N_("an integer beyond 2^53"))


def check_text(text: str) -> None:
    """Raise `Malformed` for NUL, lone surrogates and text that is not NFC."""
    if "\0" in text:
        raise Malformed(N_("NUL in a text"))
    if _SURROGATE.search(text):
        raise Malformed(N_("a lone surrogate in a text"))
    if not unicodedata.is_normalized("NFC", text):
        raise Malformed(N_("a text is not NFC"))


def body_digest(body: bytes) -> bytes:
    """SHA-256 of the body as stored."""
    return hashlib.sha256(body).digest()


def sealed_digest(salt: bytes | None, sealed: bytes | None) -> bytes:
    """SHA-256 of salt and sealed part; 32 zero bytes where there is none.

    The salt keeps a short secret (a name, a number) from being guessed out of
    the digest after it was erased.
    """
    if sealed is None:
        return ZERO
    return hashlib.sha256((salt or b"") + sealed).digest()


def link_hash(previous: bytes, header: bytes, body_dig: bytes, sealed_dig: bytes) -> bytes:
    """The hash of a row, over the hash of the row before it in the same origin."""
    digest = hashlib.sha256(previous)
    digest.update(hashlib.sha256(header).digest())
    digest.update(body_dig)
    digest.update(sealed_dig)
    return digest.digest()


def seal_row(
    previous: bytes, header: Header, body: JsonObject, sealed: JsonObject | None, salt: bytes
) -> Row:
    """Make the row of a new operation.

    `previous` is the hash of the origin's row before it, `ZERO` for the first;
    `salt` is 16 random bytes, kept only where there is a sealed part.
    """
    header_bytes = encode_header(header)
    body_bytes = encode(dict(body))
    sealed_bytes = encode(dict(sealed)) if sealed else None
    kept_salt = salt if sealed_bytes is not None else None
    body_dig = body_digest(body_bytes)
    sealed_dig = sealed_digest(kept_salt, sealed_bytes)
    return Row(
        header_bytes,
        body_bytes,
        sealed_bytes,
        kept_salt,
        body_dig,
        sealed_dig,
        link_hash(previous, header_bytes, body_dig, sealed_dig),
    )
