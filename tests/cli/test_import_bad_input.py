"""`report import` of files that are wrong, hostile or not at rest: refused in a line, nothing written."""

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.conftest import Cli, Process, Result
from tests.exchange.test_sheets_workbook import encrypted, with_part, xls, xlsx, zip_of

from pilkada_cli.exchange.sheets import zipped

HEADER = "Tanggal;Kabupaten/Kota;Uraian\n"
ROW = "22/11/2024;Tapin;Spanduk roboh\n"


def put(cli: Cli, data: bytes | str, name: str = "laporan.csv") -> str:
    path = cli.home / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def reports(cli: Cli, *options: str) -> list[dict[str, object]]:
    return json.loads(cli.ok("report", "list", "-f", "json", *options))


def refused(result: Result, said: str) -> None:
    """An exit code that says why, one sentence with it, and a way out."""
    assert (result.code, result.out) == (4, "")
    first, *others = [line for line in result.err.splitlines() if " is read as " not in line]
    assert first.startswith("error: ") and said in first
    assert others and all(line.startswith("hint: ") for line in others)


BOMB = with_part(xlsx(), "xl/sharedStrings.xml", b"\0" * (zipped._SMALL + 1))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("kosong.csv", b"", "holds no reports"),
        ("kosong.xlsx", xlsx(lambda book: book.active.delete_rows(1)), "holds no rows"),
        ("judul.xlsx", xlsx(), "holds no reports"),
        ("kolom.csv", b"Tanggal;Tanggal;Uraian\n22/11/2024;1;x\n", "'Tanggal' stands 2 times"),
        ("tanpa.csv", b"Tanggal;Kabupaten\n22/11/2024;Tapin\n", "no column says what happened"),
        ("campur.csv", f"{HEADER}{ROW}".encode() + "22/11/2024;Tapin;Kabar – lain\n".encode()
         + "22/11/2024;Tapin;Kabar – lain\n".encode("cp1252"), "is in two encodings: line 3"),
        ("kutip.csv", f'{HEADER}22/11/2024;Tapin;"tidak ditutup\n{ROW}'.encode(), "line 2: a quotation mark opens here"),
        ("nul.csv", f"{HEADER}{ROW}22/11/2024;Tapin;a\0b\n".encode(), "line 3: it holds a NUL character"),
        ("bom.xlsx", BOMB, "unpacks to far more"),
        ("bom.xls", BOMB, "unpacks to far more"),
        ("kunci.xlsx", encrypted(), "is protected with a password"),
        ("kunci.xls", xls(locked=True), "is protected with a password"),
        ("arsip.xlsx", zip_of({"laporan.csv": b"a,b"}), "is a zip archive without a workbook"),
        ("setengah.xlsx", xlsx()[:2000], "is damaged or was not received whole"),
        ("lama.csv", f"{HEADER}22/11/1024;Tapin;x\n".encode(), "row 2, Tanggal: "),
    ],
)  # fmt: skip
def test_a_file_that_is_no_good_is_refused_in_a_line_and_the_register_is_as_it_was(
    cli: Cli, name: str, data: bytes, said: str
) -> None:
    cli.ok("report", "add", "Sudah ada", "-r", "HST", "-c", "hoaks")
    before = reports(cli), cli.ok("log", "-f", "json")
    refused(cli("report", "import", put(cli, data, name)), said)
    assert (reports(cli), cli.ok("log", "-f", "json")) == before
    assert cli("check").code == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a POSIX shell")
