"""``init`` on a terminal: what is asked, what stands there already, and what leaving leaves behind."""

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import Process
from tests.terminal import CTRL_C, CTRL_D, ENTER, ESC, Terminal, open_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

CLEAR = "\x15"
SESSION = (
    ("Language", "2"),
    ("Region (", "HST"),
    ("Code (", ""),
    ("Office (", "Kesbangpol HST"),
    ("Writer (", f"{CLEAR}Kasi Kewaspadaan"),
    ("Letterhead, line 1", "PEMERINTAH KABUPATEN"),
    ("Letterhead, line 2", ""),
    ("recipient 1", "Kesbangpol Provinsi"),
    ("recipient 2", ""),
    ("Store it", ""),
)


def reach(terminal: Terminal, question: int) -> Terminal:
    """Answer everything before a question, and wait for it."""
    for name, answer in SESSION[:question]:
        terminal.answer(name, answer)
    return terminal.see(SESSION[question][0]) if question < len(SESSION) else terminal


def settings(home: Path) -> dict[str, str]:
    with closing(sqlite3.connect(home / "register.db")) as connection:
        return dict(connection.execute("SELECT key, value FROM setting").fetchall())


KEPT = {
    "lang": "en",
    "region": "63.07",
    "code": "HST",
    "office": "Kesbangpol HST",
    "letterhead": '["PEMERINTAH KABUPATEN"]',
    "recipients": '["Kesbangpol Provinsi"]',
    "writer petugas": "Kasi Kewaspadaan",
}


def test_an_office_is_founded_by_answers(tmp_path: Path) -> None:
    assert reach(open_terminal(tmp_path, "init"), len(SESSION)).end() == 0
    assert settings(tmp_path).items() >= KEPT.items()


def test_enter_at_the_office_gives_it_the_name_of_its_region(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "init")
    for name, answer in SESSION:
        terminal.answer(name, "" if name == "Office (" else answer)
    assert terminal.end() == 0
    assert settings(tmp_path)["office"] == "Kesbangpol Kabupaten Hulu Sungai Tengah"


def test_asked_again_enter_keeps_everything(tmp_path: Path) -> None:
    reach(open_terminal(tmp_path, "init"), len(SESSION)).end()
    before = settings(tmp_path)
    again = open_terminal(tmp_path, "init")
    for question, _ in SESSION:
        again.answer(question, "")
    assert again.end() == 0
    assert "Kasi Kewaspadaan" in again.text()
    assert settings(tmp_path) == before


def test_only_what_options_leave_out_is_asked(tmp_path: Path) -> None:
    terminal = open_terminal(
        tmp_path, "init", "-r", "HST", "--lang", "en", "--code", "HST", "--office", "Kesbangpol",
        "--letterhead", "KOP", "--recipient", "Provinsi",
    )  # fmt: skip
    terminal.answer("Writer (", f"{CLEAR}Analis").answer("Store it", "")
    assert terminal.end() == 0
    for question in ("Language: 2", "* English", "Region (", "Code (", "Letterhead, line"):
        assert question not in terminal.text()
    assert settings(tmp_path)["writer petugas"] == "Analis"


def test_one_setting_of_a_founded_office_is_changed_without_a_question(tmp_path: Path) -> None:
    reach(open_terminal(tmp_path, "init"), len(SESSION)).end()
    before = settings(tmp_path)
    terminal = open_terminal(tmp_path, "init", "--recipient", "Gubernur")
    assert terminal.end() == 0
    assert "Store it" not in terminal.text()
    changed = {name for name, value in settings(tmp_path).items() if value != before.get(name)}
    assert changed == {"recipients"}


def test_nothing_is_asked_where_everything_is_said(tmp_path: Path) -> None:
    terminal = open_terminal(
        tmp_path, "init", "-r", "HST", "--lang", "en", "--code", "HST", "--office", "Kesbangpol",
        "--writer", "Analis", "--letterhead", "KOP", "--recipient", "Provinsi",
    )  # fmt: skip
    assert terminal.end() == 0
    assert "Store it" not in terminal.text()


