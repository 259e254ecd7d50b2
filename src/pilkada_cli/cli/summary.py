"""``pilkada summary``: the ranked summaries."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.options import COUNTED, AsOf, Format, Output, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import remark_one_column
from pilkada_cli.errors import one_of
from pilkada_cli.i18n import N_

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pilkada_cli.domain.reference import Reference
    from pilkada_cli.jobs.reading import Asked, Outlook

BY = ("regency", "stage", "category", "athg")

By = Annotated[
    str | None,
    option(
        "--by", metavar="|".join(BY), help=N_("one ranking only; csv has one, regency unless said")
    ),
]
Measure = Annotated[
    str,
    option(
        "--measure",
        metavar="open|record",
        help=N_("what is on the table, or what happened and threatened"),
    ),
]
RankBy = Annotated[
    str, option("--rank-by", metavar="index|count", help=N_("score, or number of events"))
]


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "summary", help, filters=COUNTED)(summary)


def summary(
    session: Session,
    asked: "Asked",
    by: By = None,
    as_of: AsOf = None,
    measure: Measure = "open",
    rank_by: RankBy = "index",
    format: Format = "table",
    out: Output = None,
) -> None:
    """The ranked summaries."""
    chosen = one_of("-f", format, ("table", "json", "csv"))
    one = one_of("--by", by, BY) if by else None
    outlook, reference = ranked(session, asked, as_of, measure, rank_by)
    if chosen == "table":
        session.show(_page(outlook, reference, one), out)
    else:
        from pilkada_cli.jobs.tabulating import Shape, ranking

        shape, by = Shape(chosen), one or "regency"
        output.send(ranking(outlook.summary, by, reference, shape), out)
        if chosen == "csv":
            remark_one_column(session, out, f"export summary --by {by}")


def ranked(
    session: Session, asked: "Asked", as_of: str | None, measure: str, rank_by: str
) -> "tuple[Outlook, Reference]":
    """The summary that is asked for, with the reference data it was made by."""
    from pilkada_cli.domain.summary import Measure, RankBy
    from pilkada_cli.jobs.reading import look

    measured = Measure(one_of("--measure", measure, tuple(Measure)))
    by = RankBy(one_of("--rank-by", rank_by, tuple(RankBy)))
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        return look(reader, asked, point, measured, by), reader.reference


def _page(outlook: "Outlook", reference: "Reference", one: str | None) -> "RenderableType":
    from pilkada_cli.render.summary import page
    from pilkada_cli.render.summary_words import Page

    filters = outlook.summary.filters
    usual = ("stage", "category") if filters.regency else ("regency", "stage")
    return page(
        Page(
            summary=outlook.summary,
            reference=reference,
            standing=outlook.standing,
            place=outlook.place,
            left_out=outlook.left_out,
            worst_open=() if one else outlook.worst_open,
            of_all=outlook.of_all,
            withheld=outlook.withheld,
            by=(one,) if one else usual,
        )
    )
