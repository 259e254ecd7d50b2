"""How many people a message says were killed, hurt or driven out, and where no number may be guessed."""

import pytest

from pilkada_cli.analysis.casualties import casualties

TOLD = {
    "Tabrakan konvoi di Barabai, 2 org luka ringan": {"injured": "2"},
    "Bentrok terjadi: tiga warga luka berat dan 5 orang luka ringan": {"injured": "8"},
    "2 orang luka ringan. Yang 2 orang luka ringan sudah dibawa ke RS": {"injured": "2"},
    "3 anggota KPPS meninggal dunia karena kelelahan": {"dead": "3"},
    "Seorang petugas Linmas meninggal dunia": {"dead": "1"},
    "Telah terjadi laka. MD : 1 LB : 0 LR : 2": {"dead": "1", "injured": "2"},
    "Banjir terjadi, 1.250 jiwa mengungsi": {"displaced": "1250"},
    "Bentrok sudah terjadi, korban terluka sebanyak 4 orang": {"injured": "4"},
}
UNTOLD = (
    "Pukul 14.30 warga terluka di TPS 2",
    "TPS 3 petugas luka",
    "Telah terjadi, RT 5 warga mengungsi",
    "Banjir terjadi, 40 KK mengungsi",
    "Terjadi kebakaran, tidak ada korban luka",
    "Dikhawatirkan 3 orang terluka bila massa bentrok",
    "2 orang terluka, kemudian 3 orang terluka",
    "Terjadi laka. Korban luka 2 orang, LR 3",
    "Terjadi laka, 0 orang luka ringan",
    "Tanggal 22 warga terluka",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_plain_number_of_people_is_guessed_with_its_words(text: str) -> None:
    found = casualties(text)
    assert {name: guess.value for name, guess in found.items()} == TOLD[text]
    assert all(words in text for guess in found.values() for words in guess.words)


@pytest.mark.parametrize("text", UNTOLD)
def test_times_places_families_fears_and_two_numbers_are_no_count(text: str) -> None:
    assert casualties(text) == {}
