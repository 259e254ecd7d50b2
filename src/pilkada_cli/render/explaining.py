"""Why each regency stands where it stands: a table of its events, and sentences with the sums."""

from collections import Counter
from collections.abc import Iterator

from rich.text import Text

from pilkada_cli.domain.explanation import Explanation, Term
from pilkada_cli.domain.summary import Measure, RankBy
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render.local import DASH, decimal, short_date
from pilkada_cli.render.regencies import level_of
from pilkada_cli.render.summary_words import Page
from pilkada_cli.render.tables import Column, Fitted, table
from pilkada_cli.render.titles import title_of


def explained(content: Page) -> Iterator[Fitted | Sentence | str]:
    """Every regency that has events, with what it takes to work its place out by hand."""
    for each in content.explained:
        yield _events(content, each)
        yield _sum(content, each)
        yield from _rate(content, each)
        yield ""
    yield Sentence(
        N_("W: weight of the level; c: how far the report is believed; d: how far its age lets it count; w = W · c · d.")
    )  # fmt: skip


def _events(content: Page, explanation: Explanation) -> Fitted:
    columns = [
        Column("id", wrap=False),
        Column(_("date"), wrap=False),
        Column(_("title"), least=12, cut=True, drop=5),
        Column(_("level"), wrap=False, drop=4),
        *(Column(name, number=True) for name in ("W", "c", "d", "w")),
    ]
    rows = [_event(content, term) for term in explanation.terms]
    return table(columns, rows, explanation.row.name)


def _event(content: Page, term: Term) -> list[str | Text]:
    return [
        term.id,
        short_date(term.occurred_on),
        title_of(term.title),
        level_of(content, term.level),
        str(term.weight),
        decimal(term.credence),
        decimal(term.fresh, 0 if term.fresh == 1 else 3),
        DASH if term.w is None else _scored(content, term.w),
    ]


def _scored(content: Page, score: float) -> str:
    return decimal(score, 1 if content.summary.half_life is None else 3)


def _sum(content: Page, explanation: Explanation) -> Sentence:
    if content.summary.measure == Measure.OPEN:
        return Sentence(
            N_("Open score {score}: the sum of w. Closed events have a dash."),
            score=_scored(content, explanation.score),
        )
    return Sentence(
        N_("Record score {score}: the sum of w."), score=_scored(content, explanation.score)
    )


def _rate(content: Page, explanation: Explanation) -> Iterator[Sentence]:
    summary, row, exposure = content.summary, explanation.row, content.reference.exposure
    yield Sentence(
        N_("Exposure {exposure} hundred {unit} ({source}, {day}); {score} / {exposure} = {crude}."),
        exposure=decimal(row.exposure, 2),
        unit=exposure.unit.in_language(language()),
        source=exposure.source,
        day=short_date(exposure.as_of),
        score=_scored(content, explanation.score),
        crude=decimal(explanation.score / row.exposure, 3),
    )
    if content.alone is not None:
        return
    if summary.rank_by == RankBy.RATE and summary.unit is not None and row.rate is not None:
        yield Sentence(
            N_("A typical event weighs u = {unit}, so these are {score} / {unit} = {y} typical events."),
            unit=decimal(summary.unit, 3),
            score=_scored(content, explanation.score),
            y=decimal(explanation.score / summary.unit, 3),
        )  # fmt: skip
        yield Sentence(
            N_("Rate {rate}, with 90 % certainty {low} to {high}: place {rank} of {n}, with 90 % certainty {first} to {last}."),
            rate=decimal(row.rate, 3),
            low=decimal(row.rate_low, 3),
            high=decimal(row.rate_high, 3),
            rank=row.rank,
            n=content.of_all,
            first=row.rank_low,
            last=row.rank_high,
        )  # fmt: skip
    elif row.rank is not None:
        yield from _levels_or_count(content, explanation)
        yield Sentence(N_("Place {rank} of {n}."), rank=row.rank, n=content.of_all)


def _levels_or_count(content: Page, explanation: Explanation) -> Iterator[Sentence]:
    """What ranks where it is not the score: the events by level, the highest first, or how many."""
    counted = Counter(term.level for term in explanation.terms if term.w is not None)
    match content.summary.rank_by:
        case RankBy.LEVEL:
            levels = {each.number: each for each in content.reference.scale.levels}
            each = [
                Sentence("{n} {level}", n=counted[n], level=levels[n].label.in_language(language()))
                for n in sorted(counted, reverse=True)
            ]
            yield Sentence(
                N_(
                    "What ranks is how many events have the highest level, then the next: {levels}."
                ),
                levels=Sentence.joined(each) if each else DASH,
            )
        case RankBy.COUNT:
            yield Sentence(N_("What ranks is the number of events: {n}."), n=counted.total())
