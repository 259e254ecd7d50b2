"""``pilkada evaluate``: what the register would have foretold."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks.ranking import exposures, poisson
from tests.conftest import Cli

START = datetime(2024, 1, 1, 1, 0, tzinfo=UTC)
WEEKS = 40


def season(seed: int) -> list[dict[str, str]]:
    """Disturbances of 40 weeks, four a week to be expected, at rates of spread 1."""
    chance, size = Random(seed), exposures()
    rates = {code: chance.gammavariate(1, 1) * e for code, e in size.items()}
    scale = 4 / sum(rates.values())
    found = []
    for week in range(WEEKS):
        for code, rate in rates.items():
            for _ in range(poisson(chance, rate * scale)):
                day = START + timedelta(days=7 * week + chance.randrange(7))
                found.append({
                    "title": f"Kejadian {len(found)}", "region": code, "phase": "gn",
                    "category": "kamtibmas/perusakan-apk", "verification": "verified",
                    "occurred_on": f"{day:%Y-%m-%d}", "known_at": f"{day:%Y-%m-%dT%H:%M:%S}.000Z",
                    "source_ref": f"uji-{len(found)}",
                })  # fmt: skip
    return found


def document(cli: Cli, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok("evaluate", "-f", "json", *arguments))
    return found


@pytest.fixture
def simulated(cli: Cli, tmp_path: Path) -> Cli:
    import csv

    rows, path = season(1), tmp_path / "season.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    cli.now = START + timedelta(weeks=WEEKS, days=2)
    result = cli("report", "import", str(path))
    assert result.code == 0, result.err
    return cli


def test_where_regencies_differ_the_ranking_beats_last_week_and_chance(simulated: Cli) -> None:
    found = document(simulated)
    assert (found["weeks"], found["enough"]) == (WEEKS - 1, True)
    assert found["hits"] > max(found["hits_last_week"], found["hits_chance"])


def test_what_was_not_known_then_foretells_nothing(cli: Cli) -> None:
    for day in ("2024-10-01", "2024-10-09", "2024-10-16"):
        cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "logistik/kekurangan", "--phase", "gn",
               "--at", day)  # fmt: skip
    found = document(cli)
    assert found["blind_weeks"] == found["weeks"] == 2
    assert found["hits"] == pytest.approx(found["hits_chance"])


def test_a_register_without_a_week_to_look_back_at_says_so(cli: Cli) -> None:
    cli.ok("init", "--region", "Tapin", "--code", "TPN")
    assert document(cli)["weeks"] == 0
    assert "no week to look back at" in cli.ok("evaluate")


def test_too_many_weeks_are_refused_with_the_way_out(sample: Cli) -> None:
    result = sample("evaluate", "--since", "2023-01-01")
    assert result.code == 2
    assert "say --since and --until" in result.err
