"""``pilkada`` alone on a terminal: where we stand and what comes next."""

import typer

from pilkada_cli.cli.command import open_session
from pilkada_cli.cli.daily import spoken


def home(context: typer.Context) -> None:
    """Show where the office stands; without a register, how to begin."""
    from pilkada_cli.jobs.home import look
    from pilkada_cli.render.home import Page, greeting

    session = open_session(context)
    found = look(session.workplace)
    session.show(Page(found, spoken) if found else greeting(spoken))
