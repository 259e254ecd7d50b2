"""The matters that ask for a decision."""

from collections.abc import Iterator

from pilkada_cli.domain.actions import ActionState
from pilkada_cli.domain.brief_lines import ActionLine, Decision
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.blocks import Block, Cell, Column, Grid, Section, Text
from pilkada_cli.render.brief.standing import UNKNOWN_THERE, how_ready
from pilkada_cli.render.brief.words import Page, filled_in, told
from pilkada_cli.render.local import short_date, shortened

LONGEST_TITLE = 160


def decisions(page: Page) -> Section:
    """Up to three matters that ask for a decision."""
    found = page.brief.decisions
    blocks: tuple[Block, ...] = (Text(_("No matter asks for a decision by rule.")),)
    if found:
        columns = (
            Column("#", 1, number=True), Column(_("what"), 14), Column(_("who"), 7),
            Column(_("by when"), 6), Column(_("if not"), 7),
        )  # fmt: skip
        rows = tuple(_decision(page, n, each) for n, each in enumerate(found, 1))
        blocks = (Grid(_("Matters that need a decision or direction"), columns, rows),)
    return Section("decisions", _("Matters that need a decision or direction"), blocks)


_WORDS = {
    "overdue": N_("Action past its day, decide how it goes on: {about}"),
    "unhandled": N_("Nobody handles it: {about}"),
    "waiting": N_("Decided, not begun ({actions}): {about}"),
    "grave": N_("Go on, or change the measures: {about}"),
    "unready": N_("Readiness past its day and not complete: {about}"),
    "silent": N_("Call in the reports that are owed: {names}"),
}


def _decision(page: Page, n: int, decision: Decision) -> tuple[Cell, ...]:
    what = matter(page, decision, LONGEST_TITLE)
    owners = ", ".join(decision.owners)
    if decision.why == "silent":
        who, consequence = Cell(_("offices of these regencies")), Cell(_(UNKNOWN_THERE))
    else:
        who = Cell(owners) if owners else Cell(filled_in(_("agency")), "gap")
        consequence = Cell(filled_in(_("consequence")), "gap")
    return Cell(str(n)), Cell(what), who, _until(page, decision.until), consequence


def matter(page: Page, decision: Decision, longest: int) -> str:
    """What is to decide, in a sentence in which a title has at most so many characters."""
    about, ids = _about(page, decision)
    names = page.names(decision.regions)
    behind = ", ".join((*ids, *([names] if decision.regions else [])))
    about = f"{shortened(about, longest)} ({behind})" if behind else shortened(about, longest)
    waiting = [*_waiting(page, decision.id)] if decision.why == "unhandled" else []
    words = _WORDS["waiting" if waiting else decision.why]
    return str(Sentence(words, about=about, names=names, actions=", ".join(waiting)))


def _waiting(page: Page, event: str | None) -> Iterator[str]:
    """The ids of the actions on an event that nobody has begun."""
    told = page.brief.event(event or "")
    reports = (event, *(told.same if told else ()))
    for action in page.brief.actions or ():
        if action.report in reports and action.state == ActionState.PLANNED:
            yield action.id


def _about(page: Page, decision: Decision) -> tuple[str, tuple[str, ...]]:
    """The action, event or item that a decision is about, and the ids that stand behind it."""
    key = decision.id or ""
    if decision.why == "overdue":
        action = next(each for each in page.brief.actions or () if each.id == key)
        return action.what or _("(erased)"), _ids(action)
    if decision.why == "unready":
        item = next(each for each in page.brief.late if each.item == key)
        return how_ready(page, item), ()
    event = page.brief.event(key)
    return told(event) if event else page.titles.get(key, ""), (key,)


def _ids(action: ActionLine) -> tuple[str, ...]:
    return (action.id, action.report) if action.report else (action.id,)


def _until(page: Page, until: str | None) -> Cell:
    if until is None:
        return Cell(filled_in(_("date")), "gap")
    if len(until) > len("2024-11-22"):
        return Cell(page.short_moment(until))
    over = until < page.brief.period.day
    return Cell(_("was due {day}").format(day=short_date(until)) if over else short_date(until))
