"""``pilkada report``: the commands that read."""

from typing import Annotated

import typer

from pilkada_cli.cli import documents, output
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import Output, option
from pilkada_cli.errors import one_of
from pilkada_cli.i18n import N_, Sentence


def remark_recomputed(session: Session, recomputed: bool) -> None:
    """Say that the stored tables were not used."""
    if recomputed:
        session.say(
            Sentence(
                N_(
                    "the register was folded with other reference data or by another version; counted afresh from its record"
                )
            )
        )


def show(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="ID", help=N_("the report, as HST-42"))],
    format: Annotated[
        str,
        option(
            "--format",
            "-f",
            metavar="table|json|lapinfo|md|wa",
            help=N_(
                "table for people, json for programs, lapinfo as an official document, md the same in Markdown, wa or whatsapp for WhatsApp"
            ),
        ),
    ] = "table",
    out: Output = None,
) -> None:
    """Show one report."""
    from pilkada_cli.jobs import reading

    named = documents.ALIASES.get(format.casefold(), format)
    chosen = one_of("-f", named, ("table", "json", *documents.FORMATS))
    with session.workplace.read() as reader:
        remark_recomputed(session, reader.recomputed)
        if chosen in documents.FORMATS:
            documents.send(session, reader, id, chosen, out)
            return
        today = session.workplace.today(reader.reference)
        shown, reference = reading.show(reader, id, today), reader.reference
    if chosen == "json":
        output.send_document(shown.document(), out)
        return
    from pilkada_cli.render.reports import one_report

    session.show(
        one_report(
            shown.report,
            shown.steps,
            shown.members,
            shown.actors,
            shown.offices,
            shown.others,
            reference,
            shown.files,
            shown.guessed,
            shown.actions,
            shown.imported_with,
        ),
        out,
    )
