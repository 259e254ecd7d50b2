"""A pasted message becomes a report: what is stored, under which sign, and what is refused."""

import json
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Cli

from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import Exit, InvalidData, UsageError
from pilkada_cli.i18n import use_language
from pilkada_cli.jobs.message import Understood, understand
from pilkada_cli.jobs.pasting import enter, options_to_give, told, worded

FRIDAY = datetime(2024, 11, 22, 10, 30, tzinfo=ZoneInfo("Asia/Makassar"))
MESSAGE = (
    "Baliho paslon dirusak di Barabai\nTadi malam sekitar jam 11, di Desa Mandingin, dua titik."
)


def of(text: str, reference: Reference, **more: Any) -> Understood:
    return understand(text.encode(), reference, FRIDAY, **more)


def values(found: Understood) -> dict[str, str]:
    return {name: guess.value for name, guess in found.guesses.items()}


def remarks(found: Understood) -> str:
    return "\n".join(map(str, found.remarks))


# Days and times.

WHEN = {
    "Banjir kemarin": "2024-11-21",
    "Kamaren urang bakalahi": "2024-11-21",
    "Kamari urang bakalahi": "2024-11-21",
    "Banjir kemarin (21/11)": "2024-11-21",
    "Baliho dirusak 2 minggu lalu": "2024-11-08",
    "Baliho dirusak 12 jam yang lalu": "2024-11-21",
    "Baliho dirusak timses paslon 2 kemarin": "2024-11-21",
    "Kampanye paslon 2 hari ini": "2024-11-22",
    "Banjir hari ini, Jumat 22 November 2024 pukul 08.00 WITA": "2024-11-22 08:00",
    "Banjir\nHari/Tgl: Kamis, 21/11/2024\nPukul : 14.30 WITA": "2024-11-21 14:30",
    "Banjir Kamis malam (21/11) sekira jam 20.00": "2024-11-21 20:00",
    "Banjir pukul 22.30 WIB kemarin": "2024-11-21 23:30",
    "Banjir tadi malam pukul 01.00": "2024-11-22 01:00",
    "Banjir pukul 09.15 WITA": "2024-11-22 09:15",
    "Banjir 20 Nop 2024 siang, surut 20/11 jam 4 sore": "2024-11-20 16:00",
    "Banjir minggu lalu (17/11)": "2024-11-17",
    "Banjir hari minggu kemarin tgl 17/11": "2024-11-17",
    "Banjir hari minggu kemarin tgl 16/11": None,
    "Banjir kemarin, pukul 14.00 naik, pukul 15.00 surut": "2024-11-21",
    "Rencana unjuk rasa besok pagi. Massa akan berkumpul pukul 08.00": "2024-11-23 08:00",
    "Besok ada rapat. Rencana dimulai pukul 08.00": "2024-11-23 08:00",
    # Since when a thing stood says nothing against a day in full.
    "Pada hari Kamis tanggal 21 Nopember 2024 sekira pukul 22.30 WITA baliho dirusak. Baliho tersebut dipasang tim sukses sejak 10 Oktober 2024.": "2024-11-21 22:30",
    "Kamis 21/11/2024 pukul 22.30 WITA baliho dirusak, dipasang 10/10/2024": "2024-11-21 22:30",
    "Baliho dirusak 21/11, dipasang sejak 10 Oktober 2024": None,
    "Kamis 21/11/2024 pukul 10.00 WITA warga sampaikan jalan putus sejak 19/11": None,
    # A time of the end or of the report is not that of the matter.
    "Banjir 22/11/2024 pukul 08.00, dilaporkan pukul 09.30 WITA": "2024-11-22 08:00",
    "Kebakaran kemarin\nPukul 14.00 mulai, padam pukul 15.20": "2024-11-21 14:00",
    "Banjir kemarin pukul 14.00-16.00 WITA": "2024-11-21 14:00",
    "Keributan malam Minggu 17/11": None,
    "Keributan mlm minggu 16/11": "2024-11-16",
    "Keributan mlm minggu": "2024-11-16",
    "Banjir kemarin, laporan masuk pukul 15.00": "2024-11-21",
    "Banjir. Dilaporkan pukul 09.00": None,
    "Dilaporkan pada hari Kamis 21/11 pukul 21.00 telah terjadi banjir": "2024-11-21 21:00",
    "Sembako dibagikan di Haruyan (20/11). Diserahkan ke Gakkumdu 21/11": "2024-11-20",
    "Banjir kemarin pukul 16.00, dilaporkan pukul 15.00": "2024-11-21",
    "Unjuk rasa besok pagi": "2024-11-23",
    "Padam sejak Rabu 20 Nopember 2024 Pkl 18.00, target nyala Sabtu 23/11": "2024-11-20 18:00",
    # Who asks not to be named plans nothing.
    "lurah ikut rapat hari selasa jam 4 sore. jangan disebut nama saya": "2024-11-19 16:00",
    "lurah ikut rapat hari selasa jam 4 sore. Jangan disambat ngaran ulun": "2024-11-19 16:00",
    "jangan ada kampanye hari selasa jam 4 sore": None,
    # A situation report is of a time, and so is a complaint; what they tell was at another.
    "Sitkamtibmas per 22 November 2024 pukul 06.00 WITA: baliho dirusak": "2024-11-22",
    "Baliho dirusak 20/11, sudah melapor ke Polsek 21/11 jam 10.00": "2024-11-20",
    "Izin melaporkan, tadi malam jam 11 baliho dirusak": "2024-11-21 23:00",
    **{
        f"Tadi malam {about} jam 1 rumah dilempari": "2024-11-22 01:00"
        for about in ("parak", "sakitar", "kira2", "kira kira", "skj", "skira")
    },
    # Hours in words, and a night by both of its days.
    "Tadi malam jam sebelas baliho dirusak": "2024-11-21 23:00",
    "Tadi malam pukul dua belas baliho dirusak": "2024-11-22 00:00",
    "Kemarin jam setengah delapan malam baliho dirusak": "2024-11-21 19:30",
    "Baliho dirusak hari Sabtu malam minggu 16/11/24 jam 20.30": "2024-11-16 20:30",
    "Baliho dirusak Sabtu malam Minggu (16/11) jam 8": "2024-11-16 20:00",
    "Baliho dirusak Sabtu malam Minggu 17/11/24": None,
    # Days as they are written in passing.
    "pada tgl 20 kemaren jam 9 malam terjadi perusakan": "2024-11-20 21:00",
    "Baliho dirusak tanggal 20 kemarin sekitar pukul 21.00": "2024-11-20 21:00",
    "Baliho dirusak kemarin tgl 20 di Pandawan": "2024-11-20",
    "Baliho dirusak kemarin (tgl 21)": "2024-11-21",
    "Baliho dirusak di Haruyan (20/11).": "2024-11-20",
    "Baliho dirusak di Haruyan, 20/11.": "2024-11-20",
    "Baliho dirusak 20/11 di Haruyan": "2024-11-20",
    "Baliho dirusak di Haruyan tgl 20": "2024-11-20",
    "Baliho dirusak hari Rabu tgl 20 malam": "2024-11-20",
    "Baliho dirusak tgl 20 bulan ini": "2024-11-20",
    "Baliho dirusak tgl 20 bln Nopember 2024": "2024-11-20",
    "Baliho dirusak di Haruyan 20.11.24 20.30": "2024-11-20 20:30",
    "Baliho dirusak\nWaktu kejadian : 20/11/2024 21.30": "2024-11-20 21:30",
    "Baliho dirusak kemarin 21.30": "2024-11-21 21:30",
    "Tgl 20 air naik 1.50 meter": "2024-11-20",
    "Rapat tgl 21 Nopember 2024 jam 10.00": "2024-11-21 10:00",
    "Pertikaian sore kmrn jam 5": "2024-11-21 17:00",
    "Tabrakan Rabu malam Kamis, sopir luka": "2024-11-20",
    "Massa bubar td jam 9an": "2024-11-22 09:00",
    "A billboard was torn down yesterday 2pm": "2024-11-21 14:00",
    "A billboard was torn down yesterday at 2.30 pm": "2024-11-21 14:30",
    "A billboard was torn down last night": "2024-11-21",
    "A billboard was torn down on Nov 20, 2024": "2024-11-20",
    # Weekdays as they are called in Banjar.
    "Baliho dirusak hari salasa malam": "2024-11-19",
    "Baliho dirusak hari sanayan (18/11)": "2024-11-18",
    "Baliho dirusak hari arba jam 10 pagi": "2024-11-20 10:00",
    "Baliho dirusak malam jumahat": "2024-11-21",
    "Haul Arba'in di Barabai": None,
    # A market is a place, unless a weekday is its name.
    "Kebakaran dkt pasar, subuh tadi jam 4.30, 6 rumah habis": "2024-11-22 04:30",
    "Keributan di pasar tadi pagi": "2024-11-22",
    "Keributan di pasar hari Kamis tgl 21/11": "2024-11-21",
    "Keributan di Pasar Kamis": None,
    # A date without its year is the one nearby, and not of the year before.
    "Ada pembagian uang pada hari H 27/11": "2024-11-27",
    "Ada pembagian uang pada hari-H (27/11)": "2024-11-27",
    "Rapat menjelang hari H 27/11": None,
    "Rencana unjuk rasa tgl 24/11 jam 9 pagi": "2024-11-24 09:00",
    "Rapat tgl 20/5": None,
    # The date of a document is not that of the matter.
    "Baliho dirusak. Sesuai PKPU No 13 Tahun 2024 tgl 20 September 2024": None,
    "Baliho dirusak. Surat KPU HST No 100/PL.02/2024 tgl 20/11": None,
    "Surat suara rusak tgl 20/11/2024": "2024-11-20",
    # Nothing, or not one.
    "Banjir": None,
    "Banjir kemarin dan hari ini": None,
    "Banjir minggu lalu": None,
    "Banjir Kamis, 22 November 2024": None,
    "Banjir 31/02/2024": None,
    "Rapat jelang Pilkada 27 November 2024": None,
}


