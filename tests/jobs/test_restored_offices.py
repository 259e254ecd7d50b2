"""An office that went back to a backup or a copy, and what it had handed over since."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office
from tests.storage.test_laws import assert_folded

from pilkada_cli.domain.operation import Kind
from pilkada_cli.errors import InvalidData, UsageError
from pilkada_cli.jobs import (
    acting,
    attaching,
    backing_up,
    checking,
    erasing,
    erasing_copies,
    offices,
    restoring,
)
from pilkada_cli.jobs.action_entry import Asked
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.workplace import Workplace
from pilkada_cli.storage import copies, identity, journal, queries
from pilkada_cli.storage.offices import Standing
from pilkada_cli.storage.selection import Filter

YEAR = 60 * 24 * 365


def by_id(office: Office) -> dict[str, tuple[object, object]]:
    """Title and reporter of every report."""
    with office.read() as reader:
        rows = queries.reports(reader.tables, Filter())
        return {str(row["id"]): (row["title"], row["reporter"]) for row in rows}


def pair(tmp_path: Path) -> tuple[Office, Office]:
    """The province and an office that trust each other."""
    hub = Office(tmp_path / "hub", code="KALSEL", region="63").found()
    hst = Office(tmp_path / "hst").found()
    hub.trust(hst)
    hst.trust(hub)
    return hub, hst


def erase(office: Office, label: str) -> None:
    with office.read() as reader:
        losses = erasing.losses(reader, [label])
    with office.write() as writer:
        erasing.erase(writer, [label], "diminta", losses)


def back_up(office: Office) -> Path:
    office.ticks += 1
    return backing_up.back_up(office.workplace, None, keep=5).folder


def restore(office: Office, copied: Path) -> None:
    office.ticks += 1
    with restoring.begin(office.workplace, copied) as prepared:
        prepared.carry_out()


def test_what_was_lost_with_a_restore_comes_back_from_the_province_beside_what_was_written_since(
    tmp_path: Path,
) -> None:
    hub, hst = pair(tmp_path)
    hst.add("Sebelum")
    copied = backing_up.back_up(hst.workplace, None, keep=3).folder
    assert [hst.add("Hilang", reporter="Kepala Dusun"), hst.add("Hilang juga")] == [
        "HST-2",
        "HST-3",
    ]
    hub.take(hst.hand())

    hst.ticks += 1
    with restoring.begin(hst.workplace, copied) as prepared:
        assert prepared.outlook.ids == ("HST-2", "HST-3")
        prepared.carry_out()
    assert hst.titles() == {"Sebelum"}
    assert hst.add("Sesudah") == "HST-4", "what was lost keeps its numbers"
    taken = hst.take(hub.hand("HST"))

    assert (taken.reports, taken.gaps, taken.conflicts) == (2, (), 0)
    assert by_id(hst) == {
        "HST-1": ("Sebelum", None),
        "HST-2": ("Hilang", "Kepala Dusun"),
        "HST-3": ("Hilang juga", None),
        "HST-4": ("Sesudah", None),
    }
    assert hst.add("Lagi") == "HST-5"
    hub.take(hst.hand())
    assert by_id(hub) == by_id(hst)
    for office in (hst, hub):
        assert_folded(office)
        assert checking.check(office.workplace, fix=False).exit_code == 0


def test_a_copy_is_as_sound_where_a_bound_file_lay_before(tmp_path: Path) -> None:
    hst = Office(tmp_path / "hst").found()
    hst.add("Sebelum")
    copied = backing_up.back_up(hst.workplace, None, keep=3).folder
    written = copied / copies.FILE
    identity.announce(hst.workplace.state, hst.own(), written, 9, 9)
    assert identity.written(hst.workplace.state, written) == {hst.own(): 9}
    assert backing_up.verified(hst.workplace, copied).broken == []


def test_an_erasure_names_files_beside_the_register_that_nothing_names_any_more(
    tmp_path: Path,
) -> None:
    hub, hst = pair(tmp_path)
    hst.add("Sebelum")
    older = tmp_path / "lama.db"
    shutil.copy(hst.workplace.register, older)
    label = hst.add("Dengan foto")
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xffrahasia")
    with hst.write() as writer, hst.read() as reader:
        [(subject, _)] = queries.subjects_numbered(reader.tables, "HST", 2)
        attaching.attach(writer, subject, [photo], None)
    hub.take(hst.hand())
    erase(hub, label)

    for path in hst.home.glob("register.db-*"):
        path.unlink()
    shutil.copy(older, hst.workplace.register)
    assert hst.take(hub.hand("HST")).erased == 1
    assert erasing_copies.reach(hst.workplace) == []
    [line] = map(str, erasing_copies.out_of_reach(hst.workplace))
    assert "register.db.files may still hold it: 1 file there belongs to no report" in line
    [_, line] = map(str, checking.check(hst.workplace, fix=True).attend)
    assert "may belong to a register that stood here before" in line
    assert list((hst.home / "register.db.files").iterdir())


def test_an_encrypted_backup_is_behind_an_erasure_by_an_office_whose_clock_is_years_behind(
    tmp_path: Path,
) -> None:
    hub, hst = pair(tmp_path)
    hst.ticks = -YEAR
    label = hst.add("Zirkonium")
    hub.take(hst.hand())
    hub.ticks += 1
    made = backing_up.back_up(hub.workplace, None, 3, tmp_path / "kunci.txt").folder
    assert erasing_copies.behind_sealed(hub.workplace) == []
    erase(hst, label)
    hub.take(hst.hand())
    assert erasing_copies.behind_sealed(hub.workplace) == [made]


def test_backups_that_an_erasure_reached_are_rotated_as_others_are(tmp_path: Path) -> None:
    office = Office(tmp_path / "hst").found()
    label = office.add("Rahasia", reporter="Fulan")
    for _ in range(2):
        office.ticks += 1
        backing_up.back_up(office.workplace, None, keep=2)
    erase(office, label)
    assert erasing_copies.reach(office.workplace) == []
    for number in range(3):
        office.add(f"Hari {number}")
        assert backing_up.back_up(office.workplace, None, keep=2).attend == []
    assert len([*office.home.glob("register.db.backups/pilkada-*")]) == 2


def clock(office: Office) -> int:
    with office.read() as reader:
        return journal.largest_clock(reader.connection)


def test_what_is_ordered_after_an_erasure_at_its_clock_lives_where_a_backup_was_restored(
    tmp_path: Path,
) -> None:
    hub, hst = pair(tmp_path)
    label = hst.add("Seluruh provinsi", "63")
    hub.take(hst.hand())
    copied = back_up(hst)
    eraser, other = sorted((hub, hst), key=Office.own)
    eraser_origin = eraser.own()
    behind = min(hub, hst, key=clock)
    while clock(hub) != clock(hst):
        behind.add("Lain", "63")
    with other.write() as writer:
        subject = resolve_one(writer, label)
        writer.batch.append(Kind.NOTE, {}, {"text": "Zirkonium"}, subject=subject)
    erase(eraser, label)
    hub.take(hst.hand())
    hst.take(hub.hand("HST"))
    restore(hst, copied)
    hst.take(hub.hand("HST"))
    hst.add("Sesudah")
    hub.take(hst.hand())
    for office in (hub, hst):
        assert office.holds("Zirkonium")
        assert "Seluruh provinsi" not in office.titles()
        with office.read() as reader:
            every = journal.of_subject(reader.connection, subject)
        told = [op.header.origin for op in every if op.sealed == {"text": "diminta"}]
        assert told == [eraser_origin], "the reason of what stands in goes as it comes"
        assert checking.check(office.workplace, fix=False).exit_code == 0


def test_a_backup_that_has_heard_of_an_erasure_is_left_alone_where_another_stands_in_for_it(
    tmp_path: Path,
) -> None:
    _, hst = pair(tmp_path)
    label = hst.add("Zirkonium")
    older = back_up(hst)
    erase(hst, label)
    newer = back_up(hst)
    restore(hst, older)
    before = (newer / copies.FILE).read_bytes()
    back_up(hst)
    assert (newer / copies.FILE).read_bytes() == before


def test_what_is_erased_while_a_backup_is_made_ready_is_not_brought_back(tmp_path: Path) -> None:
    hst = Office(tmp_path).found()
    label = hst.add("Zirkonium")
    copied = back_up(hst)
    moments = 0

    def now() -> datetime:
        """The clock is read between what was erased and the copy that is cleared of it."""
        nonlocal moments
        moments += 1
        if moments == 1:
            erase(hst, label)
        return hst.now()

    with (
        restoring.begin(replace(hst.workplace, now=now), copied) as prepared,
        pytest.raises(UsageError, match="somebody wrote meanwhile"),
    ):
        prepared.carry_out()
    assert hst.titles() != {"Zirkonium"}
    assert not hst.holds("Zirkonium")
    restore(hst, copied)
    assert not hst.holds("Zirkonium")


def test_a_register_that_is_made_while_a_backup_is_looked_at_is_not_replaced(
    tmp_path: Path,
) -> None:
    hst = Office(tmp_path / "hst").found()
    copied = back_up(hst)
    anew = Office(tmp_path / "baru")
    with (
        restoring.begin(anew.workplace, copied) as prepared,
        pytest.raises(UsageError, match="somebody wrote meanwhile"),
    ):
        anew.add("Zirkonium")
        prepared.carry_out()
    assert anew.titles() == {"Zirkonium"}


def standings(office: Office) -> dict[str, Standing]:
    return {each.code: each.standing for each in offices.every(office.workplace)}


def test_an_office_that_was_removed_is_not_trusted_again_by_an_older_backup(
    tmp_path: Path,
) -> None:
    hub, hst = pair(tmp_path)
    bjb = Office(tmp_path / "bjb", code="BJB", region="63.72").found()
    hub.trust(bjb)
    bjb.trust(hub)
    hst.add("Banjir")
    hub.take(hst.hand())
    copied = back_up(hub)
    for code in ("BJB", "HST"):
        offices.remove(hub.workplace, code)
    restore(hub, copied)
    assert standings(hub) == {"HST": Standing.VOUCHED}, "its key tells whose reports these are"
    bjb.add("Palsu")
    with pytest.raises(InvalidData, match="not trusted"):
        hub.take(bjb.hand())
    restore(hub, copied)
    assert standings(hub) == {"HST": Standing.VOUCHED}

    hub.trust(bjb)
    restore(hub, copied)
    assert standings(hub) == {"BJB": Standing.TRUSTED, "HST": Standing.VOUCHED}
    assert hub.take(bjb.hand()).reports == 1


def test_a_register_that_removed_nobody_keeps_the_trust_of_the_backup(tmp_path: Path) -> None:
    hub, _ = pair(tmp_path)
    copied = back_up(hub)
    away = shutil.copytree(copied, tmp_path / "usb")
    for path in hub.home.glob("register.db*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    hub.found()
    restore(hub, away)
    assert standings(hub) == {"HST": Standing.TRUSTED}


def told(office: Office) -> tuple[int, list[str]]:
    """The exit code of a check, and what it says."""
    checked = checking.check(office.workplace, fix=False)
    return int(checked.exit_code), [*map(str, (*checked.broken, *checked.attend))]


def test_words_that_were_erased_before_they_were_handed_on_are_no_damage_and_told(
    tmp_path: Path,
) -> None:
    hub, hst = pair(tmp_path)
    bjb = Office(tmp_path / "bjb", code="BJB", region="63.72").found()
    for one, other in ((hub, bjb), (bjb, hub), (hst, bjb), (bjb, hst)):
        one.trust(other)
    label = hst.add("Seluruh provinsi", "63")
    hub.take(hst.hand())
    erase(hub, label)
    hst.take(hub.hand("HST"))
    bjb.take(hst.hand("BJB"))
    code, [line] = told(bjb)
    assert code == 3
    assert line.startswith("1 operation of HST came without its words")
    assert "HST-1; take in the province's next bundle" in line
    assert back_up(bjb).is_dir()
    bjb.take(hub.hand("BJB"))
    assert told(bjb) == (0, [])


def test_a_new_province_that_never_hears_of_an_erasure_erases_itself(tmp_path: Path) -> None:
    hub, hst = pair(tmp_path)
    label = hst.add("Seluruh provinsi", "63")
    hub.take(hst.hand())
    erase(hub, label)
    hst.take(hub.hand("HST"))
    anew = Office(tmp_path / "baru", code="KALSEL", region="63").found()
    anew.trust(hst)
    offices.rekey(hst.workplace, offices.read(anew.card()))
    anew.take(hst.hand())
    code, [line] = told(anew)
    assert code == 3
    assert "HST-1; take in the bundles of all offices, or erase it here too" in line
    erase(anew, label)
    assert told(anew) == (0, [])


def test_own_words_that_are_gone_without_an_erasure_are_damage(tmp_path: Path) -> None:
    hub, hst = pair(tmp_path)
    hst.add("Banjir", reporter="Fulan")
    hub.take(hst.hand())
    hst.take(hub.hand("HST"))
    with closing(sqlite3.connect(hst.workplace.register)) as connection, connection:
        connection.execute("UPDATE journal SET sealed = NULL, salt = NULL WHERE kind = 'add'")
    code, [line] = told(hst)
    assert code == 6
    assert "was altered: its sealed part is missing" in line


@dataclass
class Shared(Office):
    """A register that several users of a computer write to, each with a state folder."""

    user: str = "fulan"

    @property
    def workplace(self) -> Workplace:
        return Workplace(self.home / "register.db", self.home / self.user, self.now)


def decided(office: Office) -> str:
    asked = Asked(what="Periksa pompa", region="63.07", category="bencana/banjir")
    with office.write() as writer:
        return acting.decide(writer, asked, None, office.now()).ids[0]


def test_no_number_is_given_again_that_another_user_gave_since_the_backup(tmp_path: Path) -> None:
    office = Shared(tmp_path).found()
    assert (office.add("Sebelum"), decided(office)) == ("HST-1", "HST-T1")
    copied = backing_up.back_up(office.workplace, None, keep=3).folder
    office.user = "polan"
    assert [office.add("Hilang"), decided(office)] == ["HST-2", "HST-T2"]
    office.user = "fulan"
    given = {"HST-1", "HST-2"}
    for _again in range(2):
        office.ticks += 1
        with restoring.begin(office.workplace, copied) as prepared:
            prepared.carry_out()
        label = office.add("Sesudah")
        assert prepared.skipped == label
        assert label not in given
        given.add(label)
        assert decided(office) not in ("HST-T1", "HST-T2")
    assert checking.check(office.workplace, fix=False).exit_code == 0
