"""``pilkada report attach``, ``detach``, ``files``, and what ``show`` and ``check`` say of files."""

import csv
import hashlib
import io
import json
import os
import signal
import sys
import time
from pathlib import Path
from subprocess import Popen

import pytest
from tests.conftest import Cli, Process, Result

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
PDF = b"%PDF-1.7\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="kinds of files of POSIX")


def add(cli: Cli, title: str = "Baliho robek") -> str:
    return cli.ok("report", "add", title, "-r", "Tapin", "-c", "hoaks").strip()


def file(cli: Cli, name: str, content: bytes = JPEG) -> str:
    path = cli.home / name
    path.write_bytes(content)
    return str(path)


def attached(cli: Cli) -> str:
    """A report with a photo and a letter; its id."""
    label = add(cli)
    cli.ok("report", "attach", label, file(cli, "Foto Baliho.JPEG"), file(cli, "surat.pdf", PDF))
    return label


def folder(cli: Cli) -> Path:
    return cli.home / "register.db.files"


def shown(cli: Cli, label: str) -> dict[str, object]:
    return json.loads(cli.ok("report", "show", label, "-f", "json"))


def refused(result: Result, code: int, *words: str) -> None:
    """One error in words, and nothing else."""
    assert (result.code, result.out) == (code, ""), result
    lines = result.err.splitlines()
    assert len(lines) <= 2 and lines[0].startswith("error: "), result.err
    assert all(line.startswith("hint: ") for line in lines[1:]), result.err
    assert all(word in result.err for word in words), result.err


def test_attached_files_are_listed_with_name_size_and_hash(cli: Cli) -> None:
    label = attached(cli)
    page = cli.ok("report", "show", label)
    digest = hashlib.sha256(JPEG).hexdigest()
    assert f"Foto Baliho.jpg · 1 KB · {digest[:12]}\n" in page
    assert "attachments: – → Foto Baliho.jpg, surat.pdf" in page
    photo, letter = shown(cli, label)["files"]  # type: ignore[misc]
    assert photo == {
        "sha256": digest, "size": len(JPEG), "name": "Foto Baliho.jpg",
        "path": str(folder(cli) / f"{digest}.jpg"),
    }  # fmt: skip
    assert Path(letter["path"]).read_bytes() == PDF


def test_a_file_that_is_attached_under_another_name_is_told_by_that_name(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "attach", label, file(cli, "noperm.png", b"\x89PNG\r\n\x1a\n"))
    same = file(cli, "foto.png", b"\x89PNG\r\n\x1a\n")
    result = cli("report", "attach", label, same)
    assert f"{same} is attached already, as noperm.png" in result.err


def test_a_list_for_programs_holds_hash_size_and_name_and_one_for_people_the_names(
    cli: Cli,
) -> None:
    label = attached(cli)
    texts = shown(cli, label)["attachments"]
    assert texts == [
        f"{hashlib.sha256(JPEG).hexdigest()} {len(JPEG)} Foto Baliho.jpg",
        f"{hashlib.sha256(PDF).hexdigest()} {len(PDF)} surat.pdf",
    ]
    [row] = csv.DictReader(io.StringIO(cli.ok("report", "list", "-f", "csv")))
    assert row["attachments"].split(";") == texts
    [row] = json.loads(cli.ok("report", "list", "-f", "json"))
    assert row["attachments"] == texts
    people = cli.ok("report", "list", "--columns", "id,attachments")
    assert "Foto Baliho.jpg, surat.pdf" in people


def test_attaching_prints_the_id_and_the_same_file_again_adds_nothing(cli: Cli) -> None:
    label = add(cli)
    photo = file(cli, "foto.jpg")
    once = cli("report", "attach", label, photo)
    assert (once.out, once.err) == (f"{label}\n", f'{label} "Baliho robek": attached\n')
    again = cli("report", "attach", label, photo, file(cli, "salinan.jpg"))
    assert (again.code, again.err.count("is attached already")) == (0, 2)
    assert ": attached" not in again.err
    assert [step["kind"] for step in shown(cli, label)["history"]] == ["add", "attach"]  # type: ignore[attr-defined]


