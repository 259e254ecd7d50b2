"""Which encoding a text file is in, found without holding the file."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence

BLOCK = 1 << 20
"""Bytes or characters that are looked at together."""

LONGEST = 1_000_000
"""Characters that a line may have; a row of a report has a hundredth of it."""

NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
"""What an encoding is called, by Python's name for it."""

_SAVE = Sentence(N_("save the sheet as .xlsx, or as “CSV UTF-8”"))


def encoding_of(path: Path) -> str:
    """Python's name for the encoding of a text file.

    A byte order mark, else UTF-16 that does not say so, else UTF-8, else
    Windows-1252. Raises `InvalidData` that names the lines where a file is in
    two encodings or in none of these.
    """
    with path.open("rb") as file:
        start = file.read(1 << 16)
        if (wide := _utf_16(start)) is not None:
            return wide
        file.seek(0)
        if _is_utf_8(file):
            return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
        file.seek(0)
        _expect_windows(path, file)
    return "cp1252"


def _utf_16(start: bytes) -> str | None:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = len(start) // 2
    for at, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = start[at::2].count(0), start[1 - at :: 2].count(0)
        # In most languages every other byte is zero.
        if high > pairs / 2 and low < pairs / 8:
            return name
    return None


def _is_utf_8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _expect_windows(path: Path, file: BinaryIO) -> None:
    """Nothing, where every line can be Windows-1252 and none is UTF-8 already."""
    first: dict[str, int] = {}
    for number, line in _lines(path, file):
        if line.isascii():
            continue
        first.setdefault(_encoding_of_line(line), number)
        if "" in first:
            raise InvalidData(
                Sentence(
                    N_("{file}, line {line}: its bytes are neither UTF-8 nor Windows-1252"),
                    file=path,
                    line=number,
                ),
                _SAVE,
            )
        if len(first) > 1:
            raise _mixed(path, first["utf-8"], first["cp1252"])


def _encoding_of_line(line: bytes) -> str:
    for name in ("utf-8", "cp1252"):
        try:
            line.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return ""


def _mixed(path: Path, utf_8: int, windows: int) -> InvalidData:
    return InvalidData(
        Sentence(
            N_(
                "{file} is in two encodings: line {first} is UTF-8, line {second} is Windows-1252 or similar"
            ),
            file=path,
            first=utf_8,
            second=windows,
        ),
        Sentence(
            N_("two files were joined; import each by itself, or save the sheet as “CSV UTF-8”")
        ),
    )


def _lines(path: Path, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    most = LONGEST * 4
    for number, line in enumerate(iter(lambda: file.readline(most), b""), 1):
        if len(line) == most and not line.endswith(b"\n"):
            raise too_long(path, number)
        yield number, line


def too_long(path: Path, line: int) -> InvalidData:
    """The objection to a line that no sheet has."""
    return InvalidData(
        Sentence(
            N_("{file}, line {line}: the line is longer than {most} characters"),
            file=path,
            line=line,
            most=LONGEST,
        ),
        Sentence(N_("this is no sheet of reports, or a quotation mark or line end is missing")),
    )
