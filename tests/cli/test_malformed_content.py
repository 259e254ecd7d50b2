"""What another program wrote into its operations, whatever it is: no command stops at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.conftest import Cli
from tests.storage.test_laws import Office, assert_folded

from pilkada_cli.domain import fields
from pilkada_cli.domain.chain import MAX_INTEGER
from pilkada_cli.domain.operation import Kind, OpId

ODD: list[Any] = [
    None, True, False, 0, -1, 1, 5, 1.5, MAX_INTEGER, -MAX_INTEGER, "", " ", "x", "\x1b[31m", "=1+1",
    [], {}, [1], [[]], [None], ["x"], ["63.01"], {"x": []}, "9" * 400,
    "2024-11-22", "2024-02-30", "20241122", "2024-W47-5", "0001-01-01", "9999-12-31", "99:99", "24:00",
    "09:30", "9", "63", "63.07", "63.72", "kamtibmas/hoaks", "gn", "pg", "done", "running", "kpps",
    f"{'a' * 64} 1 foto.jpg", [f"{'a' * 64} {'9' * 15} foto.jpg"], [f"{'b' * 64} 5 ../x.pdf"],
    "a" * 32 + "/1", "a" * 32 + "/" + "9" * 30,
]  # fmt: skip
"""Values that some field of some kind may hold, and others that none may."""

NAMES = (
    *fields.WRITTEN, "code", "number", "guessed", "import_key", "attachments", "text", "reason",
    "what", "evidence", "until", "with", "batch", "action", "state", "owner", "due", "disposition",
    "lowers_likelihood", "lowers_impact", "on", "item", "target", "realised", "actor", "name",
)  # fmt: skip
SOUND = {
    Kind.ADD: {"code": "HST", "number": 1, "region": "63.07", "category": "kamtibmas/hoaks"},
    Kind.ACTION: {"code": "HST", "number": 1, "region": "63.07"},
    Kind.NIL: {"region": "63.07", "on": "2024-11-22"},
    Kind.READINESS: {"region": "63.07", "item": "kpps", "on": "2024-11-22", "target": 9, "realised": 1},
}  # fmt: skip
"""What an operation of a kind says but for the odd values."""

contents = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD), max_size=4)
operations = st.tuples(st.sampled_from(Kind), contents, contents, st.integers(0, 9))
journals = st.lists(operations, min_size=20, max_size=40)

Content = dict[str, Any]
Said = tuple[Kind, Content, Content, int]
"""A kind, a body, a sealed part, and which report it is about."""


def write(office: Office, said: list[Said]) -> None:
    """Write operations as they are: each about what it creates, or what one before it did."""
    with office.write() as writer:
        subjects: list[OpId] = []
        for kind, body, sealed, about in said:
            creates = kind in SOUND and about != 1
            on_nothing = kind in (Kind.PERSON, Kind.UNDO) or not subjects
            subject = None if on_nothing else subjects[about % len(subjects)]
            body = SOUND.get(kind, {}) | body
            made = writer.batch.append(kind, body, sealed, subject=subject, creates=creates)
            subjects += [made] if creates else []


COMMANDS = (
    "summary", "summary --by district", "summary --explain", "coverage", "map", "alert", "trend", "matrix",
    "diff --since 2024-11-20", "review", "prevention", "report list --format json", "log", "action list",
    "readiness show", "retention list", "brief daily --format wa", "brief weekly --format md", "check",
    "summary --as-of 2024-11-22", "export reports --format csv", "export summary --format csv",
    "export reports --format xlsx -o {folder}/x.xlsx", "report search foto",
)  # fmt: skip


@contextmanager
def register(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A register of its own for an example, on which the program is run."""
    with TemporaryDirectory() as folder:
        office = Office(Path(folder))
        monkeypatch.setenv("PILKADA_REGISTER", str(office.workplace.register))
        cli.now = office.now()
        yield office


def ids(office: Office) -> list[str]:
    with office.read() as reader:
        return [row[0] for row in reader.tables.execute("SELECT id FROM report")]


def all_commands_work(cli: Cli, office: Office) -> None:
    shown = [f"report show {label}" for label in ids(office)]
    for command in (*COMMANDS, *shown):
        result = cli(*command.format(folder=office.home).split())
        assert result.code in (0, 3), (command, result.err)


@settings(max_examples=4)
@given(journals)
@example([(Kind.NIL, {"on": "x"}, {}, 0)])
@example([(Kind.ACTION, {"state": []}, {}, 0)])
def test_no_command_stops_at_what_an_operation_says(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, journal: list[Said]
) -> None:
    with register(cli, monkeypatch) as office:
        write(office, journal)
        assert_folded(office)
        all_commands_work(cli, office)
