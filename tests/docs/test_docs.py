"""The pages say what the program does: every command, every code, links that lead somewhere."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from tests.conftest import ROOT, Cli

from docs import generate
from pilkada_cli.domain.operation import Kind
from pilkada_cli.errors import Exit
from pilkada_cli.jobs import import_plan

PAGES = sorted(
    (*(ROOT / "docs").rglob("*.md"), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")))
)  # fmt: skip
PACKAGE = ROOT / "src" / "pilkada_cli"


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


COMMANDS = [name for name, _ in generate.commands()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help_page_in_the_docs(command: str) -> None:
    assert re.search(rf"^#+ {re.escape(command)}$", page("cli"), re.MULTILINE)


@pytest.mark.parametrize("command", ["", "report", "report add", "summary", "stage now"])
def test_the_help_pages_are_what_the_program_prints(
    cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    printed = cli.ok(*command.split(), "--help").strip()
    assert f"```text\n{printed}\n```" in page("cli")


@pytest.mark.parametrize("code", list(Exit))
def test_every_exit_code_is_documented(code: Exit) -> None:
    assert f"| `{code.value}` | `{code.name}` |" in page("exit-codes")


def test_every_command_stands_in_the_table_of_exit_codes() -> None:
    text = page("exit-codes").partition("## By command")[2]
    named = {word for span in re.findall(r"`([^`]+)`", text) for word in span.split()}
    assert {word for command in COMMANDS for word in command.split()} <= named


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_operation_is_specified(kind: Kind) -> None:
    assert f"| `{kind}` |" in page("journal")


@pytest.mark.parametrize("kind", sorted(import_plan._KEYS))
def test_every_kind_that_can_be_imported_is_specified(kind: str) -> None:
    table = page("journal").partition("## 14.")[2]
    assert re.search(rf"^\| .*`{kind}`", table, re.MULTILINE)


def test_the_journals_example_can_be_computed_with_hashlib_alone() -> None:
    program = re.search(r"```python\n(import hashlib.*?)\n```", page("journal"), re.DOTALL)
    assert program is not None
    assert set(re.findall(r"^\s*(?:import|from) (\w+)", program[1], re.MULTILINE)) == {"hashlib"}
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", program[1]], capture_output=True, check=True
    )
    hashes = [row.hash.hex() for row in generate.example_rows()]
    assert done.stdout.decode().split() == hashes
    assert all(re.search(rf"^hash +{value}$", page("journal"), re.MULTILINE) for value in hashes)


def test_the_import_example_of_the_journal_can_be_imported_and_again_adds_nothing(
    cli: Cli, tmp_path: Path
) -> None:
    example = re.search(r"```json\n(.*?)```", page("journal"), re.DOTALL)
    assert example is not None
    file = tmp_path / "example.jsonl"
    file.write_text(example[1], encoding="utf-8")
    later = {"now": datetime(2024, 12, 1, tzinfo=UTC)}
    first = cli("report", "import", str(file), **later)
    again = cli("report", "import", str(file), **later)
    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert again.err == "4 lines known already\n"


def test_the_example_by_hand_is_what_the_program_counts(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "six.jsonl"
    file.write_text(SIX_REPORTS, encoding="utf-8")
    cli.ok("report", "import", str(file), now=datetime(2024, 11, 23, tzinfo=UTC))
    by_score = ("--by", "regency", "--rank-by", "index", "-f", "csv")
    rows = cli.ok("summary", *by_score, "--as-of", "2024-11-22").splitlines()
    head, *first = [row.split(",") for row in rows[:4]]
    wanted = ("name", "events", "open_index", "index")
    shown = [tuple(row[head.index(column)] for column in wanted) for row in first]
    assert shown == [
        ("Banjarmasin", "2", "4.0", "12.0"),
        ("Banjarbaru", "2", "3.8", "9.8"),
        ("Banjar", "1", "2.0", "8.0"),
    ]
    stage = cli.ok("summary", "--by", "stage", "-f", "csv", "--as-of", "2024-11-22").splitlines()
    assert stage[1].endswith(",21.8,7.8,0.369,4")


SIX_REPORTS = """\
{"source_ref": "1", "known_at": "2024-11-20T20:00", "title": "Baliho robek", "region": "Banjarbaru", "category": "kamtibmas/perusakan-apk", "phase": "gn", "at": "2024-11-20 19.00", "grade": "B2"}
{"source_ref": "2", "known_at": "2024-11-20T21:00", "title": "Baliho yang sama", "region": "Banjarbaru", "category": "kamtibmas/perusakan-apk", "phase": "gn", "impact": 2, "at": "2024-11-20 19.30", "grade": "C3"}
{"kind": "link", "known_at": "2024-11-20T22:00", "source_ref": "1", "with": "2"}
{"source_ref": "3", "known_at": "2024-11-21T08:00", "title": "Siaga banjir", "region": "Banjar", "category": "bencana/banjir", "affects": ["Banjarbaru"], "at": "2024-11-21"}
{"kind": "verify", "known_at": "2024-11-21T10:00", "source_ref": "3", "grade": "B1"}
{"kind": "amend", "known_at": "2024-11-22T08:00", "source_ref": "3", "residual_impact": 1}
{"source_ref": "4", "known_at": "2024-11-21T09:00", "title": "Isu uang", "region": "Banjarmasin", "category": "isu-aktual/politik-uang", "at": "2024-11-21"}
{"source_ref": "5", "known_at": "2024-11-21T11:00", "title": "Bentrok", "region": "Banjarmasin", "category": "kamtibmas/konflik-pendukung", "phase": "gn", "at": "2024-11-21"}
{"kind": "refute", "known_at": "2024-11-21T12:00", "source_ref": "5", "reason": "latihan polisi"}
{"source_ref": "6", "known_at": "2024-11-21T13:00", "title": "Netralitas pejabat", "region": "Banjarmasin", "category": "netralitas/asn", "phase": "ag", "likelihood": 4, "impact": 3, "at": "2024-11-21"}
{"kind": "verify", "known_at": "2024-11-21T14:00", "source_ref": "6"}
{"kind": "close", "known_at": "2024-11-22T14:00", "source_ref": "6"}
"""


def test_the_commands_of_the_page_about_import_run_in_their_order_as_the_page_says(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "docs" / "mappings", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    rows = "22/11/2024;Tapin;Spanduk roboh\n22/11/2024;Atlantis;Baliho roboh\n"
    rekap = tmp_path / "rekap.csv"
    rekap.write_text(f"Tanggal;Kabupaten/Kota;Uraian\n{rows.splitlines()[0]}\n")
    commands = re.findall(r"^\$ pilkada (.*)$", page("import"), re.MULTILINE)
    assert len(commands) == 9
    for command in commands:
        if "--partial" in command:
            rekap.write_text(f"Tanggal;Kabupaten/Kota;Uraian\n{rows}")
        done = cli(*command.split(), now=datetime(2024, 12, 1, tzinfo=UTC))
        assert done.code == (3 if "--partial" in command else 0), done.err
    assert "Atlantis" in (tmp_path / "salah.csv").read_text(encoding="utf-8-sig")
    assert cli.ok("report", "list", "--columns", "id").count("LAP-") == 8


def links(path: Path) -> Iterator[tuple[str, str]]:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            file, _, anchor = target.partition("#")
            yield file, anchor


def anchors(path: Path) -> set[str]:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_to_files_and_headings_that_exist(path: Path) -> None:
    broken = []
    for file, anchor in links(path):
        target = path.parent / file if file else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{file}#{anchor}")
    assert not broken


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_pages_name_no_place_of_the_machine_they_were_written_on(path: Path) -> None:
    found = re.findall(r"(?<![\w.])/(?:work|tmp|home|root)\b|\bshared/", path.read_text("utf-8"))
    assert not found


CODE_NAME = re.compile(
    r"`((?:analysis|cli|domain|exchange|jobs|render|storage)(?:\.\w+)+|\w+/[\w/]+\.py)`"
)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_what_pages_name_in_the_code_is_there(path: Path) -> None:
    missing = [n for n in CODE_NAME.findall(path.read_text("utf-8")) if not is_in_code(n)]
    assert not missing


def is_in_code(name: str) -> bool:
    if name.endswith(".py"):
        return any((folder / name).is_file() for folder in (PACKAGE, ROOT))
    *parts, last = name.split(".")
    try:
        held = import_module(".".join(("pilkada_cli", *parts)))
    except ModuleNotFoundError:
        return False
    whole = f"pilkada_cli.{name}"
    return hasattr(held, last) or importlib.util.find_spec(whole) is not None


def test_decisions_are_numbered_without_a_gap_short_and_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    files = sorted(folder.glob("[0-9]*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        text = file.read_text("utf-8")
        assert file.name in listed
        assert len(text.splitlines()) <= 16, file.name
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Status")), file.name
