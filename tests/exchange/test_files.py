"""A file is whole or as it was, and what a killed writer left of it goes; what is being written stays."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pilkada_cli.errors import UsageError
from pilkada_cli.exchange.files import KEYS, whole_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and locks of POSIX")

WRITES = """
import sys
from pathlib import Path
from pilkada_cli.exchange.files import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"theirs")
    file.flush()
    print("writing", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def writing(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process in the middle of writing `path`, which ends its work when it gets a line."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout
            assert process.stdout.readline() == "writing\n"
            yield process
        finally:
            process.kill()


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def write(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"ours")


@pytest.mark.parametrize("name", ["a.xlsx", "[laporan] *?.csv"])
def test_what_a_killed_writer_left_goes_with_the_next_file_of_that_name(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    with writing(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(names(tmp_path)) == 1
    write(path)
    assert names(tmp_path) == [name]


def test_what_another_process_writes_stays_and_comes_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with writing(path) as process:
        write(path)
        assert path.read_bytes() == b"ours"
        process.communicate("\n")
        assert process.returncode == 0
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.xlsx"]


def test_what_only_looks_like_it_stays(tmp_path: Path) -> None:
    kept = [".a.settings", ".a.part", ".a.0123abcd", ".a.xlsx.0123abcd.part", ".b.0123abcd.part"]
    for name in kept:
        (tmp_path / name).write_bytes(b"x")
    write(tmp_path / "a")
    assert names(tmp_path) == sorted([*kept, "a"])


def test_a_file_that_is_left_half_way_stays_as_it_was_and_nothing_is_hidden(
    tmp_path: Path,
) -> None:
    write(tmp_path / "a")
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "a") as file:
        file.write(b"half")
        raise KeyboardInterrupt
    assert (tmp_path / "a").read_bytes() == b"ours"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("name", [KEYS, "lain.csv", f"origins/{'a' * 32}", "origins/lain.csv"])
def test_nothing_is_written_where_the_keys_of_an_office_lie(tmp_path: Path, name: str) -> None:
    state = tmp_path / "state"
    (state / "origins").mkdir(parents=True)
    (state / KEYS).write_bytes(b"kunci")
    (state / "origins" / ("a" * 32)).write_bytes(b"ikatan")
    (tmp_path / "tautan").symlink_to(state / name)
    for path in (state / name, tmp_path / "tautan"):
        with pytest.raises(UsageError, match="keeps this office's keys"):
            write(path)
    assert (state / KEYS).read_bytes() == b"kunci"
    assert (state / "origins" / ("a" * 32)).read_bytes() == b"ikatan"


def test_what_binds_an_origin_stays_where_no_key_was_made_yet(tmp_path: Path) -> None:
    binding = tmp_path / "origins" / ("a" * 32)
    binding.parent.mkdir()
    with pytest.raises(UsageError, match="keeps this office's keys"):
        write(binding)
    write(binding.with_name("lain.csv"))
