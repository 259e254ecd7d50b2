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


def test_a_brief_that_is_asked_for_as_markdown_is_that(process: Process) -> None:
    process("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    terminal = open_terminal(process.home, "brief", "daily", "-f", "md")
    assert terminal.end() == 0
    assert "# DAILY REPORT" in terminal.text()
    assert "# DAILY REPORT" in process("brief", "daily").out
