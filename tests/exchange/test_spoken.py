"""Dates as people say them: what they mean, what is refused, and with which readings."""

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.exchange.spoken import Unclear, When, read
from pilkada_cli.exchange.spoken_words import LONGEST, WEEKDAYS

WITA = ZoneInfo("Asia/Makassar")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WITA)


FRIDAY = at("2024-11-22T10:30")
NIGHT = at("2024-11-22T01:00")
EVENING = at("2024-11-22T21:00")
NEW_YEAR = at("2025-01-01T12:00")
LEAP_DAY = at("2024-02-29T12:00")
SUNDAY = at("2024-11-24T12:00")


def meant(text: str, now: datetime = FRIDAY) -> list[str]:
    """What a text means, or can mean; nothing where it is no time."""
    try:
        return [read(text, now).text]
    except Unclear as error:
        return list(error.readings)
    except ValueError:
        return []


SAID = {
    # A span of hours, by its beginning.
    "kemarin pukul 14.00 s.d. 16.00": "2024-11-21 14:00",
    "22/11/2024 06.00-08.00 wita": "2024-11-22 06:00",
    "pukul 08.00 s/d selesai": "2024-11-22 08:00",
    "kemarin jam 2 sampai jam 4 sore": "2024-11-21 14:00",
    "malam minggu 16/11": "2024-11-16",
    # Days from today.
    "kemarin": "2024-11-21",
    "Kemaren": "2024-11-21",
    "kmrn": "2024-11-21",
    "yesterday": "2024-11-21",
    "hari ini": "2024-11-22",
    "today": "2024-11-22",
    "besok": "2024-11-23",
    "esok": "2024-11-23",
    "tomorrow": "2024-11-23",
    "lusa": "2024-11-24",
    "the day after tomorrow": "2024-11-24",
    "kemarin lusa": "2024-11-20",
    "kemarin dulu": "2024-11-20",
    "day before yesterday": "2024-11-20",
    # Spans.
    "2 hari lalu": "2024-11-20",
    "2 hari yang lalu": "2024-11-20",
    "dua hari yg lalu": "2024-11-20",
    "two days ago": "2024-11-20",
    "sehari yang lalu": "2024-11-21",
    "seminggu lalu": "2024-11-15",
    "a week ago": "2024-11-15",
    "2 minggu lalu": "2024-11-08",
    "2 pekan lalu": "2024-11-08",
    "sebulan yang lalu": "2024-10-22",
    "3 hari lagi": "2024-11-25",
    "dalam 3 hari": "2024-11-25",
    "3 hari ke depan": "2024-11-25",
    "in 3 days": "2024-11-25",
    "3 days from now": "2024-11-25",
    "3 jam lalu": "2024-11-22 07:30",
    "sejam yang lalu": "2024-11-22 09:30",
    "setengah jam lalu": "2024-11-22 10:00",
    "half an hour ago": "2024-11-22 10:00",
    "two hours ago": "2024-11-22 08:30",
    "2 jam 10 menit lalu": "2024-11-22 08:20",
    "12 jam lalu": "2024-11-21 22:30",
    "2 jam lagi": "2024-11-22 12:30",
    "sekarang": "2024-11-22 10:30",
    "barusan": "2024-11-22 10:30",
    "now": "2024-11-22 10:30",
    # Parts of the day give a day and no time.
    "tadi": "2024-11-22",
    "tadi pagi": "2024-11-22",
    "td pagi": "2024-11-22",
    "pagi tadi": "2024-11-22",
    "tadi subuh": "2024-11-22",
    "dini hari tadi": "2024-11-22",
    "pagi ini": "2024-11-22",
    "this morning": "2024-11-22",
    "sore hari ini": "2024-11-22",
    "nanti malam": "2024-11-22",
    "malam ini": "2024-11-22",
    "tonight": "2024-11-22",
    "tadi malam": "2024-11-21",
    "malam tadi": "2024-11-21",
    "semalam": "2024-11-21",
    "last night": "2024-11-21",
    "kemarin malam": "2024-11-21",
    "kmrn mlm": "2024-11-21",
    "kemarin pagi": "2024-11-21",
    "yesterday afternoon": "2024-11-21",
    "besok pagi": "2024-11-23",
    # Times of day.
    "jam 2 siang": "2024-11-22 14:00",
    "tgl 20": "2024-11-20",
    "tgl 20 kemaren": "2024-11-20",
    "tgl 20 yg lalu": "2024-11-20",
    "kemarin tgl 20": "2024-11-20",
    "kmrn, tgl 21 sekitar jam 9 malam": "2024-11-21 21:00",
    "tgl 20 bulan ini": "2024-11-20",
    "tgl 28 bln ini": "2024-11-28",
    "tgl 20 bulan lalu": "2024-10-20",
    "tgl 22 bln Nopember 2024": "2024-11-22",
    "hari rabu tgl 20": "2024-11-20",
    "sabtu tgl 23": "2024-11-23",
    "sabtu tgl 30": "2024-11-30",
    "tgl. 20 jam 2 siang": "2024-11-20 14:00",
    "setelah subuh": "2024-11-22",
    "ba'da subuh": "2024-11-22",
    "habis magrib kemarin": "2024-11-21",
    "ba'da isya tadi malam": "2024-11-21",
    "ba’da isya semalam": "2024-11-21",
    "habis isya hari rabu": "2024-11-20",
    "kemarin setelah sholat ashar": "2024-11-21",
    "yesterday at half past two in the afternoon": "2024-11-21 14:30",
    "jam dua siang": "2024-11-22 14:00",
    "jam2 siang": "2024-11-22 14:00",
    "jam setengah 3 sore": "2024-11-22 14:30",
    "tadi jam setengah 9 pagi": "2024-11-22 08:30",
    "pukul 14.30": "2024-11-22 14:30",
    "14:30": "2024-11-22 14:30",
    "Pkl. 14.30 Wita": "2024-11-22 14:30",
    "sekira pukul 09.30 WITA": "2024-11-22 09:30",
    "kemarin parak jam 4 sore": "2024-11-21 16:00",
    "kemarin sakitar jam 4 sore": "2024-11-21 16:00",
    "kemarin kira2 jam 4 sore": "2024-11-21 16:00",
    "kira2 2 jam lalu": "2024-11-22 08:30",
    "pukul 02.30 siang": "2024-11-22 14:30",
    "jam 2 dini hari": "2024-11-22 02:00",
    "pukul 02.00": "2024-11-22 02:00",
    "02.00": "2024-11-22 02:00",
    "hari ini 02.00": "2024-11-22 02:00",
    "jam 1 malam": "2024-11-22 01:00",
    "jam 9": "2024-11-22 09:00",
    "jam 12 siang": "2024-11-22 12:00",
    "noon": "2024-11-22 12:00",
    "tengah malam": "2024-11-22 00:00",
    "12 am": "2024-11-22 00:00",
    "12pm": "2024-11-22 12:00",
    "tadi jam 9": "2024-11-22 09:00",
    "tadi jam 9an": "2024-11-22 09:00",
    "nanti jam 2": "2024-11-22 14:00",
    "kemarin sore jam 4": "2024-11-21 16:00",
    "kemarin jam 4 sore": "2024-11-21 16:00",
    "jam 8 malam kemarin": "2024-11-21 20:00",
    "tadi malam jam 11": "2024-11-21 23:00",
    "tadi malam jam 1": "2024-11-22 01:00",
    "semalam jam 2": "2024-11-22 02:00",
    "malam ini jam 1": "2024-11-23 01:00",
    "yesterday 2pm": "2024-11-21 14:00",
    "yesterday at 2 pm": "2024-11-21 14:00",
    "kemarin pukul 9.30": "2024-11-21 09:30",
    "kemarin 9.30 WITA": "2024-11-21 09:30",
    "2 hari lalu jam 15.00": "2024-11-20 15:00",
    # Weekdays.
    "senin": "2024-11-18",
    "hari Senin": "2024-11-18",
    "senin lalu": "2024-11-18",
    "last monday": "2024-11-18",
    "Jumat kemarin": "2024-11-15",
    "jum'at lalu": "2024-11-15",
    "kamis kemarin": "2024-11-21",
    "hari Minggu lalu": "2024-11-17",
    "minggu": "2024-11-17",
    "ahad lalu": "2024-11-17",
    "senin depan": "2024-11-25",
    "next friday": "2024-11-29",
    "this friday": "2024-11-22",
    "senin minggu lalu": "2024-11-11",
    "monday last week": "2024-11-11",
    "malam Jumat": "2024-11-21",
    "malam Minggu": "2024-11-16",
    "Kamis malam Jumat": "2024-11-21",
    "sabtu malam minggu jam 9": "2024-11-16 21:00",
    "monday morning": "2024-11-18",
    "senin jam 14.30": "2024-11-18 14:30",
    # Days in figures, day first.
    "22/11": "2024-11-22",
    "24/8": "2024-08-24",
    "22-11-24": "2024-11-22",
    "22.11.24": "2024-11-22",
    "3/9": "2024-09-03",
    "22/11 14.30": "2024-11-22 14:30",
    "22.11 14.30": "2024-11-22 14:30",
    "22/11 9.05": "2024-11-22 09:05",
    "2024-11-22 jam 2 siang": "2024-11-22 14:00",
    "22/11/2024 pukul 14.30 WITA": "2024-11-22 14:30",
    # Months by name.
    "22 Nov": "2024-11-22",
    "Nov 22": "2024-11-22",
    "November 22nd, 2024": "2024-11-22",
    "22nd of November": "2024-11-22",
    "22-Nov-2024": "2024-11-22",
    "22 Nopember 2024 pukul 14.30 WITA": "2024-11-22 14:30",
    "tgl 21 Nopember 2024 jam 10.00": "2024-11-21 10:00",
    "14 Pebruari 2024": "2024-02-14",
    "17 Agt 2024": "2024-08-17",
    "Jumat, 22 November 2024": "2024-11-22",
    "Jumat malam tanggal 22 November 2024 jam 8": "2024-11-22 20:00",
    "Jumat 22/11": "2024-11-22",
    "Rabu 27/11": "2024-11-27",
    "hari minggu kemarin 17/11": "2024-11-17",
    "hari salasa malam": "2024-11-19",
    "hari arba": "2024-11-20",
    "sanayan pagi": "2024-11-18",
    "Kamis 29 feb": "2024-02-29",
    "Kamis lalu 21/11": "2024-11-21",
    "Kamis depan tgl 28": "2024-11-28",
    "pk 21.15": "2024-11-22 21:15",
    "kemarin pk. 21:15 WITA": "2024-11-21 21:15",
    # Other time zones are converted.
    "pukul 14.30 WIB": "2024-11-22 15:30",
    "kemarin pukul 23.30 WIB": "2024-11-22 00:30",
    "22/11/2024 00.30 WIT": "2024-11-21 23:30",
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_means_one_day_or_time(text: str) -> None:
    assert meant(text) == [SAID[text]]


@pytest.mark.parametrize("text", SAID)
def test_case_and_blanks_play_no_part(text: str) -> None:
    assert meant(f"  {text.upper().replace(' ', '  ')} ") == [SAID[text]]


UNCLEAR = {
    "minggu lalu": ("2024-11-15", "2024-11-17"),
    "minggu kemarin": ("2024-11-15", "2024-11-17"),
    "minggu depan": ("2024-11-24", "2024-11-29", "2024-12-01"),
    "next sunday": ("2024-11-24", "2024-12-01"),
    "senin ini": ("2024-11-18", "2024-11-25"),
    "jumat": ("2024-11-15", "2024-11-22"),
    "kamis lalu": ("2024-11-14", "2024-11-21"),
    "kemarin jam 2": ("2024-11-21 02:00", "2024-11-21 14:00"),
    "besok jam 2": ("2024-11-23 02:00", "2024-11-23 14:00"),
    "kemarin jam 9.30": ("2024-11-21 09:30", "2024-11-21 21:30"),
    "kemarin malam jam 1": ("2024-11-21 01:00", "2024-11-22 01:00"),
    "half past two": ("2024-11-21 14:30", "2024-11-22 02:30", "2024-11-22 14:30"),
    "hari kamis tgl 20": ("2024-11-20",),
    "jam 2": ("2024-11-21 14:00", "2024-11-22 02:00", "2024-11-22 14:00"),
    "jam setengah 3": ("2024-11-21 14:30", "2024-11-22 02:30", "2024-11-22 14:30"),
    "jam 12": ("2024-11-21 12:00", "2024-11-22 00:00", "2024-11-22 12:00"),
    "hari ini jam 2": ("2024-11-22 02:00", "2024-11-22 14:00"),
    "22/11 jam 2": ("2024-11-22 02:00", "2024-11-22 14:00"),
    "kemarin tengah malam": ("2024-11-21 00:00", "2024-11-22 00:00"),
    "jam 8 malam jumat": ("2024-11-15 20:00", "2024-11-21 20:00", "2024-11-22 20:00"),
    "malam minggu 17/11": ("2024-11-16", "2024-11-17"),
    "malam minggu, 17 november 2024 jam 21.00": ("2024-11-16 21:00", "2024-11-17 21:00"),
    "22.11": ("2024-11-22", "2024-11-22 22:11"),
    "habis magrib": ("2024-11-21", "2024-11-22"),
    "ba'da isya": ("2024-11-21", "2024-11-22"),
    # Without its year, what is long past or yet to come.
    "3/4": ("2024-04-03", "2025-04-03"),
    "23/8": ("2024-08-23", "2025-08-23"),
    "23/11": ("2023-11-23", "2024-11-23"),
    "tgl 23": ("2024-10-23", "2024-11-23"),
    "tanggal 25": ("2024-10-25", "2024-11-25"),
    "27 nov": ("2023-11-27", "2024-11-27"),
    "22 mei": ("2024-05-22", "2025-05-22"),
    "22/5": ("2024-05-22", "2025-05-22"),
    "22 mei 14.30": ("2024-05-22 14:30", "2025-05-22 14:30"),
}  # fmt: skip


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_can_mean_several_is_refused_with_all_of_them(text: str) -> None:
    with pytest.raises(Unclear) as caught:
        read(text, FRIDAY)
    assert caught.value.readings == UNCLEAR[text]


@pytest.mark.parametrize(
    ("hour", "text", "day"),
    [(19, "habis magrib", "22"), (22, "ba'da isya", "22"), (1, "habis isya", "21"), (16, "asar", "22")],
)  # fmt: skip
def test_a_prayer_alone_is_the_last_one_that_has_come(hour: int, text: str, day: str) -> None:
    assert read(text, FRIDAY.replace(hour=hour)).text == f"2024-11-{day}"


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("11/22/2024", "2024-11-22"),
        ("11/22", "2024-11-22"),
        ("Kamis, 22 November 2024", "2024-11-22"),
        ("Kamis lalu tanggal 28", "2024-11-28"),
        ("Kamis lalu 28/11/2024", "2024-11-28"),
        ("Senin depan tanggal 18", "2024-11-18"),
        ("Kamis depan 21/11/2024", "2024-11-21"),
        ("29 feb", "2024-02-29"),
        ("29/2", "2024-02-29"),
        ("tadi sore", "2024-11-21"),
        ("tadi siang", "2024-11-21"),
        ("tadi siang jam 1", "2024-11-21 13:00"),
        ("tadi jam 2 siang", "2024-11-21 14:00"),
    ],
)
def test_what_cannot_be_is_refused_with_what_may_be_meant(text: str, instead: str) -> None:
    with pytest.raises(Unclear) as caught:
        read(text, FRIDAY)
    assert caught.value.readings == (instead,)


