"""What an office is told of its values, however the operation came that took their place."""

from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office, Three, run_amend, three, told
from tests.jobs.test_restored_offices import pair
from tests.storage.test_laws import header_of, take_in

from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import JsonObject, Kind, OpId
from pilkada_cli.jobs import bundle_told, change, linking, offices
from pilkada_cli.jobs.bundle_in import Taken
from pilkada_cli.jobs.bundle_told import Differences, differences
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.storage import journal, queries, settings
from pilkada_cli.storage.arrivals import Arrivals
from pilkada_cli.storage.selection import Filter

__all__ = ["three"]


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


# What others do to the state of an office's reports.


def subject_of(office: Office, label: str) -> OpId:
    with office.read() as reader:
        return resolve_one(reader, label)


def does(office: Office, kind: Kind, body: JsonObject, subject: OpId) -> None:
    """Write what another program may about a report that is withheld from it."""
    with office.write() as writer:
        writer.batch.append(kind, body, {"reason": "x"}, subject=subject)


def turns(taken: Taken) -> list[tuple[str, str, str, str | None]]:
    return [(each.id, each.kind, each.by, each.other) for each in taken.turns]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Kind.REFUTE, {}),
        (Kind.VERIFY, {}),
        (Kind.CLOSE, {}),
        (Kind.HANDLE, {}),
        (Kind.ESCALATE, {"phase": "gn"}),
        (Kind.ESCALATE, {"impact": 5}),
    ],
)
def test_an_office_is_told_who_changed_the_state_of_its_report(
    three: Three, kind: Kind, body: JsonObject
) -> None:
    hub, hst, bjb = three
    label = hst.add("Banjir", phase=None)
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    does(bjb, kind, body, subject_of(hst, label))
    assert turns(hub.take(bjb.hand())) == []
    handed = hub.hand("HST")
    assert turns(hst.take(handed)) == [(label, kind, "BJB", None)]
    assert turns(hst.take(handed)) == []


def test_an_office_is_told_who_linked_and_unlinked_its_reports(three: Three) -> None:
    hub, hst, bjb = three
    one, other = hst.add("Banjir"), hst.add("Banjir lagi")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    pair = subject_of(hst, one), subject_of(hst, other)
    for kind in (Kind.LINK, Kind.UNLINK):
        does(bjb, kind, {"with": str(pair[1])}, pair[0])
        hub.take(bjb.hand())
        assert turns(hst.take(hub.hand("HST"))) == [(one, kind, "BJB", other)]


@pytest.mark.parametrize(
    ("kind", "body"),
    [(Kind.REFUTE, {}), (Kind.CLOSE, {}), (Kind.ESCALATE, {"phase": "gn", "impact": 5})],
)
def test_an_office_is_told_who_took_back_what_changed_the_state_of_its_report(
    three: Three, kind: Kind, body: JsonObject
) -> None:
    hub, hst, _ = three
    label = hst.add("Banjir", phase=None)
    hub.take(hst.hand())
    does(hub, kind, body, subject_of(hst, label))
    hst.take(hub.hand("HST"))
    undo(hub)
    handed = hub.hand("HST")
    [turn] = hst.take(handed).turns
    assert (turn.id, turn.kind, turn.undone, turn.by) == (label, Kind.UNDO, kind, "KALSEL")
    assert turns(hst.take(handed)) == []
    undo(hub)
    assert turns(hst.take(hub.hand("HST"))) == [(label, kind, "KALSEL", None)]


def test_an_office_is_told_who_took_back_a_link_of_its_reports(three: Three) -> None:
    hub, hst, _ = three
    one, other = hst.add("Banjir"), hst.add("Banjir lagi")
    hub.take(hst.hand())
    pair = subject_of(hst, one), subject_of(hst, other)
    does(hub, Kind.LINK, {"with": str(pair[1])}, pair[0])
    hst.take(hub.hand("HST"))
    undo(hub)
    taken = hst.take(hub.hand("HST"))
    assert turns(taken) == [(one, Kind.UNDO, "KALSEL", other)]
    assert taken.turns[0].undone == Kind.LINK


