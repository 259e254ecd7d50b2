"""The actions of a brief: what runs, what is overdue, and what was done in the period."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pilkada_cli.domain.actions import LIVE, Action, ActionState
from pilkada_cli.domain.brief_lines import ActionLine, Number
from pilkada_cli.domain.reference import Label
from pilkada_cli.domain.spelling import words
from pilkada_cli.domain.times import local_day
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader

Told = Callable[[str | None, str | None], str | None]
"""The words of an action on the report with an id, or on none, without what points at a person."""

_BEGUN = (ActionState.RUNNING, ActionState.DONE)


def decided(reader: Reader, cut: Cut, region: str | None) -> list[Action]:
    """All actions that were ever decided, in a region or anywhere."""
    wanted = Wanted(regions=None if region is None else (region,))
    return list(actions(reader.tables, wanted, reader.reference, cut.day))


@dataclass(frozen=True)
class Decided:
    """Actions by the events they are about; `event_of` names the event of a report by their ids."""

    actions: Sequence[Action]
    event_of: Callable[[str], str]

    @cached_property
    def by_event(self) -> dict[str, list[Action]]:
        """Those that were not dropped, by the id of their event."""
        found: dict[str, list[Action]] = {}
        for action in self.actions:
            if action.report is not None and action.state != ActionState.DROPPED:
                found.setdefault(self.event_of(action.report), []).append(action)
        return found

    def begun(self, event: str) -> bool:
        """Whether something is done about an event, or was."""
        return any(action.state in _BEGUN for action in self.by_event.get(event, ()))

    def stands(self, event: str, measure: Label) -> bool:
        """Whether a measure was decided for an event already, in whichever other words beside its own."""
        said = [set(words(action.what or "")) for action in self.by_event.get(event, ())]
        return any(set(words(label)) <= each for label in measure for each in said)

    def case(self, action: ActionLine) -> str:
        """What an action is decided with: its event, or itself where it is on none."""
        return action.id if action.report is None else self.event_of(action.report)


def lines(
    found: Sequence[Action], reader: Reader, cut: Cut, told: Told
) -> tuple[ActionLine, ...] | None:
    """Those that are not over, and those done in the period; None where none was ever decided."""
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
    """How many are past their day."""
    late = tuple(each.id for each in found or () if each.overdue)
    return Number(len(late), late)
