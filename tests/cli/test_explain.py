"""``pilkada summary --explain``: what a reader with a calculator can work out again."""

import json
import re
from datetime import UTC, datetime

import pytest
from tests.conftest import Cli


def explained(cli: Cli, *arguments: str) -> str:
    return cli.ok("summary", "--explain", *arguments)


def test_every_event_of_a_regency_stands_with_its_weight_and_closed_ones_with_a_dash(
    sample: Cli,
) -> None:
    lines = explained(sample, "-r", "Banjarbaru").splitlines()
    events = {line.split()[0]: line.split()[-4:] for line in lines if line.startswith("LAP-")}
    events.pop("LAP-T4")
    assert list(events) == [
        "LAP-4", "LAP-7", "LAP-15", "LAP-17", "LAP-18", "LAP-19", "LAP-20", "LAP-21",
    ]  # fmt: skip
    assert events["LAP-20"] == ["8", "0.7", "1", "5.6"]
    assert events["LAP-4"] == ["8", "1.0", "1", "–"]


@pytest.mark.parametrize("more", [(), ("--measure", "record"), ("--half-life", "90")])
def test_the_weights_add_up_to_the_score_that_json_gives(
    sample: Cli, more: tuple[str, ...]
) -> None:
    text = explained(sample, "-r", "Banjarbaru", *more)
    weights = [line.split()[-1] for line in text.splitlines() if line.startswith("LAP-")]
    row = json.loads(sample.ok("summary", "-f", "json", "-r", "Banjarbaru", *more))["regencies"][0]
    score = row["index" if "record" in more else "open_index"]
    assert sum(float(w) for w in weights if w != "–") == pytest.approx(score, abs=0.01)


def test_exposure_typical_event_rate_and_place_are_said_with_their_sums(sample: Cli) -> None:
    text = " ".join(explained(sample, "-r", "Banjarbaru").split())
    assert (
        "Exposure 4.03 hundred polling stations (KPU, situs hasil Pilkada 2024, 28 Nov 2024)"
        in text
    )
    assert "23.2 / 4.03 = 5.757" in text
    y = re.search(r"u = ([\d.]+), so these are 23\.2 / \1 = ([\d.]+) typical events", text)
    assert y and float(y[2]) == pytest.approx(23.2 / float(y[1]), abs=0.001)
    row = json.loads(sample.ok("summary", "-f", "json", "-r", "Banjarbaru"))["regencies"][0]
    assert f"Rate {row['rate']:.3f}, with 90 % certainty {row['rate_low']:.3f}" in text
    assert f"place 1 of 13, with 90 % certainty {row['rank_low']} to {row['rank_high']}." in text


def test_an_event_that_touches_several_regencies_is_explained_in_each(sample: Cli) -> None:
    assert explained(sample, "-r", "Balangan").count("LAP-1 ") == 1
    assert explained(sample, "-r", "Tanah Bumbu").count("LAP-1 ") == 1


def test_without_a_regency_all_that_have_an_event_are_explained_in_their_order(
    sample: Cli,
) -> None:
    lines = explained(sample).splitlines()
    headings = [lines[i - 1] for i, line in enumerate(lines) if line.startswith("id ")]
    rows = json.loads(sample.ok("summary", "-f", "json"))["regencies"]
    assert headings == [row["name"] for row in rows if row["events"]]


def test_by_score_the_explanation_ends_with_the_place(sample: Cli) -> None:
    text = explained(sample, "-r", "Banjarbaru", "--rank-by", "index")
    assert "Place 1 of 13." in text and "typical event" not in text


def test_markdown_explains_too_and_json_and_other_rankings_do_not(sample: Cli) -> None:
    assert "| LAP-20 | 16 Apr 2025 |" in explained(sample, "-f", "md").replace("\\", "")
    for arguments in (("-f", "json"), ("-f", "csv"), ("--by", "stage")):
        assert sample("summary", "--explain", *arguments).code == 2


def test_a_regency_without_an_event_has_nothing_to_explain(sample: Cli) -> None:
    assert "typical event" not in explained(sample, "-r", "Tapin")


def test_by_level_or_by_number_it_says_what_ranks_in_place_of_the_score(sample: Cli) -> None:
    day = ("--as-of", "2024-11-22", "--explain")
    by_level = " ".join(sample.ok("summary", "--rank-by", "level", *day).split())
    assert "the highest level, then the next: " in by_level
    by_count = " ".join(sample.ok("summary", "--rank-by", "count", *day).split())
    assert "What ranks is the number of events: " in by_count
    assert "the number of events: " not in " ".join(sample.ok("summary", *day).split())


@pytest.mark.parametrize("command", ["report list", "diff", "matrix", "map", "trend", "summary"])
@pytest.mark.parametrize("day", ["2024-11-22", "2026-06-01"])
def test_as_of_a_time_that_is_not_past_is_as_of_now_whatever_is_asked(
    sample: Cli, command: str, day: str
) -> None:
    sample.now = datetime(2024, 11, 22, 2, 30, tzinfo=UTC)
    asked = (*command.split(), "-f", "json")
    now, then = (json.loads(sample.ok(*asked, *more)) for more in ((), ("--as-of", day)))
    for each in (now, then):
        if isinstance(each, dict):
            each.pop("as_of")
    assert now == then
