"""CSV: for machines as the register holds it, for spreadsheets as Indonesian settings read it."""

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilkada_cli.domain.fields import FIELD_NAMES, REPORT_FIELDS
from pilkada_cli.domain.summary import ROW_TYPES
from pilkada_cli.exchange.writers import writer
from pilkada_cli.exchange.writers.guard import guard, unguard
from pilkada_cli.exchange.writers.table import (
    Column,
    Kind,
    Place,
    Row,
    Table,
    of_fields,
    of_names,
    of_record,
    tuples,
)

LIVE = "=+-@＝＋－＠\t\r"
TEXTS = st.text(st.sampled_from("'=+-@＝＠\t\r\n \u00a0;,\"1a63.:é😀"), max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
)
TITLE = Table("Laporan", [Column("title", Kind.TEXT)])


def written(table: Table, *rows: Row, dialect: str = "machine") -> bytes:
    file = io.BytesIO()
    assert writer("csv", dialect)(file, table, iter(rows)) == len(rows)
    return file.getvalue()


def cell(kind: Kind, value: object) -> str:
    """One value as a spreadsheet in Indonesian settings gets it."""
    places = {"63.07.02": Place("Barabai", -2.6, 115.4)}
    table = Table(
        "", [Column("x", kind), Column("y", Kind.TEXT)], zone="Asia/Makassar", places=places
    )
    return read(written(table, (value, "."), dialect="excel-id"), ";")[1][0]


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_csv_for_machines_is_what_the_register_holds_line_by_line() -> None:
    table = Table(
        "", of_fields(["id", "occurred_on", "region", "affects", "dead", "title", "known_at"])
    )
    rows = (
        ("HST-1", "2024-11-22", "63.07", ("63.01", "63.02"), 0, '=A1 "x", y\nz', "2024-11-22T02:30:05.123Z"),
        ("HST-2", None, "63.07", (), None, "", None),
    )  # fmt: skip
    assert written(table, *rows) == (
        b"id,occurred_on,region,affects,dead,title,known_at\r\n"
        b'HST-1,2024-11-22,63.07,63.01;63.02,0,"=A1 ""x"", y\nz",2024-11-22T02:30:05.123Z\r\n'
        b"HST-2,,63.07,,,,\r\n"
    )


def test_a_truth_is_true_or_false_whether_its_column_says_so_or_not() -> None:
    table = Table("", [Column("a", Kind.TRUTH), *of_names(["b", "c"])])
    assert written(table, (True, False, ["x", "y"])) == b"a,b,c\r\ntrue,false,x;y\r\n"


def test_without_rows_there_is_a_header() -> None:
    assert written(TITLE) == b"title\r\n"


def test_the_caller_s_file_stays_open_when_rows_fail() -> None:
    def failing() -> Iterator[Row]:
        yield ("a",)
        raise RuntimeError

    file = io.BytesIO()
    with pytest.raises(RuntimeError):
        writer("csv")(file, TITLE, failing())
    assert not file.closed


@given(st.lists(TEXTS, min_size=1))
def test_csv_for_machines_gives_every_text_back(texts: list[str]) -> None:
    table = Table("", [Column("n", Kind.WHOLE), Column("title", Kind.TEXT)])
    rows = [(number, text) for number, text in enumerate(texts)]
    assert [row[1] for row in read(written(table, *rows))[1:]] == texts


@given(st.lists(TEXTS, min_size=1))
def test_csv_for_spreadsheets_gives_every_text_back_once_unguarded(texts: list[str]) -> None:
    table = Table("", [Column("n", Kind.WHOLE), Column("title", Kind.TEXT)])
    rows = [(number, text) for number, text in enumerate(texts)]
    found = read(written(table, *rows, dialect="excel-id"), ";")[1:]
    assert [unguard(row[1]) for row in found] == texts


@given(st.lists(TEXTS, min_size=1))
def test_no_text_in_csv_for_spreadsheets_begins_a_formula(texts: list[str]) -> None:
    table = Table("", [Column("n", Kind.WHOLE), Column("title", Kind.TEXT)])
    rows = [(number, text) for number, text in enumerate(texts)]
    for _, text in read(written(table, *rows, dialect="excel-id"), ";")[1:]:
        assert not text.startswith(tuple(LIVE))
        assert not text.strip().startswith(tuple(LIVE))


