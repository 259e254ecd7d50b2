"""What messages as officers get them seem to say, and where nothing may be guessed of them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.analysis.guessing import Clues, clues
from pilkada_cli.analysis.phases import phase
from pilkada_cli.analysis.roots import is_form_of, roots
from pilkada_cli.domain.reference import Reference

NOTHING: dict[str, Any] = {
    "region": None, "district": None, "village": None, "polling_station": None,
    "category": None, "regions": (), "times": [],
}  # fmt: skip


def summed(found: Clues) -> dict[str, Any]:
    """The clues by name, None where nothing is guessed; times as day and clock."""
    values = {name: guess.value for name, guess in found.guesses.items() if name != "phase"}
    times = [(each.day, each.clock) for each in found.times]
    return {**NOTHING, "regions": found.regions, "times": times, **values}


MESSAGES: dict[str, dict[str, Any]] = {
    "Baliho paslon dirusak orang tak dikenal di Barabai\n"
    "Tadi malam sekitar jam 11, dua baliho dirobek di depan pasar.": {
        "region": "63.07", "district": "63.07.06", "regions": ("63.07",),
        "category": "kamtibmas/perusakan-apk", "times": [("Tadi malam", "jam 11")],
    },
    "perusakan baliho di martapura tadi malam, pelaku belum diketahui": {
        "region": "63.03", "district": "63.03.05", "regions": ("63.03",),
        "category": "kamtibmas/perusakan-apk", "times": [("tadi malam", "")],
    },
    "Izin lapor ndan, di landasan ulin ada bagi bagi sembako ke warga": {
        "region": "63.72", "district": "63.72.02", "regions": ("63.72",),
        "category": "isu-aktual/politik-uang",
    },
    "Banjir di Desa Sungai Batang Kec. Martapura Barat Kab. Banjar\n"
    "Kemarin sore air mulai naik, 50 rumah terendam": {
        "region": "63.03", "district": "63.03.14", "village": "Sungai Batang",
        "regions": ("63.03",), "category": "bencana/banjir", "times": [("Kemarin sore", "")],
    },
    "Perihal: Dugaan ketidaknetralan ASN\nHari/Tanggal: Kamis, 21 November 2024\n"
    "Pukul: 14.30 WITA\nTempat: Kantor Kec. Tapin Utara Kab. Tapin\n"
    "Uraian: seorang ASN mengajak warga mendukung paslon": {
        "region": "63.05", "district": "63.05.04", "regions": ("63.05",),
        "category": "netralitas/asn",
        "times": [("Kamis, 21 November 2024", ""), ("", "Pukul: 14.30 WITA")],
    },
    "Logistik TPS 03 Desa Juhu Kec. Batang Alai Timur HST dibawa dengan berjalan kaki": {
        "region": "63.07", "district": "63.07.10", "village": "Juhu", "regions": ("63.07",),
        "polling_station": "TPS 03", "category": "logistik/jangkauan",
    },
    "Petugas KPPS TPS 029 Kelayan Timur pingsan, Kamis 21/11 pukul 07.15 WITA": {
        "village": "Kelayan Timur", "polling_station": "TPS 029",
        "category": "badan-adhoc/kesehatan", "times": [("Kamis 21/11", "pukul 07.15 WITA")],
    },
    "Unjuk rasa di depan kantor KPU Kotabaru, Jumat (22/11), massa 200 orang": {
        "region": "63.02", "regions": ("63.02",), "category": "kamtibmas/unjuk-rasa",
        "times": [("Jumat 22/11", "")], "crowd": "200",
    },
    "Rencana aksi massa akan digelar besok pagi di halaman KPU Banjarbaru": {
        "region": "63.72", "regions": ("63.72",), "category": "kamtibmas/unjuk-rasa",
        "times": [("besok pagi", "")],
    },
    "Surat suara kurang 120 lembar di gudang KPU Banjar": {
        "region": "63.03", "regions": ("63.03",), "category": "logistik/kekurangan",
    },
    "Kades di Kec. Satui mengarahkan warga memilih paslon tertentu": {
        "region": "63.10", "district": "63.10.04", "regions": ("63.10",),
        "category": "netralitas/kepala-desa",
    },
    "Kebakaran rumah di Gang Martapura, Kel. Kelayan Selatan, Banjarmasin Selatan": {
        "region": "63.71", "district": "63.71.01", "village": "Kelayan Selatan",
        "regions": ("63.71",), "category": "bencana/kebakaran",
    },
    "KARHUTLA DI LIANG ANGGANG\nTITIK API DI BELAKANG SEKOLAH, LAHAN GAMBUT TERBAKAR": {
        "region": "63.72", "district": "63.72.06", "regions": ("63.72",),
        "category": "bencana/karhutla",
    },
    "LOKASI: DESA MANDINGIN, KEC. BARABAI\nBANJIR SETINGGI LUTUT": {
        "region": "63.07", "district": "63.07.06", "village": "Mandingin",
        "regions": ("63.07",), "category": "bencana/banjir",
    },
    "listrik padam di kec. amuntai tengah hsu jam 2 siang kemarin": {
        "region": "63.08", "district": "63.08.05", "regions": ("63.08",),
        "category": "tps/jaringan", "times": [("kemarin", "jam 2 siang")],
    },
    "Hoaks beredar: surat suara tercoblos di Pulaulaut Utara": {
        "region": "63.02", "district": "63.02.06", "regions": ("63.02",),
        "category": "kamtibmas/hoaks",
    },
    "Kotak suara dibakar massa di Kec. Simpang Empat, Tanbu": {
        "region": "63.10", "district": "63.10.06", "regions": ("63.10",),
        "category": "kamtibmas/perusakan-fasilitas",
    },
    "Wartawan dipukul saat meliput, pukul 20.00 wita di Kota Banjar Baru": {
        "region": "63.72", "regions": ("63.72",), "category": "kamtibmas/intimidasi",
        "times": [("", "pukul 20.00 wita")],
    },
    "Pada 20 Nopember 2024 saksi menolak hasil pleno di Paringin": {
        "region": "63.11", "district": "63.11.06", "regions": ("63.11",),
        "category": "isu-aktual/rekapitulasi", "times": [("20 Nopember 2024", "")],
    },
    # Where something or everything stays open.
    "Situasi di Kec. Limpasu aman, tidak ada banjir. Kapolsek dan Camat memantau": {
        "region": "63.07", "district": "63.07.11", "regions": ("63.07",),
    },
    "Tim gabungan dari HSS dan HST patroli bersama": {"regions": ("63.06", "63.07")},
    "Warga Hulu Sungai berkumpul": {},
    "Kota baru saja diguyur hujan": {},
    "Orang Banjar berkumpul": {},
    "Warga Kota Banjar ricuh": {},
    "Kabupaten Banjar baru menerima tambahan surat suara": {
        "region": "63.03", "regions": ("63.03",),
    },
    "Kebakaran lahan di Simpang Empat": {
        "category": "bencana/karhutla", "regions": ("63.03", "63.10"),
    },
    "Lahan terbakar di Simpang Empat Desa Kundan": {
        "village": "Kundan", "category": "bencana/karhutla",
    },
    "Lahan terbakar di simpang empat": {"category": "bencana/karhutla"},
    # The seat of a regency, and what several districts are called.
    "Warga berkumpul di Amuntai semalam": {
        "region": "63.08", "regions": ("63.08",), "times": [("semalam", "")],
    },
    "warga berkumpul di kota rantau": {"region": "63.05", "regions": ("63.05",)},
    "Warga berkumpul di Daha": {"region": "63.06", "regions": ("63.06",)},
    "Tempat : Candi Laras": {"region": "63.05", "regions": ("63.05",)},
    "Polres HST memeriksa warga di Amuntai": {"region": "63.08", "regions": ("63.07", "63.08")},
    "Warga Rantau ikut membantu, tim Polres Amuntai datang": {},
    "Warga berkumpul di Rantau Bujur": {},
    "Warga berkumpul di Desa Rantau": {"village": "Rantau"},
    "Polres HST menangkap pelaku di Paringin": {
        "region": "63.11", "district": "63.11.06", "regions": ("63.07", "63.11"),
    },
    "Polres HST dan warga Juai Balangan di Paringin dan Barabai": {"regions": ("63.07", "63.11")},
    "Lahan gambut kering": {"category": "bencana/karhutla"},
    "warga di tanjung rema berkumpul": {},
    "Kades Tanjung hadir di salah satu TPS": {},
    "Di TPS 300 orang antre, di TPS 9 dan 10 sepi": {},
    "Angin puting beliung merusak tenda TPS di Kintap": {
        "region": "63.01", "district": "63.01.07", "regions": ("63.01",),
    },
    "Rapat persiapan Pilkada 27 November 2024 sampai pukul 16.00, surat nomor 12/11/2024": {},
    "Ditemui di Jl. Banjarmasin RT 03/05, paslon 1/2, kontak 0812-11-22": {},
    "Rapat bersama warga Barabai dan Pandawan": {"region": "63.07", "regions": ("63.07",)},
}  # fmt: skip


@pytest.mark.parametrize(("message", "expected"), MESSAGES.items(), ids=lambda v: str(v)[:40])
def test_a_message_says_no_more_than_its_words(
    message: str, expected: dict[str, Any], reference: Reference
) -> None:
    assert summed(clues(message, reference)) == NOTHING | expected


@pytest.mark.parametrize("message", MESSAGES)
def test_every_guess_shows_words_that_stand_in_the_message(
    message: str, reference: Reference
) -> None:
    found = clues(message, reference)
    plain = " ".join(message.split())
    shown = [words for guess in found.guesses.values() for words in guess.words]
    shown += [each.words for each in found.times]
    assert all(words and words in plain for words in shown)


def test_a_regency_that_is_known_decides_between_the_districts(reference: Reference) -> None:
    text = "Banjir di Kec. Simpang Empat"
    assert "district" not in clues(text, reference).guesses
    assert clues(text, reference, "63.10").guesses["district"].value == "63.10.06"
    assert clues(text, reference, "63.03").guesses["district"].value == "63.03.08"
    assert "district" not in clues(text, reference, "63.07").guesses


@pytest.mark.parametrize("who", ["orang tidak dikenal", "OTK yg tdk dikenal", "orang tak dikenal"])
def test_that_nobody_knows_who_did_it_denies_nothing(who: str, reference: Reference) -> None:
    found = clues(f"Tadi malam ada {who} merusak baliho", reference)
    assert found.guesses["category"].value == "kamtibmas/perusakan-apk"


def test_several_good_categories_are_named_best_first(reference: Reference) -> None:
    found = clues("Angin puting beliung merusak tenda TPS", reference)
    assert found.categories == ("bencana/cuaca-ekstrem", "tps/sarpras")
    assert "category" not in found.guesses


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Telah terjadi bentrok", "gn"),
        ("Seorang petugas meninggal dunia", "gn"),
        ("Rencana unjuk rasa", "pg"),
        ("Dikhawatirkan ada bentrok", "pg"),
        ("Dikhawatirkan terjadi bentrok", None),
        ("Tidak terjadi bentrok", None),
        ("Baliho robek", "gn"),
        ("Spanduk di robek org", "gn"),
        ("Sembako dibagikan tim paslon", "gn"),
        ("Bantuan sembako dibagikan camat", None),
        ("Uang saku linmas dibagikan", None),
        ("Saksi diusir dari rapat", "gn"),
        ("Pemuda berkelahi", "gn"),
        ("Logistik terlambat tiba", "gn"),
        ("Logistik belum terlambat", None),
        ("Camat ikut kampanye paslon", "gn"),
        ("Warga ikut kampanye paslon", None),
        ("Baliho dirusak orang tak dikenal", "gn"),
        ("Jangan sampai baliho dirusak", None),
        ("Baliho belum dirusak", None),
        ("3 TPS rawan terendam", "pg"),
    ],
)
def test_the_phase_is_guessed_only_where_one_is_said(
    text: str, phase: str | None, reference: Reference
) -> None:
    guess = clues(text, reference).guesses.get("phase")
    assert (guess and guess.value) == phase


@pytest.mark.parametrize(
    ("text", "impact"),
    [
        ("Tidak ada korban jiwa, dua orang luka ringan", "2"),
        ("Tiga orang tewas, lima luka berat", "4"),
        ("Petugas KPPS meninggal karena sakit", None),
        ("13 pemilih meninggal dunia msh tercantum dlm DPT", None),
        ("1 anggota KPPS meninggal dunia karena sakit", None),
        ("Banjir, 40 KK mengungsi, 1 orang meninggal dunia", "4"),
        ("Bentrok\nMD: 2", "4"),
        ("Bentrok, tidak ada yang meninggal", None),
        ("Diselesaikan di tempat oleh petugas", "1"),
        ("Banjir", None),
    ],
)
def test_the_gravest_criterion_that_is_told_is_the_impact(
    text: str, impact: str | None, reference: Reference
) -> None:
    guess = clues(text, reference).guesses.get("impact")
    assert (guess and guess.value) == impact


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Info dari Panwascam Barabai: banjir", "Panwascam Barabai"),
        ("Ketua KPPS TPS 03 Desa Juhu lapor banjir", "Ketua KPPS TPS 03 Desa Juhu"),
        ("Info dari Panwascam Ahmad, air naik", "Panwascam"),
        ("Info dari Babinsa Limpasu, air naik", "Babinsa Limpasu"),
        ("Laporan BPBD pukul 06.45: banjir", "BPBD"),
        ("Laporan PPK mundur", None),
        ("dari Camat Labuan Amas Utara\nair naik", "Camat Labuan Amas Utara"),
        ("dari camat labuan amas utara\nair naik", "camat labuan amas utara"),
        ("Surat suara dari PPK Haruyan rusak", None),
        ("Lapsit Polsek BAS :\nair naik", "Polsek BAS"),
        ("ulun Babinsa Limpasu, air naik", "Babinsa Limpasu"),
        ("ulun warga RT 3", "warga RT 3"),
        ("Dilaporkan ketua RT 3 orang luka", "ketua RT"),
        ("Saya Polan, lihat Babinsa Limpasu", None),
        ("Air naik. Ket. Panwascam Limpasu", "Panwascam Limpasu"),
        ("Ket. PPK Haruyan mundur", None),
        ("Air naik di pasar\nCamat Batang Alai Timur", "Camat Batang Alai Timur"),
        ("air naik di pasar\nbabinsa limpasu", "babinsa limpasu"),
        (
            "Air naik.\n\nSekretariat PPK Kec. Barabai\nFulan Contoh, S.Sos\nNIP. 1970",
            "Sekretariat PPK Kec. Barabai",
        ),
        ("LAPORAN SITUASI POLSEK HARUYAN\nair naik", "POLSEK HARUYAN"),
        ("Dilaporkan dr Kepala Desa Kambat : air naik", "Kepala Desa Kambat"),
        ("Dilaporkan oleh Camat Haruyan : air naik", "Camat Haruyan"),
        ("saya dari ppk haruyan mau melaporkan air naik", "ppk haruyan"),
        ("saya fulan ketua panwascam haruyan ijin lapor air naik", "ketua panwascam haruyan"),
        ("Air naik di Desa Kambat. 🙏 (PPS Kambat)", "PPS Kambat"),
        ("Truk tiba jam 08.15. - Sekretaris PPK Haruyan", "Sekretaris PPK Haruyan"),
        ("Harus jalan kaki 5 km. Ketua PPK Haruyan", "Ketua PPK Haruyan"),
        ("sinyal putus nanti sambung. babinsa haruyan", "babinsa haruyan"),
        ("Air naik\nKetua Panwascam Haruyan\nFulan bin Polan", "Ketua Panwascam Haruyan"),
        ("Kotak suara rusak (PPS Kambat)", None),
        ("kami dari tim pemenangan mengadukan baliho dirobek", None),
        ("Banjir di Jl. Camat Haruyan", None),
        ("Korban jatuh. Kepala bocor", None),
        ("Truk mogok. Petugas PPK Haruyan menunggu", None),
        ("Air naik\nCamat Haruyan Fulan", None),
        ("Baliho dirobek di depan rumah\nKades Haruyan", None),
        ("Dihadiri oleh:\nCamat Haruyan", None),
        ("Hadir\nCamat Haruyan\nKapolsek Haruyan", None),
        ("Camat Haruyan\nmeninjau air yang naik", None),
        ("Menurut PPK Haruyan air naik\nCamat Haruyan", "PPK Haruyan"),
        ("Sdr. Ahmad melaporkan banjir", None),
        ("Kapolsek memantau banjir", None),
        ("PPK melaporkan banjir, Camat melaporkan longsor", None),
    ],
)
def test_who_sends_a_message_is_an_office_or_a_post(
    text: str, source: str | None, reference: Reference
) -> None:
    guess = clues(text, reference).guesses.get("source")
    assert (guess and guess.value) == source


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Info dari Babinsa, bentrok pendukung paslon di pasar", "kamtibmas/konflik-pendukung"),
        ("Menurut Bhabinkamtibmas: rumah warga terbakar", "bencana/kebakaran"),
        ("Babinsa ikut kampanye paslon", "netralitas/tni"),
    ],
)
def test_who_tells_a_matter_is_not_what_it_is_about(
    text: str, category: str, reference: Reference
) -> None:
    found = clues(text, reference)
    assert found.guesses["category"].value == category
    assert found.categories == (category,)


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("di Desa Haruyan Seberang, air naik", "Haruyan Seberang"),
        ("Kel. Landasan Ulin Utara Kec. Liang Anggang", "Landasan Ulin Utara"),
        ("desa juhu, kec. batang alai timur", "Juhu"),
        ("Desa Barikin RT 02 kebanjiran", "Barikin"),
        ("Kelurahan: Kelayan Timur", "Kelayan Timur"),
        ("dana Desa Tahun 2024", None),
        ("Kantor Desa sepi", None),
        ("desa di hulu sungai sepi", None),
        ("Desa Juhu dan Desa Aing Bantai", None),
        ("Banjir di Desa Juhu dan sekitarnya", "Juhu"),
        ("Baliho dirusak di Desa Juhu dan spanduk di Kundan dicuri", "Juhu"),
        ("4 desa terendam, air surut", None),
        ("Kepala desa ikut kampanye di Hantakan", None),
        ("KEPALA DESA IKUT KAMPANYE", None),
        ("Ketua KPPS TPS 3 Contoh Fulan dianiaya", None),
        ("TPS 2 Pak Misal ribut", None),
        ("TPS 5 Fulan Contoh dipukul warga", None),
        ("Ketua KPPS TPS 3 Haruyan Seberang dianiaya", "Haruyan Seberang"),
        ("TPS 5 Pemurus Baru terendam", "Pemurus Baru"),
        ("Banjir Besar Di Desa Mandingin Merendam Rumah", None),
        ("Banjir di Desa Mandingin Merendam", None),
        ("Banjir di Desa Batu Tunggal", "Batu Tunggal"),
        ("Menurut Ketua PPS Desa Kapar banjir di Desa Juhu", "Juhu"),
        ("Tempat : Desa Juhu\nwarga Desa Kapar membantu", "Juhu"),
        ("TPS 05 Barabai", None),
        ("Banjir di DESA KUNDAN KECAMATAN HANTAKAN", "Kundan"),
        ("Banjir di desa AWANG BARU kemarin", "Awang Baru"),
        ("Desa Juhu PPS mundur", "Juhu"),
        ("Banjir di Desa Jatuh Kec. Pandawan", "Jatuh"),
        ("Banjir di Desa Jatuh", None),
        ("Desa Kecamatan Pandawan", None),
        ("lampu mati di kelurahan sungai miai sampai jam sebelas", "Sungai Miai"),
        ("banjir di kelurahan sungai miai sampai dada", "Sungai Miai"),
        ("desa lok baintan mulai jam 3", "Lok Baintan"),
        ("banjir di desa lok baintan sejak semalam", "Lok Baintan"),
        ("aparat desa se kec Haruyan rapat", None),
        ("APARAT DESA SE KECAMATAN HARUYAN RAPAT", None),
        ("Karhutla di Desa Handil Babirik, luas 3 Ha", "Handil Babirik"),
    ],
)
def test_a_village_is_what_is_called_one_as_far_as_its_name_can_be_told(
    text: str, village: str | None, reference: Reference
) -> None:
    guess = clues(text, reference).guesses.get("village")
    assert (guess and guess.value) == village


@pytest.mark.parametrize(
    ("text", "villages"),
    [
        ("Banjir di 4 desa : Mantaas, Pahalatan, Sungai Jaranih, Kias", ("Mantaas", "Pahalatan", "Sungai Jaranih", "Kias")),
        ("banjir di 2 desa yaitu sungai jaranih, mantaas", ("Sungai Jaranih", "Mantaas")),
        ("Banjir di beberapa desa: Walatung, Baru", ("Walatung", "Baru")),
        ("Banjir di desa Mantaas, Pahalatan dan Kias", ("Mantaas", "Pahalatan", "Kias")),
        ("Banjir di Desa Mantaas dan Pahalatan Kec. LAU", ("Mantaas", "Pahalatan")),
        ("Banjir di Desa Mantaas/Pahalatan", ("Mantaas", "Pahalatan")),
        ("Banjir di Desa Mantaas, Pahalatan, Kias", ("Mantaas", "Pahalatan", "Kias")),
        ("banjir di desa mantaas, pahalatan dan kias terendam", ("Mantaas", "Pahalatan", "Kias")),
        ("kebakaran di desa mantaas, pahalatan dan kias, kerugian rp 5 juta", ("Mantaas", "Pahalatan", "Kias")),
        ("Banjir di Desa Mantaas/Pahalatan/Kias, warga mengungsi", ("Mantaas", "Pahalatan", "Kias")),
        ("Desa Juhu, Desa Kundan dan Kapar", ("Juhu", "Kundan", "Kapar")),
        ("Banjir di Desa Mantaas, Fulan melapor", ()),
        ("Banjir merendam Desa Mantaas dan Barabai", ()),
        ("Banjir di Desa Mantaas dan Polsek siaga", ()),
        ("banjir di desa mantaas, genset dan lampu rusak", ()),
        ("BANJIR DI DESA MANTAAS, GENSET DAN LAMPU RUSAK", ()),
        ("banjir di desa mantaas, hujan, angin", ()),
        ("Baliho TPS 3 Desa Juhu, Sungai Bayur", ()),
    ],
)  # fmt: skip
def test_of_a_list_of_villages_none_is_the_one(
    text: str, villages: tuple[str, ...], reference: Reference
) -> None:
    found = clues(text, reference, "63.07")
    assert found.villages == villages
    assert ("village" in found.guesses) == (not villages)


def test_where_residents_who_tell_a_matter_live_is_the_village_and_that_of_an_office_is_not(
    reference: Reference,
) -> None:
    told = "dari {} desa Aluan\nbaliho dirusak"
    assert clues(told.format("warga"), reference).guesses["village"].value == "Aluan"
    assert "village" not in clues(told.format("PPS"), reference).guesses


def test_the_end_of_a_villages_name_is_no_district(reference: Reference) -> None:
    found = clues("Karhutla di belakang SMP Desa Handil Babirik, luas 3 Ha", reference, "63.01")
    assert not found.regions and not found.districts
    assert clues("Karhutla di Babirik", reference).guesses["district"].value == "63.08.02"


def test_a_district_is_not_the_village_that_is_named_after_it(reference: Reference) -> None:
    for text in ("di Landasan Ulin Barat", "di Alalak Utara", "di Desa Haruyan", "Jl. Martapura"):
        assert clues(text, reference).guesses.keys() <= {"village"}


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Tempat : Lapangan Dwi Warna Barabai\nwarga Kec. Labuan Amas Selatan datang", "63.07.06"),
        ("TKP :\nPasar Haruyan\nSpanduk dirobek, dibawa ke Kec. Pandawan", "63.07.01"),
        ("Kata Bu Contoh PPK Haruyan ada baliho dirobek", "63.07.01"),
        ("Baliho dirobek di Barabai, kata bu contoh ppk haruyan", "63.07.06"),
        ("Menurut Panwascam Haruyan baliho dirobek di Pandawan", "63.07.05"),
        ("Info dari Polsek Haruyan, baliho dirobek", "63.07.01"),
        ("info dari babinsa haruyan: baliho dirobek", "63.07.01"),
        ("Baliho dirobek\nInfo dari Babinsa Haruyan Seberang", None),
        ("Baliho dirobek\nSumber : Fulan, PPK Haruyan", "63.07.01"),
        ("Dari : Camat Haruyan\nBaliho dirobek di pasar", "63.07.01"),
        ("Kantor PPK Haruyan dilempari batu", "63.07.01"),
        ("Menurut warga, Camat Haruyan tidak netral", "63.07.01"),
        ("Baliho dirobek di Pandawan\nSekretariat PPK Kec. Barabai", "63.07.05"),
        ("Baliho dirobek di pasar\nSekretariat PPK Kec. Barabai", "63.07.06"),
        ("Baliho dirobek di Pandawan\ndari Camat Haruyan", "63.07.05"),
        ("ulun Babinsa Limpasu, baliho dirobek di Pandawan", "63.07.05"),
    ],
)
def test_a_district_is_the_place_of_a_form_and_where_the_teller_comes_from_only_if_nothing_else_names_one(
    text: str, district: str | None, reference: Reference
) -> None:
    guess = clues(text, reference, "63.07").guesses.get("district")
    assert (guess and guess.value) == district


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Baliho dirusak di kec. BAS, laporan sdh ke Polres di Barabai", "63.07.07"),
        ("baliho dirusak di kecamatan lau", "63.07.04"),
        ("PPK BAT kekurangan formulir", "63.07.10"),
        ("Rapat bat diundur", None),
        ("Banjir di Sungai Rangas LAS kemarin", "63.07.03"),
        ("Banjir di Sungai Rangas LAS", "63.07.03"),
        ("Kebakaran di Kasarangan LAU", "63.07.04"),
        ("BANJIR DI SUNGAI RANGAS LAS", None),
        ("Banjir di sungai rangas las", None),
        ("Warga di Sungai Rangas, LAS bubar", None),
        ("Rapat dengan Ketua LAS kemarin", None),
        ("Banjir di Sungai Rangas PLB kemarin", None),
    ],
)
def test_a_district_that_is_called_one_is_read_by_its_initials_too(
    text: str, district: str | None, reference: Reference
) -> None:
    guess = clues(text, reference, "63.07").guesses.get("district")
    assert (guess and guess.value) == district


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("di kec Labuhan Amas Selatan, dekat pasar Barabai", [("kec Labuhan Amas Selatan", ("Labuan Amas Selatan",))]),
        ("di Kec. Btg. Alai Utara dan Kec. Haruyan", [("Kec. Btg. Alai Utara", ("Batang Alai Utara",))]),
        ("ds. Limbar kec. Batang Benawa an. Misal, Barabai", [("kec. Batang Benawa", ("Batu Benawa",))]),
        ("di kec. durian, dilaporkan di Barabai", [("kec. durian", ())]),
        ("di kec. Durian. Polisi datang dari Barabai", [("kec. Durian", ())]),
        ("Kecamatan Haruyan kabupaten Hulu Sungai Selatan", [("Haruyan kabupaten Hulu Sungai Selatan", ())]),
    ],
)  # fmt: skip
def test_a_district_that_is_named_and_not_known_is_told_and_blocks_every_other_guess(
    text: str, unread: list[tuple[str, tuple[str, ...]]], reference: Reference
) -> None:
    found = clues(text, reference, "63.07")
    assert [(each.written, each.near) for each in found.districts_unread] == unread
    assert "district" not in found.guesses


@pytest.mark.parametrize(
    "text",
    ["Rapat pleno kecamatan ricuh di Haruyan", "RAPAT TINGKAT KECAMATAN DIBUBARKAN DI HARUYAN",
     "Panwaslu Kecamatan Menemukan spanduk di Haruyan", "Warga Haruyan dan kec. lain hadir",
     "Rapat kec dihadiri warga Haruyan"],
)  # fmt: skip
def test_what_is_only_of_a_district_names_none(text: str, reference: Reference) -> None:
    found = clues(text, reference, "63.07")
    assert found.districts_unread == ()
    assert found.guesses["district"].value == "63.07.01"


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Petugas KPPS ds. Kundan pingsan, dibawa ke RSUD Barabai", None),
        ("Petugas KPPS dirawat di RSUD H. Damanhuri Barabai", None),
        ("Saksi dilarikan warga ke puskesmas haruyan", None),
        ("Baliho dirusak. Laporan sdh ke Polres di Barabai", None),
        ("Pelaku diamankan di Polsek Haruyan", None),
        ("Unjuk rasa di depan Polres Barabai", "63.07.06"),
        ("Massa bergerak ke kantor KPU Barabai", "63.07.06"),
        ("Kebakaran di RSUD Barabai", "63.07.06"),
        ("Logistik dibawa ke Kec. Haruyan", "63.07.01"),
    ],
)
def test_where_somebody_was_taken_or_told_it_is_no_place_of_the_matter(
    text: str, district: str | None, reference: Reference
) -> None:
    guess = clues(text, reference, "63.07").guesses.get("district")
    assert (guess and guess.value) == district


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Kemarin baliho paslon 2 di simpang empat desa Kundan dirusak", "kamtibmas/perusakan-apk"),
        ("Baliho dipasang di jalan utama lalu tenda warga di seberangnya dirusak", None),
        ("Banjir di Kec. Haruyan, 3 TPS terancam", "bencana/banjir"),
        ("Kerumunan massa 200 org menuntut paslon didiskualifikasi", "kamtibmas/unjuk-rasa"),
        ("Selebaran SARA ditemukan di perbatasan HST-HSS Desa Rasau", "kamtibmas/sara"),
        ("Warga dua desa berselisih soal tapal batas", "kamtibmas/konflik-sosial"),
        ("Warga ribut soal batas desa", "kamtibmas/konflik-sosial"),
        ("Kekurangan 14 bilik suara di PPS Haruyan", "logistik/kekurangan"),
        ("Bilik suara di TPS 3 tidak layak", "tps/sarpras"),
        ("PTPS mengundurkan diri krn mendaftar jd saksi paslon", "badan-adhoc/pengawas"),
        ("KPU menolak pendaftaran paslon", "isu-aktual/pencalonan"),
        ("Baliho paslon 1 di simpang empat roboh", "kamtibmas/perusakan-apk"),
        ("Baliho paslon dipasang lalu warung di sebelahnya roboh", None),
        ("PLN padam di desa Kasarangan", "tps/jaringan"),
        ("Padam listrik sejak jam 7", "tps/jaringan"),
        ("Surat suara untuk TPS 3 ditemukan rusak 12 lembar", "logistik/kerusakan"),
        ("Surat suara kurang lebih 500 lembar tiba di PPK", None),
        ("Kotak suara untuk Kec. Hantakan terlambat tiba", "logistik/keterlambatan"),
        ("Gudang PPS Mahang dibobol maling", "logistik/kerusakan"),
        ("Relawan paslon bagi2 sembako", "isu-aktual/politik-uang"),
        ("Unras di kantor Bawaslu, massa dukung paslon 2", "kamtibmas/unjuk-rasa"),
        ("2 orang KPPS TPS 4 desa Aluan jatuh sakit", "badan-adhoc/kesehatan"),
        ("Kami PPK mundur semua", "badan-adhoc/pembentukan"),
        ("KPPS TPS 4 ada di rumah sakit melayani pemilih", None),
        ("Telah meninggal dunia Sdr. Misal (47 th) anggota KPPS", "badan-adhoc/kesehatan"),
        ("pengawas tps nomor dua kecelakaan tunggal", "badan-adhoc/kesehatan"),
        ("rumah ulun ditawak urang lawan batu", "kamtibmas/intimidasi"),
        ("Warga pasang spanduk menolak Pilkada", "isu-aktual/partisipasi"),
        ("Pohon tumbang menutup jalan desa", "bencana/cuaca-ekstrem"),
        ("Pohon tumbang menimpa TPS 3", "bencana/cuaca-ekstrem"),
        ("Money was handed out to voters", "isu-aktual/politik-uang"),
        ("A village head handed out rice packages to 80 people", "isu-aktual/politik-uang"),
        ("Flooding cut off the road", "bencana/banjir"),
        ("A fire destroyed 12 houses", "bencana/kebakaran"),
    ],
)  # fmt: skip
def test_what_a_sentence_tells_is_its_category(
    text: str, category: str | None, reference: Reference
) -> None:
    guess = clues(text, reference).guesses.get("category")
    assert (guess and guess.value) == category


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hari ini, Jumat 22 November 2024", [("hari ini", ""), ("Jumat 22 November 2024", "")]),
        ("kemarin (21/11) jam 4 sore", [("kemarin", "jam 4 sore"), ("21/11", "")]),
        ("dini hari tadi pukul 02.30", [("dini hari tadi", "pukul 02.30")]),
        ("tgl 22/11 pkl. 14.30", [("tgl 22/11", "pkl. 14.30")]),
        ("tgl 22/11 pk 21.15", [("tgl 22/11", "pk 21.15")]),
        ("pompa 15 PK, AC 2 pk 3.000.000", []),
        ("malam Jumat di pasar", [("malam Jumat", "")]),
        ("hari Minggu (24/11)", [("hari Minggu 24/11", "")]),
        ("14.00-16.00 WITA", [("", "14.00-16.00 WITA")]),
        ("pukul 14.00 s.d. 16.00", [("", "pukul 14.00 s.d. 16.00")]),
        ("22-24 November 2024", []),
        ("22 dan 23 November", []),
        ("salat Jumat, pasar Minggu, setiap Senin", []),
        ("dua hari semalam berjalan kaki", []),
        ("minggu ini, 1x24 jam, siaga 24/7, skor 3-1", []),
        ("menjelang pencoblosan 27/11/2024, paling lambat 30 November", []),
    ],
)
def test_days_and_times_are_found_as_they_are_said(
    text: str, told: list[tuple[str, str]], reference: Reference
) -> None:
    assert [(each.day, each.clock) for each in clues(text, reference).times] == told


def test_forms_of_a_word_share_a_root_and_states_are_only_themselves() -> None:
    for form in ("merusak", "dirusak", "perusakan", "pengrusakan", "kerusakan", "rusaknya"):
        assert "rusak" in roots(form)
    assert is_form_of("bentrokan", "bentrok")
    assert is_form_of("memukul", "dipukul")
    assert not is_form_of("pukul", "dipukul")
    assert not is_form_of("dibakar", "kebakaran")
    assert not is_form_of("demokrasi", "demo")


@given(
    text=st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "Kec.",
                "Kab.",
                "Banjar",
                "Baru",
                "banjarmasin",
                "Timur",
                "Desa",
                "TPS",
                "09",
                "22/11",
                "jam",
                "2",
                "kemarin",
                "baliho",
                "dirusak",
                "tidak",
                ",",
                ".",
                "\n",
                ":",
                "(",
                "Simpang",
                "Empat",
                "HST",
                "di",
                "salah",
                "satu",
                "½",
                "ﷺ",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_can_be_looked_at(text: str, reference: Reference) -> None:
    found = clues(text, reference)
    assert set(found.regions) <= {region.code for region in reference.regencies}
    assert set(found.categories) <= reference.category_by_key.keys()


def test_nothing_is_known_of_one_province_alone(tmp_path: Any) -> None:
    from tests.other_election import write_other_election

    from pilkada_cli.exchange.reference import build, read_folder

    other = build(read_folder(write_other_election(tmp_path / "lain")))
    found = clues("Ricuh di Kec. Muara, Kab. Hulu, bukan di Barabai", other)
    assert found.guesses["region"].value == "64.01"
    assert found.guesses["district"].value == "64.01.01"
    assert found.categories == ()


@pytest.mark.parametrize(
    "text",
    ["Perusakan baliho di Barabai", "Kebakaran di Desa Kayu Rabah", "Bentrokan antarpendukung",
     "Banjir setinggi lutut di TPS 3", "Ribut di pasar", "Otk melempar batu",
     "Timses membagikan uang kepada warga", "Tim paslon bagi sembako di pasar",
     "Serangan fajar di Mandingin", "Pengancaman anggota KPPS", "Unjuk rasa di depan Bawaslu",
     "PTPS mengundurkan diri, blm ada pengganti",
     "Longsor di Patikalain, tidak ada korban", "Perkelahian di pasar, situasi sudah kondusif",
     "Karhutla di lahan gambut. Korban : nihil", "Hoaks pilkada ditunda beredar di grup WA",
     "Beredar di tiktok sejak Rabu video KPPS mencoblos"],
)  # fmt: skip
def test_a_deed_on_a_day_that_has_come_happened_and_else_nothing_is_said(text: str) -> None:
    past = phase(text, is_past=True)
    assert past is not None and past.value == "gn" and past.words[0] in text
    assert phase(text) is None


@pytest.mark.parametrize(
    "when", ["tadi malam", "Kemarin", "td siang", "semalam", "skrg", "Saat ini"]
)
def test_a_deed_at_a_time_that_is_over_happened_whatever_day_that_is(when: str) -> None:
    found = phase(f"{when} orang tak dikenal melempar batu ke posko")
    assert found is not None and found.value == "gn"


@pytest.mark.parametrize(
    "text",
    ["Rapat pencegahan kebakaran", "Potensi banjir di TPS 3", "Rawan pencurian kotak suara",
     "Imbauan agar tidak terjadi bentrok", "Bantuan untuk banjir", "Deklarasi anti kekerasan",
     "Dinas membagikan bantuan sembako", "KPU membagi uang transpor", "Timses hendak membagikan uang"],
)  # fmt: skip
def test_what_is_done_about_deeds_is_none(text: str) -> None:
    found = phase(text, is_past=True)
    assert found is None or found.value == "pg"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Baliho paslon 2 di Barabai robek", "gn"),
        ("Spanduk hilang", "gn"),
        ("Listrik padam di Kec. Haruyan", "gn"),
        ("Kendaraan logistik terguling", "gn"),
        ("Surat suara rusak 12 lembar", "gn"),
        ("Warga terima uang 100 ribu", "gn"),
        ("Jembatan gantung putus diterjang arus", "gn"),
        ("Ada pembagian uang di Desa Juhu", "gn"),
        ("Adu mulut saksi dan KPPS", "gn"),
        ("Pemilih diberi uang agar memilih", "gn"),
        ("Ribut pendukung di pasar", "gn"),
        ("Dua orang kena pukul", "gn"),
        ("Tim sukses 1 jam disekap di posko", "gn"),
        ("Orang tak dikenal melempar batu ke sekretariat PPS", "gn"),
        ("Telah ditemukan 5 (lima) lembar baliho di Jl. Veteran RT 3 dalam keadaan robek", "gn"),
        ("Warga dilarang merusak baliho", None),
        ("Pemuda hendak melempar batu", None),
        ("Ditemukan baliho di Jl. Veteran, tidak robek", None),
        ("Imbauan supaya warga jangan ribut", "pg"),
        ("Truk kotak suara dari KPU ke PPK Labuan Amas Selatan terlambat", "gn"),
        ("Logistik bilik suara kurang 14 buah", "gn"),
        ("Posko disalukut urang", "gn"),
        ("Banyu masuk rumah sapinggang", "gn"),
        ("Rumah ulun ditawak urang lawan batu, kaca pacah", "gn"),
        ("Lurah maumpati rapat tim paslon", "gn"),
        ("Sekcam kedapatan membagikan kalender paslon", "gn"),
        ("Truk logistik KPU tujuan PPK Jorong mogok", "gn"),
        ("A village head handed out rice packages", "gn"),
        ("12 people were evacuated", "gn"),
        ("Nobody was evacuated", None),
        ("Oknum anggota Polsek terlihat ikut rapat timses", "gn"),
        ("ASN Dinas Pendidikan sdri. Misal memposting dukungan ke paslon", "gn"),
        ("Mobil box membagi2 sarung. 2 org diamankan", "gn"),
        ("Ketua PPS diancam jika tidak memenangkan calon", "gn"),
        ("Warga hendak unjuk rasa", None),
        ("Kemarin aman, tidak ada unjuk rasa", None),
        ("Anggota KPPS ingin mengundurkan diri", None),
        ("Jembatan terancam putus", "pg"),
        ("Imbauan agar tidak termakan hoaks", "pg"),
        ("Patroli siber: tidak ada hoaks yang beredar", None),
        ("Polres mencegah hoaks beredar di medsos", "pg"),
        ("Hoaks tidak beredar", None),
        ("Camat menghadiri deklarasi Pilkada damai", None),
        ("PPK mengundang warga hadir dalam kampanye damai", None),
        ("Polsek Haruyan hadir di kampanye untuk pengamanan", None),
        ("Polisi mengamankan warga yang ikut kampanye", None),
        ("Pasukan anti-rusuh disiagakan", None),
        ("Spanduk imbauan di dekat jembatan yang rusak", None),
        ("Linmas menerima sarung seragam", None),
        ("Unjuk rasa di Haruyan batal", None),
        ("Lomba demo masak ibu-ibu PKK", None),
        ("Warga menerima sembako bantuan dinas", None),
        ("Pemusnahan surat suara rusak", None),
        ("Perbaikan jembatan putus", None),
        ("Listrik tidak padam", None),
        ("Warga menolak terima uang", None),
        ("KPPS terima uang honor", None),
        ("Jembatan rawan putus", "pg"),
        ("Dikhawatirkan jembatan putus", None),
        ("Akan ada pembagian uang", None),
        ("Tidak ada pembagian uang", None),
        ("Antisipasi listrik padam saat rekapitulasi", None),
        ("Sosialisasi tolak pembagian uang", None),
        ("Ada keributan di pasar, sekarang kondusif", "gn"),
        ("Spanduk di Barabai tidak rusak", None),
        ("Tidak ada keributan, aman", None),
        ("Kalau ada keributan, warga mengungsi", None),
        ("Dikhawatirkan ada bentrokan", None),
    ],
)
def test_what_there_is_happened_unless_it_is_denied_or_feared(text: str, value: str | None) -> None:
    found = phase(text, is_past=True)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Baliho dirusak kemarin di Haruyan. Mohon antisipasi kemungkinan aksi balasan", "gn"),
        ("baliho dirusak di kec. haruyan. mohon antisipasi", "gn"),
        ("Dua orang dikeroyok\nPotensi balas dendam.", "gn"),
        ("Terjadi pelemparan posko. Bisa meluas.", "gn"),
        ("Listrik padam. Dikhawatirkan rekapitulasi terganggu bila berlanjut", "gn"),
        # What comes after such a word may hang on it.
        ("Potensi konflik di Haruyan. Massa melempari, posko dibakar", None),
        ("Dikhawatirkan di kec. Haruyan terjadi bentrok", None),
        ("Baliho dirusak, kata sdri. Misal, jika tidak dijaga", None),
        ("Mobil nopol. DA 1 X dirusak, kata kasi. Misal, jika lewat", None),
        ("Baliho dirusak, bisa meluas", None),
        ("Jangan dirusak lagi baliho", "pg"),
        # What is asked about the message says nothing of the matter.
        ("Lurah rapat di pasar. Jangan disambat ngaran ulun", None),
        ("Agar nama saya tidak disebut, baliho dirusak", "gn"),
        # Who is on a roll died long ago.
        ("13 pemilih meninggal dunia tercantum dlm DPT", None),
        ("13 orang meninggal dunia tertimbun longsor, tercantum dlm DPT", "gn"),
        # What takes it back may stand anywhere.
        ("Posko dibakar di Haruyan. Ternyata tidak benar.", None),
        ("Simulasi di KPU. Kotak suara dibakar massa.", None),
        ("Kotak suara dibakar. Ini hanya simulasi.", None),
        ("Ada ancaman, kotak suara dibakar. Belum terbukti", None),
        ("Kemarin tdk benar ada bagi2 uang, hanya arisan", None),
        ("Tahun lalu jembatan putus", None),
        ("Hoaks: posko dibakar", None),
        ("Beredar hoaks posko dibakar massa", None),
        ("Posko dibakar, itu hoaks", None),
        ("Kabar TPS 3 dibakar yang beredar hoaks", None),
        ("Baliho dirusak kabarnya tersebar, hoaks", None),
        ("Baliho dirusak itu tidak banar", None),
        # What is said not to be false, or is another matter, takes nothing back.
        ("Gudang terbakar. Info valid bukan hoaks", "gn"),
        ("Baliho dirusak dan hoaks beredar", "gn"),
        ("Server KPU diretas, beredar hoaks", "gn"),
        ("Baliho dirusak, lihat https://contoh.id/hoaks/12", "gn"),
    ],
)
def test_what_may_come_of_a_matter_is_told_behind_it_and_leaves_it_one_that_happened(
    text: str, value: str | None
) -> None:
    found = phase(text, is_past=True)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Warga sabanyak 60 org kada dapat undangan C6", None),
        ("Keributan itu dapat memicu bentrok", "pg"),
        ("Jembatan putus, logistik tidak bisa lewat", "gn"),
        ("Jalan sudah bisa dilewati", None),
        ("Warga bisa datang", "pg"),
        ("Telah terjadi kerumunan massa yang menuntut agar paslon 2 didiskualifikasi", "gn"),
    ],
)
def test_what_somebody_gets_or_is_unable_to_do_is_no_possibility(
    text: str, value: str | None
) -> None:
    found = phase(text)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    "text",
    ["Ketua KPPS sakit, dirawat di RSUD Damanhuri", "Banyu naik, rumah warga terandam",
     "Ada urang bakalahi, saikung luka bacok", "Gudang PPK kabanjiran", "TPS tabakar",
     "A billboard was torn down in Haruyan", "A fight broke out at the office"],
)  # fmt: skip
def test_that_it_happened_is_told_in_banjar_and_english_too(text: str) -> None:
    found = phase(text)
    assert found is not None and found.value == "gn"


@pytest.mark.parametrize(
    "text", ["TPS kada tabakar", "A billboard may be torn down", "Nobody was injured"]
)
def test_that_it_did_not_happen_is_told_in_banjar_and_english_too(text: str) -> None:
    found = phase(text)
    assert found is None or found.value == "pg"


@pytest.mark.parametrize("within", [None, "63.07"])
@pytest.mark.parametrize(
    "text", ["Info dari PPS Haur Gading: TPS 06 sepi", "Ketua PPS Pandawan mundur"]
)
def test_a_place_behind_the_committee_of_a_village_is_no_district(
    text: str, within: str | None, reference: Reference
) -> None:
    found = clues(text, reference, within)
    assert "district" not in found.guesses and "region" not in found.guesses
    assert found.regions == ()


@pytest.mark.parametrize(
    "flight",
    ["kabur arah Banjarbaru", "melarikan diri ke Banjarbaru", "lari menuju Kota Banjarbaru"],
)
def test_to_where_somebody_flees_is_no_place_of_the_matter(
    flight: str, reference: Reference
) -> None:
    assert clues(f"Mobil dirusak di Desa Tungkap, pelaku {flight}", reference).regions == ()
    assert clues(f"Mobil dirusak di Barabai, pelaku {flight}", reference).regions == ("63.07",)


@pytest.mark.parametrize(
    ("text", "district", "several"),
    [
        ("Banjir di Barabai kemarin, bantuan dari Kec. Haruyan sudah tiba", "63.07.06", ()),
        ("Banjir di Barabai dibantu warga dari Kecamatan Haruyan", "63.07.06", ()),
        ("Banjir di Barabai sejak tadi malam. Dapur umum dibuka di Kec. Pandawan", None, ("63.07.06", "63.07.05")),
        ("Barabai, 24 November 2024. Baliho dirusak di Kec. Pandawan", "63.07.05", ()),
        ("Bentrok di Pantai Hambawang Kec. LAS", "63.07.03", ()),
    ],
)  # fmt: skip
def test_from_where_help_comes_is_not_the_place_and_another_sentence_may_name_another(
    text: str, district: str | None, several: tuple[str, ...], reference: Reference
) -> None:
    found = clues(text, reference, "63.07")
    told = found.guesses.get("district")
    assert (told.value if told else None, found.districts) == (district, several)


@pytest.mark.parametrize(
    ("text", "district", "village"),
    [
        ("rawa labuan amas utara banjir", "63.07.04", None),
        ("banjir di rawa limpasu", "63.07.11", None),
        ("Banjir di Desa Kasarangan LAU", "63.07.04", "Kasarangan"),
        ("Banjir merendam rumah di Desa Kasarangan LAU kemarin", "63.07.04", "Kasarangan"),
        ("BANJIR DI DESA KASARANGAN LAU", None, None),
        ("ribut di desa rantau keminting antara dua pemuda", None, "Rantau Keminting"),
    ],
)
def test_places_are_read_without_capital_letters_and_in_short_behind_a_village(
    text: str, district: str | None, village: str | None, reference: Reference
) -> None:
    guesses = clues(text, reference, "63.07").guesses
    found = [guesses[n].value if n in guesses else None for n in ("district", "village")]
    assert found[0] == district
    assert village is None or found[1] == village


@pytest.mark.parametrize(
    "text",
    [
        "Kebakaran di Desa Mundar, rumah 2 buah milik Ketua KPPS TPS 04 terbakar",
        "Kebakaran rumah anggota KPPS TPS 4 Desa Mundar",
        "Motor milik petugas TPS 04 dicuri di pasar",
    ],
)
def test_the_polling_station_of_whoever_owns_a_thing_is_not_where_it_was(
    reference: Reference, text: str
) -> None:
    assert "polling_station" not in clues(text, reference).guesses


@pytest.mark.parametrize(
    ("text", "station"),
    [
        ("Kotak suara rusak di TPS 04, 1 buah", "TPS 04"),
        ("KPPS sakit di TPS 04, 1 org", "TPS 04"),
        ("KPPS sakit di TPS 04 dan 1 orang saksi", "TPS 04"),
        ("KPPS TPS 04 sakit. TPS 04 di Desa Juhu sepi", "TPS 04"),
        ("KPPS sakit di TPS 04, 05", None),
        ("KPPS sakit di TPS 04 dan 05", None),
        ("KPPS sakit di TPS 01 Desa Juhu dan TPS 01 Desa Kundan", None),
        ("KPPS sakit di TPS 01 Juhu dan di TPS 01 Kundan", None),
        ("KPPS TPS 01 Desa Juhu sakit, TPS 01 Desa Kundan tutup", None),
    ],
)
def test_a_polling_station_is_told_where_its_number_is_that_of_one_alone(
    text: str, station: str | None, reference: Reference
) -> None:
    guess = clues(text, reference).guesses.get("polling_station")
    assert (guess and guess.value) == station


@pytest.mark.parametrize(
    "text",
    [
        "Laka lantas di Kasarangan, lori pengangkut bilik suara menabrak motor, 1 orang meninggal dunia",
        "Kecelakaan lalu lintas truk bermuatan bilik suara dengan sepeda motor, 1 orang tewas",
        "Truk bermuatan bilik suara terguling akibat kecelakaan, sopir tewas",
    ],
)
def test_an_accident_of_what_carries_the_logistics_may_be_either(
    reference: Reference, text: str
) -> None:
    found = clues(text, reference)
    guess = found.guesses.get("category")
    assert guess is None or guess.value != "tps/sarpras"
    assert {"isu-aktual/lainnya", "tps/sarpras"} <= {*found.categories}


def test_what_became_of_somebody_behind_a_polling_station_is_no_village(
    reference: Reference,
) -> None:
    text = "anggota KPPS TPS 3 meninggal dunia tadi pagi di Pandawan"
    assert "village" not in clues(text, reference).guesses


@pytest.mark.parametrize(
    ("text", "region", "district"),
    [
        ("semalam di kandangan posko paslon dibakar orang", "63.06", "Kandangan"),
        ("tadi malam di pelaihari posko paslon dilempari batu", "63.01", "Pelaihari"),
        ("tadi malam di daha selatan posko paslon dibakar", "63.06", "Daha Selatan"),
        ("tadi malam di kandangan bentrok antar pendukung", "63.06", "Kandangan"),
        ("posko di desa sungai rangas martapura barat dibakar", "63.03", "Martapura Barat"),
        ("di tambarangan tapin selatan ada ribut pendukung", "63.05", "Tapin Selatan"),
        ("di banjarmasin tengah malam posko paslon dibakar", "63.71", None),
        ("ribut di simpang empat posko paslon", None, None),
        ("posko di kandangan lama dibakar", None, None),
        ("ribut di jalan martapura barat dekat posko", None, None),
    ],
)
def test_a_district_in_small_letters_is_read_before_a_word_that_goes_on_with_the_matter(
    reference: Reference, text: str, region: str | None, district: str | None
) -> None:
    guesses = clues(text, reference).guesses
    found = [guesses[n].value if n in guesses else None for n in ("region", "district")]
    named = reference.district_by_code[found[1]].name if found[1] else None
    assert (found[0], named) == (region, district)
