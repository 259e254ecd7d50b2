"""The page that stands alone: the situation, its numbers, what to decide, the regencies."""

from collections.abc import Iterator, Mapping

from pilkada_cli.domain.brief import BriefKind
from pilkada_cli.domain.brief_lines import Decision, Number, RegencyLine
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Grid,
    Section,
    Text,
)
from pilkada_cli.render.brief.standing import SILENCE, reporting, situation
from pilkada_cli.render.brief.words import MOST_IDS, Page, filled_in, named, told
from pilkada_cli.render.local import DASH, decimal, short_date, whole

LONGEST_TITLE = 160


def summary(page: Page) -> Section:
    """How things stand, in a sentence chosen by rule, and the numbers."""
    return Section("summary", _("Summary"), (
        Text(situation(page), "lead"), *numbers(page),
        *reporting(page),
    ))  # fmt: skip


_OF_PERIOD = {
    "received": N_("Reports received"),
    "raised": N_("Phase or level rose"),
    "closed": N_("Events closed"),
    "verified": N_("Verified"),
    "refuted": N_("Refuted"),
    "overdue": N_("Actions overdue"),
}
_OF_ALL = {
    "reports": N_("Reports, cumulative"),
    "pg": N_("Potential (PG)"),
    "ag": N_("Imminent (AG)"),
    "gn": N_("Actual (GN)"),
    "open": N_("Open events"),
    "grave": N_("Open, High or higher"),
}
_OF_EVENTS = {key: {**_OF_PERIOD, **_OF_ALL}[key] for key in ("open", "grave", "overdue")}
"""The numbers of an attention report."""


def numbers(page: Page) -> tuple[Figures, ...]:
    """The numbers with the ids behind them, those of the period first."""
    if page.brief.kind == BriefKind.ATTENTION:
        return (_figures(page, _("At that time"), _OF_EVENTS),)
    return (
        _figures(page, _("In the period"), _OF_PERIOD),
        _figures(page, _("All that is known"), _OF_ALL),
    )


def _figures(page: Page, caption: str, labels: Mapping[str, str]) -> Figures:
    return Figures(caption, tuple(_figure(page, key, label) for key, label in labels.items()))


def _figure(page: Page, key: str, label: str) -> Figure:
    number: Number = getattr(page.brief.numbers, key)
    value = _("not recorded yet") if number.n is None else whole(number.n)
    return Figure(_(label), value, named(number.ids, MOST_IDS), key)


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
    "overdue": N_("Carry out, or decide anew: {about}"),
    "unhandled": N_("Nobody handles it: {about}"),
    "grave": N_("Go on, or change the measures: {about}"),
    "silent": N_("Call in the reports that are owed: {names}"),
}


def _decision(page: Page, n: int, decision: Decision) -> tuple[Cell, ...]:
    names = page.names(decision.regions)
    about = f"{_matter(page, decision)} ({', '.join(filter(None, (decision.id, names)))})"
    what = Sentence(_WORDS[decision.why], about=about, names=names)
    owners = ", ".join(decision.owners)
    if decision.why == "silent":
        who, consequence = Cell(_("offices of these regencies")), Cell(_(SILENCE))
    else:
        who = Cell(owners) if owners else Cell(filled_in(_("agency")), "gap")
        consequence = Cell(filled_in(_("consequence")), "gap")
    return Cell(str(n)), Cell(str(what)), who, _until(page, decision.until), consequence


def _matter(page: Page, decision: Decision) -> str:
    """The action or the event that a decision is about."""
    action = next((each for each in page.brief.actions or () if each.id == decision.id), None)
    if action is not None:
        return _short(action.what or _("(erased)"))
    event = page.brief.event(decision.id or "")
    return _short(told(event)) if event else page.titles.get(decision.id or "", "")


def _until(page: Page, until: str | None) -> Cell:
    if until is None:
        return Cell(filled_in(_("date")), "gap")
    is_day = len(until) == len("2024-11-22")
    return Cell(short_date(until) if is_day else page.short_moment(until))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"


STATES = {
    "report": N_("reported"),
    "nil": N_("nil"),
    "partly": N_("partly"),
    "missing": N_("no report"),
    "owed": N_("not yet"),
    "free": DASH,
}


def regencies(page: Page) -> Section:
    """The table of the regencies in the order of their codes, and what cannot be told apart."""
    picture = page.pictures.get("map")
    table = Grid(
        _("Regencies and cities in the order of their codes"),
        (
            Column(_("code"), 4), Column(_("regency or city"), 9), Column("PG", 3, number=True),
            Column("AG", 3, number=True), Column("GN", 3, number=True),
            Column(_("open"), 4, number=True), Column(_("worst level"), 6),
            Column(_("score per 100"), 4, number=True), Column(_("open score"), 6, number=True),
            Column(_("reporting"), 6),
        ),
        tuple(_regency(page, row) for row in page.brief.regencies),
    )  # fmt: skip
    drawn = (picture,) if picture else ()
    return Section(
        "regencies",
        _("Regencies and cities in the order of their codes"),
        (table, *_notes(page), *drawn),
    )


def _regency(page: Page, row: RegencyLine) -> tuple[Cell, ...]:
    return (
        Cell(row.code.replace(".", "")),
        Cell(row.name),
        *(Cell(whole(n)) for n in (row.pg, row.ag, row.gn, row.open)),
        page.level(row.worst_level),
        Cell(decimal(row.rate, 2)),
        Cell(f"{decimal(row.open_index)}{_moved(row)}"),
        Cell(_(STATES[row.state]) if row.state != "free" else DASH),
    )


def _moved(row: RegencyLine) -> str:
    """By how much the open score rose or fell in the period; nothing where it did not."""
    by = round(row.open_index - row.open_index_before, 1)
    if not by:
        return ""
    return f" ▲ {decimal(by)}" if by > 0 else f" ▼ {decimal(-by)}"


def _notes(page: Page) -> Iterator[Text]:
    yield Text(
        _("Score per 100: open score for each 100 polling stations, drawn towards the mean of all where events are few; ▲ ▼: open score against the period before."),
        "note",
    )  # fmt: skip
    pairs = [
        str(Sentence(N_("{one} and {other}"), one=page.name(one), other=page.name(other)))
        for one, other in page.brief.unsure
    ]
    if pairs:
        words = N_("Cannot be told apart on this evidence: {pairs}.")
        yield Text(str(Sentence(words, pairs="; ".join(pairs))), "note")
    low = [row.code for row in page.brief.regencies if row.low]
    if low:
        yield Text(
            str(
                Sentence(
                    N_("Silence is not safety: too little came in two weeks, or too long ago, from {names}."),
                    names=page.names(low),
                )
            ),
            "note",
        )  # fmt: skip
