"""Speeds as ratios to other programs in the same run: ``python -m benchmarks``.

Wall time of a whole process, the best of many runs taken in turns, so that a
busy moment hits both sides. Prints a Markdown table; asserts nothing.
"""

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks import seed

RUNS = 15
PYTHON = sys.executable
PILKADA = (PYTHON, "-m", "pilkada_cli")

TWO_COMMANDS = """
import typer
app = typer.Typer(rich_markup_mode=None)
@app.command()
def one(name: str) -> None:
    "The first."
@app.command()
def other(name: str) -> None:
    "The other."
app()
"""


@dataclass(frozen=True)
class Case:
    """What is timed, against what, and how many times as long it may take.

    Of a command with `less` only what it takes longer than that one counts.
    """

    name: str
    command: tuple[str, ...]
    against: tuple[str, ...]
    against_name: str
    budget: float
    environment: dict[str, str]
    less: tuple[str, ...] = ()

    @property
    def commands(self) -> tuple[tuple[str, ...], ...]:
        """What has to be run: with nothing to take off, a command that is timed for nothing."""
        return (self.command, self.against, self.less or (PYTHON, "-c", "pass"))


def best(commands: list[tuple[tuple[str, ...], dict[str, str]]]) -> list[float]:
    """The shortest wall time of each command in seconds."""
    shortest = [float("inf")] * len(commands)
    for _ in range(RUNS):
        for i, (command, environment) in enumerate(commands):
            start = time.perf_counter()
            subprocess.run(
                command, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
            )  # fmt: skip
            shortest[i] = min(shortest[i], time.perf_counter() - start)
    return shortest


def cases(folder: Path) -> list[Case]:
    """The rows of the table."""
    app = folder / "two_commands.py"
    app.write_text(TWO_COMMANDS, encoding="utf-8")
    two = (PYTHON, str(app))
    environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "PILKADA_LANG": "id"}
    read = (PYTHON, "-c", "import typer, sqlite_utils, rich.table, yaml")
    write = (PYTHON, "-c", "import typer, sqlite_utils, pydantic, yaml")
    add = (*PILKADA, "report", "add", "Baliho dirusak", "-r", "Banjarbaru",
           "-c", "kamtibmas/perusakan-apk")  # fmt: skip

    def on(register: str, **more: str) -> dict[str, str]:
        return {**environment, "PILKADA_REGISTER": str(folder / register), **more}

    completing = {
        "_PILKADA_COMPLETE": "complete_bash",
        "COMP_WORDS": "pilkada re",
        "COMP_CWORD": "1",
    }
    help_row = "a two-command Typer app, `--help`"
    return [
        Case("`pilkada --help`", (*PILKADA, "--help"), (*two, "--help"), help_row, 1.3, on("none.db")),
        Case("`pilkada --version`", (*PILKADA, "--version"), (*two, "--help"), help_row, 1.3, on("none.db")),
        Case("completion of `pilkada re`", PILKADA, (*two, "--help"), help_row, 1.3, on("none.db", **completing)),
        Case("`pilkada summary --rank-by index`, 1,000 reports", (*PILKADA, "summary", "--rank-by", "index"), read, "importing typer, sqlite_utils, rich.table, yaml", 1.5, on("1000.db")),
        Case("`pilkada summary --rank-by index`, 5,000 reports", (*PILKADA, "summary", "--rank-by", "index"), read, "importing typer, sqlite_utils, rich.table, yaml", 1.5, on("5000.db")),
        Case("what `pilkada summary` takes longer, by rate", (*PILKADA, "summary"), (PYTHON, "-c", "pass"), "`python -c pass`", 6, on("5000.db"), (*PILKADA, "summary", "--rank-by", "index")),
        Case("`pilkada report add`, 5,000 reports", add, write, "importing typer, sqlite_utils, pydantic, yaml", 1.5, on("5000.db")),
    ]  # fmt: skip


def fill(folder: Path, n: int) -> None:
    """Make the register of `n` reports."""
    source = seed.write(folder / f"{n}.jsonl", n)
    environment = {"HOME": str(folder), "PATH": os.environ["PATH"]}
    register = str(folder / f"{n}.db")
    subprocess.run((*PILKADA, "report", "import", str(source), "--register", register, "-q"),
                   env=environment, check=True)  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n in (1000, 5000):
            fill(folder, n)
        rows = cases(folder)
        times = best(
            [pair for c in rows for pair in ((command, c.environment) for command in c.commands)]
        )
    print(f"Best of {RUNS} runs. {machine()}\n")
    print("| what | against | ratio | at most | ms |")
    print("|---|---|---|---|---|")
    for case, ours, theirs, less in zip(rows, times[::3], times[1::3], times[2::3], strict=True):
        ours -= less if case.less else 0
        print(
            f"| {case.name} | {case.against_name} | {ours / theirs:.2f} | {case.budget} | {ours * 1000:.0f} |"
        )


def machine() -> str:
    """What the figures were measured on."""
    packages = ", ".join(f"{p} {version(p)}" for p in ("typer", "rich", "sqlite-utils", "PyYAML"))
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {packages}."
    )


if __name__ == "__main__":
    main()
