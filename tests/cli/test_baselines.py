"""``baseline``: what others published, beside our own ranking."""

import json

from tests.conftest import Cli


def test_what_was_published_stands_beside_our_ranking_and_is_no_part_of_it(sample: Cli) -> None:
    found = json.loads(sample.ok("baseline", "show", "ikp-2024", "-f", "json"))
    summary = json.loads(sample.ok("summary", "-f", "json"))
    ours = {
        row["code"]: (row["rank"] if row["events"] else None, row["open_index"])
        for row in summary["regencies"]
    }
    told = {row["region"]: row for row in found["rows"]}
    assert {c: (r["rank"], r["open_index"]) for c, r in told.items() if c != "63"} == ours
    assert (told["63"]["value"], told["63"]["published_class"]) == (53.35, "sedang")
    assert (told["63.72"]["value"], told["63.72"]["published_class"]) == (None, "tinggi")
    assert told["63.07"]["published_class"] is None
    shown = sample.ok("baseline", "show", "IKP-2024")
    assert "enters no score, rank or level of this register" in " ".join(shown.split())
    assert "– stands for not found in 11 regions, not for low." in shown


def test_without_a_register_what_was_published_is_shown_alone(cli: Cli) -> None:
    shown = cli.ok("baseline", "show", "tps-polri-2024")
    assert "534" in shown
    assert "There is no register here" in shown
    listed = json.loads(cli.ok("baseline", "list", "-f", "json"))
    assert all(each["source"] and each["publisher"] for each in listed)
    assert cli.ok("baseline", "list").count("2024") >= len(listed)


def test_what_was_published_later_is_said_to_be_so(sample: Cli) -> None:
    late = sample("baseline", "show", "tps-rawan-2024", "--as-of", "2024-11-01")
    assert (late.code, late.err) == (0, "note: it was published later, on 2024-11-20\n")
    assert sample("baseline", "show", "tps-rawan-2024", "--as-of", "2024-11-21").err == ""


def test_an_unknown_publication_is_answered_with_those_like_it(cli: Cli) -> None:
    result = cli("baseline", "show", "ikp-2023")
    assert (result.code, result.out) == (2, "")
    assert "did you mean 'ikp-2024' (Election Vulnerability Index 2024)?" in result.err
