"""How operations become the state of a report: axes, order, undo, erase, stubs, as-of."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain import fold
from pilkada_cli.domain.fields import PERSONAL, Handling, Verification
from pilkada_cli.domain.fold import State, fold_subject
from pilkada_cli.domain.history import history
from pilkada_cli.domain.links import fold_links
from pilkada_cli.domain.operation import IN_FULL, KINDS, Header, Kind, Operation, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report, complete
from pilkada_cli.domain.undos import undone_batches, was_known

OURS, THEIRS = "a" * 32, "b" * 32
REPORT = OpId(OURS, 1)
BODY = {"code": "HST", "number": 1, "region": "63.07", "category": "bencana/banjir"}
SEALED = {"title": "Banjir", "detail": "rahasia", "reporter": "Pak Anu"}


def op(
    kind: str, seq: int, body: dict[str, Any] | None = None, sealed: dict[str, Any] | None = None,
    *, origin: str = OURS, clock: int | None = None, batch: int | None = None,
    subject: OpId | None = REPORT, at: str = "2024-11-22T02:30:00.000Z",
    arrived: str | None = "2024-11-22T02:30:00.000Z",
) -> Operation:  # fmt: skip
    """An operation on `REPORT`; every one is its own command unless `batch` says otherwise."""
    header = Header(
        origin, seq, clock or seq, at, at, 1, OpId(origin, batch or seq), kind, subject
    )  # fmt: skip
    return Operation(header, {} if body is None else body, sealed, arrived)


ADD = op(Kind.ADD, 1, BODY, SEALED)


def undo(seq: int, batch: int, **more: Any) -> Operation:
    return op(Kind.UNDO, seq, {"batch": f"{OURS}/{batch}"}, subject=None, **more)


def erasing_batches(operations: Iterable[Operation]) -> frozenset[OpId]:
    return frozenset(op.header.batch for op in operations if op.header.kind == Kind.ERASE)


def folded(*operations: Operation) -> State:
    """The state of `REPORT` after the given operations, undos among them."""
    undone = undone_batches(operations, erasing_batches(operations))
    state = fold_subject([o for o in operations if o.header.subject == REPORT], undone)
    assert state is not None
    return state


def completed(reference: Reference, *operations: Operation) -> Report:
    return complete(folded(*operations), reference)


# Axes.

VERIFICATIONS = {
    Kind.VERIFY: Verification.VERIFIED, Kind.REFUTE: Verification.REFUTED,
    Kind.UNVERIFY: Verification.UNVERIFIED,
}  # fmt: skip
HANDLINGS = {
    Kind.HANDLE: Handling.HANDLED, Kind.CLOSE: Handling.CLOSED, Kind.REOPEN: Handling.NEW
}  # fmt: skip


@pytest.mark.parametrize("kind", VERIFICATIONS)
def test_verifying_sets_the_verification_and_nothing_else(kind: Kind) -> None:
    before = folded(ADD, op(Kind.CLOSE, 2), op(Kind.ESCALATE, 3, {"phase": "gn"}))
    after = folded(ADD, op(Kind.CLOSE, 2), op(Kind.ESCALATE, 3, {"phase": "gn"}), op(kind, 4))
    assert after == replace(before, verification=VERIFICATIONS[kind])


@pytest.mark.parametrize("kind", HANDLINGS)
def test_handling_sets_the_handling_and_nothing_else(kind: Kind) -> None:
    before = folded(ADD, op(Kind.REFUTE, 2), op(Kind.ESCALATE, 3, {"phase": "ag"}))
    after = folded(ADD, op(Kind.REFUTE, 2), op(Kind.ESCALATE, 3, {"phase": "ag"}), op(kind, 4))
    assert after.handling == HANDLINGS[kind]
    same = {"handling": before.handling, "closed_at": before.closed_at, "acted_at": before.acted_at}
    assert replace(after, **same) == before


def test_escalating_sets_the_phase_and_nothing_else() -> None:
    before = folded(ADD, op(Kind.VERIFY, 2), op(Kind.HANDLE, 3))
    after = folded(
        ADD, op(Kind.VERIFY, 2), op(Kind.HANDLE, 3), op(Kind.ESCALATE, 4, {"phase": "gn"})
    )
    assert after == replace(before, values={**before.values, "phase": "gn"})


@pytest.mark.parametrize("kind", [*HANDLINGS, Kind.NOTE, Kind.UNVERIFY, Kind.LINK, "re-assign"])
def test_kinds_that_set_no_fields_set_none(kind: str) -> None:
    state = folded(ADD, op(kind, 2, {"region": "63.01"}, {"title": "lain"}))
    assert state.values == folded(ADD).values


@given(st.permutations([*VERIFICATIONS, *HANDLINGS]))
def test_the_last_word_on_each_axis_counts_whatever_stands_between(kinds: list[Kind]) -> None:
    state = folded(ADD, *(op(kind, seq) for seq, kind in enumerate(kinds, 2)))
    assert state.verification == VERIFICATIONS[[k for k in kinds if k in VERIFICATIONS][-1]]
    assert state.handling == HANDLINGS[[k for k in kinds if k in HANDLINGS][-1]]


# Fields.


def test_later_values_replace_earlier_ones_field_by_field() -> None:
    state = folded(
        ADD,
        op(Kind.AMEND, 2, {"impact": 3, "village": "Pagat"}),
        op(Kind.AMEND, 3, {"impact": 4}, {"title": "Banjir besar"}),
    )
    assert state.values == {
        "region": "63.07", "category": "bencana/banjir", "impact": 4, "village": "Pagat",
        "title": "Banjir besar", "detail": "rahasia", "reporter": "Pak Anu",
    }  # fmt: skip


def test_null_clears_a_field() -> None:
    state = folded(ADD, op(Kind.AMEND, 2, {"impact": 3}), op(Kind.AMEND, 3, {"impact": None}))
    assert "impact" not in state.values


@pytest.mark.parametrize(
    ("body", "sealed"),
    [
        ({"impact": 6}, {}),
        ({"impact": "3"}, {}),
        ({"impact": True}, {}),
        ({"occurred_on": "22/11/2024"}, {}),
        ({"occurred_on": "2024-11-31"}, {}),
        ({"phase": "GN"}, {}),
        ({"affects": "63.01"}, {}),
        ({"dead": -1}, {}),
        ({"village": 7}, {}),
        ({"title": "di badan operasi"}, {}),
        ({}, {"impact": 3}),
        ({"value": 25, "id": "HST-9", "verification": "verified"}, {}),
        ({"unheard_of": 1}, {}),
    ],
)
def test_values_of_the_wrong_shape_or_in_the_wrong_part_change_nothing(
    body: dict[str, Any], sealed: dict[str, Any]
) -> None:
    assert folded(ADD, op(Kind.AMEND, 2, body, sealed)) == folded(ADD, op(Kind.AMEND, 2))


def test_what_only_says_that_it_creates_the_report_sets_nothing() -> None:
    second = op(Kind.ADD, 2, {**BODY, "region": "63.01", "number": 9}, {"title": "lain"})
    assert folded(ADD, second) == folded(ADD)


def test_without_its_creation_a_report_is_unknown() -> None:
    assert fold_subject([op(Kind.AMEND, 2, {"impact": 3})]) is None


def test_an_actual_disturbance_has_likelihood_5_whatever_was_written(reference: Reference) -> None:
    report = completed(
        reference, ADD, op(Kind.AMEND, 2, {"likelihood": 2, "residual_likelihood": 1, "impact": 3}),
        op(Kind.ESCALATE, 3, {"phase": "gn"}),
    )  # fmt: skip
    assert (report.likelihood, report.residual_likelihood) == (5, 5)
    assert report.value == report.residual_value == 18  # cell (5, 3) of the government's matrix


def test_the_written_likelihood_counts_again_when_the_phase_goes_back(reference: Reference) -> None:
    report = completed(
        reference, ADD, op(Kind.AMEND, 2, {"likelihood": 2, "residual_likelihood": 1}),
        op(Kind.ESCALATE, 3, {"phase": "gn"}), op(Kind.AMEND, 4, {"phase": "pg"}),
    )  # fmt: skip
    assert (report.likelihood, report.residual_likelihood) == (2, 1)


# Order.


def test_the_order_is_clock_then_origin_then_number() -> None:
    by_clock = op(Kind.AMEND, 9, {"impact": 1}, clock=2)
    by_origin = op(Kind.AMEND, 2, {"impact": 2}, clock=5, origin=THEIRS)
    ours = op(Kind.AMEND, 8, {"impact": 3}, clock=5)
    by_number = op(Kind.AMEND, 3, {"impact": 4}, clock=5, origin=THEIRS)
    for order in permutations([ADD, by_clock, by_origin, ours, by_number]):
        assert [o.header.order for o in fold.in_order(order)] == [
            (1, OURS, 1), (2, OURS, 9), (5, OURS, 8), (5, THEIRS, 2), (5, THEIRS, 3),
        ]  # fmt: skip
        assert folded(*order).values["impact"] == 4


def test_a_wrong_wall_clock_orders_nothing() -> None:
    state = folded(
        ADD,
        op(Kind.AMEND, 2, {"impact": 3}, at="2030-01-01T00:00:00.000Z"),
        op(Kind.AMEND, 3, {"impact": 4}, at="2001-01-01T00:00:00.000Z"),
    )
    assert state.values["impact"] == 4
    assert state.updated_at == "2030-01-01T00:00:00.000Z"


amendments = st.lists(
    st.builds(
        lambda seq, clock, origin, impact: op(
            Kind.AMEND, seq, {"impact": impact}, clock=clock, origin=origin
        ),
        st.integers(2, 9), st.integers(1, 5), st.sampled_from([OURS, THEIRS]), st.integers(1, 5),
    ),
    max_size=6, unique_by=lambda o: o.header.id,
)  # fmt: skip


@given(amendments, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(made: list[Operation], chance: Any) -> None:
    shuffled = [ADD, *made]
    chance.shuffle(shuffled)
    assert folded(*shuffled) == folded(ADD, *made)


# Undo.


def test_an_undone_amendment_gives_back_the_value_before_it() -> None:
    state = folded(
        ADD, op(Kind.AMEND, 2, {"impact": 3}), op(Kind.AMEND, 3, {"impact": 5}), undo(4, batch=3)
    )
    assert state.values["impact"] == 3


def test_an_undone_amendment_leaves_what_was_set_after_it() -> None:
    state = folded(
        ADD, op(Kind.AMEND, 2, {"impact": 3, "village": "Pagat"}), op(Kind.AMEND, 3, {"impact": 5}),
        undo(4, batch=2),
    )  # fmt: skip
    assert state.values["impact"] == 5
    assert "village" not in state.values


@pytest.mark.parametrize(("undos", "impact"), [(0, 5), (1, None), (2, 5), (3, None), (4, 5)])
def test_an_undo_of_an_undo_brings_back_what_it_took(undos: int, impact: int | None) -> None:
    chain = [undo(3 + n, batch=2 + n) for n in range(undos)]
    state = folded(ADD, op(Kind.AMEND, 2, {"impact": 5}), *chain)
    assert state.values.get("impact") == impact


def test_two_undos_of_one_batch_need_two_undos() -> None:
    twice = [ADD, op(Kind.AMEND, 2, {"impact": 5}), undo(3, batch=2), undo(4, batch=2)]
    assert "impact" not in folded(*twice, undo(5, batch=4)).values
    assert folded(*twice, undo(5, batch=4), undo(6, batch=3)).values["impact"] == 5


def test_an_undo_takes_back_a_whole_command() -> None:
    state = folded(
        ADD, op(Kind.ESCALATE, 2, {"phase": "gn"}), op(Kind.CLOSE, 3, batch=2), undo(4, batch=2)
    )
    assert "phase" not in state.values
    assert state.handling == Handling.NEW


@pytest.mark.parametrize(
    "name", [f"{THEIRS}/2", f"{OURS}/4", f"{OURS}/5", "2", "", None, 2, f"{OURS}/02", {"a": 1}]
)
def test_an_undo_reaches_only_an_earlier_command_of_its_own_origin(name: object) -> None:
    operations = [
        ADD, op(Kind.AMEND, 2, {"impact": 5}), op(Kind.AMEND, 2, {"village": "x"}, origin=THEIRS),
        op(Kind.UNDO, 4, {"batch": name}, subject=None),
    ]  # fmt: skip
    assert undone_batches(operations) == frozenset()


def test_an_undo_does_not_reach_its_own_command() -> None:
    assert undone_batches([undo(5, batch=4)]) == {OpId(OURS, 4)}
    own = op(Kind.UNDO, 5, {"batch": f"{OURS}/4"}, subject=None, batch=4)
    assert undone_batches([own]) == frozenset()


def test_a_command_that_erased_cannot_be_undone() -> None:
    state = folded(
        ADD, op(Kind.AMEND, 2, {"impact": 5}), op(Kind.ERASE, 3, batch=2), undo(4, batch=2)
    )
    assert state.values["impact"] == 5
    assert state.erased


def test_an_undo_of_an_impossible_undo_changes_nothing() -> None:
    state = folded(ADD, op(Kind.ERASE, 2), undo(3, batch=2), undo(4, batch=3))
    assert state.erased


def test_a_report_whose_entry_was_undone_is_withdrawn_and_still_shown() -> None:
    state = folded(ADD, op(Kind.VERIFY, 2, {"impact": 4}, origin=THEIRS), undo(3, batch=1))
    assert state.withdrawn
    assert state.values == {**folded(ADD).values, "impact": 4}
    assert state.verification == Verification.VERIFIED


def test_a_withdrawn_report_comes_back_when_the_undo_is_undone() -> None:
    assert not folded(ADD, undo(2, batch=1), undo(3, batch=2)).withdrawn


# Erase.


def test_an_erasure_leaves_nothing_personal_not_even_an_older_value() -> None:
    state = folded(
        ADD, op(Kind.AMEND, 2, {"village": "Pagat"}, {"title": "Banjir besar"}), op(Kind.ERASE, 3)
    )
    assert not state.values.keys() & PERSONAL
    assert state.values["village"] == "Pagat"
    assert state.erased


def test_an_erasure_cannot_be_got_around_by_undoing_what_replaced_the_text() -> None:
    state = folded(ADD, op(Kind.AMEND, 2, {}, {"title": "x"}), op(Kind.ERASE, 3), undo(4, batch=2))
    assert not state.values.keys() & PERSONAL


def test_text_ordered_after_an_erasure_lives() -> None:
    state = folded(ADD, op(Kind.ERASE, 2), op(Kind.AMEND, 3, {}, {"title": "baru"}))
    assert (state.values["title"], state.erased) == ("baru", True)
    assert "detail" not in state.values


def test_text_ordered_before_an_erasure_is_gone_though_it_came_later() -> None:
    late = op(Kind.AMEND, 2, {}, {"title": "terlambat"}, clock=2, origin=THEIRS)
    state = folded(ADD, op(Kind.ERASE, 2, clock=3), late)
    assert "title" not in state.values


def test_an_erasure_forgets_the_key_that_recognises_an_imported_row() -> None:
    imported = op(Kind.ADD, 1, BODY, {**SEALED, "import_key": "k"})
    assert folded(imported).import_key == "k"
    assert folded(imported, op(Kind.ERASE, 2)).import_key is None


def test_a_report_folds_the_same_before_and_after_its_sealed_parts_are_deleted() -> None:
    operations = [ADD, op(Kind.AMEND, 2, {"impact": 3}, {"title": "x"}), op(Kind.ERASE, 3)]
    deleted = [replace(o, sealed=None) for o in operations]
    assert folded(*deleted) == folded(*operations)


# Stubs.


def stub(of: Operation, *, arrived: str | None = None) -> Operation:
    return replace(of, body=None, sealed=None, arrived=arrived)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_stub_that_may_say_what_a_report_is_withholds_it_whole(place: int) -> None:
    operations = [ADD, op(Kind.AMEND, 2, {"impact": 3}), op(Kind.VERIFY, 3)]
    operations[place] = stub(operations[place])
    assert fold_subject(operations) is None
    assert fold.with_content(operations) == []


@pytest.mark.parametrize("place", [1, 2])
def test_a_stub_whose_content_nobody_withholds_is_as_if_it_was_not_there(place: int) -> None:
    operations = [ADD, op(Kind.AMEND, 2, {"impact": 3}), op(Kind.VERIFY, 3)]
    operations[place] = stub(operations[place], arrived=operations[place].arrived)
    rest = [each for each in operations if each.body is not None]
    assert fold_subject(operations) == fold_subject(rest) is not None
    assert fold.with_content(operations) == rest


@pytest.mark.parametrize(
    "kind", sorted(KINDS - fold.SETS_FIELDS - IN_FULL - {Kind.NIL, Kind.READINESS, Kind.PERSON})
)
def test_a_stub_that_cannot_say_what_a_report_is_is_as_if_it_was_not_there(kind: str) -> None:
    late = stub(op(kind, 2, at="2024-12-01T00:00:00.000Z"))
    early = stub(op(kind, 1, origin="0" * 32))
    assert fold_subject([ADD, late]) == fold_subject([early, ADD]) == folded(ADD)


def test_what_a_stub_makes_is_not_there_whoever_lacks_its_content() -> None:
    assert fold_subject([stub(ADD, arrived=ADD.arrived), op(Kind.AMEND, 2, {"impact": 3})]) is None


# Links.


def link(seq: int, one: OpId, other: object, kind: Kind = Kind.LINK, **more: Any) -> Operation:
    return op(kind, seq, {"with": str(other)}, subject=one, **more)


A, B = OpId(OURS, 1), OpId(THEIRS, 1)


def test_a_pair_is_linked_from_either_side_and_the_last_word_counts() -> None:
    assert fold_links([link(1, A, B)]) == fold_links([link(1, B, A)]) == {(A, B): True}
    assert fold_links([link(1, A, B), link(2, B, A, Kind.UNLINK)]) == {(A, B): False}
    assert fold_links([link(2, B, A, Kind.UNLINK), link(1, A, B)]) == {(A, B): False}
    assert fold_links([link(1, B, A, Kind.UNLINK), link(2, A, B)]) == {(A, B): True}


def test_an_undone_link_leaves_the_pair_as_it_was() -> None:
    operations = [link(1, A, B), link(2, A, B, Kind.UNLINK)]
    assert fold_links(operations, {OpId(OURS, 2)}) == {(A, B): True}
    assert fold_links(operations, {OpId(OURS, 1), OpId(OURS, 2)}) == {}


@pytest.mark.parametrize("other", [A, "", "x", f"{THEIRS}/0", None])
def test_a_link_with_itself_or_with_nothing_is_none(other: object) -> None:
    assert fold_links([link(1, A, other)]) == {}


# Nil reports.


def test_a_nil_report_says_where_and_on_which_day() -> None:
    nil = fold.fold_nil(op(Kind.NIL, 1, {"region": "63.07", "on": "2024-11-22"}))
    assert nil is not None
    assert (nil.subject, nil.region, nil.on) == (REPORT, "63.07", "2024-11-22")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"region": "63.07"},
        {"region": 63, "on": "2024-11-22"},
        {"on": "2024-11-22"},
        *({"region": "63.07", "on": on} for on in ("x", "2024-02-30", "20241122", 2024, [])),
    ],
)
def test_a_nil_report_without_place_or_day_is_none(body: dict[str, Any]) -> None:
    assert fold.fold_nil(op(Kind.NIL, 1, body)) is None


def test_a_nil_report_that_was_undone_or_is_about_something_else_is_none() -> None:
    body = {"region": "63.07", "on": "2024-11-22"}
    assert fold.fold_nil(op(Kind.NIL, 1, body), {REPORT}) is None
    assert fold.fold_nil(op(Kind.NIL, 2, body)) is None


# As of.

EARLY, NOON, LATE = (f"2024-11-22T{hour}:00:00.000Z" for hour in ("01", "04", "09"))


def seen(as_of: str, *operations: Operation) -> State | None:
    undone_today = undone_batches(operations, erasing_batches(operations))
    visible = [op for op in operations if was_known(op, as_of, undone_today)]
    undone = undone_batches(visible, erasing_batches(visible))
    return fold_subject([o for o in visible if o.header.subject == REPORT], undone)


def early(made: Operation) -> Operation:
    return replace(made, header=replace(made.header, at=EARLY, known_at=EARLY), arrived=EARLY)


def late(made: Operation, arrived: str = LATE) -> Operation:
    return replace(made, header=replace(made.header, at=LATE, known_at=LATE), arrived=arrived)


def test_as_of_an_instant_what_arrived_later_is_not_known() -> None:
    operations = [early(ADD), late(op(Kind.AMEND, 2, {"impact": 5}))]
    before, after = seen(NOON, *operations), seen(LATE, *operations)
    assert before is not None
    assert after is not None
    assert "impact" not in before.values
    assert after.values["impact"] == 5


def test_what_arrives_at_that_very_instant_is_known() -> None:
    assert seen(EARLY, early(ADD)) is not None


def test_what_waits_behind_a_gap_is_known_at_no_time() -> None:
    assert seen(LATE, replace(early(ADD), arrived=None)) is None


def test_what_an_undo_took_back_later_was_still_known_before() -> None:
    operations = [early(ADD), early(op(Kind.AMEND, 2, {"impact": 5})), late(undo(3, batch=2))]
    before, after = seen(NOON, *operations), seen(LATE, *operations)
    assert before is not None
    assert after is not None
    assert before.values["impact"] == 5
    assert "impact" not in after.values


def test_a_slip_entered_afterwards_with_an_early_date_of_knowledge_was_never_known() -> None:
    """Entered at nine, said to be known at one, undone later: at noon nobody knew it."""
    slip = late(op(Kind.AMEND, 2, {"impact": 5}), arrived=EARLY)
    corrected = seen(NOON, early(ADD), slip, late(undo(3, batch=2)))
    assert corrected is not None
    assert "impact" not in corrected.values
    kept = seen(NOON, early(ADD), slip)
    assert kept is not None
    assert kept.values["impact"] == 5


def test_a_slip_whose_undo_was_undone_was_known_after_all() -> None:
    slip = late(op(Kind.AMEND, 2, {"impact": 5}), arrived=EARLY)
    state = seen(NOON, early(ADD), slip, late(undo(3, batch=2)), late(undo(4, batch=3)))
    assert state is not None
    assert state.values["impact"] == 5


def test_a_stub_withholds_its_report_at_any_time() -> None:
    assert seen(NOON, early(ADD), stub(op(Kind.AMEND, 2))) is None


# History.


def test_history_tells_what_each_operation_changed_and_what_was_taken_back() -> None:
    operations = [
        ADD, op(Kind.AMEND, 2, {"impact": 5}), op(Kind.AMEND, 3, {"impact": 2}),
        op(Kind.VERIFY, 4, {}, {"reason": "dicek"}),
    ]  # fmt: skip
    steps = history(REPORT, operations, {OpId(OURS, 3)})
    changes = [[(c.field, c.before, c.after) for c in step.changes] for step in steps[1:]]
    assert changes == [[("impact", None, 5)], [], [("verification", "unverified", "verified")]]
    assert [step.undone for step in steps] == [False, False, True, False]
    assert steps[3].words == "dicek"


def test_history_names_the_other_report_of_a_link_from_either_side() -> None:
    link_ours, link_theirs = link(2, A, B), link(3, B, A, Kind.UNLINK, origin=THEIRS)
    steps = history(A, [ADD, link_ours, link_theirs], frozenset())
    assert [step.other for step in steps] == [None, B, B]
