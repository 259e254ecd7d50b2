"""Workbooks are zip archives: what is in one, and whether it unpacks to more than it should."""

import re
import zipfile
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from zlib import error

from pilkada_cli.errors import InvalidData
from pilkada_cli.i18n import N_, Sentence

MOST_PARTS = 10_000
MOST_BYTES = 1 << 30
"""Bytes that the parts of a workbook may have together; a million rows have half of it."""

_MOST_TIMES = 150
_SMALL = 64 << 20
"""A workbook that unpacks to less is taken however well it was packed."""

MOST_CELLS = 20_000_000
"""Cells between the first and the last that is filled; each takes 32 bytes once it is open."""

_USUAL = (99_999, 26)
_BLOCK = 1 << 20
_OVERLAP = 256

_CELL = rb"""<(?:\w+:)?c [^<>]*?\br=["'](%b)["'][^<>]*(?<!/)>(?=\s*<\w)"""
# Cells without content end in "/>", or at once in "</c>", and are passed over.
_FILLED = re.compile(_CELL % rb"[A-Z]{1,3}[0-9]{1,7}")
_FAR = re.compile(_CELL % rb"[A-Z]{2,3}[0-9]{1,7}|[A-Z][0-9]{6,7}")
"""A filled cell beyond column Z or row 99999: most sheets have none, so that looking is cheap."""

_SAVE = Sentence(N_("save it as .xlsx in a spreadsheet program, and import that"))
_KINDS = {
    "xl/workbook.bin": N_("{file} is a binary workbook (.xlsb)"),
    "word/document.xml": N_("{file} is a Word document"),
    "ppt/presentation.xml": N_("{file} is a presentation"),
    "content.xml": N_("{file} is an OpenDocument file"),
}


def expect_workbook(path: Path) -> None:
    """Nothing, where a zip archive is a workbook by its list of parts.

    Raises `InvalidData` for what it is instead: damaged, another kind of
    document, locked, or an archive that unpacks to far more than it should.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise damaged(path) from None
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise locked(path)
    if "xl/workbook.xml" not in names:
        kind = next((said for name, said in _KINDS.items() if name in names), None)
        if kind is not None:
            raise InvalidData(Sentence(kind, file=path), _SAVE)
        raise InvalidData(
            Sentence(N_("{file} is a zip archive without a workbook"), file=path),
            Sentence(N_("unpack it and name the file inside")),
        )
    if len(parts) > MOST_PARTS:
        raise _bomb(path)
    _judge_size(path, sum(part.file_size for part in parts))


def expect_harmless(path: Path) -> None:
    """Unpack every part once, holding none, and count: what an archive says of itself may be false.

    Raises `InvalidData` where it unpacks to too much, or where its cells lie so
    far apart that the table between them would not fit into memory.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            total = 0
            for part in archive.infolist():
                total, area = _measured(path, archive, part, total)
                if area > MOST_CELLS:
                    raise _too_wide(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, error):
        raise damaged(path) from None
    except RuntimeError:
        raise locked(path) from None


def _measured(
    path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo, total: int
) -> tuple[int, int]:
    """`total` with the bytes of a part, and the cells that the table in it takes."""
    reach = _Reach(_FAR, _USUAL)
    for block in _unpacked(archive, part):
        total += len(block)
        _judge_size(path, total)
        reach.add(block)
    if reach.cells <= MOST_CELLS:
        return total, reach.cells
    exact = _Reach(_FILLED, (1, 1))
    for block in _unpacked(archive, part):
        exact.add(block)
    return total, exact.cells


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    # What a part says is its size would end the reading early.
    honest = copy(part)
    honest.file_size = MOST_BYTES * 2
    with archive.open(honest) as file:
        while block := file.read(_BLOCK):
            yield block


class _Reach:
    """How far the filled cells of a sheet reach, beyond the rows and columns given."""

    def __init__(self, cells: re.Pattern[bytes], least: tuple[int, int]) -> None:
        self._cells = cells
        self._height, self._width = least
        self._rest = b""

    @property
    def cells(self) -> int:
        """The area in cells."""
        return self._width * self._height

    def add(self, block: bytes) -> None:
        """Look at more of the sheet."""
        for found in set(self._cells.findall(self._rest + block)):
            letters = found.rstrip(b"0123456789")
            self._width = max(self._width, _number_of(letters))
            self._height = max(self._height, int(found[len(letters) :]))
        self._rest = block[-_OVERLAP:]


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _judge_size(path: Path, size: int) -> None:
    packed = max(path.stat().st_size, 1)
    if size > MOST_BYTES or (size > _SMALL and size > _MOST_TIMES * packed):
        raise _bomb(path)


def _bomb(path: Path) -> InvalidData:
    return InvalidData(
        Sentence(
            N_("{file} unpacks to far more than a sheet of reports has; it was not opened"),
            file=path,
        ),
        Sentence(N_("ask whoever sent it for the sheet as CSV")),
    )


def _too_wide(path: Path) -> InvalidData:
    return InvalidData(
        Sentence(N_("the cells of {file} lie too far apart to be one table"), file=path),
        Sentence(
            N_("delete what stands far right of and far below the table, or save the sheet as CSV")
        ),
    )


def locked(path: Path) -> InvalidData:
    """The objection to a file that needs a password."""
    return InvalidData(
        Sentence(N_("{file} is protected with a password"), file=path),
        Sentence(N_("open it, remove the password, save it and import that")),
    )


def damaged(path: Path) -> InvalidData:
    """The objection to a file that begins like a workbook and is none."""
    return InvalidData(
        Sentence(N_("{file} is damaged or was not received whole"), file=path),
        Sentence(
            N_("have it sent again, or open it in a spreadsheet program and save it as .xlsx")
        ),
    )
