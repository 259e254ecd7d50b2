"""The actions of a brief: what runs, what is overdue, and what was done in the period."""

from collections.abc import Callable, Sequence
from datetime import date

from pilkada_cli.domain.actions import LIVE, Action, ActionState
from pilkada_cli.domain.brief_lines import ActionLine, Number
from pilkada_cli.domain.times import local_day
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader

Told = Callable[[str | None, str | None], str | None]
"""The words of an action on the report with an id, or on none, without what points at a person."""


def lines(
    reader: Reader, cut: Cut, region: str | None, told: Told
) -> tuple[ActionLine, ...] | None:
    """Those that are not over, and those done in the period; None where none was ever decided."""
    wanted = Wanted(regions=None if region is None else (region,))
    found = actions(reader.tables, wanted, reader.reference, cut.day)
    if not found:
        return None
    since = local_day(cut.since, reader.reference.election.time_zone)
    return tuple(_line(each, told) for each in found if _is_told(each, since))


def _is_told(action: Action, since: date) -> bool:
    if action.state in LIVE:
        return True
    done = action.state == ActionState.DONE and action.done_on
    return bool(done) and date.fromisoformat(str(done)) >= since


def _line(action: Action, told: Told) -> ActionLine:
    return ActionLine(
        id=action.id,
        report=action.report,
        region=action.region,
        what=told(action.report, action.what),
        owner=action.owner,
        state=action.state.value,
        due=action.due,
        overdue=action.overdue,
    )


def overdue(found: Sequence[ActionLine] | None) -> Number:
    """How many are past their day; None where no action is recorded."""
    if found is None:
        return Number(None)
    late = tuple(each.id for each in found if each.overdue)
    return Number(len(late), late)
