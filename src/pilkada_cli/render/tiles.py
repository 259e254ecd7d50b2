"""The regencies as tiles where they lie, readable without colour, on screen and as Markdown."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import BinaryIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import Measure
from pilkada_cli.domain.tile_map import By, Tile, TileMap, placed
from pilkada_cli.i18n import N_, Sentence, _, language
from pilkada_cli.render import pages
from pilkada_cli.render.filter_words import only
from pilkada_cli.render.level_marks import legend, marks
from pilkada_cli.render.local import DASH, decimal, long_date, percent, short_date, whole
from pilkada_cli.render.tables import LEVEL_STYLES, Column, Fitted, safe, table
from pilkada_cli.render.tile_words import heading, remarks, silence

BLOCKS, PLAIN = ("■", "·"), ("#", ".")
"""The two signs of a bar: what it holds, and what it could hold."""

LONG = 5
"""Signs in a bar."""

WIDEST = 24
"""Characters of a tile where there is room."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made from; `day` is the day looked at."""

    map: TileMap
    reference: Reference
    day: date


def page(content: Page, signs: tuple[str, str]) -> RenderableType:
    """The tiles, and in sentences what they show; `signs` are `BLOCKS` or `PLAIN`."""
    return pages.page(_title(content), [Tiles(content, signs), *_sentences(content)])


def document(content: Page) -> Callable[[BinaryIO], int]:
    """What writes a table of the same as Markdown and returns the number of rows."""
    return pages.document(_title(content), [_table(content), *_sentences(content)])


def _title(content: Page) -> Text:
    name = content.reference.election.name.in_language(language())
    when = Sentence(N_("as of {day}"), day=long_date(content.day))
    shown = heading(content.map, content.reference)
    return pages.title(f"{name} · {content.reference.province.name}", f"{shown}, {when}")


def _sentences(content: Page) -> Iterator[Sentence | str]:
    found = content.map
    yield from only(found.filters)
    if found.by == By.COVERAGE and found.coverage_period:
        period = found.coverage_period
        yield Sentence(
            N_("Reporting days {first} to {last}."),
            first=short_date(period.since),
            last=short_date(period.until),
        )
    yield _level_words(content)
    yield from remarks(found)


def _level_words(content: Page) -> Sentence:
    words = {
        Measure.OPEN: N_("Worst level of what is open, after measures: {levels}."),
        Measure.RECORD: N_("Worst level: {levels}."),
    }
    levels = legend(content.reference.scale)
    return Sentence(words[content.map.measure], levels=levels)


def _bar_words(found: TileMap, sign: str) -> Sentence:
    words = {
        By.LEVEL: N_("{sign}: the level, of five."),
        By.SCORE: N_("{sign}: the score, compared with the highest of all."),
        By.COVERAGE: N_("{sign}: the part that came."),
    }
    return Sentence(words[found.by], sign=sign)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles as wide as the screen lets them be: a name above a number, a bar and a level."""

    content: Page
    signs: tuple[str, str]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Two lines for each row of tiles, and a blank one."""
        found = placed(self.content.map.tiles)
        columns = 1 + max((column for _tile, _row, column in found), default=0)
        width = min(WIDEST, (options.max_width - columns + 1) // columns)
        lines = self._lines(width)
        shown = {(row, column): lines[tile.code] for tile, row, column in found}
        blank = [Text(), Text()]
        for row in range(1 + max((row for _tile, row, _column in found), default=0)):
            if row:
                yield Text()
            tiles = [shown.get((row, column), blank) for column in range(columns)]
            yield from (_joined(line, width) for line in zip(*tiles, strict=True))
        if any(self.signs[0] in line.plain for _name, line in lines.values()):
            yield Text()
            yield safe(str(_bar_words(self.content.map, self.signs[0])))

    def _lines(self, width: int) -> dict[str, list[Text]]:
        """The two lines of each tile; where one is too narrow the bars go, then the levels."""
        tiles = self.content.map.tiles
        for kept in (("bar", "level"), ("level",), ()):
            said = {tile.code: self._said(tile, kept) for tile in tiles}
            if all(cell_len(line) <= width for line in said.values()):
                break
        names = {tile.code: safe(_name(tile, self.content.reference, width)) for tile in tiles}
        for name in names.values():
            name.stylize("bold")
        return {
            tile.code: [
                names[tile.code],
                Text(said[tile.code], LEVEL_STYLES.get(tile.level or 0, "")),
            ]
            for tile in tiles
        }

    def _said(self, tile: Tile, kept: Collection[str]) -> str:
        """A number, the bar and the level that are kept, and the mark of silence."""
        number, part = _number(self.content.map, tile)
        bar = self._bar(part) if part is not None and "bar" in kept else ""
        level = marks(self.content.reference.scale)[tile.level] if tile.level else ""
        parts = (number, bar, level if "level" in kept else "", "!" if tile.low else "")
        return " ".join(filter(None, parts))

    def _bar(self, part: float) -> str:
        filled = min(LONG, ceil(part * LONG - 1e-9))
        return self.signs[0] * filled + self.signs[1] * (LONG - filled)


def _number(found: TileMap, tile: Tile) -> tuple[str, float | None]:
    """What a tile shows, and as part of the most that there can be; None of nothing."""
    if found.by == By.COVERAGE:
        return percent(tile.coverage), tile.coverage
    if found.by == By.SCORE:
        most = max((each.rate or 0 for each in found.tiles), default=0)
        part = None if tile.rate is None or not most else tile.rate / most
        return decimal(tile.rate, 2), part
    if tile.level is None:
        return DASH, None
    return whole(tile.events), tile.level / LONG


def _name(tile: Tile, reference: Reference, width: int) -> str:
    """The name, or the first alias that fits; cut where none does."""
    names = (tile.name, *reference.region_by_code[tile.code].aliases)
    return next((name for name in names if cell_len(name) <= width), f"{tile.name[: width - 1]}…")


def _joined(tiles: Sequence[Text], width: int) -> Text:
    line = Text()
    for tile in tiles:
        line.append_text(tile).append(" " * (width + 1 - tile.cell_len))
    line.rstrip()
    return line


def _table(content: Page) -> Fitted:
    levels = {level.number: str(level.label) for level in content.reference.scale.levels}
    columns = [
        Column(_("regency or city")),
        Column(_("events"), number=True),
        Column(_("level")),
        Column(_("rate"), number=True),
        Column("90 %", number=True),
        Column(_("came"), number=True),
        Column(_("silent")),
    ]
    rows = [
        [
            tile.name,
            whole(tile.events),
            levels[tile.level] if tile.level else DASH,
            decimal(tile.rate, 2),
            DASH
            if tile.rate is None
            else f"{decimal(tile.rate_low)}{DASH}{decimal(tile.rate_high)}",
            percent(tile.coverage),
            f"{silence(tile)} !" if tile.low else silence(tile),
        ]
        for tile in content.map.tiles
    ]
    return table(columns, rows, heading(content.map, content.reference))
