"""What is entered by a clock that is probably wrong."""

from datetime import UTC, datetime, timedelta

from tests.conftest import NOW, Cli

ADD = ("report", "add", "Baliho dirusak", "-r", "Tapin", "-c", "perusakan-apk")


def test_a_clock_years_after_the_election_is_doubted_in_one_line_and_the_report_is_whole(
    cli: Cli,
) -> None:
    result = cli(*ADD, now=datetime(2034, 11, 22, 2, 30, tzinfo=UTC))
    assert (result.code, result.out) == (0, "LAP-1\n")
    doubts = [line for line in result.err.splitlines() if "the clock of this computer says" in line]
    assert len(doubts) == 1
    assert "22 November 2034, but the election ended on" in doubts[0]
    assert "pilkada undo" in doubts[0]
    assert cli("check").code == 0


def test_every_command_that_writes_says_once_that_the_clock_is_doubtful(cli: Cli) -> None:
    cli.ok(*ADD)
    late = datetime(2034, 11, 22, 2, 30, tzinfo=UTC)
    for command in (
        ("report", "note", "LAP-1", "--text", "dilihat petugas"),
        ("report", "verify", "LAP-1", "--reason", "foto"),
        ("report", "close", "LAP-1", "--reason", "diganti"),
        ("report", "nil", "-r", "Tapin"),
        ("action", "add", "Patroli", "--for", "LAP-1", "--owner", "Polres", "--due", "besok"),
        ("readiness", "set", "-r", "HST", "kpps", "3381"),
        ("undo", "--yes"),
        ("report", "erase", "LAP-1", "--reason", "diminta", "--yes"),
    ):
        result = cli(*command, now=late)
        assert result.code == 0, result.err
        assert result.err.count("the clock of this computer says 22 November 2034") == 1, command


def test_a_clock_behind_what_the_register_holds_is_doubted(cli: Cli) -> None:
    cli.ok(*ADD)
    result = cli(*ADD, now=NOW - timedelta(days=30))
    assert "but the register was last written on 22 November 2024" in result.err


def test_a_clock_that_may_be_right_is_not_doubted(cli: Cli) -> None:
    cli.ok(*ADD)
    for now in (NOW - timedelta(hours=20), NOW, NOW + timedelta(days=300)):
        assert "clock" not in cli(*ADD, now=now).err


def test_a_report_entered_after_a_wrong_clock_was_set_right_is_not_lost(cli: Cli) -> None:
    cli.ok(*ADD, now=datetime(2034, 11, 22, 2, 30, tzinfo=UTC))
    assert cli.ok(*ADD) == "LAP-2\n"
    assert cli.ok("report", "list", "--columns", "id").count("LAP-") == 2
    assert cli("check").code == 0


PAST = datetime(2019, 1, 1, 2, 30, tzinfo=UTC)


def test_a_clock_years_before_the_election_is_doubted_by_whatever_writes_a_new_register_too(
    cli: Cli,
) -> None:
    for command in (("init", "-r", "HST"), ADD, ("report", "nil", "-r", "HSU")):
        result = cli(*command, now=PAST)
        assert result.code == 0, result.err
        assert "says 1 January 2019, but the election begins on 27 February 2024" in result.err


def test_an_entry_by_a_wrong_clock_does_not_make_the_next_one_less_doubtful(cli: Cli) -> None:
    cli.ok(*ADD)
    for days in (30, 29):
        result = cli(*ADD, now=NOW - timedelta(days=days))
        assert "but the register was last written on 22 November 2024" in result.err


def test_an_entry_by_a_clock_ahead_that_was_taken_back_casts_no_doubt_on_the_right_one(
    cli: Cli,
) -> None:
    cli.ok(*ADD, now=NOW + timedelta(days=90))
    assert "but the register was last written on 20 February 2025" in cli(*ADD).err
    cli.ok("undo", "2", "--yes")
    assert "clock" not in cli(*ADD).err


def test_a_day_too_far_ahead_is_refused_with_the_day_that_today_is_taken_to_be(cli: Cli) -> None:
    result = cli(*ADD, "--at", "22/11/2024", now=PAST)
    assert result.code == 2
    assert "a year from today (2019-01-01)" in result.err


def test_check_attends_to_what_was_entered_years_before_the_election_until_it_is_taken_back(
    cli: Cli,
) -> None:
    cli.ok(*ADD)
    cli.ok(*ADD, now=PAST)
    cli.ok("report", "nil", "-r", "Tapin", now=PAST + timedelta(days=1))
    found = cli("check")
    assert found.code == 3
    assert "2 commands were entered by a clock that was years behind" in found.err
    for number in ("4", "3"):
        assert f"pilkada undo {number}" in cli("check").err
        cli.ok("undo", number, "--yes")
    assert cli("check").code == 0
