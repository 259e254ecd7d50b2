"""A brief on a terminal: a page to read, not the signs of its format."""

import sys

import pytest
from tests.conftest import Process

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from tests.terminal import open_terminal


@pytest.mark.parametrize("columns", [40, 80])
def test_a_brief_on_a_screen_shows_no_markdown_and_fits(process: Process, columns: int) -> None:
    process("report", "add", "Uji *tebal* [x](http://x)", "-r", "HST", "-c", "hoaks")
    terminal = open_terminal(process.home, "brief", "daily", columns=columns)
    assert terminal.end() == 0
    page = terminal.text()
    assert "DAILY REPORT" in page
    assert not any(sign in page for sign in ("**", "|---", "# DAILY", "&nbsp;"))


@pytest.mark.parametrize(
    ("columns", "left_out"),
    [(100, ()), (80, ()), (60, ("reporting",)), (40, ("score per 100", "reporting"))],
)
def test_no_word_of_a_table_is_cut_and_what_has_no_room_is_named(
    process: Process, columns: int, left_out: tuple[str, ...]
) -> None:
    process("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    terminal = open_terminal(process.home, "brief", "daily", columns=columns)
    assert terminal.end() == 0
    page = " ".join(terminal.text().split())
    assert "…" not in page
    table = page[page.index("PG AG GN") : page.index("Score per 100: ")]
    assert ("No room for" in table) is bool(left_out)
    assert all(name in table[table.index("No room for") :] for name in left_out)


def test_a_brief_that_is_asked_for_as_markdown_is_that(process: Process) -> None:
    process("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    terminal = open_terminal(process.home, "brief", "daily", "-f", "md")
    assert terminal.end() == 0
    assert "# DAILY REPORT" in terminal.text()
    assert "# DAILY REPORT" in process("brief", "daily").out
