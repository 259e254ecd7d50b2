"""Every writing command on a disk that fails now and then.

A small library of C, loaded before libc, has writes and syncs below a folder fail with
EIO. ``python -m tests.reliability.failing_disk FOLDER MINUTES SEED`` runs with it.
"""

import ctypes
import io
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.reliability.home import Home, commands, hold, prepare

from pilkada_cli.cli.main import run

SOURCE = Path(__file__).with_suffix(".c")
FAILURES = 300
UNREADABLE, UNWRITABLE = 6, 7
LIBRARY = "LD_PRELOAD"


def failures(folder: Path, minutes: float, seed: int) -> Counter[str]:
    """What was counted on a failing disk; that nothing was, where no library can be made."""
    folder.mkdir()
    library = folder / "failing_disk.so"
    make = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    try:
        subprocess.run(make, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return Counter({"skipped: there is no C compiler for it here": 0})
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, str(folder / "kantor"), str(minutes), str(seed)],
        env={**os.environ, LIBRARY: str(library)}, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return Counter(json.loads(done.stdout))


def try_out(home: Home, disk: ctypes.CDLL, arguments: list[str]) -> tuple[int, int, str]:
    """Run a command in a child whose disk fails: exit code, how often it failed, stderr."""
    first, then = home.chance.randrange(70), home.chance.choice((1, 1, 2, 1000))
    read, write = os.pipe()
    child = os.fork()
    if not child:
        said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        disk.fail_below(os.fsencode(home.folder), first, then)
        with redirect_stdout(io.StringIO()), redirect_stderr(said):
            code = int(run([*arguments, "--quiet"]))
        said.seek(0)
        os.write(write, json.dumps([code, disk.times_failed(), said.read()]).encode())
        os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    assert told, f"{arguments}: no error of ours"
    code, failed, err = json.loads(told)
    return code, failed, err


def fail(home: Home, disk: ctypes.CDLL, until: float) -> None:
    """Run commands and hold after each that it did its work, or said in one line that it did not."""
    turn = commands(home)
    while home.counted["commands that met a failure"] < FAILURES or time.monotonic() < until:
        known, name = home.rows(), home.chance.choice([*turn])
        code, failed, said = try_out(home, disk, turn[name]())
        if failed and code in (UNREADABLE, UNWRITABLE):
            assert re.fullmatch(r"error: .+\n(hint: .+\n)?", said), f"{name}: {said}"
        else:
            assert code in (0, 2, 3), f"{name}: {code} {said}"
        stored = hold(home, name, known)
        assert stored or code or name != "report add", "a report was acknowledged and lost"
        home.counted["commands that met a failure"] += failed > 0
        refused = failed > 0 and code in (UNREADABLE, UNWRITABLE)
        home.counted["refused in one line"] += refused
        home.counted["refused, and stored all the same"] += refused and stored > 0


if __name__ == "__main__":
    folder, minutes, seed = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    home = Home(folder, random.Random(seed))
    prepare(home)
    fail(home, ctypes.CDLL(os.environ[LIBRARY]), time.monotonic() + 60 * minutes / 5)
    json.dump(home.counted, sys.stdout)
