"""Weekly counts as small curves, one character a week, readable without colour."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from pilkada_cli.domain.trend import Trend, TrendRow
from pilkada_cli.i18n import N_, Sentence, _
from pilkada_cli.render.local import decimal, short_date, whole
from pilkada_cli.render.tables import Column, table

BLOCKS = "▁▂▃▄▅▆▇█"
DIGITS = "123456789"
NOTHING = {BLOCKS: "·", DIGITS: "."}


def page(trend: Trend, steps: str) -> RenderableType:
    """The table; `steps` are the characters of a curve, `BLOCKS` or `DIGITS`.

    Without an event a sentence says so.
    """
    if not any(row.total_events for row in trend.rows):
        return Group(Text(str(span(trend))), Text(), Text(_("No event in these weeks.")))
    columns = [
        Column(_("stage") if trend.by == "stage" else _("region"), parted=True),
        Column(_("events"), wrap=False),
        Column("", number=True),
        Column(_("score"), wrap=False, drop=1),
        Column("", number=True, drop=2),
    ]
    rows = [*_rows(trend, steps)]
    return Group(
        Text(str(span(trend))), Text(), table(columns, rows), Text(), Text(_legend(trend, steps))
    )


def span(trend: Trend) -> Sentence:
    """From when on, and how many weeks."""
    return Sentence(
        N_("week by week from {first}, {n} week"),
        N_("week by week from {first}, {n} weeks"),
        first=short_date(trend.week_starts[0]),
        n=len(trend.weeks),
    )


def _rows(trend: Trend, steps: str) -> Iterator[tuple[str, ...]]:
    most, highest = _most(trend.rows)
    for row in trend.rows:
        yield (
            row.name,
            curve(row.events, most, steps),
            whole(row.total_events),
            curve(row.index, highest, steps),
            decimal(row.total_index),
        )


def _most(rows: Sequence[TrendRow]) -> tuple[float, float]:
    events = max((n for row in rows for n in row.events), default=0)
    return events, max((score for row in rows for score in row.index), default=0)


def curve(values: Sequence[float], most: float, steps: str) -> str:
    """A character for each value, in equal steps up to `most`; what is 0 has one of its own."""
    last = len(steps) - 1
    return "".join(
        steps[min(last, int(value / most * len(steps) - 1e-9))] if value > 0 else NOTHING[steps]
        for value in values
    )


def _legend(trend: Trend, steps: str) -> str:
    most, highest = _most(trend.rows)
    sentences = [
        _("{nothing} is a week without events, {top} the highest of all (events: {most}, score: {highest}).").format(
            nothing=NOTHING[steps], top=steps[-1], most=whole(int(most)), highest=decimal(highest)
        )
    ]  # fmt: skip
    if not trend.complete:
        sentences.append(_("The last week is not over."))
    return " ".join(sentences)
