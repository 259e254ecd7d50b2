"""What every test may use: the program in this process, the program as a real process."""

import io
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from pilkada_cli.cli.main import run
from pilkada_cli.cli.places import state_folder
from pilkada_cli.domain.reference import Reference
from pilkada_cli.exchange.reference import build, read_folder, shipped_folder
from pilkada_cli.i18n import use_language
from pilkada_cli.storage.identity import fingerprint

NOW = datetime(2024, 11, 22, 2, 30, tzinfo=UTC)
"""22 November 2024, 10.30 WITA: five days before the vote."""

LATER = datetime(2025, 6, 1, 0, 0, tzinfo=UTC)
"""After everything in the sample register has happened."""

ROOT = Path(__file__).parent.parent
SAMPLE = shipped_folder() / "sample" / "kalsel-2024.jsonl"

settings.register_profile(
    "checks", deadline=None, derandomize=True, max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
settings.load_profile("checks")


@dataclass(frozen=True)
class Result:
    """What a command did: its exit code, its stdout, its stderr."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass
class Cli:
    """The program in this process, on its own register, at a fixed time."""

    home: Path
    now: datetime = NOW
    lang: str = "en"
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def register(self) -> Path:
        return self.home / "register.db"

    def __call__(
        self,
        *arguments: str,
        stdin: str | bytes = b"",
        now: datetime | None = None,
        terminal: bool = False,
    ) -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = io.BytesIO(), io.BytesIO()
        kind = Terminal if terminal else io.TextIOWrapper
        saved = sys.stdin, sys.stdout, sys.stderr
        sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="surrogateescape")
        sys.stdout = kind(out, encoding="utf-8", newline="")
        sys.stderr = io.TextIOWrapper(err, encoding="utf-8", newline="")
        try:
            code = run([*arguments], now=now or self.now)
            sys.stdout.flush()
            sys.stderr.flush()
            return Result(int(code), out.getvalue().decode(), err.getvalue().decode())
        finally:
            sys.stdin, sys.stdout, sys.stderr = saved
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def ok(self, *arguments: str, **more: Any) -> str:
        """Run a command that must end well, and return what it printed."""
        result = self(*arguments, **more)
        assert result.code == 0, result.err
        return result.out


@pytest.fixture(autouse=True)
def _english() -> None:
    """The language is the process's; every test begins in English."""
    use_language("en")


def _at_home(home: Path, patch: pytest.MonkeyPatch) -> Cli:
    """The program in an environment of its own."""
    home.mkdir()
    for name in [n for n in os.environ if n.startswith(("PILKADA_", "XDG_", "LC_", "LANG"))]:
        patch.delenv(name)
    patch.setenv("HOME", str(home))
    patch.setenv("PILKADA_REGISTER", str(home / "register.db"))
    patch.setenv("PILKADA_LANG", "en")
    patch.setenv("COLUMNS", "100")
    patch.setenv("LOGNAME", "petugas")
    patch.setenv("LANGUAGE", "en")
    return Cli(home)


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    return _at_home(tmp_path / "home", monkeypatch)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample register, which nobody writes to."""
    with pytest.MonkeyPatch.context() as patch:
        cli = _at_home(tmp_path_factory.mktemp("sample") / "home", patch)
        cli.ok("report", "import", str(SAMPLE), now=LATER)
    return cli.home


@pytest.fixture
def sample(cli: Cli, imported: Path) -> Cli:
    """The program on the sample register, after everything in it has happened."""
    cli.now = LATER
    shutil.copytree(imported, cli.home, dirs_exist_ok=True)
    for binding in state_folder().glob("origins/*"):
        # It is bound to the file that was copied, as if it had been written there.
        _bound, *written = binding.read_text(encoding="ascii").split(" ")
        binding.write_text(" ".join([fingerprint(cli.register), *written]), encoding="ascii")
    return cli


@pytest.fixture(scope="session")
def reference() -> Reference:
    return build(read_folder(shipped_folder()))


@dataclass(frozen=True)
class Process:
    """The program as a real process, with an environment of its own."""

    home: Path

    @property
    def register(self) -> Path:
        return self.home / "register.db"

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "HOME": str(self.home), "PATH": os.environ["PATH"], "PILKADA_LANG": "en",
            "PILKADA_REGISTER": str(self.register), **more,
        }  # fmt: skip

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "pilkada_cli", *arguments]

    def start(self, *arguments: str, **more: Any) -> subprocess.Popen[bytes]:
        # A process that may not write long files would leave torn bytecode behind.
        limited = {"PYTHONDONTWRITEBYTECODE": "1"} if "preexec_fn" in more else {}
        more.setdefault("env", self.environment(**limited))
        return subprocess.Popen(
            self.command(*arguments), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.home, **more,
        )  # fmt: skip

    def __call__(self, *arguments: str, **more: Any) -> Result:
        with self.start(*arguments, **more) as process:
            out, err = process.communicate()
        return Result(process.returncode, out.decode(), err.decode())


@pytest.fixture
def process(tmp_path: Path) -> Process:
    home = tmp_path / "process-home"
    home.mkdir()
    return Process(home)
