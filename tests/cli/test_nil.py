"""``report nil``: on a terminal what speaks against it is asked about, elsewhere it is remarked."""

import json
import sqlite3
import sys
from pathlib import Path

import pytest
from tests.conftest import Cli
from tests.terminal import CTRL_C, ESC, Terminal, open_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

CAMPAIGN = "2024-11-22T02:30:00+00:00"
"""One report a day is owed."""
EVE = "2024-11-25T02:30:00+00:00"
"""Two reports a day are owed."""


def run(home: Path, *arguments: str, now: str = CAMPAIGN) -> Terminal:
    return open_terminal(home, *arguments, now=now, columns=100)


def nil(home: Path, *more: str, now: str = CAMPAIGN) -> Terminal:
    return run(home, "report", "nil", "-r", "HST", *more, now=now)


def written(home: Path) -> int:
    """How many nil reports the register holds."""
    with sqlite3.connect(home / "register.db") as connection:
        row = connection.execute("SELECT count(*) FROM journal WHERE kind = 'nil'").fetchone()
    return int(row[0])


def add(home: Path) -> None:
    assert run(home, "report", "add", "Hoaks", "-r", "HST", "-c", "hoaks").end() == 0


def test_where_nothing_speaks_against_it_nothing_is_asked(tmp_path: Path) -> None:
    terminal = nil(tmp_path)
    assert terminal.end() == 0
    assert "?" not in terminal.text()
    assert "nil report of Hulu Sungai Tengah" in terminal.text()
    assert "63.07" not in terminal.text()
    assert written(tmp_path) == 1


@pytest.mark.parametrize(("keys", "code", "count"), [("", 2, 0), ("n", 2, 0), ("y", 0, 1)])
def test_where_reports_came_in_they_are_named_and_enter_alone_writes_nothing(
    tmp_path: Path, keys: str, code: int, count: int
) -> None:
    add(tmp_path)
    terminal = nil(tmp_path).see("1 report about Hulu Sungai Tengah came in that day: LAP-1")
    terminal.answer("Report all the same that nothing happened?", keys)
    assert terminal.end() == code
    assert ("nothing was written" in terminal.text()) == (count == 0)
    assert written(tmp_path) == count


@pytest.mark.parametrize(
    ("lang", "told", "question"),
    [
        ("en", "1 report tells of that day in Hulu Sungai Tengah: LAP-1", "nothing happened?"),
        ("id", "1 laporan menceritakan kejadian hari itu di Hulu Sungai Tengah: LAP-1", "nihil?"),
    ],
)
def test_a_report_that_came_later_and_tells_of_that_day_is_asked_about_too(
    tmp_path: Path, lang: str, told: str, question: str
) -> None:
    options = ("-r", "HST", "-c", "hoaks", "--at", "kemarin")
    assert run(tmp_path, "report", "add", "Hoaks", *options).end() == 0
    terminal = run(tmp_path, "--lang", lang, "report", "nil", "-r", "HST", "--on", "kemarin")
    assert terminal.see(told).answer(question, "").end() == 2
    assert written(tmp_path) == 0


def test_what_came_in_and_tells_of_the_day_is_named_once(cli: Cli) -> None:
    cli.ok("report", "add", "Hoaks", "-r", "HST", "-c", "hoaks")
    assert cli("report", "nil", "-r", "HST").err.count("LAP-1") == 1


def test_what_was_refuted_does_not_tell_of_the_day(cli: Cli) -> None:
    cli.ok("report", "add", "Hoaks", "-r", "HST", "-c", "hoaks", "--at", "kemarin")
    cli.ok("report", "refute", "1", "--reason", "latihan")
    assert "LAP-1" not in cli("report", "nil", "-r", "HST", "--on", "kemarin").err


@pytest.mark.parametrize("key", [ESC, CTRL_C])
def test_leaving_the_question_writes_nothing(tmp_path: Path, key: str) -> None:
    add(tmp_path)
    assert nil(tmp_path).see("nothing happened?").type(key).end() == 130
    assert written(tmp_path) == 0


def test_said_a_second_time_where_one_is_owed_nothing_is_asked_or_written(tmp_path: Path) -> None:
    nil(tmp_path).end()
    terminal = nil(tmp_path)
    assert terminal.end() == 0
    assert "it was reported already (22 Nov 2024 10:30 WITA)" in terminal.text()
    assert "nothing more is owed, so nothing was written" in terminal.text()
    assert written(tmp_path) == 1


def test_the_second_of_two_that_are_owed_is_written_once_it_was_asked(tmp_path: Path) -> None:
    nil(tmp_path, now=EVE).end()
    terminal = nil(tmp_path, now=EVE).see("1 more report is owed for that day")
    assert terminal.answer("nothing happened?", "y").end() == 0
    assert written(tmp_path) == 2
    terminal = nil(tmp_path, now=EVE)
    assert terminal.end() == 0
    assert written(tmp_path) == 2


def test_a_day_that_cannot_be_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    add(tmp_path)
    terminal = nil(tmp_path, "--on", "2024-11-30")
    assert terminal.end() == 2
    assert "has not come yet" in terminal.text()


def test_without_a_terminal_it_is_written_and_remarked(cli: Cli) -> None:
    cli.ok("report", "nil", "-r", "HST")
    result = cli("report", "nil", "-r", "HST")
    assert (result.code, result.out) == (0, "63.07 2024-11-22\n")
    assert "it was reported already (22 Nov 2024 10:30 WITA)" in result.err
    assert "if that is wrong, take it back with pilkada undo" in result.err
    kinds = [kind for each in json.loads(cli.ok("log", "-f", "json")) for kind in each["kinds"]]
    assert kinds.count("nil") == 2


@pytest.mark.parametrize(("at", "day"), [("hari ini", ()), ("kemarin", ("--on", "kemarin"))])
def test_without_a_terminal_it_is_refused_where_reports_speak_against_it_unless_yes_agrees(
    cli: Cli, at: str, day: tuple[str, ...]
) -> None:
    cli.ok("report", "add", "Hoaks", "-r", "HST", "-c", "hoaks", "--at", at)
    refused = cli("report", "nil", "-r", "HST", *day)
    assert (refused.code, refused.out) == (2, "")
    assert "LAP-1" in refused.err and "agree with --yes" in refused.err
    told = cli("report", "nil", "-r", "HST", *day, "--yes")
    assert told.code == 0
    assert "LAP-1" in told.err


def test_a_district_has_no_nil_report_of_its_own_and_the_refusal_says_what_one_is_about(
    cli: Cli,
) -> None:
    refused = cli("report", "nil", "-r", "Limpasu")
    assert refused.code == 2
    assert "'Limpasu' is a district, and a nil report is about a whole regency" in refused.err
    assert "if all of Hulu Sungai Tengah was quiet: pilkada report nil -r 63.07" in refused.err
