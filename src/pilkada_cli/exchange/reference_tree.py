"""The values of a file of reference data with their lines, and what is wrong at a place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pilkada_cli.domain.text import visible
from pilkada_cli.i18n import N_, Sentence

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at a place of a file; `line` counts from 1, `key` may be empty."""

    file: str
    line: int
    key: str
    sentence: Sentence


def listed(problems: Sequence[Problem]) -> Sentence:
    """The problems for people, one a line, with file, line and key."""
    lines = (
        ": ".join(filter(None, (f"{each.file}:{each.line}", each.key, str(each.sentence))))
        for each in problems
    )
    return Sentence("{lines}", lines="\n".join(lines))


@dataclass(frozen=True, slots=True)
class Unclear:
    """A scalar without quotes that YAML takes for something else than text."""

    text: str


@dataclass
class Tree:
    """The values of a file.

    `lines` has the line of every path; `written` how a scalar without quotes
    that is no text was written; `refused` the paths that have been objected to.
    """

    file: str
    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    refused: set[Path] = field(default_factory=set)

    def problem(self, path: Path, sentence: Sentence) -> Problem:
        """A problem at `path`, or at the nearest place above it that is there."""
        there = path
        while there and there not in self.lines:
            there = there[:-1]
        return Problem(self.file, self.lines.get(there, 1), self.name(path), sentence)

    def name(self, path: Path) -> str:
        """`path` for people: ``kamtibmas/hoaks: label.en``, ``voting_days 2.region``."""
        heads: list[str] = []
        tail: list[str] = []
        value = self.value
        for step in path:
            value = _step(value, step)
            if isinstance(step, str):
                tail.append(step)
            elif (own := _identity(value)) is not None:
                heads = [own] if heads and own.startswith(heads[-1] + ".") else [*heads, own]
                tail = []
            elif tail:
                tail[-1] += f" {step + 1}"
        return visible(": ".join(part for part in ("/".join(heads), ".".join(tail)) if part))

    def at(self, path: Path) -> Any:
        """The value at `path`, None where there is none."""
        value = self.value
        for step in path:
            value = _step(value, step)
        return value

    def select(self, *pattern: str) -> Iterator[tuple[Path, Any]]:
        """What is at `pattern` and not refused; ``*`` stands for every item of a list."""
        found: list[tuple[Path, Any]] = [((), self.value)]
        for step in pattern:
            found = [below for path, value in found for below in _below(path, value, step)]
        return ((path, value) for path, value in found if path not in self.refused)

    def texts(self, *pattern: str) -> Iterator[tuple[Path, str]]:
        """Like `select`, but only what is text."""
        return ((path, value) for path, value in self.select(*pattern) if isinstance(value, str))


Trees = Mapping[str, Tree]
Problems = Iterator[Problem]


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _identity(value: Any) -> str | None:
    if not isinstance(value, dict):
        return None
    own = value.get("code", value.get("key"))
    return own[:60] if isinstance(own, str) else None


def _below(path: Path, value: Any, step: str) -> Iterator[tuple[Path, Any]]:
    if step == "*" and isinstance(value, list):
        yield from (((*path, index), item) for index, item in enumerate(value))
    elif isinstance(value, dict) and step in value:
        yield (*path, step), value[step]


def twice(tree: Tree, *pattern: str, within: int = 0) -> Problems:
    """Texts that stand more than once below the first `within` steps of their path."""
    first: dict[tuple[Path, str], int] = {}
    for path, value in tree.select(*pattern):
        place = (path[:within], f"{type(value).__name__} {value}")
        if place in first:
            sentence = Sentence(
                N_("'{text}' stands here twice; the first is in line {first}"),
                text=visible(str(value)), first=first[place],
            )  # fmt: skip
            yield tree.problem(path, sentence)
        first.setdefault(place, tree.lines[path])


def unknown(
    tree: Tree, pattern: tuple[str, ...], trees: Trees, file: str, listing: tuple[str, ...]
) -> Problems:
    """Texts at `pattern` that are not among those at `listing` of `file`, where it has any."""
    known = known_texts(trees, file, *listing)
    for path, text in tree.texts(*pattern):
        if known and text not in known:
            yield tree.problem(path, not_in(text, file))


def known_texts(trees: Trees, file: str, *listing: str) -> set[str]:
    """The texts at `listing` of `file`; none where the file could not be read."""
    return {text for _, text in trees[file].texts(*listing)} if file in trees else set()


def not_in(text: str, file: str) -> Sentence:
    """The objection to a name that `file` does not know."""
    return Sentence(N_("there is no '{text}' in {file}"), text=visible(text), file=file)
