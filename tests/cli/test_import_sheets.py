"""``report import`` of sheets: as offices send them, as other systems export them, as we export them."""

import csv
import json
import sys
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from tests.conftest import LATER, Cli
from tests.office_sheets import SHEETS, Office
from tests.terminal import ENTER, open_terminal

MAPPINGS = Path(__file__).parents[2] / "docs" / "mappings"
PLAIN = "Tanggal;Kabupaten/Kota;Uraian\n"


def sheet(cli: Cli, text: str, name: str = "lembar.csv") -> str:
    path = cli.home / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def reports(cli: Cli, *options: str) -> list[dict[str, object]]:
    return json.loads(cli.ok("report", "list", "-f", "json", *options))


@pytest.mark.parametrize("office", SHEETS, ids=lambda office: office.name)
def test_a_sheet_of_an_office_comes_in_without_a_mapping_once(cli: Cli, office: Office) -> None:
    path = cli.home / office.name
    office.make(path)
    first = cli("report", "import", str(path))
    assert first.code == 0, first.err
    assert len(reports(cli)) == office.reports
    again = cli("report", "import", str(path))
    assert again.code == 0 and "added" not in again.err
    cli.ok("undo", "--yes")
    assert reports(cli) == []
    assert f"{office.reports} report" in cli("report", "import", str(path)).err
    assert cli("check").code == 0


@pytest.mark.parametrize(
    "header",
    ["MD;LB;LR", "Meninggal;Luka Berat;Luka Ringan", "KORBAN MD;KORBAN LB;KORBAN LR",
     "KORBAN;;\n;;;MD;LB;LR"],
)  # fmt: skip
def test_badly_and_lightly_injured_of_a_sheet_are_added_up(cli: Cli, header: str) -> None:
    cli.now = LATER
    head = PLAIN.strip() + ";" + header + "\n"
    path = sheet(cli, head + "22/11/2024;HST;Bentrok;0;1;2\n23/11/2024;HST;Tawuran;1;-;3\n")
    cli.ok("report", "import", path)
    assert {(r["dead"], r["injured"]) for r in reports(cli)} == {(0, 3), (1, 3)}


def test_what_is_no_number_among_parts_is_refused_by_all_their_headers(cli: Cli) -> None:
    cli.now = LATER
    path = sheet(cli, PLAIN.strip() + ";LB;LR\n22/11/2024;HST;Bentrok;1;banyak\n")
    refused = cli("report", "import", path)
    assert refused.code == 4 and "row 2, LB + LR: 'banyak' is not a whole number" in refused.err


@pytest.mark.parametrize("name", ["acled", "ushahidi", "google-form"])
def test_an_export_of_another_system_comes_in_by_its_mapping(cli: Cli, name: str) -> None:
    cli.now = LATER
    files = (str(MAPPINGS / f"{name}.csv"), "--mapping", str(MAPPINGS / f"{name}.yaml"))
    result = cli("report", "import", *files, "--source", name)
    assert result.code == 0, result.err
    found = reports(cli)
    assert found and {row["source_system"] for row in found} == {name}
    assert "added" not in cli("report", "import", *files, "--source", name).err


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize(
    "options",
    [("-o", "l.csv"), ("--dialect", "excel-id", "-o", "l.csv"), ("-o", "l.xlsx")],
    ids=["machine", "excel-id", "xlsx"],
)
def test_an_export_is_known_at_home_and_comes_back_elsewhere_to_the_same_columns(
    sample: Cli, options: tuple[str, ...], lang: str
) -> None:
    *flags, name = options
    path = str(sample.home / name)
    sample.ok("export", "reports", "--lang", lang, *flags, path)
    at_home = sample("report", "import", path)
    assert (at_home.code, len(reports(sample))) == (0, 21), at_home.err
    assert "added" not in at_home.err
    elsewhere = ("--register", str(sample.home / "lain.db"))
    assert sample("report", "import", path, *elsewhere).code == 0
    apart = {"id", "recorded_at", "updated_at", "group", "known_at"}
    here, there = reports(sample), reports(sample, *elsewhere)
    kept = [sorted(json.dumps({k: v for k, v in row.items() if k not in apart}) for row in rows)
            for rows in (here, there)]  # fmt: skip
    assert kept[0] == kept[1]
    assert sum(bool(row["group"]) for row in here) == sum(bool(row["group"]) for row in there)


