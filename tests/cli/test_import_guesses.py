"""``report import`` of what a sheet says in everyday words: places, categories, that it happened."""

import csv
import json

import openpyxl
import pytest
from tests.conftest import Cli


@pytest.fixture
def office(cli: Cli) -> Cli:
    cli.ok("init", "-r", "HST", "--code", "HST")
    return cli


def sheet(cli: Cli, *rows: str, name: str = "lembar.csv") -> str:
    path = cli.home / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


def reports(cli: Cli, *options: str) -> list[dict[str, object]]:
    return json.loads(cli.ok("report", "list", "-f", "json", "--sort", "id", *options))


def guessed(cli: Cli, number: int) -> object:
    return json.loads(cli.ok("report", "show", str(number), "-f", "json"))["guessed"]


PLACED = "Tanggal;Tempat Kejadian;Jenis;Uraian"


def test_a_column_of_places_gives_district_and_village_and_what_is_unclear_stays_in_the_detail(
    office: Cli,
) -> None:
    path = sheet(
        office, PLACED,
        "20/11/2024;Desa Hapulang Kec. Haruyan;hoaks;Hoaks satu",
        "20/11/2024;limpasu;hoaks;Hoaks dua",
        "20/11/2024;Barabay;hoaks;Hoaks tiga",
        "20/11/2024;Depan Masjid Agung Barabai;hoaks;Hoaks empat",
        "20/11/2024;Kec. Binuang;hoaks;Hoaks lima",
    )  # fmt: skip
    result = office("report", "import", path)
    assert result.code == 0, result.err
    found = reports(office, "--columns", "id,title,regency_name,district,village,detail")
    assert [(row["regency_name"], row["district"], row["village"]) for row in found] == [
        ("Hulu Sungai Tengah", "63.07.01", "Hapulang"),
        ("Hulu Sungai Tengah", "63.07.11", None),
        ("Hulu Sungai Tengah", None, None),
        ("Hulu Sungai Tengah", "63.07.06", None),
        ("Tapin", "63.05.01", None),
    ]
    assert [row["detail"] for row in found] == [
        None, None, "Tempat Kejadian: Barabay",
        "Tempat Kejadian: Depan Masjid Agung Barabai", None,
    ]  # fmt: skip
    assert found[2]["title"] == "Hoaks tiga"
    assert [guessed(office, n) for n in (1, 4)] == [[], ["district"]]
    assert (
        "1 row names no known district in 'Tempat Kejadian', its words stand in the detail:"
        " 'Barabay' (row 4; did you mean 'Barabai'?)\n"
    ) in result.err
    assert (
        "5 rows name no region; they lie in Hulu Sungai Tengah, the register's own region (4);"
        " Tapin, by 'Tempat Kejadian' (1)\n"
    ) in result.err


def test_a_misspelt_district_that_is_understood_is_a_guess_and_is_named_with_its_words(
    office: Cli,
) -> None:
    places = (
        "Kec. Haruyann",
        "Kec. Hantakkan",
        "Kec. Haruyann",
        "Kec Batu Benawaa",
        "Kec. Haruyan",
    )
    rows = (f"20/11/2024;{place};hoaks;Hoaks {n}" for n, place in enumerate(places))
    told = office("report", "import", sheet(office, PLACED, *rows)).err
    found = [(row["district"], row["detail"]) for row in reports(office)]
    assert found == [
        ("63.07.01", "Tempat Kejadian: Kec. Haruyann"),
        ("63.07.09", "Tempat Kejadian: Kec. Hantakkan"),
        ("63.07.01", "Tempat Kejadian: Kec. Haruyann"),
        ("63.07.02", "Tempat Kejadian: Kec Batu Benawaa"),
        ("63.07.01", None),
    ]
    assert [guessed(office, n) for n in range(1, 6)] == [["district"]] * 4 + [[]]
    assert (
        "4 rows misspell their district in 'Tempat Kejadian', which is taken as a guess:"
        " 'Kec. Haruyann' (rows 2, 4; taken as 'Haruyan'),"
        " 'Kec. Hantakkan' (row 3; taken as 'Hantakan'),"
        " 'Kec Batu Benawaa' (row 5; taken as 'Batu Benawa')\n"
    ) in told


def test_of_many_places_that_are_not_known_those_that_are_not_named_are_counted_with_their_rows(
    office: Cli,
) -> None:
    places = (
        "Kec. Pandawn",
        "Kec. Baraba",
        "Pasar",
        "Kec. Limpasx",
        "Kec. Pandawn",
        "Kec. Harxyan",
    )
    rows = [f"20/11/2024;{place};hoaks;Hoaks {n}" for n, place in enumerate(places)]
    named = "'Kec. Pandawn' (rows 2, 6; did you mean 'Pandawan'?)"
    first = office("report", "import", sheet(office, PLACED, *rows)).err
    assert named in first and "'Pasar' (row 4)\n" in first and " more (" not in first
    rows += [f"20/11/2024;Kec. {name};hoaks;Hoaks" for name in ("Hantakxn", "Limpaxu")]
    told = office("report", "import", sheet(office, PLACED, *rows, name="dua.csv")).err
    assert "8 rows name no known district" in told and named in told
    assert "'Pasar' (row 4), and 2 more (rows 8–9)\n" in told


