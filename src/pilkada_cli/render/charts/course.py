"""Events and score of each week."""

from collections.abc import Sequence

from pilkada_cli.domain.trend import Trend
from pilkada_cli.i18n import _
from pilkada_cli.render.charts.look import ACCENT, INK, Spec, chart, listed, values, words
from pilkada_cli.render.local import decimal, short_date, whole
from pilkada_cli.render.trend import span

WIDTH, HEIGHT = 560, 110
"""Of each of the two drawings, in pixels."""

FEW = 16
"""Weeks that have room for a nought each."""

OUTLINED = 0.18
"""How dark the week is that is not over."""


def weeks(trend: Trend) -> Spec:
    """What all rows of a trend add up to, week by week: events above, their score below.

    Of a trend by stage this is each event once. The last week is outlined where it is not over.
    """
    rows = [_week(trend, i) for i in range(len(trend.weeks))]
    starts = [row["week"] for row in rows]
    return chart(
        _("Events and record score by week"),
        _subtitle(trend),
        listed((row["week"], row["said"]) for row in rows),
        data=values(rows),
        spacing=18,
        vconcat=[
            _bars("events", "number", _("events"), starts, labelled=False),
            _bars("score", "points", _("score"), starts, labelled=True),
        ],
    )


def _week(trend: Trend, i: int) -> Spec:
    events = sum(row.events[i] for row in trend.rows)
    score = sum(row.index[i] for row in trend.rows)
    written = events or len(trend.weeks) <= FEW
    is_over = trend.complete or i < len(trend.weeks) - 1
    return {
        "week": short_date(trend.week_starts[i]).rsplit(" ", 1)[0],
        "events": events,
        "score": score,
        "number": whole(events) if written else "",
        "points": decimal(score) if written else "",
        "over": 1 if is_over else OUTLINED,
        "said": f"{whole(events)}, {decimal(score)}",
    }


def _subtitle(trend: Trend) -> str:
    weeks = str(span(trend))
    return weeks if trend.complete else "\n".join((weeks, _("The last week is not over.")))


def _bars(field: str, label: str, title: str, starts: Sequence[str], *, labelled: bool) -> Spec:
    numbers = words(label, dy=-8)
    numbers["encoding"]["color"] = {"value": INK}
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {
            "x": {
                "field": "week", "type": "nominal", "sort": None,
                "scale": {"domain": list(starts), "paddingInner": 0.25},
                "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}
                if labelled else None,
            },
            "y": {
                "field": field, "type": "quantitative",
                "axis": {"title": title, "labels": False, "grid": False},
            },
        },
        "layer": [
            {
                "mark": {"type": "bar", "color": ACCENT, "stroke": ACCENT, "strokeWidth": 1.5},
                "encoding": {"fillOpacity": {"field": "over", "type": "quantitative", "scale": None}},
            },
            numbers,
        ],
    }  # fmt: skip
