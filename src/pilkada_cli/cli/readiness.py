"""``pilkada readiness``: what must be ready before voting, and how far it is."""

from typing import Annotated

import typer

from pilkada_cli.cli import completing, output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import AsOf, Known, Output, Regency, Tabular, option
from pilkada_cli.cli.readiness_import import import_file
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import remark_one_column
from pilkada_cli.i18n import N_

ItemOption = Annotated[
    str | None,
    option("--item", metavar=N_("ITEM"), help=N_("one item, in every regency"),
           autocompletion=completing.items),
]  # fmt: skip
OnDay = Annotated[
    str | None,
    option("--on", metavar=N_("DATE"), help=N_("as it was counted up to that day")),
]


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "show", N_("How ready the regencies are, or one of them."))(show)
    command(group, "set", N_("Say how far an item is in a regency."))(set_)
    command(group, "import", N_("Take in sheets of offices, all or nothing."))(import_file)


def set_(
    session: Session,
    item: Annotated[
        str,
        typer.Argument(metavar=N_("ITEM"), help=N_("as kpps; see pilkada readiness show"),
                       autocompletion=completing.items),
    ],
    realised: Annotated[
        str, typer.Argument(metavar=N_("REALISED"), help=N_("how many are there, as 3.381"))
    ],
    target: Annotated[
        str | None,
        option("--target", metavar="N", help=N_("how many are needed; else as before, or as follows from the polling stations")),
    ] = None,
    region: Regency = None,
    on: Annotated[
        str | None, option("--on", metavar=N_("DATE"), help=N_("the day it was counted, if not today"))
    ] = None,
    known: Known = None,
) -> None:  # fmt: skip
    """Say how far an item is in a regency."""
    from pilkada_cli.jobs.readiness import Said, say

    typed = Said(item, realised, target, region, on, known)
    with session.workplace.write() as writer:
        written = say(writer, typed, session.workplace.now())
    session.done(written)


def show(
    session: Session,
    region: Regency = None,
    item: ItemOption = None,
    on: OnDay = None,
    as_of: AsOf = None,
    format: Tabular = None,
    out: Output = None,
) -> None:
    """How ready the regencies are."""
    from pilkada_cli.jobs.readiness import View, look

    workbook = "pilkada export readiness -o kesiapan.xlsx"
    chosen = chosen_format(format, ("table", "json", "csv", "md"), out, excel=workbook)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found = look(reader, View(region, item, on), point, session.workplace.now())
        reference = reader.reference
    if chosen in ("table", "md"):
        from pilkada_cli.render.readiness import Page, document, page

        content = Page(found, reference)
        if chosen == "table":
            session.show(page(content), out)
        else:
            output.send(document(content), out)
        return
    from pilkada_cli.jobs import tabulating

    output.send(tabulating.readiness(found, reference, tabulating.Shape(chosen)), out)
    if chosen == "csv":
        remark_one_column(session, out, workbook)
