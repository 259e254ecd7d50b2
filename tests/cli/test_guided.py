"""``report add`` on a terminal: what is asked, what is understood, and what leaving leaves behind."""

import json
import re
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Cli
from tests.terminal import CTRL_C, CTRL_D, ENTER, ESC, Terminal, open_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

QUESTIONS = (
    "Title",
    "Region",
    "Category",
    "Phase",
    "Likelihood",
    "Impact",
    "Date",
    "Detail",
    "Store",
)
ANSWERS = ("Baliho dirusak", "tapin", "perusakan-apk", "1", "2", "3", "", "")  # fmt: skip


def reach(terminal: Terminal, question: int) -> Terminal:
    """Answer everything before a question, and wait for it."""
    for name, answer in zip(QUESTIONS[:question], ANSWERS, strict=False):
        terminal.answer(f"{name}", answer)
    return terminal.see(QUESTIONS[question])


def reports(home: Path) -> int:
    """How many reports the register holds; 0 without one."""
    register = home / "register.db"
    if not register.exists():
        return 0
    with sqlite3.connect(register) as connection:
        row = connection.execute("SELECT count(*) FROM journal WHERE kind = 'add'").fetchone()
    return int(row[0])


def test_a_report_is_entered_by_answers_and_its_id_is_said(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 8)
    assert terminal.type(ENTER).end() == 0
    assert "LAP-1" in terminal.text()
    assert reports(tmp_path) == 1


def test_nothing_is_asked_where_title_region_and_category_were_said(tmp_path: Path) -> None:
    terminal = open_terminal(
        tmp_path, "report", "add", "Baliho dirusak", "-r", "Tapin", "-c", "hoaks"
    )
    assert terminal.end() == 0
    assert "Title" not in terminal.text()


def test_what_was_said_by_an_option_is_not_asked_again(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "report", "add", "-r", "Tapin", "--phase", "ag")
    terminal.answer("Title", "Baliho dirusak").answer("Category", "hoaks").see("Likelihood")
    assert "Region (" not in terminal.text()
    assert "Phase" not in terminal.text()


def test_the_criteria_of_likelihood_and_impact_stand_beside_the_question(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 4)
    assert "One source has seen a sign of it" in terminal.text()
    terminal.type("2", ENTER).see("Impact")
    assert "Resolved on site in less than an hour" in terminal.text()


def test_what_has_happened_is_not_asked_how_likely_it_is(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 3)
    terminal.type("3", ENTER).see("Impact")
    assert "Likelihood" not in terminal.text()


def test_a_part_that_fits_several_is_asked_again_and_one_that_fits_none_too(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 2)
    for none in ("xyzzy", "0", "-1"):
        terminal.type(none, ENTER).see(f"'{none}' fits none")
    terminal.type("perusakan", ENTER).see("'perusakan' fits 2 of them; which?")
    terminal.type("2", ENTER).see("Phase")
    for _ in range(2):
        terminal.type(ENTER)
    terminal.type("3", ENTER, ENTER, ENTER, ENTER).see("kamtibmas/perusakan-fasilitas ·")


@pytest.mark.parametrize("typed", ["HST", "63.07", "hulu sungai tengah", "7"])
def test_a_region_is_chosen_by_number_name_code_or_alias(tmp_path: Path, typed: str) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 1)
    terminal.type(typed, ENTER).see("Category")
    for answer in ANSWERS[2:]:
        terminal.type(answer, ENTER)
    terminal.see("Hulu Sungai Tengah (63.07)")


def test_names_that_begin_alike_are_not_guessed_between(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 1)
    terminal.type("Hulu Sungai", ENTER).see("fits")
    assert "Category (" not in terminal.text()


def test_a_number_at_the_end_changes_that_line(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 8)
    terminal.type("1", ENTER).asked("Title", 2)
    terminal.type("Spanduk dirobek", ENTER).see("Title: Spanduk dirobek")
    assert terminal.type(ENTER).end() == 0
    with sqlite3.connect(tmp_path / "register.db") as connection:
        assert connection.execute("SELECT title FROM report").fetchall() == [("Spanduk dirobek",)]


