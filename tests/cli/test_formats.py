"""What a file holds is what its name promises, for every command with -o."""

import json
from pathlib import Path

import pytest
from tests.conftest import Cli


@pytest.fixture
def told(cli: Cli) -> Cli:
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "hoaks")
    return cli


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        ("daftar", "csv"), ("daftar", "json"), ("cari baliho", "csv"), ("ringkas", "md"),
        ("ringkas", "csv"), ("cakupan", "csv"), ("beda", "md"), ("matrix", "csv"), ("map", "md"),
        ("lihat 1", "json"), ("lihat 1", "md"), ("waspada", "json"), ("tren", "json"),
        ("action list", "csv"), ("review", "json"), ("prevention", "csv"), ("log", "csv"),
        ("evaluate", "json"), ("readiness show", "csv"), ("stage list", "csv"),
        ("region list", "json"), ("taxonomy list", "csv"), ("baseline list", "csv"),
        ("office list", "json"), ("retention list", "csv"), ("export log", "csv"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_says_the_format_where_none_was_typed(
    told: Cli, tmp_path: Path, command: str, ending: str
) -> None:
    words, file = command.split(), tmp_path / f"hasil.{ending.upper()}"
    told(*words, "-o", str(file))
    shown = told(*words, "-f", ending).out
    written = file.read_text("utf-8-sig").replace("\r\n", "\n")
    assert written == shown.replace("\r\n", "\n").removeprefix("\ufeff")


def test_a_name_without_a_known_ending_gets_the_page(told: Cli, tmp_path: Path) -> None:
    for name in ("daftar", "daftar.txt", "daftar.22-11"):
        told.ok("daftar", "-o", str(tmp_path / name))
        assert (tmp_path / name).read_text("utf-8").startswith("id  ")


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        ("lihat 1", "docx"), ("lihat 1", "pdf"), ("lihat 1", "xlsx"), ("lihat 1", "rtf"),
        ("lihat 1", "html"), ("lihat 1", "csv"), ("daftar", "docx"), ("daftar", "md"),
        ("ringkas", "pdf"), ("waspada", "csv"), ("cakupan", "xlsx"), ("harian", "rtf"),
        ("export reports", "docx"), ("export reports", "xls"),
        ("daftar -f csv", "xlsx"), ("daftar -f table", "csv"), ("lihat 1 -f lapinfo", "docx"),
        ("lihat 1 -f wa", "json"), ("harian -f md", "docx"), ("export reports -f csv", "json"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_file_that_would_not_hold_what_its_name_says_is_refused_with_the_way_out(
    told: Cli, tmp_path: Path, command: str, ending: str, lang: str
) -> None:
    file = tmp_path / f"hasil.{ending}"
    refused = told(*command.split(), "-o", str(file), "--lang", lang)
    assert (refused.code, refused.out) == (2, "")
    assert not file.exists()
    error, hint = refused.err.splitlines()
    assert str(file) in error
    assert hint.startswith({"en": "hint: ", "id": "petunjuk: "}[lang])


def test_a_report_for_word_leads_to_the_command_that_writes_it(told: Cli, tmp_path: Path) -> None:
    refused = told("lihat", "LAP-1", "-f", "lapinfo", "-o", "lap.docx")
    assert "hint: as a document: pilkada brief attention LAP-1 -o lap.docx" in refused.err
    told.ok("brief", "attention", "LAP-1", "-o", str(tmp_path / "lap.docx"))


def test_geojson_is_json_and_a_text_may_have_any_other_name(told: Cli, tmp_path: Path) -> None:
    told.ok("export", "reports", "-f", "geojson", "-o", str(tmp_path / "peta.json"))
    assert json.loads((tmp_path / "peta.json").read_bytes())["type"] == "FeatureCollection"
    told.ok("harian", "-f", "wa", "-o", str(tmp_path / "pesan.txt"))
    told.ok("lihat", "1", "-f", "lapinfo", "-o", str(tmp_path / "li.txt"))
