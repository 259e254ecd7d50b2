"""What this program exports is read back as what it was, in another register too."""

import json

import pytest
from tests.conftest import Cli

EXCEL = [("--dialect", "excel-id", "-o", "l.csv"), ("-o", "l.xlsx")]
"""The forms that a person opens in a spreadsheet."""

FORMS = [("-o", "l.csv"), *EXCEL]
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
