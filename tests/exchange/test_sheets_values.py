"""Cells of sheets become what a report takes, or are refused by name; nothing is guessed."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.entry import read as read_entry
from pilkada_cli.domain.reference import Reference
from pilkada_cli.exchange.sheets import dates
from pilkada_cli.exchange.sheets.columns import Column
from pilkada_cli.exchange.sheets.dates import Unreadable, When
from pilkada_cli.exchange.sheets.headers import WEEKDAY, match
from pilkada_cli.exchange.sheets.layout import find
from pilkada_cli.exchange.sheets.months import Period, period_above
from pilkada_cli.exchange.sheets.numbers import code, whole
from pilkada_cli.exchange.sheets.records import Record, Records, plan
from pilkada_cli.exchange.sheets.rows import EPOCH_1900, EPOCH_1904
from pilkada_cli.exchange.sheets.values import Conventions
from pilkada_cli.exchange.writers.guard import guard

WITA = Conventions("Asia/Makassar")
DAY = date(2024, 11, 22)


def read(cell: Any, epoch: date = EPOCH_1900) -> When:
    return dates.read(cell, epoch)


def record(headers: list[str], cells: list[Any], conventions: Conventions = WITA) -> Record:
    columns = []
    for index, header in enumerate(headers):
        meant = match(header)
        columns.append(Column(index, header, meant.field if meant else None))
    return Records(plan(columns, conventions)).read(cells)


# Days and times.


@pytest.mark.parametrize(
    "cell",
    [
        "2024-11-22", "22/11/2024", "22-11-2024", "22.11.2024", "22/11/24", "22 November 2024",
        "22 Nopember 2024", "22 Nov 2024", "22-Nop-24", "22Nov2024", "Jum'at, 22 Nov. 2024",
        "Jumat/22 November 2024", "hari Jum’at tanggal 22 November 2024", "November 22, 2024",
        "Friday, 22 November 2024", " 22  Nopember  2024 ", "45618", 45618, 45618.0, DAY,
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell: Any) -> None:
    assert read(cell) == When(DAY)


@pytest.mark.parametrize(
    "cell",
    [
        "Jum'at, 22 Nov 2024 pukul 14.30", "22/11/2024 14:30", "22/11/2024 14.30.00", "2024-11-22 14.30",
        "22 November 2024, pkl. 14.30", "22/11/2024 2:30 PM", 45618.604166667,
        datetime.combine(DAY, time(14, 30)),
    ],
)  # fmt: skip
def test_a_day_and_a_time_may_stand_in_one_cell(cell: Any) -> None:
    assert read(cell) == When(DAY, time(14, 30))


@pytest.mark.parametrize(
    "cell",
    [
        "09.00", "9:00", "pkl 09.00 s.d. selesai", "Pukul 09.00 s/d 12.00", "09.00-12.00",
        "09.00 – selesai", "jam 09.00 sampai dengan selesai", "± 09.00", "sekitar pukul 09.00",
        time(9), timedelta(hours=9), 9.00000001 / 24,
    ],
)  # fmt: skip
def test_a_time_is_read_with_the_words_around_it(cell: Any) -> None:
    assert read(cell) == When(clock=time(9))


def test_the_other_day_numbers_count_from_1904() -> None:
    assert read(44156.5, EPOCH_1904) == When(DAY, time(12))


@pytest.mark.parametrize(("name", "ahead"), [("WIB", 7), ("WITA", 8), ("WIT", 9)])
def test_the_time_zone_is_read_with_the_time(name: str, ahead: int) -> None:
    assert read(f"22/11/2024 14.30 {name}") == When(DAY, time(14, 30), ahead)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("11/22/2024", "has the month first"),
        ("5 Pebruari", "does not say the year"),
        ("22/11", "does not say the year"),
        ("Kamis, 22 November 2024", "contradicts itself: 2024-11-22 is no kamis"),
        ("31/02/2024", "is no day"),
        ("22-23 November 2024", "is no day"),
        ("kemarin", "is no day"),
        ("x" * 300, "is no day"),
        (2024, "is no day"),
        (20241122, "is no day"),
        (0.5, "is no day"),
        (9, "is no day"),
        (True, "is no day"),
        (timedelta(hours=30), "is no time of day"),
        ("25.10", "is no day"),
        ("jam 9", "is no day"),
    ],
)
def test_what_is_no_day_or_could_be_several_is_refused(cell: Any, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(cell)
    assert said in str(caught.value.sentence)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.times())
def test_every_day_and_time_is_read_back_from_each_of_its_forms(day: date, clock: time) -> None:
    clock = clock.replace(second=0, microsecond=0)
    figures = f"{clock.hour}.{clock.minute:02}"
    for text in (f"{day:%d/%m/%Y} {figures}", f"{day.day}-{day.month}-{day.year} pukul {figures}"):
        assert read(text) == When(day, clock)
    serial = (day - EPOCH_1900).days
    assert read(serial) == read(str(serial)) == read(day.isoformat()) == When(day)


@given(st.text(max_size=40) | st.floats() | st.integers())
def test_any_cell_is_read_or_refused_with_a_sentence(cell: Any) -> None:
    try:
        assert isinstance(read(cell), When)
    except Unreadable as error:
        assert str(error.sentence)


# Days that leave out what stands above the table.


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["LAPORAN BULAN NOPEMBER 2024"], "11/2024"),
        (["Nopember 2024", "LAPORAN 1 s.d. 30 November 2024"], "11/2024"),
        (["TAHUN 2024"], "2024"),
        (["25 NOVEMBER - 1 DESEMBER 2024"], "2024"),
        (["UU Nomor 10 Tahun 2016", "Laporan Mei 2024"], "5/2024"),
        (["Nomor: 300/12/2024", "Mar 2024"], "2024"),
        (["UU Nomor 10 Tahun 2016"], None),
        (["25 DESEMBER - 1 JANUARI 2025"], None),
        (["DESEMBER 2024", "Banjarbaru, 2 Januari 2025"], None),
        (["LAPORAN BULAN NOPEMBER", "Telp. 0511 202420"], None),
        ([], None),
    ],
)  # fmt: skip
def test_the_period_is_the_one_year_and_the_one_month_above_a_table(
    texts: list[str], period: str | None
) -> None:
    found = period_above(texts)
    assert (None if found is None else str(found)) == period


@pytest.mark.parametrize(
    "cell",
    ["22 Nopember", "22/11", "22-11", "Jum'at, 22 Nov", "22", "Jumat 22", "tgl. 22", 22, 22.0],
)
def test_a_day_is_completed_by_the_month_and_the_year_above(cell: Any) -> None:
    period = Period(2024, 11)
    assert dates.read(cell, EPOCH_1900, period) == When(DAY)
    assert period.used


@pytest.mark.parametrize(
    ("period", "cell"),
    [
        (Period(2024, 11), "5 Pebruari"),
        (Period(2024, 11), "31/11"),
        (Period(2024, 11), "Kamis, 22 November"),
        (Period(2024, 11), 31),
        (Period(2024, 11), "22-23 November"),
        (Period(2024), "1-2"),
        (Period(2024), "22"),
        (Period(2024), 22),
        (Period(2024), "11/22"),
    ],
)
def test_a_day_that_does_not_fit_what_stands_above_is_refused(period: Period, cell: Any) -> None:
    with pytest.raises(Unreadable):
        dates.read(cell, EPOCH_1900, period)


def test_a_number_under_hours_is_no_day() -> None:
    ways = Conventions("Asia/Makassar", period=Period(2024, 11))
    for header in ("Jam", "Waktu"):
        columns = find([(1, [header, "Uraian", "Kab"])]).columns
        assert "is no day" in str(Records(plan(columns, ways)).read(["9", "x", ""]).problems)


# Numbers and codes.


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1250, 1250), (1250.0, 1250), ("1.250", "1250"), ("1.250,00", "1250"), ("1250.0", "1250"),
        ("Rp 2.500.000,-", "2500000"), ("Rp. 2.500.000", "2500000"), ("200 orang", "200"),
        ("± 200 orang", "200"), ("nihil", 0), ("-", ""), ("007", "007"),
        ("12,5", "12,5"), ("1,250", "1,250"), ("1.25", "1.25"), (2.5, "2.5"), (True, "TRUE"),
        ("banyak", "banyak"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_indonesians_write_them(cell: Any, number: object) -> None:
    assert whole(cell, ",") == number


def test_the_decimal_mark_can_be_a_point() -> None:
    assert whole("1,250.00", ".") == "1250"
    assert whole("1.250,00", ".") == "1.250,00"


@given(st.integers(0, 10**12))
def test_every_grouped_number_is_read_back(number: int) -> None:
    assert whole(f"{number:,}".replace(",", "."), ",") in (number, str(number))


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("6372", "63.72"), (6372, "63.72"), (6372.0, "63.72"), ("6372.0", "63.72"), (63.72, "63.72"),
        (63.1, "63.10"), ("63.1", "63.10"), ("63,72", "63.72"), ("630702", "63.07.02"),
        (630702.0, "63.07.02"), ("63.07.02", "63.07.02"), ("Kab. Tapin", "Kab. Tapin"), ("63", "63"),
    ],
)  # fmt: skip
def test_codes_that_spreadsheets_took_for_numbers_are_codes_again(cell: Any, place: str) -> None:
    assert code(cell) == place


# Guards.


@pytest.mark.parametrize("text", ["=1+1", "+62", "-", "@x", " =1", "＝1", "'=1", "'Tunda'", "a=1"])
def test_what_the_spreadsheet_form_writes_is_read_back_as_it_was(text: str) -> None:
    found = record(["sumber"], [guard(f"{text} x")])
    assert found.raw == {"source": f"{text} x"}


def test_the_machine_form_has_no_guard_to_take_off() -> None:
    plain = Conventions("Asia/Makassar", guarded=False)
    assert record(["title"], ["'=1"], plain).raw["title"] == "'=1"
    assert record(["title"], ["'=1"]).raw["title"] == "=1"


# Rows.


def test_a_row_becomes_what_an_entry_takes(reference: Reference) -> None:
    headers = ["Tanggal", "Jam", "Kab/Kota", "Kecamatan", "Perihal", "Massa", "Kerugian", "Fase"]
    cells = ["Jum'at, 22 Nopember 2024", "14.30 WITA", 63.05, "Kec. Tapin Utara", "Banjir", 120.0,
             "Rp 1.250.000,-", "Gangguan nyata"]  # fmt: skip
    found = record(headers, cells)
    entry = read_entry(reference, found.raw, DAY)
    assert not found.problems
    assert not entry.problems
    assert entry.values == {
        "occurred_on": "2024-11-22", "occurred_time": "14:30", "region": "63.05", "district": "63.05.04",
        "title": "Banjir", "crowd": 120, "loss_idr": 1_250_000, "phase": "gn",
    }  # fmt: skip


def test_blank_cells_and_dashes_say_nothing() -> None:
    found = record(
        ["Tanggal", "Jam", "Judul", "Massa", "Sumber"], ["22/11/2024", "-", "Banjir", "-", "–"]
    )
    assert found.raw == {"occurred_on": "2024-11-22", "title": "Banjir"}


def test_times_of_another_zone_are_those_of_the_election() -> None:
    def told(headers: list[str], cells: list[Any], conventions: Conventions = WITA) -> list[object]:
        raw = record(headers, cells, conventions).raw
        return [raw.get("occurred_on"), raw.get("occurred_time")]

    assert told(["Tanggal", "Jam"], ["22/11/2024", "23.30 WIB"]) == ["2024-11-23", "00:30"]
    assert told(["Tanggal", "Jam (WIT)"], ["22/11/2024", "00.30"]) == ["2024-11-21", "23:30"]
    assert told(["Tanggal"], ["2024-11-22T23:30:00Z"]) == ["2024-11-23", "07:30"]
    assert told(["Jam"], ["14.30 WITA"]) == [None, "14:30"]
    abroad = Conventions("Asia/Makassar", source_zone="UTC")
    assert told(["Tanggal", "Jam"], ["22/11/2024", "23.30"], abroad) == ["2024-11-23", "07:30"]
    assert told(["Tanggal"], ["22/11/2024"], abroad) == ["2024-11-22", None]


@pytest.mark.parametrize(
    ("headers", "cells", "field", "said"),
    [
        (["Tanggal"], ["kemarin"], "occurred_on", "is no day"),
        (["Tanggal"], ["14.30"], "occurred_on", "is no day"),
        (["Jam"], ["jam 9"], "occurred_time", "is no time of day"),
        (["Jam"], ["22/11/2024"], "occurred_time", "is no time of day"),
        (["Jam"], ["14.30 WIB"], "occurred_on", "has no day to count from"),
        (["Hari", "Tanggal"], ["Senin", "22/11/2024"], "occurred_on", "2024-11-22 is no Senin"),
        (["Tanggal laporan"], ["besok"], "known_at", "is no day"),
        (
            ["Tanggal", "Jam"],
            ["22/11/2024 14.30", "15.00"],
            "occurred_on",
            "contradicts '15.00' under 'Jam'",
        ),
        (["Tanggal", "Jam"], ["22/11/2024 14.30 WITA", "14.30 WIB"], "occurred_on", "contradicts"),
        (["Judul"], ["Banjir", "", "penting"], "row", "the row has 3 cells, the header 1"),
    ],
)
def test_what_cannot_be_taken_is_said_by_field(
    headers: list[str], cells: list[Any], field: str, said: str
) -> None:
    assert said in str(record(headers, cells).problems[field])


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [
        ("22/11/2024 14.30", "14:30", "14:30"),
        ("22/11/2024 14.30.20", "14.30 WITA", "14:30"),
        ("22/11/2024 14.30 WITA", "13.30 WIB", "14:30"),
        ("22/11/2024 13.30", "13.30 WIB", "14:30"),
        ("2024-11-22 00:00:00", "15.00", "15:00"),
        (datetime.combine(DAY, time()), time(15), "15:00"),
        ("22/11/2024 14.30", "-", "14:30"),
        ("22/11/2024 14.30", "malam", "14:30"),
    ],
)
def test_a_time_beside_the_day_may_stand_in_the_column_of_times_too(
    day: Any, clock: Any, told: str
) -> None:
    found = record(["Tanggal", "Jam", "Judul"], [day, clock, "Banjir"])
    assert (found.raw["occurred_time"], found.problems) == (told, {})


def test_the_same_cells_are_refused_each_time_they_come() -> None:
    columns = [Column(0, "Tanggal", "occurred_on"), Column(1, "Hari", WEEKDAY)]
    records = Records(plan(columns, WITA))
    for _ in range(2):
        assert "is no day" in str(records.read(["kemarin", ""]).problems["occurred_on"])
        assert not records.read(["22/11/2024", "Jumat"]).problems


def test_an_instant_of_an_export_stays_as_exact_as_it_is() -> None:
    known = "2024-11-22T02:30:00.123Z"
    assert record(["known_at"], [known]).raw == {"known_at": known}
    for cell in ("22/11/2024 14.30.05", datetime.combine(DAY, time(14, 30, 5))):
        assert record(["known_at"], [cell]).raw == {"known_at": "2024-11-22 14:30:05"}


def test_the_last_second_of_a_day_says_that_only_the_day_was_known() -> None:
    for cell in ("22/11/2024 23.59.59", datetime.combine(DAY, time(23, 59, 59)), DAY):
        assert record(["known_at"], [cell]).raw == {"known_at": "2024-11-22"}
    assert record(["known_at"], ["22/11/2024 00.00.00"]).raw == {"known_at": "2024-11-22 00:00:00"}


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.times())
def test_a_moment_is_read_to_the_second_from_each_of_its_forms(day: date, clock: time) -> None:
    told = When(day, clock := clock.replace(microsecond=0))
    assert read(f"{day:%d/%m/%Y} {clock:%H.%M.%S}") == read(f"{day} {clock}") == told
    passed = datetime.combine(day, clock) - datetime.combine(EPOCH_1900, time())
    if passed.seconds:
        assert read(passed.days + passed.seconds / 86_400) == told


def test_several_columns_of_one_text_are_put_together() -> None:
    found = record(["Judul", "Uraian", "Keterangan"], ["Banjir", "Dua desa.", "Surut"])
    assert found.raw["detail"] == "Dua desa.\nKeterangan: Surut"


def test_without_a_title_the_first_sentence_is_one_and_no_word_is_lost() -> None:
    assert record(["Uraian"], ["Banjir"]).raw == {"title": "Banjir"}
    two = "Banjir di dua desa. Warga mengungsi."
    assert record(["Uraian"], [two]).raw == {"title": "Banjir di dua desa", "detail": two}
    long = "kata " * 100
    found = record(["Judul", "Uraian"], [long, "Dua desa"]).raw
    assert len(str(found["title"])) <= 200
    assert found["detail"] == f"{long.strip()}\nDua desa"


def test_columns_that_follow_from_others_are_said_and_not_read() -> None:
    columns = [Column(0, "title", "title"), Column(1, "level", "level")]
    made = plan(columns, WITA)
    assert [str(remark) for remark in made.remarks] == [
        "1 column is not read, it follows from the others: 'level'"
    ]
    assert Records(made).read(["Banjir", "3"]).raw == {"title": "Banjir"}


def test_attachments_are_said_to_stay_behind() -> None:
    for header in ("attachments", "lampiran"):
        meant = match(header)
        assert meant is not None
        made = plan([Column(0, "title", "title"), Column(1, header, meant.field)], WITA)
        said = f"'{header}' is not read: attachments do not travel with sheets"
        assert [str(remark) for remark in made.remarks] == [said]
        assert Records(made).read(["Banjir", "foto.jpg"]).raw == {"title": "Banjir"}


def test_the_names_of_districts_beside_their_codes_are_no_second_district() -> None:
    found = find([(1, ["region", "district", "district_name", "title"])])
    assert not found.problems
    made = plan(found.columns, WITA)
    assert made.derived == ("district_name",)


def test_short_rows_are_as_if_their_last_cells_were_blank() -> None:
    assert record(["Judul", "Massa"], ["Banjir"]) == Record({"title": "Banjir"}, {})
