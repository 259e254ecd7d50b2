"""``pilkada review``: open reports that nobody wrote about for long, and those that are watched."""

from typing import Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import AsOf, Ids, Known, Output, Reason, Regency, Shown, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "review", help)(review)


def review(
    session: Session,
    region: Regency = None,
    as_of: AsOf = None,
    format: Shown = None,
    out: Output = None,
) -> None:
    """What is due for review."""
    from pilkada_cli.jobs import reviewing

    chosen = chosen_format(format, ("table", "json"), out)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found = reviewing.look(reader, region, point, session.workplace.now())
        reference = reader.reference
    if chosen == "json":
        output.send_document(found.document(), out)
        return
    from pilkada_cli.render.review import page, remarks

    if found.due or found.watched or out:
        session.show(page(found.due, found.watched, found.today, reference), out)
    for remark in remarks(found.due, found.days, reference):
        session.say(remark)


Until = Annotated[
    str | None, option("--until", metavar=N_("DATE"), help=N_("the last day of watching"))
]
Stop = Annotated[bool, option("--stop", help=N_("no longer only watched"))]


def watch(
    session: Session,
    ids: Ids,
    until: Until = None,
    reason: Reason = None,
    stop: Stop = False,
    known: Known = None,
) -> None:
    """Only watch reports until a day."""
    from pilkada_cli.jobs import reviewing

    if (until is None) != stop:
        raise UsageError(
            Sentence(N_("say until when, or that it ends")),
            Sentence(N_('--until 30/11/2024 --reason "…", or --stop')),
        )
    with session.workplace.change() as writer:
        written = reviewing.watch(writer, ids, until, reason, known, session.workplace.now())
    session.done(written)
