"""``pilkada report search``: what is found, how it is typed, and what is said of nothing."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest
from tests.conftest import LATER, Cli


def ids(out: str) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(out))]


def search(cli: Cli, *arguments: str) -> list[str]:
    return ids(cli.ok("report", "search", *arguments, "-f", "csv"))


@pytest.fixture
def few(cli: Cli) -> Cli:
    for title, region, category in (
        ("Baliho pasangan calon robek", "Banjarbaru", "kamtibmas/perusakan-apk"),
        ("Hoaks tentang baliho", "Banjar", "kamtibmas/hoaks"),
        ("Izin kampanye di pasar lama dipersoalkan", "Tapin", "kamtibmas/hoaks"),
    ):
        cli.ok("report", "add", title, "-r", region, "-c", category)
    return cli


def test_every_word_must_occur_and_its_beginning_is_enough(few: Cli) -> None:
    assert search(few, "bali") == ["LAP-2", "LAP-1"]
    assert search(few, "BALIHO", "rob") == ["LAP-1"]
    assert search(few, "baliho", "pasar") == []


def test_what_the_shell_or_a_quote_keeps_together_is_a_phrase_of_whole_words(few: Cli) -> None:
    assert search(few, "pasar lama") == ["LAP-3"]
    assert search(few, "lama pasar") == []
    assert search(few, '"pasar', 'lama"') == search(few, "“pasar lama”") == ["LAP-3"]
    assert search(few, '"pasa"') == []
    assert search(few, '"pasar lama" kampanye') == ["LAP-3"]


@pytest.mark.parametrize("typed", ["ijin", "IZIN", "Izin,"])
def test_spellings_of_one_word_find_each_other(few: Cli, typed: str) -> None:
    assert search(few, typed) == ["LAP-3"]


def test_a_word_finds_its_other_forms_behind_those_that_hold_it_as_typed(few: Cli) -> None:
    told = ("-r", "HST", "-c", "perusakan-apk")
    for title in ("Baliho dirusak orang", "Pengrusakan spanduk", "Perusakan APK"):
        few.ok("report", "add", title, *told)
    assert search(few, "perusakan", "-r", "HST") == ["LAP-6", "LAP-5", "LAP-4"]
    assert search(few, "dirusak", "-r", "HST") == ["LAP-4", "LAP-6", "LAP-5"]
    assert "the last 2 hold another form of a word" in few("report", "search", "dirusak", "-r", "HST").err  # fmt: skip
    assert "none holds every word as it was typed" in few("report", "search", "robekan").err


NUMBERS = ["0812-3456-7890", "081234567890", "0812 3456 7890", "+62 812-3456-7890", "6281234567890"]


@pytest.mark.parametrize("written", NUMBERS)
def test_a_telephone_number_is_found_however_it_is_written(cli: Cli, written: str) -> None:
    told = ("-r", "HST", "-c", "hoaks")
    cli.ok("report", "add", "Hoaks lewat WA", "--detail", f"Nomor {written}.", *told)
    cli.ok("report", "add", "Hoaks lain", "--detail", "Nomor 0812-3456-7891.", *told)
    for typed in (*NUMBERS, "0812-3456-78"):
        others = ["LAP-2"] if typed == "0812-3456-78" else []
        assert search(cli, typed) == [*others, "LAP-1"]
    assert search(cli, *["0812", "3456", "7890", "hoaks"]) == ["LAP-1"]


def test_hoax_finds_hoaks(few: Cli) -> None:
    assert search(few, "hoax", "baliho") == ["LAP-2"]


@pytest.mark.parametrize("typed", ["AND", "NOT", "NEAR(", "words:", "a*", '"', "'--", "(", "{x}:"])
def test_what_is_syntax_elsewhere_is_text_here(few: Cli, typed: str) -> None:
    result = few("report", "search", "baliho", typed, "-f", "csv")
    assert result.code == 0, result.err


def test_nothing_but_signs_is_refused_with_an_example(few: Cli) -> None:
    result = few("report", "search", "?!", "--")
    assert (result.code, result.out) == (2, "")
    assert "holds no word" in result.err
    assert "pilkada report search" in result.err


def test_found_reports_stand_in_the_table_of_the_list(few: Cli) -> None:
    assert few.ok("report", "search", "hoaks") == few.ok("report", "list", "-c", "hoaks")


def test_nothing_found_is_no_error_and_the_word_that_is_nowhere_is_named(few: Cli) -> None:
    result = few("report", "search", "baliho", "spandux")
    assert (result.code, result.out) == (0, "")
    assert "0 reports" in result.err
    assert "no report has a word that begins with 'spandux'" in result.err


def test_words_that_occur_only_apart_are_said_to(few: Cli) -> None:
    result = few("report", "search", "robek", "pasar")
    assert (result.code, result.out) == (0, "")
    assert "every word occurs, but not in one report" in result.err


def test_filters_narrow_a_search_as_they_narrow_a_list(few: Cli) -> None:
    few.ok("report", "close", "1", "--reason", "selesai")
    assert search(few, "baliho", "-r", "Banjar") == ["LAP-2"]
    assert search(few, "baliho", "-c", "perusakan-apk") == ["LAP-1"]
    assert search(few, "baliho", "--open") == ["LAP-2"]
    assert search(few, "baliho", "--handling", "closed") == ["LAP-1"]


def test_a_search_can_look_back(few: Cli) -> None:
    few.now = LATER
    few.ok("report", "amend", "1", "--title", "Spanduk robek")
    few.ok("report", "add", "Baliho lagi", "-r", "Banjar", "-c", "hoaks")
    assert search(few, "spanduk") == ["LAP-1"]
    assert search(few, "spanduk", "--as-of", "2024-11-30") == []
    assert search(few, "baliho", "--as-of", "2024-11-30") == ["LAP-2", "LAP-1"]


def test_json_has_the_fields_of_the_list(few: Cli) -> None:
    found = json.loads(few.ok("report", "search", "pasar", "-f", "json"))
    listed = json.loads(few.ok("report", "list", "-r", "Tapin", "-f", "json"))
    assert found == listed


def test_a_register_of_another_version_is_searched_all_the_same(few: Cli) -> None:
    with closing(sqlite3.connect(few.register)) as connection, connection:
        connection.execute("UPDATE setting SET value = '0:alt' WHERE key = 'derived'")
        connection.execute("DROP TABLE search")
    assert search(few, "baliho") == ["LAP-2", "LAP-1"]


def test_without_a_register_the_way_out_is_named(cli: Cli) -> None:
    result = cli("report", "search", "baliho")
    assert result.code == 2
    assert "there is no register" in result.err
    assert not cli.register.exists()


@pytest.mark.parametrize("title", ["Baliho dirusak", "Warga merusak baliho", "Perusakan baliho"])
def test_a_word_finds_the_forms_that_prefixes_make_of_it(cli: Cli, title: str) -> None:
    cli.ok("report", "add", title, "-r", "Tapin", "-c", "hoaks")
    assert search(cli, "rusak") == ["LAP-1"]
    assert search(cli, '"rusak"') == []


@pytest.mark.parametrize("words", [("HST-1",), ("hst1",), ("hst", "1"), ("HST 1",)])
def test_who_searches_for_an_id_is_shown_the_command_that_opens_it(
    cli: Cli, words: tuple[str, ...]
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    cli.ok("report", "add", "Baliho dirusak", "-c", "hoaks")
    said = cli("cari", *words, "--lang", "id").err
    assert "pilkada lihat HST-1" in said
    assert "lihat" not in cli("cari", "HST-9", "--lang", "id").err
