"""``pilkada trend``: weekly counts and scores."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import AsOf, Output, Regency, Shown, Since, Until, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.errors import one_of
from pilkada_cli.i18n import N_

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked

BY = ("regency", "stage")
By = Annotated[
    str,
    option("--by", metavar="|".join(BY), help=N_("a row for each of these, regency unless said")),
]


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "trend", help, filters={"region": Regency, "since": Since, "until": Until})(trend)


def trend(
    session: Session,
    asked: "Asked",
    by: By = "regency",
    as_of: AsOf = None,
    format: Shown = None,
    out: Output = None,
) -> None:
    """Weekly counts and scores as curves."""
    from pilkada_cli.jobs import trending

    chosen, by = chosen_format(format, ("table", "json"), out), one_of("--by", by, BY)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found = trending.trend(reader, asked, point, by)
    if chosen == "json":
        output.send_document(found.document(), out)
        return
    from pilkada_cli.render.trend import BLOCKS, DIGITS, page

    session.show(page(found, BLOCKS if output.can_show(BLOCKS, out) else DIGITS), out)
