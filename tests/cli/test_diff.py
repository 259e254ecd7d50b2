"""``pilkada diff``, and registers with next to nothing in them or all in one place."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW, SAMPLE, Cli


def found(cli: Cli, *arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(
        cli.ok("diff", "-f", "json", *arguments), parse_constant=no
    )
    return document


def no(constant: str) -> None:
    raise AssertionError(f"{constant} is no number")


def add(cli: Cli, region: str = "HST", *more: str) -> None:
    cli.ok("report", "add", "Uji", "-r", region, "-c", "bencana/banjir", *more)


def regency(document: dict[str, Any], code: str = "63.07") -> dict[str, Any]:
    rows: list[dict[str, Any]] = document["regencies"]
    return next(row for row in rows if row["code"] == code)


@pytest.fixture
def week(cli: Cli) -> Cli:
    """A report of a week ago in HST, and one of now in Tapin that HST has nothing to do with."""
    add(cli, "HST", "--known", "2024-11-15 10.00", "--at", "2024-11-15")
    cli.now = NOW + timedelta(hours=1)
    add(cli, "Tapin")
    return cli


def test_a_day_is_looked_back_unless_said(week: Cli) -> None:
    document = found(week)
    assert document["since"] == "2024-11-21T03:30:00.000Z"
    assert document["as_of"] == "2024-11-22"
    tapin = regency(document, "63.05")
    assert (tapin["rank_before"], tapin["rank"]) == (None, 1)
    assert tapin["why"] == ["arrived"]
    assert [mover["id"] for mover in tapin["reports"]] == ["LAP-2"]


def test_who_moved_because_of_others_only_is_told_so(week: Cli) -> None:
    hst = regency(found(week))
    assert (hst["why"], hst["reports"]) == (["others"], [])
    assert hst["open_index"] == hst["open_index_before"]


def test_each_command_is_a_cause(week: Cli) -> None:
    for command in (("verify",), ("escalate", "--to", "ag"), ("close", "--reason", "selesai")):
        week.ok("report", command[0], "LAP-1", *command[1:])
    hst = regency(found(week))
    assert hst["why"] == ["verified", "escalated", "closed"]


def test_as_of_is_the_end_that_is_looked_at(week: Cli) -> None:
    week.ok("report", "verify", "LAP-1")
    document = found(week, "--since", "2024-11-14", "--as-of", "2024-11-16")
    assert (document["since"], document["as_of"]) == ("2024-11-14", "2024-11-16")
    assert regency(document)["why"] == ["arrived"]
    assert [row["code"] for row in document["regencies"]] == ["63.07"]


def test_stages_move_too_and_a_filter_by_regency_keeps_its_own(week: Cli) -> None:
    document = found(week, "-r", "HST")
    assert [row["code"] for row in document["regencies"]] == ["63.07"]
    assert document["stages"] == []
    (stage,) = found(week)["stages"]
    assert (stage["key"], stage["why"]) == ("kampanye", ["arrived"])


def test_a_filter_by_category_leaves_out_what_others_did(week: Cli) -> None:
    document = found(week, "-c", "logistik")
    assert (document["regencies"], document["stages"]) == ([], [])
    assert document["filters"] == {"regency": None, "stage": None, "category": "logistik"}


def test_with_a_half_life_events_age_between_the_two_times(cli: Cli) -> None:
    add(cli, "HST", "--known", "2024-11-15 10.00", "--at", "2024-11-15")
    hst = regency(found(cli, "--since", "2024-11-15", "--half-life", "7"))
    assert hst["why"] == ["decayed"]
    assert hst["index"] == hst["index_before"] / 2


def test_a_link_names_both_reports_that_it_moved(cli: Cli) -> None:
    for known in ("2024-11-15 10.00", "2024-11-15 11.00"):
        add(cli, "HST", "--known", known)
    cli.ok("report", "link", "LAP-1", "LAP-2")
    hst = regency(found(cli, "--since", "2024-11-21"))
    assert [(mover["id"], mover["why"]) for mover in hst["reports"]] == [("LAP-2", ["linked"])]


def test_a_report_taken_back_is_withdrawn_where_it_was_known_and_never_was_where_not(
    cli: Cli,
) -> None:
    add(cli)
    cli.now = NOW + timedelta(days=2)
    cli.ok("undo", "--yes")
    assert regency(found(cli))["why"] == ["withdrawn"]
    assert found(cli, "--since", "2024-11-20")["regencies"] == []


def test_a_register_and_itself_differ_in_nothing_and_it_is_said(week: Cli) -> None:
    for arguments in (
        ("--since", "2024-11-16", "--as-of", "2024-11-16"),
        ("--since", "2024-11-22"),
    ):
        document = found(week, *arguments)
        assert (document["regencies"], document["stages"]) == ([], [])
        screen = " ".join(week.ok("diff", *arguments).split())
        assert "Nothing moved between" in screen
    assert "has not come yet" in week("diff", "--since", "2024-11-22").err


@pytest.mark.parametrize(
    "arguments",
    [("--since", "2024-11-20", "--as-of", "2024-11-19"), ("--since", "2034-01-01"),
     ("--since", "2024-11-22 10.35", "--as-of", "2024-11-22 10.00")],
)  # fmt: skip
def test_a_beginning_after_the_end_is_refused(week: Cli, arguments: tuple[str, ...]) -> None:
    result = week("diff", *arguments)
    assert (result.code, result.out) == (2, "")
    assert "is later than --as-of" in result.err


def test_the_keys_of_the_json_are_the_promised_ones(week: Cli) -> None:
    document = found(week)
    assert [*document] == [
        "schema", "election", "since", "as_of", "measure_before", "measure", "rank_by",
        "half_life", "scale", "filters", "regencies", "stages",
    ]  # fmt: skip
    assert [*document["regencies"][0]] == [
        "code", "name", "rank_before", "rank", "index_before", "index", "open_index_before",
        "open_index", "rate_before", "rate", "why", "reports",
    ]  # fmt: skip
    assert [*document["stages"][0]] == [
        "key", "name", "rank_before", "rank", "index_before", "index", "open_index_before",
        "open_index", "why", "reports",
    ]  # fmt: skip
    assert [*document["stages"][0]["reports"][0]] == ["id", "title", "why"]


def test_markdown_and_the_alias_say_what_the_screen_says(week: Cli) -> None:
    text = week.ok("beda", "-f", "md")
    assert "| 1 (–) | Tapin |" in text
    assert "| LAP-2 | new | Tapin | Uji |" in text


def test_of_many_reports_the_page_names_some_and_says_how_many_more(cli: Cli) -> None:
    for _n in range(22):
        add(cli)
    assert "2 more reports moved something" in cli.ok("diff")
    assert len(regency(found(cli))["reports"]) == 22


def test_user_text_is_never_alive(cli: Cli) -> None:
    cli.ok("report", "add", "[red]x[/] | \x1b[31m", "-r", "HST", "-c", "bencana/banjir")
    assert "\x1b" not in cli.ok("diff")
    assert "\\|" in cli.ok("diff", "-f", "md")


def test_neither_side_is_written(week: Cli) -> None:
    before = week.register.read_bytes()
    found(week)
    assert week.register.read_bytes() == before


# Extremes.


def everywhere(cli: Cli) -> None:
    for region in json.loads(cli.ok("region", "list", "-f", "json")):
        if region["code"] != "63":
            add(cli, region["code"])


EXTREMES = {
    "nothing but a nil report": lambda cli: cli.ok("report", "nil", "-r", "HST"),
    "one report": add,
    "all in one regency": lambda cli: [add(cli) for _ in range(4)],
    "as much everywhere": everywhere,
    "only the whole province": lambda cli: add(cli, "63"),
    "only refuted": lambda cli: (add(cli), cli.ok("report", "refute", "LAP-1", "--reason", "x")),
    "only closed": lambda cli: (add(cli), cli.ok("report", "close", "LAP-1", "--reason", "x")),
    "only withdrawn": lambda cli: (add(cli), cli.ok("undo", "--yes")),
}


@pytest.mark.parametrize("extreme", EXTREMES)
@pytest.mark.parametrize(
    "command", ["summary", "summary --as-of 2024-11-20", "diff", "diff --since 2024-11-01",
                "diff --half-life 3", "diff --rank-by level", "coverage", "coverage -r HST"],
)  # fmt: skip
def test_no_register_is_too_strange_for_numbers(cli: Cli, extreme: str, command: str) -> None:
    EXTREMES[extreme](cli)
    document = json.loads(cli.ok(*command.split(), "-f", "json"), parse_constant=no)
    shown = cli.ok(*command.split()).split()
    assert "nan" not in shown and "inf" not in shown
    for row in document["regencies"]:
        if "rank" in row and not row["index"]:
            assert row.get("events", 0) == 0


@pytest.mark.parametrize(
    "extreme", [e for e in EXTREMES if e.startswith(("nothing", "only r", "only w"))]
)
def test_without_an_event_nothing_is_ranked_or_moves(cli: Cli, extreme: str) -> None:
    EXTREMES[extreme](cli)
    rows = json.loads(cli.ok("summary", "-f", "json"))["regencies"]
    assert {row["rank"] for row in rows} == {None}
    assert found(cli)["regencies"] == []


def test_where_all_bear_as_much_for_their_size_the_rates_are_near_each_other(cli: Cli) -> None:
    everywhere(cli)
    rows = found(cli)["regencies"]
    assert sorted(row["rank"] for row in rows) == [*range(1, 14)]
    assert {row["why"][0] for row in rows} == {"arrived"}


def test_events_that_all_weigh_nothing_move_nothing(cli: Cli, tmp_path: Path) -> None:
    for file in SAMPLE.parents[1].glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace(
            "verified: 10, content: [10, 9, 7, 4, 1, 5]", "verified: 0, content: [0, 0, 0, 0, 0, 0]"
        )
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    cli.ok("init", "--data", str(tmp_path), "-r", "63", "--code", "UJI")
    add(cli)
    assert found(cli)["regencies"] == []
    assert json.loads(cli.ok("coverage", "-f", "json"))["regencies"]
