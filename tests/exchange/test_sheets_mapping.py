"""A mapping file says which column is which field; every mistake in it is named with its line."""

from pathlib import Path

import pytest
from tests.conftest import LATER, ROOT

from pilkada_cli.domain.entry import read as read_entry
from pilkada_cli.domain.reference import Reference
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.exchange.sheets import layout, mapped, mapping, opened
from pilkada_cli.exchange.sheets.body import Body
from pilkada_cli.exchange.sheets.records import Record, Records
from pilkada_cli.exchange.sheets.source import kind_of
from pilkada_cli.exchange.sheets.values import Conventions

EXAMPLES = ROOT / "docs" / "mappings"


def written(folder: Path, text: str) -> Path:
    path = folder / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def records(path: Path, made: mapping.Mapping) -> list[Record]:
    """The rows of a file as a mapping reads them."""
    (table,), _ = opened.tables(path, kind_of(path), made.sheet)
    rows = [row for row, _ in zip(table.rows(), range(layout.LOOKED_AT), strict=False)]
    found = mapped.find(made, rows, table.merged)
    assert not found.problems
    conventions = Conventions("Asia/Makassar", made.time_zone, made.decimal, table.epoch)
    reader = Records(mapped.plan(made, found.columns, conventions))
    return [reader.read(cells) for _, cells in Body(found, table)]


def of(folder: Path, map_text: str, sheet: str) -> list[Record]:
    path = folder / "sheet.csv"
    path.write_text(sheet, encoding="utf-8")
    return records(path, mapping.read(written(folder, map_text)))


@pytest.mark.parametrize(("name", "reports"), [("acled", 3), ("ushahidi", 2), ("google-form", 2)])
def test_the_examples_read_their_sheets_without_an_objection(
    name: str, reports: int, reference: Reference
) -> None:
    found = records(EXAMPLES / f"{name}.csv", mapping.read(EXAMPLES / f"{name}.yaml"))
    assert len(found) == reports
    for record in found:
        assert not record.problems
        raw = {key: value for key, value in record.raw.items() if key != "known_at"}
        entry = read_entry(reference, raw, LATER.date())
        assert not entry.problems
        assert {"title", "region", "category", "occurred_on"} <= set(entry.values)


def test_acled_is_read_by_its_names_dates_and_tables() -> None:
    first, _, third = records(EXAMPLES / "acled.csv", mapping.read(EXAMPLES / "acled.yaml"))
    assert first.raw == {
        "source_system": "acled", "phase": "gn", "title": "Peaceful protest",
        "detail": "On 22 November 2024, residents held a peaceful protest outside the election office (invented).",
        "region": "Tapin", "village": "Rantau", "category": "kamtibmas/unjuk-rasa", "dead": "0",
        "source": "Invented Daily", "source_ref": "IDN90001", "occurred_on": "2024-11-22",
    }  # fmt: skip
    assert third.raw["category"] == "isu-aktual/lainnya"


def test_ushahidi_is_read_in_the_time_zone_of_the_election() -> None:
    late, water = records(EXAMPLES / "ushahidi.csv", mapping.read(EXAMPLES / "ushahidi.yaml"))
    assert (late.raw["occurred_on"], late.raw["occurred_time"]) == ("2024-11-22", "06:30")
    assert late.raw["known_at"] == "2024-11-22 07:10:00"
    assert (water.raw["occurred_on"], water.raw["occurred_time"]) == ("2024-11-22", "00:30")


def test_a_value_that_the_table_lacks_is_refused_with_those_it_has(tmp_path: Path) -> None:
    map_text = "fields:\n  title: t\n  impact: {column: i, values: {Low: 1, High: 5}}\n"
    good, bad, blank = of(tmp_path, map_text, "t,i\nx,HIGH\ny,Medium\nz,\n")
    assert good.raw == {"title": "x", "impact": 5}
    assert "'Medium' is not in the table of the mapping (low, high)" in str(bad.problems["impact"])
    assert blank == Record({"title": "z"}, {})


def test_a_date_of_another_form_is_refused_with_an_example(tmp_path: Path) -> None:
    map_text = 'fields:\n  title: t\n  occurred_on: {column: d, format: "%m/%d/%Y"}\n'
    american, other = of(tmp_path, map_text, "t,d\nx,11/22/2024\ny,22 Nov 2024\n")
    assert american.raw["occurred_on"] == "2024-11-22"
    assert "is not of the form %m/%d/%Y, as 11/22/2024 is" in str(other.problems["occurred_on"])


