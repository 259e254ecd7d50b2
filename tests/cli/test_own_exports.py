"""What this program exports is read back as what it was, in another register too."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import Cli, Result

EXCEL = [("--dialect", "excel-id", "-o", "l.csv"), ("-o", "l.xlsx")]
"""The forms that a person opens in a spreadsheet."""

MACHINE = [("-o", "l.csv"), ("-o", "l.json"), ("-o", "l.jsonl")]
"""The forms for programs."""

FORMS = [*MACHINE, *EXCEL]
"""Every form of an export that can be read."""


def reports(cli: Cli, *options: str) -> list[dict[str, object]]:
    return json.loads(cli.ok("report", "list", "-f", "json", *options))


def add(cli: Cli, title: str, *options: str) -> None:
    cli.ok("report", "add", title, "-r", "HST", "-c", "hoaks", *options)


def read_elsewhere(cli: Cli, form: tuple[str, ...], lang: str = "en") -> list[dict[str, object]]:
    """The reports of another register that took in an export of this one."""
    *flags, name = form
    path = str(cli.home / name)
    cli.ok("export", "reports", "--lang", lang, *flags, path)
    elsewhere = ("--register", str(cli.home / "lain.db"))
    result = cli("report", "import", path, "--lang", lang, *elsewhere)
    assert result.code == 0, result.err
    return reports(cli, *elsewhere)


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_a_text_that_a_spreadsheet_would_run_comes_back_from_every_form(
    cli: Cli, form: tuple[str, ...]
) -> None:
    texts = {"=1+1", "'=1+1", "''=1+1", "+62 811", "'besok'", " '=1"}
    for text in texts:
        add(cli, "Uji", "--source", text)
    sources = {row["source"] for row in read_elsewhere(cli, form)}
    assert sources == {text.strip() for text in texts}


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_when_a_report_was_known_comes_back_to_the_second_and_a_day_as_a_day(
    cli: Cli, form: tuple[str, ...], lang: str
) -> None:
    known = ["21/11/2024 14.30.05", "21/11/2024 23.59.58", "21/11/2024 00.00.00", "20/11/2024"]
    for text in known:
        add(cli, text, "--known", text)
    here = {row["title"]: row["known_at"] for row in reports(cli)}
    there = {row["title"]: row["known_at"] for row in read_elsewhere(cli, form, lang)}
    assert here == there
    assert sorted(here) == sorted(known) and here["20/11/2024"] == "2024-11-20T15:59:59.999Z"


# JSON.

JSON = [
    ("export", "reports", "-f", "jsonl"),
    ("export", "reports", "-f", "json"),
    ("report", "list", "-f", "json"),
    ("report", "search", "suara", "-f", "json"),
]
"""What writes the rows of reports as JSON."""


def write(cli: Cli, *command: str) -> str:
    """A file with what a command prints; its name says nothing."""
    path = cli.home / "kiriman"
    path.write_text(cli.ok(*command), encoding="utf-8")
    return str(path)


def take(cli: Cli, path: str, register: str, *options: str) -> Result:
    return cli("report", "import", path, *options, "--register", str(cli.home / register))


@pytest.mark.parametrize("command", JSON, ids=" ".join)
def test_rows_in_json_come_back_as_the_same_rows_do_from_csv(
    sample: Cli, command: tuple[str, ...]
) -> None:
    path, table = write(sample, *command), sample.home / "l.csv"
    table.write_text(sample.ok(*[{"json": "csv", "jsonl": "csv"}.get(w, w) for w in command]))
    at_home = sample("report", "import", path)
    assert at_home.code == 0 and "added" not in at_home.err, at_home.err
    said = [take(sample, str(table), "a.db"), take(sample, path, "b.db")]
    counts = [re.findall(r"\d+ (?:reports|operations)[^,\n]*", each.err) for each in said]
    assert counts[0] == counts[1] != []
    rows = [reports(sample, "--register", str(sample.home / name)) for name in ("a.db", "b.db")]
    assert rows[0] == rows[1] != []


def test_rows_in_json_that_were_edited_change_only_what_was_edited(cli: Cli) -> None:
    add(cli, "Baliho dirusak", "--impact", "2")
    path = Path(write(cli, "export", "reports", "-f", "jsonl"))
    cli.now += timedelta(hours=1)
    cli.ok("report", "amend", "1", "--impact", "5")
    path.write_text(path.read_text().replace("Baliho dirusak", "Baliho dirobek"))
    assert cli("report", "import", str(path)).code == 3
    cli.ok("report", "import", str(path), "--on-conflict", "update")
    [row] = reports(cli)
    assert (row["title"], row["impact"]) == ("Baliho dirobek", 5)


def test_a_wrong_row_in_json_is_named_by_its_place_and_goes_out_as_a_sheet(cli: Cli) -> None:
    add(cli, "Spanduk roboh")
    add(cli, "Baliho dirusak", "--impact", "4")
    path = Path(write(cli, "export", "reports", "-f", "json"))
    path.write_text(path.read_text().replace('"impact": 4', '"impact": 9'))
    rejects = cli.home / "salah.csv"
    result = take(cli, str(path), "lain.db", "--partial", "--rejects", str(rejects))
    assert result.code == 3 and "kiriman, row 1, impact: " in result.err
    head, *rows = rejects.read_text("utf-8-sig").splitlines()
    assert head.startswith("id,occurred_on,") and len(rows) == 1


def test_rows_in_json_may_stand_on_lines_of_any_length_and_lack_keys(cli: Cli) -> None:
    rows = [
        {"id": "X-1", "title": "Baliho dirusak", "region": "HST"},
        {"id": "X-2", "category": "hoaks", "title": "Kabar", "affects": ["63.05", "63.11"],
         "region": "63.07"},
    ]  # fmt: skip
    path = cli.home / "l.json"
    path.write_text(json.dumps(rows, indent=2), encoding="utf-16")
    cli.ok("report", "import", str(path))
    found = {row["title"]: row for row in reports(cli)}
    assert found["Kabar"]["affects"] == ["63.05", "63.11"]
    assert found["Baliho dirusak"]["region"] == "63.07"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('[{"id": "X-1", "title": "a"},\n {"id": "X-2", "ti', "row 2: it is not JSON"),
        ('[{"id": "X-1", "title": "a"}', "row 2: it is not JSON"),
        ('{"id": "X-1", "title": "a"}\nbukan json\n', "row 2: it is not JSON"),
        ('{"id": "X-1", "title": "a"}\n{"id": 1, "id": 2}\n', "row 2: the key 'id' stands twice"),
        ('{"id": "X-1", "title": "a"}\n{"kind": "note"}\n', "row 2: an operation stands among"),
        ("[]", "holds no reports"),
    ],
)
def test_rows_in_json_that_are_cut_or_mixed_are_refused_whole(
    cli: Cli, data: str, said: str
) -> None:
    path = cli.home / "l.json"
    path.write_text(data)
    result = cli("report", "import", str(path))
    assert result.code == 4 and said in result.err and "hint: " in result.err
    assert not cli.register.exists()


def test_rows_on_standard_input_are_refused_in_one_line(sample: Cli) -> None:
    rows = sample.ok("export", "reports", "-f", "jsonl")
    result = sample("report", "import", "-", stdin=rows)
    assert result.code == 4
    assert [line[:6] for line in result.err.splitlines()] == ["error:", "hint: "]


@pytest.mark.parametrize("format", ["geojson", "md", "parquet"])
def test_an_export_that_is_written_but_not_read_is_named_with_the_way_out(
    sample: Cli, format: str
) -> None:
    path = sample.home / "l"
    sample.ok("export", "reports", "-f", format, "-o", str(path))
    result = sample("report", "import", str(path))
    first, hint = result.err.splitlines()
    assert result.code == 4 and first.endswith("which is written but not read")
    assert "pilkada export reports -o laporan.csv" in hint
