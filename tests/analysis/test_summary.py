"""Counting and ranking, by hand."""

from datetime import date

import pytest

from pilkada_cli.analysis.counting import in_full, sums_by
from pilkada_cli.analysis.summary import Question, summarise
from pilkada_cli.domain.events import Cell
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import Filters, Measure, RankBy, Summary
from pilkada_cli.domain.sums import weight

DAY = date(2024, 11, 22)


def event(regency: str, level: int, credence: int = 0, open: int = 1, **more: object) -> Cell:
    """An event of one kind in a regency."""
    fields = {"stage": "kampanye", "category": "kamtibmas/hoaks", "athg": "ancaman", "phase": "pg"}
    return Cell(regency, 0, "event", **{**fields, **more}, level=level, residual_level=level,
                credence=credence, open=open)  # type: ignore[arg-type]  # fmt: skip


def summary(reference: Reference, *cells: tuple[Cell, int], **question: object) -> Summary:
    asked = Question(DAY, DAY.isoformat(), **question)  # type: ignore[arg-type]
    sums = sums_by(in_full(cells), reference.scale, asked.filters.regency)
    return summarise(sums, reference, asked)


@pytest.mark.parametrize(
    ("level", "credence", "tenths"),
    [
        (1, 0, 10),
        (5, 0, 160),
        (4, 1, 80),
        (4, 2, 72),
        (4, 3, 56),
        (4, 4, 32),
        (4, 5, 8),
        (4, 6, 40),
    ],
)
def test_an_event_weighs_its_level_times_how_far_it_is_believed(
    reference: Reference, level: int, credence: int, tenths: int
) -> None:
    assert weight(reference.scale, level, credence) == tenths


def test_equal_scores_rank_by_code_and_regencies_without_events_come_last(
    reference: Reference,
) -> None:
    found = summary(
        reference, (event("63.72", 4), 1), (event("63.05", 4), 1), (event("63.03", 4, open=0), 1)
    )
    assert [row.code for row in found.regencies][:4] == ["63.05", "63.72", "63.03", "63.01"]
    assert [row.rank for row in found.regencies] == list(range(1, 14))


def test_a_hundred_small_events_are_not_rounded_away(reference: Reference) -> None:
    found = summary(reference, (event("63.05", 1, credence=5), 101))
    assert found.regencies[0].index == pytest.approx(10.1, abs=0)


def test_a_province_wide_open_event_does_not_keep_the_regencies_from_their_record(
    reference: Reference,
) -> None:
    found = summary(reference, (event("63", 5), 1), (event("63.05", 2, open=0), 1))
    assert (found.measure, found.fell_back) == (Measure.RECORD, True)
    assert (found.totals.province_wide, found.totals.events) == (1, 2)


def test_a_filter_by_regency_keeps_the_rank_among_all(reference: Reference) -> None:
    cells = ((event("63.05", 2), 1), (event("63.72", 5), 1))
    found = summary(reference, *cells, filters=Filters(regency="63.05"))
    assert [(row.code, row.rank) for row in found.regencies] == [("63.05", 2)]
    assert found.totals.events == 1


def test_counting_ranks_by_events_of_the_measure(reference: Reference) -> None:
    cells = ((event("63.05", 1), 3), (event("63.72", 5), 1), (event("63.03", 5, open=0), 9))
    by_open = summary(reference, *cells, rank_by=RankBy.COUNT)
    by_record = summary(reference, *cells, rank_by=RankBy.COUNT, measure=Measure.RECORD)
    assert [row.code for row in by_open.regencies][:3] == ["63.05", "63.72", "63.03"]
    assert [row.code for row in by_record.regencies][:3] == ["63.03", "63.05", "63.72"]


def test_days_of_a_stage_are_clipped_to_the_window(reference: Reference) -> None:
    whole = summary(reference, (event("63.05", 2), 1)).stages[0]
    part = summary(
        reference, (event("63.05", 2), 1), filters=Filters(since="2024-11-01", until="2024-11-10")
    ).stages[0]
    assert (whole.days, part.days, part.index_per_day) == (59, 10, 0.2)
