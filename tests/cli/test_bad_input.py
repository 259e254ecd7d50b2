"""Wrong, broken and hostile input: one clear refusal, nothing written, nothing live on a screen."""

import json
import os
import re
import signal
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Cli, Process, Result

on_linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc")


def add(cli: Cli, *more: str, title: str = "Uji") -> Result:
    return cli("report", "add", title, "-r", "Banjarbaru", "-c", "hoaks", *more)


def refused(result: Result, code: int, *words: str) -> None:
    """An error in words, and nothing else."""
    assert (result.code, result.out) == (code, ""), result
    lines = result.err.splitlines()
    assert lines and all(line.startswith(("error: ", "hint: ")) for line in lines), result.err
    assert all(word in result.err for word in words), result.err


def written(cli: Cli) -> list[dict[str, Any]]:
    """Everything the log knows: what it was before must be what it is after."""
    log = cli("log", "-f", "json")
    return [] if log.code == 2 else json.loads(log.out)


def ids(cli: Cli) -> list[str]:
    return [row["id"] for row in json.loads(cli.ok("report", "list", "-f", "json"))]


# Names


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Banjarbar", ("unknown region 'Banjarbar'", "'Banjarbaru'", "pilkada region list")),
        ("HSX", ("unknown region 'HSX'", "pilkada region list")),
        ("Simpang Empat", ("names several places", "63.03", "63.10")),
        ("63.99", ("unknown region '63.99'",)),
        ("63.72.99", ("unknown region '63.72.99'",)),
        ("Surabaya", ("unknown region 'Surabaya'",)),
        (",", ("unknown region",)),
        ("..", ("unknown region",)),
        ("x" * 100_000, ("unknown region",)),
    ],
)
def test_a_region_that_is_unknown_or_ambiguous_is_refused_with_what_it_might_be(
    cli: Cli, typed: str, words: tuple[str, ...]
) -> None:
    adding = cli("report", "add", "Uji", "-r", typed, "-c", "hoaks")
    assert (adding.code, adding.out) == (2, "")
    assert all(word in adding.err for word in words), adding.err
    add(cli)
    refused(cli("summary", "-r", typed), 2, *words)


def test_a_regency_is_never_guessed_from_a_name_that_several_begin_with(cli: Cli) -> None:
    add(cli)
    for typed in ("Hulu Sungai", "Banj", "HS", "Banjarmasi"):
        refused(cli("report", "list", "-r", typed), 2, "unknown region")


@pytest.mark.parametrize(
    ("option", "typed", "words"),
    [
        ("-c", "gempa-x", ("unknown category 'gempa-x'", "pilkada taxonomy list")),
        ("-c", "sarpras", ("'sarpras' stands in several groups",)),
        ("-s", "kampanyee", ("unknown stage 'kampanyee'", "'kampanye'", "pilkada stage list")),
        ("-r", "", ("unknown region ''",)),
        ("-s", "", ("unknown stage ''",)),
        ("-c", "", ("unknown category ''",)),
        ("--since", "", ("--since '' is no day",)),
        ("--as-of", "", ("--as-of '' is no day",)),
    ],
)
def test_a_filter_that_means_nothing_is_refused_and_never_shows_everything(
    cli: Cli, option: str, typed: str, words: tuple[str, ...]
) -> None:
    add(cli)
    refused(cli("report", "list", option, typed), 2, *words)


@pytest.mark.parametrize("typed", ["logistik", "Logistik", "Logistics"])
@pytest.mark.parametrize("command", ["report add Uji", "report amend 1", "action add Patroli"])
def test_a_group_where_one_category_is_needed_is_refused_with_its_categories(
    cli: Cli, command: str, typed: str
) -> None:
    add(cli)
    before = written(cli)
    result = cli(*command.split(), "-c", typed)
    refused(result, 2, f"'{typed}' is a group of categories")
    offered = set(re.findall(r"'([a-z-]+/[a-z-]+)'", result.err))
    shown = json.loads(cli.ok("taxonomy", "show", "logistik", "-f", "json"))
    assert offered == {category["key"] for category in shown}
    assert written(cli) == before


# Days, numbers, titles

IMPOSSIBLE_DAYS = (
    "2024-02-30", "31/11/2024", "1024-11-22", "22/11/1024", "2034-11-22", "0000-01-01",
    "0001-01-01", "9999-12-31", "2024-13-01", "22/13/24", "32 Nov", "minggu lalu", "2024-11-22 25.00",
    "٢٢/١٣/٢٠٢٤",
)  # fmt: skip


@pytest.mark.parametrize("day", IMPOSSIBLE_DAYS)
def test_a_day_that_cannot_be_is_refused(cli: Cli, day: str) -> None:
    refused(add(cli, "--at", day), 2, "--at: ")
    refused(add(cli, "--known", day), 2, "--known ")
    assert written(cli) == []


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2024-11-22T10:30:00+25:00"],
)
def test_an_instant_outside_the_calendar_is_refused(cli: Cli, moment: str) -> None:
    refused(add(cli, "--known", moment), 2, "--known ")


@pytest.mark.parametrize("day", ["0001-01-01", "0999-05-05", "1024-11-22", "9999-12-31"])
def test_looking_back_or_ahead_by_centuries_is_answered_or_refused_in_words(
    cli: Cli, day: str
) -> None:
    add(cli)
    for command in (("report", "list"), ("summary",)):
        assert cli(*command, "--as-of", day).code in (0, 2)
        assert cli(*command, "--since", "0001-01-01", "--until", day).code == 0


