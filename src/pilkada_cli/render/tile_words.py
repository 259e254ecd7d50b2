"""What a tile map is called, and what is said of a tile."""

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


def silence(tile: Tile) -> str:
    """For how long nothing was heard."""
    if tile.silent_days is None:
        return _("never heard")
    return str(Sentence(N_("silent for {n} day"), N_("silent for {n} days"), n=tile.silent_days))
