"""Events and score of each week."""

from collections.abc import Sequence

from pilkada_cli.domain.trend import Trend
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.charts.look import ACCENT, INK, Spec, chart, listed, values, words
from pilkada_cli.render.local import decimal, short_date, whole

STEP, HEIGHT = 46, 110
"""Of a week, and of each of the two drawings, in pixels."""


def weeks(trend: Trend) -> Spec:
    """What all rows of a trend add up to, week by week: events above, their score below.

    Of a trend by stage this is each event once. The last week is outlined where it is not over.
    """
    starts = [short_date(start).rsplit(" ", 1)[0] for start in trend.week_starts]
    events = [sum(row.events[i] for row in trend.rows) for i in range(len(starts))]
    score = [sum(row.index[i] for row in trend.rows) for i in range(len(starts))]
    rows = [
        {
            "week": starts[i],
            "events": events[i],
            "score": score[i],
            "number": whole(events[i]),
            "points": decimal(score[i]),
            "over": 0.18 if i == len(starts) - 1 and not trend.complete else 1,
        }
        for i in range(len(starts))
    ]
    return chart(
        _("Events and record score by week"),
        _subtitle(trend),
        listed((str(row["week"]), f"{row['number']}, {row['points']}") for row in rows),
        data=values(rows),
        spacing=18,
        vconcat=[
            _bars("events", "number", _("events"), starts, labelled=False),
            _bars("score", "points", _("score"), starts, labelled=True),
        ],
    )


def _subtitle(trend: Trend) -> str:
    span = Sentence(
        N_("week by week from {first}, {n} weeks"),
        first=short_date(trend.week_starts[0]),
        n=len(trend.weeks),
    )
    return str(span) if trend.complete else f"{span}. {_('The last week is not over.')}"


def _bars(field: str, label: str, title: str, starts: Sequence[str], *, labelled: bool) -> Spec:
    numbers = words(label, dy=-8)
    numbers["encoding"]["color"] = {"value": INK}
    return {
        "width": {"step": STEP},
        "height": HEIGHT,
        "encoding": {
            "x": {
                "field": "week", "type": "nominal", "sort": None,
                "scale": {"domain": list(starts), "paddingInner": 0.25},
                "axis": {"title": None, "labelAngle": 0} if labelled else None,
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
