"""A real terminal for tests: the program on a pseudo-terminal, its screen read by an emulator."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pexpect
import pyte

PROGRAM = """
import sys
from datetime import datetime
from pilkada_cli.cli import main
sys.exit(main.run(sys.argv[2:], now=datetime.fromisoformat(sys.argv[1])))
"""
"""The program at a fixed time."""

ESC, ENTER, CTRL_C, CTRL_D = "\x1b", "\r", "\x03", "\x04"
PATIENCE = 30.0


@dataclass
class Terminal:
    """One run of the program; `screen` is what a person sees, history included."""

    child: Any
    screen: pyte.HistoryScreen
    stream: pyte.ByteStream = field(init=False)

    def __post_init__(self) -> None:
        self.stream = pyte.ByteStream(self.screen)

    def see(self, text: str) -> "Terminal":
        """Wait until `text` stands on the screen."""
        return self._until(lambda: text in self.text(), text)

    def asked(self, question: str, times: int) -> "Terminal":
        """Wait until a question, at the beginning of a line, was asked so many times, and is read from.

        What is typed before the program reads keys is shown by the terminal itself.
        """

        def enough() -> bool:
            found = sum(line.startswith(question) for line in self.text().split("\n"))
            return found >= times and not self.child.getecho()

        return self._until(enough, question)

    def type(self, *keys: str) -> "Terminal":
        """Type text or keys."""
        for key in keys:
            self.child.send(key)
        return self

    def answer(self, question: str, text: str) -> "Terminal":
        """Wait for a question, then type a line."""
        return self.see(question).type(text, ENTER)

    def end(self) -> int:
        """Wait for the program to end; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read():
            assert time.monotonic() < deadline, f"it does not end:\n{self.text()}"
        self.child.wait()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)

    def text(self) -> str:
        """All lines from the first one on, without trailing blanks."""
        above = [_plain(line, self.screen.columns) for line in self.screen.history.top]
        lines = [line.rstrip() for line in (*above, *self.screen.display)]
        return "\n".join(lines).rstrip()

    def _until(self, seen: Callable[[], bool], what: str) -> "Terminal":
        deadline = time.monotonic() + PATIENCE
        while not seen():
            assert time.monotonic() < deadline, f"no {what!r} on the screen:\n{self.text()}"
            assert self._read(), f"ended without {what!r}:\n{self.text()}"
        return self

    def _read(self) -> bool:
        try:
            self.stream.feed(self.child.read_nonblocking(4096, timeout=0.05))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return self._read_rest()
        return True

    def _read_rest(self) -> bool:
        """Read what was written right before the end: pexpect looks whether there is any, then whether it lives."""
        if not select.select([self.child.child_fd], [], [], 0.05)[0]:
            return False
        try:
            rest = os.read(self.child.child_fd, 4096)
        except OSError:
            return False
        self.stream.feed(rest)
        return bool(rest)


def _plain(line: Any, columns: int) -> str:
    return "".join(line[column].data for column in range(columns))


def _hear_of_hanging_up() -> None:
    """What nohup made us ignore, the program must hear of."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def open_terminal(
    home: Path,
    *arguments: str,
    now: str = "2024-11-22T02:30:00+00:00",
    columns: int = 80,
    rows: int = 40,
    **environment: str,
) -> Terminal:
    """Start the program on a terminal of `columns` by `rows`."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM, now, *arguments],
        env={
            "HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm",
            "PILKADA_REGISTER": str(home / "register.db"), "PILKADA_LANG": "en",
            "PYTHONPATH": os.pathsep.join(sys.path), "LOGNAME": "petugas", "PAGER": "",
            **environment,
        },
        dimensions=(rows, columns), cwd=str(home), preexec_fn=_hear_of_hanging_up,
    )  # fmt: skip
    child.delaybeforesend = None
    child.delayafterclose = child.delayafterterminate = child.ptyproc.delayafterclose = 0
    return Terminal(child, pyte.HistoryScreen(columns, rows, history=2000))
