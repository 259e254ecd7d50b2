"""What an attachment is, what it may be called, and how attaching and detaching fold."""

import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pilkada_cli.domain import attachments
from pilkada_cli.domain.attachments import EXTENSIONS, MAX_NAME, Attachment, extension_of, tidy
from pilkada_cli.domain.fold import fold_subject
from pilkada_cli.domain.history import history
from pilkada_cli.domain.operation import Header, Kind, Operation, OpId
from pilkada_cli.domain.undos import undone_batches

OURS, THEIRS = "a" * 32, "b" * 32
REPORT = OpId(OURS, 1)
AT = "2024-11-22T02:30:00.000Z"
PHOTO = Attachment("1" * 64, 2048, "foto baliho.jpg")
LETTER = Attachment("2" * 64, 512, "surat.pdf")


# Names.

extensions = st.sampled_from(EXTENSIONS)


@given(st.text(), extensions)
@example("a.jpg .", ".jpg")
@example("é" * 200, ".heic")
@example("e\u200d\u0301", ".pdf")
@example("con.tar.jpg", ".png")
def test_a_tidy_name_is_harmless_on_every_system_and_stays_as_it_is(
    typed: str, extension: str
) -> None:
    name = tidy(typed, extension)
    assert name.endswith(extension) and name == tidy(name, extension)
    assert len(name.encode()) <= MAX_NAME
    assert not set(name) & set('/\\<>:"|?*;\n')
    assert name[0] not in ".- " and name == name.strip()
    assert all(unicodedata.category(c)[0] != "C" for c in name)
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("IMG-20241122-WA0007.JPEG", "IMG-20241122-WA0007.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\piket\\foto.jpg", "foto.jpg"),
        ("tagihan.exe", "tagihan.exe.jpg"),
        ("gambar\u202egpj.exe", "gambargpj.exe.jpg"),
        ("CON", "_CON.jpg"),
        (".tersembunyi", "tersembunyi.jpg"),
        ("-rf", "rf.jpg"),
        ("…", "….jpg"),
        ("...", "lampiran.jpg"),
        ("a;b\tc", "a_b c.jpg"),
    ],
)
def test_a_name_keeps_what_says_something_and_its_ending_says_what_it_is(
    typed: str, name: str
) -> None:
    assert tidy(typed, ".jpg") == name


def test_a_name_of_a_million_characters_is_cut_at_once() -> None:
    assert len(tidy("a" * 1_000_000, ".jpg")) < MAX_NAME


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(1, 10**14), st.text())
def test_the_stored_form_is_read_back_as_it_was(sha256: str, size: int, typed: str) -> None:
    attachment = Attachment(sha256, size, tidy(typed, ".png"))
    assert Attachment.parse(str(attachment)) == attachment


@pytest.mark.parametrize(
    "text",
    [
        "", "foto.jpg", f"{'1' * 64} foto.jpg", f"{'1' * 63} 5 foto.jpg", f"{'A' * 64} 5 foto.jpg",
        f"{'1' * 64} 0 foto.jpg", f"{'1' * 64} 05 foto.jpg", f"{'1' * 64} 5 ../foto.jpg",
        f"{'1' * 64} 5 foto.exe", f"{'1' * 64} 5 .jpg", f"{'1' * 64} 5 fo\nto.jpg",
        f"{'1' * 64} 5 C:foto.jpg", f"{'1' * 64} 5 {'é' * 60}.jpg", f"{'1' * 64} ٥ foto.jpg",
    ],
)  # fmt: skip
def test_what_is_not_of_the_stored_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no|unpack"):
        Attachment.parse(text)


def test_a_name_of_a_newer_unicode_is_read_by_an_older_program_too() -> None:
    unassigned = "foto \U0010ffff \u0378.jpg"
    assert Attachment.parse(f"{'1' * 64} 5 {unassigned}").name == unassigned


@pytest.mark.parametrize(
    ("start", "extension"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", ".jpg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d", ".png"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", ".webp"),
        (b"\x00\x00\x00\x18ftypheic\x00", ".heic"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", ".pdf"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", None),
        (b"\x00\x00\x00\x18ftypisom\x00", None),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00", None),
        (b"GIF89a\x01\x00\x01\x00\x00\x00", None),
        (b"\xff\xd8", None),
        (b"", None),
    ],
)
def test_the_type_is_told_by_the_first_bytes(start: bytes, extension: str | None) -> None:
    assert extension_of(start) == extension


