"""Rates with their uncertainty: the model by other ways of computing it, its laws, its extremes."""

from collections.abc import Callable, Mapping
from math import exp, fsum, isfinite, lgamma, log
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilkada_cli.analysis.draws import gammas
from pilkada_cli.analysis.posterior import KAPPAS, STEPS, Area, posterior
from pilkada_cli.analysis.rate import Burden, Rates, estimate, typical
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import InvalidData

EXPOSURES = (5.72, 5.51, 11.01, 5.68, 3.55, 4.83, 5.33, 4.89, 5.5, 5.5, 2.62, 9.65, 4.03)
CODES = tuple(f"63.{i:02}" for i in range(1, 14))


def streams(name: str) -> Callable[[], float]:
    return Random(name).random


def rates(scores: Mapping[str, float], unit: float = 1, **exposures: float) -> Rates:
    """The rates of the 13 regencies; what is not named has no event."""
    known = dict(zip(CODES, EXPOSURES, strict=True)) | exposures
    burdens = {c: Burden(scores.get(c, 0), c in scores, e) for c, e in known.items()}
    return estimate(burdens, unit, streams)


counts = st.lists(st.integers(0, 40), min_size=13, max_size=13).filter(any)


def by_hand(areas: list[Area]) -> list[float]:
    """The posterior means, from the formula as it stands in the method, point for point."""
    total, exposure = sum(a.y for a in areas), sum(a.exposure for a in areas)
    points = []
    for kappa, close in KAPPAS:
        for step, near in STEPS:
            n, mu = 1 / kappa**2, (total + 0.5) / exposure * exp(step)
            a = n / mu
            weight = log(close * near) - kappa**2 / (2 * 1.5**2)
            for y, e in areas:
                weight += lgamma(n + y) - lgamma(n) + n * log(a) - (n + y) * log(a + e)
            points.append((weight, n, a))
    highest = max(weight for weight, _, _ in points)
    points = [(exp(weight - highest), n, a) for weight, n, a in points]
    mass = fsum(p for p, _, _ in points)
    return [fsum(p * (n + y) / (a + e) for p, n, a in points) / mass for y, e in areas]


@pytest.mark.parametrize(
    "ys",
    [
        [0.0] * 13,
        [1.0, *[0.0] * 12],
        [3.2, 0.0, 0.7, 1.0, 1.0, 0.0, 0.1, 5.5, 0.0, 2.0, 2.0, 0.0, 9.0],
        [40.0, 22.5, 7.0, 80.0, 3.0, 16.0, 0.0, 9.0, 12.0, 30.0, 41.0, 5.0, 18.0],
    ],
)
def test_the_mean_is_what_the_formula_gives_point_for_point(ys: list[float]) -> None:
    areas = [Area(y, e) for y, e in zip(ys, EXPOSURES, strict=True)]
    assert posterior(areas).means == pytest.approx(by_hand(areas), rel=1e-7)


def test_draws_scatter_around_the_exact_mean_as_far_as_their_number_allows() -> None:
    found = rates(dict(zip(CODES, (3, 1, 8, 0, 0, 2, 5, 0, 1, 12, 4, 2, 9), strict=True)))
    for each in found.by_code.values():
        assert each.rate_low < each.rate < each.rate_high
    assert fsum(each.p_top3 for each in found.by_code.values()) == pytest.approx(3, abs=0.01)


@pytest.mark.parametrize("shape", [0.05, 0.3, 1.0, 4.5, 300.0])
def test_gammas_have_the_mean_and_the_variance_of_their_shape(shape: float) -> None:
    drawn = gammas(shape, 20_000, Random(7).random)
    mean = fsum(drawn) / len(drawn)
    variance = fsum((x - mean) ** 2 for x in drawn) / len(drawn)
    assert mean == pytest.approx(shape, rel=0.1)
    assert variance == pytest.approx(shape, rel=0.2)


def test_a_gamma_too_small_for_a_float_is_0_and_harms_nothing() -> None:
    numbers = iter([0.5, 0.5, 0.5, 0.5, 0.0])
    assert gammas(0.0005, 1, lambda: next(numbers)) == [0.0]


def test_gammas_come_one_for_each_that_is_asked_for() -> None:
    assert [len(gammas(0.7, n, Random(1).random)) for n in (0, 1, 2, 7)] == [0, 1, 2, 7]


@settings(max_examples=20)
@given(counts, st.permutations(range(13)))
def test_permuting_the_regencies_permutes_rates_and_draws_exactly(
    ys: list[int], order: list[int]
) -> None:
    burdens = {c: Burden(y, y > 0, e) for c, y, e in zip(CODES, ys, EXPOSURES, strict=True)}
    shuffled = {CODES[i]: burdens[CODES[i]] for i in order}
    assert estimate(shuffled, 1, streams) == estimate(burdens, 1, streams)


@settings(max_examples=30)
@given(counts, st.permutations(range(13)))
def test_renaming_the_regencies_renames_the_rates_exactly(ys: list[int], names: list[int]) -> None:
    areas = [Area(y, e) for y, e in zip(ys, EXPOSURES, strict=True)]
    means = posterior(areas).means
    assert posterior([areas[i] for i in names]).means == [means[i] for i in names]