def test_a_report_refuted_elsewhere_says_so(sample: Cli) -> None:
    path = str(sample.home / "l.csv")
    sample.ok("export", "reports", "-o", path)
    elsewhere = ("--register", str(sample.home / "lain.db"))
    sample.ok("report", "import", path, *elsewhere)
    [refuted] = reports(sample, "--verification", "refuted", *elsewhere)
    shown = sample.ok("report", "show", str(refuted["id"]), *elsewhere)
    assert "imported as refuted" in shown


def test_the_region_of_a_sheet_is_that_of_its_name(cli: Cli) -> None:
    workbook = openpyxl.Workbook()
    for name in ("Tapin", "Balangan"):
        page = workbook.create_sheet(name)
        page.append(["Tanggal", "Uraian"])
        page.append(["22/11/2024", f"Spanduk roboh di {name}"])
    workbook.remove(workbook.worksheets[0])
    workbook.save(cli.home / "k.xlsx")
    cli.ok("report", "import", str(cli.home / "k.xlsx"))
    assert {row["regency_name"] for row in reports(cli)} == {"Tapin", "Balangan"}


def test_without_any_region_the_office_s_own_is_meant_and_else_it_is_missing(cli: Cli) -> None:
    path = sheet(cli, "Tanggal;Uraian\n22/11/2024;Spanduk roboh\n")
    refused = cli("report", "import", path)
    assert refused.code == 4
    assert "row 2, region: it is missing" in refused.err
    cli.ok("init", "-r", "HST", "--code", "HST")
    said = cli("report", "import", path).err
    assert (
        "1 row names no region; it lies in Hulu Sungai Tengah, the register's own region\n" in said
    )
    assert reports(cli)[0]["region"] == "63.07"


def test_a_category_that_nobody_said_is_suggested_under_a_sign(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, PLAIN + "22/11/2024;Tapin;Hoaks beredar di grup\n"))
    shown = json.loads(cli.ok("report", "show", "1", "-f", "json"))
    assert (shown["category"], shown["guessed"]) == ("kamtibmas/hoaks", ["category", "phase"])


def test_guesses_of_new_reports_are_counted_and_listed_till_confirmed(cli: Cli) -> None:
    rows = "".join(f"22/11/2024;Tapin;Hoaks beredar di grup {n}\n" for n in range(5))
    path = sheet(cli, PLAIN + rows)
    said = cli("report", "import", path).err
    told = "guessed from what the rows say: category (5), phase GN (5); see them with pilkada report list --guessed\n"
    assert told in said
    assert "guessed" not in cli("report", "import", path).err
    cli.ok("report", "amend", "LAP-2", "-c", "hoaks", "--phase", "gn")
    assert {row["id"] for row in reports(cli, "--guessed")} == {"LAP-1", "LAP-3", "LAP-4", "LAP-5"}


RATED = "Tanggal;Kabupaten;Uraian;Kategori;Fase;Dampak\n"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "not said and taken from the category: phase PG (4), likelihood (5), impact (5);"
            " to change, for example: pilkada report amend LAP-1 --phase gn",
        ),
        (
            "id",
            "tidak disebut dan diambil dari kategori: fase PG (4), kemungkinan (5), dampak (5);"
            " untuk mengubah, misalnya: pilkada report amend LAP-1 --phase gn",
        ),
    ],
)
def test_what_a_sheet_left_to_the_category_is_said_once_with_one_example(
    cli: Cli, lang: str, said: str
) -> None:
    rows = [f"2{n}/11/2024;Tapin;Hoaks {n};hoaks;;" for n in range(1, 3)] * 2
    rows += ["22/11/2024;Tapin;Terjadi;hoaks;gn;", "22/11/2024;Tapin;Mungkin;hoaks;ag;2"]
    rows += ["22/11/2024;Tapin;Semua;hoaks;gn;2"]
    result = cli("--lang", lang, "report", "import", sheet(cli, RATED + "\n".join(rows) + "\n"))
    assert result.code == 0, result.err
    assert [line for line in result.err.splitlines() if "amend" in line] == [said]


