"""Actions as a table."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from pilkada_cli.domain.actions import Action, ActionState
from pilkada_cli.domain.brief_lines import ActionLine
from pilkada_cli.i18n import N_, _
from pilkada_cli.render.local import DASH, long_date, short_date
from pilkada_cli.render.tables import Column, Fitted, table
from pilkada_cli.render.titles import title_of

STATES = {
    ActionState.PLANNED: N_("planned"),
    ActionState.RUNNING: N_("running"),
    ActionState.DONE: N_("done"),
    ActionState.DROPPED: N_("dropped"),
}


def action_list(actions: Iterable[Action], title: str = "") -> Fitted:
    """One row for each action."""
    columns = [
        Column("id", wrap=False),
        Column(_("due"), wrap=False),
        Column(_("state"), wrap=False),
        Column(_("agency"), least=10),
        Column(_("for"), least=8),
        Column(_("what"), least=20),
        Column(_("effect"), wrap=False, drop=3),
    ]
    return table(columns, (_row(action) for action in actions), title)


def _row(action: Action) -> list[str | Text]:
    return [
        action.id,
        due(action),
        _(STATES[action.state]),
        action.owner or DASH,
        action.report or action.regency_name,
        title_of(action.what),
        effect(action) or DASH,
    ]


def due(action: Action) -> Text:
    """By when, and whether that is over."""
    if action.due is None:
        return Text(DASH)
    day = short_date(action.due)
    return Text(_("{day}, late").format(day=day), style="bold") if action.overdue else Text(day)


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


def in_words(action: Action | ActionLine, what: str | None = None) -> str:
    """One action in a sentence: what, in its own words unless others are given, who, by when, how far."""
    state = _(STATES[ActionState(action.state)])
    if action.overdue:
        state = _("{state}, past its day").format(state=state)
    return _("{what}: {agency}, by {day}, {state} ({id})").format(
        what=what or title_of(action.what),
        agency=action.owner or DASH,
        day=long_date(action.due),
        state=state,
        id=action.id,
    )
