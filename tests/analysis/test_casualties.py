"""How many people a message says were killed, hurt or driven out, and where no number may be guessed."""

import pytest

from pilkada_cli.analysis.casualties import casualties

TOLD = {
    "Tabrakan konvoi di Barabai, 2 org luka ringan": {"injured": "2"},
    "Bentrok: tiga warga luka berat dan 5 orang luka ringan": {"injured": "8"},
    "2 orang luka ringan. Yang 2 orang luka ringan sudah dibawa ke RS": {"injured": "2"},
    "3 anggota KPPS meninggal dunia karena kelelahan": {"dead": "3"},
    "Seorang petugas Linmas meninggal dunia": {"dead": "1"},
    "Laka. MD : 1 LB : 0 LR : 2": {"dead": "1", "injured": "2"},
    "Banjir, 1.250 jiwa mengungsi": {"displaced": "1250"},
    "Bentrok, korban terluka sebanyak 4 orang": {"injured": "4"},
    "Bentrok, 1 MD 2 luka ringan": {"dead": "1", "injured": "2"},
    "Bentrok. Luka-luka 4 meninggal 1": {"dead": "1", "injured": "4"},
    "Laka: 2 (dua) orang meninggal dunia dan 4 (empat) orang luka-luka": {
        "dead": "2", "injured": "4",
    },
    "Korban 3 MD, 5 LB": {"dead": "3", "injured": "5"},
    "Korban MD: 1, LB: 2, LR: 3": {"dead": "1", "injured": "5"},
    "Korban meninggal 1, luka berat 2, luka ringan 3": {"dead": "1", "injured": "5"},
    "Tewas 1. Luka berat 2.": {"dead": "1", "injured": "2"},
    "Kebakaran, korban jiwa 2 orang": {"dead": "2"},
    "Korban 3 org (1 MD, 2 LB)": {"dead": "1", "injured": "2"},
    "4 org luka2 (1 luka berat, 3 luka ringan), 1 orang meninggal dunia": {
        "dead": "1", "injured": "4",
    },
    "6 KK 23 jiwa\nKorban : MD nihil, LB nihil, LR 2 orang": {"injured": "2"},
    "Jumlah penumpang 5. Meninggal 1, luka-luka 4": {"dead": "1", "injured": "4"},
    "massa 50 orang, luka-luka 2 orang": {"injured": "2"},
    "pengungsi 35 jiwa, meninggal 2": {"dead": "2", "displaced": "35"},
    "Banjir di Barabai. Pengungsi 1.250 jiwa": {"displaced": "1250"},
    "Banjir, 20 KK (78 jiwa) mengungsi": {"displaced": "78"},
    "Jumlah pengungsi : 20 KK / 78 jiwa": {"displaced": "78"},
    "1 orang luka di kepala dan 2 luka berat": {"injured": "3"},
    "bapak Ahmad meninggal dunia tadi pagi": {"dead": "1"},
    "anggota kpps TPS 05 Desa Mundar meninggal dunia": {"dead": "1"},
    "Anggota KPPS meninggal\nPak H. Fulan, anggota KPPS TPS 3, meninggal dunia": {"dead": "1"},
    "Telah meninggal dunia Ketua KPPS TPS 03 Desa Gadung a.n. Fulan karena sakit": {"dead": "1"},
    "Meninggal dunia a.n. Fulan": {"dead": "1"},
    "telah meninggal dunia : anggota KPPS TPS 5": {"dead": "1"},
    "tadi malam bentrok, 2 urang luka": {"injured": "2"},
    "saikung urang luka bacok": {"injured": "1"},
    "Gudang terbakar, 3 org luka. Info valid bukan hoaks": {"injured": "3"},
    "9 KK / 37 jiwa kehilangan tempat tinggal dan mengungsi ke mushola": {"displaced": "37"},
    "12 people were evacuated": {"displaced": "12"},
    "12 people evacuated after the flood": {"displaced": "12"},
    "3 people injured, one person died": {"injured": "3", "dead": "1"},
    "Rumah no 3 terbakar 2 orang luka": {"injured": "2"},
    "3 anggota KPPS meninggal dunia. Undangan dibagikan besok": {"dead": "3"},
    "2 warga meninggal dunia tertimbun longsor. Keduanya dicoret dari DPT": {"dead": "2"},
    "13 pemilih meninggal dunia tercantum dlm DPT, 2 orang luka": {"injured": "2"},
    "Seorang warga Desa Mundar tewas, 2 orang luka ringan": {"dead": "1", "injured": "2"},
}  # fmt: skip
UNTOLD = (
    "Pukul 14.30 warga terluka di TPS 2",
    "TPS 3 petugas luka",
    "RT 5 warga mengungsi",
    "40 KK mengungsi",
    "tidak ada korban luka",
    "2 orang terluka, kemudian 3 orang terluka",
    "Korban luka 2 orang, LR 3",
    "0 orang luka ringan",
    "Tanggal 22 warga terluka",
    "paslon 02 luka-luka dilempar batu",
    "Paslon 1 luka ringan",
    "korban (28) meninggal dunia",
    "korban 45 tahun meninggal dunia 22 November",
    "Warga terdampak 120 jiwa, meninggal dunia nihil",
    "9 KK 30 jiwa. Korban jiwa tidak ada",
    "tidak ada korban jiwa. Dua petugas selamat",
    "Tidak ada yang meninggal, 2 warga dirawat",
    "Korban jiwa : - , 3 orang menderita sesak napas",
    "korban meninggal dunia. Tiga orang pelaku diamankan",
    "Tidak ada korban luka. 3 orang diamankan",
    "pengeroyokan oleh 5 orang, luka-luka di kepala",
    "2 pengendara, meninggal dunia 1 orang lainnya luka-luka",
    "pelaku Fulan 25 luka-luka",
    "Kabar 3 orang meninggal ternyata hoaks",
    "banjir, 3 orang meninggal tahun lalu",
    "tidak ada 2 orang luka seperti yang beredar",
    "20 KK (78 jiwa) terdampak",
    "2 orang pengungsi sakit",
    "Bapak Ahmad dan ibu Siti meninggal dunia",
    "Telah meninggal dunia Bapak Fulan dan Ibu Polan",
    "Telah meninggal dunia anggota KPPS sebanyak 2 orang",
    "Telah meninggal dunia orang tua Ketua KPPS",
    "Meninggal dunia Ketua KPPS TPS 3, Ketua KPPS TPS 5",
    "Belum meninggal dunia Bapak Fulan",
    "kada ada 2 urang luka",
    "Seorang warga Mundar meninggal. Seorang warga Haliau meninggal",
    "Ketua KPPS TPS 3 meninggal. Anggota KPPS TPS 5 meninggal",
    "beberapa anggota KPPS meninggal dunia",
    "santunan bagi anggota KPPS yang meninggal dunia",
    "Ketua KPPS mundur karena ayahnya meninggal dunia",
    "Bapak Fulan masuk DPT padahal sudah meninggal dunia",
    "bapak Ahmad tidak meninggal dunia",
    "13 pemilih meninggal dunia msh tercantum dlm DPT TPS 07",
    "DPT belum bersih. 13 warga meninggal dunia. Mohon tindak lanjut",
    "13 orang meninggal dunia saat coklit",
    "No one was injured",
    "Polling station 12 was evacuated",
    "Stations 3 and 4 were evacuated",
    "They evacuated 12 boxes",
    "12 people could be evacuated, if 3 people injured",
    "Izin lapor bapak Camat, korban meninggal dunia",
)


@pytest.mark.parametrize("text", TOLD)
def test_a_plain_number_of_people_is_guessed_with_its_words(text: str) -> None:
    found = casualties(text)
    assert {name: guess.value for name, guess in found.items()} == TOLD[text]
    assert all(words in text for guess in found.values() for words in guess.words)


@pytest.mark.parametrize("text", UNTOLD)
def test_times_places_families_denials_and_unclear_turns_are_no_count(text: str) -> None:
    assert casualties(text) == {}
