"""What an import did, as far as somebody must be told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pilkada_cli.domain.fields import Phase
from pilkada_cli.jobs.import_item import Item

NAMED = 20
"""Rows that are named of those that say something else."""

FIRST = 3
"""Reports that are named of those that were completed alike."""

BY_CATEGORY = ("phase", "likelihood", "impact")
"""What a category says of a report where nobody does."""


@dataclass
class Some:
    """How many reports something holds for, and the ids of the first of them."""

    n: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, label: str) -> None:
        """One more."""
        self.n += 1
        if len(self.first) < FIRST:
            self.first.append(label)


@dataclass
class Imported:
    """What an import did: reports and other operations added, lines known already.

    `differing` counts the lines of known reports that say something else than before
    and were left alone; `different` are the first of them. `suggested` are the new
    reports whose category nobody said, `by_category` those of sheets by the fields of
    `BY_CATEGORY` that nobody said.
    """

    reports: int = 0
    operations: int = 0
    known: int = 0
    suggested: Some = field(default_factory=Some)
    by_category: dict[tuple[str, ...], Some] = field(default_factory=dict)
    differing: int = 0
    different: list[Item] = field(default_factory=list)

    def add(self, item: Item, label: str) -> None:
        """A new report, and what its row left to others to say."""
        self.reports += 1
        if item.guessed:
            self.suggested.add(label)
        if item.in_sheet and (left := tuple(_left_to_category(item))):
            self.by_category.setdefault(left, Some()).add(label)

    def leave(self, item: Item) -> None:
        """A row that says something else than its report, which is left as it is."""
        self.differing += 1
        if len(self.different) < NAMED:
            self.different.append(item)

    @property
    def places(self) -> str:
        """Where rows say something else than what is recorded: each file once, the first rows."""
        said, before = [], ""
        for item in self.different:
            said.append(str(item.line) if item.place == before else str(item.where))
            before = item.place
        return ", ".join(said) + (" …" if self.differing > len(said) else "")


def _left_to_category(item: Item) -> Iterable[str]:
    said = item.entry.body
    certain = said.get("phase") == Phase.GN
    return (
        name
        for name in BY_CATEGORY
        if said.get(name) is None and not (certain and name == "likelihood")
    )
