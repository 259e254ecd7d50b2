"""The weeks of a brief: how many events each had, and what surged in the last that is closed."""

from collections.abc import Iterator

from pilkada_cli.domain.alerts import Rules
from pilkada_cli.domain.brief_lines import Surge, WeekLine
from pilkada_cli.jobs import alerting, trending
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.storage.register import Reader


def surges(reader: Reader, cut: Cut, region: str | None, rules: Rules) -> Iterator[Surge]:
    """More events than usual in the last closed week, in a region or anywhere."""
    for alert in alerting.surges(reader, cut.until, rules):
        if region in (None, alert.region):
            assert alert.group and alert.week and alert.count and alert.expected is not None
            ids = tuple(alert.reports)
            yield Surge(alert.week, alert.region, alert.group, alert.count, alert.expected, ids)


def weeks(reader: Reader, cut: Cut, asked: Asked) -> Iterator[WeekLine]:
    """The events of the last twelve weeks, each once, and their score."""
    found = trending.trend(reader, asked, cut.as_of, "stage")
    for at, (week, start) in enumerate(zip(found.weeks, found.week_starts, strict=True)):
        events = sum(row.events[at] for row in found.rows)
        yield WeekLine(week, start, events, round(sum(row.index[at] for row in found.rows), 1))
