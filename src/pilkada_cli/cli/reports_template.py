"""``pilkada report template``: the form that offices fill in."""

from pathlib import Path
from typing import Annotated

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import option
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence


def template(
    session: Session,
    out: Annotated[
        Path,
        option("--output", "-o", metavar=N_("FILE"), help=N_("the workbook, as formulir.xlsx")),
    ],
) -> None:
    """Make a form."""
    if out.suffix.casefold() != ".xlsx":
        raise UsageError(
            Sentence(N_("the form is a workbook, and {path} would be none"), path=out),
            Sentence(N_("name it {path}"), path=out.with_suffix(".xlsx")),
        )
    from io import BytesIO

    from pilkada_cli.exchange.files import whole_file
    from pilkada_cli.exchange.form import write_form
    from pilkada_cli.jobs.founding import own_region
    from pilkada_cli.jobs.template import form

    made = form(session.workplace.reference(), own_region(session.workplace))
    empty = BytesIO()
    write_form(empty, made)
    _refuse_filled(out, empty.getvalue())
    with whole_file(out) as file:
        file.write(empty.getvalue())
    output.line(str(out))
    session.say(Sentence(N_("take it in with: pilkada report import {path}"), path=out))


def _refuse_filled(path: Path, empty: bytes) -> None:
    """Raise `UsageError` where a workbook would be replaced that somebody may have filled in."""
    try:
        there = path.read_bytes() if path.is_file() else empty
    except OSError:
        # Whoever writes says why that cannot be.
        return
    if there != empty and there.startswith(b"PK"):
        raise UsageError(
            Sentence(N_("{path} is there already, and may be filled in"), path=path),
            Sentence(N_("give the form another name with -o")),
        )
