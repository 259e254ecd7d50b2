"""Words whose spellings are folded into one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.spelling import folded, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("izin", "ijin"),
        ("provinsi", "Propinsi"),
        ("November", "NOPEMBER"),
        ("hoaks", "hoax"),
        ("Soeharto", "Suharto"),
        ("Tjempaka", "Cempaka"),
        ("Sjahrani", "Syahrani"),
        ("khotbah", "khutbah"),
        ("Achmad", "Akhmad"),
        ("Akhmad", "Ahmad"),
        ("Muhammad", "Muhamad"),
        ("Jum'at", "Jumat"),
        ("C-Pemberitahuan", "C pemberitahuan"),
        ("Café", "cafe"),
        ("Baleho", "baliho"),
        ("berisiko", "beresiko"),
        ("jadwal", "jadual"),
        ("sistem", "sistim"),
        ("menganalisis", "menganalisa"),
        ("praktik", "praktek"),
        ("miliar", "milyar"),
        ("objek", "obyek"),
        ("Subjek", "subyek"),
        ("nasihat", "nasehat"),
        ("ijazah", "ijasah"),
        ("kuitansi", "kwitansi"),
        ("detail", "detil"),
    ],
)
def test_spellings_of_one_word_are_folded_into_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("massa", "masa"), ("PPS", "PS"), ("Banjar", "Banjarbaru"), ("Tapin", "Tabalong")],
)
def test_words_that_mean_something_else_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_words_keep_their_order_and_lose_their_signs() -> None:
    assert words("TPS 09, Kelurahan «Seberang Masjid»!") == [
        "tps",
        "09",
        "kelurahan",
        "seberang",
        "masjid",
    ]


@given(st.text())
def test_what_is_folded_holds_no_sign_that_a_search_could_mistake(text: str) -> None:
    assert all(word.isalnum() for word in words(text))


@given(st.lists(st.sampled_from(["izin", "baliho", "Banjarbaru", "rekapitulasi"]), max_size=5))
def test_folding_is_word_by_word(parts: list[str]) -> None:
    assert words(" ".join(parts)) == [word for part in parts for word in words(part)]