@pytest.mark.parametrize("command", ["summary", "coverage", "alert", "trend"])
@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02"])
def test_nothing_is_looked_at_as_of_before_anything_can_be_known(
    cli: Cli, command: str, day: str
) -> None:
    add(cli)
    refused(cli(command, "--as-of", day), 2, "--as-of", "too long ago")


def test_a_day_to_come_ages_no_event(cli: Cli) -> None:
    add(cli)
    asked = ("summary", "-f", "json", "--half-life", "14")
    now, then = (json.loads(cli.ok(*asked, *more)) for more in ((), ("--as-of", "2030-01-01")))
    assert [r["index"] for r in then["regencies"]] == [r["index"] for r in now["regencies"]]


def test_a_trend_until_before_anything_can_have_happened_is_refused(cli: Cli) -> None:
    add(cli)
    refused(cli("trend", "--until", "0001-01-02"), 2, "--until", "too long ago")


def test_a_trend_since_a_day_to_come_says_that_it_has_not_come(cli: Cli) -> None:
    add(cli)
    refused(cli("trend", "--since", "2030-01-01"), 2, "--since '2030-01-01' has not come yet")


def test_what_happened_cannot_lie_ahead_but_what_may_happen_can(cli: Cli) -> None:
    result = add(cli, "--phase", "gn", "--at", "2024-11-27")
    refused(result, 2, "has not come yet")
    assert "give a day that has come (--at …)" in result.err and "--likelihood" not in result.err
    assert add(cli, "--phase", "pg", "--at", "2024-11-27").code == 0


@pytest.mark.parametrize(
    ("option", "typed", "words"),
    [
        ("--likelihood", "6", "'6' is not a whole number from 1 to 5"),
        ("--likelihood", "0", "'0' is not a whole number from 1 to 5"),
        ("--impact", "-1", "'-1' is not a whole number from 1 to 5"),
        ("--impact", "3.5", "'3.5' is not a whole number"),
        ("--impact", "٣", "is not a whole number"),
        ("--impact", "tinggi", "'tinggi' is not a whole number"),
        ("--dead", "1e3", "is not a whole number"),
        ("--crowd", "9" * 5000, "is not a whole number"),
        ("--loss-idr", str(10**15 + 1), "is not a whole number"),
        ("--phase", "xx", "none of pg (potential disturbance), ag"),
        ("--athg", "bahaya", "none of ancaman"),
        ("--grade", "G7", "'G7' is no grade"),
        ("--grade", "B", "'B' is no grade"),
        ("--contest", "presiden", "none of"),
        ("--classification", "X", "none of B (ORDINARY), T"),
        ("--affects", "Banjarbar", "unknown region 'Banjarbar'"),
        ("--affects", "Landasan Ulin", "is a district"),
        ("--district", "Simpang Empat", "unknown district 'Simpang Empat' in Banjarbaru"),
        ("--stage", "kampanyee", "unknown stage"),
    ],
)
def test_a_value_out_of_its_range_is_refused_by_name(
    cli: Cli, option: str, typed: str, words: str
) -> None:
    result = add(cli, option, typed)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert written(cli) == []


def test_an_actual_disturbance_takes_no_likelihood(cli: Cli) -> None:
    refused(add(cli, "--phase", "gn", "--likelihood", "3"), 2, "likelihood 5", "--likelihood")
    assert add(cli, "--phase", "gn").code == 0
    before = written(cli)
    refused(cli("report", "amend", "LAP-1", "--likelihood", "2"), 2, "likelihood 5")
    assert written(cli) == before


@pytest.mark.parametrize("title", ["", " ", "\t\n ", "\u2003\u00a0"])
def test_an_empty_title_is_refused(cli: Cli, title: str) -> None:
    refused(add(cli, title=title), 2, "TITLE")
    assert written(cli) == []


def test_a_title_of_100_000_characters_is_refused_without_being_repeated(cli: Cli) -> None:
    result = add(cli, title="x" * 100_000)
    refused(result, 2, "TITLE: it has 100000 characters; at most 200 are kept")
    assert len(result.err) < 200


def test_everything_wrong_and_everything_missing_is_said_at_once(cli: Cli) -> None:
    refused(
        cli("report", "add", "--at", "2024-02-30", "--impact", "9", "--grade", "Z9"), 2,
        "--at: ", "--impact: ", "--grade: ", "missing: TITLE, -r, -c",
    )  # fmt: skip


# Text that is no text

FIELDS = ("detail", "source", "parties", "measures_taken", "coordinated_with", "reporter",
          "source_system", "source_ref", "village", "polling_station")  # fmt: skip


