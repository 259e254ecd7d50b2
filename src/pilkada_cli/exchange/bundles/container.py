"""The bytes of a bundle.

::

    pilkada.bundle/1 ⏎  manifest ⏎  signature in hex ⏎  operations  attachments

The manifest is one line of JSON, signed with the sender's key. It tells size and
SHA-256 of the operations (gzip, a line of JSON each) and of every attachment, whose
bytes follow one another. So nothing is unpacked, and no name is used, that the sender
did not sign. An encrypted bundle is all of this in an age file.
"""

import gzip
import hashlib
import json
import shutil
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Row
from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.bundles import keys as signing
from pilkada_cli.exchange.bundles.keys import Keys
from pilkada_cli.exchange.bundles.manifest import File, Manifest, damaged, read_manifest
from pilkada_cli.i18n import N_, Sentence

MAGIC = b"pilkada.bundle/1\n"
_LONGEST_MANIFEST = 16 << 20
_LONGEST_OPERATION = 8 << 20
"""Bytes of one operation as JSON; the text fields of a report hold far less."""
_CHUNK = 1 << 20
_IN_MEMORY = 16 << 20


def spool() -> Any:
    """A file without a name for what may be large: in memory while it is small."""
    return SpooledTemporaryFile(_IN_MEMORY)


def write_operations(file: BinaryIO, rows: Iterable[Row]) -> int:
    """Write rows compressed and return how many there were."""
    written = 0
    with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0, filename="") as packed:
        for row in rows:
            packed.write(_line(row))
            written += 1
    return written


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _line(row: Row) -> bytes:
    """A row as JSON: of content that is there the digest is left out."""
    body, sealed = row.body, row.sealed
    parts = (
        row.header.decode(),
        None if body is None else body.decode(),
        None if sealed is None else sealed.decode(),
        None if row.salt is None else row.salt.hex(),
        row.body_digest.hex() if body is None else None,
        row.sealed_digest.hex() if sealed is None else None,
        row.hash.hex(),
    )
    return _encode(parts).encode() + b"\n"


def _row(line: bytes) -> Row:
    try:
        header, body, sealed, salt, body_digest, sealed_digest, digest = json.loads(line)
        text = [None if each is None else str(each).encode() for each in (body, sealed)]
        salt_bytes = None if salt is None else bytes.fromhex(salt)
        return Row(
            str(header).encode(),
            text[0],
            text[1],
            salt_bytes,
            bytes.fromhex(body_digest) if text[0] is None else chain.body_digest(text[0]),
            bytes.fromhex(sealed_digest)
            if text[1] is None or salt_bytes is None
            else chain.sealed_digest(salt_bytes, text[1]),
            bytes.fromhex(digest),
        )
    except (ValueError, TypeError, RecursionError):
        raise damaged() from None


def write(
    file: BinaryIO, manifest: Manifest, keys: Keys, operations: BinaryIO, files: Iterable[BinaryIO]
) -> None:
    """Write a bundle that is not encrypted; `operations` as `write_operations` wrote them.

    `files` are as many as the manifest names, in its order. Raises `InvalidData` where one of
    them is not what it says.
    """
    head = manifest.model_dump_json(exclude_defaults=True).encode()
    file.write(MAGIC + head + b"\n" + keys.sign(MAGIC + head).hex().encode() + b"\n")
    shutil.copyfileobj(operations, file, _CHUNK)
    for said, each in zip(manifest.files, files, strict=True):
        found = hashlib.sha256()
        while chunk := _read(each, said):
            found.update(chunk)
            file.write(chunk)
        if found.hexdigest() != said.sha256:
            raise changed(said)


def _read(source: BinaryIO, said: File) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError:
        raise changed(said) from None


def changed(said: File) -> InvalidData:
    """Why no bundle is made of a file that was whole a moment ago."""
    return InvalidData(
        Sentence(
            N_("the file {name} was changed or erased while the bundle was made"), name=said.name
        ),
        Sentence(N_("nothing was written; make it again")),
    )


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose sender signed what it holds; who that is was not judged here."""

    file: BinaryIO
    manifest: Manifest
    begins: int

    def verify(self) -> None:
        """Raise `InvalidData` unless operations and attachments are what was signed."""
        self.file.seek(self.begins)
        parts = [(self.manifest.size, self.manifest.sha256)]
        for size, digest in parts + [(each.size, each.sha256) for each in self.manifest.files]:
            found = hashlib.sha256()
            while size and (chunk := self.file.read(min(size, _CHUNK))):
                found.update(chunk)
                size -= len(chunk)
            if size or found.hexdigest() != digest:
                raise damaged()
        if self.file.read(1):
            raise damaged()

    def rows(self) -> Iterator[Row]:
        """The operations, as many as were signed, of a bundle that was verified."""
        self.file.seek(self.begins)
        part = _Part(self.file, self.manifest.size)
        n = 0
        try:
            with gzip.GzipFile(fileobj=part, mode="rb") as packed:  # type: ignore[call-overload]
                while line := packed.readline(_LONGEST_OPERATION):
                    n += 1
                    if n > self.manifest.operations or not line.endswith(b"\n"):
                        raise damaged()
                    yield _row(line)
        except (OSError, EOFError, zlib.error):
            raise damaged() from None
        if n != self.manifest.operations:
            raise damaged()

    def attachments(self) -> Iterator[tuple[File, BinaryIO]]:
        """Every attachment with a stream that gives its bytes; read one before the next."""
        at = self.begins + self.manifest.size
        for each in self.manifest.files:
            self.file.seek(at)
            yield each, _Part(self.file, each.size)  # type: ignore[misc]
            at += each.size


class _Part:
    """So many bytes of a file from where it stands."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(chunk)
        return chunk


def open_bundle(file: BinaryIO) -> Bundle:
    """The bundle in a file that is not encrypted.

    Raises `InvalidData` for bytes that are none, or that the sender they name did not sign.
    """
    if file.read(len(MAGIC)) != MAGIC:
        raise damaged()
    head = file.readline(_LONGEST_MANIFEST)
    signature = file.readline(130)
    manifest = read_manifest(head.removesuffix(b"\n"))
    try:
        signed = bytes.fromhex(signature.decode("ascii").removesuffix("\n"))
    except ValueError:
        raise damaged() from None
    if not head.endswith(b"\n") or not signature.endswith(b"\n"):
        raise damaged()
    if not signing.is_signed(manifest.from_card.key, signed, MAGIC + head[:-1]):
        raise damaged()
    return Bundle(file, manifest, file.tell())


def unpacked(source: BinaryIO, target: BinaryIO, keys: Keys) -> BinaryIO:
    """The plain bytes of a bundle: the file itself, or what it decrypts to, written to `target`."""
    if not signing.is_encrypted(source):
        return source
    signing.decrypt(source, target, keys)
    target.seek(0)
    return target
