"""``pilkada export``: files out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.options import COUNTED, AsOf, Output, option
from pilkada_cli.cli.reports_read import remark_recomputed, rows_writer
from pilkada_cli.cli.summary import BY, By, Measure, RankBy, ranked, summary_writer
from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.errors import one_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked

FORMATS = ("csv", "json")

ExportFormat = Annotated[
    str, option("--format", "-f", metavar="csv|json", help=N_("format of the file"))
]


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "reports", N_("All reports with all their fields."), filters=COUNTED)(reports)
    command(group, "summary", N_("The ranked summaries."), filters=COUNTED)(summary)


def reports(
    session: Session,
    asked: "Asked",
    as_of: AsOf = None,
    format: ExportFormat = "csv",
    out: Output = None,
) -> None:
    """Export reports."""
    from pilkada_cli.jobs.listing import list_reports

    chosen = one_of("-f", format, FORMATS)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        rows = list_reports(reader, asked)
        _write(session, "reports", rows_writer(chosen, FIELD_NAMES, rows), out)


def summary(
    session: Session,
    asked: "Asked",
    by: By = "regency",
    as_of: AsOf = None,
    measure: Measure = "open",
    rank_by: RankBy = "index",
    format: ExportFormat = "csv",
    out: Output = None,
) -> None:
    """Export the summaries."""
    chosen = one_of("-f", format, FORMATS)
    one = one_of("--by", by or "regency", BY)
    outlook, _ = ranked(session, asked, as_of, measure, rank_by)
    _write(session, f"summary/{one}", summary_writer(chosen, outlook.summary, one), out)


def _write(session: Session, what: str, write: output.Write, out: Path | None) -> None:
    from pilkada_cli.jobs.exporting import export

    if out is None:
        output.send(write, None)
        return
    done = export(session.workplace, what, out, write)
    output.line(str(done.path))
    session.say(Sentence(N_("{n} row written"), N_("{n} rows written"), n=done.rows))
    if not done.noted:
        session.say(
            Sentence(N_("the register could not be written, so it does not remember this export"))
        )