@pytest.mark.parametrize(("text", "when"), WHEN.items())
def test_a_day_is_guessed_where_a_message_leaves_one(
    text: str, when: str | None, reference: Reference
) -> None:
    assert values(of(text, reference)).get("at") == when


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Baliho dirusak mulai tgl 21 s/d 23 Nop", "tgl 21 s/d 23 Nop"),
        ("Logistik dibawa 22-24 November 2024", "22-24 November"),
        ("Banjir 18-20 November, dilaporkan kemarin", "kemarin, 18-20 November"),
        (
            "Situasi tgl 18 s/d 20 Nov 2024: PPK diancam, di lapor Polsek Haruyan tgl 20 November",
            "tgl 20 November, tgl 18 s/d 20 Nov",
        ),
        ("H-3 baliho dirusak pukul 09.00 WITA", "pukul 09.00 WITA, H-3"),
        ("Rapat akan digelar tgl 26", "tgl 26"),
        ("Baliho dirusak td siang jam 13an", "td siang jam 13an"),
        ("Baliho dirusak di Haruyan (20/11), dibersihkan (21/11)", "20/11, 21/11"),
        ("Baliho dirusak. Dilaporkan pukul 09.00", "pukul 09.00"),
        ("A billboard was torn down on Nov 20", "on Nov 20"),
        # The day of a plan is not that of what was told before it.
        (
            "Truk terjebak lumpur sejak pkl 09.00 sampai sekarang. Rencana dilangsir besok subuh.",
            "pkl 09.00, besok subuh",
        ),
        # The number of a candidate pair or a place counts no weeks.
        ("Timses paslon 2 minggu lalu merusak baliho", "minggu lalu"),
        ("Pasangan calon nomor urut 01 minggu lalu membagi uang", "minggu lalu"),
        ("Timses paslon dua hari lalu merusak baliho", "dua hari lalu"),
        ("Bentrok paslon 01 lawan 02 minggu lalu", "minggu lalu"),
        ("Di TPS 3 minggu lalu baliho dirusak", "minggu lalu"),
        # Days that are counted up to this one.
        (
            "Sudah 2 hari ini undangan belum tiba, dari tgl 24 s/d 26 Nov",
            "hari ini, tgl 24 s/d 26 Nov",
        ),
        ("Sudah tiga hari ini undangan belum tiba", "hari ini"),
        ("Dua malam ini posko dilempari", "malam ini"),
        ("Dua hari kemarin posko dilempari", "Dua hari kemarin"),
        ("Oktober kemarin posko dilempari", "Oktober kemarin"),
        # Days that are told in passing.
        ("Posko dilempari 3 hr lalu", "hr lalu"),
        ("Posko dilempari tempo hari", "tempo hari"),
        ("Pembagian uang pada hari H", "hari H"),
        ("Awal November posko dilempari", "Awal November"),
        ("Posko dilempari bulan Oktober", "bulan Oktober"),
        ("Timses paslon 2 jam lalu merusak baliho", "jam lalu"),
    ],
)
def test_words_for_a_day_that_are_not_plain_leave_it_open_and_are_said(
    text: str, words: str, reference: Reference
) -> None:
    found = of(text, reference)
    assert "at" not in values(found)
    assert f"leaves the day open ({words})" in remarks(found)
    assert found.leaves_day_open


