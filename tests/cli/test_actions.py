"""``action``, ``report watch``, ``review`` and ``prevention``: what is done about a risk."""

import csv
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.conftest import NOW, Cli
from tests.terminal import ENTER, open_terminal

ADD = ("report", "add", "Massa dua kubu dijadwalkan bertemu", "-r", "HST",
       "-c", "konflik-pendukung", "--phase", "ag", "--likelihood", "4", "--impact", "4")  # fmt: skip


@pytest.fixture
def risk(cli: Cli) -> Cli:
    cli.ok(*ADD)
    return cli


def listed(cli: Cli, *more: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(cli.ok("action", "list", "-f", "json", *more))
    return found


def shown(cli: Cli, id: str = "LAP-1") -> dict[str, object]:
    found: dict[str, object] = json.loads(cli.ok("report", "show", id, "-f", "json"))
    return found


def test_an_action_prints_its_id_and_stands_on_its_report(risk: Cli) -> None:
    assert risk.ok("action", "add", "Patroli", "--for", "LAP-1", "--owner", "Polres") == "LAP-T1\n"
    (action,) = listed(risk)
    assert (action["report"], action["state"], action["region"]) == ("LAP-1", "planned", "63.07")
    assert shown(risk)["actions"] == [action]
    assert "LAP-T1" in risk.ok("report", "show", "LAP-1")
    assert "Patroli: Polres" in risk.ok("report", "show", "LAP-1", "-f", "lapinfo")


def test_what_is_done_lowers_the_risk_and_undo_brings_it_back(risk: Cli) -> None:
    risk.ok("action", "add", "Patroli", "--for", "1", "--owner", "Polres", "--lowers-impact", "2")
    before = shown(risk)
    assert before["residual_value"] == before["value"]
    result = risk(
        "action", "done", "T1", "--evidence", "Laporan patroli", "--lowers-likelihood", "1"
    )
    assert "risk value 19 before actions, 10 after" in result.err
    assert (shown(risk)["residual_likelihood"], shown(risk)["residual_impact"]) == (3, 2)
    assert "→" in risk.ok("report", "list")
    risk.ok("undo", "--yes")
    assert shown(risk)["residual_value"] == before["value"]


def test_an_undo_names_the_action_what_it_goes_back_to_and_the_risk_of_its_report(
    risk: Cli,
) -> None:
    risk.ok("action", "add", "Patroli", "--for", "1", "--owner", "Polres", "--due", "24/11/2024")
    risk.ok("action", "done", "T1", "--lowers-impact", "2")
    after, before = shown(risk)["residual_value"], shown(risk)["value"]
    told = risk("undo", "--yes").err.splitlines()
    assert told[0].startswith('taking back: change of action LAP-T1 "Patroli", entered ')
    assert f"LAP-1: risk value after actions from {after} to {before}" in told
    assert "action LAP-T1: state from done to planned; lowering of impact from 2 to 0" in told
    again = risk("redo", "--yes").err.splitlines()
    assert again[0].startswith('bringing back: change of action LAP-T1 "Patroli", entered ')
    assert f"LAP-1: risk value after actions from {before} to {after}" in again


def test_an_undo_names_the_action_that_was_decided_on_and_says_that_it_stands_no_more(
    risk: Cli,
) -> None:
    for place in (("--for", "1"), ("-r", "HST", "-c", "hoaks")):
        action = risk.ok("action", "add", "Patroli", "--owner", "Polres", *place).strip()
        told = risk("undo", "--yes", "--lang", "id").err.splitlines()
        assert told[0].startswith(f'membatalkan: tindakan {action} "Patroli", dimasukkan ')
        assert f"tindakan {action} tidak berlaku lagi" in told
        assert f"action {action} stands again" in risk("redo", "--yes").err.splitlines()


def test_actions_are_narrowed_by_the_word_for_their_state(risk: Cli) -> None:
    risk.ok("action", "add", "Patroli", "--for", "1", "--owner", "Polres")
    risk.ok("action", "done", "T1")
    assert [row["id"] for row in listed(risk, "--state", "selesai")] == ["LAP-T1"]
    assert "planned (direncanakan)" in risk("action", "list", "--state", "x", "--lang", "id").err


def test_agency_and_measures_are_suggested_by_the_category(risk: Cli) -> None:
    result = risk("action", "add", "--for", "1")
    assert (result.code, result.out) == (2, "")
    assert "missing: WHAT" in result.err
    assert "Hold a pledge for a peaceful campaign" in result.err
    assert "given to Polres, as usual" in risk("action", "add", "Ikrar", "--for", "1").err


def test_that_the_report_of_an_action_was_taken_back_is_said(risk: Cli) -> None:
    decided = ("action", "add", "Patroli", "--for", "LAP-1", "--owner", "Polres")
    assert "was taken back" not in risk(*decided).err
    risk.ok("undo", "2", "--yes")
    told = risk(*decided).err
    assert "LAP-1 was taken back and is not counted; pilkada log LAP-1 says by what\n" in told
    assert "still new" not in told
    assert "LAP-1 was taken back" in risk("action", "start", "LAP-T2").err


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("senin", "2024-11-25"),
        ("besok", "2024-11-23"),
        ("H-1", "2024-11-26"),
        ("tgl 27", "2024-11-27"),
        ("25/11", "2024-11-25"),
        ("5 Des", "2024-12-05"),
    ],
)
def test_a_day_by_which_lies_ahead_as_people_say_it(risk: Cli, said: str, due: str) -> None:
    risk.ok("action", "add", "Rapat", "--for", "1", "--due", said)
    assert listed(risk)[0]["due"] == due


