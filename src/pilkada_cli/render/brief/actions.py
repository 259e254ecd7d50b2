"""What was decided against risks, and what became of it."""

from collections.abc import Iterator

from pilkada_cli.domain.brief import BriefKind
from pilkada_cli.domain.brief_lines import ActionLine
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.action_words import in_words
from pilkada_cli.render.brief.blocks import Block, Items, Text
from pilkada_cli.render.brief.words import Page

MOST_ACTIONS = 12
"""Actions that are named; a page is no list."""


def followed_up(page: Page) -> Iterator[Block]:
    """What became of what was decided, and what is past its day."""
    actions, followed = page.brief.actions, page.brief.followed
    if actions is None or followed is None:
        yield Text(_("What became of what was decided: not recorded yet."))
        return
    words = N_(
        "What became of what was decided: done {done}, {of_period} of them in the period, running {running}, planned {planned}; past their day {overdue}."
    )
    if page.brief.kind == BriefKind.ATTENTION:
        words = N_(
            "What became of what was decided on these events: done {done}, running {running}, planned {planned}; past their day {overdue}."
        )
    yield Text(str(Sentence(words, **followed._asdict())))
    shown = sorted(actions, key=lambda each: not each.overdue)[:MOST_ACTIONS]
    if shown:
        yield Items("", tuple(one_action(page, each) for each in shown))


def one_action(page: Page, action: ActionLine) -> str:
    """One action in a sentence: what, where, who, by when, how far."""
    what = action.what or _("(erased)")
    return in_words(action, f"{what.rstrip('.')} ({page.name(action.region)})")
