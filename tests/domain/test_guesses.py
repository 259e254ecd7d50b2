"""Which fields stay marked as guessed, until somebody sets them."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.test_fold import BODY, SEALED, op

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.operation import Kind, Operation, OpId

GUESSED = ["occurred_on", "occurred_time", "district"]
VALUES = {"occurred_on": "2024-11-21", "occurred_time": "23:00", "district": "63.07.06"}


def added(guessed: Any = GUESSED) -> Operation:
    return op(Kind.ADD, 1, {**BODY, **VALUES, "guessed": guessed}, SEALED)


def still_guessed(
    operations: list[Operation], undone: Collection[OpId] = frozenset()
) -> tuple[str, ...]:
    state = fold_subject(operations, undone)
    return state.guessed if state else ()


def test_the_creating_operation_names_what_was_guessed() -> None:
    assert still_guessed([added()]) == ("occurred_on", "occurred_time", "district")
    assert still_guessed([op(Kind.ADD, 1, BODY, SEALED)]) == ()
    assert still_guessed([]) == ()


def test_setting_a_field_to_the_same_value_confirms_it() -> None:
    amended = op(Kind.AMEND, 2, {"occurred_on": "2024-11-21"})
    assert still_guessed([amended, added()]) == ("occurred_time", "district")


def test_a_field_of_the_sealed_part_is_guessed_and_confirmed_like_any_other() -> None:
    told = op(Kind.ADD, 1, {**BODY, "guessed": ["source"]}, {**SEALED, "source": "Babinsa"})
    assert still_guessed([told]) == ("source",)
    assert still_guessed([told, op(Kind.AMEND, 2, {}, {"source": "Babinsa"})]) == ()


def test_clearing_a_field_settles_it_too() -> None:
    assert "district" not in still_guessed([added(), op(Kind.AMEND, 2, {"district": None})])


def test_an_amendment_that_was_undone_confirms_nothing() -> None:
    amended = op(Kind.AMEND, 2, {"district": "63.07.06"})
    assert "district" in still_guessed([added(), amended], {amended.header.batch})


def test_a_note_and_what_calls_itself_an_addition_settle_nothing() -> None:
    others = [op(Kind.NOTE, 2, dict(VALUES)), op(Kind.ADD, 3, {**VALUES, "guessed": ["region"]})]
    assert still_guessed([added(), *others]) == still_guessed([added()])


@pytest.mark.parametrize(
    "guessed",
    [
        None,
        "district",
        7,
        {"district": 1},
        [None, 1, ["district"]],
        ["source", "village", "nothing"],
    ],
)
def test_what_is_malformed_or_not_set_counts_as_not_guessed(guessed: Any) -> None:
    assert still_guessed([added(guessed)]) == ()


def test_a_stub_says_nothing() -> None:
    stub = Operation(added().header, None, None, None)
    assert still_guessed([stub]) == ()


@given(
    st.lists(st.sampled_from(FIELD_NAMES), unique=True),
    st.lists(st.lists(st.sampled_from(FIELD_NAMES), unique=True), max_size=4),
)
def test_what_was_guessed_only_ever_becomes_less(
    guessed: list[str], amendments: list[list[str]]
) -> None:
    first = op(Kind.ADD, 1, {**dict.fromkeys(guessed, "x"), "guessed": guessed})
    steps = [op(Kind.AMEND, n, dict.fromkeys(a, "y")) for n, a in enumerate(amendments, 2)]
    standing = [set(still_guessed([first, *steps[:n]])) for n in range(len(steps) + 1)]
    assert standing[0] == set(guessed)
    assert all(later <= earlier for earlier, later in pairwise(standing))
    assert standing[-1].isdisjoint({name for each in amendments for name in each})