def test_a_day_by_which_counts_from_when_it_was_decided(risk: Cli) -> None:
    risk.ok("action", "add", "Rapat", "--for", "1", "--due", "lusa", "--known", "20/11/2024")
    assert listed(risk)[0]["due"] == "2024-11-22"
    risk.ok("report", "watch", "1", "--until", "27/11", "--reason", "Dipantau Polres")
    assert "watched until 27 November 2024" in risk.ok("report", "show", "1")


def test_an_action_is_on_a_report_or_on_a_region(risk: Cli) -> None:
    result = risk("action", "add", "Rapat", "--for", "1", "-r", "Tapin", "--owner", "Polres")
    assert result.code == 2 and "is taken where the report is" in result.err
    assert listed(risk) == []


def test_another_day_by_which_counts_from_the_vote_of_the_region_too(risk: Cli) -> None:
    risk.now = datetime(2025, 4, 1, tzinfo=UTC)
    for region in ("Banjarbaru", "HST"):
        risk.ok("action", "add", "Rapat", "-r", region, "--owner", "Polres")
    risk.ok("action", "amend", "T1", "--due", "H-1")
    risk.ok("action", "amend", "T2", "--due", "H-1")
    due = {each["id"]: each["due"] for each in listed(risk)}
    assert due == {"LAP-T1": "2025-04-18", "LAP-T2": "2024-11-26"}


def test_a_district_leaves_the_actions_on_its_reports(risk: Cli) -> None:
    risk.ok("report", "add", "Baliho robek", "-r", "Barabai", "-c", "perusakan-apk")
    risk.ok("action", "add", "Rapat", "--for", "1", "--for", "2", "--owner", "Polres")
    risk.ok("action", "add", "Patroli", "-r", "HST", "--owner", "Polres")
    assert [each["report"] for each in listed(risk, "-r", "Barabai")] == ["LAP-2"]
    assert len(listed(risk, "-r", "HST")) == 3


def test_an_overdue_action_shows_wherever_somebody_looks(risk: Cli) -> None:
    risk.ok("action", "add", "Rapat", "--for", "1", "--due", "23/11/2024")
    risk.ok("action", "add", "Patroli", "-r", "HST", "--owner", "Polres", "--due", "23/11/2024")
    assert [each["overdue"] for each in listed(risk)] == [False, False]
    risk.now = NOW + timedelta(days=2)
    assert len(listed(risk, "--overdue")) == 2
    assert "2 actions are past their day (LAP-T1, LAP-T2)" in risk.ok("summary")
    assert "Actions past their day" in risk.ok("summary", "-r", "HST")
    fired = risk("alert", "-f", "json")
    assert fired.code == 3
    late = [each for each in json.loads(fired.out)["alerts"] if each["kind"] == "action"]
    assert [(each["action"], each["due"]) for each in late] == [
        ("LAP-T1", "2024-11-23"), ("LAP-T2", "2024-11-23")
    ]  # fmt: skip
    risk.ok("action", "drop", "T1", "T2", "--evidence", "Batal")
    assert listed(risk, "--overdue") == []