def test_every_category_is_listed_on_request(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add", rows=120), 2)
    terminal.type("?", ENTER).see("isu-aktual/lainnya")


Leave = Callable[[Terminal], object]


@pytest.mark.parametrize("question", range(len(QUESTIONS)))
@pytest.mark.parametrize(
    ("key", "said"),
    [
        (ESC, "left; nothing was stored"),
        (CTRL_C, "interrupted; nothing was written"),
        (CTRL_D, "left; nothing was stored"),
    ],
    ids=["esc", "ctrl-c", "ctrl-d"],
)
def test_leaving_at_any_question_leaves_nothing_behind(
    tmp_path: Path, question: int, key: str, said: str
) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), question)
    assert terminal.type(key).end() == 130
    assert said in terminal.text().split("\n")
    assert not (tmp_path / "register.db").exists()


@pytest.mark.parametrize("question", [0, 3, 8])
def test_a_terminal_that_vanishes_leaves_nothing_behind(tmp_path: Path, question: int) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), question)
    terminal.child.kill(signal.SIGHUP)
    terminal.end()
    assert not (tmp_path / "register.db").exists()


@pytest.mark.parametrize("columns", [40, 60])
def test_a_narrow_console_without_utf_8_shows_every_question(tmp_path: Path, columns: int) -> None:
    terminal = open_terminal(
        tmp_path, "report", "add", columns=columns, rows=60,
        PYTHONIOENCODING="cp1252", LC_ALL="C", PYTHONUTF8="0",
    )  # fmt: skip
    assert reach(terminal, 8).type(ENTER).end() == 0
    assert reports(tmp_path) == 1


def test_a_terminal_that_can_do_nothing_is_asked_in_all_the_same(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "report", "add", rows=80, TERM="dumb")
    assert reach(terminal, 8).type(ENTER).end() == 0
    assert reports(tmp_path) == 1


def test_a_misspelt_name_is_answered_with_those_most_like_it(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 1)
    terminal.type("batang alai timor", ENTER).see("fits none").see("1 Batang Alai Timur")
    terminal.type("1", ENTER).see("Category")


def test_long_lines_break_between_words(tmp_path: Path) -> None:
    terminal = open_terminal(
        tmp_path, "report", "add", "Baliho", "-r", "Banjarbaro", "-c", "hoaks", columns=50
    )
    assert terminal.end() == 2
    assert "see pilkada region list" in " ".join(terminal.text().split())
    assert max(map(len, terminal.text().splitlines())) < 50
    asked = open_terminal(tmp_path, "report", "add", "Baliho", columns=40)
    asked.see("Region (regency, city or\ndistrict):").type("xyzzy", ENTER)
    asked.see("fits none").see("or ? for all").type(ESC)
    assert asked.end() == 130
    assert asked.text().count("Kabupaten Tapin") == 1


def test_the_categories_that_a_title_speaks_of_are_listed_first_and_none_is_chosen(
    tmp_path: Path,
) -> None:
    terminal = open_terminal(tmp_path, "report", "add", "Puting beliung merusak tenda TPS")
    terminal.answer("Region", "tapin").see("1 bencana/cuaca-ekstrem").see("2 tps/sarpras")
    terminal.see("3 kamtibmas ").type(ENTER).see("an answer is needed").type("2", ENTER)
    terminal.answer("Phase", "1").answer("Likelihood", "2").answer("Impact", "2")
    terminal.answer("Date", "").answer("Detail", "").see("Category: tps/sarpras").type(ENTER)
    assert terminal.end() == 0


def test_a_category_is_chosen_by_the_number_of_its_group_and_its_own(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 2)
    terminal.see("2 kamtibmas ").type("2", ENTER).see("6 kamtibmas/hoaks").type("rusak", ENTER)
    terminal.see("'rusak' fits 3 of them; which?").see("3 logistik/kerusakan").type("1", ENTER)
    terminal.answer("Phase", "1").answer("Likelihood", "2").answer("Impact", "2")
    terminal.answer("Date", "").answer("Detail", "")
    terminal.see("Category: kamtibmas/perusakan-apk").type(ENTER)
    assert terminal.end() == 0


