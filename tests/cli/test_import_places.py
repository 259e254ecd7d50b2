"""What a sheet as a whole says of its rows, and what it leaves open: its district, its days, its counts."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.conftest import Cli
from tests.other_election import write_other_election


def book(path: Path, name: str, *rows: tuple[object, ...]) -> str:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    made.save(path)
    return str(path)


def reports(cli: Cli) -> list[dict[str, object]]:
    return json.loads(cli.ok("report", "list", "-f", "json", "--sort", "id"))


def shown(cli: Cli, number: int) -> dict[str, object]:
    return json.loads(cli.ok("report", "show", str(number), "-f", "json"))


ROW = ("21/11/2024", "Baliho dirusak")


@pytest.mark.parametrize(
    ("name", "head", "district"),
    [
        ("Barabai", (), "63.07.06"),
        ("Sheet1", (("LAPORAN KECAMATAN BARABAI",), ("KABUPATEN HULU SUNGAI TENGAH",)), "63.07.06"),
        ("Sheet1", (("BAKESBANGPOL HULU SUNGAI TENGAH",), ("Jl. Merdeka, Kec. Barabai",)), None),
        ("HST", (), None),
    ],
)
def test_rows_lie_in_the_district_that_their_sheet_is_about_but_not_in_that_of_an_address(
    cli: Cli, name: str, head: tuple[tuple[str], ...], district: str | None
) -> None:
    path = book(cli.home / "l.xlsx", name, *head, ("Tanggal", "Uraian"), ROW)
    cli.ok("report", "import", path)
    assert [(r["region"], r["district"]) for r in reports(cli)] == [("63.07", district)]


def test_a_row_that_names_a_district_of_its_own_lies_there(cli: Cli) -> None:
    rows = (("Tanggal", "Kecamatan", "Uraian"), ("21/11/2024", "Haruyan", "Baliho dirusak"))
    cli.ok("report", "import", book(cli.home / "l.xlsx", "Barabai", *rows))
    assert shown(cli, 1)["district"] == "63.07.01"


def test_a_column_of_counts_is_never_taken_for_what_happened(cli: Cli) -> None:
    made = Workbook()
    first = made.active
    assert first is not None
    for row in (
        ("Tanggal", "Kabupaten", "Uraian", "Jumlah Kejadian"),
        (*ROW[:1], "HST", ROW[1], 2),
    ):
        first.append(row)
    recap = made.create_sheet("REKAP")
    for line in (("No", "Kecamatan", "Jumlah Laporan"), (1, "Barabai", 2), (2, "Haruyan", 1)):
        recap.append(line)
    made.save(cli.home / "l.xlsx")
    result = cli("report", "import", str(cli.home / "l.xlsx"))
    assert [(r["title"], r["detail"]) for r in reports(cli)] == [("Baliho dirusak", None)]
    assert "REKAP: " in result.err


def test_a_sheet_without_days_is_dated_today_and_says_so(cli: Cli) -> None:
    path = cli.home / "l.csv"
    path.write_text("Kabupaten;Uraian\nTapin;Baliho dirusak\n", "utf-8")
    result = cli("report", "import", str(path))
    assert "1 row has no day, nor has the sheet a column of days" in result.err
    report = shown(cli, 1)
    assert report["occurred_on"] == "2024-11-22" and "occurred_on" in str(report["guessed"])
    assert "1 line known already" in cli("report", "import", str(path)).err


@pytest.mark.parametrize("typed", ["Kab. HST", "kab hst", "Kabupaten HST"])
def test_an_alias_may_be_called_a_regency(cli: Cli, typed: str) -> None:
    cli.ok("report", "add", "Baliho dirusak", "-r", typed, "-c", "hoaks")
    assert reports(cli)[0]["region"] == "63.07"


def test_a_sheet_of_another_country_comes_in_by_its_own_reference_data(cli: Cli) -> None:
    folder = write_other_election(cli.home / "lain")
    regions = folder / "regions.yaml"
    text = regions.read_text("utf-8")
    for ours, theirs in (("provinsi", "republic"), ("kabupaten", "county"), ("kota", "free city")):
        text = text.replace(f"kind: {ours}", f"kind: {theirs}")
    regions.write_text(text, "utf-8")
    cli.ok("data", "check", str(folder))
    cli.ok("init", "--data", str(folder), "-r", "64", "--code", "EX")
    path = cli.home / "l.csv"
    rows = ("2024-11-20,County Hulu,Boxes late", "2024-11-21,Free City Utama,Poster torn")
    path.write_text("\n".join(("date,region,description", *rows)), "utf-8")
    result = cli("report", "import", str(path))
    assert result.code == 0, result.err
    assert [r["region"] for r in reports(cli)] == ["64.01", "64.71"]
    assert "County Hulu" in cli.ok("region", "list")
