"""Briefs: what was known at the cut-off and no more, in words that a head of agency reads."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import LATER, SAMPLE, Cli
from tests.golden import expect_screen

from pilkada_cli.render.brief.words import named

CUT_OFF = datetime(2024, 11, 21, 22, 0, tzinfo=UTC)
"""22 November 2024, 06.00 WITA."""

OFFICE = (
    "--region", "63", "--letterhead", "PEMERINTAH PROVINSI KALIMANTAN SELATAN",
    "--letterhead", "BADAN KESATUAN BANGSA DAN POLITIK",
    "--recipient", "Gubernur Kalimantan Selatan", "--recipient", "Ketua FKDM Provinsi",
)  # fmt: skip
MOST_ON_WHATSAPP = 1500


@pytest.fixture
def office(cli: Cli) -> Cli:
    """The province's register with the sample, after everything in it has happened."""
    cli.now = LATER
    cli.ok("init", *OFFICE)
    cli.ok("report", "import", str(SAMPLE))
    return cli


def brief(cli: Cli, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok("brief", *words, "-f", "json"))
    return found


def add(cli: Cli, title: str, *more: str, region: str = "HST", category: str = "hoaks") -> str:
    return cli.ok("report", "add", title, "-r", region, "-c", category, *more).strip()


def test_the_brief_of_the_morning_is_as_it_was_looked_at(office: Cli) -> None:
    for language in ("id", "en"):
        for form in ("md", "wa"):
            text = office.ok("brief", "daily", "--on", "2024-11-22", "-f", form, "--lang", language)
            expect_screen(f"brief-daily.{language}.{form}", text)
        assert len(text.rstrip("\n").encode("utf-16-le")) // 2 <= MOST_ON_WHATSAPP


def test_what_came_in_after_the_cut_off_of_the_last_brief_is_said_and_not_told(cli: Cli) -> None:
    add(cli, "Baliho dirusak")
    add(cli, "Lama", "--known", "2024-11-20")
    add(cli, "Di tempat lain", region="Tapin")
    said = cli("brief", "daily", "-r", "HST", "-f", "json")
    assert "1 report became known after the period; it comes into the next one" in said.err
    assert "nil" not in said.err
    assert json.loads(said.out)["numbers"]["received"]["n"] == 0
    cli.ok("report", "nil", "-r", "HST", "--on", "kemarin")
    nil = cli("brief", "daily", "-r", "HST", "-f", "json").err
    assert "1 nil report became known after the period; it counts in the next one" in nil
    for other in (("daily", "--on", "2024-11-23"), ("daily", "--on", "2024-11-21"), ("attention",)):
        assert "after the period" not in cli("brief", *other, "-f", "json").err


def test_whoever_sends_a_brief_by_whatsapp_is_told_to_read_it(office: Cli) -> None:
    day = ("daily", "--on", "2024-11-05")
    assert "read it before you send it" in office("brief", *day, "-f", "wa").err
    assert "read it" not in office("brief", *day, "-f", "md").err


def test_nothing_in_it_was_known_only_later(office: Cli, tmp_path: Path) -> None:
    """A register that stopped at the cut-off gives the same brief as one that went on."""
    then = Cli(tmp_path, now=CUT_OFF)
    known = [
        line
        for line in SAMPLE.read_text("utf-8").splitlines()
        if json.loads(line)["known_at"] < "2024-11-22"
    ]
    stopped = tmp_path / "stopped.jsonl"
    stopped.write_text("\n".join(known), "utf-8")
    other = ("--register", str(tmp_path / "stopped.db"))
    then.ok("init", *OFFICE, *other)
    then.ok("report", "import", str(stopped), *other)
    for kind in ("daily", "weekly", "attention"):
        words = ("brief", kind, "--on", "2024-11-22", "-f", "json")
        assert then.ok(*words, *other) == office.ok(*words)


def test_every_number_counts_the_ids_behind_it_and_agrees_with_the_summary(office: Cli) -> None:
    found = brief(office, "daily", "--on", "2024-11-22")
    numbers = found["numbers"]
    for number in numbers.values():
        assert number["n"] in (None, len(number["ids"]))
    summary = json.loads(office.ok("summary", "--as-of", "2024-11-22 06:00", "-f", "json"))
    for name in ("reports", "events", "pg", "ag", "gn", "open"):
        assert numbers[name]["n"] == summary["totals"][name]
    places = {row["code"]: row for row in summary["regencies"]}
    for row in found["regencies"]:
        for name in ("pg", "ag", "gn", "open", "open_index", "coverage"):
            assert row[name] == places[row["code"]][name]
        assert (row["worst_level"] is None) == (row["open"] == 0)
    assert numbers["reports"]["n"] == numbers["events"]["n"] + numbers["uncounted"]["n"]