WRONG = (
    PLAIN + "22/11/2024;Tapin;Spanduk roboh\n31/11/2024;Tapin;Baliho roboh\n22/11/2024;Atlantis;X\n"
)


def test_one_wrong_row_and_nothing_is_written_each_named_with_row_and_column(cli: Cli) -> None:
    path = sheet(cli, WRONG)
    result = cli("report", "import", path)
    assert (result.code, result.out) == (4, "")
    assert f"{path}, row 3, Tanggal: " in result.err
    assert f"{path}, row 4, Kabupaten/Kota: " in result.err
    assert not (cli.home / "register.db").exists()


def test_partial_keeps_the_good_rows_and_the_rejects_can_be_mended(cli: Cli) -> None:
    rejects = cli.home / "salah.csv"
    result = cli("report", "import", sheet(cli, WRONG), "--partial", "--rejects", str(rejects))
    assert result.code == 3
    assert len(reports(cli)) == 1 and "2 rows were not taken in" in result.err
    rows = list(csv.reader(rejects.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["Tanggal", "Kabupaten/Kota", "Uraian", "why it was not taken"]
    mended = rejects.read_text(encoding="utf-8-sig").replace("31/11", "30/11")
    rejects.write_text(mended.replace("Atlantis", "Tapin"), encoding="utf-8")
    assert cli("report", "import", str(rejects)).code == 0
    assert len(reports(cli)) == 3


def test_a_dry_run_says_what_would_happen_and_writes_nothing(cli: Cli) -> None:
    path = sheet(cli, PLAIN + "22/11/2024;Tapin;Spanduk roboh\n")
    told = cli("report", "import", path, "--dry-run")
    assert told.code == 0 and "1 report added" in told.err
    assert not (cli.home / "register.db").exists()
    cli.ok("report", "import", path)
    assert "added" not in cli("report", "import", path, "--dry-run").err


def test_a_known_row_that_changed_is_left_alone_or_stops_everything(cli: Cli) -> None:
    head = "source_ref,occurred_on,region,category,title\n"
    old = sheet(cli, head + "A1,2024-11-22,63.05,kamtibmas/hoaks,Hoaks\n")
    cli.ok("report", "import", old)
    new = sheet(cli, head + "A1,2024-11-22,63.05,kamtibmas/hoaks,Hoaks lain\n"
                            "A2,2024-11-22,63.05,kamtibmas/hoaks,Baru\n")  # fmt: skip
    stopped = cli("report", "import", new, "--on-conflict", "stop")
    assert stopped.code == 4 and len(reports(cli)) == 1
    skipped = cli("report", "import", new)
    assert skipped.code == 3 and len(reports(cli)) == 2
    assert reports(cli, "--limit", "2")[-1]["title"] == "Hoaks"


def test_two_honest_equal_rows_both_live_and_no_third(cli: Cli) -> None:
    path = sheet(cli, PLAIN + "22/11/2024;Tapin;Spanduk roboh\n" * 2)
    for _ in range(2):
        cli.ok("report", "import", path)
        assert len(reports(cli)) == 2


GUESSED = (
    "Tanggal;Kabupaten/Kota;Uraian singkat kejadian menonjol\n22/11/2024;Tapin;Spanduk roboh\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_guessed_column_is_asked_about_once_and_remembered(cli: Cli) -> None:
    path = sheet(cli, GUESSED)
    terminal = open_terminal(cli.home, "report", "import", path)
    terminal.see("'Uraian singkat kejadian menonjol'").answer("Is that right?", "y")
    assert terminal.end() == 0
    again = open_terminal(cli.home, "report", "import", path)
    assert again.end() == 0
    assert "Is that right?" not in again.text()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_guess_that_is_denied_writes_nothing_and_names_the_field_in_words(cli: Cli) -> None:
    path = sheet(cli, GUESSED + "31/11/2024;Tapin;Baliho roboh\n")
    asked = (
        "report",
        "import",
        path,
        "--partial",
        "--rejects",
        str(cli.home / "salah.csv"),
        "--lang",
        "id",
    )
    terminal = open_terminal(cli.home, *asked)
    terminal.see("→ uraian").see("Apakah benar?").type(ENTER)
    assert terminal.end() == 130
    assert not (cli.home / "register.db").exists()
    assert not (cli.home / "salah.csv").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 4),
        (b"%PDF-1.7\n", 4),
        (b"PK\x03\x04 no workbook", 4),
        (b"\x89PNG\r\n\x1a\n", 4),
        (b"Tanggal;Tanggal;Uraian\n22/11/2024;1;x\n", 4),
        (b"Tanggal;Kabupaten\n22/11/2024;Tapin\n", 4),
        (b"Tanggal;Kabupaten;Uraian\n", 4),
        (b'Tanggal;Kabupaten;Uraian\n22/11/2024;Tapin;"x\n', 4),
        (b"Tanggal;Kabupaten;Uraian\n22/11/2024;Tapin;a\0b\n", 4),
        (b"Tanggal;Kabupaten;Uraian\n22/11/1024;Tapin;x\n", 4),
    ],
    ids=["empty", "pdf", "zip", "photo", "columns-twice", "no-text", "no-rows", "open-quote",
         "nul", "year-1024"],
)  # fmt: skip
def test_what_is_no_sheet_of_reports_is_refused_and_leaves_nothing(
    cli: Cli, content: bytes, code: int
) -> None:
    path = cli.home / "kiriman"
    path.write_bytes(content)
    result = cli("report", "import", str(path))
    assert (result.code, result.out) == (code, ""), result.err
    assert "error: " in result.err and "hint: " in result.err
    assert not (cli.home / "register.db").exists()


