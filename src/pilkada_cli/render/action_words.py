"""Actions in words: how far one is, what it does, and all of it in a sentence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pilkada_cli.domain.actions import Action, ActionState
from pilkada_cli.i18n import N_, _
from pilkada_cli.render.local import DASH, long_date
from pilkada_cli.render.titles import title_of

if TYPE_CHECKING:
    from pilkada_cli.domain.brief_lines import ActionLine

STATES = {
    ActionState.PLANNED: N_("planned"),
    ActionState.RUNNING: N_("running"),
    ActionState.DONE: N_("done"),
    ActionState.DROPPED: N_("dropped"),
}


def effect(action: Action) -> str:
    """By how many steps it lowers likelihood and impact once it is done."""
    return ", ".join(_effects(action))


def _effects(action: Action) -> Iterator[str]:
    for words, steps in (
        (N_("likelihood −{n}"), action.lowers_likelihood),
        (N_("impact −{n}"), action.lowers_impact),
    ):
        if steps:
            yield _(words).format(n=steps)


def in_words(action: "Action | ActionLine", what: str | None = None) -> str:
    """One action in a sentence: what, in its own words unless others are given, who, by when, how far."""
    state = _(STATES[ActionState(action.state)])
    if action.overdue:
        state = _("{state}, past its day").format(state=state)
    agency = action.owner or DASH
    if action.disposition:
        agency = _("disposition to {agency}").format(agency=agency)
    words = N_("{what}: {agency}, by {day}, {state} ({id})")
    if action.done_on:
        words = N_("{what}: {agency}, done on {done} ({id})")
    return _(words).format(
        what=what or title_of(action.what),
        agency=agency,
        day=long_date(action.due),
        done=long_date(action.done_on),
        state=state,
        id=action.id,
    )
