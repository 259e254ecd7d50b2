"""Reports out of messages: pasted, saved or piped, and what they must not bring along."""

import json
import os
import shlex
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Cli
from tests.terminal import ENTER, ESC, open_terminal

from pilkada_cli.domain.fields import FIELD_NAMES

MESSAGE = """\
Diteruskan
*Baliho dirusak di Landasan Ulin*
Izin melaporkan, Jumat 22/11/2024 sekitar pukul 06.30 WITA warga menemukan lima
baliho dirobek di Kelurahan Guntung Payung, Kecamatan Landasan Ulin, Banjarbaru.
"""
SAID = ("-r", "63.72", "-c", "perusakan-apk")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pesan.txt"
    path.write_text(MESSAGE, encoding="utf-8")
    return path


def shown(cli: Cli, id: str = "1") -> dict[str, Any]:
    report: dict[str, Any] = json.loads(cli.ok("report", "show", id, "-f", "json"))
    return report


def test_the_first_line_is_the_title_and_the_rest_the_detail(cli: Cli, file: Path) -> None:
    cli.ok("report", "add", "--file", str(file), *SAID)
    report = shown(cli)
    assert report["title"] == "Baliho dirusak di Landasan Ulin"
    assert report["detail"].startswith("Izin melaporkan")
    assert "Diteruskan" not in report["detail"]


def test_region_and_category_are_never_stored_on_a_guess_and_the_refusal_says_the_command(
    cli: Cli, file: Path
) -> None:
    result = cli("report", "add", "--file", str(file))
    assert (result.code, result.out) == (2, "")
    assert "missing: -r, -c" in result.err
    ready = f"pilkada report add --file {file} -r 63.72 -c kamtibmas/perusakan-apk"
    assert ready in result.err
    assert not cli.register.exists()
    assert cli.ok(*ready.split()[1:]) == "LAP-1\n"


def test_what_is_stored_on_a_guess_is_said_and_marked_until_somebody_confirms_it(
    cli: Cli, file: Path
) -> None:
    result = cli("report", "add", "--file", str(file), *SAID)
    assert 'guessed: --at 2024-11-22 06:30 ("Jumat 22/11/2024' in result.err
    report = shown(cli)
    assert report["guessed"] == ["occurred_on", "occurred_time", "district", "village", "phase"]
    assert "Guessed from the text: date, time, district, village, phase" in cli.ok(
        "report", "show", "1"
    )
    cli.ok("report", "amend", "1", "--at", "22/11/2024 06.30", "--village", "Guntung Payung", "--phase", "gn")  # fmt: skip
    assert shown(cli)["guessed"] == ["district"]


def test_what_was_guessed_of_an_erased_report_is_not_to_be_confirmed(cli: Cli, file: Path) -> None:
    cli.ok("report", "add", "--file", str(file), *SAID)
    cli.ok("report", "erase", "1", "--reason", "diminta", "--yes")
    assert "Guessed" not in cli.ok("report", "show", "1")


def test_the_command_that_confirms_guesses_is_said_and_confirms_them(cli: Cli, file: Path) -> None:
    cli.ok("report", "add", "--file", str(file), *SAID)
    page = " ".join(cli.ok("report", "show", "1").split())
    command = page.partition("If so: pilkada ")[2].partition(" History")[0]
    assert command == "report amend LAP-1 --confirm"
    cli.ok(*shlex.split(command))
    assert shown(cli)["guessed"] == []


def test_a_deed_whose_day_is_over_is_kept_as_one_that_happened(cli: Cli) -> None:
    over = cli("report", "add", "Perusakan baliho", *SAID, "--at", "kemarin")
    assert 'guessed: --phase gn ("Perusakan")' in over.err
    ahead = cli("report", "add", "Perusakan baliho", *SAID, "--at", "besok")
    assert "guessed" not in ahead.err
    assert (shown(cli)["phase"], shown(cli, "2")["phase"]) == ("gn", "pg")
    piped = cli("report", "add", "--stdin", *SAID, stdin="Perusakan baliho\nKemarin malam di pasar")
    assert '--phase gn ("Perusakan")' in piped.err


