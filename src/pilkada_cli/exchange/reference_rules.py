"""What must agree within a file and between the files of an election.

The rules look at values one by one and pass over what is missing or of the
wrong kind, so that one mistake does not hide another. Sums are not checked:
official sources disagree with themselves.
"""

import unicodedata
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from pilkada_cli.domain.names import squeeze
from pilkada_cli.domain.stages import OUTSIDE
from pilkada_cli.domain.text import visible
from pilkada_cli.exchange.reference_beside_rules import indicators, items
from pilkada_cli.exchange.reference_scale_rules import credence, matrix, steps
from pilkada_cli.exchange.reference_tree import (
    Path,
    Problems,
    Tree,
    Trees,
    known_texts,
    not_in,
    twice,
    unknown,
)
from pilkada_cli.exchange.reference_yaml import control_character
from pilkada_cli.i18n import N_, Sentence

_CATEGORY = ("groups", "*", "categories", "*")


def disagreements(trees: Trees) -> Problems:
    """Every broken rule; rules that need a file which is not in `trees` are left out."""
    for tree in trees.values():
        yield from _texts(tree, (), tree.value)
    for file, rules in _RULES.items():
        if file in trees:
            for rule in rules:
                yield from rule(trees[file], trees)


def _texts(tree: Tree, path: Path, value: Any) -> Problems:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in items:
            yield from _texts(tree, (*path, step), item)
    elif isinstance(value, str):
        live = [c for c in value if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}]
        if "\n" in live:
            yield tree.problem(path, Sentence(N_("the text must stand in one line")))
        elif live:
            yield tree.problem(path, control_character(live[0]))
        elif value and value != value.strip():
            yield tree.problem(path, Sentence(N_("the text begins or ends with a blank")))


def _election(tree: Tree, trees: Trees) -> Problems:
    regencies, stages = ("regencies", "*", "code"), ("stages", "*", "key")
    yield from twice(tree, "contests", "*", "key")
    yield from unknown(tree, ("province",), trees, "regions.yaml", ("province", "code"))
    yield from unknown(tree, ("voting_days", "*", "region"), trees, "regions.yaml", regencies)
    yield from unknown(tree, ("duties", "*", "stage"), trees, "stages.yaml", stages)
    for path, text in tree.texts("time_zone"):
        if not _is_zone(text):
            sentence = Sentence(
                N_("there is no time zone '{zone}'; an example is Asia/Makassar"),
                zone=visible(text),
            )
            yield tree.problem(path, sentence)


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _duties(tree: Tree, _trees: Trees) -> Problems:
    for path, duty in tree.select("duties", "*"):
        if not isinstance(duty, dict):
            continue
        first, last = duty.get("from_h"), duty.get("to_h")
        if ("from_h" in duty) != ("to_h" in duty):
            yield tree.problem(path, Sentence(N_("from_h and to_h belong together")))
        elif "from_h" in duty and "stage" in duty:
            yield tree.problem(path, Sentence(N_("a duty has a stage or days around voting")))
        elif isinstance(first, int) and isinstance(last, int) and first > last:
            yield tree.problem((*path, "to_h"), Sentence(N_("the end lies before the start")))


def _codes(tree: Tree, _trees: Trees) -> Problems:
    district = ("regencies", "*", "districts", "*", "code")
    yield from twice(tree, "regencies", "*", "code")
    yield from twice(tree, *district)
    for path, code in tree.texts("regencies", "*", "code"):
        yield from _nested(tree, path, code, ("province", "code"))
    for path, code in tree.texts(*district):
        yield from _nested(tree, path, code, (*path[:2], "code"))
    for path, region in (*tree.select("province"), *tree.select("regencies", "*")):
        if isinstance(region, dict) and "voters" in region and "voters_basis" not in region:
            sentence = Sentence(N_("voters need voters_basis, the roll they stand in"))
            yield tree.problem((*path, "voters"), sentence)


def _nested(tree: Tree, path: Path, code: str, above: Path) -> Problems:
    outer = tree.at(above)
    if isinstance(outer, str) and above not in tree.refused and not code.startswith(outer + "."):
        yield tree.problem(
            path, Sentence(N_("the code must begin with {code}."), code=visible(outer))
        )


def _places(tree: Tree, _trees: Trees) -> Problems:
    """Aliases of different regions and their tiles must differ."""
    names: dict[str, set[Path]] = {}
    for where in (("province",), ("regencies", "*")):
        for path, name in tree.texts(*where, "name"):
            names.setdefault(squeeze(name), set()).add(path[:-1])
    seen: dict[str, int] = {}
    for where in (("province",), ("regencies", "*")):
        for path, alias in tree.texts(*where, "aliases", "*"):
            key = squeeze(alias)
            if key in seen or names.get(key, set()) - {path[:-2]}:
                sentence = Sentence(
                    N_("'{alias}' already stands for another region or stands here twice"),
                    alias=visible(alias),
                )
                yield tree.problem(path, sentence)
            seen.setdefault(key, tree.lines[path])
    yield from twice(tree, "regencies", "*", "tile")


