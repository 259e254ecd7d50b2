"""Whom a letter goes to, and who gets a copy: ``Kepada Yth. / Kepala Badan Kesbangpol / di Tempat``."""

import re
from collections.abc import Sequence

from pilkada_cli.domain.form_labels import labelled
from pilkada_cli.domain.spelling import words
from pilkada_cli.exchange.message_salutations import names_whom

_TO = re.compile(
    r"\W*(?:(?:kepada|kpd)\b(?:\s*:|\W*yth\b|\W*$)|yth\b)\W*"
    r"|\W*(?P<copied>(?:tembusan|cc)\b(?:\W*yth\b|\s*:|\W*$))\W*",
    re.IGNORECASE,
)
"""How the lines begin behind which stands whom a letter goes to, or who gets a copy."""

_ENDS = re.compile(r",\s*|(?:[^\W\d_]{4,}|[A-Z]{2,})[.!]+\s+")
_ITEM = re.compile(r"\s*(?:[-–•▪]|\d{1,2}[.)])\s*")
_SOMEWHERE = re.compile(r"\W*di\b\W*", re.IGNORECASE)
_PLACE = re.compile(
    r"\W*(?:di\b\W*)?tempat\W*|\W*di\b[\W_]*(?:(?-i:[A-Z])\w*(?: (?-i:[A-Z])\w*){0,2})?\W*",
    re.IGNORECASE,
)

_REGION = re.compile(r"\W*(?i:kab|kabupaten|prov|provinsi)\b\.?(?: [A-Z]\w*){1,3}\W*")
"""What goes on behind an office, and is no place of the matter."""


def lines_of_address(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that say only whom a letter goes to, where he is, and who gets a copy."""
    found: set[int] = set()
    within = named = copied = False
    for n, line in enumerate(lines):
        if not words(line):
            within = within and not named
        elif begins := is_addressed(line):
            within, copied = True, begins["copied"] is not None
            named = bool(words(line[begins.end() :]))
            found.add(n)
        elif within and _goes_on(lines, n, named=named, copied=copied):
            named = True
            found.add(n)
        else:
            within = False
    return found


def is_addressed(line: str) -> re.Match[str] | None:
    """How a line begins that says only whom a letter goes to."""
    begins = _TO.match(line)
    if begins is None:
        return None
    whom, *further = _ENDS.split(line[begins.end() :])
    only = all(_PLACE.fullmatch(each) or names_whom(each, begun=False) for each in further)
    return begins if only and names_whom(whom, begun=True) else None


def after_address(line: str) -> int:
    """Where a line goes on behind its first sentence, which says only whom the letter goes to; else 0."""
    begins = _TO.match(line)
    ends = _ENDS.search(line, begins.end()) if begins else None
    if begins is None or ends is None or not words(line[ends.end() :]):
        return 0
    return ends.end() if names_whom(line[begins.end() : ends.end()], begun=True) else 0


def _goes_on(lines: Sequence[str], n: int, *, named: bool, copied: bool) -> bool:
    """Whether a line goes on with an address in which somebody was `named`, or nobody yet."""
    line, following = lines[n], lines[n + 1] if n + 1 < len(lines) else ""
    if labelled(line):
        return False
    if _PLACE.fullmatch(line):
        return not following[:1].islower()
    if _REGION.fullmatch(line):
        return True
    if named and _SOMEWHERE.fullmatch(lines[n - 1]):
        return len(words(line)) == 1
    item = _ITEM.match(line)
    return bool(item or not named) and names_whom(line[item.end() if item else 0 :], begun=copied)
