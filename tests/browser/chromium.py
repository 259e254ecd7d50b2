"""A headless Chromium, spoken to through two pipes by the DevTools protocol."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")

Message = dict[str, Any]


class Tab:
    """A page in the browser; `events` are what it told, in order."""

    def __init__(self, reads: BinaryIO, writes: BinaryIO) -> None:
        self.events: list[Message] = []
        self._reads, self._writes = reads, writes
        self._last, self._rest = 0, b""
        target = self._ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True})
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> Message:
        """Call a method on the page and return its result."""
        return self._ask(method, parameters, {"sessionId": self._session})

    def evaluate(self, script: str) -> Any:
        """The value of an expression, awaited."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def open(self, path: Path) -> None:
        """Load a file and wait until it is drawn."""
        self.ask("Page.navigate", url=path.as_uri())
        while not self.told("Page.loadEventFired"):
            self._receive()

    def told(self, *methods: str) -> list[Message]:
        """The events of these kinds."""
        return [event["params"] for event in self.events if event["method"] in methods]

    def _ask(self, method: str, parameters: Message, more: Message | None = None) -> Message:
        self._last += 1
        call = {"id": self._last, "method": method, "params": parameters, **(more or {})}
        self._writes.write(json.dumps(call).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._last:
                assert "error" not in answer, answer
                result: Message = answer["result"]
                return result

    def _receive(self) -> Message:
        while b"\0" not in self._rest:
            read = self._reads.read(1 << 16)
            assert read, "the browser has ended"
            self._rest += read
        one, self._rest = self._rest.split(b"\0", 1)
        message: Message = json.loads(one)
        if "method" in message:
            self.events.append(message)
        return message


_START = """
import fcntl, os, sys
reads, writes = (fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3])
os.dup2(reads, 3)
os.dup2(writes, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts the browser with the descriptors 3 and 4, on which the protocol is spoken."""


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """A tab of a browser of its own, which ends with it."""
    to_browser, ours_out = os.pipe()
    ours_in, from_browser = os.pipe()
    command = [
        str(PROGRAM), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--disable-background-networking", "--disable-extensions",
        "--remote-debugging-pipe", f"--user-data-dir={profile}",
    ]  # fmt: skip
    started = [sys.executable, "-c", _START, str(to_browser), str(from_browser), *command]
    with (
        open(ours_in, "rb", 0) as reads,
        open(ours_out, "wb", 0) as writes,
        subprocess.Popen(
            started, pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as running,
    ):  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        try:
            yield Tab(reads, writes)
        finally:
            running.terminate()
