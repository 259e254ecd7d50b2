"""A trusted office whose program was altered: no bundle of others is refused for what it signs."""

import io
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from tests.jobs.test_altered_offices import signs
from tests.jobs.test_bundles import Office, Three, attach, files_of, forged, refusal, three
from tests.reliability.flood import BUNDLE, Made, Shape, forge
from tests.storage.test_laws import assert_folded

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import MAX_INTEGER, Kind, OpId
from pilkada_cli.domain.times import moment
from pilkada_cli.exchange.bundles import container
from pilkada_cli.exchange.bundles.keys import head_content
from pilkada_cli.jobs import calendar, checking, offices
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.jobs.reading import Asked
from pilkada_cli.storage import journal
from pilkada_cli.storage.offices import heads
from pilkada_cli.storage.receiving import MAX_CLOCK_LEAD

__all__ = ["three"]


# Clocks.


def largest(office: Office) -> int:
    with office.read() as reader:
        return journal.largest_clock(reader.connection)


def jumps(office: Office, clock: int) -> None:
    """Sign a report under a clock that nobody came to by writing."""
    with office.write() as writer:
        writer.batch.clock = clock
        body = {"code": office.code, "number": 900, "region": office.region}
        body["category"] = "kamtibmas/hoaks"
        writer.batch.append(Kind.ADD, body, {"title": "Melompat"}, creates=True)


def in_milliseconds(office: Office) -> int:
    """As far as a clock can be, by the clock on the wall."""
    return int(office.now().timestamp() * 1000)


def test_no_bundle_is_refused_for_a_clock_that_another_office_drove_up(
    three: Three, tmp_path: Path
) -> None:
    hub, hst, bjb = three
    hst.add("Jujur")
    hub.take(hst.hand())
    jumps(bjb, in_milliseconds(hub))
    hub.take(bjb.hand())
    assert hst.take(hub.hand("HST")).withheld
    hst.add("Sesudahnya")
    assert hub.take(hst.hand()).reports == 1
    new = Office(tmp_path / "baru").found()
    offices.rekey(hub.workplace, offices.read(new.card()))
    new.trust(hub)
    new.take(hub.hand("HST"))
    assert new.titles() == {"Jujur", "Sesudahnya"}
    for office in (hub, hst, new):
        assert_folded(office)


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_a_new_computer_of_the_province_takes_in_high_and_low_clocks_in_any_order(
    three: Three, tmp_path: Path, order: tuple[int, ...]
) -> None:
    hub, hst, bjb = three
    tla = Office(tmp_path / "tla", code="TLA", region="63.01").found()
    tla.trust(hub)
    jumps(bjb, in_milliseconds(hub))
    hub.take(bjb.hand())
    hst.take(hub.hand("HST"))
    for office in (hst, tla):
        office.add("Jujur")
    new = Office(tmp_path / "baru", code="KALSEL", region="63").found()
    given = [hst, bjb, tla]
    for office in given:
        new.trust(office)
        offices.rekey(office.workplace, offices.read(new.card()))
    assert [new.take(given[i].hand()).reports for i in order] == [1, 1, 1]


def test_a_clock_that_no_office_can_have_come_to_is_refused(three: Three) -> None:
    hub, _, bjb = three
    jumps(bjb, in_milliseconds(hub) + 10**9)
    refusal(hub, bjb.hand(), "its clock is too far ahead")


