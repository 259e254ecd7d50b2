"""Which reports lie near a place and a day, and how few of them are read."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.conftest import Cli

from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import vicinity
from pilkada_cli.storage.register import Reader

DAY = date(2024, 11, 20)
ADDED = (
    ("Banjarmasin", "2024-11-16"), ("Banjarmasin", "2024-11-17"), ("Banjar", "2024-11-20"),
    ("Banjarmasin", "2024-11-20"), ("Banjarmasin", "2024-11-21"), ("Tabalong", "2024-11-20"),
    ("Banjar", "2024-11-23"), ("Kalsel", "2024-11-19"),
)  # fmt: skip


@pytest.fixture
def reader(cli: Cli) -> Iterator[Reader]:
    """The reports of `ADDED`; their titles are their places in it."""
    for number, (region, day) in enumerate(ADDED):
        cli.ok("report", "add", str(number), "-r", region, "-c", "hoaks", "--at", day)
    with Workplace(cli.register, cli.home / "state", lambda: cli.now).read() as opened:
        yield opened


def near(reader: Reader, most: int = 100) -> list[int]:
    rows = vicinity.around(reader.tables, {"63.71"}, {"63.03", "63"}, DAY, 3, most)
    return [int(str(row["title"])) for row in rows]


def test_own_regencies_come_before_further_ones_and_nearer_days_before_farther(
    reader: Reader,
) -> None:
    assert near(reader) == [3, 4, 1, 2, 7, 6]


@pytest.mark.parametrize("most", range(8))
def test_no_more_are_read_than_asked_for_and_these_are_the_nearest(
    reader: Reader, most: int
) -> None:
    assert near(reader, most) == near(reader)[:most]


def test_a_report_that_touches_both_is_read_once(cli: Cli) -> None:
    cli.ok("report", "add", "0", "-r", "Banjar", "-c", "hoaks", "--at", "2024-11-20",
           "--affects", "Banjarmasin")  # fmt: skip
    with Workplace(cli.register, cli.home / "state", lambda: cli.now).read() as opened:
        assert near(opened) == [0]
