"""A brief as a WhatsApp message: the mark first, at most 1,500 characters, no personal data."""

from collections.abc import Iterator

from pilkada_cli.domain.brief import BriefKind
from pilkada_cli.domain.brief_lines import Decision, Event
from pilkada_cli.domain.fields import SECRET, Handling
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.decisions import matter
from pilkada_cli.render.brief.paper import TITLES, stage
from pilkada_cli.render.brief.standing import acting, lacking, ready, situation, unready
from pilkada_cli.render.brief.words import Page, told
from pilkada_cli.render.lapinfo import ASPECTS
from pilkada_cli.render.local import whole, word
from pilkada_cli.render.matter import MARKS
from pilkada_cli.render.whatsapp import LONGEST, Veil, cut, harmless, units

MOST_EVENTS = 3
MOST_RECOMMENDED = 3
MOST_UNREADY = 2
LONGEST_LINE = 230
"""Characters of a line on actions, readiness or coverage."""

_LENGTHS = ((140, 3), (100, 3), (70, 3), (60, 3), (50, 3), (70, 1), (40, 1), (40, 0), (20, 0))
"""How long titles may be and how many matters are told, from the fullest message to the scantiest."""


def message(page: Page) -> str:
    """The message: titles are cut and matters left out as far as they must, what it counts never is."""
    for longest, decisions in _LENGTHS:
        text = "\n".join(_lines(page, longest, decisions))
        if units(text) <= LONGEST:
            return text
    return cut(text, LONGEST)


def _lines(page: Page, longest: int, decisions: int) -> Iterator[str]:
    yield _bold(_(MARKS[mark(page)]))
    yield from _greeting(page)
    yield _bold(_(TITLES[page.brief.kind]))
    yield f"{page.period} · {cut(stage(page), 100)}"
    yield ""
    yield cut(situation(page), 320)
    yield " · ".join(_numbers(page))
    if page.brief.kind != BriefKind.ATTENTION:
        yield from (cut(each, LONGEST_LINE) for each in (*acting(page), *ready(page)))
    events = [*_events(page, longest)]
    if events:
        yield ""
        yield _bold(_("Events that stand out"))
        yield from events
    yield ""
    yield from _decided(page, longest, decisions)
    yield from _owing(page)
    yield from _recommended(page, longest)
    yield from _other_fields(page)
    if office := page.brief.letter.signing:
        yield cut(harmless(office), 80)


def _bold(text: str) -> str:
    return f"*{text}*"


def mark(page: Page) -> str:
    """The mark of the message, in which nothing that is secret is told."""
    return "T" if page.brief.letter.classification in SECRET else page.brief.letter.classification


def _greeting(page: Page) -> Iterator[str]:
    recipients = page.brief.letter.recipients
    if recipients:
        to = cut(harmless(recipients[0]), 80)
        yield str(Sentence(N_("With respect, to {name}:"), name=to))


_NUMBERS = {
    "received": N_("received {n}"),
    "open": N_("open {n}"),
    "raised": N_("risen {n}"),
    "closed": N_("closed {n}"),
    "overdue": N_("actions overdue {n}"),
}


def _numbers(page: Page) -> Iterator[str]:
    """The counts; of a period the actions past their day stand in a line of their own."""
    of_events = page.brief.kind == BriefKind.ATTENTION
    for key in ("open", "overdue") if of_events else ("received", "open", "raised", "closed"):
        words = _NUMBERS[key]
        yield str(Sentence(words, n=whole(getattr(page.brief.numbers, key).n)))


def _events(page: Page, longest: int) -> Iterator[str]:
    open_ones = [each for each in page.brief.events if each.classification not in SECRET]
    for n, event in enumerate(open_ones[:MOST_EVENTS], 1):
        yield f"{n}. {_line(page, event, longest)}"
    if secret := len(page.brief.events) - len(open_ones):
        yield str(
            Sentence(N_("{n} more is secret and not told here."), N_("{n} more are secret and not told here."), n=secret)
        )  # fmt: skip


def _line(page: Page, event: Event, longest: int) -> str:
    veil = Veil.of_places(page.reference, event.village or "")
    title = cut(harmless(told(event), veil), longest)
    over = f", {word(event.handling)}" if event.handling == Handling.CLOSED else ""
    level = page.level(event.residual_level).text
    return f"{title} ({event.id}, {page.name(event.region)}), *{level}*{over}"


def _decided(page: Page, longest: int, most: int) -> Iterator[str]:
    """What asks for a decision; else at least which action is past its day."""
    told = [each for each in page.brief.decisions if _is_told(page, each)]
    shown = told[:most]
    if shown:
        yield _bold(_("Needs a decision"))
    for n, each in enumerate(shown, 1):
        yield f"{n}. {harmless(matter(page, each, longest), Veil.of_places(page.reference))}"
    if more := len(told) - len(shown):
        words = N_("{n} more in the whole report."), N_("{n} more in the whole report.")
        yield str(Sentence(*words, n=more))
    actions = page.brief.actions or ()
    late = [each for each in actions if each.overdue and _is_open(page, each.report)]
    if late and not any(each.why == "overdue" for each in shown):
        veil = Veil.of_places(page.reference)
        what = cut(harmless(late[0].what or _("(erased)"), veil), longest)
        yield str(Sentence(N_("Action past its day: {what} ({id})"), what=what, id=late[0].id))


def _is_told(page: Page, decision: Decision) -> bool:
    """Whether a matter is told with the others: no secret, and without a line of its own."""
    if decision.why in ("unhandled", "grave"):
        return _is_open(page, decision.id)
    actions = (each for each in page.brief.actions or () if each.id == decision.id)
    return any(_is_open(page, each.report) for each in actions)


def _is_open(page: Page, report: str | None) -> bool:
    """Whether a report is known to be no secret; true where there is none."""
    marks = (each.classification for each in page.brief.listed if each.id == report)
    return report is None or next(marks, SECRET[0]) not in SECRET


def _owing(page: Page) -> Iterator[str]:
    if page.brief.kind != BriefKind.ATTENTION:
        late = unready(page, MOST_UNREADY)
        yield from (cut(each, LONGEST_LINE) for each in (*lacking(page), *late))


def _recommended(page: Page, longest: int) -> Iterator[str]:
    for n, each in enumerate(page.brief.recommendations[:MOST_RECOMMENDED], 1):
        if n == 1:
            yield _bold(_("Proposed, not decided"))
        if each.measures:
            measure = cut(page.measure(each.measures[0]), longest)
            yield f"{n}. {cut(', '.join(each.owners), 60)}: {measure}"


def _other_fields(page: Page) -> Iterator[str]:
    quiet = [line.aspect for line in page.brief.aspects if not (line.new or line.open)]
    if quiet:
        names = ", ".join(_(ASPECTS[name]) for name in quiet).capitalize()
        yield f"{names}: {page.nothing.casefold()}"
