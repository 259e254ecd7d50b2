"""``pilkada report``: the commands that read."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session
from pilkada_cli.cli.options import AsOf, Format, Output, option
from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.errors import one_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked


def list_reports(
    session: Session,
    asked: "Asked",
    as_of: AsOf = None,
    withdrawn: Annotated[bool, option("--withdrawn", help=N_("withdrawn reports too"))] = False,
    format: Format = "table",
    out: Output = None,
) -> None:
    """List reports."""
    from pilkada_cli.jobs import reading

    chosen = one_of("-f", format, ("table", "json", "csv"))
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        rows = reading.list_reports(reader, asked, withdrawn=withdrawn)
        if chosen == "table":
            from pilkada_cli.render.reports import report_list

            found = list(rows)
            if found or out:
                session.show(report_list(found, reader.reference), out)
            session.say(Sentence(N_("{n} report"), N_("{n} reports"), n=len(found)))
        else:
            output.send(rows_writer(chosen, FIELD_NAMES, rows), out)


def rows_writer(chosen: str, columns: tuple[str, ...], rows: Any) -> Any:
    """What writes rows as csv or json."""
    from pilkada_cli.exchange import tables

    write = tables.write_csv if chosen == "csv" else tables.write_json_rows
    return lambda file: write(file, columns, rows)


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
            "--format", "-f", metavar="table|json", help=N_("table for people, json for programs")
        ),
    ] = "table",
    out: Output = None,
) -> None:
    """Show one report."""
    from pilkada_cli.jobs import reading

    chosen = one_of("-f", format, ("table", "json"))
    with session.workplace.read() as reader:
        remark_recomputed(session, reader.recomputed)
        shown = reading.show(reader, id)
        if chosen == "json":
            from pilkada_cli.exchange.tables import write_json

            document = shown.document()
            output.send(lambda file: write_json(file, document), out)
        else:
            from pilkada_cli.render.reports import one_report

            session.show(
                one_report(
                    shown.report,
                    shown.steps,
                    shown.members,
                    shown.actors,
                    shown.others,
                    reader.reference,
                ),
                out,
            )