def test_a_phase_taken_back_from_actual_asks_how_likely_it_is(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 3)
    terminal.type("3", ENTER).answer("Impact", "3").answer("Date", "").answer("Detail", "")
    terminal.see("Store").type("4", ENTER).see("Phase").type("1", ENTER)
    terminal.answer("Likelihood", "2").see("likelihood 2, impact 3").type(ENTER)
    assert terminal.end() == 0


def test_a_day_to_come_asks_the_phase_again_of_what_was_said_to_have_happened(
    tmp_path: Path,
) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 3)
    terminal.type("3", ENTER).answer("Impact", "3").answer("Date", "23/11/2024")
    terminal.see("nothing can have happened then").asked("Phase", 2).type("2", ENTER)
    terminal.answer("Likelihood", "4").answer("Detail", "").see("Store").type(ENTER)
    assert terminal.end() == 0
    assert "Date: Saturday 23 November 2024" in terminal.text()
    assert "Phase: AG" in terminal.text()


def test_a_mistyped_day_to_come_is_asked_again_where_the_phase_stays_as_it_was(
    tmp_path: Path,
) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 3)
    terminal.type("3", ENTER).answer("Impact", "3").answer("Date", "23/11/2024")
    terminal.asked("Phase", 2).type(ENTER).asked("Date", 2).type("21/11/2024", ENTER)
    terminal.answer("Detail", "").see("Store").type(ENTER)
    assert terminal.end() == 0
    assert "Likelihood" not in terminal.text()
    assert "Date: Thursday 21 November 2024" in terminal.text()


def test_a_phase_changed_to_what_has_happened_asks_for_a_day_to_come_again(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 6)
    terminal.answer("Date", "23/11/2024").answer("Detail", "").see("Store").type("4", ENTER)
    terminal.asked("Phase", 2).type("3", ENTER).see("nothing can have happened then")
    terminal.asked("Date", 2).type(ENTER).asked("Store", 2).type(ENTER)
    assert terminal.end() == 0
    assert "Date: Friday 22 November 2024" in terminal.text()


def test_a_step_is_not_named_by_a_word_of_its_criterion(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 5)
    terminal.type("victims", ENTER).see("fits none; a number, a part of a name")


def test_a_day_that_a_message_leaves_open_is_asked_for_and_is_not_today(tmp_path: Path) -> None:
    (tmp_path / "pesan.txt").write_text("Baliho dirusak\nsenin lalu atau selasa lalu, di Tapin\n")
    terminal = open_terminal(
        tmp_path, "report", "add", "--file", "pesan.txt", "-r", "Tapin", "-c", "hoaks"
    )
    terminal.answer("Phase", "1").answer("Likelihood", "2").answer("Impact", "2")
    terminal.see("Date").see("the text leaves it open").type(ENTER).see("an answer is needed")


def test_the_review_names_things_as_the_questions_did(tmp_path: Path) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add", rows=90), 8)
    asked, _, reviewed = terminal.text().partition("\n\n")
    for name in ("Title", "Region", "Category", "Phase", "Likelihood", "Impact", "Date", "Detail"):
        assert any(line.startswith((f"{name}:", f"{name} (")) for line in asked.split("\n")), name
        assert re.search(rf"^ +\d+ {name}: ", reviewed, re.MULTILINE), name


SENT = "[22/11/24 06.42] Budi: Baliho dirusak di Tapin\nTadi malam.\n"


