"""``pilkada map``: the regencies as tiles where they lie."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.exports import Dialect, tabular_shape
from pilkada_cli.cli.options import COUNTED, AsOf, Output, Tabular, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import remark_one_column
from pilkada_cli.cli.summary import Measure, measure_of
from pilkada_cli.errors import one_of
from pilkada_cli.i18n import N_

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked

BY = ("level", "score", "coverage")
By = Annotated[
    str,
    option(
        "--by",
        metavar="|".join(BY),
        help=N_("worst level, score for each hundred polling stations, or reports that came; level unless said"),
    ),
]  # fmt: skip

PLACED = {name: each for name, each in COUNTED.items() if name != "region"}
"""The filters of a map, which shows every regency."""


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "map", help, filters=PLACED)(tile_map)


def tile_map(
    session: Session,
    asked: "Asked",
    by: By = "level",
    as_of: AsOf = None,
    measure: Measure = "open",
    format: Tabular = None,
    dialect: Dialect = None,
    out: Output = None,
) -> None:
    """The regencies where they lie."""
    from pilkada_cli.domain.tile_map import By as Shown
    from pilkada_cli.jobs import views

    shape = tabular_shape(format, dialect, out)
    shown, counted = Shown(one_of("--by", by, BY)), measure_of(measure)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found, reference = views.tile_map(reader, asked, point, shown, counted), reader.reference
    if shape.format in ("table", "md"):
        from pilkada_cli.render.tiles import BLOCKS, PLAIN, Page, document, page

        content = Page(found, reference, point.day)
        if shape.format == "table":
            signs = BLOCKS if output.can_show("".join(BLOCKS), out) else PLAIN
            session.show(page(content, signs), out)
        else:
            output.send(document(content), out)
        return
    from pilkada_cli.jobs import tabulating

    output.send(tabulating.tile_map(found, reference, shape), out)
    if shape.format == "csv" and dialect is None:
        remark_one_column(session, out)
