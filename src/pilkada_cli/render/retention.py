"""The reports that were kept long enough, on the screen."""

from collections.abc import Iterable, Mapping

from rich.console import RenderableType

from pilkada_cli.i18n import _
from pilkada_cli.render.local import DASH, short_date
from pilkada_cli.render.tables import Column, table


def past_list(rows: Iterable[Mapping[str, object]]) -> RenderableType:
    """One report a line."""
    columns = [
        Column("id", wrap=False),
        Column(_("last entry"), wrap=False),
        Column(_("kept until"), wrap=False),
        Column(_("title"), least=20),
    ]
    return table(
        columns,
        [
            [
                str(row["id"]),
                short_date(str(row["last_entry"])),
                short_date(str(row["kept_until"])),
                str(row["title"] or DASH),
            ]
            for row in rows
        ],
    )
