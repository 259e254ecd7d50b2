"""What operations on actions add up to, and what is left of a risk after them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.test_fold import ADD, OURS, completed, folded, op, undo

from pilkada_cli.domain.actions import ActionState, fold_alone, is_overdue
from pilkada_cli.domain.fold import fold_actions
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.report import Report

AT = "2024-11-22T02:30:00.000Z"


def action(seq: int, **more: Any) -> Any:
    return op(Kind.ACTION, seq, {"code": "HST", "number": seq, **more}, {"what": "Patroli"})


def step(seq: int, of: int, **more: Any) -> Any:
    return op(Kind.STEP, seq, {"action": f"{OURS}/{of}", **more}, {"evidence": "Foto"})


def after(report: Report) -> tuple[int, int]:
    return report.residual_likelihood, report.residual_impact


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(ActionState)), max_size=6
    )
)
def test_only_what_is_done_lowers_a_risk_and_never_below_1(
    reference: Reference, made: list[tuple[int, int, ActionState]]
) -> None:
    operations = [
        action(seq, state=state, lowers_likelihood=less_l, lowers_impact=less_i)
        for seq, (less_l, less_i, state) in enumerate(made, 2)
    ]
    plain, report = completed(reference, ADD), completed(reference, ADD, *operations)
    done = [(less_l, less_i) for less_l, less_i, state in made if state == ActionState.DONE]
    assert (report.likelihood, report.impact) == (plain.likelihood, plain.impact)
    assert after(report) == (
        max(1, plain.likelihood - sum(less for less, _ in done)),
        max(1, plain.impact - sum(i for _, i in done)),
    )


def test_a_disturbance_that_happened_stays_certain_whatever_was_done(reference: Reference) -> None:
    report = completed(
        reference, ADD, op(Kind.ESCALATE, 2, {"phase": "gn"}),
        action(3, state="done", lowers_likelihood=4, lowers_impact=1),
    )  # fmt: skip
    assert after(report) == (5, report.impact - 1)


def test_a_written_residual_stands_before_what_actions_add_up_to(reference: Reference) -> None:
    done = action(3, state="done", lowers_impact=2)
    report = completed(reference, ADD, op(Kind.AMEND, 2, {"impact": 4, "residual_impact": 3}), done)
    assert report.residual_impact == 3


def test_a_step_moves_its_own_action_and_when_it_was_done_is_remembered() -> None:
    state = folded(ADD, action(2), action(3), step(4, 3, state="done", due="2024-11-25"))
    first, second = state.actions.values()
    assert (first.state, first.done_at) == (ActionState.PLANNED, None)
    assert (second.state, second.done_at, second.due) == (ActionState.DONE, AT, "2024-11-25")
    assert second.evidence == "Foto"


@pytest.mark.parametrize(
    "malformed",
    [
        {"state": "finished"},
        {"due": "2024-13-01"},
        {"lowers_impact": 9},
        {"owner": 7},
        {"action": 1},
    ],
)
def test_what_is_malformed_is_passed_over(malformed: dict[str, Any]) -> None:
    state = folded(
        ADD, action(2, owner=None), op(Kind.STEP, 3, {"action": f"{OURS}/2", **malformed})
    )
    assert state.actions == folded(ADD, action(2, owner=None), op(Kind.NOTE, 3)).actions


def test_undoing_the_decision_takes_the_action_away_and_undoing_a_step_takes_it_back() -> None:
    assert folded(ADD, action(2), step(3, 2, state="done"), undo(4, 2)).actions == {}
    (left,) = folded(ADD, action(2), step(3, 2, state="done"), undo(4, 3)).actions.values()
    assert left.state == ActionState.PLANNED


def test_erasing_a_report_takes_the_words_of_its_actions_not_the_actions() -> None:
    (left,) = folded(ADD, action(2), step(3, 2), op(Kind.ERASE, 4)).actions.values()
    assert (left.what, left.evidence, left.code) == (None, None, "HST")


def test_an_action_on_a_region_stands_alone_and_a_withheld_one_is_not_folded() -> None:
    own = OpId(OURS, 7)
    made = op(
        Kind.ACTION, 7, {"code": "HST", "number": 1, "region": "63.07", "category": "tps/x"},
        {"what": "Rapat"}, subject=own,
    )  # fmt: skip
    done = op(Kind.STEP, 8, {"action": str(own), "state": "done"}, subject=own)
    (record,) = fold_alone([done, made])
    assert (record.region, record.category, record.state) == ("63.07", "tps/x", ActionState.DONE)
    stub = type(made)(made.header, None, None, AT)
    assert fold_actions([stub, done]) == []
    assert fold_actions([made, type(done)(done.header, None, None)]) == fold_alone([made])
    assert fold_alone([made, done], {own}) == []


def test_a_threat_that_was_escalated_began_as_what_it_was_and_a_correction_changes_that() -> None:
    risen = folded(ADD, op(Kind.ESCALATE, 2, {"phase": "gn"}), op(Kind.AMEND, 3, {"impact": 2}))
    assert (risen.began_as, risen.values["phase"]) == ("pg", "gn")
    assert folded(ADD, op(Kind.AMEND, 2, {"phase": "gn"})).began_as == "gn"


def test_closing_is_remembered_until_the_report_is_opened_again() -> None:
    closed = folded(ADD, op(Kind.HANDLE, 2), op(Kind.CLOSE, 3))
    assert (closed.acted_at, closed.closed_at) == (AT, AT)
    assert folded(ADD, op(Kind.CLOSE, 2), op(Kind.REOPEN, 3)).closed_at is None


@pytest.mark.parametrize("until", ["besok", "2024-11-31", "20241130", 3, ["2024-11-30"], None])
def test_what_is_no_day_ends_watching(until: object) -> None:
    watched = op(Kind.WATCH, 2, {"until": "2024-11-30"})
    assert folded(ADD, watched).watched_until == "2024-11-30"
    assert folded(ADD, watched, op(Kind.WATCH, 3, {"until": until})).watched_until is None


def test_to_begin_an_action_is_to_act_and_to_decide_on_it_is_not() -> None:
    decided = op(Kind.ACTION, 2)
    owned = op(Kind.STEP, 3, {"action": f"{OURS}/2", "owner": "Polres"})
    begun = op(Kind.STEP, 4, {"action": f"{OURS}/2", "state": "running"})
    assert folded(ADD, decided, owned).acted_at is None
    assert folded(ADD, decided, owned, begun).acted_at == AT
    assert folded(ADD, op(Kind.ACTION, 2, {"state": "done"})).acted_at == AT


def test_the_last_day_is_in_time() -> None:
    from datetime import date

    day = date(2024, 11, 25)
    assert not is_overdue("planned", "2024-11-25", day)
    assert is_overdue("running", "2024-11-24", day)
    assert not is_overdue("done", "2024-11-24", day)
