"""Operations without content that nobody withholds: no office takes a report away by them."""

import hashlib
import io
import random
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.jobs.test_bundles import Office, Three, refusal, run_amend, three_in
from tests.storage.test_laws import (
    TRAVELS_IN_FULL,
    Command,
    assert_folded,
    derived_of,
    header_of,
    histories,
    in_pieces,
    instant,
    play,
    union_of,
)
from tests.storage.test_laws import Office as Register
from tests.storage.test_laws import offices as registers
from tests.storage.test_rewinding import assert_is_known_again

from pilkada_cli.domain import chain
from pilkada_cli.domain.chain import Row
from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.errors import Exit, UsageError
from pilkada_cli.exchange.bundles import container
from pilkada_cli.jobs import change, checking, offices
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.storage import lacking, limits, withheld
from pilkada_cli.storage.receiving import as_stub

LABEL = "HST-1"


@pytest.fixture
def three(tmp_path: Path) -> Three:
    return three_in(tmp_path)


def altered(path: Path, by: Office, change: Callable[[Row], Row]) -> Path:
    """The bundle with other rows under the same hashes, signed again by its sender."""
    bundle = container.open_bundle(io.BytesIO(path.read_bytes()))
    packed = io.BytesIO()
    container.write_operations(packed, map(change, bundle.rows()))
    content = packed.getvalue()
    said = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "files": []}
    manifest = bundle.manifest.model_copy(update=said)
    with path.open("wb") as file:
        container.write(file, manifest, by.keys, io.BytesIO(content), ())
    return path


def without(*kinds: Kind) -> Callable[[Row], Row]:
    def change(row: Row) -> Row:
        return as_stub(row) if chain.decode_header(row.header).kind in kinds else row

    return change


def emptied(by: Office, to: str, *kinds: Kind) -> Path:
    """A bundle of an office in which operations of some kinds have no content."""
    return altered(by.hand(to, plain=True), by, without(*kinds))


def say(office: Office, kind: Kind, words: str = "kami pantau juga") -> None:
    with office.write() as writer:
        change.say(writer, kind, [LABEL], words, None, office.now())


def lacks_of(path: Path) -> list[str]:
    return container.open_bundle(io.BytesIO(path.read_bytes())).manifest.lacks


def attended(office: Office) -> list[str]:
    return [str(each) for each in checking.check(office.workplace, fix=False).attend]


def affecting(three: Three) -> Three:
    """HST's report, which affects BJB and is known there."""
    hub, hst, bjb = three
    hst.trust(bjb)
    bjb.trust(hst)
    hst.add("Banjir Barabai", affects=["63.72"])
    hub.take(hst.hand("KALSEL"))
    bjb.take(hub.hand("BJB"))
    return three


def no_longer_affecting(three: Three, kind: Kind = Kind.NOTE) -> Three:
    """The same after BJB said something of it, and then heard that it does not affect BJB."""
    hub, hst, bjb = affecting(three)
    say(bjb, kind)
    with hst.write() as writer:
        change.amend(writer, [LABEL], {}, ["affects"], None, hst.now())
    hub.take(hst.hand("KALSEL"))
    assert bjb.take(hub.hand("BJB")).gone == (LABEL,)
    return three


# Handed over directly.


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.HANDLE, Kind.CLOSE, Kind.UNVERIFY])
def test_what_cannot_say_whom_a_report_concerns_leaves_it_to_its_office(
    three: Three, kind: Kind
) -> None:
    _, hst, bjb = no_longer_affecting(three, kind)
    taken = hst.take(bjb.hand("HST"))
    assert (taken.gone, taken.withheld > 0, taken.turns) == ((), True, ())
    assert hst.titles() == {"Banjir Barabai"}
    checked = checking.check(hst.workplace, fix=False)
    assert (checked.exit_code, checked.withheld) == (Exit.DONE, 0)
    assert_folded(hst)


