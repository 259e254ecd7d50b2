"""Backups made and put back by real processes: while others write, and killed at any moment."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, Process
from tests.reliability.test_writers_at_once import ADD, working

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills processes")


def ids(process: Process, register: Path) -> set[str]:
    found = process("report", "list", "-f", "json", "--register", str(register))
    assert found.code == 0, found.err
    return {row["id"] for row in json.loads(found.out)}


def backup(process: Process, *arguments: str) -> Path:
    made = process("backup", *arguments)
    assert made.code == 0, made.err
    return Path(made.out.strip())


def standing(process: Process) -> dict[str, bytes]:
    """Every backup that has a name, byte for byte."""
    return {
        str(path): path.read_bytes()
        for path in process.register.with_name("register.db.backups").rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.parts)
    }


def test_a_backup_made_while_five_write_holds_every_report_acknowledged_before_it_began(
    process: Process,
) -> None:
    with ExitStack() as stack:
        writers = [stack.enter_context(working(process, "add", f"w{i}", "20")) for i in range(5)]
        acknowledged: set[str] = set()
        made = []
        for _ in range(2):
            for writer in writers:
                assert writer.stdout
                acknowledged |= {writer.stdout.readline().strip() for _ in range(8)}
            folder = backup(process)
            assert acknowledged <= ids(process, folder / "register.db")
            made.append(folder)
        for writer in writers:
            _, err = writer.communicate()
            assert (writer.returncode, err) == (0, "")
    for folder in made:
        checked = process("check", "--register", str(folder / "register.db"))
        assert checked.code == 0, checked
    assert process("check").code == 0
    assert len(ids(process, process.register)) == 100


def test_a_restore_while_five_write_loses_no_report_acknowledged_after_it(process: Process) -> None:
    assert process(*ADD).code == 0
    folder = backup(process)
    with ExitStack() as stack:
        writers = [stack.enter_context(working(process, "add", f"w{i}", "12")) for i in range(5)]
        for writer in writers:
            assert writer.stdout
            writer.stdout.readline()
        done = process("restore", str(folder), "--yes")
        assert done.code in (0, 2), done.err
        outs = [writer.communicate() for writer in writers]
        assert [(w.returncode, err) for w, (_, err) in zip(writers, outs, strict=True)] == [
            (0, "")
        ] * 5
    assert process("check").code == 0
    if done.code == 0:
        kept = Path(done.err.rpartition("is kept at ")[2].strip())
        titles = titled(process.register) | titled(kept / "register.db")
    else:
        assert "somebody wrote meanwhile" in done.err
        titles = titled(process.register)
    assert titles >= {f"w{i} {n}" for i in range(5) for n in range(12)}


def titled(register: Path) -> set[str]:
    with closing(sqlite3.connect(register)) as connection:
        return {row[0] for row in connection.execute("SELECT title FROM report")}


def killed(
    process: Process, chance: random.Random, duration: float, *arguments: str
) -> "subprocess.Popen[bytes]":
    """A command that is killed, as chance has it after a while or as soon as its draft stands."""
    with process.start(*arguments) as running:
        if chance.random() < 0.5:
            time.sleep(chance.uniform(0.1, 0.9) * duration)
        else:
            while running.poll() is None and not drafts(process):
                time.sleep(0.001)
        running.kill()
    return running


def drafts(process: Process) -> list[Path]:
    return list(process.register.with_name("register.db.backups").glob(".draft-*/register.db"))


def clear_drafts(process: Process) -> None:
    """What an earlier kill left would be taken for the draft of the next."""
    for draft in drafts(process):
        shutil.rmtree(draft.parent)


def lasting(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began


@pytest.fixture
def filled(process: Process) -> Process:
    assert process("report", "import", str(SAMPLE)).code == 0
    return process


def test_a_backup_that_is_killed_leaves_the_register_and_earlier_backups_as_they_were(
    filled: Process,
) -> None:
    chance = random.Random(20241127)
    duration = lasting(lambda: backup(filled))
    reports = ids(filled, filled.register)
    for _ in range(3):
        clear_drafts(filled)
        before = standing(filled)
        killed(filled, chance, duration, "backup")
        assert standing(filled).items() >= before.items()
        assert ids(filled, filled.register) == reports
    for folder in (filled.home / "register.db.backups").glob("pilkada-*"):
        assert ids(filled, folder / "register.db") == reports
    backup(filled, "--keep", "1")
    left = (filled.home / "register.db.backups").iterdir()
    assert len([path for path in left if path.is_dir()]) == 1
    assert filled("check").code == 0


def test_a_restore_that_is_killed_leaves_what_was_or_what_was_to_be(filled: Process) -> None:
    chance = random.Random(27112024)
    folder = backup(filled)
    before = ids(filled, filled.register)
    assert filled(*ADD).code == 0
    after = ids(filled, filled.register)
    duration = lasting(lambda: filled("restore", str(folder), "--yes"))
    assert ids(filled, filled.register) == before
    (kept,) = (filled.home / "register.db.backups").glob("replaced-*")
    assert filled("restore", str(kept), "--yes").code == 0
    outcomes = set()
    for _ in range(3):
        clear_drafts(filled)
        earlier = standing(filled)
        killed(filled, chance, duration, "restore", str(folder), "--yes")
        found = ids(filled, filled.register)
        assert found in (before, after)
        assert standing(filled).items() >= earlier.items()
        assert filled("check", "--fix").code in (0, 3)
        assert filled("check").code == 0
        outcomes.add(found == after)
        if found == before:
            assert filled("restore", str(kept), "--yes").code == 0
    assert True in outcomes, "no kill came before the end"


def test_what_is_erased_while_a_backup_is_made_is_not_in_it(filled: Process) -> None:
    for n in range(4):
        marker = f"Zirkonium{n}"
        label = filled(*ADD[:2], marker, *ADD[3:]).out.strip()
        with filled.start("backup") as running:
            time.sleep(0.15 * n)
            done = filled("report", "erase", label, "--reason", "diminta", "--yes")
            running.communicate()
        assert done.code in (0, 3), done.err
        if done.code == 3:
            assert "a backup is being made" in done.err
            assert filled("check", "--fix").code in (0, 3)
        holding = [
            p for p in filled.home.rglob("*") if p.is_file() and marker.encode() in p.read_bytes()
        ]
        assert holding == []


def test_of_an_encrypted_backup_nothing_ever_stands_in_plain_in_its_folder(filled: Process) -> None:
    assert filled(*ADD[:2], "Zirkonium", *ADD[3:]).code == 0
    usb, looks = filled.home / "usb", 0
    with filled.start("backup", str(usb), "--key", str(filled.home / "kunci.txt")) as running:
        while running.poll() is None:
            # What goes away while it is looked at is looked at again the next time.
            with suppress(FileNotFoundError):
                for path in usb.rglob("*"):
                    assert not path.is_file() or b"Zirkonium" not in path.read_bytes()
                looks += 1
        out, err = running.communicate()
    assert running.returncode == 0, err
    assert looks > 1 and Path(out.decode().strip()).parent == usb
    beside = filled.register.with_name("register.db.backups")
    assert not list(beside.glob(".draft-*"))
