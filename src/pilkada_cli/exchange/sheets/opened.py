"""A file with sheets, whatever it is, as tables."""

from pathlib import Path

from pilkada_cli.errors import UsageError
from pilkada_cli.exchange.sheets import object_table, text_table, workbook
from pilkada_cli.exchange.sheets.rows import Table
from pilkada_cli.exchange.sheets.source import Kind
from pilkada_cli.i18n import N_, Sentence


def tables(path: Path, kind: Kind, sheet: str | None = None) -> tuple[list[Table], list[Sentence]]:
    """The sheets of a file of `kind`, one for a text file, and remarks on how it is read.

    `sheet` names one sheet of a workbook. Raises `InvalidData` for what cannot be
    read, `UsageError` for a sheet that is not there.
    """
    if kind == "workbook":
        return workbook.read(path, sheet)
    if sheet is not None:
        raise UsageError(Sentence(N_("{file} is text and has no sheets; leave --sheet"), file=path))
    table, remark = object_table.read(path) if kind == "objects" else text_table.read(path)
    return [table], [remark]
