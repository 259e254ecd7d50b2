"""What people see, in both languages and on narrow screens."""

import os

import pytest
from tests.conftest import Cli
from tests.golden import expect_screen

SCREENS = {
    "summary": ("summary",),
    "summary-as-of": ("summary", "--as-of", "2024-11-22"),
    "summary-banjarbaru": ("summary", "-r", "Banjarbaru"),
    "summary-by-category": ("summary", "--by", "category", "--measure", "record"),
    "summary-by-athg": ("summary", "--by", "athg"),
    "summary-by-score": ("summary", "--rank-by", "index", "--half-life", "90"),
    "summary-by-district": ("summary", "--by", "district"),
    "summary-explained": ("summary", "--explain", "-r", "Banjar"),
    "report-list": ("report", "list", "-r", "Banjar"),
    "report-show": ("report", "show", "LAP-5"),
    "stage-now": ("stage", "now", "--on", "2024-11-22"),
    "stage-list": ("stage", "list", "-r", "Banjarbaru"),
    "stage-show": ("stage", "show", "rekapitulasi"),
    "region-list": ("region", "list"),
    "region-show": ("region", "show", "Banjarbaru"),
    "taxonomy-show": ("taxonomy", "show", "perusakan-apk"),
    "taxonomy-group": ("taxonomy", "show", "logistik"),
    "taxonomy-scales": ("taxonomy", "scales"),
    "help": ("--help",),
    "help-report-add": ("report", "add", "--help"),
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_is_as_it_was_looked_at(
    sample: Cli, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    monkeypatch.setenv("PILKADA_LANG", language)
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_: os.terminal_size((80, 24)))
    expect_screen(f"{name}.{language}.txt", sample.ok(*SCREENS[name]))


NARROW = {
    "coverage": ("coverage", "--as-of", "2024-11-28"),
    "coverage-office": ("coverage", "-r", "Banjarmasin", "--as-of", "2024-11-28"),
    "matrix": ("matrix", "--measure", "record"),
    "map": ("map",),
    "diff": ("diff", "--since", "2024-11-24", "--as-of", "2024-11-28"),
    "diff-nothing": ("diff", "--since", "2024-11-24", "--as-of", "2024-11-24"),
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [80, 50])
@pytest.mark.parametrize("name", NARROW)
def test_the_screen_is_as_it_was_looked_at_where_it_is_narrow(
    sample: Cli, monkeypatch: pytest.MonkeyPatch, name: str, width: int, language: str
) -> None:
    monkeypatch.setenv("PILKADA_LANG", language)
    monkeypatch.setenv("COLUMNS", str(width))
    expect_screen(f"{name}-{width}.{language}.txt", sample.ok(*NARROW[name]))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_no_table_is_wider_than_the_screen_and_no_number_is_cut(
    sample: Cli, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("PILKADA_LANG", language)
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments in (("summary",), ("summary", "-r", "Banjarbaru"), ("report", "list"),
                      ("log",), ("region", "list"), ("stage", "list"), ("taxonomy", "list"),
                      ("coverage",), ("diff", "--since", "2024-11-24"), ("matrix",),
                      ("map", "--by", "coverage")):  # fmt: skip
        lines = sample.ok(*arguments).splitlines()
        assert max(map(len, lines)) <= width
    screen = sample.ok("summary")
    assert "2,00" in screen or "2.00" in screen
    assert "Banjarbaru" in screen
