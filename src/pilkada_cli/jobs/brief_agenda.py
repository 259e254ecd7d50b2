"""What lies ahead of a brief: the agenda of the next days, and what asks for a decision."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice

from pilkada_cli.domain.brief import MOST_DECISIONS, NEXT_DAYS
from pilkada_cli.domain.brief_lines import ActionLine, AgendaItem, Decision
from pilkada_cli.domain.duties import end_of
from pilkada_cli.domain.fields import Handling
from pilkada_cli.domain.reference import Reference
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.storage.briefs import Known


def agenda(reference: Reference, day: date, region: str | None) -> tuple[AgendaItem, ...]:
    """The stages that begin or end, and the votes, from `day` on for 72 hours."""
    items = (
        item
        for item in _dated(reference, region)
        if day <= date.fromisoformat(item.on) <= day + timedelta(days=NEXT_DAYS)
    )
    return tuple(sorted(items, key=lambda item: (item.on, item.what, item.stage or "")))


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


def decisions(
    reference: Reference,
    cut: Cut,
    grave: Sequence[Known],
    owing: tuple[str, ...],
    actions: Iterable[ActionLine],
) -> tuple[Decision, ...]:
    """What asks for a decision: grave events that nobody handles, overdue actions, silence, other grave events."""
    found = chain(
        (_about(reference, row, "unhandled") for row in grave if row.handling == Handling.NEW),
        (_carried_out(each) for each in actions if each.overdue),
        _called_in(reference, cut, owing),
        (_about(reference, row, "grave") for row in grave if row.handling != Handling.NEW),
    )
    return tuple(islice(found, MOST_DECISIONS))


def _carried_out(action: ActionLine) -> Decision:
    owners = (action.owner,) if action.owner else ()
    return Decision("overdue", action.id, (action.region,), owners, action.due)


def _called_in(reference: Reference, cut: Cut, owing: tuple[str, ...]) -> Iterator[Decision]:
    if owing:
        yield Decision("silent", None, owing, (), end_of(cut.day, reference.election))


def _about(reference: Reference, row: Known, why: str) -> Decision:
    category = reference.category_by_key.get(row.category)
    return Decision(why, row.id, row.regions, category.owners if category else (), None)
