"""The regencies of a brief: who reported, and how each stands."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from pilkada_cli.domain.brief_lines import Coverage, RegencyLine, WideLine
from pilkada_cli.domain.coverage import LEAST, CoveredDay, State
from pilkada_cli.domain.reference import Region
from pilkada_cli.domain.sums import NOTHING, Sums
from pilkada_cli.jobs.brief_counts import Counted
from pilkada_cli.jobs.brief_period import Cut
from pilkada_cli.jobs.covering import Window, judged
from pilkada_cli.jobs.outlook import Outlook
from pilkada_cli.storage import settings, sums
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter


def last_states(reader: Reader, cut: Cut, region: str | None) -> dict[str, State]:
    """How the last reporting day stands, by the code of the regency."""
    last = _last(cut)
    return {
        each.code: judged(reader, each.code, last, cut.day).days[-1].state
        for each in _regencies(reader, region)
    }


def coverage(reader: Reader, cut: Cut, region: str | None, states: Mapping[str, State]) -> Coverage:
    """Who reported in the period, and who owes something of its last reporting day."""
    of = [each.code for each in _regencies(reader, region)]
    first, last = cut.reporting_days(reader.reference.election)
    seen = Window(first, last, cut.running)
    came = {code: judged(reader, code, seen, cut.day).days for code in of}
    reported = tuple(code for code, days in came.items() if any(map(_is_paid, days)))
    nil = tuple(c for c in of if c not in reported and any(day.nil for day in came[c]))
    heard = len(reported) + len(nil)
    asked = {code for code, days in came.items() if any(day.owed for day in days)}
    many = len(asked.union(reported, nil))
    own = region is not None and settings.get(reader.connection, "region") == region
    owing = (code for code in of if states[code] in _OWING)
    return Coverage(
        day=_last(cut).first.isoformat(),
        of=many,
        enough=0 < heard >= LEAST * many,
        own=own,
        reported=reported,
        nil=nil,
        owing=() if own else tuple(owing),
    )


_OWING = (State.MISSING, State.OWED, State.PARTLY)


def _is_paid(day: CoveredDay) -> bool:
    """Whether a report came on a day, or all that was owed had come before."""
    return day.reports > 0 or (day.state == State.FREE and day.owed > 0)


def regencies(
    states: Mapping[str, State],
    outlook: Outlook,
    before: Mapping[str, float],
    counted: Counted,
) -> tuple[RegencyLine, ...]:
    """How each regency stands, in the order of codes; `before` are open scores before the period."""
    rows = {row.code: row for row in outlook.summary.regencies}
    ranked = {code for code, row in rows.items() if row.events and outlook.alone is None}
    low = (
        {code for code, share in outlook.covered.shares.items() if share.low}
        if outlook.covered
        else set()
    )
    return tuple(
        RegencyLine(
            code=code,
            name=row.name,
            pg=row.pg,
            ag=row.ag,
            gn=row.gn,
            open=row.open,
            worst_level=counted.worst.get(code),
            open_index=row.open_index,
            open_index_before=before.get(code, 0.0),
            rate=row.rate if row.events else None,
            rate_low=row.rate_low if row.events else None,
            rate_high=row.rate_high if row.events else None,
            rank=row.rank if code in ranked else None,
            rank_low=row.rank_low if code in ranked else None,
            rank_high=row.rank_high if code in ranked else None,
            coverage=row.coverage,
            low=code in low,
            last_report_on=row.last_report_on,
            state=states[code],
            ids=tuple(counted.by_region.get(code, ())),
        )
        for code, row in sorted(rows.items())
    )  # fmt: skip


def whole_province(
    reader: Reader, before: Mapping[str, float], counted: Counted
) -> WideLine | None:
    """What the whole province has; `before` as for the regencies. None where nothing happened in it."""
    province = reader.reference.province
    added = _sums(reader).get(province.code, NOTHING)
    if not added.events:
        return None
    return WideLine(
        province.code, province.name, added.pg, added.ag, added.gn, added.open,
        counted.worst.get(province.code),
        added.open_score / 10, before.get(province.code, 0.0),
        tuple(counted.by_region.get(province.code, ())),
    )  # fmt: skip


def open_scores(reader: Reader) -> dict[str, float]:
    """The open score of each regency and of the whole province, by code."""
    return {code: added.open_score / 10 for code, added in _sums(reader).items()}


def _sums(reader: Reader) -> dict[str, Sums]:
    return {code: added for code, _day, added in sums.read(reader.tables, Filter(), "regency")}


def _regencies(reader: Reader, region: str | None) -> Iterable[Region]:
    return (each for each in reader.reference.regencies if region in (None, each.code))


def _last(cut: Cut) -> Window:
    day = cut.day - timedelta(days=1)
    return Window(day, day, cut.running)
