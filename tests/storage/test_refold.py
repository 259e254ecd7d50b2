"""Folding again in parts: a command may touch a million reports."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.test_laws import (
    Chain,
    Command,
    Office,
    assert_folded,
    offices,
    scripts,
    take_in,
)

from pilkada_cli.domain.operation import Kind
from pilkada_cli.storage.receiving import as_stub
from pilkada_cli.storage.refold import refold


@pytest.mark.parametrize("most", [1, 3000])
@settings(max_examples=15)
@given(script=scripts)
def test_a_merge_that_is_folded_in_parts_ends_in_the_same_tables(
    most: int, script: list[Command]
) -> None:
    with offices(2) as (office, copy):
        office.run_all(script)
        with copy.write() as writer:
            take_in(writer, office.rows(), copy.now())
            refold(writer.connection, writer.touched, writer.reference, most)
            writer.touched.clear()
        assert_folded(copy)


@settings(max_examples=15)
@given(scripts, st.integers(0, 12))
def test_an_undo_that_is_folded_in_parts_ends_in_the_same_tables(
    script: list[Command], which: int
) -> None:
    with offices() as (office,):
        office.run_all(script)
        _undo_in_parts(office, which)
        assert_folded(office)


def _undo_in_parts(office: Office, which: int) -> None:
    with office.write() as writer:
        batches = writer.connection.execute(
            "SELECT DISTINCT batch FROM journal WHERE kind <> 'person' ORDER BY seq"
        ).fetchall()
        undo = writer.batch.append(Kind.UNDO, {"batch": batches[which % len(batches)][0]})
        writer.batch.appended.clear()
        writer.touched.add(undo)
        refold(writer.connection, writer.touched, writer.reference, 1)
        writer.touched.clear()


def test_a_merge_folds_again_only_what_it_brings_though_more_was_withheld_before(
    tmp_path: Path,
) -> None:
    office, made = Office(tmp_path), Chain()
    first, *others = [made.report(number) for number in (1, 2, 3)]
    office.receive([as_stub(made.every[0]), *made.every[1:]])
    made.append(Kind.NOTE, {}, {"text": "lagi"}, subject=others[1])
    for rows, touched in ((made.every[1:], others[1:]), (made.every[:1], [first])):
        with office.write() as writer:
            take_in(writer, rows, office.now())
            assert [*writer.touched] == touched
        assert_folded(office)
