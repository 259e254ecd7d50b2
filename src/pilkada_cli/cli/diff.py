"""``pilkada diff``: what moved between two points in time, and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import COUNTED, AsOf, Output, option
from pilkada_cli.cli.reports_read import remark_recomputed
from pilkada_cli.cli.summary import HalfLife, Measure, RankBy, view_of
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked

FILTERS = {name: COUNTED[name] for name in ("region", "stage", "category")}


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "diff", help, filters=FILTERS)(diff)


def diff(
    session: Session,
    asked: "Asked",
    since: Annotated[
        str | None,
        option(
            "--since",
            metavar=N_("WHEN"),
            help=N_("compare with what was known at the end of that day, or at that time; a day before unless said"),
        ),
    ] = None,
    as_of: AsOf = None,
    measure: Measure = "open",
    rank_by: RankBy = "rate",
    half_life: HalfLife = None,
    format: Annotated[
        str | None,
        option(
            "--format",
            "-f",
            metavar="table|json|md",
            help=N_("table for people, json for programs, md for Markdown; else what the file's name ends in"),
        ),
    ] = None,
    out: Output = None,
) -> None:  # fmt: skip
    """What moved between two points in time, and which reports moved it."""
    from pilkada_cli.jobs.differing import Point, compare, points

    chosen = chosen_format(format, ("table", "json", "md"), out)
    view = view_of(measure, rank_by, half_life, ("regency", "stage"))
    first, last = points(session.workplace, since, as_of)
    read = session.workplace.read
    # The later one first: what is written in between is then known to have changed.
    with read(last.instant) as after, read(first.instant) as before:
        remark_recomputed(session, after.recomputed)
        found = compare(Point(first, before), Point(last, after), asked, view)
        reference = after.reference
    if first.instant is None:
        session.say(Sentence(N_("--since means the end of its day, which has not come yet")))
    if chosen == "json":
        output.send_document(found.document(), out)
        return
    from pilkada_cli.render.diff import Page, document, page

    content = Page(found, reference)
    if chosen == "table":
        session.show(page(content), out)
    else:
        output.send(document(content), out)
