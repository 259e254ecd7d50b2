"""``pilkada report import``: files of operations, all or nothing."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pilkada_cli.cli import talk
from pilkada_cli.cli.command import Session
from pilkada_cli.errors import Exit, UsageError, system_reason
from pilkada_cli.i18n import N_, Sentence


def import_file(
    session: Session,
    files: Annotated[
        list[Path],
        typer.Argument(
            readable=False, metavar=N_("FILE…"), help=N_("JSON Lines, or - for standard input")
        ),
    ],
) -> Exit:
    """Take in files of operations, all or nothing, one batch."""
    from pilkada_cli.jobs import import_plan, importing

    workplace = session.workplace
    reference = workplace.reference()
    plans = [
        (str(file), import_plan.plan(_bytes_of(file), str(file), reference, workplace.now()))
        for file in files
    ]
    with workplace.write() as writer:
        done = importing.write(writer, plans)
    counts = (
        Sentence(N_("{n} report added"), N_("{n} reports added"), n=done.reports),
        Sentence(
            N_("{n} operation on reports added"),
            N_("{n} operations on reports added"),
            n=done.operations,
        ),
        Sentence(N_("{n} line known already"), N_("{n} lines known already"), n=done.known),
    )
    session.say(", ".join(map(str, counts)))
    if done.different:
        talk.warn(
            Sentence(
                N_(
                    "lines {lines} say something else than what is recorded and were left alone; to change a report use a line of kind amend"
                ),
                lines=", ".join(map(str, done.different[:20])),
            )
        )
        return Exit.ATTEND
    return Exit.DONE


def _bytes_of(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(
            Sentence(N_("{path} cannot be read: {reason}"), path=file, reason=system_reason(error))
        ) from None
