"""CSV from anywhere: encodings and delimiters are recognised, broken files name the line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.errors import Exit, InvalidData
from pilkada_cli.exchange.sheets import text_table
from pilkada_cli.exchange.sheets.encoding import LONGEST
from pilkada_cli.exchange.sheets.rows import Row

ROWS = [["tanggal", "uraian"], ["22/11/2024", "Café “Barabai” – rusak"], ["23/11/2024", "a;b,c\td"]]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(data)
    return path


def rows_of(path: Path) -> list[Row]:
    return list(text_table.read(path)[0].rows())


def as_csv(rows: list[list[str]], delimiter: str) -> str:
    return "".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "~", "^"])
@pytest.mark.parametrize(
    ("encoding", "called"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 (BOM)"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_every_encoding_and_delimiter_is_recognised_and_said(
    tmp_path: Path, encoding: str, called: str, delimiter: str
) -> None:
    path = written(tmp_path, as_csv(ROWS, delimiter).encode(encoding))
    table, remark = text_table.read(path)
    assert [cells for _, cells in table.rows()] == ROWS
    assert f"is read as {called} with" in str(remark)


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = written(tmp_path, b'a,b\n\n"two\nlines",c\nd,e\n')
    assert rows_of(path) == [(1, ["a", "b"]), (2, []), (3, ["two\nlines", "c"]), (4, ["d", "e"])]


def test_rows_can_be_read_twice(tmp_path: Path) -> None:
    table, _ = text_table.read(written(tmp_path, b"a,b\nc,d\n"))
    assert list(table.rows()) == list(table.rows())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_ends_of_every_system_are_read(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, end.join(["a,b", '"1\n2",c', "d,e"]).encode())
    assert [cells for _, cells in rows_of(path)] == [["a", "b"], ["1\n2", "c"], ["d", "e"]]


def test_a_letterhead_does_not_hide_the_delimiter(tmp_path: Path) -> None:
    text = "BADAN, BANGSA, DAN POLITIK\nLAPORAN, HARIAN\n" + "a;b;c, d\n" * 5
    assert rows_of(written(tmp_path, text.encode()))[2] == (3, ["a", "b", "c, d"])


def test_the_line_of_excel_that_names_the_delimiter_is_obeyed(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, b"sep=;\na,b;c,d\n"))[1] == (2, ["a,b", "c,d"])


def test_how_much_was_read_is_known_row_by_row(tmp_path: Path) -> None:
    path = written(tmp_path, b"22/11/2024,spanduk roboh\n" * 100_000)
    table, _ = text_table.read(path)
    shares = [table.share for _ in table.rows()]
    assert shares == sorted(shares) and 0 < shares[0] < 0.5 and shares[-1] == 1


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, b"")) == []


def refusal(path: Path) -> InvalidData:
    with pytest.raises(InvalidData) as caught:
        rows_of(path)
    assert caught.value.exit_code == Exit.INVALID
    assert caught.value.hint is not None
    return caught.value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'a,b\nc,"d\ne,f\ng,h\n', "line 2: a quotation mark opens here"),
        (b'a,b\n"c"d,e\n', "line 2: a quotation mark opens here"),
        (b'a,b\n"' + b"x,y\n" * 60_000, "line 2: a cell begins here that does not end"),
        (b"a,b\nc\0,d\n", "line 2: it holds a NUL character"),
        ("é,b\n".encode() + "é,b\n".encode("cp1252"), "line 1 is UTF-8, line 2 is Windows-1252"),
        (b"a,b\n\x81\xe9,c\n", "line 2: its bytes are neither UTF-8 nor Windows-1252"),
        ("a,b\n\U0001f525".encode("utf-16")[:-2], "its bytes are no text"),
    ],
    ids=["open-quote", "after-quote", "endless", "nul", "mixed", "neither", "half-a-pair"],
)
def test_a_broken_file_names_the_line_and_the_way_out(
    tmp_path: Path, data: bytes, said: str
) -> None:
    assert said in str(refusal(written(tmp_path, data)).sentence)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_line_without_end_is_refused_before_it_is_read_to_its_end(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        file.write(b"uraian\n" + "é".encode(encoding))
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    assert f"line 2: the line is longer than {LONGEST}" in str(refusal(path).sentence)


def test_the_memory_for_a_line_without_end_stays_small(
    tmp_path: Path, peak: Callable[[Callable[[], object]], int]
) -> None:
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"x" * 1_000_000)
    assert peak(lambda: refusal(path)) < 20_000_000


def test_a_row_without_end_in_many_short_cells_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b'"x\n",' * 8_000_000)
    assert "the line is longer than" in str(refusal(path).sentence)


def test_the_memory_for_many_rows_stays_small(
    tmp_path: Path, peak: Callable[[Callable[[], object]], int]
) -> None:
    path = written(tmp_path, b"22/11/2024,uraian kejadian yang cukup panjang,Tapin\n" * 400_000)
    assert peak(lambda: sum(1 for _ in text_table.read(path)[0].rows())) < 20_000_000


@pytest.fixture
def peak() -> Callable[[Callable[[], object]], int]:
    import tracemalloc

    def measured(work: Callable[[], object]) -> int:
        tracemalloc.start()
        try:
            work()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return measured


CELLS = st.text(
    st.characters(blacklist_characters="\0\r", blacklist_categories=["Cs"]), max_size=12
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_what_was_quoted_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("law") / "sheet.csv"
    path.write_bytes(as_csv(rows, ",").encode("utf-8-sig"))
    assert [cells for _, cells in rows_of(path)] == rows