@pytest.mark.parametrize(
    "text",
    ["", " ", "a", "x", "12", "22", "2024", "november", "2024-11", "22 11", "2 hari", "lalu",
     "yang", "jam", "jam 25", "pukul 14.60", "jam 24.00", "jam 14 pagi", "besok jam 9 pagi malam",
     "kemarin besok", "besok besok", "kemarin foo", "2 hari lalu di Barabai", "d kemarin",
     "3 yesterday ago", "tadi besok", "nanti dini hari", "pagi", "sore",
     "bulan lalu", "last week", "minggu ini", "tahun depan", "31/4", "31 april", "29 feb 2023",
     "22/13/2024", "0/1", "0 nov", "5 mei 0024", "5 mei 1999", "30 years ago", "in 3 years",
     "-3 hari lalu", "2,5 jam lalu", "22-24 November", "kemarin WITA", "3 jam lalu WIB",
     "14.30 WIB WITA", "kemarin jam 2 siang jam 3", "22 jam 8 november", "kemarin\nmalam",
     "kemarin!", "jumat malam jumat", "tgl 31 bulan ini", "٢٢/١١", "22/11/24/1", "2024-11-31", "2024-11-22 25.00", "14.30 PST"],
)  # fmt: skip
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        read(text, FRIDAY)
    assert not isinstance(caught.value, Unclear)


