"""``pilkada region``: regencies, cities and districts."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Format, Output, Shown
from pilkada_cli.i18n import N_

if TYPE_CHECKING:
    from pilkada_cli.domain.reference import Region


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands about regions."""
    command(group, "list", N_("List regencies and cities."))(region_list)
    command(group, "show", N_("Show a regency or city with its districts."))(region_show)


def _region_row(region: "Region") -> dict[str, object]:
    return {
        "code": region.code,
        "name": region.name,
        "kind": region.kind,
        "seat": region.seat,
        "aliases": region.aliases,
        "districts": len(region.districts),
        "villages": region.villages,
        "urban_villages": region.urban_villages,
        "polling_stations": region.polling_stations,
        "voters": region.voters,
        "voters_basis": region.voters_basis,
    }


def region_list(session: Session, format: Format = None, out: Output = None) -> None:
    """List regencies."""
    chosen = chosen_format(format, ("table", "json", "csv"), out)
    reference = session.workplace.reference()
    if chosen == "table":
        from pilkada_cli.render.reference import regions

        session.show(regions(reference), out)
        return
    output.send_rows(chosen, [_region_row(region) for region in reference.regencies], out)


def region_show(
    session: Session,
    name: Annotated[str, typer.Argument(metavar=N_("REGION"), help=N_("name, code or alias"))],
    format: Shown = None,
    out: Output = None,
) -> None:
    """Show a regency, or the province."""
    from pilkada_cli.domain.names import resolve_place

    chosen = chosen_format(format, ("table", "json"), out)
    reference = session.workplace.reference()
    found = reference.region_by_code[resolve_place(reference, name).region]
    if chosen == "json":
        districts: list[dict[str, Any]] = [d._asdict() for d in found.districts]
        output.send_document({**_region_row(found), "districts": districts}, out)
        return
    from pilkada_cli.render.reference import region

    session.show(region(found), out)
