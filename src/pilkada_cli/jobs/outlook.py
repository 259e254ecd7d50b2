"""The ranked summary of a register: what is counted, how it ages, and where chance comes from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pilkada_cli.analysis.counting import Counted, SumsBy, count_by, in_full, sums_by
from pilkada_cli.analysis.summary import Question, summarise
from pilkada_cli.domain.actions import Action
from pilkada_cli.domain.coverage import Covered
from pilkada_cli.domain.events import Cell
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.stages import Standing, standing
from pilkada_cli.domain.summary import Measure, RankBy, Summary
from pilkada_cli.domain.sums import NOTHING, Sums
from pilkada_cli.jobs import covering
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.typed import today_of
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage import queries, settings, sums, withheld
from pilkada_cli.storage.actions import Wanted, actions
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.selection import Filter

if TYPE_CHECKING:
    from pilkada_cli.domain.explanation import Explanation
    from pilkada_cli.domain.readiness_table import Ready

WORST = 5
NAMED = 12


@dataclass(frozen=True, slots=True)
class Outlook:
    """A summary with what its screen shows beside it.

    `alone` is the office's regency where too little was heard of the others, so that
    a place among all would say nothing; None where the register may rank.
    """

    summary: Summary
    standing: Standing
    of_all: int
    worst_open: tuple[dict[str, object], ...]
    left_out: dict[str, list[str]]
    place: str
    withheld: int
    explained: "tuple[Explanation, ...]" = ()
    covered: Covered | None = None
    overdue: tuple[Action, ...] = ()
    least_ready: "Mapping[str, Ready] | None" = None
    alone: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """How a summary ranks. `half_life` is in days; `by` are the rankings that are looked at.

    With `explain` every event is looked at too, with `readiness` what is least ready.
    """

    measure: Measure = Measure.OPEN
    rank_by: RankBy = RankBy.RATE
    half_life: float | None = None
    by: Sequence[str] = ("regency", "stage", "category", "athg")
    explain: bool = False
    readiness: bool = False


def look(reader: Reader, asked: Asked, as_of: AsOf, view: View) -> Outlook:
    """The ranked summary of a register, under filters, as of a day."""
    reference, tables = reader.reference, reader.tables
    resolved = resolve_filters(reference, asked)
    stored = resolved.stored
    rated = stored.region is not None or "regency" in view.by
    until = as_of.day.isoformat()
    heard = {r.code: queries.last_heard(tables, r.code, until) for r in reference.regencies}
    seen = covering.window(reference, as_of, asked.now, resolved.named.since, resolved.named.until)
    covered = covering.covered(reader, seen, heard, as_of) if rated and seen else None
    question = Question(
        as_of=as_of.day,
        typed=as_of.typed,
        filters=replace(resolved.named, regency=stored.region),
        district=stored.district is not None,
        measure=view.measure,
        rank_by=view.rank_by,
        last_heard=heard,
        coverage={code: each.coverage for code, each in covered.shares.items()} if covered else {},
        half_life=view.half_life,
        streams=seeded if rated else None,
        by=view.by,
    )
    fresh = _Fresh(min(as_of.day, today_of(reference, asked.now)), view.half_life)
    cells = fresh(queries.district_tally(tables, stored)) if "district" in view.by else ()
    districts = count_by(cells, reference.scale, "regency")
    summary = summarise(_sums_by(reader, stored, fresh), reference, question, districts)
    summary = replace(
        summary,
        filters=resolved.named,
        coverage_period=covered.period if covered else None,
    )
    return Outlook(
        summary=summary,
        standing=standing(reference, as_of.day, stored.region),
        of_all=len(reference.regencies),
        worst_open=tuple(queries.worst_open(tables, stored, WORST)) if stored.region else (),
        place=place_name(reference, resolved.named.regency),
        left_out=queries.left_out(tables, stored, NAMED),
        withheld=withheld.count(reader.connection),
        explained=_explained(reader, stored, summary, fresh) if view.explain else (),
        covered=covered,
        overdue=_overdue(reader, stored, as_of.day),
        least_ready=_least_ready(reader, as_of) if view.readiness else None,
        alone=_alone(reader, heard),
    )


def _alone(reader: Reader, heard: Mapping[str, str | None]) -> str | None:
    """The office's own regency, unless most regencies were heard of and all of it may be seen."""
    own = settings.get(reader.connection, "region")
    most = 2 * sum(day is not None for day in heard.values()) > len(heard)
    if own not in heard or (most and not withheld.count(reader.connection)):
        return None
    return own