@pytest.mark.parametrize(
    "text",
    ["Logistik harus tiba sebelum H-1", "Terop TPS H-1 harus terpasang",
     "TPS 5 RT 03/05, paslon 1/2, siaga 24/7",
     "Honor dibayar paling lambat tgl 26", "Menjelang pencoblosan 27/11/2024"],
)  # fmt: skip
def test_deadlines_and_other_figures_leave_no_day_open(text: str, reference: Reference) -> None:
    found = of(text, reference)
    assert "at" not in values(found)
    assert remarks(found) == ""


def test_an_hour_that_has_not_come_is_not_that_of_the_matter(reference: Reference) -> None:
    found = of("Logistik belum datang hari ini, truk dijanjikan jam 23.45", reference)
    assert values(found)["at"] == "2024-11-22"


def test_an_hour_of_either_half_of_the_day_is_left_open_though_one_has_not_come(
    reference: Reference,
) -> None:
    today = of("Banjir hari ini jam 2", reference)
    assert values(today)["at"] == "2024-11-22"
    assert "leaves the time open (jam 2)" in remarks(today)
    alone = of("Massa berkumpul jam 2", reference)
    assert "at" not in values(alone)
    assert "leaves the day open (jam 2)" in remarks(alone)
    assert values(of("Banjir pukul 02.00", reference))["at"] == "2024-11-22 02:00"


def test_an_hour_alone_that_has_not_come_leaves_the_day_open(reference: Reference) -> None:
    found = of("Baliho dirusak pukul 14.00", reference)
    assert "at" not in values(found)
    assert "leaves the day open (pukul 14.00)" in remarks(found)


PLANNED = {
    "nanti malam jam 8": "2024-11-22 20:00",
    "nanti malam sekitar jam 11": "2024-11-22 23:00",
    "nanti jam 4 sore": "2024-11-22 16:00",
    "jam 8 malam nanti": "2024-11-22 20:00",
    "jam 8 malam ini": "2024-11-22 20:00",
    "bsk mlm jam 8": "2024-11-23 20:00",
    "nnt mlm jm 8": "2024-11-22 20:00",
    "bsk pg": "2024-11-23",
    "besok lusa": "2024-11-24",
    "malam ini jam 8": "2024-11-22 20:00",
    "Mlm ini pkl 20.00": "2024-11-22 20:00",
    "sore ini jam 16.00": "2024-11-22 16:00",
    "hari ini jam 20.00": "2024-11-22 20:00",
    "malam ini": "2024-11-22",
    "nanti malam": "2024-11-22",
}


@pytest.mark.parametrize(("words", "when"), PLANNED.items())
def test_what_is_told_of_a_time_to_come_has_not_happened(
    words: str, when: str, reference: Reference
) -> None:
    for text in (f"{words} ada pembagian amplop di Hantakan", f"Ada pembagian amplop {words}"):
        said = values(of(text, reference))
        assert (said["at"], said.get("phase")) == (when, None)


def test_an_hour_that_stands_apart_is_of_the_part_of_the_day_that_is_told(
    reference: Reference,
) -> None:
    planned = of("Nanti malam ada pembagian amplop, jam 8", reference)
    assert values(planned)["at"] == "2024-11-22 20:00"
    done = of("Tadi malam baliho dirusak di Haruyan jam 11", reference)
    assert done.guesses["at"] == ("2024-11-21 23:00", ("Tadi malam", "jam 11"))
    other = of("Tadi malam baliho dirusak, jam 6 pagi kami ke sana", reference)
    assert values(other)["at"] == "2024-11-21"
    assert "leaves the time open (jam 6 pagi)" in remarks(other)


def test_what_a_message_told_of_a_time_to_come_when_it_was_sent_was_planned(
    reference: Reference,
) -> None:
    tonight = of("[20/11/24 10.00] Piket: nanti malam jam 8 ada pembagian amplop", reference)
    assert values(tonight)["at"] == "2024-11-20 20:00"
    tomorrow = of("[20/11/24 10.00] Piket: besok malam ada pembagian amplop", reference)
    assert values(tomorrow)["at"] == "2024-11-21"
    assert not {"phase"} & {*values(tonight), *values(tomorrow)}
    done = of("[20/11/24 21.00] Piket: malam ini jam 8 ada pembagian amplop", reference)
    assert values(done) | {"at": "2024-11-20 20:00", "phase": "gn"} == values(done)