@pytest.mark.parametrize(
    "text",
    ["Situasi aman, tidak terjadi bentrok di Haruyan kemarin", "Nihil tawuran kemarin",
     "Kemarin tdk ada keributan di pasar", "Belum ada perusakan baliho sampai kemarin"],
)  # fmt: skip
def test_that_nothing_happened_is_no_disturbance(cli: Cli, text: str) -> None:
    cli.ok("report", "add", "--stdin", *SAID, stdin=text)
    assert shown(cli)["phase"] == "pg"


def test_how_many_were_hurt_is_read_in_one_line_too(cli: Cli) -> None:
    told = cli("report", "add", "2 orang luka berkelahi", "-r", "HST", "-c", "bentrok")
    assert '--injured 2 ("2 orang luka")' in told.err
    assert (shown(cli)["phase"], shown(cli)["injured"]) == ("gn", 2)
    ahead = cli("report", "add", "2 orang luka", "-r", "HST", "-c", "bentrok", "--phase", "pg")
    assert "--injured" not in ahead.err


@pytest.mark.parametrize(("day", "offered"), [("kemarin", True), ("besok", False)])
def test_a_phase_that_nobody_said_of_a_day_that_came_is_offered_beside_the_guesses(
    cli: Cli, day: str, offered: bool
) -> None:
    text = f"Info dari PPK Haruyan: logistik dijaga di gudang\n{day}"
    told = cli("report", "add", "--stdin", "-r", "HST", "-c", "logistik/jangkauan", stdin=text)
    assert "confirm or change" in told.err
    assert ("confirm or change, with --phase gn if it has happened: " in told.err) is offered


@pytest.mark.parametrize("text", ["Keributan kemarin, besok aksi balasan", "Keributan di pasar"])
def test_a_day_that_the_text_leaves_open_is_kept_as_a_guess(cli: Cli, text: str) -> None:
    told = cli("report", "add", "--stdin", *SAID, stdin=text)
    assert ("the day of entry stands as a guess" in told.err) is ("kemarin" in text)
    assert (shown(cli)["occurred_on"], "occurred_on" in shown(cli)["guessed"]) == (
        "2024-11-22", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "filled"),
    [("Baliho dirusak", True), ("Baliho dirusak tgl 21 s/d 23 Nop", True), ("Baliho dirusak kemarin", False)],
)  # fmt: skip
@pytest.mark.parametrize(("lang", "said"), [("en", "filled in"), ("id", "otomatis")])
def test_a_day_that_no_words_say_is_told_as_filled_in(
    cli: Cli, text: str, filled: bool, lang: str, said: str
) -> None:
    told = cli("report", "add", "--stdin", *SAID, "--lang", lang, stdin=text).err
    (line,) = [line for line in told.splitlines() if f"{said}: " in line]
    assert line.endswith((", day", ", tanggal")) is filled


@pytest.mark.parametrize(
    "text",
    [
        "Izin lapor\n- Baliho dirusak di Desa Kambat\n- Baliho dirusak di Desa Juhu",
        "1. Baliho paslon dirusak di Haruyan\n2. Dua orang berkelahi, 1 luka\n3. TPS 07 terendam",
    ],
)
def test_a_list_of_what_may_be_several_events_is_refused_unless_it_is_given_a_title(
    cli: Cli, text: str
) -> None:
    said = ("report", "add", "--stdin", "-r", "HST", "-c", "perusakan-apk")
    refused = cli(*said, stdin=text)
    assert (refused.code, refused.out) == (2, "")
    assert "enter each as a report of its own" in refused.err
    cli.ok("report", "add", "Satu kejadian", *said[2:], stdin=text)


def test_of_a_list_under_one_matter_it_is_said_that_it_may_be_several_events(cli: Cli) -> None:
    text = "Banjir di Kec. Hantakan\n- Desa Hinas Kanan terendam\n- Desa Alat terendam"
    told = cli("report", "add", "--stdin", "-r", "HST", "-c", "bencana/banjir", stdin=text)
    assert told.code == 0
    assert "enter each event as a report of its own" in told.err


