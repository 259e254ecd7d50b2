"""What a sheet says of known reports: their states, their groups, what changed, what stays."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import Cli

HEAD = "source_ref;Tanggal;Kabupaten;Kategori;Uraian;verification;handling;group\n"


def sheet(cli: Cli, text: str, name: str = "lembar.csv") -> str:
    path = cli.home / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def reports(cli: Cli) -> list[dict[str, object]]:
    return json.loads(cli.ok("report", "list", "-f", "json", "--sort", "id"))


def row(ref: str, *states: str, title: str = "Baliho dirusak") -> str:
    return f"{ref};21/11/2024;Tapin;hoaks;{title};{';'.join((*states, '', '', '')[:3])}\n"


def test_a_new_report_has_the_state_that_its_sheet_says(cli: Cli) -> None:
    words = row("A", "verified", "closed") + row("B", "Tidak terbukti", "Ditindaklanjuti")
    result = cli("report", "import", sheet(cli, HEAD + words + row("C", "unverified", "new")))
    assert result.code == 0 and "4 operations on reports added" in result.err
    assert [(r["verification"], r["handling"]) for r in reports(cli)] == [
        ("verified", "closed"), ("refuted", "handled"), ("unverified", "new"),
    ]  # fmt: skip
    assert "imported as refuted" in cli.ok("report", "show", "2")


def test_a_report_without_a_reference_has_its_state_and_is_known_again(cli: Cli) -> None:
    path = sheet(cli, "Tanggal;Kabupaten;Uraian;handling\n21/11/2024;Tapin;Baliho dirusak;closed\n")
    cli.ok("report", "import", path)
    assert reports(cli)[0]["handling"] == "closed"
    assert "1 line known already" in cli("report", "import", path).err


def test_words_that_are_no_state_are_named_and_change_nothing(cli: Cli) -> None:
    result = cli("report", "import", sheet(cli, HEAD + row("A", "benar") + row("B", "benar")))
    assert (result.code, reports(cli)[0]["verification"]) == (0, "unverified")
    said = "'verification' is not read where it says none of unverified, verified, refuted: 'benar' (row 2)"
    assert said in result.err


def test_a_state_that_a_sheet_changed_is_told_and_taken_where_that_is_asked_for(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, HEAD + row("A")))
    path = sheet(cli, HEAD + row("A", "refuted", "closed"))
    left = cli("report", "import", path)
    assert left.code == 3
    assert "row 2, LAP-1: verification from unverified to refuted; handling" in left.err
    cli.ok("report", "import", path, "--on-conflict", "update")
    assert (reports(cli)[0]["verification"], reports(cli)[0]["handling"]) == ("refuted", "closed")
    assert cli("report", "import", path).code == 0


def test_a_state_that_an_officer_changed_since_stands(cli: Cli) -> None:
    path = sheet(cli, HEAD + row("A", "verified"))
    cli.ok("report", "import", path)
    cli.ok("report", "refute", "1", "--reason", "salah")
    assert cli("report", "import", path, "--on-conflict", "update").code == 0
    assert reports(cli)[0]["verification"] == "refuted"


def test_rows_of_one_group_are_linked_whatever_the_group_is_called(cli: Cli) -> None:
    rows = row("A", "", "", "G7") + row("B", "", "", "", title="Lain") + row("C", "", "", "G7")
    cli.ok("report", "import", sheet(cli, HEAD + rows))
    assert [r["group"] for r in reports(cli)] == ["LAP-1", None, "LAP-1"]


def test_a_row_that_joins_a_group_is_linked_with_the_report_that_is_known(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, HEAD + row("A", "", "", "G7")))
    cli.ok("report", "import", sheet(cli, HEAD + row("A", "", "", "G7") + row("B", "", "", "G7")))
    assert [r["group"] for r in reports(cli)] == ["LAP-1", "LAP-1"]


def test_a_row_joins_the_group_of_one_that_is_known_by_its_content(cli: Cli) -> None:
    head, first = "Tanggal;Kabupaten;Uraian;group\n", "21/11/2024;Tapin;Baliho dirusak;G7\n"
    cli.ok("report", "import", sheet(cli, head + first))
    cli.ok("report", "import", sheet(cli, head + first + "21/11/2024;Tapin;Baliho robek;G7\n"))
    assert [r["group"] for r in reports(cli)] == ["LAP-1", "LAP-1"]


def test_a_dry_run_of_an_update_says_what_of_which_report_would_change(cli: Cli) -> None:
    cli.ok("report", "import", sheet(cli, HEAD + row("A")))
    path = sheet(cli, HEAD + row("A", title="Baliho dirobek"))
    told = cli("report", "import", path, "--on-conflict", "update", "--dry-run")
    assert 'row 2, LAP-1: title from "Baliho dirusak" to' in told.err
    assert reports(cli)[0]["title"] == "Baliho dirusak"
    assert cli.ok("report", "import", path, "--on-conflict", "update") == ""
    assert reports(cli)[0]["title"] == "Baliho dirobek"


def test_a_cell_that_was_emptied_says_nothing(cli: Cli) -> None:
    head = "source_ref;Tanggal;Kabupaten;Uraian;Dampak\n"
    cli.ok("report", "import", sheet(cli, head + "A;21/11/2024;Tapin;Baliho dirusak;4\n"))
    emptied = cli("report", "import", sheet(cli, head + "A;21/11/2024;Tapin;Baliho dirusak;\n"))
    assert (emptied.code, reports(cli)[0]["impact"]) == (0, 4)


COLUMNS = "id,known_at,occurred_on,region,category,impact,title"


def out_of_date(cli: Cli, later: timedelta, *columns: str) -> Path:
    """An export of a report whose impact an officer changed afterwards, from 2 to 5."""
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "hoaks", "--impact", "2")
    path = cli.home / "l.csv"
    cli.ok("report", "list", "-f", "csv", "-o", str(path), *columns)
    cli.now += later
    cli.ok("report", "amend", "1", "--impact", "5")
    return path


@pytest.mark.parametrize(
    ("later", "columns"),
    [(timedelta(seconds=5), ()), (timedelta(hours=1), ("--columns", COLUMNS))],
    ids=["seconds after", "without the time of changes"],
)
def test_what_an_officer_changed_after_an_export_stands(
    cli: Cli, later: timedelta, columns: tuple[str, ...]
) -> None:
    path = out_of_date(cli, later, *columns)
    path.write_text(path.read_text("utf-8").replace("dirusak", "dirobek"), encoding="utf-8")
    cli.ok("report", "import", str(path), "--on-conflict", "update")
    assert (reports(cli)[0]["title"], reports(cli)[0]["impact"]) == ("Baliho dirobek", 5)


def test_an_export_that_is_only_out_of_date_changes_nothing_and_says_nothing(cli: Cli) -> None:
    result = cli("report", "import", str(out_of_date(cli, timedelta(hours=1))))
    assert (result.code, "says something else" in result.err) == (0, False)


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--partial",)])
def test_the_rows_that_are_wrong_are_never_written_over_the_sheet(
    cli: Cli, options: tuple[str, ...]
) -> None:
    path = Path(sheet(cli, HEAD + row("A") + "B;31/11/2024;Tapin;hoaks;Lain;;;\n"))
    link, before = cli.home / "pintas.csv", path.read_bytes()
    link.symlink_to(path)
    for rejects in (path, link):
        refused = cli("report", "import", str(path), "--rejects", str(rejects), *options)
        assert refused.code == 2 and "--rejects would write over it" in refused.err
    assert path.read_bytes() == before


def test_a_column_on_a_guess_is_told_every_time_until_somebody_says_that_it_is_right(
    cli: Cli,
) -> None:
    text = "Tanggal;Kabupaten/Kota;Uraian singkat kejadian menonjol\n21/11/2024;Tapin;Roboh\n"
    for _ in range(2):
        assert "columns taken on a guess" in cli("report", "import", sheet(cli, text)).err


def test_a_mapping_may_name_the_columns_of_states_and_what_their_words_mean(cli: Cli) -> None:
    mapping = sheet(
        cli,
        "fields:\n  occurred_on: hari\n  region: daerah\n  title: isi\n"
        "  verification: {column: cek, values: {sudah: verified, keliru: refuted}}\n"
        "  group: peristiwa\n",
        "peta.yaml",
    )
    rows = "hari;daerah;isi;cek;peristiwa\n" + "".join(
        f"21/11/2024;Tapin;Baliho {n} dirusak;{word};P1\n"
        for n, word in enumerate(("sudah", "keliru", "entah"))
    )
    result = cli("report", "import", sheet(cli, rows), "--mapping", mapping)
    assert result.code == 0 and "'cek' is not read where it says none of" in result.err
    assert [r["verification"] for r in reports(cli)] == ["verified", "refuted", "unverified"]
    assert {r["group"] for r in reports(cli)} == {"LAP-1"}
