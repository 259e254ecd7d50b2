"""The risk matrix before and after measures."""

from collections.abc import Sequence
from datetime import date

from pilkada_cli.domain.matrix import Matrix, MatrixCell
from pilkada_cli.domain.reference import Criterion, Reference, Scale
from pilkada_cli.i18n import _, language
from pilkada_cli.render.charts.look import (
    FAINT,
    INK,
    Spec,
    as_of,
    chart,
    fill_of,
    given,
    ink_on,
    values,
    words,
)
from pilkada_cli.render.local import DASH, whole
from pilkada_cli.render.matrix_words import heading, legend, lowered, said

SIZE = 54
"""Of a cell, in pixels."""

EMPTY = 0.3
"""How much of its colour a cell without an event has."""


def matrix(found: Matrix, reference: Reference, day: date) -> Spec:
    """Likelihood upwards, impact to the right; each cell with its events and its level."""
    scale = reference.scale
    return chart(
        heading(found),
        "\n".join((f"{as_of(day)}. {lowered(found)}", legend(scale))),
        said(found, scale),
        spacing=24,
        hconcat=[
            _panel(found.cells, scale, "before", _("before measures")),
            _panel(found.cells, scale, "after", _("after measures")),
        ],
    )


def _panel(cells: Sequence[MatrixCell], scale: Scale, field: str, title: str) -> Spec:
    rows = [_cell(cell, scale, getattr(cell, field)) for cell in cells]
    likely = [_named(each) for each in reversed(scale.likelihood)]
    return {
        "title": {"text": title, "fontSize": 13, "offset": 8, "frame": "group"},
        "data": values(rows),
        "width": {"step": SIZE},
        "height": {"step": SIZE},
        "encoding": {
            "x": {
                "field": "impact", "type": "nominal", "sort": None,
                "scale": {"domain": [str(each.number) for each in scale.impact], "paddingInner": 0.04},
                "axis": {"title": _ends(scale.impact, _("impact")), "labelAngle": 0},
            },
            "y": {
                "field": "likelihood", "type": "nominal", "sort": None,
                "scale": {"domain": likely, "paddingInner": 0.04},
                "axis": {"title": _("likelihood")} if field == "before" else None,
            },
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": INK, "strokeOpacity": FAINT / 2},
                "encoding": {
                    "fill": given("fill"),
                    "fillOpacity": {"field": "shown", "type": "quantitative", "scale": None},
                },
            },
            words("number", fontSize=19, fontWeight="bold", dy=-4),
            words("level", fontSize=10, dy=16),
        ],
    }  # fmt: skip


def _cell(cell: MatrixCell, scale: Scale, n: int) -> Spec:
    fill = fill_of(scale.levels, cell.level)
    return {
        "likelihood": _named(scale.likelihood[cell.likelihood - 1]),
        "impact": str(cell.impact),
        "number": whole(n) if n else "",
        "level": str(cell.level),
        "fill": fill,
        "shown": 1 if n else EMPTY,
        "ink": ink_on(fill) if n else INK,
    }


def _ends(steps: Sequence[Criterion], name: str) -> str:
    """What a scale is called, and how it begins and ends."""
    first, last = (f"{each.number} {each.label}" for each in (steps[0], steps[-1]))
    return f"{name}: {first} {DASH} {last}"


def _named(step: Criterion) -> str:
    return f"{step.label.in_language(language())} {step.number}"
