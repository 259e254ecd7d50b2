"""A page that is longer than the screen, on a real terminal with a real pager."""

import json
import os
import re
import shutil
import sqlite3
import stat
import sys
from contextlib import closing
from fnmatch import fnmatch
from pathlib import Path

import pytest
from tests.conftest import Process

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import CTRL_C, Terminal, open_terminal

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def long(process: Process) -> Process:
    """A register whose list is longer than 24 lines."""
    return fill(process, 20)


def fill(process: Process, n: int) -> Process:
    reports = [
        {
            "kind": "add", "known_at": f"2024-11-{min(number, 20):02}", "title": f"Uji {number}",
            "region": "63.05", "category": "kamtibmas/hoaks",
        }
        for number in range(1, n + 1)
    ]  # fmt: skip
    source = process.home / "masuk.jsonl"
    source.write_text("\n".join(map(json.dumps, reports)), encoding="utf-8")
    assert process("report", "import", str(source)).code == 0
    return process


def pager(process: Process, body: str) -> str:
    """A pager: a script that leaves what it reads in ``paged``, then does `body`."""
    script = process.home / "pager"
    script.write_text(f'#!/bin/sh\ncd "{process.home}"\n{body}\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def paged(process: Process) -> str:
    return (process.home / "paged").read_text(encoding="utf-8")


def is_paged(process: Process) -> bool:
    return (process.home / "paged").exists()


READ = "cat > paged; echo the end"


def start(process: Process, *arguments: str, rows: int = 24, **environment: str) -> Terminal:
    return open_terminal(process.home, *arguments, rows=rows, **environment)


def test_a_page_longer_than_the_screen_goes_through_the_pager_in_colour_and_harmless(
    long: Process,
) -> None:
    long("report", "amend", "1", "--title", "\x1b[2Jmerah")
    terminal = start(long, "report", "list", PILKADA_PAGER=pager(long, READ))
    assert terminal.end() == 0
    assert "the end" in terminal.text()
    assert "20 reports" in terminal.text()
    assert "Uji 20" not in terminal.text()
    assert "Uji 20" in paged(long)
    assert COLOURS.search(paged(long))
    assert "\x1b" not in COLOURS.sub("", paged(long))
    assert "\\u{1b}[2Jmerah" in paged(long)


@pytest.mark.parametrize(
    "arguments",
    [("report", "search", "uji"), ("summary",), ("log", "--limit", "99"), ("report", "show", "1"),
     ("region", "list"), ("taxonomy", "list"), ("--help",), ("report", "add", "--help"), ("report",)],
)  # fmt: skip
def test_every_page_of_the_program_is_paged(long: Process, arguments: tuple[str, ...]) -> None:
    terminal = start(long, *arguments, rows=3, PILKADA_PAGER=pager(long, READ))
    assert terminal.end() == 0
    assert is_paged(long)


def test_a_page_that_fits_is_just_printed(long: Process) -> None:
    terminal = start(long, "report", "list", "-n", "3", PILKADA_PAGER=pager(long, READ))
    assert terminal.end() == 0
    assert "Uji 20" in terminal.text()
    assert not is_paged(long)


def test_nothing_is_paged_where_nobody_looks(long: Process) -> None:
    environment = long.environment(PILKADA_PAGER=pager(long, READ), LINES="10")
    assert "Uji 1" in long("report", "list", env=environment).out
    terminal = start(long, "report", "list", "-o", "keluar.txt", PILKADA_PAGER=pager(long, READ))
    assert terminal.end() == 0
    assert "Uji 1" in (long.home / "keluar.txt").read_text(encoding="utf-8")
    terminal = start(long, "report", "list", "-f", "csv", PILKADA_PAGER=pager(long, READ))
    assert terminal.end() == 0
    assert not is_paged(long)


@pytest.mark.parametrize("environment", [{"PILKADA_PAGER": ""}, {"PAGER": " "}, {"TERM": "dumb"}])
def test_no_pager_is_used_where_none_is_wanted_or_the_terminal_has_no_cursor(
    long: Process, environment: dict[str, str]
) -> None:
    variables = {"PAGER": pager(long, READ), **environment}
    terminal = start(long, "report", "list", **variables)
    assert terminal.end() == 0
    assert "Uji 1" in terminal.text()
    assert not is_paged(long)


def test_our_own_variable_comes_before_everybodys(long: Process) -> None:
    terminal = start(long, "report", "list", PILKADA_PAGER=pager(long, READ), PAGER="false")
    assert terminal.end() == 0
    assert "the end" in terminal.text()


def test_a_pager_may_have_arguments(long: Process) -> None:
    terminal = start(long, "report", "list", PAGER=f"{pager(long, READ)} -a 'b c'")
    assert terminal.end() == 0
    assert is_paged(long)


def test_leaving_the_pager_early_is_no_error(process: Process) -> None:
    fill(process, 700)  # more than a pipe holds
    quits = pager(process, "head -n 1 > paged")
    terminal = start(process, "report", "list", PILKADA_PAGER=quits)
    assert terminal.end() == 0
    assert "700 reports" in terminal.text()
    assert "Traceback" not in terminal.text()
    assert len(paged(process).splitlines()) == 1


def test_ctrl_c_is_the_pagers_as_long_as_it_runs(long: Process) -> None:
    body = "trap 'echo heard' INT; cat > paged; echo ready; read answer < /dev/tty; echo done"
    terminal = start(long, "report", "list", PILKADA_PAGER=pager(long, body))
    terminal.see("ready").type(CTRL_C).see("heard")
    if "done" not in terminal.text():  # some shells go on reading, some do not
        terminal.type("\r").see("done")
    terminal.see("20 reports")
    assert terminal.end() == 0


def test_a_pager_that_ctrl_c_ends_is_no_error(long: Process) -> None:
    # A shell that is just starting a program may not hear of the key: many short ones do.
    body = "echo ready; while :; do sleep 0.1; done"
    terminal = start(long, "report", "list", PILKADA_PAGER=pager(long, body))
    terminal.see("ready").type(CTRL_C).see("20 reports")
    assert terminal.end() == 0


@pytest.mark.parametrize("name", ["no-such-pager", "/", "'"])
def test_a_pager_that_cannot_be_run_is_named_and_the_page_printed(long: Process, name: str) -> None:
    terminal = start(long, "report", "list", rows=60, PILKADA_PAGER=name, LINES="24")
    assert terminal.end() == 0
    assert "note: " in terminal.text()
    assert "Uji 1" in terminal.text()


def test_a_page_that_is_being_read_does_not_hold_the_register(long: Process) -> None:
    body = "cat > paged; echo ready; read answer < /dev/tty"
    terminal = start(long, "report", "list", PILKADA_PAGER=pager(long, body)).see("ready")
    with closing(sqlite3.connect(long.register, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO setting VALUES ('uji', '1')")
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    terminal.type("\r")
    assert terminal.end() == 0


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_less_shows_the_first_screen_in_colour_and_q_leaves_it_whatever_less_is_told(
    long: Process,
) -> None:
    path = os.pathsep.join([str(Path(shutil.which("less") or "").parent), os.environ["PATH"]])
    for more in ({}, {"LESS": ""}, {"LESS": "-S"}):
        terminal = start(long, "report", "list", PATH=path, PAGER="less", **more).see("Uji 20")
        assert "Uji 1\n" not in terminal.text() + "\n"
        terminal.type("q").see("20 reports")
        assert terminal.end() == 0
        assert "ESC[" not in terminal.text()


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
@pytest.mark.parametrize(
    ("lang", "keys"),
    [("en", "space: go on, b: back, q: leave"), ("id", "spasi: lanjut, b: kembali, q: selesai")],
)
def test_less_says_in_the_users_language_how_to_go_on_and_how_to_leave(
    long: Process, lang: str, keys: str
) -> None:
    terminal = start(long, "report", "list", PAGER="less", PILKADA_LANG=lang)
    terminal.see(keys).type("q")
    assert terminal.end() == 0


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_less_leaves_at_ctrl_c_too(long: Process) -> None:
    terminal = start(long, "report", "list", PAGER="less").see("q: leave")
    terminal.type(CTRL_C).see("20 reports")
    assert terminal.end() == 0


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({}, "FRXK -Ps* utf-8"),
        ({"LESS": "-S", "LESSCHARSET": "latin1"}, "-S latin1"),
    ],
)
def test_the_pager_is_told_nothing_that_the_user_told_it_otherwise(
    long: Process, environment: dict[str, str], told: str
) -> None:
    script = pager(long, 'echo "$LESS $LESSCHARSET" > paged; cat > /dev/null')
    environment = {"PYTHONIOENCODING": "utf-8", **environment}
    assert start(long, "report", "list", PILKADA_PAGER=script, **environment).end() == 0
    assert fnmatch(paged(long).strip(), told)
