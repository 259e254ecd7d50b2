"""``pilkada backup`` and ``restore``: a verified copy, going back to it, and what erasing reaches."""

import json
import os
import random
import shlex
import shutil
import sqlite3
import string
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import Cli
from tests.terminal import ENTER, open_terminal

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
ERASE = ("--reason", "diminta yang bersangkutan", "--yes")

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
on_posix = pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")


def add(cli: Cli, title: str = "Baliho robek", *more: str) -> str:
    return cli.ok("report", "add", title, "-r", "Tapin", "-c", "hoaks", *more).strip()


def photo(cli: Cli, content: bytes = b"", name: str = "foto.jpg") -> str:
    path = cli.home / name
    path.write_bytes(JPEG + content)
    return str(path)


def backup(cli: Cli, *arguments: str) -> Path:
    cli.now += timedelta(minutes=1)
    return Path(cli.ok("backup", *arguments).strip())


def ids(cli: Cli, register: Path | None = None) -> list[str]:
    more = ("--register", str(register)) if register else ()
    return sorted(row["id"] for row in json.loads(cli.ok("report", "list", "-f", "json", *more)))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".local", ".lock"} & set(path.parts)
        and not path.name.endswith(("-wal", "-shm"))
    }  # fmt: skip


def traces(home: Path, marker: str) -> list[Path]:
    needles = (marker.encode(), marker.encode("utf-16-le"))
    files = (path for path in home.rglob("*") if path.is_file())
    return [path for path in files if any(needle in path.read_bytes() for needle in needles)]


