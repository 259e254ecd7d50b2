"""What is wrong with the files of an election: every mistake, with file, line and key."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pilkada_cli.domain.text import visible
from pilkada_cli.exchange.reference import ALERTS, BESIDE, FILES
from pilkada_cli.exchange.reference_rules import disagreements, unknown_categories
from pilkada_cli.exchange.reference_tree import Path, Problem, Tree
from pilkada_cli.exchange.reference_yaml import in_quotes, read_tree
from pilkada_cli.i18n import N_, Sentence

__all__ = ["Problem", "validate"]

_KINDS = {
    "missing": N_("this is missing"),
    "extra_forbidden": N_("there is no such key; look at its spelling"),
    "string_type": N_("a text is expected"),
    "int_type": N_("a whole number is expected, in plain digits"),
    "float_type": N_("a number is expected, with a point and in plain digits"),
    "bool_type": N_("true or false is expected"),
    "date_type": N_("a date without quotes is expected, such as 2024-11-27"),
    "list_type": N_("a list is expected"),
    "model_type": N_("keys with values are expected"),
    "string_too_short": N_("the text is empty"),
    "string_too_long": N_("the text is longer than {max_length} characters"),
    "too_short": N_("{min_length} or more items are expected"),
    "too_long": N_("{max_length} or fewer items are expected"),
    "greater_than_equal": N_("the number must be {ge} or more"),
    "less_than_equal": N_("the number must be {le} or less"),
}
_OTHER = N_("this value cannot stand here")
_KNOWN = (*FILES, *BESIDE, ALERTS)


def validate(files: Mapping[str, bytes]) -> list[Problem]:
    """Every problem of `files`, by file, line and key; none if they can be built.

    Those `BESIDE` and `ALERTS` may be missing.
    """
    trees, problems = _grown(files)
    for name in FILES:
        if name not in files:
            problems.append(Problem(name, 1, "", Sentence(N_("the file is missing"))))
    problems += disagreements(trees)
    order = {name: index for index, name in enumerate(_KNOWN)}
    return sorted(problems, key=lambda p: (order[p.file], p.line, p.key, str(p.sentence)))


def validate_alerts(content: bytes, categories: Collection[str]) -> list[Problem]:
    """Every problem of the rules of alerts, which may name these categories and groups."""
    trees, problems = _grown({ALERTS: content})
    problems += disagreements(trees)
    for tree in trees.values():
        problems += unknown_categories(tree, categories)
    return sorted(problems, key=lambda p: (p.line, p.key, str(p.sentence)))


def _grown(files: Mapping[str, bytes]) -> tuple[dict[str, Tree], list[Problem]]:
    """The values of each file that can be followed, and what is wrong with any alone."""
    trees: dict[str, Tree] = {}
    problems: list[Problem] = []
    for name in _KNOWN:
        if name in files:
            tree, found = read_tree(name, files[name])
            problems += found
            if tree is not None:
                trees[name] = tree
                problems += _misshapen(tree)
    return trees, problems


def _misshapen(tree: Tree) -> Iterator[Problem]:
    from pydantic import ValidationError

    from pilkada_cli.exchange.reference_schema import SHAPES

    try:
        SHAPES[tree.file].model_validate(tree.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
    else:
        return
    for detail in details:
        path: Path = detail["loc"]
        if path not in tree.refused:
            tree.refused.add(path)
            yield tree.problem(path, _sentence(tree, path, detail))


def _sentence(tree: Tree, path: Path, detail: Any) -> Sentence:
    kind, context = detail["type"], detail.get("ctx", {})
    written = tree.written.get(path)
    if written is not None and (kind in ("string_type", "literal_error") or not written.strip("~")):
        return in_quotes(written)
    if kind == "literal_error":
        choices = ", ".join(re.findall(r"'([^']*)'", context["expected"]))
        return Sentence(N_("one of these is expected: {choices}"), choices=choices)
    if kind == "string_pattern_mismatch":
        text = visible(str(detail["input"])[:60])
        return Sentence(_form(context["pattern"]), text=text)
    return Sentence(_KINDS.get(kind, _OTHER), **context)


def _form(pattern: str) -> str:
    from pilkada_cli.exchange import reference_schema as schema

    key = N_("'{text}' is no key: small letters, digits and single hyphens are")
    forms = {
        schema.KEY: key,
        schema.KEY_OR_STAR: key,
        schema.CATEGORY: N_("'{text}' is no category such as logistik or logistik/surat-suara"),
        schema.KIND: N_("'{text}' is no kind of region such as kabupaten: small letters are"),
        schema.HOUR: N_("'{text}' is no hour such as 06:00"),
        schema.PROVINCE_CODE: N_("'{text}' is no code of a province such as 63"),
        schema.REGENCY_CODE: N_("'{text}' is no code of a regency such as 63.72"),
        schema.REGION_CODE: N_("'{text}' is no code of a region such as 63 or 63.72"),
        schema.DISTRICT_CODE: N_("'{text}' is no code of a district such as 63.72.02"),
    }
    return forms.get(pattern, _OTHER)