def test_it_stands_in_the_election_and_ends_at_the_cut_off(office: Cli) -> None:
    period = brief(office, "daily", "--on", "2024-11-22")["period"]
    assert period == {
        "since": "2024-11-20T22:00:00.000Z", "until": "2024-11-21T22:00:00.000Z",
        "ended": True, "day": "2024-11-22", "days_to_vote": 5, "stage": "kampanye", "day_of_stage": 59,
        "days_of_stage": 60,
    }  # fmt: skip
    week = brief(office, "weekly", "--on", "2024-11-22")["period"]
    assert (week["since"], week["until"]) == ("2024-11-14T22:00:00.000Z", period["until"])


def test_the_sentence_on_the_situation_follows_the_rule(cli: Cli) -> None:
    def situation() -> object:
        return brief(cli, "daily", "--on", "2024-11-23", "-r", "HST")["situation"]

    add(cli, "Hoaks kecil", "--impact", "1")
    assert situation() == "safe"
    grown = add(cli, "Massa berkumpul", "--phase", "ag", "--impact", "1", "--likelihood", "1")
    assert situation() == "notes"
    cli.ok("report", "close", grown, "--reason", "bubar")
    assert situation() == "safe"
    cli.ok("readiness", "set", "kpps", "10", "-r", "HST", "--on", "2024-11-21")
    assert situation() == "notes"
    cli.ok("undo", "--yes")
    add(cli, "Rencana bentrok", "--likelihood", "4", "--impact", "4")
    assert situation() == "notes"
    gravest = add(cli, "Bentrok", "--phase", "gn", "--impact", "5")
    assert situation() == "attention"
    text = cli.ok("brief", "daily", "--on", "2024-11-23", "-r", "HST")
    assert (
        f"needs attention, an event of the highest level is open: 2 open events of level High or higher ({gravest} Hulu Sungai Tengah; "
        in text
    )
    cli.ok("report", "close", gravest, "--reason", "reda")
    assert situation() == "notes"


def test_silence_is_never_told_as_safety_or_as_nil(cli: Cli) -> None:
    cli.ok("init", "--region", "63")
    add(cli, "Hoaks kecil", "--impact", "1")
    day = ("daily", "--on", "2024-11-23")
    assert brief(cli, *day)["situation"] == "unknown"
    for form in ("md", "wa"):
        text = cli.ok("brief", *day, "-f", form, "--lang", "id")
        assert "belum dapat dinilai: 1 dari 13 kabupaten/kota melapor" in text
        assert "nihil." not in text.casefold() and "kondusif" not in text
        assert "tidak ada laporan" in text.casefold()
        attended = cli.ok("brief", *day, "-r", "HST", "-f", form, "--lang", "id")
        assert "aman dan kondusif" in attended and "nihil" in attended.casefold()
    add(cli, "Bentrok", "--phase", "gn", "--impact", "5")
    text = cli.ok("brief", *day, "-f", "wa", "--lang", "id")
    assert "Selebihnya belum dapat dinilai: 1 dari 13 kabupaten/kota melapor" in text


def test_where_nobody_owes_anything_and_nothing_came_nothing_is_said_to_be_safe(cli: Cli) -> None:
    cli.now = datetime(2026, 11, 29, tzinfo=UTC)
    cli.ok("init", "--region", "63")
    assert brief(cli, "daily")["situation"] == "unknown"
    assert "cannot be assessed yet: no report was owed, and none came" in cli.ok("brief", "daily")


def test_an_office_is_not_asked_for_its_own_reports(cli: Cli) -> None:
    cli.ok(
        "init", "--region", "HST", "--office", "Kesbangpol HST", "--letterhead", "Jalan Contoh 1"
    )
    for form in ("md", "wa"):
        text = cli.ok("brief", "daily", "-f", form)
        assert "no report came in the period, and no nil report" in text
        assert not any(each in text for each in ("No report yet", "that reported:", "not safety"))
    assert text.rstrip().endswith("Kesbangpol HST")
    assert brief(cli, "daily")["decisions"] == []


