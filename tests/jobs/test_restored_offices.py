"""An office that went back to a backup or a copy, and what it had handed over since."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office
from tests.storage.test_laws import assert_folded

from pilkada_cli.errors import UsageError
from pilkada_cli.jobs import (
    attaching,
    backing_up,
    checking,
    erasing,
    erasing_copies,
    restoring,
)
from pilkada_cli.storage import copies, identity, queries
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
    checking.check(hst.workplace, fix=True)
    assert erasing_copies.out_of_reach(hst.workplace) == []
    assert not (hst.home / "register.db.files").exists()


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
