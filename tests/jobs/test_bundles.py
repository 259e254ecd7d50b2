"""Bundles between registers: what they carry, what they withhold, and what is refused."""

import io
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.storage.test_laws import Command, assert_folded, tables
from tests.storage.test_laws import Office as Register

from pilkada_cli.domain import chain
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.readiness import Standing, body_of
from pilkada_cli.errors import Exit, InvalidData, UsageError
from pilkada_cli.exchange.bundles import container
from pilkada_cli.exchange.bundles.keys import Keys, head_content, own_keys
from pilkada_cli.exchange.files import KEYS
from pilkada_cli.jobs import (
    attaching,
    bundle_in,
    bundle_out,
    calendar,
    change,
    checking,
    founding,
    offices,
    record,
    undoing,
)
from pilkada_cli.jobs.bundle_in import Taken
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.storage import handover, journal, queries, readiness
from pilkada_cli.storage.selection import Filter


@dataclass
class Office(Register):
    """A register of an office that hands over and takes in."""

    code: str = "HST"
    region: str = "63.07"

    def found(self) -> "Office":
        said = founding.Office(name=f"Kantor {self.code}", code=self.code, region=self.region)
        founding.found(self.workplace, said)
        return self

    @property
    def keys(self) -> Keys:
        return own_keys(self.workplace.state)

    def card(self) -> str:
        return offices.own_card(self.workplace)[1]

    def trust(self, other: "Office") -> None:
        offices.add(self.workplace, offices.read(other.card()))

    def hand(self, to: str | None = None, **how: bool) -> Path:
        self.ticks += 1
        path = self.home / f"{self.code}-{to}-{self.ticks}.pilkada"
        return bundle_out.hand(self.workplace, to, path, **how).path

    def take(self, path: Path) -> Taken:
        self.ticks += 1
        return bundle_in.take(self.workplace, path)

    def add(self, title: str, region: str | None = None, **more: object) -> str:
        raw = {"title": title, "region": region or self.region, "category": "kamtibmas/hoaks"}
        with self.write() as writer:
            return record.add(writer, raw | more, None, self.now()).ids[0]

    def titles(self) -> set[str]:
        with self.read() as reader:
            return {str(row["title"]) for row in queries.reports(reader.tables, Filter())}

    def holds(self, text: str) -> bool:
        """Whether a text stands anywhere in the register's files."""
        found = [*self.home.glob("register.db*")]
        return any(text.encode() in path.read_bytes() for path in found if path.is_file())


Three = tuple[Office, Office, Office]


def three_in(folder: Path) -> Three:
    """The province and two regencies that trust the province and are trusted by it."""
    hub = Office(folder / "hub", code="KALSEL", region="63").found()
    hst = Office(folder / "hst").found()
    bjb = Office(folder / "bjb", code="BJB", region="63.72").found()
    for office in (hst, bjb):
        hub.trust(office)
        office.trust(hub)
    return hub, hst, bjb


@pytest.fixture
def three(tmp_path: Path) -> Three:
    return three_in(tmp_path)


