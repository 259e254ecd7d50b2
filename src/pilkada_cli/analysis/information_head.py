"""What the head of a laporan informasi says of the information: its source, when it was obtained, its value."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pilkada_cli.analysis.wording import Guess

_OF_IT = r"(?: (?:informasi|info|keterangan|bahan keterangan|baket|berita))?"
_OBTAIN = r"(?:mendapat|memperoleh|perolehan|diperoleh|didapat)(?:kan)?"
_BEHIND = r"[*_ \t]{0,9}:[*_ \t]{0,9}"
_HEADING = re.compile(
    r"[\W_]{0,6}(?:(?:\d{1,2}|[a-z])[.)][\W_]{0,6})?(?:"
    rf"sumber{_OF_IT}{_BEHIND}(?P<source>.*)"
    rf"|(?P<other>hubungan (?:dengan|dgn) sumber{_OF_IT}|cara {_OBTAIN}{_OF_IT}){_BEHIND}.*"
    rf"|waktu {_OBTAIN}{_OF_IT}{_BEHIND}(?P<obtained>.*)"
    rf"|nilai{_OF_IT}{_BEHIND}(?P<grade>[A-F][ /-]{{0,3}}[1-6])(?!\w).*)",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[\W_]*(?:nihil|tidak ada)?[\W_]*", re.IGNORECASE)


class Head(NamedTuple):
    """The guesses by the name of a value, the words of when it was obtained, and the text without its head.

    The lines of the head are left empty, so that every line keeps its number.
    """

    guesses: Mapping[str, Guess]
    obtained: str
    rest: str


def head_of(text: str) -> Head:
    """The head of a text; a source alone makes none, for every form names one."""
    lines = text.split("\n")
    found = {n: heading for n, line in enumerate(lines) if (heading := _HEADING.fullmatch(line))}
    said = {
        kind: text for each in found.values() for kind, text in each.groupdict("").items() if text
    }
    if not said.keys() - {"source"}:
        return Head({}, "", text)
    guesses: dict[str, Guess] = {}
    source, grade = said.get("source", "").strip(" *_"), said.get("grade", "")
    if not _NOTHING.fullmatch(source):
        guesses["source"] = Guess(source, (source,))
    if grade:
        guesses["grade"] = Guess(re.sub(r"[ /-]", "", grade).upper(), (grade,))
    rest = "\n".join("" if n in found else line for n, line in enumerate(lines))
    return Head(guesses, said.get("obtained", ""), rest)
