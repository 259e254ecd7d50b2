"""The head of a laporan informasi: where it comes from, when it was obtained, and its value."""

import json

import pytest
from tests.conftest import Cli
from tests.jobs.test_message import of, remarks, values

from pilkada_cli.domain.reference import Reference

REPORT = """\
LAPORAN INFORMASI
Dari : Tim Kewaspadaan Dini Kec. LAU
1. Sumber : Sdr. Contoh
2. Hubungan dengan sumber : langsung
3. Cara mendapatkan : wawancara
4. Waktu mendapatkan : Kamis, 21 November 2024 pukul 21.00 WITA
5. Nilai : B-2
II. FAKTA
Pada hari Kamis 21 November 2024 pukul 20.00 WITA di Desa Kasarangan ada pembagian amplop."""


def test_it_says_source_time_and_grade_and_leaves_the_hour_to_the_matter(
    reference: Reference,
) -> None:
    found = of(REPORT, reference, own_region="63.07")
    told = values(found)
    assert (told["source"], told["grade"], told["known"]) == (
        "Sdr. Contoh",
        "B2",
        "2024-11-21 21:00",
    )
    assert told["at"] == "2024-11-21 20:00" and remarks(found) == ""
    assert found.title.startswith("Pada hari Kamis") and "Nilai : B-2" in found.detail


@pytest.mark.parametrize("line", ["Nilai : B2", "5. Nilai informasi: B / 2 (dapat dipercaya)"])
def test_a_value_alone_is_a_grade(reference: Reference, line: str) -> None:
    assert values(of(f"Banjir di Barabai kemarin\n{line}", reference))["grade"] == "B2"


@pytest.mark.parametrize("line", ["Nilai : Rp 5.000.000", "Waktu mendapatkan : besok pukul 21.00"])
def test_an_amount_is_no_grade_and_nothing_is_known_ahead(reference: Reference, line: str) -> None:
    assert not {"grade", "known"} & values(of(f"Banjir di Barabai\n{line}", reference)).keys()


def test_a_team_is_named_whole_where_it_is_the_source(reference: Reference) -> None:
    text = "Dari : Tim Kewaspadaan Dini Kec. LAU\nBanjir di Desa Kasarangan kemarin"
    assert values(of(text, reference))["source"] == "Tim Kewaspadaan Dini Kec. LAU"


def test_a_grade_is_kept_as_a_guess_until_somebody_confirms_it(cli: Cli) -> None:
    told = cli("report", "add", "--stdin", "-r", "HST", "-c", "politik-uang", stdin=REPORT)
    assert '--grade B2 ("B-2")' in told.err and "amend LAP-1" in told.err
    report = json.loads(cli.ok("report", "show", "1", "-f", "json"))
    assert {"grade_source", "grade_content", "source"} <= {*report["guessed"]}
    cli.ok("report", "amend", "1", "--grade", "B2")
    assert "grade" not in str(json.loads(cli.ok("report", "show", "1", "-f", "json"))["guessed"])