def test_what_moved_in_the_period_is_told_with_its_ids(cli: Cli) -> None:
    early = datetime(2024, 11, 21, 0, 0, tzinfo=UTC)
    for title in ("Naik", "Selesai", "Benar", "Tidak benar", "Diam"):
        cli.ok("report", "add", title, "-r", "HST", "-c", "hoaks", now=early)
    cli.ok("report", "escalate", "1", "--to", "gn", "--reason", "terjadi")
    cli.ok("report", "close", "2", "--reason", "selesai")
    cli.ok("report", "verify", "3", "--reason", "dicek")
    cli.ok("report", "refute", "4", "--reason", "keliru")
    add(cli, "Baru")
    cli.now = datetime(2024, 11, 23, 0, 0, tzinfo=UTC)
    numbers = brief(cli, "daily")["numbers"]
    moved = ("received", "raised", "closed", "verified", "refuted")
    assert {name: numbers[name]["ids"] for name in moved} == {
        "received": ["LAP-6"], "raised": ["LAP-1"], "closed": ["LAP-2"],
        "verified": ["LAP-3"], "refuted": ["LAP-4"],
    }  # fmt: skip


def test_what_nobody_verified_is_told_as_such_wherever_its_title_stands(cli: Cli) -> None:
    add(cli, "Gudang disegel warga", "--phase", "gn", "--impact", "5")
    for form in ("md", "wa"):
        text = cli.ok("brief", "daily", "--on", "2024-11-23", "-f", form, "--lang", "id")
        titles = re.findall(r".{8}Gudang disegel warga", text)
        assert titles
        assert set(titles) == {"Diduga: Gudang disegel warga"}


def test_no_name_and_no_number_of_a_person_is_in_a_brief(cli: Cli) -> None:
    add(
        cli, "Fulan Contoh dan Sdr. Anu ribut, hubungi 0812-3456-7890", "--phase", "gn", "--impact", "5",
        "--parties", "Fulan Contoh", "--reporter", "Pelapor Rahasia", "--source", "Sumber Rahasia",
        "--detail", "Korban: Budi Contoh, NIK 6307011205900001. Fulan Contoh lari.",
        "--measures-taken", "Pelapor Rahasia dimintai keterangan",
    )  # fmt: skip
    cli.ok("report", "handle", "1", "--reason", "Fulan Contoh dipanggil, telepon 0812-3456-7890")
    for form in ("md", "wa", "json"):
        text = cli.ok("brief", "attention", "1", "-f", form)
        assert not re.search("Fulan|Budi|Anu|Rahasia|7890|6307011205900001", text)


def test_what_is_secret_raises_the_mark_on_paper_and_stays_out_of_whatsapp(cli: Cli) -> None:
    add(cli, "Hal rahasia", "--phase", "gn", "--impact", "5", "--classification", "R")
    paper, message = (
        cli.ok("brief", "daily", "--on", "2024-11-23", "-f", form) for form in ("md", "wa")
    )
    assert paper.startswith("**SECRET**") and paper.rstrip().endswith("**SECRET**")
    assert message.startswith("*RESTRICTED*")
    assert "Hal rahasia" not in message and "1 more is secret" in message


def test_the_message_says_what_is_done_what_is_ready_and_what_is_not(sample: Cli) -> None:
    text = sample.ok("brief", "daily", "--on", "2024-11-22", "-f", "wa")
    assert "Actions: 2 running, 0 planned, 2 done; past their day: 1." in text
    assert "Reported to be ready: " in text
    assert "Readiness past its day and not complete: " in text and "3 more items" in text


def test_the_message_keeps_its_length_whatever_the_titles(cli: Cli) -> None:
    for n in range(6):
        add(cli, f"{n} " + "kata 😀 " * 20, "--phase", "gn", "--impact", "5")
    text = cli.ok("brief", "daily", "--on", "2024-11-23", "-f", "wa", "--lang", "id")
    assert len(text.rstrip("\n").encode("utf-16-le")) // 2 <= MOST_ON_WHATSAPP
    assert "Belum melapor" in text and "LAP-3" in text


def test_nothing_in_a_brief_is_live_markdown(cli: Cli) -> None:
    live = ("# judul", "[x](javascript:alert)", "<script>x</script>", "a | b", "`x`")
    add(cli, "Uji " + " ".join(live), "--detail", "\n".join(live), "--phase", "gn", "--impact", "5")
    text = cli.ok("brief", "daily", "--on", "2024-11-23")
    assert not any(re.search(rf"(?<!\\){re.escape(each)}", text) for each in live)


