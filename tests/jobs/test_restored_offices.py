"""An office that went back to a backup, and what it had handed over since."""

from pathlib import Path

from tests.jobs.test_bundles import Office
from tests.storage.test_laws import assert_folded

from pilkada_cli.domain.events import ids
from pilkada_cli.jobs import backing_up, checking, restoring
from pilkada_cli.storage import copies, identity, queries
from pilkada_cli.storage.selection import Filter


def by_id(office: Office) -> dict[str, tuple[object, object]]:
    """Title and reporter of every report."""
    with office.read() as reader:
        rows = queries.reports(reader.tables, Filter())
        return {str(row["id"]): (row["title"], row["reporter"]) for row in rows}


def test_what_was_lost_with_a_restore_comes_back_from_the_province_beside_what_was_written_since(
    tmp_path: Path,
) -> None:
    hub = Office(tmp_path / "hub", code="KALSEL", region="63").found()
    hst = Office(tmp_path / "hst").found()
    hub.trust(hst)
    hst.trust(hub)
    hst.add("Sebelum")
    copied = backing_up.back_up(hst.workplace, None, keep=3).folder
    old = hst.own()
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
    assert hst.add("Sesudah") == "HST-2"
    taken = hst.take(hub.hand("HST"))

    assert (taken.reports, taken.gaps, taken.conflicts) == (2, (), 0)
    numbered = ids("HST", 2, {old, hst.own()})
    assert by_id(hst) == {
        "HST-1": ("Sebelum", None),
        numbered[old]: ("Hilang", "Kepala Dusun"),
        numbered[hst.own()]: ("Sesudah", None),
        "HST-3": ("Hilang juga", None),
    }
    assert hst.add("Lagi") == "HST-4"
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
