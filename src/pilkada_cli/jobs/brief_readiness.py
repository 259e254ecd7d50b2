"""How ready everything is, for a brief."""

from pilkada_cli.domain.readiness_table import ItemReady, is_late
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.jobs.readiness import View, look
from pilkada_cli.storage.readiness import standings
from pilkada_cli.storage.register import Reader


def items(reader: Reader, cut: Cut, region: str | None) -> tuple[ItemReady, ...] | None:
    """The items that anybody reported on, and those past their day; None where nobody ever did."""
    if not standings(reader.tables, cut.day.isoformat()):
        return None
    view = View(region=region or reader.reference.province.code)
    found = look(reader, view, cut.as_of, cut.now)
    day = cut.day.isoformat()
    return tuple(item for item in found.items if item.reported or is_late(item, day)) or None
