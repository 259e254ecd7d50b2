"""Where a text calls somebody by name, and where it does not."""

import pytest

from pilkada_cli.domain.person_names import called
from pilkada_cli.domain.personal_spans import Kind, merged


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("korban Fulan (28) dibawa ke RS", ["Fulan"]),
        ("Fulan Fulani, 45 th, warga Haruyan", ["Fulan Fulani"]),
        ("Fulan bin Fulani", ["Fulan bin Fulani"]),
        ("an. Fulan dan Fulanah", ["Fulan", "Fulanah"]),
        ("Pak Fulan melapor", ["Fulan"]),
        ("Nama: Fulan Fulani Umur: 45", ["Fulan Fulani"]),
        ("Pak Fulan, S.Pd", ["Fulan"]),
        ("Fulan Fulani, Lk, 34 th, warga Haruyan", ["Fulan Fulani"]),
        ("Fulan Fulani (Lk, 34 th)", ["Fulan Fulani"]),
        ("Fulan Fulani usia 34 tahun", ["Fulan Fulani"]),
        ("jam 10.15 WITA. A.n. Polan umur 52 thn", ["Polan"]),
        ("di Desa Kundan. Polan Contoh umur 52 thn", ["Polan Contoh"]),
        ("Moh. Fulan Contoh (25 th)", ["Moh. Fulan Contoh"]),
        ("milik Sdr. Fulan.", ["Fulan"]),
        ("milik Sdr. Fulan Contoh. Warga resah", ["Fulan Contoh"]),
        ("Pelapor: Fulan... Polan datang", ["Fulan", "Polan"]),
        ("Sdr. M. Fulan. Polisi datang", ["M. Fulan"]),
        (
            "korban: Fulan. Tersangka Polan Misal. Ketua KPPS Contoh.",
            ["Fulan", "Polan Misal", "Contoh"],
        ),
        ("an. Fulan dan Polan. Dua titik", ["Fulan", "Polan"]),
        ("Surat Suara Rusak (12), Haruyan (15)", []),
        ("Banjir di Haruyan (12 TPS)", []),
        ("TPS 02, 45 pemilih", []),
    ],
)
def test_names_are_told_by_what_stands_beside_them(text: str, names: list[str]) -> None:
    assert told(text) == names


