"""What can stand where a register should be, and what each command makes of it."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import Cli, Process, Result

from pilkada_cli.storage import location, opening, schema
from pilkada_cli.storage.schema import SCHEMA_VERSION

READERS = (("report", "list"), ("summary",), ("check",), ("log",), ("report", "show", "LAP-1"))
FEW = (("report", "list"), ("check",))
ADD = ("report", "add", "Uji", "-r", "Banjarbaru", "-c", "hoaks")
WRITERS = (ADD, ("report", "note", "LAP-1", "-t", "x"), ("init", "--code", "HST"))

on_linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Linux' permissions")


def refused(result: Result, code: int, *words: str) -> None:
    """One error, at most one hint, the right exit code."""
    assert (result.code, result.out) == (code, ""), result
    assert [line.partition(":")[0] for line in result.err.splitlines()] in (
        ["error"], ["error", "hint"],
    ), result.err  # fmt: skip
    assert all(word in result.err for word in words), result.err


def files(folder: Path) -> dict[str, bytes | None]:
    """Every file below a folder with its bytes, less where origins are bound."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if ".local" not in path.parts
    }


@pytest.fixture
def kept(cli: Cli) -> Cli:
    """A register with three reports."""
    for _ in range(3):
        cli.ok(*ADD)
    return cli


# What is no register


def text_file(path: Path) -> None:
    path.write_text("catatan rapat\n")


def directory(path: Path) -> None:
    path.mkdir()
    (path / "isi").touch()


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE kontak (nama)")
        connection.commit()


def other_program_without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {0x47504B47}")


def pipe(path: Path) -> None:
    os.mkfifo(path)


NO_REGISTER: list[Callable[[Path], None]] = [
    text_file,
    directory,
    other_program,
    other_program_without_tables,
]
if os.name == "posix":
    NO_REGISTER.append(pipe)


@pytest.mark.parametrize("make", NO_REGISTER)
def test_what_is_no_register_is_refused_by_every_command_and_left_as_it_is(
    cli: Cli, make: Callable[[Path], None]
) -> None:
    make(cli.register)
    before = files(cli.home)
    for arguments in (*READERS, *WRITERS, ("check", "--fix"), ("report", "list", "--lang", "id")):
        refused(cli(*arguments, "--lang", "en"), 6, "register.db is not a register", "--register")
    assert files(cli.home) == before


