"""``pilkada report list``: which reports, in what order, with which columns."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing

import pytest
from tests.conftest import Cli, Process

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.i18n import use_language
from pilkada_cli.jobs import listing
from pilkada_cli.render import headings


def rows(cli: Cli, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(cli.ok("report", "list", *arguments, "-f", "csv"))))


def ids(cli: Cli, *arguments: str) -> list[str]:
    return [row["id"] for row in rows(cli, *arguments)]


@pytest.fixture
def few(cli: Cli) -> Cli:
    """Three reports: the first is the gravest, the second the newest, the third was changed last."""
    for title, day, impact in (("Satu", "20", "5"), ("Dua", "22", "1"), ("Tiga", "21", "3")):
        cli.ok(
            "report", "add", title, "-r", "Tapin", "-c", "hoaks", "--at", f"{day}/11/2024",
            "--impact", impact,
        )  # fmt: skip
    cli.ok("report", "note", "3", "--text", "masih dipantau", now=cli.now.replace(hour=3))
    return cli


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("date", ["LAP-2", "LAP-3", "LAP-1"]),
        ("level", ["LAP-1", "LAP-3", "LAP-2"]),
        ("updated", ["LAP-3", "LAP-2", "LAP-1"]),
        ("id", ["LAP-1", "LAP-2", "LAP-3"]),
    ],
)
def test_each_order_puts_first_what_is_looked_for_and_can_be_turned_round(
    few: Cli, sort: str, expected: list[str]
) -> None:
    assert ids(few, "--sort", sort) == expected
    assert ids(few, "--sort", sort.upper(), "--reverse") == expected[::-1]


def test_the_newest_stand_first_unless_said(few: Cli) -> None:
    assert ids(few) == ids(few, "--sort", "date")


def test_numbers_sort_as_numbers(few: Cli) -> None:
    for number in range(4, 12):
        few.ok("report", "add", f"Uji {number}", "-r", "Tapin", "-c", "hoaks")
    assert ids(few, "--sort", "id") == [f"LAP-{number}" for number in range(1, 12)]


def test_a_category_is_meant_by_an_everyday_word_where_lists_are_narrowed(cli: Cli) -> None:
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "baliho")
    cli.ok("report", "add", "Banjir", "-r", "HST", "-c", "banjir")
    assert "Baliho" in cli.ok("report", "list", "-c", "baliho")
    assert "Banjir" not in cli.ok("report", "list", "-c", "baliho")


def test_an_unknown_order_is_refused_with_those_there_are(few: Cli) -> None:
    result = few("report", "list", "--sort", "besar")
    assert result.code == 2
    assert "--sort 'besar' is none of date, level, updated, id" in result.err


@pytest.mark.parametrize(
    ("code", "spoken"),
    [
        ("--verification unverified", ["belum diverifikasi", "UNVERIFIED", "Belum  Diverifikasi"]),
        ("--verification refuted", ["tidak terbukti"]),
        ("--handling closed", ["selesai", "closed"]),
        ("--handling new", ["baru"]),
        ("--phase gn", ["gangguan nyata", "GN, gangguan nyata", "actual disturbance"]),
        ("--level 3", ["sedang", "Medium"]),
        ("--sort level", ["tingkat"]),
        ("--sort date", ["tanggal"]),
    ],
)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_choice_is_meant_by_the_words_of_the_screen_in_either_language(
    few: Cli, code: str, spoken: list[str], lang: str
) -> None:
    few.ok("report", "close", "2", "--reason", "Selesai")
    flag, value = code.split()
    for words in spoken:
        assert few.ok("daftar", flag, words, "--lang", lang) == few.ok(
            "daftar", flag, value, "--lang", lang
        )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--verification", "entah"), "unverified (belum diverifikasi), verified (terverifikasi)"),
        (("--level", "6"), "1 (Sangat Rendah), 2 (Rendah)"),
        (("--sort", "besar"), "date (tanggal), level (tingkat)"),
        (("--phase", "entah"), "pg (potensi gangguan), ag (ambang gangguan), gn (gangguan nyata)"),
    ],
)
def test_a_choice_that_is_none_is_refused_with_the_choices_in_the_language_of_the_reader(
    few: Cli, asked: tuple[str, str], said: str
) -> None:
    result = few("daftar", *asked, "--lang", "id")
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_report_is_entered_with_the_words_of_the_screen(cli: Cli) -> None:
    words = ("Uji", "-r", "HST", "-c", "hoaks", "--at", "20/11/2024")
    cli.ok("lapor", *words, "--phase", "gangguan nyata", "--classification", "rahasia")
    [report] = json.loads(cli.ok("report", "list", "-f", "json"))
    assert (report["phase"], report["classification"]) == ("gn", "R")
    refused = cli("lapor", *words, "--phase", "entah", "--lang", "id")
    assert refused.code == 2 and "gn (gangguan nyata)" in refused.err


def test_a_limit_keeps_the_first_and_says_of_how_many(few: Cli) -> None:
    assert ids(few, "-n", "2") == ["LAP-2", "LAP-3"]
    result = few("report", "list", "--limit", "1", "--sort", "level")
    assert "LAP-1" in result.out
    assert "LAP-3" not in result.out
    assert "1 of 3 reports\n" in result.err


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "seribu", "1" * 5000, "٣"])
def test_a_limit_that_is_no_whole_number_is_refused(few: Cli, typed: str) -> None:
    for command in (("report", "list"), ("log",)):
        result = few(*command, f"--limit={typed}")
        assert result.code == 2
        assert "is not a whole number from 1 to 999999" in result.err


def test_open_is_what_is_not_closed(few: Cli) -> None:
    few.ok("report", "close", "1", "--reason", "selesai")
    few.ok("report", "handle", "2", "--reason", "didatangi")
    assert ids(few, "--open") == ["LAP-2", "LAP-3"]


def test_mine_is_what_this_office_entered_under_any_of_its_origins(few: Cli) -> None:
    few.ok("report", "add", "Empat", "-r", "Tapin", "-c", "hoaks")
    with closing(sqlite3.connect(few.register)) as connection, connection:
        (stored,) = connection.execute("SELECT value FROM setting WHERE key = 'origins'").fetchone()
        assert ids(few, "--mine", "--sort", "id") == ["LAP-1", "LAP-2", "LAP-3", "LAP-4"]
        others = json.dumps(["f" * 32])
        connection.execute("UPDATE setting SET value = ? WHERE key = 'origins'", (others,))
    assert ids(few, "--mine") == []
    with closing(sqlite3.connect(few.register)) as connection, connection:
        both = json.dumps([*json.loads(stored), "f" * 32])
        connection.execute("UPDATE setting SET value = ? WHERE key = 'origins'", (both,))
    assert len(ids(few, "--mine")) == 4


# Columns.


def test_chosen_columns_make_one_line_for_each_report_in_words(few: Cli) -> None:
    few.ok("report", "amend", "1", "--detail", "baris satu\nbaris dua", "--dead", "1200")
    out = few.ok("report", "list", "--columns", "id,occurred-on,LEVEL,region,dead,detail")
    lines = [re.split("  +", line.strip()) for line in out.splitlines()]
    assert lines[0] == ["id", "date", "level", "region", "dead", "detail"]
    assert lines[4] == [
        "LAP-1",
        "20 Nov 2024",
        "Very high",
        "Tapin",
        "1,200",
        "baris satu baris dua",
    ]
    assert len(lines) == 2 + 3


def test_every_field_can_be_a_column(few: Cli) -> None:
    for name in FIELD_NAMES:
        lines = few.ok("report", "list", "--columns", name).splitlines()
        assert len(lines) == 2 + 3, name
        assert name == "id" or "_" not in lines[0], name


def test_text_that_is_too_long_for_its_line_is_cut_with_a_sign(few: Cli) -> None:
    few.ok("report", "amend", "1", "--title", "Panjang " * 20)
    lines = few.ok("report", "list", "--columns", "id,title,level").splitlines()
    assert len(lines) == 2 + 3
    assert any("Panjang" in line and "…" in line for line in lines)
    assert max(map(len, lines)) <= 100


def test_the_last_columns_go_where_the_screen_is_too_narrow(
    few: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = few.ok("report", "list", "--columns", ",".join(FIELD_NAMES)).splitlines()
    assert max(map(len, lines)) <= 40
    assert any("LAP-1" in line for line in lines)


def test_user_text_in_a_column_is_not_alive(few: Cli) -> None:
    few.ok("report", "amend", "1", "--title", "[bold]\x1b[2J=1+1")
    out = few.ok("report", "list", "--columns", "title")
    assert "[bold]\\u{1b}[2J=1+1" in out


def test_csv_and_json_have_every_field_unless_columns_are_named(few: Cli) -> None:
    few.ok("report", "list", "--columns", "id,title", "--save-columns")
    assert list(rows(few)[0]) == list(FIELD_NAMES)
    assert rows(few, "--columns", "title,id", "-n", "1") == [{"title": "Dua", "id": "LAP-2"}]
    found = json.loads(few.ok("report", "list", "--columns", "id", "-f", "json", "-n", "1"))
    assert found == [{"id": "LAP-2"}]


def test_an_unknown_column_is_refused_with_the_nearest(few: Cli) -> None:
    result = few("report", "list", "--columns", "id,titel")
    assert (result.code, result.out) == (2, "")
    assert "there is no column 'titel'" in result.err
    assert "did you mean 'title'?" in result.err
    result = few("report", "list", "--columns", "xyz")
    assert "the columns are id, occurred_on" in result.err
    result = few("daftar", "--columns", "xyz", "--lang", "id")
    assert "kolom yang ada: id, tanggal, pukul, wilayah, kecamatan" in result.err
    assert "'judul'" in few("daftar", "--columns", "judl", "--lang", "id").err


@pytest.mark.parametrize(
    ("lang", "typed", "said"),
    [
        ("id", "risiko", "ada di kolom nilai, tingkat"),
        ("id", "nilai sumber/kabar", "ada di kolom nilai sumber, nilai kabar"),
        ("en", "risk", "it stands in the columns value, level"),
        ("en", "after measures", "it stands in the columns residual_value, residual_level"),
    ],
)
def test_a_row_of_a_report_s_page_that_is_no_column_names_those_that_hold_it(
    few: Cli, lang: str, typed: str, said: str
) -> None:
    result = few("report", "list", "--columns", f"id,{typed}", "--lang", lang)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


@pytest.mark.parametrize(
    ("lang", "typed"),
    [
        ("id", "id,tanggal,wilayah,judul,fase,tingkat,penanganan"),
        ("id", "id,tgl,kabupaten/kota,Judul,fase,tingkat,status"),
        ("en", "id,date,region,title,phase,level,handling"),
        ("en", "id,tanggal,wilayah,judul,fase,tingkat,status"),
    ],
)
def test_columns_are_known_by_what_people_call_them(few: Cli, lang: str, typed: str) -> None:
    names = "id,occurred_on,region,title,phase,level,handling"
    usual = few.ok("report", "list", "--columns", names, "--lang", lang)
    assert few.ok("report", "list", "--columns", typed, "--lang", lang) == usual


@pytest.mark.parametrize("lang", ["en", "id"])
def test_every_heading_of_a_list_can_be_typed_as_a_column(few: Cli, lang: str) -> None:
    use_language(lang)
    for name in FIELD_NAMES:
        heading = headings.of_list(name)
        [meant] = listing.read_columns(heading)
        assert headings.of_list(meant) == heading


def test_saved_columns_are_those_of_the_next_list_and_search_until_taken_back(few: Cli) -> None:
    usual = few.ok("report", "list")
    chosen = few.ok("report", "list", "--columns", "id,title", "--save-columns")
    assert few.ok("report", "list") == chosen != usual
    assert few.ok("report", "search", "hoaks") == chosen
    assert few.ok("report", "list", "--columns", "default") == usual
    assert few.ok("report", "list") == chosen
    few.ok("report", "list", "--columns", "default", "--save-columns")
    assert few.ok("report", "list") == usual


def test_a_list_that_saves_nothing_writes_nothing(few: Cli) -> None:
    before = few.register.read_bytes()
    few.ok("report", "list", "--columns", "id,title")
    assert few.register.read_bytes() == before


def test_to_save_without_columns_is_refused(few: Cli) -> None:
    result = few("report", "list", "--save-columns")
    assert result.code == 2
    assert "--columns" in result.err


def test_saving_columns_makes_no_register(cli: Cli) -> None:
    assert cli("report", "list", "--columns", "id", "--save-columns").code == 2
    assert not cli.register.exists()


def test_a_saved_column_that_is_none_here_is_left_out(few: Cli) -> None:
    chosen = few.ok("report", "list", "--columns", "id", "--save-columns")
    with closing(sqlite3.connect(few.register)) as connection, connection:
        connection.execute("UPDATE setting SET value = 'id,cuaca' WHERE key = 'list_columns'")
    assert few.ok("report", "list") == chosen


def test_saving_leaves_the_record_as_it_is(process: Process) -> None:
    process("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks")
    before = process("log", "-f", "csv").out
    assert process("report", "list", "--columns", "id", "--save-columns").code == 0
    assert process("log", "-f", "csv").out == before


def test_a_format_that_lists_have_not_leads_to_the_command_that_has_it(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    result = cli("report", "list", "-f", "xlsx")
    assert result.code == 2
    assert "hint: for Excel: pilkada export reports -o laporan.xlsx" in result.err
