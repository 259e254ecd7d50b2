"""``pilkada export``: whole or not at all."""

import csv
import hashlib
import json
import sqlite3
from pathlib import Path

from tests.conftest import Cli


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
