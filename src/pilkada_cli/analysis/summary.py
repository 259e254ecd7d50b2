"""The ranked summaries: counted cells in, ranked rows out.

Scores add the declared weights of levels, each times how far the report is
believed; ordinal numbers are never averaged or multiplied. Tenths are summed as
integers, so the same register gives the same digits everywhere. The method and
its sources are in ``docs/method.md``.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pilkada_cli.analysis import ranking
from pilkada_cli.analysis.counting import SumsBy, counts_of
from pilkada_cli.analysis.ranking import Ranking
from pilkada_cli.analysis.rate import Rate, Rates, Streams
from pilkada_cli.domain.duties import last_owed, silent_days
from pilkada_cli.domain.fields import ATHG
from pilkada_cli.domain.reference import Reference, Stage
from pilkada_cli.domain.summary import (
    AthgRow,
    CategoryRow,
    DistrictRow,
    Filters,
    Measure,
    RankBy,
    RegencyRow,
    StageRow,
    Summary,
    Totals,
)
from pilkada_cli.domain.sums import NOTHING, Sums


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `as_of` is the local day looked at, `typed` how it was asked for.

    `last_heard` gives, by regency, the last day a report or nil report was known,
    `coverage` the part that came of what it owed.
    `district` says that the cells are of one district of `filters.regency`. Without
    `streams` there are no rates, and no places by rate. `half_life`, in days, is that
    of the cells. Stages and categories are ranked only where `by` names them.
    """

    as_of: date
    typed: str
    filters: Filters = field(default_factory=Filters)
    district: bool = False
    measure: Measure = Measure.OPEN
    rank_by: RankBy = RankBy.INDEX
    last_heard: Mapping[str, str | None] | None = None
    coverage: Mapping[str, float | None] = field(default_factory=dict)
    half_life: float | None = None
    streams: Streams | None = None
    by: Collection[str] = ("stage", "category")


NO_DISTRICTS: Mapping[str, Sums] = {}


def summarise(
    sums: SumsBy,
    reference: Reference,
    question: Question,
    districts: Mapping[str, Sums] = NO_DISTRICTS,
) -> Summary:
    """Rank what was counted by regency, stage, category and ATHG label, and by district if given."""
    labels = dict.fromkeys(ATHG, NOTHING) | dict(sums("athg"))
    regencies = dict.fromkeys((r.code for r in reference.regencies), NOTHING)
    counts = regencies | dict(sums("regency"))
    fell_back = question.measure == Measure.OPEN and _nothing_open(counts, reference)
    measure = Measure.RECORD if fell_back else question.measure
    by_score = Ranking(measure, _without_rate(question.rank_by))
    unit, rates = _rates(counts, reference, question, measure)
    wide = counts.get(reference.province.code, NOTHING) if not question.filters.regency else NOTHING
    return Summary(
        election=reference.election.key,
        as_of=question.typed,
        measure=measure,
        rank_by=question.rank_by,
        scale=reference.scale.key,
        filters=question.filters,
        totals=_totals(labels.values(), wide.events),
        regencies=_regencies(counts, reference, question, by_score, rates),
        stages=_stages(sums("stage"), reference, question) if "stage" in question.by else (),
        categories=(
            _categories(sums("category"), reference, by_score) if "category" in question.by else ()
        ),
        athg=_athg(labels, by_score),
        districts=_districts(districts, reference, question, by_score),
        fell_back=fell_back,
        half_life=question.half_life,
        unsure=rates.unsure if rates else (),
        unit=unit,
    )


def _without_rate(by: RankBy) -> RankBy:
    """Only regencies have rates; all else then goes by score."""
    return RankBy.INDEX if by == RankBy.RATE else by


def _rates(
    counts: Mapping[str, Sums], reference: Reference, question: Question, measure: Measure
) -> tuple[float | None, Rates | None]:
    """The size of a typical event, and the rates of all regencies by it, if they are asked for."""
    if question.streams is None or question.rank_by != RankBy.RATE or question.district:
        return None, None
    return ranking.rates(counts, reference, measure, question.streams)


def _nothing_open(counts: Mapping[str, Sums], reference: Reference) -> bool:
    """Whether the regencies have events and none of them is open."""
    own = [sums for code, sums in counts.items() if not reference.is_province(code)]
    return any(sums.events for sums in own) and not any(sums.open for sums in own)


