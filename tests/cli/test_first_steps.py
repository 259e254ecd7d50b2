"""The first things anyone does."""

from tests.conftest import Cli, Process


def test_the_first_report_makes_a_register_prints_its_id_and_is_counted(cli: Cli) -> None:
    added = cli("report", "add", "Baliho dirusak di Landasan Ulin", "-r", "Banjarbaru",
                "-c", "kamtibmas/perusakan-apk")  # fmt: skip
    assert (added.code, added.out) == (0, "LAP-1\n")
    assert "1 report received, 1 counted as events" in cli.ok("summary", "--regency", "Banjarbaru")
    assert cli("check").code == 0


def test_a_process_with_nothing_but_home_and_path_finds_the_same_register(process: Process) -> None:
    environment = {"HOME": str(process.home), "PATH": process.environment()["PATH"]}
    added = process("report", "add", "Uji", "-r", "Banjarbaru", "-c", "hoaks", env=environment)
    assert added.out == "LAP-1\n", added.err
    assert "LAP-1" in process("report", "list", env=environment).out
