"""What the program prints on the sample register, for the examples in the documentation."""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from pilkada_cli.cli.main import run
from pilkada_cli.exchange.reference import shipped_folder

NOW = datetime(2025, 6, 1, tzinfo=UTC)


def screen(*commands: str, lang: str = "en", width: int = 100) -> str:
    """A Markdown block: each command with its output, on a fresh sample register."""
    with sample(lang, width):
        shown = [f"$ pilkada {command}\n{_run(*_words(command))}" for command in commands]
    return "```console\n" + "\n".join(shown) + "```"


def printed(*arguments: str) -> str:
    """What one command prints in English on a fresh sample register."""
    with sample("en", 100):
        return _run(*arguments)


@contextmanager
def sample(lang: str, width: int) -> Iterator[None]:
    """A fresh sample register, which the environment names."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "HOME": home, "XDG_STATE_HOME": f"{home}/state", "COLUMNS": str(width),
            "PILKADA_REGISTER": f"{home}/register.db", "PILKADA_LANG": lang, "NO_COLOR": "1",
        }  # fmt: skip
        _run("report", "import", str(shipped_folder() / "sample" / "kalsel-2024.jsonl"))
        yield


def _words(command: str) -> list[str]:
    import shlex

    return shlex.split(command)


def _run(*arguments: str) -> str:
    data = io.BytesIO()
    saved = sys.stdout, sys.stderr
    paper = sys.stdout = io.TextIOWrapper(data, encoding="utf-8", newline="")
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        run(list(arguments), now=NOW)
    finally:
        sys.stdout, sys.stderr = saved
    paper.flush()
    return data.getvalue().decode()