def test_actions_of_a_refuted_report_trouble_nobody(risk: Cli) -> None:
    risk.ok("action", "add", "Rapat", "--for", "1", "--due", "22/11/2024")
    risk.ok("report", "refute", "1", "--reason", "latihan")
    risk.now = NOW + timedelta(days=9)
    assert listed(risk) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "x", "--for", "LAP-9"), "there is no report LAP-9"),
        (("add", "x", "--for", "1", "--lowers-impact", "5"), "from 0 to 4"),
        (("add", "x", "--for", "1", "--due", "kapan-kapan"), "--due 'kapan-kapan'"),
        (("add", "x", "--owner", "KPU"), "say for which report"),
        (("done", "T9"), "there is no action LAP-T9"),
        (("done", "LAP-1"), "an id looks like HST-T7"),
        (("amend", "T9"), "nothing to change was named"),
    ],
)
def test_what_cannot_be_meant_is_one_line_with_the_way_out(
    risk: Cli, arguments: tuple[str, ...], said: str
) -> None:
    result = risk("action", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_as_of_knows_an_action_as_it_was_then(risk: Cli) -> None:
    risk.ok("action", "add", "Rapat", "--for", "1")
    risk.now = NOW + timedelta(days=3)
    risk.ok("action", "done", "T1")
    assert listed(risk) == []
    assert [each["state"] for each in listed(risk, "--as-of", "2024-11-23")] == ["planned"]


def test_a_watched_report_is_left_out_of_the_review_and_comes_back(risk: Cli) -> None:
    def due(days: int) -> list[str]:
        risk.now = NOW + timedelta(days=days)
        return [each["id"] for each in json.loads(risk.ok("review", "-f", "json"))["due"]]

    assert due(1) == []
    assert due(4) == ["LAP-1"]
    assert risk("report", "watch", "1", "--until", "30/11/2024").code == 2
    risk.ok("report", "watch", "1", "--until", "30/11/2024", "--reason", "Dipantau Polres")
    assert due(5) == []
    assert "Only watched until 30 November 2024" in risk.ok("report", "show", "1")
    assert due(9) == ["LAP-1"]
    risk.ok("report", "note", "1", "--text", "Tetap tenang")
    assert due(9) == []
    assert due(13) == ["LAP-1"]
    risk.ok("report", "watch", "1", "--stop")
    assert due(13) == []


def test_prevention_tells_what_was_averted_and_what_happened(cli: Cli) -> None:
    for _ in range(3):
        cli.ok(*ADD)
    cli.now = NOW + timedelta(days=2)
    cli.ok("report", "handle", "1", "2", "--reason", "patroli")
    cli.ok("report", "escalate", "2", "--to", "gn")
    cli.ok("report", "close", "1", "--reason", "reda")
    total = json.loads(cli.ok("prevention", "-f", "json"))["total"]
    assert total == {
        "category": None, "threats": 3, "averted": 1, "happened": 1, "open": 1,
        "median_days_to_action": 2.0, "median_days_to_close": 2.0,
    }  # fmt: skip
    assert "all" in cli.ok("prevention")


def test_a_night_holds_the_actions_without_persons(risk: Cli, tmp_path: Path) -> None:
    risk.ok("report", "amend", "1", "--reporter", "Suwarno")
    risk.ok("action", "add", "Hubungi Suwarno 0811-2345-6789", "--for", "1", "--due", "25/11/2024")
    risk.ok("export", "nightly", "--out", str(tmp_path / "n"), "--profile", "leadership")
    (path,) = (tmp_path / "n").rglob("actions.csv")
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["due"], row["report"]) == ("LAP-T1", "2024-11-25", "LAP-1")
    assert "Suwarno" not in row["what"] and "0811" not in row["what"]


