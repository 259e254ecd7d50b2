"""Looking back: what counts as foretold."""

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.analysis.replay import Step, evaluate, first_three
from pilkada_cli.errors import InvalidData

CODES = tuple("abcdefghijklm")
ALIKE = dict.fromkeys(CODES, 5.0)
scores = st.fixed_dictionaries({code: st.integers(0, 3).map(float) for code in CODES})


@given(scores)
def test_three_places_are_given_however_many_are_alike(found: dict[str, float]) -> None:
    places = first_three(found)
    assert fsum(places.values()) == pytest.approx(3)
    assert all(0 <= share <= 1 for share in places.values())


def test_places_go_to_the_highest_and_those_alike_share_what_is_left() -> None:
    assert first_three({"a": 5, "b": 4, "c": 1, "d": 1, "e": 0}) == {
        "a": 1, "b": 1, "c": 0.5, "d": 0.5, "e": 0,
    }  # fmt: skip


def step(happened: dict[str, int], alarmed: str = "", ranked: str = "abc") -> Step:
    first = {code: float(ranked.find(code) >= 0) for code in CODES}
    return Step(first, dict.fromkeys(CODES, 0.0), frozenset(alarmed), happened)


def test_a_forecast_that_names_nobody_has_what_chance_has() -> None:
    found = evaluate([step({"a": 4, "z": 9, "m": 9}, ranked="")], ALIKE, "w", "w")
    assert found.hits == found.hits_last_week == found.hits_chance == pytest.approx(3)
    assert found.blind_weeks == 1


def test_hits_alarms_and_the_usual_are_counted() -> None:
    steps = [step({"a": 2, "m": 1}, "am"), step({}, "b"), step({"d": 1})]
    found = evaluate(steps, ALIKE, "2024-W40", "2024-W42")
    assert (found.hits, found.disturbances, found.disturbed_weeks) == (2, 4, 2)
    assert (found.surges, found.surges_followed) == (3, 2)
    assert found.base_rate == pytest.approx(3 / 39, abs=1e-4)
    assert (found.weeks_better, found.weeks_worse, found.enough) == (1, 1, False)


def test_no_week_is_no_error() -> None:
    found = evaluate([], ALIKE, "", "")
    assert (found.weeks, found.hits, found.base_rate, found.enough) == (0, 0, None, False)


def test_a_disturbance_in_a_regency_of_half_the_size_counts_twice() -> None:
    sizes = dict.fromkeys(CODES, 5.0) | {"a": 2.5, "b": 7.5}
    assert evaluate([step({"a": 1})], sizes, "w", "w").hits == 2
    assert evaluate([step({"c": 1})], sizes, "w", "w").hits == 1


def test_an_exposure_that_is_none_is_named() -> None:
    with pytest.raises(InvalidData, match="region m has no polling stations"):
        evaluate([step({"a": 1})], ALIKE | {"m": 0.0}, "w", "w")
