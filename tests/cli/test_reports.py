"""``pilkada report``: entering, changing, reading."""

import csv
import io
import json
import shlex
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import NOW, SAMPLE, Cli

from pilkada_cli.domain.fields import FIELD_NAMES


def add(cli: Cli, *more: str, title: str = "Uji", category: str = "kamtibmas/hoaks") -> str:
    """Enter a report in Banjarbaru and return its id."""
    return cli.ok("report", "add", title, "-r", "Banjarbaru", "-c", category, *more).strip()


def show(cli: Cli, label: str) -> dict[str, object]:
    return json.loads(cli.ok("report", "show", label, "-f", "json"))


def test_title_region_and_category_are_enough_and_the_rest_is_said(cli: Cli) -> None:
    result = cli("report", "add", "Hoaks beredar", "-r", "Tapin", "-c", "hoaks")
    assert (result.code, result.out) == (0, "LAP-1\n")
    assert "; PG, Medium; 2024-11-22\n" in result.err
    assert "filled in: phase, likelihood 4, impact 2, stage kampanye, day\n" in result.err
    row = show(cli, "LAP-1")
    assert (row["phase"], row["value"], row["level"], row["stage"]) == ("pg", 12, 3, "kampanye")
    assert (row["grade_source"], row["grade_content"], row["classification"]) == ("F", 6, "T")


def test_the_example_of_how_to_change_what_was_taken_is_of_what_was_taken_and_works(
    cli: Cli,
) -> None:
    given = ["--phase", "gn", "--impact", "3"]
    for typed, option in (
        ([], "if it has happened: pilkada {} --phase gn"),
        (given[:2], "for example: pilkada {} --impact 4"),
        (given, 'for example: pilkada {} --at "2024-11-22"'),
    ):
        result = cli("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks", *typed)
        words = option.format(f"report amend {result.out.strip()}")
        assert words in result.err
        cli.ok(*shlex.split(words.partition("pilkada ")[2]))


def test_a_phase_that_nobody_said_is_potential_under_a_sign_until_somebody_says_it(
    cli: Cli,
) -> None:
    cli.ok("report", "add", "Baliho dicetak", "-r", "Tapin", "-c", "perusakan-apk")
    tomorrow = cli.now + timedelta(days=1)

    def signs() -> list[int]:
        pages = [cli.ok("report", "show", "1", "-f", form) for form in ("wa", "lapinfo")]
        pages.append(cli.ok("brief", "daily", "-f", "md", now=tomorrow))
        lists = [cli.ok("report", "list"), cli.ok("report", "list", "--columns", "id,phase")]
        lists.append(cli.ok("summary", "-r", "Tapin"))
        return [page.count("(to be confirmed)") for page in pages] + [p.count("PG?") for p in lists]

    assert show(cli, "1")["guessed"] == ["phase"]
    assert "Nobody said whether it has happened; PG stands" in cli.ok("report", "show", "1")
    assert signs() == [1, 1, 2, 1, 1, 1]
    cli.ok("report", "amend", "1", "--phase", "pg")
    assert show(cli, "1")["guessed"] == []
    assert not any(signs())


@pytest.mark.parametrize(
    "typed", [("--phase", "pg"), ("--likelihood", "2"), ("--at", "2024-11-25")]
)
def test_who_says_how_likely_it_is_or_a_day_to_come_says_that_it_is_potential(
    cli: Cli, typed: tuple[str, str]
) -> None:
    cli.ok("report", "add", "Baliho dicetak", "-r", "Tapin", "-c", "perusakan-apk", *typed)
    assert show(cli, "1")["guessed"] == []


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_is_said_of_one_line_fits_into_three_of_a_usual_screen(cli: Cli, lang: str) -> None:
    where = ("-r", "Hulu Sungai Tengah", "-c", "kamtibmas/perusakan-apk")
    cli.ok("report", "nil", "-r", "Tapin")
    for title in ("Rencana aksi", "Baliho paslon dirusak"):
        said = cli("--lang", lang, "report", "add", title, *where).err.splitlines()
        assert len(said) == 3 and all(len(line) < 80 for line in said), said


def test_everything_missing_is_named_at_once(cli: Cli) -> None:
    result = cli("report", "add", "--likelihood", "6", "--grade", "Z9")
    assert result.code == 2
    assert "missing: TITLE, -r, -c" in result.err
    assert "--likelihood: '6' is not a whole number from 1 to 5" in result.err
    assert "--grade: 'Z9' is no grade" in result.err
    assert not cli.register.exists() or cli("report", "list").out == ""


