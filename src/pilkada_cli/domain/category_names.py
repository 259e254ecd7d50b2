"""How what people type becomes a category, or all categories of a group.

An exact match wins. What does not match is refused with suggestions, among them
the categories of the group that was begun.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from pilkada_cli.domain.fields import ATHG
from pilkada_cli.domain.names import alike, squeeze
from pilkada_cli.domain.reference import Category, Reference
from pilkada_cli.domain.spelling import words
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
        known = reference.category_by_key
        named = [Sentence("{key} ({label})", key=key, label=known[key].label) for key in found]
        raise AmbiguousName(
            Sentence(N_("'{typed}' stands in several groups"), typed=typed),
            Sentence(N_("say which: {choices}"), choices=Sentence.joined(named)),
        )
    raise _unknown_category(reference, typed)


def resolve_categories(reference: Reference, typed: str) -> frozenset[str]:
    """The categories meant by a group's key or label, or a single one, by an everyday word too."""
    if named := _of_named_group(reference, typed):
        return frozenset(named)
    try:
        return frozenset({resolve_category(reference, typed)})
    except UnknownName as error:
        if (everyday := by_everyday_word(reference, typed)) is not None:
            return frozenset({everyday})
        groups = dict.fromkeys(key.partition("/")[0] for key in error.suggestions)
        whole = [key for key in groups if squeeze(key).startswith(squeeze(typed))]
        raise _no_category(reference, typed, [*whole, *error.suggestions]) from None


def meant(reference: Reference, typed: str) -> list[str]:
    """The keys of the categories that everyday words may mean.

    Those of a group that is named by its key or label; else those that bear the words,
    or of which they are a hint. None where nothing fits, or too much.
    """
    if named := _of_named_group(reference, typed):
        return named
    known = reference.category_by_key
    found = {*_bearing(known.values(), typed), *by_hint(reference, typed)}
    return [key for key in known if key in found] if len(found) <= MOST else []


def _of_named_group(reference: Reference, typed: str) -> list[str]:
    said = squeeze(typed)
    for group in reference.groups:
        if said in {squeeze(group.key), squeeze(group.label.id), squeeze(group.label.en)}:
            return [category.key for category in group.categories]
    return []


def _bearing(categories: Iterable[Category], typed: str) -> list[str]:
    """The keys of those in whose key or label words begin with every word that is typed."""
    said = words(typed)
    return [
        c.key
        for c in categories
        if said
        and all(
            any(word.startswith(each) for word in words(f"{c.key} {c.label.id} {c.label.en}"))
            for each in said
        )
    ]


def _labels(category: Category) -> set[str]:
    return {squeeze(category.label.id), squeeze(category.label.en)}


def _unknown_category(reference: Reference, typed: str) -> UnknownName:
    if named := _of_named_group(reference, typed):
        return _no_category(reference, typed, named, is_group=True)
    known = reference.category_by_key
    leaf = typed.casefold().rpartition("/")[2]
    leaves = {key.partition("/")[2]: key for key in known}
    suggestions = (
        naming_or_hinted(reference, typed)
        or _of_group(reference, typed)
        or alike(typed, known)
        or [leaves[each] for each in get_close_matches(leaf, leaves, n=3, cutoff=0.6)]
    )
    # A kind of disturbance resembles some category by its letters only.
    return _no_category(reference, typed, [] if leaf in ATHG else suggestions)


def naming_or_hinted(reference: Reference, typed: str) -> list[str]:
    """The keys of those that bear what was typed, else those of which it is a hint.

    A word that is no whole hint of the former may mean others that have it in a hint too.
    """
    known, said = reference.category_by_key, set(words(typed))
    naming = _naming(known.values(), typed)
    if not naming or any(said == set(words(hint)) for key in naming for hint in known[key].hints):
        return naming or by_hint(reference, typed)
    holding = [c.key for c in known.values() if any(said <= set(words(h)) for h in c.hints)]
    found = list(dict.fromkeys((*naming, *holding)))
    return found if len(found) <= MOST else naming


def by_everyday_word(reference: Reference, typed: str) -> str | None:
    """The key of the one category that whole words of its hints or its label name.

    None for a key or label itself, and where another may be meant.
    """
    said = set(words(typed))
    try:
        resolve_category(reference, typed)
    except UnknownName as error:
        found = error.suggestions
    except AmbiguousName:
        return None
    else:
        return None
    if len(found) != 1 or not said or found[0] not in reference.category_by_key:
        return None
    category = reference.category_by_key[found[0]]
    known = [set(words(each)) for each in (category.label.id, category.label.en, *category.hints)]
    return category.key if any(said <= each or each <= said for each in known) else None


def by_hint(reference: Reference, typed: str) -> list[str]:
    """The keys of those of which a hint is typed: in part, or whole among other words.

    None where too many are.
    """
    said = words(typed)
    found = [
        c.key
        for c in reference.category_by_key.values()
        if said and any(_hinted(said, words(hint)) for hint in c.hints)
    ]
    return found if len(found) <= MOST else []


def _hinted(said: Sequence[str], hint: Sequence[str]) -> bool:
    whole = " ".join(hint)
    return all(word in whole for word in said) or set(hint) <= set(said)


def _naming(categories: Iterable[Category], typed: str) -> list[str]:
    """The keys of those whose key or label holds every word, in whole or in part, unless too many do."""
    said = typed.casefold().split()
    found = [
        c.key
        for c in categories
        if said and all(w in f"{c.key} {c.label.id} {c.label.en}".casefold() for w in said)
    ]
    return found if len(found) <= MOST else []


def _of_group(reference: Reference, typed: str) -> list[str]:
    """The keys of the group that is spelt most like `typed`."""
    named = alike(typed, [group.key for group in reference.groups])[:1]
    return [c.key for c in reference.category_by_key.values() if c.group in named]


def _no_category(
    reference: Reference, typed: str, suggestions: Sequence[str], *, is_group: bool = False
) -> UnknownName:
    of_groups = {group.key: group.label for group in reference.groups}
    unknown, whole = (
        N_("unknown category '{typed}'"),
        N_("'{typed}' is a group of categories, of which one is needed"),
    )
    return UnknownName(
        Sentence(whole if is_group else unknown, typed=typed),
        typed,
        suggestions,
        "pilkada taxonomy list",
        of_groups | {key: c.label for key, c in reference.category_by_key.items()},
    )
