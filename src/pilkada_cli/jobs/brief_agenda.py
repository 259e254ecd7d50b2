"""What lies ahead of a brief: the agenda of the next days."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from pilkada_cli.domain.brief import NEXT_DAYS
from pilkada_cli.domain.brief_lines import AgendaItem
from pilkada_cli.domain.reference import Reference


def agenda(
    reference: Reference, day: date, region: str | None, *, ready: bool
) -> tuple[AgendaItem, ...]:
    """The stages that begin or end, and the votes, from `day` on for 72 hours.

    With `ready` also what must be ready in these days.
    """
    items = (
        item
        for item in chain(_dated(reference, region), _due(reference, day, region) if ready else ())
        if day <= date.fromisoformat(item.on) <= day + timedelta(days=NEXT_DAYS)
    )
    return tuple(sorted(items, key=lambda item: (item.on, item.what, item.stage or "")))


def _due(reference: Reference, day: date, region: str | None) -> Iterator[AgendaItem]:
    for item in reference.item_by_key.values():
        on = item.due_on(reference.election, day, region or reference.province.code)
        if on is not None:
            yield AgendaItem(on.isoformat(), "due", None, None, item.key)


def _dated(reference: Reference, region: str | None) -> Iterator[AgendaItem]:
    for vote in reference.election.voting_days:
        if None in (region, vote.region) or vote.region == region:
            yield AgendaItem(vote.on.isoformat(), "vote", None, vote.region)
    for stage in reference.stages:
        if None in (region, stage.region) or stage.region == region:
            if stage.start is not None and stage.start == stage.end:
                yield AgendaItem(stage.start.isoformat(), "takes_place", stage.key, stage.region)
                continue
            for on, what in ((stage.start, "begins"), (stage.end, "ends")):
                if on is not None:
                    yield AgendaItem(on.isoformat(), what, stage.key, stage.region)
