"""``init``, ``check``, ``log`` and the reference data commands."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from tests.conftest import Cli, Process
from tests.other_election import write_other_election

from pilkada_cli.exchange.reference import FILES, shipped_folder


def test_init_makes_a_register_and_says_where(cli: Cli) -> None:
    result = cli("init", "--region", "HST", "--code", "hst", "--lang", "id")
    assert (result.code, result.out) == (0, f"{cli.register}\n")
    assert cli.ok("report", "add", "Uji", "-c", "hoaks") == "HST-1\n"
    assert json.loads(cli.ok("report", "show", "HST-1", "-f", "json"))["region"] == "63.07"


def test_the_registers_language_is_spoken_unless_another_is_asked_for(process: Process) -> None:
    process("init", "--lang", "id")
    silent = {k: v for k, v in process.environment().items() if k != "PILKADA_LANG"}
    assert "Pemakaian: pilkada" in process("--help", env=silent).out
    assert "Usage: pilkada" in process("--help", "--lang", "en", env=silent).out
    assert "Usage: pilkada" in process("--help", env={**silent, "PILKADA_LANG": "en"}).out


def test_without_a_register_the_systems_language_is_spoken(process: Process) -> None:
    bare = {k: v for k, v in process.environment().items() if k != "PILKADA_LANG"}
    assert "Pemakaian:" in process("--help", env={**bare, "LC_ALL": "id_ID.UTF-8"}).out
    assert "Usage:" in process("--help", env={**bare, "LC_ALL": "C"}).out


@pytest.mark.parametrize(
    "arguments", [("--code", "9!"), ("--region", "Nowhere"), ("--region", "Barabai")]
)
def test_init_refuses_what_cannot_be(cli: Cli, arguments: tuple[str, ...]) -> None:
    assert cli("init", *arguments).code == 2


def test_another_province_and_election_take_the_place_of_the_shipped_ones(
    cli: Cli, tmp_path: Path
) -> None:
    cli.now = cli.now.replace(year=2029, month=6)
    folder = write_other_election(tmp_path / "other")
    assert cli.ok("data", "check", str(folder)).startswith("valid: 1 categories, 2 regencies")
    cli.ok("init", "--data", str(folder), "--region", "UTM", "--code", "UTM")
    shutil.rmtree(folder)
    cli.ok("report", "add", "Uji", "-c", "lain", "--at", "2029-06-01")
    screen = cli.ok("summary")
    assert "Example election 2029 · Contoh" in screen
    assert "Utama" in screen
    for command in (
        ("summary",),
        ("region", "list"),
        ("stage", "list"),
        ("taxonomy", "list"),
        ("report", "show", "1"),
    ):
        assert "Kalimantan" not in cli.ok(*command)
        assert "WITA" not in cli.ok(*command)
    assert cli("check").code == 0


def test_other_data_under_existing_reports_are_refused(cli: Cli, tmp_path: Path) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks")
    result = cli("init", "--data", str(write_other_election(tmp_path / "other")))
    assert result.code == 2
    assert "the register holds reports made with other reference data" in result.err


def test_broken_data_are_refused_with_file_line_and_key(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    for name in FILES:
        shutil.copy(shipped_folder() / name, folder / name)
    stages = folder / "stages.yaml"
    stages.write_text(stages.read_text().replace("2024-11-23", "2024-13-23", 1))
    for command in (("data", "check", str(folder)), ("init", "--data", str(folder))):
        result = cli(*command)
        assert result.code == 4
        assert "stages.yaml:" in result.err
        assert "kampanye" in result.err
    assert not cli.register.exists()


def test_check_is_content_with_a_sound_register(sample: Cli) -> None:
    assert sample("check").out == "sound: operations 100, reports 21\n"


def test_check_finds_tables_that_differ_and_mends_them_on_request(sample: Cli) -> None:
    with sqlite3.connect(sample.register) as register:
        register.execute("UPDATE report SET title = 'altered' WHERE number = 1")
    register.close()
    result = sample("check")
    assert result.code == 6
    assert "the table 'report' differs from the record" in result.err
    assert sample("check", "--fix").code == 3
    assert sample("check").code == 0


def test_check_finds_an_altered_record_and_never_mends_it(sample: Cli) -> None:
    with sqlite3.connect(sample.register) as register:
        register.execute("DROP TRIGGER journal_stands")
        register.execute(
            "UPDATE journal SET sealed = CAST(replace(CAST(sealed AS TEXT), 'Banjir', 'Banjar') AS BLOB)"
            " WHERE kind = 'add'"
        )
    register.close()
    for arguments in (("check",), ("check", "--fix")):
        result = sample(*arguments)
        assert result.code == 6
        assert "was altered: the sealed part was altered" in result.err
        assert "the guard 'journal_stands' of the record is missing" in result.err


def test_the_log_names_commands_newest_first(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks")
    cli.ok("report", "verify", "1")
    kinds = [row["kinds"] for row in json.loads(cli.ok("log", "-f", "json"))]
    assert kinds == [["verify"], ["add"], ["person"]]
    assert len(json.loads(cli.ok("log", "LAP-1", "-f", "json"))) == 2
    assert len(json.loads(cli.ok("log", "-n", "1", "-f", "json"))) == 1
    assert cli("log", "-n", "x").code == 2


def test_lists_of_reference_data_are_arrays_with_their_keys(cli: Cli) -> None:
    assert len(json.loads(cli.ok("taxonomy", "list", "-f", "json"))) == 46
    assert len(json.loads(cli.ok("region", "list", "-f", "json"))) == 13
    stages = json.loads(cli.ok("stage", "list", "-f", "json"))
    assert {"kampanye", "psu-pungut"} <= {stage["key"] for stage in stages}
    assert len(json.loads(cli.ok("region", "show", "HST", "-f", "json"))["districts"]) == 11


@pytest.mark.parametrize(
    ("arguments", "stage", "day", "days_to_vote"),
    [
        (("--on", "2024-11-22"), "kampanye", 59, 5),
        (("--on", "2024-11-27"), "pungut-suara", 1, 0),
        (("--on", "2024-11-30", "-r", "Tapin"), "rekapitulasi", 4, -3),
        (("--on", "2025-04-14", "-r", "Banjarbaru"), "psu-persiapan", 50, 5),
        (("--on", "2024-09-23"), None, None, 65),
        ((), "kampanye", 59, 5),
    ],
)
def test_stage_now_tells_stage_day_and_distance_from_the_vote(
    cli: Cli, arguments: tuple[str, ...], stage: str | None, day: int | None, days_to_vote: int
) -> None:
    found = json.loads(cli.ok("stage", "now", "-f", "json", *arguments))
    assert (found["stage"], found["day_of_stage"], found["days_to_vote"]) == (
        stage,
        day,
        days_to_vote,
    )


def test_reading_reference_data_makes_no_register(cli: Cli) -> None:
    for command in (("stage", "now"), ("region", "list"), ("taxonomy", "show", "hoaks")):
        cli.ok(*command)
    assert not cli.register.exists()


def test_damaged_reference_data_in_a_register_are_told(cli: Cli, tmp_path: Path) -> None:
    cli.ok("init", "--data", str(write_other_election(tmp_path / "other")))
    with sqlite3.connect(cli.register) as register:
        register.execute("UPDATE reference SET content = X'00' WHERE name = 'stages.yaml'")
    register.close()
    for command in (("summary",), ("check",), ("report", "add", "Uji", "-c", "lain", "-r", "Hulu")):
        result = cli(*command)
        assert result.code == 6
        assert "the reference data kept in the register are damaged" in result.err


def test_the_scales_say_what_every_number_means(cli: Cli) -> None:
    found = json.loads(cli.ok("taxonomy", "scales", "-f", "json"))
    assert [
        len(found[name])
        for name in ("likelihood", "impact", "levels", "grade_source", "grade_content")
    ] == [5, 5, 5, 6, 6]
    assert found["matrix"][0] == [1, 3, 5, 8, 20]
