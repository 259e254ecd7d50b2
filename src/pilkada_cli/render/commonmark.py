"""User text within CommonMark, where it is never markup."""

import re

from pilkada_cli.domain.text import visible

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# What Markdown reads wherever it stands, and what would make a link of a bare address.
_LIVE = re.compile(r"[\\`*_{}\[\]#|~^$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What begins a list, or underlines a heading, at the beginning of a line.
_LEADING = re.compile(r"\A(\d{1,9}(?=[.)])|(?=[-+=:]))")


def escaped(text: str) -> str:
    """`text` as one line that Markdown shows as it is.

    Every sign that CommonMark 0.31, GitHub or pandoc could take for markup is escaped.
    """
    return _LEADING.sub(r"\1\\", within(text))


def within(text: str) -> str:
    """The same for what does not begin a line: a cell, a heading, the rest of a sentence."""
    line = " ".join(visible(text, lines=True).split())
    return _LIVE.sub(r"\\\g<0>", line).translate(_ENTITIES)
