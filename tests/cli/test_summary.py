"""``pilkada summary`` on the sample register."""

import csv
import io
import json

import pytest
from tests.conftest import Cli


def document(cli: Cli, *arguments: str) -> dict[str, object]:
    return json.loads(cli.ok("summary", "-f", "json", *arguments))


def test_banjarbaru_ranks_first(sample: Cli) -> None:
    first = document(sample)["regencies"][0]
    assert (first["rank"], first["name"], first["open_index"]) == (1, "Banjarbaru", 23.2)


def test_the_drill_and_the_two_retold_events_are_left_out_and_named(sample: Cli) -> None:
    totals = document(sample)["totals"]
    assert (totals["reports"], totals["events"]) == (21, 18)
    assert (totals["duplicates"], totals["refuted"], totals["withdrawn"]) == (2, 1, 0)
    screen = sample.ok("summary")
    assert "Not counted: 2 reports of events told before (LAP-6, LAP-8)." in screen
    assert "Not counted: 1 refuted report (LAP-3)." in screen


def test_reports_of_the_re_vote_lie_in_banjarbarus_own_stages(sample: Cli) -> None:
    stages = {row["key"]: row["events"] for row in document(sample, "-r", "Banjarbaru")["stages"]}
    assert stages == {"psu-persiapan": 4, "kampanye": 2, "rekapitulasi": 1, "psu-sengketa": 1}


def test_as_of_shows_what_was_known_then_and_no_more(sample: Cli) -> None:
    then = document(sample, "--as-of", "2024-11-22")
    assert then["as_of"] == "2024-11-22"
    assert (then["totals"]["reports"], then["totals"]["events"]) == (9, 6)
    assert max(row["last_report_on"] or "" for row in then["regencies"]) <= "2024-11-22"


def test_as_of_takes_back_a_verification_that_came_later(sample: Cli) -> None:
    before = document(sample, "--as-of", "2024-09-19", "-r", "Banjar")["totals"]
    after = document(sample, "--as-of", "2024-09-20", "-r", "Banjar")["totals"]
    assert (before["events"], before["refuted"]) == (1, 0)
    assert (after["events"], after["refuted"]) == (0, 1)


def test_as_of_in_the_future_is_today_with_another_date(sample: Cli) -> None:
    today, future = document(sample), document(sample, "--as-of", "2034-01-01")
    assert today["totals"] == future["totals"]
    assert future["as_of"] == "2034-01-01"


def test_the_keys_of_the_json_are_the_promised_ones(sample: Cli) -> None:
    found = document(sample)
    assert list(found) == [
        "schema", "election", "as_of", "measure", "rank_by", "half_life", "scale", "filters",
        "coverage_period", "counting_rule", "totals", "regencies", "stages", "categories", "athg",
        "districts",
    ]  # fmt: skip
    assert list(found["regencies"][0]) == [
        "rank", "rank_low", "rank_high", "code", "name", "reports", "events", "pg", "ag", "gn",
        "open", "verified", "worst_level", "index", "open_index", "exposure", "rate", "rate_low",
        "rate_high", "p_top3", "last_report_on", "silent_days", "coverage",
        "open_level",
    ]  # fmt: skip
    assert list(found["stages"][0]) == [
        "rank", "key", "name", "start", "end", "days", "reports", "events", "pg", "ag", "gn",
        "open", "worst_level", "index", "open_index", "index_per_day", "open_level",
    ]  # fmt: skip
    assert found["filters"] == dict.fromkeys(("regency", "stage", "category", "since", "until"))
    assert len(found["regencies"]) == 13


def test_csv_has_one_ranking_regency_unless_said(sample: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(sample.ok("summary", "-f", "csv"))))
    assert [row["code"] for row in rows][:2] == ["63.72", "63.03"]
    by_athg = sample.ok("summary", "-f", "csv", "--by", "athg").splitlines()
    assert by_athg[0].startswith("rank,key,athg,reports,events")
    assert len(by_athg) == 5