def known_at(home: Path) -> str:
    """When the newest report was known, as its page tells it."""
    terminal = open_terminal(home, "report", "show", "1", "-f", "json", columns=2000)
    terminal.end()
    return str(json.loads(terminal.text())["known_at"])


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        (None, "2024-11-21T22:42:00.000Z"),
        ("jam 7.15 pagi", "2024-11-21T23:15:00.000Z"),
        ("now", "2024-11-22T02:30:00.000Z"),
    ],
)
def test_when_a_message_was_sent_is_a_line_that_its_number_changes(
    tmp_path: Path, typed: str | None, known: str
) -> None:
    (tmp_path / "pesan.txt").write_text(SENT)
    terminal = open_terminal(
        tmp_path, "report", "add", "--file", "pesan.txt", "-r", "Tapin", "-c", "hoaks", rows=80
    )
    terminal.answer("Phase", "1").answer("Likelihood", "2").answer("Impact", "2")
    terminal.answer("Date", "").see("Store it")
    assert "--known" not in terminal.text()
    (line,) = re.findall(r"^ (\d+) Known: 22 Nov 2024 06:42 WITA$", terminal.text(), re.MULTILINE)
    if typed:
        terminal.type(line, ENTER).answer("Known (when did it become known)", typed)
        terminal.see("Esc leaves nothing behind")
    assert terminal.type(ENTER).end() == 0
    assert known_at(tmp_path) == known


def test_a_time_that_has_not_come_cannot_be_when_it_was_known_and_no_option_is_named(
    tmp_path: Path,
) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 8)
    terminal.type("10", ENTER).answer("Known (", "besok").see("'besok' has not come yet")
    assert "--known" not in terminal.text()
    terminal.type("\x15", "kapan", ENTER).see("'kapan' is no day and no time")


@pytest.mark.parametrize(
    "wrong", [["-c", "xyz"], ["--known", "besok"], ["--phase", "gn", "--likelihood", "2"]]
)
def test_a_wrong_option_is_refused_before_anything_is_asked(
    tmp_path: Path, wrong: list[str]
) -> None:
    terminal = open_terminal(tmp_path, "report", "add", *wrong)
    assert terminal.end() == 2
    assert "Title" not in terminal.text()


def test_a_day_that_a_message_leaves_open_is_said_without_an_option(tmp_path: Path) -> None:
    (tmp_path / "pesan.txt").write_text("Baliho dirusak\nsenin lalu atau selasa lalu, di Tapin\n")
    terminal = open_terminal(tmp_path, "report", "add", "--file", "pesan.txt").see("Region (")
    assert "the text leaves the day open" in terminal.text()
    assert "--at" not in terminal.text()


def told(home: Path) -> tuple[str, str | None]:
    """Title and detail of the newest report."""
    terminal = open_terminal(home, "report", "show", "1", "-f", "json", columns=2000)
    terminal.end()
    report = json.loads(terminal.text())
    return report["title"], report["detail"]


NUMBERED = "Hoaks, hubungi 0812-3456-7890"


@pytest.mark.parametrize(
    ("lang", "question", "key", "title", "detail"),
    [
        ("en", "Move it to the detail?", "y", "Hoaks, hubungi [phone number]", NUMBERED),
        ("id", "Pindahkan ke uraian?", "y", "Hoaks, hubungi [nomor telepon]", NUMBERED),
        ("en", "Move it to the detail?", "", NUMBERED, None),
    ],
)
def test_a_number_in_a_title_is_offered_to_be_moved_to_the_detail(
    tmp_path: Path, lang: str, question: str, key: str, title: str, detail: str | None
) -> None:
    options = ("-r", "Tapin", "--phase", "gn", "--impact", "2", "--at", "2024-11-21")
    terminal = open_terminal(
        tmp_path, "report", "add", NUMBERED, *options, "--detail", "", "--lang", lang, rows=60
    )
    terminal.type("kamtibmas/hoaks", ENTER)
    terminal.see("Detail" if lang == "en" else "Uraian").type(ENTER)
    terminal.answer(question, key).see("Store it" if lang == "en" else "Simpan").type(ENTER)
    assert terminal.end() == 0
    assert told(tmp_path) == (title, detail)


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("baliho", "kamtibmas/perusakan-apk"),
        ("politik uang", "isu-aktual/politik-uang"),
        ("serangan fajar", "isu-aktual/politik-uang"),
    ],
)
def test_a_category_is_named_by_an_everyday_word(tmp_path: Path, typed: str, category: str) -> None:
    terminal = open_terminal(
        tmp_path, "report", "add", "Uji", "-r", "Tapin", "--phase", "gn", "--impact", "2",
        "--at", "2024-11-21",
    )  # fmt: skip
    terminal.answer("Category", typed).answer("Detail", "").answer("Store it", "")
    assert terminal.end() == 0
    terminal = open_terminal(tmp_path, "report", "show", "1", "-f", "json", columns=2000)
    terminal.end()
    assert json.loads(terminal.text())["category"] == category


