"""A destination holds whole runs and nothing else, whoever is killed, refused or in the way."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from tests.exchange import nightly
from tests.exchange.nightly import NIGHT, WITA, export

from pilkada_cli.errors import Exit, PilkadaError, Unwritable
from pilkada_cli.exchange.locks import DestinationBusy
from pilkada_cli.exchange.publishing import disk
from pilkada_cli.exchange.publishing.listing import is_due, last_good, latest, runs, stamp
from pilkada_cli.exchange.publishing.runs import LOCK, Destination
from pilkada_cli.exchange.publishing.verifying import verify

FILES = {"summary.md": b"# Ringkasan\n"}
WORKER = Path(nightly.__file__)

posix = pytest.mark.skipif(os.name != "posix", reason="signals and rights of POSIX")
not_root = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write everywhere"
)


@contextmanager
def working(what: str, out: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that publishes or holds, gone afterwards."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(WORKER), what, str(out)],
        stdout=subprocess.PIPE, text=True, env=environment,
    ) as process:  # fmt: skip
        try:
            assert process.stdout
            assert process.stdout.readline()
            yield process
        finally:
            process.kill()


def hidden(out: Path) -> set[str]:
    return {each.name for each in out.iterdir() if each.name.startswith(".")}


def refusal(out: Path) -> PilkadaError:
    with pytest.raises(PilkadaError) as raised, Destination(out).begin(NIGHT):
        pass
    return raised.value


def test_a_run_is_named_after_its_moment_and_latest_json_names_it(tmp_path: Path) -> None:
    out = tmp_path / "ekspor"
    run, _ = export(out, FILES)
    assert run.name == "2024-11-26T233005+0800"
    assert (run.folder / "summary.md").read_bytes() == FILES["summary.md"]
    named = json.loads((out / "latest.json").read_bytes())
    assert named["manifest"] == "2024-11-26T233005+0800/manifest.json"
    assert latest(out) == run
    assert hidden(out) == {LOCK}
    assert not [*verify(run.folder)]


def test_latest_json_names_what_was_written_last_though_the_clock_was_set_back(
    tmp_path: Path,
) -> None:
    export(tmp_path, FILES)
    back, _ = export(tmp_path, FILES, NIGHT - timedelta(days=3))
    assert latest(tmp_path) == last_good(tmp_path) == back
    again, _ = export(tmp_path, FILES, NIGHT - timedelta(days=2))
    assert latest(tmp_path) == again
    assert json.loads((again.folder / "run.json").read_bytes())["before"] == back.name


def test_runs_of_the_same_second_are_numbered_from_two(tmp_path: Path) -> None:
    names = [export(tmp_path, FILES)[0].name for _ in range(3)]
    assert names == ["2024-11-26T233005+0800", "2024-11-26T233005+0800-2", "2024-11-26T233005+0800-3"]  # fmt: skip
    assert [run.name for run in runs(tmp_path)] == names
    assert len({(tmp_path / name / "manifest.json").read_bytes() for name in names}) == 1


def test_the_name_of_a_pruned_run_is_not_given_again_in_its_second(tmp_path: Path) -> None:
    first, _ = export(tmp_path, FILES)
    second, _ = export(tmp_path, FILES)
    shutil.rmtree(first.folder)
    third, _ = export(tmp_path, FILES)
    assert max(runs(tmp_path)) == third
    assert second.name.endswith("-2") and third.name.endswith("-3")


def test_the_tenth_run_of_a_second_is_newer_than_the_ninth(tmp_path: Path) -> None:
    for _ in range(11):
        run, _ = export(tmp_path, FILES)
    assert max(runs(tmp_path)) == run
    assert run.name.endswith("-11")


def test_nothing_is_seen_of_a_run_before_it_is_published(tmp_path: Path) -> None:
    with Destination(tmp_path).begin(NIGHT) as run:
        run.add("summary.md", lambda file: file.write(b"x"))
        assert runs(tmp_path) == []
        assert all(name.startswith(".") for name in os.listdir(tmp_path))
        run.publish(latest=False)
        assert [each.name for each in runs(tmp_path)] == [run.name]
    assert latest(tmp_path) is None


def test_a_run_that_fails_leaves_the_last_good_one_as_it_was(tmp_path: Path) -> None:
    good, _ = export(tmp_path, FILES)
    before = (tmp_path / "latest.json").read_bytes()
    with pytest.raises(ZeroDivisionError), Destination(tmp_path).begin(NIGHT) as run:
        run.add("summary.md", lambda _: 1 // 0)
    assert [*runs(tmp_path)] == [good]
    assert (tmp_path / "latest.json").read_bytes() == before
    assert hidden(tmp_path) == {LOCK}


def test_a_full_disk_is_said_and_nothing_is_left_of_the_run(tmp_path: Path) -> None:
    def full(_file: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(Unwritable, match="the disk is full"), Destination(tmp_path).begin(NIGHT) as run:  # fmt: skip
        run.add("reports.csv", full)
    assert hidden(tmp_path) == {LOCK}


def test_a_destination_that_is_a_file_is_refused_with_7_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "ekspor"
    file.write_text("catatan")
    refused = refusal(file)
    assert refused.exit_code == Exit.UNWRITABLE
    assert str(file) in str(refused.sentence)
    assert "--out" in str(refused.hint)
    assert file.read_text() == "catatan"


def test_the_folder_is_made_but_not_the_share_it_lies_on(tmp_path: Path) -> None:
    assert refusal(tmp_path / "mnt" / "share" / "ekspor").exit_code == Exit.UNWRITABLE
    assert not (tmp_path / "mnt").exists()
    export(tmp_path / "ekspor", FILES)


@posix
@not_root
def test_a_folder_that_may_not_be_written_is_refused_with_7(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert refusal(tmp_path).exit_code == Exit.UNWRITABLE
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a file system that takes no files")
def test_a_file_system_that_takes_no_files_is_refused_with_7() -> None:
    assert refusal(Path("/proc/self")).exit_code == Exit.UNWRITABLE


def test_a_latest_json_that_cannot_be_replaced_is_said_and_the_run_stands(tmp_path: Path) -> None:
    (tmp_path / "latest.json").mkdir()
    with pytest.raises(Unwritable, match=r"latest\.json") as raised:
        export(tmp_path, FILES)
    assert "2024-11-26T233005+0800" in str(raised.value.hint)
    (run,) = runs(tmp_path)
    assert not [*verify(run.folder)]


@posix
def test_a_second_run_ends_at_once_with_5_and_changes_nothing(tmp_path: Path) -> None:
    with working("hold", tmp_path):
        before = hidden(tmp_path)
        refused = refusal(tmp_path)
        assert isinstance(refused, DestinationBusy)
        assert refused.exit_code == Exit.BUSY
        assert hidden(tmp_path) == before


@posix
def test_the_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    with working("hold", tmp_path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert len(hidden(tmp_path)) == 2
    run, _ = export(tmp_path, FILES)
    assert hidden(tmp_path) == {LOCK}
    assert runs(tmp_path) == [run]


@posix
def test_a_kill_at_any_moment_leaves_only_whole_runs(tmp_path: Path) -> None:
    chance = random.Random(20241127)
    for _ in range(10):
        with working("publish", tmp_path) as worker:
            time.sleep(chance.random() * 0.05)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        stood = runs(tmp_path)
        named = latest(tmp_path)
        assert stood and named in stood
        assert [(run.name, str(fault)) for run in stood for fault in verify(run.folder)] == []
    export(tmp_path, FILES, max(run.at for run in stood) + timedelta(seconds=1))
    assert hidden(tmp_path) == {LOCK}


@posix
def test_of_two_processes_that_publish_at_once_each_run_is_whole(tmp_path: Path) -> None:
    with working("publish", tmp_path):
        for _ in range(20):
            with suppress(DestinationBusy):
                export(tmp_path, FILES)
    assert all(not [*verify(run.folder)] for run in runs(tmp_path))


def test_what_a_killed_run_left_is_removed_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    for name in (".building-abc", ".building-abc.run", ".pruned-2024-11-20T233000+0800"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "reports.csv").write_text("id\r\n")
    (tmp_path / ".latest.json.xyz").write_text("{")
    (tmp_path / ".nextcloud").mkdir()
    (tmp_path / "surat.docx").write_text("surat")
    (tmp_path / "2024-11-26").mkdir()
    export(tmp_path, FILES)
    assert hidden(tmp_path) == {LOCK, ".nextcloud"}
    assert (tmp_path / "surat.docx").exists()
    assert len(runs(tmp_path)) == 1


def test_a_link_that_is_named_like_a_killed_run_is_removed_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "arsip").mkdir()
    (tmp_path / "arsip" / "surat").write_text("x")
    (tmp_path / ".building-link").symlink_to(tmp_path / "arsip")
    export(tmp_path, FILES)
    assert hidden(tmp_path) == {LOCK}
    assert (tmp_path / "arsip" / "surat").exists()


@pytest.mark.parametrize(
    "written", ["", "[]", "{}", '{"run": 7}', '{"run": "../other"}', '{"run": "2024-99-99T000000+0800"}']
)  # fmt: skip
def test_a_damaged_latest_json_names_no_run_and_the_newest_is_compared_with(
    tmp_path: Path, written: str
) -> None:
    run, _ = export(tmp_path, FILES)
    (tmp_path / "latest.json").write_text(written)
    assert latest(tmp_path) is None
    assert last_good(tmp_path) == run


def test_a_share_without_folder_flushes_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EINVAL, "no flush here")
        real(handle)

    monkeypatch.setattr(disk.os, "fsync", fsync)
    run, _ = export(tmp_path, FILES)
    assert not [*verify(run.folder)]


def test_every_file_and_folder_is_flushed_before_the_name_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    real = os.fsync
    monkeypatch.setattr(disk.os, "fsync", lambda handle: (flushed.append(os.fstat(handle).st_ino), real(handle)))  # fmt: skip
    run, _ = export(tmp_path, FILES)
    wanted = {each.stat().st_ino for each in run.folder.iterdir()}
    wanted |= {run.folder.stat().st_ino, tmp_path.stat().st_ino}
    assert wanted <= set(flushed)


def test_a_night_is_due_until_a_run_was_begun_after_half_past_eleven(tmp_path: Path) -> None:
    assert is_due(runs(tmp_path), NIGHT)
    export(tmp_path, FILES, NIGHT - timedelta(hours=1))
    assert is_due(runs(tmp_path), NIGHT)
    assert not is_due(runs(tmp_path), NIGHT - timedelta(minutes=30))
    export(tmp_path, FILES, NIGHT)
    assert not is_due(runs(tmp_path), NIGHT + timedelta(hours=23))
    assert is_due(runs(tmp_path), NIGHT + timedelta(hours=24))


def test_a_run_from_a_time_to_come_does_not_stop_the_export(tmp_path: Path) -> None:
    export(tmp_path, FILES, NIGHT + timedelta(days=3650))
    assert is_due(runs(tmp_path), NIGHT)


def test_a_destination_that_is_not_there_has_no_runs(tmp_path: Path) -> None:
    assert runs(tmp_path / "nirgends") == []
    assert is_due(runs(tmp_path / "nirgends"), NIGHT)


def test_the_name_has_the_offset_of_the_zone_it_is_given() -> None:
    assert stamp(NIGHT.astimezone(WITA)) == "2024-11-26T233005+0800"
    assert stamp(NIGHT.astimezone(nightly.timezone(timedelta(hours=-3, minutes=-30)))) == "2024-11-26T120005-0330"  # fmt: skip
