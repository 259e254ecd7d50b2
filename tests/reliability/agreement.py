"""What must be true of a province when everything was exchanged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.jobs.test_bundles import Office
from tests.reliability.province import Province, Reports, by_subject, due_to
from tests.storage.test_laws import derived_of, in_pieces

from pilkada_cli.domain.chain import Row
from pilkada_cli.exchange.bundles import container
from pilkada_cli.jobs import checking, outlook
from pilkada_cli.jobs.bundle_out import ENDING
from pilkada_cli.jobs.reading import Asked

BY_WHAT_IS_KNOWN = ("id", "group_id", "outcome")
"""What depends on reports that an office may not see.

An id is longer where two reports share a number. Of linked reports the earliest counts,
for who does not see that one the next.
"""
OF_THE_PROVINCE = ("rank", "rank_low", "rank_high", "rate", "rate_low", "rate_high", "p_top3")
"""Figures of a regency that depend on those of the others."""


def hold(there: Province) -> None:
    """All of it; how much of it could be compared is counted."""
    for office in there.everyone:
        is_sound(office)
    for office in there.others:
        knows_what_it_may(there, office)
    the_order_of_arrival_says_nothing(there)
    whoever_is_handed_the_same_says_the_same(there)
    one_event_for_each_row_of_the_sheets(there.hub)
    nothing_withheld_or_erased_is_found(there)


def is_sound(office: Office) -> None:
    """Chains, heads, files and tables are whole, and no attachment of the record is missing."""
    found = checking.check(office.workplace, fix=False)
    assert (found.broken, found.fold) == ([], []), office.code
    assert not [each for each in found.attend if "is not here" in str(each)], office.code


NOW = datetime(2024, 11, 29, tzinfo=UTC)


def summary_of(office: Office) -> dict[str, Any]:
    """What ``summary -f json`` says at a moment, whatever an office has on its clock."""
    workplace = replace(office.workplace, now=lambda: NOW)
    view = outlook.View(by=("regency", "stage", "category", "athg", "district"))
    with office.read() as reader:
        found = outlook.look(reader, Asked(NOW), workplace.as_of(None), view)
    return found.summary.document()


def the_order_of_arrival_says_nothing(there: Province) -> None:
    """A register that hears the same operations in another order says and shows the same."""
    stranger = _hearing(there, there.hub, there.hub.rows())
    assert derived_of(stranger) == derived_of(there.hub)
    said = summary_of(there.hub)
    assert summary_of(stranger) == said
    assert said["totals"]["events"] and all(row["rate"] for row in said["regencies"])


def whoever_is_handed_the_same_says_the_same(there: Province) -> None:
    """A register that hears an office's last bundle alone ranks everything as that office does.

    Left out are offices that still see what was handed to them once and is theirs no more.
    """
    for office, path in there.plain:
        if office is there.hub:
            continue
        with path.open("rb") as file:
            stranger = _hearing(there, office, [*container.open_bundle(file).rows()])
        if by_subject(stranger).keys() == by_subject(office).keys():
            assert summary_of(stranger) == summary_of(office), office.code
            there.counted["offices whose summaries were compared"] += 1


def _hearing(there: Province, office: Office, rows: list[Row]) -> Office:
    """A new register that takes in what an office holds, in any pieces and any order."""
    stranger = Office(there.home / f"lain-{office.code}", there.hub.ticks)
    for piece in in_pieces(rows, there.chance):
        stranger.receive(piece)
    return stranger


def knows_what_it_may(there: Province, office: Office) -> None:
    """Every report, nil report, readiness and action an office may see stands as at the hub."""
    everything, mine = by_subject(there.hub), by_subject(office)
    due = due_to(office, everything)
    for subject, row in due.items():
        assert _own(mine[subject]) == _own(row), (office.code, subject)
    for table in ("nil", "readiness", "action"):
        beside = _beside(office, office, table, due)
        assert beside == _beside(there.hub, office, table, due), table
        there.counted[f"rows compared: {table}"] += len(beside)
    cut = _cut_groups(everything, mine)
    assert _placed(office, office, cut) == _placed(there.hub, office, cut), office.code
    if not cut & due.keys():
        assert _figures(office, office) == _figures(there.hub, office), office.code
        there.counted["regencies whose figures were compared"] += 1


def _own(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in BY_WHAT_IS_KNOWN}


def _rows(office: Office, sql: str, *parameters: object) -> list[dict[str, Any]]:
    with office.read() as reader:
        rows = reader.tables.execute(sql, parameters)
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows]


def _beside(at: Office, of: Office, table: str, due: Reports) -> list[dict[str, Any]]:
    """The rows of a table beside the reports that an office may see, at a register."""
    return [
        row
        for row in _rows(at, f"SELECT * FROM {table} ORDER BY 1")
        if row["region"] in (of.region, "63") or row["subject"] in due
    ]


def _cut_groups(everything: Reports, mine: Reports) -> set[str]:
    """The reports in groups of which an office sees a part."""
    groups = defaultdict[object, set[str]](set)
    for subject, row in everything.items():
        groups[row["group_id"] or subject].add(subject)
    return {each for group in groups.values() if group - mine.keys() for each in group}


def _placed(at: Office, of: Office, cut: set[str]) -> list[dict[str, Any]]:
    """Where and how the reports of an office's regency count at a register, but for `cut`."""
    sql = "SELECT * FROM placement WHERE regency = ? ORDER BY subject"
    return [row for row in _rows(at, sql, of.region) if row["subject"] not in cut]


def _figures(at: Office, of: Office) -> dict[str, Any]:
    """What the summary of a register says of an office's regency alone."""
    [row] = [row for row in summary_of(at)["regencies"] if row["code"] == of.region]
    return {name: value for name, value in row.items() if name not in OF_THE_PROVINCE}


def one_event_for_each_row_of_the_sheets(hub: Office) -> None:
    """Reports of several offices from one row of a sheet are counted once."""
    rows = _rows(hub, """
        SELECT count(*) AS reports, sum(outcome = 'event') AS events,
            count(DISTINCT coalesce(group_id, id)) AS groups
        FROM report WHERE source_system = 'provinsi' GROUP BY source_ref""")  # fmt: skip
    assert any(row["reports"] > 2 and row["groups"] == 1 for row in rows)
    assert all(row["events"] <= row["groups"] for row in rows)


def nothing_withheld_or_erased_is_found(there: Province) -> None:
    """No register, log, photo, backup or new bundle holds words that its office may not have."""
    for office in there.everyone:
        files = [path for path in office.home.rglob("*") if path.is_file()]
        held = (path.read_bytes() for path in files if path.suffix != ENDING)
        _only_allowed(there, office, held)
    for to, path in there.plain:
        _only_allowed(there, to, _unpacked(path))


def _only_allowed(there: Province, office: Office, contents: Iterable[bytes]) -> None:
    allowed = {
        marker
        for marker, secret in there.secrets.items()
        if not secret.erased
        and (office in (there.hub, secret.owner) or secret.subject in there.due[office.code])
    }
    hidden = [marker.encode() for marker in there.secrets.keys() - allowed]
    there.counted["markers that were found nowhere"] += len(hidden)
    for content in contents:
        assert not [marker for marker in hidden if marker in content], office.code


def _unpacked(path: Path) -> Iterator[bytes]:
    """What the operations and files of a bundle that is not encrypted say."""
    with path.open("rb") as file:
        bundle = container.open_bundle(file)
        for row in bundle.rows():
            yield b" ".join(part for part in (row.header, row.body, row.sealed) if part)
        for _, stream in bundle.attachments():
            yield stream.read()