def test_a_long_text_is_no_time() -> None:
    assert meant("kemarin" + " " * (LONGEST - 7)) == ["2024-11-21"]
    assert meant("kemarin" + " " * (LONGEST - 6)) == []


AT_OTHER_TIMES = [
    # After midnight the night that was still goes on.
    (NIGHT, "kemarin", "2024-11-21"),
    (NIGHT, "tadi malam", "2024-11-21"),
    (NIGHT, "tadi sore", "2024-11-21"),
    (NIGHT, "tadi pagi", "2024-11-21"),
    (NIGHT, "tadi jam 14.30", "2024-11-21 14:30"),
    (NIGHT, "jam 00.30", "2024-11-22 00:30"),
    (NIGHT, "jam 8 malam", "2024-11-21 20:00 | 2024-11-22 20:00"),
    (NIGHT, "malam ini", "2024-11-21 | 2024-11-22"),
    (NIGHT, "tadi", "2024-11-21 | 2024-11-22"),
    (NIGHT, "2 jam lalu", "2024-11-21 23:00"),
    (EVENING, "tadi malam", "2024-11-21 | 2024-11-22"),
    (EVENING, "semalam", "2024-11-21"),
    (EVENING, "tadi sore", "2024-11-22"),
    (EVENING, "jam 2", "2024-11-22 02:00 | 2024-11-22 14:00"),
    # An early hour alone is that of this morning only while it is just over.
    (at("2024-11-22T04:00"), "jam 2", "2024-11-22 02:00"),
    (at("2024-11-22T08:00"), "jam 6", "2024-11-22 06:00"),
    (FRIDAY, "jam 6", "2024-11-21 18:00 | 2024-11-22 06:00 | 2024-11-22 18:00"),
    (at("2024-11-22T14:00"), "jam 2", "2024-11-22 02:00 | 2024-11-22 14:00"),
    (EVENING, "malam jumat", "2024-11-21"),
    # A year that is not said is the one in which the day was of late.
    (NEW_YEAR, "31/12", "2024-12-31"),
    (NEW_YEAR, "27 nov", "2024-11-27"),
    (NEW_YEAR, "2 jan", "2024-01-02 | 2025-01-02"),
    (NEW_YEAR, "19 april", "2024-04-19 | 2025-04-19"),
    (NEW_YEAR, "kemarin", "2024-12-31"),
    (NEW_YEAR, "kemarin malam jam 11", "2024-12-31 23:00"),
    (NEW_YEAR, "1 juli", "2024-07-01 | 2025-07-01"),
    (LEAP_DAY, "29/2", "2024-02-29"),
    (LEAP_DAY, "kemarin", "2024-02-28"),
    (LEAP_DAY, "besok", "2024-03-01"),
    (LEAP_DAY, "setahun lalu", "2023-02-28"),
    (at("2024-11-22T13:00"), "tadi siang", "2024-11-22"),
    (at("2024-11-25T08:00"), "minggu malam senin", "2024-11-24"),
    (SUNDAY, "minggu malam senin", "2024-11-17 | 2024-11-24"),
    (SUNDAY, "minggu", "2024-11-17 | 2024-11-24"),
    (SUNDAY, "minggu lalu", "2024-11-17"),
    (SUNDAY, "sabtu kemarin", "2024-11-23"),
    (SUNDAY, "senin depan", "2024-11-25 | 2024-12-02"),
    (SUNDAY, "senin minggu lalu", "2024-11-11 | 2024-11-18"),
    (SUNDAY, "malam minggu", "2024-11-23"),
]


