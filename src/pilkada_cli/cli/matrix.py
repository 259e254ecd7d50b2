"""``pilkada matrix``: the risk matrix before and after measures."""

from typing import TYPE_CHECKING

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.exports import Dialect, tabular_shape
from pilkada_cli.cli.options import COUNTED, AsOf, Output, Tabular
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import remark_one_column
from pilkada_cli.cli.summary import Measure, measure_of

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "matrix", help, filters=COUNTED)(matrix)


def matrix(
    session: Session,
    asked: "Asked",
    as_of: AsOf = None,
    measure: Measure = "open",
    format: Tabular = None,
    dialect: Dialect = None,
    out: Output = None,
) -> None:
    """Events by likelihood and impact, before and after measures."""
    from pilkada_cli.jobs import views

    shape = tabular_shape(format, dialect, out)
    counted = measure_of(measure)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found, reference = views.matrix(reader, asked, point, counted), reader.reference
    if shape.format in ("table", "md"):
        from pilkada_cli.jobs.outlook import place_name
        from pilkada_cli.render.matrix import Page, document, page

        content = Page(found, reference, place_name(reference, found.filters.regency), point.day)
        if shape.format == "table":
            session.show(page(content), out)
        else:
            output.send(document(content), out)
        return
    from pilkada_cli.jobs import tabulating

    output.send(tabulating.matrix(found, reference, shape), out)
    if shape.format == "csv" and dialect is None:
        remark_one_column(session, out)
