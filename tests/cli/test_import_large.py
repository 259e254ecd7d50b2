"""Imports of more rows than are held at once."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import Cli

from pilkada_cli.storage.loading import STRETCH

MANY = 2 * STRETCH + 100
HEADER = "source_system,source_ref,known_at,region,category,title"


def rows(count: int, *, reference: bool = True) -> list[str]:
    """Rows of a sheet, each another report."""
    return [
        f"uji,{n if reference else ''},2024-11-20,63.72,logistik/kekurangan,Kotak suara {n} kurang"
        for n in range(count)
    ]


def sheet(cli: Cli, *lines: str, header: str = HEADER) -> str:
    path = cli.home / "banyak.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return str(path)


def said(cli: Cli, file: str) -> str:
    """What an import that succeeds says."""
    result = cli("report", "import", file)
    assert result.code == 0, result.err
    return result.err


def totals(cli: Cli) -> dict[str, int]:
    found: dict[str, int] = json.loads(cli.ok("summary", "-f", "json"))["totals"]
    return found


def test_rows_by_the_thousand_are_all_there_found_counted_and_folded_as_if_built_anew(
    cli: Cli,
) -> None:
    file = sheet(cli, *rows(MANY))
    assert f"{MANY} reports added" in said(cli, file)
    summary = cli.ok("summary", "-f", "json")
    assert totals(cli)["events"] == MANY
    assert "LAP-2050" in cli.ok("report", "search", "suara", "2049")
    assert cli("check").code == 0
    assert f"{MANY} lines known already" in said(cli, file)
    assert cli.ok("summary", "-f", "json") == summary


def test_a_reference_that_stands_twice_is_refused_however_far_apart(cli: Cli) -> None:
    result = cli("report", "import", sheet(cli, *rows(MANY), rows(1)[0]))
    assert result.code == 4
    assert f"row {MANY + 2}" in result.err
    assert "'0' stands twice" in result.err
    assert cli("check").code == 2


def test_a_known_reference_that_stands_twice_is_refused_too(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, *rows(2)))
    result = cli("report", "import", sheet(cli, *rows(2), rows(1)[0]))
    assert result.code == 4
    assert "'0' stands twice" in result.err


def test_equal_rows_without_a_reference_all_live_however_many_and_come_in_once(cli: Cli) -> None:
    equal = rows(1, reference=False) * (STRETCH + 10)
    file = sheet(cli, *equal, *rows(20, reference=False)[1:])
    assert f"{len(equal) + 19} reports added" in said(cli, file)
    assert "added" not in said(cli, file)
    more = sheet(cli, *equal, *equal[:3])
    assert "3 reports added" in said(cli, more)
    assert cli("check").code == 0


def test_states_and_groups_of_an_export_come_with_their_reports(cli: Cli) -> None:
    header = f"id,{HEADER},verification,handling,group"
    state = ("verified,closed,", "refuted,new,", ",,X-1", ",,X-1")
    lines = [f"X-{n + 1},{row},{state[n % 2]}" for n, row in enumerate(rows(STRETCH + 50))]
    lines[0], lines[-1] = (line.rsplit(",", 3)[0] + ",,,X-1" for line in (lines[0], lines[-1]))
    cli.ok("report", "import", sheet(cli, *lines, header=header))
    counts = totals(cli)
    assert counts["refuted"] == (STRETCH + 50) // 2 - 1
    assert counts["duplicates"] == 1
    assert cli("check").code == 0


def test_what_was_undone_comes_in_again_beside_what_was_withdrawn(cli: Cli) -> None:
    file = sheet(cli, *rows(MANY))
    cli.ok("report", "import", file)
    cli.ok("undo", "--yes")
    assert totals(cli)["events"] == 0
    assert f"{MANY} reports added" in said(cli, file)
    assert totals(cli)["events"] == MANY
    assert cli("check").code == 0


@pytest.mark.parametrize(
    ("conflict", "code", "title"),
    [("skip", 3, "Kotak suara 1 kurang"), ("update", 0, "Kotak lain"), ("stop", 4, None)],
)
def test_two_files_of_one_import_that_disagree_are_told_apart_as_two_imports_would_be(
    cli: Cli, conflict: str, code: int, title: str | None
) -> None:
    second = cli.home / "kedua.csv"
    changed = rows(2)[1].replace("Kotak suara 1 kurang", "Kotak lain")
    second.write_text(f"{HEADER}\n{changed}\n", encoding="utf-8")
    first = sheet(cli, *rows(3))
    result = cli("report", "import", first, str(second), "--on-conflict", conflict)
    assert result.code == code, result.err
    if title is None:
        assert cli("check").code == 2
        return
    assert json.loads(cli.ok("report", "show", "2", "-f", "json"))["title"] == title
    assert cli("check").code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system mounts no disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_an_import_that_does_not_fit_on_the_disk_is_refused_before_it_begins(
    cli: Cli, small_disk: Path
) -> None:
    register = small_disk / "register.db"
    result = cli("report", "import", sheet(cli, *rows(MANY)), "--register", str(register))
    assert result.code == 7
    assert "MB are needed" in result.err
    assert not register.exists()


def test_a_full_folder_for_temporary_files_is_named_and_nothing_is_written(
    cli: Cli, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    long = [f"{row},{'rincian ' * 2000}" for row in rows(STRETCH + 200)]
    result = cli("report", "import", sheet(cli, *long, header=f"{HEADER},detail"))
    assert result.code == 7
    assert str(small_disk) in result.err
    assert cli("check").code == 2
