"""Hostile YAML read without trust: values, the line of each, and every objection.

Works on parser events, one at a time and without recursion, so that neither
nesting nor aliases cost anything, and resolves scalars as YAML 1.1 does. What
only looks like a number, a date or a yes is kept as `Unclear`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilkada_cli.domain.text import visible
from pilkada_cli.exchange.reference_tree import Path, Problem, Tree, Unclear
from pilkada_cli.i18n import N_, Sentence

DEEPEST = 20
MOST_VALUES = 300_000
LONGEST_MEANT = 100

_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_WRITINGS: dict[str, tuple[str, Callable[[str], object]]] = {
    "int": (r"-?(0|[1-9][0-9]{0,17})", int),
    "float": (r"-?[0-9]{1,9}\.[0-9]{1,12}", float),
    "bool": (r"true|false", "true".__eq__),
    "timestamp": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
}


def read_tree(file: str, content: bytes) -> tuple[Tree | None, list[Problem]]:
    """The values of `content`, and what is wrong with its writing.

    No tree where the file cannot be followed to its end.
    """
    text, problem = _decoded(file, content)
    if problem is not None:
        return None, [problem]
    reader = _Reader(Tree(file))
    return (reader.tree if reader.read(text) else None), reader.problems


def _decoded(file: str, content: bytes) -> tuple[str, Problem | None]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem(file, 1, "", Sentence(N_("the file is UTF-16; save it as UTF-8")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return "", Problem(file, line, "", Sentence(N_("this is not UTF-8; save it as UTF-8")))
    if found := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        return "", Problem(file, line, "", control_character(found.group()))
    return text, None


def control_character(character: str) -> Sentence:
    """The objection to a character that is no text."""
    return Sentence(
        N_("the control character {code} stands in the text; delete it"),
        code=f"U+{ord(character):04X}",
    )


class _LostError(Exception):
    """The file cannot be followed further."""


@dataclass
class _Open:
    """A list or mapping that is being filled."""

    path: Path
    items: Any
    key: str | None = None
    twice: bool = False


class _Reader:
    def __init__(self, tree: Tree) -> None:
        import yaml

        self.yaml = yaml
        self.resolver: Any = yaml.resolver.Resolver()
        self.tree = tree
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.documents = 0
        self.values = 0

    def read(self, text: str) -> bool:
        """Fill the tree; False where the file cannot be followed to its end."""
        loader = getattr(self.yaml, "CSafeLoader", self.yaml.SafeLoader)
        try:
            for event in self.yaml.parse(text, Loader=loader):
                self._take(event)
        except _LostError:
            return False
        except (self.yaml.YAMLError, ValueError) as error:
            self.problems.append(_misspelt(self.tree.file, text, error))
            return False
        if self.tree.value is None:
            self._object(1, (), Sentence(N_("the file is empty")))
            return False
        return True

    def _object(self, line: int, path: Path, sentence: Sentence) -> None:
        self.problems.append(Problem(self.tree.file, line, self.tree.name(path), sentence))

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, self.yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._object(line, (), Sentence(N_("only one document may stand in the file")))
                raise _LostError
        elif isinstance(event, self.yaml.CollectionEndEvent):
            self.open.pop()
        elif isinstance(event, self.yaml.NodeEvent):
            self.values += 1
            if self.values > MOST_VALUES:
                sentence = Sentence(N_("the file has more than {n} values"), n=MOST_VALUES)
                self._object(line, (), sentence)
                raise _LostError
            if self.open and isinstance(self.open[-1].items, dict) and self.open[-1].key is None:
                self._take_key(event, line)
            else:
                self._take_value(event, line)

    def _take_key(self, event: Any, line: int) -> None:
        top = self.open[-1]
        self._refuse_extras(event, line, top.path)
        if not isinstance(event, self.yaml.ScalarEvent):
            self._object(line, top.path, Sentence(N_("a key must be a text")))
            raise _LostError
        if isinstance(self._scalar(event), str):
            key = event.value
        else:
            key = event.value or "~"
            self._object(line, top.path, in_quotes(event.value))
            self.tree.refused.add((*top.path, key))
        top.key, top.twice = key, key in top.items
        if top.twice:
            first = self.tree.lines[(*top.path, key)]
            self._object(
                line, (*top.path, key),
                Sentence(N_("the key stands twice; the first is in line {first}"), first=first),
            )  # fmt: skip
        self.tree.lines.setdefault((*top.path, key), line)

    def _take_value(self, event: Any, line: int) -> None:
        path = self._path()
        self.tree.lines.setdefault(path, line)
        value: Any
        if isinstance(event, self.yaml.ScalarEvent):
            value = self._scalar(event)
            if not isinstance(value, str):
                self.tree.written.setdefault(path, event.value)
        elif isinstance(event, self.yaml.CollectionStartEvent):
            value = {} if isinstance(event, self.yaml.MappingStartEvent) else []
        else:
            value = Unclear("*")
        self._put(value)
        if self._refuse_extras(event, line, path):
            self.tree.refused.add(path)
        if isinstance(value, dict | list):
            if len(self.open) >= DEEPEST:
                sentence = Sentence(N_("lists and mappings stand in one another too deeply"))
                self._object(line, path[:6], sentence)
                raise _LostError
            self.open.append(_Open(path, value))

    def _path(self) -> Path:
        if not self.open:
            return ()
        top = self.open[-1]
        return (*top.path, len(top.items) if isinstance(top.items, list) else top.key or "")

    def _put(self, value: Any) -> None:
        if not self.open:
            self.tree.value = value
            return
        top = self.open[-1]
        if isinstance(top.items, list):
            top.items.append(value)
            return
        if not top.twice:
            top.items[top.key] = value
        top.key = None

    def _refuse_extras(self, event: Any, line: int, path: Path) -> bool:
        """Object to anchors, aliases and tags; whether the value itself is unusable."""
        if event.anchor is not None:
            self._object(line, path, Sentence(N_("anchors and aliases (& and *) are not allowed")))
        tag = getattr(event, "tag", None)
        if tag is not None:
            sentence = Sentence(
                N_("the tag {tag} is not allowed; delete it"), tag=visible(tag[:60])
            )
            self._object(line, path, sentence)
        return tag is not None or isinstance(event, self.yaml.AliasEvent)

    def _scalar(self, event: Any) -> object:
        if not event.implicit[0] or len(event.value) > LONGEST_MEANT:
            return event.value
        tag = self.resolver.resolve(self.yaml.ScalarNode, event.value, (True, False))
        kind = tag.rpartition(":")[2]
        return event.value if kind == "str" else _meant(kind, event.value)


def _meant(kind: str, text: str) -> object:
    pattern, read = _WRITINGS.get(kind, ("(?!)", str))
    if re.fullmatch(pattern, text) is None:
        return Unclear(text)
    try:
        return read(text)
    except ValueError:
        return Unclear(text)


def in_quotes(text: str) -> Sentence:
    """The objection to a scalar that should be text and is not."""
    if text in ("", "~", "null"):
        return Sentence(N_("the value is empty; fill it in or delete the key"))
    return Sentence(
        N_('write "{text}" in quotes, else it is read as a number, a date or a yes'),
        text=visible(text[:60]),
    )


def _misspelt(file: str, text: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    line = min(mark.line + 1 if mark else 1, len(lines))
    indent = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]
    if "\t" in indent:
        sentence = Sentence(N_("the line is indented with a tab; use spaces"))
    elif "mapping values" in str(getattr(error, "problem", "")):
        sentence = Sentence(N_("a text with a colon must stand in quotes"))
    else:
        sentence = Sentence(N_("this is no YAML; look at indentation, brackets and quotes"))
    return Problem(file, line, "", sentence)
