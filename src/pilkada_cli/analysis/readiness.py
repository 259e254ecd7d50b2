"""How far each item is, in each region and over all of them."""

from collections.abc import Iterable, Sequence
from datetime import date

from pilkada_cli.domain.readiness import Item, Standing, part_of
from pilkada_cli.domain.readiness_table import ItemReady, Ready, furthest_behind
from pilkada_cli.domain.reference import Reference, Region
from pilkada_cli.domain.stages import voting_day

NAMED = 3
"""Regencies of an item that are named as the lowest."""


def ready(
    standings: Iterable[Standing],
    reference: Reference,
    day: date,
    items: Sequence[Item],
    only: str | None = None,
) -> tuple[Ready, ...]:
    """Every item wherever it is counted or in one region, also where nobody reported on it.

    `standings` holds one for each item and region at most; those on others are left out, and
    those that were counted for an earlier vote.
    """
    said = {(each.item, each.region): each for each in standings}
    return tuple(
        _row(item, region, said.get((item.key, region.code)), reference, day)
        for item in items
        for region in item.regions(reference)
        if only in (None, region.code)
    )


def _row(
    item: Item, region: Region, said: Standing | None, reference: Reference, day: date
) -> Ready:
    due = item.due_on(reference.election, day, region.code)
    if said is not None and said.on <= _last_vote(reference, day, region.code):
        said = None
    return Ready(
        item=item.key,
        region=region.code,
        name=region.name,
        target=said.target if said else item.target_in(region),
        realised=said.realised if said else None,
        share=said.share if said else None,
        on=said.on if said else None,
        due_on=due.isoformat() if due else None,
    )


def _last_vote(reference: Reference, day: date, region: str) -> str:
    """The vote of a region before the one that comes next: what was counted by then was for that one."""
    coming = voting_day(reference.election, day, region)
    votes = (vote.on for vote in reference.election.voting_days if vote.region in (None, region))
    return max((on.isoformat() for on in votes if coming and on < coming), default="")


def over_all(rows: Sequence[Ready], items: Sequence[Item]) -> tuple[ItemReady, ...]:
    """Each item over the regions of its rows."""
    return tuple(_over_all([row for row in rows if row.item == item.key], item) for item in items)


def _over_all(rows: Sequence[Ready], item: Item) -> ItemReady:
    told = [(row.target or 0, row.realised) for row in rows if row.realised is not None]
    target = sum(wanted for wanted, _ in told)
    reached = sum(min(wanted, there) for wanted, there in told)
    due = {row.due_on for row in rows}
    return ItemReady(
        item=item.key,
        group=item.group,
        reported=len(told),
        of=len(rows),
        target=target if told else None,
        realised=sum(there for _, there in told) if told else None,
        share=part_of(target, reached) if told else None,
        lowest=tuple(row.region for row in furthest_behind(rows, NAMED)),
        due_on=due.pop() if len(due) == 1 else None,
        reported_by=tuple(row.region for row in rows if row.realised is not None),
    )
