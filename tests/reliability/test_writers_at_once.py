"""Many processes and one register: what was acknowledged is there, whoever is killed."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from tests.conftest import Process

WORKER = Path(__file__).with_name("worker.py")
BUSY = 5
ADD = ("report", "add", "Uji", "-r", "63.72", "-c", "hoaks")

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills processes")


@contextmanager
def working(process: Process, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A worker that is gone afterwards, whatever the test finds."""
    with subprocess.Popen(
        [sys.executable, str(WORKER), *arguments], env=process.environment(), cwd=process.home,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            if running.poll() is None:
                running.kill()


def listed(process: Process) -> list[str]:
    """Every id, oldest first."""
    rows = json.loads(process("report", "list", "-f", "json").out)
    return sorted((row["id"] for row in rows), key=lambda label: int(label.partition("-")[2]))


def numbered(n: int) -> list[str]:
    return [f"LAP-{i}" for i in range(1, n + 1)]


def sound(process: Process) -> None:
    """The file, the chains and the fold hold, and one origin wrote all of it."""
    checked = process("check")
    assert checked.code == 0, checked
    with closing(sqlite3.connect(process.register)) as connection:
        assert connection.execute("SELECT count(DISTINCT origin) FROM journal").fetchone() == (1,)
        migrations = "SELECT count(*) = count(DISTINCT name) FROM _sqlite_migrations"
        assert connection.execute(migrations).fetchone() == (1,)


def everybody_at_once(
    process: Process, workers: int, readers: int, count: int, *may_give_up: int
) -> Counter[str]:
    """Let writers add reports and readers read, kill half of the writers, and count.

    Holds that every acknowledged report is there, that ids are unique and without a
    gap, that no reader failed, and that the register is sound. A writer may end with
    the codes of `may_give_up` too: that of one who waited thirty seconds for the lock.
    """
    chance, stop, gave_up = random.Random(20241127), process.home / "stop", 0
    acknowledged: list[str] = []
    reading = (["summary"], ["report", "list", "-f", "json"], ["check"])
    pause = str(readers / 50)  # Many readers would leave the writers nothing of the machine.
    with ExitStack() as stack:
        looking = [
            stack.enter_context(working(process, "read", str(stop), pause, *reading[i % 3]))
            for i in range(readers)
        ]
        doomed = {*chance.sample(range(workers), workers // 2)}
        # Who is to be killed goes on until then, however long that takes.
        adding = [str(count * 100 if i in doomed else count) for i in range(workers)]
        writers = [
            stack.enter_context(working(process, "add", f"w{i}", each))
            for i, each in enumerate(adding)
        ]
        victims = [writers[i] for i in doomed]
        for victim in sorted(victims, key=lambda _: chance.random()):
            assert victim.stdout
            lines = [victim.stdout.readline() for _ in range(chance.randrange(count // 2))]
            acknowledged += "".join(lines).split()
            victim.send_signal(signal.SIGKILL)
        for writer in writers:
            assert writer.stdout and writer.stderr
            acknowledged += writer.stdout.read().split()
            err = writer.stderr.read()
            writer.wait()
            gave_up += writer.returncode == BUSY
            done = -signal.SIGKILL if writer in victims else 0
            assert writer.returncode in (done, *may_give_up), err
            # Who gave up may be killed after saying so.
            assert writer.returncode == BUSY or err == "" or (may_give_up and writer in victims), (
                err
            )
        stop.touch()
        for reader in looking:
            _, err = reader.communicate()
            assert reader.returncode == 0, err
    there = listed(process)
    assert len(acknowledged) == len(set(acknowledged))
    assert gave_up or len(acknowledged) >= workers // 2 * count
    assert set(acknowledged) <= set(there)
    assert there == numbered(len(there))
    assert len(there) - len(acknowledged) <= len(victims)
    sound(process)
    return Counter(
        {
            "writers": workers,
            "killed": len(victims),
            "gave up after thirty seconds": gave_up,
            "readers": readers,
            "reports acknowledged": len(acknowledged),
            "acknowledged and lost": len(set(acknowledged) - set(there)),
        }
    )


def test_nothing_acknowledged_is_lost_when_half_of_twenty_writers_are_killed(
    process: Process,
) -> None:
    everybody_at_once(process, 20, 3, 12)


def test_programs_started_at_once_each_get_a_report_of_their_own(process: Process) -> None:
    ids = []
    for _ in range(3):
        running = [process.start(*ADD) for _ in range(6)]
        for one in running:
            out, err = one.communicate()
            assert one.returncode == 0, err
            ids.append(out.decode().strip())
    assert sorted(ids) == sorted(numbered(18))
    assert listed(process) == numbered(18)
    sound(process)


@pytest.mark.parametrize("_round", range(3))
def test_ten_first_writers_make_one_register(process: Process, _round: int) -> None:
    with ExitStack() as stack:
        first = [stack.enter_context(working(process, "wait", *ADD)) for _ in range(10)]
        for one in first:
            assert one.stdout
            assert one.stdout.readline() == "ready\n"
        for one in first:
            assert one.stdin
            one.stdin.write("\n")
            one.stdin.flush()
        ids = []
        for one in first:
            out, err = one.communicate()
            assert one.returncode == 0, err
            ids.append(out.strip())
    assert sorted(ids) == sorted(numbered(10))
    assert listed(process) == numbered(10)
    sound(process)


def test_a_writer_killed_while_it_makes_the_register_leaves_room_for_the_next(
    process: Process,
) -> None:
    chance = random.Random(63)
    for _ in range(8):
        with working(process, "wait", *ADD) as running:
            assert running.stdin and running.stdout
            running.stdout.readline()
            running.stdin.write("\n")
            running.stdin.flush()
            time.sleep(chance.uniform(0, 0.06))
            running.kill()
            out = running.stdout.read().split()
        assert process("report", "list").code in (0, 2)
        if out:
            assert out == listed(process)
            process.register.unlink()
            for left in process.home.glob("register.db-*"):
                left.unlink()
    assert process(*ADD).code == 0
    assert process("check").code == 0


def rows(name: int, count: int) -> bytes:
    return b"".join(
        json.dumps(
            {"kind": "add", "source_system": "uji", "source_ref": f"{name}-{i}",
             "known_at": "2024-11-20", "title": f"Kabar {i}", "region": "63.72",
             "category": "kamtibmas/hoaks", "detail": "x" * 1500}
        ).encode() + b"\n"
        for i in range(count)
    )  # fmt: skip


def written_ahead(process: Process) -> int:
    try:
        return os.stat(f"{process.register}-wal").st_size
    except FileNotFoundError:
        return 0


def test_an_import_that_is_killed_leaves_nothing_or_everything(process: Process) -> None:
    """Half of the kills come after a while, half when the log has grown by a while's worth."""
    chance = random.Random(27112024)
    count, there = 150, 1
    assert process(*ADD).code == 0
    file = process.home / "in.jsonl"
    file.write_bytes(rows(0, count))
    started = time.monotonic()
    assert process("report", "import", str(file)).code == 0
    duration, there, outcomes = time.monotonic() - started, there + count, []
    for name in range(1, 11):
        file.write_bytes(rows(name, count))
        with process.start("report", "import", str(file)) as running:
            if name % 2:
                time.sleep(chance.uniform(0.2, 1.0) * duration)
            else:
                enough = chance.randrange(1, count * 5000)
                while running.poll() is None and written_ahead(process) < enough:
                    time.sleep(0.001)
            running.kill()
        now = len(listed(process))
        assert now in (there, there + count)
        outcomes.append(now != there)
        there = now
        assert process("check").code == 0
    assert not all(outcomes), "no kill came before the end"
    file.write_bytes(b"".join(rows(name, count) for name in range(11)))
    assert process("report", "import", str(file)).code == 0
    assert listed(process) == numbered(1 + 11 * count)
    sound(process)


def test_a_writer_waits_for_another_program_and_goes_on(process: Process) -> None:
    assert process(*ADD).code == 0
    with closing(sqlite3.connect(process.register, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with working(process, "wait", *ADD) as running:
            assert running.stdin and running.stdout
            running.stdout.readline()
            running.stdin.write("\n")
            running.stdin.flush()
            time.sleep(0.2)
            assert running.poll() is None
            other.execute("COMMIT")
            out, err = running.communicate()
    assert (running.returncode, out.split()) == (0, ["LAP-2"]), err
    sound(process)
