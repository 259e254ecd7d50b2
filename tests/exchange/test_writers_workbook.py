"""Workbooks: what Excel gets for each kind of value, and what it is kept from doing."""

import io
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.exchange.writers.table import Column, Kind, Place, Row, Table, of_fields
from pilkada_cli.exchange.writers.workbook import MAX_TEXT, write_workbook
from pilkada_cli.i18n import Sentence

COLOURS = {1: "blue", 2: "green", 3: "yellow", 4: "orange", 5: "red"}
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufffe\uffff")
) | st.sampled_from(["<r>", "</r>", "<r></r>", "<r><t>x</t></r>", "=1", "{=1}", "http://a.id"])


def written(table: Table, *rows: Row, most: int = 1000) -> bytes:
    file = io.BytesIO()
    assert write_workbook(file, table, iter(rows), rows_per_sheet=most) == len(rows)
    return file.getvalue()


def opened(table: Table, *rows: Row, most: int = 1000) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(table, *rows, most=most)))


def cell(kind: Kind, value: object) -> Any:
    table = Table("Laporan", [Column("x", kind)], zone="Asia/Makassar")
    return opened(table, (value,))["Laporan"]["A2"]


def test_days_times_and_instants_are_what_excel_reckons_with_shown_in_indonesian() -> None:
    day, clock = cell(Kind.DAY, "2024-11-22"), cell(Kind.CLOCK, "14:30")
    instant = cell(Kind.INSTANT, "2024-11-22T16:30:05.999Z")
    assert [str(day.value), str(clock.value), str(instant.value)] == [
        "2024-11-22 00:00:00",
        "14:30:00",
        "2024-11-23 00:30:05",
    ]
    assert [each.number_format for each in (day, clock, instant)] == [
        r"[$-421]dd\/mm\/yyyy",
        r"[$-421]hh\.mm",
        r"[$-421]dd\/mm\/yyyy hh\.mm\.ss",
    ]


def test_days_before_excel_begins_and_what_is_no_day_or_time_stay_texts() -> None:
    assert str(cell(Kind.DAY, "1900-03-01").value) == "1900-03-01 00:00:00"
    assert cell(Kind.DAY, "1900-02-28").value == "28/02/1900"
    assert cell(Kind.DAY, "1024-11-22").value == "22/11/1024"
    assert cell(Kind.DAY, "kemarin").value == "kemarin"
    assert cell(Kind.CLOCK, "24:00").value == "24:00"
    assert cell(Kind.INSTANT, "1800-01-01T00:00:00.000Z").data_type == "s"


def test_numbers_are_numbers_and_codes_are_texts() -> None:
    assert cell(Kind.WHOLE, 10**15).value == 10**15
    assert cell(Kind.WHOLE, -5).value == -5
    assert cell(Kind.DECIMAL, 2.5).value == 2.5
    assert cell(Kind.TRUTH, True).value is True
    assert [cell(Kind.ANY, value).value for value in (1, "a", [1, 2])] == [1, "a", "1; 2"]
    code = cell(Kind.CODE, "63.07")
    assert (code.value, code.data_type, code.number_format) == ("6307", "s", "@")
    assert cell(Kind.CODES, ("63.01", "63.02")).value == "6301; 6302"


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1}", "+1", "-1", "@x", "\t=1", "http://a.id", "internal:A1", "0812", "007"]
)
def test_a_text_is_no_formula_no_link_and_no_number(text: str) -> None:
    found = cell(Kind.TEXT, text)
    assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)
    assert found.number_format == "@"


@given(st.lists(TEXTS, min_size=1, max_size=5))
@settings(max_examples=40)
def test_every_text_comes_back(texts: list[str]) -> None:
    table = Table("Laporan", [Column("n", Kind.WHOLE), Column("title", Kind.TEXT)])
    data = written(table, *enumerate(texts))
    sheet = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0)
    assert [row[1] for row in sheet.to_python()[1:]] == texts


def test_signs_that_xml_cannot_hold_do_not_break_a_workbook() -> None:
    assert cell(Kind.TEXT, "a\x01\ufffeb").data_type == "s"
    assert cell(Kind.TEXT, "<r>\x01&</r>").data_type == "s"


def test_what_looks_like_markup_of_a_cell_is_a_text() -> None:
    for text in ("<r><t>x</t></r>", "<r></r>", "<r><!--</r>", "<r>&</r>"):
        assert cell(Kind.TEXT, text).value == text


