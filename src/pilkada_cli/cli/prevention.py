"""``pilkada prevention``: how many threats were averted, and how quickly."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import COUNTED, AsOf, Format, Output
from pilkada_cli.cli.reports_read import remark_recomputed

if TYPE_CHECKING:
    from pilkada_cli.jobs.reading import Asked


def register(app: typer.Typer, help: str) -> None:
    """Add the command."""
    command(app, "prevention", help, filters=COUNTED)(prevention)


def prevention(
    session: Session,
    asked: "Asked",
    as_of: AsOf = None,
    format: Format = None,
    out: Output = None,
) -> None:
    """What became of the threats."""
    from pilkada_cli.jobs.preventing import look

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    point = session.workplace.as_of(as_of)
    with session.workplace.read(point.instant) as reader:
        remark_recomputed(session, reader.recomputed)
        found, reference = look(reader, asked, point), reader.reference
    if chosen == "table":
        from pilkada_cli.render.prevention import page, remarks

        if found.total.threats or out:
            session.show(page(found, reference), out)
        for remark in remarks(found):
            session.say(remark)
    elif chosen == "json":
        from pilkada_cli.domain.prevention import SCHEMA

        output.send_document({"schema": SCHEMA, **asdict(found)}, out)
    else:
        output.send_rows(chosen, [asdict(row) for row in (*found.rows, found.total)], out)
