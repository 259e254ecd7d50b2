"""What the pictures of a register show: its matrix, its map, its regencies by stage."""

from dataclasses import replace

from pilkada_cli.analysis import matrix as rated
from pilkada_cli.domain.coverage import Share
from pilkada_cli.domain.matrix import Matrix
from pilkada_cli.domain.reference import Region
from pilkada_cli.domain.stage_counts import StageCounts, StageTable
from pilkada_cli.domain.stages import OUTSIDE
from pilkada_cli.domain.summary import Measure, RankBy, RegencyRow
from pilkada_cli.domain.sums import NOTHING, Sums
from pilkada_cli.domain.tile_map import By, Tile, TileMap
from pilkada_cli.jobs.outlook import Outlook, View, look, sums_of
from pilkada_cli.jobs.reading import Asked, resolve_filters
from pilkada_cli.jobs.workplace import AsOf
from pilkada_cli.storage.ratings import ratings
from pilkada_cli.storage.register import Reader


def matrix(reader: Reader, asked: Asked, as_of: AsOf, measure: Measure) -> Matrix:
    """The events of a measure in the matrix of the scale in use, before and after measures."""
    reference, resolved = reader.reference, resolve_filters(reader.reference, asked)
    wanted = replace(resolved.stored, open=measure == Measure.OPEN)
    found = [rated.Rated._make(row) for row in ratings(reader.tables, wanted)]
    return Matrix(
        election=reference.election.key,
        as_of=as_of.typed,
        measure=measure,
        scale=reference.scale.key,
        filters=resolved.named,
        events=sum(each.events for each in found),
        lowered=rated.lowered(found, reference.scale),
        cells=rated.cells(found, reference.scale),
    )


def tile_map(reader: Reader, asked: Asked, as_of: AsOf, by: By, measure: Measure) -> TileMap:
    """The regencies where they lie, with what a summary says of them."""
    view = View(measure=measure, rank_by=RankBy.RATE, by=("regency",))
    return map_of(reader, asked, look(reader, asked, as_of, view), by)


def map_of(reader: Reader, asked: Asked, outlook: Outlook, by: By) -> TileMap:
    """The map that belongs to a summary by rate under the same filters."""
    reference, summary = reader.reference, outlook.summary
    sums = sums_of(reader, resolve_filters(reference, asked).stored)("regency")
    shares = outlook.covered.shares if outlook.covered else {}
    rows = {row.code: row for row in summary.regencies}
    wide = sums.get(reference.province.code, NOTHING)
    return TileMap(
        election=summary.election,
        as_of=summary.as_of,
        by=by,
        measure=summary.measure,
        fell_back=summary.fell_back,
        scale=summary.scale,
        filters=summary.filters,
        coverage_period=summary.coverage_period,
        province_wide=_burden(wide, summary.measure)[0],
        tiles=tuple(
            _tile(
                region,
                rows[region.code],
                _burden(sums.get(region.code, NOTHING), summary.measure),
                shares.get(region.code),
            )
            for region in reference.regencies
            if region.code in rows
        ),
    )


def _burden(sums: Sums, measure: Measure) -> tuple[int, int | None]:
    """How many events of a measure there are, and their worst level."""
    levels = sums.open_levels if measure == Measure.OPEN else sums.levels
    worst = next((len(levels) - i for i, n in enumerate(levels) if n), None)
    return sums.open if measure == Measure.OPEN else sums.events, worst


def _tile(
    region: Region, row: RegencyRow, burden: tuple[int, int | None], share: Share | None
) -> Tile:
    """A regency of which nothing is known has no rate, as in the ranking."""
    events, level = burden
    return Tile(
        code=region.code,
        name=region.name,
        row=region.tile[0] if region.tile else None,
        column=region.tile[1] if region.tile else None,
        events=events,
        level=level,
        rate=row.rate if row.events else None,
        rate_low=row.rate_low if row.events else None,
        rate_high=row.rate_high if row.events else None,
        coverage=row.coverage,
        low=share is not None and share.low,
        silent_days=row.silent_days,
    )


def stage_table(reader: Reader, asked: Asked, as_of: AsOf) -> StageTable:
    """The events of each regency by stage, under the filters."""
    reference, stored = reader.reference, resolve_filters(reader.reference, asked).stored
    of = {
        region: sums_of(reader, replace(stored, region=region.code))("stage")
        for region in reference.regencies
        if stored.region in (None, region.code)
    }
    calendar = [*(stage.key for stage in reference.stages), OUTSIDE]
    stages = [key for key in calendar if any(key in s and s[key].events for s in of.values())]
    return StageTable(
        as_of=as_of.typed,
        stages=tuple(stages),
        rows=tuple(
            StageCounts(
                region.code,
                region.name,
                tuple(sums.get(key, NOTHING).events for key in stages),
            )
            for region, sums in of.items()
        ),
    )
