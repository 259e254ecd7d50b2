"""Actions as a table."""

from collections.abc import Iterable

from rich.text import Text

from pilkada_cli.domain.actions import Action
from pilkada_cli.i18n import _
from pilkada_cli.render.action_words import STATES, effect
from pilkada_cli.render.local import DASH, short_date
from pilkada_cli.render.tables import Column, Fitted, table
from pilkada_cli.render.titles import title_of


def action_list(actions: Iterable[Action], title: str = "") -> Fitted:
    """One row for each action."""
    columns = [
        Column("id", wrap=False),
        Column(_("due"), wrap=False),
        Column(_("state"), wrap=False),
        Column(_("agency"), least=10),
        Column(_("for"), least=8),
        Column(_("what"), least=20),
        Column(_("effect"), least=10, drop=3),
    ]
    return table(columns, (_row(action) for action in actions), title)


def _row(action: Action) -> list[str | Text]:
    return [
        action.id,
        due(action),
        _(STATES[action.state]),
        action.owner or DASH,
        action.report or action.regency_name,
        _told(action),
        effect(action) or DASH,
    ]


def _told(action: Action) -> str:
    what = title_of(action.what)
    return _("disposition: {what}").format(what=what) if action.disposition else what


def due(action: Action) -> Text:
    """By when, and whether that is over."""
    if action.due is None:
        return Text(DASH)
    day = short_date(action.due)
    return Text(_("{day}, late").format(day=day), style="bold") if action.overdue else Text(day)
