"""What others published about an election, as it was published: never a part of our own scores."""

from datetime import date
from typing import NamedTuple

from pilkada_cli.domain.reference import Label


class Published(NamedTuple):
    """What was published of a region under one indicator: a number, a class, or both."""

    region: str
    indicator: str
    value: float | None
    class_: str | None


class Baseline(NamedTuple):
    """A publication with its source; `indicators` and `classes` by key, in the order they are shown."""

    key: str
    title: Label
    publisher: str
    published_on: date | None
    source: str
    note: Label | None
    indicators: dict[str, Label]
    classes: dict[str, Label]
    values: tuple[Published, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions that something was published of, each once."""
        return tuple(dict.fromkeys(each.region for each in self.values))
