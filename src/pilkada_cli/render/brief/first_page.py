"""The page that stands alone: the situation with its numbers, and the regencies."""

from collections.abc import Iterator, Mapping

from pilkada_cli.domain.brief import BriefKind
from pilkada_cli.domain.brief_lines import Number, RegencyLine, WideLine
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.brief.blocks import (
    Cell,
    Column,
    Figure,
    Figures,
    Grid,
    Items,
    Section,
    Text,
)
from pilkada_cli.render.brief.standing import bearing, late_items, reporting, situation
from pilkada_cli.render.brief.words import MOST_IDS, Page, named
from pilkada_cli.render.local import DASH, decimal, whole


def summary(page: Page) -> Section:
    """How things stand, in a sentence chosen by rule, and the numbers."""
    return Section("summary", _("Summary"), (
        Text(situation(page), "lead"), *_bearing(page), *numbers(page), *reporting(page),
        *late_items(page),
    ))  # fmt: skip


def _bearing(page: Page) -> Iterator[Items]:
    told = () if page.brief.kind == BriefKind.ATTENTION else (*bearing(page),)
    if told:
        yield Items("", told)


_OF_PERIOD = {
    "received": N_("Reports received"),
    "raised": N_("Phase or level rose"),
    "closed": N_("Events closed"),
    "verified": N_("Verified"),
    "refuted": N_("Refuted"),
}
_OF_ALL = {
    "reports": N_("Reports, cumulative"),
    "uncounted": N_("Linked or refuted"),
    "pg": N_("Potential (PG)"),
    "ag": N_("Imminent (AG)"),
    "gn": N_("Actual (GN)"),
    "open": N_("Open events"),
    "grave": N_("Open, High or higher"),
    "overdue": N_("Actions overdue"),
}
_OF_EVENTS = {key: {**_OF_PERIOD, **_OF_ALL}[key] for key in ("open", "grave", "overdue")}
"""The numbers of an attention report."""


def numbers(page: Page) -> tuple[Figures, ...]:
    """The numbers with the ids behind them, those of the period first."""
    if page.brief.kind == BriefKind.ATTENTION:
        caption = Sentence(N_("In all of {place} at that time"), place=page.place)
        return (_figures(page, str(caption), _OF_EVENTS),)
    return (
        _figures(page, _("In the period"), _OF_PERIOD),
        _figures(page, _("All that is known"), _OF_ALL),
    )


def _figures(page: Page, caption: str, labels: Mapping[str, str]) -> Figures:
    return Figures(caption, tuple(_figure(page, key, label) for key, label in labels.items()))


def _figure(page: Page, key: str, label: str) -> Figure:
    number: Number = getattr(page.brief.numbers, key)
    return Figure(_(label), whole(number.n), named(number.ids, MOST_IDS), key)


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
    table = Grid(
        _("Regencies and cities in the order of their codes"),
        (
            Column(_("code"), 4), Column(_("regency or city"), 9), Column("PG", 3, number=True),
            Column("AG", 3, number=True), Column("GN", 3, number=True),
            Column(_("open"), 4, number=True), Column(_("worst open level"), 6),
            Column(_("score per 100"), 4, number=True), Column(_("open score"), 6, number=True),
            Column(_("reporting"), 6),
        ),
        (*(_regency(page, row) for row in page.brief.regencies), *_province(page)),
    )  # fmt: skip
    return Section(
        "regencies",
        _("Regencies and cities in the order of their codes"),
        (table, *_notes(page), *page.picture("map")),
    )


def _regency(page: Page, row: RegencyLine) -> tuple[Cell, ...]:
    return (
        Cell(row.code.replace(".", "")),
        Cell(row.name),
        *(Cell(whole(n)) for n in (row.pg, row.ag, row.gn, row.open)),
        page.level(row.worst_level),
        Cell(decimal(row.rate if row.open or page.brief.fell_back else None, 2)),
        Cell(f"{decimal(row.open_index)}{_moved(row)}"),
        Cell(DASH if row.state == "free" or page.brief.coverage.own else _(STATES[row.state])),
    )


def _province(page: Page) -> Iterator[tuple[Cell, ...]]:
    """What happened in the whole province, so that the numbers add up."""
    row = page.brief.province
    if row is not None:
        yield (
            Cell(row.code),
            Cell(str(Sentence(N_("{name}, whole province"), name=row.name))),
            *(Cell(whole(n)) for n in (row.pg, row.ag, row.gn, row.open)),
            page.level(row.worst_level),
            Cell(DASH),
            Cell(f"{decimal(row.open_index)}{_moved(row)}"),
            Cell(DASH),
        )


def _moved(row: RegencyLine | WideLine) -> str:
    """By how much the open score rose or fell in the period; nothing where it did not."""
    by = round(row.open_index - row.open_index_before, 1)
    if not by:
        return ""
    return f" ▲ {decimal(by)}" if by > 0 else f" ▼ {decimal(-by)}"


_RATE = N_(
    "Score per 100: open score for each 100 polling stations, drawn towards the mean of all where events are few; – where nothing is open."
)
_FALLEN_BACK = N_("Nothing is open in any regency, so the score per 100 follows the record of what happened: for each 100 polling stations, drawn towards the mean of all where events are few.")  # fmt: skip


def _notes(page: Page) -> Iterator[Text]:
    words = _FALLEN_BACK if page.brief.fell_back else _RATE
    moved = N_("▲ ▼: open score against the period before.")
    twice = N_("An event that touches several regencies counts in each of them.")
    yield Text(" ".join(map(_, (words, moved, twice))), "note")
    shown = {row.code for row in page.brief.regencies if row.open or page.brief.fell_back}
    pairs = [
        str(Sentence(N_("{one} and {other}"), one=page.name(one), other=page.name(other)))
        for one, other in page.brief.unsure
        if {one, other} <= shown
    ]
    if pairs:
        words = N_("Cannot be told apart on this evidence: {pairs}.")
        yield Text(str(Sentence(words, pairs="; ".join(pairs))), "note")
    low = [row.code for row in page.brief.regencies if row.low]
    if low and not page.brief.coverage.own:
        yield Text(
            str(
                Sentence(
                    N_("Silence is not safety: too little came in two weeks, or too long ago, from {names}."),
                    names=page.names(low),
                )
            ),
            "note",
        )  # fmt: skip
