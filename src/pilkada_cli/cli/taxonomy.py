"""``pilkada taxonomy``: the categories of reports."""

from typing import TYPE_CHECKING, Annotated

import typer

from pilkada_cli.cli import output
from pilkada_cli.cli.command import Session, command
from pilkada_cli.cli.formats import chosen_format
from pilkada_cli.cli.options import Format, Output, Shown
from pilkada_cli.i18n import N_

if TYPE_CHECKING:
    from pilkada_cli.domain.reference import Category, Scale


def register(group: typer.Typer, _help: str) -> None:
    """Add the commands about categories."""
    command(group, "list", N_("List the categories, group by group."))(taxonomy_list)
    command(group, "show", N_("Show one category."))(taxonomy_show)
    command(group, "scales", N_("Show what likelihood, impact, levels and grades mean."))(scales)


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


def taxonomy_list(session: Session, format: Format = None, out: Output = None) -> None:
    """List categories."""
    chosen = chosen_format(format, ("table", "json", "csv"), out)
    reference = session.workplace.reference()
    if chosen == "table":
        from pilkada_cli.render.reference import categories

        session.show(categories(reference), out)
        return
    output.send_rows(chosen, [_category_row(c) for c in reference.category_by_key.values()], out)


def taxonomy_show(
    session: Session,
    key: Annotated[
        str,
        typer.Argument(metavar=N_("CATEGORY"), help=N_("group/leaf, leaf or label; or a group")),
    ],
    format: Shown = None,
    out: Output = None,
) -> None:
    """Show a category, or the categories of a group."""
    from pilkada_cli.domain.category_names import resolve_categories

    chosen = chosen_format(format, ("table", "json"), out)
    reference = session.workplace.reference()
    found = [reference.category_by_key[k] for k in sorted(resolve_categories(reference, key))]
    if chosen == "json":
        rows = [{**_category_row(c), "measures": [m._asdict() for m in c.measures]} for c in found]
        output.send_document(rows[0] if len(rows) == 1 else rows, out)
        return
    from pilkada_cli.render import reference as drawn

    if len(found) == 1:
        session.show(drawn.category(found[0]), out)
    else:
        session.show(drawn.categories(reference, found[0].group), out)


def scales(session: Session, format: Shown = None, out: Output = None) -> None:
    """Show the criteria behind every number that is asked for."""
    chosen = chosen_format(format, ("table", "json"), out)
    reference = session.workplace.reference()
    if chosen == "json":
        output.send_document(_scale_document(reference.scale), out)
        return
    from pilkada_cli.render.reference import scales as drawn

    session.show(drawn(reference.scale), out)


def _scale_document(scale: "Scale") -> dict[str, object]:
    return {
        "key": scale.key,
        "matrix": scale.matrix,
        "levels": [
            {
                **level._asdict(),
                "label": level.label._asdict(),
                "traffic_light": level.traffic_light._asdict(),
            }
            for level in scale.levels
        ],
        "weights_key": scale.weights_key,
        "credence_key": scale.credence_key,
        "credence_tenths": scale.credence,
        **{
            name: [
                {
                    **step._asdict(),
                    "label": step.label._asdict(),
                    "criterion": step.criterion._asdict(),
                }
                for step in getattr(scale, name)
            ]
            for name in ("likelihood", "impact")
        },
        **{
            name: [
                {**grade._asdict(), "label": grade.label._asdict()}
                for grade in getattr(scale, name)
            ]
            for name in ("grade_source", "grade_content")
        },
    }
