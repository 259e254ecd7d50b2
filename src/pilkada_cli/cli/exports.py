"""``pilkada export``: files out."""

from pathlib import Path
from typing import Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import (
    AsOf,
    Category,
    Output,
    Regency,
    Session,
    Since,
    Stage,
    Until,
    _option,
    command,
)
from pilkada_cli.cli.reports_read import remark_recomputed, rows_writer
from pilkada_cli.cli.summary import BY, By, Measure, RankBy, choice, summary_writer
from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.i18n import N_, Sentence

FORMATS = ("csv", "json")

ExportFormat = Annotated[
    str, _option("--format", "-f", metavar="csv|json", help=N_("format of the file"))
]


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "reports", N_("All reports with all their fields."))(reports)
    command(group, "summary", N_("The ranked summaries."))(summary)


def reports(
    session: Session,
    region: Regency = None,
    stage: Stage = None,
    category: Category = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    format: ExportFormat = "csv",
    out: Output = None,
) -> None:
    """Export reports."""
    from pilkada_cli.jobs import reading

    chosen = output.choose_format(format, FORMATS)
    point = session.workplace.as_of(as_of)
    asked = reading.Asked(region, stage, category, since, until)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        rows = reading.list_reports(reader, asked)
        _write(session, "reports", rows_writer(chosen, FIELD_NAMES, rows), out)


def summary(
    session: Session,
    by: By = None,
    region: Regency = None,
    stage: Stage = None,
    category: Category = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    measure: Measure = "open",
    rank_by: RankBy = "index",
    format: ExportFormat = "csv",
    out: Output = None,
) -> None:
    """Export the summaries."""
    from pilkada_cli.domain.summary import Measure as Measures
    from pilkada_cli.domain.summary import RankBy as Ranks
    from pilkada_cli.jobs import reading

    chosen = output.choose_format(format, FORMATS)
    one = choice("--by", by or "regency", BY)
    measured = Measures(choice("--measure", measure, tuple(Measures)))
    ranked = Ranks(choice("--rank-by", rank_by, tuple(Ranks)))
    point = session.workplace.as_of(as_of)
    asked = reading.Asked(region, stage, category, since, until)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found = reading.look(reader, asked, point, measured, ranked).summary
    _write(session, f"summary/{one}", summary_writer(chosen, found, one), out)


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
