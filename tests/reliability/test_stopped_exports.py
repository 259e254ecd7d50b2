"""Exports that are asked to end, or that hold what may not leave: what was there is as it was."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.conftest import SAMPLE, Process, Result

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

MANY = "tanggal,kabupaten,kategori,judul\n" + "20/11/2024,HST,hoaks,Uji\n" * 3000
ENDED = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """What a job in the background starts is deaf to Ctrl-C; what a person starts is not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def stopped(
    process: Process,
    stop: signal.Signals,
    out: Path,
    is_writing: Callable[[], bool],
    *command: str,
) -> tuple[dict[str, bytes], Result]:
    """What stood in `out` before the command was told to end while it wrote, and how it ended.

    One that had ended before the signal came is made up for by another.
    """
    for _ in range(20):
        before = everything(out)
        with process.start(*command) as running:
            while running.poll() is None and not is_writing():
                time.sleep(0.001)
            running.send_signal(stop)
            said, err = running.communicate()
        if running.returncode:
            return before, Result(running.returncode, said.decode(), err.decode())
    raise AssertionError("no signal came in time")


@pytest.mark.parametrize(("stop", "code"), ENDED)
def test_a_night_that_is_told_to_end_leaves_the_last_one_and_nothing_hidden(
    process: Process, stop: signal.Signals, code: int
) -> None:
    assert process("report", "import", str(SAMPLE)).code == 0
    out = process.home / "malam"
    command = ("export", "nightly", "--out", str(out))
    assert process(*command).code == 0
    before, ended = stopped(process, stop, out, lambda: any(out.glob(".building-*")), *command)
    assert (ended.code, ended.out) == (code, "")
    assert "Traceback" not in ended.err
    assert everything(out) == before
    assert {each.name for each in out.glob(".*")} == {".lock"}
    assert process(*command).code == 0


@pytest.mark.parametrize(("stop", "code"), ENDED)
@pytest.mark.parametrize("name", ["laporan.xlsx", "laporan.csv"])
def test_an_export_of_reports_that_is_told_to_end_leaves_the_last_file_and_nothing_hidden(
    process: Process, stop: signal.Signals, code: int, name: str
) -> None:
    out, rows = process.home / "hasil", process.home / "banyak.csv"
    out.mkdir()
    rows.write_text(MANY)
    assert process("report", "import", str(rows)).code == 0
    command = ("export", "reports", "-o", str(out / name))
    assert process(*command).code == 0
    before, ended = stopped(process, stop, out, lambda: any(out.glob(".laporan*")), *command)
    assert (ended.code, ended.out) == (code, "")
    assert "Traceback" not in ended.err
    assert everything(out) == before
    assert [each.name for each in out.iterdir()] == [name]


def test_a_night_for_others_that_holds_a_telephone_number_ends_with_4_and_publishes_nothing(
    process: Process,
) -> None:
    assert process("report", "add", "Uji", "-r", "HST", "-c", "hoaks").code == 0
    out = process.home / "pimpinan"
    command = ("export", "nightly", "--out", str(out), "--profile", "leadership")
    assert process(*command).code == 0
    before = everything(out)
    due = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    decided = ("action", "add", "jaga", "--for", "LAP-1", "--due", due)
    assert process(*decided, "--owner", "Polsek 0812-3456-7890").code == 0
    refused = process(*command)
    assert (refused.code, refused.out) == (4, "")
    assert "personal data stayed in what others are to read: actions.csv:2" in refused.err
    assert "nothing was published" in refused.err
    assert "0812" not in refused.err
    assert everything(out) == before
    assert {each.name for each in out.glob(".*")} == {".lock"}