@pytest.mark.parametrize("form", ["md", "wa"])
def test_a_post_is_called_by_its_place_in_a_brief_and_by_no_name(cli: Cli, form: str) -> None:
    for title in ("Kapolsek Batu Benawa melapor", "Kades Mandingin melapor", "Kades Fulan melapor"):
        cli.ok(
            "report", "add", title, "-r", "HST", "-c", "perusakan-apk", "--village", "Mandingin",
            "--phase", "gn", "--at", "21/11/2024",
        )  # fmt: skip
    text = cli.ok("brief", "daily", "--on", "2024-11-23", "-f", form)
    assert "Kapolsek Batu Benawa" in text and "Kades Mandingin" in text
    assert "Fulan" not in text


def test_an_office_writes_about_its_own_regency_unless_another_is_named(office: Cli) -> None:
    office.ok("init", "--region", "HST")
    assert brief(office, "daily")["region"] == "63.07"
    assert brief(office, "daily", "-r", "Banjarbaru")["region"] == "63.72"
    assert len(brief(office, "daily", "-r", "63")["regencies"]) == 13


def test_an_attention_report_is_about_one_event_as_it_was_then(office: Cli) -> None:
    found = brief(office, "attention", "LAP-6", "--on", "2024-11-04")
    assert [event["id"] for event in found["events"]] == ["LAP-5"]
    assert "close" not in [done["kind"] for done in found["events"][0]["done"]]
    result = office("brief", "attention", "LAP-20", "--on", "2024-11-22")
    assert (result.code, result.out) == (2, "")


def test_a_brief_in_a_file_is_whole_said_and_remembered(office: Cli, tmp_path: Path) -> None:
    file = tmp_path / "laporan.md"
    text = office.ok("brief", "daily", "--on", "2024-11-22")
    assert office.ok("brief", "daily", "--on", "2024-11-22", "-o", str(file)).strip() == str(file)
    assert file.read_text("utf-8") == text
    (noted,) = json.loads(office.ok("export", "log", "-f", "json"))
    assert (noted["what"], noted["destination"]) == ("brief/daily", str(file))


