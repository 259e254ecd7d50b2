"""How ready the regencies are, as it is shown and written: field names are a promise to scripts."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

SCHEMA = "pilkada.standings/1"


@dataclass(frozen=True, slots=True)
class Ready:
    """One item in one regency; `realised`, `share` and `on` are None where nobody said anything."""

    item: str
    region: str
    name: str
    target: int | None
    realised: int | None
    share: float | None
    on: str | None
    due_on: str | None


@dataclass(frozen=True, slots=True)
class ItemReady:
    """One item over the regencies: how many of them reported, and what these come to.

    What a regency has beyond its target makes up for nothing that another lacks.
    `lowest` are the codes of those furthest behind, worst first; `reported_by` of those that
    reported.
    """

    item: str
    group: str
    reported: int
    of: int
    target: int | None
    realised: int | None
    share: float | None
    lowest: tuple[str, ...]
    due_on: str | None
    reported_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole answer, for the day `on`; `regency` and `item` are what was asked for, None for all."""

    election: str
    as_of: str
    on: str
    regency: str | None
    item: str | None
    items: tuple[ItemReady, ...]
    rows: tuple[Ready, ...]

    def document(self) -> dict[str, object]:
        """The object that ``-f json`` prints; its keys are a promise."""
        return {
            "schema": SCHEMA,
            "election": self.election,
            "as_of": self.as_of,
            "filters": {"on": self.on, "regency": self.regency, "item": self.item},
            "items": [asdict(row) for row in self.items],
            "rows": [asdict(row) for row in self.rows],
        }


def is_late(row: Ready | ItemReady, day: str) -> bool:
    """Whether it was due before a day and is not known to have reached its target everywhere."""
    whole = row.share is not None and row.share >= 1
    if isinstance(row, ItemReady):
        whole = whole and row.reported == row.of
    return not whole and row.due_on is not None and row.due_on < day


def late(items: Iterable[ItemReady], day: str) -> tuple[ItemReady, ...]:
    """Those that are late, the lowest share first; those that nobody reported come last."""
    found = (item for item in items if is_late(item, day))
    return tuple(
        sorted(found, key=lambda item: (item.share is None, item.share or 0, item.due_on or ""))
    )


def furthest_behind(rows: Iterable[Ready], most: int) -> list[Ready]:
    """Those that lack something of their target, the lowest share first."""
    behind = [row for row in rows if row.share is not None and row.share < 1]
    return sorted(behind, key=lambda row: (row.share, row.region, row.item))[:most]
