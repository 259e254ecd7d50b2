"""``pilkada trend``: weekly curves that are read without colour on any console."""

import io
import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Cli
from tests.golden import expect_screen

from pilkada_cli.render.trend import BLOCKS, DIGITS, curve


def document(cli: Cli, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok("trend", "-f", "json", *arguments))
    return found


def test_the_last_twelve_weeks_are_shown_unless_said(sample: Cli) -> None:
    found = document(sample, "--as-of", "2024-12-01")
    assert (found["weeks"][0], found["weeks"][-1]) == ("2024-W37", "2024-W48")
    assert len(found["weeks"]) == len(found["week_starts"]) == 12
    assert found["complete"] is True
    assert document(sample, "--as-of", "2024-11-30")["complete"] is False


def test_as_of_a_day_that_is_not_past_is_as_of_now(sample: Cli) -> None:
    now = document(sample)
    assert document(sample, "--as-of", "2026-06-01") == now | {"as_of": "2026-06-01"}


def test_all_weeks_together_are_what_the_summary_counts(sample: Cli) -> None:
    days = ("--since", "2024-08-01", "--until", "2025-06-01")
    rows = {row["key"]: row for row in document(sample, *days)["rows"]}
    summary = json.loads(sample.ok("summary", "-f", "json"))
    for row in summary["regencies"]:
        assert (
            rows[row["code"]]["total_events"] == row["events"] == sum(rows[row["code"]]["events"])
        )
        assert rows[row["code"]]["total_index"] == pytest.approx(row["index"])
    assert rows["63"]["total_events"] == summary["totals"]["province_wide"]
    stages = {row["key"]: row for row in document(sample, *days, "--by", "stage")["rows"]}
    assert {r["key"]: r["events"] for r in summary["stages"] if r["events"]} == {
        key: row["total_events"] for key, row in stages.items()
    }


def test_a_regency_has_its_own_rows_by_stage_too(sample: Cli) -> None:
    days = ("--since", "2024-08-01", "--until", "2025-06-01", "-r", "Banjarbaru")
    assert [row["key"] for row in document(sample, *days)["rows"]] == ["63.72"]
    assert sum(row["total_events"] for row in document(sample, *days, "--by", "stage")["rows"]) == 8


def test_without_events_a_sentence_stands_in_the_place_of_the_curves(cli: Cli) -> None:
    cli.ok("init", "--region", "Tapin", "--code", "TPN")
    for by in ("regency", "stage"):
        shown = cli.ok("trend", "--by", by)
        assert "No event in these weeks." in shown
        assert "·" not in shown
    assert document(cli, "--by", "stage")["rows"] == []
    assert not any(row["total_events"] for row in document(cli)["rows"])


def test_a_console_without_blocks_gets_digits(sample: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = io.BytesIO()
    narrow = io.TextIOWrapper(paper, encoding="cp1252", newline="")
    monkeypatch.setattr(sys, "stdout", narrow)
    from pilkada_cli.cli.main import run

    assert run(["trend", "--as-of", "2024-12-01"], now=sample.now) == 0
    narrow.flush()
    text = paper.getvalue().decode("cp1252")
    assert "...........9" in text
    assert "\\u" not in text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [50, 80])
def test_no_line_is_wider_than_the_screen_and_no_curve_is_cut(
    sample: Cli, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("PILKADA_LANG", language)
    lines = sample.ok("trend", "--as-of", "2024-12-01").splitlines()
    assert max(map(len, lines)) <= width
    assert any("···········█" in line for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "2023-01-01", "--until", "2025-01-01"),
        ("--since", "2024-12-01", "--until", "2024-11-01"),
        ("-r", "63.72.02"),
        ("--by", "category"),
    ],
)
def test_what_cannot_be_shown_is_refused(sample: Cli, arguments: tuple[str, ...]) -> None:
    assert sample("trend", *arguments).code == 2


@given(st.lists(st.integers(0, 10**9), min_size=1), st.sampled_from([BLOCKS, DIGITS]))
def test_a_curve_rises_where_the_numbers_do_and_only_nothing_is_nothing(
    values: list[int], steps: str
) -> None:
    drawn = curve(values, max(values), steps)
    height = {character: i for i, character in enumerate("·." + steps)}
    assert len(drawn) == len(values)
    for value, character in zip(values, drawn, strict=True):
        assert (character in "·.") == (value == 0)
        assert value < max(values) or value == 0 or character == steps[-1]
    pairs = sorted(zip(values, (height[c] for c in drawn), strict=True))
    assert [h for _, h in pairs] == sorted(h for _, h in pairs)


@pytest.mark.parametrize(
    ("name", "width", "language"),
    [("trend", 50, "id"), ("trend", 80, "en"), ("evaluate", 50, "en"), ("evaluate", 80, "id")],
)
def test_the_screen_is_as_it_was_looked_at(
    sample: Cli, monkeypatch: pytest.MonkeyPatch, name: str, width: int, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("PILKADA_LANG", language)
    arguments = ("--as-of", "2024-12-01") if name == "trend" else ("--until", "2024-12-01")
    expect_screen(f"{name}-{width}.{language}.txt", sample.ok(name, *arguments))
