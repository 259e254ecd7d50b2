"""How what was just asked for becomes a sheet for Excel: said where a person wants one."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pilkada_cli.cli.command import Session
from pilkada_cli.i18n import N_, Sentence, language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilkada_cli.jobs.reading import Asked

_USUAL = {"export reports": Path("laporan.xlsx"), "export summary": Path("ringkasan.xlsx")}

_FLAGS = {"region": "-r", "stage": "-s", "category": "-c"}


def excel_command(
    command: str,
    asked: "Asked",
    more: "Mapping[str, str | Sequence[str] | None]",
    out: Path | None,
) -> str:
    """The command of `_USUAL` that writes what was asked for as a workbook, to be pasted into a shell.

    `more` are options besides the filters by their names, None where nothing was typed;
    the workbook lies beside `out`, if a file was named.
    """
    words = ["pilkada", command, *_filters(asked)]
    for flag, typed in more.items():
        words += _option(flag, *([typed] if isinstance(typed, str) else typed or ()))
    path = out.with_suffix(".xlsx") if out is not None else _USUAL[command]
    return " ".join((*words, *_option("-o", str(path))))


def _option(flag: str, *values: str) -> Iterator[str]:
    from pilkada_cli.jobs.quoting import quoted

    return (f"{flag} {quoted(value)}" for value in values)


def _filters(asked: "Asked") -> Iterator[str]:
    for name, value in asdict(asked).items():
        flag = _FLAGS.get(name, f"--{name}")
        if value is True:
            yield flag
        elif isinstance(value, str):
            yield from _option(flag, value)


def remark_one_column(session: Session, path: Path | None, command: str | None = None) -> None:
    """Say how a sheet for Excel is made, to an Indonesian at a terminal who wrote a CSV for programs.

    `command` is what makes it where the present command cannot. Excel with Indonesian
    settings parts columns by semicolons.
    """
    if path is None or language() != "id" or not sys.stderr.isatty():
        return
    if command is None:
        session.say(
            Sentence(N_("opened in Excel it is one column; with --dialect excel-id it has several"))
        )
        return
    words = N_("opened in Excel it is one column; for Excel: {command}")
    session.say(Sentence(words, command=command))
