"""Events by regency and stage, the more the darker."""

import json
from datetime import date

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stage_counts import StageTable
from pilkada_cli.i18n import _
from pilkada_cli.render.charts.look import (
    FAINT,
    INK,
    STEPS,
    Spec,
    as_of,
    chart,
    given,
    ink_on,
    listed,
    step,
    values,
    words,
)
from pilkada_cli.render.local import shortened, whole

WIDTH, HEIGHT = 42, 26
"""Of a cell, in pixels."""

LONGEST = 32
"""Letters of a stage's name."""


def stages(table: StageTable, reference: Reference, day: date) -> Spec:
    """The events of each regency in each stage that has any, in the order of the calendar."""
    names = {key: _name(reference, key) for key in table.stages}
    most = max((n for row in table.rows for n in row.events), default=0)
    cells = [
        {"name": row.name, "stage": stage, "number": whole(n) if n else "", **_colours(n, most)}
        for row in table.rows
        for stage, n in zip(table.stages, row.events, strict=True)
    ]
    return chart(
        _("Events by regency and stage"),
        as_of(day),
        listed((f"{c['name']}, {names[c['stage']]}", c["number"]) for c in cells if c["number"]),
        data=values(cells),
        width={"step": WIDTH},
        height={"step": HEIGHT},
        encoding={
            "x": {
                "field": "stage", "type": "nominal", "sort": None,
                "scale": {"domain": list(table.stages), "paddingInner": 0.06},
                "axis": {"title": None, "orient": "top", "labelAngle": -40, "labelAlign": "left",
                         "labelExpr": f"{json.dumps(names)}[datum.value]"},
            },
            "y": {
                "field": "name", "type": "nominal", "sort": None,
                "scale": {"domain": [row.name for row in table.rows], "paddingInner": 0.08},
                "axis": {"title": None},
            },
        },
        layer=[
            {
                "mark": {"type": "rect", "stroke": INK, "strokeOpacity": FAINT / 2},
                "encoding": {"fill": given("fill")},
            },
            words("number", fontWeight="bold"),
        ],
    )  # fmt: skip


def _name(reference: Reference, key: str) -> str:
    """The name of a stage, as long as an axis has room for."""
    stage = reference.stage_by_key.get(key)
    return shortened(str(stage.name), LONGEST) if stage else _("outside every stage")


def _colours(n: int, most: int) -> Spec:
    fill = step(n, max(most, len(STEPS))) if n else "none"
    return {"fill": fill, "ink": ink_on(fill)}
