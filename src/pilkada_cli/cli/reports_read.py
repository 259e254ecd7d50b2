"""``pilkada report``: the commands that read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import documents, output
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Output, Yes, option
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.domain.reference import Reference
    from pilkada_cli.jobs.reading import Shown


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
        str | None,
        option(
            "--format",
            "-f",
            metavar="table|json|lapinfo|md|wa",
            help=N_(
                "table for people, json for programs, lapinfo as an official document, md the same in Markdown, wa or whatsapp for WhatsApp; else what the file's name ends in"
            ),
        ),
    ] = None,
    out: Output = None,
    yes: Yes = False,
) -> None:
    """Show one report."""
    from pilkada_cli.cli.files_out import may_replace
    from pilkada_cli.jobs import reading

    written = ("table", "json", *documents.FORMATS)
    document = _document_command(id, out)
    chosen = chosen_format(format, written, out, document=document)
    is_document = chosen in documents.FORMATS
    if is_document and out is not None and not may_replace(session, out, yes=yes):
        return
    with session.workplace.read() as reader:
        remark_recomputed(session, reader.recomputed)
        reference, shown = reader.reference, None
        if is_document:
            documents.send(session, reader, id, chosen, out)
        else:
            shown = reading.show(reader, id, session.workplace.today(reference))
    if shown is not None and chosen == "json":
        output.send_document(shown.document(), out)
    elif shown is not None:
        _show_page(session, shown, reference, out)
    if out is not None:
        session.say(Sentence(N_("{path} is written"), path=out))


def _show_page(session: Session, shown: "Shown", reference: "Reference", out: Path | None) -> None:
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


def _document_command(id: str, out: Path | None) -> str:
    """The command that writes about a report into a file for Word, or for the web or printing."""
    from pilkada_cli.jobs.quoting import quoted

    path = out or Path("laporan.docx")
    known = path.suffix.casefold() in (".docx", ".pdf", ".html", ".htm")
    file = path if known else path.with_suffix(".docx")
    return f"pilkada brief attention {quoted(id)} -o {quoted(file)}"
