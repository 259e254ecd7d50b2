"""``pilkada summary``: the ranked summaries."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import COUNTED, AsOf, Output, Tabular, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.spreadsheets import excel_command, remark_one_column
from pilkada_cli.errors import UsageError, one_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from pilkada_cli.domain import summary as domain
    from pilkada_cli.domain.reference import Reference
    from pilkada_cli.jobs.outlook import Outlook, View
    from pilkada_cli.jobs.reading import Asked
    from pilkada_cli.render.summary_words import Page

BY = ("regency", "stage", "category", "athg", "district")

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
    str,
    option(
        "--rank-by",
        metavar="rate|index|count|level",
        help=N_(
            "score for each hundred polling stations, score, number of events, or worst levels"
        ),
    ),
]
HalfLife = Annotated[
    str | None,
    option(
        "--half-life", metavar="DAYS", help=N_("let an event count half as much after so many days")
    ),
]
Scale = Annotated[
    str | None,
    option("--scale", metavar="NAME", help=N_("another set of bands of scales.yaml")),
]
Readiness = Annotated[
    bool,
    option("--readiness", help=N_("beside each regency the item that is least ready")),
]
Explain = Annotated[
    bool,
    option("--explain", help=N_("show every event of a regency, and how its place comes about")),
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
    rank_by: RankBy = "rate",
    half_life: HalfLife = None,
    scale: Scale = None,
    explain: Explain = False,
    readiness: Readiness = False,
    format: Tabular = None,
    out: Output = None,
) -> None:
    """The ranked summaries."""
    options = {
        "--by": by,
        "--as-of": as_of,
        "--measure": measure if measure != "open" else None,
        "--rank-by": rank_by if rank_by != "rate" else None,
        "--half-life": half_life,
        "--scale": scale,
    }
    workbook = excel_command("export summary", asked, options, out)
    chosen = chosen_format(format, ("table", "json", "csv", "md"), out, excel=workbook)
    one = one_of("--by", by, BY) if by else None
    for flag, wanted in (("--explain", explain), ("--readiness", readiness)):
        if wanted:
            _refuse_programs(flag, chosen, one)
    looked_at = ("regency",) if explain or readiness else _looked_at(chosen, one, asked)
    view = view_of(measure, rank_by, half_life, looked_at)
    view = replace(view, explain=explain, readiness=readiness)
    outlook, reference = ranked(session, asked, as_of, view, scale)
    if chosen == "table":
        session.show(_page(outlook, reference, looked_at), out)
    elif chosen == "md":
        from pilkada_cli.render.summary import document

        output.send(document(_content(outlook, reference, looked_at)), out)
    else:
        from pilkada_cli.jobs.tabulating import Shape, ranking

        shape, by = Shape(chosen), one or "regency"
        output.send(ranking(outlook.summary, by, reference, shape), out)
        if chosen == "csv":
            remark_one_column(session, out, workbook)


def _refuse_programs(flag: str, format: str, one: str | None) -> None:
    """Raise `UsageError` where what is for reading, about regencies, is asked for otherwise."""
    if format in ("json", "csv"):
        raise UsageError(
            Sentence(N_("{flag} is for reading; {format} has no room for it"),
                     flag=flag, format=format),
            Sentence(N_("choose -f table or md")),
        )  # fmt: skip
    if one not in (None, "regency"):
        raise UsageError(
            Sentence(N_("{flag} is about regencies, not --by {by}"), flag=flag, by=one),
            Sentence(N_("leave --by out")),
        )


def _looked_at(format: str, one: str | None, asked: "Asked") -> tuple[str, ...]:
    """The rankings that are shown; without ``--by district`` none of districts."""
    if format == "json":
        return BY if one == "district" else BY[:-1]
    if one or format == "csv":
        return (one or "regency",)
    return ("stage", "category") if asked.region else ("regency", "stage")


def view_of(measure: str, rank_by: str, half_life: str | None, by: "Sequence[str]") -> "View":
    """How to rank, from what was typed."""
    from pilkada_cli.domain.summary import RankBy
    from pilkada_cli.jobs.outlook import View

    return View(
        measure=measure_of(measure),
        rank_by=RankBy(one_of("--rank-by", rank_by, tuple(RankBy))),
        half_life=None if half_life is None else _days(half_life),
        by=by,
    )


def measure_of(typed: str) -> "domain.Measure":
    """The burden that was asked for."""
    from pilkada_cli.domain.summary import Measure

    return Measure(one_of("--measure", typed, tuple(Measure)))


def _days(typed: str) -> float:
    try:
        days = float(typed.replace(",", "."))
    except ValueError:
        days = 0
    if not 0 < days < LONGEST:
        raise UsageError(
            Sentence(N_("--half-life {typed} is no number of days"), typed=typed),
            Sentence(N_("give a number above 0, for example --half-life 14")),
        )
    return days


LONGEST = 100_000
"""Days: a half-life beyond it is a slip of the keys."""


def ranked(
    session: Session, asked: "Asked", as_of: str | None, view: "View", scale: str | None
) -> "tuple[Outlook, Reference]":
    """The summary that is asked for, with the reference data it was made by."""
    from pilkada_cli.jobs.outlook import look

    point = session.workplace.as_of(as_of)
    if scale is not None:
        own = session.workplace.reference()
        names = [each.key for each in (own.scale, *own.other_scales)]
        scale = one_of("--scale", scale, names)
    with session.workplace.read(point.instant, scale) as reader:
        remark_recomputed(session, reader.recomputed and scale is None)
        return look(reader, asked, point, view), reader.reference


def _page(outlook: "Outlook", reference: "Reference", by: "Sequence[str]") -> "RenderableType":
    from pilkada_cli.render.summary import page

    return page(_content(outlook, reference, by))


def _content(outlook: "Outlook", reference: "Reference", by: "Sequence[str]") -> "Page":
    from pilkada_cli.render.summary_words import Page

    return Page(
        summary=outlook.summary,
        reference=reference,
        standing=outlook.standing,
        place=outlook.place,
        left_out=outlook.left_out,
        worst_open=() if len(by) == 1 else outlook.worst_open,
        of_all=outlook.of_all,
        withheld=outlook.withheld,
        by=by,
        explained=outlook.explained,
        covered=outlook.covered,
        overdue=outlook.overdue,
        least_ready=outlook.least_ready,
        alone=outlook.alone,
    )
