"""A writer that was killed right after its commit, and an older copy that was put back then."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office, Three, three_in

from pilkada_cli.jobs import backing_up, restoring


@pytest.fixture
def three(tmp_path: Path) -> Three:
    return three_in(tmp_path)


def content(office: Office) -> bytes:
    """The file of a register, in which all stands that was committed."""
    with closing(sqlite3.connect(office.workplace.register)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return office.workplace.register.read_bytes()


def add_and_be_killed(office: Office, title: str) -> None:
    """Add a report whose writer comes to its commit and no further."""
    binding = office.workplace.state / "origins" / office.own()
    written = binding.read_text().split()[1]
    office.add(title)
    bound, _, reaching = binding.read_text().split()
    binding.write_text(f"{bound} {written} {reaching}")


def put_back(office: Office, older: bytes) -> None:
    """Write an older copy over the register, which stays the same file."""
    register = office.workplace.register
    for companion in ("-wal", "-shm"):
        Path(f"{register}{companion}").unlink(missing_ok=True)
    with register.open("r+b") as file:
        file.write(older)
        file.truncate()
        os.fsync(file.fileno())


def test_what_a_killed_writer_wrote_and_a_bundle_took_along_is_not_written_otherwise(
    three: Three,
) -> None:
    hub, hst, _ = three
    hst.add("Satu")
    older, origin = content(hst), hst.own()
    add_and_be_killed(hst, "Dua")
    hub.take(hst.hand())
    put_back(hst, older)
    hst.add("Tiga")
    assert hst.own() != origin
    hub.take(hst.hand())
    assert hub.titles() == {"Satu", "Dua", "Tiga"}


def test_what_a_killed_writer_wrote_and_a_backup_holds_is_not_written_otherwise(
    three: Three,
) -> None:
    hub, hst, _ = three
    hst.add("Satu")
    older = content(hst)
    add_and_be_killed(hst, "Dua")
    folder = backing_up.back_up(hst.workplace, None, keep=3).folder
    put_back(hst, older)
    hst.add("Tiga")
    hub.take(hst.hand())
    with restoring.begin(hst.workplace, folder) as restore:
        restore.carry_out()
    hub.take(hst.hand())
    assert hub.titles() == {"Satu", "Dua", "Tiga"}
