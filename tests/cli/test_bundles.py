"""Handing over and taking in, as people type it."""

import json
import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import NOW, Cli, Result
from tests.terminal import open_terminal

from pilkada_cli.jobs.home import look
from pilkada_cli.jobs.workplace import Workplace


@pytest.fixture
def offices(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> "Offices":
    return Offices(cli, monkeypatch)


class Offices:
    """The program at two offices: each with its own register and its own keys."""

    def __init__(self, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
        self._cli, self._monkeypatch = cli, monkeypatch
        self.home = cli.home
        for code, name, region in (
            ("KALSEL", "Kesbangpol Kalimantan Selatan", "63"),
            ("HST", "Kesbangpol Hulu Sungai Tengah", "63.07"),
        ):
            self.ok(code, "init", "--office", name, "--code", code, "-r", region)
            self.ok(code, "office", "card", "-o", str(self.card(code)))

    def card(self, code: str) -> Path:
        return self.home / f"{code}.kartu"

    def __call__(self, code: str, *words: str, lang: str = "en") -> Result:
        folder = self.home / code
        for name, value in (
            ("XDG_STATE_HOME", folder / "state"), ("PILKADA_REGISTER", folder / "register.db"),
            ("PILKADA_LANG", lang),
        ):  # fmt: skip
            self._monkeypatch.setenv(name, str(value))
        return self._cli(*words)

    def ok(self, code: str, *words: str, lang: str = "en") -> Result:
        result = self(code, *words, lang=lang)
        assert result.code == 0, result.err
        return result

    def meet(self) -> None:
        self.ok("HST", "office", "add", str(self.card("KALSEL")), "--yes")
        self.ok("KALSEL", "office", "add", str(self.card("HST")), "--yes")


def test_two_offices_meet_hand_over_and_take_in(offices: Offices) -> None:
    offices.meet()
    offices.ok("HST", "report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir")
    path = offices.home / "serahan.pilkada"
    handed = offices.ok("HST", "serah", "-o", str(path))
    assert handed.out == f"{path}\n"
    assert "for Kesbangpol Kalimantan Selatan: operations 2, files 0" in handed.err
    assert offices.ok("KALSEL", "terima", str(path)).out == "HST: 1 report, 1 other operation\n"
    assert offices.ok("KALSEL", "terima", str(path)).out == "HST: nothing new\n"
    assert "Banjir" in offices.ok("KALSEL", "report", "list").out


def test_a_bundle_hands_the_reports_on(offices: Offices) -> None:
    offices.meet()
    offices.ok("HST", "report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir")
    path = offices.home / "serahan.pilkada"
    offices.ok("HST", "serah", "-o", str(path))
    register = offices.home / "HST" / "register.db"
    home = look(Workplace(register, register.parent / "state", lambda: NOW))
    assert home is not None and home.handed_over is not None
    assert home.handed_over[1:] == ("bundle/KALSEL", str(path))


def test_an_office_reads_what_another_did_to_the_state_of_its_reports(offices: Offices) -> None:
    offices.meet()
    for title in ("Banjir", "Kebakaran"):
        offices.ok("HST", "report", "add", title, "-r", "HST", "-c", "bencana/banjir")
    offices.ok("HST", "serah", "-o", str(offices.home / "b.pilkada"))
    offices.ok("KALSEL", "terima", str(offices.home / "b.pilkada"))
    offices.ok("KALSEL", "report", "refute", "HST-1", "--reason", "tidak ada")
    offices.ok("KALSEL", "report", "link", "HST-1", "HST-2")
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", str(offices.home / "c.pilkada"))
    said = offices.ok("HST", "terima", str(offices.home / "c.pilkada")).err
    assert "note: HST-1: refuted, by KALSEL\n" in said
    assert "note: HST-1: linked, by KALSEL; the other report is HST-2\n" in said
    offices.ok("KALSEL", "undo", "--yes")
    offices.ok("KALSEL", "undo", "--yes")
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", str(offices.home / "d.pilkada"))
    said = offices.ok("HST", "terima", str(offices.home / "d.pilkada")).err
    assert "note: HST-1: 'refuted' was taken back by KALSEL\n" in said
    linked = "note: HST-1: 'linked' was taken back by KALSEL; the other report is HST-2\n"
    assert linked in said


def test_what_another_office_wrote_is_shown_after_its_code(offices: Offices) -> None:
    offices.meet()
    offices.ok("HST", "init", "--writer", "Fulan")
    offices.ok("HST", "report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir")
    offices.ok("HST", "serah", "-o", str(offices.home / "b.pilkada"))
    offices.ok("KALSEL", "terima", str(offices.home / "b.pilkada"))
    for words in (("report", "show", "HST-1"), ("log", "HST-1")):
        assert "HST: Fulan" in offices.ok("KALSEL", *words).out
        own = offices.ok("HST", *words).out
        assert "Fulan" in own
        assert "HST: Fulan" not in own


def test_a_folder_of_bundles_is_taken_in_and_a_bad_one_stops_no_other(offices: Offices) -> None:
    offices.meet()
    folder = offices.home / "usb"
    folder.mkdir()
    offices.ok("HST", "report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir")
    offices.ok("HST", "serah", "-o", str(folder / "b.pilkada"))
    (folder / "a.pilkada").write_bytes(b"bukan serahan")
    result = offices("KALSEL", "terima", str(folder), "-f", "json")
    assert result.code == 4
    assert [row["reports"] for row in json.loads(result.out)] == [1]
    assert "a.pilkada: the bundle is damaged" in result.err


def test_both_offices_are_told_both_values_of_a_field_that_both_changed(offices: Offices) -> None:
    offices.meet()
    to_hub, to_hst = (str(offices.home / f"{name}.pilkada") for name in ("naik", "turun"))
    offices.ok("HST", "report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir")
    offices.ok("HST", "serah", "-o", to_hub)
    offices.ok("KALSEL", "terima", to_hub)
    offices.ok("HST", "report", "amend", "HST-1", "--impact", "4")
    offices.ok("KALSEL", "report", "amend", "HST-1", "--impact", "2")
    offices.ok("KALSEL", "report", "amend", "HST-1", "--impact", "5")
    offices.ok("HST", "serah", "-o", to_hub)
    said = offices.ok("KALSEL", "terima", to_hub).err
    assert "HST-1, impact: '5' from KALSEL counts, being later in the record; '4' from HST" in said
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", to_hst)
    said = offices.ok("HST", "terima", to_hst).err
    assert "note: HST-1, impact: KALSEL changed '4' of HST to '5', which counts now" in said


def test_reports_that_are_withheld_from_now_on_are_named_and_the_rest_counted(
    offices: Offices,
) -> None:
    offices.meet()
    to_hst = str(offices.home / "turun.pilkada")
    ids = [f"KALSEL-{n}" for n in range(1, 8)]
    for each in ids:
        offices.ok("KALSEL", "report", "add", each, "-r", "HST", "-c", "bencana/banjir")
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", to_hst)
    offices.ok("HST", "terima", to_hst)
    offices.ok("KALSEL", "report", "amend", *ids, "-r", "Banjarbaru")
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", to_hst)
    said = offices.ok("HST", "terima", to_hst).err
    assert "no longer concern this office: KALSEL-1, KALSEL-2" in said
    assert "KALSEL-5 and 2 more; KALSEL can hand them over" in said


def test_whose_key_it_is_must_be_agreed_to(offices: Offices) -> None:
    result = offices("KALSEL", "office", "add", str(offices.card("HST")))
    assert result.code == 2
    assert "agree with --yes" in result.err
    assert offices.ok("KALSEL", "office", "list", "-f", "json").out.strip() == "[]"


def test_a_bundle_without_a_known_province_says_whose_card_is_missing(offices: Offices) -> None:
    result = offices("HST", "serah", lang="id")
    assert result.code == 2
    assert "tambahkan dahulu kartu kantor provinsi" in result.err


def test_what_a_card_lacks_is_named_with_the_command_that_fills_it(offices: Offices) -> None:
    offices.ok("BJB", "init", "-r", "Banjarbaru", "--code", "BJB")
    result = offices("BJB", "office", "card")
    assert result.code == 2
    assert "what is empty: the office's name\n" in result.err
    assert 'fill it in: pilkada init --office "…"' in result.err


def test_an_office_is_trusted_no_more_only_once_somebody_agreed(offices: Offices) -> None:
    offices.meet()
    refused = offices("KALSEL", "office", "remove", "HST")
    assert (refused.code, refused.out) == (2, "")
    assert "agree with --yes" in refused.err
    assert "trusted" in offices.ok("KALSEL", "office", "list").out
    done = offices.ok("KALSEL", "office", "remove", "hst", "--yes")
    assert done.out == "HST\n"
    assert "Kesbangpol Hulu Sungai Tengah is no longer trusted" in done.err
    assert offices.ok("KALSEL", "office", "list", "-f", "json").out.strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_whether_an_office_is_trusted_no_more_is_asked_at_a_terminal(offices: Offices) -> None:
    offices.meet()
    folder = offices.home / "KALSEL"
    terminal = open_terminal(
        offices.home, "office", "remove", "HST",
        PILKADA_REGISTER=str(folder / "register.db"), XDG_STATE_HOME=str(folder / "state"),
    )  # fmt: skip
    assert terminal.answer("Trust Kesbangpol Hulu Sungai Tengah (HST) no more?", "n").end() == 3
    assert len(json.loads(offices.ok("KALSEL", "office", "list", "-f", "json").out)) == 1


def test_what_an_office_is_handed_is_said_and_what_it_no_longer_is(offices: Offices) -> None:
    offices.meet()
    said = offices.ok("KALSEL", "office", "share", "HST", "63.08", "63.09").err
    assert "handed beside its own: 63.08, 63.09" in said
    said = offices.ok("KALSEL", "office", "share", "HST").err
    assert "its own region only" in said
    assert "note: no longer handed: 63.08, 63.09" in said


def test_a_bundle_for_a_folder_is_put_into_it_under_its_usual_name(offices: Offices) -> None:
    offices.meet()
    folder = offices.home / "usb"
    folder.mkdir()
    path = folder / "HST-KALSEL-20241122-103000.pilkada"
    assert offices.ok("HST", "serah", "-o", f"{folder}/").out == f"{path}\n"
    assert path.is_file()
    assert offices.ok("KALSEL", "terima", str(folder)).out.startswith("HST: ")


def test_the_hand_over_is_noted_and_not_readable_by_others(offices: Offices) -> None:
    import sqlite3
    from contextlib import closing

    offices.meet()
    offices.ok("HST", "report", "add", "Rahasia sekali", "-r", "HST", "-c", "bencana/banjir")
    path = offices.home / "serahan.pilkada"
    offices.ok("HST", "serah", "-o", str(path))
    assert b"Rahasia" not in path.read_bytes()
    with closing(sqlite3.connect(offices.home / "HST" / "register.db")) as register:
        [(what, where)] = register.execute("SELECT what, destination FROM export_log").fetchall()
    assert (what, where) == ("bundle/KALSEL", str(path))


def test_a_plain_bundle_is_said_to_be_plain(offices: Offices) -> None:
    offices.meet()
    path = offices.home / "serahan.pilkada"
    result = offices.ok("HST", "serah", "--plain", "-o", str(path), lang="id")
    assert "tanpa sandi" in result.err
    assert path.read_bytes().startswith(b"pilkada.bundle/1\n")


def test_the_reports_are_named_whose_files_are_left_out_and_check_names_the_files(
    offices: Offices,
) -> None:
    offices.meet()
    photo = offices.home / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + b"x" * 100)
    said = ("report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir", "--attach", str(photo))
    offices.ok("HST", *said)
    offices.ok("HST", "serah", "-o", str(offices.home / "utuh.pilkada"))
    [kept] = (offices.home / "HST").glob("register.db.files/*")
    kept.unlink()
    path = str(offices.home / "b.pilkada")
    told = offices.ok("HST", "serah", "-o", path)
    assert "files 0" in told.err
    assert "files of HST-1 are damaged or not here, and were left out" in told.err
    assert "lampiran HST-1 rusak" in offices.ok("HST", "serah", "-o", path, lang="id").err
    assert "HST-1: the file of 'foto.jpg' is not here" in offices("HST", "check").err
    assert "left out" not in offices.ok("HST", "serah", "--no-attachments", "-o", path).err
    assert offices.ok("KALSEL", "terima", path).out == "HST: 1 report, 2 other operations\n"


def test_a_file_is_named_by_whom_it_is_from_and_for(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.meet()
    monkeypatch.chdir(offices.home)
    assert offices.ok("HST", "serah").out == "HST-KALSEL-20241122-103000.pilkada\n"
    assert os.path.exists("HST-KALSEL-20241122-103000.pilkada")


def test_what_another_office_wrote_may_hold_anything_and_does_nothing_to_the_screen(
    offices: Offices,
) -> None:
    offices.meet()
    offices.ok("HST", "init", "--office", "[red]Kantor[/red]")
    offices.ok("HST", "report", "add", "[bold]judul[/bold]", "-r", "HST", "-c", "bencana/banjir")
    path = offices.home / "serahan.pilkada"
    offices.ok("HST", "serah", "-o", str(path))
    offices.ok("KALSEL", "terima", str(path))
    assert "[bold]judul[/bold]" in offices.ok("KALSEL", "report", "list").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("office", "remove", "TLA"), "no office 'TLA' is known here"),
        (("bundle", "out", "--to", "TLA"), "known: HST"),
        (("bundle", "in", "tidak-ada.pilkada"), "cannot be read"),
        (("bundle", "in", "."), "holds no bundle"),
        (("office", "add", "-"), "this is no card of an office"),
        (("office", "share", "HST", "Atlantis"), "Atlantis"),
    ],
)
def test_mistakes_are_told_with_the_way_out(
    offices: Offices, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    offices.meet()
    (offices.home / "kosong").mkdir()
    monkeypatch.chdir(offices.home / "kosong")
    result = offices("KALSEL", *words)
    assert result.code in (2, 4)
    assert said in result.err


def test_an_office_that_is_trusted_no_more_is_not_unknown(offices: Offices) -> None:
    offices.meet()
    assert hand_over(offices).code == 0
    offices.ok("KALSEL", "office", "remove", "HST", "--yes")
    refused = offices("KALSEL", "serah", "--to", "HST")
    assert refused.code == 2
    assert "the office 'HST' is not trusted here" in refused.err and "office add" in refused.err


def test_a_new_key_at_the_province_says_how_the_office_gets_its_reports_back(
    offices: Offices,
) -> None:
    offices.meet()
    card = offices.home / "kartu.txt"
    for keys in (offices.home / "HST").rglob("office-key.json"):
        keys.unlink()
    offices.ok("HST", "office", "card", "-o", str(card))
    said = offices.ok("KALSEL", "office", "rekey", str(card), "--yes").err
    assert "pilkada bundle out --to HST" in said


def test_an_office_that_may_not_see_all_claims_neither_a_place_nor_the_silence_of_others(
    offices: Offices,
) -> None:
    offices.meet()
    offices.ok("KALSEL", "report", "add", "Ribut", "-r", "Tapin", "-c", "hoaks")
    offices.ok("KALSEL", "report", "add", "Semua siaga", "-r", "Kalimantan Selatan", "-c", "hoaks")
    both = ("report", "add", "Truk lewat", "-r", "HST", "-c", "hoaks", "--affects", "Balangan")
    offices.ok("KALSEL", *both)
    path = str(offices.home / "balik.pilkada")
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", path)
    offices.ok("HST", "terima", path)
    screen = " ".join(offices.ok("HST", "summary").out.split())
    assert "so it cannot rank" in screen
    assert "No report has come from" not in screen and "behind all others" not in screen
    assert "ranks" not in " ".join(offices.ok("HST", "summary", "-r", "HST").out.split())


def hand_over(offices: Offices) -> Result:
    path = offices.home / "serahan.pilkada"
    offices.ok("HST", "serah", "-o", str(path))
    return offices("KALSEL", "terima", str(path))


def has_trace(folder: Path, marker: str) -> bool:
    files = (path for path in folder.rglob("*") if path.is_file())
    return any(marker.encode() in path.read_bytes() for path in files)


def erased_after_a_backup(offices: Offices) -> Path:
    """The folder of a backup at the province of what an office then erases."""
    offices.meet()
    offices.ok("HST", "report", "add", "Zirkonium", "-r", "HST", "-c", "bencana/banjir")
    assert hand_over(offices).code == 0
    folder = Path(offices.ok("KALSEL", "backup").out.strip())
    offices.ok("HST", "report", "erase", "1", "--reason", "diminta", "--yes")
    return folder


def test_an_erasure_that_arrives_erases_in_the_backups_too_and_is_told(offices: Offices) -> None:
    folder = erased_after_a_backup(offices)
    assert has_trace(folder, "Zirkonium")
    taken = hand_over(offices)
    assert taken.code == 0, taken.err
    assert "note: 1 report is erased here too: HST-1 (HST)" in taken.err
    assert not has_trace(offices.home / "KALSEL", "Zirkonium")
    assert "erased" not in hand_over(offices).err


def test_a_backup_that_an_arriving_erasure_cannot_reach_is_named(offices: Offices) -> None:
    folder = erased_after_a_backup(offices)
    away = offices.home / "stik"
    shutil.move(folder.parent, away)
    taken = hand_over(offices)
    assert taken.code == 3
    assert f"{folder} may still hold it: it is not here" in taken.err
    assert "pilkada check --fix erases there too" in taken.err
    shutil.move(away, folder.parent)
    offices("KALSEL", "check", "--fix")
    assert not has_trace(folder, "Zirkonium")


def test_a_register_that_was_continued_twice_goes_on_in_a_new_file(offices: Offices) -> None:
    offices.meet()
    old = offices.home / "HST" / "register.db"
    state = offices.home / "HST" / "state"
    add = ("report", "add", "-r", "HST", "-c", "bencana/banjir")
    offices.ok("HST", *add, "Sebelum")
    before = [(path, path.read_bytes()) for path in (old, *state.rglob("*")) if path.is_file()]
    offices.ok("HST", *add, "Di satu")
    assert hand_over(offices).code == 0
    for path, content in before:  # as from an image of the whole disk
        path.write_bytes(content)
    offices.ok("HST", *add, "Di lain")
    refused = hand_over(offices)
    assert refused.code == 4 and "continued twice" in refused.err
    assert "takes its reports from the province into a new register" in refused.err

    new, back = ("--register", str(offices.home / "baru.db")), offices.home / "kembali.pilkada"
    offices.ok("KALSEL", "serah", "--to", "HST", "-o", str(back))
    offices.ok("HST", "init", *new, "--office", "Kesbangpol HST", "--code", "HST", "-r", "63.07")
    offices.ok("HST", "office", "add", str(offices.card("KALSEL")), "--yes", *new)
    offices.ok("HST", "terima", str(back), *new)
    offices.ok("HST", *add, "Di lain", *new)
    path = offices.home / "baru.pilkada"
    offices.ok("HST", "serah", "-o", str(path), *new)
    offices.ok("KALSEL", "terima", str(path))
    listed = json.loads(offices.ok("KALSEL", "report", "list", "-f", "json").out)
    assert {row["id"]: row["title"] for row in listed} == {
        "HST-1": "Sebelum", "HST-2": "Di satu", "HST-3": "Di lain",
    }  # fmt: skip
    assert offices.ok("HST", "check", *new).out.startswith("sound: ")


def test_only_the_province_says_that_a_report_no_longer_concerns_an_office(
    offices: Offices,
) -> None:
    offices.ok("BJB", "init", "--office", "Kantor BJB", "--code", "BJB", "-r", "63.72")
    offices.ok("BJB", "office", "card", "-o", str(offices.card("BJB")))
    for code, other in (("HST", "BJB"), ("BJB", "HST")):
        offices.ok(code, "office", "add", str(offices.card(other)), "--yes")
    offices.ok(
        "HST", "report", "add", "Banjir", "-r", "HST", "-c", "bencana/banjir", "--affects", "BJB"
    )
    taken = []
    for path in (offices.home / "satu.pilkada", offices.home / "dua.pilkada"):
        offices.ok("HST", "bundle", "out", "--to", "BJB", "-o", str(path))
        taken.append(offices.ok("BJB", "bundle", "in", str(path)).err)
        offices.ok("HST", "report", "amend", "HST-1", "--clear", "affects")
    assert "withheld" not in taken[0]
    assert "withheld here, as HST hands over what it changed in them" in taken[1]
    assert "concern this office" not in taken[1]


def test_an_undo_says_that_trust_and_hand_overs_stay_and_what_came_before_them(
    offices: Offices, cli: Cli
) -> None:
    add = ("report", "add", "Baliho dirusak", "-c", "perusakan-apk")
    offices.ok("HST", *add)
    offices.ok("KALSEL", *add, "-r", "Tapin")
    offices.meet()
    first, second = offices("HST", "undo").err.splitlines()[:2]
    assert first.startswith("which offices are trusted is changed again (pilkada office)")
    assert second.startswith("taking back: report HST-1")
    offices.ok("HST", *add)
    assert "trusted" not in offices("HST", "undo").err
    bundle = offices.home / "a.age"
    cli.now += timedelta(minutes=1)
    offices.ok("HST", "bundle", "out", "-o", str(bundle))
    offices.ok("KALSEL", "bundle", "in", str(bundle))
    for office in ("HST", "KALSEL"):
        assert "handed over or taken in is not taken back" in offices(office, "undo").err
