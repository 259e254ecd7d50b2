"""The actions of a brief: what runs, what is overdue, and what was done in the period."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pilkada_cli.domain.actions import LIVE, Action, ActionState
from pilkada_cli.domain.brief_lines import ActionLine, FollowUp, Number
from pilkada_cli.domain.reference import Label
from pilkada_cli.domain.spelling import words
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

    def owners(self, event: str) -> tuple[str, ...]:
        """The agencies that an event was given to, each once."""
        live = (each for each in self.by_event.get(event, ()) if each.state in LIVE)
        return tuple(dict.fromkeys(each.owner for each in live if each.owner))

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
    found: Sequence[Action], since: date, about: Collection[str], told: Told
) -> tuple[ActionLine, ...] | None:
    """Those that are not over, were done since a day, or are `about` these reports; those done first.

    None where none was ever decided.
    """
    if not found:
        return None
    shown = (
        each
        for each in found
        if each.state in LIVE or _is_done(each, since) or (each.report in about and _is_done(each))
    )
    return tuple(_line(each, told) for each in sorted(shown, key=lambda each: each.state in LIVE))


def _is_done(action: Action, since: date = date.min) -> bool:
    done = action.state == ActionState.DONE and action.done_on
    return bool(done) and date.fromisoformat(str(done)) >= since


def followed(found: Sequence[Action], since: date) -> FollowUp | None:
    """What became of all of them; None where none was ever decided."""
    if not found:
        return None
    states = [each.state for each in found]
    return FollowUp(
        done=states.count(ActionState.DONE),
        of_period=sum(_is_done(each, since) for each in found),
        running=states.count(ActionState.RUNNING),
        planned=states.count(ActionState.PLANNED),
        overdue=sum(each.overdue for each in found),
    )


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
        disposition=action.disposition,
        done_on=action.done_on,
    )


def overdue(found: Sequence[Action]) -> Number:
    """How many are past their day."""
    late = tuple(each.id for each in found if each.overdue)
    return Number(len(late), late)