@pytest.mark.parametrize("field", ["title", *FIELDS])
@pytest.mark.parametrize(
    ("text", "why"),
    [
        (os.fsdecode(b"kabar \xff\xfe"), "bytes that are no text"),
        ("kabar \ud800", "bytes that are no text"),
        ("kabar\0gelap", "NUL"),
        ("x" * 20_001, "characters; at most"),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_every_field(
    cli: Cli, field: str, text: str, why: str
) -> None:
    more = () if field == "title" else (f"--{field.replace('_', '-')}", text)
    refused(add(cli, *more, title=text if field == "title" else "Uji"), 2, why)
    assert written(cli) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "note", "LAP-1", "-t"), ("report", "refute", "LAP-1", "--reason"),
        ("report", "close", "LAP-1", "--reason"), ("report", "amend", "LAP-1", "--title"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["a\0b", "a\udcffb", "x" * 20_001])
def test_bytes_that_are_no_text_are_refused_by_every_command_that_takes_words(
    cli: Cli, arguments: tuple[str, ...], text: str
) -> None:
    add(cli)
    before = written(cli)
    refused(cli(*arguments, text), 2)
    assert written(cli) == before


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"Judul\0\nisi", "no text"), (b"Judul\nisi\0", "no text"), (b"", "no words"),
        (b"\xef\xbb\xbf", "no words"),
        (b"\xff\xfeJ\0u", "no text"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused_on_standard_input(
    cli: Cli, data: bytes, why: str
) -> None:
    arguments = ("report", "add", "--stdin", "-r", "Banjarbaru", "-c", "hoaks")
    refused(cli(*arguments, stdin=data), 4, why)
    assert written(cli) == []


@pytest.mark.parametrize("data", [b"Judul \x96 isi", b"Judul\n\xe9\xa0\x80x"])
def test_the_one_byte_letters_of_older_programs_are_read_and_the_assumption_is_said(
    cli: Cli, data: bytes
) -> None:
    result = cli(
        "report", "add", "--stdin", "-r", "Banjarbaru", "-c", "hoaks", stdin=b"\xe9 " + data
    )
    assert result.code == 0
    assert "read as Windows-1252" in result.err


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX only")
def test_arguments_of_a_real_process_that_are_no_text_are_refused(process: Process) -> None:
    for arguments in (
        ["report", "add", b"kabar \xff", "-r", "Banjarbaru", "-c", "hoaks"],
        ["report", "add", "Uji", "-r", b"\xc3\x28", "-c", "hoaks"],
        ["report", b"\xff\xfe"],
        [b"--\xff"],
    ):
        done = subprocess.run(
            [*process.command(), *arguments], env=process.environment(), cwd=process.home,
            stdin=subprocess.DEVNULL, capture_output=True,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"error: ")
        done.stderr.decode("utf-8")


# Text that would do something where it is not kept as text

HOSTILE = (
    "a\x01b\x07c\x08d\x7fe\x9bf\x0eg",
    "\x1b[31;45mmerah\x1b[0m\x1b]0;judul\x07\x1b[2J\x9b2K",
    "[red]x[/red][link=https://x]y[/link][/]",
    ":smile:\U0001f600:warning:",
    "aman\u202egnp.exe\u2066b\u2069\u200f",
    "'; DROP TABLE journal; --",
    '=HYPERLINK("https://x";"y")',
    "+62811|cmd",
    "-1+1",
    "@SUM(A1)",
    "{0}{title}%s%(x)s{{",
    "${HOME}`id`$(id)",
    "\\u{1b}\\x1b\\n",
    "<script>alert(1)</script>&amp;",
    "e\u0301\u0323" * 5,
    "-- --help",
)


def live(text: str) -> set[str]:
    """Characters that a terminal or a reader would obey, less the colours rich writes itself."""
    own = re.sub(r"\x1b\[(?!31;45)[0-9;]*m", "", text)
    found = {c for c in own if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"}
    return found | (set(own) & set("\u202e\u2066\u2069\u200f\u200e\u2028\u2029"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_exactly_from_every_field(cli: Cli, text: str) -> None:
    options = [part for f in FIELDS for part in (f"--{f.replace('_', '-')}", text)]
    added = cli("report", "add", *options, "-r", "Banjarbaru", "-c", "hoaks", "--", text)
    assert added.out == "LAP-1\n", added.err
    cli.ok("report", "note", "LAP-1", f"--text={text}")
    shown = json.loads(cli.ok("report", "show", "LAP-1", "-f", "json"))
    kept = unicodedata.normalize("NFC", text)
    assert {name: shown[name] for name in ("title", *FIELDS)} == dict.fromkeys(
        ("title", *FIELDS), kept
    )
    assert shown["history"][-1]["words"] == kept
    assert cli("check").code == 0


def test_line_breaks_and_tabs_in_a_detail_come_back_as_they_were(cli: Cli) -> None:
    detail = "baris 1\n\n\tbaris 3\u2028\u0085x"
    add(cli, "--detail", detail.replace("\n", "\r\n"))
    (row,) = json.loads(cli.ok("report", "list", "-f", "json"))
    assert row["detail"] == detail


@pytest.fixture
def hostile(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A register full of hostile text, on a terminal with colours."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for text in HOSTILE:
        options = [part for f in FIELDS for part in (f"--{f.replace('_', '-')}", text)]
        cli.ok("report", "add", *options, "-r", "Banjarbaru", "-c", "hoaks", "--impact", "5",
               "--", text)  # fmt: skip
    cli.ok("report", "refute", "LAP-1", "--reason", "".join(HOSTILE))
    cli.ok("report", "note", "LAP-2", "--text", "".join(HOSTILE))
    cli.ok("report", "amend", "LAP-2", "--parties", "\x1b[31;45m" + "\u202e")
    return cli


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "list"), ("report", "list", "-f", "json"), ("report", "list", "-f", "csv"),
        ("report", "show", "LAP-1"), ("report", "show", "LAP-1", "-f", "json"),
        ("report", "show", "LAP-2"), ("report", "show", "LAP-2", "-f", "json"),
        ("summary",), ("summary", "-r", "Banjarbaru"), ("summary", "-f", "json"),
        ("export", "reports"), ("export", "reports", "-f", "json"), ("log",), ("check",),
    ],
)  # fmt: skip
def test_nothing_live_reaches_a_terminal(hostile: Cli, arguments: tuple[str, ...]) -> None:
    shown = hostile(*arguments, terminal=True)
    assert shown.code == 0
    assert shown.out
    assert live(shown.out) == set()
    assert live(shown.err) == set()


def test_a_terminal_shows_markup_and_escapes_as_they_were_written(hostile: Cli) -> None:
    page = hostile.ok("report", "list", terminal=True)
    for text in ("[red]x[/red]", ":smile:", "\\u{1b}[31;45m", "\\u{202e}", "@SUM(A1)"):
        assert text in page


def test_tables_in_a_file_or_a_pipe_hold_nothing_live_either(hostile: Cli, tmp_path: Path) -> None:
    for arguments in (("report", "list"), ("report", "show", "LAP-2"), ("summary",)):
        assert live(hostile.ok(*arguments)) == set()
        hostile.ok(*arguments, "-o", str(tmp_path / "page.txt"))
        assert live((tmp_path / "page.txt").read_text("utf-8")) == set()


@pytest.mark.parametrize("text", ["\x1b[31;45mmerah\x07", "a\u202eb", "x\nerror: palsu", "\udcff"])
def test_nothing_live_reaches_a_terminal_in_an_error(cli: Cli, text: str, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps({"kind": text, text: 1, "known_at": text, "region": text}) + "\n")
    add(cli)
    for arguments in (
        ("report", "add", "Uji", "-r", text, "-c", text, "--at", text, "--grade", text, "-s", text),
        ("report", "show", text), ("report", text), (text,), ("summary", f"--{text}"),
        ("summary", text, text), ("summary", f"--quiet={text}"), ("report", "list", "-f", text),
        ("report", "import", str(file)), ("report", "import", text), ("log", "-n", text),
        ("summary", "--register", text), ("summary", "--as-of", text), ("summary", "--lang", text),
        ("init", "--code", text), ("stage", "show", text), ("taxonomy", "show", text),
        ("region", "show", text), ("data", "check", text),
    ):  # fmt: skip
        result = cli(*arguments, terminal=True)
        assert result.code in (2, 4), arguments
        assert live(result.err) == set(), arguments
        assert not any(line.startswith("error: palsu") for line in result.err.splitlines())


# What was typed wrongly


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("summary", "--regencyy", "x"), ("there is no option --regencyy", "'--regency'")),
        (("summary", "-x"), ("there is no option -x",)),
        (("sumary",), ("there is no command 'sumary'", "'summary'", "pilkada --help")),
        (("report", "ad"), ("there is no command 'ad'", "'add'", "pilkada report --help")),
        (("summary", "-r"), ("option -r needs a value",)),
        (("summary", "--register"), ("option --register needs a value",)),
        (("summary", "x"), ("too many words: x", "pilkada summary --help")),
        (("report", "add", "a", "b"), ("too many words: b",)),
        (("summary", "--quiet=yes"), ("option --quiet takes no value",)),
        (("report", "show"), ("missing: ID",)),
        (("report", "import"), ("missing: FILE…",)),
        (("report", "note", "-t", "x"), ("missing: ID…",)),
        (("report", "list", "-f", "xml"), ("-f 'xml' is none of table, json, csv",)),
        (("summary", "--by", "party"), ("--by 'party' is none of",)),
        (("summary", "--lang", "xx"), ("--lang 'xx' is none of id, en",)),
        (("report", "list", "--level", "6"), ("--level '6' is none of 1 (Very low), 2 (Low)",)),
        (("report", "list", "--since", "2024-11-22", "--until", "2024-11-01"), ("is later than",)),
        (("log", "-n", "0"), ("--limit '0' is not a whole number",)),
        (("init", "--code", "terlalu panjang"), ("is no code",)),
    ],
)
def test_what_the_command_line_does_not_know_is_refused_with_the_way_out(
    cli: Cli, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    add(cli)
    before = written(cli)
    refused(cli(*arguments), 2, *words)
    assert written(cli) == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("HST-99", "there is no report HST-99"), ("99", "there is no report"),
        ("abc", "'abc' is no report id"), ("LAP-", "'LAP-' is no report id"), ("", "is no report id"),
        ("LAP-0", "there is no report LAP-0"), ("LAP-1-1", "is no report id"),
        ("LAP." + "0" * 32 + "-1", "there is no report"), ("9" * 40, "is no report id"),
        ("LAP-1 OR 1=1", "is no report id"),
    ],
)  # fmt: skip
def test_an_id_that_names_no_report_is_refused(cli: Cli, typed: str, words: str) -> None:
    add(cli)
    before = written(cli)
    for arguments in (("show",), ("note", "-t", "x"), ("verify",), ("amend", "--impact", "3")):
        refused(cli("report", *arguments, typed), 2, words)
    refused(cli("log", typed), 2, words)
    assert written(cli) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("note", "-t", "x"), ("verify",), ("refute", "--reason", "x"), ("handle",), ("close",),
        ("escalate",), ("amend", "--impact", "3"), ("link",), ("unlink",),
    ],
)  # fmt: skip
def test_one_unknown_id_among_several_writes_nothing(cli: Cli, arguments: tuple[str, ...]) -> None:
    add(cli)
    add(cli)
    before = written(cli)
    refused(cli("report", *arguments, "LAP-1", "LAP-2", "LAP-3"), 2, "there is no report LAP-3")
    assert written(cli) == before