def _stages(tree: Tree, trees: Trees) -> Problems:
    regencies = ("regencies", "*", "code")
    yield from twice(tree, "stages", "*", "key")
    yield from unknown(tree, ("stages", "*", "region"), trees, "regions.yaml", regencies)
    yield from unknown(tree, ("stages", "*", "parent"), trees, tree.file, ("stages", "*", "key"))
    for path, key in tree.texts("stages", "*", "key"):
        if key == OUTSIDE:
            yield tree.problem(path, Sentence(N_("'{key}' means outside every stage"), key=key))
    for path, stage in tree.select("stages", "*"):
        if isinstance(stage, dict):
            yield from _dates(tree, path, stage)


def _dates(tree: Tree, path: Path, stage: dict[str, Any]) -> Problems:
    start, end = stage.get("start"), stage.get("end")
    if isinstance(start, date) and isinstance(end, date) and start > end:
        yield tree.problem((*path, "end"), Sentence(N_("the end lies before the start")))
    if ("start" not in stage or "end" not in stage) and "rule" not in stage:
        yield tree.problem(path, Sentence(N_("without start or end a stage needs a rule in words")))


def _cycles(tree: Tree, _trees: Trees) -> Problems:
    stages = [value for _, value in tree.select("stages", "*") if isinstance(value, dict)]
    parents = {s["key"]: s.get("parent") for s in stages if isinstance(s.get("key"), str)}
    for path, key in tree.texts("stages", "*", "key"):
        above, passed = parents.get(key), set[str]()
        while isinstance(above, str) and above != key and above not in passed:
            passed.add(above)
            above = parents.get(above)
        if above == key:
            yield tree.problem((*path[:-1], "parent"), Sentence(N_("the stage is part of itself")))


def _categories(tree: Tree, trees: Trees) -> Problems:
    yield from twice(tree, "groups", "*", "key")
    yield from twice(tree, *_CATEGORY, "key", within=3)
    for name in ("hints", "aspects", "bawaslu", "stages", "owners"):
        yield from twice(tree, *_CATEGORY, name, "*", within=5)
    for path, hint in tree.texts(*_CATEGORY, "hints", "*"):
        if hint != hint.lower():
            yield tree.problem(path, Sentence(N_("hints are written in small letters")))
    known = known_texts(trees, "stages.yaml", "stages", "*", "key")
    for path, name in tree.texts(*_CATEGORY, "stages", "*"):
        if known and not _names_stage(name, known):
            yield tree.problem(path, not_in(name, "stages.yaml"))


def _names_stage(name: str, known: set[str]) -> bool:
    if name.endswith("*"):
        return any(key.startswith(name[:-1]) for key in known)
    return name in known


def _alerts(tree: Tree, trees: Trees) -> Problems:
    yield from twice(tree, "rules", "*", "key")
    known = known_categories(trees["categories.yaml"]) if "categories.yaml" in trees else set()
    yield from unknown_categories(tree, known)
    for path, rule in tree.select("rules", "*"):
        if isinstance(rule, dict) and not rule.keys() - {"key", "label"}:
            yield tree.problem(
                path, Sentence(N_("the rule has no condition, so all would fire it"))
            )


def known_categories(tree: Tree) -> set[str]:
    """The groups, and the categories as ``group/leaf``."""
    found = set()
    for path, group in tree.texts("groups", "*", "key"):
        found.add(group)
        leaves = tree.at((*path[:-1], "categories"))
        for leaf in leaves if isinstance(leaves, list) else ():
            if isinstance(leaf, dict):
                found.add(f"{group}/{leaf.get('key')}")
    return found


def unknown_categories(tree: Tree, known: Collection[str]) -> Problems:
    """Categories of rules that are not among the known ones, where any are known."""
    for path, name in tree.texts("rules", "*", "category", "*"):
        if known and name not in known:
            yield tree.problem(path, not_in(name, "categories.yaml"))


_Rule = Callable[[Tree, Trees], Problems]
_RULES: dict[str, tuple[_Rule, ...]] = {
    "election.yaml": (_election, _duties),
    "regions.yaml": (_codes, _places),
    "stages.yaml": (_stages, _cycles),
    "categories.yaml": (_categories,),
    "scales.yaml": (matrix, steps, credence),
    "readiness.yaml": (items,),
    "baselines.yaml": (indicators,),
    "alerts.yaml": (_alerts,),
}
