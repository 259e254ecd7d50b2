"""Old runs go by days and weeks; what is needed, held or not ours stays."""

import json
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.nightly import NIGHT, export

from pilkada_cli.exchange.publishing import disk
from pilkada_cli.exchange.publishing.listing import LATEST, Run, runs, stamp
from pilkada_cli.exchange.publishing.pruning import Worth, kept, prune

FILES = {"summary.md": b"# Ringkasan\n"}


def stood(out: Path, moments: Iterable[datetime], named: datetime | None = None) -> None:
    """Folders of runs, as far as pruning looks at them."""
    for moment in moments:
        (out / stamp(moment)).mkdir(parents=True)
        (out / stamp(moment) / "reports.csv").write_text("id\r\n")
    if named:
        (out / LATEST).write_text(f'{{"run": "{stamp(named)}"}}')


def nights(n: int) -> list[datetime]:
    """The last `n` nights, newest first; the newest is a Tuesday."""
    return [NIGHT - timedelta(days=i) for i in range(n)]


def names(out: Path) -> list[str]:
    return [run.name[:10] for run in runs(out)]


def test_the_last_run_of_each_of_the_newest_days_and_weeks_stays(tmp_path: Path) -> None:
    stood(tmp_path, nights(40))
    stood(tmp_path, [NIGHT - timedelta(hours=5), NIGHT - timedelta(days=1, hours=5)])
    assert prune(tmp_path, 3, 4).remarks == ()
    assert names(tmp_path) == [
        "2024-11-10", "2024-11-17", "2024-11-24", "2024-11-25", "2024-11-26",
    ]  # fmt: skip
    assert {run.at.hour for run in runs(tmp_path)} == {23}


def test_what_was_just_written_stays_though_the_clock_was_set_back(tmp_path: Path) -> None:
    stood(tmp_path, nights(3), named=NIGHT)
    back, _ = export(tmp_path, FILES, NIGHT - timedelta(days=30))
    (tmp_path / LATEST).write_text(f'{{"run": "{stamp(NIGHT)}"}}')
    prune(tmp_path, 2, 0, back)
    assert names(tmp_path) == ["2024-10-27", "2024-11-25", "2024-11-26"]
    prune(tmp_path, 2, 0)
    assert names(tmp_path) == ["2024-11-25", "2024-11-26"]


def judged(out: Path, moment: datetime, *, as_of: str = "", published: bool = True) -> Path:
    """A run that says as of when it is, its own day unless told, and whether it was published."""
    stood(out, [moment])
    folder = out / stamp(moment)
    as_of = as_of or moment.date().isoformat()
    (folder / "manifest.json").write_text(json.dumps({"files": [], "as_of": as_of}))
    (folder / "run.json").write_text(json.dumps({"latest": published}))
    return folder


def hours(*before: int) -> list[datetime]:
    """So many hours before the night."""
    return [NIGHT - timedelta(hours=n) for n in before]


def test_no_run_of_the_day_of_the_new_one_goes_and_once_that_day_has_passed_all_but_one_do(
    tmp_path: Path,
) -> None:
    stood(tmp_path, [*hours(9, 5, 3), NIGHT - timedelta(days=1)])
    new, _ = export(tmp_path, FILES, NIGHT)
    pruned = prune(tmp_path, 1, 0, new)
    assert [run.name[:10] for run in pruned.removed] == ["2024-11-25"]
    assert names(tmp_path) == ["2024-11-26"] * 4
    next_day, _ = export(tmp_path, FILES, NIGHT + timedelta(days=1))
    assert len(prune(tmp_path, 2, 0, next_day).removed) == 3
    assert runs(tmp_path) == [new, next_day]


def test_the_last_published_run_stands_for_a_past_day_and_without_one_the_last(
    tmp_path: Path,
) -> None:
    first, good, held = hours(9, 5, 3)
    judged(tmp_path, first)
    stays = judged(tmp_path, good)
    judged(tmp_path, held, published=False)
    yesterday = [moment - timedelta(days=1) for moment in (good, held)]
    of_yesterday = [judged(tmp_path, moment, published=False) for moment in yesterday]
    stood(tmp_path, [NIGHT + timedelta(days=1)])
    prune(tmp_path, 3, 1)
    assert [run.folder for run in runs(tmp_path)][:2] == [of_yesterday[1], stays]
    assert len(runs(tmp_path)) == 3


@pytest.mark.parametrize("as_of", ["2024-11-22", "2024-11-26T04:00:00.000Z"])
def test_a_run_as_of_an_earlier_time_stands_for_no_day_that_has_a_run_of_its_own(
    tmp_path: Path, as_of: str
) -> None:
    real, *others = hours(9, 5, 3)
    stays = judged(tmp_path, real, published=False)
    for moment in others:
        judged(tmp_path, moment, as_of=as_of)
    alone = judged(tmp_path, NIGHT - timedelta(days=1), as_of="2024-11-20")
    stood(tmp_path, [NIGHT + timedelta(days=7)])
    prune(tmp_path, 3, 2)
    assert [run.folder for run in runs(tmp_path)][:2] == [alone, stays]
    assert len(runs(tmp_path)) == 3


