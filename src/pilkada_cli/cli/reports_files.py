"""``pilkada report``: the commands about attached photos and PDFs."""

from pathlib import Path
from typing import Annotated

import typer

from pilkada_cli.cli import output, talk
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import Known, option
from pilkada_cli.errors import Exit
from pilkada_cli.i18n import N_

Id = Annotated[str, typer.Argument(metavar="ID", help=N_("the report, as HST-42"))]


def attach(
    session: Session,
    id: Id,
    files: Annotated[
        list[Path],
        typer.Argument(
            readable=False, metavar=N_("FILE…"), help=N_("photos or PDFs, at most 25 MB each")
        ),
    ],
    known: Known = None,
) -> None:
    """Attach files to a report."""
    from pilkada_cli.jobs import files as job

    with session.workplace.change() as writer:
        written = job.attach(writer, id, files, known, session.workplace.now())
    session.done(written)


def detach(
    session: Session,
    id: Id,
    names: Annotated[
        list[str],
        typer.Argument(metavar=N_("NAME…"), help=N_("names of attachments, or their SHA-256")),
    ],
    known: Known = None,
) -> None:
    """Take attachments away from a report."""
    from pilkada_cli.jobs import files as job

    with session.workplace.change() as writer:
        written = job.detach(writer, id, names, known, session.workplace.now())
    session.done(written)


def files(
    session: Session,
    id: Id,
    folder: Annotated[
        Path | None,
        option(
            "--output",
            "-o",
            metavar=N_("FOLDER"),
            help=N_("copy them there; nothing is written over"),
        ),
    ] = None,
) -> Exit:
    """Name the attachments of a report, or copy them out."""
    from pilkada_cli.jobs import files as job

    with session.workplace.read() as reader:
        copied = job.copy_out(reader, id, folder) if folder else job.here(reader, id)
    for path in copied.paths:
        output.line(str(path))
    for remark in copied.remarks:
        talk.warn(remark)
    return Exit.ATTEND if copied.remarks else Exit.DONE
