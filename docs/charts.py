"""The charts of the sample register, on the day after the vote."""

import os
from datetime import UTC, datetime
from pathlib import Path

from pilkada_cli.domain.summary import Measure
from pilkada_cli.domain.tile_map import By
from pilkada_cli.exchange.charts import svg
from pilkada_cli.jobs import trending, views
from pilkada_cli.jobs.outlook import View, look
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.render import charts

NOW = datetime(2025, 6, 1, tzinfo=UTC)
DAY = "2024-11-28"


def drawn_charts(language: str) -> dict[str, str]:
    """Every chart as SVG, by name, in the language spoken now."""
    from screens import sample

    with sample(language, 100):
        register = Path(os.environ["PILKADA_REGISTER"])
        specs = charts_of(Workplace(register, register.parent, lambda: NOW))
    return {name: svg(spec) + "\n" for name, spec in specs.items()}


def charts_of(workplace: Workplace) -> dict[str, charts.Spec]:
    """Every chart of a register as of `DAY`, by name."""
    point, asked = workplace.as_of(DAY), Asked(now=NOW)
    with workplace.read(point.instant) as reader:
        reference = reader.reference
        outlook = look(reader, asked, point, View(by=("regency",)))
        places = views.map_of(reader, asked, outlook, By.LEVEL)
        rated = views.matrix(reader, asked, point, Measure.RECORD)
        table = views.stage_table(reader, asked, point)
        trend = trending.trend(reader, asked, point, "stage")
    return {
        "map": charts.tile_map(places, reference, point.day),
        "intervals": charts.intervals(outlook.summary, reference, point.day),
        "stages": charts.stages(table, reference, point.day),
        "weeks": charts.weeks(trend),
        "matrix": charts.matrix(rated, reference, point.day),
    }