@pytest.mark.parametrize("denied", ["nihil", ": 0", ": -", "tidak ada"])
def test_a_loss_that_is_denied_behind_its_name_raises_no_impact(cli: Cli, denied: str) -> None:
    text = f"Banjir di Haruyan kemarin\nKorban jiwa {denied}"
    cli.ok("report", "add", "--stdin", "-r", "HST", "-c", "bencana/banjir", stdin=text)
    assert shown(cli)["impact"] < 4


def test_how_many_were_hurt_is_kept_as_a_guess_with_the_words_that_say_so(cli: Cli) -> None:
    text = "Bentrok di Barabai\nTadi pagi bentrok, 2 org luka ringan, 1 orang meninggal."
    told = cli("report", "add", "--stdin", "-r", "HST", "-c", "bentrok", stdin=text)
    assert '--injured 2 ("2 org luka ringan")' in told.err, told.err
    report = shown(cli)
    assert (report["injured"], report["dead"], report["displaced"]) == (2, 1, None)
    assert {"injured", "dead"} <= {*report["guessed"]}
    more = cli(
        "report", "add", "--stdin", "-r", "HST", "-c", "bentrok", "--injured", "3", stdin=text
    )
    assert "--injured" not in more.err and shown(cli, "2")["injured"] == 3


@pytest.mark.parametrize("given", [("--stdin",), ("Unjuk rasa, massa 150 orang, kerugian 5 jt",)])
def test_crowd_and_loss_are_kept_as_guesses_with_the_words_that_say_so(
    cli: Cli, given: tuple[str]
) -> None:
    text = "Unjuk rasa di Barabai\nmassa 150 orang\nKerugian : Rp. 5.000.000,-"
    told = cli("report", "add", *given, "-r", "HST", "-c", "unjuk-rasa", stdin=text)
    assert '--crowd 150 ("massa 150 orang")' in told.err and "--loss-idr" in told.err
    report = shown(cli)
    assert (report["crowd"], report["loss_idr"]) == (150, 5_000_000)
    assert {"crowd", "loss_idr"} <= {*report["guessed"]}


def test_a_source_that_was_guessed_bears_the_sign_until_somebody_confirms_it(cli: Cli) -> None:
    told = cli("report", "add", "--stdin", *SAID, stdin="Info dari Babinsa Haruyan: baliho dirusak")
    assert "--source Babinsa Haruyan (" in told.err.partition("guessed:")[2]
    assert "confirm or change: pilkada report amend LAP-1 --confirm" in told.err
    assert "source" in shown(cli)["guessed"]
    cli.ok("report", "amend", "1", "--source", "Babinsa Haruyan")
    assert "source" not in shown(cli)["guessed"]


@pytest.mark.parametrize(
    ("text", "said", "way_out"),
    [
        ("Lapor 2 kejadian: 1. Baliho dirusak 2. Banjir di Haruyan", "of several events", "each as a report of its own"),
        ("KEC. HANTAKAN\nDesa Alat : jalan putus\nDesa Juhu : banjir", "of several events", "each as a report of its own"),
        ("Perkembangan Kec. Haruyan kemarin aman kondusif", "nothing happened", "pilkada report nil -r 63.07 --on 2024-11-21;"),
        ("Kec. Haruyan kemarin nihil kejadian menonjol", "nothing happened", "pilkada report nil -r 63.07 --on 2024-11-21;"),
        ("Nihil, situasi aman terkendali\nKapolsek Haruyan", "nothing happened", "pilkada report nil -r 63.07 --on 2024-11-22;"),
    ],
)  # fmt: skip
def test_a_message_of_several_events_or_of_none_is_refused_unless_it_is_given_a_title(
    cli: Cli, text: str, said: str, way_out: str
) -> None:
    refused = cli("report", "add", "--stdin", "-r", "HST", "-c", "hoaks", stdin=text)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err and way_out in " ".join(refused.err.split())
    cli.ok("report", "add", "Satu kejadian", "--stdin", "-r", "HST", "-c", "hoaks", stdin=text)
    assert shown(cli)["detail"].endswith(text)


