"""A few words that only say a place: the district, the village, and what else stands in them."""

import pytest

from pilkada_cli.analysis.localities import Locality, locality, near_misses
from pilkada_cli.domain.reference import Reference

HST, HARUYAN, LIMPASU, BARABAI = "63.07", "63.07.01", "63.07.11", "63.07.06"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kec. Haruyan", Locality(HST, HARUYAN, whole=True)),
        ("LIMPASU", Locality(HST, LIMPASU, whole=True)),
        ("haruyan, hst", Locality(HST, HARUYAN, whole=True)),
        ("Desa Hapulang Kec. Haruyan", Locality(HST, HARUYAN, "Hapulang", whole=True)),
        ("TPS 004 Desa Banua Jingah Kec. Barabai",
         Locality(HST, BARABAI, "Banua Jingah", "TPS 004", whole=True)),
        ("Ds. Mahang Baru Kec. LAU", Locality(HST, "63.07.04", "Mahang Baru", whole=True)),
        ("Kec Batu-Benawa", Locality(HST, "63.07.02", whole=True)),
        ("KEC. LAS, Kab. HST", Locality(HST, "63.07.03", whole=True)),
        ("Kec. Haruyann", Locality(HST, HARUYAN, misspelt=True)),
        ("KEC. BARABBAI", Locality(HST, BARABAI, misspelt=True)),
        ("Depan Masjid Agung Barabai", Locality(HST, BARABAI)),
        ("Haruyan Seberang", Locality()),
        ("Hantakan/Haruyan", Locality(HST)),
        ("Kel. Kandangan Kota", Locality(village="Kandangan")),
        ("Pasar Keramat", Locality()),
    ],
)  # fmt: skip
def test_words_say_a_place_and_whether_they_say_more(
    reference: Reference, text: str, found: Locality
) -> None:
    assert locality(text, reference, HST) == found


def test_a_place_of_another_regency_is_found_only_without_one(reference: Reference) -> None:
    assert locality("Kec. Binuang", reference, HST).region is None
    assert locality("Kec. Binuang", reference) == Locality("63.05", "63.05.01", whole=True)
    assert locality("Simpang Empat", reference) == Locality()


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Barabay", ["Barabai"]),
        ("Desa Mahang, Kec. Labuan Amas Utr", ["Labuan Amas Utara"]),
        ("Pasar Keramat", []),
        ("Desa Barabay", []),
    ],
)
def test_a_misspelt_district_is_named_and_nothing_else(
    reference: Reference, text: str, near: list[str]
) -> None:
    assert near_misses(text, reference, HST) == near