@pytest.mark.parametrize("then", ["Besok kami rapat", "Nanti jam 14.00 kami laporkan lagi"])
def test_what_is_to_come_of_a_matter_leaves_when_it_was_done(
    then: str, reference: Reference
) -> None:
    found = values(of(f"Baliho dirusak kemarin di Haruyan. {then}", reference))
    assert (found["at"], found["phase"]) == ("2024-11-21", "gn")
    undated = values(of(f"Baliho dirusak di Haruyan. {then}", reference))
    assert (undated.get("at"), undated["phase"]) == (None, "gn")


@pytest.mark.parametrize(
    ("words", "when"),
    [("tdi pg jm 9", "2024-11-22 09:00"), ("kmrn sr jm 4", "2024-11-21 16:00"), ("kmrn sg", "2024-11-21")],
)  # fmt: skip
def test_parts_of_the_day_are_read_as_they_are_typed_in_haste(
    words: str, when: str, reference: Reference
) -> None:
    assert values(of(f"{words} baliho dirusak", reference))["at"] == when


def test_the_late_day_of_banjar_may_be_of_today_or_yesterday(reference: Reference) -> None:
    found = of("Kamarian tadi baliho dirusak di Pandawan", reference)
    assert "at" not in values(found)
    assert "leaves the day open (Kamarian tadi)" in remarks(found)


@pytest.mark.parametrize("night", ["td mlm", "smlm", "tadi malam"])
def test_nights_are_read_as_they_are_typed(night: str, reference: Reference) -> None:
    assert (
        values(of(f"Keributan {night} jam 11 di Pandawan", reference))["at"] == "2024-11-21 23:00"
    )


def test_what_several_people_wrote_is_said_to_be_perhaps_several_reports(
    reference: Reference,
) -> None:
    text = "[20/11/24 14.30] PPK Haruyan: Banjir\n[20/11/24 14.35] PPK Limpasu: Kebakaran"
    assert "2 people wrote this" in remarks(of(text, reference))


def test_a_letter_has_its_subject_as_title_and_its_writer_as_source(reference: Reference) -> None:
    found = of(
        "Kpd Yth. Kaban Kesbangpol HST\nDari: Camat Haruyan\nPerihal: Banjir di TPS\n"
        "Air naik di TPS 4.\nDemikian utk menjadi periksa.",
        reference,
    )
    assert found.title == "Banjir di TPS"
    assert found.detail == "Dari: Camat Haruyan\nAir naik di TPS 4."
    assert found.guesses["source"].value == "Camat Haruyan"


def test_a_day_that_stays_open_is_remarked_with_the_words(reference: Reference) -> None:
    found = of("Banjir kemarin, surut hari ini", reference)
    assert "leaves the day open (kemarin, hari ini)" in remarks(found)
    assert list(map(str, options_to_give(found))) == [
        "the day of entry stands as a guess; say the right one with --at"
    ]
    given = of("Banjir kemarin, surut hari ini", reference, given={"at": "2024-11-20"})
    assert not list(options_to_give(given))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "the text leaves the time open (pukul 09.00, pukul 10.30); only the day is taken",
        ),
        (
            "id",
            "teks tidak memastikan jamnya (pukul 09.00, pukul 10.30); hanya tanggalnya yang diambil",
        ),
    ],
)
def test_a_time_that_stays_open_is_said_and_not_quoted_for_the_day(
    reference: Reference, lang: str, said: str
) -> None:
    use_language(lang)
    found = of("Banjir Kamis (21/11) pukul 09.00, lalu pukul 10.30 lagi", reference)
    assert remarks(found) == said
    assert found.guesses["at"].value == "2024-11-21"
    assert found.guesses["at"].words == ("Kamis 21/11",)
    assert not found.leaves_day_open
    (vague,) = map(str, of("Banjir kemarin jam 4", reference).remarks)
    assert "(jam 4)" in vague
    (unread,) = map(str, of("Banjir kemarin siang jam 4 pagi", reference).remarks)
    assert "(jam 4 pagi)" in unread


@pytest.mark.parametrize("hour", ["jam dua puluh tiga", "pukul tiga belas"])
def test_an_hour_in_words_that_cannot_be_meant_is_said(hour: str, reference: Reference) -> None:
    found = of(f"Tadi malam {hour} baliho dirusak", reference)
    assert values(found)["at"] == "2024-11-21"
    assert f"leaves the time open ({hour})" in remarks(found)


def test_a_time_that_was_taken_is_quoted_without_those_of_afterwards(reference: Reference) -> None:
    found = of("Banjir kemarin pukul 08.00, dilaporkan pukul 09.30", reference)
    assert found.guesses["at"].words == ("kemarin pukul 08.00",)
    assert remarks(found) == ""


def test_what_is_told_from_today_counts_from_the_day_of_sending(reference: Reference) -> None:
    found = of("[20/11/24 14.30.05] Piket: Banjir kemarin sore", reference)
    assert values(found)["at"] == "2024-11-19"
    assert values(found)["known"] == "2024-11-20 14:30"
    (said,) = map(str, options_to_give(found))
    assert '--known "2024-11-20 14:30" keeps that' in said
    assert "Piket" in remarks(found)
    given = of("[20/11/24 14.30] Piket: Banjir", reference, given={"known": "kemarin"})
    assert not list(options_to_give(given))


def test_messages_of_several_days_leave_a_relative_day_open(reference: Reference) -> None:
    text = "[19/11 08.00] Piket: Banjir\n[20/11 09.00] Piket: {}"
    assert "at" not in values(of(text.format("sejak kemarin"), reference))
    assert values(of(text.format("sejak 18/11/2024"), reference))["at"] == "2024-11-18"


def test_an_exported_message_without_a_day_is_of_the_day_it_was_sent(reference: Reference) -> None:
    found = of("[20/11/24 14.30.05] Piket: Banjir", reference)
    assert values(found)["at"] == "2024-11-20"
    assert found.guesses["at"].words == ("20/11/24 14.30",)


