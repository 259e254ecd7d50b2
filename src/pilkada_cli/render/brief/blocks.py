"""What a brief consists of on paper, before anyone knows in which format.

Every text is as people wrote it: whoever writes a format makes it harmless there.
"""

from typing import Any, NamedTuple

from pilkada_cli.domain.text import visible


class Text(NamedTuple):
    """A paragraph; `tone` is ``lead``, ``note`` or empty."""

    text: str
    tone: str = ""


class Gap(NamedTuple):
    """What the analyst fills in, in brackets."""

    text: str


class Items(NamedTuple):
    """A list under its label, which may be empty."""

    label: str
    items: tuple[str, ...]


class Figure(NamedTuple):
    """A number with the ids behind it, in short; `key` is the anchor of all of them in the annex."""

    label: str
    value: str
    ids: str
    key: str


class Figures(NamedTuple):
    """The numbers of the first page."""

    caption: str
    figures: tuple[Figure, ...]


class Cell(NamedTuple):
    """A cell; `tone` is a level ``1`` to ``5``, ``gap``, or empty. What it means stands in the text."""

    text: str
    tone: str = ""


class Column(NamedTuple):
    """The head of a column; `number` says that it is set to the right, `share` how wide it is."""

    text: str
    share: int = 1
    number: bool = False


class Grid(NamedTuple):
    """A table, whose rows are named by their first cell; `anchors` are what links call the rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchors: tuple[str, ...] = ()


class Facts(NamedTuple):
    """An event: its id, its title, and what is known by label."""

    id: str
    title: str
    facts: tuple[tuple[str, Cell], ...]


class Picture(NamedTuple):
    """A chart by its name, with what it shows in words: as SVG, or as PNG, so many centimetres wide."""

    name: str
    words: str
    width: float
    svg: str
    png: bytes


Block = Text | Gap | Items | Figures | Grid | Facts | Picture


class Section(NamedTuple):
    """A part with its title; `key` names it for templates, `page` says that it begins one."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    page: bool = False


class Paper(NamedTuple):
    """A brief on paper. `mark` stands at its top and its bottom, `signature` at its end.

    `foremost` is the line of the letterhead that names the office, None where none does.
    """

    language: str
    mark: str
    letterhead: tuple[str, ...]
    foremost: int | None
    title: str
    head: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    annexes: tuple[Section, ...]
    words: dict[str, str]


def data(value: Any) -> Any:
    """The same as dictionaries, lists and texts in which no character is live; a block says its `kind`."""
    if isinstance(value, Picture):
        return {"kind": "picture", **value._replace(png=b"")._asdict(), "png": None}
    if isinstance(value, str):
        return visible(value, lines=True)
    if hasattr(value, "_asdict"):
        kind = {"kind": type(value).__name__.lower()} if isinstance(value, Block) else {}
        return kind | {name: data(each) for name, each in value._asdict().items()}
    if isinstance(value, tuple):
        return [data(each) for each in value]
    if isinstance(value, dict):
        return {key: data(each) for key, each in value.items()}
    return value
