"""As whom a writer writes: no chain is ever continued from two files."""

import json
import shutil
import sqlite3
from pathlib import Path

from tests.conftest import Cli, Process


def origins(register: Path) -> list[tuple[str, int]]:
    """Each origin with its number of operations, in the order they came."""
    connection = sqlite3.connect(register)
    rows = connection.execute(
        "SELECT origin, count(*) FROM journal GROUP BY origin ORDER BY min(position)"
    ).fetchall()
    connection.close()
    return rows


def add(process: Process, **environment: str) -> str:
    result = process("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks",
                     env=process.environment(**environment))  # fmt: skip
    assert result.code == 0, result.err
    return result.out.strip()


def test_one_user_on_one_file_writes_one_chain(process: Process) -> None:
    for _ in range(3):
        add(process)
    assert [n for _, n in origins(process.register)] == [4]


def test_people_who_take_turns_each_go_on_with_their_own(process: Process) -> None:
    for user in ("satu", "dua", "satu", "dua"):
        add(process, LOGNAME=user)
    assert [n for _, n in origins(process.register)] == [3, 3]


def test_a_copy_starts_a_new_chain_and_numbering_goes_on(process: Process, tmp_path: Path) -> None:
    add(process)
    copy = tmp_path / "copy.db"
    sqlite3.connect(process.register).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    shutil.copy(process.register, copy)
    assert add(process, PILKADA_REGISTER=str(copy)) == "LAP-2"
    assert add(process) == "LAP-2"
    assert [n for _, n in origins(copy)] == [2, 2]
    assert [n for _, n in origins(process.register)] == [3]


def test_an_old_copy_put_back_in_place_does_not_continue_the_old_chain(process: Process) -> None:
    add(process)
    sqlite3.connect(process.register).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    old = process.register.read_bytes()
    add(process)
    for leftover in process.home.glob("register.db-*"):
        leftover.unlink()
    process.register.write_bytes(old)
    add(process)
    first, second = origins(process.register)
    assert (first[1], second[1]) == (2, 2)


def test_readers_ignore_whose_file_it_is(process: Process, tmp_path: Path) -> None:
    add(process)
    state = {"XDG_STATE_HOME": str(tmp_path / "elsewhere")}
    assert process("report", "list", env=process.environment(**state)).code == 0
    assert not (tmp_path / "elsewhere").exists()


def test_what_own_origins_wrote_was_known_when_it_was_known(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks", "--known", "2024-11-01")
    assert (
        json.loads(cli.ok("summary", "-f", "json", "--as-of", "2024-11-01"))["totals"]["events"]
        == 1
    )
    assert (
        json.loads(cli.ok("summary", "-f", "json", "--as-of", "2024-10-31"))["totals"]["events"]
        == 0
    )
