"""What a summary says in sentences: what is counted, what is not and why, how the score comes about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.coverage import Covered
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import Standing
from pilkada_cli.domain.summary import RankBy, RegencyRow, Summary
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import decimal, short_date
from pilkada_cli.render.silence import Silent, owed_no_more, silent_names

if TYPE_CHECKING:
    from pilkada_cli.domain.explanation import Explanation
    from pilkada_cli.domain.readiness_table import Ready

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from. `left_out` maps an outcome to the ids it took out.

    `alone` is the office's regency where too little is known of the others; then no place is shown.
    """

    summary: Summary
    reference: Reference
    standing: Standing
    place: str
    left_out: Mapping[str, Sequence[str]]
    worst_open: Sequence[Mapping[str, object]]
    of_all: int
    withheld: int
    by: Sequence[str]
    explained: "Sequence[Explanation]" = ()
    covered: Covered | None = None
    overdue: Sequence[Action] = ()
    least_ready: "Mapping[str, Ready] | None" = None
    alone: str | None = None


def stage_words(standing: Standing) -> str:
    """``kampanye, day 59 of 60``, or that the day lies outside every stage."""
    stage = standing.stage
    if stage is None:
        return _("outside every stage")
    return str(
        Sentence(
            N_("{stage}, day {day} of {days}"),
            stage=stage.key,
            day=standing.day_of_stage,
            days=stage.days,
        )
    )


def place(content: Page) -> Iterator[Sentence]:
    """Where one regency stands among all."""
    if not content.summary.regencies:
        return
    row = content.summary.regencies[0]
    if row.rank is None:
        if content.summary.totals.events and row.code != content.summary.filters.regency:
            yield Sentence(N_("A single district is not ranked among whole regencies."))
    elif content.alone is not None:
        yield _cannot_rank(content)
    elif not row.events:
        yield Sentence(
            N_("{name} has no event under this filter and is not ranked."), name=row.name
        )
    else:
        yield Sentence(
            N_("{name} ranks {rank} of {n} regencies and cities."),
            name=row.name,
            rank=row.rank,
            n=content.of_all,
        )
        yield from _how_sure(row)


def _cannot_rank(content: Page) -> Sentence:
    """Why no place is shown: the register of a regency's office knows too little of the others."""
    region = content.reference.region_by_code[content.alone or ""]
    return Sentence(
        N_("This register of {name} holds too little of what the others reported, so it cannot rank; the ranking of regencies and cities is the province's."),
        name=region.full_name,
    )  # fmt: skip


def _overdue(content: Page) -> Iterator[Sentence]:
    if late := content.overdue:
        yield Sentence(
            N_("{n} action is past its day ({ids}); see pilkada action list --overdue."),
            N_("{n} actions are past their day ({ids}); see pilkada action list --overdue."),
            n=len(late),
            ids=", ".join([*(each.id for each in late[:5]), *(["…"] if len(late) > 5 else [])]),
        )


def _how_sure(row: RegencyRow) -> Iterator[Sentence]:
    if row.p_top3 is not None:
        yield Sentence(
            N_("With 90 % certainty it ranks {low} to {high}; the chance that it is among the first three is {chance} %."),
            low=row.rank_low,
            high=row.rank_high,
            chance=round(100 * row.p_top3),
        )  # fmt: skip


def sentences(content: Page) -> Iterator[Sentence]:
    """What is counted, what is not and why, and how the score comes about."""
    summary, totals = content.summary, content.summary.totals
    yield Sentence(
        N_("{n} report received, {events} counted as events ({open} open)."),
        N_("{n} reports received, {events} counted as events ({open} open)."),
        n=totals.reports,
        events=totals.events,
        open=totals.open,
    )
    yield from _left_out(content)
    if totals.province_wide:
        yield Sentence(
            N_(
                "{n} event is province-wide: counted in the total, the stages and the categories, in no regency."
            ),
            N_(
                "{n} events are province-wide: counted in the total, the stages and the categories, in no regency."
            ),
            n=totals.province_wide,
        )
    if content.withheld:
        yield Sentence(N_("{n} report withheld."), N_("{n} reports withheld."), n=content.withheld)
    if summary.fell_back:
        yield Sentence(
            N_(
                "Nothing is open in any regency, so the ranking follows the record of what happened."
            )
        )
    if content.least_ready is not None:
        yield Sentence(
            N_("Least ready: the item furthest from its target among those reported. It moves no rank; – is not reported.")
        )  # fmt: skip
    if not totals.events:
        yield Sentence(N_("There is no event to rank."))
        yield from _silent(content)
        return
    if content.alone is not None and "regency" in content.by:
        yield _cannot_rank(content)
    if summary.rank_by == RankBy.RATE:
        yield from _rates(content)
    if summary.half_life is not None:
        yield Sentence(
            N_("An event counts half after {days} days, a quarter after twice as many."),
            days=decimal(
                summary.half_life, 0 if summary.half_life == int(summary.half_life) else 1
            ),
        )
    if "district" in content.by:
        yield from _without_district(content)
    yield from _silent(content)
    yield from _overdue(content)
    yield from rule(content.reference)


