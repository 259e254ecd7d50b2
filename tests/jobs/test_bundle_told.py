"""What an office is told of its values, however the operation came that took their place."""

from pathlib import Path

from tests.jobs.test_bundles import Office, run_amend, told
from tests.jobs.test_restored_offices import pair
from tests.storage.test_laws import header_of, take_in

from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import Kind
from pilkada_cli.jobs import change, offices
from pilkada_cli.jobs.bundle_told import Differences, differences
from pilkada_cli.storage import journal
from pilkada_cli.storage.arrivals import Arrivals


def undo(office: Office) -> None:
    """Take back the last command of an office; of an undo, that undo."""
    with office.write() as writer:
        [batch] = writer.connection.execute(
            "SELECT batch FROM journal WHERE origin = ? ORDER BY seq DESC", (office.own(),)
        ).fetchone()
        writer.batch.append(Kind.UNDO, {"batch": batch})


def arrive(office: Office, rows: list[Row]) -> Differences:
    """Rows come as they may from another program, cut anywhere; what differs from before."""
    with office.write() as writer:
        before = journal.last_position(writer.connection)
        take_in(writer, rows, office.now())
        return differences(writer, Arrivals(writer.connection, before), {})


def test_a_replaced_value_is_told_once_what_was_withheld_is_filled_in(tmp_path: Path) -> None:
    hub, hst = pair(tmp_path)
    label = hst.add("Salah tempat", impact=3)
    hub.take(hst.hand())
    with hub.write() as writer:
        raw: dict[str, object] = {"region": "63.72", "impact": "5"}
        change.amend(writer, [label], raw, [], None, hub.now())
    taken = hst.take(hub.hand("HST"))
    assert (taken.gone, told(taken), taken.conflicts) == ((label,), [], 0)
    offices.share(hub.workplace, "HST", ["63.72"])
    taken = hst.take(hub.hand("HST"))
    assert taken.filled == 1
    assert sorted(told(taken)) == [
        (label, "impact", "5", "KALSEL", "3", "HST"),
        (label, "region", "63.72", "KALSEL", "63.07", "HST"),
    ]
    assert told(hst.take(hub.hand("HST"))) == []


def test_a_replaced_value_behind_a_gap_is_told_when_the_gap_closes(tmp_path: Path) -> None:
    hub, hst = pair(tmp_path)
    label = hst.add("Banjir", impact=3)
    hub.take(hst.hand())
    hub.add("Lain")
    run_amend(hub, label, "5")
    theirs = [row for row in hub.rows() if header_of(row).origin == hub.own()]
    assert arrive(hst, theirs[-1:]).replaced == 0
    found = arrive(hst, theirs[:-1])
    [each] = found.replacements
    assert (found.replaced, each.field, each.counts, each.other) == (1, "impact", 5, 3)
    assert arrive(hst, theirs).replaced == 0


def test_a_value_that_is_replaced_anew_by_an_undo_of_an_undo_is_told_again(tmp_path: Path) -> None:
    hub, hst = pair(tmp_path)
    label = hst.add("Banjir", impact=3)
    hub.take(hst.hand())
    run_amend(hub, label, "5")
    replaced = [(label, "impact", "5", "KALSEL", "3", "HST")]
    assert told(hst.take(hub.hand("HST"))) == replaced
    undo(hub)
    assert told(hst.take(hub.hand("HST"))) == []
    undo(hub)
    assert told(hst.take(hub.hand("HST"))) == replaced
