"""``pilkada stage``: the stages of the election."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Format, Output, Regency, Shown, option
from pilkada_cli.i18n import N_

if TYPE_CHECKING:
    from pilkada_cli.domain.reference import Stage


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands about stages."""
    command(group, "list", N_("List the stages with their dates."))(stage_list)
    command(group, "show", N_("Show one stage."))(stage_show)
    command(group, "now", N_("Show the stage of a day and how far voting is away."))(stage_now)


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
    session: Session, region: Regency = None, format: Format = None, out: Output = None
) -> None:
    """List stages; with a region the ones that hold there."""
    from pilkada_cli.domain.names import resolve_place

    chosen = chosen_format(format, ("table", "json", "csv"), out)
    reference = session.workplace.reference()
    code = resolve_place(reference, region).region if region else None
    found = [s for s in reference.stages if code is None or s.region in (None, code)]
    if chosen == "table":
        from pilkada_cli.render.reference import stages

        session.show(stages(found, reference), out)
        return
    output.send_rows(chosen, [_stage_row(stage) for stage in found], out)


def stage_show(
    session: Session,
    key: Annotated[str, typer.Argument(metavar=N_("STAGE"), help=N_("key or name"))],
    format: Shown = None,
    out: Output = None,
) -> None:
    """Show a stage."""
    from pilkada_cli.domain.names import resolve_stage

    chosen = chosen_format(format, ("table", "json"), out)
    reference = session.workplace.reference()
    found = reference.stage_by_key[resolve_stage(reference, key)]
    if chosen == "json":
        output.send_document(_stage_row(found), out)
        return
    from pilkada_cli.render.reference import stage

    session.show(stage(found, reference), out)


def stage_now(
    session: Session,
    on: Annotated[
        str | None, option("--on", metavar=N_("DATE"), help=N_("the day, if not today"))
    ] = None,
    region: Regency = None,
    format: Shown = None,
    out: Output = None,
) -> None:
    """Show where a day stands."""
    from pilkada_cli.domain.names import resolve_place
    from pilkada_cli.domain.stages import standing
    from pilkada_cli.jobs.typed import day_of

    chosen = chosen_format(format, ("table", "json"), out)
    reference = session.workplace.reference()
    code = resolve_place(reference, region).region if region else reference.province.code
    now = session.workplace.now()
    day = day_of("--on", on, now, reference) or session.workplace.today(reference)
    found = standing(reference, day, reference.regency_or_all(code))
    if chosen == "json":
        output.send_document(
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
