"""The ways in which a long number is written: 081234567890, 0812-3456-7890, +62 812 3456 7890."""

import re
from collections.abc import Iterator

LENGTHS = range(6, 19)
"""Digits of a number that is looked for however it is written; the most are those of a NIP."""

_GROUP = range(3, 9)
"""Digits that stand together in a number that is written in groups."""

_ABROAD = re.compile("62(?=[28])")
"""Before the number of a land line or a mobile in Indonesia, in place of 0."""

IN_GROUPS = re.compile(r"(?<!\S)(?:0|\+?62)[0-9().-]*(?: [0-9().-]*[0-9][0-9().-]*)+(?!\S)")
"""A telephone number with blanks in it."""


def written(digits: str) -> Iterator[tuple[str, ...]]:
    """Every way to write a number, in groups and as one; a telephone number also from abroad."""
    yield from _grouped(digits)
    national = digits[1:] if digits.startswith("0") else _ABROAD.sub("", digits)
    if national == digits:
        return
    others = {f"0{national}", f"62{national}"} - {digits}
    for each in sorted(others):
        yield from _grouped(each)
    for groups in _grouped(national):
        yield ("62", *groups)


def _grouped(digits: str) -> Iterator[tuple[str, ...]]:
    """As one, and in groups, of which the last may be begun only."""
    yield (digits,)
    for size in _GROUP:
        if size < len(digits):
            yield from ((digits[:size], *others) for others in _grouped(digits[size:]))
