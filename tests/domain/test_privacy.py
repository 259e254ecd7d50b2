"""Personal data in a text is found however it is written, and nothing else is."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.conftest import SAMPLE

from pilkada_cli.domain.personal_spans import NAMES, Kind, may_hold_numbers
from pilkada_cli.domain.privacy import masked, personal_data
from pilkada_cli.domain.redaction import redacted_text

PHONES = [
    "081234567890",
    "0812-3456-7890",
    "0812 3456 789",
    "0812.3456.7890",
    "08 12 34 56 78 90",
    "0 8 1 2 3 4 5 6 7 8 9 0",
    "6281234567890",
    "62 812 3456 7890",
    "+62 812-3456-7890",
    "(+62) 812 3456 7890",
    "+62(0)812 3456 7890",
    "0062 812 3456 7890",
    "8123456789",
    "812-3456-7890",
    "(0511) 335 4321",
    "0511-3354321",
    "021 1234567",
    "+62 511 335 4321",
    "+60 12-345 6789",
]
NIKS = [
    "6307051204900001",
    "6307 0512 0490 0001",
    "63.07.05.120490.0001",
    "630705-520490-0001",
    "6371 0123 4567 8901",
]
OTHERS = [
    "198503152010011001",
    "19850315 201001 1 001",
    "kpu.banjar@kpu.go.id",
    "081234567890@example.com",
    "DA 1234 AB",
    "DA1234ABC",
]
IMPERSONAL = [
    "438.793 lembar",
    "Rp 1.500.000.000",
    "Rp8123456789",
    "62.812.345.678",
    "114.871 hadir, 36.135 sah, 78.736 tidak sah",
    "62 85 90 75 60 45",
    "TPS 9 Seberang Masjid; TPS 16 Pemurus Dalam",
    "TPS 12 13 14 15 16 17 18 19",
    "22/11/2024",
    "08-11-2024 14.30",
    "08.11.2024 09.15",
    "2024-11-22 08:30",
    "08.15 08.30 09.00 10.00",
    "0700 1600 2000",
    "08.00–12.00, 14.00–16.00 WITA",
    "2020 2021 2022 2023",
    "-3.3205017,114.5908123",
    "0.8123456789",
    "Putusan Nomor 05/PHPU.WAKO-XXIII/2025",
    "25-PKE-DKPP/I/2025",
    "klikkalimantan (43860), prokal (1775921164)",
    "63.07.05 63.72.02",
    "MODEL DA1-KWK, DA 120 KK, KT 500 KG",
    "H-5, H+3, 20+15",
    "TPS 1 A, RT 5 B, RW 2 C, Pasal 8 A, PASAL 8 A",
]
WORDS = {kind: kind.value for kind in Kind}

digits = st.integers(0, 9).map(str)
written = st.text("0123456789+-.() \u200b/:,Rp@aDAKB٠٨１０\n", max_size=60)


@pytest.mark.parametrize("typed", [*PHONES, *NIKS, *OTHERS])
def test_personal_data_is_found_whole_in_the_middle_of_a_sentence(typed: str) -> None:
    (found,) = personal_data(f"Menurut warga, {typed}, ada 12 orang pada 22/11/2024.")
    assert found.text == typed


@pytest.mark.parametrize("typed", IMPERSONAL)
def test_counts_amounts_times_places_and_decisions_are_left_alone(typed: str) -> None:
    assert masked(typed, WORDS) == typed


def test_nothing_in_the_sample_register_is_taken_for_personal_data() -> None:
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        for value in json.loads(line).values():
            assert not personal_data(str(value))


def test_each_find_says_what_it_is() -> None:
    text = "0812-3456-7890; 6307051204900001; a@b.id; DA 1234 AB; 198503152010011001"
    assert [found.kind for found in personal_data(text)] == [
        Kind.PHONE, Kind.NIK, Kind.EMAIL, Kind.PLATE, Kind.NIP,
    ]  # fmt: skip


def test_every_kind_has_a_name_to_show() -> None:
    assert set(NAMES) == set(Kind)


def test_a_count_after_a_number_stays() -> None:
    assert masked("hubungi 0812-3456-7890 12 orang", WORDS) == "hubungi [phone] 12 orang"
    assert masked("(no. hp: 0812-3456-7890)", WORDS) == "([phone])"
    for count in (", 1500 orang", ", 1430 WITA", "/22/11/2024", ", 2 orang", " dan 1200 lembar"):
        assert masked(f"0812-3456-7890{count}", WORDS) == f"[phone]{count}"


def test_two_numbers_in_a_row_are_two() -> None:
    assert masked("0812 3456 7890 0813 1111 2222", WORDS) == "[phone] [phone]"
    assert masked("081234567890/+6281311112222", WORDS) == "[phone]/[phone]"


@given(st.sampled_from(PHONES + NIKS), st.sampled_from("٠०０"))
def test_digits_of_other_scripts_are_digits(typed: str, zero: str) -> None:
    other = typed.translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})
    assert masked(other, WORDS) == masked(typed, WORDS)


def test_digits_with_invisible_signs_between_them_are_found() -> None:
    assert masked("0812\u200b3456\u200b7890", WORDS) == "[phone]"
    assert masked("0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣ ya", WORDS) == "[phone] ya"
    assert masked("kpu＠kpu．go．id", WORDS) == "[email]"


@given(st.lists(digits, min_size=8, max_size=9), st.sampled_from([" ", "-", ".", ") "]))
def test_a_mobile_number_is_found_across_any_one_joint(tail: list[str], joint: str) -> None:
    number = "".join(["0812", *tail[:3], *tail[3:]])
    typed = joint.join((number[:4], number[4:8], number[8:]))
    assert masked(f"ke {typed} ya", WORDS) == "ke [phone] ya"


@given(written)
@example("62.812.345.678.9012")
@example("08-11-2024 14")
@example("0812345678.0.8123456789")
def test_a_masked_text_holds_no_personal_data(text: str) -> None:
    once = masked(text, WORDS)
    assert not personal_data(once)
    assert masked(once, WORDS) == once


@given(written)
@example("ttl Barabai, satu Mei")
@example("fulan at contoh dot com")
def test_a_text_without_any_sign_of_numbers_holds_no_personal_data(text: str) -> None:
    assert may_hold_numbers(text) or not personal_data(text)


PAPERS = [
    "lahir di Barabai 12-03-1990",
    "Tgl lahir 12/03/1990",
    "NPWP 12.345.678.9-012.000",
    "SIM 1234-5678-901234",
    "No. Rek. 1234567890123",
    "paspor A1234567",
    "BRI 0123-01-012345-50-6",
]
"""Numbers that the word before them tells."""
of_one_message = st.lists(st.sampled_from([*PHONES, *NIKS, *OTHERS, *PAPERS]), max_size=6)


@given(of_one_message)
@example(["lahir di Barabai 12-03-1990", "NPWP 12.345.678.9-012.000", NIKS[0], PHONES[0]])
def test_no_number_of_a_message_keeps_another_from_being_masked(typed: list[str]) -> None:
    once = masked(", ".join(typed), WORDS)
    assert not any(map(str.isdigit, once))


@given(written, st.text(max_size=20))
def test_what_is_found_stands_where_it_says_in_order_and_apart(left: str, right: str) -> None:
    text, at = left + right, 0
    for found in personal_data(text):
        assert text[found.start : found.end] == found.text
        assert at <= found.start < found.end
        at = found.end
    if not personal_data(text):
        assert masked(text, WORDS) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("transfer ke rekening BRI 0123-01-012345-50-9 malam ini", "0123-01-012345-50-9"),
        ("No. Rek. 1234567890123", "1234567890123"),
        ("uang dikirim ke BNI 0123456789", "0123456789"),
        ("transfer BCA 1234567890 an Fulan", "1234567890"),
        ("kirim ke bri 0123-01-012345-50-6", "0123-01-012345-50-6"),
        ("Mandiri 900-00-1234567-8", "900-00-1234567-8"),
        ("bsi no. 7123456789", "7123456789"),
        ("BTN 00012-01-50-001234-5", "00012-01-50-001234-5"),
        ("CIMB Niaga: 760123456700", "760123456700"),
        ("Danamon an Fulan 003612345678", "003612345678"),
        ("Bank Kalsel 001.03.01.12345.6", "001.03.01.12345.6"),
        ("ShopeePay 112081251234567", "112081251234567"),
        ("1234567890 (BCA) an Fulan", "1234567890"),
    ],
)
def test_the_number_of_an_account_is_found_beside_its_word(text: str, number: str) -> None:
    assert [(found.text, found.kind) for found in personal_data(text)] == [(number, Kind.ACCOUNT)]


@pytest.mark.parametrize("wallet", ["Dana", "OVO", "GoPay", "ShopeePay", "LinkAja", "BNI"])
def test_a_mobile_number_beside_a_bank_or_a_wallet_is_one(wallet: str) -> None:
    assert masked(f"{wallet} 0812-5123-4567", WORDS) == f"{wallet} [phone]"


@pytest.mark.parametrize(
    "text",
    [
        "transfer BCA Rp 150.000.000, BRI 1.500.000.000, dana 150.000.000",
        "BRI buka 08.00-15.00, BNI 22-11-2024, Mandiri 22/11/2024 09.30",
        "Bank Kalsel 2023-2024, CSR BRI 2022 2023 2024",
        "BRI dekat TPS 12 13 14 15, kelompok mandiri 150 orang",
        "50 KK 1.200 jiwa, bantuan 120 KK 1.500.000.000, KK 22-11-2024 08.00-12.00",
        "peserta BPJS 438.793 orang, KTA 1500 lembar, paspor 2024, 150 paspor 22-11-2024",
        "BPJS 150.000.000.000, STNK 2024-11-22 08:30",
    ],
)
def test_amounts_days_and_counts_beside_a_bank_or_a_paper_are_no_personal_data(text: str) -> None:
    assert personal_data(text) == []


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("NPWP 12.345.678.9-012.000", "12.345.678.9-012.000", Kind.NPWP),
        ("nomornya 12.345.678.9-012.000, aktif", "12.345.678.9-012.000", Kind.NPWP),
        ("npwp: 123456789012000", "123456789012000", Kind.NPWP),
        ("SIM 123456789012", "123456789012", Kind.LICENCE),
        ("No. SIM C: 1234-5678-901234", "1234-5678-901234", Kind.LICENCE),
        ("paspor A1234567", "A1234567", Kind.IDENTITY),
        ("Nomor paspor: B 7654321", "B 7654321", Kind.IDENTITY),
        ("No. BPJS 0001234567890", "0001234567890", Kind.IDENTITY),
        ("Bripka Fulan NRP. 85031234", "85031234", Kind.IDENTITY),
        ("no. KTA 630701234567", "630701234567", Kind.IDENTITY),
        ("IMEI 1: 356789012345678", "356789012345678", Kind.IDENTITY),
        ("BPKB K-12345678", "K-12345678", Kind.IDENTITY),
        ("KK 6307010203900001", "6307010203900001", Kind.NIK),
        ("NIK: 630701020390000", "630701020390000", Kind.NIK),
        ("tgl lahir 12-03-1990", "12-03-1990", Kind.BIRTH),
        ("Tempat/tgl lahir: Barabai, 12 Maret 1990", "12 Maret 1990", Kind.BIRTH),
        ("TTL barabai, 12/3/90", "12/3/90", Kind.BIRTH),
        ("tgl. lhr 2-3-90", "2-3-90", Kind.BIRTH),
        ("Tgl lhr 02-03-1990", "02-03-1990", Kind.BIRTH),
        ("Korban Fulan (Barabai, 2 Maret 1990)", "2 Maret 1990", Kind.BIRTH),
        ("fulan (barabai 02-03-2007)", "02-03-2007", Kind.BIRTH),
        ("plat DA 1234", "DA 1234", Kind.PLATE),
        ("nopol: da 1234 hitam", "da 1234", Kind.PLATE),
        ("No. Pol. KH 12", "KH 12", Kind.PLATE),
        ("hubungi 0812-5123-4567/4568", "0812-5123-4567/4568", Kind.PHONE),
        ("0812-5123-4567, 4568, 4569", "0812-5123-4567, 4568, 4569", Kind.PHONE),
        ("081251234567 / 68 atau", "081251234567 / 68", Kind.PHONE),
        ("0511-3354321 dan 4322", "0511-3354321 dan 4322", Kind.PHONE),
        ("ke budi . contoh @ gmail . com", "budi . contoh @ gmail . com", Kind.EMAIL),
        ("surel: budi.contoh@gmail . com", "budi.contoh@gmail . com", Kind.EMAIL),
        ("HP O812-3456-7890", "O812-3456-7890", Kind.PHONE),
        ("wa o81234567890", "o81234567890", Kind.PHONE),
        ("ke ahmad [at] contoh [dot] com", "ahmad [at] contoh [dot] com", Kind.EMAIL),
        ("ke ahmad(at)contoh(dot)co.id", "ahmad(at)contoh(dot)co.id", Kind.EMAIL),
    ],
)
def test_numbers_of_papers_and_contacts_in_disguise_are_found(
    text: str, number: str, kind: Kind
) -> None:
    assert [(found.text, found.kind) for found in personal_data(text)] == [(number, kind)]
    assert number not in redacted_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "hari lahir Pancasila 01-06-2024",
        "warga kelahiran Barabai ditangkap 12-11-2024",
        "SIM keliling 2024, SIM 150 orang",
        "anggaran 12.345.678.901",
        "TPS O8, pasal 8O",
        "aksi damai (Barabai, 2 Maret 2024), banjir bandang (Hantakan, 14 Januari 2021)",
        "No. Pol.: B/123/XI/2024, plat merah 2 unit, plat nomor 12, platform 12",
        "menurut @kanal . com dan warga",
    ],
)
def test_days_and_counts_beside_such_words_are_no_personal_data(text: str) -> None:
    assert personal_data(text) == []


def test_a_number_in_a_recapitulation_is_no_account() -> None:
    assert personal_data("rekapitulasi 438.793 lembar di 7.382 TPS") == []


@pytest.mark.parametrize("sign", ["/", ",", "*", "·", "|", "\\", "\n", " , "])
def test_a_mobile_number_is_found_whatever_sign_parts_its_groups(sign: str) -> None:
    text = f"hubungi 0812{sign}3456{sign}7890 segera"
    assert [found.text for found in personal_data(text)] == [f"0812{sign}3456{sign}7890"]


def test_a_mobile_number_with_too_many_digits_is_found() -> None:
    assert [found.kind for found in personal_data("081234567890123")] == [Kind.PHONE]
