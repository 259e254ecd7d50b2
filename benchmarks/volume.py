"""Import, export, memory and summary by the number of reports: ``python -m benchmarks.volume [MOST]``.

Makes its own seeded CSV of 10³, 10⁴ … up to MOST rows (100,000 unless said). Each
figure is the processor time of one whole process, which other work on the machine does
not change; the programs it is compared with run right after it on the same file. Prints a
Markdown table; asserts nothing.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks import seed
from benchmarks.__main__ import PILKADA, PYTHON, machine
from pilkada_cli.storage.selection import order_by

COLUMNS = ("source_system", "source_ref", "known_at", "occurred_on", "region", "category",
           "phase", "impact", "grade", "title", "detail")  # fmt: skip
BUDGET = {"import": 20.0, "sqlite-utils": 0.5, "export": 3.0}
SUMMARIES = (
    ((), 2),
    (("-r", "Banjarbaru"), 4),
    (("--since", "2024-10-01"), 4),
)
"""Options of summaries, and how many times their own time at the smallest number they may take."""

RECENT, MIDDLE = "2024-11-26", "2024-09-30"
"""Days of the seeded reports: the last but two, and one that half of them lie behind."""

BACK = (
    (("summary", "--as-of", RECENT), 5),
    (("diff", "--since", RECENT), 5),
    (("summary", "--as-of", MIDDLE), 5),
    (("diff", "--since", MIDDLE), 5),
    (("brief", "daily"), 1.5),
)
"""Commands that look back, and how many times a summary of as many reports they may take."""

TURNS = 5
SMALLEST: dict[tuple[str, ...], float] = {}


class Cost(NamedTuple):
    """Seconds of processor time, and the largest memory in MiB."""

    seconds: float
    peak: float


def run(*command: str, environment: dict[str, str], stdin: Path | None = None) -> Cost:
    """Run a command to its end; one that fails ends the benchmark."""
    with (stdin or Path(os.devnull)).open("rb") as given:
        child = subprocess.Popen(command, env=environment, stdin=given, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} ended with {status}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def sheet(path: Path, n: int) -> Path:
    """The seeded reports as a CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(json.loads(line) for line in seed.lines(n))
    return path


def rows(n: int, folder: Path) -> list[str]:
    """The rows of the table for `n` reports."""
    environment = {
        "HOME": str(folder), "PATH": os.environ["PATH"], "XDG_STATE_HOME": str(folder / "state"),
        "PILKADA_REGISTER": str(folder / f"{n}.db"), "PILKADA_LANG": "en",
    }  # fmt: skip
    source, out = sheet(folder / f"{n}.csv", n), folder / f"{n}-out.csv"
    other, utils = str(folder / f"{n}-sqlite.db"), str(folder / f"{n}-utils.db")
    ours = run(*PILKADA, "report", "import", str(source), "-q", environment=environment)
    plain = run(
        "sqlite3", other, "-cmd", ".mode csv", f".import {source} t", environment=environment
    )
    insert = run(
        PYTHON, "-m", "sqlite_utils", "insert", utils, "t", str(source), "--csv", "--silent",
        environment=environment,
    )  # fmt: skip
    again = run(*PILKADA, "report", "import", str(source), "-q", environment=environment)
    exported = run(*PILKADA, "export", "reports", "-o", str(out), "-q", environment=environment)
    query, ordered = (
        run(
            "sqlite3", "-csv", "-header", environment["PILKADA_REGISTER"],
            f"SELECT * FROM report{order}", environment=environment,
        )
        for order in ("", f" ORDER BY {order_by('date', reverse=False)}")
    )  # fmt: skip
    return [
        f"| import | {n:,} | {ours.seconds:.2f} s | {ours.seconds / plain.seconds:.0f} × `sqlite3 .import` | 20 | {ours.peak:.0f} MiB |",
        f"| | | | {ours.seconds / insert.seconds:.2f} × `sqlite-utils insert --csv` | 0.5 | |",
        f"| the same file again | {n:,} | {again.seconds:.2f} s | | | {again.peak:.0f} MiB |",
        f"| export as csv | {n:,} | {exported.seconds:.2f} s | {exported.seconds / query.seconds:.1f} × `sqlite3 -csv` | 3 | {exported.peak:.0f} MiB |",
        f"| | | | {exported.seconds / ordered.seconds:.1f} × the same, sorted as ours is | | |",
        *(summary(options, n, environment, most) for options, most in SUMMARIES),
        *(back(words, n, environment, most) for words, most in BACK),
        *(whole(words, n, environment) for words in (("check",), ("undo", "--yes"))),
    ]


def summary(options: tuple[str, ...], n: int, environment: dict[str, str], most: int) -> str:
    """The row of a summary: its time against its own at the smallest number of reports."""
    words = ("summary", *options)
    best = min(run(*PILKADA, *words, "-q", environment=environment).seconds for _ in range(TURNS))
    smallest = SMALLEST.setdefault(words, best)
    name = " ".join(words)
    return f"| {name} | {n:,} | {best:.3f} s | {best / smallest:.1f} × at 1,000 | {most} | |"


def back(words: tuple[str, ...], n: int, environment: dict[str, str], most: float) -> str:
    """The row of a command that looks back: its time against a summary of now."""
    now = min(run(*PILKADA, "summary", "-q", environment=environment).seconds for _ in range(TURNS))
    then = min(run(*PILKADA, *words, "-q", environment=environment).seconds for _ in range(TURNS))
    return f"| {' '.join(words)} | {n:,} | {then:.2f} s | {then / now:.1f} × summary | {most} | |"


def whole(words: tuple[str, ...], n: int, environment: dict[str, str]) -> str:
    """The row of a command that is about every report."""
    cost = run(*PILKADA, *words, "-q", environment=environment)
    return f"| {' '.join(words)} | {n:,} | {cost.seconds:.2f} s | | | {cost.peak:.0f} MiB |"


def main(most: int) -> None:
    """Print the table for every power of ten up to `most`."""
    print(f"{machine()}\n")
    print("| what | reports | time | against | at most | memory |")
    print("|---|---|---|---|---|---|")
    n = 1000
    with tempfile.TemporaryDirectory() as name:
        while n <= most:
            print("\n".join(rows(n, Path(name))), flush=True)
            n *= 10


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