def told(text: str) -> list[str]:
    """The names in a text, those that overlap as one."""
    spans = [(*span, Kind.NAME) for span in called(text, {"haruyan"})]
    return [text[start:end] for start, end, _ in merged(spans)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("fulan bin polan melapor", ["fulan bin polan"]),
        ("laporan fulan contoh binti polan di haruyan", ["fulan contoh binti polan"]),
        ("an. fulan contoh warga haruyan", ["fulan contoh"]),
        ("a.n fulan, umur 30", ["fulan"]),
        ("atas nama fulan dan sdr. polan", ["fulan", "polan"]),
        ("warga bernama fulan dipukul", ["fulan"]),
        ("pak fulan datang, bu contoh pulang", ["fulan", "contoh"]),
        ("saksi: fulan contoh, hp 0812", ["fulan contoh"]),
        ("pak camat dan bu bidan hadir, pak ijin lapor", []),
        ("ibu hamil, ibu-ibu pengajian, ibu kota, ibu dibawa ke RS", []),
        ("atas nama masyarakat haruyan", []),
        ("saksi menolak, korban banjir, pelaku: belum diketahui", []),
        ("anggota bin kalsel, pos BIN daerah", []),
    ],
)
def test_names_in_small_letters_are_told_by_what_stands_before_them(
    text: str, names: list[str]
) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Korlap : Polan (0812)", ["Polan"]),
        ("Penanggung jawab : Contoh Fulan", ["Contoh Fulan"]),
        ("Koordinator lapangan: Fulan", ["Fulan"]),
        ("CP : Polan", ["Polan"]),
        ("korlap: fulan", ["fulan"]),
        ("saya fulan ketua panwascam bajuin ijin lapor", ["fulan"]),
        ("ulun fulan contoh warga RT 3, banjir", ["fulan contoh"]),
        ("Saya Fulan Ketua PPK Haruyan", ["Fulan"]),
        ("Jembatan putus.\nRegards, Polan", ["Polan"]),
        ("Kind regards,\nPolan, Coordinator, Contoh Election Watch", ["Polan"]),
        ("Banjir\nSalam, Fulan", ["Fulan"]),
        ("Banjir\nttd Fulan", ["Fulan"]),
        ("Banjir\nHormat kami,\nFulan Contoh", ["Fulan Contoh"]),
    ],
)
def test_whoever_signs_is_in_charge_or_says_who_he_is_is_named(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Korlap : nihil, Koordinator : KPU",
        "saya lihat ketua ppk dipukul, saya kira ketua rt mau lapor",
        "kami warga desa mau lapor, kami dari ppk mau lapor",
        "Salam, Jembatan Kambat putus lagi",
        "Wassalam. Danposramil Haruyan",
        "ttd KPU",
    ],
)
def test_a_greeting_an_office_and_what_somebody_does_is_no_signature(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("korban Fulan luka", ["Fulan"]),
        ("korban Dianita luka", ["Dianita"]),
        ("KORBAN FULAN LUKA BERAT", ["FULAN"]),
        ("KORBAN SITI AMINAH DIRAWAT", ["SITI AMINAH"]),
        ("Pelaku Rahmat ditangkap", ["Rahmat"]),
        ("Pemukulan oleh terduga pelaku Rahmat", ["Rahmat"]),
        ("Terduga Pelaku Rahmat Kabur", ["Rahmat"]),
        ("Korban Fulan, Polan dan Citra luka", ["Fulan", "Polan", "Citra"]),
        ("KORBAN FULAN DAN POLAN LUKA", ["FULAN", "POLAN"]),
        ("nama korban adalah Fulan", ["Fulan"]),
        ("saksi Dedi melihat", ["Dedi"]),
        ("saksi mata Dedi, saksi paslon 2 Polan", ["Dedi", "Polan"]),
        ("korban 1. Fulan 2. Polan", ["Fulan", "Polan"]),
        ("Korban:\n1. Fulan\n2. Polan", ["Fulan", "Polan"]),
        ("Nama: 1. M. Fulan NIP 12 2. Polan 3. Misal R", ["M. Fulan", "Polan", "Misal"]),
        ("Identitas: 1) Fulan 2) Ketua 3) Polan", ["Fulan", "Polan"]),
        ("a.n.: 1. Fulan Contoh 2. Polan", ["Fulan Contoh", "Polan"]),
        ("ODGJ an Fulan", ["Fulan"]),
        ("SIM C 123456789012 an Fulan Contoh", ["Fulan Contoh"]),
        ("ke BCA 1234567890 an Mahmud", ["Mahmud"]),
        ("ke Mandiri 900-00-1234567-8 an Polan", ["Polan"]),
        ("oknum ASN RINA WATI ikut kampanye", ["RINA WATI"]),
        ("seorang oknum anggota TNI Polan", ["Polan"]),
        ("Korban (Siti Aminah)", ["Siti Aminah"]),
        ("Korban M. Fulan dan Moh. Polan", ["M. Fulan", "Moh. Polan"]),
        ("almarhum Syahrani, alm. Fulan", ["Syahrani", "Fulan"]),
        ("istri korban, Maimunah", ["Maimunah"]),
        ("Pelaku diduga Fulan, korbannya Polan, saksi-saksi Dedi", ["Fulan", "Polan", "Dedi"]),
        ("Korban 2 orang, Fulan dan Polan", ["Fulan", "Polan"]),
        ("Pelaku dua orang yakni Fulan dan Polan", ["Fulan", "Polan"]),
        ('Korban "Fulan" dan Korban/Pelapor Polan', ["Fulan", "Polan"]),
        ("KORBAN : FULAN LUKA BERAT", ["FULAN"]),
        ("AN. FULAN DAN POLAN LUKA", ["FULAN", "POLAN"]),
        ("Korban meninggal dunia Fulan, korban luka Polan", ["Fulan", "Polan"]),
    ],
)
def test_a_capital_behind_what_somebody_is_in_a_matter_begins_a_name(
    text: str, names: list[str]
) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "korban jiwa, korban banjir, pelaku usaha, saksi mandat, saksi paslon",
        "Korban Luka Berat",
        "Korban Dirawat di RSUD",
        "KORBAN LUKA BERAT DIRAWAT",
        "Korban Tenggelam Ditemukan, Korban Banjir Butuh Bantuan",
        "KORBAN BERTAMBAH JADI 12 ORANG",
        "Pelaku masih dicari, Pelaku Masih Dicari",
        "PELAKU CURANMOR DIAMANKAN, PELAKU MONEY POLITIC KABUR",
        "Saksi Paslon 1 di TPS, Saksi Golkar Menolak Tanda Tangan, SAKSI PDIP WALK OUT",
        "korban warga Desa Aluan, Korban Haruyan",
        "oknum ASN Dinas Pendidikan, oknum ASN BAPPEDA HST, oknum guru di Haruyan",
        "20 an Massa, tahun 1990 an Haruyan",
        "Korban KDRT dan Pelaku, Motif Belum Diketahui",
        "Korban Sempat Dilarikan ke RSUD",
        "saksi 1. Menolak 2. Hadir",
        "Nama kegiatan: 1. Rapat 2. Apel, nama: 1. Nihil",
        "Korban Arus Deras, Korban Material Nihil, Saksi Pemohon Hadir, Saksi Pleno, PELAKU POSITIF NARKOBA",
    ],
)
def test_what_becomes_of_somebody_or_whose_he_is_is_no_name(text: str) -> None:
    assert told(text) == []
