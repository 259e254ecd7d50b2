"""`export nightly` where something is in the way: what is said, and the last good export as it was."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_nightly import night, read, run_of
from tests.conftest import Cli, Result

from pilkada_cli.exchange import locks
from pilkada_cli.exchange.publishing.runs import LOCK


def everything(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_of_two_nightly_runs_at_once_the_second_ends_at_once_with_5(sample: Cli) -> None:
    run_of(night(sample))
    out = sample.home / "malam"
    before = everything(out)
    with locks.held(out / LOCK):
        second = night(sample)
    assert (second.code, second.out) == (5, "")
    assert "another export is being written into" in second.err
    assert everything(out) == before


def test_a_log_for_programs_says_whatever_ends_a_night_as_one_object(sample: Cli) -> None:
    (sample.home / "berkas").write_text("ini berkas")
    run_of(night(sample))
    busy = locks.held(sample.home / "malam" / LOCK)
    owner = "Polsek 0812-3456-7890"
    sample.ok("action", "add", "jaga", "--for", "LAP-1", "--owner", owner, "--due", "2025-06-03")
    refused = [
        log(sample("export", "nightly", "--log-format", "json")),
        log(sample("export", "nightly", "--log-format=JSON", "--out", "x", "--keep-daily", "dua")),
        log(night(sample, "--log-format", "json", "--profile", "public")),
        log(night(sample, "--log-format", "json", "--profile", "leadership", out="pimpinan")),
        log(night(sample, "--log-format", "json", out="berkas")),
    ]
    with busy:
        refused.append(log(night(sample, "--log-format", "json")))
    assert [each["exit"] for each in refused] == [2, 2, 2, 4, 7, 5]
    for each in refused:
        assert each.keys() == {"level", "message", "hint", "exit"}
        assert each["level"] == "error" and each["message"]
        assert "0812" not in str(each)
    assert "--out" in refused[2]["hint"]


def log(result: Result) -> dict[str, Any]:
    """The one line that a refused night says, which tells its exit code."""
    [line] = result.err.splitlines()
    told: dict[str, Any] = json.loads(line)
    assert told["exit"] == result.code
    return told


def test_a_log_for_programs_has_remarks_too_and_ends_with_its_command(
    sample: Cli,
) -> None:
    run_of(night(sample, "--if-due"))
    again = night(sample, "--if-due", "--log-format", "json")
    assert json.loads(again.err) == {"level": "info", "message": "nothing is due; tonight's export stands"}  # fmt: skip
    assert night(sample, "--profile", "public").err.startswith("error: ")


def test_a_clock_set_back_makes_a_run_of_its_own_and_touches_no_other(sample: Cli) -> None:
    first = run_of(night(sample))
    stood = everything(first)
    sample.now -= timedelta(days=2)
    second = night(sample, "--keep-daily", "1", "--keep-weekly", "1")
    assert second.code == 0, second.err
    run = run_of(second)
    assert run.name < first.name
    assert everything(first) == stood
    assert read(sample.home / "malam" / "latest.json")["run"] == run.name
    for each in (first, run):
        assert sample("export", "verify", str(each)).code == 0


def test_a_run_from_a_clock_that_ran_ahead_keeps_no_night_from_being_due(sample: Cli) -> None:
    sample.now += timedelta(days=300)
    run_of(night(sample))
    sample.now -= timedelta(days=300)
    assert night(sample, "--if-due").out


def test_a_destination_that_is_a_file_is_refused_with_7_and_stays_one(sample: Cli) -> None:
    (sample.home / "malam").write_text("ini berkas")
    refused = night(sample)
    assert (refused.code, refused.out) == (7, "")
    assert "malam is not a folder" in refused.err
    assert (sample.home / "malam").read_text() == "ini berkas"


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounts a folder onto itself"
)
def test_an_old_export_that_is_held_is_said_stays_and_goes_the_next_night(sample: Cli) -> None:
    old = run_of(night(sample))
    sample.now += timedelta(days=1)
    if subprocess.run(["mount", "--bind", old, old], capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        held = night(sample, "--keep-daily", "1", "--keep-weekly", "1")
    finally:
        subprocess.run(["umount", old], check=True)
    assert held.code == 0
    assert f"the old export {old.name} could not be removed" in held.err
    assert json.loads((sample.home / "malam" / "latest.json").read_text())["run"] != old.name
    assert sample("export", "verify", str(old)).code == 0
    sample.now += timedelta(days=1)
    run_of(night(sample, "--keep-daily", "1", "--keep-weekly", "1"))
    assert not old.exists()
