"""The charts of a brief as specifications, from the register as it was known then."""

from collections.abc import Iterator

from pilkada_cli.domain.brief import BriefKind
from pilkada_cli.domain.summary import Measure
from pilkada_cli.domain.tile_map import By
from pilkada_cli.jobs import trending, views
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.jobs.outlook import Outlook
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.render import charts
from pilkada_cli.storage.register import Reader

Named = tuple[str, charts.Spec]


def specifications(
    reader: Reader, cut: Cut, asked: Asked, outlook: Outlook, kind: BriefKind
) -> Iterator[Named]:
    """Each by its name; what compares regencies for the province alone, an attention report has none."""
    if kind == BriefKind.ATTENTION:
        return
    reference, as_of, day = reader.reference, cut.as_of, cut.day
    if asked.region is None:
        yield "map", charts.tile_map(views.map_of(reader, asked, outlook, By.LEVEL), reference, day)
        yield "intervals", charts.intervals(outlook.summary, reference, day)
        yield "stages", charts.stages(views.stage_table(reader, asked, as_of), reference, day)
    yield "weeks", charts.weeks(trending.trend(reader, asked, as_of, "stage"))
    yield "matrix", charts.matrix(views.matrix(reader, asked, as_of, Measure.OPEN), reference, day)