@pytest.mark.parametrize("mark", ["Diteruskan\n", ""])
def test_a_night_that_stays_open_is_of_the_day_of_sending_and_not_of_the_entry(
    mark: str, reference: Reference
) -> None:
    text = f"{mark}[20/11/24 21.05] Piket: tadi malam baliho dirusak di Barabai"
    found = of(text, reference)
    assert "leaves the day open (tadi malam)" in remarks(found)
    said = [str(each) for each in options_to_give(found)]
    assert said[0] == (
        "the day it was sent, 2024-11-20, stands as a guess; say the right one with --at"
    )
    typed = {**TYPED, "region": "HST", "category": "perusakan-apk"}
    entered = enter(found, typed, "--stdin", reference)
    assert entered.values["at"] == "2024-11-20"
    assert "occurred_on" in entered.guessed


def test_what_is_told_from_today_is_open_where_it_became_known_on_another_day(
    reference: Reference,
) -> None:
    text, known = "Tadi pagi jam 9 genset dicuri", "2024-11-21 20.00"
    found = of(text, reference, given={"known": known})
    assert "at" not in values(found) and values(found)["phase"] == "gn"
    assert "leaves the day open (Tadi pagi jam 9)" in remarks(found)
    (said,) = map(str, options_to_give(found, known))
    assert said.startswith("the day it became known, 2024-11-21, stands as a guess")
    same_day = of(text, reference, given={"known": "2024-11-22 10.00"})
    assert values(same_day)["at"] == "2024-11-22 09:00"


def test_a_deed_that_was_done_is_not_later_than_its_message(reference: Reference) -> None:
    done = of("[20/11/24 21.05] Piket: Baliho dirusak Kamis 21/11", reference)
    assert "at" not in values(done)
    assert "leaves the day open (Kamis 21/11)" in remarks(done)
    assert done.day_else == "2024-11-20"
    planned = of("[20/11/24 21.05] Piket: Rencana unjuk rasa Kamis 21/11", reference)
    assert values(planned)["at"] == "2024-11-21"


def test_yesterday_says_nothing_in_a_message_that_was_passed_on(reference: Reference) -> None:
    forwarded = of("Diteruskan\nBanjir kemarin", reference)
    assert "at" not in values(forwarded)
    assert "leaves the day open" in remarks(forwarded)
    assert values(of("Diteruskan\nBanjir 20 November 2024", reference))["at"] == "2024-11-20"


@pytest.mark.parametrize(
    ("form", "when"),
    [
        ("Hari : Kamis\nPukul : 14.00 s/d 16.00\nBanjir, pkl 16.15 surut", "2024-11-21 14:00"),
        (
            "Hari/Tanggal : Rabu, 20 Nopember 2024\nJam :\n20.30 Wita\nBaliho dirobek\n"
            "Uraian : diketahui 21/11/2024 jam 09.00",
            "2024-11-20 20:30",
        ),
        ("Waktu : Kamis, 21-11-2024\nBaliho dirobek kemarin dulu jam 22.00", "2024-11-21 22:00"),
    ],
)
def test_what_a_form_labels_as_time_goes_before_what_its_text_tells(
    form: str, when: str, reference: Reference
) -> None:
    assert values(of(form, reference))["at"] == when


# Places that are known already.


def test_what_was_typed_is_not_guessed(reference: Reference) -> None:
    given = {"region": "HST", "category": "hoaks", "at": "kemarin", "village": "Juhu"}
    assert values(of(MESSAGE, reference, given=given)) == {"district": "63.07.06", "phase": "gn"}
    assert "district" not in values(of(MESSAGE, reference, given={"region": "Pandawan"}))


def test_a_district_of_another_regency_than_was_typed_is_no_guess(reference: Reference) -> None:
    assert "district" not in values(of(MESSAGE, reference, given={"region": "Banjarbaru"}))


def test_the_offices_own_region_holds_unless_the_message_is_about_another(
    reference: Reference,
) -> None:
    home = of("Banjir di Barabai", reference, own_region="63.07")
    assert (home.needs_region, values(home)["district"]) == (False, "63.07.06")
    assert not of("Banjir", reference, own_region="63.07").needs_region
    assert not of("Banjir di HST dan HSS", reference, own_region="63.07").needs_region
    away = of("Banjir di Paringin", reference, own_region="63.07")
    assert (away.needs_region, values(away)["region"]) == (True, "63.11")


def test_a_region_that_is_none_is_left_to_whoever_stores_it(reference: Reference) -> None:
    found = of(MESSAGE, reference, given={"region": "Banjarbarru"})
    assert "region" not in values(found)
    assert not found.needs_region


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Tempat : Pasar Barabai\nwarga Kec. Labuan Amas Selatan datang",
            "Barabai is taken, which stands as the place; the text names Labuan Amas Selatan too",
        ),
        (
            "Rumah warga Barabai dan Pandawan terendam",
            "the text names several districts (Barabai, Pandawan); say which with --district",
        ),
        (
            "Banjir di Desa Hantakan dan Desa Batu Tunggal",
            "the text names several villages (Hantakan, Batu Tunggal); say which with --village",
        ),
        ("Tempat : Pasar Barabai\nPolsek Haruyan membantu", ""),
    ],
)
def test_places_that_contradict_one_another_are_said(
    text: str, said: str, reference: Reference
) -> None:
    assert remarks(of(text, reference, own_region="63.07")) == said
    given = {"district": "Haruyan", "village": "Juhu"}
    assert not remarks(of(text, reference, own_region="63.07", given=given))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Hoaks beredar di Banjarmasin, Banjarbaru dan Barabai",
            "Hulu Sungai Tengah is taken as the region; the text names Banjarmasin, Banjarbaru too"
            " (--affects 63.71 --affects 63.72)",
        ),
        (
            "Banjir di kec Labuhan Amas Selatan",
            "the text names a district that is not known (kec Labuhan Amas Selatan,"
            " perhaps Labuan Amas Selatan); say which with --district",
        ),
    ],
)
def test_places_that_are_not_taken_are_said(text: str, said: str, reference: Reference) -> None:
    assert remarks(of(text, reference, own_region="63.07")) == said
    given = {"district": "Haruyan", "affects": ["63.71", "63.72"]}
    assert not remarks(of(text, reference, own_region="63.07", given=given))


