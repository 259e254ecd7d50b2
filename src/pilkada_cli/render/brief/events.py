"""Events at length: facts only, and what the analyst adds is marked."""

from collections.abc import Iterator

from pilkada_cli.domain.actions import ActionState
from pilkada_cli.domain.brief_lines import Event
from pilkada_cli.domain.fields import Verification
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.actions import one_action
from pilkada_cli.render.brief.blocks import Block, Cell, Facts, Section, Text
from pilkada_cli.render.brief.words import MOST_IDS, Page, filled_in, named, told
from pilkada_cli.render.local import DASH, kind, long_date, word
from pilkada_cli.render.matter import affected, consequences, grade, occurred, phase
from pilkada_cli.render.matter import place as places
from pilkada_cli.render.whatsapp import cut

LONGEST_DETAIL = 600


def events(page: Page) -> Section:
    """The events that stand out, at length."""
    found = page.brief.events
    none = Sentence(
        N_("No event came in the period, and none of level {level} or higher is open."),
        level=page.level(4).text,
    )
    blocks: tuple[Block, ...] = tuple(facts(page, each) for each in found) or (Text(str(none)),)
    return Section("events", _("Events that stand out"), blocks)


def facts(page: Page, event: Event) -> Facts:
    """What is known of an event, facts only."""
    return Facts(event.id, told(event), tuple(_facts(page, event)))


def _facts(page: Page, event: Event) -> Iterator[tuple[str, Cell]]:
    matter = page.matter(event)
    where = ", ".join(places(matter))
    if others := affected(matter):
        where = f"{where}; {Sentence(N_('also affects {names}'), names=others)}"
    yield _("When"), Cell(occurred(matter))
    yield _("Where"), Cell(where)
    yield _("Category"), Cell(page.category(event.category))
    if event.detail:
        text = cut(" ".join(event.detail.split()), LONGEST_DETAIL)
        yield _("What and how"), Cell(_as_told(event, text))
    yield _("Who (roles)"), Cell(filled_in(_("roles, no names")), "gap")
    yield _("Why, by what means"), Cell(filled_in(_("cause, means")), "gap")
    yield _("People and losses"), Cell(consequences(matter) or DASH)
    yield _("Source and grade"), Cell(f"{grade(matter)}; {word(event.verification)}")
    risk = page.levels(event.level, event.residual_level)
    yield (
        _("Phase and level"),
        Cell(
            str(Sentence(N_("{phase}; level {level}"), phase=phase(matter), level=risk.text)),
            risk.tone,
        ),
    )
    yield _("Steps taken"), Cell("; ".join(_steps(page, event)) or _("none recorded"))
    planned = "; ".join(_actions(page, event, begun=False))
    if planned:
        yield _("Decided, not begun"), Cell(planned)
    if event.same:
        yield _("Also reported in"), Cell(named(event.same, MOST_IDS))


def _actions(page: Page, event: Event, *, begun: bool) -> Iterator[str]:
    """The actions on an event that run or are done, or those that are planned."""
    for action in page.brief.actions or ():
        if action.report in (event.id, *event.same) and begun == (action.state in _BEGUN):
            yield str(Sentence(N_("Action: {action}"), action=one_action(page, action)))


_BEGUN = (ActionState.RUNNING, ActionState.DONE)


def _as_told(event: Event, text: str) -> str:
    if event.verification == Verification.VERIFIED:
        return text
    return str(Sentence(N_("As reported, not verified: {text}"), text=text))


def _steps(page: Page, event: Event) -> Iterator[str]:
    if event.measures_taken:
        yield event.measures_taken.rstrip(".")
    for done in event.done:
        words = f"{page.known_on(done.at)}: {kind(done.kind)}"
        yield f"{words}: {done.words.rstrip('.')}" if done.words else words
    if event.watched_until:
        day = long_date(event.watched_until)
        yield str(Sentence(N_("only watched until {day}"), day=day))
    yield from _actions(page, event, begun=True)
    if event.coordinated_with:
        yield str(
            Sentence(N_("coordinated with {names}"), names=event.coordinated_with.rstrip("."))
        )