def test_what_was_typed_is_no_guess(cli: Cli, file: Path) -> None:
    cli.ok(
        "report",
        "add",
        "--file",
        str(file),
        *SAID,
        "--at",
        "21/11/2024",
        "--village",
        "Syamsudin Noor",
        "--phase",
        "pg",
    )
    report = shown(cli)
    assert (report["occurred_on"], report["village"]) == ("2024-11-21", "Syamsudin Noor")
    assert report["guessed"] == ["district"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_message_is_read_in_what_windows_writes(cli: Cli, encoding: str) -> None:
    cli.ok("report", "add", "--stdin", *SAID, stdin=MESSAGE.encode(encoding))
    assert shown(cli)["title"] == "Baliho dirusak di Landasan Ulin"


def test_a_message_in_html_leaves_no_tag_behind(cli: Cli) -> None:
    page = "<html><head><style>p{}</style></head><body><p>Baliho &amp; spanduk dirusak</p><div>di <b>Tapin</b><script>alert(1)</script></div></body></html>"
    cli.ok("report", "add", "--stdin", "-r", "Tapin", "-c", "perusakan-apk", stdin=page)
    report = shown(cli)
    assert (report["title"], report["detail"]) == ("Baliho & spanduk dirusak", "di Tapin")


def test_numbers_of_persons_are_said_and_do_not_go_out_by_whatsapp(cli: Cli) -> None:
    text = MESSAGE + "Hubungi 0812-3456-7890, NIK 6372010101900001.\n"
    result = cli("report", "add", "--stdin", *SAID, stdin=text)
    assert "the text holds personal data (phone number, NIK" in result.err
    sent = cli.ok("report", "show", "1", "-f", "wa")
    assert "0812" not in sent
    assert "6372010101900001" not in sent


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"x" * 1_000_000, 4, "standard input holds more than"),
        (b"", 4, "the message holds no words"),
        ("🙏🙏🙏\n👍".encode(), 4, "the message holds no words"),
        (b"Diteruskan\nForwarded\nDiteruskan berkali-kali\n", 4, "the message holds no words"),
        (b"\xff\xd8\xff\xe0" + bytes(200), 4, "the message is a photo or a PDF"),
        (bytes(range(256)), 4, "the message is no text"),
        (("kata " * 5000).encode(), 4, "at most 20000 are kept"),
    ],
    ids=["1 MB", "nothing", "emoji", "only forwarded", "a photo", "bytes", "too long"],
)
def test_what_is_no_message_is_refused_in_one_line_and_nothing_is_stored(
    cli: Cli, data: bytes, code: int, said: str
) -> None:
    result = cli("report", "add", "--stdin", *SAID, stdin=data)
    assert (result.code, result.out) == (code, "")
    assert len([line for line in result.err.splitlines() if line.startswith("error:")]) == 1
    assert said in result.err
    assert not cli.register.exists()


def test_a_message_forwarded_three_times_with_emoji_keeps_its_words(cli: Cli) -> None:
    text = "Diteruskan berkali-kali\n> > 🚨 *Baliho dirusak* 🚨\n> > di Tapin 🙏\n"
    cli.ok("report", "add", "--stdin", "-r", "Tapin", "-c", "perusakan-apk", stdin=text)
    report = shown(cli)
    assert "Baliho dirusak" in report["title"]
    assert "di Tapin 🙏" in report["detail"]


def test_a_file_that_is_none_is_refused_in_one_line(cli: Cli, tmp_path: Path) -> None:
    for name in (tmp_path, tmp_path / "tidak-ada.txt", Path(os.devnull)):
        result = cli("report", "add", "--file", str(name), *SAID)
        assert (result.code, result.out) == (2, "")
        assert str(name) in result.err
    assert not cli.register.exists()


def test_a_message_comes_from_one_place(cli: Cli, file: Path) -> None:
    result = cli("report", "add", "--file", str(file), "--stdin", *SAID)
    assert result.code == 2
    assert "a message comes from one place" in result.err


on_terminals = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@on_terminals
def test_on_a_terminal_the_guesses_are_offered_and_enter_takes_them(
    tmp_path: Path, file: Path
) -> None:
    terminal = open_terminal(tmp_path, "report", "add", "--file", str(file), rows=80)
    terminal.see("guessed from the text").answer("Region", "").answer("Category", "")
    terminal.answer("Phase", "3").answer("Impact", "").answer("Date", "").see("Store it")
    assert "Landasan Ulin (63.72.02), Banjarbaru (63.72)" in terminal.text()
    assert "22 November 2024 06:30" in terminal.text()
    assert "Village: Guntung Payung" in terminal.text()
    assert terminal.type(ENTER).end() == 0
    assert "LAP-1" in terminal.text()


