"""How what people type becomes a category, or all categories of a group.

An exact match wins. What does not match is refused with suggestions, among them
the categories of the group that was begun.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from pilkada_cli.domain.names import alike, squeeze
from pilkada_cli.domain.reference import Category, Reference
from pilkada_cli.errors import AmbiguousName, UnknownName
from pilkada_cli.i18n import N_, Sentence

MOST = 12
"""Categories of which more are no suggestion."""


def resolve_category(reference: Reference, typed: str) -> str:
    """The key of the category meant by ``group/leaf``, by its leaf where only one group has it, or by label."""
    key = typed.strip().casefold().replace(" ", "-")
    if key in reference.category_by_key:
        return key
    found = [
        c.key
        for c in reference.category_by_key.values()
        if key == c.key.partition("/")[2] or squeeze(typed) in _labels(c)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(
            Sentence(N_("'{typed}' stands in several groups"), typed=typed),
            Sentence(N_("say which: {choices}"), choices=", ".join(found)),
        )
    raise _unknown_category(reference, typed)


def resolve_categories(reference: Reference, typed: str) -> frozenset[str]:
    """The categories meant by a group's key or label, or a single category."""
    for group in reference.groups:
        if squeeze(typed) in {squeeze(group.key), squeeze(group.label.id), squeeze(group.label.en)}:
            return frozenset(c.key for c in group.categories)
    try:
        return frozenset({resolve_category(reference, typed)})
    except UnknownName as error:
        groups = dict.fromkeys(key.partition("/")[0] for key in error.suggestions)
        whole = [key for key in groups if squeeze(key).startswith(squeeze(typed))]
        raise _no_category(typed, [*whole, *error.suggestions]) from None


def _labels(category: Category) -> set[str]:
    return {squeeze(category.label.id), squeeze(category.label.en)}


def _unknown_category(reference: Reference, typed: str) -> UnknownName:
    known = reference.category_by_key
    leaf = typed.casefold().rpartition("/")[2]
    leaves = {key.partition("/")[2]: key for key in known}
    suggestions = (
        _naming(known.values(), typed)
        or _of_group(reference, typed)
        or alike(typed, known)
        or [leaves[each] for each in get_close_matches(leaf, leaves, n=3, cutoff=0.6)]
    )
    return _no_category(typed, suggestions)


def _naming(categories: Iterable[Category], typed: str) -> list[str]:
    """The keys of those whose key or label holds every word, in whole or in part, unless too many do."""
    words = typed.casefold().split()
    found = [
        c.key
        for c in categories
        if words and all(w in f"{c.key} {c.label.id} {c.label.en}".casefold() for w in words)
    ]
    return found if len(found) <= MOST else []


def _of_group(reference: Reference, typed: str) -> list[str]:
    """The keys of the group that is spelt most like `typed`."""
    named = alike(typed, [group.key for group in reference.groups])[:1]
    return [c.key for c in reference.category_by_key.values() if c.group in named]


def _no_category(typed: str, suggestions: Sequence[str]) -> UnknownName:
    return UnknownName(
        Sentence(N_("unknown category '{typed}'"), typed=typed),
        typed,
        suggestions,
        "pilkada taxonomy list",
    )