def test_a_cell_is_never_run_and_never_markup(cli: Cli) -> None:
    path = sheet(cli, PLAIN + '22/11/2024;Tapin;"\'=HYPERLINK(""x"") [red]merah"\n')
    cli.ok("report", "import", path)
    assert reports(cli)[0]["title"] == '=HYPERLINK("x") [red]merah'


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("region", ["HST", "Kalimantan Selatan"])
def test_the_form_comes_in_without_a_question_once_it_is_filled_in(
    cli: Cli, language: str, region: str
) -> None:
    cli.ok("init", "-r", region, "--code", "HST")
    path = cli.home / "formulir.xlsx"
    cli.ok("report", "template", "-o", str(path), "--lang", language)
    empty = cli("report", "import", str(path))
    assert empty.code == 4 and "holds no reports" in empty.err
    book = openpyxl.load_workbook(path)
    form, nil = book.worksheets[:2]
    names = [cell.value for cell in form[2 if region == "HST" else 1]]
    told = {
        0: "22/11/2024", names.index("judul" if language == "id" else "title"): "Spanduk roboh",
        names.index("kategori" if language == "id" else "category"): "kamtibmas/hoaks",
        2: "Barabai" if region == "HST" else "Tapin",
    }  # fmt: skip
    form.append([told.get(at, "") for at in range(len(names))])
    nil.append(["21/11/2024", "" if region == "HST" else "Tapin"])
    book.save(path)
    result = cli("report", "import", str(path))
    assert result.code == 0, result.err
    assert "1 report added, 1 nil report added" in result.err
    assert "added" not in cli("report", "import", str(path)).err
    assert reports(cli)[0]["region"] == ("63.07" if region == "HST" else "63.05")


def test_a_form_is_written_under_the_name_of_a_workbook_only(cli: Cli) -> None:
    path = cli.home / "formulir.csv"
    result = cli("report", "template", "-o", str(path))
    assert result.code == 2 and not path.exists()
    assert "formulir.xlsx" in result.err