def test_an_office_is_not_told_what_it_took_back_itself_on_another_computer(
    tmp_path: Path,
) -> None:
    former, office = (Office(tmp_path / name).found() for name in ("lama", "baru"))
    label = former.add("Banjir")
    with former.write() as writer:
        change.say(writer, Kind.VERIFY, [label], "dicek", None, former.now())
    with office.write() as writer:
        settings.add_former_origin(writer.connection, former.own())
    arrive(office, former.rows())
    undo(former)
    found = arrive(office, former.rows())
    assert (found.turned, found.replaced) == (0, 0)


def test_a_value_that_is_what_counted_anyway_is_no_change_of_state(three: Three) -> None:
    hub, hst, _ = three
    label = hst.add("Kabar")
    with hst.read() as reader:
        [row] = queries.reports(reader.tables, Filter())
    hub.take(hst.hand())
    does(hub, Kind.ESCALATE, {"impact": row["impact"]}, subject_of(hst, label))
    assert turns(hst.take(hub.hand("HST"))) == []


def test_a_link_with_a_report_that_is_withheld_here_names_none(three: Three) -> None:
    hub, hst, bjb = three
    label, theirs = hst.add("Banjir"), bjb.add("Kabar")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    does(bjb, Kind.LINK, {"with": str(subject_of(hst, label))}, subject_of(bjb, theirs))
    hub.take(bjb.hand())
    assert turns(hst.take(hub.hand("HST"))) == [(label, Kind.LINK, "BJB", None)]


def test_what_says_again_how_a_report_stands_is_not_told(three: Three) -> None:
    hub, hst, bjb = three
    one, other = hst.add("Banjir"), hst.add("Banjir lagi")
    with hst.write() as writer:
        linking.link(writer, [one, other], None, hst.now(), on=True)
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    pair = subject_of(hst, one), subject_of(hst, other)
    does(bjb, Kind.LINK, {"with": str(pair[1])}, pair[0])
    does(bjb, Kind.REOPEN, {}, pair[0])
    does(bjb, Kind.UNVERIFY, {}, pair[0])
    hub.take(bjb.hand())
    assert turns(hst.take(hub.hand("HST"))) == []


def test_a_state_that_the_office_had_given_is_told_as_replaced_and_only_so(three: Three) -> None:
    hub, hst, _ = three
    label = hst.add("Banjir")
    with hst.write() as writer:
        change.say(writer, Kind.VERIFY, [label], "dicek", None, hst.now())
    hub.take(hst.hand())
    does(hub, Kind.REFUTE, {}, subject_of(hst, label))
    taken = hst.take(hub.hand("HST"))
    assert told(taken) == [(label, "verification", "refuted", "KALSEL", "verified", "HST")]
    assert turns(taken) == []


def test_a_new_computer_is_not_told_of_what_its_office_knew(three: Three, tmp_path: Path) -> None:
    hub, hst, _ = three
    one, other = hst.add("Banjir"), hst.add("Banjir lagi")
    hub.take(hst.hand())
    pair = subject_of(hst, one), subject_of(hst, other)
    does(hub, Kind.LINK, {"with": str(pair[1])}, pair[0])
    does(hub, Kind.REFUTE, {}, pair[0])
    new = Office(tmp_path / "baru").found()
    offices.rekey(hub.workplace, offices.read(new.card()))
    new.trust(hub)
    assert turns(new.take(hub.hand("HST"))) == []


def test_of_many_changes_of_state_some_are_told_and_all_are_counted(
    three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, hst, _ = three
    labels = [hst.add(f"Banjir {n}") for n in range(4)]
    hub.take(hst.hand())
    for label in labels:
        does(hub, Kind.REFUTE, {}, subject_of(hst, label))
    monkeypatch.setattr(bundle_told, "NAMED", 3)
    taken = hst.take(hub.hand("HST"))
    assert (taken.turned, len(taken.turns)) == (4, 3)
