"""What the reference data of an election says: its regions, stages, categories and scales.

Plain records without behaviour beyond looking things up; tuples, because every command
defines and fills them at its start. Where they come from
(five YAML files) is `pilkada_cli.exchange.reference`'s affair.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pilkada_cli.i18n import language

if TYPE_CHECKING:
    from pilkada_cli.domain.baselines import Baseline
    from pilkada_cli.domain.readiness import Item, ItemGroup


class Label(NamedTuple):
    """The same words in both languages."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """The words in ``id`` or ``en``."""
        return self.id if language == "id" else self.en

    def __str__(self) -> str:
        """The words in the language that is spoken when they are shown."""
        return self.in_language(language())


class District(NamedTuple):
    """A kecamatan: third level of the Kemendagri codes, ``63.72.02``."""

    code: str
    name: str
    regency: str
    polling_stations: int
    villages: int
    urban_villages: int
    centroid: tuple[float, float] | None


class Region(NamedTuple):
    """The province (``63``) or a regency or city (``63.72``).

    `polling_stations` is the official number of TPS, the exposure of every
    rate; `voters_basis` says which roll `voters` was taken from.
    """

    code: str
    name: str
    kind: str
    seat: str
    aliases: tuple[str, ...]
    polling_stations: int
    voters: int | None
    voters_basis: str
    villages: int
    urban_villages: int
    centroid: tuple[float, float] | None
    tile: tuple[int, int] | None
    districts: tuple[District, ...]

    @property
    def full_name(self) -> str:
        """Its kind and name: ``Kabupaten Tapin``."""
        return f"{self.kind.capitalize()} {self.name}"


class Stage(NamedTuple):
    """A stage (tahapan) of the election.

    `start` and `end` are both included; either may be missing, then `rule`
    says in words when it is. `region` is set for a stage that one regency has
    to itself, `parent` for a part of another stage. `main` marks the stages by
    which a date is named.
    """

    key: str
    number: str
    block: str
    name: Label
    start: date | None
    end: date | None
    rule: Label | None
    region: str | None
    parent: str | None
    main: bool

    @property
    def days(self) -> int | None:
        """Length in days, both ends included; None unless dated at both ends."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1


class Category(NamedTuple):
    """A leaf of the taxonomy, written ``group/leaf``.

    `likelihood` and `impact` are typical for a potential disturbance (PG).
    `stages` are the category's own, in order of preference; ``psu-*`` stands
    for every stage whose key begins so. `bawaslu` are Bawaslu's
    polling-station variables 1 to 8, `ikp` a dimension of its index.
    """

    key: str
    group: str
    label: Label
    definition: Label
    athg: str
    likelihood: int
    impact: int
    hints: tuple[str, ...]
    aspects: tuple[str, ...]
    bawaslu: tuple[int, ...]
    ikp: str
    stages: tuple[str, ...]
    owners: tuple[str, ...]
    measures: tuple[Label, ...]


class Group(NamedTuple):
    """A group of categories, in the order of the briefing."""

    key: str
    label: Label
    categories: tuple[Category, ...]


class Level(NamedTuple):
    """A band of the risk matrix, 1 (Sangat Rendah) to 5 (Sangat Tinggi)."""

    number: int
    label: Label
    colour: str
    traffic_light: Label
    lowest: int
    highest: int
    weight: int


class Criterion(NamedTuple):
    """One step of the likelihood or impact scale, with what it takes.

    `hints` are words of messages by which somebody says that it is so.
    """

    number: int
    label: Label
    criterion: Label
    hints: tuple[str, ...] = ()


class Grade(NamedTuple):
    """One step of the source scale (A to F) or the content scale (1 to 6)."""

    key: str
    label: Label


