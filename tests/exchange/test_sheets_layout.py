"""Where a table begins, what its columns are, and what between and below is no report."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.office_sheets import SHEETS, Office

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.exchange.sheets import headers, layout, opened
from pilkada_cli.exchange.sheets.body import Body
from pilkada_cli.exchange.sheets.headers import match
from pilkada_cli.exchange.sheets.layout import Layout, find
from pilkada_cli.exchange.sheets.rows import Merged, Row, Table
from pilkada_cli.exchange.sheets.source import kind_of

HEADER = ["No", "Tanggal", "Kab/Kota", "Uraian", "Massa"]


def numbered(*rows: Sequence[Any]) -> list[Row]:
    return list(enumerate(rows, 1))


def body_of(*rows: Sequence[Any], merged: Sequence[Merged] = ()) -> Body:
    table = Table("", lambda: iter(numbered(*rows)), tuple(merged))
    found = find(numbered(*rows), merged)
    assert not found.problems
    return Body(found, table)


def read(*rows: Sequence[Any], merged: Sequence[Merged] = ()) -> tuple[list[int], dict[str, int]]:
    """The numbers of the rows that are reports, and how many are not, by reason."""
    body = body_of(*rows, merged=merged)
    numbers = [number for number, _ in body]
    return numbers, {reason.name: n for reason, n in body.skipped.numbers.items()}


def fields(found: Layout) -> list[str | None]:
    return [column.field for column in found.columns]


# Names of columns.


@pytest.mark.parametrize("name", FIELD_NAMES)
def test_the_names_of_an_export_are_known_surely(name: str) -> None:
    assert match(name) == (name, True)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("NO.", headers.ORDINAL),
        ("Hari", headers.WEEKDAY),
        ("Hari / Tanggal", "occurred_on"),
        ("Tgl.", "occurred_on"),
        ("Hari dan Tanggal", "occurred_on"),
        ("Pukul (WITA)", "occurred_time"),
        ("KAB./KOTA", "region"),
        ("Wilayah", "region"),
        ("Kec.", "district"),
        ("Desa/Kelurahan", "village"),
        ("TPS", "polling_station"),
        ("Uraian Kejadian", "detail"),
        ("KRONOLOGIS", "detail"),
        ("Perihal", "title"),
        ("Kategori", "category"),
        ("Tahapan", "stage"),
        ("Kemungkinan", "likelihood"),
        ("Dampak", "impact"),
        ("Sumber", "source"),
        ("Pelapor", "reporter"),
        ("Tindak Lanjut", "measures_taken"),
        ("Kerugian (Rp)", "loss_idr"),
        ("Korban (MD)", "dead"),
    ],
)
def test_the_names_that_offices_use_are_known_surely(header: str, field: str) -> None:
    assert match(header) == (field, True)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nama Kecematan", "district"),
        ("Tanggal masuk berita", "occurred_on"),
        ("Lokasi kejadian perkara", headers.PLACE),
        ("Nilai", "grade"),
    ],
)
def test_what_contains_or_resembles_a_name_is_a_guess(header: str, field: str) -> None:
    assert match(header) == (field, False)


@pytest.mark.parametrize("header", ["", "Paraf", "Jumlah", "x" * 500, "22 November 2024", "Banjar"])
def test_other_texts_name_no_field(header: str) -> None:
    assert match(header) is None


# The header.


def test_a_header_over_two_rows_is_one() -> None:
    found = find(
        numbered(
            ["No", "Waktu", "", "Lokasi", "", "Uraian", "Korban", ""],
            ["", "Tanggal", "Jam", "Kab/Kota", "Kecamatan", "", "MD", "Luka"],
            ["1", "22/11/2024", "14.30", "Tapin", "Piani", "Banjir", "0", "0"],
        )
    )
    assert (found.first, found.last) == (1, 2)
    assert fields(found) == [
        headers.ORDINAL, "occurred_on", "occurred_time", "region", "district", "detail", "dead", "injured",
    ]  # fmt: skip


def test_the_first_report_is_never_taken_for_part_of_the_header() -> None:
    rows = [["Tanggal", "Sumber berita apa", "Uraian"], ["", "Media", "Kejadian"]]
    found = find(numbered(*rows, ["22/11/2024", "Radio", "Banjir"]))
    assert (found.first, found.last) == (1, 1)


def test_a_letterhead_above_is_kept_for_who_looks_for_the_region() -> None:
    found = find(numbered(["KABUPATEN TAPIN"], [""], HEADER, ["1", "22/11/2024", "", "Banjir", ""]))
    assert found.letterhead == (("KABUPATEN TAPIN",),)
    assert found.first == 3


def test_a_merged_letterhead_is_no_header() -> None:
    found = find(
        numbered(["Uraian Kejadian Tanggal 22", "", "", "", ""], HEADER), [Merged(1, 0, 1, 4)]
    )
    assert found.first == 2


def test_time_without_a_column_of_days_is_the_day_too() -> None:
    assert fields(find(numbered(["Waktu", "Uraian"]))) == ["occurred_on", "detail"]
    assert fields(find(numbered(["Tanggal", "Waktu", "Uraian"]))) == [
        "occurred_on", "occurred_time", "detail",
    ]  # fmt: skip


def test_a_guess_gives_way_to_a_sure_name() -> None:
    found = find(numbered(["Tanggal", "Tanggal masuk berita", "Uraian"]))
    assert fields(found) == ["occurred_on", None, "detail"]
    assert [column.header for column in found.unread] == ["Tanggal masuk berita"]


def test_columns_that_count_parts_may_stand_beside_each_other_and_give_way_to_their_sum() -> None:
    parts = find(numbered(["Tanggal", "Uraian", "LB", "Luka Ringan"]))
    assert fields(parts) == ["occurred_on", "detail", "injured", "injured"]
    assert parts.problems == () and parts.header_of("injured") == "LB + Luka Ringan"
    assert fields(find(numbered(["Tanggal", "Uraian", "Luka", "LB", "LR"])))[2:] == [
        "injured", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["Uraian", "LB", "Luka Berat"], "the columns 'LB', 'Luka Berat' all mean injured"),
        (["Tanggal", "Tanggal", "Uraian"], "the column 'Tanggal' stands 2 times"),
        (["Tanggal", "Uraian", "URAIAN"], "the column 'Uraian' stands 2 times"),
        (["Kabupaten", "Wilayah", "Uraian"], "the columns 'Kabupaten', 'Wilayah' all mean region"),
        (["Tanggal", "Kab/Kota", "Paraf"], "no column says what happened (title, detail)"),
        (["satu", "dua", "tiga"], "none of the first 50 rows names the columns"),
        (["", "", ""], "the sheet is empty"),
    ],
)
def test_a_header_that_cannot_be_used_says_why(header: list[str], said: str) -> None:
    (problem,) = find(numbered(header)).problems
    assert said in str(problem)


def test_a_header_that_was_named_is_looked_for_nowhere_else() -> None:
    rows = numbered(["Tanggal", "Uraian"], ["Kab/Kota", "Judul"], ["Tapin", "Banjir"])
    assert fields(find(rows, header_row=2)) == ["region", "title"]
    assert "row 3 does not name" in str(find(rows, header_row=3).problems[0])


# What is no report.


def test_sums_numbers_and_blank_rows_are_passed_over_by_reason() -> None:
    numbers, skipped = read(
        HEADER,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "22/11/2024", "Tapin", "Banjir", "20"],
        ["", "", "", "", ""],
        ["JUMLAH", "", "", "", "20"],
        ["Total Kab. Tapin", "", "", "", "20"],
        ["2", "23/11/2024", "Tapin", "Longsor", ""],
        ["Jumlah", "", "", "", ""],
        ["", "JUMLAH", "", "5 kejadian", ""],
        ["Jumlah Kejadian", "", "", "5 (lima) kejadian", ""],
        ["3", "TOTAL", "", "data sementara", ""],
        ["", "", "", "Jumlah kejadian: 5 (lima) kejadian", ""],
    )
    assert numbers == [3, 7]
    assert skipped == {"NUMBERS": 1, "BLANK": 1, "SUM": 7}


@pytest.mark.parametrize(
    "row",
    [
        ["1", "22/11/2024", "Tapin", "Jumlah massa 200 orang memblokade jalan", "200"],
        ["", "", "Tapin", "Jumlah massa 200 orang memblokade jalan", ""],
        ["", "", "", "Jumlah massa 200 orang memblokade jalan", "200"],
        ["", "", "", "Total 20 baliho dirusak", ""],
        ["1", "", "", "Mengetahui hal itu warga berkumpul", ""],
        ["", "22/11/2024", "", "Kepala Badan menerima massa aksi", ""],
        ["", "22/11/2024", "", "Demikian laporan warga tentang banjir", ""],
        ["", "", "", "Nihil kejadian tetapi warga resah karena kabar bohong", ""],
        ["", "hari ini", "", "Banjir", ""],
        ["WILAYAH TAPIN", "", "", "", ""],
    ],
)
def test_what_may_be_a_report_comes_out_and_is_judged_later(row: list[str]) -> None:
    rows = [["1", "21/11/2024", "Tapin", "Banjir", ""], row]
    last = ["9", "22/11/2024", "Tapin", "Longsor", ""]
    assert read(HEADER, *rows, last) == ([2, 3, 4], {})
    assert read(HEADER, *rows) == ([2, 3], {})


def test_a_signature_below_the_last_report_is_passed_over_whole() -> None:
    numbers, skipped = read(
        HEADER,
        ["1", "22/11/2024", "Tapin", "Banjir", ""],
        ["", "", "", "", "Rantau, 22 Nopember 2024"],
        ["", "Mengetahui,", "", "Petugas Pelapor", ""],
        ["", "Kepala Badan", "", "", ""],
        ["", "", "", "", ""],
        ["", "( ............ )", "", "( ............ )", ""],
        ["", "NIP. 0000", "", "NIP. 0000", ""],
    )
    assert numbers == [2]
    assert skipped == {"SIGNATURE": 5, "BLANK": 1}


def test_below_a_signature_a_numbered_row_is_still_a_report() -> None:
    numbers, skipped = read(
        HEADER,
        ["1", "22/11/2024", "Tapin", "Banjir", ""],
        ["", "", "", "", "Rantau, 22 November 2024"],
        ["2", "", "Tapin", "Longsor", ""],
    )
    assert numbers == [2, 3, 4]
    assert skipped == {}


def test_rows_that_say_nothing_happened_are_counted_apart() -> None:
    numbers, skipped = read(
        HEADER,
        ["1", "22/11/2024", "Tapin", "NIHIL", ""],
        ["2", "22/11/2024", "Banjar", "Tidak ada kejadian.", "-"],
        ["3", "22/11/2024", "Balangan", "Tidak ada korban pada kebakaran", ""],
    )
    assert (numbers, skipped) == ([4], {"NOTHING": 2})


@pytest.mark.parametrize(
    "row",
    [["1", "NIHIL", "", "", ""], ["1", "NIHIL", "-", "-", "–"], ["", "", "Nihil", "", ""],
     ["", "Tidak ada kejadian", "", "-", ""]],
)  # fmt: skip
def test_a_row_that_holds_nihil_and_no_more_says_so_in_any_column(row: list[str]) -> None:
    report = ["2", "22/11/2024", "Tapin", "Banjir", ""]
    assert read(HEADER, row, report) == ([3], {"NOTHING": 1})


def test_a_row_that_counts_none_without_a_text_is_no_nil_row() -> None:
    assert read(HEADER, ["1", "22/11/2024", "Tapin", "", "nihil"]) == ([2], {})


def test_merged_days_and_places_hold_for_their_rows_and_texts_do_not() -> None:
    rows = [HEADER, ["1", "22/11/2024", "Tapin", "Banjir", ""], ["2", "", "", "", "20"]]
    merged = [Merged(2, 1, 3, 1), Merged(2, 2, 3, 2), Merged(2, 3, 3, 3)]
    assert list(body_of(*rows, merged=merged))[1] == (3, ["2", "22/11/2024", "Tapin", "", "20"])


def test_what_stands_in_a_column_without_a_name_is_said() -> None:
    body = body_of(["Tanggal", "Uraian", "", "Paraf"], ["22/11/2024", "Banjir", "penting", ""])
    assert len(list(body)) == 1
    assert [str(remark) for remark in body.remarks] == [
        "1 row holds something in a column without a name, which is not read",
        "1 column is not read, its name is not known: 'Paraf'",
    ]


def test_many_rows_are_named_by_stretches() -> None:
    blank = ["", "", "", "", ""]
    report = ["1", "22/11/2024", "Tapin", "Banjir", ""]
    body = body_of(HEADER, blank, blank, report, blank, report)
    list(body)
    assert str(body.remarks[0]) == "3 blank rows: 2–3, 5"


ODD = st.sampled_from(
    [
        "",
        "1",
        "2",
        "-",
        "NIHIL",
        "JUMLAH",
        "Mengetahui,",
        "(1)",
        "Rantau, 22 November 2024",
        "22/11/2024",
        "Tapin",
        "Banjir",
        "No",
        "Tanggal",
        "KABUPATEN TAPIN",
    ]
)


@given(st.lists(st.lists(ODD, min_size=5, max_size=5) | st.just(HEADER), max_size=12))
def test_every_row_is_a_report_or_counted_in_the_order_of_the_sheet(rows: list[list[str]]) -> None:
    numbers, skipped = read(["LAPORAN"], HEADER, *rows)
    assert numbers == sorted(numbers)
    assert len(numbers) + sum(skipped.values()) == len(rows) + 1


def test_many_odd_rows_are_no_signature() -> None:
    odd = [["", "", "", "", "Mengetahui,"]] + [["", "", "", "", "50"]] * 100
    numbers, _ = read(HEADER, *odd)
    assert len(numbers) == len(odd)


# The dozen.


@pytest.mark.parametrize("office", SHEETS, ids=lambda office: office.name)
def test_every_office_sheet_is_understood_without_a_mapping(office: Office, tmp_path: Path) -> None:
    path = tmp_path / office.name
    office.make(path)
    tables, _ = opened.tables(path, kind_of(path))
    reports, skipped = 0, dict.fromkeys(office.skipped, 0)
    for table in tables:
        rows = [row for row, _ in zip(table.rows(), range(layout.LOOKED_AT), strict=False)]
        found = find(rows, table.merged)
        assert not found.problems
        assert all(column.sure for column in found.columns)
        body = Body(found, table)
        reports += len(list(body))
        for reason, n in body.skipped.numbers.items():
            skipped[reason.name] = skipped.get(reason.name, 0) + n
    assert (reports, skipped) == (office.reports, office.skipped)
