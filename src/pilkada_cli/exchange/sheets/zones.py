"""Times of a sheet in the time zone of the election."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache

from pilkada_cli.domain.times import zone
from pilkada_cli.exchange.sheets.dates import Unreadable, When
from pilkada_cli.i18n import N_, Sentence


def at_home(when: When, zone_name: str, source_zone: str | None) -> When:
    """Day and time in the time zone of the election.

    `source_zone` is that of a sheet whose times name none; None says it is the
    election's. Raises `Unreadable` where a time of another zone has no day.
    """
    if when.clock is None or (when.ahead is None and source_zone in (None, zone_name)):
        return When(when.day, when.clock)
    if when.day is None:
        if when.ahead is not None and _is_usual(when.ahead, zone_name):
            return When(None, when.clock)
        raise Unreadable(
            Sentence(
                N_("'{value}' is of another time zone and has no day to count from"),
                value=when.clock.strftime("%H:%M"),
            )
        )
    moment = datetime.combine(when.day, when.clock)
    if when.ahead is not None:
        there = moment.replace(tzinfo=timezone(timedelta(hours=when.ahead)))
    else:
        there = moment.replace(tzinfo=zone(source_zone or zone_name))
    here = there.astimezone(zone(zone_name))
    return When(here.date(), here.time())


@lru_cache(maxsize=64)
def _is_usual(ahead: float, zone_name: str) -> bool:
    """Whether a zone of the same hours is meant; Indonesia's clocks are never changed."""
    offset = datetime(2024, 1, 1, tzinfo=zone(zone_name)).utcoffset()
    return offset == timedelta(hours=ahead)
