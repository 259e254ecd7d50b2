"""The log on the screen."""

from collections.abc import Iterable, Mapping

from rich.console import RenderableType

from pilkada_cli.domain.reference import Reference
from pilkada_cli.i18n import _
from pilkada_cli.render.local import DASH, exported, kind, local_time, whole, written_by
from pilkada_cli.render.tables import Column, table


def log_list(rows: Iterable[Mapping[str, object]], reference: Reference) -> RenderableType:
    """The commands that wrote, one a line; those that can be named by a number with it."""
    election = reference.election
    columns = [
        Column(_("no."), number=True),
        Column(_("written"), wrap=False),
        Column(_("by")),
        Column(_("what")),
        Column(_("operations"), number=True),
        Column(_("about"), least=20),
    ]
    return table(
        columns,
        [
            [
                str(row["number"] or ""),
                local_time(str(row["at"]), election.time_zone, election.time_zone_label),
                written_by(row["actor"], row["office"]) or DASH,
                _kinds(row),
                whole(int(str(row["operations"]))),
                _ids((*_tuple(row["reports"]), *_tuple(row["about"]))),
            ]
            for row in rows
        ],
    )


def export_list(rows: Iterable[Mapping[str, object]], reference: Reference) -> RenderableType:
    """What left the register, one a line; the hash as far as it tells files apart."""
    election = reference.election
    columns = [
        Column(_("written"), wrap=False),
        Column(_("by")),
        Column(_("what")),
        Column(_("rows"), number=True),
        Column(_("where to"), least=20),
        Column("SHA-256", wrap=False, drop=1),
    ]
    return table(
        columns,
        [
            [
                local_time(str(row["at"]), election.time_zone, election.time_zone_label),
                str(row["actor"]),
                exported(str(row["what"])),
                whole(int(str(row["rows"]))),
                str(row["destination"]),
                str(row["sha256"])[:12],
            ]
            for row in rows
        ],
    )


def _kinds(row: Mapping[str, object]) -> str:
    states = _tuple(row["states"])
    words = ", ".join(
        kind(name, state)
        for name in _tuple(row["kinds"])
        for state in ((states or (None,)) if name == "step" else (None,))
    )
    if row["undoes"] and row["number"]:
        words += f" {str(row['undoes']).partition('/')[2]}"
    return words + " (" + _("taken back") + ")" if row["undone"] else words


def _tuple(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value


def _ids(reports: tuple[str, ...]) -> str:
    shown = 6
    return ", ".join(reports[:shown]) + (f" … ({len(reports)}+)" if len(reports) > shown else "")