def test_the_form_of_a_regency_lies_there_at_the_province_too(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    path = cli.home / "formulir.xlsx"
    cli.ok("report", "template", "-o", str(path))
    book = openpyxl.load_workbook(path)
    form, nil = book.worksheets[:2]
    form.cell(3, 1, "22/11/2024")
    form.cell(3, [cell.value for cell in form[2]].index("title") + 1, "Spanduk roboh")
    nil.append(["21/11/2024"])
    book.save(path)
    province = ("--register", str(cli.home / "provinsi.db"))
    result = cli("report", "import", str(path), *province)
    assert result.code == 0 and "1 report added, 1 nil report added" in result.err, result.err
    assert reports(cli, *province)[0]["region"] == "63.07"


def test_the_form_offers_the_districts_of_the_office_and_every_category(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    path = cli.home / "formulir.xlsx"
    cli.ok("report", "template", "-o", str(path))
    book = openpyxl.load_workbook(path)
    held = {cell.value for row in book["_lists"].iter_rows() for cell in row}
    assert {"Barabai", "kamtibmas/hoaks", "PG", "5"} <= held
    assert book["_lists"].sheet_state == "hidden"
    first = path.read_bytes()
    cli.ok("report", "template", "-o", str(path))
    assert path.read_bytes() == first
    path.write_bytes(first + b"filled in")
    assert cli("report", "template", "-o", str(path)).code == 2
    assert path.read_bytes() == first + b"filled in"


HEAD = "source_ref,occurred_on,region,category,impact,title\n"
FIRST = HEAD + "A1,2024-11-22,63.05,kamtibmas/hoaks,2,Hoaks\n"
LATER_ON = HEAD + "A1,2024-11-22,63.05,kamtibmas/hoaks,4,Hoaks\n"


def test_an_update_writes_what_the_sheet_changed_and_leaves_what_officers_did(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, FIRST))
    cli.ok("report", "amend", "1", "--title", "Hoaks di Tapin")
    updated = cli("report", "import", sheet(cli, LATER_ON), "--on-conflict", "update")
    assert updated.code == 0 and "1 operation on reports added" in updated.err
    [report] = reports(cli)
    assert (report["impact"], report["title"]) == (4, "Hoaks di Tapin")
    again = cli("report", "import", sheet(cli, LATER_ON), "--on-conflict", "update")
    assert "operation" not in again.err
    assert cli("report", "import", sheet(cli, LATER_ON)).code == 0
    cli.ok("undo", "--yes")
    assert reports(cli)[0]["impact"] == 2


@pytest.mark.parametrize(
    "options",
    [
        ("-o",),
        ("--dialect", "excel-id", "-o"),
        ("--lang", "id", "--dialect", "excel-id", "-o"),
    ],
    ids=["machine", "excel-id", "excel-id-in-indonesian"],
)
def test_an_export_that_was_edited_changes_only_what_was_edited(
    cli: Cli, options: tuple[str, ...]
) -> None:
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "hoaks", "--impact", "2")
    path = cli.home / "l.csv"
    cli.ok("export", "reports", *options, str(path))
    cli.now += timedelta(hours=1)
    cli.ok("report", "amend", "1", "--impact", "5")
    text = path.read_bytes().decode("utf-8-sig").replace("Baliho dirusak", "Baliho dirobek")
    path.write_text(text, encoding="utf-8")
    result = cli("report", "import", str(path), "--on-conflict", "update")
    assert (result.code, len(reports(cli))) == (0, 1), result.err
    assert (reports(cli)[0]["title"], reports(cli)[0]["impact"]) == ("Baliho dirobek", 5)


