"""``pilkada report erase``: what it says, asks and takes; and that the disk holds it no more."""

import hashlib
import json
import random
import sqlite3
import string
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, Cli
from tests.terminal import CTRL_C, CTRL_D, ENTER, ESC, open_terminal

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
REASON = ("--reason", "diminta yang bersangkutan")
ERASE = ("report", "erase", "1", *REASON)


def add(cli: Cli, title: str = "Baliho robek", *more: str) -> str:
    return cli.ok("report", "add", title, "-r", "Tapin", "-c", "hoaks", *more).strip()


def photo(cli: Cli, name: str = "foto.jpg", content: bytes = b"") -> str:
    path = cli.home / name
    path.write_bytes(JPEG + content)
    return str(path)


def shown(cli: Cli, label: str = "1") -> dict[str, object]:
    return json.loads(cli.ok("report", "show", label, "-f", "json"))


def files(cli: Cli) -> list[str]:
    folder = cli.home / "register.db.files"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_words_names_and_files_are_gone_and_the_rest_and_the_reason_stay(cli: Cli) -> None:
    label = add(cli, "Rahasia", "--detail", "rincian", "--reporter", "petugas", "--impact", "4")
    cli.ok("report", "note", label, "--text", "perkembangan")
    cli.ok("report", "attach", label, photo(cli))
    assert cli.ok(*ERASE, "--yes") == f"{label}\n"
    row = shown(cli)
    assert [row[name] for name in ("title", "detail", "reporter")] == [None] * 3
    assert (row["attachments"], row["files"], files(cli)) == ([], [], [])
    assert (row["impact"], row["region"], row["erased"]) == (4, "63.05", True)
    words = [step["words"] for step in row["history"]]  # type: ignore[attr-defined]
    assert words == [None, None, None, None, "diminta yang bersangkutan"]
    assert cli("check").code == 0
    assert "Personal fields were erased." in cli.ok("report", "show", label)


def test_it_says_what_will_be_gone_before_it_does_anything(cli: Cli) -> None:
    add(cli)
    cli.ok("report", "note", "1", "--text", "perkembangan")
    cli.ok("report", "attach", "1", photo(cli), photo(cli, "dua.jpg", b"2"))
    said = cli(*ERASE, "--yes").err
    assert "LAP-1 (Baliho robek): the words of 3 entries, 2 files" in said
    assert "It cannot be undone." in said
    assert "exports (pilkada export log) and other copies are not" in said


def test_without_a_terminal_it_needs_a_yes_and_changes_nothing(cli: Cli) -> None:
    add(cli)
    result = cli(*ERASE)
    assert (result.code, result.out) == (2, "")
    assert "hint: agree with --yes" in result.err
    assert shown(cli)["title"] == "Baliho robek"


def test_a_reason_is_needed_before_anything_is_asked(cli: Cli) -> None:
    add(cli)
    for arguments in (("--yes",), ("--yes", "--reason", "  ")):
        result = cli("report", "erase", "1", *arguments)
        assert result.code == 2 and "words are needed" in result.err
    assert shown(cli)["title"] == "Baliho robek"


def test_several_are_erased_at_once_or_none(cli: Cli) -> None:
    labels = [add(cli, "satu"), add(cli, "dua")]
    assert cli("report", "erase", *labels, "LAP-9", *REASON, "--yes").code == 2
    assert shown(cli, labels[0])["title"] == "satu"
    assert cli.ok("report", "erase", *labels, *REASON, "--yes").split() == labels
    assert [shown(cli, label)["erased"] for label in labels] == [True, True]


def test_a_file_that_another_report_has_too_goes_with_the_last_of_them(cli: Cli) -> None:
    one, two = add(cli, "satu"), add(cli, "dua")
    for label in (one, two):
        cli.ok("report", "attach", label, photo(cli))
    first = cli("report", "erase", one, *REASON, "--yes")
    assert f"the file 'foto.jpg' stays: {two} has it too" in first.err
    assert "the words of 2 entries, 0 files" in first.err
    assert len(files(cli)) == 1 and cli("check").code == 0
    assert "1 file\n" in cli("report", "erase", two, *REASON, "--yes").err
    assert files(cli) == []