def _totals(parts: Iterable[Sums], province_wide: int) -> Totals:
    """What `parts`, rows that hold every report once, add up to."""
    total = NOTHING
    for part in parts:
        total = total.plus(part)
    return Totals(province_wide=province_wide, **counts_of(total, Totals))


def _regencies(
    counts: Mapping[str, Sums],
    reference: Reference,
    question: Question,
    by_score: Ranking,
    rates: Rates | None,
) -> tuple[RegencyRow, ...]:
    """All regencies ranked among each other; with a filter only that row is kept.

    A single district is not comparable with whole regencies and gets no rank.
    """
    own = {region.code: counts[region.code] for region in reference.regencies}
    ranks = by_score.order(own)
    if question.rank_by == RankBy.RATE:
        unranked: dict[str, int | None] = dict.fromkeys(sorted(own))
        ranks = {code: i for i, code in enumerate(rates.by_code, 1)} if rates else unranked
    only = question.filters.regency
    rows = []
    for code, rank in ranks.items():
        if only is not None and code != only:
            continue
        region = reference.region_by_code[code]
        heard = (question.last_heard or {}).get(code)
        until = last_owed(reference, code)
        rows.append(
            RegencyRow(
                rank=None if question.district else rank,
                code=code,
                name=region.name,
                exposure=region.polling_stations / 100,
                last_report_on=heard,
                silent_days=silent_days(heard, question.as_of, until),
                coverage=question.coverage.get(code),
                **(rates.by_code[code]._asdict() if rates else UNRATED),
                **counts_of(counts[code], RegencyRow),
            )
        )
    return tuple(rows)


UNRATED: Mapping[str, None] = dict.fromkeys(Rate._fields)


def _stages(
    counts: Mapping[str, Sums], reference: Reference, question: Question
) -> tuple[StageRow, ...]:
    """The stages that reports lie in. They rank by the record: a stage that is over has nothing open."""
    rows = []
    by_record = Ranking(Measure.RECORD, _without_rate(question.rank_by))
    for key, rank in by_record.order(counts).items():
        stage = reference.stage_by_key.get(key)
        days = _days_in_window(stage, question) if stage else None
        rows.append(
            StageRow(
                rank=rank,
                key=key,
                name=stage.name.id if stage else key,
                start=stage.start.isoformat() if stage and stage.start else None,
                end=stage.end.isoformat() if stage and stage.end else None,
                days=days,
                index_per_day=round(counts[key].score / 10 / days, 3) if days else None,
                **counts_of(counts[key], StageRow),
            )
        )
    return tuple(rows)


def _days_in_window(stage: Stage, question: Question) -> int | None:
    if stage.start is None or stage.end is None:
        return None
    last = min(stage.end, question.as_of)
    if question.filters.until:
        last = min(last, date.fromisoformat(question.filters.until))
    first = stage.start
    if question.filters.since:
        first = max(first, date.fromisoformat(question.filters.since))
    days = (last - first).days + 1
    return days if days > 0 else None


def _categories(
    counts: Mapping[str, Sums], reference: Reference, by_score: Ranking
) -> tuple[CategoryRow, ...]:
    rows = []
    for key, rank in by_score.order(counts).items():
        category = reference.category_by_key.get(key)
        rows.append(
            CategoryRow(
                rank=rank,
                key=key,
                name=category.label.id if category else key,
                athg=category.athg if category else "",
                **counts_of(counts[key], CategoryRow),
            )
        )
    return tuple(rows)


def _athg(counts: Mapping[str, Sums], by_score: Ranking) -> tuple[AthgRow, ...]:
    return tuple(
        AthgRow(
            rank=rank,
            key=key,
            athg=key,
            **counts_of(counts[key], AthgRow),
        )
        for key, rank in by_score.order(counts).items()
    )


def _districts(
    counts: Mapping[str, Sums], reference: Reference, question: Question, by_score: Ranking
) -> tuple[DistrictRow, ...]:
    """The districts that reports name, ranked among each other; with a regency only its own."""
    rows = []
    for code, rank in by_score.order(counts).items():
        district = reference.district_by_code.get(code)
        regency = district.regency if district else code[: code.rfind(".")]
        if question.filters.regency in (None, regency):
            rows.append(
                DistrictRow(
                    rank=rank,
                    code=code,
                    name=district.name if district else code,
                    regency=regency,
                    **counts_of(counts[code], DistrictRow),
                )
            )
    return tuple(rows)