def test_a_district_in_another_regency_than_its_own_leaves_the_region_to_be_said(
    reference: Reference,
) -> None:
    found = of("Banjir di kecamatan Haruyan kabupaten HSS", reference, own_region="63.07")
    assert found.needs_region
    assert "not known (Haruyan kabupaten HSS)" in remarks(found)


@pytest.mark.parametrize("text", ["Assalamualaikum\nIzin melaporkan Ndan\nTerima kasih", "Siap 86"])
def test_a_message_in_which_nothing_is_reported_is_refused_with_the_way_out(
    text: str, reference: Reference
) -> None:
    typed = {**TYPED, "region": "HST", "category": "perusakan-apk"}
    with pytest.raises(UsageError, match="nothing is reported in it") as raised:
        enter(of(text, reference, given=typed), typed, "--stdin", reference)
    assert 'pilkada report add "TITLE"' in str(raised.value.hint)
    titled = {**typed, "title": "Baliho dirusak"}
    assert enter(of(text, reference, given=titled), titled, "--stdin", reference)


# What is stored, and what is refused.

TYPED: dict[str, Any] = {"title": None, "region": None, "category": None, "detail": None}


def test_region_and_category_are_never_taken_from_a_guess(reference: Reference) -> None:
    with pytest.raises(UsageError) as raised:
        enter(of(MESSAGE, reference), {**TYPED, "grade": "B2"}, "--file pesan.txt", reference)
    assert str(raised.value.hint) == (
        "pilkada report add --file pesan.txt --grade B2 -r 63.07 -c kamtibmas/perusakan-apk"
    )
    said = str(raised.value.sentence)
    assert said.startswith('missing: -r, -c; guessed from the text: -r 63.07 Hulu Sungai Tengah ("')
    assert "\n" not in said


def test_what_is_not_clear_is_named_and_not_suggested(reference: Reference) -> None:
    found = of("Puting beliung merusak tenda TPS di HSS dan HST", reference)
    with pytest.raises(UsageError) as raised:
        enter(found, {**TYPED, "title": "Angin di dua kabupaten"}, "--stdin", reference)
    assert "the text names 63.06 Hulu Sungai Selatan, 63.07 Hulu Sungai Tengah" in str(raised.value)
    said = str(raised.value)
    assert "it may be about bencana/cuaca-ekstrem Extreme weather" in said
    assert ", tps/sarpras " in said
    assert str(raised.value.hint) == (
        "pilkada report add 'Angin di dua kabupaten' --stdin -r REGION -c CATEGORY"
    )


def test_the_rest_is_stored_and_named_as_guessed(reference: Reference) -> None:
    typed = {**TYPED, "region": "HST", "category": "perusakan-apk"}
    found = of(MESSAGE, reference, given=typed)
    entered = enter(found, typed, "--stdin", reference)
    assert entered.values["at"] == "2024-11-21 23:00"
    assert entered.values["title"] == "Baliho paslon dirusak di Barabai"
    assert entered.guessed == ("occurred_on", "occurred_time", "district", "village", "phase")
    assert str(told(found, entered.options, reference)) == (
        'guessed from the text: --at 2024-11-21 23:00 ("Tadi malam sekitar jam 11"), '
        '--district 63.07.06 Barabai ("Barabai"), --village Mandingin ("Desa Mandingin"), --phase gn ("dirusak")'
    )
    assert told(found, (), reference) is None


def test_under_a_typed_title_all_of_the_message_is_the_detail(reference: Reference) -> None:
    entered = worded(of(MESSAGE, reference), {**TYPED, "title": "Baliho"})
    assert (entered["title"], entered["detail"]) == ("Baliho", MESSAGE)


GRAVE = (
    "Assalamualaikum, izin melaporkan\nKeributan antar pendukung di Haruyan\n"
    "PPK Kec. Haruyan melaporkan dua orang luka ringan, NIK 6307011205900001\nTerima kasih"
)


def test_what_a_message_says_of_gravity_and_sender_is_taken_in_its_words(
    reference: Reference,
) -> None:
    found = values(of(GRAVE, reference))
    assert (found["category"], found["phase"], found["source"]) == (
        "kamtibmas/konflik-pendukung", "gn", "PPK Kec. Haruyan",
    )  # fmt: skip
    assert "impact" not in found, "somebody slightly hurt is less than what is typical of a brawl"
    milder = values(of(GRAVE, reference, given={"category": "kamtibmas/hoaks"}))
    assert milder["impact"] == "2"
    assert "phase" not in values(of(GRAVE, reference, given={"at": "besok"}))
    assert "phase" not in values(of(GRAVE, reference, given={"likelihood": "3"}))


@pytest.mark.parametrize(
    ("sender", "source"),
    [("PPK Haruyan", "PPK Haruyan"), ("Panwascam Ani", "Panwascam"), ("Ani", None),
     ("Pak Fulan PPK Haruyan", "PPK Haruyan"), ("Fulan Desa", None), ("Fulan RT 3", None)],
)  # fmt: skip
def test_a_sender_that_an_export_names_is_the_source_as_far_as_it_is_a_post(
    sender: str, source: str | None, reference: Reference
) -> None:
    found = of(f"[20/11/24 14.30] {sender}: Info dari\nBanjir di Haruyan", reference)
    assert values(found).get("source") == source


@pytest.mark.parametrize("post", ["Bhabinkamtibmas", "Babinkamtibmas", "Babinsa", "Camat"])
def test_where_a_post_that_sends_comes_from_is_the_district_where_no_other_is_told(
    post: str, reference: Reference
) -> None:
    sent = f"[20/11/24 14.30] {post} Hantakan: Banjir di "
    found = values(of(f"{sent}desa Alat", reference, own_region="63.07"))
    assert (found["source"], found["district"]) == (f"{post} Hantakan", "63.07.09")
    assert values(of(f"{sent}Haruyan", reference, own_region="63.07"))["district"] == "63.07.01"
    several = of(f"{sent}Kec. Haruyan dan Kec. Pandawan", reference, own_region="63.07")
    assert "district" not in values(several)


