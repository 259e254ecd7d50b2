"""Which stage a day or a report belongs to, and how far voting is away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pilkada_cli.domain.reference import Category, Reference
from pilkada_cli.domain.stages import (
    OUTSIDE,
    category_stage,
    contains,
    stage_of_day,
    stage_of_report,
    standing,
    voting_day,
    with_sub_stages,
)

HST, BANJARBARU, BANJAR, TANBU = "63.07", "63.72", "63.03", "63.10"


def day(text: str) -> date:
    return date.fromisoformat(text)


def category(reference: Reference, *stages: str) -> Category:
    """A category with stages of its own, in their order of preference."""
    return reference.category_by_key["bencana/banjir"]._replace(stages=stages)


def key_of(reference: Reference, on: str, region: str | None = None) -> str | None:
    stage = stage_of_day(reference, day(on), region)
    return stage.key if stage else None


def test_22_november_2024_is_day_59_of_60_of_the_campaign(reference: Reference) -> None:
    now = standing(reference, day("2024-11-22"))
    assert now.stage is not None
    assert (now.stage.key, now.day_of_stage, now.stage.days) == ("kampanye", 59, 60)


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2024-09-24", None),
        ("2024-09-25", "kampanye"),
        ("2024-11-23", "kampanye"),
        ("2024-11-24", "masa-tenang"),
        ("2024-11-26", "masa-tenang"),
        ("2024-11-27", "pungut-suara"),
        ("2024-11-28", "rekapitulasi"),
        ("2024-12-16", "rekapitulasi"),
        ("2024-12-17", None),
        ("2024-09-22", "penetapan-paslon"),
        ("2024-08-27", "pendaftaran"),
        ("2024-08-30", "penelitian-calon"),
    ],
)
def test_a_day_belongs_to_the_shortest_main_stage_that_contains_it(
    reference: Reference, on: str, key: str | None
) -> None:
    assert key_of(reference, on) == key


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2024-12-16", "rekapitulasi"),
        ("2024-12-17", "sengketa-hasil-banjarbaru"),
        ("2025-02-23", "sengketa-hasil-banjarbaru"),
        ("2025-02-24", "psu-persiapan"),
        ("2025-04-18", "psu-persiapan"),
        ("2025-04-19", "psu-pungut"),
        ("2025-04-20", "psu-rekap"),
        ("2025-04-23", "psu-sengketa"),
        ("2025-05-27", None),
        ("2025-05-28", "psu-penetapan"),
        ("2025-05-29", None),
    ],
)
def test_banjarbaru_has_stages_of_its_own_in_2025(
    reference: Reference, on: str, key: str | None
) -> None:
    assert key_of(reference, on, BANJARBARU) == key


@pytest.mark.parametrize("on", ["2025-02-24", "2025-04-19", "2025-05-28"])
def test_the_re_vote_is_nobody_elses_stage(reference: Reference, on: str) -> None:
    assert key_of(reference, on, HST) is None
    assert key_of(reference, on) is None


def test_a_stage_with_an_end_alone_contains_all_days_before_it(reference: Reference) -> None:
    stage = reference.stage_by_key["rencana-anggaran"]
    assert stage.start is None
    assert contains(stage, day("2020-01-01"))
    assert contains(stage, day("2024-01-26"))
    assert not contains(stage, day("2024-01-27"))


def test_a_stage_without_an_end_contains_no_day(reference: Reference) -> None:
    stage = reference.stage_by_key["sengketa-hasil"]
    assert stage.end is None
    assert not contains(stage, day("2025-01-15"))


# The stage of a report.


def of_report(
    reference: Reference, on: str, region: str, *stages: str, given: str | None = None
) -> str:
    return stage_of_report(reference, given, category(reference, *stages), day(on), region)


def test_a_stage_that_was_given_stands(reference: Reference) -> None:
    assert of_report(reference, "2024-11-22", HST, "kampanye", given="pelantikan") == "pelantikan"


def test_without_own_stages_a_category_takes_the_stage_of_the_day(reference: Reference) -> None:
    assert of_report(reference, "2024-11-22", HST) == "kampanye"


def test_a_categorys_own_stage_comes_before_the_stage_of_the_day(reference: Reference) -> None:
    assert of_report(reference, "2024-11-22", HST, "logistik") == "logistik"
    assert of_report(reference, "2024-10-22", HST, "logistik") == "kampanye"


def test_the_first_of_a_categorys_stages_that_contains_the_day_counts(reference: Reference) -> None:
    assert of_report(reference, "2024-11-25", HST, "logistik", "masa-tenang") == "logistik"
    assert of_report(reference, "2024-11-25", HST, "masa-tenang", "logistik") == "masa-tenang"


@pytest.mark.parametrize(
    ("on", "key"),
    [
        ("2025-03-01", "psu-persiapan"),
        ("2025-04-19", "psu-pungut"),
        ("2025-05-01", "psu-sengketa"),
    ],
)
def test_a_star_stands_for_every_stage_whose_key_begins_so(
    reference: Reference, on: str, key: str
) -> None:
    assert of_report(reference, on, BANJARBARU, "psu-*") == key
    found = category_stage(reference, category(reference, "psu-*"), day(on), BANJARBARU)
    assert found is not None
    assert found.key.startswith("psu-")


def test_a_star_does_not_reach_the_stages_of_another_regency(reference: Reference) -> None:
    assert category_stage(reference, category(reference, "psu-*"), day("2025-04-19"), HST) is None
    assert of_report(reference, "2025-04-19", HST, "psu-*") == OUTSIDE


def test_a_name_stands_for_its_sub_stages_too(reference: Reference) -> None:
    dispute = category(reference, "sengketa-hasil")
    found = category_stage(reference, dispute, day("2025-01-15"), BANJAR)
    assert found is not None
    assert found.key == "sengketa-hasil-banjar"
    assert category_stage(reference, dispute, day("2025-01-15"), HST) is None


def test_a_regions_own_stage_comes_before_the_categorys(reference: Reference) -> None:
    on = "2024-09-01"
    assert of_report(reference, on, TANBU, "daftar-pemilih") == "perpanjangan-pendaftaran-tanbu"
    assert of_report(reference, on, HST, "daftar-pemilih") == "daftar-pemilih"


@pytest.mark.parametrize("on", ["2023-12-31", "2024-12-17", "2025-06-01", "2030-01-01"])
def test_what_lies_in_no_stage_is_outside_every_stage(reference: Reference, on: str) -> None:
    assert of_report(reference, on, HST) == "di-luar-tahapan"


def test_a_category_that_is_unknown_takes_the_stage_of_the_day(reference: Reference) -> None:
    assert stage_of_report(reference, None, None, day("2024-11-22"), HST) == "kampanye"


# H-minus.


@pytest.mark.parametrize(
    ("on", "region", "vote", "days"),
    [
        ("2024-11-22", None, "2024-11-27", 5),
        ("2024-11-22", HST, "2024-11-27", 5),
        ("2024-11-22", BANJARBARU, "2024-11-27", 5),
        ("2024-11-27", BANJARBARU, "2024-11-27", 0),
        ("2024-11-28", BANJARBARU, "2025-04-19", 142),
        ("2024-11-28", HST, "2024-11-27", -1),
        ("2024-11-28", None, "2024-11-27", -1),
        ("2025-04-20", BANJARBARU, "2025-04-19", -1),
        ("2025-04-19", HST, "2024-11-27", -143),
    ],
)
def test_h_minus_counts_to_the_regions_next_vote(
    reference: Reference, on: str, region: str | None, vote: str, days: int
) -> None:
    now = standing(reference, day(on), region)
    assert (now.voting_day, now.days_to_vote) == (day(vote), days)


def test_an_election_without_a_voting_day_has_no_h(reference: Reference) -> None:
    none = reference.election._replace(voting_days=())
    assert voting_day(none, day("2024-11-22")) is None


def test_a_day_outside_every_stage_has_no_day_of_a_stage(reference: Reference) -> None:
    now = standing(reference, day("2024-12-20"))
    assert (now.stage, now.day_of_stage) == (None, None)


def test_every_day_of_the_campaign_has_the_next_number(reference: Reference) -> None:
    first = day("2024-09-25")
    numbers = [standing(reference, first + timedelta(n)).day_of_stage for n in range(60)]
    assert numbers == list(range(1, 61))


# Sub-stages.


def test_a_stage_comes_with_every_stage_below_it(reference: Reference) -> None:
    assert with_sub_stages(reference, "rekapitulasi") == {
        "rekapitulasi", "rekap-kecamatan", "rekap-kabkota", "rekap-provinsi",
    }  # fmt: skip
    assert with_sub_stages(reference, "kampanye") == {"kampanye"}


def test_sub_stages_of_sub_stages_come_along(reference: Reference) -> None:
    deep = reference.stage_by_key["rekap-kecamatan"]._replace(
        key="rekap-desa", parent="rekap-kecamatan"
    )
    deeper = replace(reference, stages=(*reference.stages, deep))
    assert "rekap-desa" in with_sub_stages(deeper, "rekapitulasi")