@on_terminals
def test_on_a_terminal_how_many_were_hurt_is_shown_and_stored(tmp_path: Path) -> None:
    message = tmp_path / "bentrok.txt"
    message.write_text("Bentrok di Barabai\nTadi pagi terjadi bentrok, 1 MD 2 luka ringan.")
    terminal = open_terminal(tmp_path, "report", "add", "--file", str(message), "-r", "HST",
                             "-c", "bentrok", rows=80)  # fmt: skip
    terminal.answer("Phase", "").answer("Impact", "").answer("Date", "").see("Store it")
    assert "Dead: 1" in terminal.text() and "Injured: 2" in terminal.text()
    assert terminal.type(ENTER).end() == 0


@on_terminals
def test_a_whole_message_may_be_pasted_into_the_title(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "report", "add", rows=80).see("Title")
    terminal.type("\x1b[200~", MESSAGE, "\x1b[201~", ENTER).see("Region")
    assert "guessed from the text" in terminal.text()
    terminal.type(ENTER).answer("Category", "").answer("Phase", "3").answer("Impact", "")
    terminal.answer("Date", "").see("Title: Baliho dirusak di Landasan Ulin")
    terminal.type(ESC)
    assert terminal.end() == 130
    assert not (tmp_path / "register.db").exists()


@on_terminals
def test_an_editor_writes_the_message_and_no_copy_of_it_stays(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        f'#!/bin/sh\necho "$1" > {tmp_path}/where\nprintf \'Baliho dirusak\\ndi Tapin\' > "$1"\n'
    )
    editor.chmod(0o700)
    terminal = open_terminal(
        tmp_path,
        "report",
        "add",
        "--editor",
        "-r",
        "Tapin",
        "-c",
        "hoaks",
        EDITOR=str(editor),
        rows=80,
    )
    terminal.answer("Phase", "3").answer("Impact", "").answer("Date", "")
    terminal.see("Title: Baliho dirusak").type(ENTER)
    assert terminal.end() == 0
    assert not Path((tmp_path / "where").read_text().strip()).exists()


@on_terminals
def test_an_editor_that_is_not_there_or_fails_is_named(tmp_path: Path) -> None:
    for editor in ("tidak-ada", "false"):
        terminal = open_terminal(tmp_path, "report", "add", "--editor", EDITOR=editor)
        assert terminal.end() == 2
        assert f"the editor {editor}" in terminal.text()
    assert not (tmp_path / "register.db").exists()


@on_terminals
def test_an_editor_whose_name_cannot_be_read_is_said_by_its_variable(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path, "report", "add", "--editor", EDITOR="vi '")
    assert terminal.end() == 2
    assert "EDITOR cannot be read" in terminal.text()


@on_terminals
def test_a_text_is_kept_when_its_editor_fails_after_it(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\nprintf 'Baliho dirusak\\n' > \"$1\"\nexit 1\n")
    editor.chmod(0o700)
    terminal = open_terminal(
        tmp_path, "report", "add", "--editor", EDITOR=str(editor), TMPDIR=str(tmp_path)
    )
    assert terminal.end() == 2
    [kept] = tmp_path.glob("laporan-*.txt")
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == ("Baliho dirusak\n", 0o600)
    assert "your text is kept:\n  pilkada report add --file" in terminal.text()


@on_terminals
def test_on_a_terminal_a_message_of_several_events_is_one_report_only_if_somebody_insists(
    tmp_path: Path,
) -> None:
    (tmp_path / "dua.txt").write_text("Lapor 2 kejadian: 1. Baliho dirusak 2. Banjir di Haruyan")
    said = ("report", "add", "--file", str(tmp_path / "dua.txt"), *SAID)
    terminal = open_terminal(tmp_path, *said)
    terminal.see("several events").answer("all the same", "")
    assert terminal.end() == 2
    assert not (tmp_path / "register.db").exists()
    terminal = open_terminal(tmp_path, *said)
    terminal.answer("all the same", "y").see("Phase").type(ESC)
    assert terminal.end() == 130


