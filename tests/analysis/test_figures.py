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
    "Kebakaran, kerugian Rp 850.000.000": {"loss_idr": "850000000"},
    "Kerugian: Rp7.500.000": {"loss_idr": "7500000"},
    "kerugian Rp 7.500.000,- dilaporkan": {"loss_idr": "7500000"},
    "KERMAT : RP. 15 JT": {"loss_idr": "15000000"},
    "massa +- 40 orang": {"crowd": "40"},
    "Demo di KPU, +- 250 orang": {"crowd": "250"},
    "Kampanye paslon 2 di lapangan +-250 org hadir": {"crowd": "250"},
    "dihadiri +-2.500 massa": {"crowd": "2500"},
    "massa paslon ±300 org": {"crowd": "300"},
    "massa paslon 02 ±300 org": {"crowd": "300"},
    "massa sekitar 5 ribu org": {"crowd": "5000"},
    "massa 2,5 rb orang": {"crowd": "2500"},
    "jamaah 5 ribu org": {"crowd": "5000"},
    "Massa kedua kubu krg lbh 60 org": {"crowd": "60"},
    "massa dari dua pihak 60 orang": {"crowd": "60"},
    "± 50 warga menutup jalan hauling": {"crowd": "50"},
    "sekitar 120 orang menggeruduk kantor": {"crowd": "120"},
    "panitia memperkirakan 15.000 jamaah": {"crowd": "15000"},
    "massa 50 orang, kerugian 5 juta rupiah": {"crowd": "50", "loss_idr": "5000000"},
}
UNTOLD = (
    "massa 100-150 orang",
    "massa 100 orang, lalu massa 200 orang",
    "massa TPS 3 orang",
    "massa 5 ribu - 6 ribu orang",
    "massa paslon 2 orang",
    "massa 3 orang diamankan",
    "jamaah 3 orang pingsan",
    "Banjir, +- 250 orang",
    "TPS 12 warga berkumpul",
    "paslon 1 dan 02 pendukung mendatangi kantor",
    "3 orang mendatangi rumah",
    "November 2024 warga berkumpul",
    "22 November 2024 massa berkumpul",
    "± 120 pemilih menolak",
    "50 warga berkumpul di posko",
    "5 jamaah pingsan",
    "25 jamaah keracunan",
    "12 jamaah haji berangkat",
    "Konvoi paslon, korban +- 10 orang",
    "Kampanye, +- 10 orang terluka",
    "Kerugian Rp 10-15 juta",
    "Kerugian Rp 10.000.000 - Rp 15.000.000",
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