def test_two_that_share_a_file_take_it_along_when_erased_together(cli: Cli) -> None:
    labels = [add(cli, "satu"), add(cli, "dua")]
    for label in labels:
        cli.ok("report", "attach", label, photo(cli))
    assert "stays" not in cli("report", "erase", *labels, *REASON, "--yes").err
    assert files(cli) == []


def test_a_detached_file_goes_too(cli: Cli) -> None:
    add(cli)
    cli.ok("report", "attach", "1", photo(cli))
    cli.ok("report", "detach", "1", "foto.jpg")
    cli.ok(*ERASE, "--yes")
    assert files(cli) == []


def test_what_is_said_after_the_erasure_lives_until_the_next(cli: Cli) -> None:
    add(cli)
    cli.ok(*ERASE, "--yes")
    cli.ok("report", "amend", "1", "--title", "Judul baru")
    cli.ok("report", "attach", "1", photo(cli))
    assert shown(cli)["title"] == "Judul baru"
    cli.ok(*ERASE, "--yes")
    assert shown(cli)["title"] is None
    assert files(cli) == []


def traces(home: Path, marker: str) -> list[Path]:
    """The files under a folder that hold a text, in UTF-8 or UTF-16."""
    needles = (marker.encode(), marker.encode("utf-16-le"))
    return [
        path
        for path in home.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


@pytest.mark.parametrize("seed", range(2))
def test_no_byte_of_it_is_left_beside_the_register(cli: Cli, seed: int) -> None:
    chance = random.Random(seed)
    cli.ok("report", "import", str(SAMPLE), now=cli.now.replace(year=2025))
    marker = "".join(chance.choices(string.ascii_lowercase, k=16))
    source = cli.home / f"{marker}.jpg"
    source.write_bytes(JPEG + marker.encode())
    label = add(cli, f"Judul {marker}", "--detail", f"{marker} " * 200, "--reporter", marker)
    cli.ok("report", "attach", label, str(source))
    source.unlink()
    for n in range(10):
        cli.ok("report", "note", label, "--text", f"{n} {marker} {'kata ' * n}")
        cli.ok("report", "amend", label, "--title", f"{marker} {n}")
        add(cli, f"laporan lain {n}")
    assert traces(cli.home, marker)
    assert cli("report", "search", marker).out
    cli.ok("report", "erase", label, *REASON, "--yes")
    assert traces(cli.home, marker) == []
    assert cli("check").code == 0


def test_an_open_reader_is_named_and_the_next_writer_finishes_it(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    with closing(sqlite3.connect(cli.register)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        result = cli(*ERASE, "--yes")
        assert (result.code, result.out) == (3, f"{label}\n")
        assert "the disk may still hold it: another program is reading the register" in result.err
        checked = cli("check")
        assert checked.code == 3 and "pilkada check --fix finishes it" in checked.err
        assert shown(cli)["title"] is None
    add(cli)
    assert cli("check").code == 0
    assert traces(cli.home, "Zirkonium") == []


def test_check_fix_finishes_it_too(cli: Cli) -> None:
    add(cli, "Zirkonium")
    with closing(sqlite3.connect(cli.register)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        assert cli(*ERASE, "--yes").code == 3
        assert "another program is reading the register" in cli("check", "--fix").err
    mended = cli("check", "--fix")
    assert mended.code == 3 and "note: the disk was cleared of it" in mended.err
    assert cli("check").code == 0
    assert traces(cli.home, "Zirkonium") == []


def test_searching_finds_nothing_of_it(cli: Cli) -> None:
    add(cli, "Zirkonium")
    cli.ok(*ERASE, "--yes")
    assert cli("report", "search", "zirkonium").out == ""


def test_another_reports_file_with_equal_bytes_is_whole_afterwards(cli: Cli) -> None:
    one, two = add(cli, "satu"), add(cli, "dua")
    for label in (one, two):
        cli.ok("report", "attach", label, photo(cli))
    cli.ok("report", "erase", one, *REASON, "--yes")
    assert files(cli) == [f"{hashlib.sha256(JPEG).hexdigest()}.jpg"]
    assert len(shown(cli, two)["files"]) == 1  # type: ignore[arg-type]


on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@on_a_terminal
def test_on_a_terminal_it_asks_and_a_yes_erases(cli: Cli) -> None:
    add(cli)
    terminal = open_terminal(cli.home, *ERASE).see("LAP-1 (Baliho robek)").see("Erase it")
    assert terminal.type("y", ENTER).end() == 0
    assert shown(cli)["erased"] is True


@on_a_terminal
@pytest.mark.parametrize("answer", [ENTER, f"n{ENTER}"])
def test_anything_but_a_yes_leaves_everything(cli: Cli, answer: str) -> None:
    add(cli)
    terminal = open_terminal(cli.home, *ERASE).see("Erase it")
    assert terminal.type(answer).end() == 2
    assert "nothing was erased" in terminal.text()
    assert shown(cli)["title"] == "Baliho robek"


@on_a_terminal
@pytest.mark.parametrize("key", [CTRL_C, CTRL_D, ESC])
def test_whoever_leaves_at_the_question_leaves_everything(cli: Cli, key: str) -> None:
    add(cli)
    terminal = open_terminal(cli.home, *ERASE).see("Erase it").type(key)
    assert terminal.end() == 130
    assert shown(cli)["title"] == "Baliho robek"


@on_a_terminal
def test_what_was_written_while_somebody_thought_about_it_is_not_erased_unseen(cli: Cli) -> None:
    add(cli)
    terminal = open_terminal(cli.home, *ERASE).see("Erase it")
    cli.ok("report", "note", "1", "--text", "kabar baru")
    assert terminal.type("y", ENTER).end() == 2
    assert "somebody changed it meanwhile; nothing was erased" in terminal.text()
    assert shown(cli)["title"] == "Baliho robek"


@on_a_terminal
def test_on_a_terminal_a_reason_that_was_not_given_is_asked_for(cli: Cli) -> None:
    add(cli)
    terminal = open_terminal(cli.home, "report", "erase", "1")
    terminal.answer("Why is it erased", "permintaan pelapor").see("Erase it").type("y", ENTER)
    assert terminal.end() == 0
    assert shown(cli)["erased"] is True


def test_what_is_erased_already_keeps_the_reason_of_the_first_time(cli: Cli) -> None:
    add(cli)
    cli.ok(*ERASE, "--yes")
    again = cli(*ERASE, "--yes")
    assert (again.code, again.out) == (2, "")
    assert "LAP-1 is erased already" in again.err
    assert REASON[1] in cli.ok("report", "show", "1")
    cli.ok("report", "note", "1", "--text", "kabar baru")
    assert cli(*ERASE, "--yes").code == 0


def test_what_another_program_left_on_free_pages_goes_too(cli: Cli) -> None:
    add(cli, "Rahasia besar", "--detail", "amat rahasia " * 400)
    path = cli.home / "register.db"
    with closing(sqlite3.connect(path)) as careless:
        careless.execute("PRAGMA secure_delete = OFF")
        careless.execute("CREATE TABLE copied AS SELECT sealed FROM journal")
        careless.execute("DROP TABLE copied")
        careless.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"amat rahasia" in path.read_bytes()
    cli.ok(*ERASE, "--yes")
    assert b"amat rahasia" not in path.read_bytes()


def test_the_words_of_an_action_are_gone_and_one_on_a_report_goes_with_that(cli: Cli) -> None:
    add(cli)
    marker = "Patroli Kopi Pahit"
    cli.ok("action", "add", marker, "-r", "Tapin", "-c", "hoaks", "--owner", "Polres")
    cli.ok("action", "add", "Rapat", "--for", "1", "--owner", "Polres")
    erased = cli("report", "erase", "LAP-T1", *REASON, "--yes")
    assert (erased.code, erased.out) == (0, "LAP-T1\n")
    assert f"LAP-T1 ({marker}): the words of 1 entry" in erased.err
    by_id = {each["id"]: each for each in json.loads(cli.ok("action", "list", "-f", "json"))}
    assert (by_id["LAP-T1"]["what"], by_id["LAP-T1"]["owner"]) == (None, "Polres")
    assert by_id["LAP-T2"]["what"] == "Rapat"
    assert not any(marker.encode() in path.read_bytes() for path in cli.home.glob("register.db*"))
    again = cli("report", "erase", "T1", *REASON, "--yes")
    assert (again.code, "LAP-T1 is erased already" in again.err) == (2, True)
    other = cli("report", "erase", "LAP-T2", *REASON, "--yes")
    assert (other.code, "pilkada report erase LAP-1" in other.err) == (2, True)
    assert cli("check").code == 0