def test_what_somebody_wrote_into_a_file_is_replaced_only_where_they_agree(
    office: Cli, tmp_path: Path
) -> None:
    file = tmp_path / "laporan.md"
    command = ("brief", "daily", "--on", "2024-11-22", "-o", str(file))
    for _ in range(2):
        office.ok(*command)
    file.write_text("Penilaian analis", "utf-8")
    refused = office(*command)
    assert (refused.code, refused.out) == (2, "") and "replace it with --yes" in refused.err
    assert file.read_text("utf-8") == "Penilaian analis"
    office.ok(*command, "-y")
    assert "Penilaian analis" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("daily", "--on", "2024-11-24"), "has not come yet"),
        (("daily", "-r", "Barabai"), "name its regency"),
        (("daily", "-f", "pdf"), "goes into a file"),
        (("daily", "-f", "rtf"), "-f 'rtf' is none of md,"),
        (("daily", "-o", "laporan.doc"), "would be no doc file; this command writes md,"),
        (("daily", "--template", "x.docx"), "leave --template out"),
    ],
)
def test_what_cannot_be_meant_is_refused(cli: Cli, words: tuple[str, ...], said: str) -> None:
    add(cli, "Hoaks")
    result = cli("brief", *words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_the_brief_of_the_running_day_ends_now(cli: Cli) -> None:
    add(cli, "Baru saja")
    result = cli("brief", "daily", "--on", "2024-11-23", "--lang", "id")
    assert "belum berakhir" in result.err and "WITA (sampai saat ini)" in result.out
    assert brief(cli, "daily", "--on", "2024-11-23")["numbers"]["received"]["ids"] == ["LAP-1"]
    assert brief(cli, "daily")["numbers"]["received"]["n"] == 0


def test_actions_and_readiness_stand_in_it_as_they_were_known(cli: Cli) -> None:
    add(cli, "Rencana bentrok", "--likelihood", "4", "--impact", "4", "--known", "2024-11-14")
    decided = ("action", "add", "--for", "LAP-1", "--owner", "Polres")
    cli.ok(*decided, "Lewat tenggat", "--due", "2024-11-20", "--known", "2024-11-15")
    cli.ok(*decided, "Berjalan", "--due", "2024-11-25", "--known", "2024-11-18")
    cli.ok(*decided, "Baru diputuskan pagi ini", "--due", "2024-11-20")
    cli.ok("readiness", "set", "kpps", "900", "-r", "Banjarbaru", "--on", "2024-11-20",
           "--known", "2024-11-20")  # fmt: skip
    found = brief(cli, "daily", "-r", "63")
    assert [(each["id"], each["overdue"]) for each in found["actions"]] == [
        ("LAP-T1", True), ("LAP-T2", False),
    ]  # fmt: skip
    assert found["numbers"]["overdue"] == {"n": 1, "ids": ["LAP-T1"]}
    assert [(item["item"], item["reported"]) for item in found["readiness"]] == [
        ("kpps", 1), ("linmas", 0), ("gudang", 0), ("surat-suara", 0), ("posko", 0),
    ]  # fmt: skip
    assert [each["why"] for each in found["decisions"]] == ["overdue", "silent", "unready"]
    text = cli.ok("brief", "daily", "-r", "63")
    assert "planned 2; past their day 1" in text and "| 1/13 |" in text
    late = "Readiness past its day and not complete:"
    assert text.count(late) == 2 and "Nobody reported: Grants paid out (NPHD), " in text
    assert "Lewat tenggat (Hulu Sungai Tengah): Polres, by 20 November 2024" in text
    message = cli.ok("brief", "daily", "-r", "63", "-f", "wa")
    assert late in message and "how it goes on: Lewat tenggat (LAP-T1, LAP-1" in message
    earlier = brief(cli, "daily", "--on", "2024-11-10")
    assert (earlier["actions"], earlier["readiness"]) == (None, None)


def test_each_event_asks_once_and_what_was_decided_is_not_proposed_again(cli: Cli) -> None:
    """Two grave events of one category; of the first two measures were decided, one is done."""
    for title in ("Bentrok A", "Bentrok B"):
        add(cli, title, "--phase", "gn", "--impact", "4", "--likelihood", "5")
    first = brief(cli, "attention", "LAP-1")
    assert [each["why"] for each in first["decisions"]] == ["unhandled"]
    (proposed,) = first["recommendations"]
    for measure in proposed["measures"][:2]:
        said = f"{measure['id'].upper()} di Barabai"
        cli.ok("action", "add", "--for", "LAP-1", said, "--due", "2024-11-25")
    cli.ok("action", "done", "LAP-T1")
    assert [each["why"] for each in brief(cli, "attention", "LAP-1")["decisions"]] == ["grave"]
    (left,) = brief(cli, "attention", "LAP-1")["recommendations"]
    assert left["measures"] == proposed["measures"][2:]
    cli.ok("action", "drop", "LAP-T2")
    (left,) = brief(cli, "attention", "LAP-1")["recommendations"]
    assert left["measures"] == proposed["measures"][1:]


def test_a_measure_whose_last_day_is_past_is_marked(cli: Cli) -> None:
    add(cli, "Kotak suara rusak", "--phase", "gn", "--impact", "4", category="kerusakan")
    past = "paling lambat H-3 (harinya sudah lewat)"
    assert past not in cli.ok("brief", "attention", "LAP-1", "--lang", "id")
    later = cli.now.replace(day=26)
    assert past in cli.ok("brief", "attention", "LAP-1", "--lang", "id", now=later)


def test_an_action_on_a_secret_report_stays_out_of_the_message(cli: Cli) -> None:
    add(cli, "Hal rahasia", "--classification", "R", "--known", "2024-11-14")
    cli.ok("action", "add", "--for", "LAP-1", "Operasi tertutup", "--due", "2024-11-20",
           "--known", "2024-11-15")  # fmt: skip
    assert "Operasi tertutup" in cli.ok("brief", "daily")
    assert "Operasi tertutup" not in cli.ok("brief", "daily", "-f", "wa")


def test_what_lies_ahead_is_the_calendar_and_what_was_reported_for_these_days(cli: Cli) -> None:
    add(cli, "Rencana unjuk rasa", "--at", "2024-11-24", "--phase", "ag", "--known", "2024-11-20")
    add(cli, "Sudah terjadi", "--at", "2024-11-20", "--phase", "gn", "--known", "2024-11-20")
    found = brief(cli, "daily", "-r", "63")
    assert [each["title"] for each in found["planned"]] == ["Rencana unjuk rasa"]
    ahead = [(each["on"], each["what"], each["stage"]) for each in found["agenda"]]
    assert ahead == [("2024-11-23", "ends", "kampanye"), ("2024-11-24", "begins", "masa-tenang")]


def test_ids_that_follow_one_another_are_told_in_short() -> None:
    assert named(("A-1", "A-2", "A-3", "A-5", "B-6", "B-T1", "B-T2")) == "A-1 to A-3, A-5, B-6, B-T1, B-T2"  # fmt: skip
    assert named(("A-1", "A-3", "A-5"), 2) == "A-1, A-3, …"
    assert named(()) == ""