def test_a_misspelt_district_in_a_letterhead_is_the_place_of_no_row(office: Cli) -> None:
    head = ("Kab. Hulu Sungai Tengah;;", "Kec. {};;", "Tanggal;Jenis;Uraian")
    row = "20/11/2024;hoaks;Hoaks di kantor"
    for name in ("Haruyan", "Haruyann"):
        lines = [line.format(name) for line in head]
        office.ok("report", "import", sheet(office, *lines, f"{row} {name}", name=f"{name}.csv"))
    assert [row["district"] for row in reports(office)] == ["63.07.01", None]


def test_a_row_that_names_its_regency_lies_in_no_other(office: Cli) -> None:
    head = "Tanggal;Kabupaten;Lokasi;Kategori;Uraian"
    office.ok("report", "import", sheet(office, head, "20/11/2024;Tapin;Haruyan;hoaks;Hoaks"))
    [report] = reports(office)
    assert (report["region"], report["district"]) == ("63.05", None)


def test_what_the_text_says_has_happened_is_taken_as_actual_unless_the_row_speaks_against_it(
    office: Cli,
) -> None:
    path = sheet(
        office, "Tanggal;Kategori;Uraian;Kemungkinan;Fase",
        "20/11/2024;banjir;Terjadi banjir di dua desa;;",
        "20/11/2024;banjir;Terjadi banjir di tiga desa;3;",
        "25/11/2024;banjir;Terjadi banjir di empat desa;;",
        "20/11/2024;banjir;Terjadi banjir di lima desa;;ag",
        "20/11/2024;banjir;Dikhawatirkan terjadi banjir;;",
    )  # fmt: skip
    result = office("report", "import", path)
    assert result.code == 0, result.err
    assert [row["phase"] for row in reports(office)] == ["gn", "pg", "pg", "ag", "pg"]
    assert guessed(office, 1) == ["phase"]
    assert "guessed from what the rows say: phase GN (1); see them with" in result.err


def test_a_category_in_everyday_words_is_understood_where_one_fits_the_words_and_the_text(
    office: Cli,
) -> None:
    path = sheet(
        office, "Tanggal;Jenis;Uraian",
        "20/11/2024;baliho;Tiga lembar di simpang empat",
        "20/11/2024;serangan fajar;Amplop dari orang tidak dikenal",
        "20/11/2024;Netralitas;Kepala desa hadir kampanye paslon",
        "20/11/2024;netral;Dua orang hadir",
        "20/11/2024;politik;Bentrok antarpendukung di lapangan",
    )  # fmt: skip
    result = office("report", "import", path, "--partial")
    assert result.code == 3
    assert [row["category"] for row in reports(office)] == [
        "kamtibmas/perusakan-apk", "isu-aktual/politik-uang", "netralitas/kepala-desa",
    ]  # fmt: skip
    assert guessed(office, 1) == ["category"]
    assert "row 5, Jenis: 'netral' may be several categories; write one of netralitas/asn" in (
        result.err
    )
    assert "row 6, Jenis: 'politik' may be several" in result.err


def test_an_import_says_which_of_its_days_were_reported_as_nil(office: Cli) -> None:
    office.ok("report", "nil", "--on", "2024-11-20")
    rows = [f"{day}/11/2024;hoaks;Hoaks {day}" for day in (19, 20)]
    path = sheet(office, "Tanggal;Kategori;Uraian", *rows)
    said = office("report", "import", path).err
    told = "a nil report stands for 2024-11-20 in Hulu Sungai Tengah, of which new reports tell;"
    assert said.count(told) == 1 and "2024-11-19 in" not in said
    assert told not in office("report", "import", path).err


