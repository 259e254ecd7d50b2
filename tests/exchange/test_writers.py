"""JSON, Markdown, GeoJSON, Parquet; and what holds for every format."""

import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pilkada_cli.domain.fields import FIELD_NAMES
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.summary import ROW_TYPES
from pilkada_cli.exchange.writers import DIALECTS, FORMATS, writer
from pilkada_cli.exchange.writers.json_rows import write_document
from pilkada_cli.exchange.writers.table import (
    Column,
    Kind,
    Place,
    Row,
    Table,
    of_fields,
    of_record,
    places_of,
)

PLACES = {
    "63": Place("Contoh", None, None),
    "63.07": Place("Hulu", -2.5, 115.3),
    "63.07.02": Place("Barabai", -2.6, 115.4),
    "63.07.03": Place("Tanpa Titik", None, None),
}
NAMES = ("id", "occurred_on", "occurred_time", "region", "district", "affects", "level",
         "loss_idr", "title", "attachments", "known_at")  # fmt: skip
TABLE = Table("Laporan", of_fields(NAMES), "Asia/Makassar", PLACES, {1: "blue", 5: "red"})
FULL: Row = ("HST-1", "2024-11-22", "14:30", "63.07", "63.07.02", ("63.01", "63.02"), 5, 10**15,
             '<b>"=1|\n', ("ab 1 foto.jpg",), "2024-11-22T02:30:05.123Z")  # fmt: skip
BARE: Row = ("HST-2", None, None, "63", None, (), None, None, "", (), None)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def written(format: str, table: Table, *rows: Row, dialect: str = "machine") -> bytes:
    file = io.BytesIO()
    assert writer(format, dialect)(file, table, iter(rows)) == len(rows)
    return file.getvalue()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_rows_give_the_same_bytes(format: str, dialect: str) -> None:
    rows = [FULL, BARE] * 1000
    first = written(format, TABLE, *rows, dialect=dialect)
    assert written(format, TABLE, *rows, dialect=dialect) == first


@pytest.mark.parametrize("format", FORMATS)
def test_no_rows_and_more_rows_than_a_batch_are_written_and_counted(format: str) -> None:
    assert len(written(format, TABLE, *[FULL] * 1001)) > len(written(format, TABLE))


@pytest.mark.parametrize("format", FORMATS)
def test_every_field_can_be_empty(format: str) -> None:
    table = Table("Laporan", of_fields(FIELD_NAMES), places=PLACES)
    assert written(format, table, (None,) * len(FIELD_NAMES))


def test_a_writer_imports_no_library_of_another_format() -> None:
    code = (
        "import sys; from pilkada_cli.exchange.writers import writer; writer('csv');"
        "sys.exit(any(name in sys.modules for name in ('xlsxwriter', 'duckdb')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_json_is_an_array_with_a_row_a_line() -> None:
    table = Table("", of_fields(["id", "affects", "dead", "title"]))
    rows = (("HST-1", ("63.01",), 0, "é\n"), ("HST-2", (), None, ""))
    assert written("json", table, *rows).decode() == (
        '[\n {"id": "HST-1", "affects": ["63.01"], "dead": 0, "title": "é\\n"},'
        '\n {"id": "HST-2", "affects": [], "dead": null, "title": ""}\n]\n'
    )
    assert written("json", table) == b"[]\n"


def test_json_of_many_rows_is_one_array() -> None:
    found = json.loads(written("json", TABLE, *[FULL] * 1500))
    assert len(found) == 1500
    assert found[0] == {**dict(zip(NAMES, FULL, strict=True)), "affects": ["63.01", "63.02"],
                        "attachments": ["ab 1 foto.jpg"]}  # fmt: skip


@given(st.lists(TEXTS))
def test_json_lines_has_one_object_a_line_and_gives_every_text_back(texts: list[str]) -> None:
    data = written("jsonl", Table("", [Column("title", Kind.TEXT)]), *[(text,) for text in texts])
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["title"] for line in lines] == texts


def test_a_document_counts_as_one_row() -> None:
    file = io.BytesIO()
    assert write_document(file, {"a": ["é"]}) == 1
    assert file.getvalue().decode() == '{\n  "a": [\n    "é"\n  ]\n}\n'


def cells(data: bytes) -> list[list[str]]:
    """What a reader of Markdown shows in the cells of a table, line breaks as line breaks."""
    rows: list[list[str]] = []
    for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(data.decode()):
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            shown = []
            for part in token.children or []:
                assert part.type in {"text", "text_special"} or part.content == "<br>", part
                shown.append("\n" if part.content == "<br>" else part.content)
            rows[-1].append("".join(shown))
    return rows


def test_markdown_is_a_table_with_local_days_and_official_codes() -> None:
    assert cells(written("md", TABLE, FULL, BARE)) == [
        list(NAMES),
        ["HST-1", "22/11/2024", "14.30", "63.07", "63.07.02", "63.01; 63.02", "5", str(10**15),
         '<b>"=1|\n', "ab 1 foto.jpg", "22/11/2024 10.30.05"],
        ["HST-2", "", "", "63", "", "", "", "", "", "", ""],
    ]  # fmt: skip


