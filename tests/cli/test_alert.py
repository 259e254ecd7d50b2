"""``pilkada alert``: what fires, that it says so, and that cron is told once."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import SAMPLE, Cli, Process
from tests.golden import expect_screen

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import end_of_day
from pilkada_cli.exchange import locks
from pilkada_cli.exchange.reference import shipped_folder
from pilkada_cli.jobs.alerting import last_closed
from pilkada_cli.render.alerts import MOST

NOW = datetime(2024, 11, 19, 1, 0, tzinfo=UTC)
"""A Tuesday, 9.00 WITA; the last closed week is that of 11 November."""


def document(cli: Cli, *arguments: str, code: int = 3) -> dict[str, Any]:
    result = cli("alert", "-f", "json", *arguments)
    assert result.code == code, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def add(cli: Cli, title: str, *more: str, on: str = "2024-11-13", region: str = "Tapin") -> str:
    return cli.ok("report", "add", title, "-r", region, "-c", "logistik/kekurangan", "--at", on,
                  "--known", on, *more).strip()  # fmt: skip


@pytest.fixture
def watched(cli: Cli) -> Cli:
    """A register that has heard from Tapin since ten weeks ago."""
    cli.now = NOW
    cli.ok("report", "nil", "-r", "Tapin", "--on", "2024-09-02")
    return cli


@pytest.fixture
def surging(watched: Cli) -> Cli:
    for n in range(7):
        add(watched, f"Kurang {n}", "--phase", "pg")
    return watched


def test_an_empty_register_is_quiet_and_says_what_it_could_not_test(cli: Cli) -> None:
    cli.ok("init", "--region", "Tapin", "--code", "TPN")
    result = cli("alert")
    assert (result.code, result.out) == (0, "")
    assert "quiet: nothing fires" in result.err
    assert "not tested, fewer than four weeks since their first report" in result.err


def test_without_a_register_there_is_nothing_to_watch_and_nothing_is_made(cli: Cli) -> None:
    assert cli("alert").code == cli("alert", "--since-last").code == 2
    assert list(cli.home.iterdir()) == []


def test_a_surge_says_what_where_how_sure_and_which_reports(surging: Cli) -> None:
    result = surging("alert")
    assert result.code == 3
    assert len(result.lines) == 1
    for said in ("Tapin", "7 events", "0.01 expected", "8 weeks before", "chance", "LAP-2"):
        assert said in result.out
    found = document(surging)["alerts"][0]
    assert (found["kind"], found["region"], found["group"]) == ("surge", "63.05", "logistik")
    assert (found["count"], found["week"], len(found["reports"])) == (7, "2024-W46", 7)
    assert 0 < found["chance"] < document(surging)["threshold"]


def test_what_is_refuted_or_told_twice_surges_no_further(surging: Cli) -> None:
    ids = [f"LAP-{n}" for n in range(1, 9) if surging("report", "show", f"LAP-{n}").code == 0]
    surging.ok("report", "link", *ids)
    assert surging("alert").code == 0


def test_a_week_that_is_not_over_is_not_tested(surging: Cli) -> None:
    surging.now = datetime(2024, 11, 17, 1, 0, tzinfo=UTC)
    assert surging("alert").code == 0
    assert surging("alert", "--as-of", "2024-11-16").code == 0
    surging.now = datetime(2024, 11, 26, 1, 0, tzinfo=UTC)
    assert surging("alert").code == 0
    assert surging("alert", "--as-of", "2024-11-24").code == 0
    assert surging("alert", "--as-of", "2024-11-23").code == 3


def test_a_week_is_over_with_the_last_moment_of_its_sunday(reference: Reference) -> None:
    sunday = date(2024, 11, 17)
    at = end_of_day(sunday, reference.election.time_zone)
    assert last_closed(at, reference) == date(2024, 11, 11)
    assert last_closed(at.replace(".999Z", ".998Z"), reference) == date(2024, 11, 4)


def test_a_filter_by_regency_shows_its_alerts_only(surging: Cli) -> None:
    assert surging("alert", "-r", "Tapin").code == 3
    assert surging("alert", "-r", "Banjar").code == 0
    assert surging("alert", "-r", "Kalimantan Selatan").code == 3
    assert surging("alert", "-r", "Atlantis").code == 2


def test_a_district_stands_for_its_regency_and_that_is_said(surging: Cli) -> None:
    assert "Barabai lies in Hulu Sungai Tengah" in surging("alert", "-r", "Barabai").err


def test_a_filter_by_regency_shows_what_touches_it_and_what_the_whole_province_has(
    watched: Cli,
) -> None:
    gn = ("--phase", "gn", "--impact", "5")
    beyond = add(watched, "Kotak dibakar", *gn, "--affects", "Banjarbaru", on="2024-11-18",
                 region="Banjar")  # fmt: skip
    everywhere = add(watched, "Sistem padam", *gn, on="2024-11-18", region="Kalimantan Selatan")
    found = document(watched, "-r", "Banjarbaru")["alerts"]
    assert [(a["reports"], a["affects"]) for a in found] == [
        ([beyond], ["63.72"]), ([everywhere], []),
    ]  # fmt: skip
    assert "EVENT Banjar (also affects Banjarbaru): " in watched("alert", "-r", "Banjarbaru").out
    assert [a["reports"] for a in document(watched, "-r", "Tapin")["alerts"]] == [[everywhere]]


def test_an_erased_or_personal_title_is_not_told(watched: Cli) -> None:
    gn = ("--phase", "gn", "--impact", "5")
    gone = add(watched, "Kotak dibakar", *gn, on="2024-11-18")
    add(watched, "Ancaman dari 081234567890", *gn, on="2024-11-18")
    watched.ok("report", "erase", gone, "--yes", "--reason", "permintaan")
    told = watched("alert").out
    assert "(erased)" in told
    assert "None" not in told
    assert "081234567890" not in told


def test_a_disturbance_that_is_dealt_with_needs_nobody_at_once(watched: Cli) -> None:
    gn = add(watched, "Kotak dibakar", "--phase", "gn", "--impact", "5", on="2024-11-18")
    watched.ok("report", "handle", gn)
    assert watched("alert").code == 3
    watched.ok("report", "close", gn, "--reason", "selesai")
    assert watched("alert").code == 0


def test_one_event_is_told_once_whichever_report_stands_for_it(watched: Cli) -> None:
    gn = ("--phase", "gn", "--impact", "5")
    first = add(watched, "Kotak dibakar", *gn, on="2024-11-18")
    assert watched("alert", "--since-last").code == 3
    second = add(watched, "Kotak suara dibakar", *gn, on="2024-11-18")
    watched.ok("report", "link", first, second)
    assert watched("alert", "--since-last").code == 0
    watched.ok("report", "refute", first, "--reason", "keliru")
    assert second in watched("alert").out
    assert watched("alert", "--since-last").code == 0


def test_a_disturbance_at_very_high_risk_fires_for_a_week(watched: Cli) -> None:
    gn = add(watched, "Kotak suara dibakar", "--phase", "gn", "--impact", "5", on="2024-11-18")
    watched.ok("report", "handle", gn)
    assert gn in watched("alert").out
    watched.now = NOW + timedelta(days=9)
    assert watched("alert").code == 0


def test_a_disturbance_fires_after_a_day_until_it_is_handled_and_by_one_rule(watched: Cli) -> None:
    worst = add(watched, "Kotak suara dibakar", "--phase", "gn", "--impact", "5", on="2024-11-18")
    gn = add(watched, "Baliho dirobek", "--phase", "gn", "--impact", "3", on="2024-11-18")
    add(watched, "Spanduk miring", "--phase", "gn", "--impact", "1", on="2024-11-18")
    assert [alert["reports"] for alert in document(watched)["alerts"]] == [[worst]]
    watched.now = NOW + timedelta(days=1)
    fired = [(alert["rule"], *alert["reports"]) for alert in document(watched)["alerts"]]
    assert fired == [("gn-sangat-tinggi", worst), ("gn-belum-ditangani", gn)]
    watched.ok("report", "handle", gn)
    assert [alert["reports"] for alert in document(watched)["alerts"]] == [[worst]]


def test_an_action_that_runs_is_somebody_who_acts(watched: Cli) -> None:
    gn = add(watched, "Baliho dirobek", "--phase", "gn", "--impact", "3", on="2024-11-18")
    decided = watched.ok("action", "add", "Patroli", "--for", gn, "--owner", "Polres").strip()
    watched.now = NOW + timedelta(days=1)
    assert gn in watched("alert").out
    watched.ok("action", "start", decided)
    assert watched("alert").code == 0


def test_an_emerging_disturbance_fires_after_a_day_until_it_is_handled(watched: Cli) -> None:
    ag = add(watched, "Massa berkumpul", "--phase", "ag", on="2024-11-18 12:00")
    assert watched("alert").code == 0
    watched.now = NOW + timedelta(days=1)
    assert ag in watched("alert").out
    watched.ok("report", "handle", ag)
    assert watched("alert").code == 0


def test_as_of_knows_nothing_later(sample: Cli) -> None:
    found = document(sample, "--as-of", "2024-12-01")
    assert [a["rule"] or a["action"] for a in found["alerts"]] == [
        "gn-sangat-tinggi", "LAP-T4", "LAP-T1"
    ]  # fmt: skip
    assert found["week"] == "2024-W48"


def test_the_second_time_it_is_quiet_and_a_new_event_fires_only_itself(surging: Cli) -> None:
    first = surging("alert", "--since-last")
    assert (first.code, len(first.lines)) == (3, 1)
    again = surging("alert", "--since-last")
    assert (again.code, again.out) == (0, "")
    assert "1 alert that was told before still fires: pilkada alert" in again.err
    gn = add(surging, "Kotak suara dibakar", "--phase", "gn", "--impact", "5", on="2024-11-18")
    third = surging("alert", "--since-last")
    assert (third.code, len(third.lines)) == (3, 1)
    assert gn in third.out
    assert len(surging("alert").lines) == 2


def test_the_same_week_alarms_once_though_more_of_it_comes_in_late(surging: Cli) -> None:
    surging("alert", "--since-last")
    add(surging, "Kurang lagi", "--phase", "pg")
    assert surging("alert", "--since-last").code == 0


def test_what_fires_anew_is_told_anew(watched: Cli) -> None:
    ag = add(watched, "Massa berkumpul", "--phase", "ag", on="2024-11-16")
    assert watched("alert", "--since-last").code == 3
    watched.ok("report", "close", ag, "--reason", "bubar")
    assert watched("alert", "--since-last").code == 0
    watched.ok("report", "reopen", ag, "--reason", "kembali")
    assert watched("alert", "--since-last").code == watched("alert").code


def test_one_regency_that_was_told_hides_no_other(surging: Cli) -> None:
    gn = add(surging, "Bentrok", "--phase", "gn", "--impact", "5", region="Banjar")
    surging("alert", "--since-last", "-r", "Tapin")
    assert gn in surging("alert", "--since-last").out


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[]", b'{"schema": "pilkada.alerts-seen/1", "told": [1]}']
)
def test_a_damaged_memory_is_said_and_all_is_told_again(surging: Cli, content: bytes) -> None:
    surging("alert", "--since-last")
    memory = surging.home / "register.db.alerts.json"
    memory.write_bytes(content)
    result = surging("alert", "--since-last")
    assert (result.code, len(result.lines)) == (3, 1)
    assert "damaged and made anew" in result.err
    memory.unlink()
    assert "no alert has been told" in surging("alert", "--since-last").err
    assert surging("alert", "--since-last").code == 0


def test_what_could_not_be_told_counts_as_not_told(surging: Cli) -> None:
    assert surging("alert", "--since-last", "-o", str(surging.home / "no" / "file")).code == 7
    assert surging("alert", "--since-last").code == 3


def test_the_register_itself_is_not_written(surging: Cli) -> None:
    before = surging.register.read_bytes()
    surging("alert", "--since-last")
    assert surging.register.read_bytes() == before


def test_the_past_and_the_present_are_not_mixed(surging: Cli) -> None:
    assert surging("alert", "--since-last", "--as-of", "2024-11-17").code == 2


def test_while_another_looks_this_one_waits_for_the_next_turn(surging: Cli) -> None:
    with locks.held(surging.home / "register.db.alerts.json.lock"):
        result = surging("alert", "--since-last")
    assert (result.code, result.out) == (5, "")
    assert "another pilkada alert" in result.err


def test_of_two_crons_at_once_each_alert_is_told_by_one(process: Process) -> None:
    process("report", "import", str(SAMPLE))
    started = [process.start("alert", "--since-last") for _ in range(4)]
    told, codes = [], []
    for each in started:
        out, _ = each.communicate()
        told += out.decode().splitlines()
        codes.append(each.returncode)
    assert len(told) == len(set(told)) == 4
    assert codes.count(3) == 1
    assert set(codes) <= {0, 3, 5}


def test_what_a_user_typed_is_inert_on_a_terminal(watched: Cli) -> None:
    add(
        watched,
        "Bakar \x1b[31m\u202e [bold]merah",
        "--phase",
        "gn",
        "--impact",
        "5",
        on="2024-11-18",
    )
    for terminal in (False, True):
        out = watched("alert", terminal=terminal).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "[bold]" in out


RULES = """\
schema: pilkada.alerts/1
false_alarms_per_quarter: 0.5
rules:
  - key: hoaks
    label: {id: Hoaks, en: Hoax}
    category: [kamtibmas/hoaks, logistik]
    phase: [pg]
