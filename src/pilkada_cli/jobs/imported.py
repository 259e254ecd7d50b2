"""What an import did, as far as somebody must be told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pilkada_cli.domain.fields import Phase
from pilkada_cli.domain.history import Change
from pilkada_cli.domain.operation import Kind
from pilkada_cli.i18n import Sentence
from pilkada_cli.jobs.import_item import Item

COMPARED = 60
"""New reports of an import that are compared with what was there, none where there are more: each takes a while."""

NAMED = 20
"""Rows that are named of those that say something else."""

BY_CATEGORY = ("phase", "likelihood", "impact")
"""What a category says of a report where nobody does."""


class Differing(NamedTuple):
    """A row that says something else than its report, whose id is `label`."""

    item: Item
    label: str
    changes: tuple[Change, ...]


@dataclass
class Imported:
    """What an import did: reports and operations on them added, lines known already.

    `apart` counts what was added that is about no report, by its kind.
    `differing` counts the lines of known reports that say something else than before
    and were left alone; `different` are the first of them, `changed` the first of those that
    changed their report. `guessed` counts the new reports by the fields that are a guess, `by_category` those of sheets by the fields of
    `BY_CATEGORY` that nobody said; `examples` are the first of each. `nil` are the days
    of regions of which new reports tell and nil reports say that nothing happened. `few` are the
    ids of new reports as long as they are few, and `twins` tell what was there that they
    likely retell.
    """

    reports: int = 0
    few: list[str] = field(default_factory=list)
    twins: list[Sentence] = field(default_factory=list)
    operations: int = 0
    apart: Counter[Kind] = field(default_factory=Counter)
    known: int = 0
    guessed: Counter[str] = field(default_factory=Counter)
    by_category: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    nil: dict[str, list[date]] = field(default_factory=dict)
    differing: int = 0
    different: list[Differing] = field(default_factory=list)
    changed: list[Differing] = field(default_factory=list)

    def add(self, item: Item, label: str) -> None:
        """A new report, and what its row left to others to say."""
        self.reports += 1
        if self.reports <= COMPARED:
            self.few.append(label)
        else:
            self.few.clear()
        self.guessed.update(item.guessed)
        for name in _left_to_category(item) if item.in_sheet else ():
            self.by_category[name] += 1
            self.examples.setdefault(name, label)

    def leave(self, item: Item, label: str, changes: tuple[Change, ...]) -> None:
        """A row that says something else than its report, which is left as it is."""
        self.differing += 1
        if len(self.different) < NAMED:
            self.different.append(Differing(item, label, changes))

    def change(self, item: Item, label: str, changes: tuple[Change, ...]) -> None:
        """A row that changed its report."""
        if len(self.changed) < NAMED:
            self.changed.append(Differing(item, label, changes))

    @property
    def places(self) -> str:
        """Where rows say something else than what is recorded: each file once, the first rows."""
        said, before = [], ""
        for item, _label, _changes in self.different:
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