def test_a_refused_first_report_leaves_nothing_that_reads_as_a_register(cli: Cli) -> None:
    refused(add(cli, "--impact", "9"), 2)
    assert cli("report", "list").code == 2
    assert cli("check").code == 2
    assert "register made" in cli("init").err


# JSON Lines

GOOD: dict[str, Any] = {
    "kind": "add", "known_at": "2024-11-20", "title": "Uji", "region": "Banjarbaru",
    "category": "kamtibmas/hoaks",
}  # fmt: skip


def lines(*values: dict[str, Any] | str) -> bytes:
    return "".join(
        (v if isinstance(v, str) else json.dumps(v, ensure_ascii=False)) + "\n" for v in values
    ).encode()


@pytest.fixture
def take(cli: Cli, tmp_path: Path) -> Callable[[bytes], Result]:
    """Import these bytes as the file in.jsonl."""

    def run(data: bytes) -> Result:
        file = tmp_path / "in.jsonl"
        file.write_bytes(data)
        return cli("report", "import", str(file))

    return run


Take = Callable[[bytes], Result]

BROKEN: tuple[tuple[dict[str, Any] | str, str], ...] = (
    ('{"kind": "add"', "not JSON"),
    ("bukan json", "not JSON"),
    ("{'kind': 'add'}", "not JSON"),
    ('{"a": NaN}', "not JSON"),
    ('{"a": Infinity}', "not JSON"),
    ('{"a": ' + "9" * 5000 + "}", "not JSON"),
    ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "not JSON"),
    ('{"a": ' + "[" * 900 + "]" * 900 + "}", ""),
    ('{"title": "\\ud800"}', "not JSON"),
    ('{"title": "\\u0000"}', "not JSON"),
    ("[1, 2]", "not a JSON object"),
    ('"x"', "not a JSON object"),
    ("7", "not a JSON object"),
    ("null", "not a JSON object"),
    ('{"kind": "add", "kind": "note"}', "the key 'kind' stands twice"),
    ('{"a": {"b": 1, "b": 2}}', "the key 'b' stands twice"),
    ({"x": "y" * 1_000_000}, "longer than 1000000 characters"),
    ({**GOOD, "judul": "x"}, "unknown key 'judul'"),
    ({**GOOD, "kind": "explode"}, "unknown kind 'explode'"),
    ({**GOOD, "kind": "erase"}, "unknown kind 'erase'"),
    ({**GOOD, "kind": ["add"]}, "unknown kind"),
    ({**GOOD, "kind": None}, "unknown kind"),
    ({k: v for k, v in GOOD.items() if k != "known_at"}, "missing: known_at"),
    ({**GOOD, "known_at": None}, "missing: known_at"),
    ({**GOOD, "known_at": 20241120}, "missing: known_at"),
    ({**GOOD, "known_at": "kemarin"}, "known_at: 'kemarin' is no day"),
    ({**GOOD, "known_at": "2024-02-30"}, "known_at: '2024-02-30' is no day"),
    ({**GOOD, "known_at": "2024-11-23"}, "known_at: '2024-11-23' has not come yet"),
    ({**GOOD, "known_at": "2024-11-22T11:00+08:00"}, "has not come yet"),
    ({**GOOD, "known_at": "9999-12-31"}, "known_at: "),
    ({**GOOD, "known_at": "0001-01-01"}, "known_at '0001-01-01' is too long ago"),
    ({**GOOD, "known_at": "1024-11-20"}, "known_at '1024-11-20' is too long ago"),
    ({**GOOD, "title": ""}, "title: it is empty"),
    ({**GOOD, "title": None}, "missing: title"),
    ({**GOOD, "title": 7}, "title: '7' is no text"),
    ({**GOOD, "title": ["x"]}, "title: "),
    ({**GOOD, "title": "x" * 100_000}, "title: it has 100000 characters"),
    ({**GOOD, "detail": "x" * 20_001}, "detail: it has 20001 characters"),
    ({**GOOD, "detail": {"x": 1}}, "detail: "),
    ({**GOOD, "region": "Banjarbar"}, "unknown region 'Banjarbar'"),
    ({**GOOD, "region": ["63.72"]}, "unknown region"),
    ({**GOOD, "region": "Simpang Empat"}, "names several places"),
    ({**GOOD, "affects": ["63.72", {"x": 1}]}, "affects: "),
    ({**GOOD, "affects": {"x": 1}}, "affects: "),
    ({**GOOD, "district": "Simpang Empat"}, "unknown district"),
    ({**GOOD, "category": "x/y"}, "unknown category 'x/y'"),
    ({**GOOD, "category": 7}, "unknown category"),
    ({**GOOD, "stage": "x"}, "unknown stage 'x'"),
    ({**GOOD, "phase": "zz"}, "phase: "),
    ({**GOOD, "likelihood": 6}, "likelihood: '6' is not a whole number from 1 to 5"),
    ({**GOOD, "likelihood": True}, "likelihood: "),
    ({**GOOD, "likelihood": 2.5}, "likelihood: "),
    ({**GOOD, "likelihood": [3]}, "likelihood: "),
    ({**GOOD, "dead": -1}, "dead: "),
    ({**GOOD, "crowd": 2**53 + 1}, "crowd: "),
    ({**GOOD, "occurred_on": "2024-02-30"}, "occurred_on: "),
    ({**GOOD, "occurred_on": "2034-11-22"}, "occurred_on: "),
    ({**GOOD, "occurred_on": 20241122}, "occurred_on: "),
    ({**GOOD, "occurred_time": "25:00"}, "occurred_time: "),
    ({**GOOD, "grade": "Z9"}, "grade: "),
    ({**GOOD, "id": "LAP-1"}, "unknown key 'id'"),
    ({"kind": "note", "known_at": "2024-11-20", "id": "LAP-1"}, "missing: text"),
    ({"kind": "note", "known_at": "2024-11-20", "id": "LAP-1", "text": " "}, "missing: text"),
    ({"kind": "note", "known_at": "2024-11-20", "text": "x"}, "missing: source_ref"),
    ({"kind": "note", "known_at": "2024-11-20", "id": 1, "text": "x"}, "missing: source_ref"),
    ({"kind": "refute", "known_at": "2024-11-20", "id": "LAP-1"}, "missing: reason"),
    ({"kind": "refute", "known_at": "2024-11-20", "id": "LAP-1", "reason": 3}, "missing: reason"),
    ({"kind": "amend", "known_at": "2024-11-20", "id": "LAP-1"}, "nothing to change"),
    ({"kind": "link", "known_at": "2024-11-20", "id": "LAP-1"}, "missing: with"),
    ({"kind": "nil", "known_at": "2024-11-20", "region": "63.72"}, "missing: region, on"),
    (
        {"kind": "nil", "known_at": "2024-11-20", "region": "x", "on": "2024-11-20"},
        "unknown region",
    ),
    ({"kind": "nil", "known_at": "2024-11-20", "region": "63.72", "on": "31/11/2024"}, "is no day"),
)