"""


def own_rules(cli: Cli, content: str) -> Path:
    path = cli.home / ".local" / "share" / "pilkada" / "alerts.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_own_rules_in_the_data_folder_take_the_place_of_the_shipped_ones(watched: Cli) -> None:
    own = add(watched, "Surat suara kurang", "--phase", "pg")
    add(watched, "Kotak suara dibakar", "--phase", "gn", "--impact", "5", on="2024-11-18")
    own_rules(watched, RULES)
    found = document(watched)["alerts"]
    assert [(a["rule"], a["reports"]) for a in found] == [("hoaks", [own])]
    assert "Hoax" in watched("alert").out


def test_a_rule_that_fires_without_end_names_so_many_and_counts_the_rest(watched: Cli) -> None:
    own_rules(watched, RULES)
    row = {"title": "Surat suara kurang", "region": "Tapin", "category": "logistik/kekurangan",
           "phase": "pg", "occurred_on": "2024-11-13", "known_at": "2024-11-13"}  # fmt: skip
    rows = [
        json.dumps(row | {"source_system": "x", "source_ref": f"x{n}"}) for n in range(MOST + 3)
    ]
    file = watched.home / "many.jsonl"
    file.write_text("\n".join(rows), encoding="utf-8")
    watched.ok("report", "import", str(file))
    lines = [line for line in watched("alert").out.splitlines() if line.startswith("EVENT")]
    assert len(lines) == MOST + 1
    assert lines[-1] == "EVENT Hoax: 3 more; -f json names them all"
    assert len([a for a in document(watched)["alerts"] if a["rule"]]) == MOST + 3


def test_rules_may_be_named(watched: Cli) -> None:
    add(watched, "Surat suara kurang", "--phase", "pg")
    path = watched.home / "own.yaml"
    path.write_text(RULES, encoding="utf-8")
    assert watched("alert").code == 0
    assert watched("alert", "--rules", str(path)).code == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("phase: [pg]", "phase: [xx]", "alerts.yaml:7: hoaks: phase 1: one of these is expected"),
        ("phase: [pg]", "phase: []", "1 or more items are expected"),
        ("kamtibmas/hoaks", "kamtibmas/hoax", "there is no 'kamtibmas/hoax' in categories.yaml"),
        ("kamtibmas/hoaks", "Hoaks?", "is no category such as"),
        ("phase: [pg]", "fase: [pg]", "there is no such key"),
        ("0.5", "0.0", "the number must be 0.001 or more"),
        ("rules:", "rules: &a", "anchors and aliases"),
        ("    category: [kamtibmas/hoaks, logistik]\n    phase: [pg]\n", "", "has no condition"),
        ("schema: pilkada.alerts/1", "{", "alerts.yaml:"),
    ],
)
def test_bad_rules_are_one_clear_line_with_the_way_out(
    watched: Cli, old: str, new: str, said: str
) -> None:
    path = own_rules(watched, RULES.replace(old, new))
    result = watched("alert")
    assert (result.code, result.out) == (4, "")
    flat = " ".join(result.err.split())
    assert said in flat
    assert f"move {path} away" in flat or "way" in flat
    assert "Traceback" not in result.err


def test_rules_that_are_not_there_are_named_with_their_neighbours_and_how_to_make_some(
    watched: Cli,
) -> None:
    result = watched("alert", "--rules", str(watched.home / "none.yaml"))
    flat = " ".join(result.err.split())
    assert (result.code, result.out) == (2, "")
    assert "none.yaml cannot be read: it does not exist" in flat
    assert f"begin as a copy of {shipped_folder() / 'alerts.yaml'}" in flat
    (watched.home / "nine.yaml").write_text(RULES, encoding="utf-8")
    again = watched("alert", "--rules", str(watched.home / "none.yaml"))
    assert "did you mean" in again.err
    assert "nine.yaml" in again.err


def test_data_check_judges_the_rules_where_they_stand(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for file in shipped_folder().glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    assert cli("data", "check", str(folder)).code == 0
    (folder / "alerts.yaml").write_text(RULES.replace("hoaks,", "hoax,"), encoding="utf-8")
    result = cli("data", "check", str(folder))
    assert result.code == 4
    assert "alerts.yaml:6: hoaks: category 1: there is no 'kamtibmas/hoax'" in result.err
    (folder / "alerts.yaml").unlink()
    assert cli("data", "check", str(folder)).code == 0


def test_a_folder_in_place_of_the_lock_is_named(surging: Cli) -> None:
    lock = surging.home / "register.db.alerts.json.lock"
    lock.mkdir()
    result = surging("alert", "--since-last")
    assert result.out == ""
    assert str(lock) in result.err


def test_what_was_told_must_be_a_list(surging: Cli) -> None:
    surging("alert", "--since-last")
    state = surging.home / "register.db.alerts.json"
    state.write_text(json.dumps({"schema": "pilkada.alerts-seen/1", "told": "abc"}))
    assert "damaged" in surging("alert", "--since-last").err


def test_it_has_an_indonesian_name(surging: Cli) -> None:
    assert surging("waspada").out == surging("alert").out
    assert "LONJAKAN" in surging("waspada", "--lang", "id").out


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_line_is_as_it_was_looked_at(
    surging: Cli, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("PILKADA_LANG", language)
    add(surging, "Kotak suara dibakar", "--phase", "gn", "--impact", "5", on="2024-11-18")
    for width in ("50", "80"):
        monkeypatch.setenv("COLUMNS", width)
        expect_screen(f"alert.{language}.txt", surging("alert").out)


def test_a_phase_that_nobody_confirmed_bears_the_sign_where_it_alarms(watched: Cli) -> None:
    label = add(watched, "Posko dibakar massa", "--impact", "5", on="2024-11-18")
    (alert,) = document(watched)["alerts"]
    assert (alert["phase"], alert["phase_guessed"]) == ("gn", True)
    assert "(GN?, Very high, new)" in watched("alert").out
    watched.ok("report", "amend", label, "--confirm")
    (alert,) = document(watched)["alerts"]
    assert alert["phase_guessed"] is False
    assert "(GN, Very high, new)" in watched("alert").out
