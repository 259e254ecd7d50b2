"""``undo`` and ``redo``: one command, said as a sentence, asked about, and taken back whole."""

import json
import signal
import sys
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, Cli, Process
from tests.terminal import CTRL_C, CTRL_D, ENTER, ESC, Terminal, open_terminal

ADD = ("report", "add", "Baliho dirusak", "-r", "HST", "-c", "kamtibmas/perusakan-apk", "--phase", "pg")  # fmt: skip


@pytest.fixture
def two(cli: Cli) -> Cli:
    """Two reports: LAP-1 is command 2, LAP-2 command 3."""
    cli.ok(*ADD)
    cli.ok("report", "add", "Spanduk robek", "-r", "Tapin", "-c", "hoaks", "--impact", "3")
    return cli


def rows(cli: Cli, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(cli.ok(*arguments, "-f", "json"))
    return found


# What is said.


@pytest.mark.parametrize(
    ("command", "what", "becomes"),
    [
        (ADD, 'report LAP-3 "Baliho dirusak"', "LAP-3 becomes withdrawn and is not counted"),
        (
            ("report", "verify", "1", "2", "--reason", "foto"),
            'verification of LAP-1, LAP-2 "foto"',
            "LAP-1, LAP-2: verification from verified to unverified",
        ),
        (
            ("report", "refute", "1", "--reason", "tidak ada"),
            'refutation of LAP-1 "tidak ada"',
            "LAP-1: verification from refuted to unverified",
        ),
        (("report", "handle", "1"), "handling of LAP-1", "LAP-1: handling from handled to new"),
        (("report", "close", "1"), "closing of LAP-1", "LAP-1: handling from closed to new"),
        (
            ("report", "amend", "2", "--impact", "4", "--title", "Spanduk hilang"),
            'change of LAP-2 (impact 4; title "Spanduk hilang")',
            'LAP-2: impact from 4 to 3; title from "Spanduk hilang" to "Spanduk robek"',
        ),
        (
            ("report", "escalate", "1", "--reason", "genting"),
            'escalation of LAP-1 "genting" (phase AG)',
            "LAP-1: phase from AG to PG",
        ),
        (
            ("report", "note", "1", "-t", "sudah dicek"),
            'note on LAP-1 "sudah dicek"',
            "it stays in the history, marked as taken back",
        ),
        (
            ("report", "link", "1", "2"),
            "link of LAP-1, LAP-2",
            "LAP-1 and LAP-2 are no longer linked",
        ),
        (
            ("report", "nil", "-r", "HST", "--yes"),
            "nil report of Hulu Sungai Tengah for 22 November 2024",
            "the nil report no longer counts",
        ),
    ],
)
def test_one_sentence_says_what_is_taken_back_and_the_next_what_comes_of_it(
    two: Cli, command: tuple[str, ...], what: str, becomes: str
) -> None:
    two.ok(*command)
    told = two("undo", "--yes").err.splitlines()
    assert told[0] == f"taking back: {what}, entered 22 Nov 2024 10:30 WITA by petugas"
    assert told[1:] == [becomes, "taken back; bring it back with: pilkada redo"]
    assert two("redo", "--yes").err.startswith(f"bringing back: {what}, entered ")
    assert two("check").code == 0


def test_a_closed_report_opened_again_by_mistake_is_closed_again(two: Cli) -> None:
    two.ok("report", "close", "1")
    two.ok("report", "reopen", "1")
    assert "closing" not in (told := two("undo", "--yes").err)
    assert "LAP-1: handling from new to closed" in told


def test_an_unlinked_pair_is_linked_again(two: Cli) -> None:
    two.ok("report", "link", "1", "2")
    two.ok("report", "unlink", "1", "2")
    assert "LAP-1 and LAP-2 are linked again" in two("undo", "--yes").err
    assert {row["group"] for row in rows(two, "report", "list")} == {"LAP-1"}


def test_an_import_is_told_in_numbers_taken_back_whole_and_can_be_imported_again(
    sample: Cli,
) -> None:
    before = sample.ok("summary", "-f", "json")
    told = sample("undo", "--yes").err.splitlines()
    assert told[0].startswith("taking back: import of 99 operations on 21 reports, entered ")
    assert told[1] == "21 reports become withdrawn and are not counted"
    assert rows(sample, "report", "list") == []
    again = sample("report", "import", str(SAMPLE)).err
    assert (
        "21 reports added, 64 operations on reports added, 14 figures of readiness added\n" in again
    )
    totals, wanted = (json.loads(t)["totals"] for t in (sample.ok("summary", "-f", "json"), before))
    assert totals == {**wanted, "reports": wanted["reports"] + 21, "withdrawn": 21}
    assert sample("check").code == 0


def test_lines_without_a_reference_and_nil_reports_can_be_imported_again_too(
    cli: Cli, tmp_path: Path
) -> None:
    lines = (
        {"known_at": "2024-11-21", "title": "Uji", "region": "HST", "category": "hoaks"},
        {"kind": "nil", "known_at": "2024-11-21", "region": "Tapin", "on": "2024-11-21"},
    )
    file = tmp_path / "laporan.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    for count in ("1 report added, 1 nil report added\n", "2 lines known already\n"):
        assert cli("report", "import", str(file)).err == count
    told = cli("undo", "2", "--yes").err.splitlines()
    assert told[0].startswith("taking back: import of 2 operations on 1 report, entered ")
    assert told[2] == "the nil report no longer counts"
    assert "known already" not in cli("report", "import", str(file)).err
    assert len(rows(cli, "report", "list")) == 1


@pytest.mark.parametrize("references", [("", ""), ("A1", "A2")])
def test_an_import_whose_file_was_imported_again_is_not_brought_back_beside_it(
    cli: Cli, tmp_path: Path, references: tuple[str, str]
) -> None:
    sheet = tmp_path / "rekap.csv"
    lines = (f"20/11/2024,Barabai,Baliho {n} dirusak,hoaks,{n}" for n in references)
    sheet.write_text(
        "\n".join(("Tanggal,Kecamatan,Kejadian,Kategori,source_ref", *lines)), encoding="utf-8"
    )
    cli.ok("init", "-r", "HST")
    for command in (("report", "import", str(sheet)), ("undo", "--yes")) * 2:
        cli.ok(*command)
    cli.ok("redo", "--yes")
    again, first = (row["number"] for row in rows(cli, "log") if "add" in row["kinds"])
    refused = cli("redo", str(first), "--yes")
    assert (refused.code, refused.out) == (2, "")
    assert f"2 reports of command {first} were imported again since" in refused.err
    assert f"pilkada undo {again}, then pilkada redo {first}" in " ".join(refused.err.split())
    assert len(rows(cli, "report", "list")) == 2
    cli.ok("undo", str(again), "--yes")
    cli.ok("redo", str(first), "--yes")
    assert len(rows(cli, "report", "list")) == 2


def test_one_wrong_row_of_an_import_is_refuted_and_that_is_said_where_it_is_looked_for(
    cli: Cli, tmp_path: Path
) -> None:
    sheet = tmp_path / "rekap.csv"
    sheet.write_text(
        "Tanggal,Kecamatan,Kejadian,Kategori\n20/11/2024,Barabai,Baliho dirusak,perusakan-apk\n"
        "21/11/2024,Haruyan,Berita bohong,hoaks\n",
        encoding="utf-8",
    )
    cli.ok("report", "import", str(sheet))
    assert "One of 2 reports of an import." in cli.ok("report", "show", "2")
    for said in (cli("undo").err, cli.ok("undo", "--help"), cli("undo", "LAP-2").err):
        assert "pilkada report refute" in said
    cli.ok("report", "refute", "2", "--reason", "salah impor")
    assert "reports of an import" not in cli.ok("report", "show", "2")
    assert json.loads(cli.ok("summary", "-f", "json"))["totals"]["events"] == 1


def test_a_report_that_was_entered_by_itself_has_no_import_to_be_told_of(two: Cli) -> None:
    assert "import" not in two.ok("report", "show", "1")
    assert "refute" not in two("undo").err


# Settings, which are no part of the record.

SETTLED = "settings are changed by pilkada init again, not taken back"


def test_after_settings_were_changed_an_undo_says_that_it_takes_back_what_came_before(
    two: Cli,
) -> None:
    two.ok("init", "--letterhead", "PEMERINTAH KABUPATEN", "--writer", "Fulan")
    first, second, *_ = two("undo").err.splitlines()
    assert first == f"{SETTLED}; before that came:"
    assert second.startswith('taking back: report LAP-2 "Spanduk robek", entered 22 Nov 2024')
    assert SETTLED not in two("undo", "2").err
    two.ok("report", "note", "1", "-t", "uji")
    assert SETTLED not in two("undo", "--yes").err


@pytest.mark.parametrize(
    ("command", "settled"),
    [
        (("init", "--letterhead", "PEMERINTAH KABUPATEN"), SETTLED),
        (("report", "list", "--columns", "id", "--save-columns"), "the columns of lists"),
    ],
)
def test_where_nobody_is_asked_nothing_older_than_what_was_done_last_is_taken_back(
    two: Cli, command: tuple[str, ...], settled: str
) -> None:
    two.ok(*command)
    refused = two("undo", "--yes")
    assert (refused.code, refused.out) == (2, "")
    error, way = refused.err.splitlines()
    assert error.startswith(f"error: {settled}")
    assert 'before that came command 3: report LAP-2 "Spanduk robek", entered 22 Nov' in error
    assert way == "hint: take that one back: pilkada undo 3"
    assert len(rows(two, "report", "list")) == 2
    two.ok("undo", "3", "--yes")
    assert len(rows(two, "report", "list")) == 1


def test_after_columns_were_kept_an_undo_says_that_it_takes_back_what_came_before(
    two: Cli,
) -> None:
    two.ok("report", "list", "--columns", "id", "--save-columns")
    first, second, *_ = two("undo").err.splitlines()
    assert first.startswith("the columns of lists are changed by pilkada report list")
    assert first.endswith("not taken back; before that came:")
    assert second.startswith("taking back: report LAP-2")


def test_settings_that_were_changed_after_an_erasure_are_spoken_of_first(two: Cli) -> None:
    two.ok("report", "erase", "2", "--reason", "Permintaan", "--yes")
    erased = "the last command erased"
    assert erased in two("undo", "--yes").err
    two.ok("init", "--recipient", "Gubernur")
    result = two("undo", "--yes")
    assert result.code == 2 and erased not in result.err
    error, hint = result.err.splitlines()
    assert error.startswith(f"error: {SETTLED}; the command before that erased")
    assert "pilkada undo NUMBER" in hint


def test_where_there_are_only_settings_the_way_to_change_them_is_said(cli: Cli) -> None:
    cli.ok("init", "-r", "HST")
    result = cli("undo", "--yes")
    assert (result.code, result.out) == (2, "")
    assert f"hint: {SETTLED}" in result.err.splitlines()


def test_a_value_that_was_set_again_since_stays_and_that_is_said(two: Cli) -> None:
    two.ok("report", "amend", "2", "--impact", "4", "--title", "Spanduk hilang")
    two.ok("report", "amend", "2", "--impact", "5")
    told = two("undo", "4", "--yes").err
    assert 'LAP-2: impact stays 5; title from "Spanduk hilang" to "Spanduk robek"' in told
    assert rows(two, "report", "list")[0]["impact"] == 5


def test_what_was_built_on_a_report_since_is_said_and_stays_visible(two: Cli) -> None:
    two.ok("report", "verify", "1", "--reason", "foto")
    told = two("undo", "2", "--yes").err
    assert "what was added since stays visible: verified" in told
    page = two.ok("report", "show", "1")
    assert "Not counted: withdrawn." in page
    assert "verified" in page


def test_text_that_is_told_is_harmless_and_short(cli: Cli) -> None:
    cli.ok("report", "add", "\x1b[31mmerah\u202e" + "x" * 150, "-r", "HST", "-c", "hoaks")
    told = cli("undo", "--yes").err
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert max(map(len, told.splitlines())) < 140


def test_it_is_told_in_indonesian_too(two: Cli) -> None:
    two.ok("report", "close", "1")
    assert "10.30 WITA" in two("--lang", "id", "undo", "--yes").err


# What becomes of the register.


def test_a_withdrawn_report_is_left_out_and_named_as_such(two: Cli) -> None:
    two.ok("undo", "--yes")
    assert [row["id"] for row in rows(two, "report", "list")] == ["LAP-1"]
    assert "Not counted: 1 withdrawn report (LAP-2)." in two.ok("summary")
    assert json.loads(two.ok("report", "show", "2", "-f", "json"))["withdrawn"] is True


def test_a_regency_whose_only_report_is_withdrawn_is_silent_again(cli: Cli) -> None:
    cli.ok(*ADD)
    cli.ok("undo", "--yes")
    regencies = json.loads(cli.ok("summary", "-f", "json"))["regencies"]
    assert {row["last_report_on"] for row in regencies} == {None}


def test_a_number_is_never_used_again(two: Cli) -> None:
    two.ok("undo", "--yes")
    assert two.ok(*ADD) == "LAP-3\n"
    assert [row["id"] for row in rows(two, "report", "list")] == ["LAP-3", "LAP-1"]


def test_undo_goes_back_command_by_command_and_redo_forward_again(two: Cli) -> None:
    two.ok("report", "close", "1")
    before = rows(two, "report", "list")
    for _ in range(3):
        two.ok("undo", "--yes")
    assert rows(two, "report", "list") == []
    result = two("undo", "--yes")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: there is nothing to take back\nhint: ")
    for _ in range(3):
        two.ok("redo", "--yes")
    assert rows(two, "report", "list") == before
    assert "there is nothing to bring back" in two("redo", "--yes").err


def test_the_log_names_commands_by_the_number_that_undo_takes(two: Cli) -> None:
    two.ok("undo", "2", "--yes")
    logged = [(row["number"], row["kinds"], row["undone"]) for row in rows(two, "log")]
    assert logged == [
        (4, ["undo"], False),
        (3, ["add"], False),
        (2, ["add"], True),
        (1, ["person"], False),
    ]
    assert rows(two, "log")[0]["undoes"] == rows(two, "log")[2]["batch"]
    page = two.ok("log")
    assert "undone 2" in page
    assert "reported (taken back)" in page


def test_another_user_of_the_same_file_sees_no_numbers(
    two: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "piket")
    assert {row["number"] for row in rows(two, "log")} == {None}
    assert "there is nothing to take back" in two("undo", "--yes").err


def test_quiet_says_nothing_where_nothing_is_asked(two: Cli) -> None:
    result = two("undo", "--yes", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")


# What is refused.


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_without_a_terminal_it_needs_yes_and_says_what_it_would_do(two: Cli, command: str) -> None:
    two.ok("undo", "--yes")
    log = two.ok("log", "-f", "json")
    result = two(command, stdin="y\n")
    assert result.code == 2
    assert result.err.splitlines()[-2:] == [
        "error: nobody is at a terminal to agree to it; nothing was done",
        "hint: agree with --yes",
    ]
    assert "LAP-" in result.err
    assert two.ok("log", "-f", "json") == log


@pytest.mark.parametrize(
    ("arguments", "why", "hint"),
    [
        (("undo", "99"), "you wrote no command 99", "see pilkada log"),
        (("undo", "LAP-1"), "'LAP-1' is no number of a command", "pilkada undo 2; all on it"),
        (("undo", "LAP-9"), "there is no report LAP-9", "see pilkada report list"),
        (("undo", "0"), "'0' is no number of a command", "pilkada log"),
        (("undo", "9" * 30), "is no number of a command", "pilkada log"),
        (("undo", "²"), "'²' is no number of a command", "pilkada log"),
        (("undo", "1"), "command 1 only says who writes", "init --writer"),
        (("undo", "4"), "command 4 was taken back already", "pilkada redo 4"),
        (("undo", "5"), "you wrote no command 5", "pilkada log"),
        (("undo", "6"), "command 6 took something back or brought it back", "pilkada redo 4"),
        (("redo", "3"), "command 3 was not taken back", "pilkada log"),
        (("undo", "0" * 32 + "/1"), "you wrote no command 1", "pilkada log"),
    ],
)
def test_what_cannot_be_taken_back_is_refused_with_the_way_out(
    two: Cli, arguments: tuple[str, ...], why: str, hint: str
) -> None:
    two.ok("report", "verify", "1", "2", "--reason", "foto")
    two.ok("undo", "--yes")
    log = two.ok("log", "-f", "json")
    result = two(*arguments, "--yes")
    assert (result.code, result.out) == (2, "")
    error, way = result.err.splitlines()
    assert why in error
    assert hint in way
    assert two.ok("log", "-f", "json") == log


def test_without_a_register_there_is_nothing_to_take_back(cli: Cli) -> None:
    assert cli("undo", "--yes").code == 2
    assert not cli.register.exists()


# On a terminal.

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def entered(home: Path, *more: str) -> Process:
    """A register in which one report was entered at a terminal, and then perhaps more done."""
    assert asked(home, *ADD).end() == 0
    assert not more or asked(home, *more).end() == 0
    return Process(home)


def asked(home: Path, *arguments: str) -> Terminal:
    return open_terminal(home, *arguments, columns=100)


def reports(process: Process) -> int:
    return len(json.loads(process("report", "list", "-f", "json").out))


@needs_terminal
@pytest.mark.parametrize("answer", ["y", "Yes", "ya"])
def test_a_yes_in_either_language_takes_it_back(tmp_path: Path, answer: str) -> None:
    process = entered(tmp_path)
    terminal = asked(tmp_path, "undo").see('taking back: report LAP-1 "Baliho dirusak"')
    assert terminal.answer("Take it back? [y/N]", answer).end() == 0
    assert "taken back; bring it back with: pilkada redo" in terminal.text()
    assert reports(process) == 0


@needs_terminal
@pytest.mark.parametrize("keys", [ENTER, "n" + ENTER, "tidak" + ENTER])
def test_enter_and_a_no_leave_everything(tmp_path: Path, keys: str) -> None:
    process = entered(tmp_path)
    terminal = asked(tmp_path, "undo").see("[y/N]").type(keys)
    assert terminal.end() == 2
    assert "nothing was taken back" in terminal.text()
    assert reports(process) == 1


@needs_terminal
def test_what_is_neither_yes_nor_no_is_asked_again(tmp_path: Path) -> None:
    process = entered(tmp_path)
    terminal = asked(tmp_path, "undo").answer("[y/N]", "mungkin").see("mungkin")
    accepted = "y for yes, n for no; Enter alone is a no"
    terminal.see(f"mungkin\n{accepted}\nTake it back? [y/N]").type("ya", ENTER)
    assert terminal.end() == 0
    assert reports(process) == 0


@needs_terminal
@pytest.mark.parametrize(
    ("key", "said"),
    [
        (CTRL_C, "interrupted; nothing was written"),
        (CTRL_D, "left; nothing was stored"),
        (ESC, "left; nothing was stored"),
    ],
)
def test_whoever_leaves_at_the_question_leaves_everything(
    tmp_path: Path, key: str, said: str
) -> None:
    process = entered(tmp_path)
    terminal = asked(tmp_path, "undo").see("[y/N]").type(key)
    assert terminal.end() == 130
    assert said in terminal.text()
    assert reports(process) == 1


@needs_terminal
def test_while_somebody_thinks_others_write_and_then_nothing_else_is_taken_back(
    tmp_path: Path,
) -> None:
    process = entered(tmp_path)
    terminal = asked(tmp_path, "undo").see("[y/N]")
    assert asked(tmp_path, "report", "add", "Lain", "-r", "HST", "-c", "hoaks").end() == 0
    assert terminal.type("y", ENTER).end() == 2
    assert "something else was written in the meantime; nothing was changed" in terminal.text()
    assert reports(process) == 2


@needs_terminal
def test_redo_asks_too(tmp_path: Path) -> None:
    process = entered(tmp_path, "undo", "--yes")
    terminal = asked(tmp_path, "redo").see("bringing back: report LAP-1")
    assert terminal.answer("Bring it back? [y/N]", "y").end() == 0
    assert "take it back with: pilkada undo 2" in terminal.text()
    assert reports(process) == 1


@needs_terminal
def test_a_terminal_that_vanishes_at_the_question_leaves_everything(tmp_path: Path) -> None:
    process = entered(tmp_path)
    terminal = asked(tmp_path, "undo").see("[y/N]")
    terminal.child.kill(signal.SIGHUP)
    terminal.end()
    assert reports(process) == 1


@needs_terminal
def test_a_console_without_utf_8_shows_all_that_is_told(tmp_path: Path) -> None:
    entered(tmp_path, "report", "amend", "1", "--impact", "4")
    terminal = open_terminal(
        tmp_path, "undo", columns=40, PYTHONIOENCODING="cp1252", LC_ALL="C", PYTHONUTF8="0"
    )
    text = terminal.see("[y/N]").type(ENTER).text()
    assert "impact from 4 to 1" in " ".join(text.split())
    assert "\\u" not in text


def test_a_number_of_a_person_is_masked_as_in_lists(cli: Cli) -> None:
    cli.ok("report", "add", "Hubungi 0812-3456-7890", "-r", "HST", "-c", "hoaks")
    said = cli("undo", "--yes").err
    assert "[phone number]" in said
    assert "3456" not in said
