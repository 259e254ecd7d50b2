"""``pilkada summary`` ranked by rate, and the other ways to rank, age and scale."""

import csv
import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import LATER, SAMPLE, Cli

from pilkada_cli.domain.summary import RankBy
from pilkada_cli.jobs.outlook import View, look
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.jobs.workplace import Workplace


def document(cli: Cli, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok("summary", "-f", "json", *arguments))
    return found


RATE_KEYS = ("rank_low", "rank_high", "rate", "rate_low", "rate_high", "p_top3")


def test_regencies_rank_by_the_rate_of_what_is_open_unless_said(sample: Cli) -> None:
    found = document(sample)
    assert (found["rank_by"], found["measure"]) == ("rate", "open")
    ranked = [row["rate"] for row in found["regencies"] if row["events"]]
    assert ranked == sorted(ranked, reverse=True)
    assert found["regencies"][0]["exposure"] == 4.03


def test_the_same_register_gives_the_same_numbers_on_every_run(sample: Cli) -> None:
    assert document(sample) == document(sample)


def test_a_filter_by_regency_leaves_its_rate_and_place_as_they_are(sample: Cli) -> None:
    among_all = {row["code"]: row for row in document(sample)["regencies"]}["63.11"]
    assert document(sample, "-r", "Balangan")["regencies"] == [among_all]


def test_by_score_count_or_level_there_are_no_rates(sample: Cli) -> None:
    for rank_by in ("index", "count", "level"):
        rows = document(sample, "--rank-by", rank_by)["regencies"]
        assert {row[key] for row in rows for key in RATE_KEYS} == {None}
        assert [row["rank"] for row in rows] == list(range(1, 14))


def test_level_ranks_by_the_number_of_events_of_the_worst_level_then_of_the_next(cli: Cli) -> None:
    for region, impact, times in (("Tapin", 5, 1), ("Banjar", 4, 3), ("Kotabaru", 4, 4)):
        for n in range(times):
            cli.ok("report", "add", f"Uji {n}", "-r", region, "-c", "bencana/banjir",
                   "--likelihood", "4", "--impact", str(impact))  # fmt: skip
    rows = document(cli, "--rank-by", "level")["regencies"]
    assert [row["name"] for row in rows][:3] == ["Tapin", "Kotabaru", "Banjar"]


def test_without_any_event_nothing_is_ranked_rated_or_likely(cli: Cli) -> None:
    cli.ok("report", "nil", "-r", "Tapin")
    rows = document(cli)["regencies"]
    assert {row[key] for row in rows for key in ("rank", *RATE_KEYS)} == {None}


def test_a_half_life_halves_what_is_that_old_and_is_named(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "bencana/banjir", "--at", "2024-11-12")
    whole = document(cli)
    aged = document(cli, "--half-life", "10")
    assert (whole["half_life"], aged["half_life"]) == (None, 10)
    for found in (aged["regencies"][0], aged["stages"][0], aged["categories"][0]):
        assert found["index"] == whole["regencies"][0]["index"] / 2
    assert "An event counts half after 10 days" in cli.ok("summary", "--half-life", "10")


def test_an_event_to_come_counts_in_full_whatever_the_half_life(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "bencana/banjir", "--at", "2024-11-22")
    assert (
        document(cli, "--half-life", "0,5")["regencies"][0]["index"]
        == document(cli)["regencies"][0]["index"]
    )


@pytest.mark.parametrize("typed", ["0", "-3", "abc", "nan", "inf", "1e9"])
def test_a_half_life_that_is_no_number_of_days_is_refused(sample: Cli, typed: str) -> None:
    result = sample("summary", f"--half-life={typed}")
    assert result.code == 2
    assert f"--half-life {typed} is no number of days" in result.err


def test_another_scale_gives_other_levels_and_its_name(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "bencana/banjir",
           "--likelihood", "1", "--impact", "5")  # fmt: skip
    usual = document(cli)
    other = document(cli, "--scale", "kemenkeu")
    assert (usual["scale"], usual["regencies"][0]["worst_level"]) == ("pemerintah", 4)
    assert (other["scale"], other["regencies"][0]["worst_level"]) == ("kemenkeu", 5)
    assert "counted afresh" not in cli("summary", "--scale", "kemenkeu").err