@pytest.mark.parametrize(("bad", "why"), BROKEN, ids=[why or "deep" for _, why in BROKEN])
def test_one_broken_line_is_named_and_nothing_of_the_file_is_written(
    cli: Cli, take: Take, bad: dict[str, Any] | str, why: str
) -> None:
    refused(take(lines(GOOD, "", bad, GOOD)), 4, "in.jsonl, line 3: ", why, "nothing was written")
    assert not cli.register.exists()


LATE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"kind": "verify", "source_ref": "X9"}, "no report with the reference 'X9'"),
    ({"kind": "verify", "id": "HST-99"}, "there is no report HST-99"),
    ({"kind": "verify", "id": "abc"}, "'abc' is no report id"),
    ({"kind": "link", "source_ref": "A1", "with": "X9"}, "no report with the reference 'X9'"),
    ({"kind": "link", "source_ref": "A1", "with": "A1"}, "cannot be linked with itself"),
    ({**GOOD, "source_ref": "A1"}, "the reference 'A1' stands twice"),
)


@pytest.mark.parametrize(("bad", "why"), LATE, ids=[why for _, why in LATE])
def test_a_line_about_a_report_that_is_not_there_takes_the_whole_file_back(
    cli: Cli, take: Take, bad: dict[str, Any], why: str
) -> None:
    add(cli)
    before = written(cli)
    data = lines({**GOOD, "source_ref": "A1"}, {"known_at": "2024-11-21", **bad})
    refused(take(data), 4, "in.jsonl, line 2: ", why, "nothing was written")
    assert written(cli) == before
    assert cli("check").code == 0


