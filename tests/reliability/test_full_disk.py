"""A disk that is really full: exit 7 in one line, and what stood stands as it was."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, Process, Result

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a file system"
)


@contextmanager
def small_disk(path: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own at `path`. Skips where the machine lets nobody mount one."""
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield path
    finally:
        subprocess.run(["umount", str(path)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "cakram", 512) as path:
        yield path


@pytest.fixture
def filled(process: Process) -> Process:
    """The program with a register on another disk."""
    assert process("report", "import", str(SAMPLE)).code == 0
    return process


def fill(disk: Path, leaving: int) -> None:
    """Fill a disk up but for `leaving` bytes."""
    free = os.statvfs(disk)
    (disk / "penuh").write_bytes(bytes(free.f_bavail * free.f_frsize - leaving))


def everything(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file() and each.name != ".lock")
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def refused(result: Result) -> None:
    assert (result.code, result.out) == (7, "")
    first, *others = result.err.splitlines()
    assert re.match(r"error: .*\bdisk is full$", first)
    assert [line[:6] for line in others] == ["hint: "]


@pytest.mark.parametrize("leaving", [0, 4096, 16384, 65536])
def test_a_night_on_a_full_disk_is_refused_in_one_line_and_the_last_good_one_stands(
    filled: Process, disk: Path, leaving: int
) -> None:
    out = disk / "malam"
    good = filled("export", "nightly", "--out", str(out))
    assert good.code == 0, good.err
    fill(disk, leaving)
    before = everything(disk)
    refused(filled("export", "nightly", "--out", str(out)))
    assert everything(disk) == before
    assert {each.name for each in out.glob(".*")} == {".lock"}
    (disk / "penuh").unlink()
    assert filled("export", "verify", str(Path(good.out.strip()).parent)).code == 0
    assert filled("export", "nightly", "--out", str(out)).code == 0


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("leaving", [0, 4096])
def test_an_export_onto_a_full_disk_is_refused_in_one_line_and_the_old_file_stands(
    filled: Process, disk: Path, form: str, leaving: int
) -> None:
    target = disk / f"laporan.{form}"
    target.write_text("yang lama")
    fill(disk, leaving)
    before = everything(disk)
    refused(filled("export", "reports", "-o", str(target)))
    assert everything(disk) == before


def test_an_import_that_fills_the_disk_is_refused_in_one_line_and_the_register_is_as_it_was(
    process: Process, disk: Path
) -> None:
    home = Process(disk)
    assert home("report", "add", "Uji", "-r", "HST", "-c", "hoaks").code == 0
    before = home("report", "list", "-f", "json").out
    sheet = process.home / "laporan.csv"
    row = f"22/11/2024;Tapin;Spanduk roboh {'x' * 19_000}\n"
    sheet.write_text("Tanggal;Kabupaten/Kota;Uraian\n" + row * 20, encoding="utf-8")
    refused(home("report", "import", str(sheet), "--quiet"))
    assert home("report", "list", "-f", "json").out == before
    assert home("check").code == 0


@pytest.mark.parametrize("leaving", [0, 65536])
def test_a_backup_onto_a_full_disk_is_refused_in_one_line_and_earlier_ones_stand(
    filled: Process, tmp_path: Path, leaving: int
) -> None:
    with small_disk(tmp_path / "usb", 2048) as disk:
        good = filled("backup", str(disk / "cadangan"))
        assert good.code == 0, good.err
        fill(disk, leaving)
        before = everything(disk)
        refused(filled("backup", str(disk / "cadangan"), "--keep", "1"))
        assert everything(disk) == before
        assert filled("check", "--register", str(Path(good.out.strip()) / "register.db")).code == 0


def test_a_restore_on_a_full_disk_is_refused_in_one_line_and_the_register_is_as_it_was(
    process: Process, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "usb", 2048) as disk:
        home = Process(disk)
        assert home("report", "add", "Uji", "-r", "HST", "-c", "hoaks").code == 0
        made = home("backup", str(process.home / "cadangan"))
        assert made.code == 0, made.err
        assert home("report", "add", "Dua", "-r", "HST", "-c", "hoaks").code == 0
        before = home("report", "list", "-f", "json").out
        fill(disk, 65536)
        refused(home("restore", made.out.strip(), "--yes", "--quiet"))
        (disk / "penuh").unlink()
        assert home("report", "list", "-f", "json").out == before
        assert home("check").code == 0
