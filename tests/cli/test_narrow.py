"""Tables on narrow screens: lines break between words, and names stay whole."""

import re

import pytest
from tests.conftest import LATER, Cli

SCREENS = (
    "report list",
    "report list --columns id,region,category,title,known_at",
    "report show LAP-1",
    "report search surat",
    "summary",
    "summary -r Banjarbaru",
    "summary --by category",
    "summary --by athg",
    "coverage -r Banjar",
    "diff --since 2024-11-24 --as-of 2024-11-28",
    "region list",
    "region show Banjarbaru",
    "stage list",
    "stage show kampanye",
    "taxonomy list",
    "taxonomy show netralitas",
    "taxonomy scales",
    "log",
)


LONG = 20
"""Characters of a name from which a table that says so may part it."""


def drawn(cli: Cli, screen: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    return cli.ok(*screen.split(), now=LATER)


def words(text: str) -> set[str]:
    return {word for word in text.split() if not re.fullmatch(r"[─-]+|.*…", word)}


def is_piece(word: str, name: str) -> bool:
    """Whether a word is part of a name, parted behind a hyphen or a stroke."""
    return re.search(rf"(?:^|[-/]){re.escape(word)}(?:$|(?<=[-/]))", name) is not None


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_word_is_broken_and_a_name_only_where_it_is_longer_than_half_a_screen(
    sample: Cli, screen: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PILKADA_LANG", lang)
    whole = words(drawn(sample, screen, 600, monkeypatch))
    for columns in (40, 50, 60, 80):
        page = drawn(sample, screen, columns, monkeypatch)
        assert max(map(len, page.splitlines())) <= columns
        long = [name for name in whole if len(name) > min(columns / 2, LONG)]
        broken = {
            word for word in words(page) - whole if not any(is_piece(word, name) for name in long)
        }
        assert not broken, columns


def test_a_row_that_fits_in_no_table_stands_as_lines_of_names_and_values(
    sample: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = drawn(sample, "report list", 40, monkeypatch).splitlines()
    assert lines[0] == "─" * 40
    first = {line.split()[0]: line.split(None, 1)[1] for line in lines[1:6] if line[0] != " "}
    assert first["id"] == "LAP-21"
    assert first["level"] == "High"
