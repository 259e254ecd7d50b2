"""The mapping file: which column of theirs is which field of ours, and how its values are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from pilkada_cli.domain.text import visible
from pilkada_cli.errors import InvalidData, unreadable
from pilkada_cli.exchange.reference_tree import Problem, Tree
from pilkada_cli.exchange.reference_yaml import in_quotes, read_tree
from pilkada_cli.exchange.sheets import formats, headers
from pilkada_cli.exchange.sheets.columns import MAPPED, TAKEN, TELLING
from pilkada_cli.exchange.sheets.headers import Match
from pilkada_cli.exchange.sheets.moments import WHEN_FIELDS
from pilkada_cli.exchange.utf_16 import to_utf_8
from pilkada_cli.i18n import N_, Sentence

LARGEST = 256 << 10
"""Bytes that a mapping file may have."""

_KINDS = {
    "missing": N_("this is missing"),
    "extra_forbidden": N_("there is no such key; look at its spelling"),
    "string_type": N_("a text is expected"),
    "int_type": N_("a whole number is expected, in plain digits"),
    "dict_type": N_("keys with values are expected"),
    "model_type": N_("keys with values are expected"),
    "model_attributes_type": N_("keys with values are expected"),
    "string_too_short": N_("the text is empty"),
    "string_too_long": N_("the text is longer than {max_length} characters"),
    "too_short": N_("{min_length} or more items are expected"),
    "greater_than_equal": N_("the number must be {ge} or more"),
}
_OTHER = N_("this value cannot stand here")
_COLUMN = N_("a text or a whole number is expected")


@dataclass(frozen=True, slots=True)
class MappedField:
    """A column, and how its cells become values: by a date format, by a table, or as usual.

    `values` goes by the `plain` text of the cell; what it does not have becomes
    `otherwise`, and without that is refused.
    """

    column: str
    pattern: str | None = None
    values: dict[str, str | int] | None = None
    otherwise: str | int | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file as it was understood. `fields` and `constants` go by our field's name."""

    fields: dict[str, MappedField]
    constants: dict[str, str | int]
    time_zone: str | None = None
    decimal: str = ","
    sheet: str | None = None
    header_row: int | None = None

    def match(self, header: str) -> Match | None:
        """The field of a column, as `layout.find` asks; of several the one that tells most."""
        name = headers.folded(header)
        found = [
            field for field, each in self.fields.items() if headers.folded(each.column) == name
        ]
        telling = [field for field in found if field in TELLING]
        return Match((telling or found)[0], True) if found else None


def read(path: Path) -> Mapping:
    """The mapping in a YAML file.

    Raises `UsageError` where it cannot be read, `InvalidData` that names file,
    line and key of every mistake.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        hint = Sentence(N_("name the mapping file with --mapping"))
        raise unreadable(path, error, hint) from None
    if len(content) > LARGEST:
        raise InvalidData(Sentence(N_("{file} is no mapping file; it is too large"), file=path))
    tree, problems = read_tree(str(path), to_utf_8(content))
    if tree is not None:
        problems += _misshapen(tree)
    if tree is not None and not problems:
        problems += _meaningless(tree)
    if tree is None or problems:
        raise _refused(problems)
    return _built(tree.value)


def _refused(problems: list[Problem]) -> InvalidData:
    lines = [
        Sentence(
            N_("{file}, line {line}: {problem}"),
            file=each.file,
            line=each.line,
            problem=Sentence("{key}: {problem}", key=each.key, problem=each.sentence)
            if each.key
            else each.sentence,
        )
        for each in sorted(problems, key=lambda each: each.line)
    ]
    return InvalidData(
        Sentence.joined(lines, "\n"),
        Sentence(N_("docs/mappings has three examples to start from")),
    )


def _misshapen(tree: Tree) -> Iterator[Problem]:
    from pydantic import ValidationError

    from pilkada_cli.exchange.sheets.mapping_schema import MappingShape

    try:
        MappingShape.model_validate(tree.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path = tuple(step for step in detail["loc"] if step not in ("str", "int"))
            if path not in tree.refused:
                tree.refused.add(path)
                yield tree.problem(path, _sentence(tree, path, detail))


def _sentence(tree: Tree, path: tuple[str | int, ...], detail: Any) -> Sentence:
    kind, context = detail["type"], detail.get("ctx", {})
    written = tree.written.get(path)
    if written is not None and kind == "string_type":
        return in_quotes(written)
    if kind == "literal_error":
        return Sentence(N_("one of these is expected: {choices}"), choices=context["expected"])
    if path[:1] == ("constants",) or "values" in path or path[-1:] == ("otherwise",):
        return Sentence(_KINDS["dict_type"] if kind == "dict_type" else _COLUMN)
    return Sentence(_KINDS.get(kind, _OTHER), **context)


def _meaningless(tree: Tree) -> Iterator[Problem]:
    """Fields that do not exist, formats that name no day, time zones nobody knows."""
    for part, known in (("fields", MAPPED), ("constants", TAKEN)):
        for name in tree.value.get(part, {}):
            if name not in known:
                yield tree.problem((part, name), _unknown_field(name))
    for name, value in tree.value["fields"].items():
        if name in tree.value.get("constants", {}):
            sentence = Sentence(N_("the field has a column and a constant; delete one of them"))
            yield tree.problem(("constants", name), sentence)
        pattern = value.get("format") if isinstance(value, dict) else None
        if pattern is not None:
            yield from _unusable(tree, name, pattern)
    zone = tree.value.get("time_zone")
    if zone is not None and zone not in available_timezones():
        sentence = Sentence(
            N_("'{zone}' is no time zone; write it as in Asia/Makassar, Asia/Jakarta, UTC"),
            zone=visible(zone),
        )
        yield tree.problem(("time_zone",), sentence)


def _unusable(tree: Tree, name: str, pattern: str) -> Iterator[Problem]:
    path = ("fields", name, "format")
    if name not in WHEN_FIELDS:
        sentence = Sentence(N_("only a day or a time has a format"))
        yield tree.problem(path, sentence)
    elif not formats.is_usable(pattern, of_day=name != "occurred_time"):
        problem = (
            N_("'{pattern}' does not name hour and minute; write it as in %H:%M")
            if name == "occurred_time"
            else N_("'{pattern}' does not name day, month and year; write it as in %d/%m/%Y %H:%M")
        )
        yield tree.problem(path, Sentence(problem, pattern=visible(pattern)))


def _unknown_field(name: str) -> Sentence:
    close = get_close_matches(name, MAPPED, 3) or ["title", "occurred_on", "region", "category"]
    return Sentence(
        N_("there is no field '{name}'; there are {names} and others"),
        name=visible(name),
        names=", ".join(close),
    )


def _built(value: dict[str, Any]) -> Mapping:
    return Mapping(
        {name: _field(each) for name, each in value["fields"].items()},
        value.get("constants", {}),
        value.get("time_zone"),
        value.get("decimal", ","),
        value.get("sheet"),
        value.get("header_row"),
    )


def _field(value: Any) -> MappedField:
    if isinstance(value, str):
        return MappedField(value)
    table = value.get("values")
    return MappedField(
        value["column"],
        value.get("format"),
        {plain(key): each for key, each in table.items()} if table else None,
        value.get("otherwise"),
    )


def plain(text: str) -> str:
    """A text as it is looked up in a table of values: case and runs of blanks aside."""
    return " ".join(text.split()).casefold()
