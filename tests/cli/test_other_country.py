"""An election of another country: regions of another kind, another time zone, and none of ours."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conftest import Cli
from tests.other_election import write_other_election

SHEET = """\
County Security Committee,,,,,
Incident log,,,,,
No,Date,Time,Constituency,Category,Title
1,18/06/2029,14:30 EAT,Hulu,umum/lain,Stones thrown at a rally
2,2029-06-19 09:00 EAT,,Utama,umum/lain,Leaflets in the market
3,20 Jun 2029,06.30 eat.,UTM,umum/lain,A kit failed at the opening
"""
OURS = re.compile("kalimantan|kalsel|banjar|wita\\b", re.IGNORECASE)


@pytest.fixture
def abroad(cli: Cli) -> Cli:
    folder = write_other_election(cli.home / "data")
    for name, changes in {
        "election.yaml": {"Asia/Jayapura": "Africa/Nairobi", "label: WIT": "label: EAT"},
        "regions.yaml": {
            "provinsi": "county", "kabupaten": "constituency", "kota": "constituency",
        },
    }.items():  # fmt: skip
        text = (folder / name).read_text()
        for ours, theirs in changes.items():
            assert ours in text
            text = text.replace(ours, theirs)
        (folder / name).write_text(text)
    cli.now = datetime(2029, 6, 20, 8, tzinfo=UTC)
    cli.ok("init", "--data", str(folder), "--office", "County Committee", "--code", "NBI")
    return cli


def imported(abroad: Cli, text: str = SHEET) -> list[tuple[str, str, str | None]]:
    file = abroad.home / "log.csv"
    file.write_text(text)
    result = abroad("report", "import", str(file))
    assert result.code == 0, result.err
    assert "not read" not in result.err
    rows = json.loads(abroad.ok("report", "list", "-f", "json"))
    return sorted((row["occurred_on"], row["region"], row["occurred_time"]) for row in rows)


def test_a_sheet_names_its_regions_by_their_kind_and_its_times_by_their_zone(abroad: Cli) -> None:
    assert imported(abroad) == [
        ("2029-06-18", "64.01", "14:30"),
        ("2029-06-19", "64.71", "09:00"),
        ("2029-06-20", "64.71", "06:30"),
    ]


def test_the_name_of_its_zone_in_a_mapping_of_another_zone_is_refused(abroad: Cli) -> None:
    file, mapping = abroad.home / "log.csv", abroad.home / "utc.yaml"
    file.write_text(SHEET)
    mapping.write_text(
        "fields: {occurred_on: Date, occurred_time: Time, region: Constituency,"
        " category: Category, title: Title}\ntime_zone: UTC\n"
    )
    result = abroad("report", "import", str(file), "--mapping", str(mapping))
    assert result.code != 0
    assert "'14:30 EAT' is no time of day" in result.err


@pytest.mark.parametrize(
    "command",
    [
        ("summary",),
        ("coverage",),
        ("trend",),
        ("matrix",),
        ("region", "list"),
        ("brief", "daily"),
    ],
    ids=" ".join,
)
def test_nothing_of_the_shipped_election_is_told(abroad: Cli, command: tuple[str, ...]) -> None:
    imported(abroad)
    for lang in ("en", "id"):
        result = abroad(*command, "--lang", lang)
        assert result.code == 0, result.err
        assert OURS.findall(result.out + result.err) == []


def test_a_night_is_published_whole(abroad: Cli, tmp_path: Path) -> None:
    imported(abroad)
    folder = tmp_path / "out"
    abroad.ok("export", "nightly", "--out", str(folder))
    package = next(folder.rglob("datapackage.json"))
    abroad.ok("export", "verify", str(package.parent))
    assert OURS.findall(package.read_text()) == []
