"""``pilkada report template``: the form that offices fill in."""

from pathlib import Path
from typing import Annotated

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import option
from pilkada_cli.i18n import N_, Sentence


def template(
    session: Session,
    out: Annotated[
        Path,
        option("--output", "-o", metavar=N_("FILE"), help=N_("the workbook, as formulir.xlsx")),
    ],
) -> None:
    """Make a form."""
    from pilkada_cli.exchange.files import whole_file
    from pilkada_cli.exchange.form import write_form
    from pilkada_cli.jobs.founding import own_region
    from pilkada_cli.jobs.template import form

    made = form(session.workplace.reference(), own_region(session.workplace))
    with whole_file(out) as file:
        write_form(file, made)
    output.line(str(out))
    session.say(Sentence(N_("take it in with: pilkada report import {path}"), path=out))
