"""What other offices signed, and their cards, where the file that keeps them was damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office, Three, three_in

from pilkada_cli.errors import Exit, RegisterUnreadable
from pilkada_cli.jobs import backing_up, checking, offices


@pytest.fixture
def three(tmp_path: Path) -> Three:
    hub, hst, bjb = three_in(tmp_path)
    hst.add("Banjir")
    hub.take(hst.hand())
    return hub, hst, bjb


def alter(office: Office, change: str) -> None:
    """Change what is kept of signatures, as a damaged disk does."""
    with closing(sqlite3.connect(office.workplace.register)) as connection, connection:
        connection.execute(f"UPDATE head SET {change}")


CHANGES = [
    "signature = 'q' || substr(signature, 2)",
    "signature = upper(signature)",
    "signature = substr(signature, 2) || substr(signature, 1, 1)",
    "hash = 'q' || substr(hash, 2)",
    "key = 'q' || substr(key, 2)",
    "key = lower(hex(randomblob(32)))",
    "seq = seq + 8",
    "seq = seq - 1",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_signature_is_told_with_what_to_do(three: Three, change: str) -> None:
    hub = three[0]
    alter(hub, change)
    found = checking.check(hub.workplace, fix=False)
    assert found.exit_code == Exit.UNREADABLE
    [problem] = found.broken
    assert "HST signed" in str(problem) and "take in its next bundle" in str(problem)
    with pytest.raises(RegisterUnreadable, match="take in its next bundle"):
        backing_up.back_up(hub.workplace, None, keep=3)


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_bundle_of_the_office_mends_a_damaged_signature(three: Three, change: str) -> None:
    hub, hst, _ = three
    alter(hub, change)
    hub.take(hst.hand())
    assert checking.check(hub.workplace, fix=False).exit_code == Exit.DONE


@pytest.mark.parametrize("change", CHANGES[:-1])
def test_no_bundle_hands_on_a_damaged_signature(three: Three, change: str) -> None:
    hub = three[0]
    alter(hub, change)
    with pytest.raises(RegisterUnreadable, match="take in its next bundle"):
        hub.hand("BJB")


def test_a_signature_for_operations_that_nobody_wrote_goes_by_mending(three: Three) -> None:
    hub, hst, _ = three
    alter(hub, "origin = 'q' || substr(origin, 2)")
    found = checking.check(hub.workplace, fix=False)
    assert (found.exit_code, found.broken) == (Exit.UNREADABLE, [])
    assert "kept for operations that nobody wrote" in str(found.fold[0])
    assert checking.check(hub.workplace, fix=True).mended
    hub.take(hst.hand())
    assert checking.check(hub.workplace, fix=False).exit_code == Exit.DONE


def test_a_signature_whose_operations_are_gone_is_no_matter_for_mending(three: Three) -> None:
    hub, hst, _ = three
    with closing(sqlite3.connect(hub.workplace.register)) as connection, connection:
        [guard] = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'journal_keeps'"
        ).fetchone()
        connection.execute("DROP TRIGGER journal_keeps")
        connection.execute("DELETE FROM journal WHERE origin = ?", (hst.own(),))
        connection.execute(guard)
    [problem] = checking.check(hub.workplace, fix=True).broken
    assert "the record of HST was rewritten" in str(problem)


@pytest.mark.parametrize("column", ["key", "recipient"])
def test_nothing_is_handed_over_by_a_damaged_card_until_it_is_added_again(
    three: Three, column: str
) -> None:
    hub, hst, _ = three
    with closing(sqlite3.connect(hub.workplace.register)) as connection, connection:
        connection.execute(
            f"UPDATE office SET {column} = {column} || 'b' WHERE code = 'HST'",
        )
    with pytest.raises(RegisterUnreadable, match="the card of HST is damaged") as caught:
        hub.hand("HST")
    assert "pilkada office remove HST, then add its card again" in str(caught.value.hint)
    offices.remove(hub.workplace, "HST")
    hub.trust(hst)
    hst.take(hub.hand("HST"))