def _overdue(reader: Reader, stored: Filter, today: date) -> tuple[Action, ...]:
    """The actions past their day, of the region and categories that are looked at."""
    wanted = Wanted(
        regions=None if stored.region is None else (stored.region,),
        categories=stored.categories,
        overdue_on=today,
    )
    return tuple(actions(reader.tables, wanted, reader.reference, today))


def _least_ready(reader: Reader, as_of: AsOf) -> "Mapping[str, Ready]":
    from pilkada_cli.jobs.readiness import least_ready

    return least_ready(reader, as_of)


def _explained(
    reader: Reader, stored: Filter, summary: Summary, fresh: "_Fresh"
) -> "tuple[Explanation, ...]":
    from pilkada_cli.analysis.explaining import explain
    from pilkada_cli.domain.explanation import Placed

    events = map(Placed._make, queries.placed_events(reader.tables, stored))
    return explain(summary, events, reader.reference.scale, fresh.weight)


def seeded(name: str) -> Callable[[], float]:
    """A stream of numbers that is the same for the same name on every machine."""
    from random import Random

    return Random(f"pilkada.rate/1 {name}").random  # noqa: S311


@dataclass(frozen=True, slots=True)
class _Fresh:
    """Lets events count by their age in days: ``2^(-age / half-life)``, in full without a half-life."""

    today: date
    half_life: float | None

    def __call__(self, cells: Iterable[tuple[Cell, int, str]]) -> list[Counted]:
        aged = cache(self.weight)
        return [(cell, n, aged(day)) for cell, n, day in cells]

    def weight(self, day: str) -> float:
        """How far an event of a day counts; one to come counts in full."""
        if self.half_life is None:
            return 1
        age = max(0, (self.today - date.fromisoformat(day)).days)
        return float(2 ** (-age / self.half_life))


def sums_of(reader: Reader, wanted: Filter) -> SumsBy:
    """What there is to count by each dimension, every event in full."""
    return _sums_by(reader, wanted, _Fresh(date.max, None))


def _sums_by(reader: Reader, wanted: Filter, fresh: _Fresh) -> SumsBy:
    """What there is to count by each dimension: as it was added up, or else from the placements."""
    by_day = fresh.half_life is not None

    @cache
    def placed() -> SumsBy:
        return sums_by(_cells(reader, wanted, fresh), reader.reference.scale, wanted.region)

    def by(dimension: str) -> Mapping[str, Sums]:
        if not sums.answers(wanted, dimension, by_day=by_day):
            return placed()(dimension)
        found: dict[str, Sums] = {}
        for key, day, added in sums.read(reader.tables, wanted, dimension, by_day=by_day):
            aged = added.aged(fresh.weight(day)) if by_day else added
            found[key] = found.get(key, NOTHING).plus(aged)
        return found

    return by


def _cells(reader: Reader, wanted: Filter, fresh: _Fresh) -> list[Counted]:
    if fresh.half_life is None:
        return in_full(queries.tally(reader.tables, wanted))
    return fresh(queries.aged_tally(reader.tables, wanted))


def place_name(reference: Reference, code: str | None) -> str:
    """The name of the province, a regency, or a district with its regency."""
    if code is None:
        return reference.province.name
    if (district := reference.district_by_code.get(code)) is not None:
        return f"{district.name}, {reference.region_by_code[district.regency].name}"
    region = reference.region_by_code[code]
    return region.full_name
