"""What is printed runs as it is printed, wherever the files lie."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.errors import UsageError
from pilkada_cli.i18n import use_language
from pilkada_cli.render.schedule import KINDS, Plan, schedule

NOW = datetime(2024, 11, 22, 2, 30, tzinfo=UTC)
WITA = ZoneInfo("Asia/Makassar")
WIB = ZoneInfo("Asia/Jakarta")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

# Whatever a path on this system may hold that can be written in one line.
paths = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="/"), min_size=1
) | st.text(" '\"%\\$`!#;&|<>*?~{}", min_size=1)

ECHO = "import sys; sys.stdout.buffer.write('\\n'.join(sys.argv[1:]).encode('utf-8'))"


def plan(*command: str, machine: tzinfo = WIB, now: datetime = NOW) -> Plan:
    return Plan(
        command or ("/opt/pilkada/bin/pilkada", "export", "nightly", "--out", "/srv/ekspor"),
        time(23, 30), WITA, "Asia/Makassar", machine, now,
    )  # fmt: skip


def cron_line(text: str) -> tuple[str, str]:
    """Minute and command of the last line."""
    minute, *stars, command = text.splitlines()[-1].split(" ", 5)
    assert stars == ["*"] * 4
    return minute, command


def handed_to_shell(command: str) -> str:
    """What cron gives the shell, as in child_process() of Vixie cron; a bare % would end it."""
    given, escaped = "", False
    for character in command:
        if escaped and character == "%":
            given, escaped = given[:-1] + "%", False
            continue
        assert character != "%", command
        given += character
        escaped = character == "\\" and not escaped
    return given


def echoed(command: str) -> list[str]:
    """What the program gets that `command` starts, from a shell without an environment."""
    done = subprocess.run(
        ["env", "-i", "sh", "-c", command], capture_output=True, check=True, cwd="/"
    )
    return done.stdout.decode("utf-8").split("\n")


needs_shell = pytest.mark.skipif(shutil.which("env") is None, reason="a POSIX shell")


@needs_shell
@given(st.lists(paths, min_size=1, max_size=3))
def test_a_cron_line_gives_every_path_to_the_program_as_it_is_with_cron_and_without(
    names: list[str],
) -> None:
    arguments = [f"/srv/{name}" for name in names]
    _, command = cron_line(schedule("cron", plan(sys.executable, "-c", ECHO.replace("\\n", "\\x0a"), *arguments)))  # fmt: skip
    assert echoed(command) == [*arguments, "--if-due"]
    assert echoed(handed_to_shell(command)) == [*arguments, "--if-due"]


@needs_shell
def test_a_cron_line_runs_the_program_itself_without_an_environment(tmp_path: Path) -> None:
    folder = tmp_path / 'o\'k 100% \\%d "x" $HOME'
    folder.mkdir()
    program = folder / "pilkada"
    program.write_text(f"#!/bin/sh\ntest \"$1\" = --version && exec '{sys.executable}' -m pilkada_cli --version\n")  # fmt: skip
    program.chmod(0o755)
    _, command = cron_line(schedule("cron", plan(str(program), "--version")))
    (said,) = echoed(handed_to_shell(command))[:1]
    assert re.match(r"pilkada \d+\.\d+", said)


def test_cron_looks_every_hour_at_the_minute_of_the_machines_clock() -> None:
    assert cron_line(schedule("cron", plan()))[0] == "30"
    assert cron_line(schedule("cron", plan(machine=ZoneInfo("Asia/Kathmandu"))))[0] == "15"


@pytest.mark.parametrize("kind", KINDS)
def test_both_clocks_are_said(kind: str) -> None:
    text = schedule(kind, plan())
    assert "runs at 23:30 in the election's time zone (Asia/Makassar)" in text
    assert "which is 22:30 by this computer's clock (UTC+07:00)" in text


@pytest.mark.parametrize("kind", KINDS)
def test_exit_3_is_explained_in_the_language_spoken(kind: str) -> None:
    assert "exit 3: the export stands, but latest.json still names the one before" in schedule(
        kind, plan()
    )
    use_language("id")
    assert "latest.json" in schedule(kind, plan())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("broken", ["/srv/a\nb", "/srv/a\0b", "/srv/\x1b[31m"])
def test_a_path_that_is_no_single_line_is_refused(kind: str, broken: str) -> None:
    with pytest.raises(UsageError) as raised:
        schedule(kind, plan("/bin/pilkada", broken))
    assert broken not in str(raised.value.sentence)


# systemd


def units(text: str) -> dict[str, str]:
    """The two parts by the names they bear."""
    parts = re.split(r"^# (pilkada-nightly\.\w+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def words(line: str) -> list[str]:
    """The words of an ExecStart line as systemd.service(5) reads quotes, escapes and specifiers."""
    found = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    assert " ".join(f'"{each}"' for each in found) == line
    return [re.sub(r"\\(.)", r"\1", each).replace("%%", "%") for each in found]


@given(st.lists(paths, min_size=1, max_size=3))
def test_a_systemd_unit_names_every_path_so_that_systemd_reads_it_as_it_is(names: list[str]) -> None:  # fmt: skip
    command = [f"/srv/{name}" for name in names]
    text = units(schedule("systemd", plan("/opt/a $b 100%/pilkada", *command)))["pilkada-nightly.service"]  # fmt: skip
    (line,) = [each for each in text.split("\n") if each.startswith("ExecStart=")]
    program, *arguments = words(line.removeprefix("ExecStart="))
    assert program == "/opt/a $b 100%/pilkada"
    assert [each.replace("$$", "$") for each in arguments] == command
    assert not re.search(r"(?<!%)%(?!%)", line.replace("%%", ""))


def test_the_timer_runs_in_the_elections_zone_and_makes_up_for_a_missed_night() -> None:
    timer = units(schedule("systemd", plan()))["pilkada-nightly.timer"].splitlines()
    assert "OnCalendar=*-*-* 23:30:00 Asia/Makassar" in timer
    assert "Persistent=true" in timer


def test_a_program_whose_path_systemd_takes_for_unsafe_is_started_by_a_shell() -> None:
    text = units(schedule("systemd", plan("/opt/o'k/pilkada", "/srv/$x")))["pilkada-nightly.service"]  # fmt: skip
    (line,) = [each for each in text.split("\n") if each.startswith("ExecStart=")]
    assert words(line.removeprefix("ExecStart=")) == ["/bin/sh", "-c", 'exec "$$@"', "sh", "/opt/o'k/pilkada", "/srv/$$x"]  # fmt: skip


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze")
@pytest.mark.parametrize("name", ["o k 100% $HOME", "o'k", 'o"k', "o\\k", "o;k"])
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "pilkada").symlink_to(sys.executable)
    text = schedule("systemd", plan(str(folder / "pilkada"), "export", "--out", "/a b/$x %h"))
    for name, content in units(text).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "pilkada-nightly.timer"), str(tmp_path / "pilkada-nightly.service")],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
    assert "pilkada-nightly" not in checked.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze")
def test_systemd_reads_the_calendar_as_half_past_ten_in_jakarta() -> None:
    read = subprocess.run(
        ["systemd-analyze", "calendar", "*-*-* 23:30:00 Asia/Makassar"],
        capture_output=True, text=True, env={"TZ": "Asia/Jakarta", "PATH": "/usr/bin:/bin"}, timeout=60,
    )  # fmt: skip
    assert read.returncode == 0 and "22:30:00 WIB" in read.stdout, read


# Windows


def task(text: str) -> ET.Element:
    """The task, from the bytes that a file in UTF-16 has."""
    return ET.fromstring(text.encode("utf-16"))


@given(st.lists(paths, min_size=1, max_size=3))
def test_a_windows_task_names_every_path_so_that_windows_reads_it_as_it_is(names: list[str]) -> None:  # fmt: skip
    arguments = [f"C:\\{name}" for name in names]
    if any(each.count("%") > 1 for each in arguments):
        return
    root = task(schedule("windows", plan("C:\\Program & Co\\pilkada.exe", *arguments)))
    execute = root.find(f"{TASK}Actions/{TASK}Exec")
    assert execute is not None
    assert execute.findtext(f"{TASK}Command") == "C:\\Program & Co\\pilkada.exe"
    assert split_as_windows(execute.findtext(f"{TASK}Arguments") or "") == arguments


def split_as_windows(line: str) -> list[str]:
    """The words of a command line after the rules of the Microsoft C runtime."""
    found: list[str] = []
    word, quoted, started, at = "", False, False, 0
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        at += slashes
        if line[at : at + 1] == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            started, at = True, at + 1
            continue
        word += "\\" * slashes
        started = started or bool(slashes)
        if at < len(line) and line[at] in " \t" and not quoted:
            found += [word] if started else []
            word, started, at = "", False, at + 1
        elif at < len(line):
            word, started, at = word + line[at], True, at + 1
    return [*found, word] if started else found


def test_a_windows_task_starts_by_the_machines_clock_and_catches_up() -> None:
    root = task(schedule("windows", plan()))
    assert [each.text for each in root.iter(f"{TASK}StartBoundary")] == ["2024-11-22T22:30:00"]
    assert [each.text for each in root.iter(f"{TASK}StartWhenAvailable")] == ["true"]


def test_a_windows_task_starts_tomorrow_where_today_is_over() -> None:
    late = datetime(2024, 11, 22, 15, 30, tzinfo=UTC)
    root = task(schedule("windows", plan(now=late)))
    assert [each.text for each in root.iter(f"{TASK}StartBoundary")] == ["2024-11-23T22:30:00"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_windows_task_is_xml_in_either_language(language: str) -> None:
    use_language(language)
    assert task(schedule("windows", plan())).tag == f"{TASK}Task"


def test_a_path_that_windows_reads_as_a_variable_is_refused() -> None:
    with pytest.raises(UsageError, match="variable"):
        schedule("windows", plan("C:\\pilkada.exe", "C:\\%TEMP%"))
    assert "100%" in schedule("windows", plan("C:\\pilkada.exe", "C:\\100%"))