def test_rejects_of_several_sheets_are_one_sheet_for_excel_that_comes_in_when_mended(
    cli: Cli,
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, header in (
        ("Tapin", ["Tanggal", "Uraian", "Kategori"]),
        ("Balangan", ["Tgl", "Kategori", "Kronologi"]),
    ):
        page = book.create_sheet(name)
        page.append(header)
        cells = {"Kategori": "apa saja", "Tanggal": "21/11/2024", "Tgl": "21/11/2024"}
        page.append([cells.get(column, f"Hoaks; {name}") for column in header])
    book.save(cli.home / "k.xlsx")
    rejects = cli.home / "salah.csv"
    refused = cli(
        "--lang", "id", "report", "import", str(cli.home / "k.xlsx"), "--rejects", str(rejects)
    )
    assert refused.code == 4
    raw = rejects.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Tanggal", "Uraian", "Kategori", "wilayah", "alasan ditolak"]
    assert rows[2][:4] == ["21/11/2024", "Hoaks; Balangan", "apa saja", "Balangan"]
    rejects.write_bytes(raw.replace(b"apa saja", b"hoaks"))
    again = cli("report", "import", str(rejects))
    assert again.code == 0, again.err
    assert "not read" not in again.err
    assert {row["regency_name"] for row in reports(cli)} == {"Tapin", "Balangan"}


def test_numbers_without_a_report_hours_in_words_and_shortened_districts_refuse_nothing(
    office: Cli,
) -> None:
    path = sheet(
        office, "No;Tanggal;Pukul;Kecamatan;Kategori;Uraian",
        "1;20/11/2024;malam;BAS;hoaks;Hoaks", "2;;;;;", "3;;;;;",
    )  # fmt: skip
    result = office("report", "import", path)
    assert result.code == 0, result.err
    [report] = reports(office, "--columns", "district,detail,occurred_time")
    assert report == {"district": "63.07.07", "detail": "Pukul: malam", "occurred_time": None}
    assert "2 rows that hold their numbers and nothing else: 3–4\n" in result.err


def test_the_rows_of_a_sheet_are_no_letterhead(cli: Cli) -> None:
    rows = ("20/11/2024;Barabai;hoaks;Hoaks satu", "20/11/2024;Kandangan;hoaks;Hoaks dua")
    cli.ok("report", "import", sheet(cli, "Tanggal;Kecamatan;Kategori;Uraian", *rows))
    assert [row["region"] for row in reports(cli)] == ["63.07", "63.06"]


def test_new_reports_that_retell_what_was_there_are_told_and_not_linked(office: Cli) -> None:
    said = "Baliho pasangan calon dirobek di Simpang Tiga Hantakan oleh orang tidak dikenal"
    office.ok("report", "add", said, "-r", "Hantakan", "-c", "perusakan-apk", "--at", "2024-11-21")
    rows = (
        "21/11/2024;Hantakan;perusakan-apk;Orang tidak dikenal robek baliho di Simpang Tiga",
    ) * 2
    path = sheet(office, "Tanggal;Kecamatan;Kategori;Uraian", *rows)
    for options in (("--dry-run",), ()):
        told = office("report", "import", path, *options).err
        assert told.count("likely the same event: HST-1") == 2
        assert "to link: pilkada report link HST-2 HST-1\n" in told
    assert "likely" not in office("report", "import", path).err
    assert len(reports(office)) == 3


def test_a_row_without_a_day_is_dated_by_when_it_was_known_which_is_said_and_marked(
    office: Cli,
) -> None:
    rows = ("Tanggal;Uraian", "20/11/2024;Banjir satu", ";Banjir dua", ";Banjir tiga")
    path = sheet(office, *rows)
    told = office("report", "import", path).err
    assert "2 rows have no day in 'Tanggal' and are dated by when they were known: 3–4" in told
    assert [row["occurred_on"] for row in reports(office)] == ["2024-11-20"] + ["2024-11-22"] * 2
    assert "occurred_on" in guessed(office, 2)
    assert "3 lines known already" in office("report", "import", path).err


@pytest.mark.parametrize("header", ["KET", "Keterangan", "KET."])
def test_a_column_of_remarks_tells_what_happened_where_none_else_does_and_that_is_said(
    cli: Cli, header: str
) -> None:
    path = cli.home / "rekap.csv"
    path.write_text(
        f"NO,TANGGAL,KECAMATAN,{header}\n1,20/11/2024,Barabai,Baliho dirusak. Sudah diganti.\n"
        "2,21/11/2024,Haruyan,AMAN TERKENDALI\n",
        encoding="utf-8",
    )
    cli.ok("init", "-r", "HST")
    done = cli("report", "import", str(path))
    assert (
        f"no column but '{header}' tells what happened; its beginning becomes the title" in done.err
    )
    assert "1 row that says nothing happened (nihil): 3" in done.err
    (row,) = json.loads(cli.ok("report", "list", "-f", "json"))
    assert row["title"] == "Baliho dirusak"


def test_a_column_of_remarks_beside_one_of_what_happened_is_the_detail(cli: Cli) -> None:
    path = cli.home / "rekap.csv"
    path.write_text(
        "TANGGAL,KECAMATAN,KEJADIAN,KET\n20/11/2024,Barabai,Baliho dirusak,aman\n", encoding="utf-8"
    )
    cli.ok("init", "-r", "HST")
    assert "becomes the title" not in cli("report", "import", str(path)).err
    row = json.loads(cli.ok("report", "show", "1", "-f", "json"))
    assert (row["title"], row["detail"]) == ("Baliho dirusak", "aman")
