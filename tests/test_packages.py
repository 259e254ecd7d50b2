"""What travels in the packages."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from pilkada_cli.exchange.reference import ALERTS, BESIDE, FILES

ROOT = Path(__file__).parent.parent
NEEDED = [*FILES, *BESIDE, ALERTS, "sample/kalsel-2024.jsonl"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist of this tree."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return folder


def test_the_wheel_holds_the_reference_data_and_the_indonesian_sentences(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert {f"pilkada_cli/data/{name}" for name in NEEDED} <= names
    assert "pilkada_cli/locale/id/LC_MESSAGES/pilkada.mo" in names
    assert "pilkada_cli/py.typed" in names
    for template in ("brief.html", "brief.css", "brief.typ", "brief.docx"):
        assert f"pilkada_cli/render/brief/templates/{template}" in names


def test_the_sdist_holds_the_reference_data_and_what_a_wheel_is_built_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {f"data/{name}" for name in NEEDED} <= names
    assert {"hatch_build.py", "pyproject.toml", "LICENSE", "README.md"} <= names
    assert "src/pilkada_cli/locale/id/LC_MESSAGES/pilkada.po" in names