def test_every_field_that_can_be_given_is_kept(cli: Cli) -> None:
    given = {
        "district": "Landasan Ulin", "village": "Syamsudin Noor", "polling-station": "TPS 3",
        "affects": "Banjar", "athg": "ancaman", "phase": "gejala", "stage": "masa-tenang",
        "contest": "gubernur", "likelihood": "2", "impact": "4", "classification": "R",
        "dead": "1", "injured": "2", "displaced": "3", "crowd": "400", "loss-idr": "5000000",
        "detail": "baris satu\nbaris dua", "source": "radio", "parties": "dua kelompok",
        "measures-taken": "dilerai", "coordinated-with": "Polres", "reporter": "petugas piket",
        "source-system": "uji", "source-ref": "7",
    }  # fmt: skip
    options = [word for name, value in given.items() for word in (f"--{name}", value)]
    label = add(cli, "--at", "21/11/2024 14.30", "--grade", "B2", *options)
    row = show(cli, label)
    expected = {name.replace("-", "_"): value for name, value in given.items()}
    numbers = ("likelihood", "impact", "dead", "injured", "displaced", "crowd", "loss_idr")
    expected |= {name: int(expected[name]) for name in numbers}
    expected |= {"district": "63.72.02", "affects": ["63.03"], "phase": "ag"}
    assert {name: row[name] for name in expected} == expected
    assert (row["occurred_on"], row["occurred_time"]) == ("2024-11-21", "14:30")
    assert (row["grade_source"], row["grade_content"]) == ("B", 2)


def test_text_comes_from_standard_input_first_line_title_rest_detail(cli: Cli) -> None:
    message = "Banjir di Barabai\n\nAir naik 40 cm.\nWarga mengungsi.\n"
    cli.ok("report", "add", "--stdin", "-r", "HST", "-c", "banjir", stdin=message)
    row = show(cli, "1")
    assert row["title"] == "Banjir di Barabai"
    assert row["detail"] == "Air naik 40 cm.\nWarga mengungsi."


def test_text_in_the_utf16_of_powershell_is_read(cli: Cli) -> None:
    cli.ok(
        "report", "add", "--stdin", "-r", "HST", "-c", "banjir", stdin="Banjir é".encode("utf-16")
    )
    assert show(cli, "1")["title"] == "Banjir é"