class Scale(NamedTuple):
    """How likelihood and impact become a value, a level and a weight.

    `matrix[l - 1][i - 1]` is the cell of likelihood l and impact i, 1 to 25.
    `credence` holds tenths: index 0 for a verified report, else the content
    grade 1 to 6. `review_days` says for each level after how many days without a word an
    open report is due for review; empty where nobody set it.
    """

    key: str
    source: str
    matrix: tuple[tuple[int, ...], ...]
    levels: tuple[Level, ...]
    weights_key: str
    credence_key: str
    credence: tuple[int, ...]
    likelihood: tuple[Criterion, ...]
    impact: tuple[Criterion, ...]
    grade_source: tuple[Grade, ...]
    grade_content: tuple[Grade, ...]
    review_days: tuple[int, ...] = ()


class Exposure(NamedTuple):
    """What rates are counted per: its name, where the figures come from, and their day."""

    unit: Label
    source: str
    as_of: date


class Duty(NamedTuple):
    """How often an office owes a report: `reports` in each `per_days` days.

    Holds in `stage`, or from `from_h` to `to_h` days around a voting day
    (negative before it), or always where neither is given.
    """

    stage: str | None
    from_h: int | None
    to_h: int | None
    reports: int
    per_days: int


class Contest(NamedTuple):
    """One of the offices that are voted for."""

    key: str
    label: Label


class VotingDay(NamedTuple):
    """A day of voting, everywhere or (`region`) in one regency."""

    on: date
    region: str | None


class Election(NamedTuple):
    """The election that a register is about.

    `daily_cutoff` is the local hour, ``HH:MM``, at which the day of a daily
    report ends. `retention` is for how many months what a report says is kept,
    None where no period is set.
    """

    key: str
    name: Label
    province: str
    time_zone: str
    time_zone_label: str
    daily_cutoff: str
    voting_days: tuple[VotingDay, ...]
    contests: tuple[Contest, ...]
    duties: tuple[Duty, ...]
    retention: int | None = None


@dataclass(frozen=True)
class Reference:
    """All reference data of one election, with the fingerprint of its files.

    `scale` is the one in use; `other_scales` differ from it in their bands only.
    `readiness` and `baselines` fold nothing and are no part of the fingerprint.
    """

    election: Election
    province: Region
    regencies: tuple[Region, ...]
    stages: tuple[Stage, ...]
    groups: tuple[Group, ...]
    scale: Scale
    other_scales: tuple[Scale, ...]
    exposure: Exposure
    fingerprint: str
    readiness: "tuple[ItemGroup, ...]" = ()
    baselines: "tuple[Baseline, ...]" = ()

    def with_scale(self, key: str) -> "Reference":
        """The same with another of its scales in use; it folds a journal to other levels."""
        if key == self.scale.key:
            return self
        scale = next(scale for scale in self.other_scales if scale.key == key)
        return replace(self, scale=scale, fingerprint=f"{self.fingerprint} {key}")

    def is_province(self, code: str | None) -> bool:
        """Whether a region is the province, or an office of that region the province's."""
        return code == self.province.code

    def regency_or_all(self, code: str | None) -> str | None:
        """The regency that a view is narrowed to; None for the province, which is all of them."""
        return None if self.is_province(code) else code

    @cached_property
    def stages_found(self) -> dict[tuple[tuple[str, ...], date, str], str]:
        """The stages that reports were found to lie in, by the stages of the category, day and region."""
        return {}

    @cached_property
    def region_by_code(self) -> dict[str, Region]:
        """The province and the regencies by code."""
        return {region.code: region for region in (self.province, *self.regencies)}

    @cached_property
    def district_by_code(self) -> dict[str, District]:
        """Every district by code."""
        return {d.code: d for region in self.regencies for d in region.districts}

    @cached_property
    def stage_by_key(self) -> dict[str, Stage]:
        """Every stage by key."""
        return {stage.key: stage for stage in self.stages}

    @cached_property
    def category_by_key(self) -> dict[str, Category]:
        """Every category by ``group/leaf``."""
        return {c.key: c for group in self.groups for c in group.categories}

    @cached_property
    def item_by_key(self) -> "dict[str, Item]":
        """Every item of readiness by key, in the order of its group."""
        return {item.key: item for group in self.readiness for item in group.items}
