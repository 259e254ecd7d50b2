"""Everything that can happen to a register, again and again: ``make soak``.

``python -m tests.reliability.soak [MINUTES [SEED]]`` kills every writing command at random
moments, has the disk fail under it, lets fifty writers and fifty readers work at once, lives
through a province's fortnight, sends bundles without end, and prints what it counted. Any promise that does not hold ends it.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.conftest import Process
from tests.reliability.failing_disk import failures
from tests.reliability.flood import floods
from tests.reliability.home import Home, commands, hold, ok, prepare
from tests.reliability.test_fortnight import fortnight
from tests.reliability.test_writers_at_once import BUSY, everybody_at_once

from pilkada_cli.cli.main import run

SEED = 20241127
KILLS = 500
FLOOD = 100_000


def kill(home: Home, arguments: list[str], within: float) -> int:
    """Run a command in a child that is killed within so many seconds; its exit code, or -9."""
    child = os.fork()
    if not child:
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  the child never returns
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            os._exit(int(run([*arguments, "--quiet"])))
    time.sleep(home.chance.uniform(0, within))
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kills(home: Home, until: float) -> None:
    """Kill commands and hold after each that nothing is lost, half, or unsound."""
    turn = commands(home)
    began = time.monotonic()
    ok(*turn["report add"]())
    within = 3 * (time.monotonic() - began)
    while home.counted["killed"] < KILLS or time.monotonic() < until:
        known, name = home.rows(), home.chance.choice([*turn])
        killed = kill(home, turn[name](), within) == -signal.SIGKILL
        home.counted["killed" if killed else "ended before the kill"] += 1
        home.counted["stored all the same"] += bool(hold(home, name, known) and killed)


def soak(folder: Path, minutes: float, seed: int) -> Iterator[tuple[str, Counter[str]]]:
    """The parts, each with what it counted."""
    home = Home(folder / "satu", random.Random(seed))
    prepare(home)
    kills(home, time.monotonic() + 60 * minutes / 2)
    yield "every writing command, killed at a random moment", home.counted
    yield (
        "every writing command, on a disk that fails now and then",
        failures(folder / "gagal", minutes, seed),
    )
    process = Process(folder / "dua")
    yield "fifty writers and fifty readers at once", everybody_at_once(process, 50, 50, 20, BUSY)
    (folder / "tiga").mkdir()
    yield "thirteen offices and a hub for a fortnight", fortnight(folder / "tiga", 14, seed)
    yield "bundles that an office wrote without end", floods(folder / "empat", FLOOD)


if __name__ == "__main__":
    minutes, seed = (*map(float, sys.argv[1:]), *(5.0, float(SEED))[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "dua").mkdir()
        for what, counted in soak(Path(name), minutes, int(seed)):
            sys.stdout.write(f"{what}\n")
            sys.stdout.writelines(f"{number:6} {each}\n" for each, number in counted.items())
            sys.stdout.flush()