@settings(max_examples=60)
@given(counts, st.integers(0, 12))
def test_one_more_event_of_the_same_weight_never_lowers_its_regencys_rate(
    ys: list[int], which: int
) -> None:
    areas = [Area(y, e) for y, e in zip(ys, EXPOSURES, strict=True)]
    more = [a._replace(y=a.y + (i == which)) for i, a in enumerate(areas)]
    assert posterior(more).means[which] >= posterior(areas).means[which]


weighed = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from((0.1, 0.5, 1, 1.4, 4, 8, 16))), max_size=30
)


@settings(max_examples=60)
@given(weighed, st.integers(0, 12), st.sampled_from((0.1, 1, 16)))
def test_one_more_event_of_any_weight_never_lowers_its_regencys_rate(
    events: list[tuple[int, float]], which: int, weight: float
) -> None:
    def rate(told: list[tuple[int, float]]) -> float:
        unit = typical(fsum(w for _, w in told), fsum(w * w for _, w in told))
        assert unit is not None
        ys = [fsum(w for i, w in told if i == at) / unit for at in range(13)]
        return unit * posterior(list(map(Area, ys, EXPOSURES))).means[which]

    told = [*events, (0, 1.0)]
    assert rate([*told, (which, weight)]) >= rate(told)


@settings(max_examples=20)
@given(counts)
def test_nothing_is_infinite_or_no_number_and_every_place_is_a_place(ys: list[int]) -> None:
    found = rates(dict(zip(CODES, ys, strict=True))).by_code.values()
    for each in found:
        assert all(map(isfinite, each))
        assert 0 <= each.rate_low <= each.rate_high
        assert 1 <= each.rank_low <= each.rank_high <= 13
        assert 0 <= each.p_top3 <= 1


def test_the_same_figures_give_the_same_numbers_every_time() -> None:
    assert rates({"63.05": 2, "63.03": 1}) == rates({"63.05": 2, "63.03": 1})


def test_a_single_event_ranks_its_regency_first_and_says_how_little_that_is() -> None:
    found = rates({"63.03": 1})
    first = found.by_code["63.03"]
    assert next(iter(found.by_code)) == "63.03"
    assert (first.rank_low, first.rank_high) == (1, 11)
    assert found.unsure == ()


def test_what_all_lies_in_one_regency_is_sure_once_there_is_much_of_it() -> None:
    few, many = (rates({"63.13": n}).by_code["63.13"] for n in (2, 60))
    assert many.p_top3 > 0.99 > few.p_top3
    assert (many.rank_low, many.rank_high) == (1, 1)


def test_a_million_in_one_regency_and_one_in_another_are_told_apart() -> None:
    found = rates({"63.13": 1_000_000, "63.03": 1})
    assert found.by_code["63.13"].rate == pytest.approx(1_000_000 / 4.03, rel=0.001)
    assert found.unsure == ()


def test_equal_rates_everywhere_cannot_be_told_apart() -> None:
    found = rates(dict.fromkeys(CODES, 3), **dict.fromkeys(CODES, 5.0))
    assert len({each.rate for each in found.by_code.values()}) == 1
    assert list(found.by_code) == sorted(CODES)
    assert len(found.unsure) == 12


def test_a_regency_without_an_event_comes_last_even_where_its_rate_is_higher() -> None:
    found = rates({"63.12": 0.01, "63.13": 5})
    assert found.by_code["63.11"].rate > found.by_code["63.12"].rate
    assert list(found.by_code)[:2] == ["63.13", "63.12"]


def test_a_small_regency_is_drawn_further_towards_the_mean_than_a_large_one() -> None:
    found = rates({"63.11": 1, "63.12": 9.65 / 2.62, "63.04": 10}).by_code
    assert found["63.11"].rate < found["63.12"].rate


def test_rates_are_in_the_size_of_a_typical_event_and_grow_with_it() -> None:
    ones, tens = rates({"63.05": 3, "63.03": 1}), rates({"63.05": 30, "63.03": 10}, unit=10)
    for code in CODES:
        assert tens.by_code[code].rate == pytest.approx(10 * ones.by_code[code].rate, abs=1e-5)
        assert tens.by_code[code][3:] == ones.by_code[code][3:]


def test_a_typical_event_is_weighed_by_its_own_weight_and_none_where_nothing_weighs() -> None:
    assert typical(1 + 1 + 8, 1 + 1 + 64) == 6.6
    assert typical(0, 0) is None


@pytest.mark.parametrize("exposure", [0, -1, float("nan")])
def test_an_exposure_that_is_not_above_0_is_refused_by_the_name_of_its_region(
    exposure: float,
) -> None:
    with pytest.raises(InvalidData, match=r"region 63\.07 has no polling stations"):
        rates({"63.05": 1}, **{"63.07": exposure})


def test_an_election_with_one_regency_has_a_rate_and_the_first_place() -> None:
    found = estimate({"71.01": Burden(4, True, 2.0)}, 2, streams).by_code["71.01"]
    assert (found.rank_low, found.rank_high, found.p_top3) == (1, 1, 1)


def test_the_sample_exposures_are_those_of_the_reference_data(reference: Reference) -> None:
    assert tuple(r.polling_stations / 100 for r in reference.regencies) == EXPOSURES
