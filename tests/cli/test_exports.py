"""``pilkada export``: whole or not at all."""

import csv
import hashlib
import json
import sqlite3
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.conftest import Cli
from tests.terminal import open_terminal


def test_reports_are_exported_with_every_field(sample: Cli, tmp_path: Path) -> None:
    target = tmp_path / "reports.csv"
    result = sample("export", "reports", "-o", str(target))
    assert (result.code, result.out) == (0, f"{target}\n")
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 21
    assert {row["id"] for row in rows} == {f"LAP-{n}" for n in range(1, 22)}


def test_csv_is_rfc_4180_in_utf_8_without_bom(sample: Cli, tmp_path: Path) -> None:
    target = tmp_path / "reports.csv"
    sample.ok("export", "reports", "-o", str(target))
    data = target.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert "–".encode() in data


def test_summaries_are_exported_as_csv_and_json(sample: Cli, tmp_path: Path) -> None:
    sample.ok("export", "summary", "--by", "stage", "-o", str(tmp_path / "s.csv"))
    sample.ok("export", "summary", "-f", "json", "-o", str(tmp_path / "s.json"))
    assert (tmp_path / "s.csv").read_text().startswith("rank,key,name,start,end,days")
    assert json.loads((tmp_path / "s.json").read_text())["schema"] == "pilkada.summary/1"


def test_what_was_there_stays_when_the_export_cannot_be_made(sample: Cli, tmp_path: Path) -> None:
    target = tmp_path / "reports.csv"
    target.write_text("yesterday's")
    assert sample("export", "reports", "-r", "Nowhere", "-o", str(target)).code == 2
    assert target.read_text() == "yesterday's"
    assert list(tmp_path.glob(".reports*")) == []


def test_a_missing_folder_or_a_folder_as_file_is_refused(sample: Cli, tmp_path: Path) -> None:
    for target in (tmp_path / "missing" / "reports.csv", tmp_path):
        result = sample("export", "reports", "-o", str(target))
        assert (result.code, result.out) == (7, "")
        assert "hint:" in result.err


def test_the_register_remembers_who_exported_what(sample: Cli, tmp_path: Path) -> None:
    target = tmp_path / "reports.csv"
    sample.ok("export", "reports", "-o", str(target))
    connection = sqlite3.connect(sample.register)
    what, destination, rows, digest = connection.execute(
        "SELECT what, destination, rows, sha256 FROM export_log"
    ).fetchone()
    connection.close()
    assert (what, destination, rows) == ("reports", str(target), 21)
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()


def test_without_a_file_the_data_goes_to_stdout_and_equals_the_list(sample: Cli) -> None:
    assert sample.ok("export", "reports") == sample.ok("report", "list", "-f", "csv")


def test_the_same_question_gives_the_same_bytes(sample: Cli) -> None:
    asked = ("export", "summary", "-f", "json", "--as-of", "2024-12-31")
    assert sample.ok(*asked) == sample.ok(*asked)


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "md", "xlsx", "geojson", "parquet"])
def test_the_format_is_what_the_name_of_the_file_ends_in(
    sample: Cli, tmp_path: Path, format: str
) -> None:
    target, named = tmp_path / f"laporan.{format}", tmp_path / "lain"
    sample.ok("export", "reports", "-o", str(target))
    sample.ok("export", "reports", "-f", format, "-o", str(named))
    assert target.read_bytes() == named.read_bytes() != b""


def test_a_list_and_an_export_as_csv_are_the_same_bytes(sample: Cli, tmp_path: Path) -> None:
    sample.ok("export", "reports", "-o", str(tmp_path / "one.csv"))
    sample.ok("report", "list", "-f", "csv", "-o", str(tmp_path / "other.csv"))
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()


def test_the_indonesian_dialect_is_what_excel_there_opens(sample: Cli, tmp_path: Path) -> None:
    target = tmp_path / "laporan.csv"
    sample.ok("export", "reports", "--dialect", "excel-id", "-o", str(target))
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid;occurred_on;")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert {row["region"] for row in rows} >= {"6372", "6307"}
    assert all(row["occurred_on"][2] == "/" for row in rows)