@pytest.mark.parametrize(("now", "text", "readings"), AT_OTHER_TIMES)
def test_what_is_said_depends_on_when_it_is_said(now: datetime, text: str, readings: str) -> None:
    assert " | ".join(meant(text, now)) == readings


DAYS = st.dates(date(2000, 1, 1), date(2025, 11, 22))
TIMES = st.times().map(lambda time: f"{time:%H:%M}")
MOMENTS = st.builds(
    datetime.combine, st.dates(date(2001, 1, 1), date(2034, 1, 1)), st.times(), st.just(WITA)
)


@given(DAYS, st.none() | TIMES)
def test_every_time_in_figures_is_read_back(day: date, clock: str | None) -> None:
    when = When(day, clock)
    assert read(when.text, FRIDAY) == when


@given(DAYS, TIMES)
def test_a_day_with_its_year_and_a_time_needs_no_guess(day: date, clock: str) -> None:
    expected = When(day, clock)
    hour = clock.replace(":", ".")
    assert read(f"{day.day}-{day.month}-{day.year % 100:02} pukul {hour}", FRIDAY) == expected
    assert read(f"{day:%d %B %Y} {hour} WITA", FRIDAY) == expected


@given(MOMENTS, st.integers(0, 300))
def test_days_ago_are_counted_from_the_local_day(now: datetime, days: int) -> None:
    assert read(f"{days} hari lalu", now) == When(now.date() - timedelta(days))
    assert read(f"{days} days ago", now) == When(now.date() - timedelta(days))