@pytest.mark.parametrize("sender", ["Fulan Hantakan", "PPK Kandangan", "PPS Hantakan"])
def test_a_sender_who_is_no_post_of_a_district_of_the_region_says_of_none(
    sender: str, reference: Reference
) -> None:
    found = of(f"[20/11/24 14.30] {sender}: Banjir di desa Alat", reference, own_region="63.07")
    assert "district" not in values(found)


def test_a_line_that_only_names_the_sender_is_no_title_and_a_label_is_none_either(
    reference: Reference,
) -> None:
    found = of("Info dari Babinsa Limpasu\nPerihal : Banjir di Abung\nair naik", reference)
    assert (found.title, found.detail) == ("Banjir di Abung", "Info dari Babinsa Limpasu\nair naik")
    assert values(found)["source"] == "Babinsa Limpasu"


@pytest.mark.parametrize(
    ("led", "source"),
    [
        ("Dari Ketua PPK Hantakan:", "Ketua PPK Hantakan"),
        ("Dari : Kasi Trantib Kec. Pandawan", "Kasi Trantib Kec. Pandawan"),
        ("Pada Kamis 21/11, Panwascam Haruyan menulis:", "Panwascam Haruyan"),
    ],
)
def test_who_stands_in_the_line_before_what_he_tells_is_the_source_and_no_title(
    led: str, source: str, reference: Reference
) -> None:
    found = of(f"{led}\nBaliho dirobek di pasar", reference)
    assert (found.title, values(found)["source"]) == ("Baliho dirobek di pasar", source)


def test_a_post_that_is_greeted_goes_with_the_greeting(reference: Reference) -> None:
    found = of("Selamat pagi Pak Kaban. Ulun melaporkan, baliho dirobek di pasar", reference)
    assert found.title == "Ulun melaporkan, baliho dirobek di pasar"


def test_a_weekday_alone_of_what_is_planned_leaves_the_day_open(reference: Reference) -> None:
    planned = of("Rencana unjuk rasa hari Kamis di Barabai jam 10.00", reference)
    assert "at" not in values(planned) and "Kamis" in remarks(planned)
    dated = of("Rencana unjuk rasa hari Kamis 28 November 2024 di Barabai", reference)
    assert values(dated)["at"] == "2024-11-28"
    done = of("Baliho dirusak hari Kamis di Barabai", reference)
    assert values(done)["at"] == "2024-11-21"


def test_the_hour_of_the_remedy_is_not_that_of_the_matter(reference: Reference) -> None:
    found = of(
        "[08.55, 22/11/2024] Misal: 2 kotak suara basah di Hantakan tadi subuh\n"
        "[08.58, 22/11/2024] Misal: Sdh diganti KPU jam 08.30",
        reference,
    )
    assert values(found)["at"] == "2024-11-22"


def test_of_two_districts_that_are_called_so_together_none_is_taken(reference: Reference) -> None:
    found = of("Listrik padam di kecamatan Labuan Amas Selatan dan Pandawan", reference)
    assert "district" not in values(found)
    assert "Pandawan" in remarks(found)


def test_the_hour_at_which_a_matter_was_found_out_is_not_its_own(reference: Reference) -> None:
    found = of("Baliho di Haruyan dirusak, diketahui tadi pagi jam 6.30", reference)
    assert values(found)["at"] == "2024-11-22"
    assert "jam 6.30" in remarks(found)


def test_the_facts_of_a_lapinfo_hold_neither_greeting_nor_number(cli: Cli) -> None:
    page = cli.ok("report", "show", add(cli, GRAVE), "-f", "lapinfo")
    assert "PPK Kec. Haruyan" in page.partition("II. FACTS")[0]
    assert "[NIK or KK number]" in page
    assert not any(word in page for word in ("6307011205900001", "Assalamualaikum", "Terima"))


def test_two_details_are_one_too_many(reference: Reference) -> None:
    with pytest.raises(UsageError, match="both give the detail"):
        worded(of(MESSAGE, reference), {**TYPED, "detail": "lain"})
    assert worded(of("Banjir", reference), {**TYPED, "detail": "lain"})["detail"] == "lain"


# On the command line.


def document(cli: Cli, label: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok("report", "show", label, "-f", "json"))
    return found


def add(cli: Cli, text: str = MESSAGE) -> str:
    return cli.ok(
        "report", "add", "--stdin", "-r", "HST", "-c", "perusakan-apk", stdin=text
    ).strip()


def test_a_report_shows_what_was_guessed_until_somebody_confirms_it(cli: Cli) -> None:
    label = add(cli)
    shown = cli.ok("report", "show", label)
    assert "Guessed from the text: date, time, district, village, phase." in shown
    assert f"pilkada report amend {label}" in shown
    cli.ok("report", "amend", label, "--at", "2024-11-21 23:00", "--district", "Barabai")
    assert document(cli, label)["guessed"] == ["village", "phase"]
    cli.ok("report", "amend", label, "--village", "Mandingin", "--phase", "gn")
    assert document(cli, label)["guessed"] == []
    assert "Guessed" not in cli.ok("report", "show", label)
    assert cli("check").code == Exit.DONE


def test_an_undone_confirmation_leaves_the_sign(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "amend", label, "--village", "Mandingin")
    cli.ok("undo", "--yes")
    assert "village" in document(cli, label)["guessed"]