def test_a_report_takes_twenty_files_and_not_one_more(cli: Cli) -> None:
    label = add(cli)
    photos = [file(cli, f"{n}.jpg", JPEG + bytes([n])) for n in range(21)]
    refused(cli("report", "attach", label, *photos), 2, "at most 20 attachments")
    assert not folder(cli).exists()
    cli.ok("report", "attach", label, *photos[:20])
    refused(cli("report", "attach", label, photos[20]), 2, "at most 20 attachments")


def test_one_bad_file_among_several_stores_none(cli: Cli) -> None:
    label = add(cli)
    bad = file(cli, "virus.jpg", b"MZ\x90\x00\x03")
    result = cli("report", "attach", label, file(cli, "foto.jpg"), bad)
    refused(result, 4, "virus.jpg is no photo and no PDF", "JPEG, PNG, WebP, HEIC, PDF")
    assert shown(cli, label)["attachments"] == []
    assert not folder(cli).exists()
    assert cli("check").code == 0


@posix
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("folder", 2, "is a folder"),
        ("pipe", 2, "is a device or a pipe, not a file"),
        ("link", 2, "is a link to /etc/hostname"),
        ("/dev/zero", 2, "is a device or a pipe, not a file"),
        ("nowhere.jpg", 2, "cannot be read"),
        ("huge", 4, "has 10240 MB; at most 25 MB can be attached"),
    ],
)
def test_what_is_no_file_or_too_large_is_one_clear_line(
    cli: Cli, name: str, code: int, words: str
) -> None:
    label = add(cli)
    (cli.home / "folder").mkdir()
    os.mkfifo(cli.home / "pipe")
    (cli.home / "link").symlink_to("/etc/hostname")
    os.truncate(file(cli, "huge"), 10 * 1024**3)
    refused(cli("report", "attach", label, str(cli.home / name)), code, words)
    assert not folder(cli).exists()


def test_a_report_found_by_the_name_of_its_attachment_says_so(cli: Cli) -> None:
    photo = cli.home / "spanduk robek.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    cli.ok("report", "add", "Banjir", "-r", "HST", "-c", "banjir", "--attach", str(photo))
    assert "LAP-1: the name of its attachment holds it: spanduk robek.png" in cli("report", "search", "spanduk").err  # fmt: skip
    assert "attachment" not in cli("report", "search", "banjir").err


def test_a_detached_file_is_not_listed_and_stays_for_the_record(cli: Cli) -> None:
    label = attached(cli)
    result = cli("report", "detach", label, "surat.pdf")
    assert (result.code, result.out) == (0, f"{label}\n")
    assert f"pilkada report erase {label} deletes them" in result.err
    assert [each["name"] for each in shown(cli, label)["files"]] == ["Foto Baliho.jpg"]  # type: ignore[attr-defined]
    assert len(list(folder(cli).iterdir())) == 2
    assert cli("check").code == 0


def test_files_of_one_name_are_told_apart_by_their_hash(cli: Cli) -> None:
    label = add(cli)
    two = cli.home / "dua"
    two.mkdir()
    (two / "foto.jpg").write_bytes(JPEG + b"dua")
    cli.ok("report", "attach", label, file(cli, "foto.jpg"), str(two / "foto.jpg"))
    one = hashlib.sha256(JPEG).hexdigest()
    refused(cli("report", "detach", label, "foto.jpg"), 2, "several attachments", one[:12])
    cli.ok("report", "detach", label, one[:12])
    assert len(shown(cli, label)["files"]) == 1  # type: ignore[arg-type]


def test_detaching_what_is_not_attached_names_what_is(cli: Cli) -> None:
    label = attached(cli)
    result = cli("report", "detach", label, "lain.jpg")
    refused(result, 2, "has no attachment 'lain.jpg'", "it has: Foto Baliho.jpg, surat.pdf")