def test_where_a_sheet_has_codes_and_names_of_places_the_codes_are_read(cli: Cli) -> None:
    path = sheet(
        cli,
        "Tanggal;Kode Kabupaten;Nama Kabupaten;Kode Kecamatan;Kecamatan;Uraian\n"
        "22/11/2024;6307;HST;630702;Barabai;Spanduk roboh\n",
    )
    result = cli("report", "import", path)
    assert (result.code, reports(cli)[0]["region"]) == (0, "63.07"), result.err
    assert "'Nama Kabupaten', 'Kecamatan'" in result.err


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_row_added_to_an_exported_sheet_may_name_places_without_their_codes(
    cli: Cli, lang: str
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    cli.ok("report", "add", "Baliho dirusak", "-r", "Barabai", "-c", "hoaks")
    path = cli.home / "laporan.xlsx"
    cli.ok("export", "reports", "--lang", lang, "-o", str(path))
    book = openpyxl.load_workbook(path)
    head, *_rows = [[str(value) for value in row] for row in book.active.values]
    said = {"region": "Tapin", "district": "Binuang", "title": "Spanduk roboh", "category": "hoaks"}
    if lang == "id":
        names = {"region": "wilayah", "district": "kecamatan", "title": "judul"}
        said = {names.get(name, "kategori"): text for name, text in said.items()}
    book.active.append([said.get(name) for name in head])
    book.save(path)
    result = cli("report", "import", str(path))
    assert result.code == 0, result.err
    [added] = [row for row in reports(cli) if row["title"] == "Spanduk roboh"]
    assert (added["regency_name"], added["district"]) == ("Tapin", "63.05.01")


def test_an_update_that_contradicts_its_report_is_refused_whole(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, FIRST))
    cli.ok("report", "amend", "1", "--phase", "gn")
    wrong = LATER_ON.replace("impact", "likelihood")
    result = cli("report", "import", sheet(cli, wrong), "--on-conflict", "update")
    assert result.code == 4
    assert "row 2" in result.err


@pytest.mark.parametrize(
    "text",
    ["Tanggal;Kecamatan;Potensi Gangguan (PG);Gangguan Nyata (GN)\n"
     "20/11/2024;Pandawan;Rencana unjuk rasa di depan KPU;\n"
     "21/11/2024;Haruyan;-;Perusakan baliho paslon\n",
     "Tanggal;Kecamatan;Uraian;Gangguan;;\n;;;PG;AG;GN\n"
     "20/11/2024;Pandawan;Rencana unjuk rasa di depan KPU;V;;\n"
     "21/11/2024;Haruyan;Perusakan baliho paslon;;;V\n"],
)  # fmt: skip
def test_the_column_that_a_row_fills_is_its_phase_and_may_hold_its_text(
    cli: Cli, tmp_path: Path, text: str
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    path = tmp_path / "lembar.csv"
    path.write_text(text, encoding="utf-8")
    cli.ok("report", "import", str(path))
    rows = json.loads(cli.ok("report", "list", "-f", "json"))
    assert {row["title"]: row["phase"] for row in rows} == {
        "Rencana unjuk rasa di depan KPU": "pg", "Perusakan baliho paslon": "gn",
    }  # fmt: skip


def test_a_row_under_two_phases_is_wrong(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "lembar.csv"
    path.write_text("Tanggal;Wilayah;Uraian;PG;GN\n20/11/2024;HST;Banjir;V;V\n", encoding="utf-8")
    failed = cli("report", "import", str(path))
    assert failed.code == 4 and "the row stands under several phases: PG, GN" in failed.err


def test_a_row_that_names_its_own_district_keeps_it_below_a_heading(
    cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "lembar.csv"
    path.write_text(
        "Tanggal;Wilayah;Tempat Kejadian;Uraian\nA. KECAMATAN BATANG ALAI UTARA;;;\n"
        "20/11/2024;HST;Desa Pagat Kec. Batu Benawa;Banjir\n20/11/2024;HST;Pasar;Kebakaran\n",
        encoding="utf-8",
    )
    cli.ok("report", "import", str(path))
    rows = {row["title"]: row["district"] for row in reports(cli)}
    assert rows == {"Banjir": "63.07.02", "Kebakaran": "63.07.08"}


def test_a_district_that_the_words_of_a_row_contradict_is_a_guess(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "lembar.csv"
    path.write_text(
        "Tanggal;Wilayah;Kecamatan;Tempat Kejadian;Uraian\n"
        "20/11/2024;HST;Haruyan;Desa Pagat Kec. Batu Benawa;Banjir\n"
        "20/11/2024;HST;Haruyan;Kec. Haruyan;Kebakaran\n",
        encoding="utf-8",
    )
    told = cli("report", "import", str(path))
    assert "1 row names another district in 'Tempat Kejadian'" in told.err and "row 2" in told.err
    rows = [json.loads(cli.ok("report", "show", n, "-f", "json")) for n in ("1", "2")]
    assert {row["title"]: "district" in row["guessed"] for row in rows} == {
        "Banjir": True, "Kebakaran": False,
    }  # fmt: skip