def test_a_district_as_region_stands_for_itself_within_its_regency(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Barabai", "-c", "hoaks")
    row = show(cli, "1")
    assert (row["region"], row["district"]) == ("63.07", "63.07.06")


def test_numbers_go_on_from_the_largest_under_the_code(cli: Cli) -> None:
    assert [add(cli), add(cli)] == ["LAP-1", "LAP-2"]
    cli.ok("init", "--code", "BJB")
    assert [add(cli), add(cli)] == ["BJB-1", "BJB-2"]
    cli.ok("init", "--code", "lap")
    assert add(cli) == "LAP-3"


def test_an_id_is_read_in_any_case_and_a_bare_number_is_this_registers_code(cli: Cli) -> None:
    add(cli)
    assert show(cli, "lap-1")["id"] == show(cli, "1")["id"] == "LAP-1"


def test_a_gn_has_likelihood_five_and_cannot_be_given_another(cli: Cli) -> None:
    label = add(cli, "--phase", "gn")
    assert show(cli, label)["likelihood"] == 5
    for arguments in (("report", "amend", label, "--likelihood", "3"),):
        result = cli(*arguments)
        assert result.code == 2
        assert "an actual disturbance (phase gn) has likelihood 5" in result.err


def test_the_written_likelihood_counts_again_when_the_phase_goes_back(cli: Cli) -> None:
    label = add(cli, "--likelihood", "2")
    cli.ok("report", "escalate", label, "--to", "gn")
    assert show(cli, label)["likelihood"] == 5
    cli.ok("report", "amend", label, "--phase", "pg")
    assert show(cli, label)["likelihood"] == 2


def test_escalating_goes_one_phase_up_and_never_down(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "escalate", label, "--reason", "massa berkumpul")
    assert show(cli, label)["phase"] == "ag"
    cli.ok("report", "escalate", label)
    assert show(cli, label)["phase"] == "gn"
    result = cli("report", "escalate", label)
    assert result.code == 2
    assert f"{label}: it is at phase gn already" in result.err


def test_verification_handling_and_phase_do_not_touch_one_another(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "handle", label)
    cli.ok("report", "verify", label, "--grade", "A1")
    cli.ok("report", "close", label)
    cli.ok("report", "refute", label, "--reason", "latihan polisi")
    row = show(cli, label)
    assert (row["verification"], row["handling"], row["phase"]) == ("refuted", "closed", "pg")
    cli.ok("report", "reopen", label)
    assert (show(cli, label)["verification"], show(cli, label)["handling"]) == ("refuted", "new")


@pytest.mark.parametrize("command", [("escalate",), ("amend", "--phase", "gn")])
def test_whoever_raises_a_refuted_report_is_told_that_it_is_not_counted(
    cli: Cli, command: tuple[str, ...]
) -> None:
    label = add(cli)
    cli.ok("report", "refute", label, "--reason", "latihan polisi")
    result = cli("report", command[0], label, *command[1:])
    assert result.code == 0 and f"{label} stays refuted and is not counted" in result.err
    cli.ok("report", "verify", label)
    assert "refuted" not in cli("report", "amend", label, "--impact", "3").err


def test_several_ids_at_once_are_one_command(cli: Cli) -> None:
    labels = [add(cli), add(cli), add(cli)]
    assert cli.ok("report", "verify", *labels).splitlines() == labels
    assert {show(cli, label)["verification"] for label in labels} == {"verified"}
    newest = json.loads(cli.ok("log", "-f", "json", "-n", "1"))[0]
    assert (newest["kinds"], newest["reports"], newest["operations"]) == (["verify"], labels, 3)


def test_one_unknown_id_among_several_writes_nothing(cli: Cli) -> None:
    label = add(cli)
    assert cli("report", "verify", label, "LAP-99").code == 2
    assert show(cli, label)["verification"] == "unverified"


def test_refuting_and_noting_need_words(cli: Cli) -> None:
    label = add(cli)
    for command in ("refute", "note"):
        result = cli("report", command, label)
        assert result.code == 2
        assert "words are needed" in result.err


def test_the_history_tells_each_field_before_and_after(cli: Cli) -> None:
    label = add(cli, title="Lama")
    cli.ok("report", "amend", label, "--title", "Baru", "--impact", "4")
    cli.ok("report", "note", label, "--text", "massa bubar")
    history = show(cli, label)["history"]
    assert [step["kind"] for step in history] == ["add", "amend", "note"]
    assert history[1]["changes"] == [
        {"field": "impact", "before": None, "after": 4},
        {"field": "title", "before": "Lama", "after": "Baru"},
    ]
    assert history[2]["words"] == "massa bubar"


def test_amending_clears_a_field_on_request_and_never_the_title(cli: Cli) -> None:
    label = add(cli, "--village", "Guntung Manggis")
    cli.ok("report", "amend", label, "--clear", "village")
    assert show(cli, label)["village"] is None
    assert cli("report", "amend", label, "--clear", "title").code == 2
    assert cli("report", "amend", label).code == 2


def test_amending_to_what_stands_already_writes_nothing_and_says_so(cli: Cli) -> None:
    label = add(cli, "--impact", "3", "--affects", "Tapin", "--affects", "Banjar")
    for typed in (["--impact", "3"], ["--affects", "Banjar", "--affects", "Tapin"]):
        result = cli("report", "amend", label, *typed)
        assert (result.code, result.out) == (0, f"{label}\n")
        assert f"{label}: said so already, nothing is changed: " in result.err
        assert "amended" not in result.err
    assert [step["kind"] for step in show(cli, label)["history"]] == ["add"]
    assert "amend" not in cli.ok("log", "-f", "json")


def test_amending_writes_only_the_fields_that_change(cli: Cli) -> None:
    label = add(cli, "--impact", "3")
    result = cli("report", "amend", label, "--impact", "3", "--village", "Loktabat")
    assert f"{label}: said so already, nothing is changed: impact" in result.err
    assert "amended" in result.err
    with sqlite3.connect(cli.register) as connection:
        (body,) = connection.execute("SELECT body FROM journal WHERE kind = 'amend'").fetchone()
    assert {name for name in json.loads(body) if name != "nonce"} == {"village"}


def test_amending_to_a_value_taken_from_the_category_confirms_it(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "amend", label, "--impact", str(show(cli, label)["impact"]))
    assert [step["kind"] for step in show(cli, label)["history"]] == ["add", "amend"]


def test_moving_a_report_to_another_regency_drops_the_old_district(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Barabai", "-c", "hoaks")
    cli.ok("report", "amend", "1", "-r", "Tapin")
    assert (show(cli, "1")["region"], show(cli, "1")["district"]) == ("63.05", None)


def test_that_a_report_leaves_its_district_with_its_regency_is_said(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "Kandangan", "-c", "hoaks")
    told = cli("report", "amend", "1", "-r", "HST").err
    assert "LAP-1: Kandangan is in another regency and no longer its district" in told
    assert "no longer its district" not in cli("report", "amend", "1", "-r", "Haruyan").err
    assert "no longer its district" not in cli("report", "amend", "1", "-r", "Limpasu").err


def test_linked_reports_are_one_event_until_they_are_unlinked(cli: Cli) -> None:
    first, second = add(cli, "--at", "2024-11-20"), add(cli, "--at", "2024-11-19")
    cli.ok("report", "link", first, second)
    assert show(cli, first)["group"] == show(cli, second)["group"] == second
    assert (show(cli, first)["outcome"], show(cli, second)["outcome"]) == ("duplicate", "event")
    assert show(cli, second)["group_members"] == [second, first]
    cli.ok("report", "unlink", second, first)
    assert show(cli, first)["group"] is None


def test_linking_warns_when_the_one_that_will_not_count_ranks_higher(cli: Cli) -> None:
    first = add(cli, "--at", "2024-11-19", "--impact", "1")
    second = add(cli, "--at", "2024-11-20", "--impact", "5")
    result = cli("report", "link", first, second)
    assert result.code == 0
    assert f"{second} (value 24) no longer counts; {first} (value 6) counts for both" in result.err


def test_a_report_cannot_be_linked_with_itself(cli: Cli) -> None:
    label = add(cli)
    assert cli("report", "link", label, label).code == 2
    assert cli("report", "link", label).code == 2


def test_known_in_the_future_is_refused_and_a_day_means_its_end(cli: Cli) -> None:
    assert (
        cli("report", "add", "Uji", "-r", "Tapin", "-c", "hoaks", "--known", "2024-11-23").code == 2
    )
    label = add(cli, "--known", "2024-11-20")
    assert show(cli, label)["known_at"] == "2024-11-20T15:59:59.999Z"
    label = add(cli, "--known", "22/11/2024")
    assert show(cli, label)["known_at"] == "2024-11-22T02:30:00.000Z"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), 21),
        (("-r", "Banjarbaru"), 9),
        (("-r", "Balangan"), 1),
        (("-c", "netralitas"), 4),
        (("--phase", "PG"), 3),
        (("--verification", "refuted"), 1),
        (("--handling", "new"), 4),
        (("--level", "5"), 5),
        (("--since", "2025-01-01"), 6),
        (("-s", "psu-persiapan"), 4),
        (("--as-of", "2024-11-22"), 9),
    ],
)
def test_lists_are_filtered(sample: Cli, arguments: tuple[str, ...], expected: int) -> None:
    assert len(json.loads(sample.ok("report", "list", "-f", "json", *arguments))) == expected


