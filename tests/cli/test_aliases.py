"""Indonesian names of the daily commands, in help, in errors and when Tab is pressed."""

import subprocess
from typing import Any

import pytest
from tests.conftest import Cli, Process

from pilkada_cli.cli.app import COMMANDS, program
from pilkada_cli.cli.daily import ALIASES, DAILY, spoken
from pilkada_cli.i18n import use_language


def original(alias: str) -> Any:
    """The command that an alias stands for, reached by its own words."""
    command = program()
    for word in ALIASES[alias]:
        command = command.commands[word]
    return command


def test_no_alias_hides_a_command() -> None:
    assert not set(ALIASES) & set(COMMANDS)
    assert len(ALIASES) == len(DAILY)


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_has_the_options_and_the_help_of_its_original(cli: Cli, alias: str) -> None:
    page = cli.ok(*ALIASES[alias], "--help").partition("\n")[2]
    assert cli.ok(alias, "--help").partition("\n")[2] == page
    assert cli.ok(alias, "--help").startswith(f"Usage: pilkada {alias} ")


@pytest.mark.parametrize("daily", DAILY)
def test_the_first_page_says_of_a_daily_command_what_its_own_page_says(daily: Any) -> None:
    assert original(daily.alias).help == daily.help


def test_a_day_is_done_with_aliases_alone(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    assert cli.ok("lapor", "Baliho dirusak", "-c", "perusakan-apk") == "HST-1\n"
    assert cli.ok("nihil", "--yes") == "63.07 2024-11-22\n"
    assert "Baliho dirusak" in cli.ok("daftar")
    assert "Baliho dirusak" in cli.ok("cari", "baliho")
    assert "Baliho dirusak" in cli.ok("lihat", "HST-1")
    assert cli.ok("ringkas") == cli.ok("summary")


def test_help_shows_the_daily_commands_first_with_their_aliases(cli: Cli) -> None:
    page = cli.ok("--help")
    daily, _, more = page.partition("\nMore:\n")
    for command in DAILY:
        assert f"  {command.words} ({command.alias})  " in daily
    assert more.startswith("  report  ")
    assert "summary" not in more.partition("\nOptions:\n")[0]


def test_an_error_names_the_help_page_that_was_used(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--code", "HST")
    assert cli("lapor", "--foo").err.endswith("hint: see pilkada lapor --help\n")
    assert cli("nihil", "-r").err.endswith("hint: see pilkada nihil --help\n")
    assert "did you mean 'lapor'?" in cli("lapr").err


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        ("report add", "lapor"),
        ("report list --mine --open", "daftar --mine --open"),
        ("report handle HST-3", "report handle HST-3"),
        ("report adder", "report adder"),
        ("init", "init"),
    ],
)
def test_a_command_is_named_by_its_alias_in_indonesian_only(command: str, typed: str) -> None:
    assert spoken(command) == command
    use_language("id")
    assert spoken(command) == typed


def completed(process: Process, line: str) -> list[str]:
    """What Bash offers for a line."""
    words = line.split(" ")
    done = subprocess.run(
        process.command(), capture_output=True, text=True, check=False,
        env=process.environment(
            _PILKADA_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1)
        ),
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("pilkada la", ["lapor"]),
        ("pilkada su", ["summary"]),
        ("pilkada lapor --gra", ["--grade"]),
        ("pilkada lapor -r HS", ["HSS", "HST", "HSU"]),
        ("pilkada report list -r tanah", ["tanah-laut", "tanahbumbu"]),
        ("pilkada summary --regency 63.7", ["63.71", "63.72"]),
        ("pilkada init -r Banjarb", ["Banjarbaru"]),
        ("pilkada report add --affects Tap", ["Tapin"]),
        ("pilkada report list -s masa", ["masa-tenang"]),
        ("pilkada report add -s masa", ["masa-tenang"]),
        ("pilkada lapor -c kamtibmas/perusakan",
         ["kamtibmas/perusakan-apk", "kamtibmas/perusakan-fasilitas"]),
        ("pilkada lapor -r Jakarta", []),
    ],
)  # fmt: skip
def test_tab_offers_commands_options_regions_stages_and_categories(
    process: Process, line: str, offered: list[str]
) -> None:
    assert completed(process, line) == offered
    assert not process.register.exists()


def test_whatever_is_offered_for_a_region_is_understood(process: Process, cli: Cli) -> None:
    offered = completed(process, "pilkada report list -r ")
    assert len(offered) == 14
    for name in offered:
        assert cli("stage", "now", "-r", name).code == 0, name


def test_tab_on_a_damaged_register_offers_nothing_and_says_nothing(process: Process) -> None:
    process.register.write_bytes(b"SQLite format 3\0" + bytes(100))
    assert completed(process, "pilkada lapor -r HS") == []
