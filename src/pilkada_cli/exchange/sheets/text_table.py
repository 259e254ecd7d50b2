"""CSV as a stream of rows: encoding and delimiter recognised, nothing held but a stretch."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.sheets import headers
from pilkada_cli.exchange.sheets.encoding import BLOCK, LONGEST, NAMES, encoding_of, too_long
from pilkada_cli.exchange.sheets.rows import Reached, Row, Table
from pilkada_cli.exchange.sheets.steady import State, expect_unchanged, state_of
from pilkada_cli.i18n import N_, Sentence

_DELIMITERS = ",;\t|~^"
_DELIMITER_NAMES = {
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    "|": N_("vertical bars"),
}
_LOOKED_AT = 1 << 16
"""Characters from which the delimiter is told."""

_HEADER_AMONG = 50
_MOST_COLUMNS = 200

_BATCH = 64
"""Rows that are taken from the reader together; more would let the check on stretches slip."""

_STRETCH = 16 * BLOCK
"""Characters that so many rows may have."""

_LONGEST_CELL = 1 << 17
"""Characters of a cell. Set for each file: the module `csv` has one limit for a whole process."""

_MEND = Sentence(N_('write a quotation mark inside a text twice (""), or save the sheet as .xlsx'))


def read(path: Path) -> tuple[Table, Sentence]:
    """The rows of a text file, and how it is read: its encoding and delimiter.

    The rows raise `InvalidData` that names the line: for a quotation mark that is
    not closed, a NUL byte, a line or cell that is too long; and where the file was
    written to since.
    """
    state = state_of(path)
    encoding = encoding_of(path)
    delimiter = _delimiter_of(path, encoding)
    remark = Sentence(
        N_("{file} is read as {encoding} with {delimiters} between the columns"),
        file=path,
        encoding=NAMES[encoding],
        delimiters=Sentence(_DELIMITER_NAMES.get(delimiter, delimiter)),
    )
    # The machine form of an export carries no guard; whatever else there is may.
    guarded = (encoding, delimiter) != ("utf-8", ",")
    reached = Reached(state[0])

    def rows() -> Iterator[Row]:
        return _rows(_Lines(path, encoding, reached), delimiter, state)

    return Table("", rows, guarded=guarded, reached=reached), remark


def _rows(lines: "_Lines", delimiter: str, state: State) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    path = lines.path
    reader = csv.reader(
        chain.from_iterable(lines.blocks()),
        delimiter=delimiter,
        skipinitialspace=True,
        strict=True,
    )
    numbered = enumerate(reader, 1)
    try:
        while batch := list(islice(numbered, _BATCH)):
            lines.stretch = 0
            # Else a file that grows as fast as it is read would never end.
            expect_unchanged(path, state)
            yield from batch
        expect_unchanged(path, state)
    except csv.Error as error:
        expect_unchanged(path, state)
        raise _broken(lines, delimiter, str(error)) from None
    except UnicodeDecodeError:
        expect_unchanged(path, state)
        raise lines.invalid(
            Sentence(N_("its bytes are no text in the encoding of the file"))
        ) from None


class _Lines:
    """The lines of a file, in blocks of whole lines."""

    def __init__(self, path: Path, encoding: str, reached: Reached) -> None:
        self.path = path
        self.encoding = encoding
        self.reached = reached
        self.line = 1
        self.stretch = 0

    def blocks(self) -> Iterator[Iterator[str]]:
        """Each block as an iterator over its lines with their ends."""
        rest = ""
        with (
            self.path.open("rb") as file,
            io.TextIOWrapper(file, self.encoding, newline="") as stream,
        ):
            while text := stream.read(BLOCK):
                self.reached.done = file.tell()
                text = rest + text
                self._judge(text)
                end = _end_of_last_line(text)
                yield io.StringIO(text[:end], newline="")
                self.line += _line_ends(text, end)
                rest = text[end:]
                if len(rest) > LONGEST:
                    raise too_long(self.path, self.line)
        yield io.StringIO(rest, newline="")

    def _judge(self, text: str) -> None:
        if (at := text.find("\0")) >= 0:
            self.line += _line_ends(text, at)
            raise self.invalid(Sentence(N_("it holds a NUL character")))
        self.stretch += len(text)
        if self.stretch > _STRETCH:
            raise too_long(self.path, self.line)

    def invalid(self, problem: Sentence) -> InvalidData:
        """An objection to the line that is read now."""
        return InvalidData(
            Sentence(
                N_("{file}, line {line}: {problem}"),
                file=self.path,
                line=self.line,
                problem=problem,
            ),
            Sentence(N_("open it in a spreadsheet program and save it as .xlsx")),
        )


def _end_of_last_line(text: str) -> int:
    """Where the last whole line ends; a carriage return at the very end may be half an end."""
    return text.rfind("\n") + 1 or text.rfind("\r", 0, len(text) - 1) + 1


def _line_ends(text: str, end: int) -> int:
    return text.count("\n", 0, end) or text.count("\r", 0, end)


def _broken(lines: _Lines, delimiter: str, error: str) -> InvalidData:
    problem = (
        N_(
            "{file}, line {line}: a cell begins here that does not end; is a quotation mark missing?"
        )
        if "limit" in error
        else N_(
            "{file}, line {line}: a quotation mark opens here and is not closed as it should be"
        )
    )
    line = _line_of_broken_row(lines, delimiter)
    return InvalidData(Sentence(problem, file=lines.path, line=line), _MEND)


def _line_of_broken_row(lines: _Lines, delimiter: str) -> int:
    """The line in which the row begins that cannot be read, found by reading once more."""
    reader = csv.reader(
        chain.from_iterable(_Lines(lines.path, lines.encoding, lines.reached).blocks()),
        delimiter=delimiter,
        skipinitialspace=True,
        strict=True,
    )
    last = 0
    try:
        for _ in reader:
            last = reader.line_num
    except csv.Error:
        pass
    return last + 1


def _delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter by which the columns have names that are known, or the rows one width."""
    try:
        with path.open(encoding=encoding, newline="") as stream:
            text = stream.read(_LOOKED_AT)
    except UnicodeDecodeError:
        return ","
    if text.startswith("sep=") and text[4:5] in _DELIMITERS and text[5:6] in "\r\n":
        return text[4]
    if len(text) == _LOOKED_AT:
        text = text[: _end_of_last_line(text) or None]
    return max(_DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))


def _fitness(text: str, delimiter: str) -> tuple[int, int]:
    """How many names of columns one row has, and how much of the text is rows of one width."""
    widths: Counter[int] = Counter()
    named = 0
    try:
        for n, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            widths[len(cells)] += 1
            if n < _HEADER_AMONG:
                named = max(named, _named(cells))
    except csv.Error:
        pass
    return named, max(((width - 1) * rows for width, rows in widths.items()), default=0)


def _named(cells: list[str]) -> int:
    """The cells that surely are names of columns; one alone tells nothing of a delimiter."""
    found = [headers.match(cell) for cell in cells[:_MOST_COLUMNS]]
    sure = sum(1 for each in found if each is not None and each.sure)
    return sure if sure > 1 else 0
