"""The regencies by their rate, each with the interval it lies in."""

from datetime import date

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import Measure, RegencyRow, Summary
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.charts.look import (
    ACCENT,
    FAINT,
    INK,
    Spec,
    as_of,
    chart,
    listed,
    numbers,
    values,
    words,
)
from pilkada_cli.render.local import DASH, decimal

WIDTH, STEP = 330, 26
"""Of the drawing, and of a regency, in pixels."""


def intervals(summary: Summary, reference: Reference, day: date) -> Spec:
    """The regencies in the order of their ranks: the rate as a point, 90 % as a line.

    A regency without an event has neither.
    """
    rows = [_row(row) for row in summary.regencies]
    names = [row["name"] for row in rows]
    headings = {
        Measure.OPEN: N_("Open score for each hundred {unit}"),
        Measure.RECORD: N_("Record score for each hundred {unit}"),
    }
    x = {
        "type": "quantitative",
        "axis": {"title": None, "tickCount": 5, "grid": True, "labelFlush": False, **numbers()},
    }
    return chart(
        str(Sentence(headings[summary.measure], unit=reference.exposure.unit)),
        "\n".join((as_of(day), _("dot: rate; line: interval 5–95 %"))),
        listed((row["name"], row["said"]) for row in rows),
        data=values(rows),
        width=WIDTH,
        height={"step": STEP},
        encoding={
            "y": {"field": "name", "type": "nominal", "sort": None, "scale": {"domain": names},
                  "axis": {"title": None}},
        },
        layer=[
            {"mark": {"type": "rule", "strokeWidth": 5, "strokeCap": "round", "color": ACCENT,
                      "opacity": 0.45},
             "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 90, "color": ACCENT, "opacity": 1,
                      "stroke": INK, "strokeWidth": 1, "strokeOpacity": FAINT},
             "encoding": {"x": {"field": "rate", **x}}},
            *_column("number", _("rate"), WIDTH + 44, "right"),
            *_column("between", "90 %", WIDTH + 62, "left"),
            *_column("places", _("places"), WIDTH + 134, "left"),
        ],
    )  # fmt: skip


def _column(field: str, title: str, at: int, align: str) -> list[Spec]:
    """Numbers beside the drawing, under their heading."""
    place = {"x": {"value": at}, "color": {"value": INK}}
    layer = words(field, align=align)
    layer["encoding"] |= place
    head: Spec = {
        "data": values([{"title": title}]),
        "mark": {"type": "text", "align": align},
        "encoding": {"text": {"field": "title", "type": "nominal"}, "y": {"value": -10}, **place},
    }
    return [layer, head]


def _row(row: RegencyRow) -> Spec:
    if row.rate is None or not row.events:
        none = _("no event")
        return {"name": row.name, "number": DASH, "between": none, "places": "", "said": none}
    number = decimal(row.rate, 2)
    between = f"{decimal(row.rate_low)} {DASH} {decimal(row.rate_high)}"
    places = f"{row.rank_low}{DASH}{row.rank_high}"
    return {
        "name": row.name,
        "rate": row.rate,
        "low": row.rate_low,
        "high": row.rate_high,
        "number": number,
        "between": between,
        "places": places,
        "said": f"{number} ({between}), {places}",
    }
