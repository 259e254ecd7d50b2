"""Which regions border on each other, by where their districts lie."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.other_election import write_other_election

from pilkada_cli.domain.neighbours import neighbours
from pilkada_cli.domain.reference import Reference
from pilkada_cli.exchange.reference import build, read_folder

BORDERS = {
    "Tanah Laut": {"Banjar", "Banjarbaru", "Tanah Bumbu"},
    "Kotabaru": {
        "Tanah Bumbu", "Banjar", "Hulu Sungai Selatan", "Hulu Sungai Tengah", "Balangan",
    },
    "Tapin": {"Banjar", "Barito Kuala", "Hulu Sungai Selatan"},
    "Hulu Sungai Tengah": {"Hulu Sungai Selatan", "Hulu Sungai Utara", "Balangan", "Kotabaru"},
    "Tabalong": {"Balangan", "Hulu Sungai Utara"},
    "Tanah Bumbu": {"Banjar", "Kotabaru", "Tanah Laut"},
    "Balangan": {"Tabalong", "Hulu Sungai Utara", "Hulu Sungai Tengah", "Kotabaru"},
    "Banjarmasin": {"Banjar", "Barito Kuala"},
    "Banjarbaru": {"Banjar", "Tanah Laut"},
}  # fmt: skip
ACROSS_THE_SEA = {"Tanah Laut": {"Kotabaru"}, "Kotabaru": {"Tanah Laut"}}


def names(reference: Reference, codes: frozenset[str]) -> set[str]:
    return {reference.region_by_code[code].name for code in codes} - {reference.province.name}


@pytest.mark.parametrize("name", BORDERS)
def test_regencies_border_where_the_map_says_so(reference: Reference, name: str) -> None:
    code = next(region.code for region in reference.regencies if region.name == name)
    found = names(reference, neighbours(reference, code))
    assert found == BORDERS[name] | ACROSS_THE_SEA.get(name, set())


def test_the_province_borders_on_every_regency_and_each_of_them_on_it(reference: Reference) -> None:
    codes = {region.code for region in reference.regencies}
    assert neighbours(reference, "63") == codes
    assert all("63" in neighbours(reference, code) for code in codes)


def test_what_borders_on_another_is_bordered_by_it(reference: Reference) -> None:
    around = {code: neighbours(reference, code) for code in reference.region_by_code}
    assert all(code in around[other] for code in around for other in around[code])
    assert all(code not in around[code] for code in around)


POINTS = st.tuples(st.integers(-3, 3), st.integers(-3, 3)).map(lambda p: (float(p[0]), float(p[1])))


@given(centroids=st.lists(POINTS, min_size=12, max_size=12))
def test_borders_are_mutual_wherever_districts_lie(
    reference: Reference, centroids: list[tuple[float, float]]
) -> None:
    """On a grid, with districts in one spot and on the circle's very edge."""
    regencies = [
        region._replace(
            districts=tuple(
                district._replace(centroid=centroids[3 * i + j])
                for j, district in enumerate(region.districts[:3])
            )
        )
        for i, region in enumerate(reference.regencies[:4])
    ]
    small = replace(reference, regencies=tuple(regencies))
    around = {region.code: neighbours(small, region.code) for region in regencies}
    assert all(code in around[other] for code in around for other in around[code] - {"63"})
    assert all(around[code] - {"63"} for code in around)


def test_nothing_borders_on_an_unknown_region(reference: Reference) -> None:
    assert neighbours(reference, "99.01") == frozenset()


def test_regencies_without_located_districts_border_on_the_province_only(tmp_path: Path) -> None:
    other = build(read_folder(write_other_election(tmp_path / "other")))
    assert neighbours(other, "64.01") == {"64"}
    assert neighbours(other, "64") == {"64.01", "64.71"}
