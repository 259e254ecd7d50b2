"""Numbered choices on a terminal, each with what it means beside or below it."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from pilkada_cli.domain.text import visible

INDENT = 4
BESIDE = 60
"""From this width on what a choice means stands beside its name."""


def numbered(rows: Sequence[tuple[str, str, bool]], width: int) -> Iterator[str]:
    """Lines for choices of a name, a note and whether Enter alone takes it (``*``)."""
    longest = max((len(visible(name)) for name, _, _ in rows), default=0)
    for number, (name, note, standing) in enumerate(rows, 1):
        mark = "*" if standing else " "
        head = f"{mark}{number:>2} {visible(name)}"
        if not note:
            yield from _hung(head, width)
        elif width >= BESIDE and longest <= width * 2 // 5:
            yield from _beside(head, visible(note), INDENT + longest + 2, width)
        else:
            yield from _hung(head, width)
            yield from wrap(visible(note), width, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _hung(text: str, width: int) -> list[str]:
    return wrap(text, width, subsequent_indent=" " * INDENT, drop_whitespace=False) or [text]


def _beside(head: str, note: str, column: int, width: int) -> Iterator[str]:
    first, *rest = wrap(note, max(width - column - 1, 20))
    yield f"{head:<{column}}{first}"
    for line in rest:
        yield " " * column + line
