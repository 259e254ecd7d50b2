"""``pilkada export``: files out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.files_out import write_out
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.nightly import nightly, schedule, verify
from pilkada_cli.cli.options import COUNTED, LISTED, AsOf, Format, Output, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import remark_one_column
from pilkada_cli.cli.summary import BY, By, HalfLife, Measure, RankBy, Scale, ranked, view_of
from pilkada_cli.errors import UsageError, one_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked
    from pilkada_cli.jobs.tabulating import Shape

FORMATS = ("csv", "xlsx", "json", "jsonl", "md", "geojson", "parquet")
DIALECTS = ("machine", "excel-id")

ExportFormat = Annotated[
    str | None,
    option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        help=N_("format of the file; else what its name ends in, else csv"),
    ),
]
Words = Annotated[
    list[str] | None,
    option(
        "--words",
        metavar=N_("WORD"),
        help=N_("only reports that hold it, as report search finds them; may be repeated"),
    ),
]
Dialect = Annotated[
    str | None,
    option(
        "--dialect",
        metavar="|".join(DIALECTS),
        help=N_("csv for programs, or for Excel with Indonesian settings"),
    ),
]


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "reports", N_("All reports with all their fields."), filters=LISTED)(reports)
    command(group, "summary", N_("The ranked summaries."), filters=COUNTED)(summary)
    command(group, "readiness", N_("How ready every regency is, item by item."))(readiness)
    command(group, "nightly", N_("A night's export: a folder that appears whole."))(nightly)
    command(group, "verify", N_("Whether a night's export is as it was written."))(verify)
    command(group, "log", N_("What left the register: when, who, what, where to."))(log)
    command(group, "schedule", N_("Print what makes the system export every night."))(schedule)


def reports(
    session: Session,
    asked: "Asked",
    words: Words = None,
    as_of: AsOf = None,
    format: ExportFormat = None,
    dialect: Dialect = None,
    out: Output = None,
) -> None:
    """Export reports."""
    from pilkada_cli.jobs import tabulating
    from pilkada_cli.jobs.listing import read_sought

    shape = _shape(format, dialect, out)
    sought = read_sought(words) if words else ()
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        write = tabulating.reports(reader, asked, shape, sought=sought, say=session.say)
        _write(session, "reports", write, out)
    if shape.format == "csv" and dialect is None:
        remark_one_column(session, out)


def summary(
    session: Session,
    asked: "Asked",
    by: By = "regency",
    as_of: AsOf = None,
    measure: Measure = "open",
    rank_by: RankBy = "rate",
    half_life: HalfLife = None,
    scale: Scale = None,
    format: ExportFormat = None,
    dialect: Dialect = None,
    out: Output = None,
) -> None:
    """Export the summaries."""
    from pilkada_cli.jobs.tabulating import ranking

    shape = _shape(format, dialect, out)
    one = one_of("--by", by or "regency", BY)
    looked_at = BY if shape.format == "json" else (one,)
    view = view_of(measure, rank_by, half_life, looked_at)
    outlook, reference = ranked(session, asked, as_of, view, scale)
    write = ranking(outlook.summary, one, reference, shape, session.say)
    _write(session, f"summary/{one}", write, out)
    if shape.format == "csv" and dialect is None:
        remark_one_column(session, out)


def readiness(
    session: Session,
    as_of: AsOf = None,
    format: ExportFormat = None,
    dialect: Dialect = None,
    out: Output = None,
) -> None:
    """Export how ready the regencies are."""
    from pilkada_cli.jobs import tabulating
    from pilkada_cli.jobs.readiness import everything

    shape = _shape(format, dialect, out)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found, reference = everything(reader, point), reader.reference
    _write(session, "readiness", tabulating.readiness(found, reference, shape), out)
    if shape.format == "csv" and dialect is None:
        remark_one_column(session, out)


def log(session: Session, format: Format = None, out: Output = None) -> None:
    """What left the register, newest first."""
    from pilkada_cli.jobs.exporting import LOG_KEYS, left

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    with session.workplace.read() as reader:
        rows = left(reader)
        reference = reader.reference
    if chosen != "table":
        output.send_rows(chosen, rows, out, LOG_KEYS)
    elif rows or out:
        from pilkada_cli.render.log import export_list

        session.show(export_list(rows, reference), out)


def _shape(format: str | None, dialect: str | None, out: Path | None) -> "Shape":
    """The form of what is exported."""
    from pilkada_cli.jobs.tabulating import Shape

    chosen = chosen_format(format, FORMATS, out)
    return Shape(chosen, spoken_dialect(dialect, chosen))


def spoken_dialect(typed: str | None, format: str) -> str:
    """The dialect of a CSV. Raises `UsageError` where another format is asked for in one."""
    spoken = one_of("--dialect", typed or "machine", DIALECTS)
    if spoken != "machine" and format != "csv":
        raise UsageError(
            Sentence(N_("--dialect is for csv; {format} has one form"), format=format),
            Sentence(N_("leave --dialect out, or choose -f csv")),
        )
    return spoken


def tabular_shape(format: str | None, dialect: str | None, out: Path | None) -> "Shape":
    """The form of a page that may be written as a table too."""
    from pilkada_cli.jobs.tabulating import Shape

    chosen = chosen_format(format, ("table", "json", "csv", "md"), out)
    return Shape(chosen, spoken_dialect(dialect, chosen))


def _write(session: Session, what: str, write: output.Write, out: Path | None) -> None:
    if out is None:
        output.send(write, None)
        return
    rows = write_out(session, what, write, out)
    session.say(Sentence(N_("{n} row written"), N_("{n} rows written"), n=rows))
