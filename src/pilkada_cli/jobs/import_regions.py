"""Lines of JSON Lines about a region and no report: that nothing happened there, how ready it is."""

from collections.abc import Iterator, Mapping
from datetime import date

from pilkada_cli.domain import entry as entries
from pilkada_cli.domain.entry import Entry
from pilkada_cli.domain.fields import MAX_RUPIAH
from pilkada_cli.domain.item_names import resolve_item
from pilkada_cli.domain.names import resolve_region
from pilkada_cli.domain.operation import Kind
from pilkada_cli.domain.readiness import Item
from pilkada_cli.domain.reference import Reference, Region
from pilkada_cli.errors import PilkadaError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.readiness import of_regencies, wrong_day

_TEXTS = {Kind.NIL: ("region", "on"), Kind.READINESS: ("region", "item", "on")}
KEYS: dict[str, frozenset[str]] = {
    Kind.NIL: frozenset(_TEXTS[Kind.NIL]),
    Kind.READINESS: frozenset((*_TEXTS[Kind.READINESS], "target", "realised")),
}
"""The keys of each kind. A target may be missing where it follows from the reference data."""


def understand(
    kind: Kind, value: Mapping[str, object], reference: Reference, today: date, entry: Entry
) -> Iterator[Sentence]:
    """Read such a line into `entry`; what is wrong with it is yielded."""
    if any(not isinstance(value.get(name), str) for name in _TEXTS[kind]):
        yield Sentence(N_("missing: {flags}"), flags=", ".join(_TEXTS[kind]))
        return
    day = entries.read(reference, {"occurred_on": value["on"]}, today)
    yield from day.problems.values()
    on = entry.body["on"] = day.body.get("occurred_on")
    try:
        region = reference.region_by_code[resolve_region(reference, str(value["region"]))]
        entry.body["region"] = region.code
        if kind == Kind.NIL:
            return
        item = resolve_item(reference, str(value["item"]))
    except PilkadaError as error:
        yield error.sentence
        return
    entry.body["item"] = item.key
    if isinstance(on, str) and (wrong := wrong_day(date.fromisoformat(on), today)) is not None:
        yield wrong
    if region not in item.regions(reference):
        yield of_regencies(item)
    yield from _count(value, item, region, entry)


def _count(
    value: Mapping[str, object], item: Item, region: Region, entry: Entry
) -> Iterator[Sentence]:
    """Read how much is needed and how much is there."""
    said = {
        "target": value.get("target", item.target_in(region)),
        "realised": value.get("realised"),
    }
    for (name, number), least in zip(said.items(), (1, 0), strict=True):
        if number is None:
            yield Sentence(N_("missing: {flags}"), flags=name)
        elif type(number) is int and least <= number <= MAX_RUPIAH:
            entry.body[name] = number
        else:
            words = N_("{name}: '{value}' is no whole number from {least} on")
            yield Sentence(words, name=name, value=number, least=least)