@given(TEXTS)
def test_unguard_takes_off_what_guard_put_before(text: str) -> None:
    assert unguard(guard(text)) == text


@given(TEXTS)
def test_unguard_leaves_alone_what_has_no_guard(text: str) -> None:
    if not text.startswith("'"):
        assert unguard(text) == text


def test_an_apostrophe_before_a_word_is_no_guard() -> None:
    for text in ("'", "''", "'Abdul", "' a", "it's", "1+1", "a=b", "", "  ", "63-1"):
        assert guard(text) == text == unguard(text)


def test_every_sign_that_a_spreadsheet_runs_is_guarded_blanks_or_not() -> None:
    for sign in LIVE:
        for blanks in ("", " ", "\u00a0", "\n", "\u3000 "):
            text = f"{blanks}{sign}1"
            assert guard(text) == f"'{text}"


def test_a_text_that_was_typed_with_a_guard_keeps_it() -> None:
    assert [guard("'=1"), unguard(guard("'=1")), guard("''=1")] == ["''=1", "'=1", "'''=1"]


def test_a_spreadsheet_gets_a_mark_semicolons_and_names_of_fields() -> None:
    table = Table("", of_fields(["id", "title"]))
    data = written(table, ("HST-1", "a;b"), dialect="excel-id")
    assert data == b'\xef\xbb\xbfid;title\r\nHST-1;"a;b"\r\n'


def test_a_spreadsheet_gets_days_times_codes_and_numbers_of_indonesia() -> None:
    assert cell(Kind.DAY, "2024-11-02") == "02/11/2024"
    assert cell(Kind.CLOCK, "14:30") == "14.30"
    assert cell(Kind.INSTANT, "2024-11-22T16:30:05.999Z") == "23/11/2024 00.30.05"
    assert cell(Kind.CODE, "63.07") == "6307"
    assert cell(Kind.CODES, ("63.01", "63.02")) == "6301; 6302"
    assert cell(Kind.DECIMAL, 2.5) == "2,5"
    assert cell(Kind.TRUTH, False) == "tidak"
    assert cell(Kind.ANY, 2.5) == "2,5"


def test_numbers_stay_numbers_below_zero_as_well() -> None:
    assert [cell(Kind.WHOLE, -5), cell(Kind.DECIMAL, -2.5), cell(Kind.ANY, -2.5)] == [
        "-5",
        "-2,5",
        "-2,5",
    ]


def test_what_stands_where_a_day_a_time_a_code_or_a_list_should_is_guarded() -> None:
    for kind in (Kind.DAY, Kind.CLOCK, Kind.CODE, Kind.TEXT, Kind.ANY):
        assert cell(kind, "=1") == "'=1"
    for kind in (Kind.CODES, Kind.LINES, Kind.ANY):
        assert cell(kind, ("=1", "=2")) == "'=1; =2"


def test_a_district_has_its_name_beside_its_code() -> None:
    table = Table("", of_fields(["district", "title"]), places={"63.07.02": Place("=B", 1.0, 2.0)})
    rows = (("63.07.02", "a"), ("63.07.99", "b"), (None, "c"))
    assert read(written(table, *rows, dialect="excel-id"), ";") == [
        ["district", "district_name", "title"],
        ["630702", "'=B", "a"],
        ["630799", "", "b"],
        ["", "", "c"],
    ]


def test_every_field_of_a_report_and_of_a_summary_has_a_kind() -> None:
    assert [column.name for column in of_fields(FIELD_NAMES)] == [f.name for f in REPORT_FIELDS]
    every = [column for row in ROW_TYPES.values() for column in of_record(row)]
    assert Kind.ANY not in {column.kind for column in every}
    assert {Column("code", Kind.CODE), Column("index", Kind.DECIMAL)} <= set(every)
    assert {Column("start", Kind.DAY), Column("worst_level", Kind.LEVEL)} <= set(every)


def test_mappings_become_rows_in_the_order_of_the_columns() -> None:
    records = [{"a": 1, "b": 2}]
    assert list(tuples(["b", "a"], records)) == [(2, 1)]
    assert list(tuples(["b"], records)) == [(2,)]
