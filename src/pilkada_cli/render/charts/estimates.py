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
    x = {"type": "quantitative", "axis": {"title": None, "tickCount": 5, "grid": True}}
    return chart(
        str(Sentence(headings[summary.measure], unit=reference.exposure.unit)),
        f"{as_of(day)}\n{_('point: rate; line: where it lies with 90 % certainty; then its places')}",
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
            _column("number", WIDTH + 44, "right"),
            _column("between", WIDTH + 58, "left"),
            _column("places", WIDTH + 140, "left"),
        ],
    )  # fmt: skip


def _column(field: str, at: int, align: str) -> Spec:
    layer = words(field, align=align)
    layer["encoding"] |= {"x": {"value": at}, "color": {"value": INK}}
    return layer


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
        "places": f"# {places}",
        "said": f"{number} ({between}), # {places}",
    }
