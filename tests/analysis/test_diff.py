"""What moved between two summaries, and why a report counts otherwise than before."""

from dataclasses import replace
from typing import Any

import pytest
from tests.analysis.test_summary import event, summary

from pilkada_cli.analysis.diff import Known, Moved, Weighed, arrived, changed, diff, where
from pilkada_cli.domain.diff import Diff, Why
from pilkada_cli.domain.reference import Reference

HST = "63.07"
KNOWN: dict[str, Any] = {
    "id": "LAP-1", "title": "Uji", "value": 10, "level": 3, "residual_level": 3, "phase": "ag",
    "verification": "unverified", "handling": "new", "grade_content": 6, "group": None,
    "outcome": "event", "withdrawn": 0, "region": HST, "affects": "", "district": None,
    "stage": "kampanye", "category": "kamtibmas/hoaks", "occurred_on": "2024-11-20",
}  # fmt: skip
WEIGHED = Weighed(HST, 0, "event", "kampanye", 3, 3, 6, 1, "2024-11-20")


def compared(reference: Reference, *moved: Moved) -> Diff:
    """An event more in HST, and these reports that moved it."""
    before = summary(reference, (event(HST, 3), 1), (event("63.72", 5), 1))
    after = summary(reference, (event(HST, 3), 2), (event("63.72", 5), 1))
    return diff(before, after, moved)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ({}, {"withdrawn": 1, "outcome": "withdrawn"}, [Why.WITHDRAWN]),
        ({"withdrawn": 1}, {}, [Why.RESTORED]),
        ({}, {"verification": "verified"}, [Why.VERIFIED]),
        ({}, {"verification": "refuted", "outcome": "refuted"}, [Why.REFUTED]),
        ({"verification": "verified"}, {}, [Why.UNVERIFIED]),
        ({}, {"phase": "gn", "level": 4}, [Why.ESCALATED]),
        ({}, {"phase": "pg", "level": 2}, [Why.DEESCALATED]),
        ({}, {"group": "LAP-1", "outcome": "duplicate"}, [Why.LINKED]),
        ({"group": "LAP-1", "outcome": "duplicate"}, {}, [Why.UNLINKED]),
        ({"group": "LAP-2", "outcome": "duplicate"}, {"group": "LAP-2"}, [Why.COUNTED]),
        ({"group": "LAP-2"}, {"group": "LAP-2", "outcome": "duplicate"}, [Why.UNCOUNTED]),
        ({}, {"handling": "closed"}, [Why.CLOSED]),
        ({"handling": "closed"}, {"handling": "handled"}, [Why.REOPENED]),
        ({}, {"grade_content": 2}, [Why.REGRADED]),
        ({}, {"level": 4, "residual_level": 4}, [Why.RERATED]),
        ({}, {"residual_level": 1}, [Why.MEASURED]),
        ({}, {"region": "63.72", "stage": "psu-persiapan"}, [Why.MOVED]),
        ({}, {"affects": "63.72"}, [Why.MOVED]),
        ({}, {"stage": "logistik"}, [Why.RESTAGED]),
        ({}, {"category": "bencana/banjir"}, [Why.RECATEGORISED]),
        ({}, {"occurred_on": "2024-11-27", "stage": "pungut-suara"}, [Why.REDATED]),
        ({}, {"verification": "verified", "handling": "closed"}, [Why.VERIFIED, Why.CLOSED]),
    ],
)
def test_a_report_says_why_it_counts_otherwise(
    reference: Reference, before: dict[str, Any], after: dict[str, Any], why: list[Why]
) -> None:
    old, new = Known(**KNOWN | before), Known(**KNOWN | after)
    (row, *_) = compared(reference, changed(old, new, {HST}, {"kampanye"})).regencies
    assert row.reports[0].why == row.why == tuple(why)


def new(label: str, value: int = 10, day: str = "2024-11-20", affects: str = "") -> Moved:
    """An event in HST that was not there."""
    return arrived((label, "Uji", value, day, HST, affects, "kampanye"), None)


def test_an_event_that_was_not_there_is_new_wherever_it_counts(reference: Reference) -> None:
    moved = new("LAP-1", affects="63.72 63.10")
    assert (moved.mover.why, {*moved.regencies}) == ((Why.ARRIVED,), {HST, "63.72", "63.10"})
    assert compared(reference, moved).regencies[0].why == (Why.ARRIVED,)


