"""Which stage a date or a report belongs to, and how far voting is away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pilkada_cli.domain.reference import Category, Election, Reference, Stage

OUTSIDE = "di-luar-tahapan"
"""Key of what lies outside every stage."""

_REMEMBERED = 1 << 14


def contains(stage: Stage, day: date) -> bool:
    """Whether `day` lies in `stage`; a missing start is open, a missing end never contains."""
    if stage.end is None or day > stage.end:
        return False
    return stage.start is None or stage.start <= day


def _shortest(stages: Iterable[Stage], day: date) -> Stage | None:
    dated = [
        (stage.days, stage.start, stage.key, stage)
        for stage in stages
        if stage.main and stage.days is not None and contains(stage, day)
    ]
    return min(dated, key=lambda row: row[:3])[3] if dated else None


def stage_of_day(reference: Reference, day: date, region: str | None = None) -> Stage | None:
    """The shortest main stage, dated at both ends, that contains `day`.

    Ties go by start, then key. With `region` the region's own stages come
    first; without it only stages of everyone count.
    """
    if region is not None and (own := region_stage(reference, day, region)):
        return own
    return _shortest((s for s in reference.stages if s.region is None), day)


def region_stage(reference: Reference, day: date, region: str) -> Stage | None:
    """The stage on `day` that `region` has to itself, by the same rule."""
    return _shortest((s for s in reference.stages if s.region == region), day)


def category_stage(
    reference: Reference, category: Category | None, day: date, region: str
) -> Stage | None:
    """The first of a category's own stages that contains `day`, in its order of preference."""
    for name in category.stages if category else ():
        for stage in _named(reference, name):
            if stage.region in (None, region) and contains(stage, day):
                return stage
    return None


def _named(reference: Reference, name: str) -> list[Stage]:
    if name.endswith("*"):
        return [s for s in reference.stages if s.key.startswith(name[:-1])]
    named = reference.stage_by_key.get(name)
    own = [named] if named else []
    return own + [s for s in reference.stages if s.parent == name]


def stage_of_report(
    reference: Reference, given: str | None, category: Category | None, day: date, region: str
) -> str:
    """The key of a report's stage.

    Given; else the region's own on that day; else the first of the category's
    own that contains the day; else the stage of the day; else `OUTSIDE`.
    """
    if given is not None:
        return given
    place = (category.stages if category else (), day, region)
    found = reference.stages_found.get(place)
    if found is None:
        stage = (
            region_stage(reference, day, region)
            or category_stage(reference, category, day, region)
            or stage_of_day(reference, day)
        )
        if len(reference.stages_found) >= _REMEMBERED:
            reference.stages_found.clear()
        found = reference.stages_found[place] = stage.key if stage else OUTSIDE
    return found


def with_sub_stages(reference: Reference, key: str) -> frozenset[str]:
    """`key` and every stage below it."""
    keys = {key}
    while more := {s.key for s in reference.stages if s.parent in keys} - keys:
        keys |= more
    return frozenset(keys)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a day stands in the election.

    `day_of_stage` counts from 1; `days_to_vote` is positive before the voting
    day, 0 on it, negative after the last one.
    """

    day: date
    stage: Stage | None
    day_of_stage: int | None
    voting_day: date | None
    days_to_vote: int | None


def standing(reference: Reference, day: date, region: str | None = None) -> Standing:
    """The stage of `day` and its distance from the next voting day of `region`."""
    stage = stage_of_day(reference, day, region)
    vote = voting_day(reference.election, day, region)
    return Standing(
        day=day,
        stage=stage,
        day_of_stage=(day - stage.start).days + 1 if stage and stage.start else None,
        voting_day=vote,
        days_to_vote=(vote - day).days if vote else None,
    )


def voting_day(election: Election, day: date, region: str | None = None) -> date | None:
    """The next voting day on or after `day`, else the last one."""
    days = sorted(v.on for v in election.voting_days if v.region is None or v.region == region)
    coming = [d for d in days if d >= day]
    return coming[0] if coming else (days[-1] if days else None)
