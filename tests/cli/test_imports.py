"""What each command loads: start-up time is spent on imports."""

import json
import subprocess
import sys

import pytest
from tests.conftest import SAMPLE, Process

HEAVY = {
    "rich", "yaml", "pydantic", "sqlite_utils", "sqlite3", "platformdirs", "zoneinfo", "babel",
    "importlib.metadata", "logging", "asyncio", "numpy", "pandas", "vl_convert",
}  # fmt: skip
SCRIPT = """
import json, sys
sys.stdout = open(sys.argv[1], "w", encoding="utf-8")
from pilkada_cli.cli.main import run
run(sys.argv[2:])
sys.stderr.write(json.dumps(sorted(sys.modules)))
"""


def loaded(process: Process, *arguments: str) -> set[str]:
    """The heavy modules that one command loads."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(process.home / "out"), *arguments, "--quiet"]
        if arguments[0] != "--help"
        else [sys.executable, "-c", SCRIPT, str(process.home / "out"), *arguments],
        env=process.environment(), capture_output=True, check=True,
    )  # fmt: skip
    return HEAVY & set(json.loads(done.stderr))


READING = {"pilkada_cli.analysis.times_said", "pilkada_cli.exchange.spoken"}
"""What reads days and times, a tenth of a second of patterns."""


@pytest.mark.parametrize(
    ("title", "needed"), [("Baliho dirusak", set()), ("Baliho dirusak kemarin malam", READING)]
)
def test_a_title_is_read_for_time_and_place_only_where_it_may_speak_of_them(
    process: Process, title: str, needed: set[str]
) -> None:
    command = ("report", "add", title, "-r", "Banjarbaru", "-c", "hoaks", "--quiet")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(process.home / "out"), *command],
        env=process.environment(), capture_output=True, check=True,
    )  # fmt: skip
    assert READING & set(json.loads(done.stderr)) == needed


WRITES = {"sqlite3", "platformdirs", "yaml", "zoneinfo"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--help",), set()),
        (("report", "add", "Uji", "-r", "Banjarbaru", "-c", "hoaks"), WRITES),
        (("report", "list"), WRITES | {"rich"}),
        (("report", "list", "-f", "csv"), WRITES),
        (("summary",), WRITES | {"rich"}),
        (("summary", "-f", "json"), WRITES),
        (("map",), WRITES | {"rich"}),
        (("check",), WRITES),
        (("brief", "daily"), WRITES | {"rich"}),
        (("data", "check", str(SAMPLE.parent.parent)), WRITES | {"pydantic", "importlib.metadata"}),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_a_command_loads_only_what_it_needs(
    process: Process, arguments: tuple[str, ...], expected: set[str]
) -> None:
    process("report", "import", str(SAMPLE))
    assert loaded(process, *arguments) <= expected


def test_only_the_first_write_loads_the_migrations(process: Process) -> None:
    first = loaded(process, "report", "add", "Uji", "-r", "Banjarbaru", "-c", "hoaks")
    second = loaded(process, "report", "add", "Uji", "-r", "Banjarbaru", "-c", "hoaks")
    assert "sqlite_utils" in first
    assert "sqlite_utils" not in second