def test_without_a_register_readers_say_so_and_create_nothing(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "no" / "such" / "r.db"
    for arguments in READERS:
        result = cli(*arguments, "--register", str(path))
        refused(result, 2, f"there is no register at {path}", "pilkada init")
    assert not (tmp_path / "no").exists()
    assert files(cli.home) == {}


@pytest.mark.parametrize("writer", [ADD, ("init",), ("report", "nil", "-r", "63.72")])
def test_the_first_writer_makes_the_register_and_its_folder(
    cli: Cli, tmp_path: Path, writer: tuple[str, ...]
) -> None:
    path = tmp_path / "no" / "such" / "r.db"
    assert cli(*writer, "--register", str(path)).code == 0
    assert cli("check", "--register", str(path)).code == 0


def test_an_empty_file_is_no_register_for_readers_and_becomes_one(cli: Cli) -> None:
    cli.register.touch()
    for arguments in READERS:
        refused(cli(*arguments), 2, "there is no register")
    assert files(cli.home) == {"register.db": b""}
    cli.ok(*ADD)
    cli.ok("check")


@pytest.mark.parametrize("arguments", [*READERS, *WRITERS, ("check", "--fix")])
def test_a_register_of_a_newer_program_is_refused_and_left_as_it_is(
    kept: Cli, arguments: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(kept.register)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = kept.register.read_bytes()
    refused(kept(*arguments), 6, "written by a newer version", "update this program")
    assert kept.register.read_bytes() == before


# Damage


def test_a_truncated_register_is_damaged_for_check_and_never_written_to(kept: Cli) -> None:
    whole = kept.register.read_bytes()
    for size in (1, 15, 16, 99, 100, 512, 4096, 8192, len(whole) // 2, len(whole) - 4096):
        kept.register.write_bytes(whole[:size])
        checked = kept("check")
        assert (checked.code, checked.err[:6]) == (6, "error:"), size
        assert kept("check", "--fix").code == 6
        assert {kept(*arguments).code for arguments in READERS} <= {0, 6}
        assert kept(*ADD).code == 6
        assert kept.register.read_bytes() == whole[:size]


def test_garbage_anywhere_in_a_register_is_found_by_check(kept: Cli) -> None:
    whole = kept.register.read_bytes()
    noise = random.Random(20241127)
    for start in range(0, len(whole), 4096):
        spoilt = whole[:start] + noise.randbytes(4096) + whole[start + 4096 :]
        kept.register.write_bytes(spoilt)
        assert kept("check").code == 6, start
        reader = noise.choice(READERS)
        assert kept(*reader).code in (0, 6)
        assert kept.register.read_bytes() == spoilt


def test_a_changed_letter_in_a_report_is_found_by_check(kept: Cli) -> None:
    whole = kept.register.read_bytes()
    assert whole.count(b'"title":"Uji"') == 3
    kept.register.write_bytes(whole.replace(b'"title":"Uji"', b'"title":"Uju"', 1))
    checked = kept("check")
    assert (checked.code, checked.out) == (6, "broken: operations 4, reports 3\n")
    assert "was altered: the sealed part was altered" in checked.err
    assert kept("check", "--fix").code == 6


@pytest.mark.parametrize("noise", [b"\xff\xfe\xfd", b"\x00\x00\x00", b"\xc3(("])
def test_bytes_that_are_no_text_are_damage_and_no_traceback(kept: Cli, noise: bytes) -> None:
    whole = kept.register.read_bytes()
    places = [i for i in range(len(whole)) if whole.startswith(b"Uji", i)]
    assert len(places) >= 6  # in the journal and in the derived reports
    for place in places:
        kept.register.write_bytes(whole[:place] + noise + whole[place + 3 :])
        assert kept("check").code == 6
        for arguments in READERS:
            result = kept(*arguments)
            assert result.code in (0, 6)
            assert result.err.startswith("error: ") or result.code == 0


# Locks


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_readers_read_what_was_committed_while_another_program_writes(kept: Cli, lock: str) -> None:
    with closing(sqlite3.connect(kept.register, isolation_level=None)) as other:
        other.execute(lock)
        other.execute("UPDATE setting SET value = 'x' WHERE key = 'origins'")
        for arguments in READERS:
            assert kept(*arguments).code == 0
        other.execute("ROLLBACK")


IMPATIENT = """
import sys
from pilkada_cli.cli.main import run
from pilkada_cli.storage import opening
opening.READER_WAIT = opening.WRITER_WAIT = 0.3
sys.exit(run(sys.argv[1:]))
"""


def impatient(process: Process, *arguments: str) -> Result:
    done = subprocess.run(
        [sys.executable, "-c", IMPATIENT, *arguments], env=process.environment(),
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


def test_a_writer_that_cannot_have_the_lock_gives_up_and_nothing_is_written(
    process: Process,
) -> None:
    assert process(*ADD).code == 0
    with closing(sqlite3.connect(process.register, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for arguments in WRITERS:
            refused(impatient(process, *arguments), 5, "is in use", "try again")
    assert process("check").out == "sound: operations 2, reports 1\n"


def test_a_program_that_keeps_the_register_to_itself_makes_readers_give_up(
    process: Process,
) -> None:
    assert process(*ADD).code == 0
    with closing(sqlite3.connect(process.register, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        refused(impatient(process, "report", "list"), 5, "is in use", "try again")


# Permissions


def powerless() -> None:
    """Give up root's right to read and write what the permissions forbid."""
    import ctypes

    if os.geteuid() == 0:
        drop, libc = 24, ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if libc.prctl(drop, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


class Office:
    """A register in a folder of its own, used by a program without root's powers."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.folder = process.home / "office"
        self.folder.mkdir()
        self.register = self.folder / "r.db"
        for _ in range(2):
            assert self(*ADD).code == 0

    def __call__(self, *arguments: str, register: Path | None = None) -> Result:
        path = str(register or self.register)
        return self.process(*arguments, "--register", path, preexec_fn=powerless)

    def allow(self, file: int, folder: int) -> None:
        for path in self.folder.iterdir():
            path.chmod(file)
        self.folder.chmod(folder)


@pytest.fixture
def office(process: Process) -> Iterator[Office]:
    made = Office(process)
    yield made
    made.folder.chmod(0o755)


@on_linux
def test_this_machine_can_forbid_a_process_to_write(office: Office) -> None:
    office.folder.chmod(0o555)
    script = "from pathlib import Path; Path('r.new').touch()"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=office.folder, preexec_fn=powerless, capture_output=True
    )
    assert b"PermissionError" in done.stderr


@on_linux
@pytest.mark.parametrize(
    ("file", "folder"), [(0o444, 0o755), (0o444, 0o555), (0o644, 0o555)],
    ids=["file", "file and folder", "folder"],
)  # fmt: skip
def test_a_register_that_may_only_be_read_is_read_and_not_written(
    office: Office, file: int, folder: int
) -> None:
    office.allow(file, folder)
    before = office.register.read_bytes()
    for _ in range(2):
        for arguments in FEW:
            assert office(*arguments).code == 0, arguments
    refused(office(*ADD), 6, "may be read but not written", "--register")
    assert office.register.read_bytes() == before


@on_linux
def test_a_register_that_may_not_be_read_is_refused(office: Office) -> None:
    office.allow(0o000, 0o755)
    for arguments in (*FEW, ADD):
        refused(office(*arguments), 6, "cannot be read: it may not be used")


@on_linux
def test_a_register_in_a_folder_that_may_not_be_entered_is_refused(office: Office) -> None:
    office.folder.chmod(0o000)
    for arguments in (*FEW, ADD):
        refused(office(*arguments), 6, "cannot be read: it may not be used")


@on_linux
def test_an_export_of_a_register_that_may_only_be_read_is_made_and_said(office: Office) -> None:
    office.allow(0o444, 0o555)
    target = office.process.home / "out.csv"
    exported = office("export", "reports", "-o", str(target))
    assert (exported.code, exported.out) == (0, f"{target}\n")
    assert "does not remember this export" in exported.err
    assert target.read_text("utf-8").count("LAP-") == 2


@pytest.fixture
def left_over(office: Office) -> Path:
    """A copy of a register as a power cut leaves it: the newest report is only in its log."""
    target = office.folder / "copy"
    target.mkdir()
    with closing(sqlite3.connect(office.register)) as holder:
        holder.execute("SELECT count(*) FROM journal").fetchone()
        assert office(*ADD).out == "LAP-3\n"
        for path in office.folder.glob("r.db*"):
            shutil.copy(path, target)
    assert sorted(os.listdir(target)) == ["r.db", "r.db-shm", "r.db-wal"]
    assert b"LAP" in (target / "r.db-wal").read_bytes()
    return target / "r.db"


@on_linux
def test_a_left_over_log_is_read_in_a_folder_that_can_be_written(
    office: Office, left_over: Path
) -> None:
    (left_over.parent / "r.db-shm").unlink()
    assert "LAP-3" in office("report", "list", register=left_over).out
    assert office(*ADD, register=left_over).out == "LAP-4\n"
    assert office("check", register=left_over).code == 0


@on_linux
@pytest.mark.parametrize("mode", [0o644, 0o444])
def test_a_left_over_log_is_read_in_a_folder_that_cannot_be_written(
    office: Office, left_over: Path, mode: int
) -> None:
    for path in left_over.parent.iterdir():
        path.chmod(mode)
    left_over.parent.chmod(0o555)
    for arguments in FEW:
        assert office(*arguments, register=left_over).code == 0
    assert "LAP-3" in office("report", "list", register=left_over).out
    refused(office(*ADD, register=left_over), 6, "may be read but not written")


@on_linux
def test_a_left_over_log_that_cannot_be_read_is_never_passed_over(
    office: Office, left_over: Path
) -> None:
    (left_over.parent / "r.db-shm").unlink()
    before = files(left_over.parent)
    left_over.parent.chmod(0o555)
    for arguments in FEW:
        refused(office(*arguments, register=left_over), 6, "r.db-wal", "copy both files")
    assert files(left_over.parent) == before


@on_linux
def test_a_log_is_found_beside_the_file_that_a_link_leads_to(
    office: Office, left_over: Path
) -> None:
    shown = office.folder / "shown"
    shown.mkdir()
    (shown / "link.db").symlink_to(left_over)
    shown.chmod(0o555)
    assert "LAP-3" in office("report", "list", register=shown / "link.db").out


# Places that refuse


@on_linux
@pytest.mark.parametrize("place", ["file/r.db", "closed/new/r.db", "closed/r.db"])
def test_a_register_in_a_place_that_cannot_be_made_is_refused(office: Office, place: str) -> None:
    (office.folder / "file").touch()
    (office.folder / "closed").mkdir(mode=0o555)
    path = office.folder / place
    refused(office(*ADD, register=path), 7, str(path.parent))
    refused(office("report", "list", register=path), 2, "there is no register")


@on_linux
def test_a_state_folder_that_cannot_be_written_is_named_and_nothing_is_written(
    process: Process,
) -> None:
    state = process.home / "state"
    state.mkdir(mode=0o555)
    environment = process.environment(XDG_STATE_HOME=str(state))
    refused(process(*ADD, env=environment, preexec_fn=powerless), 7, str(state), "make the folder")
    refused(process("report", "list"), 2, "there is no register")


def limited(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@on_linux
@pytest.mark.parametrize("size", [0, 4096, 33_000, 45_000])
def test_a_disk_that_is_full_leaves_the_register_as_it_was(process: Process, size: int) -> None:
    assert process(*ADD).code == 0
    before = process("report", "list", "-f", "json").out
    long = (*ADD, "--detail", "x" * 20_000, "--parties", "y" * 20_000)
    refused(process(*long, preexec_fn=lambda: limited(size)), 7, "register.db", "make room")
    assert process("report", "list", "-f", "json").out == before
    assert process("check").code == 0
    assert process(*long).out == "LAP-2\n"


@on_linux
@pytest.mark.parametrize("size", [0, 4096, 33_000, 45_000])
def test_a_register_that_does_not_fit_on_the_disk_is_not_there(process: Process, size: int) -> None:
    refused(process(*ADD, preexec_fn=lambda: limited(size)), 7)
    refused(process("report", "list"), 2, "there is no register")
    assert process(*ADD).out == "LAP-1\n"
    assert process("check").code == 0


# Copies


def test_a_copied_register_goes_on_under_an_origin_of_its_own(kept: Cli, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(kept.register, copy)
    kept.ok(*ADD)
    numbers = [kept.ok(*ADD, "--register", str(copy)) for _ in range(2)]
    assert numbers == ["LAP-5\n", "LAP-6\n"], "the number that the other file gave is not given"
    with closing(sqlite3.connect(copy)) as connection:
        by_origin = connection.execute(
            "SELECT max(seq), count(*) FROM journal GROUP BY origin ORDER BY min(position)"
        ).fetchall()
    assert by_origin == [(4, 4), (3, 3)]
    assert kept("check", "--register", str(copy)).code == 0
    assert kept("check").code == 0


def test_reading_a_copy_binds_nothing_and_changes_nothing(kept: Cli, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(kept.register, copy)
    state = files(kept.home / ".local") | {"copy": copy.read_bytes()}
    for arguments in READERS:
        assert kept(*arguments, "--register", str(copy)).code == 0
    assert files(kept.home / ".local") | {"copy": copy.read_bytes()} == state


def test_a_copy_put_back_over_the_register_does_not_continue_the_old_chain(
    kept: Cli, tmp_path: Path
) -> None:
    old = kept.register.read_bytes()
    kept.ok(*ADD)
    kept.register.write_bytes(old)
    kept.ok(*ADD)
    with closing(sqlite3.connect(kept.register)) as connection:
        assert connection.execute("SELECT count(DISTINCT origin) FROM journal").fetchone() == (2,)
    assert kept("check").code == 0


def test_a_register_that_another_makes_while_it_is_looked_at_is_one(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    path.touch()

    def make_at_the_second(asked: str) -> None:
        seen.append(asked)
        if len(seen) == 2:
            with closing(sqlite3.connect(path)) as other:
                schema.make(other, schema.SCHEMA_VERSION)
                other.commit()

    seen: list[str] = []
    with closing(sqlite3.connect(path)) as connection:
        connection.set_trace_callback(make_at_the_second)
        opening.version_of(connection, path)
        assert opening.version_of(connection, path) == schema.SCHEMA_VERSION


# Migration

NEXT = """
import sys
from pilkada_cli.cli.main import run
from pilkada_cli.storage import opening, schema

schema.STEPS["next"] = "CREATE TABLE next (x TEXT) STRICT;{more}"
schema.SCHEMA_VERSION = opening.SCHEMA_VERSION = schema.SCHEMA_VERSION + 1
sys.exit(run(sys.argv[1:]))
"""
"""The program one version later."""


def next_version(process: Process, *arguments: str, more: str = "", size: int = -1) -> Result:
    done = subprocess.run(
        [sys.executable, "-c", NEXT.format(more=more), *arguments], env=process.environment(),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, preexec_fn=lambda: limited(size),
    )  # fmt: skip
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def older(process: Process) -> Process:
    """A register of this version, which the next one finds old."""
    assert process(*ADD, "--detail", "x" * 20_000).code == 0
    assert process(*ADD).code == 0
    return process


def copies(process: Process) -> list[Path]:
    return [p for p in process.home.glob("register.db.v*-*") if p.name[-4:] not in ("-wal", "-shm")]


@on_linux
def test_a_newer_program_reads_an_older_register_without_changing_it(older: Process) -> None:
    before = older.register.read_bytes()
    assert "LAP-2" in next_version(older, "report", "list").out
    assert older.register.read_bytes() == before
    assert copies(older) == []


@on_linux
def test_a_newer_program_copies_an_older_register_before_it_migrates_it(older: Process) -> None:
    assert next_version(older, *ADD).out == "LAP-3\n"
    (copy,) = copies(older)
    for path, reports in ((copy, 2), (older.register, 3)):
        with closing(sqlite3.connect(path)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        assert version == SCHEMA_VERSION + reports - 2
    assert older("check", "--register", str(copy)).out == "sound: operations 3, reports 2\n"
    refused(older("report", "list"), 6, "newer version")
    assert next_version(older, "check").code == 0
    assert next_version(older, *ADD).out == "LAP-4\n"
    assert copies(older) == [copy]


@on_linux
def test_a_migration_that_fails_leaves_the_older_register_as_it_was(older: Process) -> None:
    failed = next_version(older, *ADD, more="INSERT INTO next VALUES (raise);")
    assert failed.code == 6
    assert older("check").out == "sound: operations 3, reports 2\n"
    assert older(*ADD).out == "LAP-3\n"


def test_a_register_of_the_first_version_is_read_and_brought_up_to_date(cli: Cli) -> None:
    cli.ok(*ADD)
    with closing(sqlite3.connect(cli.register)) as connection:
        connection.executescript(
            "DROP TABLE office; DROP TABLE head; PRAGMA user_version = 1;"
            "DELETE FROM _sqlite_migrations WHERE name = '0002-offices';"
        )
    assert cli.ok("office", "list", "-f", "json").strip() == "[]"
    assert cli.ok(*ADD) == "LAP-2\n"
    with closing(sqlite3.connect(cli.register)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("SELECT count(*) FROM office").fetchone() == (0,)
    assert len([*cli.home.glob("register.db.v1-*")]) == 1


@on_linux
def test_a_command_that_is_refused_does_not_migrate(older: Process) -> None:
    assert next_version(older, *ADD, "--impact", "9").code == 2
    assert older("check").code == 0


@on_linux
def test_no_room_for_the_copy_means_no_migration_and_no_half_copy(older: Process) -> None:
    refused(next_version(older, *ADD, size=40_000), 7, "make room")
    assert copies(older) == []
    assert older("check").out == "sound: operations 3, reports 2\n"


# Shares and synchronised folders

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:30 / /home/ana/kantor rw shared:2 - nfs4 10.0.0.1:/data rw
31 22 0:31 / /mnt/dengan\\040spasi rw - cifs //server/bagi rw
32 22 0:32 / /mnt/ssh rw shared:4 master:1 - fuse.sshfs ana@server: rw
33 32 254:2 / /mnt/ssh/lokal rw - ext4 /dev/vdb rw
34 22 0:34 / /mnt/ganti rw - ext4 /dev/vdc rw
35 22 0:35 / /mnt/ganti rw - nfs server:/x rw
36 22 0:36 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:\\;uid=1000,trans=fd,rfd=5
37 22 0:37 / /mnt/tamu rw,relatime - 9p bagi rw,trans=virtio,version=9p2000.L
baris yang rusak
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ana", "ext4"), ("/home/ana/kantor", "nfs4"), ("/home/ana/kantor/2024", "nfs4"),
        ("/home/ana/kantor2", "ext4"), ("/mnt/dengan spasi/x", "cifs"), ("/mnt/ssh", "fuse.sshfs"),
        ("/mnt/ssh/lokal/x", "ext4"), ("/mnt/ganti", "nfs"), ("/", "ext4"),
        ("/mnt/c/Users/ana", "drvfs"), ("/mnt/tamu", "9p"),
    ],
)  # fmt: skip
@pytest.mark.skipif(os.name != "posix", reason="Linux' mountinfo")
def test_the_file_system_of_a_folder_is_that_of_its_nearest_mount(folder: str, kind: str) -> None:
    assert location.file_system(MOUNTS, Path(folder)) == kind


@pytest.mark.parametrize(
    "kind",
    ["nfs4", "cifs", "smb2", "ncpfs", "9p", "lustre", "prl_fs", "fuse.sshfs", "fuse.glusterfs",
     "fuse.smbnetfs", "fuse.s3fs"],
)  # fmt: skip
@pytest.mark.skipif(os.name != "posix", reason="Linux' mountinfo")
def test_a_network_file_system_is_a_share(kind: str) -> None:
    mounts = f"{MOUNTS}40 22 0:40 / /mnt/bagi rw - {kind} server:/x rw\n"
    assert location.is_share(mounts, Path("/mnt/bagi/2024"))


@pytest.mark.skipif(os.name != "posix", reason="Linux' mountinfo")
def test_a_disk_of_this_computer_is_no_share() -> None:
    assert not location.is_share(MOUNTS, Path("/home/ana"))
    assert not location.is_share(MOUNTS, Path("/mnt/c/Users/ana"))


def test_no_mounts_are_no_share() -> None:
    assert location.file_system("", Path("/home")) == ""


SYNCHRONISED = ("OneDrive", "OneDrive - Pemko Banjarbaru", "Dropbox", "Dropbox (Kantor)",
                "Google Drive", "My Drive", "Nextcloud", "ownCloud", "Syncthing",
                "CloudStorage", "com~apple~CloudDocs", "pCloud Drive",
                "Box Sync", "gdrive")  # fmt: skip


@pytest.mark.parametrize("name", SYNCHRONISED)
def test_a_register_in_a_synchronised_folder_is_read_and_not_written(
    kept: Cli, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name / "2024"
    folder.mkdir(parents=True)
    path = folder / "r.db"
    shutil.copy(kept.register, path)
    for arguments in READERS:
        assert kept(*arguments, "--register", str(path)).code == 0
    for arguments in WRITERS:
        refused(
            kept(*arguments, "--register", str(path)), 6,
            f"lies in a synchronised folder ({name})", "not synchronised (--register)",
        )  # fmt: skip
    refused(kept(*ADD, "--register", str(folder / "new.db")), 6, "synchronised folder")
    assert [n for n in os.listdir(folder) if not n.startswith("r.db")] == []


@pytest.mark.parametrize("name", ["Box", "Mega", "MEGA", "Documents/MEGA"])
def test_a_folder_called_box_or_mega_is_synchronised_only_where_its_program_puts_it(
    kept: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    home = tmp_path / "Mega"
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    refused(kept(*ADD, "--register", str(home / name / "r.db")), 6, "synchronised folder")
    for elsewhere in (home / "2024" / name, home / f"{name} 2024"):
        assert kept(*ADD, "--register", str(elsewhere / "r.db")).code == 0


@pytest.mark.parametrize("marker", [".dropbox", ".stfolder", ".sync_folder"])
def test_a_folder_that_a_synchronising_program_marked_is_known_by_its_mark(
    kept: Cli, tmp_path: Path, marker: str
) -> None:
    folder = tmp_path / "bersama" / "sub"
    folder.mkdir(parents=True)
    (tmp_path / "bersama" / marker).mkdir()
    refused(kept(*ADD, "--register", str(folder / "r.db")), 6, "synchronised folder")


def test_the_folder_that_windows_says_is_onedrives_is_known_whatever_it_is_called(
    kept: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Berkas Kantor"))
    folder = tmp_path / "Berkas Kantor" / "2024"
    folder.mkdir(parents=True)
    refused(kept(*ADD, "--register", str(folder / "r.db")), 6, "synchronised folder")


@pytest.mark.skipif(os.name != "posix", reason="links without rights")
def test_a_link_into_a_synchronised_folder_is_followed(kept: Cli, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "laporan").symlink_to(tmp_path / "Dropbox")
    refused(kept(*ADD, "--register", str(tmp_path / "laporan" / "r.db")), 6, "synchronised folder")


@pytest.mark.parametrize("name", ["My Drivers", "dropboxes", "onedrivers", "kantor onedrive"])
def test_a_name_that_only_begins_like_one_is_no_synchronised_folder(
    kept: Cli, tmp_path: Path, name: str
) -> None:
    assert kept(*ADD, "--register", str(tmp_path / name / "r.db")).code == 0
