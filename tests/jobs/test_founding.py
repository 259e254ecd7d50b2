"""What a register keeps of its office, and who its journal says was writing."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.conftest import NOW, Cli
from tests.other_election import write_other_election

from pilkada_cli.domain.reference import Reference
from pilkada_cli.jobs.founding import Office, known_office, proposed_code
from pilkada_cli.jobs.workplace import Workplace

FULL = (
    "init", "-r", "HST", "--code", "hst", "--lang", "id", "--office", "Kesbangpol  HST",
    "--writer", "Kasi Kewaspadaan", "--letterhead", "PEMERINTAH KABUPATEN", "--letterhead", "",
    "--letterhead", "BADAN KESBANGPOL", "--recipient", "Kesbangpol Provinsi",
)  # fmt: skip


def known(cli: Cli) -> Office:
    return known_office(Workplace(cli.register, cli.home / "nowhere", lambda: NOW))[1]


def writers(cli: Cli) -> list[str]:
    """Who wrote each command, the newest first."""
    return [row["actor"] for row in json.loads(cli.ok("log", "-f", "json"))]


def test_what_init_is_told_is_kept_tidied(cli: Cli) -> None:
    cli.ok(*FULL)
    assert known(cli) == Office(
        lang="id", region="63.07", code="HST", name="Kesbangpol HST", writer="Kasi Kewaspadaan",
        letterhead=("PEMERINTAH KABUPATEN", "BADAN KESBANGPOL"), recipients=("Kesbangpol Provinsi",),
    )  # fmt: skip


def test_what_init_is_not_told_stays_as_it_was(cli: Cli) -> None:
    cli.ok(*FULL)
    before = known(cli)
    cli.ok("init")
    assert known(cli) == before
    cli.ok("init", "--code", "BRB")
    assert known(cli).code == "BRB"
    assert known(cli).name == before.name


def test_empty_words_clear_a_setting(cli: Cli) -> None:
    cli.ok(*FULL)
    cli.ok("init", "--office", "", "--letterhead", "", "--recipient", " ")
    office = known(cli)
    assert (office.name, office.letterhead, office.recipients) == ("", (), ())


@pytest.mark.parametrize(
    "wrong",
    [
        ("--writer", " "), ("--writer", "x" * 201), ("--office", "a\0b"), ("--lang", "de"),
        ("--letterhead", "x" * 201), ("--recipient", "\ud800"), ("--region", "Barabai"),
    ],
    ids=lambda pair: pair[0],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_the_name_of_its_option_and_nothing_is_made(
    cli: Cli, wrong: tuple[str, str]
) -> None:
    result = cli("init", "--code", "HST", *wrong)
    assert result.code == 2
    assert wrong[0] in result.err or wrong[1] in result.err
    assert not cli.register.exists()


def test_the_writer_is_named_in_the_log_and_in_a_reports_history(cli: Cli) -> None:
    cli.ok(*FULL)
    cli.ok("report", "add", "Uji", "-c", "hoaks")
    assert writers(cli)[0] == "Kasi Kewaspadaan"
    assert "Kasi Kewaspadaan" in cli.ok("report", "show", "HST-1")


def test_a_new_writer_writes_on_under_the_new_name_and_is_named_once(cli: Cli) -> None:
    cli.ok("init", "--writer", "Piket Pagi")
    cli.ok("init", "--writer", "Piket Malam")
    cli.ok("init", "--writer", "Piket Malam")
    cli.ok("report", "nil", "-r", "HST")
    assert set(writers(cli)) == {"Piket Malam"}
    assert len(writers(cli)) == 4


def test_without_a_word_the_systems_name_of_the_writer_stands(cli: Cli) -> None:
    cli.ok("init", "-r", "HST")
    assert writers(cli) == ["petugas"]


def test_an_erased_name_does_not_bring_back_the_one_before(cli: Cli) -> None:
    cli.ok("init", "--writer", "Piket Pagi")
    with closing(sqlite3.connect(cli.register)) as register:
        last = "SELECT max(position) FROM journal WHERE kind = 'person'"
        register.execute(f"UPDATE journal SET sealed = NULL, salt = NULL WHERE position = ({last})")
        register.commit()
    assert set(writers(cli)) == {""}


def test_a_chain_begun_anew_by_the_same_person_carries_the_name_on(cli: Cli) -> None:
    cli.ok(*FULL)
    bindings = [path for path in cli.home.rglob("origins/*") if path.is_file()]
    for binding in bindings:
        binding.unlink()
    cli.ok("report", "nil")
    assert writers(cli)[0] == "Kasi Kewaspadaan"
    with closing(sqlite3.connect(cli.register)) as register:
        assert register.execute("SELECT count(DISTINCT origin) FROM journal").fetchone() == (2,)


def test_another_user_of_the_computer_does_not_write_under_the_name(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.ok(*FULL)
    monkeypatch.setenv("LOGNAME", "lain")
    cli.ok("report", "nil")
    assert writers(cli)[0] == "lain"
    cli.ok("init", "--writer", "Analis")
    monkeypatch.setenv("LOGNAME", "petugas")
    assert known(cli).writer == "Kasi Kewaspadaan"
    assert set(writers(cli)) == {"Kasi Kewaspadaan", "lain", "Analis"}


def test_what_somebody_wrote_keeps_their_name_when_another_takes_over(cli: Cli) -> None:
    cli.ok("init", "-r", "HST", "--writer", "Petugas pagi")
    cli.ok("report", "add", "Uji", "-c", "hoaks")
    cli.ok("init", "--writer", "Petugas malam")
    cli.ok("report", "close", "1", "--reason", "selesai")
    history = json.loads(cli.ok("report", "show", "1", "-f", "json"))["history"]
    assert [step["actor"] for step in history] == ["Petugas pagi", "Petugas malam"]
    assert cli.ok("check")


def test_an_office_reports_about_its_own_region_and_reads_everything(sample: Cli) -> None:
    cli = sample
    before = cli.ok("report", "list", "-f", "csv"), cli.ok("summary", "-f", "json")
    cli.ok("init", "-r", "HST")
    assert (cli.ok("report", "list", "-f", "csv"), cli.ok("summary", "-f", "json")) == before
    added = cli.ok("report", "add", "Uji", "-c", "hoaks").strip()
    assert json.loads(cli.ok("report", "show", added, "-f", "json"))["region"] == "63.07"
    assert cli.ok("report", "nil", "--yes").startswith("63.07 ")
    cli.ok("report", "nil", "-r", "HSS")


def test_a_region_that_other_data_do_not_know_becomes_their_province(
    cli: Cli, tmp_path: Path
) -> None:
    cli.ok("init", "-r", "HST")
    cli.ok("init", "--data", str(write_other_election(tmp_path / "other")))
    province = known_office(Workplace(cli.register, cli.home, lambda: NOW))[0].province.code
    assert known(cli).region == province


def _codes(reference: Reference) -> Iterator[tuple[str, str]]:
    for region in (reference.province, *reference.regencies):
        yield region.name, proposed_code(region)


def test_the_code_proposed_is_the_shortest_alias_or_the_name_and_differs_for_every_region(
    reference: Reference,
) -> None:
    codes = dict(_codes(reference))
    assert codes["Hulu Sungai Tengah"] == "HST"
    assert codes["Kotabaru"] == "KTB"
    assert codes["Banjar"] == "BANJAR"
    assert len(set(codes.values())) == len(codes)