@pytest.mark.parametrize(
    ("title", "stored"),
    [
        ("Baliho dirusak di Haruyan Kamis 21/11/2024 pukul 22.15", ("2024-11-21", "22:15", "63.07.01")),
        ("Baliho dirusak di Limpasu tadi malam", ("2024-11-21", None, "63.07.11")),
        ("Baliho dirusak kemarin di Kec. Limpasu", ("2024-11-21", None, "63.07.11")),
    ],
)  # fmt: skip
def test_day_time_and_district_are_read_in_a_title_as_in_a_message_and_bear_the_sign(
    cli: Cli, title: str, stored: tuple[str | None, ...]
) -> None:
    cli.ok("init", "-r", "HST")
    told = cli("report", "add", title, "-c", "perusakan-apk").err
    report = shown(cli)
    assert tuple(report[n] for n in ("occurred_on", "occurred_time", "district")) == stored
    assert {"occurred_on", "district"} <= set(report["guessed"])
    assert "guessed: --at 21/11/2024" in told.replace("2024-11-21", "21/11/2024")
    assert "--district 63.07" in told.partition("guessed:")[2]


def test_what_options_say_goes_before_what_the_title_tells_without_a_word(cli: Cli) -> None:
    title = "Baliho dirusak di Kec. Limpasu kemarin, besok aksi"
    said = ("--at", "2024-11-20", "--district", "Haruyan", "--village", "Mangunang")
    told = cli("report", "add", title, "-r", "HST", "-c", "perusakan-apk", *said).err
    report = shown(cli)
    assert (report["occurred_on"], report["district"]) == ("2024-11-20", "63.07.01")
    assert not {"occurred_on", "district"} & set(report["guessed"])
    assert "kemarin" not in told and "Limpasu" not in told


def test_a_day_that_a_title_leaves_open_is_said_and_bears_the_sign(cli: Cli) -> None:
    title = "Baliho dirusak kemarin, besok aksi balasan"
    told = cli("report", "add", title, "-r", "HST", "-c", "perusakan-apk").err
    assert "the text leaves the day open (Kemarin, besok)" in told.replace("kemarin", "Kemarin")
    assert "occurred_on" in shown(cli)["guessed"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Bentrok pendukung minggu tadi di Kec. Limpasu", "minggu tadi"),
        ("Samalam posko di Kec. Limpasu dibakar orang", "Samalam"),
        ("Dua malam lalu posko dibakar", "Dua malam lalu"),
        ("Baliho dirusak beberapa hari yang lalu", "beberapa hari yang lalu"),
        ("Baliho dirusak bulan kemarin", "bulan kemarin"),
        ("Isuk handak demo di Kec. Limpasu", "Isuk"),
    ],
)
def test_a_title_that_speaks_of_a_time_which_is_not_read_for_sure_leaves_the_day_unconfirmed(
    cli: Cli, title: str, words: str
) -> None:
    told = cli("report", "add", title, "-r", "HST", "-c", "perusakan-apk").err
    assert f"the text leaves the day open ({words})" in told
    assert "occurred_on" in shown(cli)["guessed"]
    assert "22 Nov 2024?" in cli.ok("report", "list")


def test_a_title_without_a_word_of_time_is_entered_today_as_a_usual_value(cli: Cli) -> None:
    told = cli("report", "add", "Baliho dirusak", "-r", "HST", "-c", "perusakan-apk").err
    report = shown(cli)
    assert (report["occurred_on"], "occurred_on" in report["guessed"]) == ("2024-11-22", False)
    assert "leaves the day open" not in told


def test_that_a_title_names_another_region_than_the_one_that_is_taken_is_said(cli: Cli) -> None:
    cli.ok("init", "-r", "HST")
    told = cli("report", "add", "Baliho dirusak di Tapin dan Barabai", "-c", "perusakan-apk").err
    assert "Hulu Sungai Tengah is taken as the region; the text names Tapin too" in told
    assert "region" not in shown(cli).get("guessed", ())