def test_a_workbook_holds_every_report_and_its_ranking_every_row(
    sample: Cli, tmp_path: Path
) -> None:
    target = tmp_path / "laporan.xlsx"
    sample.ok("export", "reports", "-o", str(target))
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert (sheet.max_row, sheet["A1"].value, sheet.freeze_panes) == (22, "id", "A2")
    sample.ok("export", "summary", "--by", "regency", "-o", str(target))
    assert openpyxl.load_workbook(target).worksheets[0].max_row == 14


@pytest.mark.parametrize("format", ["xlsx", "parquet"])
def test_what_is_no_text_is_not_poured_over_a_terminal(sample: Cli, format: str) -> None:
    result = sample("export", "reports", "-f", format)
    assert (result.code, result.out) == (2, "")
    assert "-o laporan" in result.err


def test_a_dialect_of_anything_but_csv_is_refused(sample: Cli) -> None:
    result = sample("export", "reports", "-f", "json", "--dialect", "excel-id")
    assert (result.code, result.out) == (2, "")
    assert "leave --dialect out" in result.err


def test_the_same_register_gives_the_same_workbook(sample: Cli, tmp_path: Path) -> None:
    for name in ("one.xlsx", "other.xlsx"):
        sample.ok("export", "reports", "-o", str(tmp_path / name))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


ONE_COLUMN = "di Excel menjadi satu kolom"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("command", "lang", "said"),
    [
        ("export reports -o x.csv", "id", "--dialect excel-id"),
        ("export summary -f csv -o x.csv", "id", "--dialect excel-id"),
        ("report list -f csv -o x.csv", "id", "pilkada export reports --dialect excel-id -o x.csv"),
        ("cari Uji -f csv -o x.csv", "id", "pilkada export reports --dialect excel-id -o x.csv"),
        ("ringkas -f csv -o x.csv", "id", "pilkada export summary --by regency --dialect excel-id"),
        ("export reports -o x.csv", "en", None),
        ("export reports --dialect machine -o x.csv", "id", None),
        ("export reports --dialect excel-id -o x.csv", "id", None),
        ("export reports -o x.xlsx", "id", None),
        ("export reports -f csv", "id", None),
        ("report list -f json -o x.json", "id", None),
    ],
)
def test_an_indonesian_at_a_terminal_is_told_once_how_a_csv_for_excel_is_made(
    cli: Cli, tmp_path: Path, command: str, lang: str, said: str | None
) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    terminal = open_terminal(cli.home, *command.split(), PILKADA_LANG=lang, columns=200)
    assert terminal.end() == 0
    assert terminal.text().count(ONE_COLUMN) == (said is not None)
    assert (said or "") in terminal.text()


def test_a_script_is_told_nothing_of_excel(cli: Cli, tmp_path: Path) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    result = cli("export", "reports", "-o", str(tmp_path / "x.csv"), "--lang", "id")
    assert "Excel" not in result.err


def test_the_log_of_exports_says_what_left_when_and_where_to_newest_first(
    sample: Cli,
) -> None:
    one, two = sample.home / "a.csv", sample.home / "b.json"
    sample.ok("export", "reports", "-o", str(one))
    sample.ok("export", "summary", "-f", "json", "-o", str(two))
    rows = json.loads(sample.ok("export", "log", "-f", "json"))
    assert [row["destination"] for row in rows] == [str(two), str(one)]
    first = rows[1]
    assert list(first) == ["at", "actor", "what", "destination", "rows", "sha256"]
    assert (first["what"], first["rows"], first["actor"]) == ("reports", 21, "petugas")
    assert first["sha256"] == hashlib.sha256(one.read_bytes()).hexdigest()
    header = sample.ok("export", "log", "-f", "csv").splitlines()[0]
    assert header == "at,actor,what,destination,rows,sha256"
    assert "a.csv" in sample.ok("export", "log")
    assert "oleh" in sample.ok("export", "log", "--lang", "id")