def test_a_number_at_the_end_changes_that_line(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "init"), len(SESSION) - 1)
    question = "Code (what the ids of reports begin with): "
    terminal.type("3", ENTER).see(f"Store it: 3\n{question}HST").type("9!", ENTER)
    terminal.see("'9!' is no code (a letter, then up to eleven letters or digits, for example")
    terminal.see(f"HST)\n{question}HST").type("brb", ENTER)
    terminal.see("Code: BRB").see("Enter stores").type(ENTER)
    assert terminal.end() == 0
    assert settings(tmp_path)["code"] == "BRB"


def test_the_other_questions_are_put_in_the_language_that_was_chosen(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "init", "--lang", "en", PILKADA_LANG="id")
    terminal.see("Region (the office's own)").type(ESC)
    assert terminal.end() == 130
    terminal = open_terminal(tmp_path, "init", PILKADA_LANG="id")
    terminal.see("English").type("2", ENTER).see("Region (the office's own)")


def test_a_wrong_option_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "init", "-r", "Barabai")
    assert terminal.end() == 2
    assert "Language" not in terminal.text()


@pytest.mark.parametrize(
    ("question", "key"),
    [*((n, key) for n in range(len(SESSION)) for key in (ESC, CTRL_C)), (0, CTRL_D), (9, CTRL_D)],
)
def test_leaving_at_any_question_leaves_nothing_behind(
    tmp_path: Path, question: int, key: str
) -> None:
    terminal = reach(open_terminal(tmp_path, "init"), question)
    assert terminal.type(key).end() == 130
    said = "interrupted; nothing was written" if key == CTRL_C else "left; nothing was stored"
    assert said in terminal.text()
    assert list(tmp_path.iterdir()) == []


def test_the_language_may_stand_before_the_command(process: Process) -> None:
    process("--lang", "id", "init")
    silent = {k: v for k, v in process.environment().items() if k != "PILKADA_LANG"}
    assert "Pemakaian: pilkada" in process("--help", env=silent).out


def test_a_narrow_console_without_utf_8_shows_every_question(tmp_path: Path) -> None:
    terminal = open_terminal(
        tmp_path, "init", columns=40, rows=60,
        PYTHONIOENCODING="cp1252", LC_ALL="C", PYTHONUTF8="0",
    )  # fmt: skip
    assert reach(terminal, len(SESSION)).end() == 0
    assert settings(tmp_path)["code"] == "HST"


def test_an_impossible_code_is_refused_at_its_question_without_an_option(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "init"), 2)
    terminal.type("H S T", ENTER).see("'H S T' is no code (a letter")
    assert "--code" not in terminal.text()
    terminal.type(CLEAR, "HST", ENTER).see("Office (what it is called)")


@pytest.mark.parametrize("command", [["init"], ["report", "add"]])
def test_a_synchronised_folder_is_refused_before_the_first_question(
    tmp_path: Path, command: list[str]
) -> None:
    register = str(tmp_path / "OneDrive" / "register.db")
    terminal = open_terminal(tmp_path, *command, "--register", register)
    assert terminal.end() == 6
    assert "lies in a synchronised folder (OneDrive)" in " ".join(terminal.text().split())
    for question in ("Language", "Title"):
        assert question not in terminal.text()
    assert list(tmp_path.iterdir()) == []


def test_the_review_names_things_as_the_questions_did(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "init", rows=60), len(SESSION) - 1)
    asked, _, reviewed = terminal.text().partition("\n\n")
    names = ("Language", "Region", "Code", "Office", "Writer", "Letterhead", "Reports go to")
    for number, name in enumerate(names, 1):
        assert any(re.match(rf"{name}( \(|, |: )", line) for line in asked.split("\n")), name
        assert f"\n {number} {name}: " in f"\n{reviewed}"
