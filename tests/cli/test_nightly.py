"""``pilkada export nightly``, ``verify`` and ``schedule``: what stands afterwards, and what is said."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest
from tests.conftest import Cli, Process, Result

PHONE = "0812-3456-7890"
OF_THE_RUN = ("run.json", "changes.jsonl")


def night(cli: Cli, *options: str, out: str = "malam") -> Result:
    return cli("export", "nightly", "--out", str(cli.home / out), *options)


def run_of(result: Result) -> Path:
    assert result.code in (0, 3), result.err
    return Path(result.out.strip()).parent


def read(path: Path) -> dict[str, object]:
    return json.loads(path.read_text(encoding="utf-8"))


def bytes_of(run: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in run.iterdir() if each.name not in OF_THE_RUN}


def test_a_run_holds_its_tables_pages_and_what_describes_them(sample: Cli) -> None:
    run = run_of(night(sample))
    assert {each.name for each in run.iterdir()} == {
        "actions.csv", "coverage.csv", "readiness.csv", "reports.csv", "reports.xlsx", "summary_regency.csv",
        "summary_stage.csv", "summary_category.csv", "summary.md", "datapackage.json",
        "manifest.json",
        "SHA256SUMS", "changes.jsonl", "run.json",
    }  # fmt: skip
    manifest = read(run / "manifest.json")
    assert (manifest["profile"], manifest["mark"], manifest["election"]) == (
        "internal", "T", "kalsel-2024",
    )  # fmt: skip
    assert read(sample.home / "malam" / "latest.json")["run"] == run.name
    assert sample("export", "verify", str(run)).code == 0


def test_verify_of_the_folder_of_all_nights_names_the_newest_run(sample: Cli) -> None:
    run = run_of(night(sample))
    found = sample("export", "verify", str(run.parent))
    assert found.code == 4 and f"the newest is {run}" in found.err


@pytest.mark.parametrize("profile", ["internal", "leadership"])
def test_a_run_tells_of_every_regency_and_day_who_reported_in_the_days_of_the_summary(
    sample: Cli, profile: str
) -> None:
    asked = ("--as-of", "2024-11-21")
    run = run_of(night(sample, *asked, "--profile", profile))
    shown = sample.ok("coverage", "-r", "kalsel", *asked, "-f", "csv")
    assert (run / "coverage.csv").read_bytes() == shown.encode()
    rows = list(csv.DictReader((run / "coverage.csv").read_text().splitlines()))
    assert [row["day"] for row in rows[:14]] == [f"2024-11-{day:02}" for day in range(8, 22)]
    assert len({(row["code"], row["day"]) for row in rows}) == len(rows) == 13 * 14
    summary = json.loads(sample.ok("summary", *asked, "-f", "json"))
    assert summary["coverage_period"] == {"since": "2024-11-08", "until": "2024-11-21"}
    listed: Any = read(run / "manifest.json")["files"]
    assert {each["name"]: each["rows"] for each in listed}["coverage.csv"] == 182


def test_an_office_tells_of_every_regency_too(sample: Cli) -> None:
    sample.ok("init", "--region", "HST", "--code", "HST")
    run = run_of(night(sample))
    codes = {row["code"] for row in csv.DictReader((run / "coverage.csv").read_text().splitlines())}
    assert len(codes) == 13


def test_the_table_of_coverage_is_described_with_its_states_and_keys(sample: Cli) -> None:
    package: Any = read(run_of(night(sample)) / "datapackage.json")
    [schema] = [each["schema"] for each in package["resources"] if each["name"] == "coverage"]
    assert {each["name"]: each["type"] for each in schema["fields"]} == {
        "code": "string", "name": "string", "day": "date", "state": "string", "reports": "integer",
        "nil": "integer", "owed": "integer", "per_days": "integer", "missing": "integer",
    }  # fmt: skip
    [state] = [each for each in schema["fields"] if each["name"] == "state"]
    assert state["constraints"]["enum"] == ["report", "nil", "partly", "missing", "owed", "free"]
    assert schema["primaryKey"] == ["code", "day"]
    [key] = schema["foreignKeys"]
    assert key["reference"] == {"resource": "summary_regency", "fields": ["code"]}


def test_verify_finds_a_state_that_is_none_in_the_table_of_coverage(sample: Cli) -> None:
    run = run_of(night(sample))
    table = run / "coverage.csv"
    table.write_bytes(table.read_bytes().replace(b",free,", b",bebas,", 1))
    found = sample("export", "verify", str(run))
    assert "coverage.csv, row 1: state holds what it may not" in found.err


def test_its_data_package_is_valid(sample: Cli) -> None:
    run = run_of(night(sample))
    report = frictionless.Package(str(run / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


@pytest.mark.parametrize("profile", ["internal", "leadership", "public"])
def test_the_same_moment_gives_the_same_bytes_on_a_copy_of_the_register_on_another_day(
    sample: Cli, profile: str
) -> None:
    asked = ("--as-of", "2024-11-28", "--profile", profile)
    first = run_of(night(sample, *asked))
    copy = sample.home / "salinan.db"
    copy.write_bytes(sample.register.read_bytes())
    sample.now += timedelta(days=3, hours=5)
    second = run_of(night(sample, *asked, "--register", str(copy), out="lain"))
    assert first.name != second.name
    assert bytes_of(first) == bytes_of(second)


def test_what_came_and_what_changed_since_the_run_before_is_listed_by_id_alone(
    sample: Cli,
) -> None:
    run_of(night(sample))
    sample.ok("report", "add", "Rahasia besar", "-r", "HST", "-c", "hoaks")
    sample.ok("report", "amend", "LAP-1", "--impact", "2")
    result = night(sample)
    run = run_of(result)
    assert "added 1, changed 1, gone 0" in result.err
    changes = (run / "changes.jsonl").read_text()
    assert "LAP-22" in changes and "impact" in changes and "Rahasia" not in changes


def test_a_run_that_lost_reports_stands_but_is_not_the_latest_unless_forced(sample: Cli) -> None:
    first = run_of(night(sample))
    held = night(sample, "--as-of", "2024-11-22")
    assert held.code == 3
    assert read(sample.home / "malam" / "latest.json")["run"] == first.name
    assert "latest.json names the one before" in held.err
    forced = night(sample, "--as-of", "2024-11-22", "--force")
    assert forced.code == 3
    assert read(sample.home / "malam" / "latest.json")["run"] == run_of(forced).name


def test_leadership_gets_no_reporter_no_parties_no_detail_and_no_numbers(cli: Cli) -> None:
    cli.ok(
        "report", "add", f"Hubungi {PHONE} soal baliho", "-r", "HST", "-c", "hoaks",
        "--detail", "rincian rahasia", "--reporter", "Fulan Contoh",
        "--measures-taken", "Fulan Contoh dimintai keterangan",
    )  # fmt: skip
    run = run_of(night(cli, "--profile", "leadership"))
    [row] = csv.DictReader((run / "reports.csv").read_text().splitlines())
    assert {"reporter", "parties", "detail", "village"}.isdisjoint(row)
    assert row["title"] == "Hubungi [disamarkan] soal baliho"
    assert row["measures_taken"] == "[disamarkan] dimintai keterangan"
    held = b"".join(bytes_of(run).values())
    assert b"0812" not in held and b"Fulan" not in held and b"rincian" not in held
    assert (run / "summary.md").read_text().startswith("**T**\n")


HOSTILE = (
    "0812 3456 7890", "0812\u200b3456\u200b7890", "+62 812-3456-7890", "+62\u00a0812\u00a03456\u00a07890",
    "6307065508900001", "6307 0655 0890 0001", "DA 1234 XY", "DA  1234  XY", "DA.1234.XY", "B 1 RI", "KT 8 A",
    "budi@contoh.id", "budi @ contoh.id", "budi\u200b@contoh.id",
)  # fmt: skip


@pytest.mark.parametrize("profile", ["leadership", "public"])
def test_nothing_that_points_at_a_person_is_in_any_file_for_others_nor_in_any_part_of_the_workbook(
    cli: Cli, profile: str
) -> None:
    for found in HOSTILE:
        cli.ok(
            "report", "add", f"Hubungi {found} atau {found}", "-r", "HST", "-c", "hoaks",
            "--measures-taken", f"dicatat {found}", "--source", f"dari {found}",
        )  # fmt: skip
    # So many rupiah look like a telephone, and must not hold the run back.
    cli.ok("readiness", "set", "-r", "HST", "nphd", "81.234.567.890", "--target", "90.000.000.000")
    run = run_of(night(cli, "--profile", profile))
    held = {each.name: each.read_bytes() for each in run.iterdir()}
    for name in [name for name in held if name.endswith(".xlsx")]:
        with zipfile.ZipFile(run / name) as book:
            held |= {f"{name}/{part}": book.read(part) for part in book.namelist()}
    assert ("reports.xlsx" in held) == (profile == "leadership")
    assert ("81234567890" in held.get("readiness.csv", b"").decode()) == (profile == "leadership")
    for name, data in held.items():
        text = data.decode("utf-8", errors="replace")
        assert [found for found in (*HOSTILE, "contoh.id") if found in text] == [], name
    if profile == "leadership":
        assert held["reports.csv"].decode().count("[disamarkan]") == 4 * len(HOSTILE)


def test_the_public_gets_counts_of_verified_events_and_none_that_is_small(sample: Cli) -> None:
    run = run_of(night(sample, "--profile", "public"))
    assert {each.name for each in run.iterdir()}.isdisjoint(
        {"reports.csv", "reports.xlsx", "coverage.csv", "changes.jsonl"}
    )
    rows = list(csv.reader((run / "summary_public.csv").read_text().splitlines()))[1:]
    counts = [int(cell) for row in rows for cell in row[1:] if cell]
    assert counts and min(counts) >= 5
    assert read(run / "manifest.json")["totals"] == {}
    assert (run / "summary.md").read_text().startswith("**B**\n")


@pytest.mark.parametrize("profile", ["internal", "leadership"])
def test_the_workbook_bears_the_mark_of_the_page(sample: Cli, profile: str) -> None:
    sample.ok("report", "amend", "LAP-1", "--classification", "SR")
    run = run_of(night(sample, "--profile", profile))
    assert (run / "summary.md").read_text().startswith("**SR**\n")
    book = openpyxl.load_workbook(run / "reports.xlsx")
    assert [sheet.oddHeader.center.text for sheet in book] == ["TOP SECRET"]
    assert book.properties.category == "TOP SECRET"


def test_a_folder_is_of_one_profile(sample: Cli) -> None:
    run_of(night(sample))
    result = night(sample, "--profile", "public")
    assert (result.code, result.out) == (2, "")
    assert "of its own for each profile" in result.err


def test_if_due_one_run_a_night_is_enough(sample: Cli) -> None:
    run_of(night(sample, "--if-due"))
    again = night(sample, "--if-due")
    assert (again.code, again.out) == (0, "")
    assert "tonight's export stands" in again.err


def test_a_log_for_programs_is_one_line_of_counts(sample: Cli) -> None:
    result = night(sample, "--log-format", "json")
    [line] = result.err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["exit"], told["rows"]["reports.csv"]) == ("export.nightly", 0, 21)


def test_how_many_old_runs_were_removed_is_said_and_why(sample: Cli) -> None:
    for _ in range(3):
        run_of(night(sample, "--keep-daily", "1", "--keep-weekly", "1"))
        sample.now += timedelta(minutes=5)
    sample.now += timedelta(days=1)
    told = night(sample, "--keep-daily", "2", "--keep-weekly", "1")
    assert "2 old exports were removed, as --keep-daily 2 and --keep-weekly 1 say" in told.err
    sample.now += timedelta(days=1)
    logged = night(sample, "--keep-weekly", "1", "--keep-daily", "2", "--log-format", "json").err
    pruned = json.loads(logged)["pruned"]
    assert [name[:10] for name in pruned["runs"]] == ["2025-06-01"]
    assert (pruned["keep_daily"], pruned["keep_weekly"]) == (2, 1)


@pytest.mark.parametrize("name", ["reports.csv", "manifest.json", "summary.md", "SHA256SUMS"])
def test_verify_names_a_file_that_was_touched(sample: Cli, name: str) -> None:
    run = run_of(night(sample))
    with (run / name).open("ab") as file:
        file.write(b"x")
    result = sample("export", "verify", str(run))
    assert result.code == 4
    assert name in result.err


def test_verify_refuses_a_folder_that_is_not_there_with_2(sample: Cli) -> None:
    refused = sample("export", "verify", str(sample.home / "nirgends"))
    assert (refused.code, refused.out) == (2, "")
    assert "nirgends cannot be read: it does not exist" in refused.err


def test_verify_takes_a_run_in_a_copied_folder_for_whole_and_remarks_on_its_name(
    sample: Cli,
) -> None:
    run = run_of(night(sample))
    copy = shutil.copytree(run, sample.home / "arsip")
    whole = sample("export", "verify", str(copy))
    assert whole.code == 0
    assert f"note: the folder was renamed; it is the run {run.name}" in whole.err
    (copy / "summary.md").write_text("lain")
    assert sample("export", "verify", str(copy)).code == 4


def test_without_a_register_nothing_is_made(cli: Cli) -> None:
    result = night(cli)
    assert (result.code, result.out) == (2, "")
    assert not (cli.home / "register.db").exists()
    assert [each.name for each in (cli.home / "malam").glob("2*")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="cron")
def test_the_line_for_cron_runs_as_it_is_printed(process: Process) -> None:
    process("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    out = process.home / "hasil malam 100%"
    printed = process("export", "schedule", "--print", "cron", "--out", str(out)).out
    [line] = [each for each in printed.splitlines() if each and not each.startswith("#")]
    command = line.split(" ", 5)[5].strip().replace("\\%", "%")
    environment = {"HOME": str(process.home), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=environment, cwd="/", capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(list(out.glob("2*"))) == 1
    assert os.listdir(out)


@pytest.mark.skipif(sys.platform == "win32", reason="systemd")
def test_what_a_unit_of_systemd_starts_runs_without_an_environment(process: Process) -> None:
    process("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    out = process.home / "hasil malam 100% $HOME"
    printed = process("export", "schedule", "--print", "systemd", "--out", str(out)).out
    [line] = [each for each in printed.splitlines() if each.startswith("ExecStart=")]
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    command = [each.replace("%%", "%").replace("$$", "$") for each in words]
    done = subprocess.run(["env", "-i", *command], cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(list(out.glob("2*"))) == 1


def test_a_schedule_for_a_register_that_is_not_there_is_printed_and_remarks_on_it(
    cli: Cli,
) -> None:
    asked = ("export", "schedule", "--print", "cron", "--out", str(cli.home / "malam"))
    early = cli(*asked)
    assert early.code == 0
    assert early.err == f"note: there is no register at {cli.register}\n"
    cli.ok("init")
    assert cli(*asked) == Result(0, early.out, "")


@pytest.mark.parametrize("system", ["systemd", "cron", "windows"])
def test_a_schedule_says_what_exit_3_means_and_installs_nothing(cli: Cli, system: str) -> None:
    before = set(cli.home.rglob("*"))
    printed = cli.ok("export", "schedule", "--print", system, "--out", str(cli.home / "malam"))
    assert "exit 3" in printed and "23:30" in printed
    assert set(cli.home.rglob("*")) == before
