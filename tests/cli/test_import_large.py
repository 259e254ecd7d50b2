"""Imports of more rows than are held at once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Cli

from pilkada_cli.storage.additions import WAITING

MANY = 2 * WAITING + 100
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


def test_a_report_of_this_register_that_stands_twice_is_refused(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, *rows(3)))
    header, *exported = cli.ok("report", "list", "-f", "csv").splitlines()
    again = sheet(cli, *exported, exported[1], header=header)
    result = cli("report", "import", again)
    assert (result.code, "stands twice in this file" in result.err) == (4, True)
    assert "row 5: the report 'LAP-2'" in result.err
    known = sheet(cli, *exported, header=header)
    assert "3 lines known already" in said(cli, known)


@pytest.mark.parametrize("there", [0, 3])
def test_a_dry_run_says_what_the_import_then_says_and_leaves_nothing_behind(
    cli: Cli, there: int
) -> None:
    if there:
        cli.ok("report", "import", sheet(cli, *rows(there)))
    lines = [*(f"X-{n},{row},verified,X-0" for n, row in enumerate(rows(5))), ",,,rusak,,,,,"]
    file = sheet(cli, *lines, header=f"id,{HEADER},verification,group")
    before = sorted(cli.home.iterdir())
    dry = cli("report", "import", file, "--dry-run", "--partial")
    assert sorted(cli.home.iterdir()) == before
    done = cli("report", "import", file, "--partial")
    assert dry.code == done.code == 3
    assert [line for line in dry.err.splitlines() if line != DRY] == done.err.splitlines()
    assert f"{5 - there} report" in done.err


DRY = "nothing was written; this is what would happen:"


def test_a_dry_run_without_a_register_refuses_what_the_import_refuses(cli: Cli) -> None:
    file = sheet(cli, *rows(2), *rows(1))
    dry = cli("report", "import", file, "--dry-run")
    assert not cli.register.exists()
    assert (dry.code, "'0' stands twice" in dry.err) == (4, True)
    assert cli("report", "import", file).err == dry.err


def test_equal_rows_without_a_reference_all_live_however_many_and_come_in_once(cli: Cli) -> None:
    equal = rows(1, reference=False) * (WAITING + 10)
    file = sheet(cli, *equal, *rows(20, reference=False)[1:])
    assert f"{len(equal) + 19} reports added" in said(cli, file)
    assert "added" not in said(cli, file)
    more = sheet(cli, *equal, *equal[:3])
    assert "3 reports added" in said(cli, more)
    assert cli("check").code == 0


def test_states_and_groups_of_an_export_come_with_their_reports(cli: Cli) -> None:
    header = f"id,{HEADER},verification,handling,group"
    state = ("verified,closed,", "refuted,new,", ",,X-1", ",,X-1")
    lines = [f"X-{n + 1},{row},{state[n % 2]}" for n, row in enumerate(rows(WAITING + 50))]
    lines[0], lines[-1] = (line.rsplit(",", 3)[0] + ",,,X-1" for line in (lines[0], lines[-1]))
    cli.ok("report", "import", sheet(cli, *lines, header=header))
    counts = totals(cli)
    assert counts["refuted"] == (WAITING + 50) // 2 - 1
    assert counts["duplicates"] == 1
    assert cli("check").code == 0


def test_many_updates_are_folded_as_they_come_as_if_built_anew(cli: Cli) -> None:
    said(cli, sheet(cli, *rows(MANY)))
    changed = [row.replace("kurang", "rusak") for row in rows(MANY + 7)]
    more = cli("report", "import", sheet(cli, *changed, changed[0].replace(",0,", ",x,")),
               "--on-conflict", "update")  # fmt: skip
    assert (more.code, f"{MANY} operations on reports added" in more.err) == (0, True), more.err
    assert "8 reports added" in more.err
    assert json.loads(cli.ok("report", "show", "2050", "-f", "json"))["title"].endswith("rusak")
    assert cli("check").code == 0


def test_of_equal_lines_those_that_are_recorded_are_known_and_one_more_is_new(cli: Cli) -> None:
    said(cli, sheet(cli, *rows(1)))
    note = {"kind": "note", "source_system": "uji", "source_ref": "0", "known_at": "2024-11-21"}
    nil = {"kind": "nil", "region": "63.72", "on": "2024-11-20", "known_at": "2024-11-21"}
    lines = cli.home / "baris.jsonl"
    for known, count in ((0, 2), (2, 2), (2, 3)):
        written = [
            json.dumps(each) for each in ({**note, "text": "aman"}, nil) for _ in range(count)
        ]
        lines.write_text("\n".join(written), encoding="utf-8")
        result = said(cli, str(lines))
        new = count - known
        told = f"{new} operations on reports added, {new} nil reports added"
        assert (
            told.replace("1 operations", "1 operation").replace("1 nil reports", "1 nil report")
            in result
        ) is bool(new), result
        assert (f"{2 * known} lines known already" in result) is bool(known), result


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


def test_what_is_read_waits_beside_the_register_and_a_full_disk_there_is_named(
    cli: Cli, small_disk: Path
) -> None:
    register = small_disk / "register.db"
    result = cli("report", "import", long_sheet(cli), "--register", str(register))
    assert result.code == 7
    assert f"cannot be kept in {small_disk}" in result.err
    assert not list(small_disk.iterdir())


def long_sheet(cli: Cli) -> str:
    """A sheet that is more than waits in memory."""
    long = [f"{row},{'rincian ' * 2000}" for row in rows(WAITING + 600)]
    return sheet(cli, *long, header=f"{HEADER},detail")


def test_rows_known_already_need_no_room_and_neither_does_a_dry_run(
    cli: Cli, small_disk: Path
) -> None:
    register = ("--register", str(small_disk / "register.db"))
    file = sheet(cli, *rows(40))
    assert cli("report", "import", file, *register).code == 0
    (small_disk / "full").write_bytes(bytes(shutil.disk_usage(small_disk).free - (200 << 10)))
    assert "40 lines known already" in cli("report", "import", file, *register).err
    dry = cli("report", "import", sheet(cli, *rows(90)), "--dry-run", *register)
    assert (dry.code, "50 reports added" in dry.err) == (0, True)
    assert cli("report", "import", sheet(cli, *rows(90)), *register).code == 7


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which files are open")
def test_nobody_else_can_open_what_waits_and_a_kill_leaves_nothing_of_it(
    cli: Cli, process: Any
) -> None:
    folder = process.home / "buku"
    folder.mkdir()
    register = ("--register", str(folder / "register.db"))
    with process.start("report", "import", long_sheet(cli), *register) as running:
        waiting = next(open_files(running, folder), None)
        assert waiting is not None, "it was never kept on the disk"
        assert waiting.st_nlink == 0
        assert waiting.st_mode & 0o777 == 0o600
        running.kill()
        running.wait()
    assert not list(folder.iterdir())


def open_files(running: subprocess.Popen[bytes], folder: Path) -> Iterator[os.stat_result]:
    """Files below a folder that a process holds open and that have no name, looked for until it ends."""
    while running.poll() is None:
        with suppress(OSError):
            for each in Path(f"/proc/{running.pid}/fd").iterdir():
                if str(each.readlink()).startswith(str(folder)) and not each.stat().st_nlink:
                    yield each.stat()
