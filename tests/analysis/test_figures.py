"""How large a crowd and what loss a message tells of, and where neither may be guessed."""

import pytest

from pilkada_cli.analysis.figures import figures

TOLD = {
    "Aksi di KPU, massa sekitar 150 orang": {"crowd": "150"},
    "Massa aksi ± 1.250 orang berkumpul": {"crowd": "1250"},
    "Aksi diikuti oleh sekitar 200 massa": {"crowd": "200"},
    "Massa aksi di Jl. Surapati Barabai berkumpul 150 orang": {"crowd": "150"},
    "200 pengunjuk rasa mendatangi KPU": {"crowd": "200"},
    "Jumlah massa : 300": {"crowd": "300"},
    "Kerugian : Rp. 15.000.000,-": {"loss_idr": "15000000"},
    "kerugian ditaksir mencapai 850 jt": {"loss_idr": "850000000"},
    "Kerugian materiil Rp 1,5 miliar": {"loss_idr": "1500000000"},
    "massa 50 orang, kerugian 5 juta rupiah": {"crowd": "50", "loss_idr": "5000000"},
}
UNTOLD = (
    "massa 100-150 orang",
    "massa 100 orang, lalu massa 200 orang",
    "massa TPS 3 orang",
    "Kerugian Rp 10-15 juta",
    "Kerugian 3 buah baliho",
    "potensi kerugian Rp 5 juta",
    "Tidak ada kerugian, bantuan Rp 5 juta",
    "Kerugian masih dihitung. Dana desa Rp 5 juta",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_plain_figure_is_guessed_with_its_words(text: str) -> None:
    found = figures(text)
    assert {name: guess.value for name, guess in found.items()} == TOLD[text]
    assert all(words in text for guess in found.values() for words in guess.words)


@pytest.mark.parametrize("text", UNTOLD)
def test_ranges_denials_and_other_numbers_are_no_figure(text: str) -> None:
    assert figures(text) == {}