def test_a_report_that_was_typed_has_nothing_guessed(cli: Cli) -> None:
    said = ("-r", "HST", "-c", "banjir", "--phase", "pg")
    label = cli.ok("report", "add", "Banjir", *said).strip()
    assert document(cli, label)["guessed"] == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 1_000_000, "more than 256 KB"),
        ("🔥".encode() * 50, "holds no words"),
        (b"\xff\xd8\xff\xe0" + bytes(90), "a photo or a PDF"),
        (b"", "holds no words"),
    ],
    ids=["a megabyte", "emoji", "a photo", "nothing"],
)
def test_what_is_no_message_leaves_nothing_behind(cli: Cli, data: bytes, said: str) -> None:
    done = cli("report", "add", "--stdin", "-r", "HST", "-c", "banjir", stdin=data)
    assert (done.code, done.out) == (Exit.INVALID, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 2
    assert not cli.register.exists()


def test_a_message_that_names_no_category_leaves_nothing_behind_and_says_where_they_are_listed(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "pesan.txt").write_text("Ada kejadian di Barabai", encoding="utf-16")
    done = cli("report", "add", "--file", str(tmp_path / "pesan.txt"))
    assert (done.code, done.out) == (Exit.USAGE, "")
    assert "-r 63.07 -c CATEGORY; all categories: pilkada taxonomy list" in done.err
    said = cli("--lang", "id", "report", "add", "--file", str(tmp_path / "pesan.txt")).err
    assert "-c KATEGORI; semua kategori: pilkada taxonomy list" in said
    assert not cli.register.exists()


@given(data=st.binary(max_size=120) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_understood_or_refused(data: bytes, reference: Reference) -> None:
    try:
        found = understand(data, reference, FRIDAY)
        enter(found, {**TYPED, "region": "HST", "category": "hoaks"}, "--stdin", reference)
    except (InvalidData, UsageError):
        return
    assert all(guess.value for guess in found.guesses.values())


@pytest.mark.parametrize(
    ("text", "source", "detail"),
    [
        ("Info dari PPK Batang Alai Timur: empat TPS siap", "PPK Batang Alai Timur", "Info dari PPK Batang Alai Timur"),
        ("Izin lapor, info dari Babinsa Haruyan: baliho dirusak", "Babinsa Haruyan", "info dari Babinsa Haruyan"),
        ("[22/11 07.12] Fulan: Laporan dari PPK Kec. Haruyan: logistik tiba", "PPK Kec. Haruyan", "Laporan dari PPK Kec. Haruyan"),
        ("Info dari Bu Contoh PPK Haruyan: banjir\nAir naik", None, "Info dari Bu Contoh PPK Haruyan\nAir naik"),
    ],
)  # fmt: skip
def test_who_tells_a_matter_in_its_line_stays_in_the_detail_and_says_where(
    text: str, source: str | None, detail: str, reference: Reference
) -> None:
    found = of(text, reference, own_region="63.07")
    assert (values(found).get("source"), found.detail) == (source, detail)
    assert values(found)["district"] in {"63.07.01", "63.07.10"}


def test_the_words_of_when_it_was_known_are_those_of_the_moment_that_is_taken(
    reference: Reference,
) -> None:
    text = "[21/11/24 21.05] Fulan: Banjir di Haruyan\n[21/11/24 20.40] Polan: air naik"
    assert of(text, reference).guesses["known"] == ("2024-11-21 21:05", ("21/11/24 21.05",))


def test_who_calls_over_the_radio_is_no_title(reference: Reference) -> None:
    found = of("monitor posko.. dari Limpasu ganti\njembatan gantung putus", reference)
    assert found.title == "jembatan gantung putus"
    assert found.detail == "monitor posko.. dari Limpasu ganti"
    assert values(found)["district"] == "63.07.11"


@pytest.mark.parametrize(
    "token",
    [
        "9",
        "RT 1/",
        "kpps meninggal ",
        "; ",
        "- x\n",
        "1 dan ",
        "sudah 2 hari ini ",
        "akan besok. pkl 09.00. ",
        "dan hoaks ",
        "bukan hoaks ",
        "x",
    ],
)
def test_the_longest_message_is_read_in_seconds(token: str, reference: Reference) -> None:
    began = process_time()
    of(f"{token * 20_000}"[:19_980] + " banjir", reference, own_region="63.07")
    assert process_time() - began < 4


@pytest.mark.parametrize(
    "text",
    ["Kebakaran di Kec. Amuntai Tengah Kab. HSU tadi malam. Warga HST ikut membantu",
     "Info dari Kesbangpol HST: kebakaran di Amuntai Tengah HSU"],
)  # fmt: skip
def test_a_matter_in_a_district_elsewhere_is_not_the_office_s_own_because_its_name_stands_there_too(
    cli: Cli, text: str
) -> None:
    cli.ok("init", "--region", "HST", "--code", "HST")
    result = cli("report", "add", "--stdin", "-c", "kebakaran", stdin=text)
    assert result.code == 2
    assert "-c kebakaran -r 63.08" in result.err


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Amuntai", "-r 63.08"),
        ("rantau", "-r 63.05"),
        ("Daha", "-r 63.06"),
        ("Candi Laras", "-r 63.05"),
        ("Simpang Empat", "the text names 63.03 Banjar, 63.10 Tanah Bumbu"),
        ("Simpang Empat Desa Kundan", None),
        ("simpang empat", None),
        ("Haruyan, warga Rantau ikut membantu, juga Polres Amuntai", None),
        ("Labuan Amas", None),
        ("Desa Rantau", None),
    ],
)
def test_a_town_or_what_districts_elsewhere_are_called_is_no_place_of_the_own_region(
    cli: Cli, place: str, told: str | None
) -> None:
    cli.ok("init", "--region", "HST", "--code", "HST")
    text = f"Spanduk dirusak di {place}"
    result = cli("report", "add", "--stdin", "-c", "perusakan-apk", stdin=text)
    assert result.code == (2 if told else 0)
    assert told is None or told in result.err


def test_a_day_left_open_is_the_one_on_which_the_first_of_several_wrote(cli: Cli) -> None:
    text = (
        "[20/11/24, 19.22.10] Babinsa Haruyan: tadi malam jam 23.00 baliho dirusak orang\n"
        "[21/11/24, 07.10.05] Pak Misal: Hati hati ya\n"
    )
    cli.ok("report", "add", "--stdin", "-r", "HST", "-c", "perusakan-apk", stdin=text)
    shown = document(cli, "1")
    assert shown["occurred_on"] == "2024-11-20"
    assert "occurred_on" in shown["guessed"]