def test_files_are_copied_out_under_their_names_and_over_nothing(cli: Cli) -> None:
    label = attached(cli)
    out = cli.home / "keluar"
    printed = cli.ok("report", "files", label, "-o", str(out))
    assert printed.splitlines() == [str(out / "Foto Baliho.jpg"), str(out / "surat.pdf")]
    assert (out / "surat.pdf").read_bytes() == PDF
    (out / "Foto Baliho.jpg").unlink()
    refused(cli("report", "files", label, "-o", str(out)), 2, "surat.pdf is there already")
    assert not (out / "Foto Baliho.jpg").exists()


def test_equal_names_are_copied_out_side_by_side(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "attach", label, file(cli, "Foto.jpg"), file(cli, "foto.jpg", JPEG + b"2"))
    out = cli.home / "keluar"
    assert len(cli.ok("report", "files", label, "-o", str(out)).splitlines()) == 2
    assert {path.read_bytes() for path in out.iterdir()} == {JPEG, JPEG + b"2"}


def test_a_missing_file_is_named_by_show_files_and_check(cli: Cli) -> None:
    label = attached(cli)
    (folder(cli) / f"{hashlib.sha256(PDF).hexdigest()}.pdf").unlink()
    page = cli.ok("report", "show", label)
    assert page.count("not here") == 1 and "surat.pdf" in page
    named = cli("report", "files", label)
    assert (named.code, Path(named.out.strip()).parent) == (3, folder(cli))
    copied = cli("report", "files", label, "-o", str(cli.home / "keluar"))
    assert (copied.code, len(copied.out.splitlines())) == (3, 1)
    assert "the file of 'surat.pdf' is not here" in copied.err
    checked = cli("check")
    assert checked.code == 3
    assert f"note: {label}: the file of 'surat.pdf' is not here; attach it again" in checked.err
    assert "take in again the bundle it came with, or go back to a backup" in checked.err
    cli.ok("report", "attach", label, str(cli.home / "surat.pdf"))
    assert cli("check").code == 0


def test_an_altered_file_is_broken_until_the_right_one_is_attached_again(cli: Cli) -> None:
    label = attached(cli)
    (folder(cli) / f"{hashlib.sha256(PDF).hexdigest()}.pdf").write_bytes(PDF + b"palsu")
    checked = cli("check")
    assert checked.code == 6
    assert f"error: {label}: the file of 'surat.pdf' was altered" in checked.err
    copied = cli("report", "files", label, "-o", str(cli.home / "keluar"))
    assert copied.code == 3 and "was altered" in copied.err
    cli.ok("report", "attach", label, str(cli.home / "surat.pdf"))
    assert cli("check").code == 0


def test_the_page_of_a_report_says_which_file_was_altered(cli: Cli) -> None:
    label = attached(cli)
    assert "altered" not in cli.ok("report", "show", label)
    (folder(cli) / f"{hashlib.sha256(PDF).hexdigest()}.pdf").write_bytes(b"x" * len(PDF))
    page = cli.ok("report", "show", label)
    assert [line for line in page.splitlines() if "altered" in line and "surat.pdf" in line]


def test_check_attends_to_a_file_that_somebody_put_among_the_attachments(cli: Cli) -> None:
    attached(cli)
    other, system = folder(cli) / "catatan.txt", folder(cli) / "Thumbs.db"
    for path in (other, system):
        path.write_bytes(b"x")
    for arguments in (("check",), ("check", "--fix")):
        checked = cli(*arguments)
        assert checked.code == 3 and "--fix" not in checked.err
        assert f"{other} belongs to no report" in checked.err and "Thumbs" not in checked.err
    assert other.exists()