def test_with_one_regency_a_new_event_moves_the_stages_of_that_one_only() -> None:
    row = ("LAP-1", "Uji", 10, "2024-11-20", HST, "63.72", "kampanye")
    assert [[*arrived(row, only).stages] for only in ("63.72", HST, "63.10")] == [
        ["kampanye"], ["kampanye"], [],
    ]  # fmt: skip


def test_what_moved_stands_with_what_it_was_and_what_did_not_move_is_left_out(
    reference: Reference,
) -> None:
    found = compared(reference)
    assert [row.code for row in found.regencies] == [HST]
    assert (found.regencies[0].index_before, found.regencies[0].index) == (4, 8)
    assert (found.regencies[0].rank_before, found.regencies[0].rank) == (2, 2)


def test_what_moved_without_a_report_of_its_own_was_moved_by_the_others(
    reference: Reference,
) -> None:
    assert compared(reference).regencies[0].why == (Why.OTHERS,)


def test_where_events_age_the_age_is_named_beside_the_reports(reference: Reference) -> None:
    before = summary(reference, (event(HST, 3), 1), half_life=14.0)
    after = summary(reference, (event(HST, 3), 2), half_life=14.0)
    (row,) = diff(before, after, ()).regencies
    assert row.why == (Why.OTHERS,)  # of the same day
    later = diff(before, replace(after, as_of="2024-11-29"), ()).regencies[0]
    assert later.why == (Why.DECAYED,)


def test_the_gravest_report_stands_first_and_equal_ones_by_day_and_id(
    reference: Reference,
) -> None:
    was = Known(**KNOWN | {"id": "D-1", "value": 20})
    lighter = changed(was, Known(**KNOWN | {"id": "D-1", "value": 5}), {HST}, ())
    moved = (new("B-2", 5), new("B-1", 5), new("A-1", 5, "2024-11-19"), lighter, new("C-1", 25))
    (row,) = compared(reference, *moved).regencies
    assert [mover.id for mover in row.reports] == ["C-1", "D-1", "A-1", "B-1", "B-2"]


def test_without_an_event_there_is_neither_rank_nor_rate(reference: Reference) -> None:
    before = summary(reference, (event("63.72", 5), 1))
    after = summary(reference, (event("63.72", 5), 1), (event(HST, 3), 1))
    (row,) = diff(before, after, ()).regencies
    assert (row.code, row.rank_before, row.rank) == (HST, None, 2)


def test_a_stage_that_nothing_lies_in_any_more_is_named(reference: Reference) -> None:
    before = summary(reference, (event(HST, 3, stage="logistik"), 1))
    after = summary(reference, (event(HST, 3), 1))
    gone = {row.key: (row.rank_before, row.rank) for row in diff(before, after, ()).stages}
    assert gone == {"kampanye": (None, 1), "logistik": (1, None)}


def test_a_summary_and_itself_differ_in_nothing(reference: Reference) -> None:
    found = summary(reference, (event(HST, 3), 2), (event("63.72", 5), 1))
    same = diff(found, found, ())
    assert (same.regencies, same.stages) == ((), ())


@pytest.mark.parametrize(
    ("after", "regencies", "stages"),
    [
        ([WEIGHED], (), ()),
        ([], {HST}, {"kampanye"}),
        ([WEIGHED._replace(outcome="refuted")], {HST}, {"kampanye"}),
        ([WEIGHED._replace(credence=0)], {HST}, {"kampanye"}),
        ([WEIGHED._replace(stage="logistik")], (), {"kampanye", "logistik"}),
        ([WEIGHED._replace(regency="63.72")], {HST, "63.72"}, ()),
        ([WEIGHED, WEIGHED._replace(regency="63.72", further=1)], {"63.72"}, ()),
        ([WEIGHED._replace(occurred_on="2024-11-01")], (), ()),
    ],
)
def test_a_report_weighs_otherwise_where_its_weight_or_its_place_changed(
    after: list[Weighed], regencies: set[str], stages: set[str]
) -> None:
    assert where([WEIGHED], after, None, aging=False) == (set(regencies), set(stages))


def test_where_events_age_another_day_weighs_otherwise() -> None:
    moved = WEIGHED._replace(occurred_on="2024-11-01")
    assert where([WEIGHED], [moved], None, aging=True) == ({HST}, {"kampanye"})


def test_with_one_regency_its_stages_take_what_only_affects_it() -> None:
    further = WEIGHED._replace(further=1)
    assert where([], [further], None, aging=False) == ({HST}, set())
    assert where([], [further], HST, aging=False) == ({HST}, {"kampanye"})
