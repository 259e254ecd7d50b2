"""What a file is by its content: phones and mail rename files, and endings lie."""

import codecs
import mmap
import os
import re
import stat
from pathlib import Path
from typing import Literal

from pilkada_cli.domain.attachments import extension_of
from pilkada_cli.errors import InvalidData, UsageError, unreadable
from pilkada_cli.exchange.sheets import compound, object_table, zipped
from pilkada_cli.i18n import N_, Sentence

Kind = Literal["csv", "workbook", "objects", "jsonl"]
"""Text, a workbook, the rows of an export in JSON, operations as JSON Lines."""

_LOOKED_AT = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = Sentence(N_("open it in a spreadsheet program and save it as .xlsx"))
_SHEET = Sentence(N_("name the sheet itself (.xlsx, .xls, .csv), or the JSON Lines"))
_PIPED = Sentence(
    N_("write it into a file; JSON Lines may come through standard input: pilkada report import -")
)
_EXPORT = Sentence(N_("export the reports as csv: pilkada export reports -o laporan.csv"))

_BEGINNINGS: tuple[tuple[bytes, str, Sentence], ...] = (
    (b"SQLite format 3\0", N_("{file} is a database, not a sheet"), _SHEET),
    (b"\x1f\x8b", N_("{file} is a packed archive"), Sentence(N_("unpack it and name the file inside"))),
    (b"7z\xbc\xaf\x27\x1c", N_("{file} is a packed archive"), Sentence(N_("unpack it and name the file inside"))),
    (b"Rar!", N_("{file} is a packed archive"), Sentence(N_("unpack it and name the file inside"))),
    (b"{\\rtf", N_("{file} is a document (RTF), not a sheet"), _SHEET),
    (b"GIF8", N_("{file} is a picture, not a sheet"), _SHEET),
    (b"BM", N_("{file} is a picture, not a sheet"), _SHEET),
    (b"PAR1", N_("{file} is Parquet, which is written but not read"), _EXPORT),
)  # fmt: skip

_TEXTS: tuple[tuple[re.Pattern[str], str, Sentence], ...] = (
    (
        re.compile(
            r"\s*(?:<!doctype html|<html|<head|<meta|<table|<style|<div|mime-version:)", re.I
        ),
        N_("{file} is a web page, even where its name ends in .xls"),
        _SAVE,
    ),
    (
        re.compile(r"\s*<\?xml|\s*<\w+[ >:]", re.I),
        N_("{file} is XML, not a sheet that is read here"),
        _SAVE,
    ),
    (
        re.compile(r'\s*\{\s*"type"\s*:\s*"Feature(?:Collection)?"'),
        N_("{file} is a map (GeoJSON), which is written but not read"),
        _EXPORT,
    ),
    (
        re.compile(r"\s*\|.*\|\s*\n\|(?: *:?-+:? *\|)+"),
        N_("{file} is a table in Markdown, which is written but not read"),
        _EXPORT,
    ),
)
_JSON_LINE = re.compile(r'\s*\{\s*(?:["}]|$)')
_JSON_LIST = re.compile(r"\s*\[\s*[{\]]")


def kind_of(path: Path) -> Kind:
    """What the file at `path` is, by its content and never by its name.

    Raises `UsageError` for what is no file or cannot be read, and `InvalidData`
    that says what it is instead and the way out: a PDF or picture, a web page
    saved as .xls, another document, a workbook with a password, an archive that
    unpacks to too much.
    """
    start = _start_of(path)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        zipped.expect_workbook(path)
        return "workbook"
    if start.startswith(_OLE):
        _expect_xls(path)
        return "workbook"
    _refuse_other(path, start)
    return _kind_of_text(path, _text_of(start))


def _start_of(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UsageError(Sentence(N_("{path} is a folder"), path=path), _SHEET)
        if not stat.S_ISREG(mode):
            words = N_("{path} is a device or a pipe, not a file")
            raise UsageError(Sentence(words, path=path), _PIPED)
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except (OSError, ValueError) as error:
        raise unreadable(path, error, _SHEET) from None


def _expect_xls(path: Path) -> None:
    """Nothing, where a compound file of OLE 2 holds a workbook."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if any(compound.has_stream(data, name) for name in ("Workbook", "Book")):
            return
        if compound.has_stream(data, "EncryptedPackage"):
            raise zipped.locked(path)
    raise InvalidData(
        Sentence(N_("{file} is a document of Office, but no workbook"), file=path), _SHEET
    )


def _refuse_other(path: Path, start: bytes) -> None:
    extension = extension_of(start.ljust(16, b"\0"))
    if extension == ".pdf":
        raise InvalidData(
            Sentence(N_("{file} is a PDF, not a sheet"), file=path),
            Sentence(N_("ask for the sheet it was made from; a PDF can be attached with --attach")),
        )
    if extension is not None:
        raise InvalidData(
            Sentence(N_("{file} is a picture, not a sheet"), file=path),
            Sentence(N_("type it in with pilkada report add; the picture goes with --attach")),
        )
    for beginning, said, hint in _BEGINNINGS:
        if start.startswith(beginning):
            raise InvalidData(Sentence(said, file=path), hint)


def _text_of(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start[: len(start) // 2 * 2].decode("utf-16", errors="replace")
    return start.replace(b"\0", b"").decode("utf-8-sig", errors="replace")


def _kind_of_text(path: Path, text: str) -> Kind:
    for beginning, said, hint in _TEXTS:
        if beginning.match(text):
            raise InvalidData(Sentence(said, file=path), hint)
    return _kind_of_json(path, text)


def _kind_of_json(path: Path, text: str) -> Kind:
    is_list = _JSON_LIST.match(text) is not None
    if not is_list and _JSON_LINE.match(text) is None:
        return "csv"
    if object_table.is_export(path):
        return "objects"
    if is_list:
        raise InvalidData(
            Sentence(
                N_("{file} is one JSON list; JSON Lines are read, an object a line"), file=path
            ),
            Sentence(N_("with jq: jq -c '.[]' {file}"), file=os.fspath(path)),
        )
    return "jsonl"