def test_what_may_say_so_withholds_it_until_the_provinces_next_bundle_brings_it(
    three: Three,
) -> None:
    hub, hst, bjb = no_longer_affecting(three, Kind.VERIFY)
    taken = hst.take(bjb.hand("HST"))
    assert (taken.gone, taken.from_province) == ((LABEL,), False)
    hub.take(bjb.hand("KALSEL"))
    back = hub.hand("HST", plain=True)
    assert lacks_of(back) == []
    assert hst.take(back).filled == 1
    assert hst.titles() == {"Banjir Barabai"}
    assert_folded(hst)


def test_nobody_is_advised_to_erase_an_own_report_before_the_province_was_heard(
    three: Three,
) -> None:
    _, hst, bjb = no_longer_affecting(three, Kind.VERIFY)
    hst.take(bjb.hand("HST"))
    with hst.read() as reader, pytest.raises(UsageError) as refused:
        resolve_one(reader, LABEL)
    hint = str(refused.value.hint)
    assert hint.index("first take in the province's next bundle") < hint.index("report erase")


# At the province.


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.VERIFY])
def test_no_office_withholds_a_report_from_the_province(three: Three, kind: Kind) -> None:
    hub, _, bjb = affecting(three)
    say(bjb, kind)
    assert hub.take(emptied(bjb, "KALSEL", kind)).gone == ()
    assert hub.titles() == {"Banjir Barabai"}
    assert_folded(hub)


def test_the_province_is_told_of_it_also_after_the_office_was_removed(three: Three) -> None:
    hub, _, bjb = affecting(three)
    say(bjb, Kind.VERIFY)
    hub.take(emptied(bjb, "KALSEL", Kind.VERIFY))
    for _ in range(2):
        [told] = attended(hub)
        assert "1 operation of BJB is here without its content" in told and LABEL in told
        offices.remove(hub.workplace, "BJB")


def test_its_content_counts_once_it_comes(three: Three) -> None:
    hub, _, bjb = affecting(three)
    run_amend(bjb, LABEL, "5")
    hub.take(emptied(bjb, "KALSEL", Kind.AMEND))
    taken = hub.take(bjb.hand("KALSEL"))
    assert (taken.filled, taken.operations) == (1, 0)
    with hub.read() as reader:
        assert reader.tables.execute("SELECT impact FROM report").fetchall() == [(5,)]
    assert checking.check(hub.workplace, fix=False).exit_code == Exit.DONE
    assert_folded(hub)


def test_a_value_that_comes_so_is_told_like_any_other(three: Three) -> None:
    hub, _, bjb = affecting(three)
    run_amend(hub, LABEL, "4")
    run_amend(bjb, LABEL, "5")
    assert hub.take(emptied(bjb, "KALSEL", Kind.AMEND)).conflicts == 0
    assert hub.take(bjb.hand("KALSEL")).conflicts == 1


