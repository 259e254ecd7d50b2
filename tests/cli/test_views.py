"""``pilkada matrix`` and ``pilkada map``: the same numbers as the summary, drawn in characters."""

import io
import json
import sys
from typing import Any

import pytest
from tests.conftest import Cli


def document(cli: Cli, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok(*arguments, "-f", "json"))
    return found


FILTERS = (
    (),
    ("-r", "Banjarbaru"),
    ("-c", "kamtibmas", "--since", "2024-09-01", "--until", "2024-12-31"),
)


def test_every_event_stands_once_before_and_once_after_in_the_matrix(sample: Cli) -> None:
    for filters in FILTERS:
        totals = document(sample, "summary", *filters)["totals"]
        for measure, count in (("open", "open"), ("record", "events")):
            found = document(sample, "matrix", *filters, "--measure", measure)
            cells = found["cells"]
            assert found["events"] == totals[count], (filters, measure)
            assert sum(cell["before"] for cell in cells) == totals[count]
            assert sum(cell["after"] for cell in cells) == totals[count]


def test_measures_move_an_event_to_a_lower_cell_after_them_and_not_before(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks", "--phase", "ag",
           "--likelihood", "4", "--impact", "4")  # fmt: skip
    cli.ok("report", "amend", "1", "--residual-likelihood", "2", "--residual-impact", "1")
    found = document(cli, "matrix")
    held = [cell for cell in found["cells"] if cell["before"] or cell["after"]]
    assert [(c["likelihood"], c["impact"], c["before"], c["after"]) for c in held] == [
        (2, 1, 0, 1),
        (4, 4, 1, 0),
    ]
    assert (found["events"], found["lowered"]) == (1, 1)
    assert "Measures lowered the level of 1 of 1 event." in cli.ok("matrix")


def test_csv_has_a_row_for_each_cell_and_for_each_regency(sample: Cli) -> None:
    head, *rows = sample.ok("matrix", "-f", "csv").splitlines()
    assert head == "likelihood,impact,value,level,before,after"
    assert [tuple(map(int, row.split(",")[:2])) for row in rows] == [
        (likelihood, impact) for likelihood in range(1, 6) for impact in range(1, 6)
    ]
    assert len(sample.ok("map", "-f", "csv").splitlines()) == 1 + 13


def test_the_map_says_of_a_regency_what_the_summary_says(sample: Cli) -> None:
    for measure, count in (("open", "open"), ("record", "events")):
        summary = document(sample, "summary", "--measure", measure, "--as-of", "2024-11-28")
        rows = {row["code"]: row for row in summary["regencies"]}
        found = document(sample, "map", "--measure", measure, "--as-of", "2024-11-28")
        assert found["coverage_period"] == summary["coverage_period"]
        assert [tile["code"] for tile in found["tiles"]] == sorted(rows)
        for tile in found["tiles"]:
            row = rows[tile["code"]]
            assert tile["events"] == row[count]
            assert (tile["level"] is None) == (tile["events"] == 0)
            assert tile["rate"] == (row["rate"] if row["events"] else None)
            assert (tile["coverage"], tile["silent_days"]) == (row["coverage"], row["silent_days"])
            if measure == "record":
                assert tile["level"] == row["worst_level"]


def test_where_nothing_is_open_the_map_shows_the_record_and_says_so(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks")
    cli.ok("report", "close", "1")
    found = document(cli, "map")
    assert (found["measure"], found["fell_back"]) == ("record", True)
    assert "the record of what happened is shown" in cli.ok("map")


def test_a_register_without_reports_has_an_empty_matrix_and_map(cli: Cli) -> None:
    cli.ok("init", "--region", "Tapin", "--code", "TPN")
    assert "There is no event." in cli.ok("matrix")
    assert "Banjarmasin" in cli.ok("map", "--by", "score")


def test_a_map_on_a_console_without_blocks_is_drawn_in_plain_characters(
    sample: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = io.BytesIO()
    narrow = io.TextIOWrapper(paper, encoding="cp1252", newline="")
    monkeypatch.setattr(sys, "stdout", narrow)
    from pilkada_cli.cli.main import run

    assert run(["map"], now=sample.now) == 0
    narrow.flush()
    text = paper.getvalue().decode("cp1252")
    assert "1 ##### VH" in text
    assert "\\u" not in text


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("map", "--by", "category"), "level, score, coverage"),
        (("matrix", "--measure", "worst"), "open, record"),
        (("matriks",), "'matrix'"),
        (("peta",), "'map'"),
    ],
)
def test_what_is_none_of_them_is_refused_with_what_there_is(
    cli: Cli, arguments: tuple[str, ...], named: str
) -> None:
    asked = cli(*arguments)
    assert asked.code == 2
    assert named in asked.err