def test_a_second_message_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    paste = "\x1b[200~{}\x1b[201~"
    first = "[21/11/24 06.42] Budi: Baliho dirusak di Desa Hangui\nTadi malam di Tapin."
    second = "[22/11/24 07.15] Budi: Hoaks beredar\nPagi ini di Barabai."
    terminal = open_terminal(tmp_path, "report", "add", "-c", "hoaks", rows=100)
    terminal.see("Title").type(paste.format(first), ENTER).answer("Region", "")
    terminal.answer("Phase", "1").answer("Likelihood", "2").answer("Impact", "2")
    terminal.answer("Date", "").see("Known: 21 Nov 2024 06:42 WITA")
    terminal.see("Village: Hangui").see("Store it").type("1", ENTER).asked("Title", 2)
    terminal.type("\x15", paste.format(second), ENTER).asked("Region", 2).type(ENTER)
    terminal.asked("Date", 2).type(ENTER).see("Known: 22 Nov 2024 07:15 WITA").type(ENTER)
    assert terminal.end() == 0
    shown = open_terminal(tmp_path, "report", "show", "1", "-f", "json", columns=2000)
    shown.end()
    report = json.loads(shown.text())
    assert (report["title"], report["detail"]) == ("Hoaks beredar", "Pagi ini di Barabai.")
    assert (report["district"], report["village"]) == ("63.07.06", None)
    assert report["occurred_on"] == "2024-11-22"
    assert report["known_at"] == "2024-11-21T23:15:00.000Z"


def test_when_it_was_known_stays_where_an_option_said_it(tmp_path: Path) -> None:
    paste = "\x1b[200~{}\x1b[201~"
    text = "[22/11/24 07.15] Budi: Hoaks beredar\nPagi ini di Barabai."
    terminal = open_terminal(
        tmp_path, "report", "add", "-c", "hoaks", "--known", "2024-11-22 08.00", rows=100
    )
    terminal.see("Title").type(paste.format(text), ENTER).answer("Region", "")
    terminal.answer("Phase", "1").answer("Likelihood", "2").answer("Impact", "2")
    terminal.answer("Date", "").see("Store it").type("1", ENTER).asked("Title", 2)
    terminal.type("\x15", paste.format(text), ENTER).asked("Region", 2).type(ENTER)
    terminal.asked("Date", 2).type(ENTER).asked("Store it", 2)
    assert terminal.text().count("Known: 22 Nov 2024 08:00 WITA") == 2


def test_words_that_closing_and_refuting_want_are_asked_for_once_the_report_is_there(
    tmp_path: Path, cli: Cli
) -> None:
    cli.ok("report", "add", "Banjir", "-r", "HST", "-c", "banjir", "--register", str(tmp_path / "register.db"))  # fmt: skip
    assert open_terminal(tmp_path, "report", "close", "9").end() == 2
    terminal = open_terminal(tmp_path, "report", "refute", "1").answer("Why it is not so", "salah")
    assert terminal.end() == 0
    terminal = open_terminal(tmp_path, "report", "close", "1").answer("How it ended", "")
    assert terminal.end() == 0
    assert "how it ended was not said" in terminal.text()


