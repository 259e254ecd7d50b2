"""``pilkada summary``: the ranked summaries."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import (
    AsOf,
    Category,
    Format,
    Output,
    Regency,
    Session,
    Since,
    Stage,
    Until,
    _option,
    command,
)
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from rich.console import RenderableType

    from pilkada_cli.domain.reference import Reference
    from pilkada_cli.domain.summary import Summary
    from pilkada_cli.jobs.reading import Outlook

BY = ("regency", "stage", "category", "athg")

By = Annotated[
    str | None,
    _option(
        "--by", metavar="|".join(BY), help=N_("one ranking only; csv has one, regency unless said")
    ),
]
Measure = Annotated[
    str,
    _option(
        "--measure",
        metavar="open|record",
        help=N_("what is on the table, or what happened and threatened"),
    ),
]
RankBy = Annotated[
    str, _option("--rank-by", metavar="index|count", help=N_("score, or number of events"))
]


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "summary", help)(summary)


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
    format: Format = "table",
    out: Output = None,
) -> None:
    """The ranked summaries."""
    from pilkada_cli.domain.summary import Measure, RankBy
    from pilkada_cli.jobs import reading

    chosen = output.choose_format(format, ("table", "json", "csv"))
    one = choice("--by", by, BY) if by else None
    ranked_by = Measure(choice("--measure", measure, tuple(Measure)))
    rank = RankBy(choice("--rank-by", rank_by, tuple(RankBy)))
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        asked = reading.Asked(region, stage, category, since, until)
        outlook = reading.look(reader, asked, point, ranked_by, rank)
        reference = reader.reference
    if chosen == "table":
        session.show(_page(outlook, reference, one), out)
    else:
        output.send(summary_writer(chosen, outlook.summary, one or "regency"), out)


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


def summary_writer(chosen: str, summary: "Summary", by: str) -> output.Write:
    """What writes a summary as csv (one ranking) or json (all of it)."""
    from dataclasses import asdict, fields

    from pilkada_cli.domain.summary import ROW_TYPES
    from pilkada_cli.exchange import tables

    if chosen == "json":
        return lambda file: tables.write_json(file, summary.document())
    columns = [field.name for field in fields(ROW_TYPES[by])]
    rows = [asdict(row) for row in summary.rows(by)]
    return lambda file: tables.write_csv(file, columns, rows)


def choice(flag: str, typed: str, allowed: tuple[str, ...]) -> str:
    """One of a few words. Raises `UsageError` for any other."""
    if typed.casefold() not in allowed:
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is none of {choices}"),
                flag=flag,
                value=typed,
                choices=", ".join(allowed),
            )
        )
    return typed.casefold()
