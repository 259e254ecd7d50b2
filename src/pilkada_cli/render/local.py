"""Dates, numbers and names of values as the reader's language writes them."""

import re
from datetime import date, datetime
from decimal import Decimal

from pilkada_cli.domain.times import local
from pilkada_cli.i18n import N_, _, figures, language

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May "),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)

WORDS = {
    "pg": N_("PG"),
    "ag": N_("AG"),
    "gn": N_("GN"),
    "unverified": N_("unverified"),
    "verified": N_("verified"),
    "refuted": N_("refuted"),
    "new": N_("new"),
    "handled": N_("handled"),
    "closed": N_("closed"),
    "withdrawn": N_("withdrawn"),
    "duplicate": N_("duplicate"),
    "event": N_("counted"),
    "ancaman": N_("threat (ancaman)"),
    "tantangan": N_("challenge (tantangan)"),
    "hambatan": N_("obstacle (hambatan)"),
    "gangguan": N_("disturbance (gangguan)"),
}
KINDS = {
    "add": N_("reported"),
    "amend": N_("amended"),
    "note": N_("note"),
    "verify": N_("verified"),
    "refute": N_("refuted"),
    "unverify": N_("verification withdrawn"),
    "escalate": N_("escalated"),
    "handle": N_("handled"),
    "close": N_("closed"),
    "reopen": N_("reopened"),
    "link": N_("linked"),
    "unlink": N_("unlinked"),
    "attach": N_("attached"),
    "detach": N_("detached"),
    "action": N_("action decided"),
    "step": N_("action changed"),
    "watch": N_("watched"),
    "nil": N_("nil report"),
    "readiness": N_("readiness"),
    "person": N_("writer named"),
    "undo": N_("undone"),
    "erase": N_("erased"),
}
STEPS = {
    "running": N_("action begun"),
    "done": N_("action done"),
    "dropped": N_("action dropped"),
}
EXPORTS = {
    "reports": N_("reports"),
    "report": N_("report as a document"),
    "summary": N_("summary"),
    "readiness": N_("readiness"),
    "brief/daily": N_("daily report"),
    "brief/weekly": N_("weekly report"),
    "brief/attention": N_("attention report"),
    "bundle": N_("hand-over"),
    "nightly": N_("nightly export"),
    "backup": N_("backup"),
}
DASH = "–"


def exported(what: str) -> str:
    """What left the register, in words; the profile of a night, or the office, behind it."""
    if what in EXPORTS:
        return _(EXPORTS[what])
    name, _slash, rest = what.partition("/")
    known = _(EXPORTS[name]) if name in EXPORTS else name
    return f"{known} {rest}" if rest else known


def shortened(text: str, longest: int) -> str:
    """As many of the first words as there is room for."""
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


def word(value: object) -> str:
    """A stored value in words; anything unknown as it is."""
    text = str(value)
    return _(WORDS[text]) if text in WORDS else text


def kind(name: str, state: str | None = None) -> str:
    """What an operation did, in words; `state` is what an action became by it."""
    if state in STEPS:
        return _(STEPS[state])
    return _(KINDS[name]) if name in KINDS else name


def long_date(day: date | str | None) -> str:
    """``22 November 2024``."""
    if day is None:
        return DASH
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def full_date(day: date) -> str:
    """``Friday 22 November 2024``."""
    return _("{weekday} {date}").format(weekday=_(WEEKDAYS[day.weekday()]), date=long_date(day))


def short_date(day: date | str | None) -> str:
    """``22 Nov 2024``, or a dash."""
    if day is None:
        return DASH
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {_(SHORT_MONTHS[day.month - 1]).strip()} {day.year}"


def unconfirmed(when: str) -> str:
    """A day or time under the sign that nobody confirmed it."""
    return _("{when} (to be confirmed)").format(when=when)


def in_figures(text: str) -> str:
    """What was understood as ``2024-11-22 14:30`` as a reader would type it; any other text as it is."""
    if not _UNDERSTOOD.fullmatch(text):
        return text
    when = datetime.fromisoformat(text)
    return figures(when if " " in text else when.date())


_UNDERSTOOD = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", re.ASCII)


def clock(time_of_day: str) -> str:
    """A time of day ``HH:MM``, with a point in Indonesian."""
    return time_of_day.replace(":", ".") if language() == "id" else time_of_day


def local_time(instant: str, zone: str, label: str) -> str:
    """An instant in the election's time zone, to the minute."""
    when: datetime = local(instant, zone)
    return f"{short_date(when.date())} {clock(f'{when:%H:%M}')} {label}"


def decimal(number: float | None, digits: int = 1) -> str:
    """A number with `digits` decimals, grouped in thousands; None as a dash."""
    if number is None:
        return DASH
    return _localised(f"{Decimal(str(number)):,.{digits}f}")


def percent(part: float | None) -> str:
    """A part of 1 in whole hundredths, cut so that only all is 100 %; None as a dash."""
    return DASH if part is None else f"{int(100 * part + 1e-9)} %"


def whole(number: int | None) -> str:
    """A whole number grouped in thousands; None as a dash."""
    return DASH if number is None else _localised(f"{number:,}")


def rupiah(number: int | None) -> str:
    """An amount of money as it is spoken of, ``Rp197,3 miliar``; None as a dash."""
    if number is None:
        return DASH
    for least, words in ((10**9, N_("Rp{n} billion")), (10**6, N_("Rp{n} million"))):
        if number >= least:
            return _(words).format(n=decimal(number // (least // 10) / 10))
    return f"Rp{whole(number)}"


def file_size(size: int) -> str:
    """Bytes as Windows shows them: 1,024 to the KB, 1,024 of these to the MB."""
    if size < 1 << 20:
        return f"{whole(-(-size // 1024))} KB"
    return f"{decimal(size / (1 << 20))} MB"


def _localised(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,")) if language() == "id" else text


def countdown(days_to_vote: int | None) -> str:
    """``H-5`` before voting, ``H`` on the day, ``H+3`` after it."""
    if days_to_vote is None:
        return ""
    return "H" if days_to_vote == 0 else f"H{-days_to_vote:+d}"


def written_by(name: object, office: object) -> str:
    """Who wrote something, after the code of their office if it is another one; may be empty."""
    return ": ".join(str(part) for part in (office, name) if part)