@pytest.mark.parametrize(
    ("place", "others", "options"),
    [
        ("Tapin", "Tapin", "-r 63.05"),
        ("Amuntai", "Hulu Sungai Utara", "-r 63.08"),
        ("Simpang Empat", "Banjar, Tanah Bumbu", "-r 63.03 / -r 63.10"),
    ],
)
def test_the_own_region_is_a_guess_where_a_title_tells_only_of_others(
    cli: Cli, place: str, others: str, options: str
) -> None:
    cli.ok("init", "-r", "HST")
    told = cli("report", "add", f"Baliho dirusak di {place}", "-c", "perusakan-apk").err
    assert f"tells only of {others}; if it was there: pilkada report amend ID {options}" in told
    assert "region" in shown(cli)["guessed"]
    cli.ok("report", "amend", "1", "--confirm")
    assert not shown(cli).get("guessed")


@pytest.mark.parametrize("title", ["Situasi aman, nihil", "Kec. Limpasu kemarin nihil kejadian"])
def test_a_title_that_says_that_nothing_happened_is_refused(cli: Cli, title: str) -> None:
    refused = cli("report", "add", title, "-r", "HST", "-c", "perusakan-apk")
    assert (refused.code, refused.out) == (2, "")
    assert "the title says that nothing happened" in refused.err
    assert "pilkada report nil -r 63.07 --on 2024-11-2" in refused.err


@on_terminals
def test_on_a_terminal_a_title_that_says_that_nothing_happened_is_stored_if_somebody_insists(
    tmp_path: Path,
) -> None:
    said = ("report", "add", "Situasi aman, nihil", *SAID)
    terminal = open_terminal(tmp_path, *said).see("nothing happened").answer("all the same", "")
    assert terminal.end() == 2
    assert open_terminal(tmp_path, *said).answer("all the same", "y").end() == 0


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Kec. Limpasu kemarin tidak ada kejadian menonjol. Nihil.", "Limpasu"),
        ("Desa Juhu kemarin aman, nihil kejadian", "Juhu"),
        ("Seluruh wilayah kemarin aman, nihil kejadian", None),
    ],
)
def test_a_message_that_a_part_of_the_regency_was_quiet_is_not_proposed_as_a_nil_report_of_it_all(
    cli: Cli, text: str, part: str | None
) -> None:
    refused = cli("report", "add", "--stdin", "-r", "HST", "-c", "hoaks", stdin=text).err
    told = " ".join(refused.split())
    assert ("a nil report is about the whole regency" in told) is (part is not None)
    assert part is None or f"it speaks of {part} only" in told
    assert "pilkada report nil -r 63.07 --on 2024-11-21" in told


OPEN = "Baliho dirusak Rabu 20/11/2024, dikabarkan lagi Kamis 21/11/2024"


def test_a_day_that_nobody_knows_is_said_to_be_unknown_and_is_not_given_as_a_guess(
    cli: Cli,
) -> None:
    told = cli("report", "add", "--stdin", *SAID, stdin=OPEN).err
    assert "report amend LAP-1 --confirm --at WHEN" in told and '"2024-11-22"' not in told
    page = " ".join(cli.ok("report", "show", "1").split())
    assert "The day is not known; 22 November 2024 stands" in page
    assert "Guessed from the text: phase." in page
    cli.ok("report", "amend", "1", "--at", "2024-11-20")
    assert "is not known" not in cli.ok("report", "show", "1")


@pytest.mark.parametrize("text", [OPEN, "Baliho dirusak kemarin"])
def test_a_day_that_nobody_confirmed_bears_a_sign_in_documents_briefs_and_lists(
    cli: Cli, text: str
) -> None:
    cli.ok("report", "add", "--stdin", *SAID, stdin=text)
    tomorrow = cli.now + timedelta(days=1)

    def signs() -> list[int]:
        pages = [cli.ok("report", "show", "1", "-f", form) for form in ("wa", "lapinfo", "md")]
        pages.append(cli.ok("brief", "daily", "-f", "md", now=tomorrow))
        lists = [cli.ok("report", "list"), cli.ok("report", "list", "--columns", "id,occurred_on")]
        lists.append(cli.ok("summary", "-r", "63.72"))
        return [page.count("(to be confirmed)") for page in pages] + [p.count("?") for p in lists]

    cli.ok("report", "amend", "1", "--phase", "gn")
    assert signs() == [1, 1, 1, 2, 1, 1, 1]
    assert "? behind a day or a phase: nobody confirmed it" in cli("report", "list").err
    cli.ok("report", "amend", "1", "--at", "2024-11-21")
    assert not any(signs())
    assert "behind a day" not in cli("report", "list").err


