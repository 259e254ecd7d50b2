"""Whether a message tells of one event, of several, or of none."""

import pytest

from pilkada_cli.analysis.guessing import clues
from pilkada_cli.analysis.occasions import may_tell_several, tells_none, tells_several
from pilkada_cli.domain.reference import Reference


@pytest.mark.parametrize(
    "text",
    [
        "Lapor 2 kejadian:\n1. Baliho dirusak di Barabai semalam\n2. Intimidasi di Hantakan",
        "Lapor 2 kejadian: 1. Baliho dirusak di Barabai 2. Intimidasi di Hantakan",
        "Izin melaporkan dua kejadian menonjol hari ini:\n- baliho dirusak\n- banjir di Pandawan",
        "1) Baliho dirobek di Desa Kambat 2) listrik padam di Desa Juhu",
        "Laporan Harian Panwascam Limpasu\n- Pembersihan APK sdh selesai\n- Ditemukan 3 kotak suara basah",
        "KEC. HANTAKAN\nDesa Hinas Kanan : banjir bandang\nDesa Alat : 3 orang hilang",
        "Izin lapor\n• Ds. Kundan: jembatan putus\n• Ds. Mandingin: listrik padam",
    ],
)
def test_a_message_that_announces_or_lists_events_tells_several(
    text: str, reference: Reference
) -> None:
    assert tells_several(text, reference)


@pytest.mark.parametrize(
    "text",
    [
        "LAPORAN\n1. Hari/Tgl : Minggu\n2. TKP : Pasar Haruyan\n3. Kejadian : baliho dirusak",
        "Baliho dirusak di Haruyan\nLangkah:\n1. Lapor ke Panwascam Haruyan, apk dirusak\n"
        "2. patroli di Pandawan karena banjir",
        "Unjuk rasa\nKronologi:\n1. Orasi di Barabai\n2. Pukul 10.00 bentrok di Haruyan",
        "1. Baliho dirusak di Kec. Haruyan\n2. Baliho dirusak di Kec. Pandawan",
        "Banjir di Kec. Hantakan\n- Desa Hinas Kanan : 12 rumah\n- Desa Alat : 5 rumah",
        "Bentrok di Haruyan\n- 2 orang luka\n- posko dirusak",
        "Laporan harian\n- Kec. Haruyan : aman\n- Kec. Pandawan : baliho dirusak",
        "Terjadi dua kejadian perusakan baliho di Barabai",
        "Ada 3 laporan warga tentang baliho dirusak di Haruyan",
    ],
)
def test_a_form_a_list_of_measures_and_a_count_are_one_event(
    text: str, reference: Reference
) -> None:
    assert not tells_several(text, reference)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("dr kec. Labuan Amas Utara nihil kejadian menonjol", True),
        ("Laporan harian Kec. Haruyan nihil", True),
        ("Situasi Kec. Haruyan aman, tidak ada kejadian menonjol", True),
        ("Situasi kondusif\nKejadian : nihil", True),
        ("Kec. Haruyan aman dan terkendali", True),
        ("Situasi kamtibmas kec. Haruyan kondusif", True),
        ("Perkembangan situasi Haruyan s/d saat ini aman kondusif 86 ndan", True),
        ("H-2 situasi kondusif. Kec. Haruyan aman, Kec. Barabai aman, 86 ndan", True),
        ("Banjir di Desa Kambat sudah surut, situasi aman, nihil kejadian menonjol", True),
        (
            "Banjir yg kemarin di Desa Kambat sdh surut. Tidak ada hal menonjol lainnya, aman nihil",
            True,
        ),
        ("Banjir di Desa Kambat, nihil kejadian menonjol lainnya", False),
        ("Banjir di Desa Kambat sudah surut, baliho dirusak. Nihil kejadian lain", False),
        ("Nothing to report from Haruyan today", True),
        ("Situasi tidak kondusif di Haruyan", False),
        ("Warga minta pemungutan suara aman", False),
        ("Situasi aman/kondusif, aman,terkendali", True),
        ("Berkas aman.pdf beredar", False),
        ("Massa sdh bubar, situasi aman", False),
        ("Baliho dirusak, situasi kondusif", False),
        ("Tidak ada kejadian menonjol selain baliho dirusak", False),
        ("Tidak ada hal menonjol, KPPS sakit 2 orang", False),
        ("Keributan di pasar, tidak ada gangguan lain", False),
        ("Pengawas diganti sepihak. Korban nihil", False),
        ("Kerugian nihil", False),
        ("Belum ada logistik di TPS 2", False),
        ("Nihil, situasi aman terkendali\nKapolsek Haruyan", True),
        ("Nihil, situasi aman terkendali\nBabinsa Haruyan", True),
        ("Nihil, aman\nKapolsek Haruyan", True),
        ("Situasi aman terkendali, nihil\nKapolsek Haruyan", True),
        ("Nihil, situasi kec Labuan Amas Selatan aman terkendali\nKapolsek LAS", True),
        ("NIHIL, SITUASI AMAN TERKENDALI\n\nA.N. KAPOLSEK LAS\nPOLRES HST\nTTD", True),
        ("Nihil, aman\n\nKapolsek Haruyan\nIPTU FULAN\nNRP 70010001", True),
        ("Laporan harian Kec. Haruyan nihil\nCamat Haruyan", True),
        ("Nihil, aman\nDemikian, Danramil 1002-01/Haruyan", True),
        ("Situasi kondusif, nihil\nDari Bhabinkamtibmas Desa Haruyan Dayak", True),
        ("Kapolsek Haruyan", False),
        ("Nihil korban, namun rumah rusak\nKapolsek Haruyan", False),
        ("Nihil, situasi aman terkendali\nKapolsek Haruyan dicopot", False),
        ("Nihil, situasi aman terkendali\nKapolsek Haruyan mundur", False),
        ("Nihil, aman\nKapolsek Haruyan\nMundur", False),
        ("Nihil, aman\nKapolsek Haruyan\nDiganti Pak Fulan", False),
        ("Situasi aman\nBabinsa Desa Aluan Terendam", False),
        ("Situasi aman\nCamat Haruyan dan Kades Aluan hilang", False),
    ],
)
def test_that_there_was_nothing_is_told_only_where_nothing_else_is(
    text: str, none: bool, reference: Reference
) -> None:
    found = clues(text, reference, "63.07")
    assert tells_none(text, found, reference, "63.07") is none


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("1. Baliho dirusak di Kec. Haruyan\n2. Baliho dirusak di Kec. Pandawan", True),
        ("- Baliho dirusak di Desa Kundan\n- Baliho dirusak di Pandawan", True),
        ("Baliho dirusak\n1. Hari/Tgl : Minggu\n2. TKP : Pasar Haruyan", False),
        ("Baliho dirusak\nLangkah:\n1. Baliho dirusak dicopot\n2. Kotak dirusak diganti", False),
        ("Baliho dirusak di Haruyan dan Pandawan", False),
    ],
)
def test_a_list_of_what_happened_may_be_of_several_events(
    text: str, several: bool, reference: Reference
) -> None:
    assert may_tell_several(text, reference) is several


def test_matters_that_are_each_led_by_their_day_may_be_several_events(reference: Reference) -> None:
    several = "25/11 pagi: 2 orang luka ringan di Kec LAS. 24/11 malam: baliho dirusak di Ds Tabudarat Hulu"
    one = "24/11 pagi: baliho dirusak di Haruyan. 24/11 sore: dibersihkan petugas"
    assert may_tell_several(several, reference)
    assert not may_tell_several(one, reference)
