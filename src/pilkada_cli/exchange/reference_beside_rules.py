"""What must agree within ``readiness.yaml`` and ``baselines.yaml``."""

from pilkada_cli.domain.spelling import folded
from pilkada_cli.domain.text import visible
from pilkada_cli.exchange.reference_tree import (
    Path,
    Problems,
    Tree,
    Trees,
    known_texts,
    not_in,
    twice,
)
from pilkada_cli.i18n import N_, Sentence

_ITEM = ("groups", "*", "items", "*")
_TARGETS = ("per_station", "per_district", "target")


def items(tree: Tree, _trees: Trees) -> Problems:
    """Keys and names stand once, a target comes from one place, nothing is due after voting.

    What follows from stations or districts is whole with the regencies.
    """
    yield from twice(tree, "groups", "*", "key")
    yield from twice(tree, *_ITEM, "key")
    yield from _names(tree)
    for path, item in tree.select(*_ITEM):
        if not isinstance(item, dict):
            continue
        if further := [name for name in item if name in _TARGETS][1:]:
            sentence = Sentence(N_("only one of {names} may stand here"), names=", ".join(_TARGETS))
            yield tree.problem((*path, further[0]), sentence)
        if item.get("of_province") and any(
            name in item for name in ("per_station", "per_district")
        ):
            sentence = Sentence(N_("the province has all of it already, so it has none of its own"))
            yield tree.problem((*path, "of_province"), sentence)
        due = item.get("due_h")
        if isinstance(due, int) and due > 0:
            yield tree.problem((*path, "due_h"), Sentence(N_("it is due after voting")))


def _names(tree: Tree) -> Problems:
    """What sheets call items must differ between them, spelling aside."""
    seen: dict[str, object] = {}
    for path, name in tree.texts(*_ITEM, "names", "*"):
        item, key = path[:-2], folded(name)
        if key in seen and seen[key] != item:
            sentence = Sentence(N_("'{name}' already stands for another item"), name=visible(name))
            yield tree.problem(path, sentence)
        seen.setdefault(key, item)


def indicators(tree: Tree, trees: Trees) -> Problems:
    """Values name a region and an indicator of their baseline, each pair once, and say something."""
    yield from twice(tree, "baselines", "*", "key")
    for listing in ("indicators", "classes"):
        yield from twice(tree, "baselines", "*", listing, "*", "key", within=2)
    known = known_texts(trees, "regions.yaml", "regencies", "*", "code")
    known |= known_texts(trees, "regions.yaml", "province", "code")
    told: set[tuple[object, ...]] = set()
    for path, value in tree.select("baselines", "*", "values", "*"):
        if not isinstance(value, dict):
            continue
        region, indicator = value.get("region"), value.get("indicator")
        if known and isinstance(region, str) and region not in known:
            yield tree.problem((*path, "region"), not_in(region, "regions.yaml"))
        for key, listing in (("indicator", "indicators"), ("class", "classes")):
            named = value.get(key)
            if isinstance(named, str) and named not in _keys(tree, (*path[:2], listing)):
                yield tree.problem((*path, key), not_in(named, tree.file))
        if "value" not in value and "class" not in value:
            yield tree.problem(path, Sentence(N_("a value or a class is expected")))
        place = (path[1], region, indicator)
        if place in told:
            yield tree.problem(path, Sentence(N_("this region and indicator stand here twice")))
        told.add(place)


def _keys(tree: Tree, path: Path) -> set[object]:
    listed = tree.at(path)
    return {each.get("key") for each in listed or () if isinstance(each, dict)}