def test_csv_has_the_promised_columns_in_their_order(sample: Cli) -> None:
    rows = list(csv.reader(io.StringIO(sample.ok("report", "list", "-f", "csv"))))
    assert tuple(rows[0]) == FIELD_NAMES
    assert rows[0][:4] == ["id", "occurred_on", "occurred_time", "region"]
    assert rows[0][-5:] == ["group", "attachments", "known_at", "recorded_at", "updated_at"]
    assert len(rows) == 22


def test_an_empty_result_is_no_error(cli: Cli) -> None:
    add(cli)
    assert cli.ok("report", "list", "-r", "Tapin") == ""
    assert json.loads(cli.ok("report", "list", "-r", "Tapin", "-f", "json")) == []


def test_importing_the_same_file_twice_adds_nothing(sample: Cli) -> None:
    result = sample("report", "import", str(SAMPLE))
    assert result.code == 0
    assert result.err.splitlines()[-1] == "99 lines known already"


def test_an_import_is_one_batch(sample: Cli) -> None:
    newest = json.loads(sample.ok("log", "-f", "json", "-n", "1"))[0]
    assert newest["operations"] == 99


def test_a_clock_set_back_orders_nothing(cli: Cli) -> None:
    label = add(cli, title="Pertama")
    cli.ok("report", "amend", label, "--title", "Kedua", now=datetime(2024, 1, 1, tzinfo=UTC))
    assert show(cli, label)["title"] == "Kedua"
    assert NOW.year == 2024


