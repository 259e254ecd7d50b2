"""``pilkada coverage``, and what a summary says of silence."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Cli
from tests.other_election import OTHER, write_other_election

MORNING = datetime(2024, 11, 22, 2, 30, tzinfo=UTC)
"""10.30 WITA: the reporting day of the 22nd has begun."""


def found(cli: Cli, *arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(cli.ok("coverage", "-f", "json", *arguments))
    return document


def row(cli: Cli, code: str, *arguments: str) -> dict[str, Any]:
    rows = found(cli, *arguments)["regencies"]
    return next(each for each in rows if each["code"] == code)


def states(place: dict[str, Any]) -> dict[str, str]:
    return {day["day"]: day["state"] for day in place["days"]}


@pytest.fixture
def told(cli: Cli) -> Cli:
    """A report about HST of the 20th, nothing on the 21st, a nil report on the 22nd."""
    cli.ok("report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir", "--at", "2024-11-20",
           "--known", "2024-11-20 10.00", "--district", "Barabai")  # fmt: skip
    cli.ok("report", "nil", "-r", "HST")
    return cli


def test_a_calendar_says_report_nil_missing_and_owed(told: Cli) -> None:
    days = states(row(told, "63.07"))
    assert [*days.items()][-3:] == [
        ("2024-11-20", "report"), ("2024-11-21", "missing"), ("2024-11-22", "nil"),
    ]  # fmt: skip
    assert states(row(told, "63.72"))["2024-11-22"] == "owed"


def test_two_weeks_are_looked_at_unless_others_are_asked_for(told: Cli) -> None:
    assert found(told)["filters"] == {"regency": None, "since": "2024-11-09", "until": "2024-11-22"}
    asked = found(told, "--since", "2024-11-20", "--until", "21/11/2024")
    assert [*states(asked["regencies"][0])] == ["2024-11-20", "2024-11-21"]


@pytest.mark.parametrize("format", ["table", "md"])
def test_a_calendar_of_more_than_a_year_is_refused_with_a_way_out(told: Cli, format: str) -> None:
    result = told("coverage", "--since", "1900-01-01", "-f", format)
    assert (result.code, result.out) == (2, "")
    assert "53 weeks at most" in result.err
    assert "-f csv" in result.err
    assert told("coverage", "--since", "2023-11-24", "-f", format).code == 0


def test_coverage_and_alerts_as_of_a_day_to_come_are_those_of_now(told: Cli) -> None:
    for command in ("coverage", "alert"):
        now = json.loads(told(command, "-f", "json").out)
        then = json.loads(told(command, "-f", "json", "--as-of", "2030-01-01").out)
        for each in (now, then):
            each.pop("as_of")
            for row in each.get("regencies", ()):
                for key in ("silent_days", "low"):
                    row.pop(key)
        assert then == now


def test_days_to_come_are_not_looked_at(told: Cli) -> None:
    assert found(told, "--until", "2024-12-31")["filters"]["until"] == "2024-11-22"
    result = told("coverage", "--since", "2024-12-01")
    assert (result.code, result.out) == (2, "")
    assert "--since '2024-12-01' has not come yet" in result.err


def test_before_the_cut_off_the_reporting_day_is_still_that_of_yesterday(told: Cli) -> None:
    night = datetime(2024, 11, 22, 20, 0, tzinfo=UTC)  # 04.00 WITA on the 23rd
    document = json.loads(told.ok("coverage", "-f", "json", now=night))
    assert document["filters"]["until"] == "2024-11-22"


def test_coverage_is_the_part_that_came_of_what_was_owed(told: Cli) -> None:
    hst = row(told, "63.07", "--since", "2024-11-20")
    assert (hst["coverage"], hst["low"]) == (0.667, False)
    assert row(told, "63.07")["low"] is True


def test_as_of_is_the_calendar_as_it_was_known_then(told: Cli) -> None:
    days = states(row(told, "63.07", "--as-of", "2024-11-21"))
    assert [*days.values()][-2:] == ["report", "owed"]
    told.ok("report", "nil", "-r", "HST", "--on", "2024-11-21")
    assert states(row(told, "63.07"))["2024-11-21"] == "nil"
    assert states(row(told, "63.07", "--as-of", "2024-11-21"))["2024-11-21"] == "owed"


def test_as_of_a_day_that_is_not_over_is_as_of_now(told: Cli) -> None:
    assert found(told, "--as-of", "2024-11-22") == found(told)


def test_a_withdrawn_report_pays_nothing_and_a_refuted_one_does(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "bencana/banjir")
    cli.ok("report", "refute", "LAP-1", "--reason", "gladi")
    assert states(row(cli, "63.07"))["2024-11-22"] == "report"
    cli.ok("undo", "--yes")
    cli.ok("undo", "--yes")
    assert states(row(cli, "63.07"))["2024-11-22"] == "owed"


def test_a_report_that_only_affects_a_regency_does_not_pay_for_it(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "bencana/banjir", "--affects", "HSU")
    assert states(row(cli, "63.08"))["2024-11-22"] == "owed"


def test_a_regency_that_is_asked_for_stands_with_its_districts(told: Cli) -> None:
    document = found(told, "-r", "HST")
    assert [each["code"] for each in document["regencies"]] == ["63.07"]
    by_name = {each["name"]: states(each) for each in document["districts"]}
    assert by_name["Barabai"]["2024-11-20"] == "report"
    assert by_name["Haruyan"]["2024-11-20"] == "free"
    for days in by_name.values():
        assert (days["2024-11-21"], days["2024-11-22"]) == ("missing", "nil")


def test_one_district_stands_alone_below_its_regency(told: Cli) -> None:
    document = found(told, "-r", "Barabai")
    assert document["filters"]["regency"] == document["districts"][0]["code"]
    assert [each["name"] for each in document["districts"]] == ["Barabai"]


def test_the_office_of_a_regency_sees_its_districts_unless_it_asks_for_all(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    assert {each["regency"] for each in found(cli)["districts"]} == {"63.07"}
    assert len(found(cli, "-r", "63")["regencies"]) == 13


def test_csv_has_a_row_for_each_place_and_day(told: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(told.ok("coverage", "-f", "csv"))))
    assert len(rows) == 13 * 14
    assert [*rows[0]] == [
        "code", "name", "day", "state", "reports", "nil", "owed", "per_days", "missing",
    ]  # fmt: skip
    excel = told.ok("coverage", "-f", "csv", "--dialect", "excel-id")
    assert ";" in excel.splitlines()[1]


def test_markdown_says_what_the_screen_says(told: Cli) -> None:
    text = told.ok("coverage", "-f", "md", "--since", "2024-11-20")
    assert "| Hulu Sungai Tengah | \\--+x0-- | 66 % | 0 d |" in text


def test_the_alias_and_a_file_give_the_same(told: Cli, tmp_path: Path) -> None:
    told.ok("cakupan", "-o", str(tmp_path / "cakupan.txt"))
    assert (tmp_path / "cakupan.txt").read_text() == told.ok("coverage")


def test_many_reports_of_a_day_are_all_counted(cli: Cli) -> None:
    for n in range(3):
        cli.ok("report", "add", f"Uji {n}", "-r", "HST", "-c", "bencana/banjir")
    assert row(cli, "63.07")["days"][-1]["reports"] == 3


def test_a_summary_has_the_coverage_that_the_calendar_has(told: Cli) -> None:
    summary = json.loads(told.ok("summary", "-f", "json"))
    calendar = found(told)
    assert summary["coverage_period"] == {"since": "2024-11-09", "until": "2024-11-22"}
    assert {r["code"]: r["coverage"] for r in summary["regencies"]} == {
        r["code"]: r["coverage"] for r in calendar["regencies"]
    }


def test_a_summary_of_some_days_has_the_coverage_of_these(told: Cli) -> None:
    rows = json.loads(told.ok("summary", "-f", "json", "--since", "2024-11-20"))["regencies"]
    assert next(r for r in rows if r["code"] == "63.07")["coverage"] == 0.667


def test_a_summary_of_days_to_come_has_no_coverage(told: Cli) -> None:
    summary = json.loads(told.ok("summary", "-f", "json", "--since", "2025-01-01"))
    assert summary["coverage_period"] is None
    assert {r["coverage"] for r in summary["regencies"]} == {None}


def test_the_screen_marks_who_is_silent_and_says_that_this_is_no_safety(told: Cli) -> None:
    assert "from all regencies and cities." in " ".join(told.ok("summary").split())
    screen = " ".join(told.ok("summary", "-r", "HST", "--by", "regency").split())
    assert "0 d !" in screen
    assert "! Silence is not safety: too little of what was owed came from 9 Nov 2024" in screen
    assert "Hulu Sungai Tengah (14 %)." in screen


def test_who_reported_enough_is_not_marked(told: Cli) -> None:
    screen = told.ok("summary", "-r", "HST", "--by", "regency", "--since", "2024-11-20")
    assert "!" not in screen


def test_on_days_without_a_duty_nothing_is_owed(cli: Cli, tmp_path: Path) -> None:
    usual, of_stage = "[{reports: 1", "[{stage: pungut-suara, reports: 1"
    without = OTHER["election.yaml"].replace(usual, of_stage)
    data = write_other_election(tmp_path / "data")
    (data / "election.yaml").write_text(without, encoding="utf-8")
    cli.ok("init", "--data", str(data), "--code", "UJI", "-r", "64")
    document = found(cli)
    assert {each["coverage"] for each in document["regencies"]} == {None}
    assert {state for each in document["regencies"] for state in states(each).values()} == {"free"}


def test_without_a_register_there_is_nothing_to_look_at_and_none_is_made(cli: Cli) -> None:
    assert cli("coverage").code == 2
    assert not cli.register.exists()
