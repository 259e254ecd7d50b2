"""``pilkada`` alone: where we stand, on a terminal; help elsewhere."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, Cli
from tests.terminal import Terminal, open_terminal

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

Screen = Callable[..., str]


@pytest.fixture
def screen(cli: Cli) -> Screen:
    """What ``pilkada`` alone shows on the register of a test."""

    def show(**more: object) -> str:
        terminal: Terminal = open_terminal(cli.home, **more)  # type: ignore[arg-type]
        assert terminal.end() == 0
        return terminal.text()

    return show


def test_elsewhere_than_on_a_terminal_it_is_help(cli: Cli) -> None:
    cli.ok("init", "-r", "HST")
    assert cli.ok() == cli.ok("--help")
    assert cli.ok(terminal=True) == cli.ok("--help")


@needs_terminal
def test_without_a_register_three_lines_say_how_to_begin(screen: Screen, cli: Cli) -> None:
    lines = screen().splitlines()
    assert [line.partition("  ")[0] for line in lines] == [
        "pilkada init",
        "pilkada report add",
        "pilkada --help",
    ]
    assert list(cli.home.iterdir()) == []
    assert "pilkada lapor" in screen(PILKADA_LANG="id")


@needs_terminal
def test_it_says_where_we_stand_what_is_owed_and_what_comes_next(screen: Screen, cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST", "--office", "Kesbangpol HST")
    cli.ok("report", "add", "Baliho dirusak", "-c", "perusakan-apk", "--known", "2024-11-20")
    shown = screen()
    for words in (
        "22 November 2024 · H-5 · kampanye, day 59 of 60",
        "Kesbangpol HST · Kabupaten Hulu Sungai Tengah",
        "1 open report of this office",
        "Overdue: nobody has acted on 1 report",
        "1 report or nil report is owed by 23 Nov 2024 06:00 WITA",
        "The reports were not handed on yet.",
        "pilkada report nil",
        "pilkada report handle HST-1",
    ):
        assert words in shown


@needs_terminal
def test_the_heading_of_the_open_reports_may_be_wider_than_their_table(
    screen: Screen, cli: Cli
) -> None:
    cli.ok("init", "-r", "HST")
    cli.ok("report", "add", "Uji", "-c", "hoaks")
    assert "1 laporan terbuka kantor ini" in screen(PILKADA_LANG="id")


@needs_terminal
@pytest.mark.parametrize("columns", [40, 60, 100])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_line_is_wider_than_the_terminal_and_no_command_is_cut(
    screen: Screen, sample: Cli, columns: int, language: str
) -> None:
    sample.ok("init", "-r", "HST", "--code", "HST")
    shown = screen(columns=columns, rows=80, PILKADA_LANG=language, now="2025-06-01T00:00:00+00:00")
    assert max(map(len, shown.splitlines())) <= columns
    assert "pilkada report verify LAP-20" in shown
    why = (
        "confirm it, or refute it" if language == "en" else "benarkan, atau nyatakan tidak terbukti"
    )
    assert why in " ".join(shown.split())


@needs_terminal
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("long", [0, 5])
def test_what_comes_next_is_seen_on_24_lines_however_much_is_open_and_overdue(
    screen: Screen, cli: Cli, language: str, long: int
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST", "--office", "Kesbangpol HST")
    told = ("-c", "perusakan-apk", "--known", "2024-11-20")
    for number in range(8):
        cli.ok("report", "add", f"Baliho {number} dirusak " + long * "di simpang empat ", *told)
    cli.ok("action", "add", "Patroli", "--for", "HST-1", "--owner", "Polres", "--due", "2024-11-21",
           "--known", "2024-11-20")  # fmt: skip
    cli.ok("export", "reports", "-o", str(cli.home / "laporan-kabupaten-hulu-sungai-tengah.xlsx"))
    now = "2024-11-26T01:00:00+00:00"
    shown = screen(columns=80, rows=24, PILKADA_LANG=language, PILKADA_PAGER="false", now=now)
    lines = shown.splitlines()
    assert len(lines) < 24
    assert any(line.startswith("HST-8 ") for line in lines)
    assert "pilkada report verify HST-8" in lines[-1]


@needs_terminal
def test_as_many_open_reports_are_shown_as_there_is_room_for(screen: Screen, cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    for number in range(7):
        cli.ok("report", "add", f"Baliho {number} dirusak", "-c", "perusakan-apk")
    for rows, most in ((24, 5), (23, 4), (22, 3), (12, 1)):
        shown = screen(rows=rows, PILKADA_PAGER="cat")
        assert sum(line.startswith("HST-") for line in shown.splitlines()) == most
        assert "7 open reports, worst first; all: pilkada report list --mine --open" in shown


@needs_terminal
def test_a_title_is_never_live_on_the_screen(screen: Screen, cli: Cli) -> None:
    cli.ok("report", "add", "[red]merah\x1b]0;judul\x07", "-c", "hoaks", "-r", "HST")
    assert "[red]merah\\u{1b}]0;judul\\u{7}" in screen()


@needs_terminal
def test_a_damaged_register_is_refused_with_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "register.db").write_bytes(SAMPLE.read_bytes())
    terminal = open_terminal(tmp_path)
    assert terminal.end() == 6
    assert "error:" in terminal.text()


@needs_terminal
@pytest.mark.parametrize(("lang", "named"), [("en", "[phone number]"), ("id", "[nomor telepon]")])
def test_a_number_in_a_title_is_not_told(screen: Screen, cli: Cli, lang: str, named: str) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    cli.ok("report", "add", "Hubungi 0812-3456-7890", "-c", "hoaks")
    shown = screen(PILKADA_LANG=lang, columns=120)
    assert "0812" not in shown
    assert f"Hubungi {named}" in shown


@needs_terminal
@pytest.mark.parametrize(("lang", "said"), [("en", "(also HST-1)"), ("id", "(juga HST-1)")])
def test_a_report_names_those_that_tell_of_the_same_event(
    screen: Screen, cli: Cli, lang: str, said: str
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    for impact in "25":
        cli.ok("report", "add", "Baliho dirusak", "-c", "perusakan-apk", "--impact", impact)
    cli.ok("report", "link", "HST-1", "HST-2")
    shown = screen(PILKADA_LANG=lang)
    assert f"Baliho dirusak {said}" in shown
    assert sum(line.startswith("HST-") for line in shown.splitlines()) == 1
