"""`export nightly` under ``kill -9``: whatever the moment, what is seen is whole.

``python -m tests.reliability.test_killed_nights [KILLS [SEED]]`` kills as many runs as
it is told and prints what it counted.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, Process

from pilkada_cli.exchange.publishing.verifying import verify

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks and kills")

WORKER = Path(__file__).with_name("worker.py")
KILLS = 50
SEED = 20241127


class Nights:
    """A process that has loaded the program and forks a child for each run."""

    def __init__(self, worker: "subprocess.Popen[str]") -> None:
        self._worker = worker

    def begin(self) -> int:
        """Start a run; its process."""
        assert self._worker.stdin and self._worker.stdout
        self._worker.stdin.write("\n")
        self._worker.stdin.flush()
        return int(self._worker.stdout.readline())

    def ended(self) -> int:
        """Wait for the run; its exit code, negative where a signal ended it."""
        assert self._worker.stdout
        return int(self._worker.stdout.readline())


@contextmanager
def nights(process: Process, out: Path) -> Iterator[Nights]:
    """Runs into `out` that keep two nights, so that most of them prune."""
    command = ("export", "nightly", "--out", str(out), "--keep-daily", "1", "--keep-weekly", "1")
    with subprocess.Popen(
        [sys.executable, str(WORKER), "fork", *command], env=process.environment(),
        cwd=process.home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as worker:  # fmt: skip
        try:
            yield Nights(worker)
        finally:
            worker.kill()


def seen(out: Path) -> tuple[str, set[str]]:
    """The run that ``latest.json`` names, and all runs that show; each of them is whole."""
    shown = {each.name for each in out.iterdir() if not each.name.startswith(".")}
    runs = shown - {"latest.json"}
    faults = [(run, str(fault)) for run in sorted(runs) for fault in verify(out / run)]
    assert faults == []
    latest = json.loads((out / "latest.json").read_text(encoding="utf-8"))["run"]
    assert latest in runs
    return latest, runs


def length(nights: Nights) -> float:
    """Seconds of the longest of three whole runs."""
    took = []
    for _ in range(3):
        started = time.monotonic()
        nights.begin()
        assert nights.ended() == 0
        took.append(time.monotonic() - started)
    return max(took)


def kill(process: Process, out: Path, kills: int, seed: int) -> Counter[str]:
    """Kill `kills` runs at moments that are drawn from the length of one, and count what that left.

    A run that ended before its moment came is counted apart and made up for by another.
    """
    assert process("report", "import", str(SAMPLE)).code == 0
    chance, counted = random.Random(seed), Counter[str]()
    with nights(process, out) as runs:
        duration = length(runs)
        before, _ = seen(out)
        while counted["killed"] < kills:
            child = runs.begin()
            time.sleep(chance.uniform(0, duration))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            code = runs.ended()
            latest, shown = seen(out)
            assert latest >= before
            counted["killed" if code == -signal.SIGKILL else "ended before the kill"] += 1
            counted["left a hidden folder"] += any(out.glob(".building-*"))
            counted["stood, not yet named by latest.json"] += max(shown) != latest
            counted["named by latest.json"] += latest != before
            before = latest
        runs.begin()
        assert runs.ended() == 0
    seen(out)
    assert {each.name for each in out.glob(".*")} == {".lock"}
    return counted


def test_fifty_runs_killed_at_any_moment_leave_only_whole_exports_and_a_latest_that_is_one(
    process: Process,
) -> None:
    out = process.home / "malam"
    counted = kill(process, out, KILLS, SEED)
    latest, _ = seen(out)
    assert process("export", "verify", str(out / latest)).code == 0
    assert counted["left a hidden folder"], "no kill came while a run was built"
    assert process("check").code == 0


if __name__ == "__main__":
    kills, seed = map(int, (*sys.argv[1:], *(KILLS, SEED)[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        counted = kill(Process(Path(folder)), Path(folder) / "malam", kills, seed)
        sys.stdout.write(
            f"{kills} runs killed in {time.monotonic() - started:.0f} s, seed {seed}\n"
        )
        sys.stdout.writelines(f"{number:4} {what}\n" for what, number in counted.items())
