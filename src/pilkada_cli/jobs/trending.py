"""Weekly counts and scores from what the register has added up by day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pilkada_cli.domain.entry import EARLIEST
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import OUTSIDE
from pilkada_cli.domain.sums import NOTHING, Sums
from pilkada_cli.domain.trend import Trend, TrendRow
from pilkada_cli.domain.weeks import WEEK, last_day, monday, week_name, weeks
from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import N_, Sentence
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import sums
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter

USUAL = 12
"""Weeks, where nobody says since when."""

MOST = 53


def trend(reader: Reader, asked: Asked, as_of: AsOf, by: str) -> Trend:
    """The weeks from ``--since`` to ``--until``, which are counted whole.

    Raises `UsageError` for more than `MOST` weeks, for days too long ago or to come, and for a
    district, which has no rows.
    """
    stored = resolve_filters(reader.reference, asked).stored
    if stored.district is not None:
        raise UsageError(
            Sentence(N_("a district has no weekly counts")), Sentence(N_("name its regency"))
        )
    starts = _starts(asked, stored, as_of.day)
    wanted = Filter(
        region=stored.region, since=starts[0].isoformat(), until=last_day(starts[-1]).isoformat()
    )
    rows = _rows(_added(reader, wanted, by), starts, _names(reader.reference, by, stored.region))
    return Trend(
        as_of=as_of.typed,
        by=by,
        regency=stored.region,
        weeks=tuple(map(week_name, starts)),
        week_starts=tuple(start.isoformat() for start in starts),
        complete=last_day(starts[-1]) < as_of.day + timedelta(days=as_of.is_whole_day),
        rows=tuple(row for row in rows if by == "regency" or row.total_events),
    )


def _starts(asked: Asked, stored: Filter, last: date) -> list[date]:
    """The Mondays of the weeks that are shown, up to a day unless asked otherwise."""
    until = date.fromisoformat(stored.until) if stored.until else last
    if until < EARLIEST:
        raise UsageError(
            Sentence(
                N_("{flag} '{value}' is too long ago; at the earliest {first}"),
                flag="--until",
                value=asked.until,
                first=EARLIEST,
            )
        )
    since = date.fromisoformat(stored.since) if stored.since else monday(until) - (USUAL - 1) * WEEK
    if since > until and not stored.until:
        raise UsageError(
            Sentence(N_("{flag} '{value}' has not come yet"), flag="--since", value=asked.since)
        )
    starts = list(weeks(since, until))
    if not 0 < len(starts) <= MOST:
        raise UsageError(
            Sentence(N_("from {since} to {until} there are {n} weeks; 1 to {most} can be shown"),
                     since=since, until=until, n=len(starts), most=MOST),
            Sentence(N_("say --since and --until")),
        )  # fmt: skip
    return starts


def _added(reader: Reader, wanted: Filter, by: str) -> dict[tuple[str, date], Sums]:
    found: dict[tuple[str, date], Sums] = {}
    for key, day, added in sums.read(reader.tables, wanted, by, by_day=True):
        of = key, monday(date.fromisoformat(day))
        found[of] = found.get(of, NOTHING).plus(added)
    return found


def _names(reference: Reference, by: str, regency: str | None) -> dict[str, str]:
    """The rows in their order: what is shown, by key."""
    if by == "stage":
        return {stage.key: stage.key for stage in reference.stages} | {OUTSIDE: OUTSIDE}
    regions = [*reference.regencies, reference.province]
    return {r.code: r.name for r in regions if regency in (None, r.code)}


def _rows(
    added: Mapping[tuple[str, date], Sums], starts: list[date], names: Mapping[str, str]
) -> Iterable[TrendRow]:
    for key, name in names.items():
        each = [added.get((key, start), NOTHING) for start in starts]
        yield TrendRow(
            key=key,
            name=name,
            events=tuple(week.events for week in each),
            index=tuple(week.score / 10 for week in each),
            total_events=sum(week.events for week in each),
            total_index=sum(week.score for week in each) / 10,
        )
