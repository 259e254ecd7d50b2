"""An office that is trusted and whose program was altered: what it signs harms nobody else."""

from datetime import date
from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office
from tests.jobs.test_restored_offices import erase
from tests.storage.test_laws import Chain, assert_folded

from pilkada_cli.domain.numbering import MOST
from pilkada_cli.domain.operation import MAX_INTEGER, Kind
from pilkada_cli.domain.retention import kept_until
from pilkada_cli.domain.weeks import last_day, weeks
from pilkada_cli.errors import AmbiguousName
from pilkada_cli.jobs import acting, checking, log, reading, retention
from pilkada_cli.jobs.action_entry import Asked
from pilkada_cli.jobs.ids import is_report_id, resolve, resolve_actions, resolve_one
from pilkada_cli.render.local import written_by
from pilkada_cli.storage import actions, queries
from pilkada_cli.storage.selection import Filter

SAID = {"region": "63.07", "category": "bencana/banjir"}


def signs(office: Office, kind: Kind, **body: object) -> None:
    """Write what the program itself never would."""
    sealed = {"title": "Banjir"} if kind == Kind.ADD else {"what": "Periksa"}
    with office.write() as writer:
        writer.batch.append(kind, SAID | body, sealed, creates=True)


def ids(office: Office) -> set[str]:
    with office.read() as reader:
        return {str(row["id"]) for row in queries.reports(reader.tables, Filter())}


def decided(office: Office) -> str:
    asked = Asked(what="Periksa pompa", region="63.07", category="bencana/banjir")
    with office.write() as writer:
        return acting.decide(writer, asked, None, office.now()).ids[0]


@pytest.fixture
def hub(tmp_path: Path) -> Office:
    """The province."""
    return Office(tmp_path / "hub", code="KALSEL", region="63").found()


@pytest.fixture
def hst(tmp_path: Path, hub: Office) -> Office:
    """A regency that the province trusts."""
    office = Office(tmp_path / "hst").found()
    hub.trust(office)
    office.trust(hub)
    return office


@pytest.mark.parametrize("number", [MOST, MOST + 1, MAX_INTEGER, -1])
def test_numbers_under_another_offices_code_do_not_drive_its_numbers_up(
    hub: Office, hst: Office, number: int
) -> None:
    for kind in (Kind.ADD, Kind.ACTION):
        signs(hst, kind, code="KALSEL", number=number)
    hub.take(hst.hand())
    assert [hub.add("Banjir"), hub.add("Banjir lagi")] == ["KALSEL-1", "KALSEL-2"]
    assert [decided(hub), decided(hub)] == ["KALSEL-T1", "KALSEL-T2"]
    assert checking.check(hub.workplace, fix=False).exit_code == 0
    hst.take(hub.hand("HST"))
    for office in (hub, hst):
        assert_folded(office)


def test_a_number_that_another_office_used_under_this_ones_code_is_left_out(
    hub: Office, hst: Office
) -> None:
    signs(hst, Kind.ADD, code="KALSEL", number=2)
    signs(hst, Kind.ACTION, code="KALSEL", number=2)
    hub.take(hst.hand())
    assert [hub.add("Satu"), hub.add("Tiga")] == ["KALSEL-1", "KALSEL-3"]
    assert [decided(hub), decided(hub)] == ["KALSEL-T1", "KALSEL-T3"]


def test_after_the_largest_number_come_those_that_were_left_out(hub: Office) -> None:
    signs(hub, Kind.ADD, code="KALSEL", number=MOST)
    assert [hub.add("Satu"), hub.add("Dua")] == ["KALSEL-1", "KALSEL-2"]


def test_what_is_dated_at_the_end_of_the_calendar_is_kept_as_long_as_the_calendar_goes(
    hub: Office,
) -> None:
    made = Chain()
    body = SAID | {"code": "HST", "number": 1}
    made.append(Kind.ADD, body, {"title": "Banjir"}, creates=True, at="9999-12-31T23:59:59.999Z")
    hub.receive(made.every)
    with hub.read() as reader:
        assert retention.past(reader, date.max) == []
        assert kept_until(date.max, reader.reference.election) == date.max


def test_the_last_week_of_the_calendar_ends_with_it() -> None:
    [last] = weeks(date.max, date.max)
    assert (last, last_day(last)) == (date(9999, 12, 27), date.max)


@pytest.mark.parametrize("code", ["", "../x", "HST\x1b[31m", "hst", "A" * 13, 7, None])
def test_what_bears_no_code_has_an_id_that_can_be_typed(
    hub: Office, hst: Office, code: object
) -> None:
    for kind in (Kind.ADD, Kind.ADD, Kind.ACTION, Kind.ACTION):
        signs(hst, kind, code=code, number=50)
    hub.take(hst.hand())
    assert_folded(hub)
    labels = ids(hub)
    with hub.read() as reader:
        assert len(set(resolve(reader, sorted(labels)))) == 2
        wanted = actions.Wanted()
        found = actions.actions(reader.tables, wanted, reader.reference, date(2024, 11, 22))
        assert len({action for action, _ in resolve_actions(reader, [a.id for a in found])}) == 2
    for label in labels:
        erase(hub, label)
    assert not hub.holds("Banjir")


def test_each_of_several_reports_of_one_number_can_be_named(hub: Office, hst: Office) -> None:
    for _ in range(2):
        signs(hst, Kind.ADD, code="HST", number=5)
    hub.take(hst.hand())
    assert_folded(hub)
    [one, other] = sorted(ids(hub))
    with hub.read() as reader:
        assert resolve_one(reader, one) != resolve_one(reader, other)
        with pytest.raises(AmbiguousName) as refused:
            resolve_one(reader, "HST-5")
    assert one in str(refused.value.hint)
    assert other in str(refused.value.hint)


def test_a_time_of_day_is_no_id() -> None:
    assert not is_report_id("14.30")


def test_whoever_uses_the_code_of_another_office_is_named_by_their_own(
    hub: Office, hst: Office, tmp_path: Path
) -> None:
    bjb = Office(tmp_path / "bjb", code="BJB", region="63.72").found()
    hub.trust(bjb)
    bjb.trust(hub)
    signs(hst, Kind.ADD, code="BJB", number=1)
    bjb.add("Kabar")
    hub.add("Milik sendiri")
    hub.take(hst.hand())
    hub.take(bjb.hand())
    found = {}
    with hub.read() as reader:
        for label in ids(hub):
            shown = reading.show(reader, label, date(2024, 11, 22)).document()
            found[shown["title"]] = [step["office"] for step in shown["history"]]
        logged = log.log(reader, hub.workplace.state, None, 20)
        signed = {row.office for row in logged if "add" in row.kinds}
    assert found == {"Banjir": ["HST"], "Kabar": ["BJB"], "Milik sendiri": [None]}
    assert signed == {"HST", "BJB", None}


def test_the_name_that_an_office_gives_itself_stands_after_its_code() -> None:
    assert written_by("Fulan", "HST") == "HST: Fulan"
    assert written_by(None, "HST") == "HST"
    assert written_by("Fulan", None) == "Fulan"
    assert written_by("", None) == ""
