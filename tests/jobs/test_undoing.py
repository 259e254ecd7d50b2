"""Taking commands back: what was told happens, all of a command goes back, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.storage.test_laws import (
    COMMANDS,
    REGIONS,
    Command,
    Office,
    assert_folded,
    derived_of,
    offices,
    scripts,
    small,
)

from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.domain.reference import Reference
from pilkada_cli.domain.times import instant
from pilkada_cli.domain.undoing import Prospect
from pilkada_cli.errors import UsageError
from pilkada_cli.jobs.undoing import Propose, proposal, to_redo, to_undo, write
from pilkada_cli.jobs.workplace import reference_of
from pilkada_cli.render import commands
from pilkada_cli.storage import audit, derived, queries
from pilkada_cli.storage.selection import Filter

REVERSIBLE = [name for name in COMMANDS if name not in ("undo", "erase")]
reversible = st.tuples(st.sampled_from(REVERSIBLE), small, small, small)
without_undo = scripts.map(lambda made: [c for c in made if c[0] in REVERSIBLE])


def carry_out(office: Office, propose: Propose, typed: str | None = None) -> Prospect:
    """Undo or redo as the command line does it, without the question."""
    told, _ = proposal(office.workplace, propose, typed)
    with office.write() as writer:
        write(writer, propose, typed, told)
    return told


def head(office: Office) -> int:
    with office.read() as reader:
        return audit.sizes(reader.connection)[0]


def wrote(office: Office, command: Command) -> bool:
    """Run a command; False where the program refused it."""
    before = head(office)
    office.run(command)
    return head(office) > before


def seen(office: Office, *, without_groups: bool = False) -> dict[str, Any]:
    """What lists and summaries show of a register, but for withdrawn reports."""
    with office.read() as reader:
        reports = list(queries.reports(reader.tables, Filter(), sort="id"))
        until = office.now().date().isoformat()
        heard = {code: queries.last_heard(reader.tables, code, until) for code in REGIONS}
        cells = {c: n for c, n in queries.tally(reader.tables, Filter()) if c[2] != "withdrawn"}
    if without_groups:
        return {"reports": [{**row, "group": None} for row in reports], "heard": heard}
    return {"reports": reports, "heard": heard, "cells": cells}


def withdrawn_in_groups(office: Office) -> bool:
    with office.read() as reader:
        rows = queries.reports(reader.tables, Filter(), withdrawn=True)
        every = {str(row["id"]): row["group"] for row in rows}
        live = {str(row["id"]) for row in queries.reports(reader.tables, Filter())}
    return any(group is not None for label, group in every.items() if label not in live)


# The laws.


@settings(max_examples=12)
@given(scripts, reversible)
@example([("add", 0, 0, 1)], ("add", 3, 0, 1))
@example([("add", 0, 0, 1), ("add", 0, 0, 2)], ("link", 0, 1, 0))
@example([("add", 0, 0, 1)], ("nil", 1, 0, 0))
def test_after_an_undo_everything_is_as_it_was_before_the_command(
    script: list[Command], command: Command
) -> None:
    with offices() as (office,):
        office.run_all(script)
        bare = withdrawn_in_groups(office)
        before, before_bare = seen(office), seen(office, without_groups=True)
        assume(wrote(office, command))
        carry_out(office, to_undo)
        assert seen(office, without_groups=True) == before_bare
        # A withdrawn report goes on joining the reports of the same source.
        if bare or not withdrawn_in_groups(office):
            assert seen(office) == before
        assert_folded(office)


@settings(max_examples=10)
@given(scripts, reversible)
def test_after_an_undo_and_a_redo_everything_is_as_it_was_after_the_command(
    script: list[Command], command: Command
) -> None:
    with offices() as (office,):
        office.run_all(script)
        assume(wrote(office, command))
        after = derived_of(office)
        for _ in range(2):
            carry_out(office, to_undo)
            carry_out(office, to_redo)
            assert derived_of(office) == after
        assert_folded(office)


@settings(max_examples=10)
@given(scripts, reversible)
def test_as_of_the_time_between_a_command_and_its_undo_the_command_stands(
    script: list[Command], command: Command
) -> None:
    with offices() as (office,):
        office.run_all(script)
        before, earlier = derived_of(office), instant(office.now())
        assume(wrote(office, command))
        after, between = derived_of(office), instant(office.now())
        carry_out(office, to_undo)
        assert as_of(office, earlier) == before
        assert as_of(office, between) == after
        taken, then = derived_of(office), instant(office.now())
        carry_out(office, to_redo)
        assert as_of(office, then) == taken


def as_of(office: Office, at: str) -> dict[str, Any]:
    with office.read(at) as reader:
        return {table: list(audit.contents(reader.tables, table)) for table in derived.TABLES}


@settings(max_examples=5)
@given(without_undo)
def test_all_commands_taken_back_and_brought_back_end_where_they_began(
    script: list[Command],
) -> None:
    with offices() as (office,):
        office.run_all(script)
        after, undone = derived_of(office), 0
        with pytest.raises(UsageError, match="nothing to take back"):
            while carry_out(office, to_undo):
                undone += 1
        assert seen(office)["reports"] == []
        assert set(seen(office)["heard"].values()) == {None}
        for _ in range(undone):
            carry_out(office, to_redo)
        with pytest.raises(UsageError, match="nothing to bring back"):
            carry_out(office, to_redo)
        assert derived_of(office) == after


@settings(max_examples=12)
@given(scripts, st.integers(0, 12))
def test_what_is_told_is_what_happens_whichever_command_is_taken_back(
    script: list[Command], which: int
) -> None:
    with offices() as (office,):
        office.run_all(script)
        numbers = standing(office)
        assume(numbers)
        told = carry_out(office, to_undo, str(numbers[which % len(numbers)]))
        assert_told(office, told)
        assert_told(office, carry_out(office, to_redo))


def standing(office: Office) -> list[int]:
    """The numbers of the commands that can be taken back."""
    found = []
    for number in range(1, head(office) + 1):
        try:
            proposal(office.workplace, to_undo, str(number))
        except UsageError:
            continue
        found.append(number)
    return found


def assert_told(office: Office, told: Prospect) -> None:
    with office.read() as reader:
        rows = {
            str(row["id"]): row for row in queries.reports(reader.tables, Filter(), withdrawn=True)
        }
        live = {str(row["id"]) for row in queries.reports(reader.tables, Filter())}
    for become, labels in told.effects.items():
        for label in labels:
            assert become.withdrawn in (None, label not in live)
            assert all(rows[label][c.field] == c.after for c in become.changes)
    for one, other, linked in told.links:
        if linked:
            assert rows[one]["group"] == rows[other]["group"] is not None


# What cannot be taken back.


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "ours")


def refusal(office: Office, propose: Propose, typed: str | None = None) -> tuple[str, str]:
    """Why it is refused, and the way out; nothing is written."""
    before = head(office)
    with pytest.raises(UsageError) as refused:
        carry_out(office, propose, typed)
    assert head(office) == before
    return str(refused.value.sentence), str(refused.value.hint)


def test_a_command_that_erased_cannot_be_taken_back_and_hides_none_before_it(
    office: Office,
) -> None:
    office.run_all([("add", 0, 0, 1), ("erase", 0, 0, 0)])
    why, hint = refusal(office, to_undo, "3")
    assert why == "command 3 erased; that cannot be taken back"
    assert "report amend" in hint
    why, hint = refusal(office, to_undo, None)
    assert why == "the last command erased; that cannot be taken back"
    assert "pilkada undo NUMBER" in hint
    assert carry_out(office, to_undo, "2").batch.seq == 2


def test_what_another_office_wrote_is_amended_not_taken_back(
    office: Office, tmp_path: Path
) -> None:
    other = Office(tmp_path / "theirs")
    other.run(("add", 1, 1, 1))
    office.run(("add", 0, 0, 1))
    office.sync_from(other)
    why, hint = refusal(office, to_undo, f"{other.own()}/2")
    assert why == "another office wrote that; it cannot be taken back here"
    assert "report amend" in hint
    assert carry_out(office, to_undo).batch == OpId(office.own(), 2)


def test_a_copy_of_a_register_takes_back_only_what_was_written_in_it(
    office: Office, tmp_path: Path
) -> None:
    office.run(("add", 0, 0, 1))
    written = office.own()
    copy = Office(tmp_path / "copy", ticks=5)
    copy.home.mkdir()
    copy.workplace.register.write_bytes(office.workplace.register.read_bytes())
    assert refusal(copy, to_undo)[0] == "there is nothing to take back"
    assert refusal(copy, to_undo, "2")[0] == "'2' is no number of a command"
    why, hint = refusal(copy, to_undo, f"{written}/2")
    assert "before the file was copied" in why
    assert "report amend" in hint
    copy.run(("add", 1, 1, 1))
    assert carry_out(copy, to_undo).deeds[0].report == "LAP-2"
    assert refusal(copy, to_undo)[0] == "there is nothing to take back"


def test_what_changed_between_the_question_and_the_answer_is_not_taken_back(
    office: Office,
) -> None:
    office.run_all([("add", 0, 0, 1), ("note", 0, 0, 1)])
    told, _ = proposal(office.workplace, to_undo, None)
    office.run(("close", 0, 0, 1))
    with pytest.raises(UsageError, match="in the meantime"), office.write() as writer:
        write(writer, to_undo, None, told)
    with office.read() as reader:
        assert [row["handling"] for row in queries.reports(reader.tables, Filter())] == ["closed"]


def test_what_came_in_about_other_reports_meanwhile_does_not_matter(
    office: Office, tmp_path: Path
) -> None:
    other = Office(tmp_path / "theirs")
    other.run(("add", 1, 1, 1))
    office.run_all([("add", 0, 0, 1), ("add", 0, 0, 2)])
    told, _ = proposal(office.workplace, to_undo, None)
    office.sync_from(other)
    with office.write() as writer:
        write(writer, to_undo, None, told)


def test_later_commands_on_a_report_are_told_before_its_entry_is_taken_back(
    office: Office,
) -> None:
    office.run_all([("add", 0, 0, 1), ("add", 0, 0, 2), ("verify", 0, 0, 1), ("note", 0, 0, 1)])
    office.run_all([("link", 1, 0, 0), ("undo", 1, 0, 0)])
    told, _ = proposal(office.workplace, to_undo, "2")
    assert told.since == ["link", "verify"]


def test_an_attachment_goes_and_comes_with_its_command(office: Office) -> None:
    office.run(("add", 0, 0, 1))
    photo = f"{'0' * 64} 9 foto.jpg"
    with office.write() as writer:
        subject = OpId(writer.batch.origin, 2)
        writer.batch.append(Kind.ATTACH, {}, {"attachments": [photo]}, subject=subject)
    told = carry_out(office, to_undo)
    what, becomes = map(str, commands.told(told, shipped()))
    assert what.startswith('taking back: attachment to LAP-1 "foto.jpg", entered ')
    assert becomes == "LAP-1: attachments from foto.jpg to –"
    assert_told(office, told)
    assert_told(office, carry_out(office, to_redo))


def test_what_a_newer_program_wrote_is_named_by_its_kind_and_goes_back_too(
    office: Office,
) -> None:
    office.run(("add", 0, 0, 1))
    with office.write() as writer:
        subject = OpId(writer.batch.origin, 2)
        writer.batch.append("review", {}, subject=subject)  # type: ignore[arg-type]
    told = carry_out(office, to_undo)
    assert str(next(commands.told(told, shipped()))).startswith("taking back: review: LAP-1, ")


def test_an_import_of_many_small_changes_is_told_in_a_few_lines(office: Office) -> None:
    office.run_all([("add", 0, 0, 1)] * 12)
    with office.write() as writer:
        for number in range(12):
            subject = OpId(writer.batch.origin, 2 + number)
            writer.batch.append(Kind.AMEND, {"crowd": number + 1}, subject=subject)
    lines = [str(line) for line in commands.told(carry_out(office, to_undo), shipped())]
    assert lines[1] == "LAP-1: crowd from 1 to –"
    assert lines[-1] == "and 4 more reports are changed"
    assert len(lines) == 10


def shipped() -> Reference:
    return reference_of({})
