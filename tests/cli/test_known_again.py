"""What an import knows again."""

import json
import re
from datetime import timedelta

from tests.conftest import NOW, Cli

from pilkada_cli.domain.operation import Kind, OpId
from pilkada_cli.jobs.workplace import Workplace


def lines(*rows: dict[str, object]) -> str:
    return "\n".join(json.dumps(row) for row in rows)


REPORT = {"known_at": "2024-11-20", "title": "Uji", "region": "Tapin", "category": "hoaks"}


def taken(cli: Cli, text: str, **more: object) -> tuple[int, int, int]:
    """Reports added, operations added, lines known already."""
    result = cli("report", "import", "-", stdin=text, **more)
    assert result.code == 0, result.err
    counts = (
        re.search(rf"(\d+) {what}", result.err)
        for what in ("reports? added", "operations?", "lines? known")
    )
    added, operations, known = (int(found[1]) if found else 0 for found in counts)
    return added, operations, known


def test_two_honest_equal_lines_both_live_and_come_in_once(cli: Cli) -> None:
    text = lines(REPORT, REPORT)
    assert taken(cli, text) == (2, 0, 0)
    assert taken(cli, text) == (0, 0, 2)


def test_a_day_that_is_today_is_known_again_an_hour_later(cli: Cli) -> None:
    today = {**REPORT, "known_at": "2024-11-22"}
    note = {"kind": "note", "known_at": "2024-11-22", "source_ref": "1", "text": "bubar"}
    text = lines(today, {**today, "source_ref": "1"}, note)
    assert taken(cli, text) == (2, 1, 0)
    assert taken(cli, text, now=NOW + timedelta(hours=1)) == (0, 0, 3)


def test_what_was_added_to_a_file_comes_in_and_the_rest_is_known(cli: Cli) -> None:
    first = {**REPORT, "source_ref": "1"}
    assert taken(cli, lines(first)) == (1, 0, 0)
    verified = {"kind": "verify", "known_at": "2024-11-21", "source_ref": "1"}
    assert taken(cli, lines(first, verified)) == (0, 1, 1)


def test_an_import_that_was_undone_can_be_imported_again(cli: Cli) -> None:
    note = {"kind": "note", "known_at": "2024-11-20", "source_ref": "1", "text": "bubar"}
    text = lines({**REPORT, "source_ref": "1"}, note, REPORT)
    taken(cli, text)
    undo(cli)
    assert taken(cli, text) == (2, 1, 0)
    assert cli("check").code == 0


def test_words_that_were_erased_are_not_brought_back(cli: Cli) -> None:
    note = {"kind": "note", "known_at": "2024-11-20", "source_ref": "1", "text": "rahasia sekali"}
    text = lines({**REPORT, "source_ref": "1", "title": "rahasia juga"}, note)
    taken(cli, text)
    with place(cli).write() as writer:
        subject = OpId.parse(writer.connection.execute("SELECT subject FROM report").fetchone()[0])
        writer.batch.append(Kind.ERASE, {}, subject=subject)
        writer.fold()
    assert taken(cli, text) == (0, 0, 2)
    assert "rahasia" not in cli.ok("report", "show", "1")


def test_a_report_that_moves_to_another_regency_loses_its_district_once(cli: Cli) -> None:
    moved = {"kind": "amend", "known_at": "2024-11-21", "source_ref": "1", "region": "Tapin"}
    text = lines({**REPORT, "source_ref": "1", "region": "Barabai"}, moved)
    assert taken(cli, text) == (1, 1, 0)
    row = json.loads(cli.ok("report", "show", "1", "-f", "json"))
    assert (row["region"], row["district"]) == ("63.05", None)
    assert taken(cli, text) == (0, 0, 2)


def undo(cli: Cli) -> None:
    """Take the newest batch back."""
    with place(cli).write() as writer:
        batch = writer.connection.execute(
            "SELECT batch FROM journal ORDER BY position DESC LIMIT 1"
        ).fetchone()[0]
        writer.batch.append(Kind.UNDO, {"batch": batch})


def place(cli: Cli) -> Workplace:
    return Workplace(cli.register, cli.home / ".local/state/pilkada", lambda: cli.now)