@given(MOMENTS, st.integers(0, 364))
def test_a_day_without_its_year_is_one_of_late_or_the_last_and_the_next(
    now: datetime, ago: int
) -> None:
    last = now.date() - timedelta(ago)
    readings = [date.fromisoformat(each) for each in meant(f"{last.day}/{last.month}", now)]
    assert readings[0] == last
    assert (len(readings) == 1) == (ago <= 90 or (last.month, last.day) == (2, 29))
    assert all(now.date() < day < now.date() + timedelta(367) for day in readings[1:])


@given(MOMENTS, st.sampled_from(sorted(WEEKDAYS)), st.sampled_from(["", " lalu", " depan", " ini"]))
def test_a_weekday_falls_on_that_weekday(now: datetime, name: str, which: str) -> None:
    for reading in meant(f"hari {name}{which}", now):
        assert date.fromisoformat(reading).weekday() == WEEKDAYS[name]


VOCABULARY = [
    "kemarin",
    "besok",
    "lusa",
    "hari",
    "ini",
    "tadi",
    "nanti",
    "semalam",
    "malam",
    "pagi",
    "siang",
    "jam",
    "pukul",
    "2",
    "14.30",
    "22/11",
    "22",
    "november",
    "2024",
    "lalu",
    "depan",
    "minggu",
    "pekan",
    "senin",
    "jumat",
    "dalam",
    "yang",
    "wib",
    "wita",
    "am",
    "pm",
    "setengah",
    "29",
    "feb",
    "0",
    "99",
    "bulan",
    "tahun",
    "ago",
    "in",
    "last",
    "next",
    "monday",
    "noon",
    "midnight",
    "at",
    "half",
    "an",
    "9.05",
    "2024-11-22",
    "tonight",
    "-",
    "/",
    ".",
    ":",
    ",",
    "@",
    "'",
]
WORDS = st.sampled_from(VOCABULARY)
SAYINGS = st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=LONGEST + 20)


