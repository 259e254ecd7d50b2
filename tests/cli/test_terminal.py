"""On a real terminal: what reaches the screen."""

import os
import pty
import subprocess
import sys

import pytest
from tests.conftest import Process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def typed(process: Process, answers: bytes, *arguments: str) -> tuple[int, str, str]:
    """Run a command on a terminal that types `answers`: exit code, stdout, screen."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        process.command(*arguments), env=process.environment(TERM="dumb"),
        stdin=slave, stdout=subprocess.PIPE, stderr=slave,
    ) as running:  # fmt: skip
        os.close(slave)
        os.write(master, answers)
        out = running.communicate(timeout=60)[0]
    screen = b""
    try:
        while chunk := os.read(master, 4096):
            screen += chunk
    except OSError:
        pass
    os.close(master)
    return running.returncode, out.decode(), screen.decode()


def test_control_characters_typed_into_a_title_do_not_come_back_alive(process: Process) -> None:
    process("report", "add", "\x1b[31mmerah\x1b]0;judul\x07", "-r", "Tapin", "-c", "hoaks")
    _, out, screen = typed(process, b"", "report", "show", "LAP-9\x1b[2J")
    assert "\x1b" not in out + screen
    assert "\x1b" not in process("report", "list").out
