"""Headings between the rows of a sheet: where the rows below them lie."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from tests.conftest import Cli

ALONE = "No;Tanggal;Uraian\n"
BOTH = "No;Tanggal;Kabupaten/Kota;Kecamatan;Uraian\n"


def sheet(cli: Cli, text: str) -> str:
    path = cli.home / "laporan.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def places(cli: Cli) -> list[tuple[str, str | None]]:
    rows = json.loads(cli.ok("report", "list", "--sort", "id", "-f", "json"))
    return [(row["region"], row["district"]) for row in sorted(rows, key=lambda row: row["title"])]


def test_the_rows_below_a_heading_lie_in_the_district_it_names_and_this_is_said(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    result = cli("report", "import", sheet(cli, ALONE
        + "A. KECAMATAN BARABAI;;\n1;22/11/2024;a\n2;22/11/2024;b\n"
        + "B. KECAMATAN HARUYAN;;\n1;23/11/2024;c\n"))  # fmt: skip
    assert result.code == 0, result.err
    assert places(cli) == [("63.07", "63.07.06")] * 2 + [("63.07", "63.07.01")]
    assert "2 headings that say where the rows below them lie: 2, 5" in result.err


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("KABUPATEN TAPIN", ("63.05", None)),
        ("Kab. Tapin :", ("63.05", None)),
        ("II. KOTA BANJARBARU (2 kejadian)", ("63.72", None)),
        ("KABUPATEN/KOTA: BALANGAN", ("63.11", None)),
        ("KAB. HULU SUNGAI TENGAH", ("63.07", None)),
        ("1) KECAMATAN LANDASAN ULIN", ("63.72", "63.72.02")),
    ],
)
def test_a_heading_is_known_however_it_is_written(
    cli: Cli, said: str, place: tuple[str, str | None]
) -> None:
    cli.ok("report", "import", sheet(cli, f"{ALONE}{said};;\n1;22/11/2024;a\n"))
    assert places(cli) == [place]


def test_what_a_row_says_itself_stands_and_what_it_leaves_blank_is_filled(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, BOTH
        + "KABUPATEN TAPIN;;;;\n1;22/11/2024;;;a\n2;22/11/2024;Banjar;;b\n3;22/11/2024;;Bakarangan;c\n"))  # fmt: skip
    assert places(cli) == [("63.05", None), ("63.03", None), ("63.05", "63.05.07")]


def test_another_regency_ends_the_district_before_it(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, ALONE
        + "KABUPATEN HULU SUNGAI TENGAH;;\nKecamatan Barabai;;\n1;22/11/2024;a\n"
        + "KABUPATEN TAPIN;;\n2;22/11/2024;b\n"))  # fmt: skip
    assert places(cli) == [("63.07", "63.07.06"), ("63.05", None)]


def test_a_letterhead_that_comes_again_on_the_next_page_leaves_the_district_as_it_is(
    cli: Cli,
) -> None:
    cli.ok("report", "import", sheet(cli, "KOTA BANJARBARU;;\n" + ALONE
        + "KECAMATAN CEMPAKA;;\n1;22/11/2024;a\nKOTA BANJARBARU;;\n" + ALONE + "2;22/11/2024;b\n"))  # fmt: skip
    assert places(cli) == [("63.72", "63.72.03")] * 2


def test_an_unknown_place_in_a_heading_is_refused_with_every_row_below_it(cli: Cli) -> None:
    result = cli("report", "import", sheet(cli, ALONE + "KABUPATEN ATLANTIS;;\n1;22/11/2024;a\n"))
    assert result.code == 4
    assert "row 3, kabupaten/kota: unknown region 'KABUPATEN ATLANTIS'" in result.err


def test_a_heading_that_cannot_be_handed_on_is_refused_as_a_row_and_not_passed_over(
    cli: Cli,
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    rows = "".join(f"{n};22/11/2024;kabar {n}\n" for n in range(1, 60))
    result = cli(
        "report", "import", sheet(cli, f"{ALONE}{rows}KABUPATEN TAPIN;;\n60;22/11/2024;x\n")
    )
    assert result.code == 4
    assert "row 61" in result.err


def test_rejected_rows_go_out_with_the_place_that_their_heading_gave(cli: Cli) -> None:
    rejects = cli.home / "salah.csv"
    path = sheet(cli, ALONE + "KABUPATEN TAPIN;;\n1;31/11/2024;a\n2;22/11/2024;b\n")
    assert cli("report", "import", path, "--partial", "--rejects", str(rejects)).code == 3
    head, row = csv.reader(rejects.read_text(encoding="utf-8-sig").splitlines())
    assert (head[3], row[3]) == ("kabupaten/kota", "KABUPATEN TAPIN")
    mended = Path(rejects).read_text(encoding="utf-8-sig").replace("31/11", "30/11")
    rejects.write_text(mended, encoding="utf-8")
    cli.ok("report", "import", str(rejects))
    assert places(cli) == [("63.05", None)] * 2


def test_the_name_of_an_office_below_its_signature_is_no_heading(cli: Cli) -> None:
    result = cli("report", "import", sheet(cli, BOTH
        + "1;22/11/2024;Tapin;;a\n;;;;Mengetahui,\n;;;;KEPALA BADAN KESBANGPOL\n;;;;KABUPATEN TAPIN\n"))  # fmt: skip
    assert result.code == 0, result.err
    assert "3 rows of the signature block: 3–5" in result.err


# The period above a table.


def days(cli: Cli) -> list[str]:
    rows = json.loads(cli.ok("report", "list", "-f", "json"))
    return [row["occurred_on"] for row in sorted(rows, key=lambda row: row["title"])]


def test_days_take_the_year_and_the_month_that_stand_above_the_table_and_this_is_said(
    cli: Cli,
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    result = cli("report", "import", sheet(cli, "LAPORAN BULAN NOPEMBER 2024;;\n" + ALONE
        + "1;20 Nopember;a\n2;21/11;b\n3;Jumat, 22;c\n4;9;d\n5;8/11/2023;e\n"))  # fmt: skip
    assert result.code == 0, result.err
    assert days(cli) == ["2024-11-20", "2024-11-21", "2024-11-22", "2024-11-09", "2023-11-08"]
    assert "days without a year are of 11/2024, which stands above the table" in result.err


def test_the_name_of_a_sheet_may_say_the_period(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    book = openpyxl.Workbook()
    for month in ("Oktober", "November"):
        page = book.create_sheet(f"{month} 2024")
        page.append(["Tanggal", "Uraian"])
        page.append([9, month])
    book.remove(book.worksheets[0])
    book.save(cli.home / "bulan.xlsx")
    cli.ok("report", "import", str(cli.home / "bulan.xlsx"))
    assert days(cli) == ["2024-11-09", "2024-10-09"]


@pytest.mark.parametrize(
    "above", ["LAPORAN KEJADIAN", "LAPORAN BULAN OKTOBER 2024", "DESEMBER 2023 - JANUARI 2024"]
)
def test_a_day_that_no_period_completes_is_refused_with_the_form_to_write(
    cli: Cli, above: str
) -> None:
    result = cli("report", "import", sheet(cli, f"{above};;\n{ALONE}1;20 Nopember;a\n"))
    assert result.code == 4
    assert "row 3, Tanggal: '20 Nopember' does not say the year; write it" in result.err


def test_nothing_is_said_of_the_period_where_every_day_names_its_own(cli: Cli) -> None:
    text = "LAPORAN BULAN NOPEMBER 2024;;;\nNo;Tanggal;Kab;Uraian\n1;20/11/2024;Tapin;a\n"
    assert "above the table" not in cli("report", "import", sheet(cli, text)).err