def test_a_text_that_is_too_long_for_a_cell_is_cut_between_characters_and_that_is_said() -> None:
    said: list[Sentence] = []
    table = Table("Laporan", [Column("title", Kind.TEXT)], say=said.append)
    rows = (("a" * MAX_TEXT,), ("a" * (MAX_TEXT + 1),), ("😀" * 20_000,))
    sheet = opened(table, *rows)["Laporan"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == [
        "a" * MAX_TEXT,
        "a" * MAX_TEXT,
        "😀" * (MAX_TEXT // 2),
    ]
    assert [str(sentence) for sentence in said] == [
        "sheet Laporan, cell A3: only 32767 of 32768 characters fit",
        "sheet Laporan, cell A4: only 32767 of 40000 characters fit",
    ]


def test_more_rows_than_a_sheet_holds_go_on_further_sheets_with_their_own_headers() -> None:
    said: list[Sentence] = []
    table = Table("Laporan", of_fields(["id", "level"]), colours=COLOURS, say=said.append)
    book = opened(table, *[(f"HST-{n}", 1) for n in range(5)], most=2)
    assert book.sheetnames == ["Laporan", "Laporan 2", "Laporan 3"]
    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book] == [
        ["id", "HST-0", "HST-1"],
        ["id", "HST-2", "HST-3"],
        ["id", "HST-4"],
    ]
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:B3", "A1:B3", "A1:B2"]
    assert [str(each) for each in said] == ["a sheet holds 2 rows, so the workbook has 3 sheets"]


def test_rows_that_just_fill_a_sheet_need_no_second() -> None:
    table = Table("Laporan", of_fields(["id"]))
    assert opened(table, ("HST-1",), ("HST-2",), most=2).sheetnames == ["Laporan"]


def test_the_header_is_bold_and_stays_in_sight_and_rows_can_be_filtered() -> None:
    table = Table("Laporan", of_fields(FIELD_NAMES))
    for rows in ((), ((None,) * len(FIELD_NAMES),)):
        sheet = opened(table, *rows)["Laporan"]
        assert sheet.freeze_panes == "A2"
        assert sheet["A1"].font.b
        assert sheet.auto_filter.ref.startswith("A1:")
        header = [each.value for each in sheet[1]]
        assert [name for name in header if name != "district_name"] == list(FIELD_NAMES)
        for span in list(sheet.column_dimensions.values()):
            for place in range(span.min, span.max + 1):
                assert span.width > len(header[place - 1])


def test_every_level_has_the_colour_of_the_scale() -> None:
    table = Table("Laporan", of_fields(["id", "level", "residual_level"]), colours=COLOURS)
    sheet = opened(table, ("HST-1", 5, 1), ("HST-2", None, None))["Laporan"]
    for area in ("B2:B3", "C2:C3"):
        rules = sheet.conditional_formatting[area]
        assert [rule.formula for rule in rules] == [["1"], ["2"], ["3"], ["4"], ["5"]]
        assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == 5


def test_a_district_has_its_name_beside_its_code() -> None:
    table = Table("Laporan", of_fields(["district"]), places={"63.07.02": Place("B", 1.0, 2.0)})
    assert list(opened(table, ("63.07.02",))["Laporan"].iter_rows(values_only=True)) == [
        ("district", "district_name"),
        ("630702", "B"),
    ]


def test_a_workbook_says_when_it_was_made_as_it_was_told() -> None:
    at = datetime(2024, 11, 26, 15, 30, 5, tzinfo=UTC)
    data = written(Table("Laporan", of_fields(["id"]), at=at), ("HST-1",))
    assert b"2024-11-26T15:30:05Z" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")
    assert data == written(Table("Laporan", of_fields(["id"]), at=at), ("HST-1",))
    assert {each.date_time[0] for each in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {1980}


def test_rows_that_fail_leave_no_half_made_sheets_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing() -> Iterator[Row]:
        yield ("HST-1",)
        raise RuntimeError

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(RuntimeError):
        write_workbook(io.BytesIO(), Table("Laporan", of_fields(["id"])), failing())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_an_error_of_the_system() -> None:
    table = Table("Laporan", of_fields(["id"]))
    with open("/dev/full", "wb", buffering=0) as file, pytest.raises(OSError, match="space"):
        write_workbook(file, table, [("HST-1",)])


def test_a_pipe_gets_the_same_workbook_as_a_file() -> None:
    table = Table("Laporan", of_fields(["id"]))
    out, into = os.pipe()
    with open(out, "rb") as found, open(into, "wb") as pipe:
        write_workbook(pipe, table, [("HST-1",)])
        pipe.close()
        assert found.read() == written(table, ("HST-1",))
