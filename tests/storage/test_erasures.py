"""An erasure that stands in for another: the same words go, and no others."""

from pathlib import Path

import pytest
from tests.storage.test_laws import Chain, Office, assert_folded, sealed_of

from pilkada_cli.domain.operation import Kind
from pilkada_cli.storage import erasures
from pilkada_cli.storage.erasures import Erasure

AT = "2024-11-22T02:30:00.000Z"
CLOCK = 10
BELOW, ABOVE = "4" * 32, "c" * 32
NO_ROOM = "8" * 16 + "0" * 16
ERASERS = ("8" * 32, "8" * 16 + "f" * 16, NO_ROOM)


@pytest.mark.parametrize("eraser", ERASERS)
def test_what_others_wrote_at_its_clock_goes_where_it_is_ordered_before_the_other(
    tmp_path: Path, eraser: str
) -> None:
    office, made = Office(tmp_path), Chain()
    subject = made.report()
    written = [Chain(origin) for origin in (BELOW, eraser, ABOVE)]
    for each in written:
        each.append(Kind.NOTE, {}, {"text": "catatan"}, subject=subject, clock=CLOCK)
        each.append(Kind.NOTE, {}, {"text": "kemudian"}, subject=subject, clock=CLOCK + 1)
    office.receive([*made.every, *(row for each in written for row in each.every)])
    known = {subject: Erasure(CLOCK, eraser, "diminta")}
    with office.write() as writer:
        assert erasures.unheard(writer.connection, known) == known
        erasures.apply(writer.connection, writer.reference, known, AT)
        assert erasures.unheard(writer.connection, known) == {}
        [standing_in] = erasures.recorded(writer.connection).values()
    assert (standing_in.clock, standing_in.reason) == (CLOCK, "diminta")
    assert sealed_of(office, made.origin) == [None]
    gone = [[text is None for text in sealed_of(office, each.origin)] for each in written]
    # What the eraser wrote itself is the reason. Of an origin before which none has room it goes.
    assert gone == [[True, False], [eraser == NO_ROOM, False], [False, False]]
    assert_folded(office)


def test_one_that_stands_in_is_never_written_by_the_same_origin_twice(tmp_path: Path) -> None:
    made, instead = Chain(), set()
    subject = made.report()
    for n, eraser in enumerate([*ERASERS, "0" * 32, "f" * 32] * 2):
        office = Office(tmp_path / str(n))
        office.receive(made.every)
        with office.write() as writer:
            erasures.apply(writer.connection, writer.reference, {subject: Erasure(9, eraser)}, AT)
            [told] = erasures.recorded(writer.connection).values()
        assert told.place == Erasure(9, eraser).place
        instead.add(told.origin)
    assert len(instead) == 10
    assert not instead & {*ERASERS, "0" * 32, "f" * 32}


def test_one_that_is_known_by_its_clock_only_reaches_all_that_was_written_then(
    tmp_path: Path,
) -> None:
    office, made, above = Office(tmp_path), Chain(), Chain(ABOVE)
    subject = made.report()
    above.append(Kind.NOTE, {}, {"text": "catatan"}, subject=subject, clock=CLOCK)
    office.receive([*made.every, *above.every])
    with office.write() as writer:
        erasures.apply(writer.connection, writer.reference, {subject: Erasure(CLOCK)}, AT)
    assert sealed_of(office, ABOVE) == [None]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_erasures_at_one_clock_the_one_that_reaches_further_counts(
    tmp_path: Path, order: int
) -> None:
    office, made = Office(tmp_path), Chain()
    subject = made.report()
    erasing = [Chain(origin) for origin in (BELOW, ABOVE)][::order]
    for each in erasing:
        each.append(Kind.ERASE, {}, subject=subject, clock=CLOCK)
    office.receive([*made.every, *erasing[0].every])
    with office.read() as reader:
        here = erasures.recorded(reader.connection)
        there = {subject: Erasure(CLOCK, erasing[1].origin)}
        assert bool(erasures.unheard(reader.connection, there)) == (order == 1)
        assert erasures.merged(here, there)[subject].origin == ABOVE
