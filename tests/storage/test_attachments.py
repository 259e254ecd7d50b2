"""Files of attachments on the disk: taken in whole or refused, and gone when nothing names them."""

import hashlib
import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pilkada_cli.domain.attachments import MAX_SIZE, Attachment
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.errors import InvalidData, PilkadaError, Unwritable, UsageError
from pilkada_cli.jobs import attaching, files, record
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import attachments, clearing, intake, journal, queries, receiving
from pilkada_cli.storage import settings as register_settings

NOW = datetime(2024, 11, 22, 2, 30, tzinfo=UTC)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights and kinds of files of POSIX")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return tmp_path / "register.db"


def photo(folder: Path, name: str = "foto.jpg", content: bytes = b"satu") -> Path:
    path = folder / name
    path.write_bytes(JPEG + content)
    return path


def take_in(source: Path, register: Path) -> Attachment:
    return intake.take_in(source, register, set())


def lying(register: Path) -> list[str]:
    """The names of what lies beside the register, but for what marks a file in the making."""
    folder = attachments.folder_of(register)
    names = {path.name for path in folder.iterdir()} if folder.exists() else set()
    return sorted(names - set(map(attachments.making, names)))


# Taking in.


def test_a_file_is_copied_under_its_hash_and_the_original_stays(
    tmp_path: Path, register: Path
) -> None:
    source = photo(tmp_path, "Foto Baliho.JPEG")
    taken = take_in(source, register)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    assert taken == (sha256, source.stat().st_size, "Foto Baliho.jpg")
    assert lying(register) == [f"{sha256}.jpg"]
    assert attachments.path_of(register, taken).read_bytes() == source.read_bytes()


@posix
def test_folder_and_file_are_private_and_nothing_can_be_run(tmp_path: Path, register: Path) -> None:
    source = photo(tmp_path)
    source.chmod(0o777)
    path = attachments.path_of(register, take_in(source, register))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_folder_lies_beside_the_file_that_a_link_to_the_register_leads_to(
    tmp_path: Path,
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    link = tmp_path / "register.db"
    link.symlink_to(real / "register.db")
    assert attachments.folder_of(link) == real / "register.db.files"


def test_the_same_bytes_are_kept_once_and_named_as_made_once(
    tmp_path: Path, register: Path
) -> None:
    made: set[str] = set()
    first = intake.take_in(photo(tmp_path), register, made)
    again: set[str] = set()
    second = intake.take_in(photo(tmp_path, "lain.jpg"), register, again)
    assert first.sha256 == second.sha256
    assert (made, again) == ({first.file_name}, set())
    assert lying(register) == [first.file_name]


def test_taking_the_right_file_in_again_mends_an_altered_one(
    tmp_path: Path, register: Path
) -> None:
    source = photo(tmp_path)
    taken = take_in(source, register)
    path = attachments.path_of(register, taken)
    path.write_bytes(JPEG + b"palsu")
    made: set[str] = set()
    intake.take_in(source, register, made)
    assert attachments.digest_of(path) == taken.sha256
    assert made == set()


def test_the_largest_file_is_taken_and_one_byte_more_is_not(tmp_path: Path, register: Path) -> None:
    source = photo(tmp_path)
    os.truncate(source, MAX_SIZE)
    assert take_in(source, register).size == MAX_SIZE
    os.truncate(source, MAX_SIZE + 1)
    with pytest.raises(InvalidData, match="26 MB; at most 25 MB"):
        take_in(source, register)


Make = Callable[[Path], object]


def _link_out(path: Path) -> None:
    outside = path.parent / "outside"
    outside.mkdir()
    path.symlink_to(photo(outside))


def _sparse(path: Path) -> None:
    path.write_bytes(JPEG)
    os.truncate(path, 10 * 1024**3)


@posix
@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (Path.mkdir, UsageError, "is a folder"),
        (os.mkfifo if hasattr(os, "mkfifo") else Path.mkdir, UsageError, "a device or a pipe"),
        (_link_out, UsageError, "is a link to"),
        (lambda path: path.symlink_to("nowhere.jpg"), UsageError, "is a link to nowhere.jpg"),
        (lambda path: None, UsageError, "cannot be read: it does not exist"),
        (_sparse, InvalidData, "has 10240 MB; at most 25 MB"),
        (Path.touch, InvalidData, "is empty"),
        (lambda path: path.write_text("<script>"), InvalidData, "is no photo and no PDF"),
        (lambda path: path.write_bytes(b"MZ\x90\x00"), InvalidData, "is no photo and no PDF"),
    ],
    ids=["folder", "pipe", "link", "broken-link", "none", "10GB", "empty", "text", "program"],
)
def test_what_is_no_photo_or_pdf_is_refused_at_once_and_leaves_nothing(
    tmp_path: Path, register: Path, make: Make, kind: type[PilkadaError], words: str
) -> None:
    source = tmp_path / "kiriman.jpg"
    make(source)
    with pytest.raises(kind, match=words):
        take_in(source, register)
    assert not attachments.folder_of(register).exists()


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_refused(register: Path, device: str) -> None:
    if not Path(device).exists():
        pytest.skip("no such device here")
    with pytest.raises(UsageError, match="a device or a pipe"):
        take_in(Path(device), register)


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path, register: Path) -> None:
    attachments.folder_of(register).write_text("in the way")
    with pytest.raises(Unwritable, match="cannot be written"):
        take_in(photo(tmp_path), register)


