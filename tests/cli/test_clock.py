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
