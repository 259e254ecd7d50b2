"""XLSX and XLS as tables, read by calamine: values of formulas as they were last counted."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.exchange.form import LISTS
from pilkada_cli.exchange.sheets import compound, zipped
from pilkada_cli.exchange.sheets.rows import EPOCH_1900, EPOCH_1904, Merged, Row, Table
from pilkada_cli.exchange.sheets.steady import State, expect_unchanged, state_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_BYTES = 200 << 20
"""Bytes that the file of a workbook may have."""

_XLSX_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true|on)["']""")


def read(path: Path, only: str | None = None) -> tuple[list[Table], list[Sentence]]:
    """The sheets of a workbook, and remarks on those that were passed over.

    Hidden and empty sheets are passed over; `only` names one sheet, hidden or
    not. One sheet is held in memory at a time. Raises `InvalidData` for a
    workbook that is damaged, locked, too large or without rows, `UsageError` for
    a sheet that it does not have; the rows raise `InvalidData` where the file was
    written to since.
    """
    state = state_of(path)
    if state[0] > MOST_BYTES:
        raise InvalidData(
            Sentence(N_("{file} is larger than {size} MB"), file=path, size=MOST_BYTES >> 20),
            Sentence(N_("save the sheet as CSV; that may be of any size")),
        )
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    if is_zip:
        zipped.expect_harmless(path)
    elif compound.has_password(path.read_bytes()):
        raise zipped.locked(path)
    with _understood(path):
        from python_calamine import CalamineWorkbook

        workbook = CalamineWorkbook.from_path(path)
    opened = _Workbook(path, workbook, _epoch(path, is_zip=is_zip), state)
    return opened.tables(opened.shown(only))


class _Workbook:
    def __init__(self, path: Path, workbook: "CalamineWorkbook", epoch: date, state: State) -> None:
        self._path = path
        self._state = state
        self._workbook = workbook
        self._epoch = epoch
        self._sheet = lru_cache(maxsize=1)(self._load)

    def _load(self, name: str) -> "CalamineSheet":
        with _understood(self._path):
            return self._workbook.get_sheet_by_name(name)

    def shown(self, only: str | None) -> tuple[list[str], list[Sentence]]:
        """The names of the sheets that are read, and remarks on the hidden ones."""
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        metadata = self._workbook.sheets_metadata
        sheets = [meta for meta in metadata if meta.typ == SheetTypeEnum.WorkSheet]
        names = [meta.name for meta in sheets]
        if only is not None:
            return [_named(only, names)], []
        hidden = [meta.name for meta in sheets if meta.visible != SheetVisibleEnum.Visible]
        remarks = [
            Sentence(
                N_("sheet '{name}' is hidden and was not read; read it with --sheet"), name=name
            )
            for name in hidden
            if name != LISTS
        ]
        return [name for name in names if name not in hidden], remarks

    def tables(
        self, chosen: tuple[list[str], list[Sentence]]
    ) -> tuple[list[Table], list[Sentence]]:
        """The sheets of these names that hold anything; remarks on those that do not."""
        names, remarks = chosen
        tables = []
        for name in names:
            sheet = self._sheet(name)
            if sheet.start is None:
                remarks.append(Sentence(N_("sheet '{name}' is empty"), name=name))
            else:
                tables.append(self._table(name, sheet))
        if not tables:
            raise InvalidData(
                Sentence(N_("{file} holds no rows"), file=self._path),
                Sentence.joined(remarks, "; ") if remarks else None,
            )
        return tables, remarks

    def _table(self, name: str, sheet: "CalamineSheet") -> Table:
        # Rows come from the first of the sheet on, columns from the first that is filled.
        left = sheet.start[1] if sheet.start else 0
        merged = tuple(
            Merged(top + 1, max(first - left, 0), bottom + 1, last - left)
            for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
            if last >= left
        )
        return Table(name, lambda: self._rows(name), merged, self._epoch)

    def _rows(self, name: str) -> Iterator[Row]:
        expect_unchanged(self._path, self._state)
        yield from enumerate(self._sheet(name).iter_rows(), 1)
        expect_unchanged(self._path, self._state)


def _named(only: str, names: list[str]) -> str:
    by_key = {" ".join(name.split()).casefold(): name for name in names}
    key = " ".join(only.split()).casefold()
    if key in by_key:
        return by_key[key]
    close = get_close_matches(key, by_key, 3) or list(by_key)[:10]
    raise UsageError(
        Sentence(N_("there is no sheet '{name}'"), name=only),
        Sentence(
            N_("the sheets are {names}"), names=", ".join(f"'{by_key[name]}'" for name in close)
        ),
    )


def _epoch(path: Path, *, is_zip: bool) -> date:
    """What the day numbers of a workbook count from."""
    if is_zip:
        with zipfile.ZipFile(path) as archive:
            name = next(n for n in archive.namelist() if n.lower() == "xl/workbook.xml")
            counts_from_1904 = _XLSX_1904.search(archive.read(name)) is not None
    else:
        counts_from_1904 = compound.counts_from_1904(path.read_bytes())
    return EPOCH_1904 if counts_from_1904 else EPOCH_1900


@contextmanager
def _understood(path: Path) -> Iterator[None]:
    """What calamine says, as an error of ours; it stops with a panic where a file lies to it."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise zipped.locked(path) from None
    except CalamineError:
        raise zipped.damaged(path) from None
    except BaseException as error:
        if _is_panic(error):
            raise zipped.damaged(path) from None
        raise


def _is_panic(error: Any) -> bool:
    return type(error).__name__ == "PanicException"
