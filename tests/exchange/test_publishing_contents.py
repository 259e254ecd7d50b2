"""What a run says about itself is true, other programs read it, and what differs is found."""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Cli
from tests.exchange.nightly import ABOUT, NIGHT, TABLES, export, table

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.profiles import PROFILES
from pilkada_cli.errors import Exit, UsageError
from pilkada_cli.exchange.publishing.datapackage import Table, column, report_table
from pilkada_cli.exchange.publishing.listing import Run
from pilkada_cli.exchange.publishing.verifying import renamed, verify

RUN_ONLY = {"run.json", "changes.jsonl"}


@pytest.fixture
def sources(sample: Cli) -> dict[str, bytes]:
    """The tables of the sample register."""
    summaries = {
        f"summary_{by}.csv": sample.ok("export", "summary", "--by", by).encode()
        for by in ("regency", "stage", "category")
    }
    return {
        "reports.csv": sample.ok("export", "reports").encode(),
        **summaries,
        "summary.md": b"# Ringkasan\n",
        "reports.xlsx": b"PK\x03\x04",
    }


@pytest.fixture
def run(sources: dict[str, bytes], tmp_path: Path) -> Run:
    return export(tmp_path / "ekspor", sources)[0]


def faults(folder: Path) -> list[str]:
    return [str(sentence) for sentence in verify(folder)]


def test_frictionless_finds_the_package_of_the_sample_register_valid(
    run: Run, sources: dict[str, bytes]
) -> None:
    checked = frictionless.Package(str(run.folder / "datapackage.json")).validate()
    assert checked.valid, checked.flatten(["title", "message"])
    assert {task.name: task.stats["rows"] for task in checked.tasks} == {
        name.removesuffix(".csv"): sources[name].count(b"\r\n") - 1 for name in TABLES
    }


def test_frictionless_finds_a_value_that_the_description_does_not_allow(
    sources: dict[str, bytes], tmp_path: Path
) -> None:
    wrong = dict(sources) | {"reports.csv": sources["reports.csv"].replace(b",pg,", b",xx,", 1)}
    run, _ = export(tmp_path / "ekspor", {name: wrong[name] for name in TABLES})
    assert not frictionless.Package(str(run.folder / "datapackage.json")).validate().valid


def test_the_package_names_the_standard_and_every_table_with_bytes_and_hash(run: Run) -> None:
    package = json.loads((run.folder / "datapackage.json").read_bytes())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    by_path = {each["path"]: each for each in package["resources"]}
    assert by_path.keys() == TABLES.keys()
    for path, resource in by_path.items():
        assert resource["bytes"] == (run.folder / path).stat().st_size
        assert resource["hash"].startswith("sha256:")
    schema = by_path["reports.csv"]["schema"]
    assert schema["primaryKey"] == ["id"]
    assert [key["fields"] for key in schema["foreignKeys"]] == [["stage"], ["category"]]
    assert [each["name"] for each in schema["fields"]] == [*FIELD_NAMES]
    assert schema["missingValues"] == [""]


@pytest.mark.parametrize("profile", ["internal", "leadership"])
def test_every_field_that_leaves_is_described_by_its_own_name_and_meaning(profile: str) -> None:
    names = PROFILES[profile].fields
    table = report_table(names)
    assert tuple(each["name"] for each in table.columns) == names
    assert all(each["description"] for each in table.columns)


def test_a_table_that_leads_to_a_table_left_out_has_no_such_key(tmp_path: Path) -> None:
    run, _ = export(tmp_path, {"reports.csv": table(FIELD_NAMES)})
    package = json.loads((run.folder / "datapackage.json").read_bytes())
    assert "foreignKeys" not in package["resources"][0]["schema"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils")
def test_sha256sum_checks_the_sums(run: Run) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=run.folder, capture_output=True
    )
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(b": OK") == len(
        {each.name for each in run.folder.iterdir()} - RUN_ONLY - {"SHA256SUMS"}
    )


def test_the_same_register_and_day_give_the_same_bytes_in_every_file_but_those_of_the_run(
    sources: dict[str, bytes], run: Run, tmp_path: Path
) -> None:
    other, found = export(tmp_path / "ekspor", sources, NIGHT + timedelta(days=9))
    assert found.unchanged
    names = {each.name for each in other.folder.iterdir()} - RUN_ONLY
    for name in names:
        assert (other.folder / name).read_bytes() == (run.folder / name).read_bytes(), name


def test_no_file_but_run_json_holds_the_name_of_the_run(run: Run) -> None:
    holding = {each.name for each in run.folder.iterdir() if run.name.encode() in each.read_bytes()}
    assert holding == {"run.json"}


def test_a_whole_run_is_verified_without_a_word(run: Run) -> None:
    assert faults(run.folder) == []


