"""A message as bytes: read up to a limit from a file or a pipe, and told as text."""

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.domain.attachments import extension_of
from pilkada_cli.errors import InvalidData, UsageError, unreadable
from pilkada_cli.exchange.jsonl import decoded
from pilkada_cli.i18n import N_, Sentence

MOST = 256 * 1024
"""Bytes that are read: a long message, with what a mail client wraps around it."""

_KILOBYTE = 1024
SHORTEN = Sentence(
    N_("keep the lines that matter; what is long is attached as a PDF with --attach")
)
"""The way out of a message that is too long."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BOM_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_file(path: Path) -> bytes:
    """The bytes of a message in a file.

    Raises `UsageError` for what is no file or cannot be read, `InvalidData` for
    one that is too large. Nothing waits for a pipe, and no more than `MOST` bytes
    and one are read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _no_file(path, status.st_mode)
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(MOST + 1)
    except (OSError, ValueError) as error:
        hint = Sentence(N_("name the file that holds the message, or give it with --stdin"))
        raise unreadable(path, error, hint) from None
    if len(data) > MOST:
        raise _too_large(str(path), max(len(data), status.st_size))
    return data


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _no_file(path: Path, mode: int) -> UsageError:
    if stat.S_ISDIR(mode):
        return UsageError(
            Sentence(N_("{path} is a folder"), path=path),
            Sentence(N_("name the file that holds the message")),
        )
    return UsageError(
        Sentence(N_("{path} is a device or a pipe, not a file"), path=path),
        Sentence(N_("what comes through a pipe is read with --stdin")),
    )


def _too_large(name: object, size: int) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("{name} has {size} KB; a message has at most {most} KB"),
            name=name,
            size=-(-size // _KILOBYTE),
            most=MOST // _KILOBYTE,
        ),
        SHORTEN,
    )


def read_stream(stream: BinaryIO) -> bytes:
    """The bytes of a message from standard input. Raises `InvalidData` where they are too many."""
    data = stream.read(MOST + 1)
    if len(data) > MOST:
        raise InvalidData(
            Sentence(N_("standard input holds more than {most} KB"), most=MOST // _KILOBYTE),
            SHORTEN,
        )
    return data


def text_of(data: bytes) -> tuple[str, Sentence | None]:
    """The text of a message, and a remark where its encoding had to be assumed.

    UTF-8 and UTF-16 with or without a byte order mark; else Windows-1252, in
    which older programs of Windows save. Raises `InvalidData` for what is no text.
    """
    if extension_of(data[:16]) is not None:
        raise InvalidData(
            Sentence(N_("the message is a photo or a PDF, not text")),
            Sentence(N_('attach it: pilkada report add "TITLE" … --attach FILE')),
        )
    text = _without_mark(data) or decoded(data)
    remark = None
    if _SURROGATES.search(text):
        if not data.startswith(_BOM_UTF16):
            text, remark = _windows(data)
        elif len(data) % 2:
            raise _no_text()
        else:
            # Half an emoji is what cutting a text to a length leaves; no word is lost with it.
            text = _SURROGATES.sub("", text)
    if "\0" in text:
        raise _no_text()
    return text, remark


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that does not say so: every other byte of most languages is zero."""
    pairs = len(data) // 2
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = data[start::2].count(0), data[1 - start :: 2].count(0)
        if len(data) % 2 == 0 and high > pairs / 2 and low < pairs / 8:
            return data.decode(name, errors="surrogatepass")
    return None


def _windows(data: bytes) -> tuple[str, Sentence]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _no_text() from None
    if _CONTROLS.search(text):
        raise _no_text()
    return text, Sentence(
        N_(
            "the message is not in UTF-8 and was read as Windows-1252; look at its signs and accents"
        )
    )


def _no_text() -> InvalidData:
    return InvalidData(
        Sentence(N_("the message is no text")),
        Sentence(N_("save it as plain text (.txt), or attach it as a PDF with --attach")),
    )