def test_an_office_hands_everything_of_its_own_to_the_province(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Banjir di Barabai", reporter="Kepala Dusun")
    hst.add("Kabar dari Banjarbaru", "63.72")
    taken = hub.take(hst.hand())
    assert (taken.sender, taken.reports, taken.withheld) == ("HST", 2, 0)
    assert hub.titles() == hst.titles()
    assert hub.holds("Kepala Dusun")
    assert_folded(hub)


def test_the_province_hands_on_in_full_only_what_concerns_the_office(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Hanya HST")
    hst.add("Menyangkut Banjarbaru", "63.07", affects=["63.72"])
    hst.add("Seluruh provinsi", "63")
    hub.take(hst.hand())
    taken = bjb.take(hub.hand("BJB"))
    assert bjb.titles() == {"Menyangkut Banjarbaru", "Seluruh provinsi"}
    assert taken.withheld > 0
    assert not bjb.holds("Hanya HST")
    assert_folded(bjb)


@pytest.mark.parametrize("kind", [Kind.AMEND, Kind.ESCALATE, Kind.VERIFY])
@pytest.mark.parametrize("says", [{"affects": ["63.72"]}, {"region": "63.72"}])
def test_what_an_office_says_of_a_report_that_is_withheld_from_it_does_not_open_it(
    three: Three, kind: Kind, says: dict[str, object]
) -> None:
    hub, hst, bjb = three
    hst.add("Hanya HST")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    with bjb.read() as reader:
        sql = "SELECT DISTINCT subject FROM journal WHERE body IS NULL AND subject IS NOT NULL"
        [stub] = [OpId.parse(subject) for (subject,) in reader.connection.execute(sql)]
    with bjb.write() as writer:
        writer.batch.append(kind, says, {"reason": "x"}, subject=stub)
    hub.take(bjb.hand())
    bjb.take(hub.hand("BJB"))
    assert bjb.titles() == set()
    assert not bjb.holds("Hanya HST")
    assert_folded(bjb)


def test_a_report_that_the_province_moved_is_the_offices_however_it_amends_it(
    three: Three,
) -> None:
    hub, hst, bjb = three
    hst.add("Ternyata Banjarbaru")
    hub.take(hst.hand())
    with hub.write() as writer:
        change.amend(writer, ["HST-1"], {"region": "63.72"}, (), None, hub.now())
    bjb.take(hub.hand("BJB"))
    with bjb.write() as writer:
        change.amend(writer, ["HST-1"], {"affects": ["63.05"]}, (), None, bjb.now())
    hub.take(bjb.hand())
    with hub.write() as writer:
        change.amend(writer, ["HST-1"], {"title": "Sudah jelas"}, (), None, hub.now())
    bjb.take(hub.hand("BJB"))
    assert bjb.titles() == {"Sudah jelas"}


def test_readiness_is_told_to_the_province_and_to_whom_it_is_about(three: Three) -> None:
    hub, hst, bjb = three
    for region in ("63.07", "63.72", "63"):
        said = Standing("nphd", region, "2024-11-21", 100, 90)
        with hst.write() as writer:
            writer.batch.append(Kind.READINESS, body_of(said), creates=True)
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    told = []
    for office in (hub, bjb):
        with office.read() as reader:
            told.append([each.region for each in readiness.standings(reader.tables)])
    assert told == [["63", "63.07", "63.72"], ["63", "63.72"]]
    assert_folded(bjb)


def test_the_reports_that_are_withheld_from_now_on_are_named(three: Three) -> None:
    hub, hst, bjb = three
    moved, stays = hst.add("Salah tempat", "63.72"), hst.add("Tetap", "63.72")
    hst.add("Hanya HST")
    hub.take(hst.hand())
    assert bjb.take(hub.hand("BJB")).gone == ()
    assert bjb.titles() == {"Salah tempat", "Tetap"}
    with hst.write() as writer:
        change.amend(writer, [moved], {"region": "63.07"}, [], None, hst.now())
        change.amend(writer, [stays], {"impact": "2"}, [], None, hst.now())
    hub.take(hst.hand())
    assert bjb.take(hub.hand("BJB")).gone == (moved,)
    assert bjb.titles() == {"Tetap"}


def test_only_reports_are_counted_as_reports_that_are_withheld(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Hanya HST")
    with hst.write() as writer:
        writer.batch.append(Kind.NIL, {"region": "63.07", "on": "2024-11-21"}, creates=True)
        said = Standing("nphd", "63.07", "2024-11-21", 100, 90)
        writer.batch.append(Kind.READINESS, body_of(said), creates=True)
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    assert checking.check(bjb.workplace, fix=False).withheld == 1


def test_what_is_shared_with_an_office_fills_what_was_withheld(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Hanya HST")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    offices.share(hub.workplace, "BJB", ["HST"])
    assert bjb.take(hub.hand("BJB")).filled > 0
    assert bjb.titles() == {"Hanya HST"}
    assert_folded(bjb)


def test_a_bundle_that_comes_again_changes_nothing(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Banjir")
    path = hst.hand()
    assert hub.take(path).is_new
    before = hub.rows()
    assert not hub.take(path).is_new
    assert hub.rows() == before


def test_coverage_tells_how_old_the_last_bundle_of_each_office_is(three: Three) -> None:
    hub, hst, _ = three

    def told(as_of: str | None = None) -> dict[str, tuple[str | None, int | None]]:
        point = hub.workplace.as_of(as_of)
        with hub.read(point.instant) as reader:
            rows = calendar.look(reader, Asked(hub.now()), point).regencies
        return {row.code: (row.office, row.bundle_days) for row in rows if row.office}

    assert told() == {"63.07": ("HST", None), "63.72": ("BJB", None)}
    hst.add("Banjir")
    hub.take(hst.hand())
    assert told() == {"63.07": ("HST", 0), "63.72": ("BJB", None)}
    assert "63.07" not in told("2024-11-20")


def test_an_older_bundle_may_come_after_a_newer_one(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Satu")
    older = hst.hand()
    hst.add("Dua")
    newer = hst.hand()
    hub.take(newer)
    assert not hub.take(older).is_new
    assert hub.titles() == {"Satu", "Dua"}


def test_a_lost_computer_gets_its_reports_back_and_numbering_goes_on(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, _ = three
    hst.add("Dari komputer lama", reporter="Kepala Dusun")
    hub.take(hst.hand())
    new = Office(tmp_path / "baru").found()
    offices.rekey(hub.workplace, offices.read(new.card()))
    new.trust(hub)
    new.take(hub.hand("HST"))
    assert new.titles() == {"Dari komputer lama"}
    assert new.add("Dari komputer baru") == "HST-2"
    hub.take(new.hand())
    assert hub.titles() == {"Dari komputer lama", "Dari komputer baru"}
    with pytest.raises(InvalidData, match="not trusted"):
        hub.take(hst.hand())


def test_two_offices_that_change_one_field_are_told_which_value_counts(three: Three) -> None:
    hub, hst, _ = three
    label = hst.add("Banjir")
    hub.take(hst.hand())
    run_amend(hst, label, "4")
    run_amend(hub, label, "5")
    taken = hub.take(hst.hand())
    clash = taken.clashes[0]
    assert (taken.conflicts, clash.id, clash.field) == (1, label, "impact")
    assert {(clash.counts, clash.by), (clash.other, clash.other_by)} == {
        ("4", "HST"),
        ("5", "KALSEL"),
    }
    with hub.read() as reader:
        row = next(iter(queries.reports(reader.tables, Filter())))
    assert str(row["impact"]) == clash.counts


def test_a_change_that_was_made_knowing_the_other_is_no_conflict(three: Three) -> None:
    hub, hst, _ = three
    label = hst.add("Banjir")
    hub.take(hst.hand())
    run_amend(hub, label, "5")
    hst.take(hub.hand("HST"))
    run_amend(hst, label, "4")
    assert hub.take(hst.hand()).conflicts == 0


def test_a_key_that_was_replaced_is_trusted_again_only_once_its_office_was_removed(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, _ = three
    stolen = offices.read(hst.card())
    new = Office(tmp_path / "baru").found()
    offices.rekey(hub.workplace, offices.read(new.card()))
    refusal(hub, hst.hand(), "key was replaced", "HST")
    for trust in (offices.add, offices.rekey):
        with pytest.raises(UsageError, match="this key of HST was replaced"):
            trust(hub.workplace, stolen)
    offices.remove(hub.workplace, "HST")
    assert offices.add(hub.workplace, stolen)
    assert hub.take(hst.hand()).sender == "HST"


def test_a_card_with_the_code_of_this_office_and_another_key_is_refused(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, _ = three
    other = Office(tmp_path / "lain", code="KALSEL", region="63.72").found()
    card = offices.read(other.card())
    for refuse in (offices.refuse_own, offices.add, offices.rekey):
        with pytest.raises(UsageError, match="own code, KALSEL, and another key") as caught:
            refuse(hub.workplace, card)
        assert "needs another code" in str(caught.value.hint)
    assert [each.code for each in offices.every(hub.workplace)] == ["BJB", "HST"]
    assert hst.take(hub.hand("HST")).sender == "KALSEL"


def test_a_card_with_the_code_of_another_office_and_another_key_replaces_none(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, _ = three
    other = Office(tmp_path / "lain", code="HST", region="63.72").found()
    with pytest.raises(UsageError, match="another key of HST is trusted already") as caught:
        hub.trust(other)
    assert "office rekey" in str(caught.value.hint)
    assert hub.take(hst.hand()).sender == "HST"


def test_what_an_office_sent_is_handed_on_after_it_is_trusted_no_more(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Menyangkut Banjarbaru", "63.72")
    hub.take(hst.hand())
    offices.remove(hub.workplace, "HST")
    refusal(hub, hst.hand(), "not trusted", "HST")
    bjb.take(hub.hand("BJB"))
    assert bjb.titles() == {"Menyangkut Banjarbaru"}


def told(taken: Taken) -> list[tuple[str, str, str, str, str, str]]:
    return [(c.id, c.field, c.counts, c.by, c.other, c.other_by) for c in taken.replacements]


def test_an_office_is_told_that_its_value_was_replaced_though_nobody_can_tell_who_knew(
    three: Three,
) -> None:
    hub, hst, _ = three
    label, other = hst.add("Banjir"), hst.add("Kebakaran")
    hub.take(hst.hand())
    run_amend(hst, label, "4")
    run_amend(hub, other, "2")
    run_amend(hub, label, "5")
    assert hub.take(hst.hand()).conflicts == 1
    taken = hst.take(hub.hand("HST"))
    assert (label, "impact", "5", "KALSEL", "4", "HST") in told(taken)
    assert not hst.take(hub.hand("HST")).replaced
    with hst.read() as reader:
        assert {row["impact"] for row in queries.reports(reader.tables, Filter())} == {5, 2}


def test_an_office_is_told_what_the_province_corrected_in_its_report(three: Three) -> None:
    hub, hst, _ = three
    label = hst.add("Banjir", impact=3)
    hub.take(hst.hand())
    run_amend(hub, label, "5")
    taken = hst.take(hub.hand("HST"))
    assert told(taken) == [(label, "impact", "5", "KALSEL", "3", "HST")]
    assert (taken.replaced, taken.conflicts) == (1, 0)


def test_a_value_that_its_office_took_back_is_not_replaced(three: Three) -> None:
    hub, hst, _ = three
    label = hst.add("Banjir")
    hub.take(hst.hand())
    run_amend(hst, label, "4")
    proposed, _reference = undoing.proposal(hst.workplace, undoing.to_undo, None)
    with hst.write() as writer:
        undoing.write(writer, undoing.to_undo, None, proposed)
    run_amend(hub, label, "5")
    assert not told(hst.take(hub.hand("HST")))


def run_amend(office: Office, label: str, impact: str) -> None:
    with office.write() as writer:
        change.amend(writer, [label], {"impact": impact}, [], None, office.now())


def attach(office: Office, label: str, folder: Path, content: bytes) -> set[str]:
    """Attach a photo to a report, and tell what its file is called."""
    before = files_of(office)
    photo = folder / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + content)
    with office.write() as writer:
        attaching.attach(writer, resolve_one(writer, label), [photo], None)
    return files_of(office) - before


def files_of(office: Office) -> set[str]:
    return {path.name for path in office.home.glob("register.db.files/*")}


def test_photos_of_reports_in_full_travel_and_the_others_stay(three: Three, tmp_path: Path) -> None:
    hub, hst, bjb = three
    label = hst.add("Dengan foto")
    [name] = attach(hst, label, tmp_path, b"x" * 5000)
    assert hub.take(hst.hand()).files == 1
    assert hub.take(hst.hand()).files == 0
    kept = hub.home / "register.db.files" / name
    assert kept.read_bytes() == (tmp_path / "foto.jpg").read_bytes()
    assert bjb.take(hub.hand("BJB")).files == 0
    assert not (bjb.home / "register.db.files").exists()


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("harm", ["altered", "cut", "gone"])
def test_a_file_that_is_not_whole_is_left_out_and_comes_once_it_is(
    three: Three, tmp_path: Path, harm: str, plain: bool
) -> None:
    hub, hst, bjb = three
    label = bjb.add("Seluruh provinsi", "63")
    [bad] = attach(bjb, label, tmp_path, b"x" * 100)
    [good] = attach(bjb, label, tmp_path, b"y" * 100)
    hub.take(bjb.hand())
    path = hub.home / "register.db.files" / bad
    whole = path.read_bytes()
    path.write_bytes(whole[:50] + (b"z" + whole[51:] if harm == "altered" else b""))
    if harm == "gone":
        path.unlink()
    handed = bundle_out.hand(hub.workplace, "HST", tmp_path / "x.pilkada", plain=plain)
    assert (handed.files, handed.without) == (1, (label,))
    assert hst.take(handed.path).files == 1
    assert files_of(hst) == {good}
    assert hub.take(bjb.hand()).files == 1
    assert hst.take(hub.hand("HST")).files == 1
    assert files_of(hst) == {good, bad}


def test_more_files_travel_than_may_be_open_at_once(three: Three, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits open files")
    hub, hst, _ = three
    label = hst.add("Dengan foto")
    for n in range(12):
        attach(hst, label, tmp_path, b"%d" % n)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = max(map(int, os.listdir("/proc/self/fd"))) if Path("/proc/self/fd").exists() else 0
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + 12, hard))
    try:
        path = hst.hand()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert hub.take(path).files == 12


def test_a_photo_that_is_erased_while_a_bundle_is_made_is_named(
    three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, hst, _ = three
    [name] = attach(hst, hst.add("Dengan foto"), tmp_path, b"x" * 100)
    write = container.write

    def late(*parts: object) -> None:
        (hst.home / "register.db.files" / name).unlink(missing_ok=True)
        write(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(container, "write", late)
    with pytest.raises(InvalidData, match=f"the file {name} was changed or erased"):
        hst.hand()
    assert not [*hst.home.glob("*.pilkada")]
    monkeypatch.undo()
    assert hub.take(hst.hand()).files == 0


def test_an_office_that_changes_its_code_goes_on_under_its_new_card(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Satu")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    offices.share(hub.workplace, "HST", ["63.01"])
    founding.found(hst.workplace, founding.Office(code="HSTX"))
    hst.add("Dua")
    assert hub.take(hst.hand()).reports == 1
    assert offices.add(hub.workplace, offices.read(hst.card()))
    hst.add("Tiga", "63.72")
    assert hub.take(hst.hand()).reports == 1
    hub.add("Seluruh provinsi", "63")
    assert hst.take(hub.hand("HSTX")).reports == 1
    assert bjb.take(hub.hand("BJB")).reports == 2
    [office] = [each for each in offices.every(hub.workplace) if each.code == "HSTX"]
    assert office.shares == ("63.01",)
    assert "HST" not in {each.code for each in offices.every(hub.workplace)}


def test_an_office_that_changes_its_code_keeps_what_its_earlier_computers_wrote(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, _ = three
    hst.add("Kabar dari Banjarbaru", "63.72")
    hub.take(hst.hand())
    second = Office(tmp_path / "kedua").found()
    offices.rekey(hub.workplace, offices.read(second.card()))
    second.trust(hub)
    second.add("Dari komputer kedua", "63.72")
    hub.take(second.hand())
    founding.found(second.workplace, founding.Office(code="HSTX"))
    hub.trust(second)
    third = Office(tmp_path / "ketiga", code="HSTX").found()
    offices.rekey(hub.workplace, offices.read(third.card()))
    third.trust(hub)
    third.take(hub.hand("HSTX"))
    assert third.titles() == {"Kabar dari Banjarbaru", "Dari komputer kedua"}
    assert not hub.take(third.hand()).gaps
    assert checking.check(hub.workplace, fix=False).exit_code == 0


def test_the_newest_bundle_of_an_office_that_changes_its_code_is_known_still(
    three: Three,
) -> None:
    hub, hst, _ = three
    hub.take(hst.hand())
    founding.found(hst.workplace, founding.Office(code="HSTX"))
    hub.trust(hst)
    with hub.read() as reader:
        rows = calendar.look(reader, Asked(hub.now()), hub.workplace.as_of(None)).regencies
    assert ("HSTX", 0) in [(row.office, row.bundle_days) for row in rows]


def test_a_code_under_which_another_key_is_trusted_stays_with_that_key(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, bjb = three
    hst.add("Seluruh provinsi", "63")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    new = Office(tmp_path / "baru").found()
    bjb.trust(new)
    founding.found(hst.workplace, founding.Office(code="HSTX"))
    bjb.trust(hst)
    keys = {each.code: each.key for each in offices.every(bjb.workplace)}
    assert (keys["HST"], keys["HSTX"]) == (new.keys.public, hst.keys.public)


def test_a_file_that_is_larger_than_can_be_attached_is_left_out_and_the_rest_is_taken(
    three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, hst, _ = three
    label = hst.add("Dengan foto")
    [small], [_large] = (attach(hst, label, tmp_path, b"x" * size) for size in (100, 5000))
    monkeypatch.setattr(bundle_in, "MAX_SIZE", 1000)
    path = hst.hand()
    assert [(taken.files, taken.too_large) for taken in map(hub.take, (path, path))] == [
        (1, 1),
        (0, 1),
    ]
    assert files_of(hub) == {small}
    assert hub.titles() == {"Dengan foto"}


# What is refused.


def refusal(office: Office, path: Path, *words: str) -> None:
    before = office.rows()
    with pytest.raises(InvalidData) as caught:
        office.take(path)
    assert all(word in str(caught.value.sentence) for word in words), str(caught.value.sentence)
    assert caught.value.hint is not None
    assert office.rows() == before


def test_a_bundle_for_another_office_is_refused(three: Three) -> None:
    hub, hst, bjb = three
    refusal(bjb, hst.hand(), "not addressed to this office")
    hub.take(hst.hand())
    refusal(bjb, hub.hand("HST", plain=True), "for another office")


def test_a_bundle_of_a_stranger_is_refused_with_his_fingerprint(
    three: Three, tmp_path: Path
) -> None:
    hub, *_ = three
    stranger = Office(tmp_path / "asing", code="TLA", region="63.01").found()
    stranger.trust(hub)
    card, _ = offices.own_card(stranger.workplace)
    refusal(hub, stranger.hand(), "not trusted", card.fingerprint)


@pytest.mark.parametrize("plain", [True, False])
def test_a_bundle_that_is_cut_or_altered_anywhere_is_refused_whole(
    three: Three, plain: bool
) -> None:
    hub, hst, _ = three
    hst.add("Banjir")
    path = hst.hand(plain=plain)
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        for altered in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            path.write_bytes(altered)
            refusal(hub, path)
    path.write_bytes(whole + b"x")
    refusal(hub, path)
    path.write_bytes(whole)
    assert hub.take(path).reports == 1


def forged(
    office: Office, sender: Office, path: Path, change: Callable[[dict[str, object]], None]
) -> Path:
    """The bundle with its manifest changed and signed again by `sender`."""
    bundle = container.open_bundle(io.BytesIO(path.read_bytes()))
    manifest = bundle.manifest.model_dump()
    change(manifest)
    operations = io.BytesIO(path.read_bytes()[bundle.begins :])
    with path.open("wb") as file:
        container.write(file, type(bundle.manifest)(**manifest), sender.keys, operations, ())
    return path


def test_a_name_that_another_office_erased_leaves_every_register_sound(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Banjir")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    with bjb.write() as writer:
        writer.batch.append(Kind.ERASE, {}, subject=OpId(hst.own(), 1))
    hub.take(bjb.hand())
    hst.take(hub.hand("HST"))
    for office in three:
        assert checking.check(office.workplace, fix=False).exit_code == 0
        assert_folded(office)


def test_a_manifest_in_which_a_key_stands_twice_is_refused(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Satu")
    path = hst.hand(plain=True)
    whole = path.read_bytes()
    bundle = container.open_bundle(io.BytesIO(whole))
    head = bundle.manifest.model_dump_json().encode()
    twice = container.MAGIC + head.replace(b'{"format"', b'{"made_at":"x","format"', 1)
    signature = hst.keys.sign(twice).hex().encode()
    path.write_bytes(twice + b"\n" + signature + b"\n" + whole[bundle.begins :])
    refusal(hub, path, "the bundle is damaged")


def test_an_office_cannot_speak_for_another_whose_key_is_trusted(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Banjir")
    hub.take(hst.hand())
    bjb.trust(hst)
    path = hub.hand("BJB", plain=True)

    def resign(manifest: dict[str, object]) -> None:
        """The hub signs what it says HST wrote with a key that it made up for HST."""
        fake = Keys("11" * 32, hub.keys.identity)
        heads = []
        for head in manifest["heads"]:  # type: ignore[attr-defined]
            if head["key"] == hst.keys.public:
                content = head_content(head["origin"], head["seq"], head["hash"])
                head |= {"key": fake.public, "signature": fake.sign(content).hex()}
            heads.append(head)
        manifest["heads"] = heads
        name, _, region, _, recipient = manifest["cards"][0]  # type: ignore[index]
        manifest["cards"] = [(name, "HST", region, fake.public, recipient)]

    refusal(bjb, forged(bjb, hub, path, resign), "another key of HST than is trusted here")


def test_a_key_that_is_merely_vouched_for_counts_for_what_is_known_already_and_no_further(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, bjb = three
    hst.add("Dari komputer lama")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    hst.add("Sesudahnya")
    late = hst.hand()
    new = Office(tmp_path / "baru").found()
    bjb.trust(new)
    hub.add("Seluruh provinsi")
    assert bjb.take(hub.hand("BJB")).reports == 1
    hub.take(late)
    old = offices.read(hst.card()).fingerprint
    refusal(bjb, hub.hand("BJB"), "another key of HST than is trusted here", old)
    offices.remove(bjb.workplace, "HST")
    assert bjb.take(hub.hand("BJB")).is_new


def test_operations_beyond_the_signed_head_are_refused(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Satu")
    with hst.read() as reader:
        origin = hst.own()
        first = journal.hash_at(reader.connection, origin, 1)
    assert first is not None

    def cut(manifest: dict[str, object]) -> None:
        content = head_content(origin, 1, first.hex())
        manifest["heads"] = [
            {"origin": origin, "seq": 1, "hash": first.hex(), "key": hst.keys.public,
             "signature": hst.keys.sign(content).hex()}
        ]  # fmt: skip

    refusal(hub, forged(hub, hst, hst.hand(plain=True), cut), "not signed by the office")


def test_a_copied_register_that_goes_on_is_told_as_a_fork(three: Three, tmp_path: Path) -> None:
    hub, hst, _ = three
    hst.add("Sebelum disalin")
    copy = Office(tmp_path / "salinan")
    shutil.copytree(hst.home, copy.home)
    hub.take(hst.hand())
    hst.add("Satu")
    hub.take(hst.hand())
    origin = hst.own()
    with closing(sqlite3.connect(copy.home / "register.db")) as connection:
        # What binds an origin to its file is got round, as by whoever copies a whole disk.
        connection.execute("UPDATE setting SET value = ? WHERE key = 'origins'", (f'["{origin}"]',))
        connection.commit()
    (copy.home / "state" / "origins" / origin).write_text(bound_to(copy, origin))
    copy.ticks = hst.ticks + 10
    copy.add("Lain")
    refusal(hub, copy.hand(), "continued twice")


def bound_to(office: Office, origin: str) -> str:
    from pilkada_cli.storage import identity

    fingerprint = identity.fingerprint(office.workplace.register)
    with office.read() as reader:
        head = journal.head_of(reader.connection, origin)
    return f"{fingerprint} {head} {head}"


def test_a_register_that_names_no_office_hands_nothing_over(tmp_path: Path) -> None:
    office = Office(tmp_path / "tanpa")
    office.run(("add", 0, 0, 0))
    with pytest.raises(UsageError, match="empty: the office's name, the code") as caught:
        office.hand()
    assert "pilkada init --office" in str(caught.value.hint)


def test_every_byte_of_an_operation_comes_as_it_was_sent(three: Three) -> None:
    hub, hst, _ = three
    for command in SCRIPT:
        hst.run(command)
    hub.take(hst.hand())
    origin = hst.own()
    ours = [row for row in hst.rows() if chain.decode_header(row.header).origin == origin]
    theirs = [row for row in hub.rows() if chain.decode_header(row.header).origin == origin]
    assert theirs == ours
    with hst.read() as here, hub.read() as there:
        assert tables(here.tables) == tables(there.tables)


SCRIPT: list[Command] = [
    ("add", 0, 0, 0), ("add", 1, 1, 1), ("add", 2, 2, 2), ("amend", 0, 9, 0), ("verify", 1, 0, 1),
    ("link", 0, 1, 0), ("close", 2, 1, 1), ("erase", 0, 0, 0), ("undo", 1, 0, 0), ("nil", 0, 1, 0),
    ("readiness", 0, 3, 1),
]  # fmt: skip


def test_a_record_that_was_rewritten_whole_is_not_what_its_office_signed(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Banjir")
    hub.take(hst.hand())
    assert checking.check(hub.workplace, fix=False).broken == []
    rewrite(hub, hst.own())
    [problem] = checking.check(hub.workplace, fix=False).broken
    assert "the record of HST was rewritten" in str(problem)


@contextmanager
def unguarded(office: Office) -> Iterator[sqlite3.Connection]:
    """The file of an office as somebody writes in it who knows the format: the guards are out meanwhile."""
    with closing(sqlite3.connect(office.workplace.register)) as connection, connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in guards:
            connection.execute(sql)


def rewrite(office: Office, origin: str) -> None:
    """Change the last report of an origin as somebody would who knows the format."""
    with unguarded(office) as connection:
        row = connection.execute(
            "SELECT header, sealed_digest, seq FROM journal WHERE origin = ? ORDER BY seq DESC",
            (origin,),
        ).fetchone()
        [body] = connection.execute(
            "SELECT body FROM journal WHERE origin = ? AND seq = ?", (origin, row[2])
        ).fetchone()
        [previous] = connection.execute(
            "SELECT hash FROM journal WHERE origin = ? AND seq = ?", (origin, row[2] - 1)
        ).fetchone()
        changed = body.replace(b'"kamtibmas/hoaks"', b'"bencana/banjir"')
        digest = chain.body_digest(changed)
        connection.execute(
            "UPDATE journal SET body = ?, body_digest = ?, hash = ? WHERE origin = ? AND seq = ?",
            (changed, digest, chain.link_hash(previous, row[0], digest, row[1]), origin, row[2]),
        )
        connection.execute("DELETE FROM setting WHERE key = 'derived'")
    with office.write():
        pass


def blank(office: Office, subject: str) -> None:
    """Take all that was said of a report out of a file, as if it had come so."""
    with unguarded(office) as connection:
        connection.execute(
            "UPDATE journal SET body = NULL, sealed = NULL, salt = NULL, arrived = NULL"
            " WHERE subject = ?",
            (subject,),
        )


def test_the_province_is_told_of_content_that_an_office_handed_over_and_that_is_gone(
    three: Three,
) -> None:
    hub, hst, bjb = three
    label = hst.add("Hanya HST")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    with hub.read() as reader:
        subject = str(resolve_one(reader, label))
    blank(hub, subject)
    hub.ticks += 1
    checked = checking.check(hub.workplace, fix=True)
    assert [str(each).partition(", though")[0] for each in checked.attend] == [
        "1 operation of HST is here without its content"
    ]
    assert checked.exit_code == Exit.ATTEND
    assert checking.check(hub.workplace, fix=False).exit_code == Exit.ATTEND
    assert hub.take(hst.hand()).filled == 1
    assert hub.titles() == {"Hanya HST"}
    for office in three:
        assert checking.check(office.workplace, fix=False).exit_code == Exit.DONE


def test_what_another_office_of_the_province_hands_on_may_be_without_content(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, _ = three
    other = Office(tmp_path / "lain", code="POLDA", region="63").found()
    hub.trust(other)
    other.trust(hub)
    other.trust(hst)
    hst.trust(other)
    hst.add("Satu")
    hub.take(hst.hand("KALSEL"))
    other.take(hst.hand("POLDA"))
    hst.add("Dua")
    hub.take(hst.hand("KALSEL"))
    other.take(hub.hand("POLDA"))
    assert checking.check(other.workplace, fix=False).exit_code == Exit.DONE


def test_a_stub_says_nothing_of_its_report(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Rahasia HST")
    hub.take(hst.hand())
    with hub.read() as reader:
        due = handover.Due({hst.own(): 10**6}, (), (), (bjb.region, "63"))
        rows = list(handover.rows_due(reader.connection, due))
    assert rows
    assert all(b"Rahasia" not in b"".join(part or b"" for part in astuple(row)) for row in rows)


def test_whoever_knows_all_but_the_words_of_a_report_cannot_tell_it_by_the_digest_of_its_stub(
    three: Three,
) -> None:
    _, hst, _ = three
    labels = [hst.add("Rahasia HST"), hst.add("Rahasia lain")]
    with hst.write() as writer:
        one, other = (resolve_one(writer, label) for label in labels)
        writer.batch.append(Kind.NOTE, {}, {"text": "Rahasia"}, subject=one)
        writer.batch.append(Kind.LINK, {"with": str(other)}, subject=one)
    with hst.read() as reader:
        known = [*journal.operations(reader.connection)]
        digests = {row.body_digest for _, row in journal.rows_of(reader.connection)}
    assert {op.header.kind for op in known} == {"person", "add", "note", "link"}
    for op in known:
        found = chain.body_digest(chain.encode(dict(op.body or {}))) in digests
        assert found == (op.header.kind in ("person", "link"))


def astuple(row: chain.Row) -> Iterator[bytes | None]:
    return iter((row.header, row.body, row.sealed, row.salt))


def test_keys_are_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    first = own_keys(tmp_path)
    assert own_keys(tmp_path) == first
    assert (tmp_path / KEYS).stat().st_mode & 0o077 == 0


def test_a_mistyped_card_is_no_card(three: Three) -> None:
    text = three[0].card()
    assert offices.read(f"Ini kartu kami:\n{text}\nSalam").code == "KALSEL"
    for at in range(20, len(text), 7):
        other = "A" if text[at] != "A" else "B"
        with pytest.raises(InvalidData):
            offices.read(text[:at] + other + text[at + 1 :])