def forget_register(cli: Cli) -> None:
    for path in cli.home.glob("register.db*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


# Making one


def test_a_backup_holds_reports_and_files_is_sound_and_readable_by_its_owner_only(cli: Cli) -> None:
    label = add(cli, "Baliho robek", "--attach", photo(cli))
    result = cli("backup")
    folder = Path(result.out.strip())
    assert result.code == 0
    assert "verified: 1 report, 1 file" in result.err
    assert "copy it to another one too" in result.err
    assert folder.parent == cli.home / "register.db.backups"
    register = folder / "register.db"
    assert ids(cli, register) == [label]
    assert cli("check", "--register", str(register)).code == 0
    assert len(list((folder / "register.db.files").iterdir())) == 1
    if os.name == "posix":
        for path in (folder, *folder.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path


def test_without_a_register_nothing_is_made(cli: Cli) -> None:
    assert cli("backup").code == 2
    assert contents(cli.home) == {}


def test_as_many_stay_as_were_asked_for_and_nothing_else_is_touched(cli: Cli) -> None:
    add(cli)
    out = cli.home / "cadangan"
    out.mkdir()
    (out / "catatan.txt").write_text("milik orang lain")
    (out / "pilkada-lain").mkdir()
    first = backup(cli, str(out))
    (first / "catatan.txt").write_text("disimpan di sini")
    made = [backup(cli, str(out), "--keep", "2") for _ in range(4)]
    standing = {path.name for path in out.iterdir() if not path.name.startswith(".")}
    own = {first.name, made[-2].name, made[-1].name}
    assert standing == own | {"catatan.txt", "pilkada-lain", "erased.json"}


def put_back_by_hand(cli: Cli) -> Path:
    """An older copy stands in the place of the register; the backup that holds what it lacks."""
    add(cli)
    older = cli.register.read_bytes()
    add(cli, "Hilang")
    holding = backup(cli)
    # As by a file manager that puts the bytes into the file that is there.
    cli.register.write_bytes(older)
    for name in ("register.db-wal", "register.db-shm"):
        (cli.home / name).unlink(missing_ok=True)
    return holding


def test_while_the_end_of_the_register_is_missing_no_older_backup_is_removed(cli: Cli) -> None:
    holding = put_back_by_hand(cli)
    assert cli("check").code == 6
    cli.now += timedelta(minutes=1)
    made = cli("backup", "--keep", "1")
    assert (made.code, Path(made.out.strip()).is_dir()) == (3, True)
    [line] = [line for line in made.err.splitlines() if "no older backup was removed" in line]
    assert "pilkada restore" in line and "are missing" in line
    assert holding.is_dir()
    cli.ok("restore", str(holding), "--yes")
    assert len(ids(cli)) == 2
    backup(cli, "--keep", "1")
    assert not holding.exists()


def test_a_backup_that_alone_holds_what_is_missing_is_kept_though_somebody_went_on(
    cli: Cli,
) -> None:
    holding = put_back_by_hand(cli)
    words = ("report", "add", "Sesudahnya", "-r", "Tapin", "-c", "hoaks")
    went_on = cli(*words)
    assert went_on.err.startswith("this register is an older copy, and the last entries")
    assert went_on.out == "LAP-3\n", "the number of the report that is lost is not given again"
    again = cli(*words)
    assert ("older copy" in again.err, again.out) == (False, "LAP-4\n")
    checked = cli("check")
    assert (checked.code, checked.err.count("1 operation written on this computer is not")) == (
        0,
        1,
    )
    other = backup(cli)
    cli.now += timedelta(minutes=1)
    made = cli("backup", "--keep", "1")
    assert (
        made.code == 3 and f"{holding} is kept" in made.err and f"{other} is kept" not in made.err
    )
    assert holding.is_dir() and not other.exists()
    listed = made.err.rpartition("pilkada ")[2].split()
    assert "Hilang" in cli.ok(*listed)


def test_a_copy_that_a_file_manager_put_in_the_place_of_the_register_is_told_as_one(
    cli: Cli, tmp_path: Path
) -> None:
    add(cli)
    cli.ok("report", "note", "LAP-1", "--text", "disalin")
    (tmp_path / "salinan").write_bytes(cli.register.read_bytes())
    add(cli, "Hilang")
    for name in ("register.db-wal", "register.db-shm"):
        (cli.home / name).unlink(missing_ok=True)
    (tmp_path / "salinan").replace(cli.register)
    cli.ok("report", "note", "LAP-1", "--text", "dari salinan")
    assert cli.ok("report", "add", "Lain", "-r", "Tapin", "-c", "hoaks") == "LAP-3\n"
    assert "is not in this register; a backup may hold it" in cli("check").err


def test_after_a_restore_no_number_is_given_again_that_was_given_since_the_backup(cli: Cli) -> None:
    add(cli)
    made = backup(cli)
    add(cli, "Hilang")
    assert (
        "the next report is LAP-3: numbers that may have been given"
        in cli("restore", str(made), "--yes").err
    )
    assert cli.ok("report", "add", "Lain", "-r", "Tapin", "-c", "hoaks") == "LAP-3\n"
    assert "not in this register" not in cli("check").err


def test_a_restore_behind_which_nothing_was_written_leaves_no_number_out(cli: Cli) -> None:
    add(cli)
    assert "the next report" not in cli("restore", str(backup(cli)), "--yes").err


def test_what_is_older_than_a_restore_is_said_to_be_so_where_it_would_be_taken_back(
    cli: Cli,
) -> None:
    add(cli)
    number = json.loads(cli.ok("log", "-f", "json"))[0]["number"]
    cli.ok("restore", str(backup(cli)), "--yes")
    for command in ("undo", "redo"):
        refused = cli(command, str(number), "--yes")
        assert refused.code == 2
        assert f"command {number} was written before the register was restored" in refused.err
        assert "pilkada report amend" in refused.err
    assert "only what you wrote since the register was restored" in cli("undo", "--yes").err
    assert "without a number: written before the register was restored" in cli("log").err


def test_a_backup_that_a_restore_went_back_behind_is_removed_in_its_turn(cli: Cli) -> None:
    add(cli)
    first = backup(cli)
    add(cli, "Hilang")
    second = backup(cli)
    cli.ok("restore", str(first), "--yes")
    backup(cli, "--keep", "1")
    assert not first.exists() and not second.exists()


def test_backups_of_another_register_in_the_same_folder_are_not_rotated(
    cli: Cli, tmp_path: Path
) -> None:
    out, other = cli.home / "usb", ("--register", str(tmp_path / "lain.db"))
    add(cli)
    ours = backup(cli, str(out))
    cli.ok("report", "add", "Lain", "-r", "HST", "-c", "hoaks", *other)
    theirs = [backup(cli, str(out), "--keep", "1", *other) for _ in range(2)]
    assert ours.is_dir() and theirs[1].is_dir() and not theirs[0].exists()


def test_two_backups_in_one_second_are_two(cli: Cli) -> None:
    add(cli)
    one, two = cli.ok("backup").strip(), cli.ok("backup").strip()
    assert one != two and Path(one).is_dir() and Path(two).is_dir()


def test_a_file_where_the_folder_should_be_is_refused(cli: Cli) -> None:
    add(cli)
    (cli.home / "surat").write_text("isi")
    result = cli("backup", str(cli.home / "surat"))
    assert (result.code, result.out) == (7, "")
    assert (cli.home / "surat").read_text() == "isi"


def test_a_folder_can_be_set_once_for_all(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    add(cli)
    monkeypatch.setenv("PILKADA_BACKUPS", str(cli.home / "cadangan"))
    assert backup(cli).parent == cli.home / "cadangan"


def test_a_synchronised_folder_is_refused(cli: Cli) -> None:
    add(cli)
    (cli.home / "OneDrive - Kantor").mkdir()
    result = cli("backup", str(cli.home / "OneDrive - Kantor" / "cadangan"))
    assert (result.code, result.out) == (7, "")
    assert "a backup would leave the office" in result.err


def test_of_a_damaged_register_no_backup_is_made_and_the_earlier_ones_stand(cli: Cli) -> None:
    add(cli, "Uji")
    backup(cli)
    spoilt = cli.register.read_bytes().replace(b'"title":"Uji"', b'"title":"Uju"', 1)
    cli.register.write_bytes(spoilt)
    before = contents(cli.home)
    result = cli("backup", "--keep", "1")
    assert (result.code, result.out) == (6, "")
    assert "the copy is not sound" in result.err
    assert contents(cli.home) == before


def test_an_altered_file_is_left_out_and_said(cli: Cli) -> None:
    add(cli, "Uji", "--attach", photo(cli))
    next((cli.home / "register.db.files").iterdir()).write_bytes(b"rusak")
    result = cli("backup")
    assert result.code == 3
    assert "1 file of an attachment is missing or altered" in result.err
    assert not (Path(result.out.strip()) / "register.db.files").exists()


def test_nothing_is_written_into_a_backup(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    before = contents(folder)
    for command in (("report", "add", "x", "-r", "Tapin", "-c", "hoaks"), ("init", "--code", "X")):
        result = cli(*command, "--register", str(folder / "register.db"))
        assert result.code == 6 and "is a backup, and stays as it was made" in result.err
    assert contents(folder) == before


def test_a_backup_is_in_the_log_of_exports(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    (row,) = json.loads(cli.ok("export", "log", "-f", "json"))
    assert (row["what"], row["destination"], row["rows"]) == ("backup", str(folder), 1)


# Going back


def test_going_back_names_what_is_lost_asks_and_keeps_what_it_replaces(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    late = add(cli, "Terlambat", "--attach", photo(cli))
    asked = cli("restore", str(folder))
    assert (asked.code, asked.out) == (2, "")
    assert "would lose them: LAP-2" in asked.err and "agree with --yes" in asked.err
    assert ids(cli) == ["LAP-1", late]
    result = cli("restore", str(folder), "--yes")
    assert (result.code, result.out) == (0, f"{cli.register}\n")
    assert ids(cli) == ["LAP-1"]
    assert cli("check").out == "sound: operations 2, reports 1\n"
    assert not (cli.home / "register.db.files").exists()
    kept = Path(result.err.rpartition("is kept at ")[2].strip())
    assert ids(cli, kept / "register.db") == ["LAP-1", late]
    cli.ok("restore", str(kept), "--yes")
    assert ids(cli) == ["LAP-1", late]
    assert len(list((cli.home / "register.db.files").iterdir())) == 1
    assert cli("check").code == 0


@pytest.mark.parametrize("newer", [False, True])
def test_after_it_everybody_writes_under_a_new_origin(cli: Cli, newer: bool) -> None:
    add(cli)
    folder = backup(cli)
    if newer:
        add(cli)
    cli.ok("restore", str(folder), "--yes")
    add(cli, "Sesudah")
    with closing(sqlite3.connect(cli.register)) as connection:
        assert connection.execute("SELECT count(DISTINCT origin) FROM journal").fetchone() == (2,)
    assert cli("check").code == 0


def test_a_lost_register_comes_back_with_its_files(cli: Cli, tmp_path: Path) -> None:
    label = add(cli, "Baliho", "--attach", photo(cli))
    usb = tmp_path / "usb"
    folder = backup(cli, str(usb))
    forget_register(cli)
    cli.ok("restore", str(folder / "register.db"), "--yes")
    assert ids(cli) == [label] and cli("check").code == 0
    assert cli("report", "files", label).code == 0


@pytest.mark.parametrize("bytes_", [b"bukan basis data", None])
def test_a_damaged_register_is_kept_byte_for_byte_and_replaced(
    cli: Cli, bytes_: bytes | None
) -> None:
    add(cli)
    folder = backup(cli)
    whole = cli.register.read_bytes()
    spoilt = bytes_ or whole[:8192] + random.Random(1).randbytes(4096) + whole[12288:]
    cli.register.write_bytes(spoilt)
    result = cli("restore", str(folder), "--yes")
    assert result.code == 0 and "cannot be compared" in result.err
    kept = Path(result.err.rpartition("is kept at ")[2].strip())
    assert kept.read_bytes() == spoilt
    assert ids(cli) == ["LAP-1"] and cli("check").code == 0


def text(path: Path) -> None:
    path.write_text("catatan")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE kontak (nama)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def altered(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"title":"Baliho', b'"title":"Belihu', 1))


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20000])


@pytest.mark.parametrize("spoil", [text, foreign, newer, altered, truncated])
@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_is_no_sound_backup_is_refused_and_the_register_untouched(
    cli: Cli, spoil: object, there: bool
) -> None:
    add(cli)
    folder = backup(cli, str(cli.home / "usb"))
    if there:
        add(cli)
    else:
        cli.register.unlink()
    spoil(folder / "register.db")  # type: ignore[operator]
    before = contents(cli.home)
    result = cli("restore", str(folder), "--yes")
    assert (result.code, result.out) == (6, "") and "hint: " in result.err
    assert contents(cli.home) == before


def test_a_register_of_a_newer_program_is_not_replaced(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    newer(cli.register)
    before = cli.register.read_bytes()
    assert cli("restore", str(folder), "--yes").code == 6
    assert cli.register.read_bytes() == before


def test_the_register_itself_and_what_is_not_there_are_no_backups(cli: Cli) -> None:
    add(cli)
    for path in (cli.register, cli.home / "tidak-ada"):
        assert cli("restore", str(path), "--yes").code == 2
    assert ids(cli) == ["LAP-1"]


def test_what_left_the_register_and_where_its_backups_stand_is_not_forgotten(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    cli.ok("export", "reports", "-o", str(cli.home / "semua.csv"))
    later = backup(cli)
    cli.ok("restore", str(folder), "--yes")
    rows = json.loads(cli.ok("export", "log", "-f", "json"))
    assert {row["destination"] for row in rows} >= {str(cli.home / "semua.csv"), str(later)}


@on_a_terminal
def test_on_a_terminal_it_asks_and_what_is_written_meanwhile_is_not_lost_unseen(cli: Cli) -> None:
    add(cli)
    folder = backup(cli)
    terminal = open_terminal(cli.home, "restore", str(folder)).see("Put it in the place")
    add(cli, "Sementara itu")
    assert terminal.type("y", ENTER).end() == 2
    assert "somebody wrote meanwhile; nothing was restored" in terminal.text()
    assert ids(cli) == ["LAP-1", "LAP-2"]


def test_the_screens_speak_indonesian(cli: Cli) -> None:
    cli.ok("init", "--lang", "id")
    cli.lang = "id"
    add(cli)
    made = cli("backup", "--lang", "id")
    assert "diperiksa: 1 laporan, 0 berkas" in made.err
    add(cli)
    told = cli("restore", made.out.strip(), "--lang", "id").err
    assert "Cadangan utuh dan memuat 1 laporan." in told
    assert "akan hilang: LAP-2" in told


# Erasing


@pytest.mark.parametrize("seed", range(2))
def test_a_marker_is_in_no_backup_once_its_report_was_erased(cli: Cli, seed: int) -> None:
    marker = "".join(random.Random(seed).choices(string.ascii_lowercase, k=16))
    name = photo(cli, marker.encode(), f"{marker}.jpg")
    label = add(cli, f"Judul {marker}", "--detail", f"{marker} " * 200, "--attach", name)
    Path(name).unlink()
    made = [backup(cli), backup(cli, str(cli.home / "usb"))]
    for n in range(5):
        cli.ok("report", "note", label, "--text", f"{n} {marker}")
        add(cli, f"lain {n}")
    made.append(backup(cli))
    cli.ok("restore", str(made[0]), "--yes")
    cli.ok("restore", str(made[2]), "--yes")
    add(cli, "sesudah")
    assert len({path.parent for path in traces(cli.home, marker)}) > 4
    assert cli("report", "erase", label, *ERASE).code == 0
    assert traces(cli.home, marker) == []
    for folder in made:
        register = str(folder / "register.db")
        assert cli("check", "--register", register).code == 0
        row = json.loads(cli.ok("report", "show", label, "-f", "json", "--register", register))
        assert (row["title"], row["erased"], row["region"]) == (None, True, "63.05")
    assert cli("check").code == 0


def test_what_was_erased_does_not_come_back_with_an_old_backup(cli: Cli, tmp_path: Path) -> None:
    label = add(cli, "Zirkonium")
    folder = backup(cli)
    away = tmp_path / "usb"
    shutil.copytree(folder, away)
    cli.ok("report", "erase", label, *ERASE)
    result = cli("restore", str(away), "--yes")
    assert result.code == 0
    assert "1 report was erased since and stays erased" in result.err
    assert traces(cli.home, "Zirkonium") == []
    assert "diminta yang bersangkutan" in cli.ok("report", "show", label)
    assert cli("check").code == 0


def test_only_what_a_restore_took_away_is_looked_for_where_it_was_put(cli: Cli) -> None:
    add(cli, "Zirkonium")
    folder = backup(cli)
    label = add(cli, "Hafnium")
    cli.ok("restore", str(folder), "--yes")
    refused = cli("report", "erase", label, *ERASE)
    assert refused.code == 2 and "replaced-" in refused.err
    unknown = cli("report", "erase", "HST-99", *ERASE)
    assert unknown.code == 2 and "see pilkada report list" in unknown.err
    assert "replaced-" not in unknown.err + cli("report", "erase", "foo_bar", *ERASE).err


def test_what_was_said_after_the_erasure_lives_in_backups_too(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    cli.ok("report", "erase", label, *ERASE)
    cli.ok("report", "amend", label, "--title", "Judul baru")
    folder = backup(cli)
    cli.ok("report", "erase", add(cli, "lain"), *ERASE)
    register = ("--register", str(folder / "register.db"))
    assert "Judul baru" in cli.ok("report", "show", label, *register)


@pytest.mark.parametrize("first", [True, False])
def test_a_list_beside_backups_says_what_was_erased_when_the_register_is_lost(
    cli: Cli, first: bool
) -> None:
    label = add(cli, "Zirkonium")
    usb = cli.home / "usb"
    folder = backup(cli, str(usb))
    old = (folder / "register.db").read_bytes()
    cli.ok("report", "erase", label, *ERASE)
    (folder / "register.db").write_bytes(old)
    if first:
        listed = json.loads((usb / "erased.json").read_text())
        [row] = listed["erased"]
        assert len(row.pop("origin")) == 32
        (usb / "erased.json").write_text(json.dumps(listed | {"schema": "pilkada.erased/1"}))
    forget_register(cli)
    cli.ok("restore", str(folder), "--yes")
    assert json.loads(cli.ok("report", "show", label, "-f", "json"))["erased"] is True
    assert b"Zirkonium" not in cli.register.read_bytes()


BAD = [
    None, {}, {"subject": "x", "clock": 1}, {"subject": f"{'0' * 32}/1", "clock": "1"},
    {"subject": f"{'0' * 32}/1", "clock": 0}, {"subject": f"{'0' * 32}/1", "clock": 1, "origin": "x"},
]  # fmt: skip


def test_of_a_list_of_erasures_the_rows_that_can_be_read_count_and_the_others_are_told(
    cli: Cli,
) -> None:
    label, usb = add(cli, "Zirkonium"), cli.home / "usb"
    folder = backup(cli, str(usb))
    old = (folder / "register.db").read_bytes()
    cli.ok("report", "erase", label, *ERASE)
    (folder / "register.db").write_bytes(old)
    listed = json.loads((usb / "erased.json").read_text())
    (usb / "erased.json").write_text(json.dumps(listed | {"erased": [*BAD, *listed["erased"]]}))
    forget_register(cli)
    result = cli("restore", str(folder), "--yes", "--quiet")
    assert result.code == 3
    assert f"note: 6 rows of {usb / 'erased.json'} cannot be read" in result.err
    assert json.loads(cli.ok("report", "show", label, "-f", "json"))["erased"] is True


def test_what_cannot_be_read_of_a_list_of_erasures_stays_in_it(cli: Cli) -> None:
    labels, usb = [add(cli, "Satu"), add(cli, "Dua")], cli.home / "usb"
    backup(cli, str(usb))
    cli.ok("report", "erase", labels[0], *ERASE)
    listed = json.loads((usb / "erased.json").read_text())
    (usb / "erased.json").write_text(json.dumps(listed | {"erased": [*BAD, *listed["erased"]]}))
    cli.ok("report", "erase", labels[1], *ERASE)
    rows = json.loads((usb / "erased.json").read_text())["erased"]
    assert len(rows) == len(BAD) + 2
    assert rows[-len(BAD) :] == BAD


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b'{"erased": 1}', b"[" * 100_000])
def test_a_list_of_erasures_that_is_none_is_told_by_a_restore(cli: Cli, content: bytes) -> None:
    add(cli, "Zirkonium")
    usb = cli.home / "usb"
    folder = backup(cli, str(usb))
    (usb / "erased.json").write_bytes(content)
    result = cli("restore", str(folder), "--yes")
    assert result.code == 3
    assert f"note: {usb / 'erased.json'} cannot be read" in result.err


def test_a_backup_that_is_away_is_named_and_reached_when_it_is_back(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    usb, pocket = cli.home / "usb", cli.home / "saku"
    folder = backup(cli, str(usb))
    usb.rename(pocket)
    result = cli("report", "erase", label, *ERASE)
    assert (result.code, result.out) == (3, f"{label}\n")
    assert f"{folder} may still hold it: it is not here" in result.err
    assert cli("check").code == 3
    pocket.rename(usb)
    checked = cli("check")
    assert checked.code == 3 and "may still hold what was erased" in checked.err
    cli("check", "--fix")
    assert cli("check").code == 0
    assert traces(cli.home, "Zirkonium") == []


def test_a_backup_somebody_deleted_is_not_missed(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    shutil.rmtree(backup(cli))
    assert cli("report", "erase", label, *ERASE).code == 0


def test_a_backup_that_is_damaged_is_named(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    folder = backup(cli)
    (folder / "register.db").write_bytes(b"Zirkonium, rusak")
    result = cli("report", "erase", label, *ERASE)
    assert result.code == 3 and f"{folder} may still hold it" in result.err


# Checking what lies around


@on_posix
def test_what_others_may_read_is_said_with_the_way_out(cli: Cli) -> None:
    add(cli, "Uji", "--attach", photo(cli))
    backup(cli)
    assert cli("check").err == ""
    cli.register.chmod(0o644)
    (cli.home / "register.db.files").chmod(0o755)
    checked = cli("check")
    assert checked.code == 0 and f"may read {cli.register} and more" in checked.err
    assert "chmod go-rwx" in checked.err


@on_posix
def test_check_says_that_others_may_read_the_private_key(cli: Cli) -> None:
    cli.ok("init", "--office", "Kesbangpol HST", "--code", "HST", "-r", "63.07")
    cli.ok("office", "card", "-o", str(cli.home / "kartu"))
    assert cli("check").err == ""
    [key] = cli.home.rglob("office-key.json")
    key.chmod(0o640)
    checked = cli("check")
    assert checked.code == 0 and f"may read {key}, the private key" in checked.err
    assert "chmod go-rwx" in checked.err


def test_check_says_that_the_register_lies_in_a_synchronised_folder(cli: Cli) -> None:
    add(cli)
    place = cli.home / "Nextcloud"
    place.mkdir()
    moved = place / "register.db"
    shutil.copy(cli.register, moved)
    checked = cli("check", "--register", str(moved))
    assert checked.code == 0 and "synchronised folder (Nextcloud)" in checked.err


def test_a_restore_that_names_no_backup_names_those_that_stand_newest_first(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(cli)
    result = cli("restore")
    assert (result.code, result.out) == (2, "") and "none stands in" in result.err
    monkeypatch.setenv("PILKADA_BACKUPS", str(cli.home / "cadangan baru"))
    stand = [backup(cli), backup(cli, str(cli.home / "register.db.backups"))]
    stand.append(sealed(cli)[0])
    cli.register.write_bytes(b"rusak")
    lines = cli("restore").err.splitlines()
    assert [Path(shlex.split(line)[-1]) for line in lines[2:]] == stand[::-1]


# Encrypted ones


def sealed(cli: Cli, *arguments: str) -> tuple[Path, Path]:
    key = cli.home / "kunci.txt"
    return backup(cli, *arguments, "--key", str(key)), key


def test_an_encrypted_backup_is_one_file_that_only_the_recovery_key_opens(cli: Cli) -> None:
    label = add(cli, "Zirkonium", "--attach", photo(cli))
    path, key = sealed(cli)
    assert path.suffix == ".age" and path.is_file()
    assert b"Zirkonium" not in path.read_bytes()
    if os.name == "posix":
        assert (path.stat().st_mode | key.stat().st_mode) & 0o077 == 0
    add(cli, "Terlambat")
    before = contents(cli.home)
    other = cli.home / "lain.txt"
    cli.ok("backup", str(cli.home / "lain"), "--key", str(other))
    without = cli("restore", str(path), "--yes")
    assert without.code == 2 and "--key" in without.err
    wrong = cli("restore", str(path), "--key", str(other), "--yes")
    assert wrong.code == 4 and "is for another key" in wrong.err
    assert ids(cli) == [label, "LAP-2"] and before.keys() <= contents(cli.home).keys()
    cli.ok("restore", str(path), "--key", str(key), "--yes")
    assert ids(cli) == [label] and cli("check").code == 0
    assert cli("report", "files", label).code == 0


def test_the_public_half_encrypts_and_opens_nothing(cli: Cli) -> None:
    add(cli)
    _, key = sealed(cli)
    public = cli.home / "umum.txt"
    public.write_text(key.read_text().splitlines()[0].rpartition(" ")[2] + "\n")
    path = backup(cli, "--key", str(public))
    assert cli("restore", str(path), "--key", str(public), "--yes").code == 2
    assert cli("restore", str(path), "--key", str(key), "--yes").code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_recovery_key_that_an_editor_saved_anew_is_read(cli: Cli, encoding: str) -> None:
    label = add(cli)
    _, key = sealed(cli)
    key.write_text(key.read_text(), encoding=encoding)
    path = backup(cli, "--key", str(key))
    add(cli, "Terlambat")
    cli.ok("restore", str(path), "--key", str(key), "--yes")
    assert ids(cli) == [label]


@pytest.mark.parametrize("content", ["", "bukan kunci\n", "age1bukan\n", "AGE-SECRET-KEY-1SALAH\n"])
def test_a_file_without_a_key_is_refused_and_no_backup_made(cli: Cli, content: str) -> None:
    add(cli)
    key = cli.home / "kunci.txt"
    key.write_text(content)
    result = cli("backup", "--key", str(key))
    assert (result.code, result.out) == (2, "") and "holds no recovery key" in result.err
    assert not list((cli.home / "register.db.backups").glob("pilkada-*"))


@pytest.mark.parametrize("place", [0.0, 0.3, 0.9])
def test_a_damaged_encrypted_backup_is_refused_and_the_register_untouched(
    cli: Cli, place: float
) -> None:
    add(cli)
    path, key = sealed(cli)
    whole = path.read_bytes()
    at = 40 + int(place * (len(whole) - 60))
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    before = contents(cli.home)
    result = cli("restore", str(path), "--key", str(key), "--yes")
    assert (result.code, result.out) == (4, "")
    assert contents(cli.home) == before


def test_an_encrypted_backup_is_named_by_an_erasure_and_does_not_bring_it_back(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    path, key = sealed(cli)
    cli.now += timedelta(minutes=1)
    result = cli("report", "erase", label, *ERASE)
    assert result.code == 3 and f"{path} may still hold it: it is encrypted" in result.err
    assert cli("check").code == 3
    for register in cli.home.glob("register.db*"):
        if register.is_file():
            register.unlink()
    cli.ok("restore", str(path), "--key", str(key), "--yes")
    assert json.loads(cli.ok("report", "show", label, "-f", "json"))["erased"] is True
    assert traces(cli.home, "Zirkonium") == []


def test_encrypted_ones_are_rotated_too_and_a_newer_one_puts_the_erasure_right(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    first, _ = sealed(cli)
    cli.now += timedelta(minutes=1)
    erased = cli("report", "erase", label, *ERASE)
    assert erased.code == 3 and "delete it once a newer backup stands" in erased.err
    assert "when they can be reached" not in erased.err
    second, _ = sealed(cli, "--keep", "1")
    assert second.is_file() and not first.exists()
    assert cli("check").code == 0


# Registers of an older version


def made_older(register: Path) -> None:
    """The register as the version before offices left it."""
    with closing(sqlite3.connect(register)) as connection:
        connection.executescript(
            "DROP TABLE office; DROP TABLE head; PRAGMA user_version = 1;"
            "DELETE FROM _sqlite_migrations WHERE name = '0002-offices';"
        )


def test_a_backup_of_an_older_version_is_brought_up_to_date_when_it_is_restored(cli: Cli) -> None:
    label = add(cli)
    made_older(cli.register)
    folder = backup(cli)
    assert cli("check", "--register", str(folder / "register.db")).code in (0, 3)
    add(cli, "Sesudahnya")
    cli.ok("restore", str(folder), "--yes")
    assert ids(cli) == [label] and cli("check").code == 0
    assert cli("office", "list").code == 0


def test_an_erasure_reaches_what_was_put_aside_before_a_migration(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    made_older(cli.register)
    add(cli)
    (aside,) = cli.home.glob("register.db.v1-*")
    assert traces(cli.home, "Zirkonium") == [aside] or aside in traces(cli.home, "Zirkonium")
    assert cli("report", "erase", label, *ERASE).code == 0
    assert traces(cli.home, "Zirkonium") == []
    assert cli("check", "--register", str(aside)).code in (0, 3)


def test_what_cannot_be_erased_beside_the_register_is_named(cli: Cli) -> None:
    label = add(cli, "Zirkonium")
    folder = backup(cli)
    cli.register.write_bytes(b"Zirkonium, rusak sama sekali")
    kept = cli("restore", str(folder), "--yes").err.rpartition("is kept at ")[2].strip()
    result = cli("report", "erase", label, *ERASE)
    assert result.code == 3 and f"{kept} may still hold it" in result.err


def test_a_register_that_cannot_be_written_is_backed_up_all_the_same(cli: Cli) -> None:
    add(cli)
    place = cli.home / "OneDrive"
    place.mkdir()
    moved = place / "register.db"
    shutil.move(cli.register, moved)
    for _ in range(2):
        cli.now += timedelta(minutes=1)
        usb = str(cli.home / "usb")
        result = cli("backup", usb, "--keep", "1", "--register", str(moved))
        assert result.code == 0 and "does not remember this backup" in result.err
    assert len(list((cli.home / "usb").glob("pilkada-*"))) == 1