def test_a_phase_is_named_by_everyday_words_and_offered_where_the_title_says_it(
    tmp_path: Path,
) -> None:
    terminal = open_terminal(tmp_path, "report", "add", "Baliho dirusak", "-r", "HST")
    terminal.answer("Category", "baliho").see("* 3 GN").type("sudah terjadi", ENTER).see("Impact")
    assert "Likelihood" not in terminal.text()


def test_a_phase_that_was_only_offered_settles_no_day(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "report", "add", "Baliho dirusak", "-r", "HST")
    terminal.answer("Category", "baliho").answer("Phase", "").answer("Impact", "3")
    terminal.answer("Date", "jam 2 siang").see("can be several days")


def test_a_phase_that_an_option_said_counts_where_the_day_is_asked_for(tmp_path: Path) -> None:
    said = ("--phase", "gn", "--impact", "3")
    terminal = open_terminal(tmp_path, "report", "add", "Baliho dirusak", "-r", "HST", *said)
    terminal.answer("Category", "baliho").answer("Date", "jam 2 siang").see("nothing can have")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_on_a_narrow_screen_what_enter_means_stands_after_the_whole_question(
    tmp_path: Path, cli: Cli, lang: str
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    title, region = {"en": ("Title", "Region"), "id": ("Judul", "Wilayah")}[lang]
    terminal = open_terminal(tmp_path, "report", "add", columns=40, rows=80, PILKADA_LANG=lang)
    terminal.answer(title, "Baliho dirusak di Batang Alai Timur").see("Tengah):")
    told = " ".join(terminal.text().partition(f"\n{region}")[2].split())
    asked = {
        "en": "(regency, city or district) (Enter: Batang Alai Timur, Hulu Sungai Tengah):",
        "id": "(kabupaten, kota, atau kecamatan) (Enter: Batang Alai Timur, Hulu Sungai Tengah):",
    }
    assert told.endswith(asked[lang])


def pasted(text: str) -> str:
    """What a terminal sends when a text is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


def test_a_message_that_is_pasted_after_another_at_the_title_takes_its_place(
    tmp_path: Path,
) -> None:
    first, second = "Baliho dirusak\nkemarin di Tapin", "Spanduk robek\nhari ini di Barabai"
    terminal = open_terminal(tmp_path, "report", "add", "-c", "hoaks", rows=100).see("Title")
    terminal.type(pasted(first)).see("di Tapin").type(pasted(second)).see("di Barabai")
    terminal.type(ENTER).see("guessed from the text")
    assert "2024-11-21" not in terminal.text().partition("guessed")[2]
    terminal.answer("Region", "").answer("Phase", "1").answer("Likelihood", "2")
    terminal.answer("Impact", "2").answer("Date", "").see("Title: Spanduk robek").see("Store it")
    assert "Tapin" not in terminal.text().rpartition("Title: Spanduk robek")[2]


def test_what_is_pasted_into_a_title_that_was_typed_goes_on_with_it(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "report", "add", rows=100).see("Title")
    terminal.type("Baliho ", pasted("dirusak"), pasted(" di pasar"), ENTER)
    terminal.see("Title: ").see("Baliho dirusak di pasar")


@pytest.mark.parametrize("office", [None, "HST"])
@pytest.mark.parametrize(
    ("title", "region", "district"),
    [
        ("Baliho dirusak di Batang Alai Timur", "63.07", "63.07.10"),
        ("Baliho dirusak di Pandawan", "63.07", "63.07.05"),
    ],
)
def test_a_district_that_a_typed_title_names_is_offered_as_the_region(
    tmp_path: Path, cli: Cli, office: str | None, title: str, region: str, district: str
) -> None:
    if office:
        cli.ok("init", "-r", office, "--register", str(tmp_path / "register.db"))
    terminal = open_terminal(tmp_path, "report", "add", "-c", "hoaks", rows=100)
    terminal.answer("Title", title).answer("Region", "").answer("Phase", "1")
    terminal.answer("Likelihood", "2").answer("Impact", "2").answer("Date", "")
    terminal.answer("Detail", "").answer("Store it", "")
    assert terminal.end() == 0
    shown = open_terminal(tmp_path, "report", "show", "1", "-f", "json", columns=2000)
    shown.end()
    report = json.loads(shown.text())
    assert (report["region"], report["district"]) == (region, district)


def test_a_question_mark_at_the_title_is_no_title_but_asks_what_one_is(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "report", "add").answer("Title", "?")
    terminal.see("one line that says what happened and where").asked("Title", 2)


def test_another_category_brings_its_likelihood_and_impact_unless_others_were_chosen(
    tmp_path: Path,
) -> None:
    terminal = open_terminal(tmp_path, "report", "add", "-r", "Tapin", "--phase", "pg", rows=200)
    terminal.answer("Title", "Baliho").answer("Category", "perusakan-apk")
    terminal.answer("Likelihood", "2").answer("Impact", "").answer("Date", "").answer("Detail", "")
    terminal.answer("Store", "3").asked("Category", 2).type("politik-uang", ENTER)
    terminal.see("taken from the new category: Impact 1 → 3").asked("Store", 2).type(ENTER)
    assert terminal.end() == 0
    terminal = open_terminal(tmp_path, "report", "show", "1", "-f", "json", rows=200)
    assert terminal.end() == 0
    report = json.loads(terminal.text())
    assert (report["likelihood"], report["impact"]) == (2, 3)


def test_a_category_that_the_option_would_ask_back_is_asked_back_with_those_alone(
    tmp_path: Path, cli: Cli
) -> None:
    refused = cli("report", "add", "DPT ganda di Limpasu", "-r", "HST", "-c", "dpt").err
    terminal = open_terminal(tmp_path, "report", "add", "-r", "HST", rows=100)
    terminal.answer("Title", "DPT ganda di Limpasu").answer("Category", "dpt")
    terminal.see("'dpt' fits 2 of them; which?").asked("Category", 2)
    asked = terminal.text().partition("which?")[2]
    for key in ("isu-aktual/daftar-pemilih", "tps/hak-pilih"):
        assert key in refused and key in asked
    assert "Phase" not in asked
    terminal.type("daftar-pemilih", ENTER).see("Phase")


def test_one_line_that_is_pasted_with_its_stamp_at_the_title_is_read_as_a_message(
    tmp_path: Path, cli: Cli
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    line = "[22/11/24 08.55] +62 812-3456-789: Mhn ijin lapor Pak, Ds Awang Baru Kec Batang Alai Utara ada 5 rumah tarandam, kajadian subuh hari ini"
    terminal = open_terminal(tmp_path, "report", "add", "-c", "banjir", rows=100).see("Title")
    terminal.type(pasted(line), ENTER).see("left out of the text: who sent it")
    terminal.answer("Region", "").answer("Phase", "").answer("Impact", "").answer("Date", "")
    terminal.see("Store it").type(ENTER)
    assert terminal.end() == 0
    shown = open_terminal(tmp_path, "report", "show", "1", "-f", "json", columns=2000)
    shown.end()
    report = json.loads(shown.text())
    assert "812" not in report["title"] and "Awang Baru" in report["title"]
    assert (report["village"], report["district"]) == ("Awang Baru", "63.07.08")
    assert report["known_at"] == "2024-11-22T00:55:00.000Z"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Haur Gading: not under this office's own region (-r 63.07 Hulu Sungai Tengah)"),
        ("id", "Haur Gading: bukan wilayah kantor ini (-r 63.07 Hulu Sungai Tengah)"),
    ],
)
def test_a_region_that_is_offered_and_is_not_the_office_s_own_says_so(
    tmp_path: Path, cli: Cli, lang: str, said: str
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    title, region = {"en": ("Title", "Region"), "id": ("Judul", "Wilayah")}[lang]
    away = "Spanduk robek di Kecamatan Haur Gading"
    terminal = open_terminal(tmp_path, "report", "add", PILKADA_LANG=lang, rows=80, columns=120)
    terminal.answer(title, away).see(f"\n{region}")
    assert said in terminal.text()


def test_regions_that_share_the_name_of_a_place_stand_first_and_none_is_offered(
    tmp_path: Path, cli: Cli
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    terminal = open_terminal(tmp_path, "report", "add", rows=80)
    terminal.answer("Title", "Spanduk dirusak di Simpang Empat").asked("Region", 1)
    assert "\n  1 Kabupaten Banjar\n  2 Kabupaten Tanah Bumbu\n" in terminal.text()
    assert terminal.text().endswith("district):")


@pytest.mark.parametrize("title", ["Info dari PPS Haur Gading", "Spanduk robek di Pandawan"])
def test_the_office_s_own_region_is_offered_without_a_word(
    tmp_path: Path, cli: Cli, title: str
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    terminal = open_terminal(tmp_path, "report", "add", rows=80, columns=120)
    terminal.answer("Title", title).see("\nRegion").see("district): ").see(
        ", Hulu Sungai Tengah" if "Pandawan" in title else "Kalimantan"
    )
    assert "own region" not in terminal.text()
    assert "Haur Gading, " not in terminal.text()


def test_one_line_that_is_pasted_at_the_title_is_read_as_a_message(
    tmp_path: Path, cli: Cli
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    line = "Izin lapor ndan, Kamis 21/11/2024 pukul 22.15 wita di Desa Batu Panggung Kec. Haruyan 2 pemuda mabuk merusak baliho, 1 orang luka ringan"
    terminal = open_terminal(tmp_path, "report", "add", "-c", "perusakan-apk", rows=100)
    terminal.see("Title").type(pasted(line), ENTER).see("guessed from the text")
    terminal.answer("Region", "").answer("Phase", "").answer("Impact", "").answer("Date", "")
    terminal.see("Store it").type(ENTER)
    assert terminal.end() == 0
    shown = open_terminal(tmp_path, "report", "show", "1", "-f", "json", columns=2000)
    shown.end()
    report = json.loads(shown.text())
    assert (report["occurred_on"], report["occurred_time"]) == ("2024-11-21", "22:15")
    assert (report["village"], report["district"]) == ("Batu Panggung", "63.07.01")
    assert "ndan" not in report["title"]


@pytest.mark.parametrize(
    "line",
    [
        "Selamat pagi, Kec. Limpasu hari Kamis 21 Nov 2024 aman, tidak ada kejadian menonjol. Nihil.",
        "Situasi aman, nihil",
        "Nihil, situasi aman terkendali\nKapolsek Haruyan",
    ],
)
def test_what_is_pasted_at_the_title_and_says_that_nothing_happened_is_asked_about(
    tmp_path: Path, cli: Cli, line: str
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    terminal = open_terminal(tmp_path, "report", "add", rows=100).see("Title")
    terminal.type(pasted(line), ENTER).see("nothing happened").answer("all the same", "")
    assert terminal.end() == 2


def test_village_polling_station_and_day_of_a_title_that_is_typed_are_shown_and_stored(
    tmp_path: Path, cli: Cli
) -> None:
    cli.ok("init", "-r", "HST", "--register", str(tmp_path / "register.db"))
    terminal = open_terminal(tmp_path, "report", "add", "-c", "linmas", rows=100)
    terminal.answer("Title", "Dua linmas TPS 3 Desa Aluan mundur kemarin").answer("Region", "")
    terminal.answer("Phase", "1").answer("Likelihood", "2").answer("Impact", "2").answer("Date", "")
    terminal.answer("Detail", "").see("Village: Aluan").see("TPS 3").see("21 November").answer(
        "Store it", ""
    )
    assert terminal.end() == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("haruyann", "Haruyan"), ("harruyan", "Haruyan"), ("barrambai", "Barambai")],
)
def test_a_place_with_a_letter_too_many_is_asked_back_with_those_most_like_it(
    tmp_path: Path, typed: str, meant: str
) -> None:
    terminal = reach(open_terminal(tmp_path, "report", "add"), 1)
    terminal.type(typed, ENTER).see("fits none").see(f"1 {meant}")