@pytest.mark.parametrize("text", ["22 Nopember 2024", "22 November 2024", "22 nov 2024"])
def test_a_form_with_months_reads_both_languages(tmp_path: Path, text: str) -> None:
    map_text = 'fields:\n  title: t\n  occurred_on: {column: d, format: "%d %B %Y"}\n'
    assert of(tmp_path, map_text, f"t,d\nx,{text}\n")[0].raw["occurred_on"] == "2024-11-22"


def test_one_column_may_feed_several_fields(tmp_path: Path) -> None:
    (record,) = of(tmp_path, "fields: {title: notes, detail: notes}\n", "id,notes\n1,Banjir\n")
    assert record.raw == {"title": "Banjir", "detail": "Banjir"}


def test_a_decimal_point_a_sheet_and_a_header_row_can_be_named(tmp_path: Path) -> None:
    map_text = 'fields: {title: t, crowd: n}\ndecimal: "."\nheader_row: 3\n'
    (record,) = of(tmp_path, map_text, 't,n\nu,v\nt,n\nx,"1,250"\n')
    assert record.raw == {"title": "x", "crowd": "1250"}
    assert mapping.read(written(tmp_path, "fields: {title: t}\nsheet: Data\n")).sheet == "Data"


def test_a_mapping_that_notepad_saved_as_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("fields: {title: Uraian “é”}\n", encoding="utf-16")
    assert mapping.read(path).fields["title"].column == "Uraian “é”"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fields:\n  titel: t\n", "line 2: fields.titel: there is no field 'titel'; there are title"),
        ("fields:\n  level: t\n", "line 2: fields.level: there is no field 'level'"),
        ("fields:\n  title: 3\n", "line 2: fields.title: "),
        ("fields: {}\n", "line 1: fields: 1 or more items are expected"),
        ("constants: {source: x}\n", "line 1: fields: this is missing"),
        ("fields: {title: t}\nfeilds: {}\n", "line 2: feilds: there is no such key"),
        ("fields:\n  title: {colum: t}\n", "line 2: fields.title.column: this is missing"),
        ('fields: {title: t}\ndecimal: ";"\n', "line 2: decimal: one of these is expected: '.' or ','"),
        ("fields: {title: t}\ntime_zone: WITA\n", "line 2: time_zone: 'WITA' is no time zone"),
        ("fields: {title: t}\nheader_row: 0\n", "line 2: header_row: the number must be 1 or more"),
        ("fields: {title: t}\nconstants: {title: x}\n", "line 2: constants.title: the field has a column"),
        ("fields:\n  title: {column: t, format: '%d'}\n", "only a day or a time has a format"),
        ("fields:\n  occurred_on: {column: t, format: '%d %m'}\n", "does not name day, month and year"),
        ("fields:\n  occurred_on: {column: t, format: '%d %m %Y %Q'}\n", "does not name day, month and year"),
        ("fields:\n  occurred_time: {column: t, format: '%H'}\n", "does not name hour and minute"),
        ("fields:\n  title: {column: t, values: [a]}\n", "keys with values are expected"),
        ("fields:\n  title: {column: t, values: {a: [b]}}\n", "a text or a whole number is expected"),
        ("fields: &a {title: *a}\n", "anchors and aliases"),
        ("fields: {title: t\n", "this is no YAML"),
        ("", "the file is empty"),
        ("- title\n", "keys with values are expected"),
    ],
)  # fmt: skip
def test_every_mistake_is_named_with_file_line_and_key(
    tmp_path: Path, text: str, said: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InvalidData) as caught:
        mapping.read(path)
    assert said in str(caught.value.sentence)
    assert str(path) in str(caught.value.sentence)


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as caught:
        mapping.read(written(tmp_path, "fields: {titel: t, katgori: u}\ntime_zone: WITA\n"))
    assert len(str(caught.value.sentence).splitlines()) == 3


def test_a_file_that_cannot_be_read_or_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        mapping.read(tmp_path / "absent.yaml")
    with pytest.raises(InvalidData):
        mapping.read(written(tmp_path, "#" * (mapping.LARGEST + 1)))


@pytest.mark.parametrize(
    ("map_text", "said"),
    [
        ("fields: {title: t, source: Quelle, region: x}\n", "columns that are not there: 'Quelle'"),
        ("fields: {region: t, source: x}\n", "the mapping has neither a title nor a detail"),
    ],
)
def test_a_mapping_that_does_not_fit_the_sheet_says_what_is_missing(
    tmp_path: Path, map_text: str, said: str
) -> None:
    with pytest.raises(InvalidData) as caught:
        of(tmp_path, map_text, "t,x\n1,2\n")
    assert said in str(caught.value.sentence)
    assert caught.value.hint is not None
