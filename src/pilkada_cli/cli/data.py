"""``pilkada data``: the reference data themselves."""

from pathlib import Path
from typing import Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.i18n import N_, Sentence


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands about the data files themselves."""
    command(group, "check", N_("Validate a folder of reference data."))(data_check)


def data_check(
    _session: Session,
    folder: Annotated[
        Path,
        typer.Argument(metavar=N_("FOLDER"), help=N_("a folder with the files of an election")),
    ],
) -> None:
    """Validate reference data."""
    from pilkada_cli.exchange.reference import build
    from pilkada_cli.jobs.founding import check_data

    reference = build(check_data(folder))
    output.line(
        str(
            Sentence(
                N_(
                    "valid: {categories} categories, {regencies} regencies, {districts} districts, {stages} stages"
                ),
                categories=len(reference.category_by_key),
                regencies=len(reference.regencies),
                districts=len(reference.district_by_code),
                stages=len(reference.stages),
            )
        )
    )
