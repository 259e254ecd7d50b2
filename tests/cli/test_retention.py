"""``pilkada retention``: what was kept long enough is listed, and erased after a question."""

import json
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.conftest import Cli
from tests.terminal import ENTER, open_terminal

from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.retention import kept_until
from pilkada_cli.exchange.reference import shipped_folder

PAST = datetime(2030, 4, 20, 2, 0, tzinfo=UTC)
"""The day after five years after the last vote."""

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
TODAY = ("--today", "2030-04-20")


def add(cli: Cli, title: str) -> str:
    return cli.ok("report", "add", title, "-r", "Tapin", "-c", "hoaks").strip()


def listed(cli: Cli, **more: datetime) -> list[dict[str, str]]:
    return json.loads(cli.ok("retention", "list", "-f", "json", **more))


def test_the_period_is_counted_from_the_later_of_last_entry_and_last_vote(
    reference: Reference,
) -> None:
    election = reference.election
    assert kept_until(date(2024, 11, 22), election) == date(2030, 4, 19)
    assert kept_until(date(2025, 8, 31), election) == date(2030, 8, 31)
    leap = election._replace(retention=1)
    assert kept_until(date(2028, 1, 31), leap) == date(2028, 2, 29)
    assert kept_until(date(2025, 8, 31), election._replace(retention=None)) is None


def test_what_was_kept_long_enough_is_listed_and_nothing_else(cli: Cli) -> None:
    label = add(cli, "Baliho robek")
    assert listed(cli) == []
    cli.now = PAST.replace(year=2029)
    late = add(cli, "Belum lama")
    cli.now = PAST
    (row,) = listed(cli)
    assert row == {
        "id": label, "title": "Baliho robek", "occurred_on": "2024-11-22",
        "last_entry": "2024-11-22", "kept_until": "2030-04-19",
    }  # fmt: skip
    assert listed(cli, now=PAST.replace(day=18)) == []
    assert late not in cli.ok("retention", "list")
    assert cli.ok("retention", "list", "-f", "csv").splitlines()[1].startswith(f"{label},")


def test_it_is_erased_as_one_command_after_a_yes(cli: Cli) -> None:
    labels = [add(cli, "satu"), add(cli, "dua")]
    cli.ok("backup")
    cli.now = PAST
    refused = cli("retention", "erase", *TODAY)
    assert refused.code == 2 and "agree with --yes" in refused.err
    assert len(listed(cli)) == 2
    assert cli.ok("retention", "erase", "--yes", *TODAY).split() == labels
    assert listed(cli) == []
    shown = cli.ok("report", "show", labels[0])
    assert "The time of keeping is over." in shown
    newest = json.loads(cli.ok("log", "-f", "json"))[0]
    assert (newest["reports"], set(newest["kinds"])) == (labels, {"erase", "note"})
    again = cli("retention", "erase", "--yes", *TODAY)
    assert (again.code, again.out) == (0, "")
    assert cli("check").code == 0


def test_by_a_doubtful_clock_nothing_is_erased_unless_somebody_says_that_it_is_right(
    cli: Cli,
) -> None:
    label = add(cli, "satu")
    cli.now = PAST
    assert "the clock of this computer says 20 April 2030" in cli("retention", "list").err
    refused = cli("retention", "erase", "--yes")
    assert (refused.code, refused.out) == (2, "")
    assert "20 April 2030, but the election ended on" in refused.err
    assert "--today 2030-04-20" in refused.err
    other = cli("retention", "erase", "--yes", "--today", "2026-11-30")
    assert other.code == 2 and "set the clock" in other.err
    assert [row["id"] for row in listed(cli)] == [label]


@on_a_terminal
@pytest.mark.parametrize(("answer", "left"), [("n", 1), ("y", 0)])
def test_on_a_terminal_the_date_of_a_doubtful_clock_is_asked_before_anything_is_erased(
    cli: Cli, answer: str, left: int
) -> None:
    add(cli, "satu")
    terminal = open_terminal(cli.home, "retention", "erase", "--yes", now=PAST.isoformat())
    terminal.see("Is today 20 April 2030?").type(answer, ENTER).end()
    assert len(listed(cli, now=PAST)) == left


def test_an_action_on_no_report_is_kept_as_long_and_erased_with_the_others(cli: Cli) -> None:
    report = add(cli, "satu")
    cli.ok("action", "add", "Patroli", "--for", report, "--owner", "Polres", "--due", "besok")
    alone = cli.ok("action", "add", "Rapat dengan Pak Lurah", "-r", "Tapin", "-c", "hoaks",
                   "--owner", "Camat", "--due", "besok").strip()  # fmt: skip
    cli.now = PAST
    assert [(row["id"], row["title"]) for row in listed(cli)] == [
        (report, "satu"), (alone, "Rapat dengan Pak Lurah"),
    ]  # fmt: skip
    cli.ok("retention", "erase", "--yes", *TODAY)
    assert listed(cli) == []
    assert b"Pak Lurah" not in cli.register.read_bytes()


def test_what_was_said_after_an_erasure_is_kept_for_a_period_of_its_own(cli: Cli) -> None:
    label = add(cli, "satu")
    cli.ok("report", "erase", label, "--reason", "diminta", "--yes")
    cli.ok("report", "amend", label, "--title", "Judul baru")
    assert [row["id"] for row in listed(cli, now=PAST)] == [label]


def test_data_without_a_period_say_so(cli: Cli, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(shipped_folder(), data)
    election = (data / "election.yaml").read_text(encoding="utf-8")
    (data / "election.yaml").write_text(
        election.replace("retention: {months: 60}", ""), encoding="utf-8"
    )
    cli.ok("init", "--data", str(data))
    result = cli("retention", "list")
    assert result.code == 2 and "do not say how long reports are kept" in result.err


@pytest.mark.parametrize("months", ["0", "-1", "lima"])
def test_a_period_that_cannot_be_is_refused_with_its_line(
    cli: Cli, tmp_path: Path, months: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(shipped_folder(), data)
    election = (data / "election.yaml").read_text(encoding="utf-8")
    (data / "election.yaml").write_text(
        election.replace("months: 60", f"months: {months}"), encoding="utf-8"
    )
    result = cli("data", "check", str(data))
    assert result.code == 4 and "retention" in result.err


def test_it_speaks_indonesian(cli: Cli) -> None:
    cli.ok("init", "--lang", "id")
    add(cli, "satu")
    cli.now = PAST
    result = cli("retention", "list", "--lang", "id")
    assert "disimpan sampai" in result.out and "hapus dengan: pilkada retention erase" in result.err