def test_where_the_date_is_wrong_clocks_go_on_from_the_largest_that_is_known(
    three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, _, bjb = three
    jumps(bjb, in_milliseconds(hub))
    hub.take(bjb.hand())
    monkeypatch.setattr(hub, "now", lambda: moment("1980-01-01T00:00:00.000Z"))
    jumps(bjb, largest(hub) + MAX_CLOCK_LEAD)
    assert hub.take(bjb.hand()).reports == 1
    jumps(bjb, largest(hub) + MAX_CLOCK_LEAD + 1)
    refusal(hub, bjb.hand(), "its clock is too far ahead")


# Numbers, and what else is no number, day or instant.

BEYOND = OpId("a" * 32, MAX_INTEGER + 1)
NAMING: dict[str, Shape] = {
    "erasure": lambda n, me, first: Made(Kind.ERASE, {}, None, BEYOND),
    "erasure beyond 64 bits": lambda n, me, first: Made(
        Kind.ERASE, {}, None, OpId("a" * 32, 2**63)
    ),
    "note": lambda n, me, first: Made(Kind.NOTE, {}, {"text": "x"}, BEYOND),
    "number without end": lambda n, me, first: Made(
        Kind.NOTE, {}, {"text": "x"}, OpId("a" * 32, int("9" * 4200))
    ),
    "step": lambda n, me, first: Made(Kind.STEP, {"action": str(BEYOND)}, None, BEYOND),
}


@pytest.mark.parametrize("what", NAMING)
def test_an_operation_about_a_number_that_none_can_have_is_refused_in_a_short_line(
    tmp_path: Path, what: str
) -> None:
    hub = forge(tmp_path, NAMING[what], 1)
    refusal(hub, tmp_path / BUNDLE, "is not the id of an operation")


OTHERS: dict[str, Shape] = {
    "link": lambda n, me, first: Made(Kind.LINK, {"with": str(BEYOND)}, None, first),
    "undo": lambda n, me, first: Made(
        Kind.UNDO, {"batch": f"{me.origin}/{BEYOND.seq}"}, on_nothing=True
    ),
    "step": lambda n, me, first: Made(Kind.STEP, {"action": str(BEYOND)}, None, first),
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_names_another_by_a_number_that_none_can_have_says_nothing(
    tmp_path: Path, what: str
) -> None:
    hub = forge(tmp_path, OTHERS[what], 1)
    hub.take(tmp_path / BUNDLE)
    assert hub.titles() == {"Laporan pertama"}
    assert_folded(hub)


@pytest.mark.parametrize("made_at", ["", "kemarin", "2024-02-30T00:00:00.000Z", "9" * 5000])
def test_a_bundle_that_was_made_at_no_instant_is_refused(three: Three, made_at: str) -> None:
    hub, hst, _ = three
    hst.add("Banjir")

    def say(manifest: dict[str, object]) -> None:
        manifest["made_at"] = made_at

    refusal(hub, forged(hub, hst, hst.hand(plain=True), say), "the bundle is damaged")


def test_a_bundle_that_names_an_origin_twice_is_refused(three: Three) -> None:
    hub, hst, _ = three
    hst.add("Banjir")

    def repeat(manifest: dict[str, Any]) -> None:
        manifest["heads"] *= 2

    refusal(hub, forged(hub, hst, hst.hand(plain=True), repeat), "the bundle is damaged")


@pytest.mark.parametrize("on", ["", "kemarin", "2024-02-30", "2024-11-22T00:00", "20241122"])
def test_a_nil_report_of_no_day_counts_for_none(three: Three, on: str) -> None:
    hub, hst, _ = three
    signs(hst, Kind.NIL, on=on)
    hub.take(hst.hand())
    point = hub.workplace.as_of(None)
    with hub.read(point.instant) as reader:
        assert calendar.look(reader, Asked(hub.now()), point).regencies
        assert reader.tables.execute("SELECT count(*) FROM nil").fetchone() == (0,)
    assert_folded(hub)


@pytest.mark.parametrize("state", [["done"], {"done": True}, 1, None, "selesai"])
def test_an_action_whose_state_is_none_is_as_it_was_decided(three: Three, state: object) -> None:
    hub, hst, _ = three
    signs(hst, Kind.ACTION, code="HST", number=1, state=state)
    hub.take(hst.hand())
    with hub.read() as reader:
        assert reader.tables.execute("SELECT state FROM action").fetchall() == [("planned",)]
    assert_folded(hub)


# Files.


def test_another_size_than_a_file_has_changes_nothing(three: Three, tmp_path: Path) -> None:
    hub, hst, bjb = three
    label = bjb.add("Seluruh provinsi", "63")
    [name] = attach(bjb, label, tmp_path, b"x" * 100)
    with bjb.write() as writer:
        sealed = {"attachments": [f"{name.partition('.')[0]} 999 foto.jpg"]}
        writer.batch.append(Kind.ATTACH, {}, sealed, subject=resolve_one(writer, label))
    hub.take(bjb.hand())
    assert hst.take(hub.hand("HST")).files == 1
    assert files_of(hst) == files_of(bjb) == {name}


# Whose an origin is.


def rows_in(path: Path) -> list[Row]:
    return [*container.open_bundle(io.BytesIO(path.read_bytes())).rows()]


def claiming(by: Office, theirs: list[Row], change: Callable[[Row], Row] = lambda row: row) -> Path:
    """A bundle of an office that signs the operations of another as its own."""
    last = chain.decode_header(theirs[-1].header)
    content = head_content(last.origin, last.seq, theirs[-1].hash.hex())
    head = {
        "origin": last.origin, "seq": last.seq, "hash": theirs[-1].hash.hex(),
        "key": by.keys.public, "signature": by.keys.sign(content).hex(),
    }  # fmt: skip
    return repacked(by, lambda rows: [*rows, *map(change, theirs)], head)


def repacked(
    by: Office,
    change: Callable[[list[Row]], list[Row]],
    *heads: dict[str, object],
    to: str | None = None,
) -> Path:
    """A bundle of an office that holds other operations than it should, and other heads of origins."""
    path = by.hand(to, plain=True)
    with path.open("rb") as handed:
        bundle = container.open_bundle(handed)
        rows, said = change([*bundle.rows()]), bundle.manifest.model_dump()
    packed = io.BytesIO()
    said["operations"] = container.write_operations(packed, rows)
    said["size"] = packed.tell()
    said["sha256"] = chain.body_digest(packed.getvalue()).hex()
    others = {head["origin"] for head in heads}
    said["heads"] = [*(head for head in said["heads"] if head["origin"] not in others), *heads]
    packed.seek(0)
    with path.open("wb") as file:
        container.write(file, type(bundle.manifest)(**said), by.keys, packed, ())
    return path


def test_an_office_whose_earlier_operations_are_missing_is_named_whoever_sends_the_next_bundle(
    three: Three,
) -> None:
    hub, hst, bjb = three
    hst.add("Satu")
    hst.add("Dua")
    assert hub.take(repacked(hst, lambda rows: [rows[0], *rows[2:]])).gaps == ("HST",)
    assert hub.take(bjb.hand()).gaps == ("HST",)


@pytest.fixture
def claimed(three: Three) -> tuple[Office, Office, Office, Path]:
    """BJB was handed a bundle by HST and signs its operations as its own, before HST hands it in."""
    hub, hst, bjb = three
    hst.trust(bjb)
    bjb.trust(hst)
    hst.add("Laporan HST")
    theirs = rows_in(hst.hand("BJB", plain=True))
    bjb.add("Laporan BJB")
    path = claiming(bjb, theirs)
    kept = path.rename(path.with_suffix(".palsu"))
    hub.take(kept)
    return hub, hst, bjb, kept


Claimed = tuple[Office, Office, Office, Path]


def test_whoever_signed_an_origin_first_is_named_to_the_office_that_wrote_it(
    claimed: Claimed,
) -> None:
    hub, hst, _, _ = claimed
    refusal(hub, hst.hand(), "handed in by BJB as its own before")


def test_an_origin_comes_back_to_its_office_once_the_one_that_claimed_it_is_removed(
    claimed: Claimed,
) -> None:
    hub, hst, bjb, false = claimed
    offices.remove(hub.workplace, "BJB")
    hst.add("Laporan kedua")
    assert hub.take(hst.hand()).reports == 1
    offices.add(hub.workplace, offices.read(bjb.card()))
    bjb.add("Laporan BJB kedua")
    assert hub.take(bjb.hand()).reports == 1
    refusal(hub, false, "handed in by HST as its own before")
    assert hub.titles() == {
        "Laporan HST", "Laporan kedua", "Laporan BJB", "Laporan BJB kedua"
    }  # fmt: skip
    assert hst.take(hub.hand("HST")).sender == "KALSEL"
    assert checking.check(hub.workplace, fix=False).exit_code == 0
    assert_folded(hub)


def test_where_the_province_learned_whose_an_origin_is_the_others_learn_it_too(
    claimed: Claimed, tmp_path: Path
) -> None:
    hub, hst, _, _ = claimed
    tla = Office(tmp_path / "tla", code="TLA", region="63.01").found()
    hub.trust(tla)
    tla.trust(hub)
    tla.take(hub.hand("TLA"))
    offices.remove(hub.workplace, "BJB")
    hst.add("Laporan kedua")
    hub.take(hst.hand())
    assert tla.take(hub.hand("TLA")).withheld
    with tla.read() as reader:
        assert heads(reader.connection)[hst.own()].code == "HST"


def test_nobody_comes_by_the_reports_of_an_office_that_was_removed(three: Three) -> None:
    hub, hst, bjb = three
    hst.add("Hanya HST")
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    bjb.add("Laporan BJB")
    stubs = [
        row
        for row in rows_in(hub.hand("BJB", plain=True))
        if chain.decode_header(row.header).origin == hst.own()
    ]
    offices.remove(hub.workplace, "HST")
    refusal(hub, claiming(bjb, stubs), "handed in by HST as its own before")