def test_more_than_twenty_problems_are_summed_up(cli: Cli, take: Take) -> None:
    result = take(lines(*({**GOOD, "impact": 6 + i} for i in range(25))))
    refused(result, 4, "in.jsonl, line 20: ", "and 5 more problems")
    assert "line 21" not in result.err
    assert len(result.err.splitlines()) == 22


@pytest.mark.parametrize("data", [b"", b"\n\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_reports_is_an_error(cli: Cli, take: Take, data: bytes) -> None:
    refused(take(data), 4, "in.jsonl holds no reports")
    assert not cli.register.exists()


TEXT = lines({**GOOD, "title": "Kabar – “uji” ✓"}).decode()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT.replace("\n", "\r\n").encode(),
        TEXT.rstrip("\n").encode(),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "crlf", "no last line end"],
)  # fmt: skip
def test_unicode_files_are_read_whatever_wrote_them(cli: Cli, take: Take, data: bytes) -> None:
    assert take(data).code == 0
    (row,) = json.loads(cli.ok("report", "list", "-f", "json"))
    assert row["title"] == "Kabar – “uji” ✓"


@pytest.mark.parametrize(
    "data",
    [
        lines(GOOD) + b'{"title": "\xff"}\n', lines(GOOD) + TEXT.encode("cp1252", "replace"),
        lines(GOOD) + b'{"title": "\xed\xa0\x80"}\n',
        (lines(GOOD).decode() + TEXT).encode("utf-16")[:-1],
        lines(GOOD).decode().encode("utf-16") + b"\x00\xd8\n\x00",
    ],
    ids=["stray byte", "cp1252", "surrogate", "utf-16 cut", "utf-16 surrogate"],
)  # fmt: skip
def test_bytes_that_are_no_text_are_refused_in_a_file(cli: Cli, take: Take, data: bytes) -> None:
    refused(take(data), 4, "in.jsonl, line 2: ", "nothing was written")
    assert not cli.register.exists()


def test_a_file_that_is_none_is_refused(cli: Cli, tmp_path: Path) -> None:
    refused(cli("report", "import", str(tmp_path)), 2, "is a folder")
    refused(
        cli("report", "import", str(tmp_path / "no.jsonl")),
        2,
        "cannot be read",
        "it does not exist",
    )
    assert not cli.register.exists()


