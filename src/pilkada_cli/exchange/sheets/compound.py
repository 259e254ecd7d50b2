"""What a workbook before 2007 says in its bytes: a compound file of OLE 2 with BIFF records in it."""

import mmap
import re
from collections.abc import Iterator
from itertools import islice

_FILEPASS = 0x2F
_LOOKED_AT = 8
"""Records after the first among which the one on the password stands (MS-XLS 2.1.7.20.3)."""

# BOF of the globals of BIFF 8 and BIFF 5 (MS-XLS 2.4.21).
_BEGINS = re.compile(rb"\x09\x08(?:\x10\x00\x00\x06|\x08\x00\x00\x05)\x05\x00", re.DOTALL)

# DATEMODE with the value 1 (MS-XLS 2.4.77).
_FROM_1904 = b"\x22\x00\x02\x00\x01\x00"

Bytes = bytes | mmap.mmap


def has_stream(data: Bytes, name: str) -> bool:
    """Whether a compound file has a stream of this name; its folder has names in UTF-16 (MS-CFB)."""
    return data.find(f"{name}\0".encode("utf-16-le")) >= 0


def has_password(data: bytes) -> bool:
    """Whether a workbook needs a password: a record on it follows the first."""
    begins = _BEGINS.search(data)
    return begins is not None and _FILEPASS in islice(_records(data, begins.start()), _LOOKED_AT)


def _records(data: bytes, at: int) -> Iterator[int]:
    """The types of the records from `at` on."""
    while at + 4 <= len(data):
        yield int.from_bytes(data[at : at + 2], "little")
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")


def counts_from_1904(data: bytes) -> bool:
    """Whether the day numbers of a workbook count from 1904."""
    return _FROM_1904 in data
