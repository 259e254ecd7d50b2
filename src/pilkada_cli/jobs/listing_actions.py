"""Which actions are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from pilkada_cli.domain.actions import LIVE, Action
from pilkada_cli.domain.category_names import resolve_categories
from pilkada_cli.domain.names import within
from pilkada_cli.jobs.ids import resolve
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader

COLUMNS = tuple(each.name for each in fields(Action))


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters as typed, None for all; those that are over only with `every` or a `state`."""

    on: Sequence[str] = ()
    region: str | None = None
    category: str | None = None
    state: str | None = None
    overdue: bool = False
    every: bool = False


def listed(reader: Reader, asked: Asked, point: AsOf) -> list[Action]:
    """The actions under the filters as they stood at a moment, overdue ones first."""
    reference = reader.reference
    place = within(reference, asked.region)
    states = (asked.state,) if asked.state else None if asked.every else LIVE
    wanted = Wanted(
        regions=(place.region,) if place else None,
        district=place.district if place else None,
        subjects=resolve(reader, asked.on) if asked.on else None,
        states=states,
        categories=resolve_categories(reference, asked.category) if asked.category else None,
        overdue_on=point.day if asked.overdue else None,
    )
    return actions(reader.tables, wanted, reference, point.day)