# Folding.


def op(
    kind: str, seq: int, *files: Attachment | str, origin: str = OURS, batch: int | None = None,
    body: dict[str, Any] | None = None, clock: int | None = None,
) -> Operation:  # fmt: skip
    subject = None if kind == Kind.UNDO else REPORT
    header = Header(
        origin, seq, clock or seq, AT, AT, 1, OpId(origin, batch or seq), kind, subject
    )  # fmt: skip
    sealed = {"attachments": [str(each) for each in files]} if files else None
    return Operation(header, body or {}, sealed, AT)


ADD = op(Kind.ADD, 1)


def held(*operations: Operation) -> list[str]:
    """What the report has attached in the end."""
    every = [ADD, *operations]
    state = fold_subject([o for o in every if o.header.subject == REPORT], undone_batches(every))
    assert state is not None
    return [each.name for each in attachments.read(state.values.get("attachments"))]


def test_files_are_held_in_the_order_they_were_attached() -> None:
    assert held(op(Kind.ATTACH, 2, LETTER), op(Kind.ATTACH, 3, PHOTO)) == [
        "surat.pdf", "foto baliho.jpg",
    ]  # fmt: skip


def test_what_two_offices_attach_at_once_is_all_kept_whoever_is_heard_first() -> None:
    ours = op(Kind.ATTACH, 2, PHOTO)
    theirs = op(Kind.ATTACH, 1, LETTER, origin=THEIRS, clock=2)
    assert held(ours, theirs) == held(theirs, ours) == ["foto baliho.jpg", "surat.pdf"]


def test_the_same_file_attached_twice_is_held_once_under_its_first_name() -> None:
    again = PHOTO._replace(name="lain.jpg")
    assert held(op(Kind.ATTACH, 2, PHOTO), op(Kind.ATTACH, 3, again)) == ["foto baliho.jpg"]


def test_detaching_goes_by_the_bytes_and_leaves_the_others() -> None:
    other = PHOTO._replace(name="lain.jpg")
    attached = op(Kind.ATTACH, 2, PHOTO, LETTER)
    assert held(attached, op(Kind.DETACH, 3, other)) == ["surat.pdf"]
    assert held(attached, op(Kind.DETACH, 3, PHOTO, LETTER)) == []
    assert held(op(Kind.DETACH, 2, PHOTO), op(Kind.ATTACH, 3, PHOTO)) == ["foto baliho.jpg"]


def test_undoing_an_attach_or_a_detach_takes_back_what_it_did() -> None:
    attached, detached = op(Kind.ATTACH, 2, PHOTO), op(Kind.DETACH, 3, PHOTO)
    back = op(Kind.UNDO, 4, body={"batch": f"{OURS}/3"})
    assert held(attached, detached, back) == ["foto baliho.jpg"]
    assert held(attached, op(Kind.UNDO, 4, body={"batch": f"{OURS}/2"})) == []


def test_erasing_takes_every_file_and_what_is_attached_later_lives() -> None:
    erased = op(Kind.ERASE, 3)
    assert held(op(Kind.ATTACH, 2, PHOTO), erased) == []
    assert held(op(Kind.ATTACH, 2, PHOTO), erased, op(Kind.ATTACH, 4, LETTER)) == ["surat.pdf"]


def test_what_is_malformed_is_passed_over_and_the_rest_counts() -> None:
    assert held(op(Kind.ATTACH, 2, f"{'1' * 64} 5 ../../x.jpg", PHOTO)) == ["foto baliho.jpg"]
    broken = Operation(op(Kind.ATTACH, 2).header, {}, {"attachments": {"a": 1}}, AT)
    assert held(broken) == []


def test_fields_of_an_attach_are_none() -> None:
    smuggled = Operation(op(Kind.ATTACH, 2).header, {"impact": 5}, {"title": "lain"}, AT)
    state = fold_subject([ADD, smuggled])
    assert state is not None and state.values == {}


def test_the_history_tells_what_was_attached_and_detached() -> None:
    steps = history(REPORT, [ADD, op(Kind.ATTACH, 2, PHOTO), op(Kind.DETACH, 3, PHOTO)], ())
    changes = [(c.field, c.before, c.after) for step in steps for c in step.changes]
    stored = [str(PHOTO)]
    assert [c for c in changes if c[0] == "attachments"] == [
        ("attachments", None, stored), ("attachments", stored, None),
    ]  # fmt: skip
