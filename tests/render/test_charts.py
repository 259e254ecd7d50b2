"""Charts: numbers on the marks, one picture to who hears it, and text that stays text."""

import itertools
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from tests.conftest import Cli

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.tile_map import By, Tile, TileMap
from pilkada_cli.exchange.charts import png, svg
from pilkada_cli.i18n import use_language
from pilkada_cli.render import charts
from pilkada_cli.render.charts.look import LEVELS, STEPS, ink_on, luminance

DAY = date(2024, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def specs(sample: Cli, reference: Reference) -> dict[str, charts.Spec]:
    """Every chart of the sample register."""
    from docs.charts import charts_of

    from pilkada_cli.jobs.workplace import Workplace

    use_language("en")
    place = Workplace(sample.register, sample.home, lambda: sample.now)
    return charts_of(place)


def numbers(spec: charts.Spec) -> Iterator[str]:
    """Every number that the rows of a chart bring, as it is written."""
    for view in (spec, *spec.get("hconcat", ())):
        for row in view.get("data", {}).get("values", ()):
            if row.get("number"):
                yield row["number"]


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_each_chart_is_one_picture_with_its_title_and_its_numbers_in_words(
    specs: dict[str, charts.Spec],
) -> None:
    for name, spec in specs.items():
        drawn = svg(spec)
        picture = ElementTree.fromstring(drawn)
        title, described = picture[0], picture[1]
        assert (title.tag, described.tag) == (f"{SVG}title", f"{SVG}desc"), name
        assert picture.get("role") == "img"
        assert picture.get("aria-label") == title.text == spec["title"]["text"]
        assert any(character.isdigit() for character in described.text or "")
        inner = [each for each in picture.iter() if each is not picture]
        assert not [a for each in inner for a in each.attrib if a == "role" or "aria" in a]
        assert {*numbers(spec)} <= {*texts(drawn)}, f"{name}: a number is on no mark"


def test_the_same_chart_gives_the_same_bytes(specs: dict[str, charts.Spec]) -> None:
    assert svg(specs["map"]) == svg(specs["map"])
    assert png(specs["map"], 1)[:8] == b"\x89PNG\r\n\x1a\n"


HOSTILE = "</text><script>alert(1)</script> datum.x {{y}} =1+1"


def test_a_hostile_name_is_written_as_it_is_and_does_nothing(reference: Reference) -> None:
    region = replace_name(reference, HOSTILE)
    tile = Tile(region.regencies[0].code, HOSTILE, 0, 0, 2, 5, 1.5, 1.0, 2.0, 0.5, True, 3)
    drawn = svg(charts.tile_map(map_of(tile), region, DAY))
    assert HOSTILE in texts(drawn)
    assert not list(ElementTree.fromstring(drawn).iter(f"{SVG}script"))
    assert "<script" not in drawn


def replace_name(reference: Reference, name: str) -> Reference:
    first, *rest = reference.regencies
    return replace(reference, regencies=(first._replace(name=name), *rest))


def map_of(*tiles: Tile) -> TileMap:
    from pilkada_cli.domain.summary import Filters, Measure

    return TileMap(
        "uji", "2024-11-22", By.LEVEL, Measure.OPEN, False, "pemerintah", Filters(), None, 0, tiles
    )


def contrast(one: float, other: float) -> float:
    high, low = max(one, other), min(one, other)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("fill", [*LEVELS.values(), *STEPS])
def test_what_stands_on_a_colour_can_be_read(fill: str) -> None:
    assert contrast(luminance(fill), luminance(ink_on(fill))) >= 4.5


def test_each_palette_grows_darker_so_that_it_prints_in_grey() -> None:
    for palette in ([*LEVELS.values()], STEPS):
        lights = [luminance(colour) for colour in palette]
        assert lights == sorted(lights, reverse=True)
        assert min(contrast(a, b) for a, b in pairs(lights)) > 1.1


def pairs(values: list[float]) -> Iterator[tuple[float, float]]:
    return itertools.pairwise(values)


def test_without_vl_convert_a_chart_names_what_to_install() -> None:
    code = (
        "import sys; sys.modules['vl_convert'] = None\n"
        "from pilkada_cli.errors import UsageError\n"
        "from pilkada_cli.exchange.charts import svg\n"
        "try: svg({})\n"
        "except UsageError as error: print(error.sentence, '|', error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        "charts are drawn with vl-convert, which is not installed here"
        ' | install it with: pip install "pilkada-cli[brief]"'
    )