def test_a_message_that_comes_in_many_times_is_offered_every_time(cli: Cli) -> None:
    add = ("report", "add", "Baliho paslon dirusak di Barabai", "-r", "HST", "-c", "perusakan-apk")
    cli.ok(*add)
    for _ in range(10):
        assert "likely the same event: LAP-" in cli(*add).err


def test_a_first_report_that_is_refused_makes_no_register_and_no_folder(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = cli.home / "baru" / "sekali" / "register.db"
    monkeypatch.setenv("PILKADA_REGISTER", str(register))
    assert cli("report", "add", "Uji", "-c", "hoaks").code == 2
    assert cli("report", "add", "Uji", "-r", "HST", "-c", "hoaks", "--at", "kapan-kapan").code == 2
    assert not register.parent.exists()


def test_a_nil_report_says_what_it_says_and_what_speaks_against_it(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    result = cli("report", "nil", "-r", "HST", "--yes")
    assert (result.code, result.out) == (0, "63.07 2024-11-22\n")
    assert "nil report of Hulu Sungai Tengah for Friday 22 November 2024" in result.err
    assert "1 report about Hulu Sungai Tengah came in that day: LAP-1" in result.err
    assert "take it back with pilkada undo" in result.err


def test_what_was_changed_is_said_by_its_title_and_what_was_taken_back_is_not_hidden(
    cli: Cli,
) -> None:
    cli.ok("report", "add", "Baliho dirusak", "-r", "HST", "-c", "hoaks")
    assert 'LAP-1 "Baliho dirusak": closed' in cli("report", "close", "1", "--reason", "x").err
    assert 'LAP-1 "Spanduk": amended' in cli("report", "amend", "1", "--title", "Spanduk").err
    cli.ok("undo", "2", "--yes")
    assert "LAP-1 was taken back and is not counted" in cli("report", "note", "1", "-t", "x").err


@pytest.mark.parametrize(
    ("lang", "linked", "unlinked"),
    [("en", "linked", "unlinked"), ("id", "ditautkan", "tautan dilepas")],
)
def test_links_are_answered_with_the_titles(
    cli: Cli, lang: str, linked: str, unlinked: str
) -> None:
    for title in ("Baliho dirusak", "Spanduk roboh"):
        cli.ok("report", "add", title, "-r", "HST", "-c", "hoaks")
    result = cli("--lang", lang, "report", "link", "1", "2")
    assert result.out == "LAP-1\nLAP-2\n"
    assert f'LAP-1 "Baliho dirusak": {linked}\nLAP-2 "Spanduk roboh": {linked}\n' in result.err
    again = cli("--lang", lang, "report", "unlink", "1", "2")
    assert f'LAP-1 "Baliho dirusak": {unlinked}\nLAP-2 "Spanduk roboh": {unlinked}\n' in again.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "LAP-1: the grade goes from B2 to A1"),
        ("id", "LAP-1: nilai berubah dari B2 menjadi A1"),
    ],
)
def test_another_grade_is_said_with_the_one_before(cli: Cli, lang: str, said: str) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    assert "grade" not in cli("report", "verify", "1", "--grade", "B2").err
    assert "grade" not in cli("report", "verify", "1", "--grade", "B2").err
    assert said in cli("--lang", lang, "report", "verify", "1", "--grade", "A1").err


def test_whatsapp_is_another_name_of_wa(cli: Cli) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    sent = cli.ok("report", "show", "1", "-f", "wa")
    assert cli.ok("report", "show", "1", "-f", "WhatsApp") == sent


def test_numbers_of_persons_are_remarked_once(cli: Cli) -> None:
    result = cli("report", "add", "Hoaks, hubungi 0812-3456-7890", "-r", "HST", "-c", "hoaks")
    assert result.err.count("holds personal data (phone number)") == 1
    result = cli("report", "amend", "1", "--detail", "NIK 6371010101900001")
    assert "the text holds personal data (NIK" in result.err


