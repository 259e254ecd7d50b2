"""Texts that a spreadsheet would run, and the sign that keeps it from running them."""

import re

# Blanks before the sign do not hinder a spreadsheet; a tab and a carriage return are
# such signs themselves. What already begins with the guard is guarded once more, so
# that taking one off always gives back what was there.
_LIVE = re.compile(r"'*[^\S\t\r]*[=+\-@\t\r＝＋－＠]")


def guard(text: str) -> str:
    """`text` behind an apostrophe where its first sign after blanks would begin a formula."""
    return f"'{text}" if _LIVE.match(text) else text


def unguard(text: str) -> str:
    """`text` without the apostrophe that `guard` put before it; any other text as it is."""
    return text[1:] if text.startswith("'") and _LIVE.match(text) else text
