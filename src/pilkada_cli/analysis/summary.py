"""The ranked summaries: counted cells in, ranked rows out.

Scores add the declared weights of levels, each times how far the report is
believed; ordinal numbers are never averaged or multiplied. Tenths are summed as
integers, so the same register gives the same digits everywhere. The method and
its sources are in ``docs/method.md``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pilkada_cli.analysis.counting import Count, count_by, counts_of
from pilkada_cli.domain.events import Cell, Outcome
from pilkada_cli.domain.fields import ATHG
from pilkada_cli.domain.reference import Reference, Stage
from pilkada_cli.domain.summary import (
    AthgRow,
    CategoryRow,
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

    `last_heard` gives, by regency, the last day a report or nil report was known.
    `district` says that the cells are of one district of `filters.regency`.
    """

    as_of: date
    typed: str
    filters: Filters = field(default_factory=Filters)
    district: bool = False
    measure: Measure = Measure.OPEN
    rank_by: RankBy = RankBy.INDEX
    last_heard: Mapping[str, str | None] | None = None


CellsBy = Callable[[str], list[tuple[Cell, int]]]
"""The counted cells by ``regency``, ``stage``, ``category`` or ``athg``.

Each adds up to the same; of the other three a cell may be blank, unless a regency
is filtered for.
"""


def summarise(cells: CellsBy, reference: Reference, question: Question) -> Summary:
    """Rank the counted cells by regency, stage, category and ATHG label."""
    only = question.filters.regency

    def here(dimension: str) -> list[tuple[Cell, int]]:
        return [
            (c, n) for c, n in cells(dimension) if (c.regency == only if only else not c.further)
        ]

    every = cells("regency")
    labels = count_by(here("athg"), reference.scale, "athg", ATHG)
    fell_back = question.measure == Measure.OPEN and _nothing_open(every, reference)
    measure = Measure.RECORD if fell_back else question.measure
    ranking = _Ranking(measure, question.rank_by)
    return Summary(
        election=reference.election.key,
        as_of=question.typed,
        measure=measure,
        rank_by=question.rank_by,
        scale=reference.scale.key,
        filters=question.filters,
        totals=_totals(here("regency"), labels.values(), reference),
        regencies=_regencies(every, reference, question, ranking),
        stages=_stages(here("stage"), reference, question),
        categories=_categories(here("category"), reference, ranking),
        athg=_athg(labels, ranking),
        fell_back=fell_back,
    )


def _nothing_open(cells: Iterable[tuple[Cell, int]], reference: Reference) -> bool:
    """Whether the regencies have events and none of them is open."""
    events = [
        cell
        for cell, _ in cells
        if cell.outcome == Outcome.EVENT and cell.regency != reference.province.code
    ]
    return bool(events) and not any(cell.open for cell in events)


@dataclass(frozen=True, slots=True)
class _Ranking:
    measure: Measure
    by: RankBy

    def value(self, count: Count) -> int:
        if self.by == RankBy.COUNT:
            return count.open if self.measure == Measure.OPEN else count.events
        return count.open_index if self.measure == Measure.OPEN else count.index

    def order(self, counts: Mapping[str, Count]) -> dict[str, int | None]:
        """Rank by value, ties by key; what has no event comes after all that have one."""
        if not any(count.events for count in counts.values()):
            return dict.fromkeys(sorted(counts))
        keys = sorted(counts, key=lambda k: (not counts[k].events, -self.value(counts[k]), k))
        return {key: rank for rank, key in enumerate(keys, 1)}


def _totals(
    cells: Iterable[tuple[Cell, int]], parts: Iterable[Count], reference: Reference
) -> Totals:
    """What `parts`, rows that hold every cell once, add up to."""
    total = Count()
    for part in parts:
        total.take(part)
    province_wide = sum(
        n
        for cell, n in cells
        if cell.outcome == Outcome.EVENT and cell.regency == reference.province.code
    )
    return Totals(province_wide=province_wide, **counts_of(total, Totals))


def _regencies(
    cells: list[tuple[Cell, int]], reference: Reference, question: Question, ranking: _Ranking
) -> tuple[RegencyRow, ...]:
    """All regencies ranked among each other; with a filter only that row is kept.

    A single district is not comparable with whole regencies and gets no rank.
    """
    codes = [region.code for region in reference.regencies]
    counts = count_by(cells, reference.scale, "regency", codes)
    ranks = ranking.order({code: counts[code] for code in codes})
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
                **counts_of(counts[code], RegencyRow),
            )
        )
    return tuple(rows)


def _stages(
    cells: list[tuple[Cell, int]], reference: Reference, question: Question
) -> tuple[StageRow, ...]:
    """The stages that reports lie in. They rank by the record: a stage that is over has nothing open."""
    counts = count_by(cells, reference.scale, "stage")
    rows = []
    for key, rank in _Ranking(Measure.RECORD, question.rank_by).order(counts).items():
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
    cells: list[tuple[Cell, int]], reference: Reference, ranking: _Ranking
) -> tuple[CategoryRow, ...]:
    counts = count_by(cells, reference.scale, "category")
    rows = []
    for key, rank in ranking.order(counts).items():
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


def _athg(counts: Mapping[str, Count], ranking: _Ranking) -> tuple[AthgRow, ...]:
    return tuple(
        AthgRow(
            rank=rank,
            key=key,
            athg=key,
            **counts_of(counts[key], AthgRow),
        )
        for key, rank in ranking.order(counts).items()
    )
