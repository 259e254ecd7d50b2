"""``pilkada baseline``: what others published, beside our own ranking."""

from typing import Annotated

import typer

from pilkada_cli.cli import output, talk
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import AsOf, Format, Output, Regency, Tabular
from pilkada_cli.i18n import N_, Sentence

LIST_KEYS = ("key", "title_id", "title_en", "publisher", "published_on", "source", "note_id",
             "note_en", "indicators", "classes", "regions")  # fmt: skip


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands to their group."""
    command(group, "list", N_("List what others published, with its sources."))(list_)
    command(group, "show", N_("Show one publication beside our own ranking."))(show)


def list_(session: Session, format: Format = None, out: Output = None) -> None:
    """List what others published."""
    from pilkada_cli.domain.baseline_table import described

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    baselines = session.workplace.reference().baselines
    if chosen == "table":
        from pilkada_cli.render.baselines import listed

        session.show(listed(baselines), out)
        return
    rows = [described(each) for each in baselines]
    if chosen == "csv":
        rows = [
            {
                **row,
                "indicators": " ".join(each.indicators),
                "classes": " ".join(each.classes),
                "regions": " ".join(each.regions),
            }
            for row, each in zip(rows, baselines, strict=True)
        ]
    output.send_rows(chosen, rows, out, LIST_KEYS)


def show(
    session: Session,
    key: Annotated[
        str, typer.Argument(metavar=N_("KEY"), help=N_("as ikp-2024; see pilkada baseline list"))
    ],
    region: Regency = None,
    as_of: AsOf = None,
    format: Tabular = None,
    out: Output = None,
) -> None:
    """Show one publication beside our own ranking."""
    from pilkada_cli.jobs.baselines import compare

    chosen = chosen_format(format, ("table", "json", "csv", "md"), out)
    found, reference = compare(session.workplace, key, region, as_of, session.workplace.now())
    published = found.baseline.published_on
    if as_of and published and published > session.workplace.as_of(as_of).day:
        talk.warn(Sentence(N_("it was published later, on {day}"), day=published))
    if chosen in ("table", "md"):
        from pilkada_cli.render.baselines import Page, document, page

        content = Page(found, reference)
        if chosen == "table":
            session.show(page(content), out)
        else:
            output.send(document(content), out)
        return
    if chosen == "json":
        output.send_document(found.document(), out)
        return
    from pilkada_cli.jobs import tabulating

    output.send(tabulating.comparison(found, reference), out)
