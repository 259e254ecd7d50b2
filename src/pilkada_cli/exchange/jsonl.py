"""Our own JSON Lines: one operation a line, read strictly."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass

from pilkada_cli.domain.chain import Malformed, check_text
from pilkada_cli.i18n import N_, Sentence

MAX_LINE = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is an object, or what is wrong with it. `number` counts from 1."""

    number: int
    value: dict[str, object]
    problem: Sentence | None = None


def read_lines(data: bytes) -> Iterator[Line]:
    """The lines of a file in UTF-8 (with or without BOM) or UTF-16; blank ones are skipped."""
    for number, line in enumerate(decoded(data).split("\n"), 1):
        text = line.strip()
        if text:
            yield _read(number, text)


def decoded(data: bytes) -> str:
    """Text in UTF-8, or in the UTF-16 that Windows PowerShell writes.

    Bytes that are no text become lone surrogates, which no field takes.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        half = len(data) % 2
        return data[: len(data) - half].decode("utf-16", errors="surrogatepass") + "\udcff" * half
    return data.decode("utf-8-sig", errors="surrogateescape")


def _read(number: int, text: str) -> Line:
    if len(text) > MAX_LINE:
        return Line(
            number, {}, Sentence(N_("the line is longer than {most} characters"), most=MAX_LINE)
        )
    try:
        value = json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
        _check(value)
    except _DuplicateKeyError as error:
        return Line(number, {}, Sentence(N_("the key '{key}' stands twice"), key=str(error)))
    except (json.JSONDecodeError, Malformed, RecursionError, ValueError):
        return Line(number, {}, Sentence(N_("it is not JSON as this program reads it")))
    if not isinstance(value, dict):
        return Line(number, {}, Sentence(N_("it is not a JSON object")))
    return Line(number, value)


class _DuplicateKeyError(ValueError):
    pass


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen = dict(pairs)
    if len(seen) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _DuplicateKeyError(next(key for key in keys if keys.count(key) > 1))
    return seen


def _no_constant(name: str) -> object:
    raise ValueError(name)


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
