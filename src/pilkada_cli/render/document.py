"""A document on paper, as plain text of at most 78 columns and as Markdown.

What it says is a `Document`; here it is only written down. User text is shown
with its control characters spelt out, and in Markdown it is never markup.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from pilkada_cli.domain.text import visible
from pilkada_cli.render.commonmark import escaped

WIDTH = 78
"""Columns of the text form on paper."""


class Entry(NamedTuple):
    """What a document says on one point: `label`, then one value, or an item for each text.

    A value may have several lines; with `block` it stands below its label.
    """

    label: str
    texts: tuple[str, ...]
    items: bool = False
    block: bool = False


class Section(NamedTuple):
    """A numbered part of a document."""

    title: str
    entries: tuple[Entry, ...]


class Document(NamedTuple):
    """An official document. `mark` stands at its top and its bottom.

    `notices` are what must be read before anything else; `signature` are the
    lines at its end, to the right; `last` follows them.
    """

    mark: str
    letterhead: tuple[str, ...]
    title: str
    head: tuple[Entry, ...]
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    last: tuple[Entry, ...]


def as_text(document: Document, width: int = WIDTH) -> str:
    """The document in lines of at most `width` columns."""
    mark = _centred(document.mark, width)
    lines = [mark, ""]
    for line in document.letterhead:
        lines += [_centred(each, width) for each in _wrapped(line, width)]
    lines += ["=" * width, ""] if document.letterhead else []
    lines += [_centred(document.title, width), "", *_text_entries(document.head, width)]
    if document.notices:
        lines += ["", "-" * width]
        lines += [line for notice in document.notices for line in _wrapped(notice, width)]
        lines += ["-" * width]
    for section in document.sections:
        lines += ["", "", *_wrapped(section.title, width), ""]
        lines += _text_entries(section.entries, width, numbered=True)
    lines += ["", "", *_signature(document.signature, width)]
    lines += ["", *_text_entries(document.last, width)] if document.last else []
    return "\n".join((*lines, "", mark)) + "\n"


def _centred(text: str, width: int) -> str:
    return " " * ((width - cell_len(text)) // 2) + text


def _signature(lines: Sequence[str], width: int) -> Iterator[str]:
    """The lines to the right, from a little after the middle."""
    before = (width + 2) // 2
    for line in lines:
        yield from (f"{'':{before}}{part}".rstrip() for part in _wrapped(line, width - before))


def _text_entries(entries: Sequence[Entry], width: int, *, numbered: bool = False) -> Iterator[str]:
    beside = [entry for entry in entries if not (entry.block or entry.items)]
    column = max((cell_len(entry.label) for entry in beside), default=0)
    for number, entry in enumerate(entries, 1):
        before = f"{number}. " if numbered else ""
        if entry in beside:
            yield from _hung(f"{before}{entry.label:<{column}} : ", entry.texts[0], width)
            continue
        yield from _hung(before, f"{entry.label} :", width)
        for text in entry.texts:
            yield from _hung(" " * len(before) + ("- " if entry.items else ""), text, width)


def _hung(before: str, text: str, width: int) -> Iterator[str]:
    """`text` after `before`, its further lines below its first."""
    column = cell_len(before)
    for line in _wrapped(text, width - column):
        yield (before + line).rstrip()
        before = " " * column


def _wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of `text`, each broken at blanks to at most `width` columns."""
    for line in visible(text, lines=True).split("\n"):
        row = ""
        for word in line.split():
            if not word.strip("."):
                word = word[:width]
            if row and cell_len(row) + 1 + cell_len(word) > width:
                yield row
                row = ""
            *full, word = chop_cells(word, width) if cell_len(word) > width else [word]
            yield from full
            row = f"{row} {word}" if row else word
        yield row


def as_markdown(document: Document) -> str:
    """The document as CommonMark."""
    mark = f"**{escaped(document.mark)}**"
    parts = [mark]
    if document.letterhead:
        parts.append("\\\n".join(map(escaped, document.letterhead)))
    parts += [f"# {escaped(document.title)}", _markdown_entries(document.head)]
    parts += [f"> **{escaped(notice)}**" for notice in document.notices]
    for section in document.sections:
        parts += [f"## {escaped(section.title)}"]
        parts += [_markdown_entries(section.entries, numbered=True)]
    parts.append("\\\n".join(escaped(line) or "&nbsp;" for line in document.signature))
    if document.last:
        parts.append(_markdown_entries(document.last))
    return "\n\n".join((*parts, mark)) + "\n"


def _markdown_entries(entries: Sequence[Entry], *, numbered: bool = False) -> str:
    return "\n".join(
        line
        for number, entry in enumerate(entries, 1)
        for line in _markdown_entry(entry, f"{number}. " if numbered else "- ")
    )


def _markdown_entry(entry: Entry, bullet: str) -> Iterator[str]:
    indent = " " * len(bullet)
    label = f"{bullet}**{escaped(entry.label)}:**"
    if entry.items:
        yield label
        yield from (f"{indent}- {_paragraphs(text, indent + '  ')}" for text in entry.texts)
    else:
        yield f"{label} {_paragraphs(entry.texts[0], indent)}"


def _paragraphs(text: str, indent: str) -> str:
    """The lines of `text` as paragraphs of a list item."""
    lines = (escaped(line) for line in text.split("\n"))
    return f"\n\n{indent}".join(line for line in lines if line)