def after_the_first_read(monkeypatch: pytest.MonkeyPatch, action: Callable[[], object]) -> None:
    """Do something to a file while it is read."""
    read, done = os.read, []

    def reading(handle: int, size: int) -> bytes:
        chunk = read(handle, size)
        if not done:
            done.append(action())
        return chunk

    monkeypatch.setattr(os, "read", reading)


def _grow(path: Path, size: int) -> None:
    with path.open("ab") as file:
        file.write(bytes(size))


@posix
@pytest.mark.parametrize(
    ("action", "kind", "words"),
    [
        (lambda path: _grow(path, 1), InvalidData, "changed while it was copied"),
        (lambda path: _grow(path, MAX_SIZE), InvalidData, "at most 25 MB"),
        (lambda path: os.truncate(path, 3), InvalidData, "changed while it was copied"),
        (lambda path: path.unlink(), UsageError, "cannot be read: it does not exist"),
        (lambda path: path.rename(path.with_name("lain")), UsageError, "cannot be read"),
        (lambda path: photo(path.parent, "x").replace(path), InvalidData, "changed while"),
        (lambda path: path.write_bytes(path.read_bytes()), InvalidData, "changed while"),
    ],
    ids=["grows", "grows-beyond", "shrinks", "gone", "moved", "replaced", "rewritten"],
)
def test_a_file_that_does_not_stand_still_is_refused_and_leaves_nothing(
    tmp_path: Path, register: Path, monkeypatch: pytest.MonkeyPatch,
    action: Make, kind: type[PilkadaError], words: str,
) -> None:  # fmt: skip
    source = photo(tmp_path, content=bytes(3 << 20))
    os.utime(source, (1, 1))
    after_the_first_read(monkeypatch, lambda: action(source))
    with pytest.raises(kind, match=words):
        take_in(source, register)
    assert not attachments.folder_of(register).exists()


def test_a_file_that_another_program_is_still_writing_is_refused(
    tmp_path: Path, register: Path
) -> None:
    source = photo(tmp_path, content=bytes(20 << 20))
    stop, grows = threading.Event(), threading.Event()

    def write() -> None:
        while not stop.is_set():
            _grow(source, 512)
            grows.set()

    writer = threading.Thread(target=write)
    writer.start()
    grows.wait()
    try:
        with pytest.raises(InvalidData, match=r"changed while it was copied|at most 25 MB"):
            take_in(source, register)
    finally:
        stop.set()
        writer.join()
    assert lying(register) == []


# With the record.


@pytest.fixture
def office(tmp_path: Path, register: Path) -> Workplace:
    return Workplace(register, tmp_path / "state", lambda: NOW)


def add(office: Workplace, *paths: Path) -> OpId:
    """A report with attachments, in one command."""
    with office.write() as writer:
        raw = {"title": "Uji", "region": "63.05", "category": "kamtibmas/hoaks"}
        record.add(writer, raw, None, NOW)
        [subject] = _subjects(writer.connection)[-1:]
        attaching.attach(writer, subject, paths)
    return subject


def _subjects(connection: sqlite3.Connection) -> list[OpId]:
    rows = connection.execute("SELECT subject FROM report ORDER BY clock, subject")
    return [OpId.parse(row[0]) for row in rows]


def names(office: Workplace, subject: OpId) -> list[str]:
    with office.read() as reader:
        return [each.name for each in attaching.of_report(reader, subject)]


def test_a_report_is_entered_with_its_files_in_one_batch(tmp_path: Path, office: Workplace) -> None:
    subject = add(office, photo(tmp_path))
    assert names(office, subject) == ["foto.jpg"]
    with office.read() as reader:
        batches = {op.header.batch for op in journal.of_subject(reader.connection, subject)}
    assert len(batches) == 1


def test_files_go_again_when_what_names_them_is_not_stored(
    tmp_path: Path, office: Workplace
) -> None:
    shared = photo(tmp_path)
    add(office, shared)
    before = lying(office.register)
    with pytest.raises(ZeroDivisionError), office.write() as writer:
        [subject] = _subjects(writer.connection)
        attaching.attach(writer, subject, [shared, photo(tmp_path, "dua.jpg", b"dua")])
        assert len(lying(office.register)) == 2
        raise ZeroDivisionError
    assert lying(office.register) == before
    assert not [*attachments.folder_of(office.register).glob(".*")]