LINES = """\
{"kind": "add", "source_ref": "1", "known_at": "2024-11-20", "title": "Massa", "region": "HST", "category": "kamtibmas/konflik-pendukung"}
{"kind": "action", "source_ref": "1", "known_at": "2024-11-20", "what": "Patroli malam", "owner": "Polres", "due": "2024-11-21", "lowers_impact": 1}
{"kind": "step", "source_ref": "1", "known_at": "2024-11-21", "action": "Patroli malam", "state": "done", "evidence": "Laporan"}
"""


def test_lines_bring_actions_with_what_became_of_them_and_twice_is_once(cli: Cli) -> None:
    file = cli.home / "lines.jsonl"
    file.write_text(LINES, encoding="utf-8")
    cli.ok("report", "import", str(file))
    (action,) = listed(cli, "--all")
    assert (action["id"], action["state"], action["done_on"]) == ("LAP-T1", "done", "2024-11-21")
    assert listed(cli, "--as-of", "2024-11-20")[0]["state"] == "planned"
    assert "3 lines known already" in cli("report", "import", str(file)).err
    cli.ok("action", "add", "Rapat", "--for", "1")
    assert [each["id"] for each in listed(cli)] == ["LAP-T2"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"kind": "action", "source_ref": "1", "known_at": "2024-11-20"}', "missing: what"),
        ('{"kind": "step", "source_ref": "1", "known_at": "2024-11-20", "action": "Tidak ada"}',
         "the report has no action 'Tidak ada'"),
        ('{"kind": "action", "source_ref": "1", "known_at": "2024-11-20", "what": "x", "due": "besok"}',
         "due: 'besok'"),
    ],
)  # fmt: skip
def test_a_line_about_an_action_that_cannot_be_meant_is_refused(
    cli: Cli, line: str, said: str
) -> None:
    file = cli.home / "lines.jsonl"
    file.write_text(LINES + line + "\n", encoding="utf-8")
    result = cli("report", "import", str(file))
    assert result.code == 4
    assert said in result.err


def test_what_became_of_an_action_is_said_and_stands_in_history_and_log(risk: Cli) -> None:
    risk.ok("action", "add", "Patroli", "--for", "1", "--owner", "Polres")
    begun = risk("action", "start", "T1").err
    assert "LAP-T1 has begun: Patroli; once it is done: pilkada action done LAP-T1" in begun
    done = risk("action", "done", "T1").err
    assert "LAP-T1 is done: Patroli" in done
    assert "once it is over: pilkada report close LAP-1" in done
    page = risk.ok("report", "show", "1")
    assert "action begun" in page
    assert "action done" in page
    risk.ok("action", "add", "Rapat", "--for", "1", "--owner", "KPU")
    risk.ok("report", "nil", "-r", "Tapin", "--on", "2024-11-21")
    log = " ".join(risk.ok("log").split())
    assert "LAP-1, LAP-T1" in log
    assert "Tapin 2024-11-21" in log
    own = json.loads(risk.ok("log", "LAP-T1", "-f", "json"))
    assert [(row["kinds"], row["states"]) for row in own] == [
        (["step"], ["done"]), (["step"], ["running"]), (["action"], [])
    ]  # fmt: skip
    assert "LAP-T2" in risk.ok("log", "T2")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_an_action_is_asked_for_its_report_first_and_a_wrong_day_again(tmp_path: Path) -> None:
    open_terminal(tmp_path, *ADD).see("LAP-1").end()
    terminal = open_terminal(tmp_path, "action", "add")
    terminal.answer("For which report", "LAP-1").answer("What is to be done", "Patroli")
    terminal.answer("Which agency", "LAP-1").see("looks like the id of a report")
    terminal.type("Polres", ENTER).answer("By when", "kapan").see("write besok, senin, H-1")
    terminal.type("besok", ENTER)
    assert terminal.end() == 0
    assert "LAP-T1" in terminal.text()
