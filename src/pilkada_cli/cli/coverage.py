"""``pilkada coverage``: who reported, and who is silent."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.exports import Dialect, tabular_shape
from pilkada_cli.cli.options import AsOf, Output, Regency, Tabular, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import remark_one_column
from pilkada_cli.i18n import N_

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked

COVERED: dict[str, Any] = {
    "region": Regency,
    "since": Annotated[
        str | None,
        option(
            "--since",
            metavar=N_("DATE"),
            help=N_("first reporting day; two weeks up to the last unless said"),
        ),
    ],
    "until": Annotated[
        str | None, option("--until", metavar=N_("DATE"), help=N_("last reporting day"))
    ],
}


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "coverage", help, filters=COVERED)(coverage)


def coverage(
    session: Session,
    asked: "Asked",
    as_of: AsOf = None,
    format: Tabular = None,
    dialect: Dialect = None,
    out: Output = None,
) -> None:
    """Who reported by day, and who is silent."""
    from pilkada_cli.jobs.calendar import look

    shape = tabular_shape(format, dialect, out)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found, reference = look(reader, asked, point), reader.reference
    if shape.format in ("table", "md"):
        from pilkada_cli.render.coverage import Page, document, page

        content = Page(found, reference, point.day)
        if shape.format == "table":
            session.show(page(content), out)
        else:
            output.send(document(content), out)
        return
    from pilkada_cli.jobs import tabulating

    output.send(tabulating.coverage(found, reference, shape), out)
    if shape.format == "csv" and dialect is None:
        remark_one_column(session, out)