@given(st.text(st.sampled_from("\\`*_{}[]<>()#+-.!|~^$&@:/=w ha\n1;\"'")))
def test_markdown_shows_a_text_as_it_was_written(text: str) -> None:
    table = Table("", [Column("a", Kind.WHOLE), Column("title", Kind.TEXT)])
    shown = cells(written("md", table, (1, f"x{text}x")))
    assert shown == [["a", "title"], ["1", f"x{text}x"]]


def test_markdown_makes_no_link_of_an_address_and_shows_what_cannot_be_seen() -> None:
    table = Table("", [Column("title", Kind.TEXT)])
    data = written("md", table, ("http://a.id www.b.id c@d.id \u202e\x1b[1m",)).decode()
    assert "http\\://" in data
    assert "www\\.b" in data
    assert "c\\@d" in data
    assert "\u202e" not in data
    assert "\x1b" not in data


def features(table: Table, *rows: Row) -> list[dict[str, object]]:
    document = json.loads(written("geojson", table, *rows))
    assert document["type"] == "FeatureCollection"
    assert set(document) == {"type", "features"}
    return list(document["features"])


def test_a_report_stands_at_the_centroid_of_its_district_longitude_first() -> None:
    (feature,) = features(TABLE, FULL)
    assert feature["geometry"] == {"type": "Point", "coordinates": [115.4, -2.6]}
    assert feature["id"] == "HST-1"
    properties = feature["properties"]
    assert isinstance(properties, dict)
    assert properties["centroid_of"] == "63.07.02"
    assert tuple(properties)[:-1] == NAMES


def test_without_a_point_for_its_district_a_report_stands_at_its_region_or_nowhere() -> None:
    table = Table("", of_fields(["id", "region", "district"]), places=PLACES)
    rows = [("A-1", "63.07", "63.07.03"), ("A-2", "63.07", None), ("A-3", "63", None)]
    assert [each["geometry"] for each in features(table, *rows)] == [
        {"type": "Point", "coordinates": [115.3, -2.5]},
        {"type": "Point", "coordinates": [115.3, -2.5]},
        None,
    ]


def test_a_summary_on_a_map_has_its_rank_and_a_place_for_every_regency(
    reference: Reference,
) -> None:
    columns = of_record(ROW_TYPES["regency"])
    table = Table("", columns, places=places_of(reference))
    rows = [
        tuple({"rank": rank, "code": each.code}.get(column.name) for column in columns)
        for rank, each in enumerate(reference.regencies, 1)
    ]
    found = features(table, *rows)
    assert len(found) == len(reference.regencies)
    for rank, feature in enumerate(found, 1):
        properties, geometry = feature["properties"], feature["geometry"]
        assert isinstance(properties, dict)
        assert isinstance(geometry, dict)
        assert properties["rank"] == rank
        east, north = geometry["coordinates"]
        assert 114 < east < 117
        assert -5 < north < -1


def test_parquet_is_made_where_the_temporary_folder_has_an_apostrophe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Jum'at"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    assert written("parquet", TABLE, FULL).startswith(b"PAR1")
    assert list(folder.iterdir()) == []


def test_parquet_has_types_and_tells_nothing_from_an_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "typed.parquet"
    path.write_bytes(written("parquet", TABLE, FULL, BARE))
    with duckdb.connect(config={"autoload_known_extensions": False}) as connection:
        table = connection.read_parquet(str(path))
        assert [str(each) for each in table.types] == [
            "VARCHAR", "DATE", "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR[]", "INTEGER", "BIGINT",
            "VARCHAR", "VARCHAR[]", "TIMESTAMP WITH TIME ZONE",
        ]  # fmt: skip
        found = table.project("title, affects, occurred_on::VARCHAR, epoch_ms(known_at)").fetchall()
    assert found == [
        ('<b>"=1|\n', ["63.01", "63.02"], "2024-11-22", 1732242605123),
        ("", [], None, None),
    ]


@given(texts=st.lists(TEXTS, max_size=5))
@settings(max_examples=20)
def test_parquet_gives_every_text_back_in_order(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "texts.parquet"
    table = Table("", [Column("title", Kind.TEXT)])
    path.write_bytes(written("parquet", table, *[(text,) for text in texts]))
    with duckdb.connect() as connection:
        assert [row[0] for row in connection.read_parquet(str(path)).fetchall()] == texts


def test_without_duckdb_parquet_names_what_to_install() -> None:
    code = (
        "import io, sys; sys.modules['duckdb'] = None\n"
        "from pilkada_cli.errors import UsageError\n"
        "from pilkada_cli.exchange.writers import writer\n"
        "from pilkada_cli.exchange.writers.table import Table, of_names\n"
        "try: writer('parquet')(io.BytesIO(), Table('', of_names('a')), [])\n"
        "except UsageError as error: print(error.sentence, '|', error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == (
        "Parquet is written with DuckDB, which is not installed here"
        ' | install it with: pip install "pilkada-cli[parquet]"'
    )
