"""A report that was shown to an office, and concerns others since."""

from datetime import date
from pathlib import Path

import pytest
from tests.jobs.test_bundles import Office, three_in
from tests.storage.test_laws import assert_folded

from pilkada_cli.errors import UsageError
from pilkada_cli.jobs import attaching, change, erasing, retention
from pilkada_cli.jobs.ids import resolve_one
from pilkada_cli.storage import queries
from pilkada_cli.storage.selection import Filter

WORDS = "Judul rahasia 0123456789"


@pytest.fixture
def moved(tmp_path: Path) -> tuple[Office, Office, str]:
    """The province, and an office whose report the province moved to another region."""
    hub, hst, _ = three_in(tmp_path)
    label = hst.add(WORDS, reporter="Fulan")
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + WORDS.encode())
    with hst.write() as writer:
        attaching.attach(writer, resolve_one(writer, label), [photo], None)
    hub.take(hst.hand())
    with hub.write() as writer:
        change.amend(writer, [label], {"region": "63.72"}, [], None, hub.now())
    assert hst.take(hub.hand("HST")).gone == (label,)
    return hub, hst, label


def files_of(office: Office) -> list[str]:
    return [each.name for each in office.home.glob("register.db.files/*")]


def erase(office: Office, label: str) -> list[erasing.Loss]:
    with office.read() as reader:
        told = erasing.losses(reader, [label])
    with office.write() as writer:
        erasing.erase(writer, [label], "diminta", told)
    assert writer.unfinished is None
    return told


def test_what_is_left_of_it_is_erased_by_its_id(moved: tuple[Office, Office, str]) -> None:
    hub, hst, label = moved
    assert hst.holds(WORDS) and files_of(hst)
    [told] = erase(hst, label)
    assert (told.title, told.entries, told.files) == (None, 2, 1)
    assert not hst.holds(WORDS) and not files_of(hst)
    assert_folded(hst)
    hub.take(hst.hand())
    assert not hub.holds(WORDS)


def test_whoever_asks_for_it_is_told_that_it_is_withheld(moved: tuple[Office, Office, str]) -> None:
    _, hst, label = moved
    with hst.read() as reader, pytest.raises(UsageError) as refused:
        resolve_one(reader, label)
    assert f"pilkada report erase {label} erases it there too" in str(refused.value.hint)


def test_it_is_kept_no_longer_than_others(moved: tuple[Office, Office, str]) -> None:
    _, hst, _ = moved
    with hst.read() as reader:
        [past] = retention.past(reader, date(2090, 1, 1))
        assert retention.past(reader, date(2024, 12, 1)) == []
    assert past.title is None
    erase(hst, past.id)
    with hst.read() as reader:
        assert retention.past(reader, date(2090, 1, 1)) == []


def test_who_took_a_report_over_keeps_it_where_others_say_later_whom_it_concerns(
    tmp_path: Path,
) -> None:
    hub, hst, bjb = three_in(tmp_path)
    label = hst.add("Pindah", affects=["63.72"])
    hub.take(hst.hand())
    bjb.take(hub.hand("BJB"))
    with bjb.write() as writer:
        change.amend(writer, [label], {"region": "63.72"}, [], None, bjb.now())
    hub.take(bjb.hand())
    with hub.write() as writer:
        change.amend(writer, [label], {}, ["affects"], None, hub.now())
    bjb.take(hub.hand("BJB"))
    assert bjb.titles() == {"Pindah"}
    with hub.read() as reader:
        assert [row["region"] for row in queries.reports(reader.tables, Filter())] == ["63.72"]