def test_one_bad_file_among_several_writes_nothing(cli: Cli, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_bytes(lines(GOOD))
    bad.write_bytes(lines(GOOD, {**GOOD, "impact": 9}))
    refused(cli("report", "import", str(good), str(bad)), 4, "bad.jsonl, line 2: ")
    assert not cli.register.exists()


FILE = lines(
    {**GOOD, "source_ref": "A1"}, {"kind": "verify", "source_ref": "A1", "known_at": "2024-11-21"},
    {**GOOD, "source_ref": "A2"}, {"kind": "link", "source_ref": "A1", "with": "A2",
                                   "known_at": "2024-11-21"},
    {"kind": "nil", "region": "63.01", "on": "2024-11-20", "known_at": "2024-11-20"},
    GOOD, GOOD, {**GOOD, "title": "Lain"},
)  # fmt: skip


def test_importing_twice_adds_nothing(cli: Cli, take: Take) -> None:
    assert take(FILE).code == 0
    before = written(cli), ids(cli)
    again = take(FILE)
    assert (again.code, again.err) == (
        0, "8 lines known already\n"
    )  # fmt: skip
    assert (written(cli), ids(cli)) == before


def test_equal_reports_without_a_reference_both_live(cli: Cli, take: Take) -> None:
    take(lines(GOOD, GOOD))
    assert ids(cli) == ["LAP-2", "LAP-1"]
    take(lines(GOOD, GOOD, GOOD))
    assert len(ids(cli)) == 3


def test_a_file_named_twice_is_taken_in_once(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(FILE)
    assert cli("report", "import", str(file), str(file)).code == 0
    assert len(ids(cli)) == 5


def test_a_line_about_a_known_report_may_stand_before_its_own_line(cli: Cli, take: Take) -> None:
    take(lines({**GOOD, "source_ref": "A1"}))
    verify = {"kind": "verify", "source_ref": "A1", "known_at": "2024-11-21"}
    assert take(lines(verify, {**GOOD, "source_ref": "A1"})).code == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_from_a_file_comes_back_exactly(cli: Cli, take: Take, text: str) -> None:
    row = {**GOOD, "title": text, **dict.fromkeys(FIELDS, text)}
    assert take(lines(row)).code == 0
    shown = json.loads(cli.ok("report", "show", "LAP-1", "-f", "json"))
    assert {shown[name] for name in ("title", *FIELDS)} == {unicodedata.normalize("NFC", text)}


# Which register


def test_the_register_named_is_the_one_that_is_used(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "lain ñ ?#%" / "r.db"
    add(cli, "--register", str(other))
    assert other.exists()
    assert not cli.register.exists()
    monkeypatch.setenv("PILKADA_REGISTER", str(other))
    assert "LAP-1" in cli.ok("report", "list")


def test_an_empty_variable_is_none(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILKADA_REGISTER", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(cli.home / "data"))
    add(cli)
    assert not cli.register.exists()
    assert (cli.home / "data" / "pilkada" / "register.db").exists()


@pytest.mark.parametrize("path", ["~nobody-of-this-name/r.db", "x" * 300])
def test_a_register_that_cannot_be_named_is_refused_in_words(
    cli: Cli, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(cli.home)
    monkeypatch.delenv("PILKADA_LANG")
    for arguments in (
        ("summary",),
        ("report", "add", "x", "-r", "63.72", "-c", "hoaks"),
        ("init",),
    ):
        result = cli(*arguments, "--register", path)
        assert result.code in (2, 6, 7)
        assert result.err.startswith("error: ")
    assert os.listdir(cli.home) in ([], [".local"])


# Where data goes


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_output_into_a_folder_that_is_not_there_makes_none(
    cli: Cli, tmp_path: Path, form: str
) -> None:
    add(cli)
    target = tmp_path / "no" / "out"
    refused(cli("report", "list", "-f", form, "-o", str(target), "-q"), 7, "it does not exist")
    assert not target.parent.exists()


@pytest.mark.parametrize("command", [("report", "list"), ("summary",), ("export", "reports")])
def test_output_onto_a_folder_is_refused(
    cli: Cli, tmp_path: Path, command: tuple[str, ...]
) -> None:
    add(cli)
    target = tmp_path / "out"
    target.mkdir()
    (target / "old").touch()
    refused(cli(*command, "-o", str(target), "-q"), 7, "is not a file")
    assert os.listdir(target) == ["old"]


@pytest.mark.skipif(os.name != "posix", reason="pipes with names")
def test_output_never_replaces_a_pipe_or_a_device(cli: Cli, tmp_path: Path) -> None:
    add(cli)
    target = tmp_path / "pipe"
    os.mkfifo(target)
    refused(cli("export", "reports", "-o", str(target), "-q"), 7, "is not a file")
    assert target.is_fifo()


def test_output_under_a_name_that_is_too_long_is_refused(cli: Cli, tmp_path: Path) -> None:
    add(cli)
    refused(cli("summary", "-o", str(tmp_path / ("x" * 300))), 7, "too long")


def powerless() -> None:
    """Give up root's right to read and write what the permissions forbid."""
    import ctypes

    if os.geteuid() == 0:
        drop, libc = 24, ctypes.CDLL(None, use_errno=True)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if libc.prctl(drop, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


@on_linux
def test_output_into_a_read_only_folder_leaves_what_was_there(process: Process) -> None:
    process("report", "add", "Uji", "-r", "63.72", "-c", "hoaks")
    folder = process.home / "out"
    folder.mkdir()
    (folder / "old.csv").write_text("as it was")
    folder.chmod(0o555)
    for name in ("old.csv", "new.csv"):
        arguments = ("export", "reports", "-o", str(folder / name))
        refused(process(*arguments, preexec_fn=powerless), 7, "it may not be used")
    assert os.listdir(folder) == ["old.csv"]
    assert (folder / "old.csv").read_text() == "as it was"


@on_linux
def test_a_full_disk_leaves_the_file_that_was_there_and_no_draft(many: Process) -> None:
    target = many.home / "old.txt"
    target.write_text("as it was")
    import resource

    limit = 2**16  # less than the list, more than SQLite needs for reading
    for form in ("json", "csv"):
        done = many("report", "list", "-f", form, "-o", str(target), "-q",
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))  # fmt: skip
        refused(done, 7, "old.txt cannot be written: File too large")
        assert target.read_text() == "as it was"
        assert [name for name in os.listdir(many.home) if "old" in name] == ["old.txt"]


# Streams that end early

FULL = Path("/dev/full")


@pytest.fixture
def many(process: Process) -> Process:
    """A register whose list is longer than a pipe's buffer, and than the rows written together."""
    file = process.home / "in.jsonl"
    file.write_bytes(lines(*({**GOOD, "title": f"Kabar {i}", "detail": "x" * 500}
                             for i in range(1200))))  # fmt: skip
    assert process("report", "import", str(file)).code == 0
    return process


@pytest.mark.parametrize(
    "command",
    ["report list", "report list -f json", "report list -f csv", "export reports -f csv",
     "export reports -f jsonl", "export reports -f csv --dialect excel-id"],
)  # fmt: skip
def test_a_reader_that_has_seen_enough_ends_the_program_quietly(
    many: Process, command: str
) -> None:
    with many.start(*command.split(), "-q") as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline()
        running.stdout.close()
        err = running.stderr.read()
        running.wait()
    assert (running.returncode, err) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [("report", "list"), ("report", "list", "-f", "json"), ("report", "list", "-f", "csv"),
     ("summary",), ("--help",), ("report", "--help"), ("--version",)],
)  # fmt: skip
def test_output_that_cannot_be_written_is_said_and_counts(
    process: Process, arguments: tuple[str, ...]
) -> None:
    process("report", "add", "Uji", "-r", "63.72", "-c", "hoaks")
    with FULL.open("wb") as full:
        done = subprocess.run(
            process.command(*arguments), env=process.environment(), stdin=subprocess.DEVNULL,
            stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 7
    assert done.stderr == "error: the output cannot be written: the disk is full\n"


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_talk_that_cannot_be_written_changes_no_exit_code(process: Process) -> None:
    codes = []
    for arguments in (("report", "add", "Uji", "-r", "63.72", "-c", "hoaks"),
                      ("report", "list"), ("report", "list", "-r", "x")):  # fmt: skip
        with FULL.open("wb") as full:
            codes.append(
                subprocess.run(
                    process.command(*arguments), env=process.environment(), cwd=process.home,
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=full,
                ).returncode
            )  # fmt: skip
    assert codes == [0, 0, 2]


@pytest.mark.skipif(os.name != "posix", reason="closes the streams by number")
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_stream_that_the_caller_closed_is_as_if_nobody_listened(
    process: Process, number: int
) -> None:
    script = f'exec "$@" {number}>&-'
    command = ["sh", "-c", script, "sh",
               *process.command("report", "add", "Uji", "-r", "63.72", "-c", "hoaks")]  # fmt: skip
    done = subprocess.run(command, env=process.environment(), capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert process("check").code == 0
    assert "LAP-1" in process("report", "list").out


# Ctrl-C


def until(condition: Callable[[], bool], running: "subprocess.Popen[bytes]") -> None:
    """Wait for a condition that the running process brings about."""
    while not condition():
        assert running.poll() is None, "it ended"


def opened(running: "subprocess.Popen[bytes]", path: Path) -> bool:
    def files() -> Iterator[str]:
        for entry in Path(f"/proc/{running.pid}/fd").iterdir():
            try:
                yield os.readlink(entry)
            except OSError:
                continue

    return str(path) in files()


def waits_for_more(running: "subprocess.Popen[bytes]") -> bool:
    """Whether everything was read and the process sleeps until there is more.

    A signal between two system calls would only be noticed after the next one.
    """
    import fcntl
    import termios

    assert running.stdin
    unread = fcntl.ioctl(running.stdin, termios.FIONREAD, b"\0" * 4)
    status = Path(f"/proc/{running.pid}/stat").read_text()
    return not any(unread) and status.rpartition(")")[2].split()[0] == "S"


@on_linux
def test_ctrl_c_while_waiting_for_the_register_writes_nothing(process: Process) -> None:
    import sqlite3

    process("report", "add", "Uji", "-r", "63.72", "-c", "hoaks")
    other = sqlite3.connect(process.register, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with process.start("report", "add", "Lagi", "-r", "63.72", "-c", "hoaks") as running:
        until(lambda: opened(running, process.register), running)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate()
    other.close()
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert process("check").out == "sound: operations 2, reports 1\n"


@on_linux
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_being_stopped_while_reading_standard_input_writes_nothing(
    process: Process, stop: signal.Signals, code: int
) -> None:
    command = process.command("report", "add", "--stdin", "-r", "63.72", "-c", "hoaks")
    with subprocess.Popen(
        command, env=process.environment(), cwd=process.home, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(b"x" * 2**18)  # more than a pipe holds: it is being read
        running.stdin.flush()
        until(lambda: waits_for_more(running), running)
        running.send_signal(stop)
        assert running.wait() == code
        assert running.stdout.read() == b""
        assert b"Traceback" not in running.stderr.read()
    assert not process.register.exists()