def test_a_register_that_was_copied_alone_says_once_how_much_is_missing(cli: Cli) -> None:
    for part in range(2):
        label = add(cli)
        photos = [file(cli, f"{n}.jpg", JPEG + bytes([part, n])) for n in range(15)]
        cli.ok("report", "attach", label, *photos)
    folder(cli).rename(cli.home / "elsewhere")
    checked = cli("check")
    assert (checked.code, checked.err.count("is not here")) == (3, 20)
    assert "note: 10 more files are not here" in checked.err


def test_files_of_a_register_that_stood_here_before_are_named_and_never_deleted(cli: Cli) -> None:
    attached(cli)
    photos = sorted(folder(cli).iterdir())
    away = cli.home / "away.db"
    cli.register.rename(away)
    add(cli)
    for arguments in (("check",), ("check", "--fix")):
        checked = cli(*arguments)
        assert checked.code == 3 and "--fix" not in checked.err
        for path in photos:
            assert f"note: {path} belongs to no report of this register" in checked.err
        assert "put that one back, or go back to its backup" in checked.err
        assert "delete them by hand" in checked.err
    away.replace(cli.register)
    assert cli.ok("check").startswith("sound: ")
    assert sorted(folder(cli).iterdir()) == photos


def test_an_erasure_that_took_no_file_lets_no_unknown_one_be_deleted(cli: Cli) -> None:
    label = add(cli)
    stray = folder(cli) / f"{'0' * 64}.pdf"
    folder(cli).mkdir()
    stray.write_bytes(PDF)
    cli("report", "erase", label, "--reason", "diminta", "--yes")
    assert cli("check", "--fix").code == 3
    assert stray.exists()


def test_an_erasure_that_took_files_lets_no_other_be_deleted(cli: Cli) -> None:
    attached(cli)
    stray = folder(cli) / f"{'0' * 64}.pdf"
    stray.write_bytes(PDF)
    draft = folder(cli) / f".{'0' * 64}.part"
    draft.write_bytes(PDF)
    erased = cli("report", "erase", "LAP-1", "--reason", "diminta", "--yes")
    assert "1 file there belongs to no report; pilkada check --fix deletes it" in erased.err
    assert "1 file there belongs to no report; pilkada check says which" in erased.err
    assert {*folder(cli).iterdir()} == {stray, draft}
    checked = cli("check", "--fix")
    assert checked.code == 3 and f"{stray} belongs to no report" in checked.err
    assert {*folder(cli).iterdir()} == {stray}


def test_nothing_but_the_files_stays_beside_a_register(cli: Cli) -> None:
    attached(cli)
    assert all(path.suffix != ".part" for path in folder(cli).iterdir())


def test_an_import_cannot_attach_and_says_what_can(cli: Cli) -> None:
    add(cli)
    line = {"kind": "attach", "id": "LAP-1", "known_at": "2024-11-21"}
    source = cli.home / "in.jsonl"
    source.write_text(json.dumps(line))
    result = cli("report", "import", str(source))
    assert result.code == 4
    assert "'attach' cannot be imported; use pilkada report attach" in result.err


def test_an_attached_name_cannot_speak_to_a_terminal(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "attach", label, file(cli, "a\x1b[31m\u202egpj.jpg"))
    assert "a[31mgpj.jpg" in cli.ok("report", "show", label)


BIG = 24 << 20


