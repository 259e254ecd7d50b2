"""What is counted: links make groups, a group is one event, its earliest live member counts."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.events import (
    Outcome,
    cells,
    count_group,
    earliest,
    ids,
    label_ids,
)
from pilkada_cli.domain.fields import Handling, Verification
from pilkada_cli.domain.fold import State
from pilkada_cli.domain.operation import Kind, OpId, Order
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report, complete

OURS, THEIRS = "a" * 32, "b" * 32


@pytest.fixture(scope="module")
def province(reference: Reference) -> str:
    return reference.province.code


def report(
    reference: Reference, number: int, *, verification: Verification = Verification.UNVERIFIED,
    withdrawn: bool = False, handling: Handling = Handling.NEW, origin: str = OURS,
    clock: int | None = None, **values: Any,
) -> Report:  # fmt: skip
    instant = "2024-11-22T02:30:00.000Z"
    state = State(
        OpId(origin, number), Order(clock or number, origin, number), instant, instant, instant,
        code="HST", number=number, verification=verification, handling=handling,
        withdrawn=withdrawn,
    )  # fmt: skip
    state.values = {"region": "63.07", "category": "bencana/banjir", **values}
    return complete(state, reference)


def grouped(*reports: Report) -> list[Report]:
    label_ids(reports)
    count_group(reports)
    return list(reports)


def outcomes(*reports: Report) -> list[str]:
    return [report.outcome for report in grouped(*reports)]


# Groups.


MEMBERS = [OpId(OURS, number) for number in range(1, 9)]
linkings = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 8), st.sampled_from([Kind.LINK, Kind.LINK, Kind.UNLINK])),
    max_size=20,
)  # fmt: skip


def joined(made: list[tuple[int, int, str]]) -> set[frozenset[OpId]]:
    """The groups that links make, by brute force: sets are merged that a pair joins."""
    on: dict[frozenset[int], bool] = {}
    for one, other, kind in made:
        on[frozenset((one, other))] = kind == Kind.LINK
    groups = {frozenset((member,)) for member in MEMBERS}
    for pair, linked in on.items():
        if linked and len(pair) == 2:
            touched = {g for g in groups if {m.seq for m in g} & pair}
            groups = (groups - touched) | {frozenset().union(*touched)}
    return groups


fates = st.lists(st.sampled_from(["live", "live", "refuted", "withdrawn"]), min_size=8, max_size=8)
days = st.lists(st.integers(18, 22), min_size=8, max_size=8)


@given(linkings, fates, days)
def test_no_chain_or_cycle_of_links_loses_or_doubles_an_event(
    reference: Reference, made: list[tuple[int, int, str]], fate: list[str], day: list[int]
) -> None:
    reports = {
        OpId(OURS, number): report(
            reference, number, occurred_on=f"2024-11-{day[number - 1]}",
            verification=Verification.REFUTED if fate[number - 1] == "refuted" else Verification.VERIFIED,
            withdrawn=fate[number - 1] == "withdrawn",
        )
        for number in range(1, 9)
    }  # fmt: skip
    groups = joined(made)
    for group in groups:
        grouped(*(reports[member] for member in group))
    alive = [g for g in groups if any(fate[m.seq - 1] == "live" for m in g)]
    found = Counter(r.outcome for r in reports.values())
    assert found[Outcome.EVENT] == len(alive)
    assert found[Outcome.REFUTED] == fate.count("refuted")
    assert found[Outcome.WITHDRAWN] == fate.count("withdrawn")
    assert found.total() == len(reports)
    for group in alive:
        live = [reports[m] for m in group if fate[m.seq - 1] == "live"]
        assert min(live, key=earliest).outcome == Outcome.EVENT


def test_a_refuted_member_holds_no_place_in_its_group(reference: Reference) -> None:
    assert outcomes(
        report(reference, 1, verification=Verification.REFUTED), report(reference, 2),
        report(reference, 3),
    ) == ["refuted", "event", "duplicate"]  # fmt: skip


# Which member counts.


def test_the_earliest_day_counts(reference: Reference) -> None:
    later = report(reference, 1, occurred_on="2024-11-22")
    sooner = report(reference, 2, occurred_on="2024-11-21")
    assert outcomes(later, sooner) == ["duplicate", "event"]


def test_a_time_that_is_missing_is_the_end_of_the_day(reference: Reference) -> None:
    untimed = report(reference, 1, occurred_on="2024-11-22")
    timed = report(reference, 2, occurred_on="2024-11-22", occurred_time="23:59")
    next_day = report(reference, 3, occurred_on="2024-11-23", occurred_time="00:00")
    assert outcomes(untimed, timed, next_day) == ["duplicate", "event", "duplicate"]
    assert outcomes(untimed, next_day) == ["event", "duplicate"]


def test_among_equals_the_first_in_the_fold_counts(reference: Reference) -> None:
    second = report(reference, 1, occurred_on="2024-11-22", clock=9)
    first = report(reference, 2, occurred_on="2024-11-22", clock=3, origin=THEIRS)
    assert outcomes(second, first) == ["duplicate", "event"]


@pytest.mark.parametrize(
    ("gone", "outcome"),
    [({"verification": Verification.REFUTED}, "refuted"), ({"withdrawn": True}, "withdrawn")],
)
def test_where_the_earliest_is_gone_the_next_one_counts(
    reference: Reference, gone: dict[str, Any], outcome: str
) -> None:
    first = report(reference, 1, occurred_on="2024-11-21", **gone)
    second = report(reference, 2, occurred_on="2024-11-22", phase="gn")
    assert outcomes(first, second) == [outcome, "event"]


def test_a_withdrawn_report_that_was_refuted_too_is_withdrawn(reference: Reference) -> None:
    both = report(reference, 1, withdrawn=True, verification=Verification.REFUTED)
    assert outcomes(both) == ["withdrawn"]


def test_a_group_is_named_after_its_earliest_member_and_a_lone_report_is_in_none(
    reference: Reference,
) -> None:
    one = report(reference, 1, occurred_on="2024-11-22")
    two = report(reference, 2, occurred_on="2024-11-21", verification=Verification.REFUTED)
    assert [r.group for r in grouped(one, two)] == ["HST-2", "HST-2"]
    assert [r.group for r in grouped(one)] == [None]


# Where it counts.


def test_an_event_counts_in_each_regency_it_affects_and_once_in_the_totals(
    reference: Reference, province: str
) -> None:
    (event,) = grouped(report(reference, 1, affects=["63.06", "63.08", "63.07", "63"]))
    places = [(cell.regency, cell.further) for cell in cells(event, province)]
    assert places == [("63.07", 0), ("63.06", 1), ("63.08", 1)]


def test_a_province_wide_event_counts_in_no_regency(reference: Reference, province: str) -> None:
    (event,) = grouped(report(reference, 1, region="63", affects=["63.06"]))
    assert [cell.regency for cell in cells(event, province)] == ["63"]


def test_what_is_not_an_event_carries_no_level(reference: Reference, province: str) -> None:
    (gone,) = grouped(report(reference, 1, withdrawn=True, impact=5))
    (cell,) = cells(gone, province)
    assert (cell.outcome, cell.level, cell.phase, cell.open) == ("withdrawn", 0, "", 0)


@pytest.mark.parametrize(
    ("handling", "still"), [(Handling.NEW, 1), (Handling.HANDLED, 1), (Handling.CLOSED, 0)]
)
def test_an_event_is_open_until_it_is_closed(
    reference: Reference, province: str, handling: Handling, still: int
) -> None:
    (event,) = grouped(report(reference, 1, handling=handling))
    assert cells(event, province)[0].open == still


# Ids.


def test_an_id_is_code_and_number_while_no_other_origin_uses_it(reference: Reference) -> None:
    one, two = report(reference, 1), report(reference, 2, origin=THEIRS)
    label_ids([one, two])
    assert [one.id, two.id] == ["HST-1", "HST-2"]


def test_where_two_origins_use_a_number_both_say_whose_it_is(reference: Reference) -> None:
    one, two = report(reference, 1), report(reference, 1, origin=THEIRS)
    label_ids([one, two])
    assert [one.id, two.id] == ["HST.aaa-1", "HST.bbb-1"]


@given(st.sets(st.text("0f", min_size=32, max_size=32), min_size=1, max_size=4))
def test_no_two_origins_share_an_id(origins: set[str]) -> None:
    labels = ids("HST", 1, {OpId(origin, 1) for origin in origins})
    assert len(set(labels.values())) == len(origins)


def test_where_one_origin_used_a_number_twice_the_operation_is_named() -> None:
    one, two, other = OpId(OURS, 4), OpId(OURS, 12), OpId(THEIRS, 4)
    assert ids("HST", 1, {one, two}) == {one: "HST-1.4", two: "HST-1.12"}
    assert ids("HST", 1, {one, two, other}) == {
        one: "HST.aaa-1.4",
        two: "HST.aaa-1.12",
        other: "HST.bbb-1",
    }
