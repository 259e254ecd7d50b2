"""What a file is, by its content; workbooks are opened only when they are harmless."""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from tests import office_sheets
from xlwt import CompoundDoc
from xlwt import Workbook as OldWorkbook

from pilkada_cli.errors import InvalidData, PilkadaError, UsageError
from pilkada_cli.exchange.sheets import opened, workbook, zipped
from pilkada_cli.exchange.sheets.rows import EPOCH_1900, EPOCH_1904
from pilkada_cli.exchange.sheets.source import kind_of


def xlsx(change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    book = Workbook()
    book.active.append(["tanggal", "uraian"])
    change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def xls(locked: bool = False) -> bytes:
    book = OldWorkbook()
    book.add_sheet("A").write(0, 0, "uraian")
    if not locked:
        data = io.BytesIO()
        book.save(data)
        return data.getvalue()
    stream = book.get_biff_data()
    begins = 4 + struct.unpack("<H", stream[2:4])[0]
    # FILEPASS with RC4, as a workbook with a password has after its beginning (MS-XLS 2.4.117).
    filepass = struct.pack("<HHHHH", 0x2F, 6, 1, 1, 1)
    stream = stream[:begins] + filepass + stream[begins:]
    data = io.BytesIO()
    CompoundDoc.XlsDoc().save(data, stream.ljust(4096, b"\0"))
    return data.getvalue()


def encrypted() -> bytes:
    """The outside of a workbook with a password: a compound file with a package in it (MS-OFFCRYPTO)."""
    return xls().replace(
        "Workbook\0".encode("utf-16-le"), b"\1" * 18
    ) + "EncryptedPackage\0".encode("utf-16-le")


def zip_of(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zip_of({**parts, name: content})


def put(folder: Path, data: bytes) -> Path:
    path = folder / "DOC-20241122-WA0003"
    path.write_bytes(data)
    return path


# What a file is.


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (xlsx(), "workbook"),
        (xls(), "workbook"),
        (b"tanggal;uraian\n", "csv"),
        (b"\xef\xbb\xbftanggal,uraian\n", "csv"),
        ("tanggal\turaian\n".encode("utf-16"), "csv"),
        (b"", "csv"),
        (b'{"title": "x"}\n', "jsonl"),
        ('{"title": "x"}\n'.encode("utf-16"), "jsonl"),
        (b'\n\n {"title": "x"}', "jsonl"),
        (b"[RAHASIA],,\na,b,c\n", "csv"),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path: Path, data: bytes, kind: str) -> None:
    assert kind_of(put(tmp_path, data)) == kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\xff\xd8\xff\xe0 jpeg", "is a picture"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"GIF89a", "is a picture"),
        (b"<html><table><tr><td>1", "is a web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>", "is a web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "is a web page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "is XML"),
        (b"{\\rtf1 ...", "is a document (RTF)"),
        (b'[{"title": "x"}]', "is one JSON list"),
        (b"SQLite format 3\0...", "is a database"),
        (b"\x1f\x8b\x08", "is a packed archive"),
        (zip_of({"word/document.xml": b""}), "is a Word document"),
        (zip_of({"content.xml": b""}), "is an OpenDocument file"),
        (zip_of({"xl/workbook.bin": b""}), "is a binary workbook"),
        (zip_of({"laporan.csv": b"a,b"}), "is a zip archive without a workbook"),
        (xlsx()[:2000], "is damaged or was not received whole"),
        (encrypted(), "is protected with a password"),
        (xls().replace("Workbook\0".encode("utf-16-le"), b"\1" * 18), "is a document of Office"),
    ],
)
def test_what_is_no_sheet_is_called_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InvalidData) as caught:
        kind_of(put(tmp_path, data))
    assert said in str(caught.value.sentence)
    assert str(caught.value.hint)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent"):
        with pytest.raises(UsageError):
            kind_of(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_or_device_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    for path in (tmp_path / "pipa", Path("/dev/zero")):
        with pytest.raises(UsageError) as caught:
            kind_of(path)
        assert "is a device or a pipe" in str(caught.value.sentence)
        assert "pilkada report import -" in str(caught.value.hint)


# What must not be opened.


def refused(path: Path) -> str:
    with pytest.raises(InvalidData) as caught:
        opened.tables(path, kind_of(path))
    assert caught.value.hint is not None
    return str(caught.value.sentence)


def test_a_workbook_that_unpacks_to_far_too_much_is_not_opened(tmp_path: Path) -> None:
    bomb = with_part(xlsx(), "xl/sharedStrings.xml", b"\0" * (zipped._SMALL + 1))
    assert len(bomb) < 200_000
    assert "unpacks to far more" in refused(put(tmp_path, bomb))


def test_an_archive_that_lies_about_its_size_is_not_opened(tmp_path: Path) -> None:
    content = b"\0" * (zipped._SMALL + 1)
    bomb = with_part(xlsx(), "xl/sharedStrings.xml", content)
    true, false = struct.pack("<L", len(content)), struct.pack("<L", 1000)
    assert "unpacks to far more" in refused(put(tmp_path, bomb.replace(true, false)))


def test_two_cells_that_lie_too_far_apart_are_not_opened(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["XFD1048576"] = "x"

    assert "too far apart" in refused(put(tmp_path, xlsx(change)))


def test_a_wide_sheet_of_few_rows_is_read(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.active["ZZ2"] = "x"

    tables, _ = workbook.read(put(tmp_path, xlsx(change)))
    assert list(tables[0].rows())[1][1][701] == "x"


def test_formatted_rows_without_content_do_not_count(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        from openpyxl.styles import Font

        book.active["A1048576"].font = Font(bold=True)
        book.active["ZZ1048576"].font = Font(bold=True)

    tables, _ = workbook.read(put(tmp_path, xlsx(change)))
    assert len(list(tables[0].rows())) == 1


def test_an_old_workbook_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    assert "is protected with a password" in refused(put(tmp_path, xls(locked=True)))


@pytest.mark.parametrize("at", [600, 1500, 3000])
def test_a_workbook_whose_middle_is_damaged_is_refused(tmp_path: Path, at: int) -> None:
    data = bytearray(xlsx())
    data[at : at + 200] = b"\xff" * 200
    path = put(tmp_path, bytes(data))
    try:
        tables, _ = opened.tables(path, kind_of(path))
        assert list(tables[0].rows())
    except PilkadaError as error:
        assert isinstance(error, InvalidData)


def test_a_workbook_with_a_password_on_its_parts_is_said_to_have_one(tmp_path: Path) -> None:
    data = bytearray(xlsx())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert "is protected with a password" in refused(put(tmp_path, bytes(data)))


# What is read.


def test_cells_keep_their_types_and_formulas_their_last_value(tmp_path: Path) -> None:
    path = tmp_path / "book"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_datetime(0, 0, date(2024, 11, 22), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_datetime(0, 1, time(14, 30), book.add_format({"num_format": "hh:mm"}))
    sheet.write_row(0, 2, [63.72, True, "teks"])
    sheet.write_formula(0, 5, "='[lain.xlsx]A'!A1+1", value=42)
    book.close()
    (table,), _ = workbook.read(path)
    assert list(table.rows()) == [
        (1, [date(2024, 11, 22), time(14, 30), 63.72, True, "teks", 42.0])
    ]


def test_hidden_and_empty_sheets_are_passed_over_and_said(tmp_path: Path) -> None:
    path = tmp_path / "book"
    office_sheets.per_regency(path)
    tables, remarks = workbook.read(path)
    assert [table.name for table in tables] == ["Balangan", "Tabalong"]
    assert [str(remark) for remark in remarks] == [
        "sheet 'Bantu' is hidden and was not read; read it with --sheet",
        "sheet 'Sheet4' is empty",
    ]


def test_a_sheet_can_be_named_in_any_case_and_hidden_too(tmp_path: Path) -> None:
    path = tmp_path / "book"
    office_sheets.per_regency(path)
    assert [table.name for table in workbook.read(path, "tabalong ")[0]] == ["Tabalong"]
    assert [table.name for table in workbook.read(path, "bantu")[0]] == ["Bantu"]


def test_an_unknown_sheet_is_refused_with_those_there_are(tmp_path: Path) -> None:
    path = tmp_path / "book"
    office_sheets.per_regency(path)
    with pytest.raises(UsageError) as caught:
        workbook.read(path, "Tabalon")
    assert "'Tabalong'" in str(caught.value.hint)


def test_text_has_no_sheets_to_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        opened.tables(put(tmp_path, b"a,b\n"), "csv", "Tapin")


def test_a_workbook_without_any_row_is_refused(tmp_path: Path) -> None:
    data = io.BytesIO()
    Workbook().save(data)
    assert "holds no rows" in refused(put(tmp_path, data.getvalue()))


def test_workbooks_that_count_days_from_1904_are_known(tmp_path: Path) -> None:
    path = tmp_path / "book"
    office_sheets.from_1904(path)
    assert workbook.read(path)[0][0].epoch == EPOCH_1904
    office_sheets.serials(path)
    assert workbook.read(path)[0][0].epoch == EPOCH_1900
    old = OldWorkbook()
    old.dates_1904 = True
    old.add_sheet("A").write(0, 0, 44156)
    old.save(str(path))
    assert workbook.read(path)[0][0].epoch == EPOCH_1904
    old.dates_1904 = False
    old.save(str(path))
    assert workbook.read(path)[0][0].epoch == EPOCH_1900
