"""``readiness``: what is said by hand and in sheets, and how it is shown."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.conftest import NOW, Cli
from tests.other_election import write_other_election


def say(cli: Cli, *words: str, region: str = "HST") -> str:
    return cli.ok("readiness", "set", "-r", region, *words)


def rows(cli: Cli, *more: str) -> list[dict[str, str]]:
    return list(csv.DictReader(cli.ok("readiness", "show", "-f", "csv", *more).splitlines()))


def row(cli: Cli, item: str, region: str = "63.07", *more: str) -> dict[str, str]:
    [found] = [r for r in rows(cli, "--item", item, *more) if r["region"] == region]
    return found


def test_a_number_as_indonesians_write_it_is_told_back_with_target_share_and_day(cli: Cli) -> None:
    result = cli("readiness", "set", "-r", "HST", "kpps", "3.381", "--target", "3.400",
                 "--on", "kemarin")  # fmt: skip
    assert (result.code, result.out) == (0, "63.07 kpps 2024-11-21\n")
    assert "3,381 of 3,400 people (99 %) on 21 November 2024" in result.err
    assert "'kemarin' is Thursday 21 November 2024" in result.err
    assert row(cli, "kpps") | {"due_on": ""} == {
        "item": "kpps", "region": "63.07", "name": "Hulu Sungai Tengah", "target": "3400",
        "realised": "3381", "share": "0.9944", "on": "2024-11-21", "due_on": "",
    }  # fmt: skip


def test_a_target_follows_from_the_stations_and_then_is_the_one_said_before(cli: Cli) -> None:
    say(cli, "Linmas", "1.000", "--on", "2024-11-20")
    assert row(cli, "linmas")["target"] == str(533 * 2)
    say(cli, "linmas", "1.010", "--target", "1.020", "--on", "2024-11-21")
    say(cli, "linmas", "1.020")
    assert (row(cli, "linmas")["target"], row(cli, "linmas")["share"]) == ("1020", "1.0")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kpps", "1,5"), "REALISED: '1,5' is no whole number from 0 on"),
        (("kpps", "-3"), "REALISED: '-3' is no whole number"),
        (("kpps", "3", "--target", "0"), "--target: '0' is no whole number from 1 on"),
        (("kpss", "3"), "did you mean 'kpps' (Polling-station officials (KPPS))?"),
        (("kpps", "3", "--on", "besok"), "--on: '2024-11-23' has not come yet"),
        (
            ("kpps", "3", "-r", "Kalsel"),
            "is counted for a regency or city, not for the whole province",
        ),
        (("faskes", "3"), "the target of Health facilities on call is not known yet"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    cli: Cli, words: tuple[str, ...], said: str
) -> None:
    result = cli("readiness", "set", "-r", "HST", "--", *words) if "-3" in words else cli(
        "readiness", "set", "-r", "HST", *words)  # fmt: skip
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "readiness" not in cli("log").out


def test_the_grant_of_the_province_is_counted_beside_those_of_the_regencies(
    cli: Cli, tmp_path: Path
) -> None:
    cli.ok("init", "--office", "Kesbangpol", "-r", "Kalsel", "--code", "KSL")
    told = cli("readiness", "set", "nphd", "197.322.890.540", "--target", "197.322.890.540")
    assert told.out == "63 nphd 2024-11-22\n"
    sheet = tmp_path / "nphd.csv"
    sheet.write_text("kabupaten/kota,NPHD,target NPHD\nKalimantan Selatan,5,10\nTapin,6,6\n")
    refused = tmp_path / "kpps.csv"
    refused.write_text("kabupaten/kota,KPPS\nKalimantan Selatan,5\n")
    cli.ok("readiness", "import", str(sheet), "--on", "2024-11-21")
    (item,) = json.loads(cli.ok("readiness", "show", "--item", "nphd", "-f", "json"))["items"]
    assert (item["reported"], item["of"], item["realised"]) == (2, 14, 197_322_890_546)
    assert row(cli, "nphd", "63", "--on", "2024-11-21")["share"] == "0.5"
    failed = cli("readiness", "import", str(refused))
    assert failed.code == 4 and "not for the whole province" in failed.err


LINE = {"kind": "readiness", "known_at": "2024-11-21", "region": "HST", "item": "Anggota KPPS",
        "on": "2024-11-20", "realised": 3381}  # fmt: skip


def lines(tmp_path: Path, *told: dict[str, object]) -> str:
    path = tmp_path / "kesiapan.jsonl"
    path.write_text("".join(f"{json.dumps(LINE | each)}\n" for each in told))
    return str(path)


def test_json_lines_bring_it_in_once_as_it_was_known_then(cli: Cli, tmp_path: Path) -> None:
    file = lines(tmp_path, {}, {}, {"on": "2024-11-21", "realised": 3400, "target": 3500})
    told = cli("report", "import", file)
    assert told.err == "2 figures of readiness added, 1 line known already\n"
    assert row(cli, "kpps", "63.07", "--as-of", "2024-11-20")["share"] == ""
    found = row(cli, "kpps")
    assert (found["on"], found["target"], found["share"]) == ("2024-11-21", "3500", "0.9714")
    assert cli("report", "import", file).err == "3 lines known already\n"
    cli.ok("undo", "--yes")
    assert row(cli, "kpps")["share"] == ""
    assert "2 figures of readiness added" in cli("report", "import", file).err


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": 3}, "missing: region, item, on"),
        ({"on": "2024-11-31"}, "'2024-11-31' is no day"),
        ({"on": "2024-11-23"}, "'2024-11-23' has not come yet"),
        ({"item": "kpss"}, "unknown item 'kpss'"),
        ({"region": "Kalsel"}, "not for the whole province"),
        ({"realised": "3381"}, "realised: '3381' is no whole number from 0 on"),
        ({"realised": True}, "realised: 'True' is no whole number"),
        ({"target": 0}, "target: '0' is no whole number from 1 on"),
        ({"item": "faskes"}, "missing: target"),
        ({"grade": "B2"}, "unknown key 'grade'"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_meant_is_named_and_nothing_is_written(
    cli: Cli, tmp_path: Path, wrong: dict[str, object], said: str
) -> None:
    failed = cli("report", "import", lines(tmp_path, {}, wrong))
    assert failed.code == 4 and "line 2: " in failed.err and said in failed.err
    assert not cli.register.exists()


def test_more_than_the_target_is_remarked_and_saying_it_again_writes_nothing(cli: Cli) -> None:
    assert (
        "534 is more than the target 533" in cli("readiness", "set", "-r", "HST", "ptps", "534").err
    )
    again = cli("readiness", "set", "-r", "HST", "ptps", "534")
    assert (again.code, again.out) == (0, "")
    assert "known already, so nothing was written" in again.err


def test_the_latest_day_counts_as_of_then_what_was_known_and_undo_goes_back(cli: Cli) -> None:
    say(cli, "kpps", "3.000", "--on", "2024-11-20")
    cli.now = NOW + timedelta(days=1)
    say(cli, "kpps", "2.000", "--on", "2024-11-19")
    say(cli, "kpps", "3.700")
    assert row(cli, "kpps")["realised"] == "3700"
    assert row(cli, "kpps", "63.07", "--on", "2024-11-19")["realised"] == "2000"
    assert row(cli, "kpps", "63.07", "--as-of", "2024-11-22")["realised"] == "3000"
    told = cli("undo", "--yes").err
    assert "readiness of Hulu Sungai Tengah, Polling-station officials (KPPS), 23 November" in told
    assert row(cli, "kpps")["realised"] == "3000"
    assert cli("check").code == 0


def test_not_reported_is_said_and_is_never_zero_nor_the_lowest(cli: Cli) -> None:
    say(cli, "kpps", "3.000")
    say(cli, "kpps", "5.000", "--target", "4.004", region="Tala")
    shown = cli.ok("readiness", "show")
    assert "2/13   90 %  Hulu Sungai Tengah 80 %" in shown
    assert "Not reported is not zero: 181 of 183 numbers are missing." in shown
    assert "not reported" in cli.ok("readiness", "show", "-r", "Tapin")
    found = json.loads(cli.ok("readiness", "show", "--item", "kpps", "-f", "json"))
    [item] = found["items"]
    assert (item["reported"], item["of"], item["lowest"]) == (2, 13, ["63.07"])
    assert [r["region"] for r in found["rows"] if r["realised"] is not None] == ["63.01", "63.07"]


WIDE = [
    ["PEMERINTAH PROVINSI KALIMANTAN SELATAN"],
    ["REKAPITULASI KESIAPAN PENYELENGGARAAN"],
    ["Keadaan per 20 November 2024"],
    [],
    ["No", "Kab/Kota", "KPPS", None, None, "Pengawas TPS", None, "Linmas", "NPHD (Rp)", None, "Ket."],
    [None, None, "Target", "Realisasi", "%", "Kebutuhan", "Terbentuk", None, "Target", "Realisasi"],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    [1, "Kab. Tanah Laut", 4004, 4004, 1, 572, 570, "1.144", "38.500.000.000", 38500000000, "-"],
    [2, "Kotabaru", "3.857", "3.801 orang", 0.98, 551, 551, 1000, "Rp 30.000.000.000,-",
     "Rp 29.500.000.000,-", None],
    [3, "HST", 3731, 3381, 0.9, 533, "-", None, None, None, "belum lengkap"],
    [None, "JUMLAH", 11592, 11186, None, 1656, 1121],
    [],
    [*[None] * 7, "Banjarbaru, 20 November 2024"],
    [*[None] * 7, "Kepala Badan"],
]  # fmt: skip


def wide(path: Path) -> Path:
    """A recapitulation as a provincial office keeps it: two rows of names, sums, a signature."""
    workbook = Workbook()
    sheet = workbook.active
    for line in WIDE:
        sheet.append(line)
    for area in ("A5:A6", "B5:B6", "C5:E5", "F5:G5", "H5:H6", "I5:J5"):
        sheet.merge_cells(area)
    workbook.save(path)
    return path


def test_a_sheet_with_a_column_for_each_item_is_taken_in_once(cli: Cli, tmp_path: Path) -> None:
    path = str(wide(tmp_path / "kesiapan.xlsx"))
    tried = cli("readiness", "import", path, "--dry-run")
    assert "the day is 20 November 2024, as it stands above the table" in tried.err
    assert "9 standings added" in tried.err
    assert not cli.register.exists()
    assert "9 standings added" in cli("readiness", "import", path).err
    told = {(r["region"], r["item"]): (r["realised"], r["target"], r["on"])
            for r in rows(cli) if r["realised"]}  # fmt: skip
    day = "2024-11-20"
    assert told == {
        ("63.01", "kpps"): ("4004", "4004", day), ("63.01", "ptps"): ("570", "572", day),
        ("63.01", "linmas"): ("1144", "1144", day),
        ("63.01", "nphd"): ("38500000000", "38500000000", day),
        ("63.02", "kpps"): ("3801", "3857", day), ("63.02", "ptps"): ("551", "551", day),
        ("63.02", "linmas"): ("1000", "1102", day),
        ("63.02", "nphd"): ("29500000000", "30000000000", day),
        ("63.07", "kpps"): ("3381", "3731", day),
    }  # fmt: skip
    say(cli, "kpps", "3.500", "--on", "2024-11-20")
    assert "9 known already" in cli("readiness", "import", path).err
    assert row(cli, "kpps")["realised"] == "3500"


LONG = """Wilayah;Butir;Target;Realisasi;Tanggal
HSU;Anggota KPPS;3.423;3.400;21/11/2024
HSU;Jumlah PTPS;;489;21/11/2024
Banjarbaruu;Linmas;806;800;20/11/2024
Batola;Gedung;;x;25/11/2024
HSU;Anggota KPPS;3.423;3.300;21/11/2024
"""


def test_rows_that_are_wrong_are_named_and_nothing_or_with_partial_the_rest_is_taken(
    cli: Cli, tmp_path: Path
) -> None:
    path, rejects = tmp_path / "kesiapan.csv", tmp_path / "salah.csv"
    path.write_text(LONG, encoding="utf-8")
    result = cli("readiness", "import", str(path), "--rejects", str(rejects))
    assert result.code == 4
    for said in (
        "row 4, Wilayah: unknown region 'Banjarbaruu'", "row 5, Butir: unknown item 'Gedung'",
        "row 5, Realisasi: 'x' is no whole number from 0 on",
        "row 5, Tanggal: '2024-11-25' has not come yet",
        "row 6, Realisasi: it was said differently further up",
    ):  # fmt: skip
        assert said in result.err
    assert not cli.register.exists()
    assert len(rejects.read_text(encoding="utf-8-sig").splitlines()) == 4
    partial = cli("readiness", "import", str(path), "--partial")
    assert partial.code == 3
    assert "3 rows were not taken in" in partial.err
    assert (row(cli, "kpps", "63.08")["realised"], row(cli, "ptps", "63.08")["target"]) == (
        "3400",
        "489",
    )


def test_a_row_without_a_target_is_one_that_is_wrong_until_somebody_said_it(
    cli: Cli, tmp_path: Path
) -> None:
    path = tmp_path / "kesiapan.csv"
    path.write_text("Wilayah;Faskes;KPPS\nHST;3;900\nTapin;4;800\n", encoding="utf-8")
    say(cli, "faskes", "1", "--target", "5", "--on", "2024-11-01")
    partial = cli("readiness", "import", str(path), "--partial")
    assert partial.code == 3 and "row 3, Faskes: the target of" in partial.err
    assert [row(cli, item)["realised"] for item in ("faskes", "kpps")] == ["3", "900"]
    assert row(cli, "kpps", "63.05")["realised"] == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tanggal;Uraian;Kejadian\n20/11/2024;x;y\n", "no columns tell of readiness"),
        ("Item;Realisasi\nkpps;3\n", "no regency is named"),
        (
            "Wilayah;Faskes\nHST;3\n",
            "row 2, Faskes: the target of Health facilities on call is not known yet",
        ),
        ("Wilayah;KPPS;Petugas KPPS\nHST;3;4\n", "all mean kpps"),
        ('{"kind": "nil"}\n', "is JSON Lines; readiness is read from sheets"),
    ],
)
def test_a_sheet_that_cannot_be_taken_in_says_why(
    cli: Cli, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "lembar.csv"
    path.write_text(text, encoding="utf-8")
    result = cli("readiness", "import", str(path))
    assert result.code in (2, 4)
    assert said in result.err


def test_an_office_sees_its_own_regency_and_its_sheet_need_not_name_it(
    cli: Cli, tmp_path: Path
) -> None:
    cli.ok("init", "--region", "HST", "--office", "Kesbangpol HST")
    path = tmp_path / "lembar.csv"
    path.write_text("Uraian;Target;Realisasi\nPosko;11;9\n", encoding="utf-8")
    told = cli("readiness", "import", str(path)).err
    assert "no row names a day, so today is taken" in told
    shown = cli.ok("readiness", "show")
    assert "Hulu Sungai Tengah" in shown.splitlines()[0]
    assert "81 % 22 Nov 2024 20 Nov 2024 !" in " ".join(shown.split())


def test_beside_the_ranking_it_moves_no_rank_and_stays_out_of_what_programs_read(
    sample: Cli,
) -> None:
    before = sample.ok("summary", "-f", "json")
    say(sample, "kpps", "1.000", region="Banjarbaru")
    assert sample.ok("summary", "-f", "json") == before
    shown = sample.ok("summary", "--readiness")
    [line] = [each for each in shown.splitlines() if " Banjarbaru " in each and "%" in each]
    assert line.startswith("1 ") and line.rstrip().endswith("kpps 35 %")
    result = sample("summary", "--readiness", "-f", "csv")
    assert (result.code, result.out) == (2, "")
    assert "--readiness is for reading; csv has no room for it" in result.err


def test_an_election_without_items_says_so_and_takes_them_in_later(
    cli: Cli, tmp_path: Path
) -> None:
    folder = write_other_election(tmp_path / "lain")
    cli.ok("init", "--data", str(folder))
    assert "name nothing that must be ready" in cli.ok("readiness", "show")
    assert cli("readiness", "set", "-r", "UTM", "kpps", "3").code == 2
    cli.ok("report", "add", "Uji", "-r", "UTM", "-c", "umum/lain")
    (folder / "readiness.yaml").write_text(
        "schema: pilkada.readiness/1\ngroups:\n  - key: a\n    label: {id: A, en: A}\n    items:\n"
        "      - {key: kpps, label: {id: K, en: K}, unit: {id: o, en: p}, names: [], per_station: 7}\n",
        encoding="utf-8",
    )
    cli.ok("init", "--data", str(folder))
    cli.ok("readiness", "set", "-r", "UTM", "kpps", "35")
    assert row(cli, "kpps", "64.71")["share"] == "0.5"
