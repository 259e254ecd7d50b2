"""What was known then: a register that is wound back is one that is folded from what it knew then."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from math import inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.storage.test_laws import (
    Command,
    Office,
    histories,
    instant,
    offices,
    play,
    scripts,
    small,
    tables,
)

from pilkada_cli.domain.search import terms
from pilkada_cli.storage import opening, rewinding, search
from pilkada_cli.storage.rebuilding import rebuild
from pilkada_cli.storage.register import Reader
from pilkada_cli.storage.source import Source


@contextmanager
def wound_back(reader: Reader, then: str) -> Iterator[Reader]:
    """A register as it was known then, however much changed since."""
    with closing(opening.connect_reader(reader.path)) as other:
        back = rewinding.rewind(other, Source.of(other, then), reader.reference, inf)
        assert back is not None
        yield replace(reader, connection=other, tables=other, **back._asdict())


@contextmanager
def from_the_beginning(reader: Reader, then: str) -> Iterator[sqlite3.Connection]:
    """What the register knew then, folded by itself."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        rebuild(memory, Source.of(reader.connection, then), reader.reference)
        yield memory


def unknown_words(connection: sqlite3.Connection, today: sqlite3.Connection) -> list[str]:
    """Of the words that reports hold today, those that none holds in these tables."""
    told = {word for (text,) in today.execute("SELECT words FROM sought") for word in text.split()}
    return [term.typed for term in search.unknown(connection, terms(sorted(told)))]


def assert_is_known_again(office: Office, then: str) -> None:
    with office.read() as reader:
        assert not reader.recomputed
        with (
            from_the_beginning(reader, then) as folded,
            wound_back(reader, then) as back,
        ):
            assert tables(back.tables) == tables(folded)
            assert unknown_words(back.tables, reader.tables) == unknown_words(folded, reader.tables)


@settings(max_examples=20)
@given(scripts, small)
@example([("add", 0, 0, 0), ("add", 0, 0, 1), ("add", 0, 0, 2), ("link", 0, 1, 0),
          ("link", 1, 2, 0), ("unlink", 0, 1, 0)], 4)  # fmt: skip
@example([("add", 0, 0, 0), ("undo", 0, 0, 0), ("undo", 0, 0, 0)], 2)
@example([("add", 0, 0, 3), ("add", 1, 0, 3), ("erase", 0, 0, 0), ("amend", 1, 6, 1)], 2)
def test_a_register_wound_back_is_one_that_is_folded_from_what_it_knew_then(
    script: list[Command], ticks: int
) -> None:
    with offices() as (office,):
        instants = [instant(office.now())]
        for command in script:
            office.run(command)
            instants.append(instant(office.now()))
        assert_is_known_again(office, instants[ticks % len(instants)])


@settings(max_examples=10)
@given(histories, st.integers(0, 22))
def test_so_is_one_that_heard_from_other_offices_late_and_out_of_order(
    history: list[tuple[int, Command]], ticks: int
) -> None:
    with offices(3) as places:
        play(places, history)
        for office in places:
            then = Office(office.home, min(ticks, office.ticks)).now()
            assert_is_known_again(office, instant(then))


def test_looking_back_holds_its_snapshot_and_writes_nothing_to_the_register() -> None:
    with offices() as (office,):
        office.run_all([("add", 0, 0, 0), ("close", 0, 0, 0)])
        with office.read() as reader, wound_back(reader, instant(office.now())) as back:
            before = tables(back.tables)
            office.run(("add", 0, 0, 1))
            assert back.tables.in_transaction
            assert tables(back.tables) == before
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                back.tables.execute("DELETE FROM report")


def test_what_was_taken_back_since_does_not_make_a_register_be_folded_anew() -> None:
    with offices() as (office,):
        office.run_all([("add", n, n, 1) for n in range(6)])
        then = instant(office.now())
        office.run_all([("nil", 0, 0, 0), ("undo", 0, 0, 0)] * 12)
        office.run(("amend", 0, 1, 0))
        with office.read() as reader, closing(opening.connect_reader(reader.path)) as other:
            source = Source.of(other, then)
            assert rewinding.rewind(other, source, reader.reference) is not None
        assert_is_known_again(office, then)


def test_what_was_known_then_and_was_taken_back_since_counts_as_known() -> None:
    with offices() as (office,):
        office.run_all([("add", n, n, 1) for n in range(6)])
        office.run_all([("nil", 0, 0, 0)] * 5)
        then = instant(office.now())
        office.run_all([("undo", 2 * n, 0, 0) for n in range(5)])
        with office.read() as reader, closing(opening.connect_reader(reader.path)) as other:
            source = Source.of(other, then)
            assert rewinding.rewind(other, source, reader.reference) is not None
        assert_is_known_again(office, then)
