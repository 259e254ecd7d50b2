"""The tile map: the regencies where they lie."""

from datetime import date

from pilkada_cli.domain.reference import Reference, Scale
from pilkada_cli.domain.summary import Measure
from pilkada_cli.domain.tile_map import By, Tile, TileMap, placed
from pilkada_cli.i18n import _, language
from pilkada_cli.render.charts.look import (
    FAINT,
    INK,
    Spec,
    as_of,
    chart,
    fill_of,
    given,
    ink_on,
    listed,
    step,
    values,
    words,
)
from pilkada_cli.render.local import DASH, decimal, percent, whole
from pilkada_cli.render.tile_words import heading, remarks, silence

WIDTH, HEIGHT = 138, 72
"""Of a tile, in pixels."""

_INSET = WIDTH / 2 - 11


def tile_map(found: TileMap, reference: Reference, day: date) -> Spec:
    """The regencies as tiles, each with the number and the words that `found` is by."""
    most = max((tile.rate or 0 for tile in found.tiles), default=0)
    where = placed(found.tiles)
    rows = [
        {"row": row, "column": column, **_shown(found, tile, reference.scale, most)}
        for tile, row, column in where
    ]
    return chart(
        heading(found, reference),
        "\n".join((as_of(day), *remarks(found))),
        listed((row["name"], f"{row['number']}, {row['note']}") for row in rows),
        data=values(rows),
        width={"step": WIDTH},
        height={"step": HEIGHT},
        encoding={
            "x": _band("column", 1 + max((column for _, _, column in where), default=0)),
            "y": _band("row", 1 + max((row for _, row, _ in where), default=0)),
        },
        layer=[
            {
                "mark": {"type": "rect", "cornerRadius": 5, "stroke": INK, "strokeOpacity": FAINT},
                "encoding": {"fill": given("fill")},
            },
            words("name", align="left", dx=-_INSET, dy=-22),
            words("number", align="left", dx=-_INSET, dy=1, fontSize=20, fontWeight="bold"),
            words("note", align="left", dx=-_INSET, dy=23, fontSize=11),
            words("mark", align="right", dx=_INSET, dy=1, fontSize=20, fontWeight="bold"),
        ],
    )


def _band(field: str, n: int) -> Spec:
    scale = {"domain": list(range(n)), "paddingInner": 0.05, "paddingOuter": 0}
    return {"field": field, "type": "ordinal", "axis": None, "scale": scale}


def _shown(found: TileMap, tile: Tile, scale: Scale, most: float) -> Spec:
    number, note, fill = _words(found, tile, scale, most)
    return {
        "name": tile.name,
        "number": number,
        "note": note,
        "mark": "!" if tile.low else "",
        "fill": fill,
        "ink": ink_on(fill),
    }


def _words(found: TileMap, tile: Tile, scale: Scale, most: float) -> tuple[str, str, str]:
    """A number, a note below it, and the colour."""
    if found.by == By.COVERAGE:
        return percent(tile.coverage), silence(tile), step(tile.coverage, 1)
    if found.by == By.SCORE and tile.rate is not None:
        between = f"{decimal(tile.rate_low)} {DASH} {decimal(tile.rate_high)}"
        return decimal(tile.rate, 2), between, step(tile.rate, most)
    label = next((level.label for level in scale.levels if level.number == tile.level), None)
    if found.by == By.LEVEL and label:
        fill = fill_of(scale.levels, tile.level)
        return whole(tile.events), label.in_language(language()), fill
    is_open = found.by == By.LEVEL and found.measure == Measure.OPEN
    return DASH, _("nothing open") if is_open else _("no event"), "none"
