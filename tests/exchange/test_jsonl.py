"""JSON Lines are read as a stream: no more is held than a line."""

import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.errors import InvalidData
from pilkada_cli.exchange.jsonl import MAX_LINE, read_file, read_lines, read_objects
from pilkada_cli.exchange.sheets import object_table

values = st.dictionaries(st.sampled_from("abc"), st.text("aé🔥\u2028", max_size=9), max_size=3)


class Endless(io.RawIOBase):
    """Pieces of a file that is made as it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        return next(self._pieces, b"")


def peak(stream: io.RawIOBase, read: Any = read_lines) -> tuple[int, int]:
    """How many lines a stream has, and the most bytes that were held meanwhile."""
    tracemalloc.start()
    count = sum(1 for _ in read(stream))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return count, held


@given(st.lists(values), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_lines_are_read_whatever_their_encoding_and_their_ends(
    written: list[dict[str, str]], encoding: str, windows: bool
) -> None:
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


# Objects that are the rows of a table.


@given(
    st.lists(values),
    st.sampled_from([None, 1]),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_objects_are_read_in_a_list_or_one_after_the_other_on_lines_of_any_length(
    written: list[dict[str, str]], indent: int | None, is_list: bool, encoding: str
) -> None:
    texts = [json.dumps(value, ensure_ascii=False, indent=indent) for value in written]
    text = f"[{', '.join(texts)}]" if is_list else "\n".join(texts)
    read = list(read_objects(io.BytesIO(text.encode(encoding))))
    assert [(line.number, line.value, line.problem) for line in read] == [
        (number, value, None) for number, value in enumerate(written, 1)
    ]


@pytest.mark.parametrize("between", [b"\n", b",\n "])
def test_memory_is_flat_in_the_number_of_objects(between: bytes) -> None:
    row = b'{"title": "' + b"x" * 900 + b'"}' + between
    begin, end = (b"[", b"{}]") if between.startswith(b",") else (b"", b"")
    many = iter([begin + row, *[row * 70] * 400, end])
    count, held = peak(Endless(many), read_objects)
    assert (count >= 28_000, held < 4 << 20) == (True, True)


@pytest.mark.parametrize(
    "data", [b"x" * (1 << 22), b'{"a": ' + b"x" * (1 << 22), b"[{}] " * (1 << 20)]
)
def test_what_is_no_object_is_given_up_before_all_of_it_is_held(data: bytes) -> None:
    stream = io.BytesIO(data)
    *_, last = read_objects(stream)
    assert "not JSON" in str(last.problem) and stream.tell() < len(data)


def test_how_much_of_a_table_was_read_is_known_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    path.write_text('{"id": "HST-1", "title": "Spanduk roboh"}\n' * 20_000)
    table, _ = object_table.read(path)
    _, *shares = (table.share or 0 for _ in table.rows())
    assert shares == sorted(shares) and shares[0] < 0.1 and 0.9 < shares[-1] <= 1


def test_a_table_of_far_too_many_keys_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.jsonl"
    rows = ({"id": str(n), f"kunci {n}": n} for n in range(object_table.MOST_KEYS))
    path.write_text("\n".join(map(json.dumps, rows)))
    with pytest.raises(InvalidData, match=f"row {object_table.MOST_KEYS}: there are more than"):
        object_table.read(path)
