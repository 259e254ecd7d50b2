"""``pilkada export``: whole or not at all."""

import csv
import hashlib
import json
import shlex
import sqlite3
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.conftest import Cli
from tests.terminal import open_terminal

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.exchange.sheets import headers, values
from pilkada_cli.i18n import use_language
from pilkada_cli.render import headings


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


@pytest.mark.parametrize(
    "command",
    ["export reports -f csv", "report list -f json", "brief daily -f md", "report show 1 -f wa"],
)
def test_a_dash_as_file_is_stdout_too(
    sample: Cli, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(sample.home)
    assert sample.ok(*command.split(), "-o", "-") == sample.ok(*command.split())
    assert not (sample.home / "-").exists()


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
    assert data.startswith(b"\xef\xbb\xbfid;date;")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert {row["region code"] for row in rows} >= {"6372", "6307"}
    assert all(row["date"][2] == "/" for row in rows)


SHEET_COLUMNS = {
    "en": [
        "id", "date", "region code", "region", "phase", "verification", "state of handling", "title",
    ],
    "id": [
        "id", "tanggal", "kode wilayah", "wilayah", "fase", "verifikasi", "status penanganan", "judul",
    ],
}  # fmt: skip
SHEET_WORDS = {
    "en": {"unverified", "verified", "refuted", "new", "handled", "closed", "PG", "AG", "GN"},
    "id": {
        "belum diverifikasi", "terverifikasi", "tidak terbukti",
        "baru", "ditindaklanjuti", "selesai", "PG", "AG", "GN",
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("name", ["l.xlsx", "l.csv"])
def test_a_sheet_for_people_has_headings_and_words_in_their_language(
    sample: Cli, tmp_path: Path, name: str, lang: str
) -> None:
    target = tmp_path / name
    dialect = ("--dialect", "excel-id") if name.endswith("csv") else ()
    sample.ok("export", "reports", "--lang", lang, *dialect, "-o", str(target))
    head, *rows = sheet_rows(target)
    expected = SHEET_COLUMNS[lang]
    assert [text for text in head if text in expected] == expected
    coded = [head.index(text) for text in expected[4:7]]
    assert {row[at] for row in rows for at in coded} <= SHEET_WORDS[lang]


def sheet_rows(path: Path) -> list[list[str]]:
    """The rows of a CSV for Excel or of the first sheet of a workbook."""
    if path.suffix == ".csv":
        return list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("name", FIELD_NAMES)
def test_every_heading_of_a_sheet_means_its_field_when_it_comes_back(name: str, lang: str) -> None:
    use_language(lang)
    meant = headers.match(headings.of_sheet(name))
    place = {"regency_name": "region"}
    assert meant == (place.get(name, name), True)


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("name", ["phase", "verification", "handling"])
def test_every_word_of_a_sheet_means_its_code_when_it_comes_back(name: str, lang: str) -> None:
    use_language(lang)
    said = headings.words_of(name)
    assert said
    assert all(values.phrase(name, word).casefold() == code for code, word in said)


@pytest.mark.parametrize("by", ["regency", "stage", "category", "athg", "district"])
def test_a_ranking_for_people_has_headings_in_their_language(
    sample: Cli, tmp_path: Path, by: str
) -> None:
    target = tmp_path / "ringkasan.xlsx"
    sample.ok("export", "summary", "--by", by, "--lang", "id", "-o", str(target))
    head = sheet_rows(target)[0]
    assert head[0] == "peringkat"
    assert {"laporan", "kejadian", "skor rekam"} < set(head)
    assert not {"events", "open_index"} & set(head)
    sample.ok("export", "summary", "--by", by, "--lang", "id", "-o", str(tmp_path / "r.csv"))
    assert (tmp_path / "r.csv").read_text().startswith("rank,")


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
        ("report list -f csv -o x.csv", "id", "pilkada export reports -o x.xlsx"),
        ("cari Uji -f csv -o x.csv", "id", "pilkada export reports --words Uji -o x.xlsx"),
        ("ringkas -f csv -o x.csv", "id", "pilkada export summary -o x.xlsx"),
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


FILTERED = [
    "report list -r 'Hulu Sungai Tengah' -c hoaks --since '1 November 2024' --open",
    "report list --phase pg --verification unverified --handling new --level 3 --mine",
    "report search uji 'di pasar' -r HST --until 30/11/2024 --as-of 2024-12-01",
    "summary -r HST --by category --measure record --rank-by count",
]


def test_a_workbook_bears_the_highest_mark_of_its_reports_at_its_head_and_in_its_properties(
    cli: Cli, tmp_path: Path
) -> None:
    cli.ok("report", "add", "Biasa", "-r", "HSU", "-c", "hoaks")
    cli.ok("report", "add", "Gawat", "-r", "HST", "-c", "hoaks", "--classification", "R")

    def marked(*options: str) -> tuple[str, str, str]:
        path = tmp_path / "l.xlsx"
        cli.ok("export", "reports", "-o", str(path), *options)
        book = openpyxl.load_workbook(path)
        [sheet] = book
        return sheet.oddHeader.center.text, book.properties.category, sheet["A1"].value

    assert marked() == ("SECRET", "SECRET", "id")
    assert marked("--lang", "id") == ("RAHASIA", "RAHASIA", "id")
    assert marked("-r", "HSU") == ("RESTRICTED", "RESTRICTED", "id")
    assert marked("-r", "Tapin")[0] == "RESTRICTED"


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("format", ["-f xlsx", "-o hasil.xlsx"])
@pytest.mark.parametrize("asked", FILTERED)
def test_who_wants_excel_of_a_screen_is_given_the_command_that_repeats_the_filters(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, asked: str, format: str, lang: str
) -> None:
    monkeypatch.chdir(cli.home)
    cli.ok("report", "add", "Uji di pasar", "-r", "HST", "-c", "hoaks")
    cli.ok("report", "add", "Lain", "-r", "Tapin", "-c", "netralitas/asn")
    refused = cli(*shlex.split(f"{asked} {format} --lang {lang}"))
    assert (refused.code, refused.out) == (2, "")
    hint = refused.err.splitlines()[-1]
    pasted = shlex.split(hint[hint.index("pilkada ") :])[1:]
    cli.ok(*pasted)
    [workbook] = cli.home.glob("*.xlsx")
    assert workbook.name == pasted[-1]
    expected = csv.reader(cli.ok(*shlex.split(f"{asked} -f csv")).splitlines())
    assert [row[0] for row in sheet_rows(workbook)][1:] == [row[0] for row in expected][1:]


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
