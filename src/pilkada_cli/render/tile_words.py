"""What a tile map is called, and what is said of a tile."""

from collections.abc import Iterator

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import Measure
from pilkada_cli.domain.tile_map import By, Tile, TileMap
from pilkada_cli.i18n import N_, Sentence, _


def heading(found: TileMap, reference: Reference) -> str:
    """What the tiles show."""
    if found.by == By.COVERAGE:
        return _("Part of the reports owed that came")
    names = {
        (By.LEVEL, Measure.OPEN): N_("Open events and their worst level after measures"),
        (By.LEVEL, Measure.RECORD): N_("Events and their worst level"),
        (By.SCORE, Measure.OPEN): N_("Open score for each hundred {unit}"),
        (By.SCORE, Measure.RECORD): N_("Record score for each hundred {unit}"),
    }
    return str(Sentence(names[found.by, found.measure], unit=reference.exposure.unit))


def remarks(found: TileMap) -> Iterator[str]:
    """What the tiles need in words."""
    if found.fell_back:
        yield _("Nothing is open in any regency, so the record of what happened is shown.")
    if any(tile.low for tile in found.tiles):
        yield _("! too little came of what was owed, or too long ago: silence is not safety")
    if found.province_wide and found.by == By.LEVEL:
        yield str(
            Sentence(
                N_("{n} event is province-wide and stands in no tile."),
                N_("{n} events are province-wide and stand in no tile."),
                n=found.province_wide,
            )
        )


def silence(tile: Tile) -> str:
    """For how long nothing was heard."""
    if tile.silent_days is None:
        return _("never heard")
    return str(Sentence(N_("silent for {n} day"), N_("silent for {n} days"), n=tile.silent_days))