def test_the_usual_scale_by_its_name_changes_nothing(sample: Cli) -> None:
    assert document(sample, "--scale", "pemerintah") == document(sample)


def test_an_unknown_scale_is_refused_with_those_there_are(sample: Cli) -> None:
    result = sample("summary", "--scale", "iso")
    assert result.code == 2
    assert "pemerintah" in result.err and "kemenkeu" in result.err


def test_districts_rank_by_score_and_only_when_asked_for(sample: Cli) -> None:
    assert document(sample)["districts"] == []
    rows = document(sample, "--by", "district")["districts"]
    assert list(rows[0]) == [
        "rank", "code", "name", "regency", "reports", "events", "pg", "ag", "gn", "open",
        "worst_level", "index", "open_index", "open_level",
    ]  # fmt: skip
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    ranked = [row["open_index"] for row in rows if row["events"]]
    assert ranked == sorted(ranked, reverse=True)


def test_districts_of_one_regency_only_where_it_is_asked_for(sample: Cli) -> None:
    rows = document(sample, "--by", "district", "-r", "HST")["districts"]
    assert rows and {row["regency"] for row in rows} == {"63.07"}


def test_csv_of_districts_has_their_columns(sample: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(sample.ok("summary", "-f", "csv", "--by", "district"))))
    assert rows[0]["rank"] == "1" and "rate" not in rows[0]


def test_csv_of_regencies_has_the_rates_beside_the_exposure(sample: Cli) -> None:
    head = sample.ok("summary", "-f", "csv").splitlines()[0]
    assert head.startswith("rank,rank_low,rank_high,code,name,reports,events")
    assert "exposure,rate,rate_low,rate_high,p_top3,last_report_on" in head


def test_markdown_says_what_the_screen_says(sample: Cli) -> None:
    text = sample.ok("summary", "-f", "md")
    assert text.startswith("# Kalimantan Selatan local elections 2024")
    assert "| 1 | Banjarbaru |" in text
    assert "Cannot be told apart on this evidence: Banjarbaru and Banjar;" in text


def test_markdown_into_a_file_is_whole(sample: Cli, tmp_path: Path) -> None:
    sample.ok("summary", "-f", "md", "-o", str(tmp_path / "ringkas.md"))
    assert (tmp_path / "ringkas.md").read_text() == sample.ok("summary", "-f", "md")


def test_the_screen_names_neighbours_that_cannot_be_told_apart_and_who_has_no_event(
    sample: Cli,
) -> None:
    screen = " ".join(sample.ok("summary").split())
    assert "Cannot be told apart on this evidence: Banjarbaru and Banjar;" in screen
    assert "Without an event, and so behind all others: " in screen
    assert "KPU, situs hasil Pilkada 2024, 28 Nov 2024" in screen


def test_a_regency_stands_with_how_sure_its_place_is(sample: Cli) -> None:
    screen = " ".join(sample.ok("summary", "-r", "Banjarbaru").split())
    assert (
        "Banjarbaru ranks 1 of 13 regencies and cities. With 90 % certainty it ranks 1 to" in screen
    )


