"""A zip that installs the program on Windows without the internet: `make wheelhouse`.

Holds the program, every package it needs for each Python it runs on, also to write
briefs for Word, and a script that installs them for one user without administrator
rights.
"""

import argparse
import subprocess
import sys
import tempfile
import zipfile
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
EXTRA = "word"
WINDOWS = {
    "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows",
    "platform_machine": "AMD64", "implementation_name": "cpython",
    "platform_python_implementation": "CPython", "extra": "",
}  # fmt: skip


def download(wanted: list[str], folder: Path, python: str, *more: str) -> None:
    """Fetch wheels for Windows into `folder`, in the versions that the checks run with."""
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
        "--constraint", str(HERE.parent / "constraints.txt"), "--dest", str(folder),
        "--platform", "win_amd64", "--python-version", python, "--implementation", "cp",
        "--only-binary=:all:", *more, *wanted,
    ]  # fmt: skip
    subprocess.run(command, check=True)


def missing(folder: Path, python: str) -> set[str]:
    """Packages that those in `folder` need on Windows and that are not there.

    pip reads the conditions of requirements for the machine it runs on, so what
    is needed on Windows only is found here.
    """
    environment = {**WINDOWS, "python_version": python, "python_full_version": f"{python}.0"}
    wheels = list(folder.glob("*.whl"))
    present = {canonicalize_name(wheel.name.split("-")[0]) for wheel in wheels}
    needed = {
        requirement.name
        for wheel in wheels
        for requirement in requirements(wheel)
        if requirement.marker is None or requirement.marker.evaluate(environment)
    }
    return {name for name in needed if canonicalize_name(name) not in present}


def requirements(wheel: Path) -> list[Requirement]:
    """What a wheel says it needs."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode())
    return [Requirement(line) for line in metadata.get_all("Requires-Dist") or ()]


def collect(wheel: Path, folder: Path) -> None:
    """Fill `folder` with the program and everything it needs, for every Python."""
    for python in PYTHONS:
        download([f"{wheel}[{EXTRA}]"], folder, python)
        while names := missing(folder, python):
            download(sorted(names), folder, python, "--no-deps")


def prove(folder: Path) -> None:
    """Install from `folder` alone, as Windows would; raises where anything is missing."""
    for python in PYTHONS:
        with tempfile.TemporaryDirectory() as target:
            command = [
                sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                "--no-index", "--find-links", str(folder), "--target", target,
                "--platform", "win_amd64", "--python-version", python, "--implementation", "cp",
                "--only-binary=:all:", f"pilkada-cli[{EXTRA}]",
            ]  # fmt: skip
            subprocess.run(command, check=True)


def pack(folder: Path, target: Path) -> None:
    """Write the zip; its texts get the line ends of Windows."""
    draft = target.with_suffix(".part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for text in (HERE / "BACA-SAYA.txt", HERE / "pasang.cmd"):
            lines = text.read_text(encoding="utf-8").splitlines()
            archive.writestr(f"pilkada/{text.name}", "".join(f"{line}\r\n" for line in lines))
        for wheel in sorted(folder.glob("*.whl")):
            archive.write(wheel, f"pilkada/wheels/{wheel.name}")
    draft.replace(target)


def main() -> None:
    """Collect and pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path, help="the program's own wheel")
    parser.add_argument("target", type=Path, help="the zip to write")
    given = parser.parse_args()
    folder = given.target.parent / "wheelhouse"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    collect(given.wheel, folder)
    prove(folder)
    pack(folder, given.target)
    print(given.target)


if __name__ == "__main__":
    main()
