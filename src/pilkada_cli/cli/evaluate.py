"""``pilkada evaluate``: how well rankings and alerts foretold what happened."""

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.alert import RulesFile, rules_of
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Output, Shown, Since, Until


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "evaluate", help)(evaluate)


def evaluate(
    session: Session,
    since: Since = None,
    until: Until = None,
    rules: RulesFile = None,
    format: Shown = None,
    out: Output = None,
) -> None:
    """Replay the register by weeks, and judge each by the week after."""
    from pilkada_cli.jobs.evaluating import replay

    chosen = chosen_format(format, ("table", "json"), out)
    held = rules_of(rules, session.workplace.reference())
    found = replay(session.workplace, since, until, held)
    if chosen == "json":
        output.send_document(found.document(), out)
        return
    from pilkada_cli.render.evaluation import page

    session.show(page(found), out)
