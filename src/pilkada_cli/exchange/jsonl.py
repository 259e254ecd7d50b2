"""Our own JSON, read strictly: an operation a line, or the rows of an export; no more is held than one."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pilkada_cli.domain.chain import Malformed, check_text
from pilkada_cli.exchange.sheets.steady import expect_unchanged, state_of
from pilkada_cli.i18n import N_, Sentence

MAX_LINE = 1_000_000
"""Characters that a line may have."""

_BLOCK = 1 << 16
_BEGINS = re.compile(r"[\s,]*(?=\{)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or an object wherever it stands, or what is wrong with it. `number` counts from 1."""

    number: int
    value: dict[str, object]
    problem: Sentence | None = None


def read_file(path: Path) -> Iterator[Line]:
    """The lines of a file, as `read_lines` gives them.

    Raises `InvalidData` where the file changes while it is read.
    """
    state = state_of(path)
    with path.open("rb") as file:
        # After each block: else a file that grows as fast as it is read would never end.
        yield from read_lines(file, lambda: expect_unchanged(path, state))


def read_lines(stream: BinaryIO, after_block: Callable[[], None] = lambda: None) -> Iterator[Line]:
    """The lines of a stream in UTF-8 (with or without BOM) or UTF-16; blank ones are skipped.

    A line beyond `MAX_LINE` is a problem, and is passed over without being held.
    """
    for number, line in enumerate(_lines(_texts(stream, after_block)), 1):
        if line is None:
            yield _too_long(number)
        elif text := line.strip():
            yield _read(number, text)


def read_objects(
    stream: BinaryIO, after_block: Callable[[], None] = lambda: None
) -> Iterator[Line]:
    """The objects of a stream, one after the other or in one list, on lines of any length.

    Each is numbered by its place among them. Nothing comes after the first problem.
    """
    number, rest, end = 1, "", None
    for text in _texts(stream, after_block):
        rest += text
        if end is None and (rest := rest.lstrip()):
            end = "]" if rest.startswith("[") else ""
            rest = rest[len(end) :]
        at = 0
        while begins := _BEGINS.match(rest, at):
            line, at = _object(number, rest, begins.end())
            if line is None:
                break
            yield line
            if line.problem is not None:
                return
            number += 1
        rest = rest[at:]
        if len(rest) > MAX_LINE:
            break
    if rest.strip() != (end or ""):
        yield Line(number, {}, _NO_JSON)


def _object(number: int, text: str, at: int) -> tuple[Line | None, int]:
    """The object that begins at a place, and where it ends; None where more of it is to come."""
    try:
        value, end = _DECODER.raw_decode(text, at)
        _check(value)
    except json.JSONDecodeError:
        return None, at
    except _REFUSED as error:
        return Line(number, {}, _problem(error)), at
    return Line(number, value), end


def _lines(texts: Iterator[str]) -> Iterator[str | None]:
    """The lines of a text that comes in pieces; None stands for one that is too long."""
    rest, is_long = "", False
    for text in texts:
        first, *others = text.split("\n")
        rest = "" if is_long else rest + first
        is_long = is_long or len(rest) > MAX_LINE
        for line in others:
            yield None if is_long else rest
            rest, is_long = line, False
    yield None if is_long else rest


def _texts(stream: BinaryIO, after_block: Callable[[], None]) -> Iterator[str]:
    """The text of a stream in UTF-8, or in the UTF-16 that Windows PowerShell writes.

    Bytes that are no text become lone surrogates, which no field takes.
    """
    block = stream.read(_BLOCK)
    wide = block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding, errors = ("utf-16", "surrogatepass") if wide else ("utf-8-sig", "surrogateescape")
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    while block:
        yield decoder.decode(block)
        after_block()
        block = stream.read(_BLOCK)
    yield "\udcff" if decoder.getstate()[0] else ""


def _too_long(number: int) -> Line:
    problem = Sentence(N_("the line is longer than {most} characters"), most=MAX_LINE)
    return Line(number, {}, problem)


def _read(number: int, text: str) -> Line:
    if len(text) > MAX_LINE:
        return _too_long(number)
    try:
        value = _DECODER.decode(text)
        _check(value)
    except _REFUSED as error:
        return Line(number, {}, _problem(error))
    if not isinstance(value, dict):
        return Line(number, {}, Sentence(N_("it is not a JSON object")))
    return Line(number, value)


class _DuplicateKeyError(ValueError):
    pass


_NO_JSON = Sentence(N_("it is not JSON as this program reads it"))
_REFUSED = (Malformed, RecursionError, ValueError)


def _problem(error: Exception) -> Sentence:
    if isinstance(error, _DuplicateKeyError):
        return Sentence(N_("the key '{key}' stands twice"), key=str(error))
    return _NO_JSON


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen = dict(pairs)
    if len(seen) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _DuplicateKeyError(next(key for key in keys if keys.count(key) > 1))
    return seen


def _no_constant(name: str) -> object:
    raise ValueError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_no_duplicates, parse_constant=_no_constant)


def _check(value: object) -> None:
    """Refuse NUL and lone surrogates anywhere; NFC is made later."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise Malformed("text")
    elif isinstance(value, dict):
        for key, item in value.items():
            check_text(key)
            _check(item)
    elif isinstance(value, list):
        for item in value:
            _check(item)
