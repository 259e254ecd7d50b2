"""How ready a regency is: items, what was said of them, and how one operation says it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pilkada_cli.domain.operation import Json, Kind, Operation, OpId
from pilkada_cli.domain.reference import Election, Label, Reference, Region
from pilkada_cli.domain.stages import voting_day
from pilkada_cli.domain.times import is_day


class Item(NamedTuple):
    """Something that must be ready, counted in `unit`.

    A target follows from `per_station` or `per_district`, or is `target`; where none of
    them is set it has to be said. `due_h` counts days from voting, never after it.
    `names` are what sheets call it. With `of_province` the province has one of its own,
    beside those of the regencies.
    """

    key: str
    group: str
    label: Label
    unit: Label
    names: tuple[str, ...]
    per_station: int | None
    per_district: int | None
    target: int | None
    due_h: int | None
    of_province: bool

    def regions(self, reference: Reference) -> list[Region]:
        """Where it is counted: the regencies, and the province where it has one of its own."""
        return [*reference.regencies, *([reference.province] if self.of_province else ())]

    def target_in(self, region: Region) -> int | None:
        """The target that a regency has unless another is said; None where it must be said."""
        if self.per_station is not None:
            return self.per_station * region.polling_stations
        if self.per_district is not None:
            return self.per_district * len(region.districts)
        return self.target

    def due_on(self, election: Election, day: date, region: str) -> date | None:
        """When it is due for the voting day of a region that comes next after `day`, else the last."""
        vote = voting_day(election, day, region)
        if vote is None or self.due_h is None:
            return None
        return vote + timedelta(days=self.due_h)


class ItemGroup(NamedTuple):
    """Items that are shown together."""

    key: str
    label: Label
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an item is in a region: `realised` of `target` on the local day `on`."""

    item: str
    region: str
    on: str
    target: int
    realised: int

    @property
    def share(self) -> float:
        """The part of the target that is there, in whole ten-thousandths, cut so that only all is 1.

        More than 1 where there is more than the target.
        """
        return part_of(self.target, self.realised)


def part_of(target: int, realised: int) -> float:
    """A part in whole ten-thousandths, cut."""
    return realised * 10_000 // target / 10_000


def body_of(standing: Standing) -> dict[str, Json]:
    """The body of the operation that says it."""
    return {
        "region": standing.region,
        "item": standing.item,
        "target": standing.target,
        "realised": standing.realised,
        "on": standing.on,
    }


def fold_standing(op: Operation, undone: Collection[OpId] = frozenset()) -> Standing | None:
    """What an operation says of readiness; None if it is undone, withheld or malformed."""
    header, body = op.header, op.body
    if header.kind != Kind.READINESS or header.subject != header.id or header.batch in undone:
        return None
    said = body or {}
    texts, numbers = ("item", "region", "on"), ("target", "realised")
    if not all(isinstance(said.get(name), str) for name in texts):
        return None
    if not all(type(said.get(name)) is int and said[name] >= 0 for name in numbers):
        return None
    if not said["target"] or not is_day(said["on"]):
        return None
    return Standing(**{name: said[name] for name in (*texts, *numbers)})
