"""The ranked summaries: counted cells in, ranked rows out.

Scores add the declared weights of levels, each times how far the report is
believed; ordinal numbers are never averaged or multiplied. Tenths are summed as
integers, so the same register gives the same digits everywhere. The method and
its sources are in ``docs/method.md``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pilkada_cli.analysis import ranking
from pilkada_cli.analysis.counting import Count, Counted, count_by, counts_of
from pilkada_cli.analysis.ranking import Ranking
from pilkada_cli.analysis.rate import Rate, Rates, Streams
from pilkada_cli.domain.events import Outcome
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


CellsBy = Callable[[str], list[Counted]]
"""The counted cells by ``regency``, ``stage``, ``category`` or ``athg``.

Each adds up to the same; of the other three a cell may be blank, unless a regency
is filtered for.
"""


def summarise(
    cells: CellsBy, reference: Reference, question: Question, districts: Sequence[Counted] = ()
) -> Summary:
    """Rank the counted cells by regency, stage, category and ATHG label.

    In `districts` the place of the regency holds the district.
    """
    only = question.filters.regency

    def here(dimension: str) -> list[Counted]:
        return [c for c in cells(dimension) if (c[0].regency == only if only else not c[0].further)]

    every = cells("regency")
    labels = count_by(here("athg"), reference.scale, "athg", ATHG)
    fell_back = question.measure == Measure.OPEN and _nothing_open(every, reference)
    measure = Measure.RECORD if fell_back else question.measure
    by_score = Ranking(measure, _without_rate(question.rank_by))
    counts = count_by(every, reference.scale, "regency", [r.code for r in reference.regencies])
    unit, rates = _rates(counts, reference, question, measure)
    return Summary(
        election=reference.election.key,
        as_of=question.typed,
        measure=measure,
        rank_by=question.rank_by,
        scale=reference.scale.key,
        filters=question.filters,
        totals=_totals(here("regency"), labels.values(), reference),
        regencies=_regencies(counts, reference, question, by_score, rates),
        stages=_stages(here("stage"), reference, question) if "stage" in question.by else (),
        categories=(
            _categories(here("category"), reference, by_score) if "category" in question.by else ()
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
    counts: Mapping[str, Count], reference: Reference, question: Question, measure: Measure
) -> tuple[float | None, Rates | None]:
    """The size of a typical event, and the rates of all regencies by it, if they are asked for."""
    if question.streams is None or question.rank_by != RankBy.RATE or question.district:
        return None, None
    return ranking.rates(counts, reference, measure, question.streams)


def _nothing_open(cells: Iterable[Counted], reference: Reference) -> bool:
    """Whether the regencies have events and none of them is open."""
    events = [
        cell
        for cell, _, _ in cells
        if cell.outcome == Outcome.EVENT and cell.regency != reference.province.code
    ]
    return bool(events) and not any(cell.open for cell in events)


def _totals(cells: Iterable[Counted], parts: Iterable[Count], reference: Reference) -> Totals:
    """What `parts`, rows that hold every cell once, add up to."""
    total = Count()
    for part in parts:
        total.take(part)
    province_wide = sum(
        n
        for cell, n, _ in cells
        if cell.outcome == Outcome.EVENT and cell.regency == reference.province.code
    )
    return Totals(province_wide=province_wide, **counts_of(total, Totals))


def _regencies(
    counts: Mapping[str, Count],
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
        silent = (question.as_of - date.fromisoformat(heard)).days if heard else None
        rows.append(
            RegencyRow(
                rank=None if question.district else rank,
                code=code,
                name=region.name,
                exposure=region.polling_stations / 100,
                last_report_on=heard,
                silent_days=None if silent is None else max(silent, 0),
                coverage=question.coverage.get(code),
                **(rates.by_code[code]._asdict() if rates else UNRATED),
                **counts_of(counts[code], RegencyRow),
            )
        )
    return tuple(rows)


UNRATED: Mapping[str, None] = dict.fromkeys(Rate._fields)


def _stages(cells: list[Counted], reference: Reference, question: Question) -> tuple[StageRow, ...]:
    """The stages that reports lie in. They rank by the record: a stage that is over has nothing open."""
    counts = count_by(cells, reference.scale, "stage")
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
                index_per_day=round(counts[key].index / 10 / days, 3) if days else None,
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
    cells: list[Counted], reference: Reference, by_score: Ranking
) -> tuple[CategoryRow, ...]:
    counts = count_by(cells, reference.scale, "category")
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


def _athg(counts: Mapping[str, Count], by_score: Ranking) -> tuple[AthgRow, ...]:
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
    cells: Sequence[Counted], reference: Reference, question: Question, by_score: Ranking
) -> tuple[DistrictRow, ...]:
    """The districts that reports name, ranked among each other; with a regency only its own."""
    counts = count_by(cells, reference.scale, "regency")
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