def test_a_new_register_that_could_not_be_made_leaves_no_files(
    tmp_path: Path, office: Workplace
) -> None:
    bad = tmp_path / "teks.jpg"
    bad.write_text("bukan foto")
    with pytest.raises(InvalidData):
        add(office, photo(tmp_path), bad)
    assert not attachments.folder_of(office.register).exists()


def test_a_file_taken_in_by_another_writer_stays_when_ours_is_taken_back(
    tmp_path: Path, office: Workplace
) -> None:
    source = photo(tmp_path)
    subject = add(office, source)
    [name] = lying(office.register)
    attachments.discard(office.register, {name})
    assert lying(office.register) == [name]
    assert names(office, subject) == ["foto.jpg"]


def test_an_erasure_that_another_office_made_takes_our_copy_of_the_file_too(
    tmp_path: Path, office: Workplace
) -> None:
    subject = add(office, photo(tmp_path))
    other = Workplace(tmp_path / "other.db", tmp_path / "elsewhere", lambda: NOW)
    _hear(other, office)
    with other.write() as writer:
        writer.batch.append(Kind.ERASE, {}, subject=subject)
    _hear(office, other)
    assert names(office, subject) == []
    assert not attachments.folder_of(office.register).exists()


def test_two_offices_attach_to_one_report_and_both_files_are_named_in_both(
    tmp_path: Path, office: Workplace
) -> None:
    subject = add(office)
    other = Workplace(tmp_path / "other.db", tmp_path / "elsewhere", lambda: NOW)
    _hear(other, office)
    _attach(office, subject, photo(tmp_path, "satu.jpg"))
    _attach(other, subject, photo(tmp_path, "dua.jpg", b"dua"))
    _hear(other, office)
    _hear(office, other)
    assert names(office, subject) == names(other, subject)
    assert sorted(names(office, subject)) == ["dua.jpg", "satu.jpg"]


def _attach(office: Workplace, subject: OpId, path: Path) -> None:
    with office.write() as writer:
        attaching.attach(writer, subject, [path])


def _hear(office: Workplace, other: Workplace) -> None:
    """Take in all that another office has written."""
    with other.read() as reader:
        rows = [row for _, row in journal.rows_of(reader.connection)]
    with office.write() as writer:
        own = frozenset(register_settings.origins(writer.connection))
        receiving.receive(writer.connection, rows, writer.batch.at, own, writer.touched)


def test_the_next_writer_does_what_a_killed_one_owed(tmp_path: Path, office: Workplace) -> None:
    """A file is left that an erasure should have taken, with the note of that."""
    add(office)
    folder = attachments.folder_of(office.register)
    folder.mkdir()
    left = folder / f"{'1' * 64}.jpg"
    left.write_bytes(JPEG)
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(JPEG)
    with closing(sqlite3.connect(office.register)) as connection, connection:
        clearing.owe(connection, [left.name, "../outside.jpg", str(outside)])
    with office.write() as writer:
        pass
    assert writer.unfinished is None
    assert not left.exists()
    assert outside.exists()
    with office.read() as reader:
        assert not clearing.is_owed(reader.connection)


def test_while_somebody_reads_clearing_stays_owed(tmp_path: Path, office: Workplace) -> None:
    subject = add(office)
    with office.read():
        with office.write() as writer:
            writer.batch.append(Kind.ERASE, {}, subject=subject)
        assert str(writer.unfinished) == "another program is reading the register"
    with office.read() as reader:
        assert clearing.is_owed(reader.connection)
    with office.write() as writer:
        pass
    assert writer.unfinished is None


def test_a_detached_file_stays_as_long_as_the_record_names_it(
    tmp_path: Path, office: Workplace
) -> None:
    subject = add(office, photo(tmp_path))
    with office.write() as writer:
        label = str((queries.report(writer.tables, subject) or {})["id"])
        files.detach(writer, label, ["foto.jpg"], None, NOW)
    assert names(office, subject) == []
    with office.read() as reader:
        assert attachments.strays(reader.connection, office.register) == []


def test_what_lies_in_the_folder_and_is_not_ours_is_left_alone(
    tmp_path: Path, office: Workplace
) -> None:
    add(office, photo(tmp_path))
    folder = attachments.folder_of(office.register)
    for name in ("Thumbs.db", ".DS_Store", "catatan.txt"):
        (folder / name).write_text("bukan milik kami")
    (folder / ".abc123_x.part").write_bytes(JPEG)
    with office.read() as reader:
        assert attachments.strays(reader.connection, office.register) == [".abc123_x.part"]
