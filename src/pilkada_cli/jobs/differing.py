"""What changed between two points in time, as the register knew it then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pilkada_cli.analysis.diff import Known, Moved, arrived, changed, diff, where
from pilkada_cli.domain.diff import Diff
from pilkada_cli.domain.times import instant, moment
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.outlook import View, look
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.workplace import AsOf, Workplace
from pilkada_cli.storage import changes
from pilkada_cli.storage.register import Reader

_DAY = len("2024-11-22")
USUAL = timedelta(days=1)
"""How far back the two points lie apart unless said."""


def points(workplace: Workplace, since: str | None, as_of: str | None) -> tuple[AsOf, AsOf]:
    """The two points that are compared: a day apart unless said.

    Raises `UsageError` where the first is the later one.
    """
    now = instant(workplace.now())
    last = workplace.as_of(as_of)
    ends = last.instant or now
    first = workplace.as_of(since or instant(moment(ends) - USUAL), "--since")
    is_later = first.typed[:_DAY] > max(last.typed[:_DAY], last.day.isoformat())
    if (first.instant or now) > ends or is_later:
        raise UsageError(
            Sentence(
                N_("--since {since} is later than --as-of {until}"),
                since=first.typed,
                until=last.typed,
            )
        )
    return first, last


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time, and the register as it was known then."""

    at: AsOf
    reader: Reader


def compare(before: Point, after: Point, asked: Asked, view: View) -> Diff:
    """Every regency and stage that stands otherwise at the second point, and why.

    Raises `UsageError` for unknown names.
    """
    moved = _moved(before.reader, after.reader, asked, aging=view.half_life is not None)
    return diff(
        look(before.reader, asked, before.at, view).summary,
        look(after.reader, asked, after.at, view).summary,
        list(moved),
    )


def _moved(before: Reader, after: Reader, asked: Asked, *, aging: bool) -> Iterator[Moved]:
    """The reports that weigh otherwise."""
    wanted = resolve_filters(after.reference, asked).stored
    touched = changes.touched(before, after)
    for row in changes.arrived(after, touched.new, wanted):
        yield arrived(row, wanted.region)
    for old, new in changes.changed(before, after, touched.old, wanted):
        regencies, stages = where(old.weighed, new.weighed, wanted.region, aging=aging)
        if old.known and (regencies or stages):
            stands = Known._make(new.known) if new.known else None
            yield changed(Known._make(old.known), stands, regencies, stages)