def copying(process: Process) -> Popen[bytes]:
    """A process that has copied one large file and is busy with the next."""
    assert process("report", "add", "Uji", "-r", "63.05", "-c", "hoaks").code == 0
    photos = []
    for n in range(8):
        path = process.home / f"{n}.jpg"
        path.write_bytes(JPEG + bytes([n]) + bytes(BIG))
        photos.append(str(path))
    files = process.home / "register.db.files"
    running = process.start("report", "attach", "1", *photos)
    while running.poll() is None and not (files.exists() and any(files.glob("*.jpg"))):
        time.sleep(0.001)
    return running


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills a process")
def test_killed_while_it_copies_leaves_the_report_as_it_was_and_check_clears_the_rest(
    process: Process,
) -> None:
    with copying(process) as running:
        running.kill()
        assert running.wait() == -signal.SIGKILL
    files = process.home / "register.db.files"
    assert list(files.iterdir())
    assert json.loads(process("report", "show", "1", "-f", "json").out)["attachments"] == []
    checked = process("check")
    assert checked.code == 3, checked
    assert "pilkada check --fix deletes" in checked.err
    mended = process("check", "--fix")
    assert mended.code == 3 and "note: the disk was cleared of it" in mended.err
    assert not files.exists()
    assert process("check").code == 0
    assert process("report", "attach", "1", str(process.home / "0.jpg")).code == 0


@posix
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_asked_to_end_while_it_copies_it_leaves_nothing(
    process: Process, name: str, code: int
) -> None:
    with copying(process) as running:
        running.send_signal(getattr(signal, name))
        assert running.wait() == code
    assert not (process.home / "register.db.files").exists()
    assert process("check").code == 0


@posix
def test_a_disk_that_takes_no_more_is_said_and_nothing_is_stored(process: Process) -> None:
    import resource

    assert process("report", "add", "Uji", "-r", "63.05", "-c", "hoaks").code == 0
    path = process.home / "foto.jpg"
    path.write_bytes(JPEG + bytes(BIG))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (BIG // 2, BIG // 2))  # noqa: E731
    result = process("report", "attach", "1", str(path), preexec_fn=limit)
    assert result.code == 7, result
    assert "register.db.files cannot be written: File too large" in result.err
    assert not (process.home / "register.db.files").exists()
    assert process("check").code == 0


def test_a_document_is_never_written_over_an_attachment(cli: Cli) -> None:
    label = attached(cli)
    kept = next(folder(cli).glob("*.jpg"))
    before = kept.read_bytes()
    assert cli("report", "show", label, "-o", str(kept)).code == 2
    assert kept.read_bytes() == before
    cli.ok("init", "--office", "Kantor", "-r", "Tapin", "--code", "TPN")
    result = cli("office", "card", "-o", str(kept))
    assert (result.code, kept.read_bytes()) == (2, before)
    assert "is an attachment of a register" in result.err


def test_a_file_that_cannot_be_attached_is_refused_before_a_register_is_made(cli: Cli) -> None:
    wrong = cli.home / "catatan.txt"
    wrong.write_text("bukan foto")
    said = ("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    assert cli(*said, "--attach", str(wrong)).code == 4
    assert cli(*said, "--attach", str(cli.home / "tiada.jpg")).code == 2
    assert not (cli.home / "register.db").exists()


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "hint: did you mean"), ("id", "petunjuk: apakah maksudnya")]
)
@pytest.mark.parametrize(
    "command",
    ["report attach 1", "report add Uji -r Tapin -c hoaks --attach", "report add --file"],
)
def test_a_file_that_does_not_exist_is_answered_with_those_spelt_like_it(
    cli: Cli, command: str, lang: str, said: str
) -> None:
    add(cli)
    kept = file(cli, "Foto Baliho.JPEG")
    file(cli, "surat.pdf", PDF)
    result = cli(*command.split(), str(cli.home / "foto-baliho.jpg"), "--lang", lang)
    assert result.code == 2
    assert f"{said} '{kept}'?" in result.err
    nothing_like_it = cli(*command.split(), str(cli.home / "zzz"), "--lang", lang)
    assert said not in nothing_like_it.err


def test_a_path_torn_by_its_blanks_is_known_again(cli: Cli) -> None:
    cli.ok("report", "add", "Banjir", "-r", "HST", "-c", "banjir")
    (cli.home / "foto lapangan.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    result = cli("report", "attach", "1", *str(cli.home / "foto lapangan.jpg").split(" "))
    assert result.code == 2
    assert f'put it in quotes: "{cli.home / "foto lapangan.jpg"}"' in result.err
