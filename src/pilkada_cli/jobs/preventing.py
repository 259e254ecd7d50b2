"""What became of the threats that a register knows of."""

from pilkada_cli.analysis.prevention import Course, prevention
from pilkada_cli.domain.prevention import Prevention
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import reviewing
from pilkada_cli.storage.register import Reader


def look(reader: Reader, asked: Asked, point: AsOf) -> Prevention:
    """The threats under the filters, as they stood at a moment."""
    wanted = resolve_filters(reader.reference, asked).stored
    rows = map(Course._make, reviewing.courses(reader.tables, wanted))
    return prevention(rows, point.typed)