def test_days_without_a_run_are_not_counted(tmp_path: Path) -> None:
    stood(tmp_path, [NIGHT, NIGHT - timedelta(days=100), NIGHT - timedelta(days=200)])
    prune(tmp_path, 2, 0)
    assert names(tmp_path) == ["2024-08-18", "2024-11-26"]


def test_a_week_goes_over_the_turn_of_the_year(tmp_path: Path) -> None:
    year_end = datetime(2024, 12, 31, 23, 30, tzinfo=NIGHT.tzinfo)
    stood(tmp_path, [year_end, year_end + timedelta(days=2), year_end - timedelta(days=7)])
    prune(tmp_path, 0, 2)
    assert names(tmp_path) == ["2024-12-24", "2025-01-02"]


def test_the_run_that_latest_json_names_and_the_newest_never_go(tmp_path: Path) -> None:
    every = nights(20)
    stood(tmp_path, every, named=every[17])
    prune(tmp_path, 0, 0)
    assert names(tmp_path) == ["2024-11-09", "2024-11-26"]


def test_what_is_no_run_is_never_touched(tmp_path: Path) -> None:
    stood(tmp_path, nights(3))
    (tmp_path / "2020-01-01").mkdir()
    (tmp_path / "2020-01-01T233000+0800.zip").write_text("x")
    (tmp_path / "arsip").mkdir()
    (tmp_path / "2020-01-02T233000+0800").symlink_to(tmp_path / "arsip")
    prune(tmp_path, 1, 0)
    assert {each.name for each in tmp_path.iterdir()} == {
        stamp(NIGHT), "2020-01-01", "2020-01-01T233000+0800.zip", "arsip", "2020-01-02T233000+0800",
    }  # fmt: skip


@given(
    st.lists(st.integers(0, 24 * 400), unique=True), st.integers(0, 20), st.integers(0, 20)
)  # fmt: skip
def test_however_many_stand_enough_stay_and_the_newest_always_does(
    hours: list[int], daily: int, weekly: int
) -> None:
    every = [Run(NIGHT - timedelta(hours=n), 1, Path(str(n))) for n in hours]
    stay = kept(dict.fromkeys(every, Worth()), daily, weekly)
    days = sorted({run.at.date() for run in every})
    assert {run.at.date() for run in stay} >= {*days[len(days) - daily :]} if daily else True
    assert len(stay) <= daily + weekly + 1
    assert not every or max(every) in stay


def test_a_run_that_is_held_open_is_said_and_the_others_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = nights(4)
    stood(tmp_path, every)
    real = disk.rename

    def rename(source: Path, target: Path) -> None:
        # What Windows says of a folder in which somebody has a file open.
        if source.name == stamp(every[2]):
            raise PermissionError(13, "Access is denied", str(source))
        real(source, target)

    monkeypatch.setattr(disk, "rename", rename)
    (said,) = prune(tmp_path, 1, 0).remarks
    assert stamp(every[2]) in str(said)
    assert names(tmp_path) == ["2024-11-24", "2024-11-26"]
    monkeypatch.undo()
    assert prune(tmp_path, 1, 0).remarks == ()
    assert names(tmp_path) == ["2024-11-26"]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="root may remove what is not his"
)
def test_a_folder_that_may_not_be_emptied_is_said_and_no_longer_looks_like_a_run(
    tmp_path: Path,
) -> None:
    every = nights(3)
    stood(tmp_path, every)
    (tmp_path / stamp(every[1])).chmod(0o500)
    (said,) = prune(tmp_path, 1, 0).remarks
    assert stamp(every[1]) in str(said)
    assert names(tmp_path) == ["2024-11-26"]
    (tmp_path / f".pruned-{stamp(every[1])}").chmod(0o700)


def test_a_run_that_is_half_removed_does_not_look_like_one_and_goes_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = nights(2)
    stood(tmp_path, every)

    def remove(path: Path) -> None:
        raise PermissionError(13, "Access is denied", str(path))

    monkeypatch.setattr(disk, "remove", remove)
    assert len(prune(tmp_path, 1, 0).remarks) == 1
    monkeypatch.undo()
    assert names(tmp_path) == ["2024-11-26"]
    export(tmp_path, FILES, NIGHT + timedelta(days=1))
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".pruned")]


def test_a_run_that_was_pruned_under_another_one_of_its_name_is_no_hindrance(
    tmp_path: Path,
) -> None:
    every = nights(2)
    stood(tmp_path, every)
    left = tmp_path / f".pruned-{stamp(every[1])}"
    left.mkdir()
    (left / "reports.csv").write_text("id\r\n")
    assert prune(tmp_path, 1, 0).remarks == ()
    assert names(tmp_path) == ["2024-11-26"]
