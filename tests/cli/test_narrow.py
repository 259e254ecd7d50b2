"""Tables on narrow screens: lines break between words, and names stay whole."""

import os
import re
import shlex
import sys

import pexpect
import pytest
from tests.conftest import LATER, Cli
from tests.terminal import open_terminal

needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

SCREENS = (
    "report list",
    "report list --columns id,region,category,title,known_at",
    "report show LAP-1",
    "report search surat",
    "summary",
    "summary -r Banjarbaru",
    "summary --by category",
    "summary --by athg",
    "coverage -r Banjar",
    "diff --since 2024-11-24 --as-of 2024-11-28",
    "region list",
    "region show Banjarbaru",
    "stage list",
    "stage show kampanye",
    "taxonomy list",
    "taxonomy show netralitas",
    "taxonomy scales",
    "log",
)


LONG = 20
"""Characters of a name from which a table that says so may part it."""


def drawn(cli: Cli, screen: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    return cli.ok(*screen.split(), now=LATER)


NO_ROOM = re.compile(r"(?ms)^(?:No room for|Tidak cukup tempat).*?(?=^ *$|\Z)")


def words(text: str) -> set[str]:
    text = NO_ROOM.sub("", text)
    return {word for word in text.split() if not re.fullmatch(r"[─-]+|.*…", word)}


def is_piece(word: str, name: str) -> bool:
    """Whether a word is part of a name, parted behind a hyphen or a stroke."""
    return re.search(rf"(?:^|[-/]){re.escape(word)}(?:$|(?<=[-/]))", name) is not None


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_word_is_broken_and_a_name_only_where_it_is_longer_than_half_a_screen(
    sample: Cli, screen: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILKADA_LANG", lang)
    whole = words(drawn(sample, screen, 600, monkeypatch))
    for columns in (40, 50, 60, 80):
        page = drawn(sample, screen, columns, monkeypatch)
        assert max(map(len, page.splitlines())) <= columns
        long = [name for name in whole if len(name) > min(columns / 2, LONG)]
        broken = {
            word for word in words(page) - whole if not any(is_piece(word, name) for name in long)
        }
        assert not broken, columns


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("command", ["", "report add", "export nightly", "brief daily", "lapor"])
def test_a_help_page_fits_on_forty_columns(
    cli: Cli, command: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILKADA_LANG", lang)
    page = drawn(cli, f"{command} --help", 40, monkeypatch)
    assert not [line for line in page.splitlines() if len(line) > 40]


def test_what_a_narrow_screen_has_no_room_for_is_named(
    sample: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide, narrow = (drawn(sample, "summary", columns, monkeypatch) for columns in (600, 50))
    assert not NO_ROOM.search(wide)
    note = NO_ROOM.search(narrow)
    assert note is not None
    for heading in ("PG, AG, GN", "record score", "last report", "90 %", "silent"):
        assert heading in " ".join(note[0].split())


def test_a_row_that_fits_in_no_table_stands_as_lines_of_names_and_values(
    sample: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(sample, "report list", 40, monkeypatch).splitlines()
    assert lines[0] == "─" * 40
    first = {line.split()[0]: line.split(None, 1)[1] for line in lines[1:6] if line[0] != " "}
    assert first["id"] == "LAP-21"
    assert first["level"] == "High"


@pytest.mark.parametrize("columns", [50, 80])
def test_a_long_title_is_cut_after_a_word_in_lists_and_whole_on_its_own_page(
    cli: Cli, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "Baliho dirusak " + "di tiga titik dan sekitarnya " * 6
    cli.ok("report", "add", title, "-r", "HST", "-c", "perusakan-apk")
    for screen in ("report list", "report search baliho"):
        page = drawn(cli, screen, columns, monkeypatch)
        assert len(page.splitlines()) <= 11
        assert re.search(r"\b(?:tiga|titik|dan|sekitarnya|di)…", page)
    shown = " ".join(drawn(cli, "report show 1", columns, monkeypatch).split())
    assert title.strip() in shown


def test_a_list_names_the_district_under_the_region_where_there_is_room(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.ok("report", "add", "Baliho dirusak", "-r", "Barabai", "-c", "perusakan-apk")
    for columns in (80, 100):
        page = drawn(cli, "report list", columns, monkeypatch)
        assert "Barabai" in page
        assert "district" in page


@needs_terminal
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("columns", [50, 80])
def test_what_is_piped_on_a_terminal_is_as_wide_as_that(
    sample: Cli, lang: str, columns: int
) -> None:
    script = f"'{sys.executable}' -m pilkada_cli report list | cat"
    child = pexpect.spawn(
        "sh",
        ["-c", script],
        env={
            "HOME": str(sample.home), "PATH": os.environ["PATH"], "TERM": "xterm",
            "PILKADA_REGISTER": str(sample.register), "PILKADA_LANG": lang,
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
        dimensions=(40, columns), encoding="utf-8",
    )  # fmt: skip
    lines = str(child.read()).splitlines()
    child.close()
    rule = next(line for line in lines if line.startswith("──"))
    assert len(rule) <= columns
    assert "isu-aktual/lainnya" in " ".join(lines)


@needs_terminal
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("columns", [50, 80])
def test_a_document_on_a_terminal_is_as_wide_as_that_and_at_most_a_sheet(
    sample: Cli, lang: str, columns: int
) -> None:
    shown = open_terminal(
        sample.home, "report", "show", "LAP-1", "-f", "lapinfo",
        now=LATER.isoformat(), columns=columns, rows=200, PILKADA_LANG=lang,
    )  # fmt: skip
    assert shown.end() == 0
    widest = max(map(len, shown.text().splitlines()))
    assert columns - 12 <= widest <= min(columns, 78)
    on_paper = sample.ok("report", "show", "LAP-1", "-f", "lapinfo", "--lang", lang)
    assert words(shown.text()) - {"-" * columns} <= words(on_paper) | {"." * n for n in range(60)}


@needs_terminal
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("columns", [50, 80])
def test_a_command_in_a_hint_stands_in_one_piece_so_that_it_can_be_copied(
    sample: Cli, lang: str, columns: int
) -> None:
    shown = open_terminal(
        sample.home, "report", "list", "-r", "Hulu Sungai Tengah", "-f", "xlsx",
        columns=columns, PILKADA_LANG=lang,
    )  # fmt: skip
    assert shown.end() == 2
    command = "pilkada export reports -r 'Hulu Sungai Tengah' -o laporan.xlsx"
    # What is longer than the screen, the terminal itself carries on in the next line.
    lines = (line.ljust(columns) for line in shown.text().splitlines())
    assert command in "".join(lines)


@needs_terminal
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("day", ["kemarin", "besok"])
def test_the_command_that_confirms_a_guess_stands_in_one_line_for_itself(
    cli: Cli, lang: str, day: str
) -> None:
    text = f"Logistik dijaga di gudang Haruyan {day}"
    shown = open_terminal(
        cli.home, "report", "add", text, "-r", "HST", "-c", "logistik/jangkauan", columns=80,
        PILKADA_LANG=lang,
    )  # fmt: skip
    assert shown.end() == 0
    (line,) = (line for line in shown.text().splitlines() if "report amend" in line)
    command = line.partition("pilkada report amend")
    assert command[2] == " LAP-1 --confirm"
    assert cli(*shlex.split("".join(command[1:]))[1:]).code == 0