def test_a_register_of_one_regency_claims_no_place(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    cli.ok("report", "add", "Baliho robek", "-c", "kamtibmas/perusakan-apk")
    alone = "holds too little of what the others reported, so it cannot rank"
    for arguments in (("-r", "HST"), (), ("--explain",)):
        screen = " ".join(cli.ok("summary", *arguments).split())
        assert alone in screen
        assert "ranked by what is open" not in screen
        assert "certainty it ranks" not in screen
        assert "place 1 of" not in screen
        assert "behind all others" not in screen
    assert document(cli)["regencies"][0]["rank"] == 1
    assert "too little of what others reported" in " ".join(
        cli.ok("baseline", "show", "ikp-2024").split()
    )


def test_a_register_of_one_regency_ranks_once_most_regencies_were_heard_of(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    cli.ok("report", "add", "Baliho robek", "-c", "kamtibmas/perusakan-apk")
    others = ("Tapin", "HSS", "HSU", "Banjar", "Tabalong", "Balangan")
    for n, name in enumerate(others, 2):
        assert "so it cannot rank" in " ".join(cli.ok("summary", "-r", "HST").split()), n
        cli.ok("report", "add", f"Baliho {name}", "-c", "kamtibmas/perusakan-apk", "-r", name)
    assert "of 13 regencies and cities" in " ".join(cli.ok("summary", "-r", "HST").split())


@pytest.mark.parametrize(("measure", "kept"), [("open", "open"), ("record", "record")])
def test_the_score_that_ranks_stays_on_a_narrow_screen(
    sample: Cli, monkeypatch: pytest.MonkeyPatch, measure: str, kept: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    day = ("--as-of", "2025-06-01", "--by", "regency")
    shown = sample.ok("summary", "--measure", measure, *day).splitlines()
    below = next(n for n, line in enumerate(shown) if "regency or city" in line)
    scores = re.findall("open|record", shown[below - 1])
    assert scores[-1:] == [kept] and "score" in shown[below]


def test_who_is_silent_is_said_where_everybody_is(cli: Cli) -> None:
    cli.ok("init", "-r", "Kalimantan Selatan", "--code", "KALSEL")
    screen = " ".join(cli.ok("summary").split())
    assert "There is no event to rank." in screen and "silence is not safety" in screen.casefold()


@pytest.mark.parametrize(
    ("view", "rated"),
    [(View(), True), (View(by=("stage",)), False), (View(rank_by=RankBy.INDEX), False)],
    ids=["regencies by rate", "stages alone", "regencies by score"],
)
def test_rates_are_worked_out_only_where_regencies_rank_by_them(
    sample: Cli, view: View, rated: bool
) -> None:
    workplace = Workplace(sample.register, sample.home / "state", lambda: sample.now)
    with workplace.read() as reader:
        found = look(reader, Asked(sample.now), workplace.as_of(None), view).summary
    assert any(row.rate is not None for row in found.regencies) == rated


def test_events_that_all_weigh_nothing_are_ranked_by_nothing(cli: Cli, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for file in SAMPLE.parents[1].glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace(
            "verified: 10, content: [10, 9, 7, 4, 1, 5]", "verified: 0, content: [0, 0, 0, 0, 0, 0]"
        )
        (data / file.name).write_text(text, encoding="utf-8")
    cli.ok("init", "--data", str(data), "-r", "63", "--code", "UJI")
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "bencana/banjir")
    assert {row["rank"] for row in document(cli)["regencies"]} == {None}
    assert "No event counts for anything in a regency" in cli.ok("summary")


def test_data_without_polling_stations_are_refused_with_file_line_and_key(
    cli: Cli, tmp_path: Path
) -> None:
    for file in SAMPLE.parents[1].glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace(
            "    polling_stations: 572", "    polling_stations: 0"
        )
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    result = cli("data", "check", str(tmp_path))
    assert result.code == 4
    assert "regions.yaml:" in result.out + result.err
    assert "polling_stations" in result.out + result.err


@pytest.mark.parametrize("half_life", ["0.01", "0.5", "1", "1.5", "7", "14", "100", "1000"])
def test_however_old_the_events_places_follow_the_rates_or_there_are_none(
    sample: Cli, half_life: str
) -> None:
    sample.now = LATER.replace(year=2026)
    found = document(sample, "--half-life", half_life)
    rows = [row for row in found["regencies"] if row["rate"] is not None and row["events"]]
    assert [row["rate"] for row in rows] == sorted((row["rate"] for row in rows), reverse=True)
    for row in rows:
        assert row["rank_low"] <= row["rank"] <= row["rank_high"]
    first = [row["p_top3"] for row in rows]
    assert not first or first[0] == max(first)


def test_the_first_open_event_makes_what_is_open_rank_again_and_diff_says_so(cli: Cli) -> None:
    for region in ("Banjarbaru", "Banjarbaru", "Banjar"):
        cli.ok(
            "report", "add", "Uji", "-r", region, "-c", "kamtibmas/hoaks", "--known", "2024-11-20"
        )
    cli.ok("report", "close", "LAP-1", "LAP-2", "LAP-3", "--reason", "selesai")
    before = document(cli)
    assert (before["measure"], before["regencies"][0]["name"]) == ("record", "Banjarbaru")
    cli.now += timedelta(days=2)
    cli.ok("report", "add", "Baru", "-r", "Banjar", "-c", "kamtibmas/hoaks")
    assert document(cli)["measure"] == "open"
    moved = json.loads(cli.ok("diff", "--since", "2024-11-22", "-f", "json"))["regencies"]
    assert all("remeasured" in row["why"] for row in moved)
