"""What was decided against risks, and what became of it."""

from collections.abc import Iterator

from pilkada_cli.domain.actions import ActionState
from pilkada_cli.domain.brief_lines import ActionLine
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.action_words import in_words
from pilkada_cli.render.brief.blocks import Block, Items, Text
from pilkada_cli.render.brief.words import Page

MOST_ACTIONS = 12
"""Actions that are named; a page is no list."""


def followed_up(page: Page) -> Iterator[Block]:
    """What became of what was decided, and what is past its day."""
    actions = page.brief.actions
    if actions is None:
        yield Text(_("Follow-up of what was recommended: not recorded yet."))
        return
    states = [each.state for each in actions]
    yield Text(
        str(
            Sentence(
                N_("Follow-up of what was recommended: done {done}, running {running}, planned {planned}; past their day {overdue}."),
                done=states.count(ActionState.DONE),
                running=states.count(ActionState.RUNNING),
                planned=states.count(ActionState.PLANNED),
                overdue=sum(each.overdue for each in actions),
            )
        )
    )  # fmt: skip
    shown = sorted(actions, key=lambda each: not each.overdue)[:MOST_ACTIONS]
    if shown:
        yield Items("", tuple(one_action(page, each) for each in shown))


def one_action(page: Page, action: ActionLine) -> str:
    """One action in a sentence: what, where, who, by when, how far."""
    what = action.what or _("(erased)")
    return in_words(action, f"{what.rstrip('.')} ({page.name(action.region)})")
