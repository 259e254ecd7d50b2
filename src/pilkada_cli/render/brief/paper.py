"""A brief put together: head, sections in the order of intelligence reports, closing, annexes."""

from datetime import date

from pilkada_cli.domain.brief import BriefKind
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.brief import annexes, decisions, events, first_page, readiness, staff
from pilkada_cli.render.brief.blocks import Paper, Section
from pilkada_cli.render.brief.words import Page, filled_in
from pilkada_cli.render.lapinfo import BLANK
from pilkada_cli.render.local import countdown, long_date
from pilkada_cli.render.matter import MARKS

TITLES = {
    BriefKind.DAILY: N_("DAILY REPORT ON THE SITUATION IN THE REGION"),
    BriefKind.WEEKLY: N_("WEEKLY REPORT ON THE SITUATION IN THE REGION"),
    BriefKind.ATTENTION: N_("ATTENTION REPORT"),
}

_WHOLE = (
    first_page.summary, decisions.decisions, first_page.regencies, staff.aspects, events.events,
    readiness.readiness, staff.analysis, staff.forecast, staff.recommendations,
)  # fmt: skip
_SINGLE = (
    first_page.summary, events.events, decisions.decisions, staff.analysis, staff.forecast,
    staff.recommendations,
)  # fmt: skip


def paper(page: Page) -> Paper:
    """The brief in the language spoken now."""
    parts = _SINGLE if page.brief.kind == BriefKind.ATTENTION else _WHOLE
    sections = (part(page) for part in parts)
    letter = page.brief.letter
    return Paper(
        language=language(),
        mark=_(MARKS[letter.classification]),
        letterhead=letter.letterhead,
        foremost=letter.foremost,
        title=_(TITLES[page.brief.kind]),
        head=head(page),
        sections=tuple(_numbered(n, section) for n, section in enumerate(sections, 1)),
        signature=_signature(page),
        annexes=annexes.annexes(page),
        words={"annexes": _("Annexes"), "skip": _("To the contents"), "ids": _("reports")},
    )


def _numbered(number: int, section: Section) -> Section:
    return section._replace(title=f"{number}. {section.title}")


def head(page: Page) -> tuple[tuple[str, str], ...]:
    """Number, period, stage, to whom."""
    letter = page.brief.letter
    first, *others = letter.recipients or (BLANK,)
    rows = [
        (_("Number"), letter.number or BLANK),
        (_("Period"), page.period),
        (_("Stage"), stage(page)),
        (_("To"), first),
    ]
    if others:
        rows.append((_("Copies to"), "; ".join(others)))
    return tuple(rows)


def stage(page: Page) -> str:
    """``H-5, kampanye, day 59 of 60``."""
    period = page.brief.period
    words = page.stage(period.stage)
    if period.day_of_stage is not None:
        words = str(
            Sentence(
                N_("{stage}, day {day} of {days}"),
                stage=words,
                day=period.day_of_stage,
                days=period.days_of_stage,
            )
        )
    return ", ".join(filter(None, (countdown(period.days_to_vote), words)))


def _signature(page: Page) -> tuple[str, ...]:
    """Place and date, and the room for the post and a signature; no name."""
    day = long_date(date.fromisoformat(page.brief.period.day))
    seat = page.brief.letter.seat
    return (
        f"{seat}, {day}" if seat else day,
        filled_in(_("post, perhaps on behalf of")),
        "",
        "",
        BLANK,
    )
