"""How what people type becomes an item of readiness."""

from difflib import get_close_matches

from pilkada_cli.domain.names import squeeze
from pilkada_cli.domain.readiness import Item
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import AmbiguousName, UnknownName, UsageError
from pilkada_cli.i18n import N_, Sentence


def resolve_item(reference: Reference, typed: str) -> Item:
    """The item meant by its key, a label, or what sheets call it.

    Raises `UnknownName` with suggestions, `AmbiguousName` for a name of several, and
    `UsageError` where the reference data have no items.
    """
    known = reference.item_by_key
    if not known:
        raise UsageError(
            Sentence(N_("the reference data of this register name nothing that must be ready")),
            Sentence(N_("a folder with readiness.yaml goes in with: pilkada init --data FOLDER")),
        )
    key = squeeze(typed)
    if own := next((item for item in known.values() if squeeze(item.key) == key), None):
        return own
    found = [item for item in known.values() if key in map(squeeze, (*item.label, *item.names))]
    if len(found) == 1:
        return found[0]
    names = [Sentence("{key} ({label})", key=item.key, label=item.label) for item in found]
    if found:
        raise AmbiguousName(
            Sentence(N_("'{typed}' stands for several items"), typed=typed),
            Sentence(N_("say which: {choices}"), choices=Sentence.joined(names)),
        )
    near = get_close_matches(typed.casefold(), [*known], 3)
    raise UnknownName(
        Sentence(N_("unknown item '{typed}'"), typed=typed),
        typed,
        near or [*known],
        "pilkada readiness show",
        {key: known[key].label for key in near},
    )