@pytest.mark.parametrize(
    "said",
    [("note", "1", "-t"), ("handle", "1", "--reason"), ("close", "1", "--reason"),
     ("refute", "1", "--reason"), ("escalate", "1", "--reason")],
)  # fmt: skip
def test_numbers_of_persons_in_what_is_said_of_a_report_are_remarked(
    cli: Cli, said: tuple[str, ...]
) -> None:
    cli.ok("report", "add", "Uji", "-r", "HST", "-c", "hoaks")
    result = cli("report", *said, "Ditelepon 0812-3456-7890")
    assert result.err.count("the text holds personal data (phone number)") == 1


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "the title holds personal data (phone number), which belong in the detail;"
            ' they can be erased; to move them: pilkada report amend LAP-1 --title "…" --detail "…"',
        ),
        (
            "id",
            "judul memuat data pribadi (nomor telepon), sebaiknya ditulis di uraian;"
            ' dapat dihapus; untuk memindahkannya: pilkada report amend LAP-1 --title "…" --detail "…"',
        ),
    ],
)
def test_a_number_in_a_title_is_said_to_belong_in_the_detail(
    cli: Cli, lang: str, said: str
) -> None:
    title = "Hoaks, hubungi 0812-3456-7890"
    result = cli("--lang", lang, "report", "add", title, "-r", "HST", "-c", "hoaks")
    assert said in result.err
    clean = cli("--lang", lang, "report", "add", "Hoaks", "-r", "HST", "-c", "hoaks")
    assert "--title" not in clean.err


LISTS = (
    ("report", "list"),
    ("report", "list", "--columns", "id,title"),
    ("report", "search", "hubungi"),
    ("summary", "-r", "HST"),
)


@pytest.mark.parametrize("arguments", LISTS, ids=" ".join)
@pytest.mark.parametrize(("lang", "named"), [("en", "[phone number]"), ("id", "[nomor telepon]")])
def test_a_number_in_a_title_stands_in_no_list_and_the_report_itself_tells_it(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], lang: str, named: str
) -> None:
    monkeypatch.setenv("PILKADA_LANG", lang)
    cli.ok("report", "add", "Hubungi 0812-3456-7890", "-r", "HST", "-c", "hoaks")
    page = " ".join(cli.ok(*arguments, terminal=True).split())
    assert "0812" not in page
    assert named in page
    assert "0812-3456-7890" in cli.ok("report", "show", "1")
    rows = json.loads(cli.ok("report", "list", "-f", "json"))
    assert rows[0]["title"] == "Hubungi 0812-3456-7890"


def test_what_was_done_is_answered_without_the_numbers_in_a_title(cli: Cli) -> None:
    cli.ok("report", "add", "Hubungi 0812-3456-7890", "-r", "HST", "-c", "hoaks")
    assert 'LAP-1 "Hubungi [phone number]": closed' in cli("report", "close", "1").err


def test_a_district_of_another_regency_is_blamed_and_not_the_regency(cli: Cli) -> None:
    result = cli("report", "add", "X", "-r", "Banjarbaru", "--district", "Barabai", "-c", "hoaks")
    assert result.code == 2
    assert "--district: " in result.err


@pytest.mark.parametrize("option", ["--village", "--polling-station"])
def test_a_number_of_a_person_is_refused_where_it_could_not_be_erased(
    cli: Cli, option: str
) -> None:
    told = ("report", "add", "X", "-r", "HST", "-c", "hoaks")
    result = cli(*told, option, "rumah di 0812-3456-7890")
    assert result.code == 2
    assert f"{option}: 'rumah di 0812-3456-7890' holds personal data" in result.err


def test_one_line_says_where_it_went_and_what_was_guessed_of_it(cli: Cli) -> None:
    cli.ok("init", "--office", "Kesbangpol HST", "-r", "HST", "--code", "HST")
    done = cli("report", "add", "Baliho dirusak di pasar", "-r", "banjar", "-c", "baliho")
    assert done.out == "HST-1\n"
    assert "HST-1: Banjar; kamtibmas/perusakan-apk; GN, Low; 2024-11-22\n" in done.err
    assert "not under this office's own region (-r 63.07 Hulu Sungai Tengah)" in done.err
    assert 'guessed: -c kamtibmas/perusakan-apk ("baliho"), --phase gn ("dirusak")' in done.err
    confirm = done.err.partition("confirm or change: pilkada ")[2].split("\n")[0]
    assert confirm == "report amend HST-1 --confirm"
    assert json.loads(cli.ok("report", "show", "1", "-f", "json"))["guessed"] == ["category", "phase"]  # fmt: skip