def test_of_one_office_so_much_without_content_is_taken_in_and_no_more(
    three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, _, bjb = affecting(three)
    monkeypatch.setattr(limits, "LACKING", 1)
    say(bjb, Kind.VERIFY)
    hub.take(emptied(bjb, "KALSEL", Kind.VERIFY))
    say(bjb, Kind.VERIFY)
    refusal(hub, emptied(bjb, "KALSEL", Kind.VERIFY), "BJB wrote 2 operations without their")


# From the province.


def test_what_the_province_lacks_itself_withholds_nothing_where_it_comes_from_there(
    three: Three,
) -> None:
    hub, hst, bjb = affecting(three)
    say(bjb, Kind.VERIFY)
    hub.take(emptied(bjb, "KALSEL", Kind.VERIFY))
    back = hub.hand("HST", plain=True)
    assert len(lacks_of(back)) == 1
    assert hst.take(back).gone == ()
    assert hst.titles() == {"Banjir Barabai"}
    [told] = attended(hst)
    assert "1 operation of BJB is here without its content" in told and LABEL in told
    assert_folded(hst)
    hub.take(bjb.hand("KALSEL"))
    assert hst.take(hub.hand("HST")).filled == 1
    assert checking.check(hst.workplace, fix=False).exit_code == Exit.DONE


def test_what_it_withholds_is_not_named_as_lacking(three: Three) -> None:
    hub, hst, _ = affecting(three)
    hst.add("Hanya HST")
    hub.take(hst.hand("KALSEL"))
    say(hub, Kind.VERIFY)
    assert lacks_of(hub.hand("BJB", plain=True)) == []


def test_a_report_that_is_moved_is_withheld_whatever_else_the_province_lacks(three: Three) -> None:
    hub, hst, bjb = affecting(three)
    say(bjb, Kind.VERIFY)
    hub.take(emptied(bjb, "KALSEL", Kind.VERIFY))
    with hub.write() as writer:
        change.amend(writer, [LABEL], {"region": "63.01", "affects": []}, [], None, hub.now())
    assert hst.take(hub.hand("HST")).gone == (LABEL,)


def test_another_office_cannot_say_what_is_lacking(three: Three, tmp_path: Path) -> None:
    _, hst, bjb = affecting(three)
    say(bjb, Kind.VERIFY)
    path = emptied(bjb, "HST", Kind.VERIFY)
    bundle = container.open_bundle(io.BytesIO(path.read_bytes()))
    said = {"lacks": [f"{bjb.own()}/{n}" for n in range(1, 9)]}
    with path.open("rb") as file, (tmp_path / "x.pilkada").open("wb") as made:
        file.seek(bundle.begins)
        container.write(made, bundle.manifest.model_copy(update=said), bjb.keys, file, ())
    assert hst.take(tmp_path / "x.pilkada").gone == (LABEL,)


def test_an_older_program_reads_a_bundle_in_which_nothing_is_lacking(three: Three) -> None:
    hub, *_ = affecting(three)
    assert b'"lacks"' not in hub.hand("HST", plain=True).read_bytes()


def test_whoever_is_heard_first_the_registers_end_the_same(tmp_path: Path) -> None:
    """HST hears of BJB's operation directly and from the province, before and after it has content."""
    ends = []
    for number, order in enumerate(permutations(range(3))):
        hub, hst, bjb = affecting(three_in(tmp_path / str(number)))
        say(bjb, Kind.VERIFY)
        direct = emptied(bjb, "HST", Kind.VERIFY)
        hub.take(emptied(bjb, "KALSEL", Kind.VERIFY))
        paths = [direct, hub.hand("HST"), hub.hand("HST")]
        for which in order:
            hst.take(paths[which])
            assert_folded(hst)
        with hst.read() as reader:
            ends.append(
                reader.tables.execute("SELECT id, verification, outcome FROM report").fetchall()
            )
    assert ends == ends[:1] * 6
    assert ends[0] == [(LABEL, "unverified", "event")]


def mark(office: Register, named: set[OpId]) -> None:
    with office.write() as writer:
        lacking.note(writer.connection, named, instant(office.now()), (), writer.touched)


@settings(max_examples=15)
@given(histories, st.integers(0, 2**32))
def test_in_any_order_what_is_lacking_withholds_nothing_and_counts_once_it_comes(
    history: list[tuple[int, Command]], seed: int
) -> None:
    chance = random.Random(seed)
    with registers(4) as (once, piecemeal, *makers):
        play(makers, history)
        rows = union_of(makers, chance)
        headers = [header_of(row) for row in rows]
        lacks = {
            header.id
            for header in headers
            if header.subject not in (None, header.id)
            and header.kind not in TRAVELS_IN_FULL
            and chance.random() < 0.4
        }
        stubs = [as_stub(row) if header_of(row).id in lacks else row for row in rows]
        late = [row for row in rows if header_of(row).id in lacks and chance.random() < 0.3]
        once.receive(stubs)
        mark(once, lacks)
        once.receive(late)
        for piece in in_pieces([*stubs, *late], chance):
            piecemeal.receive(piece)
            if chance.random() < 0.5:
                mark(piecemeal, lacks)
                assert_is_known_again(piecemeal, instant(piecemeal.now()))
        mark(piecemeal, lacks)
        for office in (once, piecemeal):
            assert_folded(office)
            with office.read() as reader:
                assert withheld.count(reader.connection) == 0
        assert derived_of(once) == derived_of(piecemeal)