@pytest.mark.parametrize("form", ["wa", "lapinfo", "md"])
def test_a_document_names_what_was_guessed_until_somebody_confirms_it(cli: Cli, form: str) -> None:
    text = "Kebakaran di Desa Kundan Kec. Hantakan kemarin, 12 jiwa mengungsi"
    cli.ok("report", "add", "--stdin", "-r", "HST", "-c", "kebakaran", stdin=text)

    def note() -> list[str]:
        page = cli.ok("report", "show", "1", "-f", form)
        return [line.strip(" *") for line in page.splitlines() if "Guessed" in line]

    (told,) = note()
    assert told.endswith("to be confirmed: district, village, displaced")
    cli.ok("report", "amend", "1", "--district", "Hantakan", "--village", "Kundan")
    (told,) = note()
    assert told.endswith("to be confirmed: displaced")
    cli.ok("report", "amend", "1", "--displaced", "12")
    assert note() == []


def test_one_word_confirms_all_that_was_guessed_of_reports(cli: Cli) -> None:
    for text in (
        "Kebakaran di Desa Kundan Kec. Hantakan kemarin, 12 jiwa mengungsi",
        "Banjir di Barabai",
    ):
        cli.ok("report", "add", "--stdin", "-r", "HST", "-c", "kebakaran", stdin=text)
    before = [json.loads(cli.ok("report", "show", each, "-f", "json")) for each in ("1", "2")]
    said = cli("report", "amend", "1", "2", "--confirm")
    assert said.code == 0
    assert (
        'LAP-1: confirmed as it stands: --at "2024-11-21" --district 63.07.09 --village Kundan'
        " --phase gn --displaced 12"
    ) in said.err
    left = [["occurred_on", "phase"], []]
    for label, was in zip(("1", "2"), before, strict=True):
        now = json.loads(cli.ok("report", "show", label, "-f", "json"))
        assert set(was["guessed"]) > set(now["guessed"])
        assert now["guessed"] == left.pop()
        assert {n: now[n] for n in FIELD_NAMES} == {n: was[n] for n in FIELD_NAMES}
    assert "LAP-2: nobody said yet: date, phase" in said.err
    assert "LAP-1: nothing of it is a guess" in cli("report", "amend", "1", "--confirm").err
    cli.ok("undo", "-y")
    again = json.loads(cli.ok("report", "show", "1", "-f", "json"))
    assert again["guessed"] == before[0]["guessed"]


def test_a_place_that_is_said_anew_leaves_the_smaller_ones_that_were_guessed_open(cli: Cli) -> None:
    text = "Kebakaran di Desa Kundan Kec. Hantakan kemarin"
    cli.ok("report", "add", "--stdin", "-r", "HST", "-c", "kebakaran", stdin=text)
    cli.ok("report", "amend", "1", "--confirm", "--district", "Haruyan")
    assert json.loads(cli.ok("report", "show", "1", "-f", "json"))["guessed"] == ["village"]


def test_a_phase_cannot_be_emptied(cli: Cli) -> None:
    cli.ok("report", "add", "Baliho dicetak", *SAID)
    refused = cli("report", "amend", "1", "--clear", "phase")
    assert refused.code == 2 and "--phase: it cannot be cleared" in refused.err


def test_what_is_said_beside_the_confirming_is_changed_and_the_rest_confirmed(cli: Cli) -> None:
    text = "Kebakaran di Desa Kundan Kec. Hantakan kemarin, 12 jiwa mengungsi"
    cli.ok("report", "add", "--stdin", "-r", "HST", "-c", "kebakaran", stdin=text)
    said = cli("report", "amend", "1", "--confirm", "--displaced", "14", "--phase", "gn").err
    assert "--village Kundan" in said and "--displaced" not in said
    shown = json.loads(cli.ok("report", "show", "1", "-f", "json"))
    assert (shown["displaced"], shown["village"], shown["guessed"]) == (14, "Kundan", [])
