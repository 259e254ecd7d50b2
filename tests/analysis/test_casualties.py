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
    "Terjadi bentrok, 1 MD 2 luka ringan": {"dead": "1", "injured": "2"},
    "Terjadi bentrok. Luka-luka 4 meninggal 1": {"dead": "1", "injured": "4"},
    "Terjadi laka: 2 (dua) orang meninggal dunia dan 4 (empat) orang luka-luka": {
        "dead": "2", "injured": "4",
    },
    "Telah terjadi. Korban 3 MD, 5 LB": {"dead": "3", "injured": "5"},
    "Telah terjadi. MD: 1, LB: 2, LR: 3": {"dead": "1", "injured": "5"},
    "Terjadi: korban meninggal 1, luka berat 2, luka ringan 3": {"dead": "1", "injured": "5"},
    "Terjadi laka. Tewas 1. Luka berat 2.": {"dead": "1", "injured": "2"},
    "Terjadi kebakaran, korban jiwa 2 orang": {"dead": "2"},
    "Perkelahian terjadi tadi malam. Korban 3 org (1 MD, 2 LB)": {"dead": "1", "injured": "2"},
    "Terjadi bentrok: 4 org luka2 (1 luka berat, 3 luka ringan), 1 orang meninggal dunia": {
        "dead": "1", "injured": "4",
    },
}  # fmt: skip
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
    "Terjadi bentrok, paslon 02 luka-luka dilempar batu",
    "Terjadi bentrok, Paslon 1 luka ringan",
    "Terjadi laka, korban (28) meninggal dunia",
    "Terjadi laka, korban 45 tahun meninggal dunia 22 November",
    "Terjadi laka, luka 2 meninggal",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_plain_number_of_people_is_guessed_with_its_words(text: str) -> None:
    found = casualties(text)
    assert {name: guess.value for name, guess in found.items()} == TOLD[text]
    assert all(words in text for guess in found.values() for words in guess.words)


@pytest.mark.parametrize("text", UNTOLD)
def test_times_places_families_fears_and_two_numbers_are_no_count(text: str) -> None:
    assert casualties(text) == {}
