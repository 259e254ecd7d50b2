"""The reference data: ``taxonomy``, ``stage``, ``region`` and ``data``."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Output, Regency, Session, _option, command
from pilkada_cli.i18n import N_, Sentence

if TYPE_CHECKING:
    from pilkada_cli.domain.reference import Category, Reference, Region, Stage

Listed = Annotated[
    str,
    _option(
        "--format",
        "-f",
        metavar="table|json|csv",
        help=N_("table for people, json or csv for programs"),
    ),
]
Shown = Annotated[
    str,
    _option("--format", "-f", metavar="table|json", help=N_("table for people, json for programs")),
]


def register_taxonomy(group: typer.Typer) -> None:
    """Add the commands about categories."""
    command(group, "list", N_("List the categories, group by group."))(taxonomy_list)
    command(group, "show", N_("Show one category."))(taxonomy_show)


def register_stage(group: typer.Typer) -> None:
    """Add the commands about stages."""
    command(group, "list", N_("List the stages with their dates."))(stage_list)
    command(group, "show", N_("Show one stage."))(stage_show)
    command(group, "now", N_("Show the stage of a day and how far voting is away."))(stage_now)


def register_region(group: typer.Typer) -> None:
    """Add the commands about regions."""
    command(group, "list", N_("List regencies and cities."))(region_list)
    command(group, "show", N_("Show a regency or city with its districts."))(region_show)


def register_data(group: typer.Typer) -> None:
    """Add the commands about the data files themselves."""
    command(group, "check", N_("Validate a folder of reference data."))(data_check)


def _rows(chosen: str, rows: list[dict[str, object]], out: Path | None) -> None:
    from pilkada_cli.exchange import tables

    write = tables.write_csv if chosen == "csv" else tables.write_json_rows
    columns = list(rows[0]) if rows else []
    output.send(lambda file: write(file, columns, rows), out)


def _document(document: object, out: Path | None) -> None:
    from pilkada_cli.exchange.tables import write_json

    output.send(lambda file: write_json(file, document), out)


def _category_row(category: "Category") -> dict[str, object]:
    return {
        "key": category.key,
        "group": category.group,
        "label_id": category.label.id,
        "label_en": category.label.en,
        "definition_id": category.definition.id,
        "definition_en": category.definition.en,
        "athg": category.athg,
        "likelihood": category.likelihood,
        "impact": category.impact,
        "aspects": category.aspects,
        "bawaslu": category.bawaslu,
        "ikp": category.ikp,
        "stages": category.stages,
        "owners": category.owners,
        "hints": category.hints,
    }


def taxonomy_list(session: Session, format: Listed = "table", out: Output = None) -> None:
    """List categories."""
    chosen = output.choose_format(format, ("table", "json", "csv"))
    reference = session.workplace.reference()
    if chosen == "table":
        from pilkada_cli.render.reference import categories

        session.show(categories(reference), out)
        return
    _rows(chosen, [_category_row(c) for c in reference.category_by_key.values()], out)


def taxonomy_show(
    session: Session,
    key: Annotated[
        str,
        typer.Argument(metavar=N_("CATEGORY"), help=N_("group/leaf, leaf or label; or a group")),
    ],
    format: Shown = "table",
    out: Output = None,
) -> None:
    """Show a category, or the categories of a group."""
    from pilkada_cli.domain.names import resolve_categories

    chosen = output.choose_format(format, ("table", "json"))
    reference = session.workplace.reference()
    found = [reference.category_by_key[k] for k in sorted(resolve_categories(reference, key))]
    if chosen == "json":
        rows = [{**_category_row(c), "measures": [asdict(m) for m in c.measures]} for c in found]
        _document(rows[0] if len(rows) == 1 else rows, out)
        return
    from pilkada_cli.render import reference as drawn

    if len(found) == 1:
        session.show(drawn.category(found[0]), out)
    else:
        session.show(drawn.categories(reference, found[0].group), out)


def _stage_row(stage: "Stage") -> dict[str, object]:
    return {
        "key": stage.key,
        "number": stage.number,
        "block": stage.block,
        "name_id": stage.name.id,
        "name_en": stage.name.en,
        "start": stage.start.isoformat() if stage.start else None,
        "end": stage.end.isoformat() if stage.end else None,
        "days": stage.days,
        "rule_id": stage.rule.id if stage.rule else None,
        "rule_en": stage.rule.en if stage.rule else None,
        "region": stage.region,
        "parent": stage.parent,
        "main": stage.main,
    }


def stage_list(
    session: Session, region: Regency = None, format: Listed = "table", out: Output = None
) -> None:
    """List stages; with a region the ones that hold there."""
    from pilkada_cli.domain.names import resolve_place

    chosen = output.choose_format(format, ("table", "json", "csv"))
    reference = session.workplace.reference()
    code = resolve_place(reference, region).region if region else None
    found = [s for s in reference.stages if code is None or s.region in (None, code)]
    if chosen == "table":
        from pilkada_cli.render.reference import stages

        session.show(stages(found, reference), out)
        return
    _rows(chosen, [_stage_row(stage) for stage in found], out)


def stage_show(
    session: Session,
    key: Annotated[str, typer.Argument(metavar=N_("STAGE"), help=N_("key or name"))],
    format: Shown = "table",
    out: Output = None,
) -> None:
    """Show a stage."""
    from pilkada_cli.domain.names import resolve_stage

    chosen = output.choose_format(format, ("table", "json"))
    reference = session.workplace.reference()
    found = reference.stage_by_key[resolve_stage(reference, key)]
    if chosen == "json":
        _document(_stage_row(found), out)
        return
    from pilkada_cli.render.reference import stage

    session.show(stage(found, reference), out)


def stage_now(
    session: Session,
    on: Annotated[
        str | None, _option("--on", metavar=N_("DATE"), help=N_("the day, if not today"))
    ] = None,
    region: Regency = None,
    format: Shown = "table",
    out: Output = None,
) -> None:
    """Show where a day stands."""
    from pilkada_cli.domain.names import resolve_place
    from pilkada_cli.domain.stages import standing
    from pilkada_cli.jobs.reading import read_day_option

    chosen = output.choose_format(format, ("table", "json"))
    reference = session.workplace.reference()
    code = resolve_place(reference, region).region if region else reference.province.code
    day = read_day_option("--on", on) or session.workplace.today(reference)
    found = standing(reference, day, None if code == reference.province.code else code)
    if chosen == "json":
        _document(
            {
                "day": day.isoformat(),
                "region": code,
                "stage": found.stage.key if found.stage else None,
                "day_of_stage": found.day_of_stage,
                "days": found.stage.days if found.stage else None,
                "voting_day": found.voting_day.isoformat() if found.voting_day else None,
                "days_to_vote": found.days_to_vote,
            },
            out,
        )
        return
    from pilkada_cli.render.reference import standing as drawn

    session.show(drawn(found, reference.region_by_code[code].name), out)


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


def region_list(session: Session, format: Listed = "table", out: Output = None) -> None:
    """List regencies."""
    chosen = output.choose_format(format, ("table", "json", "csv"))
    reference = session.workplace.reference()
    if chosen == "table":
        from pilkada_cli.render.reference import regions

        session.show(regions(reference), out)
        return
    _rows(chosen, [_region_row(region) for region in reference.regencies], out)


def region_show(
    session: Session,
    name: Annotated[str, typer.Argument(metavar=N_("REGION"), help=N_("name, code or alias"))],
    format: Shown = "table",
    out: Output = None,
) -> None:
    """Show a regency, or the province."""
    from pilkada_cli.domain.names import resolve_place

    chosen = output.choose_format(format, ("table", "json"))
    reference: Reference = session.workplace.reference()
    found = reference.region_by_code[resolve_place(reference, name).region]
    if chosen == "json":
        districts: list[dict[str, Any]] = [asdict(d) for d in found.districts]
        _document({**_region_row(found), "districts": districts}, out)
        return
    from pilkada_cli.render.reference import region

    session.show(region(found), out)


def data_check(
    _session: Session,
    folder: Annotated[
        Path, typer.Argument(metavar=N_("FOLDER"), help=N_("a folder with the five files"))
    ],
) -> None:
    """Validate reference data."""
    from pilkada_cli.exchange.reference import build
    from pilkada_cli.jobs.founding import check_data

    reference = build(check_data(folder))
    output.line(
        str(
            Sentence(
                N_(
                    "valid: {categories} categories, {regencies} regencies, {districts} districts, {stages} stages"
                ),
                categories=len(reference.category_by_key),
                regencies=len(reference.regencies),
                districts=len(reference.district_by_code),
                stages=len(reference.stages),
            )
        )
    )
