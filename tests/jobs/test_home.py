"""What the first screen knows of a register, and what it proposes to do next."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.conftest import LATER, NOW, SAMPLE, Cli

from pilkada_cli.jobs.home import SHOWN, look
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.render.home import Home

NEXT_DAY = NOW + timedelta(days=1)


def home_of(cli: Cli, now: datetime = NOW) -> Home:
    found = look(Workplace(cli.register, cli.home / "nowhere", lambda: now))
    assert found is not None
    return found


def commands(home: Home) -> list[str]:
    return [step.command for step in home.steps]


@pytest.fixture
def office(cli: Cli) -> Cli:
    """The register of an office in Hulu Sungai Tengah, with nothing in it."""
    cli.ok("init", "-r", "HST", "--code", "HST", "--office", "Kesbangpol HST")
    return cli


def add(cli: Cli, *more: str, now: datetime = NOW) -> str:
    return cli.ok("report", "add", "Uji", "-c", "hoaks", *more, now=now).strip()


def test_without_a_register_there_is_nothing_to_tell_and_nothing_is_made(cli: Cli) -> None:
    assert look(Workplace(cli.register, cli.home / "state", lambda: NOW)) is None
    assert list(cli.home.iterdir()) == []


def test_looking_changes_nothing(office: Cli) -> None:
    add(office)

    def everything() -> dict[Path, str]:
        files = (path for path in office.home.rglob("*") if path.is_file())
        files = (path for path in files if not path.name.endswith(("-wal", "-shm")))
        return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = everything()
    home_of(office)
    assert everything() == before


def test_it_tells_office_region_stage_day_and_distance_from_the_vote(office: Cli) -> None:
    home = home_of(office)
    stage = home.standing.stage
    assert stage is not None
    assert (home.office, home.region) == ("Kesbangpol HST", "63.07")
    assert (stage.key, home.standing.day_of_stage, home.standing.days_to_vote) == (
        "kampanye",
        59,
        5,
    )


def test_the_worst_of_the_offices_open_reports_stand_first_and_five_are_shown(office: Cli) -> None:
    for impact in "1524321":
        add(office, "--impact", impact, "--likelihood", "3")
    office.ok("report", "close", "HST-2")
    office.ok("report", "refute", "HST-3", "--reason", "latihan")
    home = home_of(office)
    assert home.open == 5
    values = [int(str(row["residual_value"])) for row in home.worst]
    assert values == sorted(values, reverse=True)
    assert home.worst[0]["id"] == "HST-4"
    add(office, "--impact", "1", "--likelihood", "1")
    assert (home_of(office).open, len(home_of(office).worst)) == (6, SHOWN)


def test_what_others_entered_is_not_the_offices_own(
    office: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(office)
    monkeypatch.setattr("pilkada_cli.storage.settings.origins", lambda _: ["0" * 32])
    assert (home_of(office).open, home_of(office).worst) == (0, [])


def test_a_report_is_overdue_when_nobody_acted_on_it_before_the_cut_off(office: Cli) -> None:
    add(office)
    add(office)
    assert home_of(office).untouched == 0
    before_the_cut_off = datetime(2024, 11, 22, 21, 59, tzinfo=UTC)
    assert home_of(office, before_the_cut_off).untouched == 0
    late = home_of(office, before_the_cut_off + timedelta(minutes=1))
    assert (late.untouched, list(late.longest)) == (2, ["HST-1", "HST-2"])
    office.ok("report", "handle", "HST-1")
    assert list(home_of(office, NEXT_DAY).longest) == ["HST-2"]


@pytest.mark.parametrize(
    ("paying", "missing"),
    [
        ((), 1),
        (("report", "nil"), 0),
        (("report", "nil", "-r", "HSS"), 1),
        (("report", "nil", "--on", "2024-11-21"), 1),
        (("report", "add", "Uji", "-c", "hoaks"), 0),
        (("report", "add", "Uji", "-c", "hoaks", "--at", "2024-11-20"), 0),
        (("report", "add", "Uji", "-c", "hoaks", "--known", "2024-11-20"), 1),
        (("report", "add", "Uji", "-c", "hoaks", "-r", "HSS", "--affects", "HST"), 1),
    ],
)
def test_the_days_duty_is_paid_by_a_report_or_nil_report_about_the_region_known_that_day(
    office: Cli, paying: tuple[str, ...], missing: int
) -> None:
    if paying:
        office.ok(*paying)
    due = home_of(office).due
    assert due is not None
    assert due.missing == missing
    tomorrow = home_of(office, NEXT_DAY).due
    assert tomorrow is not None
    assert tomorrow.missing == 1


def test_before_the_cut_off_a_nil_report_pays_for_the_day_that_is_ending(office: Cli) -> None:
    at_three = datetime(2024, 11, 22, 19, 0, tzinfo=UTC)
    office.ok("report", "nil", now=at_three)
    due = home_of(office, at_three).due
    assert due is not None
    assert (due.last.isoformat(), due.missing) == ("2024-11-22", 0)
    due = home_of(office, NEXT_DAY).due
    assert due is not None
    assert due.missing == 1


@pytest.mark.parametrize("arguments", [(), ("-r", "Kalsel")])
def test_an_office_without_a_regency_owes_nothing(cli: Cli, arguments: tuple[str, ...]) -> None:
    cli.ok("init", *arguments)
    assert home_of(cli).due is None


def test_the_last_time_the_reports_were_handed_on_is_told(office: Cli) -> None:
    assert home_of(office).handed_over is None
    add(office)
    for name in ("satu.csv", "dua.csv"):
        office.ok("export", "reports", "-o", str(office.home / name))
    handed_over = home_of(office).handed_over
    assert handed_over is not None
    assert handed_over[1:] == ("reports", str(office.home / "dua.csv"))


@pytest.mark.parametrize(
    ("command", "is_handed_on"),
    [
        ("export reports -o laporan.csv", True),
        ("export nightly --out malam", True),
        ("report show HST-1 -f lapinfo -o lapinfo.txt", False),
        ("report show HST-1 -f wa -o wa.txt", False),
        ("brief daily -f md -o harian.md", False),
        ("export summary -o ringkasan.csv", False),
        ("backup", False),
    ],
)
def test_only_what_holds_the_reports_hands_them_on(
    office: Cli, monkeypatch: pytest.MonkeyPatch, command: str, is_handed_on: bool
) -> None:
    add(office)
    monkeypatch.chdir(office.home)
    office.ok(*command.split())
    home = home_of(office)
    assert (home.handed_over is not None) == is_handed_on
    assert ("export reports -o laporan.xlsx" in commands(home)) != is_handed_on


def test_the_next_commands_follow_from_what_is_owed_overdue_and_unverified(office: Cli) -> None:
    assert commands(home_of(office))[:2] == ["report add", "report nil"]
    add(office)
    assert commands(home_of(office))[:2] == [
        "report verify HST-1",
        "export reports -o laporan.xlsx",
    ]
    late = commands(home_of(office, NEXT_DAY))
    assert late[:4] == ["report add", "report nil", "report handle HST-1", "report verify HST-1"]
    office.ok("report", "verify", "HST-1")
    office.ok("report", "handle", "HST-1")
    assert commands(home_of(office))[0] == "report close HST-1"


@pytest.mark.parametrize("now", [NOW, NEXT_DAY, LATER])
def test_there_are_always_five_different_next_commands(office: Cli, now: datetime) -> None:
    assert len(set(commands(home_of(office, now)))) == SHOWN
    office.ok("report", "import", str(SAMPLE), now=LATER)
    assert len(set(commands(home_of(office, now)))) == SHOWN


def test_a_register_that_does_not_know_its_office_is_told_how_to_say_it(cli: Cli) -> None:
    add(cli, "-r", "HST")
    assert commands(home_of(cli))[0] == "init"


def test_linked_reports_stand_once_by_the_gravest_that_is_open(office: Cli) -> None:
    for impact in "251":
        add(office, "--impact", impact, "--likelihood", "3")
    office.ok("report", "link", "HST-2", "HST-1")
    home = home_of(office)
    assert ([row["id"] for row in home.worst], home.open) == (["HST-2", "HST-3"], 2)
    assert home.linked == {"HST-2": ["HST-1"]}
    office.ok("report", "close", "HST-2")
    home = home_of(office)
    assert ([row["id"] for row in home.worst], home.open) == (["HST-1", "HST-3"], 2)
    assert home.linked == {"HST-1": []}


def test_of_linked_reports_that_are_equally_grave_the_one_that_counts_stands(office: Cli) -> None:
    for _ in range(3):
        add(office)
    office.ok("report", "link", "HST-3", "HST-1")
    assert {row["id"] for row in home_of(office).worst} == {"HST-1", "HST-2"}


def test_what_was_erased_is_not_proposed_to_be_verified(office: Cli) -> None:
    first, second = add(office, "--impact", "5"), add(office)
    office.ok("report", "erase", first, "--reason", "diminta", "--yes")
    home = home_of(office)
    assert [row["id"] for row in home.worst] == [first, second]
    proposed = commands(home)
    assert f"report verify {second}" in proposed and f"report verify {first}" not in proposed
    office.ok("report", "erase", second, "--reason", "diminta", "--yes")
    assert not [command for command in commands(home_of(office)) if "verify" in command]