@given(SAYINGS, MOMENTS)
def test_any_text_is_one_time_in_reach_or_refused(text: str, now: datetime) -> None:
    for reading in meant(text, now):
        when = read(reading, now)
        assert when.text == reading
        assert 2000 <= when.day.year <= now.year + 2


SCRIPT = """
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
from pilkada_cli.exchange.spoken import read
now = datetime(2024, 11, 22, 10, 30, tzinfo=ZoneInfo("Asia/Makassar"))
print([read(text, now).text for text in sys.argv[1:]])
print("dateparser" in sys.modules)
"""


def in_a_process(*texts: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", SCRIPT, *texts],
        env={**os.environ, **environment}, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return done.stdout.splitlines()


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Pacific/Kiritimati"])
def test_the_process_s_own_time_zone_and_language_play_no_part(zone: str) -> None:
    texts = ("3 jam lalu", "kemarin", "22 Nov", "jam 8 malam kemarin")
    printed, _ = in_a_process(*texts, TZ=zone, LC_ALL="de_DE.UTF-8", LANG="de_DE.UTF-8")
    assert printed == str([SAID[text] for text in texts])


def test_figures_need_no_library() -> None:
    texts = ("22/11/2024 14.30", "2024-11-22", "22/11 14.30", "22-11-24", "senin lalu", "semalam")
    assert in_a_process(*texts)[1] == "False"
    assert in_a_process("kemarin")[1] == "True"
