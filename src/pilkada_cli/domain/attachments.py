"""What an attachment is: a photo or a PDF, named by the hash of its bytes.

The record holds what is said here; the bytes lie beside the register
(`pilkada_cli.storage.attachments`).
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from pilkada_cli.domain.operation import Json, JsonObject

MAX_SIZE = 25 * 1024 * 1024
"""Bytes of one attachment, in the megabytes that Windows shows."""

MAX_FILES = 20
"""Attachments of one report."""

MAX_NAME = 120
"""Bytes of a name in UTF-8; file systems take 255, and some store it longer."""

ACCEPTED = "JPEG, PNG, WebP, HEIC, PDF"

_BEGINNINGS = {".jpg": b"\xff\xd8\xff", ".png": b"\x89PNG\r\n\x1a\n", ".pdf": b"%PDF-"}
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
EXTENSIONS = (*_BEGINNINGS, ".webp", ".heic")
_REPLACED = (*EXTENSIONS, ".jpeg", ".jpe", ".heif")

_HEX = frozenset("0123456789abcdef")
_SEPARATING = frozenset('<>:"/\\|?*;')
"""Separators of paths and of lists, and what Windows allows in no name."""

_NUMBERED = (f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³")
_DEVICES = frozenset(("CON", "PRN", "AUX", "NUL", *_NUMBERED))
"""What Windows opens instead of a file, whatever follows after a point."""


class Attachment(NamedTuple):
    """A file of `size` bytes with this hash, and what it is called.

    Its stored form is ``<sha256> <size> <name>``.
    """

    sha256: str
    size: int
    name: str

    def __str__(self) -> str:
        return f"{self.sha256} {self.size} {self.name}"

    @property
    def file_name(self) -> str:
        """What the file is called beside the register."""
        return self.sha256 + extension_in(self.name)

    @classmethod
    def parse(cls, text: str) -> "Attachment":
        """Read the stored form; ValueError where it is not of that form."""
        sha256, size, name = text.split(" ", 2)
        if len(sha256) != 64 or not _HEX.issuperset(sha256):
            raise ValueError(f"no SHA-256: {sha256!r}")
        if not (size.isascii() and size.isdigit()) or size.startswith("0") or len(size) > 15:
            raise ValueError(f"no size: {size!r}")
        if not _is_name(name):
            raise ValueError(f"no name of an attachment: {name!r}")
        return cls(sha256, int(size), name)


def read(stored: Json) -> Iterator[Attachment]:
    """The attachments of a stored list; what is malformed is passed over."""
    for text in stored if isinstance(stored, list | tuple) else ():
        try:
            yield Attachment.parse(str(text))
        except ValueError:
            continue


def change(values: dict[str, Json], sealed: JsonObject, *, attach: bool) -> None:
    """Add files to those among a report's `values`, or take some away.

    A set of bytes and not a value, so that what two offices attach at once is
    all kept. Of several names of a file the first counts.
    """
    held: dict[str, str] = {each.split(" ", 1)[0]: each for each in values.pop("attachments", ())}
    for each in read(sealed.get("attachments")):
        if attach:
            held.setdefault(each.sha256, str(each))
        else:
            held.pop(each.sha256, None)
    if held:
        values["attachments"] = [*held.values()]


def _is_name(name: str) -> bool:
    """Whether a name can lead nowhere and says what the file is.

    Told without tables of Unicode, whose versions differ: everybody must fold
    the same operations to the same names.
    """
    leads_on = any(c in _SEPARATING or c < " " or "\x7f" <= c <= "\x9f" for c in name)
    short = len(name.encode()) <= MAX_NAME
    return short and not leads_on and not name.startswith(".") and bool(extension_in(name))


def extension_of(start: bytes) -> str | None:
    """The extension of a file that begins with `start`, 12 bytes or more; None if not accepted."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return ".webp"
    if start[4:8] == b"ftyp" and start[8:12] in _HEIF:
        return ".heic"
    return next((ext for ext, begins in _BEGINNINGS.items() if start.startswith(begins)), None)


def extension_in(name: str) -> str:
    """The accepted extension that a name ends in; empty where it is none."""
    return next((extension for extension in EXTENSIONS if name.endswith(extension)), "")


def tidy(name: str, extension: str) -> str:
    """A name that is harmless as a file's on every system, with the extension of what it is.

    Only the last part of a path stays, in NFC, without control, reordering and
    separating characters, of at most `MAX_NAME` bytes.
    """
    stem = _plain(name.replace("\\", "/").rpartition("/")[2])
    known = next((old for old in _REPLACED if stem.lower().endswith(old)), "")
    stem = _trimmed(stem[: len(stem) - len(known)])
    longest = MAX_NAME - len(extension) - len("_")
    stem = _trimmed(stem.encode()[:longest].decode(errors="ignore"))
    if stem.partition(".")[0].strip().upper() in _DEVICES:
        stem = f"_{stem}"
    return (stem or "lampiran") + extension


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", "".join(map(_harmless, text))).split())


def _harmless(character: str) -> str:
    if character.isspace():
        return " "
    if character in _SEPARATING:
        return "_"
    return "" if unicodedata.category(character)[0] == "C" else character


def _trimmed(stem: str) -> str:
    """Without what hides a file, is taken for an option, or is dropped by Windows at the end."""
    return stem.strip(" .-")