@pytest.mark.parametrize("start", [f"{HEADER}22/11/2024;Tapin;", HEADER, ""])
def test_a_line_of_200_mb_is_refused_without_being_held(process: Process, start: str) -> None:
    path = process.home / "panjang.csv"
    with path.open("wb") as file:
        file.write(start.encode())
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    limited = subprocess.Popen(
        ["/bin/sh", "-c", 'ulimit -v 800000; exec "$@"', "sh",
         *process.command("report", "import", str(path))],
        env=process.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    out, err = limited.communicate()
    path.unlink()
    refused(Result(limited.returncode, out, err), "the line is longer than 1000000 characters")
    assert not process.register.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("command", ["report import", "readiness import"])
def test_a_pipe_is_refused_though_nobody_writes_into_it(process: Process, command: str) -> None:
    os.mkfifo(process.home / "pipa")
    with process.start(*command.split(), "pipa") as running:
        try:
            out, err = running.communicate(timeout=60)
        finally:
            running.kill()
    first, hint = err.decode().splitlines()
    assert (running.returncode, out) == (2, b"")
    assert first == "error: pipa is a device or a pipe, not a file"
    assert "pilkada report import -" in hint


def test_formulas_and_links_to_other_files_are_texts_and_nothing_is_fetched(cli: Cli) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tanggal", "Kabupaten/Kota", "Uraian"])
    book.active.append(["22/11/2024", "Tapin", "'=cmd|' /C calc'!A0"])
    book.active.append(["22/11/2024", "Tapin", "Lihat berkas lain"])
    book.active["C3"].hyperlink = "file:////203.0.113.1/share/x.xlsx"
    path = cli.home / "tautan.xlsx"
    book.save(path)
    cli.ok("report", "import", str(path))
    assert [row["title"] for row in reports(cli, "--sort", "id")] == [
        "'=cmd|' /C calc'!A0", "Lihat berkas lain",
    ]  # fmt: skip


def test_a_formula_that_was_never_counted_is_a_row_without_its_text_and_refused(cli: Cli) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tanggal", "Kabupaten/Kota", "Uraian"])
    book.active.append(["22/11/2024", "Tapin", "='[lain.xlsx]A'!A1"])
    path = cli.home / "rumus.xlsx"
    book.save(path)
    refused(cli("report", "import", str(path)), "row 2")


def test_the_same_row_twice_and_the_same_file_twice_is_two_reports(cli: Cli) -> None:
    path = put(cli, HEADER + ROW + ROW)
    cli.ok("report", "import", path, path)
    cli.ok("report", "import", path)
    assert len(reports(cli)) == 2


def test_the_same_file_in_two_offices_is_taken_in_once_by_each(cli: Cli) -> None:
    path = put(cli, HEADER + ROW + ROW.replace("roboh", "robek"))
    offices = {code: ("--register", str(cli.home / f"{code}.db")) for code in ("HST", "TPN")}
    for code, office in offices.items():
        cli.ok("init", "-r", "HST" if code == "HST" else "Tapin", "--code", code, *office)
        for count in ("2 reports added", "2 lines known already"):
            said = cli("report", "import", path, *office)
            assert (said.code, count in said.err.splitlines()) == (0, True), said.err
        ids = {row["id"] for row in json.loads(cli.ok("report", "list", "-f", "json", *office))}
        assert ids == {f"{code}-1", f"{code}-2"}
        assert cli("check", *office).code == 0


def test_what_one_office_exported_is_known_again_in_another_however_often_it_comes(
    cli: Cli,
) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    cli.ok("report", "import", put(cli, HEADER + ROW + ROW))
    path, other = cli.home / "dari-hst.csv", ("--register", str(cli.home / "lain.db"))
    cli.ok("export", "reports", "-o", str(path))
    cli.ok("init", "-r", "Kalimantan Selatan", "--code", "PRV", *other)
    for _ in range(2):
        cli.ok("report", "import", str(path), *other)
        assert len(reports(cli, *other)) == 2


def appending(path: Path, stop: threading.Event) -> None:
    with path.open("a", encoding="utf-8") as file:
        while not stop.is_set():
            file.write(ROW)
            file.flush()
            time.sleep(0.001)


def writing_over(path: Path, stop: threading.Event) -> None:
    with path.open("r+b") as file:
        while not stop.is_set():
            file.seek(len(HEADER))
            file.write(ROW.replace("roboh", "robek").encode())
            file.flush()
            time.sleep(0.001)


@pytest.mark.parametrize("change", [appending, writing_over])
def test_a_file_that_changes_while_it_is_read_is_refused_and_nothing_of_it_is_written(
    cli: Cli, change: Callable[[Path, threading.Event], None]
) -> None:
    path, stop = Path(put(cli, HEADER + ROW * 1000)), threading.Event()
    writer = threading.Thread(target=change, args=(path, stop))
    writer.start()
    try:
        result = cli("report", "import", str(path))
    finally:
        stop.set()
        writer.join()
    refused(result, "laporan.csv changed while it was read")
    assert not cli.register.exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_sheet_whose_import_is_stopped_at_any_moment_comes_in_whole_or_not_at_all(
    process: Process, stop: signal.Signals
) -> None:
    path, chance = process.home / "laporan.csv", random.Random(6307)
    path.write_text(HEADER + ROW * 60, encoding="utf-8")
    assert process("report", "add", "Uji", "-r", "HST", "-c", "hoaks").code == 0
    started = time.monotonic()
    assert process("report", "import", str(path), "--dry-run").code == 0
    length, there = time.monotonic() - started, 1
    for _ in range(4):
        with process.start("report", "import", str(path)) as running:
            time.sleep(chance.uniform(0.3, 1) * length)
            running.send_signal(stop)
            running.communicate()
        listed = len(json.loads(process("report", "list", "-f", "json").out))
        # Before the program has begun, a signal ends the interpreter itself.
        assert running.returncode in (0, 128 + stop, -stop)
        assert listed in (there, 61)
        assert running.returncode or listed == 61
        there = listed
    assert process("check").code == 0