def test_a_changed_byte_is_found_in_whichever_file_it_is(run: Run) -> None:
    for path in sorted(each for each in run.folder.iterdir() if each.stat().st_size):
        content = path.read_bytes()
        for at in (0, len(content) // 2, len(content) - 1):
            if path.name == "run.json" and at:
                continue
            path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
            assert any(path.name in fault for fault in faults(run.folder)), (path.name, at)
        path.write_bytes(content)
    assert faults(run.folder) == []


def test_a_file_that_is_missing_and_one_that_is_too_much_are_named(run: Run) -> None:
    for path in sorted(run.folder.iterdir()):
        moved = path.rename(run.folder.parent / "moved")
        assert any(f"{path.name} is missing" in fault for fault in faults(run.folder)), path.name
        moved.rename(path)
    (run.folder / "Thumbs.db").write_bytes(b"x")
    assert faults(run.folder) == ["Thumbs.db belongs to no run"]


def test_a_shorter_file_is_told_by_its_size(run: Run) -> None:
    content = (run.folder / "summary.md").read_bytes()
    (run.folder / "summary.md").write_bytes(content[:-1])
    assert faults(run.folder) == ["summary.md has 11 bytes, 12 were written"]


def test_a_folder_that_is_no_run_is_told_so(tmp_path: Path) -> None:
    assert faults(tmp_path) == ["manifest.json is missing"]
    (tmp_path / "manifest.json").write_text('{"files": [7]}')
    assert "manifest.json cannot be read" in faults(tmp_path)[0]


def test_what_is_no_folder_is_refused_with_2(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_bytes(b"x")
    for name in ("nirgends", "berkas"):
        with pytest.raises(UsageError, match=f"{name} cannot be read") as raised:
            faults(tmp_path / name)
        assert raised.value.exit_code == Exit.USAGE


def test_a_run_in_a_folder_of_another_name_is_whole_and_says_which_it_is(run: Run) -> None:
    assert renamed(run.folder) is None
    moved = run.folder.rename(run.folder.with_name("arsip"))
    assert (faults(moved), renamed(moved)) == ([], run.name)


SMALL = Table((column("id", required=True), column("n", "integer", minimum=0)), ("id",))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["id", "m"]], "small.csv: its columns are not those described"),
        ([["id", "n"], ["a", "x"]], "small.csv, row 1: n holds what it may not"),
        ([["id", "n"], ["a", "-1"]], "small.csv, row 1: n holds what it may not"),
        ([["id", "n"], ["", "1"]], "small.csv, row 1: id holds what it may not"),
        ([["id", "n"], ["a", "1"], ["a", ""]], "small.csv, row 2: id stands there twice"),
        ([["id", "n"], ["a"]], "small.csv, row 1: it has another number of columns"),
    ],
)
def test_a_table_that_was_written_against_its_description_is_found(
    tmp_path: Path, rows: list[list[str]], said: str
) -> None:
    run, _ = export(tmp_path, {"small.csv": table(*rows)}, tables={"small.csv": SMALL})
    assert said in faults(run.folder)


def test_a_row_less_than_was_counted_is_found(tmp_path: Path) -> None:
    content = table(["id", "n"], ["a", "1"]).replace(b"\r\na", b"\na")
    run, _ = export(tmp_path, {"small.csv": content}, tables={"small.csv": SMALL})
    assert "small.csv has 1 rows, 0 were written" in faults(run.folder)


def test_of_many_faults_in_one_table_only_some_are_said_and_that_there_are_more(
    tmp_path: Path,
) -> None:
    content = table(["id", "n"], *([f"a{i}", "x"] for i in range(500)))
    run, _ = export(tmp_path, {"small.csv": content}, tables={"small.csv": SMALL})
    said = faults(run.folder)
    assert len(said) == 21
    assert said[-1] == "small.csv: and more of this kind"


def test_a_fault_never_says_what_stands_there(tmp_path: Path) -> None:
    content = table(["id", "n"], ["a", "Rahasia"], ["Rahasia", "1"], ["Rahasia", "2"])
    run, _ = export(tmp_path, {"small.csv": content}, tables={"small.csv": SMALL})
    assert faults(run.folder)
    assert "Rahasia" not in " ".join(faults(run.folder))


@given(
    st.lists(st.tuples(st.text("abc", min_size=1), st.integers(0)), unique_by=lambda row: row[0])
)
def test_whatever_fits_its_description_is_verified_without_a_word(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]]
) -> None:
    out = tmp_path_factory.mktemp("ekspor")
    run, _ = export(out, {"small.csv": table(["id", "n"], *rows)}, tables={"small.csv": SMALL})
    assert faults(run.folder) == []


@pytest.mark.parametrize("name", ["profile", "election"])
def test_exports_for_other_readers_are_refused_with_2_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    run, _ = export(tmp_path, {"summary.md": b"x"})
    with pytest.raises(UsageError, match=r"internal|pilkada-kalsel") as raised:
        export(tmp_path, {"summary.md": b"x"}, about=replace(ABOUT, **{name: "lain"}))
    assert raised.value.exit_code == Exit.USAGE
    assert [each.name for each in tmp_path.iterdir() if each.is_dir()] == [run.name]
