"""JSON Lines are read as a stream: no more is held than a line."""

import io
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.jsonl import MAX_LINE, read_file, read_lines

values = st.dictionaries(st.sampled_from("abc"), st.text("aé🔥\u2028", max_size=9), max_size=3)


class Endless(io.RawIOBase):
    """Pieces of a file that is made as it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        return next(self._pieces, b"")


def peak(stream: io.RawIOBase) -> tuple[int, int]:
    """How many lines a stream has, and the most bytes that were held meanwhile."""
    tracemalloc.start()
    count = sum(1 for _ in read_lines(stream))  # type: ignore[arg-type]
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return count, held


@given(st.lists(values), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_lines_are_read_whatever_their_encoding_and_their_ends(
    written: list[dict[str, str]], encoding: str, windows: bool
) -> None:
    import json

    text = "".join(f"{json.dumps(value, ensure_ascii=False)}\n\n" for value in written)
    data = text.replace("\n", "\r\n" if windows else "\n").encode(encoding)
    read = list(read_lines(io.BytesIO(data)))
    assert [line.value for line in read] == written
    assert [line.number for line in read] == [2 * n + 1 for n in range(len(written))]


def test_a_line_that_is_too_long_is_named_and_not_held_and_those_after_it_are_read() -> None:
    long = iter([b'{}\n{"title": "', *[b"x" * (1 << 16)] * 640, b'"}\n{}\n'])
    assert peak(Endless(long))[1] < 6 * MAX_LINE
    data = b'{}\n{"a": "' + b"x" * MAX_LINE + b'"}\n{}\n'
    first, second, third = read_lines(io.BytesIO(data))
    assert (first.problem, third.problem) == (None, None)
    assert f"longer than {MAX_LINE} characters" in str(second.problem)
    assert (second.number, third.number) == (2, 3)


def test_memory_is_flat_in_the_number_of_lines() -> None:
    count, held = peak(Endless(iter([b'{"kind": "note"}\n' * 2000] * 50)))
    assert count == 100_000
    assert held < 2 << 20


@pytest.mark.parametrize("data", ["{}é".encode()[:-1], "{}é".encode("utf-16")[:-1]])
def test_a_last_character_that_is_cut_is_no_text(data: bytes) -> None:
    (line,) = read_lines(io.BytesIO(data))
    assert line.problem is not None


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "laporan.jsonl"
    file.write_bytes(b"{}\n" * 100_000)
    lines = read_file(file)
    next(lines)
    with file.open("ab") as more:
        more.write(b"{}\n")
    with pytest.raises(InvalidData, match="changed while it was read"):
        list(lines)


def test_a_file_that_is_replaced_after_its_last_line_is_refused_too(tmp_path: Path) -> None:
    file = tmp_path / "laporan.jsonl"
    file.write_bytes(b"{}\n")
    lines = read_file(file)
    next(lines)
    os.utime(file, ns=(1, 1))
    with pytest.raises(InvalidData, match="changed while it was read"):
        list(lines)