def _rates(content: Page) -> Iterator[Sentence]:
    """What the ranking by rate does not say by itself: what is unsure, and what has no event."""
    summary, exposure = content.summary, content.reference.exposure
    shown = "regency" in content.by and content.alone is None
    if shown and summary.unit is None:
        yield Sentence(N_("No event counts for anything in a regency, so none is ranked."))
    if summary.unit is None:
        return
    names = {region.code: region.name for region in content.reference.regencies}
    only = summary.filters.regency
    unsure = [pair for pair in summary.unsure if only is None or only in pair]
    if unsure and content.alone is None:
        pairs = [
            str(Sentence(N_("{one} and {other}"), one=names[a], other=names[b])) for a, b in unsure
        ]
        yield Sentence(
            N_("Cannot be told apart on this evidence: {pairs}."), pairs="; ".join(pairs)
        )  # fmt: skip
    without = [row.name for row in summary.regencies if not row.events]
    if shown and without:
        yield Sentence(
            N_("Without an event, and so behind all others: {names}."), names=", ".join(without)
        )
    yield Sentence(
        N_("Rate: score for each 100 {unit} ({source}, {day}), drawn towards the mean of all where events are few; 90 %: where it lies with this certainty, and between which places."),
        unit=exposure.unit.in_language(language()),
        source=exposure.source,
        day=short_date(exposure.as_of),
    )  # fmt: skip


def _without_district(content: Page) -> Iterator[Sentence]:
    named = sum(row.events for row in content.summary.districts)
    if rest := content.summary.totals.events - named:
        yield Sentence(
            N_("{n} event names no district."), N_("{n} events name no district."), n=rest
        )


_REASONS = {
    "duplicate": (
        N_("Not counted: {n} report of an event told before ({ids})."),
        N_("Not counted: {n} reports of events told before ({ids})."),
    ),
    "refuted": (
        N_("Not counted: {n} refuted report ({ids})."),
        N_("Not counted: {n} refuted reports ({ids})."),
    ),
    "withdrawn": (
        N_("Not counted: {n} withdrawn report ({ids})."),
        N_("Not counted: {n} withdrawn reports ({ids})."),
    ),
}


def _left_out(content: Page) -> Iterator[Sentence]:
    totals = content.summary.totals
    for outcome, n in (
        ("duplicate", totals.duplicates),
        ("refuted", totals.refuted),
        ("withdrawn", totals.withdrawn),
    ):
        if n:
            named = content.left_out.get(outcome, ())
            ids = ", ".join(named[:MOST_NAMED]) + (", …" if n > MOST_NAMED else "")
            yield Sentence(*_REASONS[outcome], n=n, ids=ids)


def is_low(content: Page, code: str) -> bool:
    """Whether so little came of a regency, or so long ago, that a low place says nothing."""
    return content.covered is not None and content.covered.shares[code].low


def _silent(content: Page) -> Iterator[Sentence]:
    """Who is silent, of those whose reports would be here."""
    rows = [r for r in content.summary.regencies if content.alone in (None, r.code)]
    quiet = [row.name for row in rows if row.last_report_on is None]
    if quiet:
        yield Sentence(
            N_("No report has come from {names}: silence is not safety."), names=", ".join(quiet)
        )
    low = [row for row in rows if is_low(content, row.code)]
    if len(low) < content.of_all:
        low = [row for row in low if row.last_report_on is not None]
    if low and content.covered is not None:
        period = content.covered.period
        yield Sentence(
            N_("! Silence is not safety: too little of what was owed came from {first} to {last}, or too long ago, from {names}."),
            first=short_date(period.since),
            last=short_date(period.until),
            names=silent_names(
                [Silent(r.name, r.coverage, content.covered.bundles.get(r.code)) for r in low],
                content.of_all,
            ),
        )  # fmt: skip
    if content.covered is not None:
        until = {row.code: content.covered.owed_until[row.code] for row in rows}
        yield from owed_no_more(until, content.standing.day, content.reference)


def rule(reference: Reference) -> Iterator[Sentence]:
    """The counting rule and the score in words; printed with every result."""
    scale = reference.scale
    weights = ", ".join(str(level.weight) for level in scale.levels)
    yield Sentence(
        N_(
            "Counted: linked reports are one event, with the values of the earliest that is neither refuted nor withdrawn."
        )
    )
    yield Sentence(
        N_(
            "Score: weights {weights} from lowest to highest level, times how far the report is believed; scale {scale}, weights {weights_key}, credence {credence_key}."
        ),
        weights=weights,
        scale=scale.key,
        weights_key=scale.weights_key,
        credence_key=scale.credence_key,
    )