@pytest.mark.parametrize("typed", ["netral", "rusak", "gudang", "baliho pasar", "kpps"])
def test_an_everyday_word_of_several_categories_or_of_none_is_refused(cli: Cli, typed: str) -> None:
    assert cli("report", "add", "Ada kejadian", "-r", "HST", "-c", typed).code == 2
    assert not cli.register.exists()


@pytest.mark.parametrize("typed", ["LAP3", "lap3", "lap 3", "LAP-3", "3"])
def test_an_id_is_understood_without_its_hyphen(cli: Cli, typed: str) -> None:
    for number in range(3):
        cli.ok("report", "add", f"Uji {number}", "-r", "HST", "-c", "hoaks")
    assert json.loads(cli.ok("lihat", typed, "-f", "json"))["id"] == "LAP-3"


def test_the_history_says_automatic_where_nobody_had_written_a_value(cli: Cli) -> None:
    label = add(cli)
    cli.ok("report", "amend", label, "--phase", "gn", "--at", "2024-11-20 08:00")
    page = cli.ok("report", "show", label)
    assert "phase: (automatic) → GN" in page
    assert "date: (automatic) → 2024-11-20" in page and "time: – → 08:00" in page


def test_an_amendment_to_a_day_to_come_says_how_it_is_written(cli: Cli) -> None:
    label = add(cli, "--at", "besok")
    refused = cli("report", "amend", label, "--phase", "gn")
    assert refused.code == 2 and "in the same command when it happened (--at" in refused.err


def test_a_district_that_is_named_beside_another_one_is_told_to_count(cli: Cli) -> None:
    placed = ("report", "add", "Uji", "-c", "hoaks", "-r", "Limpasu", "--district")
    told = "'Limpasu' is a district too; the one that was named beside it counts: Haruyan"
    assert told in cli(*placed, "Haruyan").err
    assert told not in cli(*placed, "limpasu").err


def test_a_district_that_is_amended_by_the_region_is_not_called_unchanged(cli: Cli) -> None:
    label = add(cli, "-r", "Limpasu")
    done = cli("report", "amend", label, "-r", "LAS")
    assert (done.code, "nothing is changed" in done.err) == (0, False)
    row = json.loads(cli.ok("report", "show", label, "-f", "json"))
    assert row["district"] == "63.07.03"


@pytest.mark.parametrize(
    "typed", ["1500000", "1.500.000", "1,500,000", "Rp 1.500.000", "rp1.500.000"]
)
def test_points_that_part_thousands_of_rupiah_are_understood(cli: Cli, typed: str) -> None:
    label = add(cli, "--loss-idr", typed)
    assert json.loads(cli.ok("report", "show", label, "-f", "json"))["loss_idr"] == 1_500_000


@pytest.mark.parametrize("typed", ["1.50", "1.500,00", "1.500.00", "1,5", "1.500 juta"])
def test_rupiah_that_may_be_read_otherwise_are_refused(cli: Cli, typed: str) -> None:
    refused = cli("report", "add", "Uji", "-r", "HST", "-c", "hoaks", "--loss-idr", typed)
    assert refused.code == 2 and "is not a whole number" in refused.err


@pytest.mark.parametrize(("kind", "word"), [("link", "linked with"), ("unlink", "unlinked from")])
def test_what_is_linked_or_unlinked_already_is_said_and_not_written_again(
    cli: Cli, kind: str, word: str
) -> None:
    one, other = add(cli), add(cli)
    cli.ok("report", kind, one, other)
    before = cli.ok("log", "-f", "json")
    again = cli("report", kind, one, other)
    assert again.code == 0 and f"{other} is {word} {one} already" in again.err
    assert cli.ok("log", "-f", "json") == before


def test_a_region_that_is_none_of_the_list_may_be_a_village(cli: Cli) -> None:
    refused = cli("report", "add", "Uji", "-r", "Kundan", "-c", "hoaks")
    assert refused.code == 2 and "--village" in refused.err