def test_machine_formats_are_the_same_in_both_languages_but_for_names(sample: Cli) -> None:
    english = document(sample, "--lang", "en")["regencies"]
    assert document(sample, "--lang", "id")["regencies"] == english


def test_measures_are_not_mixed(sample: Cli) -> None:
    by_open, by_record = (
        [row["code"] for row in document(sample, "--rank-by", "index", *more)["regencies"]]
        for more in ((), ("--measure", "record"))
    )
    assert by_open[:3] == ["63.72", "63.03", "63.04"]
    assert by_record[:3] == ["63.72", "63.03", "63.71"]


def test_ranking_falls_back_to_the_record_when_nothing_is_open_and_says_so(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks")
    cli.ok("report", "close", "1", "--reason", "selesai")
    assert document(cli)["measure"] == "record"
    assert "Nothing is open in any regency, so the ranking follows the record" in cli.ok("summary")


def test_regencies_without_an_event_come_after_all_that_have_one(sample: Cli) -> None:
    events = [row["events"] for row in document(sample)["regencies"]]
    assert 0 not in events[: events.index(0)]
    assert set(events[events.index(0) :]) == {0}


def test_without_any_event_there_are_no_ranks_and_a_sentence_says_so(cli: Cli) -> None:
    cli.ok("report", "nil", "-r", "Tapin")
    assert {row["rank"] for row in document(cli)["regencies"]} == {None}
    assert "There is no event to rank." in cli.ok("summary")


def test_an_event_that_touches_several_regencies_counts_in_each_and_once_in_the_total(
    sample: Cli,
) -> None:
    found = document(sample)
    by_code = {row["code"]: row["events"] for row in found["regencies"]}
    assert by_code["63.10"] == by_code["63.11"] == 1
    assert sum(by_code.values()) == found["totals"]["events"] - found["totals"]["province_wide"] + 1


@pytest.mark.parametrize(
    ("arguments", "events"),
    [
        (("-c", "logistik"), 4),
        (("-c", "netralitas/asn"), 2),
        (("-s", "rekapitulasi"), 1),
        (("--since", "2025-01-01"), 6),
        (("--until", "01/11/2024"), 3),
        (("--since", "2024-11-25", "--until", "2024-11-27"), 6),
        (("-r", "Batang Alai Timur"), 1),
        (("-r", "63"), 18),
        (("-r", "Tapin"), 0),
    ],
)
def test_filters_narrow_what_is_counted(
    sample: Cli, arguments: tuple[str, ...], events: int
) -> None:
    assert document(sample, *arguments)["totals"]["events"] == events


def test_filters_are_named_by_code_key_and_date(sample: Cli) -> None:
    filters = document(
        sample, "-r", "barabai", "-c", "Logistik", "-s", "Kampanye", "--since", "1/9/2024"
    )["filters"]
    assert filters == {
        "regency": "63.07.06", "stage": "kampanye", "category": "logistik",
        "since": "2024-09-01", "until": None,
    }  # fmt: skip


def test_a_nil_report_ends_the_silence_of_its_regency(cli: Cli) -> None:
    cli.ok("report", "nil", "-r", "Tapin", "--on", "2024-11-20")
    tapin = document(cli, "-r", "Tapin")["regencies"][0]
    assert (tapin["last_report_on"], tapin["silent_days"], tapin["reports"]) == ("2024-11-20", 2, 0)


def test_count_ranks_by_open_events(sample: Cli) -> None:
    assert "ranked by number of open events" in sample.ok("summary", "--rank-by", "count")


def test_a_register_folded_with_other_data_is_counted_afresh_and_says_so(sample: Cli) -> None:
    import sqlite3

    with sqlite3.connect(sample.register) as register:
        register.execute("UPDATE setting SET value = 'other' WHERE key = 'derived'")
        register.execute("DELETE FROM sums")
    register.close()
    result = sample("summary", "-f", "json")
    assert json.loads(result.out)["totals"]["events"] == 18
    assert "counted afresh" in result.err
